//! Links from prose to the glossary: the first mention of each term on a page.
//!
//! Terms are looked for in text only: not inside tags, and not in links, headings, code or readings. At
//! each place the longest term wins, and what it covers is not searched again, so that no term is found
//! inside another. A term that begins or ends with a Latin letter, a figure or katakana must not go on
//! in the same script there: AI is not in FAIR, データ not in ビッグデータ. Nothing is ever taken away
//! from the prose, and nothing but the tags of links is added.

use std::ops::Range;

use super::super::book::Book;
use super::super::route::Page;
use super::super::view::{Block, View};
use super::ids;
use crate::base::markup::{Escaped, Markup, Part};
use crate::base::path::SitePath;
use crate::model::Term;

/// The terms of one plan, ready to be looked for. They are made once and used for every page.
#[derive(Debug, Default)]
pub struct Terms {
    /// Sorted by the first sign; under one sign the longest comes first.
    forms: Vec<Form>,
    /// The forms of each first sign.
    starts: Vec<(char, Range<usize>)>,
    /// The id of each term on the page of the glossary.
    ids: Vec<String>,
}

/// One way in which a term is written.
#[derive(Debug)]
struct Form {
    /// Escaped, as it stands in markup.
    text: String,
    term: usize,
}

/// Elements whose text is left alone.
const CLOSED: [&str; 16] = [
    "a", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "pre", "rp", "rt", "script",
    "style", "svg",
];

impl Terms {
    pub fn new(glossary: &[Term]) -> Self {
        let mut forms = Vec::new();
        for (ix, term) in glossary.iter().enumerate() {
            for form in written(&term.term) {
                let text = Markup::from_text(form).into_string();
                forms.push(Form { text, term: ix });
            }
        }
        let first = |form: &Form| form.text.chars().next();
        forms.sort_by(|one, other| {
            let by_length = || other.text.len().cmp(&one.text.len());
            (first(one).cmp(&first(other)))
                .then_with(by_length)
                .then_with(|| one.text.cmp(&other.text))
                .then(one.term.cmp(&other.term))
        });
        // Two terms may be written alike; the one that stands first in the glossary is meant.
        forms.dedup_by(|later, earlier| later.text == earlier.text);
        let mut starts: Vec<(char, Range<usize>)> = Vec::new();
        for (at, sign) in forms.iter().map(first).enumerate() {
            let Some(sign) = sign else { continue };
            match starts.last_mut() {
                Some((last, range)) if *last == sign => range.end = at + 1,
                _ => starts.push((sign, at..at + 1)),
            }
        }
        Self {
            forms,
            starts,
            ids: ids(glossary),
        }
    }

    /// The longest form that stands at a place of a text.
    fn find(&self, text: &str, at: usize) -> Option<&Form> {
        let rest = &text[at..];
        let sign = rest.chars().next()?;
        let start = self.starts.binary_search_by_key(&sign, |(sign, _)| *sign);
        let (_, range) = &self.starts[start.ok()?];
        self.forms[range.clone()]
            .iter()
            .find(|form| rest.starts_with(&form.text) && is_whole(text, at, &form.text))
    }
}

/// A term as it is, and without what stands behind it in brackets: DX（デジタル…） is written DX.
fn written(term: &str) -> Vec<&str> {
    let head = term.split(['（', '(']).next().unwrap_or_default().trim();
    let mut forms = vec![term.trim()];
    if head.chars().nth(1).is_some() && head != forms[0] {
        forms.push(head);
    }
    // A reference such as `&amp;` at the beginning would be found inside longer ones.
    forms.retain(|form| !form.is_empty() && !form.starts_with(['&', '<', '>', '"', '\'']));
    forms
}

/// Whether a form is a whole word where it stands.
fn is_whole(text: &str, at: usize, form: &str) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + form.len()..].chars().next();
    let (first, last) = (form.chars().next(), form.chars().next_back());
    !goes_on(before, first) && !goes_on(last, after)
}

/// Whether two signs that stand side by side belong to one word by their script.
fn goes_on(one: Option<char>, next: Option<char>) -> bool {
    let is_latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let is_katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
    let both = |is: fn(char) -> bool| one.is_some_and(is) && next.is_some_and(is);
    both(is_latin) || both(is_katakana)
}

/// Sets the links of one page: what was linked once is not linked again.
pub struct Linker<'a> {
    terms: &'a Terms,
    /// The way from the page to the glossary.
    href: String,
    seen: Vec<bool>,
}

impl Book {
    /// Sets links on one page of a plan; `None` when the plan has no glossary.
    fn linker(&self, plan_ix: usize, here: &SitePath) -> Option<Linker<'_>> {
        let terms = self.terms.get(plan_ix)?;
        let href = here.link_to(&self.address(&Page::Glossary(plan_ix)));
        (!terms.forms.is_empty()).then(|| Linker::new(terms, href))
    }
}

/// Links the terms in the prose of a page: of a plan, a policy or a project, for only these tell of
/// something in sentences that a department wrote.
pub fn link_prose(book: &Book, page: &Page, view: &mut View) {
    let (Page::Plan(plan) | Page::Policy(plan, _) | Page::Project(plan, _)) = page else {
        return;
    };
    let Some(mut linker) = book.linker(*plan, &book.address(page)) else {
        return;
    };
    // Whom to ask is no place for what words mean: titles are quoted there.
    let sections = view.sections.iter_mut().filter(|one| one.id != "contact");
    for section in sections {
        linker.link_blocks(&mut section.blocks);
    }
}

impl<'a> Linker<'a> {
    pub fn new(terms: &'a Terms, href: String) -> Self {
        Self {
            terms,
            href,
            seen: vec![false; terms.ids.len()],
        }
    }

    fn link_blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Prose { html, .. } => *html = self.link(html),
                Block::Group { blocks, .. } => self.link_blocks(blocks),
                _ => {}
            }
        }
    }

    /// The same prose with links from the terms that no prose before it has mentioned.
    pub fn link(&mut self, prose: &Markup) -> Markup {
        let mut out = Markup::with_capacity(prose.as_str().len() + 256);
        let mut closed = 0_usize;
        for part in prose.parts() {
            match part {
                Part::Tag(tag) => {
                    let (name, closes) = tag.name();
                    if CLOSED.contains(&&*name) {
                        closed = if closes {
                            closed.saturating_sub(1)
                        } else {
                            closed + 1
                        };
                    }
                    out.part(part);
                }
                Part::Text(text) if closed == 0 => self.text(&mut out, text),
                Part::Text(_) => {
                    out.part(part);
                }
            }
        }
        out
    }

    fn text(&mut self, out: &mut Markup, text: Escaped<'_>) {
        let mut rest = text;
        let mut at = 0;
        while let Some(sign) = text.as_str()[at..].chars().next() {
            let Some(form) = self.terms.find(text.as_str(), at) else {
                at += match sign {
                    '&' => reference_length(&text.as_str()[at..]),
                    sign => sign.len_utf8(),
                };
                continue;
            };
            let end = at + form.text.len();
            if !std::mem::replace(&mut self.seen[form.term], true) {
                let done = text.as_str().len() - rest.as_str().len();
                let (before, from) = rest.split_at(at - done);
                let (mention, after) = from.split_at(form.text.len());
                out.part(Part::Text(before));
                out.lit("<a class=\"term\" href=\"").text(&self.href);
                out.lit("#").text(&self.terms.ids[form.term]).lit("\">");
                out.part(Part::Text(mention)).lit("</a>");
                rest = after;
            }
            at = end;
        }
        out.part(Part::Text(rest));
    }
}

/// How long a reference such as `&amp;` is; 1 for a sign that begins none.
fn reference_length(text: &str) -> usize {
    let inside = text[1..].bytes();
    let length = inside
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    match text.as_bytes().get(1 + length) {
        Some(b';') if length > 0 => length + 2,
        _ => 1,
    }
}

/// A single piece of prose with links from the first mention of each term.
pub fn link_terms(prose: &Markup, terms: &Terms, href: &str) -> Markup {
    Linker::new(terms, href.to_owned()).link(prose)
}
