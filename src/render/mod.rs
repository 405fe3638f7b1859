//! From a view and a theme to the two editions of a page.
//!
//! It knows templates and views, and nothing of plans. A theme is read once; after that a [`Theme`] only
//! renders, from many threads at once.

mod contrast;
mod example;
mod filters;
mod japanese;
pub mod markdown;
mod settings;
mod theme;
mod whole;

use tera::Context;

use crate::pages::View;

pub use contrast::{Colour, pairs};
pub use theme::{Squeeze, Theme, settings_file};

/// Room for most pages, so that a page rarely moves while it grows.
const USUAL_PAGE: usize = 48 << 10;

/// A finished page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Html(Vec<u8>);

impl Html {
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub fn as_str(&self) -> &str {
        simdutf8::basic::from_utf8(&self.0).expect("templates and values are text")
    }
}

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
    pub fn render(&self, view: &View) -> Result<Html, RenderError> {
        let template = format!("{}.html", view.frame.kind);
        let context = Context::from_serialize(view).map_err(|error| failed(&template, &error))?;
        let mut html = Vec::with_capacity(USUAL_PAGE);
        self.tera
            .render_to(&template, &context, &mut html)
            .map_err(|error| failed(&template, &error))?;
        let mut html = whole::kept(Html(html).as_str());
        if view.frame.lang != "ja" {
            html = japanese::marked(&html);
        }
        Ok(Html(html.into_bytes()))
    }
}
