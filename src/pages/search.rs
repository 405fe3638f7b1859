//! What can be found by words, and the page that asks for them.
//!
//! Every page kind that tells of one thing is a document: its title, the short names in it, its own
//! sentences, the values of its indicators. Of money only the newest amounts are told, and years are
//! labels; lists of other pages are left out. How documents become files is for [`search`](crate::search).

mod documents;
pub(super) mod text;

use super::book::{Book, Head, link, say_in, words_of};
use super::datasets::policy_name;
use super::headway::verdict;
use super::lists;
use super::route::Page;
use super::view::{Block, LinkItem, Section, View};
use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::base::path::SitePath;
use crate::base::words::{Lang, Words};
use crate::figures::tally::latest_verdict;
use crate::figures::{Outcome, Verdict, outcome};
use crate::model::{Names, OtherNames, Project};
use crate::search::{Builder, Facet, FacetValue, Index, Kinds};
use documents::Maker;

/// The folder of the index in the published site.
const FOLDER: &str = "search";

/// The kinds of documents, the most important first: equally good results come in this order.
const KINDS: [&str; 10] = [
    "search-project",
    "search-policy",
    "search-plan",
    "search-list",
    "search-section",
    "search-table",
    "search-former",
    "search-term",
    "search-page",
    "search-guide",
];

/// The files of the index under their addresses.
pub fn files(book: &Book) -> impl Iterator<Item = (SitePath, &[u8])> {
    let files = book.search_index().files.iter();
    files.map(|(name, bytes)| (SitePath::new(format!("{FOLDER}/{name}")), bytes.as_slice()))
}

/// One file of the index by its address.
pub fn file<'a>(book: &'a Book, path: &str) -> Option<&'a [u8]> {
    let name = path.strip_prefix(FOLDER)?.strip_prefix('/')?;
    let mut files = book.search_index().files.iter();
    let (_, bytes) = files.find(|(known, _)| known == name)?;
    Some(bytes)
}

pub fn view(book: &Book) -> View {
    let page = Page::Search;
    let here = book.address(&page);
    let index = SitePath::new(format!("{FOLDER}/core.js"));
    let folder = book.link_to_shared(&here, &index);
    let mut items = Vec::new();
    if book.site.plans.iter().any(|plan| !plan.projects.is_empty()) {
        items.push((book.say("kana-heading").to_owned(), Page::AllKana(0)));
    }
    for (ix, plan) in book.site.plans.iter().enumerate() {
        let target = if lists::parts(plan.projects.len()) > 0 {
            Page::Projects(ix, 0)
        } else {
            Page::Plan(ix)
        };
        items.push((book.fill("search-all-of", &[("plan", &plan.short)]), target));
    }
    let items = items.into_iter().map(|(label, target)| LinkItem {
        href: link(&here, &label, &book.address(&target)).href,
        label,
        note: String::new(),
    });
    View {
        frame: book.frame(Head {
            page: &page,
            kind: "search",
            heading: book.say("search-heading").to_owned(),
            kicker: String::new(),
            summary: book.say("search-summary").to_owned(),
            above: Vec::new(),
        }),
        glance: Vec::new(),
        chips: Vec::new(),
        sections: vec![
            Section {
                id: "search".to_owned(),
                heading: String::new(),
                blocks: vec![Block::Search {
                    folder: folder.trim_end_matches("core.js").to_owned(),
                    page: here.link_to(&here),
                    shared: book.way_to_shared(),
                    version: book.search_index().version.clone(),
                    script: book.link_to_shared(&here, &book.parts.script),
                }],
            },
            Section {
                id: "lists".to_owned(),
                heading: book.say("search-lists").to_owned(),
                blocks: vec![Block::Links {
                    items: items.collect(),
                }],
            },
        ],
    }
}

/// Makes the index of the whole site.
pub fn index(book: &Book) -> Index {
    let plans = &book.site.plans;
    let others = others(book);
    let kinds = Kinds {
        names: KINDS.map(|kind| book.say(kind).to_owned()).to_vec(),
        other_names: others.map_or_else(Vec::new, |words| {
            KINDS.map(|kind| say_in(&words, kind).to_owned()).to_vec()
        }),
    };
    let expected = plans.iter().map(|plan| plan.projects.len()).sum();
    let standings = Standings::of(book);
    let builder = Builder::new(kinds, facets(book, &standings), expected)
        .with_synonyms(&book.documents.synonyms);
    let mut maker = Maker::new(book, builder, standings);
    // Who searches means the newest edition.
    let newest = || {
        let plans = plans.iter().enumerate();
        plans.filter(|(_, plan)| plan.superseded_by().is_none())
    };
    // By kind, because that is their order among equals.
    for (ix, plan) in newest() {
        for (place, project) in plan.projects.iter().enumerate() {
            maker.project(ix, plan, place, project);
        }
    }
    for (ix, plan) in newest() {
        for policy in 0..plan.policies.len() {
            maker.policy(ix, plan, policy);
        }
    }
    for (ix, plan) in newest() {
        maker.plan(ix, plan);
    }
    for (ix, plan) in newest() {
        maker.lists(ix, plan);
    }
    for (ix, plan) in newest() {
        maker.sections(ix, plan);
    }
    for (ix, plan) in newest() {
        maker.tables(ix, plan);
    }
    for (ix, plan) in newest() {
        maker.former(ix, plan);
    }
    maker.begin_background();
    for (ix, plan) in newest() {
        maker.terms(ix, plan);
    }
    maker.pages("search-page");
    // What is written for those who make the site answers nobody who asks about a plan.
    maker.begin_aside();
    maker.pages("search-guide");
    maker.finish()
}

/// The words of the edition beside this one, whose pages search in the same index.
fn others(book: &Book) -> Option<Cow<'static, Words>> {
    let lang = book.other_lang()?;
    Some(words_of(&book.site.info, lang))
}

/// What something is called in the other edition, where the site has one.
fn names_beside<'a>(book: &Book, other: &'a OtherNames) -> Option<&'a Names> {
    let names = other.as_deref();
    names.filter(|_| book.other_lang() == Some(Lang::En))
}

/// What the pages of projects say in a chip of how they were judged, each once, in both languages.
struct Standings {
    values: Vec<FacetValue>,
    /// The place of each among them.
    places: BTreeMap<String, usize>,
}

impl Standings {
    fn of(book: &Book) -> Self {
        let others = others(book);
        let (mut values, mut places) = (Vec::new(), BTreeMap::new());
        for (ix, plan) in book.site.plans.iter().enumerate() {
            for (at, project) in plan.projects.iter().enumerate() {
                let Some(chip) = &book.told(ix, at).verdict else {
                    continue;
                };
                if places.contains_key(&chip.label) {
                    continue;
                }
                let other = others.as_ref();
                let other = other.and_then(|words| verdict::verdict(book, words, ix, project));
                places.insert(chip.label.clone(), values.len());
                values.push(FacetValue {
                    id: values.len().to_string(),
                    label: chip.label.clone(),
                    other_label: other.map(|chip| chip.label),
                    group: None,
                    tone: Some(chip.tone.name().to_owned()),
                });
            }
        }
        Self { values, places }
    }

    fn place(&self, book: &Book, plan: usize, project: usize) -> Option<usize> {
        let chip = book.told(plan, project).verdict.as_ref()?;
        self.places.get(&chip.label).copied()
    }
}

fn facets(book: &Book, standings: &Standings) -> Vec<Facet> {
    let others = others(book);
    let named = |other: &OtherNames| {
        let names = names_beside(book, other);
        let title = names.map(|names| names.title.clone());
        title.filter(|title| !title.is_empty())
    };
    let plans = || book.site.plans.iter().enumerate();
    let facet = |key: &str, is_chip: bool, values: Vec<FacetValue>| Facet {
        key: key.to_owned(),
        is_chip,
        values,
    };
    let value =
        |id: &str, label: &str, other_label: Option<String>, group: Option<usize>| FacetValue {
            id: id.to_owned(),
            label: label.to_owned(),
            other_label,
            group,
            tone: None,
        };
    let of_plans = plans().map(|(_, plan)| {
        let names = plan.english.names.as_ref();
        let short = names.map(|names| names.beside.clone());
        let short = short.filter(|short| !short.is_empty() && others.is_some());
        let other = short.or_else(|| named(&plan.english.names));
        let city = plan.english.city.as_ref().map(|names| &names.title);
        let other = other.map(|other| match (&others, city) {
            (Some(words), Some(city)) => of_city(words, city, &other),
            _ => other,
        });
        let label = of_city(book.words(), &plan.municipality, &plan.short);
        value(plan.id.as_str(), &label, other, None)
    });
    let policies = plans().flat_map(|(ix, plan)| {
        let policies = plan.policies.iter();
        policies.map(move |policy| {
            let other = named(&policy.other);
            value(policy.id.as_str(), &policy_name(policy), other, Some(ix))
        })
    });
    let sections = plans().flat_map(|(ix, plan)| {
        let sections = plan.departments.iter();
        sections.map(move |section| {
            let other = named(&section.other);
            value(section.id.as_str(), &section.name, other, Some(ix))
        })
    });
    // What documents print and what we compute are two things; a plan has the one or the other.
    let verdicts = [
        ("met", "search-printed-met"),
        ("partly", "search-printed-partly"),
        ("missed", "search-printed-missed"),
        ("all-met", "search-computed-met"),
        ("some-met", "search-computed-partly"),
        ("none-met", "search-computed-missed"),
        ("none", "search-unjudged"),
    ];
    let verdicts = verdicts.map(|(id, key)| {
        let other = others.as_ref().map(|words| say_in(words, key).to_owned());
        value(id, book.say(key), other, None)
    });
    vec![
        facet("plan", true, of_plans.collect()),
        facet("policy", false, policies.collect()),
        facet("section", false, sections.collect()),
        facet("verdict", false, verdicts.to_vec()),
        facet("standing", true, standings.values.clone()),
    ]
}

/// A plan with its city, unless its own name has that, be it in short: 横浜DX戦略.
fn of_city(words: &Words, city: &str, plan: &str) -> String {
    let short = city.trim_end_matches(['都', '道', '府', '県', '市', '区', '町', '村']);
    let is_told = |name: &str| name.chars().count() > 1 && plan.contains(name);
    if is_told(city) || is_told(short) {
        return plan.to_owned();
    }
    words.fill_in("pages", "search-plan-of", &[("city", city), ("plan", plan)])
}

/// How a project was judged: by the document in its newest year; in a plan that prints no judgement by our
/// own of each indicator's newest year; or not at all.
#[derive(Clone, Copy)]
enum Judged {
    Printed(Outcome),
    Computed(Outcome),
    Not,
}

impl Judged {
    /// Its place among the values of the verdicts.
    const fn place(self) -> usize {
        match self {
            Self::Printed(outcome) => outcome as usize,
            Self::Computed(outcome) => Outcome::ALL.len() + outcome as usize,
            Self::Not => 2 * Outcome::ALL.len(),
        }
    }

    const fn outcome(self) -> Option<Outcome> {
        match self {
            Self::Printed(outcome) | Self::Computed(outcome) => Some(outcome),
            Self::Not => None,
        }
    }
}

fn judged(book: &Book, plan_ix: usize, project: &Project) -> Judged {
    if let Some((year, _)) = book.plan_figures(plan_ix).whole.newest() {
        return outcome(project, year).map_or(Judged::Not, Judged::Printed);
    }
    let found = project.indicators.iter().filter_map(latest_verdict);
    let (mut met, mut missed) = (false, false);
    for (_, verdict) in found {
        met |= verdict == Verdict::Achieved;
        missed |= verdict == Verdict::Missed;
    }
    match (met, missed) {
        (true, false) => Judged::Computed(Outcome::Met),
        (true, true) => Judged::Computed(Outcome::Partly),
        (false, true) => Judged::Computed(Outcome::Missed),
        (false, false) => Judged::Not,
    }
}
