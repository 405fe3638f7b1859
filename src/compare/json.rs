//! A comparison for programs.

use super::Comparison;

/// Everything in it, as JSON.
pub fn json(comparison: &Comparison) -> String {
    // Nothing in it can fail to be written: strings and numbers alone.
    serde_json::to_string_pretty(comparison).unwrap_or_default()
}
