//! Findings in the form that tools for checking programs exchange: SARIF 2.1.0.
//!
//! Only what the standard asks for and what such tools show: each code once with what it means, each
//! finding with its place. Columns count characters, as ours do, and the standard wants that said.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::base::diag::{Diagnostic, Findings, Severity};
use crate::base::place::Place;
use crate::base::words::{Lang, Words};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub fn sarif(findings: &Findings, lang: Lang) -> String {
    // The rules in the order of their codes; each finding names its own by its place.
    let mut codes: BTreeMap<&str, usize> = findings.iter().map(|one| (one.code, 0)).collect();
    for (place, ix) in codes.values_mut().enumerate() {
        *ix = place;
    }
    let rules: Vec<Value> = codes.keys().map(|code| rule(code, lang)).collect();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| result(finding, codes[finding.code], lang))
        .collect();
    let whole = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "mieruka",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "language": lang.code(),
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    // A value made of strings and numbers always serialises.
    serde_json::to_string_pretty(&whole).unwrap_or_default()
}

/// What a code means, as far as the catalogue says it without the words of a finding.
fn rule(code: &str, lang: Lang) -> Value {
    let words = Words::of(lang);
    let mut rule = json!({ "id": code });
    let parts = [
        ("shortDescription", "what"),
        ("fullDescription", "why"),
        ("help", "cure"),
    ];
    for (property, part) in parts {
        if let Some(text) = words.find_in(code, part) {
            rule[property] = json!({ "text": text });
        }
    }
    rule
}

fn result(finding: &Diagnostic, rule: usize, lang: Lang) -> Value {
    let (message, help) = (finding.message(lang), finding.help(lang));
    let text = format!("{message}\n{help}");
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "note",
    };
    let mut result = json!({
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": level,
        "message": { "text": text.trim_end() },
        "locations": [location(&finding.place)],
    });
    let parts = finding.parts().iter().map(|part| &part.place);
    let related: Vec<Value> = finding.other.iter().chain(parts).map(location).collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    result
}

fn location(place: &Place) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(place.file.as_str()) } });
    if let Some(spot) = place.spot {
        let mut region = json!({ "startLine": spot.line, "startColumn": spot.column });
        if spot.length > 0 {
            region["endColumn"] = json!(spot.column + spot.length);
        }
        physical["region"] = region;
    }
    json!({ "physicalLocation": physical })
}

/// A relative reference as RFC 3986 wants it: what is not plain is written by its bytes.
fn uri(path: &str) -> String {
    use std::fmt::Write;
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
