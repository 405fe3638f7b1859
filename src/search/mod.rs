//! The search index: documents in, files for the browser out.
//!
//! All documents, folded, make one long line of characters; the index says where in it each pair of
//! neighbours stands. A word is found by pairs that cover it, each at its distance, so a hit is exactly
//! what a search for the word in the folded text would find, and no text has to be read to prove it.
//! Texts are read only for the results that are shown.
//!
//! Pairs say a little more than the folded text, at no cost: katakana stay katakana, and the first letter
//! of a word is large. Forms of one pair stand side by side, so that all are read at once, and a hit is
//! known to be written as typed (バス, not 伸ばす), or to begin a word (LINE, not online).
//!
//! ```text
//! document   ⏎title (⏎head)* (␣summary)? (␣paragraph)* (⏎other title)? (␣other summary)?
//!            four fields, the last in another language, one after another; every sign counts one place
//! core.js    kinds (in another language, too, where there is one), chips, variants, synonyms, labels, questions,
//!            where fields begin, which pair and place opens a file
//!            which document is the first of the background, and of those that stand aside
//! p-N.js     pairs in order of what they fold to, each with its places: "窓口#Q]$ 窓枠4"
//! d-N.js     records and paragraphs in order: [[12,[address,title,kind,chips,heads],"…","…"],[13,…]]
//!            a record goes on with the summary, in a list of its own where it is shown and not searched,
//!            and with title and summary in another language
//!            ["budget"] says in which section of the page the paragraphs behind it stand, [""] in none
//!            [name,label,value,label,value,…] are values, each a paragraph; a head has its section
//!            behind a tab, and behind two more the label of a figure and the figure, of as many as it
//!            has; one with a second tab and no figure is found and not shown
//! facets.js  what can be filtered by: ids, labels, the documents of each
//! labels.js  the documents of each label: where runs of them begin and end; then those with each kind of
//!            figures, then by kind those with such a figure of each label that is not firm
//! amounts.js which amount opens each a-N.js, which document each m-N.js; read when a number is asked for
//! a-N.js     amounts in order, each with a document that has it: [1000,3,1000,7,1500,3]
//! m-N.js     what they are of, by document: [[3,[[1000,"section","name","label","value"],…]],…]
//! ```
//!
//! A pair with a space is not kept, because no word has one. A pair that begins with a line break is:
//! it finds the titles and heads that begin with a character. One that ends with a line break tells of
//! an ideograph that nothing follows; with the pairs that it begins these are all its places.
//!
//! Numbers are differences of ascending lists, written without a separator: `]` to `~` are leading
//! digits (base 34), `#` to `[` the last one (base 57). None of them is a quote, a backslash or a space.

mod amounts;
mod facets;
mod labels;
mod pairs;
mod script;
mod texts;

use crate::base::fold::{VARIANTS, mark_into};
use std::borrow::Cow;

use amounts::Amounts;
use facets::{write_chips, write_facets};
use labels::Labels;
use pairs::Pairs;
use script::{file, set_version, write_list, write_number};
use texts::{Item, Texts, write_record, write_values};

pub use amounts::Amount;
pub use pairs::Places;
pub use script::{File, write_string};

/// Something that can be found: a page, or a term in a glossary.
///
/// Documents are added in order of importance, which decides between equally good results.
#[derive(Debug)]
pub struct Document<'a> {
    /// From the site's root, with a fragment where it is part of a page.
    pub address: &'a str,
    pub title: &'a str,
    /// What is shown of it where only its title was found; may be empty.
    pub summary: &'a str,
    /// What is shown in its place where it is empty, and not searched: sentences made by rule, which are
    /// alike on many pages. May be empty.
    pub lead: &'a str,
    /// Title and summary in another language, each of which may be empty.
    pub other: [&'a str; 2],
    /// Its place in the list of kinds.
    pub kind: usize,
    /// Short names that rank before prose: indicators, sections, readings.
    pub heads: &'a [Text],
    /// Other forms of its title, under which it is found like under heads, and which are not shown.
    pub variants: &'a [String],
    pub paragraphs: &'a [Text],
    pub values: &'a [Values],
    /// Found by their numbers, and not by parts of them.
    pub amounts: &'a [Amount],
    /// For each facet the values that it has, by their places, ascending.
    pub facets: &'a [Vec<usize>],
    /// The labels under which it is found, by their places.
    pub labels: &'a [usize],
    /// Which kinds of figures it has and of which label each is, by their places, each once.
    pub told: &'a [(usize, Option<usize>)],
}

/// What is searched, and in which section of the page it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    pub section: Section,
    /// Where it names figures: which one each is, and the figure. The first, unless it is empty, is shown
    /// with it where nobody asks for another.
    pub figures: Vec<(String, String)>,
}

/// The id of a part of a page; empty for the page as a whole.
pub type Section = Cow<'static, str>;

/// Printed values, which are searched one by one and shown with what they are.
#[derive(Clone, Debug)]
pub struct Values {
    pub section: Section,
    /// What all of them are values of.
    pub name: String,
    /// Which one each is, and as what it is printed.
    pub list: Vec<(String, String)>,
}

/// Something that results can be narrowed down by.
#[derive(Clone, Debug)]
pub struct Facet {
    /// The name in the address: `plan`. The first facet is the one that others are grouped by.
    pub key: String,
    /// Whether results show their values as chips.
    pub is_chip: bool,
    pub values: Vec<FacetValue>,
}

#[derive(Clone, Debug)]
pub struct FacetValue {
    /// As it stands in the address, unique within its group.
    pub id: String,
    pub label: String,
    /// The label in another language.
    pub other_label: Option<String>,
    /// The value of the first facet that it belongs to.
    pub group: Option<usize>,
    /// The tone of its chip.
    pub tone: Option<String>,
}

/// A word that people type, and other words for the same, which are searched as well.
#[derive(Clone, Debug)]
pub struct Synonym {
    pub word: String,
    pub also: Vec<String>,
}

/// Words for one thing that is told of many documents, each of which is found by any of them, whether or
/// not it says so: a year, in all its forms. The first one is how texts write it.
pub type Label = Vec<String>;

/// What people ask for beside names of things.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// Words for a kind of figure (予算), which find what has such figures, and whoever holds the words.
    pub kinds: Vec<Label>,
    /// Words that nobody looks for in texts (いくら): which kinds of figures they ask for. Those that ask for
    /// none are left out of a search.
    pub others: Vec<(Label, Vec<usize>)>,
}

/// What documents are called by their kinds.
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    pub names: Vec<String>,
    /// In another language; as many, or none.
    pub other_names: Vec<String>,
}

/// A finished index.
#[derive(Debug)]
pub struct Index {
    /// Changes with every change of the index; the page that searches carries it.
    pub version: String,
    pub files: Vec<File>,
}

/// How large files of the index are, in bytes: small for few documents, because a page of results
/// reads sixteen, and larger for many, because a host keeps them all.
const TEXTS: (usize, usize) = (3 << 9, 12 << 10);

/// Takes documents one by one and keeps only what the files will hold.
#[derive(Debug)]
pub struct Builder {
    kinds: Kinds,
    facets: Vec<Facet>,
    synonyms: Vec<Synonym>,
    questions: Questions,
    labels: Labels,
    amounts: Amounts,
    pairs: Pairs,
    texts: Texts,
    /// How long each field of each document is.
    lengths: Vec<u8>,
    /// For each facet and value the documents that have it, and the last of them.
    members: Vec<Vec<Places>>,
    documents: u32,
    /// The first document that comes after all others, however well it is found.
    background: Option<u32>,
    /// The first document that is shown only where nothing else is found.
    aside: Option<u32>,
    place: u32,
    scratch: Vec<char>,
}

impl Builder {
    /// `expected` documents decide how large files are.
    pub fn new(kinds: Kinds, facets: Vec<Facet>, expected: usize) -> Self {
        let members = facets
            .iter()
            .map(|facet| facet.values.iter().map(|_| Places::default()).collect())
            .collect();
        Self {
            kinds,
            facets,
            synonyms: Vec::new(),
            questions: Questions::default(),
            labels: Labels::default(),
            amounts: Amounts::default(),
            pairs: Pairs::new(),
            texts: Texts::new((2 * expected).clamp(TEXTS.0, TEXTS.1)),
            lengths: Vec::new(),
            members,
            documents: 0,
            background: None,
            aside: None,
            place: 0,
            scratch: Vec::new(),
        }
    }

    /// Words that are searched together with what is typed.
    pub fn with_synonyms(mut self, synonyms: &[Synonym]) -> Self {
        self.synonyms = synonyms.to_vec();
        self
    }

    /// Words that find documents beside those that hold them. The last of them, as many as `firm`, are
    /// what a document is about, and count like a title of it.
    pub fn with_labels(mut self, labels: Vec<Label>, firm: usize) -> Self {
        self.labels = Labels::new(labels, firm);
        self
    }

    /// Words that ask for figures. After the labels, because figures are told by them.
    pub fn with_questions(mut self, questions: Questions) -> Self {
        self.labels.ask_for(questions.kinds.len());
        self.questions = questions;
        self
    }

    /// In which units amounts are printed, as how many of the smallest one.
    pub fn with_units(mut self, units: Vec<u64>) -> Self {
        self.amounts = Amounts::new(units);
        self
    }

    /// What is added from now on explains what came before, and is shown after it.
    pub fn begin_background(&mut self) {
        self.background = Some(self.documents);
    }

    /// What is added from now on is shown only where nothing else is found.
    pub fn begin_aside(&mut self) {
        self.aside = Some(self.documents);
    }

    pub fn add(&mut self, document: &Document<'_>) {
        let number = self.documents;
        self.texts.put(Item::Record, number, self.place, |out| {
            write_record(out, document, &self.facets)
        });
        let begin = self.place;
        self.field_text('\n', document.title);
        self.close_field(begin);
        let begin = self.place;
        for head in document.heads {
            self.field_text('\n', &head.text);
        }
        for variant in document.variants {
            self.field_text('\n', variant);
        }
        self.close_field(begin);
        let begin = self.place;
        if !document.summary.is_empty() {
            self.field_text(' ', document.summary);
        }
        for paragraph in document.paragraphs {
            let item = Item::In(&paragraph.section);
            self.texts.put(item, number, self.place, |out| {
                write_string(out, &paragraph.text)
            });
            self.field_text(' ', &paragraph.text);
        }
        for values in document.values {
            let item = Item::In(&values.section);
            self.texts
                .put(item, number, self.place, |out| write_values(out, values));
            for (_, value) in &values.list {
                self.field_text(' ', value);
            }
        }
        self.close_field(begin);
        let begin = self.place;
        for (separator, text) in ['\n', ' '].into_iter().zip(document.other) {
            if !text.is_empty() {
                self.field_text(separator, text);
            }
        }
        self.close_field(begin);
        for (members, values) in self.members.iter_mut().zip(document.facets) {
            for value in values {
                members[*value].push(number);
            }
        }
        for label in document.labels {
            self.labels.put(*label, number);
        }
        for (kind, label) in document.told {
            self.labels.tell(*kind, *label, number);
        }
        self.amounts.put(number, document.amounts);
        self.documents += 1;
    }

    /// One title, head or paragraph: keeps its pairs.
    fn field_text(&mut self, separator: char, text: &str) {
        self.scratch.clear();
        mark_into(text, &mut self.scratch);
        self.pairs.take(separator, &self.scratch, self.place);
        // The separator is a place, too.
        self.place += 1 + self.scratch.len() as u32;
    }

    fn close_field(&mut self, begin: u32) {
        write_number(&mut self.lengths, self.place - begin);
    }

    pub fn finish(mut self) -> Index {
        let (mut files, starts) = self.texts.finish();
        let firsts = self.pairs.finish(&mut files);
        files.push(file("facets", |out| {
            write_facets(out, &self.facets, &self.members)
        }));
        files.push(self.labels.finish());
        self.amounts.finish(&mut files);
        let mut texts = Places::default();
        for start in starts {
            texts.push(start);
        }
        self.scratch.clear();
        files.push(file("core", |out| {
            out.extend(b"{\"kinds\":");
            write_list(out, &self.kinds.names, |out, kind| write_string(out, kind));
            if !self.kinds.other_names.is_empty() {
                out.extend(b",\"others\":");
                write_list(out, &self.kinds.other_names, |out, kind| {
                    write_string(out, kind)
                });
            }
            out.extend(b",\"facets\":");
            let chips: Vec<&Facet> = self.facets.iter().filter(|facet| facet.is_chip).collect();
            write_list(out, &chips, |out, facet| write_chips(out, facet));
            out.extend(b",\"variants\":");
            write_string(out, VARIANTS);
            out.extend(b",\"synonyms\":");
            write_list(out, &self.synonyms, |out, synonym| {
                let words: Vec<&String> =
                    [&synonym.word].into_iter().chain(&synonym.also).collect();
                write_list(out, &words, |out, word| write_string(out, word));
            });
            out.extend(b",\"labels\":");
            write_list(out, self.labels.words(), |out, words| {
                write_list(out, words, |out, word| write_string(out, word));
            });
            out.extend(format!(",\"firm\":{}", self.labels.firm()).bytes());
            let write_words = |out: &mut Vec<u8>, words: &Label| {
                write_list(out, words, |out, word| write_string(out, word));
            };
            out.extend(b",\"asks\":");
            write_list(out, &self.questions.kinds, write_words);
            out.extend(b",\"questions\":");
            write_list(out, &self.questions.others, |out, (words, kinds)| {
                out.push(b'[');
                write_words(out, words);
                for kind in kinds {
                    out.extend(format!(",{kind}").bytes());
                }
                out.push(b']');
            });
            out.extend(b",\"lengths\":\"");
            out.extend(&self.lengths);
            let [background, aside] =
                [self.background, self.aside].map(|first| first.unwrap_or(self.documents));
            let parts = format!("\",\"background\":{background},\"aside\":{aside},\"pairs\":");
            out.extend(parts.bytes());
            write_string(out, &firsts);
            out.extend(b",\"texts\":\"");
            out.extend(&texts.bytes);
            out.extend(b"\"}");
        }));
        let version = set_version(&mut files);
        Index { version, files }
    }
}
