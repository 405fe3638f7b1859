//! Our texts against the documents: facts carry over, sentences do not. No text of ours shares 25
//! characters with a document, outside names, titles, laws and values as printed.
//!
//! The documents are no part of this repository. Where they are not beside it, this is not checked, and
//! that is said.

use std::collections::BTreeSet;
use std::path::Path;

use mieruka::model::{ColumnKind, Dataset, Indicator, Plan, Policy, Project, Value};
use unicode_normalization::UnicodeNormalization;

use crate::kept::ROOT;
use crate::real;
use crate::tree::{self, Thing};

const RUN: usize = 25;

/// One width, one form, no blanks: a line break in print is none in a text.
fn letters(text: &str) -> Vec<char> {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// All runs of a document, to be searched.
struct Runs<'a>(Vec<&'a [char]>);

impl<'a> Runs<'a> {
    fn of(documents: &'a [Vec<char>]) -> Self {
        let mut runs: Vec<&[char]> = documents
            .iter()
            .flat_map(|document| document.windows(RUN))
            .collect();
        runs.sort_unstable();
        runs.dedup();
        Self(runs)
    }

    /// The longest runs that a text shares with the documents.
    fn shared(&self, text: &[char]) -> Vec<String> {
        let mut shared: Vec<(usize, usize)> = Vec::new();
        for (at, run) in text.windows(RUN).enumerate() {
            if self.0.binary_search(&run).is_err() {
                continue;
            }
            match shared.last_mut() {
                Some((_, end)) if at < *end => *end = at + RUN,
                _ => shared.push((at, at + RUN)),
            }
        }
        let texts = shared.iter().map(|(from, to)| text[*from..*to].iter());
        texts.map(Iterator::collect).collect()
    }
}

/// Whether a shared run is a sentence: whether without the names in it, with what is quoted taken as one
/// (「…」) and numbered lists taken apart, a part is long enough and has hiragana.
fn copied(run: &str, names: &BTreeSet<String>) -> bool {
    let mut rest = without_quotations(run);
    for name in names.iter().rev().filter(|name| run.contains(&***name)) {
        rest = rest.replace(&**name, "\n");
    }
    let mut parts = String::new();
    let mut letters = rest.chars().peekable();
    while let Some(c) = letters.next() {
        let ends_item = c == '、' && letters.peek().is_some_and(char::is_ascii_digit);
        parts.push(if ends_item { '\n' } else { c });
    }
    parts.lines().any(|part| {
        let is_hiragana = |c: char| matches!(c, '\u{3041}'..='\u{3096}');
        part.chars().count() >= RUN && part.contains(is_hiragana)
    })
}

fn without_quotations(run: &str) -> String {
    let mut rest = run.to_owned();
    while let Some(from) = rest.find('「') {
        let Some(length) = rest[from..].find('」') else {
            break;
        };
        rest.replace_range(from..from + length + '」'.len_utf8(), "\n");
    }
    rest
}

// ---- what is ours, and what is a name ----

/// Texts with where they stand.
type Texts = Vec<(String, String)>;

fn ours(plan: &Plan) -> Texts {
    let mut texts = Texts::new();
    let mut add = |place: &str, text: &str| texts.push((place.to_owned(), text.to_owned()));
    let place = plan.file.as_str();
    add(place, &plan.summary);
    plan.notes.iter().for_each(|note| add(place, note));
    for term in &plan.glossary {
        add(&format!("{place} {}", term.term), &term.definition);
    }
    for former in &plan.former {
        add(&former.number, former.reason.raw());
        add(&former.number, &former.note);
    }
    for policy in &plan.policies {
        of_policy(policy, &mut add);
    }
    for project in &plan.projects {
        of_project(project, &mut add);
    }
    for table in &plan.datasets {
        of_table(table, &mut add);
    }
    of_indicators(place, &plan.indicators, &mut add);
    texts
}

fn of_policy(policy: &Policy, add: &mut dyn FnMut(&str, &str)) {
    let place = format!("{} {}", policy.file, policy.id.as_str());
    add(&place, &policy.summary);
    policy.notes.iter().for_each(|note| add(&place, note));
    policy.links.iter().for_each(|link| add(&place, &link.note));
    for example in &policy.examples {
        add(&place, &example.text);
    }
    of_indicators(&place, &policy.indicators, add);
    let evidence = policy.evidence.iter().map(|evidence| &evidence.value);
    notes_of(&place, evidence, add);
    let bars = policy.roadmap.iter().flat_map(|track| &track.bars);
    notes_of(&place, bars.flat_map(|bar| &bar.items), add);
}

fn of_project(project: &Project, add: &mut dyn FnMut(&str, &str)) {
    let place = project.file.as_str();
    project.notes.iter().for_each(|note| add(place, note));
    for known in &project.acknowledged {
        add(place, &known.reason);
    }
    for due in &project.schedule {
        add(place, &due.what);
    }
    project
        .budget
        .notes
        .iter()
        .for_each(|note| add(place, note));
    of_indicators(place, &project.indicators, add);
    let evidence = project.evidence.iter().map(|evidence| &evidence.value);
    notes_of(place, evidence.chain(project.activities.values()), add);
    let bars = project.roadmap.iter().flat_map(|track| &track.bars);
    notes_of(place, bars.flat_map(|bar| &bar.items), add);
}

fn of_indicators(place: &str, indicators: &[Indicator], add: &mut dyn FnMut(&str, &str)) {
    for indicator in indicators {
        indicator.notes.iter().for_each(|note| add(place, note));
        let years = indicator.years.values();
        let values = years.flat_map(|values| values.target.iter().chain(&values.actual));
        notes_of(place, values, add);
    }
}

fn notes_of<'a>(
    place: &str,
    values: impl Iterator<Item = &'a Value>,
    add: &mut dyn FnMut(&str, &str),
) {
    for note in values.filter_map(Value::note) {
        add(place, note);
    }
}

/// Columns of a table in which we speak; the others hold what is printed.
const OWN_COLUMNS: [&str; 13] = [
    "about",
    "aim",
    "content",
    "explanation",
    "gist",
    "idea",
    "meaning",
    "note",
    "reading",
    "remark",
    "results",
    "role",
    "text",
];

fn of_table(table: &Dataset, add: &mut dyn FnMut(&str, &str)) {
    let place = table.file.as_str();
    add(place, &table.summary);
    table.notes.iter().for_each(|note| add(place, note));
    for (at, column) in table.columns.iter().enumerate() {
        if OWN_COLUMNS.contains(&&*column.id) {
            for cells in &table.rows {
                add(table.cells.as_str(), cells[at].raw());
            }
        }
    }
}

/// Names, titles, laws and values as the documents print them.
fn names(plan: &Plan) -> BTreeSet<String> {
    let mut names: Vec<&str> = vec![&plan.title];
    names.extend(plan.sources.iter().map(|source| &*source.title));
    names.extend(plan.departments.iter().map(|department| &*department.name));
    names.extend(plan.glossary.iter().map(|term| &*term.term));
    for former in &plan.former {
        names.push(&former.title);
        names.extend(former.printed_titles.iter().map(|title| &**title));
    }
    for policy in &plan.policies {
        names.push(&policy.title);
        names.extend(policy.printed_titles.iter().map(|title| &**title));
        names.extend(policy.indicators.iter().flat_map(of_indicator));
        names.extend(policy.roadmap.iter().map(|track| &*track.label));
    }
    for project in &plan.projects {
        names.push(&project.title);
        let lists = [&project.printed_titles, &project.basis, &project.references];
        names.extend(lists.into_iter().flatten().map(|name| &**name));
        names.extend(project.indicators.iter().flat_map(of_indicator));
        names.extend(project.items.list.iter().map(|item| &*item.name));
        let evidence = project.evidence.iter();
        names.extend(evidence.flat_map(|fact| [&*fact.label, fact.value.raw()]));
        names.extend(project.activities.values().map(Value::raw));
        let bars = project.roadmap.iter().flat_map(|track| &track.bars);
        names.extend(bars.flat_map(|bar| &bar.items).map(Value::raw));
    }
    for table in &plan.datasets {
        names.push(&table.title);
        for (at, column) in table.columns.iter().enumerate() {
            let is_own = OWN_COLUMNS.contains(&&*column.id);
            if !is_own && column.kind != ColumnKind::Number {
                names.extend(table.rows.iter().map(|cells| cells[at].raw()));
            }
        }
    }
    let folded = names
        .into_iter()
        .map(|name| letters(name).into_iter().collect());
    folded
        .filter(|name: &String| name.chars().count() >= 6)
        .collect()
}

fn of_indicator(indicator: &Indicator) -> Vec<&str> {
    let years = indicator.years.values();
    let values = years.flat_map(|values| values.target.iter().chain(&values.actual));
    let mut names = vec![&*indicator.name];
    names.extend(values.map(Value::raw));
    names
}

/// The prose of the pages.
fn prose(plan: &str) -> Texts {
    let folder = format!("content/{plan}");
    let files = tree::read(&Path::new(ROOT).join(&folder)).into_iter();
    let texts = files.filter_map(|(path, thing)| match thing {
        Thing::File(bytes) => Some((path, String::from_utf8(bytes).unwrap())),
        _ => None,
    });
    let lines = texts.flat_map(|(path, text)| {
        let place = format!("{folder}/{}", path.display());
        let lines: Texts = text
            .lines()
            .map(|line| (place.clone(), line.to_owned()))
            .collect();
        lines
    });
    lines.collect()
}

// ---- the check ----

#[test]
fn a_copied_sentence_is_found_and_a_name_is_none() {
    let document = "市は、申請の手続を減らして、市民の\n皆様が窓口に来なくてもよい　まちを目指します。\
                    一般社団法人ＹＯＫＯＨＡＭＡリビングラボサポートオフィス代表の方。";
    let documents = [letters(document)];
    let runs = Runs::of(&documents);
    let found = |text: &str, names: &[&str]| {
        let names = names.iter().map(|name| letters(name).into_iter().collect());
        let names: BTreeSet<String> = names.collect();
        let shared = runs.shared(&letters(text));
        shared
            .into_iter()
            .filter(|run| copied(run, &names))
            .collect::<Vec<_>>()
    };
    let sentence = "そこで 市民の皆様が窓口に来なくてもよいまちを目指します。という。";
    assert_eq!(
        found(sentence, &[]),
        ["市民の皆様が窓口に来なくてもよいまちを目指します。"]
    );
    assert_eq!(found(sentence, &["窓口に来なくてもよいまち"]), [""; 0]);
    assert_eq!(
        found("市民の皆様が窓口に来なくてもよいまちを、つくる。", &[]),
        [""; 0]
    );
    let name = "一般社団法人YOKOHAMAリビングラボサポートオフィス";
    assert_eq!(found(name, &[]), [""; 0], "a name is no sentence");
}

#[test]
fn no_sentence_of_a_document_is_copied() {
    let folder = Path::new(ROOT).join("../shared/seeds");
    if !folder.is_dir() {
        eprintln!("the documents are not beside this folder; copied sentences are not looked for");
        return;
    }
    let documents: Vec<Vec<char>> = tree::names(&folder)
        .iter()
        .filter(|name| name.ends_with(".txt"))
        .map(|name| letters(&std::fs::read_to_string(folder.join(name)).unwrap()))
        .collect();
    assert_eq!(documents.len(), 5);
    let runs = Runs::of(&documents);
    let mut found = Vec::new();
    for plan in &real::all().plans {
        let names = names(plan);
        let texts = ours(plan).into_iter().chain(prose(plan.id.as_str()));
        for (place, text) in texts {
            let shared = runs.shared(&letters(&text));
            let copied = shared.into_iter().filter(|run| copied(run, &names));
            found.extend(copied.map(|run| format!("{place}: {run}")));
        }
    }
    assert_eq!(found, [""; 0]);
}
