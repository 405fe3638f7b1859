//! Other words for the search that stand only where something is held back.
//!
//! They are published as they are, so that one of them could tell what no page tells. They are looked for in
//! the sources as they are written: every row, note and name that is held back lies there, in whatever
//! form it has in the model.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use aho_corasick::AhoCorasick;

use super::super::{Inputs, changes, readings, synonyms};
use super::{What, Withheld};
use crate::base::diag::Diagnostic;
use crate::base::fold::fold;
use crate::base::path::SourcePath;
use crate::base::place::{Place, Spot};
use crate::model::Purpose;
use crate::search::Synonym;

/// Where something can be held back.
const FOLDERS: [&str; 2] = ["content", "seeds"];
/// Files that no page shows.
const UNSHOWN: [&str; 3] = [changes::FILE, readings::FILE, synonyms::FILE];

/// What has to be kept of the sources until then: nothing where nothing is held back.
pub fn kept(inputs: &Inputs, purpose: Purpose) -> Inputs {
    let holding = AhoCorasick::new(["draft", "publish_at"]).expect("two words are few");
    let mut files = FOLDERS.iter().flat_map(|folder| inputs.below(folder));
    let is_wanted = purpose == Purpose::Release
        && inputs.find(synonyms::FILE).is_some()
        && files.any(|(_, bytes)| holding.is_match(&**bytes));
    match is_wanted {
        true => inputs.clone(),
        false => Inputs::default(),
    }
}

/// Leaves out what has a word that is held back and stands nowhere in public; tells of it.
pub(super) fn leave_out(out: &mut Withheld, list: &mut Vec<Synonym>, inputs: &Inputs) {
    if list.is_empty() || out.findings.is_empty() {
        return;
    }
    let closed = Closed::of(out);
    let mut words: BTreeSet<String> = list.iter().flat_map(said).map(|word| fold(word)).collect();
    let mut held = BTreeSet::new();
    closed.each_line(inputs, true, |line| {
        held.extend(words.extract_if(.., |word| line.contains(&**word)));
        !words.is_empty()
    });
    closed.each_line(inputs, false, |line| {
        held.retain(|word| !line.contains(word));
        !held.is_empty()
    });
    list.retain(|synonym| {
        let is_held = said(synonym).any(|word| held.contains(&fold(word)));
        if is_held {
            let told = Diagnostic::notice("HELD-WITH", place(&synonym.word, inputs));
            let told = told.with("is_synonym", "").with("name", &synonym.word);
            out.findings.push(told);
        }
        !is_held
    });
}

fn said(synonym: &Synonym) -> impl Iterator<Item = &String> {
    std::iter::once(&synonym.word).chain(&synonym.also)
}

/// Where a word is given others.
fn place(word: &str, inputs: &Inputs) -> Place {
    let file = SourcePath::new(synonyms::FILE);
    let text = inputs.find(synonyms::FILE).map(String::from_utf8_lossy);
    let text = text.unwrap_or_default();
    let is_row = |line: &str| {
        let cell = line.split(',').next().unwrap_or_default();
        cell.trim().trim_matches('"') == word
    };
    let found = (1..).zip(text.lines()).find(|(_, line)| is_row(line));
    match found {
        Some((number, _)) => {
            let length = u32::try_from(word.chars().count()).unwrap_or(u32::MAX);
            Spot::new(number, 1, length).in_file(&file)
        }
        None => Place::file(&file),
    }
}

/// Where in the sources something is held back.
#[derive(Default)]
struct Closed {
    /// Whole files, and whole folders by their names with a stroke.
    files: Vec<String>,
    /// Lines by which something else is known to be held back.
    lines: BTreeSet<(SourcePath, u32)>,
    /// Projects and their titles, by which rows of tables are known.
    names: BTreeSet<String>,
}

impl Closed {
    fn of(out: &Withheld) -> Self {
        let mut closed = Self::default();
        for thing in &out.things {
            let file = thing.place.file.as_str();
            let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
            match thing.what {
                What::Plan => closed
                    .files
                    .extend([format!("{folder}/"), format!("content/{}/", thing.plan)]),
                What::Project => {
                    let prose = format!("content/{}/{}.md", thing.plan, thing.id);
                    closed.files.extend([file.to_owned(), prose]);
                    closed.names.insert(thing.id.clone());
                }
                What::Table => {
                    let rows = format!("{}.csv", file.trim_end_matches(".yaml"));
                    closed.files.extend([file.to_owned(), rows]);
                }
                What::Text => closed.files.push(file.to_owned()),
                What::Indicator(..) | What::Money | What::Correction => {}
            }
        }
        let titles = out.words.iter().filter(|word| word.on.is_none());
        closed.names.extend(titles.map(|word| word.text.clone()));
        let places = out.findings.iter().map(|one| &one.place);
        let lines = places.filter_map(|place| Some((place.file.clone(), place.spot?.line)));
        closed.lines.extend(lines);
        closed
    }

    /// Every line, in the form in which the search compares, of what is held back or of what is not, as long
    /// as more is wanted.
    fn each_line(&self, inputs: &Inputs, is_held: bool, mut take: impl FnMut(&str) -> bool) {
        let files = FOLDERS.iter().flat_map(|folder| inputs.below(folder));
        for (file, bytes) in files.filter(|(file, _)| !UNSHOWN.contains(&file.as_str())) {
            let name = file.as_str();
            let is_whole = self.files.iter().any(|known| match known.ends_with('/') {
                true => name.starts_with(&**known),
                false => name == known,
            });
            let Ok(text) = std::str::from_utf8(bytes) else {
                continue;
            };
            let lines: Vec<&str> = text.lines().collect();
            let closed = self.blocks(file, &lines);
            for (ix, line) in lines.iter().enumerate() {
                let is_closed = is_whole
                    || closed.iter().any(|block| block.contains(&ix))
                    || (file.extension() == "csv" && self.names_one(line));
                let line = match file.extension() {
                    "yaml" => line
                        .split(" #")
                        .next()
                        .filter(|line| !line.starts_with('#')),
                    _ => Some(*line),
                };
                if let Some(line) = line.filter(|_| is_closed == is_held)
                    && !take(&fold(line))
                {
                    return;
                }
            }
        }
    }

    /// Whether a row of a table is of something that is held back.
    fn names_one(&self, line: &str) -> bool {
        let mut cells = line.split([',', '|']);
        cells.any(|cell| self.names.contains(cell.trim().trim_matches('"')))
    }

    /// The lines of a file that are of something held back there.
    fn blocks(&self, file: &SourcePath, lines: &[&str]) -> Vec<RangeInclusive<usize>> {
        let all = (file.clone(), 0)..=(file.clone(), u32::MAX);
        let own = self.lines.range(all).filter_map(|(_, line)| {
            let at = usize::try_from(*line).ok()?.checked_sub(1)?;
            let line = lines.get(at)?;
            let is_alone = file.extension() != "yaml" || line.contains('{');
            Some(match is_alone {
                true => at..=at,
                false => block(lines, at),
            })
        });
        own.collect()
    }
}

/// The entry of a list or of a year that a line stands in.
fn block(lines: &[&str], at: usize) -> RangeInclusive<usize> {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let is_blank = |line: &str| line.trim().is_empty();
    let own = depth(lines[at]);
    let is_above = |line: &&&str| !is_blank(line) && depth(line) < own;
    let start = match lines[at].trim_start().starts_with("- ") {
        true => at,
        false => {
            let mut above = lines[..at].iter().rev();
            let above = above.position(|line| is_above(&line));
            above.map_or(at, |back| at - 1 - back)
        }
    };
    let top = depth(lines[start]);
    let below = lines[start + 1..].iter();
    let length = below.take_while(|line| is_blank(line) || depth(line) > top);
    start..=start + length.count()
}
