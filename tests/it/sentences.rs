//! Sentences and lines that rules make say figures in one form: narrow, with one sign of percent, without the
//! marks of footnotes that stand elsewhere. Tables show what is printed.

use mieruka::pages::view::{Block, Inline};
use mieruka::pages::{self, Page};

use crate::further::SITE;

fn lines(blocks: &[Block], into: &mut Vec<Inline>) {
    for block in blocks {
        match block {
            Block::Rows { items } => into.extend(items.iter().map(|row| row.text.clone())),
            Block::Fold { blocks, .. } | Block::Group { blocks, .. } => lines(blocks, into),
            _ => {}
        }
    }
}

/// Without names, which stand before a colon, and without what is quoted.
fn said_of_values(line: &str) -> String {
    let said = line.rsplit_once('：').map_or(line, |(_, said)| said);
    let outside = said
        .split('「')
        .map(|part| part.rsplit_once('」').map_or(part, |(_, rest)| rest));
    outside.collect()
}

#[test]
fn lines_of_lists_have_figures_in_one_form() {
    let mut seen = 0;
    for page in &SITE.pages {
        let is_list = matches!(
            page,
            Page::Indicators(..) | Page::Status(..) | Page::Year(..) | Page::Policy(..)
        );
        if !is_list {
            continue;
        }
        let view = pages::view(&SITE.book, page);
        let mut all = Vec::new();
        for section in &view.sections {
            lines(&section.blocks, &mut all);
        }
        for line in all {
            let said = said_of_values(&line.markdown);
            let is_odd = |c: char| matches!(c, '０'..='９' | '％' | '＋');
            let odd = said.contains(is_odd) || said.contains("*注") || said.contains("件\\*");
            assert!(!odd, "{}: {}", SITE.book.address(page), line.markdown);
            seen += usize::from(said.contains('%'));
        }
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn a_target_in_words_is_set_apart_from_the_word_before_it() {
    let page = SITE
        .find("hachioji-dx-r7/year-2023.html")
        .expect("it is there");
    let markdown = crate::pages::markdown(&SITE, page);
    assert!(markdown.contains("目標「実施　3件」"), "{markdown}");
}
