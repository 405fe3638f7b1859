//! Scripts without the comments and the indents that have lines of their own.
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
            out.push_str(line);
            out.push('\n');
        }
    }
    (!is_comment).then_some(out)
}
