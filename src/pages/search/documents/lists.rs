//! Pages that put much together, tables, and projects of which there is only a line.

use super::super::super::book::say_in;
use super::super::super::route::{self, Page};
use super::super::super::{datasets, indicators, status, years};
use super::super::text;
use super::{Ask, Belongs, Maker, Section, WHOLE};
use crate::figures;
use crate::model::{Names, Plan};
use crate::pages;

impl Maker<'_> {
    /// The pages that put a plan together: their headings, and the facts at their head with what they say.
    pub fn lists(&mut self, ix: usize, plan: &Plan) {
        let book = self.book;
        let others = super::super::others(book);
        let has_money = book.plan_figures(ix).has_money();
        let has_indicators = indicators::count(book, ix) > 0;
        let pages = [
            (
                has_money,
                Page::Money(ix, 0),
                "money-all-heading",
                Some("search-also-money"),
            ),
            (
                status::is_there(book, ix),
                Page::Status(ix, 0),
                "status-heading",
                Some("search-also-status"),
            ),
            (
                has_indicators,
                Page::Indicators(ix, 0),
                "indicators-heading",
                None,
            ),
            (true, Page::Findings(ix), "findings-heading", None),
        ];
        for (_, page, heading, also) in pages.into_iter().filter(|(is_there, ..)| *is_there) {
            let view = pages::view(book, &page);
            for fact in &view.glance {
                let part = fact.value.part();
                self.section = part.map_or(WHOLE, |id| Section::Owned(id.to_owned()));
                self.head(&fact.label);
                let mut value = Vec::new();
                text::paragraphs(fact.value.html.as_str(), &mut value);
                self.figures([(String::new(), value.join(" "))]);
            }
            if let (Page::Money(..), Some(year)) = (&page, figures::budget_year(plan)) {
                self.tell(Ask::Budget, year);
            }
            // Its heading names every state of a value; the facts name those that the plan has.
            let sections = view.sections.iter().filter(|one| one.id != "doubtful");
            for section in sections {
                self.section = Section::Owned(section.id.clone());
                self.head(&section.heading);
                if section.id == "sources" {
                    let names = plan.funding.iter().map(|one| one.name.as_str());
                    self.all_heads(names);
                }
            }
            // What people call such a page, whatever it says; they ask for their city with it.
            let also = also.iter().flat_map(|key| book.say(key).split('|'));
            self.variants.extend(also.map(str::to_owned));
            self.variants.push(plan.municipality.clone());
            self.section = WHOLE;
            self.sum_up(&view.frame.summary);
            let other = others.as_ref().map(|words| {
                let title = say_in(words, heading).to_owned();
                Box::new(Names {
                    title,
                    ..Names::default()
                })
            });
            self.put_named(
                "search-list",
                book.address(&page).as_str(),
                (book.say(heading), &other),
                Belongs::to(ix),
            );
        }
        self.years(ix);
    }

    /// The page of each year of a plan.
    fn years(&mut self, ix: usize) {
        let book = self.book;
        let others = super::super::others(book);
        for year in &book.plan_figures(ix).calendar.years {
            let other = others.as_ref().map(|words| {
                let title = years::heading_in(words, year);
                Box::new(Names {
                    title,
                    ..Names::default()
                })
            });
            self.tell_all_of(ix, year.year);
            // What all of it cost.
            let sums = [book.say("budget"), book.say("settled")];
            let view = pages::view(book, &Page::Year(ix, year.year, 0));
            for fact in view
                .glance
                .iter()
                .filter(|fact| sums.contains(&&*fact.label))
            {
                self.head(&fact.label);
                let mut value = Vec::new();
                text::paragraphs(fact.value.html.as_str(), &mut value);
                self.figures([(
                    book.short_year(year.year),
                    value.join(" ").replace(" （", "（"),
                )]);
            }
            self.lead(|| years::summary(book, ix, year));
            let label = self.years.place(year.year);
            self.put_named(
                "search-list",
                book.address(&Page::Year(ix, year.year, 0)).as_str(),
                (&years::heading_in(book.words(), year), &other),
                Belongs {
                    labels: label.as_slice(),
                    ..Belongs::to(ix)
                },
            );
        }
    }

    pub fn former(&mut self, ix: usize, plan: &Plan) {
        let former = plan.former.iter().enumerate();
        for (place, one) in former.filter(|(_, one)| one.relisted_of.is_none()) {
            self.variants.extend_from_slice(&one.printed_titles);
            self.all_heads(one.departments.iter().map(String::as_str));
            self.head(&one.number);
            self.sum_up(&one.fate);
            self.words([&one.reason]);
            self.say(&one.note);
            let address = route::former(plan, place);
            self.put_named(
                "search-former",
                address.as_str(),
                (&one.title, &one.other),
                Belongs::to(ix),
            );
        }
    }

    pub fn tables(&mut self, ix: usize, plan: &Plan) {
        for (place, dataset) in plan.datasets.iter().enumerate() {
            let parts = dataset.rows.chunks(route::ROWS_PER_PAGE).enumerate();
            for (part, rows) in parts {
                if part == 0 {
                    self.sum_up(&dataset.summary);
                    self.at("table-notes");
                    self.all(&dataset.notes);
                }
                self.at("table-cells");
                for column in &dataset.columns {
                    self.head(&column.title);
                }
                for (at, row) in rows.iter().enumerate() {
                    let id = datasets::row_id(part * route::ROWS_PER_PAGE + at);
                    self.section = Section::Owned(id);
                    self.say(&datasets::row_in_words(self.book, dataset, row));
                }
                let belongs = Belongs {
                    policies: &dataset.policies,
                    ..Belongs::to(ix)
                };
                let address = route::table(plan, place, part);
                self.put_named(
                    "search-table",
                    address.as_str(),
                    (&dataset.title, &dataset.other),
                    belongs,
                );
            }
        }
    }
}
