//! A file that cannot be read is told once: nothing is said of what is only missing because of it.

use std::collections::BTreeSet;

use mieruka::pipeline;
use mieruka::sources::Chosen;
use mieruka::world::Memory;

use crate::real;

/// Everything that `mieruka check` tells, as `file CODE`, where no page is made.
fn said(world: &Memory) -> BTreeSet<String> {
    let checked = pipeline::check(world, &Chosen::default(), None).expect("the program is sound");
    checked
        .findings
        .iter()
        .map(|finding| format!("{} {}", finding.place.file, finding.code))
        .collect()
}

fn with_line(plan: &str, file: &str, line: &str) -> (Memory, String) {
    let mut world = real::world(&[plan]);
    let path = format!("seeds/{plan}/{file}");
    let (_, bytes) = world
        .files()
        .find(|(known, _)| known.as_str() == path)
        .unwrap_or_else(|| panic!("{path} is there"));
    let mut text = String::from_utf8(bytes.to_vec()).unwrap();
    text.push_str(line);
    world.put(&path, text);
    (world, path)
}

#[test]
fn one_broken_file_brings_no_findings_about_others() {
    let files = [
        ("hachioji-dx-r7", "projects/1-1-3.yaml"),
        ("hachioji-dx-r7", "policies/1-1.yaml"),
        ("hadano-dx-r8", "projects/1-1.yaml"),
        ("yokohama-budget-r8", "projects/04.yaml"),
        // Another policy has an indicator that stands here first.
        ("yokohama-data-plan", "policies/s2.yaml"),
        // A table names this project.
        ("yokohama-dx-action", "projects/p1-1-juminhyo.yaml"),
    ];
    for (plan, file) in files {
        let before = said(&real::world(&[plan]));
        // The first cannot be read at all; of the second all is read but one line.
        for line in ["\nnote: [", "\ntitel: x\n"] {
            let (world, path) = with_line(plan, file, line);
            let after = said(&world);
            let new: Vec<&String> = after.difference(&before).collect();
            assert!(!new.is_empty(), "{path}{line}");
            for told in new {
                assert!(
                    told.starts_with(&format!("{path} ")),
                    "{path}{line}: {told}"
                );
            }
        }
    }
}

/// What one file says of itself is told in the same run as what is wrong in another.
#[test]
fn a_broken_file_does_not_hide_the_faults_of_others() {
    let plan = "hachioji-dx-r7";
    let (mut world, _) = with_line(plan, "projects/1-1-3.yaml", "\nnote: [");
    let other = format!("seeds/{plan}/projects/1-1-5.yaml");
    let (_, bytes) = world
        .files()
        .find(|(known, _)| known.as_str() == other)
        .expect("it is there");
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let wrong = text.replacen("judged: 達成", "judged: 未達成", 1);
    assert_ne!(wrong, text);
    world.put(&other, wrong);
    assert!(said(&world).contains(&format!("{other} AUDIT-JUDGED")));
}

#[test]
fn a_table_is_compared_while_a_project_cannot_be_read() {
    let plan = "yokohama-dx-action";
    let table = format!("seeds/{plan}/tables/time-savings.csv AUDIT-REDUCTION");
    let whole = said(&real::world(&[plan]));
    let (world, _) = with_line(plan, "projects/p1-1-1.yaml", "\nnote: [");
    assert!(whole.contains(&table), "{whole:?}");
    assert!(said(&world).contains(&table));
}
