//! Raw HTML in Markdown: it is never obeyed. Comments are left out, the rest is shown as text.

/// Raw HTML with its comments taken out.
pub struct Stripped {
    pub text: String,
    /// A comment began and never ended.
    pub open: bool,
}

/// Leaves comments out, as their author meant. Where one ends is decided as browsers decide it,
/// so that what they would show is shown.
pub fn strip_comments(html: &str) -> Stripped {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        text.push_str(&rest[..start]);
        let inside = &rest[start + 4..];
        let end = if inside.starts_with('>') {
            Some(1)
        } else if inside.starts_with("->") {
            Some(2)
        } else {
            inside.find("-->").map(|end| end + 3)
        };
        let Some(end) = end else {
            return Stripped { text, open: true };
        };
        rest = &inside[end..];
    }
    text.push_str(rest);
    Stripped { text, open: false }
}

/// A line break written as a tag: inside a table cell Markdown has no other way to say it.
pub fn is_line_break(html: &str) -> bool {
    let name = html
        .strip_prefix('<')
        .and_then(|html| html.strip_suffix('>'));
    name.is_some_and(|name| {
        name.trim_end_matches('/')
            .trim_end()
            .eq_ignore_ascii_case("br")
            && name.len() <= 5
    })
}
