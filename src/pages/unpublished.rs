//! What a preview says of itself: that nothing on it is decided, and what of a page is held back.

use serde::Serialize;

use super::book::{Book, Head};
use super::corrections;
use super::prose;
use super::review;
use super::route::Page;
use super::view::{Frame, Link};
use crate::base::moment::Moment;
use crate::model::{HeldPart, HeldYear, Hold, Purpose};

/// The notice at the top of every page of a preview.
#[derive(Clone, Debug, Serialize)]
pub struct Notice {
    pub text: String,
    /// What of this page is held back from the public, one line each.
    pub held: Vec<String>,
    /// The page that tells what is still to be done.
    pub todo: Link,
    /// The page that tells what differs from what is published.
    pub review: Link,
}

/// A year as a whole, what was planned for it, what was done in it.
const OF_INDICATOR: [&str; 3] = ["preview-indicator", "preview-target", "preview-actual"];
const OF_MONEY: [&str; 3] = ["preview-money", "preview-budget", "preview-settled"];

impl Book {
    pub(super) fn is_preview(&self) -> bool {
        self.site.info.purpose == Purpose::Preview
    }

    /// Nothing on a page that may be published.
    pub(super) fn notice(&self, page: &Page) -> Option<Notice> {
        self.is_preview().then(|| Notice {
            text: self.say("preview-notice").to_owned(),
            held: self.held(page),
            todo: Link {
                label: self.say("todo-link").to_owned(),
                href: self.link_to_shared(&self.address(page), &self.address(&Page::Todo)),
                current: *page == Page::Todo,
            },
            review: review::link(self, page),
        })
    }

    /// The frame of a page of the preview's own: there once, for those who prepare a release, and nobody may
    /// find it by its address.
    pub(super) fn own_frame(&self, head: Head<'_>) -> Frame {
        let mut frame = self.frame(head);
        frame.markdown = None;
        frame.canonical = None;
        frame.other = None;
        frame.alternates.clear();
        frame
    }

    /// The title of a window, which says what it must never be taken for.
    pub(super) fn marked_title(&self, title: String) -> String {
        if self.is_preview() {
            self.fill("preview-title", &[("title", &title)])
        } else {
            title
        }
    }

    /// The title as it will be once the page is published.
    pub(super) fn unmarked(&self, title: String) -> String {
        if !self.is_preview() {
            return title;
        }
        let marked = self.fill("preview-title", &[("title", "\0")]);
        let bare = marked.split_once('\0').and_then(|(before, after)| {
            let rest = title.strip_prefix(before)?;
            Some(rest.strip_suffix(after)?.to_owned())
        });
        bare.unwrap_or(title)
    }

    fn held(&self, page: &Page) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(plan) = super::book::plan_of(page) {
            lines.extend(self.held_line("preview-plan", &[], &self.plan(plan).hold));
        }
        match page {
            Page::Project(plan, ix) => {
                let project = &self.plan(*plan).projects[*ix];
                lines.extend(self.held_line("preview-project", &[], &project.hold));
                for indicator in &project.indicators {
                    let slot = indicator.slot.to_string();
                    let args = [("slot", &*slot), ("name", &*indicator.name)];
                    lines.extend(self.held_years(OF_INDICATOR, &args, &indicator.held));
                }
                lines.extend(self.held_years(OF_MONEY, &[], &project.budget.held));
            }
            Page::Policy(plan, ix) => {
                for indicator in &self.plan(*plan).policies[*ix].indicators {
                    let slot = indicator.slot.to_string();
                    let args = [("slot", &*slot), ("name", &*indicator.name)];
                    lines.extend(self.held_years(OF_INDICATOR, &args, &indicator.held));
                }
            }
            Page::Table(plan, ix, _) => {
                let hold = &self.plan(*plan).datasets[*ix].hold;
                lines.extend(self.held_line("preview-table", &[], hold));
            }
            _ => {}
        }
        for (_, correction) in corrections::of(self, page) {
            let args = [("what", &*correction.what)];
            lines.extend(self.held_line("preview-correction", &args, &correction.hold));
        }
        if let Some(document) = prose::document(self, page) {
            lines.extend(self.held_line("preview-prose", &[], &document.hold));
        }
        lines
    }

    fn held_years(&self, keys: [&str; 3], args: &[(&str, &str)], held: &[HeldYear]) -> Vec<String> {
        let line = |held: &HeldYear| {
            let year = self.year(held.year);
            let args = [args, &[("year", &*year)]].concat();
            let key = match held.part {
                HeldPart::Whole => keys[0],
                HeldPart::Planned => keys[1],
                HeldPart::Done => keys[2],
            };
            self.held_line(key, &args, &held.hold)
        };
        held.iter().filter_map(line).collect()
    }

    /// `令和8年度の予算と決算：2027年3月31日（令和9年）9時00分に公開`
    fn held_line(&self, key: &str, args: &[(&str, &str)], hold: &Hold) -> Option<String> {
        let what = self.fill(key, args);
        let when = match hold {
            Hold { draft: true, .. } => self.say("preview-draft").to_owned(),
            Hold { until, .. } => self.opening((*until)?),
        };
        Some(self.fill("preview-line", &[("what", &what), ("when", &when)]))
    }

    fn opening(&self, until: Moment) -> String {
        let day = until.day().map_or_else(String::new, |day| self.day(day));
        let (hour, minute) = until.time();
        let minute = format!("{minute:02}");
        let args = [
            ("day", &*day),
            ("hour", &hour.to_string()),
            ("minute", &minute),
        ];
        self.fill("preview-until", &args)
    }
}
