//! `mieruka verify`: whether a folder is the site that was built, byte for byte.

use std::path::Path;

use super::Ending;
use super::approved::{ARCHIVE, Approvals, USUAL};
use super::arguments::PUBLIC;
use super::build::complain;
use super::terminal::Terminal;
use crate::base::diag::{counted, listed};
use crate::base::text::visible;
use crate::model::Purpose;
use crate::pipeline::BuildError;
use crate::publish::{Verification, verify};

/// So many files of a kind are named; who has more to mend uploads everything again.
const NAMED: usize = 50;
/// The length of a hash, and how much of one is enough to know it by.
const HASH: usize = 64;
const ENOUGH: usize = 12;

/// `approved` is the hash that the folder must have, where somebody gave it.
pub fn run(folder: &Path, approved: Option<&str>, terminal: &Terminal) -> Ending {
    if folder.as_os_str() == PUBLIC && !folder.exists() {
        // Nothing is said of a site from a folder inside it.
        if super::open_site(Path::new("."), terminal).is_none() {
            return Ending::Failed;
        }
        terminal.complain(&terminal.fill("verify-first", &[]));
        return Ending::Failed;
    }
    if !super::is_there(folder, terminal) {
        return Ending::Failed;
    }
    let approved = match approved.map(|hash| read_hash(hash, terminal)).transpose() {
        Ok(approved) => approved,
        Err(ending) => return ending,
    };
    let shown = visible(&folder.to_string_lossy());
    let found = match verify(folder) {
        Ok(found) => found,
        Err(error) => {
            complain(&BuildError::Publish(error), terminal);
            return Ending::Failed;
        }
    };
    let approvals = match approvals(folder, terminal) {
        Ok(approvals) => approvals,
        Err(ending) => return ending,
    };
    let Some(found) = found else {
        terminal.complain(&terminal.fill("verify-no-list", &[("folder", &shown)]));
        return Ending::DataErrors;
    };
    let mut lines = complaints(&found, approved.as_deref(), terminal);
    let earlier = earlier(&found, approved.as_deref(), &approvals, terminal);
    if let Some(earlier) = &earlier {
        lines.push(earlier.clone());
    }
    lines.extend(unapproved(
        &found,
        approved.as_deref(),
        &approvals,
        terminal,
    ));
    if lines.is_empty() {
        terminal.say(&as_built(
            &shown,
            &found,
            approved.as_deref(),
            &approvals,
            terminal,
        ));
        return Ending::Done;
    }
    let mut cure = match found.purpose {
        Purpose::Preview => terminal.fill("verify-cure-preview", &[]),
        Purpose::Release => cure(&approvals, terminal),
    };
    let settings = found.foreign.iter().filter(|path| is_setting(path));
    let settings: Vec<&str> = settings.map(String::as_str).collect();
    if !settings.is_empty() {
        let files = visible(&listed(terminal.lang, &settings));
        cure.push('\n');
        cure.push_str(&terminal.fill("verify-settings", &[("files", &files)]));
    }
    if found.is_as_built() && earlier.is_some() {
        cure = terminal.fill(
            "verify-cure-earlier",
            &[("folder", &*shown), ("hash", &*found.hash)],
        );
    }
    if found.is_as_built() && approvals.pends(&found.hash) {
        cure = terminal.fill("verify-unsigned", &[]);
    }
    let lines = lines.join("\n");
    // The list of a folder whose files were altered says nothing of them.
    let hash = if found.is_as_built() {
        "hash"
    } else {
        "listed"
    };
    let args = [
        ("folder", &*shown),
        (hash, &*found.hash),
        ("lines", &*lines),
        ("cure", &*cure),
    ];
    terminal.complain(&terminal.fill("verify-other", &args));
    Ending::DataErrors
}

/// Whether a file tells a server what to do, which those who run it put beside a site.
fn is_setting(path: &str) -> bool {
    const SETTINGS: [&str; 7] = [
        ".htaccess",
        ".htpasswd",
        "web.config",
        ".nojekyll",
        "CNAME",
        "_headers",
        "_redirects",
    ];
    let name = path.rsplit('/').next().unwrap_or(path);
    SETTINGS.contains(&name)
}

/// A hash as somebody typed it: all of it, or enough of its beginning.
fn read_hash(given: &str, terminal: &Terminal) -> Result<String, Ending> {
    let hash = given.trim().trim_end_matches(['…', '.']).to_lowercase();
    let is_hash = hash.len() <= HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let key = match (is_hash, hash.len()) {
        (false, _) => "verify-hash-wrong",
        (true, 0..ENOUGH) => "verify-hash-short",
        (true, _) => return Ok(hash),
    };
    let (found, count) = (visible(given), hash.len().to_string());
    terminal.complain(&terminal.fill(key, &[("found", &*found), ("count", &*count)]));
    Err(Ending::Failed)
}

/// What was approved: recorded in the folder that the user is in, or beside the one that he names.
fn approvals(folder: &Path, terminal: &Terminal) -> Result<Approvals, Ending> {
    let here = Approvals::of_site(Path::new(USUAL), folder, terminal)?;
    match folder.parent() {
        Some(above) if here.last().is_none() => Approvals::open(&above.join(USUAL), terminal),
        _ => Ok(here),
    }
}

/// That the hash which was given is of an earlier approval than that of the site.
fn earlier(
    found: &Verification,
    given: Option<&str>,
    approvals: &Approvals,
    terminal: &Terminal,
) -> Option<String> {
    let given = approvals.beginning(given?)?;
    let own = approvals.of(&found.hash)?;
    let is_last = approvals.last()?.hash == own.hash;
    if !is_last || given.hash == own.hash {
        return None;
    }
    let args = [given, own].map(|approval| Approvals::said(approval, terminal));
    let args = [("older", &*args[0]), ("newer", &*args[1])];
    Some(terminal.fill("verify-earlier", &args))
}

/// That the site is none that was approved, where some are and nobody has named another.
fn unapproved(
    found: &Verification,
    given: Option<&str>,
    approvals: &Approvals,
    terminal: &Terminal,
) -> Option<String> {
    let is_asked = given.is_none() && found.purpose == Purpose::Release;
    let last = approvals.last().filter(|_| is_asked)?;
    if approvals.of(&found.hash).is_some() {
        return None;
    }
    let approval = Approvals::said(last, terminal);
    Some(terminal.fill("verify-unapproved", &[("approval", &approval)]))
}

fn as_built(
    shown: &str,
    found: &Verification,
    given: Option<&str>,
    approvals: &Approvals,
    terminal: &Terminal,
) -> String {
    let files = counted(terminal.lang, "cli.count.files", found.files);
    let said = |approval| Approvals::said(approval, terminal);
    let (own, last) = (approvals.of(&found.hash).map(said), approvals.last());
    let is_last = last.is_some_and(|last| last.hash == found.hash);
    let last = last.map(said);
    let compared = given.map(str::len).filter(|length| *length < HASH);
    let compared = compared.map(|length| length.to_string());
    let mut args = vec![
        ("folder", shown),
        ("hash", &*found.hash),
        ("files", &*files),
    ];
    if let (Some(own), Some(last)) = (&own, &last) {
        match is_last {
            true => args.push(("approval", own)),
            false => args.extend([("older", &**own), ("newer", &**last)]),
        }
    }
    if last.is_none() && given.is_none() {
        args.push(("is_unknown", ""));
    }
    args.extend(compared.as_deref().map(|length| ("compared", length)));
    terminal.fill("verify-as-built", &args)
}

/// What to do about a folder that is not the site: by what is known of the one that was approved.
fn cure(approvals: &Approvals, terminal: &Terminal) -> String {
    let Some(approval) = approvals.last() else {
        return terminal.fill("verify-cure", &[]);
    };
    let approval = Approvals::said(approval, terminal);
    let Some(site) = approvals.kept() else {
        return terminal.fill("verify-cure-gone", &[("approval", &approval)]);
    };
    let archive = site.with_file_name(ARCHIVE);
    let archive = archive
        .is_file()
        .then(|| visible(&archive.to_string_lossy()));
    let site = visible(&site.to_string_lossy());
    let mut args = vec![("approval", &*approval), ("site", &*site)];
    args.extend(archive.as_deref().map(|archive| ("archive", archive)));
    terminal.fill("verify-cure-approved", &args)
}

pub fn complaints(
    found: &Verification,
    approved: Option<&str>,
    terminal: &Terminal,
) -> Vec<String> {
    let mut lines = Vec::new();
    if found.purpose == Purpose::Preview {
        lines.push(terminal.fill("verify-preview", &[]));
    }
    if let Some(approved) = approved.filter(|approved| !found.hash.starts_with(*approved)) {
        lines.push(terminal.fill("verify-hash", &[("approved", approved)]));
    }
    for (key, names) in [
        ("verify-missing", &found.missing),
        ("verify-altered", &found.altered),
        ("verify-foreign", &found.foreign),
    ] {
        let named = names.iter().take(NAMED);
        lines.extend(named.map(|name| terminal.fill(key, &[("file", &visible(name))])));
        if names.len() > NAMED {
            let count = counted(terminal.lang, "cli.count.files", names.len() - NAMED);
            lines.push(terminal.fill("verify-more", &[("count", &count)]));
        }
    }
    lines
}
