//! Clients that are slow, silent, many or gone, and a person who no longer reads what is said.

use std::io::{Read, Write};
use std::net::TcpStream;

use mieruka::preview::{self, Event, Lan, Options, PreviewError};
use mieruka::sources::Chosen;

use super::{FIGURE, PAGE, PROJECT, Server, town};

#[test]
fn silent_clients_keep_nobody_waiting() {
    let folder = town();
    let server = Server::start(&folder);
    let silent: Vec<TcpStream> = (0..200).map(|_| server.connect()).collect();
    let halves: Vec<TcpStream> = (0..50)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(b"GET / HT").unwrap();
            stream
        })
        .collect();
    let listening: Vec<_> = (0..50).map(|_| server.live("old")).collect();
    // They ask for far more than a socket holds, and take none of it.
    let host = server.address;
    let page = server.get("/").text();
    let style = &page[page.find("assets/style").unwrap()..];
    let style = style.split('"').next().unwrap();
    let deaf: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = server.connect();
            let request = format!("GET /{style} HTTP/1.1\r\nHost: {host}\r\n\r\n");
            stream.write_all(request.repeat(400).as_bytes()).unwrap();
            stream
        })
        .collect();
    for _ in 0..20 {
        assert_eq!(server.get(PAGE).status, 200);
    }
    // Clients that go away in the middle of it all.
    drop((silent, halves, listening, deaf));
    assert_eq!(server.get(PAGE).status, 200);
}

/// One connection too many is ended at once, and when others have gone there is room again.
#[test]
fn connections_are_so_many() {
    let folder = town();
    let server = Server::start(&folder);
    let mut held: Vec<TcpStream> = Vec::new();
    let refused = loop {
        let mut stream = server.connect();
        // A refused one ends; one that is held answers.
        let request = format!("HEAD / HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
        let sent = stream.write_all(request.as_bytes());
        let mut byte = [0];
        if sent.is_err() || !matches!(stream.read(&mut byte), Ok(1)) {
            break held.len();
        }
        held.push(stream);
        assert!(held.len() < 1000, "somewhere is an end");
    };
    assert!(refused >= 256, "{refused}");
    drop(held);
    // The ends are told to the server one after the other.
    let is_open = |_: usize| {
        let mut stream = server.connect();
        let request = format!(
            "GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            server.address
        );
        let mut answer = String::new();
        let _ = stream.write_all(request.as_bytes());
        let _ = stream.read_to_string(&mut answer);
        answer.starts_with("HTTP/1.1 200")
    };
    assert!((0..1000).any(is_open));
}

#[test]
fn a_connection_carries_many_requests() {
    let folder = town();
    let server = Server::start(&folder);
    let mut stream = server.connect();
    for _ in 0..3 {
        write!(
            stream,
            "HEAD / HTTP/1.1\r\nHost: {}\r\n\r\n",
            server.address
        )
        .unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        assert!(head.starts_with(b"HTTP/1.1 200 OK\r\n"));
    }
}

#[test]
fn a_terminal_that_is_closed_does_not_matter() {
    let folder = town();
    let mut server = Server::start(&folder);
    // The thread that reads the pipe ends with the first line that nobody takes.
    server.lines = std::sync::mpsc::channel().1;
    server.replace(PROJECT, FIGURE, "約181人");
    server.follow(PAGE, |answer| answer.text().contains("約181人"));
    server.replace(PROJECT, "約181人", "約182人");
    server.follow(PAGE, |answer| answer.text().contains("約182人"));
}

/// A preview whose watcher has ended would show old numbers for ever; it must rather end itself.
#[test]
fn a_watcher_that_ends_ends_the_preview() {
    let folder = town();
    let options = Options {
        folder: folder.path().join("town"),
        published: folder.path().join("town/public"),
        port: 0,
        chosen: Chosen::default(),
        lan: Lan::Closed,
    };
    let project = options.folder.join(PROJECT);
    let readings = std::sync::atomic::AtomicUsize::new(0);
    let ended = preview::serve(&options, move |event| match event {
        Event::Ready { .. } => {
            let text = std::fs::read_to_string(&project).unwrap();
            std::fs::write(&project, text.replacen(FIGURE, "約181人", 1)).unwrap();
        }
        Event::Loaded { .. } => {
            let before = readings.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            assert_eq!(before, 0, "this panic is meant");
        }
        Event::Invited { .. } | Event::Bug { .. } | Event::Polling => {}
    });
    assert!(matches!(ended, Err(PreviewError::Watcher)), "{ended:?}");
}
