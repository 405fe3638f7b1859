//! Who may read the preview: browsers on this machine, pages of the preview itself, and nobody else.
//!
//! Unpublished figures are on these pages, and any web page open in the same browser can try to read a
//! local server. So the names in the request must be ours, and requests from other sites are refused.

use std::net::SocketAddr;

use axum::extract::Request;
use axum::http::{HeaderName, Method, StatusCode, header};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// Browsers send a tenth of this.
const LONGEST_HEAD: usize = 16 << 10;
const OURS: [&str; 2] = ["127.0.0.1", "localhost"];

/// The reason to refuse a request, if there is one.
pub fn refusal(request: &Request, address: SocketAddr) -> Option<StatusCode> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Some(StatusCode::METHOD_NOT_ALLOWED);
    }
    if head_length(request) > LONGEST_HEAD {
        return Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    let is_ours = names_us(request, address) && comes_from_us(request, address);
    (!is_ours).then_some(StatusCode::FORBIDDEN)
}

fn head_length(request: &Request) -> usize {
    let headers = request.headers().iter();
    headers
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum()
}

/// A name of another host that leads here is an attempt to pass our pages off as that host's.
fn names_us(request: &Request, address: SocketAddr) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    let in_address = request.uri().authority();
    host.to_str().is_ok_and(|host| is_our_host(host, address))
        && in_address.is_none_or(|host| is_our_host(host.as_str(), address))
}

/// Another port of this machine is another site too.
fn comes_from_us(request: &Request, address: SocketAddr) -> bool {
    let headers = request.headers();
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let mut sites = headers.get_all(FETCH_SITE).iter();
    origins.all(|origin| {
        let host = origin.to_str().unwrap_or_default().strip_prefix("http://");
        host.is_some_and(|host| is_our_host(host, address))
    }) && sites.all(|site| site == "same-origin" || site == "none")
}

fn is_our_host(host: &str, address: SocketAddr) -> bool {
    let port = address.port();
    OURS.iter().any(|name| {
        host.eq_ignore_ascii_case(&format!("{name}:{port}"))
            // Browsers leave the usual port out.
            || (port == 80 && host.eq_ignore_ascii_case(name))
    })
}
