//! Whom to ask and how many people share the money: what the data may say of it, and what pages make of
//! that.

use std::path::Path;

use mieruka::pages::Page;
use mieruka::pipeline::Prepared;
use mieruka::sources::{Chosen, gather, load};
use mieruka::world::{Memory, World};

use crate::kept::ROOT;
use crate::pages::{markdown, prepared};
use crate::real;
use crate::tree::{self, Thing};

const PLAN: &str = "yokohama-budget-r8";

fn replace(world: &mut Memory, (old, new): (&str, &str)) {
    let path = format!("seeds/{PLAN}/plan.yaml");
    let (_, bytes) = world
        .files()
        .find(|(known, _)| known.as_str() == path)
        .unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert_eq!(text.matches(old).count(), 1, "{old}");
    world.put(&path, text.replace(old, new));
}

const DESIGN: &str = "{ id: design, name: デジタル・デザイン室";
const TITLE: &str = "\nmunicipality:";

/// The errors that further words in the plan's file bring.
fn errors(change: (&str, &str)) -> Vec<String> {
    let mut world = real::world(&[PLAN]);
    replace(&mut world, change);
    let found = load(&mut gather(&world), &Chosen::default(), world.today()).findings;
    let codes = found.iter().map(|finding| finding.code.to_string());
    codes.filter(|code| code.starts_with("DATA-")).collect()
}

/// The site with these words in the plan's file.
fn site(changes: &[(&str, &str)]) -> Prepared {
    let mut world = real::world(&[PLAN]);
    for (path, thing) in tree::read(&Path::new(ROOT).join("themes")) {
        if let Thing::File(bytes) = thing {
            let path = path.to_str().unwrap().replace('\\', "/");
            world.put(&format!("themes/{path}"), bytes);
        }
    }
    for change in changes {
        replace(&mut world, *change);
    }
    prepared(&world, None)
}

fn project(site: &Prepared, id: &str) -> String {
    let plans = &site.book.site.plans;
    let plan = plans.iter().position(|plan| plan.id.as_str() == PLAN);
    let plan = plan.unwrap();
    let mut projects = plans[plan].projects.iter();
    let ix = projects.position(|project| project.id.as_str() == id);
    markdown(site, &Page::Project(plan, ix.unwrap()))
}

#[test]
fn a_telephone_number_can_be_dialled() {
    for good in ["045-000-0000", "+81 45 000 0000", "(045)000-0000"] {
        let with = format!("{DESIGN}, phone: \"{good}\"");
        assert_eq!(errors((DESIGN, &with)), [""; 0], "{good}");
    }
    for bad in ["内線123", "045-000-000０", "0450", "045-000-0000/0001"] {
        let with = format!("{DESIGN}, phone: \"{bad}\"");
        assert_eq!(errors((DESIGN, &with)), ["DATA-PHONE"], "{bad}");
    }
}

#[test]
fn people_are_whole_and_counted_somewhere() {
    let said = |value: &str| format!("\npopulation: {{ {value} }}{TITLE}");
    let rest = "as_of: 令和8年1月1日, source: 台帳";
    for good in ["1", "3,770,000", "3770000人"] {
        let with = said(&format!("value: \"{good}\", {rest}"));
        assert_eq!(errors((TITLE, &with)), [""; 0], "{good}");
    }
    for bad in ["0", "-5", "1.5", "5世帯", "多い"] {
        let with = said(&format!("value: \"{bad}\", {rest}"));
        assert_eq!(errors((TITLE, &with)), ["DATA-POPULATION"], "{bad}");
    }
    let alone = said("value: \"5\"");
    assert_eq!(errors((TITLE, &alone)), ["DATA-REQUIRED", "DATA-REQUIRED"]);
}

#[test]
fn pages_say_whom_to_ask_and_what_it_is_for_each_resident() {
    let bare = project(&site(&[]), "09");
    assert!(bare.contains("資料に連絡先はありません。"), "{bare}");
    assert!(!bare.contains("市民1人当たり"));
    let phone = format!("{DESIGN}, phone: 045-000-0000, contact: 架空の窓口");
    let people = format!(
        "\npopulation: {{ value: \"1000000\", as_of: 令和8年1月1日, source: 架空の台帳 }}{TITLE}"
    );
    let told = project(&site(&[(DESIGN, &phone), (TITLE, &people)]), "09");
    assert!(told.contains("[045-000-0000](tel:0450000000)"), "{told}");
    assert!(told.contains("架空の窓口"));
    assert!(!told.contains("資料に連絡先はありません"));
    // 119,524千円 ÷ 1,000,000人 = 119.524円
    assert!(told.contains("約120円"), "{told}");
    assert!(told.contains("1,000,000人で割り"));
    assert!(told.contains("架空の台帳（令和8年1月1日）"));
}
