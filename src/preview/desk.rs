//! What is shown now: the site as it stands in the sources, or what is wrong with them.
//!
//! A file that has not changed is neither read nor parsed again; what rests on several files is worked
//! out anew each time, by the same stages as in a build. It neither watches nor answers requests.

use std::any::Any;
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::burst::Changed;
use super::overlay::Faults;
use crate::base::diag::Findings;
use crate::base::era::Date;
use crate::base::path::SourcePath;
use crate::base::words::Lang;
use crate::pipeline::{self, Kept, Prepared, Timings};
use crate::sources::{self, Chosen, Inputs, Looked};
use crate::world::{Disk, World};

/// One state of the site.
pub struct Shown {
    pub outcome: Outcome,
    /// The site as it was when it could be read last, while it cannot.
    pub last: Option<Arc<Prepared>>,
    pub lang: Lang,
    pub took: Duration,
    /// Names this state to a browser, so that it learns of every later one, even of a later server's.
    pub state: String,
}

pub enum Outcome {
    Site(Arc<Prepared>),
    /// The data have errors, so there is no site.
    Errors(Faults),
    /// The program panicked while it read.
    Bug(String),
}

/// The current state, and where to hear of the next.
pub struct Desk {
    world: Disk,
    chosen: Chosen,
    shown: watch::Sender<Arc<Shown>>,
    held: Mutex<Held>,
}

/// What the shown state was made from.
#[derive(Default)]
struct Held {
    inputs: Inputs,
    kept: Kept,
    /// Nothing before the first reading, and after one that went wrong.
    today: Option<Date>,
}

impl Desk {
    /// Reads the sources for the first time.
    pub fn open(folder: &Path, chosen: Chosen) -> Self {
        let world = Disk::new(folder);
        let mut held = Held::default();
        let fresh = held.read(&world, &chosen, &Changed::Everything);
        let fresh = fresh.expect("what was never read is new");
        let shown = fresh.shown(0, None);
        let shown = watch::channel(Arc::new(shown)).0;
        Self {
            world,
            chosen,
            shown,
            held: Mutex::new(held),
        }
    }

    pub fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown.borrow())
    }

    /// The current state, then each later one.
    pub fn subscribe(&self) -> watch::Receiver<Arc<Shown>> {
        self.shown.subscribe()
    }

    /// Looks again at what may have changed and tells the browsers; false when nothing has.
    pub fn reload(&self, changed: &Changed) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(fresh) = held.read(&self.world, &self.chosen, changed) else {
            return false;
        };
        let before = self.shown();
        let count = before.count() + 1;
        self.shown
            .send_replace(Arc::new(fresh.shown(count, Some(&before))));
        true
    }
}

impl Shown {
    /// The site, or the last one that could be read.
    pub fn site(&self) -> Option<&Arc<Prepared>> {
        match &self.outcome {
            Outcome::Site(prepared) => Some(prepared),
            Outcome::Errors(_) | Outcome::Bug(_) => self.last.as_ref(),
        }
    }

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
}

impl Fresh {
    fn broken(what: &str) -> Self {
        Self {
            outcome: Outcome::Bug(what.to_owned()),
            lang: None,
            took: Duration::ZERO,
        }
    }

    /// While the settings cannot be read, the site keeps the language that it had; while anything cannot, its
    /// pages stay as they were, below what is wrong.
    fn shown(self, count: u64, before: Option<&Shown>) -> Shown {
        let last = before.filter(|_| !matches!(self.outcome, Outcome::Site(_)));
        let kept = before.map(|before| before.lang).unwrap_or_default();
        Shown {
            last: last.and_then(Shown::site).cloned(),
            outcome: self.outcome,
            lang: self.lang.unwrap_or(kept),
            took: self.took,
            state: format!("{}-{count}", std::process::id()),
        }
    }
}

impl Held {
    /// Reads and checks what may have changed; nothing when all is as it was.
    fn read(&mut self, world: &Disk, chosen: &Chosen, changed: &Changed) -> Option<Fresh> {
        // The watcher's thread must outlive a fault of ours: a preview that no longer follows shows old numbers.
        let read = AssertUnwindSafe(|| self.read_unguarded(world, chosen, changed));
        catch_unwind(read).unwrap_or_else(|panic| {
            // Whatever was half done is forgotten, and the next change is a new try.
            *self = Self::default();
            Some(Fresh::broken(&what(&*panic)))
        })
    }

    fn read_unguarded(
        &mut self,
        world: &Disk,
        chosen: &Chosen,
        changed: &Changed,
    ) -> Option<Fresh> {
        let start = Instant::now();
        let inputs = self.look(world, changed);
        let today = Some(world.today());
        if self.today == today && inputs.as_ref().is_none_or(|new| new.is_same(&self.inputs)) {
            return None;
        }
        if let Some(inputs) = inputs {
            self.inputs = inputs;
        }
        self.today = today;
        let inputs = self.inputs.clone();
        let mut timings = Timings::default();
        let kept = &mut self.kept;
        let outcome = match pipeline::prepare_again(inputs, chosen, world, &mut timings, kept) {
            Ok(prepared) => Outcome::Site(Arc::new(prepared)),
            Err(findings) => {
                let faults = Faults::of(findings, |file| text_of(&self.inputs, file));
                Outcome::Errors(faults)
            }
        };
        let lang = match &outcome {
            Outcome::Site(prepared) => Some(prepared.book.site.info.lang),
            _ => sources::language(world),
        };
        Some(Fresh {
            outcome,
            lang,
            took: start.elapsed(),
        })
    }

    /// The inputs as they are now; nothing when no byte has changed.
    fn look(&self, world: &Disk, changed: &Changed) -> Option<Inputs> {
        if let Changed::Files(files) = changed
            && self.today.is_some()
        {
            let mut inputs = self.inputs.clone();
            match inputs.look_again(world, files) {
                Looked::Same => return None,
                Looked::Changed => return Some(inputs),
                Looked::Unsure => {}
            }
        }
        Some(sources::gather_again(world, &self.inputs))
    }
}

/// The text of a source, where it is one.
fn text_of(inputs: &Inputs, file: &SourcePath) -> Option<String> {
    let bytes = inputs.find(file.as_str())?;
    let text = sources::decode::decode(bytes, file, &mut Findings::new());
    text.map(Cow::into_owned)
}

/// What a panic said.
fn what(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("panic").to_owned()
}
