//! The preview as a browser meets it: the real program, spoken to in plain HTTP over a socket.
//!
//! Nothing here sleeps: a test waits by reading from a socket or a pipe, which ends with what it waits
//! for or at a deadline. Every server ends with the test that started it.

mod again;
mod beside;
mod follow;
mod guard;
mod hostile;
mod lan;
mod limits;
mod pages;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tempfile::TempDir;

const BIN: &str = env!("CARGO_BIN_EXE_mieruka");

/// Nothing that is waited for takes this long; what does hangs.
const DEADLINE: Duration = Duration::from_secs(20);

/// A project of the starter site, and a figure that stands nowhere but on its page.
const PROJECT: &str = "seeds/midorino-dx-r8/projects/03-madoguchi.yaml";
const PAGE: &str = "/midorino-dx-r8/projects/03-madoguchi.html";
const FIGURE: &str = "約180人";

/// Makes the starter site in a new folder, as `town`.
fn town() -> TempDir {
    let folder = TempDir::new().unwrap();
    let made = mieruka(folder.path(), &["init", "town"]).output().unwrap();
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    folder
}

fn mieruka(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(BIN);
    command
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("LANG", "ja_JP.UTF-8");
    command
}

/// A running preview of `town`.
struct Server {
    child: Child,
    address: SocketAddr,
    lines: Receiver<String>,
    town: PathBuf,
}

impl Server {
    /// Starts it as most people do: from the folder above, with a short name.
    fn start(folder: &TempDir) -> Self {
        Self::start_with(folder, &["serve", "town", "--port", "0"])
    }

    fn start_with(folder: &TempDir, arguments: &[&str]) -> Self {
        let mut child = mieruka(folder.path(), arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut server = Self {
            child,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            lines,
            town: folder.path().join("town"),
        };
        let ready = loop {
            let line = server.lines.recv_timeout(DEADLINE);
            let line = line.expect("the preview says where it is");
            if let Some((_, rest)) = line.split_once("http://") {
                break rest.split('/').next().unwrap().to_owned();
            }
        };
        server.address = ready.parse().unwrap();
        server
    }

    fn connect(&self) -> TcpStream {
        Self::connect_to(self.address)
    }

    fn connect_to(address: SocketAddr) -> TcpStream {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream
    }

    /// Sends bytes as they are and reads until the server closes.
    fn send(&self, request: &[u8]) -> Answer {
        self.send_to(self.address, request)
    }

    /// The same at another address of the preview.
    fn send_to(&self, address: SocketAddr, request: &[u8]) -> Answer {
        let mut stream = Self::connect_to(address);
        // A server that refuses early may close before it has taken everything.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        if let Err(error) = stream.read_to_end(&mut bytes) {
            let closed = error.kind() == std::io::ErrorKind::ConnectionReset;
            assert!(closed, "the server answers or closes: {error}");
        }
        Answer::new(&bytes)
    }

    /// A request of a browser of this machine, with more headers.
    fn ask(&self, line: &str, headers: &str) -> Answer {
        let host = self.address;
        self.send(
            format!("{line} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n")
                .as_bytes(),
        )
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), "")
    }

    /// Listens for news since the state that a page was made from.
    fn live(&self, state: &str) -> Live {
        let mut stream = self.connect();
        let host = self.address;
        write!(
            stream,
            "GET /__mieruka/live?{state} HTTP/1.1\r\nHost: {host}\r\n\r\n"
        )
        .unwrap();
        Live(BufReader::new(stream))
    }

    /// Asks for a page again, each time the server says that there is something new, until it is as
    /// wished. Returns every answer that was seen.
    fn follow(&self, path: &str, is_wished: impl Fn(&Answer) -> bool) -> Vec<Answer> {
        let mut seen = vec![self.get(path)];
        while !is_wished(&seen[seen.len() - 1]) {
            self.live(seen[seen.len() - 1].state()).wait();
            seen.push(self.get(path));
        }
        seen
    }

    /// Changes a source by truncating and writing, as simple editors do.
    fn rewrite(&self, file: &str, from: &str, to: &str) {
        std::fs::write(self.town.join(file), self.edited(file, from, to)).unwrap();
    }

    /// Changes a source by renaming a new file over it, as careful editors do.
    fn replace(&self, file: &str, from: &str, to: &str) {
        let new = self.town.join(format!("{file}.new~"));
        std::fs::write(&new, self.edited(file, from, to)).unwrap();
        std::fs::rename(new, self.town.join(file)).unwrap();
    }

    fn edited(&self, file: &str, from: &str, to: &str) -> String {
        let text = std::fs::read_to_string(self.town.join(file)).unwrap();
        assert!(text.contains(from), "{file} has {from}");
        text.replacen(from, to, 1)
    }

    /// How often it has said that it read the sources, since this was last asked.
    fn readings(&self) -> usize {
        let said = self.lines.try_iter();
        said.filter(|line| line.contains("読み込みました")).count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
#[derive(Clone, Debug)]
struct Answer {
    /// 0 where the connection was closed without an answer.
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn new(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let (head, body) = match end {
            Some(end) => (&bytes[..end], &bytes[end + 4..]),
            None => (bytes, &[][..]),
        };
        let head = String::from_utf8_lossy(head).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        Self {
            status: status.unwrap_or(0),
            head,
            body: body.to_vec(),
        }
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The state that the page was made from.
    fn state(&self) -> &str {
        let body = std::str::from_utf8(&self.body).unwrap();
        let (_, rest) = body.split_once("data-state=\"").expect("the live script");
        rest.split('"').next().unwrap()
    }
}

/// The stream that a page listens to.
struct Live(BufReader<TcpStream>);

impl Live {
    /// Reads until the server says that there is something new, in an event that browsers take: they
    /// pass over one that has no data or no empty line at its end.
    fn wait(&mut self) {
        while !["event: reload", "event: errors"].contains(&&*self.line()) {}
        assert_eq!([self.line(), self.line()], ["data: new", ""]);
    }

    fn line(&mut self) -> String {
        loop {
            let mut line = String::new();
            let count = self.0.read_line(&mut line).expect("news in time");
            assert!(count > 0, "the stream stays open");
            assert!(!line.starts_with("HTTP/1.1 4"), "{line}");
            let is_size_of_chunk = line.ends_with("\r\n");
            if !is_size_of_chunk {
                return line.trim_end().to_owned();
            }
        }
    }
}
