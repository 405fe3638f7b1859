//! A share as a bar beside the words that say it: for the eye alone, and as a drawing it is printed, too.

use crate::base::markup::Markup;

/// Nothing when there is no whole.
pub fn share(part: usize, whole: usize) -> Markup {
    let mut html = Markup::new();
    if whole > 0 {
        html.lit("<svg class=\"share\" viewBox=\"0 0 ")
            .text(&whole.to_string())
            .lit(" 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"M0 0h")
            .text(&part.to_string())
            .lit("v1H0z\"/></svg>");
    }
    html
}
