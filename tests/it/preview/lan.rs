//! Guests from the network: nothing without the word of the moment, which opens once; and then only with
//! the key that it was changed for. `127.0.0.2` stands for the machine's address in its network.

use std::net::SocketAddr;

use super::{Answer, DEADLINE, PAGE, Server, mieruka, town};

const TITLE: &str = "みどり野町";
const ENTRY: &str = "/__mieruka/enter?";

/// A preview that is open to the network, with the word that opens.
struct Open {
    server: Server,
    /// The same preview as the network sees it.
    outside: SocketAddr,
    word: String,
}

impl Open {
    fn start(folder: &tempfile::TempDir) -> Self {
        let server =
            Server::start_with(folder, &["serve", "town", "--port", "0", "--lan=127.0.0.2"]);
        let outside = SocketAddr::from(([127, 0, 0, 2], server.address.port()));
        let word = next_word(&server, outside);
        Self {
            server,
            outside,
            word,
        }
    }

    /// Asks as a guest does, with a header more.
    fn ask(&self, path: &str, header: &str) -> Answer {
        let host = self.outside;
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{header}Connection: close\r\n\r\n");
        self.server.send_to(host, request.as_bytes())
    }

    fn enter(&self, word: &str) -> Answer {
        self.ask(&format!("{ENTRY}{word}"), "")
    }
}

/// The address that the terminal shows is all that lets somebody in.
fn next_word(server: &Server, outside: SocketAddr) -> String {
    let address = format!("http://{outside}{ENTRY}");
    loop {
        let line = server.lines.recv_timeout(DEADLINE);
        let line = line.expect("the preview tells the address for the network");
        if let Some((_, word)) = line.split_once(&address) {
            return word.trim().to_owned();
        }
    }
}

fn assert_nothing(answer: &Answer, what: &str) {
    assert_eq!(answer.status, 403, "{what}");
    assert!(!answer.text().contains(TITLE), "{what}");
    assert_eq!(answer.header("set-cookie"), None, "{what}");
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{what}");
}

fn key_of(answer: &Answer) -> String {
    let cookie = answer.header("set-cookie").expect("a key");
    let (key, rest) = cookie.split_once(';').unwrap();
    assert_eq!(rest, " Path=/; HttpOnly; SameSite=Strict");
    key.to_owned()
}

#[test]
fn a_guest_sees_nothing_without_the_word() {
    let folder = town();
    let open = Open::start(&folder);
    for path in [
        "/",
        PAGE,
        "/404.html",
        "/search/core.js",
        "/__mieruka/live",
        "/__mieruka/live.js",
        "/__mieruka/errors",
        "/__mieruka/overlay.css",
        "/__mieruka/enter",
        ENTRY,
        "/nothing",
    ] {
        assert_nothing(&open.ask(path, ""), path);
        assert_nothing(&open.ask(path, "Cookie: mieruka=\r\n"), path);
        let wrong = format!("Cookie: mieruka={}\r\n", "0".repeat(32));
        assert_nothing(&open.ask(path, &wrong), path);
    }
    let word = &open.word;
    assert_eq!(word.len(), 32, "128 bits");
    for wrong in [
        &word[..31],
        &format!("{word}0"),
        &word
            .to_uppercase()
            .replace(|c: char| c.is_ascii_digit(), "x"),
        &format!("word={word}"),
    ] {
        assert_nothing(&open.enter(wrong), wrong);
    }
    // The word is no key.
    assert_nothing(
        &open.ask("/", &format!("Cookie: mieruka={word}\r\n")),
        "word",
    );
    // This machine's own browser needs neither, at its own address.
    assert_eq!(open.server.get("/").status, 200);
}

#[test]
fn the_word_opens_once_and_the_key_stays() {
    let folder = town();
    let open = Open::start(&folder);
    let entered = open.enter(&open.word);
    assert_eq!(entered.status, 200);
    assert!(
        !entered.text().contains(TITLE),
        "the key comes before the site"
    );
    assert!(entered.text().contains("url=/"), "{}", entered.text());
    let key = key_of(&entered);
    assert!(!key.contains(&open.word), "the word is not the key");
    assert_nothing(&open.enter(&open.word), "a second time");
    let cookie = format!("Cookie: other=1; {key}; more=2\r\n");
    let home = open.ask("/", &cookie);
    assert_eq!(home.status, 200);
    assert!(home.text().contains(TITLE));
    // The next guest gets an address of his own, and the first one stays.
    let next = next_word(&open.server, open.outside);
    assert_ne!(next, open.word);
    let second = key_of(&open.enter(&next));
    assert_ne!(second, key);
    for key in [&key, &second] {
        assert_eq!(open.ask(PAGE, &format!("Cookie: {key}\r\n")).status, 200);
    }
}

#[test]
fn so_many_guests_and_the_first_gives_way() {
    let folder = town();
    let open = Open::start(&folder);
    let mut word = open.word.clone();
    let mut keys = Vec::new();
    for _ in 0..9 {
        keys.push(key_of(&open.enter(&word)));
        word = next_word(&open.server, open.outside);
    }
    let sees = |key: &String| open.ask("/", &format!("Cookie: {key}\r\n")).status == 200;
    let seen: Vec<bool> = keys.iter().map(sees).collect();
    assert_eq!(seen, [[false].as_slice(), &[true; 8]].concat());
}

#[test]
fn other_names_and_other_sites_are_refused_to_guests_too() {
    let folder = town();
    let open = Open::start(&folder);
    let key = key_of(&open.enter(&open.word));
    let (outside, port) = (open.outside, open.outside.port());
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("127.0.0.1:{port}"),
        format!("localhost:{port}"),
        format!("127.0.0.2:{}", port ^ 1),
    ] {
        let request =
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nCookie: {key}\r\nConnection: close\r\n\r\n");
        let answer = open.server.send_to(outside, request.as_bytes());
        assert_nothing(&answer, &host);
    }
    for header in [
        "Origin: http://evil.example",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    ] {
        let more = format!("Cookie: {key}\r\n{header}\r\n");
        assert_nothing(&open.ask("/", &more), header);
    }
    // The address of the network is no name of this machine's own door.
    let request = format!("GET / HTTP/1.1\r\nHost: {outside}\r\nConnection: close\r\n\r\n");
    assert_nothing(&open.server.send(request.as_bytes()), "own door");
}

#[test]
fn the_network_is_closed_unless_it_is_asked_for() {
    let folder = town();
    let server = Server::start(&folder);
    let outside = SocketAddr::from(([127, 0, 0, 2], server.address.port()));
    assert!(std::net::TcpStream::connect(outside).is_err());
}

#[test]
fn what_opens_to_all_networks_is_refused() {
    let folder = town();
    for address in ["0.0.0.0", "::", "203.0.113.9"] {
        let wish = format!("--lan={address}");
        let refused = mieruka(folder.path(), &["serve", "town", "--port", "0", &wish]);
        let refused = { refused }.output().unwrap();
        assert_eq!(refused.status.code(), Some(2), "{address}");
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(said.contains(address), "{said}");
    }
}
