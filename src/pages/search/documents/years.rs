//! Years as labels: what has something in a year is found by it, in whichever calendar one types it.

use std::collections::BTreeMap;

use crate::base::era::Era;
use crate::figures::calendar::Calendar;
use crate::figures::marks::Bearer;
use crate::model::FiscalYear;
use crate::pages::book::Book;
use crate::search::Label;

/// The years of all plans, and which project and policy has something in which.
#[derive(Default)]
pub(in crate::pages::search) struct Years {
    places: BTreeMap<FiscalYear, usize>,
    /// By plan.
    projects: Vec<Vec<Vec<usize>>>,
    policies: Vec<Vec<Vec<usize>>>,
}

impl Years {
    pub fn of(book: &Book) -> Self {
        let calendar = |ix| -> &Calendar { &book.plan_figures(ix).calendar };
        let plans = 0..book.site.plans.len();
        let all = plans.flat_map(|ix| calendar(ix).years.iter().map(|one| one.year));
        let mut years = Self {
            places: all.map(|year| (year, 0)).collect(),
            ..Self::default()
        };
        for (place, at) in years.places.values_mut().enumerate() {
            *at = place;
        }
        for (ix, plan) in book.site.plans.iter().enumerate() {
            let mut projects = vec![Vec::new(); plan.projects.len()];
            let mut policies = vec![Vec::new(); plan.policies.len()];
            for year in &calendar(ix).years {
                let label = years.places[&year.year];
                for line in &year.lines {
                    match calendar(ix).bearers[*line as usize].1 {
                        Bearer::Project(ix) => projects[ix].push(label),
                        Bearer::Policy(ix) => policies[ix].push(label),
                    }
                }
            }
            years.projects.push(projects);
            years.policies.push(policies);
        }
        years
    }

    pub fn labels(&self, book: &Book) -> Vec<Label> {
        self.places.keys().map(|year| forms(book, *year)).collect()
    }

    pub fn count(&self) -> usize {
        self.places.len()
    }

    pub fn place(&self, year: FiscalYear) -> Option<usize> {
        self.places.get(&year).copied()
    }

    pub fn of_project(&self, plan: usize, project: usize) -> &[usize] {
        &self.projects[plan][project]
    }

    pub fn of_policy(&self, plan: usize, policy: usize) -> &[usize] {
        &self.policies[plan][policy]
    }
}

/// How a year is typed: 令和6年度, 令和6年, R6, 2024年度, 2024年, 2024, FY2024; the first as texts have it.
/// The first year of an era is also the last of the era before.
fn forms(book: &Book, year: FiscalYear) -> Label {
    let western = year.western();
    let mut forms = vec![book.short_year(year), year.era()];
    let own = Era::at_end_of(western);
    let before = own.filter(|era| era.first_day().year() == western);
    let before = before.and_then(|_| Era::at_end_of(western - 1));
    for era in own.into_iter().chain(before) {
        let (name, number) = (era.name(), western - era.first_day().year() + 1);
        forms.push(format!("{name}{number}年度"));
        forms.push(format!("{name}{number}年"));
        forms.push(format!("{}{number}", era.letter()));
    }
    forms.push(format!("{western}年度"));
    forms.push(format!("{western}年"));
    forms.push(western.to_string());
    forms.push(year.english());
    let mut known = Vec::new();
    forms.retain(|form| {
        let is_new = !known.contains(form);
        known.push(form.clone());
        is_new
    });
    forms
}
