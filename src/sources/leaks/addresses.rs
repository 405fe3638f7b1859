//! Addresses that only the office can open, or that are not safe; found without asking the network.

use std::net::Ipv4Addr;
use std::ops::Range;

pub const SCHEMES: [&str; 3] = ["http://", "https://", "file://"];

/// Ends of names that are known inside a network only.
const INSIDE: [&str; 8] = [
    "localhost",
    "local",
    "localdomain",
    "lan",
    "internal",
    "intranet",
    "corp",
    "home",
];
/// Parts of the names of hosts on which something is tried.
const TRIALS: [&str; 10] = [
    "test", "testing", "stg", "stage", "staging", "dev", "develop", "uat", "preview", "sandbox",
];

/// The whole of an address from its scheme on, and whether it leads to a host inside.
pub fn host(text: &str, scheme: Range<usize>) -> Option<(Range<usize>, bool)> {
    let before = text[..scheme.start].chars().next_back();
    if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let is_end = |c: char| c.is_whitespace() || !c.is_ascii() || "<>\"'`()|".contains(c);
    let rest = &text[scheme.end..];
    let length = rest.find(is_end).unwrap_or(rest.len());
    let address = scheme.start..scheme.end + length;
    if text[scheme.clone()].starts_with("file") {
        return (length > 0).then_some((address, true));
    }
    let host = rest[..length]
        .split(['/', '?', '#'])
        .next()
        .unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    if host.is_empty() || is_example(host) {
        return None;
    }
    Some((address, is_inside(host)))
}

fn is_example(host: &str) -> bool {
    host.split('.')
        .any(|part| part == "example" || part == "invalid")
}

fn is_inside(host: &str) -> bool {
    if host.starts_with('[') {
        // An address in figures of the newer kind: nobody publishes one.
        return true;
    }
    let name = host
        .split(':')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if let Ok(ip) = name.parse::<Ipv4Addr>() {
        return ip.is_private() || ip.is_loopback() || ip.is_link_local();
    }
    let labels: Vec<&str> = name.split('.').collect();
    let last = labels.last().copied().unwrap_or_default();
    if labels.len() == 1 || INSIDE.contains(&last) || labels.contains(&"lgwan") {
        return true;
    }
    // The name of the owner may be any word; only what stands before it tells of a trial.
    let own = labels.len().saturating_sub(2);
    let mut words = labels[..own].iter().flat_map(|label| label.split('-'));
    words.any(|word| TRIALS.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit())))
}

/// `\\server\share\…`
pub fn share(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    if text[..at.start].ends_with('\\') {
        return None;
    }
    let rest = text[at.end..].trim_start_matches('\\');
    let path = path(rest);
    let (server, share) = path.split_once('\\')?;
    let share = share.trim_start_matches('\\');
    let is_name = |name: &str| name.starts_with(char::is_alphanumeric);
    let end = text.len() - rest.len() + path.len();
    (is_name(server) && is_name(share)).then_some(at.start..end)
}

/// `C:\…`
pub fn drive(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let mut before = text[..at.start].chars().rev();
    let letter = before.next().filter(char::is_ascii_alphabetic)?;
    if before.next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let path = path(&text[at.end..]);
    let is_name = path
        .trim_start_matches('\\')
        .starts_with(char::is_alphanumeric);
    is_name.then_some(at.start - letter.len_utf8()..at.end + path.len())
}

fn path(text: &str) -> &str {
    let is_end = |c: char| c.is_whitespace() || "<>\"'`|,、。」）)".contains(c);
    &text[..text.find(is_end).unwrap_or(text.len())]
}
