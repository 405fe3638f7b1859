//! The preview: the site as it will be, on this machine only, made anew when a source changes.
//!
//! It uses the same stages as a build, up to the single page that a browser asks for. It writes nothing:
//! the published folder is never touched. While the data have errors every page shows them.

mod desk;
mod guard;
mod overlay;
mod patience;
mod server;
mod watch;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::base::diag::Findings;
use crate::sources::Chosen;
use desk::{Desk, Outcome};
use watch::{News, Watch};

/// What whoever started the preview is told.
pub enum Event<'a> {
    Ready {
        address: SocketAddr,
    },
    Loaded {
        findings: &'a Findings,
        took: Duration,
    },
    /// Reading the sources made the program panic: a fault of ours. The next change is a new try.
    Bug {
        what: &'a str,
    },
    /// The system cannot tell what changes; the sources are looked at once a second instead.
    Polling,
}

#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    #[error("port {port}: {source}")]
    Port {
        port: u16,
        /// A port that was free just now.
        next: Option<u16>,
        source: std::io::Error,
    },
    #[error(transparent)]
    Server(#[from] std::io::Error),
    /// Nobody looks at the sources any more, so what is shown would silently grow old.
    #[error("the watcher has ended")]
    Watcher,
}

/// What to preview, and where. Port 0 means any that is free.
pub struct Options {
    pub folder: PathBuf,
    pub port: u16,
    pub chosen: Chosen,
}

/// Serves until the process is ended.
///
/// # Errors
/// When the port is taken, the machine fails, or the sources are no longer watched.
pub fn serve(
    options: &Options,
    tell: impl Fn(Event<'_>) + Send + Sync + 'static,
) -> Result<(), PreviewError> {
    let listener = bind(options.port)?;
    let address = listener.local_addr()?;
    let tell = Arc::new(tell);
    let (opened, first) = mpsc::channel();
    // Dropped when the watcher's thread ends, for whatever reason.
    let (alive, ended) = oneshot::channel::<()>();
    let follower = {
        // Here the site is not online yet, wherever its settings say it will be.
        let chosen = Chosen {
            base_url: Some(String::new()),
            ..options.chosen.clone()
        };
        let folder = options.folder.clone();
        let tell = Arc::clone(&tell);
        move || {
            let _alive = alive;
            // Watched before it is read, so that no change in between is missed.
            let watch = Watch::start(&folder);
            let desk = Arc::new(Desk::open(&folder, chosen));
            say(&desk, &*tell);
            if watch.is_polling() {
                tell(Event::Polling);
            }
            if opened.send(Arc::clone(&desk)).is_ok() {
                follow(watch, &desk, &*tell);
            }
        }
    };
    std::thread::Builder::new()
        .name("watcher".to_owned())
        .stack_size(crate::pipeline::STACK)
        .spawn(follower)?;
    let desk = first.recv().map_err(|_| PreviewError::Watcher)?;
    tell(Event::Ready { address });
    server::run(listener, address, desk, ended)
}

/// Listens on this machine only; no other machine can connect, whatever its firewall says.
fn bind(port: u16) -> Result<TcpListener, PreviewError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|source| {
        let near = port.saturating_add(1)..=port.saturating_add(20);
        let next = near
            .chain(4000..=4020)
            .find(|next| TcpListener::bind((Ipv4Addr::LOCALHOST, *next)).is_ok());
        PreviewError::Port { port, next, source }
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Reads the sources again whenever they may have changed. Requests are answered from what was read
/// before until that is done.
fn follow(mut watch: Watch, desk: &Desk, tell: &dyn Fn(Event<'_>)) {
    loop {
        if watch.wait() == News::NowPolling {
            tell(Event::Polling);
        }
        if desk.reload() {
            say(desk, tell);
        }
    }
}

fn say(desk: &Desk, tell: &dyn Fn(Event<'_>)) {
    let shown = desk.shown();
    let took = shown.took;
    match &shown.outcome {
        Outcome::Site(prepared) => tell(Event::Loaded {
            findings: &prepared.findings,
            took,
        }),
        Outcome::Errors(findings) => tell(Event::Loaded { findings, took }),
        Outcome::Bug(what) => tell(Event::Bug { what }),
    }
}
