//! The preview: the site as it will be, made anew when a source changes. It is there for this machine only,
//! and on purpose for guests from its network.
//!
//! It uses the same stages as a build, up to the single page that a browser asks for. It writes nothing:
//! the published folder is never touched. While the data have errors every page shows them.

mod burst;
mod desk;
mod excerpt;
mod guard;
mod lan;
mod note;
mod overlay;
mod own;
mod patience;
mod server;
mod watch;

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::base::diag::Findings;
use crate::sources::Chosen;
use burst::Changed;
use desk::{Desk, Outcome};
use guard::Door;
use lan::{Gate, Secret};
use server::House;
use watch::{News, Watch};

/// What whoever started the preview is told.
pub enum Event<'a> {
    Ready {
        address: SocketAddr,
    },
    /// The network can ask, too; this address lets one browser in.
    Invited {
        url: &'a str,
        /// Somebody has just used the address before it.
        entered: bool,
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
    /// This machine has no address in a network, or not the wished one.
    #[error("no address: {0:?}")]
    Network(Option<IpAddr>),
    #[error(transparent)]
    Server(#[from] std::io::Error),
    /// Nobody looks at the sources any more, so what is shown would silently grow old.
    #[error("the watcher has ended")]
    Watcher,
}

/// What to preview, and where. Port 0 means any that is free.
pub struct Options {
    pub folder: PathBuf,
    /// Where what is online lies, if anywhere.
    pub published: PathBuf,
    pub port: u16,
    pub chosen: Chosen,
    pub lan: Lan,
}

/// Whether other machines of the network may ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lan {
    #[default]
    Closed,
    /// At the address that the machine has in its network.
    Own,
    At(IpAddr),
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
    let network = network(options.lan, address.port())?;
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
    let own = Door {
        address,
        gate: None,
    };
    let mut doors = vec![(listener, own)];
    let mut entered: Arc<dyn Fn(&Secret) + Send + Sync> = Arc::new(|_| {});
    if let Some((listener, door)) = network {
        let invite = {
            let address = door.address;
            move |word: &Secret, entered: bool| {
                let url = format!("http://{address}{}?{}", server::ENTRY, word.as_str());
                tell(Event::Invited { url: &url, entered });
            }
        };
        if let Some(gate) = &door.gate {
            invite(&gate.word(), false);
        }
        entered = Arc::new(move |word| invite(word, true));
        doors.push((listener, door));
    }
    let house = House {
        desk,
        published: options.published.clone(),
        doors,
        entered,
    };
    server::run(house, ended)
}

/// Listens at this machine's address in its network and at no other, on the same port.
fn network(lan: Lan, port: u16) -> Result<Option<(TcpListener, Door)>, PreviewError> {
    let wished = match lan {
        Lan::Closed => return Ok(None),
        Lan::Own => lan::own_address().ok_or(PreviewError::Network(None))?,
        Lan::At(address) => address,
    };
    // All addresses at once would open networks that nobody thinks of.
    if wished.is_unspecified() {
        return Err(PreviewError::Network(Some(wished)));
    }
    let listener = TcpListener::bind((wished, port));
    let listener = listener.map_err(|_| PreviewError::Network(Some(wished)))?;
    listener.set_nonblocking(true)?;
    let door = Door {
        address: listener.local_addr()?,
        gate: Some(Gate::new()?),
    };
    Ok(Some((listener, door)))
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
        let changed = match watch.wait() {
            News::Changed(changed) => changed,
            News::NowPolling => {
                tell(Event::Polling);
                Changed::Everything
            }
        };
        if desk.reload(&changed) {
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
        Outcome::Errors(faults) => tell(Event::Loaded {
            findings: &faults.all,
            took,
        }),
        Outcome::Bug(what) => tell(Event::Bug { what }),
    }
}
