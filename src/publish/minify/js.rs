//! Scripts without the comments and the indents that have lines of their own, and without blanks around
//! signs in lines that hold no text and no pattern.
//!
//! Where a text of several lines may begin, in which these would be content, nothing is touched: telling a
//! pattern from a division takes a parser, and our scripts have no such texts.

/// Strips a script.
pub fn js(script: &str) -> String {
    strip(script).unwrap_or_else(|| script.to_owned())
}

fn strip(script: &str) -> Option<String> {
    let mut out = String::with_capacity(script.len());
    let mut is_comment = false;
    for line in script.lines().map(str::trim) {
        // A licence.
        if line.starts_with("/*!") {
            return None;
        }
        if is_comment || line.starts_with("/*") {
            let inside = line.strip_prefix("/*").unwrap_or(line);
            let end = inside.find("*/");
            // Code behind the end of a comment.
            if end.is_some_and(|at| at + 2 < inside.len()) {
                return None;
            }
            is_comment = end.is_none();
        } else if !line.is_empty() && !line.starts_with("//") {
            let ticks = line.matches('`').count();
            if ticks % 2 == 1 || line.ends_with('\\') || line.contains("/*") {
                return None;
            }
            push_close(line, &mut out);
            out.push('\n');
        }
    }
    (!is_comment).then_some(out)
}

/// Signs that need no blank beside them; what is no part of them is left as it is, as `a - -b`.
const CLOSE: &str = "=*<>&|?:,;{}()[]";

/// Appends a line, without the blanks beside signs unless it may hold a pattern, a comment or more than
/// plain texts.
fn push_close(line: &str, out: &mut String) {
    let quotes = line.matches('\'').count();
    if quotes % 2 == 1 || line.contains(['"', '`', '/', '\\']) || line.contains("--") {
        out.push_str(line);
        return;
    }
    let mut signs = line.chars().peekable();
    let mut is_text = false;
    while let Some(sign) = signs.next() {
        is_text ^= sign == '\'';
        let is_beside = |other: Option<char>| other.is_some_and(|other| CLOSE.contains(other));
        let is_close = is_beside(out.chars().last()) || is_beside(signs.peek().copied());
        if is_text || sign != ' ' || !is_close {
            out.push(sign);
        }
    }
}
