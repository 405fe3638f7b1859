//! A comparison in the order of pages, for whoever looks at the site that is being prepared.

use std::collections::BTreeMap;

use super::said::Said;
use super::{Change, Comparison, Mark, Seen, Side, ValueChange};
use crate::base::markup::Markup;
use crate::base::words::Lang;
use crate::pages::review::{Change as PageChange, Figure, Review, Reviewed};
use crate::pages::view::Inline;

/// What differs, page by page; `sides` have the texts of the pages.
pub fn review(comparison: &Comparison, sides: [&Side; 2], lang: Lang) -> Review {
    let said = Said { lang };
    let mut pages: BTreeMap<String, Reviewed> = BTreeMap::new();
    for change in &comparison.pages {
        let one = pages.entry(change.page.clone()).or_default();
        one.title.clone_from(&change.title);
        one.change = match &change.change {
            Change::Added => PageChange::Added,
            Change::Removed => PageChange::Removed,
            Change::Moved { from } => PageChange::Moved(from.clone()),
            _ => PageChange::Other,
        };
    }
    for change in &comparison.subjects {
        let one = pages.entry(change.on.page.clone()).or_default();
        one.things.push(said.change(change));
    }
    for change in &comparison.values {
        let one = pages.entry(change.on.page.clone()).or_default();
        one.figures.push(figure(said, change));
    }
    for change in &comparison.words {
        for page in &change.pages {
            let one = pages.entry(page.clone()).or_default();
            match change.listed {
                true => one.entries += 1,
                false => one.words.push(words(said, &change.words)),
            }
        }
    }
    let subjects = comparison.values.iter().map(|change| &change.on);
    let subjects = subjects.chain(comparison.subjects.iter().map(|change| &change.on));
    let named: BTreeMap<&str, &str> = subjects.map(|on| (&*on.page, &*on.title)).collect();
    let [old, new] = sides;
    for (page, one) in pages.iter_mut().filter(|(_, one)| one.title.is_empty()) {
        let titles = [new.title(page), old.title(page)];
        let title = titles.into_iter().find(|title| !title.is_empty());
        // A page whose words are the same was not read.
        let named = || named.get(&**page).map_or(&**page, |title| title);
        one.title = title.unwrap_or_else(|| named().to_owned());
    }
    Review {
        against: comparison.old.hash.clone(),
        sums: said.sums(comparison),
        pages,
    }
}

fn figure(said: Said, change: &ValueChange) -> Figure {
    let value = |seen: &Option<Seen>| seen.as_ref().map(|seen| said.value(Some(seen)).to_owned());
    let (old, new) = (value(&change.old), value(&change.new));
    let arrow = old.is_some() && new.is_some();
    let marks = [
        old.map(Mark::Removed),
        arrow.then(|| Mark::Same(" → ".to_owned())),
        new.map(Mark::Added),
    ];
    let marks: Vec<Mark> = marks.into_iter().flatten().collect();
    let mut values = words(said, &marks);
    values.push(&Inline::text(&said.unit(change)));
    Figure {
        what: said.what(change),
        values,
        beside: said.beside(change).join(said.say("blank")),
    }
}

/// Words with what goes and what comes. Not every reader sees lines and colours, so that it is said, too.
fn words(said: Said, marks: &[Mark]) -> Inline {
    let mut html = Markup::new();
    for mark in marks {
        match mark {
            Mark::Same(text) => html.text(text),
            Mark::Removed(text) => html
                .lit("<del><span class=\"visually-hidden\">")
                .text(said.say("spoken-removed"))
                .lit("</span>")
                .text(text)
                .lit("</del>"),
            Mark::Added(text) => html
                .lit("<ins><span class=\"visually-hidden\">")
                .text(said.say("spoken-added"))
                .lit("</span>")
                .text(text)
                .lit("</ins>"),
        };
    }
    Inline {
        html,
        markdown: said.line(marks),
    }
}
