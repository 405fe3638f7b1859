//! The preview: the site as it will be, on this machine only, made anew when a source changes.
//!
//! It uses the same stages as a build, up to the single page that a browser asks for. It writes nothing:
//! the published folder is never touched. While the data have errors every page shows them.

mod guard;
mod overlay;
mod server;
mod watch;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::broadcast;

use crate::base::diag::{Findings, Severity};
use crate::pipeline::{self, Prepared, Timings};
use crate::sources::{self, Chosen};
use crate::world::Disk;

/// What whoever started the preview is told.
pub enum Event<'a> {
    Ready {
        address: SocketAddr,
    },
    Loaded {
        findings: &'a Findings,
        took: Duration,
    },
    /// The system cannot watch so many files; they are looked at once a second instead.
    Polling,
}

#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    #[error("port {port}: {source}")]
    Port { port: u16, source: std::io::Error },
    #[error("{0}")]
    Server(#[from] std::io::Error),
    #[error("{0}")]
    Watch(#[from] notify::Error),
}

/// What to preview, and where.
pub struct Options {
    pub folder: PathBuf,
    pub port: u16,
    pub chosen: Chosen,
}

/// The site as it stands in the sources now.
struct Shown {
    /// Nothing while the data have errors.
    prepared: Option<Prepared>,
    findings: Findings,
}

/// What the server and the watcher share.
struct Desk {
    world: Disk,
    chosen: Chosen,
    shown: RwLock<Arc<Shown>>,
    changed: broadcast::Sender<()>,
}

impl Desk {
    fn new(options: &Options) -> (Self, Duration) {
        let world = Disk::new(&options.folder);
        let (shown, took) = load(&world, &options.chosen);
        let desk = Self {
            world,
            chosen: options.chosen.clone(),
            shown: RwLock::new(Arc::new(shown)),
            changed: broadcast::channel(16).0,
        };
        (desk, took)
    }

    pub(self) fn shown(&self) -> Arc<Shown> {
        // The lock is only held to swap a pointer, so a panic elsewhere cannot have broken it.
        self.shown
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Reads everything again and tells the browsers.
    fn reload(&self) -> (Arc<Shown>, Duration) {
        let (shown, took) = load(&self.world, &self.chosen);
        let shown = Arc::new(shown);
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&shown);
        // Without a browser nobody listens, which is no error.
        let _ = self.changed.send(());
        (shown, took)
    }
}

fn load(world: &Disk, chosen: &Chosen) -> (Shown, Duration) {
    let mut timings = Timings::default();
    let inputs = timings.measure("gather", || sources::gather(world));
    let shown = match pipeline::prepare(inputs, chosen, world, &mut timings) {
        Ok(mut prepared) => {
            let findings = std::mem::take(&mut prepared.findings);
            Shown {
                prepared: Some(prepared),
                findings,
            }
        }
        Err(findings) => Shown {
            prepared: None,
            findings,
        },
    };
    let took = timings.0.iter().map(|(_, time)| *time).sum();
    (shown, took)
}

impl Shown {
    pub(self) fn has_errors(&self) -> bool {
        self.findings.count(Severity::Error) > 0
    }
}

/// Serves until the process is ended.
///
/// # Errors
/// When the port is taken, or the machine can neither watch nor poll.
pub fn serve(
    options: &Options,
    tell: impl Fn(Event<'_>) + Send + Sync + 'static,
) -> Result<(), PreviewError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).map_err(|source| {
        PreviewError::Port {
            port: options.port,
            source,
        }
    })?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let (desk, took) = Desk::new(options);
    let desk = Arc::new(desk);
    let tell = Arc::new(tell);
    tell(Event::Loaded {
        findings: &desk.shown().findings,
        took,
    });
    let watched = {
        let (desk, tell) = (Arc::clone(&desk), Arc::clone(&tell));
        watch::start(&options.folder, move || {
            let (shown, took) = desk.reload();
            tell(Event::Loaded {
                findings: &shown.findings,
                took,
            });
        })?
    };
    if watched.is_polling() {
        tell(Event::Polling);
    }
    tell(Event::Ready { address });
    server::run(listener, address, desk)?;
    Ok(())
}
