//! What the results show: records and paragraphs.

use std::borrow::Cow;

use super::script::{File, file, write_list, write_string};
use super::{Document, Facet, Section, Values};

/// Records and paragraphs, in files of about the same size.
#[derive(Debug)]
pub struct Texts {
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
pub enum Item<'a> {
    Record,
    In(&'a Section),
}

impl Texts {
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            files: Vec::new(),
            starts: Vec::new(),
            body: Vec::new(),
            item: Vec::new(),
            section: Cow::Borrowed(""),
        }
    }

    pub fn put(
        &mut self,
        what: Item<'_>,
        document: u32,
        place: u32,
        write: impl FnOnce(&mut Vec<u8>),
    ) {
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

    pub fn finish(mut self) -> (Vec<File>, Vec<u32>) {
        if !self.body.is_empty() {
            self.close();
        }
        (self.files, self.starts)
    }
}

/// `[address,title,kind,[[values of a chip],…],"head⏎head⇥section⇥label⇥value⇥label⇥value",summary,other title,other summary]`,
/// without empty ones at its end.
pub fn write_record(out: &mut Vec<u8>, document: &Document<'_>, facets: &[Facet]) {
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
        if !head.section.is_empty() || !head.figures.is_empty() {
            parts.push(&head.section);
        }
        let figures = head.figures.iter();
        parts.extend(figures.flat_map(|(label, value)| [&**label, &**value]));
        parts.join("\t")
    });
    let variants = document.variants.iter();
    let variants = variants.map(|variant| format!("{variant}\t\t"));
    let heads: Vec<String> = heads.chain(variants).collect();
    write_string(out, &heads.join("\n"));
    let [title, summary] = document.other;
    let own = match document.summary {
        "" => document.lead,
        own => own,
    };
    let said = [own, title, summary];
    let count = said.iter().rposition(|text| !text.is_empty());
    for (ix, text) in said[..count.map_or(0, |last| last + 1)].iter().enumerate() {
        out.push(b',');
        let is_lead = ix == 0 && document.summary.is_empty() && !document.lead.is_empty();
        if is_lead {
            write_list(out, &[text], |out, text| write_string(out, text));
        } else {
            write_string(out, text);
        }
    }
    out.push(b']');
}

/// `[name,label,value,label,value,…]`
pub fn write_values(out: &mut Vec<u8>, values: &Values) {
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
