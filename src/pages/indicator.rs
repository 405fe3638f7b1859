//! One indicator as it stands on the page of its project, its policy or its plan.

use super::book::Book;
use super::indicators::paragraph;
use super::project::notes;
use super::series::says_the_same;
use super::tables::{TOLD, block};
use super::view::{Block, Chip, Inline, Section, Tone};
use crate::figures::tally::latest_verdict;
use crate::model::{Indicator, Plan, Role};
use crate::sources::slots::Slot;

impl Book {
    /// One indicator with all that is known of it. `placed` are slots that prose shows elsewhere.
    pub fn indicator_block(&self, plan: &Plan, indicator: &Indicator, placed: &[Slot]) -> Block {
        let mut group = self.indicator_group(plan, (indicator, &[]), placed);
        if let Block::Group { blocks, .. } = &mut group {
            let records = vec![(String::new(), &*indicator.records)];
            blocks.extend(self.records("fold-records", records));
        }
        group
    }

    /// The same without how it was read from its document, which a page tells once at its end. Words that
    /// one of those before it has said already are one tap away.
    pub fn indicator_group(
        &self,
        plan: &Plan,
        (indicator, before): (&Indicator, &[Indicator]),
        placed: &[Slot],
    ) -> Block {
        let mut blocks = Vec::new();
        let is_elsewhere = placed.contains(&Slot::IndicatorChart(indicator.slot));
        if !is_elsewhere {
            blocks.extend(self.indicator_chart(indicator, false));
        }
        let is_drawn = (is_elsewhere || !blocks.is_empty()) && self.can_be_drawn(indicator);
        let mut said = Vec::new();
        let (mut table, ahead) = self.indicator_tables(plan, indicator);
        let same = before.iter().find(|one| says_the_same(one, indicator));
        if table.rows.is_empty() {
            said.append(&mut table.notes);
        } else if let Some(same) = same {
            table.id.push_str(TOLD);
            let args = [("slot", &*same.slot.to_string())];
            blocks.push(Block::Fold {
                label: self.fill("fold-same-words", &args),
                blocks: vec![block(self, &table)],
            });
        } else if is_drawn && table.columns.len() <= 3 {
            // The chart is labelled with every number; the table adds no judgement to it. A small one beside
            // others shows the newest only.
            if is_elsewhere {
                let lines = self.course_of(indicator);
                blocks.extend(lines.iter().map(paragraph));
            }
            let args = [("count", &*table.rows.len().to_string())];
            blocks.push(Block::Fold {
                label: self.fill("fold-numbers", &args),
                blocks: vec![block(self, &table)],
            });
        } else {
            blocks.push(block(self, &table));
        }
        blocks.extend(ahead.map(|ahead| Block::Fold {
            label: ahead.label,
            blocks: vec![block(self, &ahead.table)],
        }));
        said.extend(self.said_of(plan, indicator));
        blocks.extend(notes(&said));
        Block::Group {
            id: format!("indicator-{}", indicator.slot),
            heading: self.indicator_heading(indicator),
            chips: self.indicator_chips(indicator),
            blocks,
        }
    }

    /// Its number, its name and the unit of its figures.
    pub fn indicator_heading(&self, indicator: &Indicator) -> String {
        let slot = indicator.slot.to_string();
        let unit = self.unit(indicator.unit.as_deref().unwrap_or_default());
        let key = match unit.is_empty() {
            true => "indicator-heading",
            false => "indicator-heading-unit",
        };
        let args = [
            ("slot", &*slot),
            ("name", &*indicator.name),
            ("unit", &*unit),
        ];
        self.fill(key, &args)
    }

    /// What is to be said of it beside its figures.
    pub fn said_of(&self, plan: &Plan, indicator: &Indicator) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(before) = indicator.replaces {
            said.push(self.fill("indicator-replaces", &[("slot", &before.to_string())]));
        }
        if let Some(same) = &indicator.same_as {
            let title = &plan.policies[same.policy].title;
            said.push(self.fill("indicator-same", &[("title", title)]));
        }
        said.extend(indicator.notes.iter().cloned());
        if indicator.years.is_empty() {
            said.push(self.say("indicator-no-years").to_owned());
        }
        said
    }

    /// What to bear in mind under the heading of that key, and the records one tap away. Where there
    /// are only records, the heading is theirs: it promises no more than the fold holds.
    pub fn doubts(
        &self,
        key: &str,
        mut blocks: Vec<Block>,
        lists: Vec<(String, &[String])>,
    ) -> Option<Section> {
        let (heading, label) = match blocks.is_empty() {
            true => ("records-heading", "fold-records-only"),
            false => (key, "fold-records"),
        };
        blocks.extend(self.records(label, lists));
        (!blocks.is_empty()).then(|| Section {
            id: "doubts".to_owned(),
            heading: self.say(heading).to_owned(),
            blocks,
        })
    }

    /// How figures were read from the document, one tap away; each list with what it is about.
    fn records(&self, label: &str, lists: Vec<(String, &[String])>) -> Option<Block> {
        let items: Vec<Inline> = lists
            .into_iter()
            .flat_map(|(about, list)| list.iter().map(move |text| (about.clone(), text)))
            .map(|(about, text)| {
                if about.is_empty() {
                    Inline::text(text)
                } else {
                    let args = [("about", &*about), ("text", &**text)];
                    Inline::text(&self.fill("record-about", &args))
                }
            })
            .collect();
        let args = [("count", &*items.len().to_string())];
        (!items.is_empty()).then(|| Block::Fold {
            label: self.fill(label, &args),
            blocks: vec![Block::List { items }],
        })
    }

    pub fn indicator_chips(&self, indicator: &Indicator) -> Vec<Chip> {
        let mut chips = Vec::new();
        let words = [
            (indicator.role == Some(Role::Output), "role-output"),
            (indicator.role == Some(Role::Outcome), "role-outcome"),
            (indicator.cumulative, "cumulative"),
        ];
        for (is_so, key) in words {
            if is_so {
                chips.push(Chip {
                    label: self.say(key).to_owned(),
                    tone: Tone::Plain,
                });
            }
        }
        if let Some((year, verdict)) = latest_verdict(indicator)
            && let Some(chip) = self.verdict_chip(verdict)
        {
            let args = [("year", &*self.short_year(year)), ("verdict", &*chip.label)];
            let label = self.fill("chip-verdict", &args);
            chips.push(Chip { label, ..chip });
        }
        // The document's own word where it is neither reached nor missed.
        let judged = indicator.years.iter().rev();
        let mut judged = judged.filter_map(|(year, values)| Some((year, values.judged()?)));
        if let Some((year, judged)) = judged.next()
            && judged.met.is_none()
        {
            let args = [
                ("year", &*self.short_year(*year)),
                ("verdict", &*judged.raw),
            ];
            chips.push(Chip {
                label: self.fill("chip-printed", &args),
                tone: Tone::Plain,
            });
        }
        chips
    }
}
