//! The next edition of a plan: its sources copied under a new id, to be written on, and the present one
//! told that it is no more the newest. The present one keeps its address and every page.

use super::record::PlanRecord;
use super::{Inputs, decode, yaml};
use crate::base::diag::Findings;
use crate::base::path::SourcePath;
use crate::model::{Id, Plan};

/// Files that belong to one edition only.
const OWN: [&str; 2] = ["corrections.yaml", "superseded/"];

/// What is to be written.
#[derive(Debug)]
pub struct NextEdition {
    /// Files that are not there yet.
    pub new: Vec<(SourcePath, Vec<u8>)>,
    /// The file of the present edition, with what it says from now on.
    pub present: (SourcePath, Vec<u8>),
}

/// Nothing where the plan's own file names a newer edition already, or cannot be read, which any check has
/// told before. What it says counts, not the model, from which an edition that is a draft is left out.
pub fn next_edition(inputs: &Inputs, plan: &Plan, next: &Id) -> Option<NextEdition> {
    let bytes = inputs.find(plan.file.as_str())?;
    let mut findings = Findings::new();
    let text = decode::decode(bytes, &plan.file, &mut findings)?;
    let record: PlanRecord = yaml::read(&text, &plan.file, &mut findings)?;
    if record.newer.is_some() {
        return None;
    }
    let line = usize::try_from(record.id?.at.line).ok()?;
    let mut new = Vec::new();
    for room in ["seeds", "content"] {
        let folder = format!("{room}/{}", plan.id);
        for (path, bytes) in inputs.below(&folder) {
            let name = path.as_str().strip_prefix(&folder)?.strip_prefix('/')?;
            if OWN.iter().any(|own| name.starts_with(own)) {
                continue;
            }
            let bytes = match *path == plan.file {
                true => begun(&text, line, &plan.id, next).into_bytes(),
                false => bytes.to_vec(),
            };
            new.push((SourcePath::new(format!("{room}/{next}/{name}")), bytes));
        }
    }
    // Without it, what was written so far is a plan that no build takes.
    let own = format!("seeds/{next}/plan.yaml");
    new.sort_by_key(|(path, _)| path.as_str() == own);
    let present = (plan.file.clone(), ended(&text, next).into_bytes());
    Some(NextEdition { new, present })
}

/// The plan's own file under a new id, as a draft.
fn begun(text: &str, line: usize, old: &Id, new: &Id) -> String {
    let end = line_end(text);
    let mut out = String::with_capacity(text.len() + 64);
    for (at, one) in text.split_inclusive('\n').enumerate() {
        // What it said of being a draft is said anew.
        if ["draft:", "publish_at:"]
            .iter()
            .any(|key| one.starts_with(key))
        {
            continue;
        }
        if at + 1 != line {
            out.push_str(one);
            continue;
        }
        let (key, id) = one.split_once(':').unwrap_or(("id", one));
        out.push_str(key);
        out.push(':');
        out.push_str(&id.replacen(old.as_str(), new.as_str(), 1));
        if !one.ends_with('\n') {
            out.push_str(end);
        }
        out.push_str("draft: true");
        out.push_str(end);
    }
    out
}

/// The plan's own file, which says at its end which edition is newer.
fn ended(text: &str, next: &Id) -> String {
    let end = line_end(text);
    let gap = if text.ends_with('\n') { "" } else { end };
    format!("{text}{gap}newer:{end}  plan: {next}{end}")
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
