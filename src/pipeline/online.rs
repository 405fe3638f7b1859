//! What is online, held in memory thing by thing, so that a preview can say beside each page what of it
//! changes without a word: only what the page is of is made and compared.

use std::collections::BTreeMap;
use std::path::Path;

use super::Prepared;
use super::corrected::asked;
use crate::base::diag::Findings;
use crate::base::words::{Lang, Words};
use crate::compare::{Side, side};
use crate::pages::Page;
use crate::pages::values::{self, COLUMNS};
use crate::publish::{PublishError, Shelf, Stamp};

/// The rows of each thing of a published site, by its plan, kind and id.
#[derive(Debug)]
pub struct Online {
    stamp: Option<Stamp>,
    things: BTreeMap<Thing, String>,
}

type Thing = (String, String, String);

impl Online {
    /// What is published in a folder; nothing of what was touched since, which the list of all tells.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(folder: &Path) -> Result<Self, PublishError> {
        let stamp = Shelf::stamp(folder);
        let mut things = BTreeMap::new();
        let shelf = match stamp {
            Some(_) => Shelf::published(folder)?,
            None => None,
        };
        if let Some(shelf) = &shelf {
            let files = shelf.manifest.files().iter().map(|file| file.path.as_str());
            for path in files.filter(|path| side::is_values(path)) {
                let bytes = shelf.read(path)?.unwrap_or_default();
                things.append(&mut by_thing(plan_of(path), &bytes));
            }
        }
        Ok(Self { stamp, things })
    }

    /// Whether the folder is as it was when it was opened.
    pub fn is_of(&self, folder: &Path) -> bool {
        self.stamp == Shelf::stamp(folder)
    }

    /// What changes of the thing that a page is of. What only the list of all projects prints is not asked
    /// for here.
    pub fn uncorrected(&self, now: &Prepared, page: &Page) -> Findings {
        let address = now.address(page);
        let Some(bytes) = values::of_page(&now.book, page) else {
            return Findings::new();
        };
        let plan = plan_of(address.as_str());
        let path = format!("{plan}/values.csv");
        let mut found = Findings::new();
        for (thing, new) in by_thing(plan, &bytes) {
            let Some(old) = self.things.get(&thing).filter(|old| **old != new) else {
                continue;
            };
            let sides = [old.clone(), new];
            let sides = sides.map(|text| Side::of_texts(BTreeMap::from([(path.clone(), text)])));
            found.append(asked(sides, now));
        }
        found
    }
}

fn plan_of(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// Rows of a file of all values, thing by thing, each below the names of the columns; without those of the
/// list of projects, which stands in a file of its own.
fn by_thing(plan: &str, bytes: &[u8]) -> BTreeMap<Thing, String> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{FEFF}');
    let listed: Vec<&str> = ["values-index", "values-index-change", "values-index-flag"]
        .into_iter()
        .flat_map(|key| Lang::ALL.map(|lang| Words::of(lang).find_in("pages", key)))
        .flatten()
        .collect();
    let [kind, id, measure] = ["values-kind", "values-id", "values-measure"]
        .map(|column| COLUMNS.iter().position(|known| *known == column));
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.flexible(true).from_reader(text.as_bytes());
    let head = reader.headers().cloned().unwrap_or_default();
    let mut things: BTreeMap<Thing, csv::Writer<Vec<u8>>> = BTreeMap::new();
    for row in reader.records().filter_map(Result::ok) {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default();
        if listed.contains(&cell(measure)) {
            continue;
        }
        let thing = (plan.to_owned(), cell(kind).to_owned(), cell(id).to_owned());
        let writer = things.entry(thing).or_insert_with(|| written(&head));
        // A vector takes whatever is written.
        let _ = writer.write_record(&row);
    }
    let texts = things.into_iter().map(|(thing, writer)| {
        let bytes = writer.into_inner().unwrap_or_default();
        (thing, String::from_utf8_lossy(&bytes).into_owned())
    });
    texts.collect()
}

fn written(head: &csv::StringRecord) -> csv::Writer<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new();
    let mut writer = writer.flexible(true).from_writer(Vec::new());
    let _ = writer.write_record(head);
    writer
}
