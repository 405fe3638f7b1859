//! Which addresses a text may link to. What is not on the list is refused.
//!
//! It looks at the address alone; whether a page of that address exists is for the link check.

/// Schemes besides `http` and `https`.
const OTHER_SCHEMES: [&str; 2] = ["mailto", "tel"];

/// How far up a relative address may go; pages lie no deeper.
const HIGHEST_CLIMB: usize = 4;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `http` or `https`.
    Outside(String),
    /// A mail address, a telephone number, or a page of this site.
    Plain(String),
    /// A place on the same page, without its `#`.
    Fragment(String),
}

/// Why an address is refused; also the end of its message's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Scheme,
    Absolute,
    Climbs,
    User,
    Broken,
}

impl Refusal {
    pub fn code(self) -> &'static str {
        match self {
            Refusal::Scheme => "MARKDOWN-LINK-SCHEME",
            Refusal::Absolute => "MARKDOWN-LINK-ABSOLUTE",
            Refusal::Climbs => "MARKDOWN-LINK-CLIMBS",
            Refusal::User => "MARKDOWN-LINK-USER",
            Refusal::Broken => "MARKDOWN-LINK-BROKEN",
        }
    }
}

/// Takes an address as the parser decoded it.
pub fn classify(address: &str) -> Result<Target, Refusal> {
    // Browsers skip controls and leading blanks before they look for a scheme, and read `\` as `/`.
    if address.starts_with(char::is_whitespace) || address.chars().any(char::is_control) {
        return Err(Refusal::Broken);
    }
    if address.starts_with(['/', '\\']) {
        return Err(Refusal::Absolute);
    }
    if let Some(fragment) = address.strip_prefix('#') {
        return Ok(Target::Fragment(percent_decode(fragment)));
    }
    let head = address.find([':', '/', '?', '#']);
    match head {
        Some(at) if address.as_bytes()[at] == b':' => with_scheme(address, at),
        _ => relative(address),
    }
}

fn with_scheme(address: &str, colon: usize) -> Result<Target, Refusal> {
    let scheme = address[..colon].to_ascii_lowercase();
    let rest = &address[colon + 1..];
    if OTHER_SCHEMES.contains(&scheme.as_str()) {
        return if rest.is_empty() {
            Err(Refusal::Broken)
        } else {
            Ok(Target::Plain(encode_blanks(address)))
        };
    }
    if scheme != "http" && scheme != "https" {
        return Err(Refusal::Scheme);
    }
    let Some(rest) = rest.strip_prefix("//") else {
        return Err(Refusal::Broken);
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.contains('@') {
        return Err(Refusal::User);
    }
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
    if !host.starts_with(|c: char| c.is_alphanumeric() || c == '[') || !host.chars().all(is_host) {
        return Err(Refusal::Broken);
    }
    Ok(Target::Outside(encode_blanks(address)))
}

/// A page beside this one: `../` at the front a few times, never later, and nothing disguised.
fn relative(address: &str) -> Result<Target, Refusal> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let decoded = percent_decode(path);
    if decoded.contains(['\\', ':']) || decoded.chars().any(char::is_control) {
        return Err(Refusal::Broken);
    }
    if decoded.matches('/').count() != path.matches('/').count() {
        return Err(Refusal::Climbs);
    }
    let steps = climb(&decoded);
    let later = decoded.split('/').skip(steps).any(is_up);
    if steps > HIGHEST_CLIMB || steps != climb(path) || later {
        return Err(Refusal::Climbs);
    }
    Ok(Target::Plain(encode_blanks(address)))
}

fn climb(path: &str) -> usize {
    path.split('/').take_while(|part| is_up(part)).count()
}

fn is_up(part: &str) -> bool {
    matches!(part, ".." | ".")
}

fn encode_blanks(address: &str) -> String {
    address.replace(' ', "%20")
}

/// What `%E4%BA%88` stands for; text that is no such code, or no UTF-8, stays.
pub fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten();
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}
