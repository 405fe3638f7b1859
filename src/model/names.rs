//! What things are called in English, and the site as its English edition shows it.
//!
//! Figures, references and places are the same in both; only titles and summaries change, where the data
//! have them. Nothing is translated here.

use std::sync::Arc;

use super::site::Site;
use super::{Dataset, Department, Former, Funding, Plan, Policy, Project};
use crate::base::words::Lang;

/// The title and the summary of something in the language that is not shown: English in the Japanese
/// edition and Japanese in the English one. Either may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    pub title: String,
    pub summary: String,
    /// What stands beside the title: the number of a policy, the office of a section.
    pub beside: String,
}

/// Boxed, because most things have none.
pub type OtherNames = Option<Box<Names>>;

/// What a plan and its parts that have no names of their own are called.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanNames {
    /// What stands beside the title is the short one.
    pub names: OtherNames,
    pub city: OtherNames,
    /// Either empty or as many as the plan has levels.
    pub levels: Vec<String>,
}

/// What the site says of itself in the other language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SiteNames {
    pub title: String,
    pub summary: String,
    pub owner: String,
    pub licence: String,
    /// Whom to ask.
    pub contact: String,
}

impl Site {
    /// The same site with English titles and summaries in the place of Japanese ones.
    pub fn in_english(&self) -> Self {
        let mut site = self.clone();
        let info = &mut site.info;
        info.lang = Lang::En;
        let other = &mut info.other;
        swap(&mut info.title, &mut other.title);
        swap(&mut info.summary, &mut other.summary);
        swap(&mut info.owner, &mut other.owner);
        swap(&mut info.licence, &mut other.licence);
        swap(&mut info.contact.department, &mut other.contact);
        site.plans.iter_mut().for_each(Plan::turn);
        site
    }
}

impl Plan {
    fn turn(&mut self) {
        let has_short = self.short != self.title;
        let english = &mut self.english;
        if let Some(names) = &mut english.names {
            names.turn([&mut self.title, &mut self.summary, &mut self.short]);
            // A plan with one title only has it in English, too.
            if !has_short && names.beside.is_empty() {
                self.short.clone_from(&self.title);
            }
        }
        if let Some(names) = &mut english.city {
            swap(&mut self.municipality, &mut names.title);
        }
        if !english.levels.is_empty() {
            std::mem::swap(&mut self.levels, &mut english.levels);
        }
        self.funding.iter_mut().for_each(Funding::turn);
        self.departments.iter_mut().for_each(Department::turn);
        self.policies.iter_mut().for_each(Policy::turn);
        let projects = self.projects.iter_mut();
        for project in projects.filter(|project| project.other.is_some()) {
            Arc::make_mut(project).turn();
        }
        self.datasets.iter_mut().for_each(Dataset::turn);
        self.former.iter_mut().for_each(Former::turn);
    }
}

impl Names {
    fn turn(&mut self, [title, summary, beside]: [&mut String; 3]) {
        swap(title, &mut self.title);
        swap(summary, &mut self.summary);
        swap(beside, &mut self.beside);
    }
}

impl Funding {
    fn turn(&mut self) {
        if let Some(names) = &mut self.other {
            swap(&mut self.name, &mut names.title);
        }
    }
}

impl Department {
    fn turn(&mut self) {
        if let Some(names) = &mut self.other {
            swap(&mut self.name, &mut names.title);
            swap(&mut self.office, &mut names.beside);
        }
    }
}

impl Policy {
    fn turn(&mut self) {
        if let Some(names) = &mut self.other {
            names.turn([&mut self.title, &mut self.summary, &mut self.number]);
        }
    }
}

impl Project {
    fn turn(&mut self) {
        if let Some(names) = &mut self.other {
            swap(&mut self.title, &mut names.title);
            swap(&mut self.summary, &mut names.summary);
            // Lists by sound put an English title where its letters say.
            if !names.title.is_empty() {
                self.reading.clear();
            }
        }
    }
}

impl Dataset {
    fn turn(&mut self) {
        if let Some(names) = &mut self.other {
            swap(&mut self.title, &mut names.title);
            swap(&mut self.summary, &mut names.summary);
        }
    }
}

impl Former {
    fn turn(&mut self) {
        if let Some(names) = &mut self.other {
            swap(&mut self.title, &mut names.title);
        }
    }
}

/// Changes what is shown against what is not. What has no other form stays as it is.
fn swap(shown: &mut String, other: &mut String) {
    if !other.is_empty() {
        std::mem::swap(shown, other);
    }
}
