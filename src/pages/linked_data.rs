//! What a page tells search engines: schema.org as JSON-LD.
//!
//! All of it needs absolute addresses. A site that does not know where it will lie says nothing rather
//! than something wrong.

use serde_json::{Value, json};

use super::book::{Book, Head};
use super::route::{self, Page};
use crate::base::markup::Markup;
use crate::base::path::SitePath;
use crate::model::Plan;

/// Search engines refuse a data set that is described in fewer characters.
const DESCRIBED_FROM: usize = 50;

impl Book {
    pub(super) fn linked_data(&self, head: &Head<'_>, here: &SitePath) -> Option<Markup> {
        let base = self.site.info.base_url.as_deref()?;
        let mut things = Vec::new();
        things.extend(self.breadcrumbs(base, head, here));
        match head.page {
            Page::Plan(plan) => {
                let plan = self.plan(*plan);
                let tables = (0..plan.datasets.len()).map(|ix| route::table_file(plan, ix));
                let files = std::iter::once(route::values_file(plan)).chain(tables);
                things.extend(self.data_set(base, head, plan, files));
            }
            Page::Table(plan, ix, 0) => {
                let plan = self.plan(*plan);
                let file = route::table_file(plan, *ix);
                things.extend(self.data_set(base, head, plan, [file]));
            }
            _ => {}
        }
        let graph = match things.len() {
            0 => return None,
            1 => things.swap_remove(0),
            _ => json!({ "@graph": things }),
        };
        let mut object = match graph {
            Value::Object(object) => object,
            _ => return None,
        };
        object.insert("@context".to_owned(), json!("https://schema.org"));
        let mut markup = Markup::new();
        markup.json(&Value::Object(object));
        Some(markup)
    }

    fn breadcrumbs(&self, base: &str, head: &Head<'_>, here: &SitePath) -> Option<Value> {
        // Home is where every way begins; the others are not to be found.
        if matches!(head.page, Page::Home | Page::NotFound | Page::Gone(_)) {
            return None;
        }
        let home = (self.say("home").to_owned(), self.address(&Page::Home));
        let last = (head.heading.clone(), here.clone());
        let steps = std::iter::once(&home).chain(&head.above).chain([&last]);
        let items: Vec<Value> = steps
            .enumerate()
            .map(|(at, (name, address))| {
                json!({
                    "@type": "ListItem",
                    "position": at + 1,
                    "name": name,
                    "item": format!("{base}{}", self.published(address)),
                })
            })
            .collect();
        Some(json!({ "@type": "BreadcrumbList", "itemListElement": items }))
    }

    /// What a page has to take away: a further table, or all of a plan.
    fn data_set(
        &self,
        base: &str,
        head: &Head<'_>,
        plan: &Plan,
        files: impl IntoIterator<Item = SitePath>,
    ) -> Option<Value> {
        let info = &self.site.info;
        let stop = self.say("full-stop");
        let mut said = vec![&*head.heading, &plan.title, &head.summary, &plan.summary];
        said.retain(|text| !text.is_empty());
        said.dedup();
        let description = said.join(stop);
        if description.chars().count() < DESCRIBED_FROM {
            return None;
        }
        let files = files.into_iter().map(|file| {
            json!({
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": format!("{base}{file}"),
            })
        });
        let mut set = json!({
            "@type": "Dataset",
            "name": head.heading,
            "description": description,
            "inLanguage": info.lang.code(),
            "isAccessibleForFree": true,
            "creator": { "@type": "Organization", "name": info.owner },
            "spatialCoverage": { "@type": "AdministrativeArea", "name": plan.municipality },
            "dateModified": info.as_of.iso(),
            "distribution": files.collect::<Vec<_>>(),
        });
        if let Some((from, to)) = plan.span {
            let days = [from.first_day(), to.last_day()].map(|day| day.iso());
            set["temporalCoverage"] = json!(days.join("/"));
        }
        if info.licence.starts_with("https://") {
            set["license"] = json!(info.licence);
        }
        Some(set)
    }
}
