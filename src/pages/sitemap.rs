//! The list of all pages for search engines. It needs absolute addresses, so it is made only where the
//! site knows where it will lie.

use super::{Book, Page};
use crate::base::path::SitePath;

/// The protocol allows so many addresses in one file.
const PER_FILE: usize = 50_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// `sitemap.xml`, and further files where one cannot hold all.
pub fn files(book: &Book, pages: &[Page]) -> Vec<(SitePath, Vec<u8>)> {
    let Some(base) = book.site.info.base_url.as_deref() else {
        return Vec::new();
    };
    let day = book.site.info.as_of.iso();
    let listed = pages.iter().filter(|page| **page != Page::NotFound);
    let addresses: Vec<SitePath> = listed.map(|page| book.address(page)).collect();
    let parts: Vec<&[SitePath]> = addresses.chunks(PER_FILE).collect();
    let list = |part: &[SitePath]| entries("urlset", "url", base, part, &day);
    if let [all] = parts[..] {
        return vec![(SitePath::new("sitemap.xml"), list(all))];
    }
    let names = (1..=parts.len()).map(|number| SitePath::new(format!("sitemap-{number}.xml")));
    let names: Vec<SitePath> = names.collect();
    let index = entries("sitemapindex", "sitemap", base, &names, &day);
    let mut files = vec![(SitePath::new("sitemap.xml"), index)];
    files.extend(names.into_iter().zip(parts.into_iter().map(list)));
    files
}

fn entries(list: &str, entry: &str, base: &str, addresses: &[SitePath], day: &str) -> Vec<u8> {
    let base = base.replace('&', "&amp;");
    let mut out = format!("{HEAD}<{list} xmlns=\"{SPACE}\">\n");
    for address in addresses {
        let line =
            format!("<{entry}><loc>{base}{address}</loc><lastmod>{day}</lastmod></{entry}>\n");
        out.push_str(&line);
    }
    out.push_str(&format!("</{list}>\n"));
    out.into_bytes()
}
