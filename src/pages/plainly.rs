//! A project in plain words (やさしい日本語), and its own words with furigana: one tap away, behind the first
//! paragraph of its description.
//!
//! Readings lie over a copy in a closed fold, not over the page itself with a switch for all of it: there a
//! title of four words would be five pieces to a screen reader, what reads HTML without CSS would find every
//! reading in it, and while they are shown no search in the page would find a word, and none could be copied.

use super::book::Book;
use super::search::text::paragraphs;
use super::view::Block;
use crate::base::markup::Markup;
use crate::base::text::escape_markdown;
use crate::model::readings::Part;
use crate::model::{Plan, Project};
use crate::sources::Piece;

impl Book {
    /// `None` when nobody has written such a text.
    pub fn plain_words(&self, plan: &Plan, project: &Project) -> Option<Block> {
        let sentences = &self.documents.project(plan, project)?.plain;
        if sentences.is_empty() {
            return None;
        }
        let mut html = Markup::new();
        // A plan may be published by a site in another language; these words never are.
        html.lit("<p class=\"plain-title\" lang=\"ja\">");
        self.with_readings(&mut html, self.japanese_title(project));
        html.lit("</p><p class=\"plain\" lang=\"ja\">");
        for (count, sentence) in sentences.iter().enumerate() {
            html.lit(if count > 0 { "<br>" } else { "" });
            self.with_readings(&mut html, sentence);
        }
        html.lit("</p>");
        let sentences: Vec<_> = sentences.iter().map(|one| escape_markdown(one)).collect();
        let words = Block::Prose {
            html,
            markdown: sentences.join("  \n"),
            lang: None,
        };
        let is_read = !self.documents.readings.is_empty();
        let label = if is_read { "plain-read" } else { "plain" };
        Some(Block::Fold {
            label: self.say(label).to_owned(),
            blocks: vec![words],
        })
    }

    /// Title, summary and prose with furigana; `None` without a list of readings.
    pub fn with_furigana(&self, plan: &Plan, project: &Project) -> Option<Block> {
        if self.documents.readings.is_empty() {
            return None;
        }
        let document = self.documents.project(plan, project)?;
        let mut texts = vec![document.summary.clone()];
        for piece in &document.pieces {
            if let Piece::Prose { html, .. } = piece {
                paragraphs(html.as_str(), &mut texts);
            }
        }
        let mut html = Markup::new();
        html.lit("<p class=\"plain-title\" lang=\"ja\">");
        self.with_readings(&mut html, self.japanese_title(project));
        html.lit("</p>");
        for text in texts.iter().filter(|text| !text.is_empty()) {
            html.lit("<p class=\"read\" lang=\"ja\">");
            self.with_readings(&mut html, text);
            html.lit("</p>");
        }
        let words = Block::Prose {
            html,
            // The Markdown edition has the same words without readings.
            markdown: String::new(),
            lang: None,
        };
        Some(Block::Fold {
            label: self.say("furigana").to_owned(),
            blocks: vec![words],
        })
    }

    fn with_readings(&self, html: &mut Markup, text: &str) {
        for part in self.documents.readings.split(text) {
            match part {
                Part::Bare(text) => html.text(text),
                // The brackets are for browsers that know no ruby.
                Part::Read { base, reading } => html
                    .lit("<ruby>")
                    .text(base)
                    .lit("<rp>（</rp><rt>")
                    .text(reading)
                    .lit("</rt><rp>）</rp></ruby>"),
            };
        }
    }
}
