//! The JSON Schemas of the files that staff write, made from the record types, for editors.

use schemars::{JsonSchema, schema_for};
use serde_json::Value;

use super::record::{
    DatasetRecord, FrontRecord, PlanRecord, PolicySheetRecord, ProjectRecord, SiteRecord,
};

/// The kinds of file that have a schema, by the name the command line knows them by.
pub const KINDS: [&str; 6] = ["plan", "project", "policy", "table", "site", "front"];

/// The schema of one kind of file.
pub fn schema(kind: &str) -> Option<Value> {
    match kind {
        "plan" => Some(of::<PlanRecord>()),
        "project" => Some(of::<ProjectRecord>()),
        "policy" => Some(of::<PolicySheetRecord>()),
        "table" => Some(of::<DatasetRecord>()),
        "site" => Some(of::<SiteRecord>()),
        "front" => Some(of::<FrontRecord>()),
        _ => None,
    }
}

fn of<T: JsonSchema>() -> Value {
    schema_for!(T).to_value()
}
