//! One component by itself, as galleries and tests show it. Pages do not come this way.

use serde::Serialize;
use tera::Context;

use super::{RenderError, Theme, failed};

impl Theme {
    /// Renders one component with the given arguments; the words of the catalogue are there as on pages.
    ///
    /// # Errors
    /// When the theme has no such component, or the arguments are not those that it takes.
    pub fn component(&self, name: &str, arguments: &impl Serialize) -> Result<String, RenderError> {
        let context = Context::from_serialize(arguments).map_err(|error| failed(name, &error))?;
        // Arguments are escaped as on pages, whose names end in .html.
        let (body, escaped) = (None, true);
        self.tera
            .render_component(name, &context, body, escaped)
            .map_err(|error| failed(name, &error))
    }
}
