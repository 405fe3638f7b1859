//! Notices that a source changed.
//!
//! Folders are watched, not files, because editors save by renaming. Whatever happened, everything is
//! read again: a missed event must never leave an old number on the screen. It does not say what changed.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use crate::sources::gather::FOLDERS;

/// Saves come in bursts; so much quiet means that one is over.
const QUIET: Duration = Duration::from_millis(60);
/// How often files are looked at where the system cannot tell.
const POLL: Duration = Duration::from_secs(1);

/// Keeps the watch alive; it ends when this is dropped.
pub enum Watch {
    Told(#[expect(dead_code, reason = "held, never looked at")] Shared<RecommendedWatcher>),
    Polled(#[expect(dead_code, reason = "held, never looked at")] Shared<PollWatcher>),
}

type Shared<W> = Arc<Mutex<Option<Debouncer<W, NoCache>>>>;

impl Watch {
    pub fn is_polling(&self) -> bool {
        matches!(self, Watch::Polled(_))
    }
}

/// Calls `changed` after every burst of changes below the site's input folders.
pub fn start(
    folder: &Path,
    changed: impl Fn() + Send + Sync + 'static,
) -> Result<Watch, notify::Error> {
    let changed = Arc::new(changed);
    let told = watch::<RecommendedWatcher>(folder, Arc::clone(&changed), Config::default());
    match told {
        Ok(watch) => Ok(Watch::Told(watch)),
        // Most often the limit of watches; network folders send no events at all.
        Err(_) => {
            let config = Config::default()
                .with_poll_interval(POLL)
                .with_compare_contents(true);
            watch::<PollWatcher>(folder, changed, config).map(Watch::Polled)
        }
    }
}

fn watch<W: notify::Watcher + Send + 'static>(
    folder: &Path,
    changed: Arc<impl Fn() + Send + Sync + 'static>,
    config: Config,
) -> Result<Shared<W>, notify::Error> {
    let shared: Shared<W> = Arc::new(Mutex::new(None));
    let (again, root) = (Arc::clone(&shared), folder.to_owned());
    let handler = move |result: DebounceEventResult| {
        // An error, such as an overflow of the system's queue, means that something was missed.
        let matters = match &result {
            Ok(events) => events
                .iter()
                .any(|event| event.need_rescan() || event.paths.iter().any(|p| is_input(&root, p))),
            Err(_) => true,
        };
        if matters {
            // A folder may have been made or replaced just now.
            if let Some(debouncer) = &mut *again.lock().unwrap_or_else(PoisonError::into_inner) {
                let _ = watch_inputs(debouncer, &root);
            }
            changed();
        }
    };
    let mut debouncer =
        new_debouncer_opt::<_, W, NoCache>(QUIET, None, handler, NoCache::new(), config)?;
    debouncer.watch(folder, RecursiveMode::NonRecursive)?;
    watch_inputs(&mut debouncer, folder)?;
    *shared.lock().unwrap_or_else(PoisonError::into_inner) = Some(debouncer);
    Ok(shared)
}

fn watch_inputs<W: notify::Watcher>(
    debouncer: &mut Debouncer<W, NoCache>,
    folder: &Path,
) -> Result<(), notify::Error> {
    for name in FOLDERS {
        let input: PathBuf = folder.join(name);
        if input.is_dir() {
            debouncer.watch(&input, RecursiveMode::Recursive)?;
        }
    }
    Ok(())
}

/// Only what a build reads counts: the published folder may lie beside it.
fn is_input(root: &Path, path: &Path) -> bool {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let first = inside.iter().next().and_then(|part| part.to_str());
    first.is_some_and(|first| FOLDERS.contains(&first))
}
