//! Who may read the preview: browsers on this machine, pages of the preview itself, and whoever was let in
//! from the network on purpose.
//!
//! Unpublished figures are on these pages, and any web page open in the same browser can try to read a
//! local server. So the names in the request must be ours, and requests from other sites are refused.

use std::net::SocketAddr;

use super::lan::{COOKIE, Gate};

use axum::extract::Request;
use axum::http::{HeaderName, Method, StatusCode, header};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// Browsers send a tenth of this.
const LONGEST_HEAD: usize = 16 << 10;
const OURS: [&str; 2] = ["127.0.0.1", "localhost"];

/// One of the addresses that the preview is at.
pub struct Door {
    pub address: SocketAddr,
    /// Where this machine's network leads to, other machines need a key.
    pub gate: Option<Gate>,
}

/// The reason to refuse a request, if there is one.
pub fn refusal(request: &Request, door: &Door) -> Option<StatusCode> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Some(StatusCode::METHOD_NOT_ALLOWED);
    }
    if head_length(request) > LONGEST_HEAD {
        return Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    if has_body(request) {
        return Some(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let is_ours = names_us(request, door) && comes_from_us(request, door);
    (!is_ours).then_some(StatusCode::FORBIDDEN)
}

/// Nothing is ever sent to a preview, so nothing has to be read to its end.
fn has_body(request: &Request) -> bool {
    let headers = request.headers();
    let mut lengths = headers.get_all(header::CONTENT_LENGTH).iter();
    headers.contains_key(header::TRANSFER_ENCODING) || lengths.any(|length| length != "0")
}

fn head_length(request: &Request) -> usize {
    let headers = request.headers().iter();
    headers
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum()
}

/// A name of another host that leads here is an attempt to pass our pages off as that host's.
fn names_us(request: &Request, door: &Door) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    let in_address = request.uri().authority();
    host.to_str().is_ok_and(|host| is_our_host(host, door))
        && in_address.is_none_or(|host| is_our_host(host.as_str(), door))
}

/// Another port of this machine is another site too.
fn comes_from_us(request: &Request, door: &Door) -> bool {
    let headers = request.headers();
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let mut sites = headers.get_all(FETCH_SITE).iter();
    origins.all(|origin| {
        let host = origin.to_str().unwrap_or_default().strip_prefix("http://");
        host.is_some_and(|host| is_our_host(host, door))
    }) && sites.all(|site| site == "same-origin" || site == "none")
}

fn is_our_host(host: &str, door: &Door) -> bool {
    let (ip, port) = (door.address.ip().to_string(), door.address.port());
    let own = [ip.as_str()];
    let names: &[&str] = if door.gate.is_some() { &own } else { &OURS };
    names.iter().any(|name| {
        host.eq_ignore_ascii_case(&format!("{name}:{port}"))
            // Browsers leave the usual port out.
            || (port == 80 && host.eq_ignore_ascii_case(name))
    })
}

/// Whether the request has a key that the gate gave out.
pub fn has_key(request: &Request, gate: &Gate) -> bool {
    let cookies = request.headers().get_all(header::COOKIE).iter();
    let mut pairs = cookies
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs.any(|(name, key)| name == COOKIE && gate.knows(key))
}
