//! Two releases in, what differs out, and one writer for each form in which that is read.
//!
//! It reads a release's own list of files, its files of all values and its Markdown, never its HTML: a
//! new theme changes no figure. Everything is a value; whoever asks has read the files. Nothing is judged
//! here: whether a change is right is for the one who approves it.

mod computed;
pub mod corrected;
mod day;
mod editions;
pub mod grouped;
pub mod html;
pub mod json;
pub mod markdown;
mod marked;
mod moved;
pub mod packet;
mod paragraphs;
pub mod reasons;
pub mod review;
pub mod said;
mod settings;
pub mod sheets;
pub mod side;
mod subjects;
mod sums;
mod synonyms;
pub mod text;
pub mod upload;
mod values;

use std::collections::BTreeSet;

use serde::Serialize;

pub use computed::computed;
pub use corrected::{Corrected, HeldBack, Untold, differing, untold};
pub use editions::Carried;
pub use marked::{Mark, marked};
pub use packet::{Before, Desk, Packet};
pub use reasons::Reasons;
pub use settings::SettingChange;
pub use side::{File, Side, wanted};

/// What differs between two releases.
#[derive(Debug, Serialize)]
pub struct Comparison {
    pub old: Name,
    pub new: Name,
    pub subjects: Vec<SubjectChange>,
    pub values: Vec<ValueChange>,
    pub words: Vec<WordChange>,
    pub settings: Vec<SettingChange>,
    /// New editions, each held against the one before it.
    pub carried: Vec<Carried>,
    /// Pages that say the same, and look otherwise.
    pub looks: Vec<String>,
    pub pages: Vec<PageChange>,
    pub files: Vec<FileChange>,
    /// How many of the pages that go are held back, so that nothing of what they say is listed.
    pub hidden: usize,
    /// What waited for a moment, and is new because that has come.
    pub freed: Vec<Freed>,
    /// The day that the data are true for, where that is another.
    pub day: Option<DayChange>,
}

/// Another day of the data, and on how many pages it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayChange {
    pub from: String,
    pub to: String,
    pub pages: usize,
}

/// Something that was held back until now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Freed {
    pub plan: String,
    pub id: String,
    pub name: String,
    pub year: Option<String>,
    pub until: Option<String>,
    /// In both languages.
    #[serde(skip)]
    pub said: [String; 2],
}

/// A release by what the user calls it and by its hash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Name {
    pub name: String,
    pub hash: String,
}

/// What values and words are of: a plan, a policy, a project, a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Subject {
    pub page: String,
    pub kind: String,
    pub id: String,
    pub title: String,
    pub sections: String,
    pub policies: String,
}

/// Something that is new, gone, or is now called or placed otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SubjectChange {
    pub on: Subject,
    /// Its indicator that this is about, where it is not the whole.
    pub indicator: Option<String>,
    #[serde(flatten)]
    pub change: Change,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum Change {
    Added,
    Removed,
    /// The same under another address.
    Moved {
        from: String,
    },
    /// The same as in the edition before, which calls it otherwise.
    Renumbered {
        from: String,
    },
    Renamed {
        from: String,
        to: String,
    },
    /// How its name is read, or which way is good, is said otherwise.
    Noted {
        from: String,
        to: String,
    },
    /// Other sections answer for it.
    Sections {
        from: String,
        to: String,
    },
    /// It stands under other policies.
    Policies {
        from: String,
        to: String,
    },
    /// So many of its values, which are the same, stand elsewhere in the documents.
    Source {
        from: String,
        to: String,
        values: usize,
    },
}

/// A value that is not the same in both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValueChange {
    pub on: Subject,
    pub measure: String,
    pub key: String,
    pub item: String,
    pub year: String,
    /// The time as it is written.
    pub when: String,
    pub old: Option<Seen>,
    pub new: Option<Seen>,
    /// Whether the old value is that of the edition before, which stays as it is.
    pub edition: bool,
    /// Whether it is one that was published for good: a figure of a year whose results are known, which the
    /// new edition tells otherwise.
    #[serde(skip)]
    pub settled: bool,
}

/// A value as one release has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seen {
    pub printed: String,
    pub number: String,
    pub unit: String,
    pub state: String,
    pub doubt: String,
    pub note: String,
    pub document: String,
    pub place: String,
}

/// Words that changed, the same way on one page or on several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WordChange {
    /// What the page is of, where it is one page of something.
    pub on: Option<Subject>,
    /// In the order of their addresses.
    pub pages: Vec<String>,
    pub words: Vec<Mark>,
    /// Whether it is an entry or a heading of pages that are made from the data alone.
    pub listed: bool,
    /// Whether nobody wrote it, as far as that is known: the program says it of other figures.
    pub follows: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageChange {
    pub page: String,
    pub title: String,
    /// Whether a page is left where it was, and leads to where it is.
    pub redirect: bool,
    #[serde(flatten)]
    pub change: Change,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileChange {
    pub path: String,
    /// Nothing on the side where it is not there.
    pub old_bytes: Option<u64>,
    pub new_bytes: Option<u64>,
}

impl Comparison {
    /// Whether every file is the same.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Leaves out what those pages said that are held back: a paper goes through many hands, and may not tell
    /// what the site no longer does. What stands at their address since is told.
    /// `is_held` is asked of a page, and whether it goes.
    pub fn hide(&mut self, is_held: impl Fn(&str, bool) -> bool) {
        let removed = |one: &&PageChange| one.change == Change::Removed;
        let gone = self.pages.iter().filter(removed);
        let gone: BTreeSet<String> = gone.map(|one| one.page.clone()).collect();
        let said = self.words.iter().flat_map(|one| &one.pages);
        let pages = said.chain(self.values.iter().map(|one| &one.on.page));
        let held = pages.chain(&gone);
        let held = held.filter(|page| is_held(page, gone.contains(*page)));
        let hidden: BTreeSet<String> = held.cloned().collect();
        let is_hidden = |page: &str| hidden.contains(page);
        for one in &mut self.words {
            if one.pages.iter().all(|page| is_hidden(page)) {
                one.words.retain(|mark| matches!(mark, Mark::Added(_)));
            }
        }
        self.words.retain(|one| !one.words.is_empty());
        self.values
            .retain(|one| one.new.is_some() || !is_hidden(&one.on.page));
        self.hidden = hidden.len();
    }
}

/// Holds two releases against each other.
pub fn compare(old: &Side, new: &Side) -> Comparison {
    let rows = [values::Rows::of(old), values::Rows::of(new)];
    let editions = editions::Editions::of(old, new);
    let subjects = subjects::Subjects::of(&rows, new, &editions);
    let mut day = day::Days::of(old, new);
    let ends = settings::Ends::of(old, new);
    let mut words = paragraphs::changes(old, new, (&subjects, &editions), (&ends, &mut day));
    words.extend(synonyms::changes(old, new));
    let files = side::changes(&old.files, &new.files);
    let mut settings = ends.into_changes();
    settings.extend(settings::looks(old, new, &files));
    let looks = settings::seen_only(old, new, &files);
    let (mut values, same) = values::changes(&rows, &subjects, &editions);
    let pages = subjects::pages(old, new, &subjects);
    let mut subjects = subjects.changes;
    subjects.extend(values::sources(&mut values));
    Comparison {
        old: old.name.clone(),
        new: new.name.clone(),
        values,
        carried: editions.carried(same.into_iter()),
        words,
        settings,
        looks,
        pages,
        subjects,
        files,
        hidden: 0,
        freed: Vec::new(),
        day: day.change(),
    }
}

/// The values of a release that are marked as not certain; its texts are the files of all values.
pub fn doubtful(side: &Side) -> Vec<ValueChange> {
    let rows = values::Rows::of(side);
    rows.0.iter().filter_map(values::Row::doubtful).collect()
}
