//! Notices that sources may have changed, and which.
//!
//! Folders are watched, not files, because editors save by renaming. It may name too much, never too
//! little: whoever waits here looks at what is named and at nothing else.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::burst::{self, Burst, Changed};
use crate::sources::gather::FOLDERS;

/// A burst that does not end, such as a log that is written here, is looked at all the same.
const LONGEST_BURST: Duration = Duration::from_secs(1);
/// How often the sources are looked at where the system cannot tell, and the site's folder where it can.
const POLL: Duration = Duration::from_secs(1);

/// What ended a wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    Changed(Changed),
    /// Everything may have changed, and from now on the system cannot tell.
    NowPolling,
}

type Told = Result<notify::Event, notify::Error>;

/// The watched folders of one site.
pub struct Watch {
    root: PathBuf,
    /// Nothing while it polls.
    watcher: Option<RecommendedWatcher>,
    news: Receiver<Told>,
    /// The site's folder was there when it was last looked for.
    is_there: bool,
}

impl Watch {
    /// Starts to listen; what happens from now on ends a later wait.
    pub fn start(folder: &Path) -> Self {
        // The system reports full paths.
        let root = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let (sender, news) = channel();
        let mut watch = Self {
            watcher: watcher(sender).ok(),
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

    /// Blocks until a source may have changed and nothing more happens to it.
    pub fn wait(&mut self) -> News {
        if self.is_polling() {
            std::thread::sleep(POLL);
            return News::Changed(Changed::Everything);
        }
        let changed = self.wait_for_word();
        if changed == Changed::Everything {
            self.is_there = self.root.is_dir();
            // Folders may have been made or replaced; those made later are told by the folder above them.
            self.watch_folders();
        }
        if self.is_polling() {
            News::NowPolling
        } else {
            News::Changed(changed)
        }
    }

    fn wait_for_word(&mut self) -> Changed {
        let mut burst = Burst::default();
        loop {
            match self.news.recv_timeout(POLL) {
                Ok(told) => burst.add(&told, &self.root),
                // The folder above the site's is not watched, so this is asked for.
                Err(RecvTimeoutError::Timeout) if self.root.is_dir() != self.is_there => {
                    return Changed::Everything;
                }
                Err(RecvTimeoutError::Timeout) => {}
                // The sender lives in the watcher, so that has ended.
                Err(RecvTimeoutError::Disconnected) => {
                    self.watcher = None;
                    return Changed::Everything;
                }
            }
            if !burst.is_empty() {
                return self.settle(burst);
            }
        }
    }

    /// Waits until the burst is over.
    fn settle(&self, mut burst: Burst) -> Changed {
        let start = Instant::now();
        while start.elapsed() < LONGEST_BURST
            && let Ok(told) = self.news.recv_timeout(burst.quiet())
        {
            burst.add(&told, &self.root);
        }
        burst.finish()
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

fn watcher(sender: Sender<Told>) -> Result<RecommendedWatcher, notify::Error> {
    let handler = move |told: Told| {
        if burst::matters(&told) {
            // Nobody listens any more when the preview ends.
            let _ = sender.send(told);
        }
    };
    let config = Config::default().with_follow_symlinks(false);
    RecommendedWatcher::new(handler, config)
}
