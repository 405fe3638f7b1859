//! From a view and a theme to the two editions of a page.
//!
//! It knows templates and views, and nothing of plans. A theme is read once; after that a [`Theme`] only
//! renders, from many threads at once.

mod filters;
pub mod markdown;
mod theme;

use tera::Context;

use crate::pages::View;

pub use theme::{Squeeze, Theme, settings_file};

/// Why a view could not be rendered: always the theme's fault, never the data's.
#[derive(Debug, thiserror::Error)]
#[error("{template}: {why}")]
pub struct RenderError {
    pub template: String,
    pub why: String,
}

fn failed(template: &str, error: &tera::Error) -> RenderError {
    RenderError {
        template: template.to_owned(),
        why: filters::describe(error),
    }
}

impl Theme {
    /// Renders a view with the template of its page kind.
    ///
    /// # Errors
    /// When the template asks for something that the view does not have.
    pub fn render(&self, view: &View) -> Result<String, RenderError> {
        let template = format!("{}.html", view.frame.kind);
        let context = Context::from_serialize(view).map_err(|error| failed(&template, &error))?;
        self.tera
            .render(&template, &context)
            .map_err(|error| failed(&template, &error))
    }
}
