//! Gathers what all pages link to, and tells at the end what leads nowhere.
//!
//! All addresses are known beforehand, so a link to a page that does not exist is found at once; a link
//! to a place inside another page waits until all pages were read. The order in which threads bring
//! their pages makes no difference to the findings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use super::resolve::{Leads, decode_fragment, resolve};
use super::scan::{PageLinks, Use};
use crate::base::diag::{Diagnostic, Findings};
use crate::base::path::{SitePath, SourcePath};
use crate::base::place::Place;
use crate::base::text;

/// A mistake in a template stands on every page; this many of them are named.
const PAGES_NAMED: usize = 10;

/// Finding out what was probably meant compares every name of a folder; more than this many mistakes
/// have a cause of their own, which no guess would hit.
const GUESSES: usize = 20;

/// Which page of the known ones, by its rank in their order.
type PageNumber = u32;

/// The links of a whole site while its pages are being made. Many threads feed it at once.
#[derive(Debug)]
pub struct LinkBook {
    /// All addresses of the site, in order.
    known: Vec<SitePath>,
    /// Open addressing: the page of a hash, or the next free slot after it. Every link of every page is
    /// looked up, and paths that begin alike are slow to search.
    slots: Vec<Option<PageNumber>>,
    /// Where the site will be online, ending with a slash: what is loaded from below it is ours.
    base: Option<String>,
    gathered: Mutex<Gathered>,
}

#[derive(Debug, Default)]
struct Gathered {
    /// The hashes of the ids of every page that was read, sorted.
    ids: BTreeMap<PageNumber, Box<[u64]>>,
    /// Links into another page: the target, its id's hash, the id, and who links there.
    waiting: BTreeMap<(PageNumber, u64), Waiting>,
    faults: BTreeMap<Fault, BTreeSet<PageNumber>>,
    /// Pages that nobody announced.
    unlisted: BTreeSet<SitePath>,
}

#[derive(Debug)]
struct Waiting {
    id: Box<str>,
    from: Vec<PageNumber>,
}

/// What is wrong, without the page; many pages may share it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fault {
    code: &'static str,
    /// The address or the id as it stands in the page.
    link: String,
    /// The file or the id that is missing, resolved, where there is one.
    target: String,
}

impl LinkBook {
    /// Takes the addresses of everything that will be published.
    pub fn new(known: impl IntoIterator<Item = SitePath>) -> Self {
        let mut known: Vec<SitePath> = known.into_iter().collect();
        known.sort();
        known.dedup();
        let mut slots = vec![None; (known.len() * 4).next_power_of_two()];
        for (number, path) in (0..).zip(&known) {
            let mut slot = slot_of(path.as_str(), slots.len());
            while slots[slot].is_some() {
                slot = (slot + 1) % slots.len();
            }
            slots[slot] = Some(number);
        }
        Self {
            known,
            slots,
            base: None,
            gathered: Mutex::default(),
        }
    }

    /// Takes where the site will be online.
    #[must_use]
    pub fn below(mut self, base: Option<&str>) -> Self {
        self.base = base.map(str::to_owned);
        self
    }

    /// Notes what one page says. Each page comes once.
    pub fn add_page(&self, path: &SitePath, page: &PageLinks<'_>) {
        let Some(number) = self.number_of(path.as_str()) else {
            self.with_gathered(|gathered| gathered.unlisted.insert(path.clone()));
            return;
        };
        let mut ids: Vec<u64> = page.ids.iter().map(|id| hash(id)).collect();
        ids.sort_unstable();
        let mut notes = Notes {
            book: self,
            path,
            ids: &ids,
            faults: Vec::new(),
            waiting: Vec::new(),
        };
        notes.read(page);
        let Notes {
            faults, waiting, ..
        } = notes;
        self.with_gathered(|gathered| {
            gathered.ids.insert(number, ids.into_boxed_slice());
            for fault in faults {
                gathered.faults.entry(fault).or_default().insert(number);
            }
            for (target, id) in waiting {
                let entry = gathered.waiting.entry((target, hash(&id)));
                let waiting = entry.or_insert_with(|| Waiting {
                    id: id.into(),
                    from: Vec::new(),
                });
                waiting.from.push(number);
            }
        });
    }

    /// Everything that leads nowhere. `place_of` names the source of a page, where one file made it.
    pub fn finish(self, place_of: impl Fn(&SitePath) -> Option<Place>) -> Findings {
        let Self {
            known, gathered, ..
        } = self;
        let mut gathered = gathered
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        gathered.resolve_waiting(&known);
        let place = |path: &SitePath| {
            let own_address = || Place::file(&SourcePath::new(path.as_str()));
            place_of(path).unwrap_or_else(own_address)
        };
        let mut findings = Findings::new();
        for path in &gathered.unlisted {
            let finding = Diagnostic::error("LINK-PAGE-UNLISTED", place(path));
            findings.push(finding.with("page", path));
        }
        for (at, (fault, pages)) in gathered.faults.iter().enumerate() {
            let near = (at < GUESSES).then(|| fault.near(&known)).flatten();
            let named = pages.iter().take(PAGES_NAMED);
            for (at, page) in named.map(|number| &known[*number as usize]).enumerate() {
                let mut finding = fault.finding(page, place(page));
                if let Some(near) = near {
                    finding = finding.with("near", near);
                }
                if at + 1 == PAGES_NAMED && pages.len() > PAGES_NAMED {
                    finding = finding.with("more", pages.len() - PAGES_NAMED);
                }
                findings.push(finding);
            }
        }
        findings.sorted()
    }

    fn number_of(&self, path: &str) -> Option<PageNumber> {
        let mut slot = slot_of(path, self.slots.len());
        while let Some(number) = *self.slots.get(slot)? {
            if self.known[number as usize].as_str() == path {
                return Some(number);
            }
            slot = (slot + 1) % self.slots.len();
        }
        None
    }

    fn with_gathered<T>(&self, change: impl FnOnce(&mut Gathered) -> T) -> T {
        // A panic elsewhere fails the build; what was gathered until then is of no use, nor harm.
        change(&mut self.gathered.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// One page while it is looked at, before its findings are handed over.
struct Notes<'a> {
    book: &'a LinkBook,
    path: &'a SitePath,
    ids: &'a [u64],
    faults: Vec<Fault>,
    waiting: Vec<(PageNumber, String)>,
}

impl Notes<'_> {
    fn read(&mut self, page: &PageLinks<'_>) {
        if self.ids.windows(2).any(|two| two[0] == two[1]) {
            let mut names: Vec<&str> = page.ids.iter().map(AsRef::as_ref).collect();
            names.sort_unstable();
            for two in names.windows(2).filter(|two| two[0] == two[1]) {
                self.fault("LINK-ID-TWICE", two[0], two[0]);
            }
        }
        for id in &page.references {
            if !self.has_id(id) {
                self.fault("LINK-REFERENCE-MISSING", id, id);
            }
        }
        let mut target = String::new();
        for link in &page.links {
            self.follow(&link.address, link.used, &mut target);
        }
        // Menus name the same place more than once.
        self.waiting.sort_unstable();
        self.waiting.dedup();
    }

    fn follow(&mut self, address: &str, used: Use, target: &mut String) {
        // What is loaded from below the base must be ours; a link there may lead to a neighbour.
        let base = self.book.base.as_deref().filter(|_| used == Use::Load);
        let leads = match base.and_then(|base| address.strip_prefix(base)) {
            Some(inside) => resolve("", inside, target),
            None => resolve(self.path.as_str(), address, target),
        };
        match (leads, used) {
            (Leads::Here { fragment }, _) => self.follow_here(address, fragment),
            (Leads::Inside { fragment }, _) => match self.book.number_of(target) {
                Some(number) if !fragment.is_empty() => {
                    self.waiting
                        .push((number, decode_fragment(fragment).into_owned()));
                }
                Some(_) => {}
                None if used == Use::Load => self.fault("LINK-ASSET-MISSING", address, target),
                None => self.fault("LINK-BROKEN", address, target),
            },
            (Leads::Outside, Use::Follow) | (Leads::Embedded, Use::Load) => {}
            (Leads::Outside, Use::Load) => self.fault("LINK-LOADED-FROM-OUTSIDE", address, ""),
            (Leads::FromRoot, _) => self.fault("LINK-FROM-ROOT", address, ""),
            (Leads::ToFolder, _) => self.fault("LINK-TO-FOLDER", address, ""),
            (Leads::TooHigh, _) => self.fault("LINK-OUT-OF-SITE", address, ""),
            (Leads::BadScheme, _) | (Leads::Embedded, Use::Follow) => {
                self.fault("LINK-SCHEME", address, "");
            }
        }
    }

    fn follow_here(&mut self, address: &str, fragment: &str) {
        // `#top` leads to the beginning of a page without an id of that name; an empty address is a slip.
        let id = decode_fragment(fragment);
        if !(id == "top" || self.has_id(&id)) {
            let page = self.path.as_str();
            self.fault("LINK-ANCHOR-MISSING", address, &format!("{page}#{id}"));
        }
    }

    fn has_id(&self, id: &str) -> bool {
        self.ids.binary_search(&hash(id)).is_ok()
    }

    fn fault(&mut self, code: &'static str, link: &str, target: &str) {
        self.faults.push(Fault {
            code,
            link: link.to_owned(),
            target: target.to_owned(),
        });
    }
}

impl Gathered {
    /// Turns links into pages that do not have the id into faults.
    fn resolve_waiting(&mut self, known: &[SitePath]) {
        for ((target, id_hash), waiting) in std::mem::take(&mut self.waiting) {
            let ids = self.ids.get(&target);
            if ids.is_some_and(|ids| ids.binary_search(&id_hash).is_ok()) || &*waiting.id == "top" {
                continue;
            }
            let page = &known[target as usize];
            let link = format!("{page}#{}", waiting.id);
            let fault = Fault {
                code: "LINK-ANCHOR-MISSING",
                link: link.clone(),
                target: link,
            };
            self.faults.entry(fault).or_default().extend(waiting.from);
        }
    }
}

impl Fault {
    fn finding(&self, page: &SitePath, place: Place) -> Diagnostic {
        let shown = |text: &str| text::shorten(&text::visible(text), 100);
        let finding = Diagnostic::error(self.code, place)
            .with("link", shown(&self.link))
            .with("page", page);
        if self.target.is_empty() {
            finding
        } else {
            finding.with("target", shown(&self.target))
        }
    }

    /// The file that was probably meant: of the same name elsewhere, or of a similar one close by.
    fn near<'a>(&self, known: &'a [SitePath]) -> Option<&'a str> {
        if !matches!(self.code, "LINK-BROKEN" | "LINK-ASSET-MISSING") {
            return None;
        }
        let (folder, name) = split(&self.target);
        let parts = || known.iter().map(|path| split(path.as_str()));
        let same_name = parts().position(|part| part.1 == name);
        let found = same_name.or_else(|| {
            let neighbours = parts().filter(|part| part.0 == folder).map(|part| part.1);
            let near = text::did_you_mean(name, neighbours)?;
            parts().position(|part| part == (folder, near))
        });
        found.map(|at| known[at].as_str())
    }
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Where the search for a path begins among so many slots, a power of two.
#[expect(
    clippy::cast_possible_truncation,
    reason = "only the lowest bits are wanted"
)]
fn slot_of(path: &str, slots: usize) -> usize {
    let hash = hash(path);
    (hash ^ (hash >> 32)) as usize & slots.wrapping_sub(1)
}

/// FNV-1a, 64 bit: the same on every machine and in every run.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
