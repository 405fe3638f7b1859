//! What results are narrowed down by and what their chips say.

use super::script::{write_list, write_string};
use super::{Facet, Places};

/// `[{"key":…,"values":[[id,label],[id,label,group],[id,label,group,other label],…],"lists":[documents,…]},…]`
pub fn write_facets(out: &mut Vec<u8>, facets: &[Facet], members: &[Vec<Places>]) {
    let both: Vec<(&Facet, &Vec<Places>)> = facets.iter().zip(members).collect();
    write_list(out, &both, |out, (facet, members)| {
        out.extend(b"{\"key\":");
        write_string(out, &facet.key);
        out.extend(b",\"values\":");
        write_list(out, &facet.values, |out, value| {
            out.push(b'[');
            write_string(out, &value.id);
            out.push(b',');
            write_string(out, &value.label);
            match (value.group, &value.other_label) {
                (Some(group), _) => out.extend(format!(",{group}").bytes()),
                (None, Some(_)) => out.extend(b",null"),
                (None, None) => {}
            }
            if let Some(other) = &value.other_label {
                out.push(b',');
                write_string(out, other);
            }
            out.push(b']');
        });
        out.extend(b",\"lists\":");
        write_list(out, members, |out, places| {
            out.push(b'"');
            out.extend(&places.bytes);
            out.push(b'"');
        });
        out.push(b'}');
    });
}

/// `{"values":[[label],[label,tone],[label,tone,other label],…]}`
pub fn write_chips(out: &mut Vec<u8>, facet: &Facet) {
    out.extend(b"{\"values\":");
    write_list(out, &facet.values, |out, value| {
        out.push(b'[');
        write_string(out, &value.label);
        match (&value.tone, &value.other_label) {
            (Some(tone), _) => {
                out.push(b',');
                write_string(out, tone);
            }
            (None, Some(_)) => out.extend(b",\"\""),
            (None, None) => {}
        }
        if let Some(other) = &value.other_label {
            out.push(b',');
            write_string(out, other);
        }
        out.push(b']');
    });
    out.push(b'}');
}
