//! The filters that templates have: one prints finished markup, one lets a long name end its lines where
//! its words end.

use tera::{Error, Kwargs, State, Tera, Value};

use crate::base::markup::Markup;
use crate::base::phrases;

pub fn register(tera: &mut Tera) {
    tera.register_filter("html", html);
    tera.register_filter("phrases", by_phrases);
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

/// Prints text with the places where a line may end.
fn by_phrases(value: &Value, _: Kwargs, _: &State<'_>) -> Result<Value, Error> {
    let name = value
        .as_str()
        .ok_or_else(|| Error::message("the filter `phrases` takes text"))?;
    let mut markup = Markup::new();
    for (at, part) in phrases::parts(name).into_iter().enumerate() {
        if at > 0 {
            markup.lit("<wbr>");
        }
        markup.text(part);
    }
    Ok(Value::safe_string(markup.as_str()))
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
