//! Making what is published small without changing what is seen.
//!
//! A template is stripped once, when its theme is loaded, by a pass of our own ([`template`]):
//! minify-html understands Tera's braces in text and in quoted values, but sorts `{% if … %}` inside a
//! tag apart as if it were attributes, and it deletes the space between two links in a `<nav>`. Style
//! sheets have their own pass too ([`css`]), because minify-html rewrites `(min-width: 40em)` into a
//! form that older Safari ignores. Scripts lose their comments ([`js`]). Prose goes through minify-html ([`fragment`]), page by page, and is
//! compared with what it was before.

mod css;
mod js;
mod seen;
mod template;

use minify_html::Cfg;

pub use css::css;
pub use js::js;
pub use seen::seen;
pub use template::template;

/// Deeper markup is left as it is: minify-html descends by recursion, and an overflown stack cannot
/// be caught. Pages of ours stay below 40.
const DEPTH_LIMIT: usize = 200;

/// Minifies a piece of a page, such as the prose of a project. If that would change what a reader
/// sees, or the piece is nested too deeply, it is handed back as it was.
pub fn fragment(html: &str) -> String {
    let Some(small) = run(html) else {
        return html.to_owned();
    };
    if seen(&small) == seen(html) {
        small
    } else {
        html.to_owned()
    }
}

/// Minifies a finished page. Builds do not use it, since it takes longer than all the rest of a page;
/// a test holds with it that our pages lose nothing more than bytes.
pub fn page(html: &str) -> String {
    run(html).unwrap_or_else(|| html.to_owned())
}

fn run(html: &str) -> Option<String> {
    if seen::depth(html) > DEPTH_LIMIT {
        return None;
    }
    let mut cfg = Cfg::new();
    cfg.keep_closing_tags = true;
    cfg.keep_html_and_head_opening_tags = true;
    // Scripts and styles of a page are ours and small already.
    cfg.minify_js = false;
    cfg.minify_css = false;
    String::from_utf8(minify_html::minify(html.as_bytes(), &cfg)).ok()
}
