//! Who is answered: the browser of the person at this machine, and nobody else.

use super::{PAGE, Server, mieruka, town};
use crate::kept;

const TITLE: &str = "みどり野町";

#[test]
fn other_names_other_origins_and_other_methods_are_refused() {
    let folder = town();
    let server = Server::start(&folder);
    let (port, own) = (server.address.port(), server.address);
    let host = |host: &str| format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let more = |line: &str, header: &str| {
        format!("{line} HTTP/1.1\r\nHost: {own}\r\n{header}\r\nConnection: close\r\n\r\n")
    };
    let forbidden = [
        host("evil.example"),
        host(&format!("evil.example:{port}")),
        host(&format!("127.0.0.1.evil.example:{port}")),
        host("[::1].evil.example"),
        host(&format!("0.0.0.0:{port}")),
        host(&format!("127.0.0.1:{}", port ^ 1)),
        host("127.0.0.1"),
        host(""),
        host(&format!("evil@127.0.0.1:{port}")),
        host(&format!("127.0.0.1:{port}\r\nHost: evil.example")),
        "GET / HTTP/1.0\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned(),
        more("GET http://evil.example/", "Accept: */*"),
        more("GET /", "Origin: https://evil.example"),
        more("GET /", "Origin: null"),
        more("GET /", "Origin: http://127.0.0.1:1"),
        more("GET /", &format!("Origin: https://{own}")),
        more(
            "GET /",
            &format!("Origin: http://{own}\r\nOrigin: http://evil.example"),
        ),
        more("GET /", "Sec-Fetch-Site: cross-site"),
        more("GET /", "Sec-Fetch-Site: same-site"),
        more("GET /__mieruka/live", "Origin: https://evil.example"),
        more("GET /__mieruka/live.js", "Sec-Fetch-Site: cross-site"),
    ];
    for request in forbidden {
        let answer = server.send(request.as_bytes());
        assert_eq!(answer.status, 403, "{request}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("access-control-allow-origin"), None);
        assert!(!answer.text().contains(TITLE), "{request}");
        assert!(
            answer.text().contains("アドレスを入れてください"),
            "{request}"
        );
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"] {
        for path in ["/", "/__mieruka/live", PAGE] {
            let answer =
                server.send(more(&format!("{method} {path}"), "Content-Length: 0").as_bytes());
            assert_eq!(answer.status, 405, "{method} {path}");
            assert_eq!(answer.header("allow"), Some("GET, HEAD"));
            assert!(!answer.text().contains(TITLE), "{method} {path}");
        }
    }
}

#[test]
fn our_own_names_are_answered() {
    let folder = town();
    let server = Server::start(&folder);
    let (port, own) = (server.address.port(), server.address);
    for (line, headers) in [
        ("GET /".to_owned(), format!("Host: {own}")),
        ("GET /".to_owned(), format!("Host: LocalHost:{port}")),
        (format!("GET http://{own}/"), format!("Host: {own}")),
        (
            "GET /".to_owned(),
            format!("Host: {own}\r\nOrigin: http://{own}"),
        ),
        (
            "GET /".to_owned(),
            format!("Host: {own}\r\nSec-Fetch-Site: same-origin"),
        ),
        (
            "GET /".to_owned(),
            format!("Host: {own}\r\nSec-Fetch-Site: none"),
        ),
    ] {
        let request = format!("{line} HTTP/1.1\r\n{headers}\r\nConnection: close\r\n\r\n");
        let answer = server.send(request.as_bytes());
        assert_eq!(answer.status, 200, "{request}");
        assert!(answer.text().contains(TITLE));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn no_other_machine_can_connect() {
    const LISTENS: &str = "0A";
    let folder = town();
    let server = Server::start(&folder);
    let mut bound = Vec::new();
    for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
        let text = std::fs::read_to_string(table).unwrap_or_default();
        for line in text.lines().skip(1) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let (address, port) = fields[1].split_once(':').unwrap();
            if fields[3] == LISTENS && u16::from_str_radix(port, 16) == Ok(server.address.port()) {
                bound.push(address.to_owned());
            }
        }
    }
    // The bytes of 127.0.0.1 as this machine keeps them.
    assert_eq!(
        bound,
        [format!("{:08X}", u32::from_ne_bytes([127, 0, 0, 1]))]
    );
}

#[test]
fn a_port_that_is_taken_is_named_with_one_that_is_free() {
    let folder = town();
    let holder = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = holder.local_addr().unwrap().port().to_string();
    for lang in ["ja", "en"] {
        let arguments = ["serve", "town", "--port", &port, "--lang", lang];
        let output = mieruka(folder.path(), &arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty(), "{output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        let (_, next) = said.trim_end().rsplit_once("--port ").unwrap();
        assert_ne!(next, port);
        assert!(std::net::TcpListener::bind(format!("127.0.0.1:{next}")).is_ok());
        let said = said.replace(&port, "TAKEN").replace(next, "FREE");
        kept::check(&format!("it/cli/serve-port-taken.{lang}.txt"), &said);
    }
}
