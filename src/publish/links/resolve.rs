//! Where an address written in a page leads.
//!
//! It knows nothing of which files exist.

/// What an address is, before anybody looks whether its target exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leads<'a> {
    /// Into this site; the path was resolved into the buffer. The fragment is as written.
    Inside { fragment: &'a str },
    /// Another place of the same page.
    Here { fragment: &'a str },
    /// Another site, or a letter or call: only a reader may go there.
    Outside,
    /// Data that stands in the address itself.
    Embedded,
    /// From the root of the web server, where this site may not be.
    FromRoot,
    /// A folder: what a server shows there is not ours to say.
    ToFolder,
    /// Above the site's own folder.
    TooHigh,
    /// A scheme that no page of ours needs, such as `javascript:`.
    BadScheme,
}

/// Resolves an address as a page at `page` would; an inside path is left in `target`.
pub(super) fn resolve<'a>(page: &str, address: &'a str, target: &mut String) -> Leads<'a> {
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, fragment),
        None => (address, ""),
    };
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    if path.is_empty() {
        return Leads::Here { fragment };
    }
    if path.starts_with("//") {
        return Leads::Outside;
    }
    if path.starts_with('/') {
        return Leads::FromRoot;
    }
    if let Some(scheme) = scheme_of(path) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" | "mailto" | "tel" => Leads::Outside,
            "data" => Leads::Embedded,
            _ => Leads::BadScheme,
        };
    }
    if matches!(path.rsplit('/').next(), Some("" | "." | "..")) {
        return Leads::ToFolder;
    }
    target.clear();
    target.push_str(page.rsplit_once('/').map_or("", |(folder, _)| folder));
    for part in path.split('/') {
        match part {
            "." => {}
            ".." if target.is_empty() => return Leads::TooHigh,
            ".." => target.truncate(target.rfind('/').unwrap_or(0)),
            _ => {
                if !target.is_empty() {
                    target.push('/');
                }
                target.push_str(part);
            }
        }
    }
    Leads::Inside { fragment }
}

fn scheme_of(path: &str) -> Option<&str> {
    let (scheme, _) = path.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    // What has a slash before its colon is a path with a colon in it, and no valid one of ours.
    is_scheme.then_some(scheme)
}

/// The fragment as the id it names: `%E4%BA%88` is decoded.
pub(super) fn decode_fragment(fragment: &str) -> std::borrow::Cow<'_, str> {
    if !fragment.contains('%') {
        return fragment.into();
    }
    let bytes = fragment.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = fragment.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned().into()
}
