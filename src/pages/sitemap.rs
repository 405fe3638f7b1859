//! The list of all pages for search engines. It needs absolute addresses, so it is made only where the
//! site knows where it will lie.

use super::editions::{in_edition, is_in_both};
use super::{Book, Page};
use crate::base::path::SitePath;
use crate::base::words::Lang;

/// The protocol allows so many addresses in one file.
const PER_FILE: usize = 50_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const LINKS: &str = "http://www.w3.org/1999/xhtml";

/// `sitemap.xml`, and further files where one cannot hold all.
pub fn files(book: &Book, pages: &[Page]) -> Vec<(SitePath, Vec<u8>)> {
    let base = book.site.info.base_url.as_deref();
    let Some(base) = base.filter(|_| !book.is_preview()) else {
        return Vec::new();
    };
    let day = book.site.info.as_of.iso();
    let listed = pages
        .iter()
        .filter(|page| !matches!(page, Page::NotFound | Page::Gone(_)));
    let both = book.other_lang().is_some();
    let entries: Vec<Entry> = listed
        .flat_map(|page| {
            let address = book.address(page);
            if !(both && is_in_both(page)) {
                return vec![Entry {
                    address,
                    editions: Vec::new(),
                }];
            }
            let editions = Lang::ALL.map(|lang| (lang, in_edition(&address, lang)));
            let each = editions.iter().map(|(_, address)| Entry {
                address: address.clone(),
                editions: editions.to_vec(),
            });
            each.collect()
        })
        .collect();
    let parts: Vec<&[Entry]> = entries.chunks(PER_FILE).collect();
    let list = |part: &[Entry]| written("urlset", "url", base, part, &day);
    if let [all] = parts[..] {
        return vec![(SitePath::new("sitemap.xml"), list(all))];
    }
    let names = (1..=parts.len()).map(|number| SitePath::new(format!("sitemap-{number}.xml")));
    let names: Vec<SitePath> = names.collect();
    let lists = names.iter().map(|address| Entry {
        address: address.clone(),
        editions: Vec::new(),
    });
    let lists: Vec<Entry> = lists.collect();
    let index = written("sitemapindex", "sitemap", base, &lists, &day);
    let mut files = vec![(SitePath::new("sitemap.xml"), index)];
    files.extend(names.into_iter().zip(parts.into_iter().map(list)));
    files
}

/// An address with those of the same page in every language, where there are several.
struct Entry {
    address: SitePath,
    editions: Vec<(Lang, SitePath)>,
}

fn written(list: &str, entry: &str, base: &str, entries: &[Entry], day: &str) -> Vec<u8> {
    let base = base.replace('&', "&amp;");
    let has_editions = entries.iter().any(|entry| !entry.editions.is_empty());
    let links = match has_editions {
        true => format!(" xmlns:xhtml=\"{LINKS}\""),
        false => String::new(),
    };
    let mut out = format!("{HEAD}<{list} xmlns=\"{SPACE}\"{links}>\n");
    for Entry { address, editions } in entries {
        out.push_str(&format!(
            "<{entry}><loc>{base}{address}</loc><lastmod>{day}</lastmod>"
        ));
        for (lang, address) in editions {
            out.push_str(&format!(
                "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{base}{address}\"/>"
            ));
        }
        out.push_str(&format!("</{entry}>\n"));
    }
    out.push_str(&format!("</{list}>\n"));
    out.into_bytes()
}
