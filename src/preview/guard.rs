//! Who may read the preview: browsers on this machine, pages of the preview itself, and nobody else.
//!
//! Unpublished figures are on these pages, and any web page open in the same browser can try to read a
//! local server. So the names in the request must be ours, and cross-site requests are refused.

use std::net::SocketAddr;

use axum::http::{HeaderMap, Method, StatusCode, header};

/// The reason to refuse a request, if there is one.
pub fn refusal(method: &Method, headers: &HeaderMap, address: SocketAddr) -> Option<StatusCode> {
    if method != Method::GET && method != Method::HEAD {
        return Some(StatusCode::METHOD_NOT_ALLOWED);
    }
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    let is_ours = host.is_some_and(|host| is_our_host(host, address));
    if !is_ours || hosts.next().is_some() {
        return Some(StatusCode::FORBIDDEN);
    }
    let origin = headers.get(header::ORIGIN);
    if origin.is_some_and(|origin| !is_our_origin(origin.to_str().unwrap_or_default(), address)) {
        return Some(StatusCode::FORBIDDEN);
    }
    let site = headers
        .get("sec-fetch-site")
        .and_then(|site| site.to_str().ok());
    if matches!(site, Some("cross-site" | "same-site")) {
        return Some(StatusCode::FORBIDDEN);
    }
    None
}

fn is_our_host(host: &str, address: SocketAddr) -> bool {
    let port = address.port();
    ["127.0.0.1", "localhost"]
        .iter()
        .any(|name| host.eq_ignore_ascii_case(&format!("{name}:{port}")))
}

fn is_our_origin(origin: &str, address: SocketAddr) -> bool {
    origin
        .strip_prefix("http://")
        .is_some_and(|host| is_our_host(host, address))
}
