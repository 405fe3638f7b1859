//! Slips in the files of a real plan that are told when it is read, each with its place.

use mieruka::base::diag::Severity;
use mieruka::sources::{Chosen, gather, load};
use mieruka::world::{Memory, World};

use crate::real;

/// The errors that one change in a plan's file brings, as `file:line CODE`.
fn told(plan: &str, file: &str, change: (&str, &str)) -> Vec<String> {
    let mut world = real::world(&[plan]);
    let path = format!("seeds/{plan}/{file}");
    replace(&mut world, &path, change);
    errors(&world)
}

fn replace(world: &mut Memory, path: &str, (old, new): (&str, &str)) {
    let (_, bytes) = world
        .files()
        .find(|(known, _)| known.as_str() == path)
        .unwrap_or_else(|| panic!("{path} is there"));
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(text.contains(old), "{path}: {old}");
    world.put(path, text.replacen(old, new, 1));
}

fn errors(world: &Memory) -> Vec<String> {
    let loaded = load(&mut gather(world), &Chosen::default(), world.today());
    loaded
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| {
            let line = finding.place.spot.map_or(0, |spot| spot.line);
            format!("{}:{line} {}", finding.place.file, finding.code)
        })
        .collect()
}

#[test]
fn an_indicator_is_never_the_same_as_itself() {
    assert_eq!(
        told(
            "yokohama-data-plan",
            "policies/s1.yaml",
            ("  - slot: 1\n", "  - slot: 1\n    same_as: s1/1\n"),
        ),
        ["seeds/yokohama-data-plan/policies/s1.yaml:9 DATA-SAME-AS"]
    );
}

#[test]
fn an_indicator_never_stands_in_its_own_place() {
    let project = "projects/1-1-5.yaml";
    let file = "seeds/hachioji-dx-r7/projects/1-1-5.yaml";
    let of = |key: &str| {
        let new = format!("  - slot: 2\n    {key}: 2\n");
        told("hachioji-dx-r7", project, ("  - slot: 2\n", &new))
    };
    for key in ["replaces", "part_of"] {
        assert_eq!(of(key), [format!("{file}:19 DATA-REFERENCE")], "{key}");
    }
}

#[test]
fn a_letter_in_a_number_is_told_with_a_unit_behind_it_too() {
    let file = "projects/1-1-5.yaml";
    for slip in ["49.O%", "4I.5％", "約4O％"] {
        assert_eq!(
            told(
                "hachioji-dx-r7",
                file,
                ("\"49.5%\"", &format!("\"{slip}\""))
            ),
            ["seeds/hachioji-dx-r7/projects/1-1-5.yaml:14 VALUE-LETTER-FOR-DIGIT"],
            "{slip}"
        );
    }
}

#[test]
fn a_term_is_explained_once() {
    let plan = "yokohama-data-plan";
    let mut world = real::world(&[plan]);
    let path = format!("seeds/{plan}/glossary.csv");
    replace(
        &mut world,
        &path,
        (
            "term,reading,definition,page\n",
            "term,reading,definition,page\nあ,,一つ目,\nあ,,二つ目,\n",
        ),
    );
    assert_eq!(errors(&world), [format!("{path}:3 DATA-DUPLICATE")]);
}

#[test]
fn a_spreadsheet_may_write_false_in_capitals() {
    let plan = "hadano-dx-r8";
    let world = real::world(&[plan]);
    let path = format!("seeds/{plan}/former.csv");
    let text = |world: &Memory| {
        let (_, bytes) = world
            .files()
            .find(|(known, _)| known.as_str() == path)
            .unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    };
    let unsure = |world: &Memory| {
        let site = real::site(world);
        site.plans[0].former.iter().filter(|one| !one.sure).count()
    };
    let mut capitals = real::world(&[plan]);
    capitals.put(&path, text(&world).replace(",false,", ",FALSE,"));
    assert!(unsure(&world) > 0);
    assert_eq!(unsure(&capitals), unsure(&world));
    let mut other = real::world(&[plan]);
    other.put(&path, text(&world).replacen(",false,", ",no,", 1));
    assert_eq!(errors(&other).len(), 1);
    assert!(errors(&other)[0].ends_with("DATA-FLAG"));
}

#[test]
fn a_chart_cannot_be_placed_in_the_prose_of_a_policy() {
    let plan = "hachioji-dx-r7";
    let mut world = real::world(&[plan]);
    let path = format!("content/{plan}/policies/1-1.md");
    world.put(
        &path,
        "---\nsummary: 要約\n---\n本文\n\n```chart\nbudget\n```\n",
    );
    assert_eq!(errors(&world), [format!("{path}:7 CONTENT-SLOT-PLACE")]);
}
