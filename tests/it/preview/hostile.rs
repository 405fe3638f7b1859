//! Requests that no browser sends: whatever is asked for, the answer is a refusal or a page of the
//! site, never a file of the disk, and the next person is answered.

use std::fmt::Write;

use super::{Answer, Server, town};

const CANARY: &str = "CANARY-SECRET";

/// Addresses that try to leave the site. `SECRET` is the path of a file outside it, without its `/`.
const PATHS: [&str; 36] = [
    "/../../../../../../../../SECRET",
    "/a/../../../../../../../../SECRET",
    "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/SECRET",
    "/.%2e/%2E./SECRET",
    "/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fSECRET",
    "/%252e%252e%252f%252e%252e%252fSECRET",
    "/..\\..\\..\\..\\..\\SECRET",
    "/..%5c..%5c..%5c..%5cSECRET",
    "/%c0%ae%c0%ae/%c0%ae%c0%ae/SECRET",
    "/..;/..;/SECRET",
    "//SECRET",
    "///SECRET",
    "/%2fSECRET",
    "/file:///SECRET",
    "/@fs/SECRET",
    "/SECRET?raw??",
    "/draft/",
    "/livereload",
    "/../../../../SECRET%00.html",
    "/index.html%00",
    "/index.html::$DATA",
    "/index.html/",
    "/index.html/../secret.txt",
    "/#/../../SECRET",
    "/?/../../SECRET",
    "/secret.txt",
    "/.env",
    "/.git/config",
    "/.mieruka/site.schema.json",
    "/content/mieruka.yaml",
    "/seeds/midorino-dx-r8/plan.yaml",
    "/midorino-dx-r8/../secret.txt",
    "/assets/../secret.txt",
    "//evil.example/%2f..",
    "/x%0d%0aSet-Cookie:a=b",
    "/__mieruka/../secret.txt",
];

/// The answer is a refusal, an end, or a page of the site; it tells nothing of the disk.
fn assert_harmless(answer: &Answer, request: &str) {
    let page = answer.text();
    let is_page = page.starts_with("<!DOCTYPE html>") && page.contains("/__mieruka/live.js");
    let is_refusal = answer.status == 0 || (400..500).contains(&answer.status);
    assert!(
        is_refusal || (answer.status == 200 && is_page),
        "{request}: {} {page}",
        answer.status
    );
    for secret in [CANARY, "as_of:", "$schema"] {
        assert!(!page.contains(secret), "{request} shows {secret}");
    }
    for name in ["set-cookie", "location", "access-control-allow-origin"] {
        assert_eq!(answer.header(name), None, "{request}");
    }
}

#[test]
fn no_address_leaves_the_site() {
    let folder = town();
    let secret = folder.path().join("secret.txt");
    for file in [
        "secret.txt",
        "town/secret.txt",
        "town/.env",
        "town/.git/config",
    ] {
        let file = folder.path().join(file);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, CANARY).unwrap();
    }
    let secret = secret.to_str().unwrap().trim_start_matches('/');
    let server = Server::start(&folder);
    let (mut pages, mut refused) = (0, 0);
    for path in PATHS {
        let path = path.replace("SECRET", secret);
        let answer = server.get(&path);
        assert_harmless(&answer, &path);
        match answer.status {
            200 => pages += 1,
            _ => refused += 1,
        }
        let absolute = format!("GET http://{}{path}", server.address);
        assert_harmless(&server.ask(&absolute, ""), &absolute);
    }
    // The two that are 200 ask for `/` with something after `#` or `?`.
    assert_eq!((pages, refused), (2, PATHS.len() - 2));
}

/// Requests that are broken or too much.
fn broken(host: &str) -> Vec<String> {
    let own = |line: &str, headers: &str| {
        format!("{line}\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n")
    };
    let mut many = String::new();
    for number in 0..5000 {
        let _ = write!(many, "X{number}: a\r\n");
    }
    let upgrade = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                   Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    let chunked = "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n";
    vec![
        own("GET / HTTP/1.1", &format!("X: {}\r\n", "a".repeat(1 << 20))),
        own("GET / HTTP/1.1", &many),
        own(&format!("GET /{} HTTP/1.1", "a".repeat(100_000)), ""),
        own("GET /\0 HTTP/1.1", ""),
        own("GET /\u{7f}\u{1} HTTP/1.1", ""),
        own("GET / HTTP/9.9", ""),
        own("GET  /  HTTP/1.1", ""),
        own("get / HTTP/1.1", ""),
        own("TRACE / HTTP/1.1", ""),
        own("CONNECT evil.example:443 HTTP/1.1", ""),
        own("OPTIONS * HTTP/1.1", ""),
        own("GET * HTTP/1.1", ""),
        own(
            "POST / HTTP/1.1",
            "Content-Length: 99999999999999999999\r\n",
        ),
        own("POST / HTTP/1.1", "Content-Length: -1\r\n"),
        own(
            "GET / HTTP/1.1",
            "Content-Length: 5\r\nContent-Length: 6\r\n",
        ),
        own("POST / HTTP/1.1", chunked),
        own(
            "GET / HTTP/1.1",
            "Range: bytes=0-18446744073709551615,1-2,-1\r\n",
        ),
        own(
            "GET / HTTP/1.1",
            &format!("Range: bytes={}\r\n", "0-,".repeat(1000)),
        ),
        own("GET / HTTP/1.1", "X: a\r\n folded\r\n"),
        own("GET / HTTP/1.1", "X\0: a\r\n"),
        own("GET / HTTP/1.1", ": a\r\n"),
        own("GET / HTTP/1.1", "Expect: 100-continue\r\n"),
        own(
            "GET /__mieruka/live HTTP/1.1",
            &format!("Origin: http://127.0.0.1.evil.example\r\n{upgrade}"),
        ),
        format!("GET / HTTP/1.1\nHost: {host}\nConnection: close\n\n"),
        "GET /\r\n\r\n".to_owned(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\0\u{5}hello\r\n\r\n".to_owned(),
        "\r\n\r\n\r\n\r\nnonsense\r\n\r\n".to_owned(),
    ]
}

/// Nothing is ever sent to a preview, so that no byte of it has to be waited for.
#[test]
fn a_body_is_not_taken() {
    let folder = town();
    let server = Server::start(&folder);
    for header in [
        "Content-Length: 9999999999\r\n",
        "Transfer-Encoding: chunked\r\n",
    ] {
        assert_eq!(server.ask("GET /", header).status, 413, "{header}");
    }
    assert_eq!(server.ask("GET /", "Content-Length: 0\r\n").status, 200);
}

#[test]
fn a_head_that_no_browser_sends_is_too_large() {
    let folder = town();
    let server = Server::start(&folder);
    let sized = |length: usize| server.ask("GET /", &format!("X: {}\r\n", "a".repeat(length)));
    assert_eq!(sized(8 << 10).status, 200);
    assert_eq!(sized(64 << 10).status, 431);
}

#[test]
fn broken_requests_are_refused_and_the_server_lives() {
    let folder = town();
    let server = Server::start(&folder);
    for request in broken(&server.address.to_string()) {
        let shown: String = request.chars().take(80).collect();
        assert_harmless(&server.send(request.as_bytes()), &format!("{shown:?}"));
        assert_eq!(server.get("/").status, 200, "after {shown:?}");
    }
}
