//! mieruka (見える化) turns a municipality's plan data into a static site that citizens can check.
//!
//! This page is the architecture. The whole program is one line,
//!
//! ```text
//! world → sources → model → figures → audit → pages → render → publish
//! ```
//!
//! and [`pipeline`] is that line written out. Every arrow is a plain function from values to values; one
//! type passes from each stage to the next; no object lives through all of them.
//!
//! # The rooms, from low to high
//!
//! A room imports only from rooms of a lower layer, never sideways and never up. `tests/it/tidy.rs` reads
//! every file and fails on an import that does not.
//!
//! | layer | room | holds | never |
//! |---|---|---|---|
//! | 0 | [`base`] | places, messages, paths, escaped text, exact numbers, eras | anything of ours |
//! | 1 | [`world`] | the one door to disk, clock, environment and signals | |
//! | 1 | [`chart`] | numbers and labels in, markup out; every chart yields its table and sentence | words such as "budget" |
//! | 1 | [`search`] | documents in, the files of a search index out | words such as "policy" |
//! | 2 | [`model`] | what a plan is, checked; invariants in constructors | serde, HTML, paths of pages |
//! | 3 | [`sources`] | bytes → model, all problems gathered | figures that are not in the inputs |
//! | 4 | [`figures`] | every derived figure, with its formula | reading, formatting |
//! | 5 | [`audit`] | a table of rules, one file a rule | changing what it looks at |
//! | 6 | [`pages`] | which pages exist, where, and what each says | Tera, disk |
//! | 7 | [`render`] | view + theme → HTML and Markdown | knowing what a plan is |
//! | 7 | [`compare`] | two releases in, what differs out; one writer for each form | disk, judging a change |
//! | 8 | [`publish`] | minify, links, manifest, replacing the folder whole | rendering |
//! | 9 | [`pipeline`] | the order of the stages, their timings | printing, arguments |
//! | 10 | [`preview`] | the local server, the watcher | a second way of rendering |
//! | 11 | [`cli`] | one file a command; the only room that prints | logic worth a unit test |
//!
//! # Invariants
//!
//! 1. Disk, clock and environment are touched in [`world`] (to read), in [`publish`] (to write the
//!    published folder) and, for a socket, in [`preview`]. The build date is an input.
//! 2. Same inputs, same bytes: no hash-ordered iteration, no counters, no random, no absolute path, no
//!    machine name in the output.
//! 3. A build replaces the output folder whole or leaves it as it was.
//! 4. Wrong data is a [`Diagnostic`](base::diag::Diagnostic) with a place and a cure, never a panic,
//!    never a dropped row. All of them are reported in one run.
//! 5. Blank, zero, not measured, undecided, redacted and lost are different values from source to page.
//!    Nothing fills one in.
//! 6. [`render`] has no domain knowledge, [`model`] no display knowledge.
//! 7. Nothing in the published folder is loaded from another host; nothing needs JavaScript to be read.
//! 8. Pages are independent of one another: they are rendered in parallel and handed to a sink one by one,
//!    so memory grows with the plans, not with the pages; [`preview`] renders only the page that is asked
//!    for.
//!
//! # Where do I …?
//!
//! | to add | touch |
//! |---|---|
//! | a project | one file in `seeds/<plan>/projects/`, and its row in `index.csv` where the plan has that table |
//! | what a policy says, its own targets, a roadmap | one file in `seeds/<plan>/policies/` |
//! | a table of any kind | a CSV and its description in `seeds/<plan>/tables/` |
//! | a chart to a page | a fenced block in `content/<plan>/<project>.md` |
//! | a kind of chart | one file in `src/chart/` |
//! | an audit rule | one file in `src/audit/rules/`, one line in its table, its words, its fixture |
//! | words of staff that must not be published | `src/sources/leaks/staff-notes.txt`, `surnames.txt` |
//! | a page kind | one file in `src/pages/`, one variant in `src/pages/route.rs`, one template |
//! | what the search finds, and how results are narrowed down | `src/pages/search.rs` |
//! | other words for what people type into the search | `content/synonyms.csv`, read in `src/sources/synonyms.rs` |
//! | spellings that the search takes for the same | `src/base/fold.rs`, and examples in `tests/browser/fold-vectors.json` |
//! | something that can be held back from the public | its `hold` in `src/model/`, and what goes with it in `src/sources/withhold.rs` |
//! | what was changed after publication | `seeds/<plan>/corrections.yaml`; `src/pages/corrections.rs` |
//! | an edition that is kept beside the next one | `mieruka freeze`: `src/sources/freeze.rs`, `editions.rs`; `src/pages/older.rs` |
//! | what became of a page that was published once | `content/addresses.csv`; `src/pages/gone.rs` |
//! | a column to the file of all values | `src/pages/values/row.rs`; `src/compare/values.rs` reads it |
//! | what a new edition is held against | `src/compare/editions.rs` |
//! | a setting of the whole site that an approver has to see | `src/compare/settings.rs` |
//! | why a figure changes, for those who approve it | `content/changes.yaml`; `src/sources/changes.rs` |
//! | a form in which a comparison is read | one file in `src/compare/`, one name in `src/cli/diff.rs` |
//! | how a page is shown before and after in a preview | `src/compare/review.rs`; `src/pages/review.rs` |
//! | a colour | one line in `themes/default/theme.toml` |
//! | what things are called in English | the key `en:` beside their title; `src/model/names.rs` |
//! | a sentence | one line in `src/base/words/ja` and in `en`; for one site only, `words:` in its `content/mieruka.yaml` |
//! | a key of the plan format | `src/sources/record.rs`, its reader in `resolve/`, its field in `src/model/` |
//!
//! # Why is it so?
//!
//! - **YAML is parsed into a tree of texts, and a small serde deserialiser reads records from it.** A
//!   typed parser stops at the first error and guesses types; a clerk wants all errors at once, and
//!   `0123` is not 83. Errors are collected while placeholders go on, which is safe because any error
//!   stops the build.
//! - **Views are built from a small vocabulary of blocks** ([`pages::view`](mod@pages::view)) rather than one struct a
//!   page kind: the same view is written as HTML and as Markdown, and a theme needs one component a
//!   block. Rejected: templates that know the model.
//! - **A judgement that a document prints is a value of the model**, one that we compute is a figure; they
//!   stand side by side and the audit holds one against the other. Rejected: computing where the document
//!   judges, which would hide that the two differ.
//! - **An indicator whose definition changes is two indicators** of which one continues the other, so no
//!   chart can draw a line across the change.
//! - **Projects of an earlier plan are rows of one CSV**, each with what became of it: people compare them
//!   row by row with the printed list. Rejected: a file each, and a second plan beside the first.
//! - **Tables and charts are made in Rust**, not in templates: they are the same everywhere, must never
//!   lose a cell, and are four fifths of every page's bytes.
//! - **Templates are minified once, when the theme is loaded**, and tables and charts are written
//!   without white space; finished pages are not minified again. It gives the same bytes within a few
//!   per cent and costs nothing per page.
//! - **`Markup` serialises as bytes**, and the theme's `html` filter refuses strings: what a file said
//!   cannot become a tag, even by a mistake in a template. Rejected: Tera's `safe`.
//! - **An unchanged build is recognised by its inputs**, then every published file is compared with the
//!   manifest. Rejected: a cache of pages, which would be a second truth.
//! - **Two releases are compared by what they publish**: the file of all values, the Markdown, the list of
//!   files. What is online can be compared, too, and a new theme changes no figure. Rejected: a comparison of
//!   HTML, and of sources, which says nothing of what was published from them.
//! - **An approval stands beside the release, not in it**, and so do the reasons for changes: the hash that was
//!   approved is the hash that is published.
//! - **The search has an index of its own**: the places of every pair of characters. It finds any two
//!   characters and more, without a list of words, from a disk and under a strict policy. Rejected:
//!   pagefind, which needs a server, folds neither width nor kana, and loads two to three times as much
//!   for a first search (208 to 222 KB against less than 100 KB).
//! - **What is held back is taken out of the model before anything is derived from it**, so that no page, sum
//!   or index can forget to ask: a release with drafts is the one without them, but for sentences about a
//!   whole, which wait until all of it is public. Rejected: a flag that every view has to look at, and a scan
//!   of the finished files alone.
//! - **The English edition is a second [`Book`](pages::Book)** of the same data under other titles, made by the
//!   same pages. Links are relative, so both link alike. What is Japanese on an English page is marked on
//!   the finished page, by its letters, so that no page kind can forget it. Rejected: texts that carry
//!   their language through all rooms.
//! - **Pages name their title and summary for those who link to them, but no picture.** A picture of text
//!   would have to be a bitmap with a Japanese font in the program and an absolute address, for a card
//!   that repeats the title. Rejected: one picture for all pages, which says nothing about any of them.
//! - **The site's settings lie in `content/mieruka.yaml`**: they are words about the site, not plan data,
//!   and the top level of the repository is fixed.
#![forbid(unsafe_code)]

pub mod audit;
pub mod base;
pub mod chart;
pub mod cli;
pub mod compare;
pub mod figures;
pub mod model;
pub mod pages;
pub mod pipeline;
pub mod preview;
pub mod publish;
pub mod render;
pub mod search;
pub mod sources;
pub mod world;
