//! Whom to ask about a project, a policy or a section: a post and how to reach it, as far as the data say.

use super::book::{Book, fact};
use super::group::{self, departments};
use super::indicators::paragraph;
use super::view::{Block, Inline};
use crate::base::path::SitePath;
use crate::model::{Department, DepartmentIx, Former, Plan, PolicyIx, Project, SourceRef};

/// What somebody asks about.
struct Matter<'a> {
    /// 「この事業」.
    this: &'a str,
    title: &'a str,
    number: &'a str,
    departments: &'a [DepartmentIx],
    departments_printed: &'a str,
    source: Option<&'a SourceRef>,
}

/// Whom to ask about a project, what to call it when asking, and whom to tell of a figure that is wrong.
pub fn of_project(book: &Book, plan_ix: usize, project: &Project, here: &SitePath) -> Vec<Block> {
    let matter = Matter {
        this: book.say("contact-this-project"),
        title: &project.title,
        number: &project.number,
        departments: &project.departments,
        departments_printed: &project.departments_printed,
        source: project.source.as_ref(),
    };
    let none = book.say("contact-no-section");
    blocks(book, plan_ix, (&matter, none), here)
}

/// The same about a policy. Where it names no section, its projects may.
pub fn of_policy(book: &Book, plan_ix: usize, policy_ix: PolicyIx, here: &SitePath) -> Vec<Block> {
    let plan = book.plan(plan_ix);
    let policy = &plan.policies[policy_ix];
    let matter = Matter {
        this: book.say("contact-this-page"),
        title: &policy.title,
        number: &policy.number,
        departments: &policy.departments,
        departments_printed: &policy.departments_printed,
        source: policy.source.as_ref(),
    };
    let projects = &book.plan_figures(plan_ix).policies[policy_ix].projects;
    let mut projects = projects.iter().map(|ix| &plan.projects[*ix]);
    let is_told =
        |one: &Project| !one.departments.is_empty() || !one.departments_printed.is_empty();
    let none = match projects.any(|one| is_told(one)) {
        true => "contact-sections-of-projects",
        false => "contact-no-section",
    };
    blocks(book, plan_ix, (&matter, book.say(none)), here)
}

/// The same about a project of the plan before; its sections may be gone.
pub fn of_former(book: &Book, plan_ix: usize, former: &Former, here: &SitePath) -> Vec<Block> {
    let matter = Matter {
        this: book.say("contact-this-project"),
        title: &former.title,
        number: &former.number,
        departments: &[],
        departments_printed: "",
        source: former.source.as_ref(),
    };
    let sections = former.departments.join(book.say("list-separator"));
    let none = match &*sections {
        "" => book.say("contact-no-section").to_owned(),
        sections => book.fill("contact-then", &[("sections", sections)]),
    };
    blocks(book, plan_ix, (&matter, &none), here)
}

fn blocks(
    book: &Book,
    plan_ix: usize,
    (matter, none): (&Matter<'_>, &str),
    here: &SitePath,
) -> Vec<Block> {
    let mut blocks = in_charge(book, plan_ix, (matter, none), here);
    blocks.push(paragraph(&Inline::text(&named(book, plan_ix, matter))));
    blocks.extend(mistakes(book, matter.title).map(|said| paragraph(&said)));
    blocks
}

/// The sections in charge with what is known of each, or what is said where there are none.
fn in_charge(
    book: &Book,
    plan_ix: usize,
    (matter, none): (&Matter<'_>, &str),
    here: &SitePath,
) -> Vec<Block> {
    let plan = book.plan(plan_ix);
    let (list, printed) = (matter.departments, matter.departments_printed);
    let about = [("city", &*plan.municipality), ("this", matter.this)];
    if list.is_empty() && printed.is_empty() {
        let said = book.fill("contact-city", &about) + none;
        return vec![paragraph(&Inline::text(&said))];
    }
    let names = departments(book, plan_ix, (list, printed), here);
    let mut said = Inline::text(&book.fill("contact-before", &about));
    said.push(&names);
    said.push(&Inline::text(book.say("contact-after")));
    let known = list.iter().map(|ix| &plan.departments[*ix]);
    let ways: Vec<_> = known
        .filter(|section| !section.phone.is_empty() || !section.contact.is_empty())
        .map(|section| fact(&section.name, way(book, section)))
        .collect();
    if ways.is_empty() {
        said.push(&Inline::text(book.say("contact-none")));
        return vec![paragraph(&said)];
    }
    vec![paragraph(&said), Block::Facts { items: ways }]
}

/// How to name it to somebody who has the document and not this page.
fn named(book: &Book, plan_ix: usize, matter: &Matter<'_>) -> String {
    let plan = book.plan(plan_ix);
    let source = matter
        .source
        .map_or_else(|| plan.short.clone(), |own| book.source_page(plan, own));
    let title = group::join(&[matter.number, matter.title]);
    book.fill("contact-name", &[("title", &title), ("source", &source)])
}

/// Whom to tell of a wrong figure, where the site says how.
fn mistakes(book: &Book, title: &str) -> Option<Inline> {
    let contact = &book.site.info.contact;
    let mut ways = Vec::new();
    if !contact.phone.is_empty() {
        ways.push(Inline::scheme("tel:", &contact.phone));
    }
    if !contact.email.is_empty() {
        let subject = book.fill("contact-subject", &[("title", title)]);
        ways.push(Inline::mail(&contact.email, &subject));
    }
    if !contact.url.is_empty() {
        ways.push(Inline::outside(book.say("contact-form"), &contact.url));
    }
    if ways.is_empty() {
        return None;
    }
    let mut said = Inline::text(book.say("contact-mistake"));
    for (at, way) in ways.iter().enumerate() {
        if at > 0 {
            said.push(&Inline::text(book.say("list-separator")));
        }
        said.push(way);
    }
    said.push(&Inline::text(book.say("contact-mistake-end")));
    Some(said)
}

/// The same on the page of a section itself.
pub fn of_section(book: &Book, plan: &Plan, section: &Department) -> Block {
    if section.phone.is_empty() && section.contact.is_empty() {
        let args = [("city", &*plan.municipality), ("name", &*section.name)];
        return paragraph(&Inline::text(&book.fill("contact-section-none", &args)));
    }
    Block::Facts {
        items: vec![fact(&section.name, way(book, section))],
    }
}

fn way(book: &Book, section: &Department) -> Inline {
    let mut said = Inline::default();
    if !section.phone.is_empty() {
        said.push(&Inline::text(book.say("contact-phone")));
        said.push(&Inline::text(" "));
        said.push(&Inline::phone(&section.phone));
    }
    if !section.phone.is_empty() && !section.contact.is_empty() {
        said.push(&Inline::text("　"));
    }
    said.push(&Inline::text(&section.contact));
    said
}
