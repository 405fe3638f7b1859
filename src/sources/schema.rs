//! The JSON Schemas of the files that staff write, made from the record types, for editors.

use crate::base::words::Lang;
use schemars::{JsonSchema, schema_for};
use serde_json::{Map, Value, json};

use super::record::{
    CorrectionsRecord, DatasetRecord, FrontRecord, PlanRecord, PolicySheetRecord, ProjectRecord,
    SiteRecord,
};
use super::resolve;

/// The kinds of file that have a schema, by the name the command line knows them by.
pub const KINDS: [&str; 7] = [
    "plan",
    "project",
    "policy",
    "table",
    "corrections",
    "site",
    "front",
];

/// The schema of one kind of file.
pub fn schema(kind: &str) -> Option<Value> {
    match kind {
        "plan" => Some(of::<PlanRecord>()),
        "project" => Some(of::<ProjectRecord>()),
        "policy" => Some(of::<PolicySheetRecord>()),
        "table" => Some(of::<DatasetRecord>()),
        "corrections" => Some(of::<CorrectionsRecord>()),
        "site" => Some(with_words(of::<SiteRecord>())),
        "front" => Some(of::<FrontRecord>()),
        _ => None,
    }
}

/// The keys of words that a site may say in its own way, each with the words that it has.
fn with_words(mut schema: Value) -> Value {
    for lang in Lang::ALL {
        let known = resolve::own_words(lang).map(|(key, sentence)| {
            let word = json!({ "type": "string", "default": sentence });
            (key.to_owned(), word)
        });
        let known: Map<String, Value> = known.collect();
        let place = format!("/$defs/OwnWordsRecord/properties/{lang}");
        let entries = schema.pointer_mut(&place).and_then(Value::as_object_mut);
        let entries = entries.expect("the record has a field for each language");
        entries.remove("$ref");
        entries.insert("type".to_owned(), json!("object"));
        entries.insert("additionalProperties".to_owned(), json!(false));
        entries.insert("properties".to_owned(), Value::Object(known));
    }
    schema
}

fn of<T: JsonSchema>() -> Value {
    schema_for!(T).to_value()
}
