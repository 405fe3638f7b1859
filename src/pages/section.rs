//! A section (department): what it is in charge of, and what became of it.

use super::book::{Book, Head, fact};
use super::contact;
use super::datasets::policy_name;
use super::group;
use super::listing;
use super::route::{self, Page};
use super::view::{Block, Inline, LinkItem, Section, View};
use super::wording;
use crate::base::path::SitePath;
use crate::figures::{PlanFigures, Tally};
use crate::model::{Department, DepartmentIx, Example, Plan, Policy, PolicyIx, Project};

pub fn view(book: &Book, plan_ix: usize, section_ix: DepartmentIx) -> View {
    let plan = book.plan(plan_ix);
    let department = &plan.departments[section_ix];
    let page = Page::Section(plan_ix, section_ix);
    let here = book.address(&page);
    let tally = &book.plan_figures(plan_ix).departments[section_ix];
    let twin = twin(plan, book.plan_figures(plan_ix), department, tally);
    let mut frame = book.frame(Head {
        page: &page,
        kind: "section",
        heading: department.name.clone(),
        kicker: group::join(&[&plan.short, &department.office]),
        summary: summary(book, plan_ix, section_ix) + &named(book, plan_ix),
        above: vec![(plan.short.clone(), book.address(&Page::Plan(plan_ix)))],
    });
    let mut sections = Vec::new();
    if let Some(policy) = twin {
        // One list, one page: the other says where it is.
        let to = route::policy(plan, policy);
        let base = book.site.info.base_url.as_ref();
        frame.canonical = base.map(|base| format!("{base}{to}"));
        let title = &plan.policies[policy].title;
        sections.push(Section {
            id: "projects".to_owned(),
            heading: book.say("projects-heading").to_owned(),
            blocks: vec![Block::Links {
                items: vec![LinkItem {
                    label: book.fill("twin-policy", &[("title", title)]),
                    href: here.link_to(&to),
                    note: book.say("twin-note").to_owned(),
                }],
            }],
        });
    } else {
        sections.extend(listing::by_outcome(book, plan_ix, tally, &here));
        sections.extend(policies_of(book, plan_ix, section_ix, &here));
        sections.extend(examples_of(book, plan_ix, section_ix, &here));
        sections.extend(group::judged(book, plan_ix, tally, &here));
        sections.extend(group::years(book, plan_ix, tally));
    }
    sections.push(Section {
        id: "contact".to_owned(),
        heading: book.say("project-contact").to_owned(),
        blocks: vec![contact::of_section(book, plan, department)],
    });
    sections.extend(other_names(book, department));
    wording::explain_words(book, &mut sections);
    View {
        frame,
        glance: if plan.projects.is_empty() {
            Vec::new()
        } else {
            group::glance(book, plan_ix, tally)
        },
        chips: Vec::new(),
        sections,
    }
}

/// What the section is in charge of: projects, else policies. The indicators of a policy that several
/// sections share are not those of one of them.
pub fn summary(book: &Book, plan_ix: usize, section_ix: DepartmentIx) -> String {
    let plan = book.plan(plan_ix);
    let tally = &book.plan_figures(plan_ix).departments[section_ix];
    if !tally.projects.is_empty() {
        return group::answer(book, plan_ix, "answer-section", tally);
    }
    let own = |policy: &&Policy| policy.departments.contains(&section_ix);
    let mut policies = plan.policies.iter().filter(own);
    let Some(first) = policies.next() else {
        let count = examples(plan, section_ix).count().to_string();
        return match &*count {
            "0" => book.say("section-answer-none").to_owned(),
            _ => book.fill("section-answer-examples", &[("count", &count)]),
        };
    };
    let level = plan.level_name(first.depth).unwrap_or(book.say("policy"));
    let policies = (1 + policies.count()).to_string();
    let indicators = tally.own_indicators.to_string();
    let args = [
        ("level", level),
        ("policies", &*policies),
        ("indicators", &*indicators),
    ];
    let mut said = book.fill("section-answer-policies", &args);
    if tally.own_indicators > 0 {
        said.push_str(&book.fill("section-answer-indicators", &args));
    }
    said
}

/// Of how many projects the document names a section, where that is not all of them: 「5事業を受け持ちます。」
/// would be taken for all that the section does.
fn named(book: &Book, plan_ix: usize) -> String {
    let projects = &book.plan(plan_ix).projects;
    let is_named =
        |one: &Project| !one.departments.is_empty() || !one.departments_printed.is_empty();
    let named = projects.iter().filter(|one| is_named(one)).count();
    if named == 0 || named == projects.len() {
        return String::new();
    }
    let args = [
        ("named", &*named.to_string()),
        ("count", &*projects.len().to_string()),
    ];
    book.fill("answer-section-named", &args)
}

/// What else the plan tells of under the section's name, and under which policy.
pub fn examples(
    plan: &Plan,
    section_ix: DepartmentIx,
) -> impl Iterator<Item = (PolicyIx, &Example)> {
    let name = &plan.departments[section_ix].name;
    let all = plan.policies.iter().enumerate();
    let all = all.flat_map(|(ix, policy)| policy.examples.iter().map(move |one| (ix, one)));
    all.filter(move |(_, example)| {
        let mut names = example.department.split(['、', '・']);
        example.relisted_from.is_none()
            && names.any(|printed| printed.trim_end_matches('等') == name)
    })
}

/// Whether the plan puts the section in charge of something.
pub fn is_in_charge(book: &Book, plan_ix: usize, section_ix: DepartmentIx) -> bool {
    let tally = &book.plan_figures(plan_ix).departments[section_ix];
    let mut policies = book.plan(plan_ix).policies.iter();
    !tally.projects.is_empty()
        || tally.own_indicators > 0
        || policies.any(|policy| policy.departments.contains(&section_ix))
}

fn examples_of(
    book: &Book,
    plan_ix: usize,
    section_ix: DepartmentIx,
    here: &SitePath,
) -> Option<Section> {
    let plan = book.plan(plan_ix);
    let items: Vec<Inline> = examples(plan, section_ix)
        .map(|(policy, example)| {
            let policy = (
                policy_name(&plan.policies[policy]),
                route::policy(plan, policy),
            );
            let mut said = Inline::text(&example.text);
            said.push(&Inline::text(book.say("bracket-open")));
            said.push(&Inline::link(&policy.0, &here.link_to(&policy.1)));
            said.push(&Inline::text(book.say("bracket-close")));
            said
        })
        .collect();
    (!items.is_empty()).then(|| Section {
        id: "examples".to_owned(),
        heading: book.say("policy-examples").to_owned(),
        blocks: vec![Block::List { items }],
    })
}

/// The node of the tree that is this section: of the same name, with the same projects.
fn twin(
    plan: &Plan,
    figures: &PlanFigures,
    department: &Department,
    tally: &Tally,
) -> Option<PolicyIx> {
    let is_twin = |ix: &PolicyIx| {
        plan.policies[*ix].title == department.name
            && !tally.projects.is_empty()
            && figures.policies[*ix].projects == tally.projects
    };
    (0..plan.policies.len()).find(is_twin)
}

/// The policies that a section is in charge of itself.
fn policies_of(
    book: &Book,
    plan_ix: usize,
    section_ix: DepartmentIx,
    here: &SitePath,
) -> Option<Section> {
    let plan = book.plan(plan_ix);
    let all = plan.policies.iter().enumerate();
    let items: Vec<LinkItem> = all
        .filter(|(_, policy)| policy.departments.contains(&section_ix))
        .map(|(ix, policy)| LinkItem {
            label: policy_name(policy),
            href: here.link_to(&route::policy(plan, ix)),
            note: policy.departments_printed.clone(),
        })
        .collect();
    (!items.is_empty()).then(|| Section {
        id: "policies".to_owned(),
        heading: book.say("section-policies").to_owned(),
        blocks: vec![Block::Links { items }],
    })
}

/// Other names of a section, and the years in which it bore this one.
fn other_names(book: &Book, department: &Department) -> Option<Section> {
    let mut items = Vec::new();
    if !department.aliases.is_empty() {
        let names = department.aliases.join(book.say("list-separator"));
        items.push(fact(book.say("department-aliases"), Inline::text(&names)));
    }
    for (key, year) in [
        ("department-from", department.valid.0),
        ("department-to", department.valid.1),
    ] {
        if let Some(year) = year {
            items.push(fact(book.say(key), Inline::text(&book.year(year))));
        }
    }
    (!items.is_empty()).then(|| Section {
        id: "names".to_owned(),
        heading: book.say("department-names").to_owned(),
        blocks: vec![Block::Facts { items }],
    })
}
