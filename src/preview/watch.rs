//! Notices that a source may have changed.
//!
//! Folders are watched, not files, because editors save by renaming. It may call too often, never too
//! seldom: whoever waits here compares the sources and so must not miss a change. It does not say what
//! changed.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::sources::gather::FOLDERS;

/// Saves come in bursts; so much quiet means that one is over.
const QUIET: Duration = Duration::from_millis(60);
/// A burst that does not end, such as a log that is written here, is looked at all the same.
const LONGEST_BURST: Duration = Duration::from_secs(1);
/// How often the sources are looked at where the system cannot tell, and the site's folder where it can.
const POLL: Duration = Duration::from_secs(1);

/// What ended a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    PerhapsChanged,
    /// The same, and from now on the system cannot tell.
    NowPolling,
}

/// The watched folders of one site.
pub struct Watch {
    root: PathBuf,
    /// Nothing while it polls.
    watcher: Option<RecommendedWatcher>,
    news: Receiver<()>,
    /// The site's folder was there when it was last looked for.
    is_there: bool,
}

impl Watch {
    /// Starts to listen; what happens from now on ends a later wait.
    pub fn start(folder: &Path) -> Self {
        // The system reports full paths.
        let root = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        // One waiting word says all there is to say.
        let (sender, news) = sync_channel(1);
        let mut watch = Self {
            watcher: watcher(&root, sender).ok(),
            news,
            is_there: root.is_dir(),
            root,
        };
        watch.watch_folders();
        watch
    }

    pub fn is_polling(&self) -> bool {
        self.watcher.is_none()
    }

    /// Blocks until a source may have changed and nothing more has happened for a moment.
    pub fn wait(&mut self) -> News {
        if self.is_polling() {
            std::thread::sleep(POLL);
            return News::PerhapsChanged;
        }
        self.wait_for_word();
        self.is_there = self.root.is_dir();
        // Folders may have been made or replaced; those made later are told by the folder above them.
        self.watch_folders();
        if self.is_polling() {
            News::NowPolling
        } else {
            News::PerhapsChanged
        }
    }

    fn wait_for_word(&mut self) {
        loop {
            match self.news.recv_timeout(POLL) {
                Ok(()) => return self.settle(),
                // The folder above the site's is not watched, so this is asked for.
                Err(RecvTimeoutError::Timeout) if self.root.is_dir() != self.is_there => return,
                Err(RecvTimeoutError::Timeout) => {}
                // The sender lives in the watcher, so that has ended.
                Err(RecvTimeoutError::Disconnected) => {
                    self.watcher = None;
                    return;
                }
            }
        }
    }

    /// Waits until the burst is over.
    fn settle(&self) {
        let start = Instant::now();
        while start.elapsed() < LONGEST_BURST && self.news.recv_timeout(QUIET).is_ok() {}
    }

    /// Watches all that there is now. Where that fails, most often at the limit of watches, it polls.
    fn watch_folders(&mut self) {
        let Some(watcher) = &mut self.watcher else {
            return;
        };
        let mut result = add(watcher, &self.root, RecursiveMode::NonRecursive);
        for name in FOLDERS {
            let input = self.root.join(name);
            // A link is refused as a source; followed, it could lead through the whole disk.
            if result.is_ok() && input.is_dir() && !input.is_symlink() {
                result = add(watcher, &input, RecursiveMode::Recursive);
            }
        }
        if result.is_err() {
            self.watcher = None;
        }
    }
}

/// A folder that vanished meanwhile is no failure: its end, or its return, is news of its own.
fn add(
    watcher: &mut RecommendedWatcher,
    path: &Path,
    mode: RecursiveMode,
) -> Result<(), notify::Error> {
    match watcher.watch(path, mode) {
        Err(error) if !path.is_dir() || matches!(error.kind, ErrorKind::PathNotFound) => Ok(()),
        result => result,
    }
}

fn watcher(root: &Path, sender: SyncSender<()>) -> Result<RecommendedWatcher, notify::Error> {
    let root = root.to_owned();
    let handler = move |event: Result<notify::Event, notify::Error>| {
        // An error, such as an overflow of the system's queue, means that something was missed.
        if event.map_or(true, |event| matters(&event, &root)) {
            // A full channel already holds the word.
            let _ = sender.try_send(());
        }
    };
    let config = Config::default().with_follow_symlinks(false);
    RecommendedWatcher::new(handler, config)
}

/// Reading a source is an event too, and we read them: only what can change one counts.
fn matters(event: &notify::Event, root: &Path) -> bool {
    let changes = match event.kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    event.need_rescan() || (changes && event.paths.iter().any(|path| is_input(path, root)))
}

/// Only what a build reads counts: the published folder may lie beside it.
fn is_input(path: &Path, root: &Path) -> bool {
    let mut names = path.iter().filter_map(|name| name.to_str());
    path == root || names.any(|name| FOLDERS.contains(&name))
}
