//! Which documents a label is told of, and which have what kind of figures. Neighbours have much in common, so runs of them are written.

use super::Label;
use super::pairs::Places;
use super::script::{File, file, write_list};

#[derive(Debug, Default)]
pub struct Labels {
    words: Vec<Label>,
    /// The first of those that count like a title.
    firm: usize,
    documents: Vec<Runs>,
    /// By kind of figures.
    kinds: Vec<Runs>,
    /// By kind, then by the labels before the firm ones.
    cells: Vec<Runs>,
}

impl Labels {
    pub fn new(words: Vec<Label>, firm: usize) -> Self {
        Self {
            documents: words.iter().map(|_| Runs::default()).collect(),
            firm: words.len() - firm,
            words,
            ..Self::default()
        }
    }

    /// So many kinds of figures are asked for.
    pub fn ask_for(&mut self, kinds: usize) {
        self.kinds.resize_with(kinds, Runs::default);
        self.cells.resize_with(kinds * self.firm, Runs::default);
    }

    /// The document has such figures, of that label if it is one of those that are not firm.
    pub fn tell(&mut self, kind: usize, label: Option<usize>, document: u32) {
        self.kinds[kind].put(document);
        if let Some(label) = label {
            self.cells[kind * self.firm + label].put(document);
        }
    }

    pub fn firm(&self) -> usize {
        self.firm
    }

    pub fn words(&self) -> &[Label] {
        &self.words
    }

    pub fn put(&mut self, label: usize, document: u32) {
        self.documents[label].put(document);
    }

    /// The documents of all labels, in one file: it is small.
    pub fn finish(&mut self) -> File {
        let mut all = std::mem::take(&mut self.documents);
        all.append(&mut self.kinds);
        all.append(&mut self.cells);
        all.iter_mut().for_each(Runs::close);
        file("labels", |out| {
            write_list(out, &all, |out, runs| {
                out.push(b'"');
                out.extend(&runs.bounds.bytes);
                out.push(b'"');
            });
        })
    }
}

/// Where runs of an ascending list begin and end.
#[derive(Debug, Default)]
struct Runs {
    bounds: Places,
    /// The end of the run that may go on.
    end: Option<u32>,
}

impl Runs {
    fn put(&mut self, document: u32) {
        // Figures of several years tell the same kind of one document.
        if self.end == Some(document + 1) {
            return;
        }
        if self.end != Some(document) {
            self.close();
            self.bounds.push(document);
        }
        self.end = Some(document + 1);
    }

    fn close(&mut self) {
        if let Some(end) = self.end.take() {
            self.bounds.push(end);
        }
    }
}
