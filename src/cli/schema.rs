//! `mieruka schema`: the JSON Schema of the files that staff write, for their editors.

use super::Ending;
use super::terminal::Terminal;
use crate::sources::schema;

pub fn run(kind: &str, terminal: &Terminal) -> Ending {
    let Some(schema) = schema::schema(kind) else {
        // The argument parser lets only known kinds through.
        return Ending::Failed;
    };
    // A value made of strings and numbers always serialises.
    terminal.say(&serde_json::to_string_pretty(&schema).unwrap_or_default());
    Ending::Done
}
