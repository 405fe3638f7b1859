//! What is shown now: the site as it stands in the sources, or what is wrong with them.
//!
//! The sources are read whole each time, as a build does; only when they are the same as before is
//! nothing done. It neither watches nor answers requests.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::base::diag::Findings;
use crate::base::words::Lang;
use crate::pipeline::{self, Prepared, Timings};
use crate::sources::{self, Chosen, Inputs};
use crate::world::{Disk, World};

/// One state of the site.
pub struct Shown {
    pub outcome: Outcome,
    pub lang: Lang,
    pub took: Duration,
    /// Names this state to a browser, so that it learns of every later one, even of a later server's.
    pub state: String,
    /// Equal sources have equal keys.
    key: String,
}

pub enum Outcome {
    Site(Box<Prepared>),
    /// The data have errors, so there is no site.
    Errors(Findings),
    /// The program panicked while it read.
    Bug(String),
}

/// The current state, and where to hear of the next.
pub struct Desk {
    world: Disk,
    chosen: Chosen,
    shown: watch::Sender<Arc<Shown>>,
}

impl Desk {
    /// Reads the sources for the first time.
    pub fn open(folder: &Path, chosen: Chosen) -> Self {
        let world = Disk::new(folder);
        let fresh = read(&world, &chosen, "").expect("no sources have an empty key");
        let shown = fresh.shown(0, Lang::default());
        let shown = watch::channel(Arc::new(shown)).0;
        Self {
            world,
            chosen,
            shown,
        }
    }

    pub fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown.borrow())
    }

    /// The current state, then each later one.
    pub fn subscribe(&self) -> watch::Receiver<Arc<Shown>> {
        self.shown.subscribe()
    }

    /// Reads everything again and tells the browsers; false when nothing has changed.
    pub fn reload(&self) -> bool {
        let before = self.shown();
        let Some(fresh) = read(&self.world, &self.chosen, &before.key) else {
            return false;
        };
        let count = before.count() + 1;
        self.shown
            .send_replace(Arc::new(fresh.shown(count, before.lang)));
        true
    }
}

impl Shown {
    /// How many states there were before, in this process.
    fn count(&self) -> u64 {
        let count = self.state.rsplit('-').next();
        count.and_then(|count| count.parse().ok()).unwrap_or(0)
    }
}

/// What one reading gave.
struct Fresh {
    outcome: Outcome,
    lang: Option<Lang>,
    took: Duration,
    key: String,
}

impl Fresh {
    fn broken(what: &str) -> Self {
        Self {
            outcome: Outcome::Bug(what.to_owned()),
            lang: None,
            took: Duration::ZERO,
            // Equal to no key of sources, so that the next change is a new try.
            key: String::new(),
        }
    }

    /// While the settings cannot be read, the site keeps the language that it had.
    fn shown(self, count: u64, before: Lang) -> Shown {
        Shown {
            outcome: self.outcome,
            lang: self.lang.unwrap_or(before),
            took: self.took,
            state: format!("{}-{count}", std::process::id()),
            key: self.key,
        }
    }
}

/// Reads and checks the sources; nothing when they still have the key `known`.
fn read(world: &Disk, chosen: &Chosen, known: &str) -> Option<Fresh> {
    // The watcher's thread must outlive a fault of ours: a preview that no longer follows shows old numbers.
    catch_unwind(AssertUnwindSafe(|| read_unguarded(world, chosen, known)))
        .unwrap_or_else(|panic| Some(Fresh::broken(&what(&*panic))))
}

fn read_unguarded(world: &Disk, chosen: &Chosen, known: &str) -> Option<Fresh> {
    let start = Instant::now();
    let inputs = sources::gather(world);
    let key = key(&inputs, world);
    if key == known {
        return None;
    }
    let outcome = match pipeline::prepare(inputs, chosen, world, &mut Timings::default()) {
        Ok(prepared) => Outcome::Site(Box::new(prepared)),
        Err(findings) => Outcome::Errors(findings),
    };
    let lang = match &outcome {
        Outcome::Site(prepared) => Some(prepared.book.site.info.lang),
        _ => sources::language(world),
    };
    Some(Fresh {
        outcome,
        lang,
        took: start.elapsed(),
        key,
    })
}

/// Everything that a reading depends on: the bytes, what could not be read, and the day.
fn key(inputs: &Inputs, world: &Disk) -> String {
    let (bytes, refused, today) = (inputs.fingerprint(), inputs.refused(), world.today());
    format!("{bytes} {} {refused:?}", today.iso())
}

/// What a panic said.
fn what(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("panic").to_owned()
}
