//! The words of prose that has become HTML, a paragraph each.
//!
//! The HTML is our own, so that `<` always opens a tag and only five signs are written as entities.

/// Appends the paragraphs; readings over words are left out, because they would tear words apart.
pub fn paragraphs(html: &str, out: &mut Vec<String>) {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        push(&rest[..open], &mut text);
        let Some(close) = rest[open..].find('>') else {
            break;
        };
        let tag = &rest[open + 1..open + close];
        rest = &rest[open + close + 1..];
        let name = tag.trim_start_matches('/');
        let name = name.split([' ', '\n', '/']).next().unwrap_or_default();
        match name {
            // Shown code is no prose.
            "pre" if !tag.starts_with('/') => {
                flush(&mut text, out);
                let end = rest.find("</pre>").unwrap_or(rest.len());
                rest = &rest[end..];
            }
            "rt" | "rp" if !tag.starts_with('/') => {
                let end = rest.find("</").unwrap_or(rest.len());
                rest = &rest[end..];
            }
            "a" | "b" | "code" | "del" | "em" | "i" | "rp" | "rt" | "ruby" | "s" | "small"
            | "span" | "strong" | "sub" | "sup" | "u" | "wbr" => {}
            // Headings only lead on to what stands below them.
            "h2" | "h3" | "h4" | "h5" | "h6" if tag.starts_with('/') => text.clear(),
            _ => flush(&mut text, out),
        }
    }
    push(rest, &mut text);
    flush(&mut text, out);
}

fn flush(text: &mut String, out: &mut Vec<String>) {
    if !text.trim().is_empty() {
        out.push(text.trim().to_owned());
    }
    text.clear();
}

fn push(raw: &str, text: &mut String) {
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let entities = [
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&#39;", '\''),
        ];
        let known = entities.iter().find(|(entity, _)| rest.starts_with(entity));
        let (length, sign) = known.map_or((1, '&'), |(entity, sign)| (entity.len(), *sign));
        text.push(sign);
        rest = &rest[length..];
    }
    text.push_str(rest);
}
