//! The one filter that templates have: views arrive finished.

use tera::{Error, Kwargs, State, Tera, Value};

pub fn register(tera: &mut Tera) {
    tera.register_filter("html", html);
}

/// Prints markup as it is. Markup arrives as bytes, text as strings, so text can never pass here.
fn html(value: &Value, _: Kwargs, _: &State<'_>) -> Result<Value, Error> {
    let bytes = value
        .as_bytes()
        .ok_or_else(|| Error::message("the filter `html` takes markup, not text"))?;
    let markup =
        simdutf8::basic::from_utf8(bytes).map_err(|error| Error::message(error.to_string()))?;
    Ok(Value::safe_string(markup))
}

/// The whole message of a template error, with the causes below it.
pub fn describe(error: &Error) -> String {
    let mut said = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        said.push_str(&format!("\n{inner}"));
        cause = inner.source();
    }
    said
}
