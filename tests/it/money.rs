//! What counts as an amount of money, and what is refused in its place.

use mieruka::base::era::Date;
use mieruka::base::words::Lang;
use mieruka::sources::{self, Chosen};
use mieruka::world::{Memory, World};

/// Everything that is wrong with a site whose only amount is printed so.
fn told(amount: &str) -> Vec<String> {
    let mut world = Memory::new(Date::parse("2026-04-01").unwrap());
    world.put("content/mieruka.yaml", "title: 町\nowner: 町\n");
    world.put(
        "seeds/town/plan.yaml",
        "id: town\ntitle: 計画\nmunicipality: { name: 町 }\nunit: 千円\npolicies: [{ id: a, title: 方針 }]\n",
    );
    world.put("content/town/01.md", "---\nplain: 町の事業です。\n---\n");
    world.put(
        "seeds/town/projects/01.yaml",
        format!("id: \"01\"\ntitle: 事業\npolicy: a\nbudget: {{ years: {{ R8: {{ budget: {{ total: \"{amount}\" }} }} }} }}\n"),
    );
    let loaded = sources::load(
        &mut sources::gather(&world),
        &Chosen::default(),
        world.today(),
    );
    let errors = loaded.findings.iter();
    errors
        .map(|d| format!("{} {} {}", d.place, d.code, d.message(Lang::Ja)))
        .collect()
}

#[test]
fn amounts_are_numbers_or_say_why_they_are_none() {
    for amount in [
        "42,535",
        "▲92",
        "△ 29,282",
        "0",
        "１，２３４",
        "■■■",
        "",
        "－",
        "後日公表",
    ] {
        assert_eq!(told(amount), Vec::<String>::new(), "{amount}");
    }
}

#[test]
fn an_amount_in_another_unit_is_refused() {
    for amount in ["1.2億円", "42,535千円", "42,535円", "5件", "12%"] {
        let told = told(amount);
        assert_eq!(told.len(), 1, "{amount}: {told:?}");
        assert!(
            told[0].starts_with("seeds/town/projects/01.yaml:4:"),
            "{}",
            told[0]
        );
    }
    assert_eq!(
        told("42,535千円"),
        ["seeds/town/projects/01.yaml:4:43 DATA-MONEY-UNIT 金額「42,535千円」に単位が付いています"],
    );
}

#[test]
fn what_is_no_amount_is_refused() {
    for amount in ["約1,200", "50以上", "99～100", "たくさん"] {
        let told = told(amount);
        assert!(
            told.len() == 1 && told[0].contains("DATA-MONEY "),
            "{amount}: {told:?}"
        );
    }
    for amount in ["1,2345", "007", "1e5"] {
        assert_eq!(told(amount).len(), 1, "{amount}");
    }
}

#[test]
fn a_year_outside_the_tables_of_the_plan_is_told() {
    let mut world = Memory::new(Date::parse("2026-04-01").unwrap());
    world.put("content/mieruka.yaml", "title: 町\nowner: 町\n");
    world.put(
        "seeds/town/plan.yaml",
        "id: town\ntitle: 計画\nmunicipality: { name: 町 }\nyears: { from: R5, to: R8 }\n",
    );
    world.put("content/town/01.md", "---\nplain: 町の事業です。\n---\n");
    world.put(
        "seeds/town/projects/01.yaml",
        "id: \"01\"\ntitle: 事業\nbudget:\n  years:\n    R8: { budget: { total: \"1\" } }\n    R77: { budget: { total: \"2\" } }\n",
    );
    let loaded = sources::load(
        &mut sources::gather(&world),
        &Chosen::default(),
        world.today(),
    );
    let told: Vec<String> = loaded
        .findings
        .iter()
        .map(|d| format!("{} {}", d.place, d.code))
        .collect();
    assert_eq!(told, ["seeds/town/projects/01.yaml:6:5 DATA-YEAR-OUTSIDE"]);
}
