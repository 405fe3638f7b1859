//! The search index: documents in, files for the browser out.
//!
//! All documents, folded, make one long line of characters; the index says where in it each pair of
//! neighbours stands. A word is found by pairs that cover it, each at its distance, so a hit is exactly
//! what a search for the word in the folded text would find, and no text has to be read to prove it.
//! Texts are read only for the results that are shown.
//!
//! ```text
//! document   ⏎title (⏎head)* (␣summary)? (␣paragraph)* (⏎other title)? (␣other summary)?
//!            four fields, the last in another language, one after another; every sign counts one place
//! core.js    kinds (in another language, too, where there is one), labels of chips, variants, synonyms,
//!            where fields begin, which pair and place opens a file
//!            which document is the first of the background
//! p-N.js     pairs in order, each with its places: "窓口#Q]$ 窓枠4"
//! d-N.js     records and paragraphs in order: [[12,[address,title,kind,chips,heads],"…","…"],[13,…]]
//!            a record goes on with the summary, and with title and summary in another language
//!            ["budget"] says in which section of the page the paragraphs behind it stand, [""] in none
//!            [name,label,value,label,value,…] are values, each a paragraph; a head has its section
//!            behind a tab, and behind two more the label of its figure and the figure
//! facets.js  what can be filtered by: ids, labels, the documents of each
//! ```
//!
//! A pair with a space is not kept, because no word has one. A pair that begins with a line break is:
//! it finds the titles and heads that begin with a character. One that ends with a line break tells of
//! an ideograph that nothing follows; with the pairs that it begins these are all its places.
//!
//! Numbers are differences of ascending lists, written without a separator: `]` to `~` are leading
//! digits (base 34), `#` to `[` the last one (base 57). None of them is a quote, a backslash or a space.

mod pairs;
mod script;

use crate::base::fold::{VARIANTS, fold_into};
use std::borrow::Cow;

use pairs::Pairs;
use script::{file, set_version, write_list, write_number};

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
    /// Title and summary in another language, each of which may be empty.
    pub other: [&'a str; 2],
    /// Its place in the list of kinds.
    pub kind: usize,
    /// Short names that rank before prose: indicators, sections, readings.
    pub heads: &'a [Text],
    pub paragraphs: &'a [Text],
    pub values: &'a [Values],
    /// For each facet the values that it has, by their places, ascending.
    pub facets: &'a [Vec<usize>],
}

/// What is searched, and in which section of the page it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    pub section: Section,
    /// Where it names a figure: which one is shown with it, and the figure.
    pub value: Option<(String, String)>,
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
/// reads twenty, and larger for many, because a host keeps them all.
const TEXTS: (usize, usize) = (3 << 9, 12 << 10);

/// Takes documents one by one and keeps only what the files will hold.
#[derive(Debug)]
pub struct Builder {
    kinds: Kinds,
    facets: Vec<Facet>,
    synonyms: Vec<Synonym>,
    pairs: Pairs,
    texts: Texts,
    /// How long each field of each document is.
    lengths: Vec<u8>,
    /// For each facet and value the documents that have it, and the last of them.
    members: Vec<Vec<Places>>,
    documents: u32,
    /// The first document that comes after all others, however well it is found.
    background: Option<u32>,
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
            pairs: Pairs::new(),
            texts: Texts::new((2 * expected).clamp(TEXTS.0, TEXTS.1)),
            lengths: Vec::new(),
            members,
            documents: 0,
            background: None,
            place: 0,
            scratch: Vec::new(),
        }
    }

    /// Words that are searched together with what is typed.
    pub fn with_synonyms(mut self, synonyms: &[Synonym]) -> Self {
        self.synonyms = synonyms.to_vec();
        self
    }

    /// What is added from now on explains what came before, and is shown after it.
    pub fn begin_background(&mut self) {
        self.background = Some(self.documents);
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
        self.documents += 1;
    }

    /// One title, head or paragraph: keeps its pairs.
    fn field_text(&mut self, separator: char, text: &str) {
        self.scratch.clear();
        fold_into(text, &mut self.scratch);
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
            write_list(out, &chips, |out, facet| write_labels(out, facet));
            out.extend(b",\"variants\":");
            write_string(out, VARIANTS);
            out.extend(b",\"synonyms\":");
            write_list(out, &self.synonyms, |out, synonym| {
                let words: Vec<&String> =
                    [&synonym.word].into_iter().chain(&synonym.also).collect();
                write_list(out, &words, |out, word| write_string(out, word));
            });
            out.extend(b",\"lengths\":\"");
            out.extend(&self.lengths);
            let background = self.background.unwrap_or(self.documents);
            out.extend(format!("\",\"background\":{background},\"pairs\":").bytes());
            write_string(out, &firsts);
            out.extend(b",\"texts\":\"");
            out.extend(&texts.bytes);
            out.extend(b"\"}");
        }));
        let version = set_version(&mut files);
        Index { version, files }
    }
}

/// Records and paragraphs, in files of about the same size.
#[derive(Debug)]
struct Texts {
    limit: usize,
    files: Vec<File>,
    /// The place of the first text of each file.
    starts: Vec<u32>,
    /// The body of the file that is being filled.
    body: Vec<u8>,
    item: Vec<u8>,
    /// Where the last item of the body stands on its page.
    section: Section,
}

/// What is put into files: the record of a document, or what it says in a section.
enum Item<'a> {
    Record,
    In(&'a Section),
}

impl Texts {
    fn new(limit: usize) -> Self {
        Self {
            limit,
            files: Vec::new(),
            starts: Vec::new(),
            body: Vec::new(),
            item: Vec::new(),
            section: Cow::Borrowed(""),
        }
    }

    fn put(&mut self, what: Item<'_>, document: u32, place: u32, write: impl FnOnce(&mut Vec<u8>)) {
        let mut item = std::mem::take(&mut self.item);
        item.clear();
        write(&mut item);
        let is_record = matches!(what, Item::Record);
        if !self.body.is_empty() && self.body.len() + item.len() > self.limit {
            self.close();
        }
        let opens = self.body.is_empty();
        if opens {
            self.starts.push(place);
        }
        if opens || is_record {
            self.body.extend(if opens { "[" } else { "],[" }.bytes());
            self.body.extend(document.to_string().bytes());
            if !is_record {
                // The document began in the file before.
                self.body.extend(b",0");
            }
        }
        if opens || is_record {
            self.section = Cow::Borrowed("");
        }
        if let Item::In(section) = what
            && *section != self.section
        {
            self.body.extend(b",[");
            write_string(&mut self.body, section);
            self.body.push(b']');
            self.section.clone_from(section);
        }
        self.body.push(b',');
        self.body.extend(&item);
        self.item = item;
    }

    fn close(&mut self) {
        let number = self.files.len();
        let body = std::mem::take(&mut self.body);
        self.files.push(file(&format!("d-{number}"), |out| {
            out.push(b'[');
            out.extend(&body);
            out.extend(b"]]");
        }));
    }

    fn finish(mut self) -> (Vec<File>, Vec<u32>) {
        if !self.body.is_empty() {
            self.close();
        }
        (self.files, self.starts)
    }
}

/// `[address,title,kind,[[values of a chip],…],"head⏎head⇥section⇥label⇥value",summary,other title,other summary]`,
/// without empty ones at its end.
fn write_record(out: &mut Vec<u8>, document: &Document<'_>, facets: &[Facet]) {
    out.push(b'[');
    write_string(out, document.address);
    out.push(b',');
    write_string(out, document.title);
    out.extend(format!(",{},", document.kind).bytes());
    let of_facets = facets.iter().zip(document.facets);
    let chips: Vec<&Vec<usize>> = of_facets
        .filter(|(facet, _)| facet.is_chip)
        .map(|(_, values)| values)
        .collect();
    write_list(out, &chips, |out, values| {
        write_list(out, values, |out, value| {
            out.extend(value.to_string().bytes())
        });
    });
    out.push(b',');
    let heads = document.heads.iter().map(|head| {
        let mut parts = vec![head.text.as_str()];
        match &head.value {
            Some((label, value)) => parts.extend([&*head.section, label, value]),
            None if head.section.is_empty() => {}
            None => parts.push(&head.section),
        }
        parts.join("\t")
    });
    write_string(out, &heads.collect::<Vec<_>>().join("\n"));
    let [title, summary] = document.other;
    let said = [document.summary, title, summary];
    let count = said.iter().rposition(|text| !text.is_empty());
    for text in &said[..count.map_or(0, |last| last + 1)] {
        out.push(b',');
        write_string(out, text);
    }
    out.push(b']');
}

/// `[name,label,value,label,value,…]`
fn write_values(out: &mut Vec<u8>, values: &Values) {
    out.push(b'[');
    write_string(out, &values.name);
    for (label, value) in &values.list {
        for text in [label, value] {
            out.push(b',');
            write_string(out, text);
        }
    }
    out.push(b']');
}

/// `[{"key":…,"values":[[id,label],[id,label,group],[id,label,group,other label],…],"lists":[documents,…]},…]`
fn write_facets(out: &mut Vec<u8>, facets: &[Facet], members: &[Vec<Places>]) {
    let both: Vec<(&Facet, &Vec<Places>)> = facets.iter().zip(members).collect();
    write_list(out, &both, |out, (facet, members)| {
        out.extend(b"{\"key\":");
        write_string(out, &facet.key);
        out.extend(b",\"values\":");
        write_list(out, &facet.values, |out, value| {
            out.push(b'[');
            write_string(out, &value.id);
            out.push(b',');
            write_string(out, &value.label);
            match (value.group, &value.other_label) {
                (Some(group), _) => out.extend(format!(",{group}").bytes()),
                (None, Some(_)) => out.extend(b",null"),
                (None, None) => {}
            }
            if let Some(other) = &value.other_label {
                out.push(b',');
                write_string(out, other);
            }
            out.push(b']');
        });
        out.extend(b",\"lists\":");
        write_list(out, members, |out, places| {
            out.push(b'"');
            out.extend(&places.bytes);
            out.push(b'"');
        });
        out.push(b'}');
    });
}

/// `{"values":[[label],[label,tone],[label,tone,other label],…]}`
fn write_labels(out: &mut Vec<u8>, facet: &Facet) {
    out.extend(b"{\"values\":");
    write_list(out, &facet.values, |out, value| {
        out.push(b'[');
        write_string(out, &value.label);
        match (&value.tone, &value.other_label) {
            (Some(tone), _) => {
                out.push(b',');
                write_string(out, tone);
            }
            (None, Some(_)) => out.extend(b",\"\""),
            (None, None) => {}
        }
        if let Some(other) = &value.other_label {
            out.push(b',');
            write_string(out, other);
        }
        out.push(b']');
    });
    out.push(b'}');
}
