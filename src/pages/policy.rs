//! A policy's page: how its projects stand, which they are, what it aimed at itself, what it is for, when,
//! what it is linked to, and how its figures were read.

use super::book::{Book, Head, fact, link};
use super::contact;
use super::datasets;
use super::group;
use super::headway;
use super::lineage;
use super::listing;
use super::plan::free_blocks;
use super::project::notes;
use super::roadmap;
use super::route::{self, Page};
use super::tables::block;
use super::view::{Block, Fact, Inline, LinkItem, Section, View};
use super::wording;
use crate::base::path::SitePath;
use crate::model::{Example, Indicator, Plan, Policy, PolicyIx};
use crate::sources::slots::Slot;

/// More indicators than this are drawn small, side by side.
const CHARTS_UP_TO: usize = 3;

pub fn view(book: &Book, plan_ix: usize, policy_ix: PolicyIx) -> View {
    let plan = book.plan(plan_ix);
    let policy = &plan.policies[policy_ix];
    let page = Page::Policy(plan_ix, policy_ix);
    let sheet = Sheet::new(book, plan_ix, policy_ix);
    let tally = &book.plan_figures(plan_ix).policies[policy_ix];
    let frame = book.frame(Head {
        page: &page,
        kind: "policy",
        heading: policy.title.clone(),
        kicker: group::join(&[&plan.short, sheet.own_level(), &policy.number]),
        summary: sheet.summary(),
        above: sheet.above(),
    });
    let below = plan.below(policy_ix);
    let children = (!below.is_empty()).then(|| group::children(book, plan_ix, &below, &sheet.here));
    let parts = [
        children,
        listing::by_outcome(book, plan_ix, tally, &sheet.here),
        group::judged(book, plan_ix, tally, &sheet.here),
        group::years(book, plan_ix, tally),
        sheet.indicators(),
        sheet.about(),
        sheet.roadmap(),
        sheet.examples(),
        sheet.evidence(),
        sheet.tables(),
        sheet.lineage(),
        sheet.links(),
        sheet.contact(),
        sheet.doubts(),
    ];
    let mut sections: Vec<Section> = parts.into_iter().flatten().collect();
    wording::explain_words(book, &mut sections);
    wording::explain_years(book, plan, &mut sections);
    View {
        frame,
        glance: sheet.glance(group::glance(book, plan_ix, tally)),
        chips: Vec::new(),
        sections,
    }
}

/// The policy in a sentence: what is said of it, and what it holds.
pub fn summary(book: &Book, plan_ix: usize, policy_ix: PolicyIx) -> String {
    Sheet::new(book, plan_ix, policy_ix).summary()
}

/// One policy with everything its page needs.
struct Sheet<'a> {
    book: &'a Book,
    plan: &'a Plan,
    plan_ix: usize,
    policy: &'a Policy,
    policy_ix: PolicyIx,
    here: SitePath,
}

impl<'a> Sheet<'a> {
    fn new(book: &'a Book, plan_ix: usize, policy_ix: PolicyIx) -> Self {
        let plan = book.plan(plan_ix);
        Self {
            book,
            plan,
            plan_ix,
            policy: &plan.policies[policy_ix],
            policy_ix,
            here: book.address(&Page::Policy(plan_ix, policy_ix)),
        }
    }

    fn summary(&self) -> String {
        let document = self.book.documents.policy(self.plan, self.policy);
        let own = document.map_or("", |document| &document.summary);
        let own = self.book.summary(&self.policy.summary, own);
        let tally = &self.book.plan_figures(self.plan_ix).policies[self.policy_ix];
        let (book, plan) = (self.book, self.plan);
        // A plan without projects has no more to say than the policy says itself.
        if plan.projects.is_empty() && !own.is_empty() {
            return own.to_owned();
        }
        let answer = group::answer(book, self.plan_ix, "answer-projects", tally);
        let below = plan.below(self.policy_ix);
        if let (true, "", Some(first)) = (own.is_empty(), &*answer, below.first()) {
            let level = plan.level_name(plan.policies[*first].depth);
            let args = [
                ("level", level.unwrap_or(book.say("policy"))),
                ("count", &*below.len().to_string()),
            ];
            return book.fill("answer-below", &args);
        }
        let gap = if own.is_empty() || answer.is_empty() {
            ""
        } else {
            self.book.say("sentence-gap")
        };
        [own, gap, &answer].concat()
    }

    /// The name of its level, unless the number says it already: 「施策②」.
    fn own_level(&self) -> &str {
        let level = self.plan.level_name(self.policy.depth).unwrap_or_default();
        let mut names = level.split('・');
        if names.any(|name| !name.is_empty() && self.policy.number.starts_with(name)) {
            ""
        } else {
            level
        }
    }

    fn above(&self) -> Vec<(String, SitePath)> {
        let plan = self.plan;
        let mut above = vec![(
            plan.short.clone(),
            self.book.address(&Page::Plan(self.plan_ix)),
        )];
        let path = plan.path_to(self.policy_ix);
        for node in &path[..path.len() - 1] {
            let title = plan.policies[*node].title.clone();
            above.push((title, route::policy(plan, *node)));
        }
        above
    }

    fn section(&self, id: &str, blocks: Vec<Block>) -> Option<Section> {
        (!blocks.is_empty()).then(|| Section {
            id: id.to_owned(),
            heading: self.book.say(&format!("policy-{id}")).to_owned(),
            blocks,
        })
    }

    fn glance(&self, mut facts: Vec<Fact>) -> Vec<Fact> {
        if self.plan.projects.is_empty() {
            facts.clear();
        }
        let policy = self.policy;
        facts.extend(headway::of_policy(self.book, &policy.indicators));
        if !policy.departments.is_empty() || !policy.departments_printed.is_empty() {
            let said = group::departments(
                self.book,
                self.plan_ix,
                (&policy.departments, &policy.departments_printed),
                &self.here,
            );
            facts.push(fact(self.book.say("department"), said));
        }
        if !policy.sdgs.is_empty() {
            let goals: Vec<String> = policy.sdgs.iter().map(u8::to_string).collect();
            let said = goals.join(self.book.say("list-separator"));
            facts.push(fact(self.book.say("sdgs"), Inline::text(&said)));
        }
        facts
    }

    fn about(&self) -> Option<Section> {
        let document = self.book.documents.policy(self.plan, self.policy)?;
        let blocks = free_blocks(self.book, &document.pieces);
        let mut section = self.section("about", blocks)?;
        section.heading = self.book.prose_heading("policy-about");
        Some(section)
    }

    /// The policy's own targets, which are not those of its projects.
    fn indicators(&self) -> Option<Section> {
        let list = &self.policy.indicators;
        let mut blocks: Vec<Block> = Vec::new();
        if let Some(year) = list.iter().find_map(|indicator| indicator.set_in) {
            let args = [("year", &*self.book.year(year))];
            blocks.extend(notes(&[self.book.fill("targets-set-in", &args)]));
        }
        let together = self.book.targets_together(self.plan, list);
        let (together, list) = together.unwrap_or_else(|| (Vec::new(), list.iter().collect()));
        blocks.extend(together);
        let is_drawn = |one: &&&Indicator| self.book.can_be_drawn(one);
        let is_many = list.len() > CHARTS_UP_TO && list.iter().filter(is_drawn).count() > 1;
        let small = is_many.then(|| self.book.indicators_chart(&list)).flatten();
        let is_small = small.is_some();
        blocks.extend(small);
        blocks.extend(list.iter().map(|one| self.indicator(one, is_small)));
        let mut section = self.section("indicators", blocks)?;
        if let Some(level) = self.plan.level_name(self.policy.depth) {
            let args = [("level", level)];
            section.heading = self.book.fill("policy-indicators-of", &args);
        }
        Some(section)
    }

    /// Without its own chart where all of them stand side by side.
    fn indicator(&self, indicator: &Indicator, is_drawn: bool) -> Block {
        let drawn = [Slot::IndicatorChart(indicator.slot)];
        let placed = if is_drawn { &drawn[..] } else { &[] };
        let mut group = self
            .book
            .indicator_group(self.plan, (indicator, &[]), placed);
        if let Block::Group { blocks, .. } = &mut group {
            let items = blocks.iter_mut().filter_map(|block| match block {
                Block::Notes { items, .. } => Some(items),
                _ => None,
            });
            for item in items.flatten() {
                let mut notes = indicator.notes.iter();
                let note = notes.find(|note| Inline::text(note).markdown == item.markdown);
                if let Some(linked) = note.and_then(|note| self.with_way(note)) {
                    *item = linked;
                }
            }
        }
        group
    }

    /// A note that names the sheet of a project by its number (①-1の頁) leads to its page: the values that
    /// it speaks of stand there. The last mention does, where the note comes to its point.
    fn with_way(&self, note: &str) -> Option<Inline> {
        let projects = self.plan.projects.iter().enumerate();
        let numbered = projects.filter(|(_, project)| !project.number.is_empty());
        let found = numbered.filter_map(|(place, project)| {
            let sheet = self.book.fill("sheet-of", &[("number", &project.number)]);
            let at = note.rfind(&sheet)?;
            // 1-1 is no part of 11-1.
            let is_part = note[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
            (!is_part).then_some((at, sheet, place))
        });
        let (at, sheet, place) = found.max_by_key(|(at, ..)| *at)?;
        let page = Page::Project(self.plan_ix, place);
        let href = self.book.link_to(&self.here, &page);
        let mut said = Inline::text(&note[..at]);
        said.push(&Inline::link(&sheet, &href));
        said.push(&Inline::text(&note[at + sheet.len()..]));
        Some(said)
    }

    fn roadmap(&self) -> Option<Section> {
        let blocks = roadmap::blocks(
            self.book,
            self.plan,
            &self.policy.roadmap,
            &self.policy.indicators,
        );
        self.section("roadmap", blocks)
    }

    fn tables(&self) -> Option<Section> {
        let block = datasets::of_policy(self.book, self.plan_ix, self.policy_ix, &self.here);
        self.section("tables", block.into_iter().collect())
    }

    fn lineage(&self) -> Option<Section> {
        let blocks = lineage::policy_predecessors(self.book, self.plan_ix, self.policy_ix);
        self.section("lineage", blocks)
    }

    fn examples(&self) -> Option<Section> {
        let items: Vec<Inline> = self
            .policy
            .examples
            .iter()
            .map(|example| self.example(example))
            .collect();
        let blocks = if items.is_empty() {
            Vec::new()
        } else {
            vec![Block::List { items }]
        };
        self.section("examples", blocks)
    }

    fn example(&self, example: &Example) -> Inline {
        let mut said = if example.department.is_empty() {
            Inline::text(&example.text)
        } else {
            let args = [
                ("department", &*example.department),
                ("text", &*example.text),
            ];
            Inline::text(&self.book.fill("example", &args))
        };
        if let Some(policy) = example.relisted_from {
            let first = &self.plan.policies[policy];
            let href = self.here.link_to(&route::policy(self.plan, policy));
            said.push(&Inline::text(self.book.say("relisted-before")));
            said.push(&Inline::link(&first.title, &href));
            said.push(&Inline::text(self.book.say("relisted-after")));
        }
        said
    }

    fn evidence(&self) -> Option<Section> {
        let table = self.book.evidence_table(&self.policy.evidence)?;
        self.section("evidence", vec![block(self.book, &table)])
    }

    /// Parents beside the first, nodes of another axis, and tables that belong to the policy.
    fn links(&self) -> Option<Section> {
        let item = |policy: PolicyIx, note: String| {
            let title = &self.plan.policies[policy].title;
            let to = link(&self.here, title, &route::policy(self.plan, policy));
            LinkItem {
                label: to.label,
                href: to.href,
                note,
            }
        };
        let also = self.policy.also_under.iter();
        let mut items: Vec<LinkItem> = also
            .map(|policy| item(*policy, self.book.say("also-under").to_owned()))
            .collect();
        let links = self.policy.links.iter();
        items.extend(links.map(|link| item(link.to, link.note.clone())));
        let back = self
            .plan
            .policies
            .iter()
            .enumerate()
            .flat_map(|(ix, other)| {
                let links = other.links.iter();
                links
                    .filter(|link| link.to == self.policy_ix)
                    .map(move |link| (ix, link.note.clone()))
            });
        for (ix, note) in back {
            if !self.policy.links.iter().any(|link| link.to == ix) {
                items.push(item(ix, note));
            }
        }
        let blocks = if items.is_empty() {
            Vec::new()
        } else {
            vec![Block::Links { items }]
        };
        self.section("links", blocks)
    }

    fn doubts(&self) -> Option<Section> {
        let (book, policy) = (self.book, self.policy);
        let blocks: Vec<Block> = notes(&policy.notes).into_iter().collect();
        let titles = wording::other_titles(book, &policy.printed_titles);
        let mut lists: Vec<(String, &[String])> =
            vec![(String::new(), &policy.records), (String::new(), &titles)];
        lists.extend(policy.indicators.iter().map(|indicator| {
            let args = [
                ("slot", &*indicator.slot.to_string()),
                ("name", &*indicator.name),
            ];
            (book.fill("indicator-heading", &args), &*indicator.records)
        }));
        book.doubts("policy-doubts", blocks, lists)
    }

    fn contact(&self) -> Option<Section> {
        let blocks = contact::of_policy(self.book, self.plan_ix, self.policy_ix, &self.here);
        Some(Section {
            id: "contact".to_owned(),
            heading: self.book.say("project-contact").to_owned(),
            blocks,
        })
    }
}
