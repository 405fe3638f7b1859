//! Which documents a label is told of. Neighbours have much in common, so runs of them are written.

use super::Label;
use super::pairs::Places;
use super::script::{File, file, write_list};

#[derive(Debug, Default)]
pub struct Labels {
    words: Vec<Label>,
    /// The first of those that count like a title.
    firm: usize,
    documents: Vec<Runs>,
}

impl Labels {
    pub fn new(words: Vec<Label>, firm: usize) -> Self {
        Self {
            documents: words.iter().map(|_| Runs::default()).collect(),
            firm: words.len() - firm,
            words,
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
        self.documents.iter_mut().for_each(Runs::close);
        file("labels", |out| {
            write_list(out, &self.documents, |out, runs| {
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
