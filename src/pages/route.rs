//! The address of every page. No other file knows how addresses are made.
//!
//! Addresses are made of ids only, so a new title or a new order moves no page; all of them end in a
//! file name, because a site opened from a stick or an old server has no index of folders.

use crate::base::path::SitePath;
use crate::model::lineage;
use crate::model::{DepartmentIx, FiscalYear, Plan, PolicyIx, Project, Site};

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page {
    Home,
    Plan(usize),
    Policy(usize, PolicyIx),
    Section(usize, DepartmentIx),
    Project(usize, usize),
    /// All projects of a plan by its tree, in parts of [`LINES_PER_PAGE`].
    Projects(usize, usize),
    /// All projects of a plan by the sound of their titles, in parts likewise.
    Kana(usize, usize),
    /// The projects of a plan by the marks that its document gives them, in parts likewise.
    Tags(usize, usize),
    /// What a plan says of one of its years, in parts likewise.
    Year(usize, FiscalYear, usize),
    /// All projects of all plans by the sound of their titles, in parts likewise.
    AllKana(usize),
    /// The list of all indicators, in parts of [`ROWS_PER_PAGE`] rows.
    Indicators(usize, usize),
    /// The table of all money, in parts likewise.
    Money(usize, usize),
    /// What is uncertain, what the audit found, how figures are computed.
    Findings(usize),
    /// How projects stand: reached, missed, without a verdict; in parts.
    Status(usize, usize),
    /// The list of a plan's further tables.
    Tables(usize),
    /// One of them, in parts likewise.
    Table(usize, usize, usize),
    Glossary(usize),
    /// What became of the projects of the plan before, in parts likewise.
    Lineage(usize, usize),
    /// One project of the plan before.
    Former(usize, usize),
    /// Everything that was changed after it was published.
    Corrections,
    /// The aim, the test report and its sample.
    Accessibility,
    Search,
    Free(SitePath),
    /// What became of a page that is no more.
    Gone(SitePath),
    NotFound,
    /// What is still to be done; in a preview only.
    Todo,
    /// Which pages differ from what is published; in a preview only.
    Review,
    /// What differs on the page at this address.
    Reviewed(SitePath),
}

/// A table longer than this is hard to use and slow to load on a phone.
pub const ROWS_PER_PAGE: usize = 200;

/// Lines are short and most of them plain links, so that a part holds more than one of a table.
pub const LINES_PER_PAGE: usize = 500;

/// How many parts a table with so many rows has; an empty one is still a page.
pub fn parts(rows: usize) -> usize {
    parts_of(rows, ROWS_PER_PAGE)
}

/// The same for lists that hold more or less on a page.
pub fn parts_of(rows: usize, per_page: usize) -> usize {
    rows.div_ceil(per_page).max(1)
}

pub fn address(site: &Site, page: &Page) -> SitePath {
    let plan = |ix: usize| site.plans[ix].id.as_str();
    match page {
        Page::Home => SitePath::new("index.html"),
        Page::Plan(p) => self::plan(&site.plans[*p]),
        Page::Policy(p, ix) => policy(&site.plans[*p], *ix),
        Page::Section(p, ix) => section(&site.plans[*p], *ix),
        Page::Project(p, ix) => project(&site.plans[*p], &site.plans[*p].projects[*ix]),
        Page::Projects(p, part) => part_of(plan(*p), "projects", *part),
        Page::Kana(p, part) => part_of(plan(*p), "kana", *part),
        Page::Tags(p, part) => part_of(plan(*p), "tags", *part),
        Page::Year(p, year, part) => {
            let name = format!("year-{}", year.western());
            part_of(plan(*p), &name, *part)
        }
        Page::AllKana(part) => SitePath::new(part_name("kana", *part)),
        Page::Indicators(p, part) => part_of(plan(*p), "indicators", *part),
        Page::Money(p, part) => part_of(plan(*p), "money", *part),
        Page::Status(p, part) => part_of(plan(*p), "status", *part),
        Page::Findings(p) => SitePath::new(format!("{}/findings.html", plan(*p))),
        Page::Tables(p) => SitePath::new(format!("{}/tables/index.html", plan(*p))),
        Page::Table(p, ix, part) => table(&site.plans[*p], *ix, *part),
        Page::Glossary(p) => SitePath::new(format!("{}/glossary.html", plan(*p))),
        Page::Lineage(p, part) => part_of(plan(*p), "lineage", *part),
        Page::Former(p, ix) => former(&site.plans[*p], *ix),
        Page::Free(address) | Page::Gone(address) => address.clone(),
        Page::Corrections => SitePath::new("corrections.html"),
        Page::Accessibility => SitePath::new("accessibility.html"),
        Page::Search => SitePath::new("search.html"),
        Page::NotFound => SitePath::new("404.html"),
        // Below a folder that no release can have.
        Page::Todo => SitePath::new("__mieruka/todo.html"),
        Page::Review => SitePath::new("__mieruka/review.html"),
        Page::Reviewed(address) => SitePath::new(format!("__mieruka/review/{address}")),
    }
}

pub fn plan(plan: &Plan) -> SitePath {
    SitePath::new(format!("{}/index.html", plan.id))
}

pub fn policy(plan: &Plan, ix: PolicyIx) -> SitePath {
    SitePath::new(format!(
        "{}/policies/{}.html",
        plan.id, plan.policies[ix].id
    ))
}

pub fn section(plan: &Plan, ix: DepartmentIx) -> SitePath {
    SitePath::new(format!(
        "{}/sections/{}.html",
        plan.id, plan.departments[ix].id
    ))
}

pub fn project(plan: &Plan, project: &Project) -> SitePath {
    let (plan, id) = (plan.id.as_str(), project.id.as_str());
    SitePath::new([plan, "/projects/", id, ".html"].concat())
}

/// A part of a further table.
pub fn table(plan: &Plan, ix: usize, part: usize) -> SitePath {
    part_of(
        &format!("{}/tables", plan.id),
        plan.datasets[ix].id.as_str(),
        part,
    )
}

/// The file of a further table, whole.
pub fn table_file(plan: &Plan, ix: usize) -> SitePath {
    table(plan, ix, 0).with_extension("csv")
}

/// Whether a page is a list or a table that is made from the data alone.
pub fn is_overview(address: &str) -> bool {
    const NAMES: [&str; 9] = [
        "projects",
        "kana",
        "tags",
        "year",
        "indicators",
        "money",
        "status",
        "lineage",
        "accessibility",
    ];
    let (folder, name) = address.rsplit_once('/').unwrap_or(("", address));
    let name = name.strip_suffix(".html").unwrap_or(name);
    // Later parts bear a number, and so do years.
    let stem = name.trim_end_matches(|c: char| c == '-' || c.is_ascii_digit());
    !folder.contains('/') && NAMES.contains(&stem)
}

/// The file of all values of a plan.
pub fn values_file(plan: &Plan) -> SitePath {
    SitePath::new(format!("{}/values.csv", plan.id))
}

/// A project of the plan before. One that repeats another has no page of its own: it leads there.
pub fn former(plan: &Plan, ix: usize) -> SitePath {
    let id = &plan.former[lineage::original(&plan.former, ix)].id;
    SitePath::new(format!("{}/former/{id}.html", plan.id))
}

/// Where a file of the theme lies once it is published.
pub fn asset(name: &str) -> SitePath {
    SitePath::new(format!("assets/{name}"))
}

fn part_of(plan: &str, name: &str, part: usize) -> SitePath {
    SitePath::new(format!("{plan}/{}", part_name(name, part)))
}

fn part_name(name: &str, part: usize) -> String {
    match part {
        0 => format!("{name}.html"),
        part => format!("{name}-{}.html", part + 1),
    }
}
