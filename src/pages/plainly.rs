//! A project in plain words (やさしい日本語), with furigana: one tap away, before everything else.

use super::book::Book;
use super::view::Block;
use crate::base::markup::Markup;
use crate::base::text::escape_markdown;
use crate::model::readings::Part;
use crate::model::{Plan, Project};

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
        self.with_readings(&mut html, &project.title);
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
        };
        let is_read = !self.documents.readings.is_empty();
        let label = if is_read { "plain-read" } else { "plain" };
        Some(Block::Fold {
            label: self.say(label).to_owned(),
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
