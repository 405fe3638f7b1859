//! From a view and a theme to the bytes of a page.
//!
//! It knows templates and nothing of plans: a view is any value that can be serialised. A theme is read
//! once; after that a [`Theme`] only renders, from many threads at once.

mod filters;
mod theme;

use serde::Serialize;
use tera::Context;

pub use theme::{Squeeze, Theme};

/// Why a view could not be rendered: always the theme's fault, never the data's.
#[derive(Debug, thiserror::Error)]
#[error("{template}: {why}")]
pub struct RenderError {
    pub template: String,
    pub why: String,
}

/// A view as templates take it: read once, rendered as often as there are editions.
pub struct Prepared(Context);

impl Prepared {
    pub fn new(view: &impl Serialize) -> Result<Self, RenderError> {
        let context = Context::from_serialize(view).map_err(|error| failed("view", &error))?;
        Ok(Self(context))
    }
}

fn failed(template: &str, error: &tera::Error) -> RenderError {
    RenderError {
        template: template.to_owned(),
        why: filters::describe(error),
    }
}

impl Theme {
    /// Renders a view with a template of the theme.
    pub fn render(&self, template: &str, view: &Prepared) -> Result<String, RenderError> {
        self.tera
            .render(template, &view.0)
            .map_err(|error| failed(template, &error))
    }
}
