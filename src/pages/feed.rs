//! A feed: what is new, for programs that tell their readers. Atom, RFC 4287.

use sha2::{Digest, Sha256};

use crate::base::era::Date;
use crate::base::markup::Markup;
use crate::model::SiteInfo;

/// One thing to be told.
pub struct Entry {
    /// What it is about and what changed of it: the same as long as it is the same entry, however its words
    /// are mended.
    pub key: String,
    pub title: String,
    pub text: String,
    /// Where it is told at length, from the top of the site.
    pub address: String,
    pub day: Date,
}

/// The feed of these entries, newest first. Links are absolute where the site knows where it will lie.
pub fn atom(info: &SiteInfo, title: &str, entries: &[Entry]) -> Vec<u8> {
    let base = info.base_url.as_deref().unwrap_or_default();
    let updated = entries.first().map_or(info.as_of, |entry| entry.day);
    // Titles are mended; who tells, and where, is not.
    let own = name(&[&info.owner, base, "corrections"]);
    let mut out = Markup::new();
    out.lit("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.lit("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
        .text(info.lang.code())
        .lit("\">\n");
    element(&mut out, "title", &format!("{title}｜{}", info.title));
    element(&mut out, "id", &own);
    element(&mut out, "updated", &moment(updated));
    out.lit("<author>");
    element(&mut out, "name", &info.owner);
    out.lit("</author>\n<link rel=\"alternate\" type=\"text/html\" href=\"")
        .text(base)
        .lit("corrections.html\"/>\n");
    // Where the site does not know its place, this is resolved against the address it was loaded from: itself.
    out.lit("<link rel=\"self\" type=\"application/atom+xml\" href=\"")
        .text(base)
        .lit("corrections.xml\"/>\n");
    for entry in entries {
        let day = entry.day.iso();
        out.lit("<entry>\n");
        element(&mut out, "title", &entry.title);
        element(&mut out, "id", &name(&[&info.owner, &day, &entry.key]));
        element(&mut out, "updated", &moment(entry.day));
        out.lit("<link rel=\"alternate\" type=\"text/html\" href=\"")
            .text(base)
            .text(&entry.address)
            .lit("\"/>\n");
        element(&mut out, "summary", &entry.text);
        out.lit("</entry>\n");
    }
    out.lit("</feed>\n");
    out.as_str().as_bytes().to_vec()
}

fn element(out: &mut Markup, name: &'static str, text: &str) {
    out.lit("<").lit(name).lit(">").text(text);
    out.lit("</").lit(name).lit(">\n");
}

/// Data name days; a feed wants moments. The day begins in Japan.
fn moment(day: Date) -> String {
    format!("{}T00:00:00+09:00", day.iso())
}

/// A name for ever, wherever the site lies: made from what it names, so that the same thing keeps it.
fn name(parts: &[&str]) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Sha256::digest(parts.join("\n"))[..16]);
    // RFC 9562: version 8, whose bits are ours.
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut said = String::from("urn:uuid:");
    for (at, byte) in bytes.iter().enumerate() {
        if [4, 6, 8, 10].contains(&at) {
            said.push('-');
        }
        said.push_str(&format!("{byte:02x}"));
    }
    said
}
