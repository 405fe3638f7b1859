//! Nothing that was published once is lost: its address says where it went or what became of it.

use mieruka::base::diag::Diagnostic;
use mieruka::base::path::SitePath;
use mieruka::base::words::Lang;
use mieruka::model::Purpose;
use mieruka::pipeline::{self, Berth, Outcome};
use mieruka::sources::Chosen;
use mieruka::world::Memory;

use crate::kept;
use crate::town::{build, edit, errors, faults, said, starter, with_address_and_english};

const LIST: &str = "content/addresses.csv";

fn with_list(rows: &str) -> Memory {
    let mut world = starter();
    world.put(LIST, format!("address,to,what\n{rows}"));
    world
}

#[test]
fn an_old_address_leads_on_or_says_what_became_of_it() {
    let mut world = with_list(
        "midorino-dx-r8/projects/99-old.html,midorino-dx-r8/projects/01-online.html,番号が変わりました。\n\
         old/plan.html,midorino-dx-r8/index.html,\n\
         midorino-dx-r8/projects/98-end.html,,\"令和7年度で終わりました。<b>\"\n",
    );
    with_address_and_english(&mut world);
    let (files, findings) = build(&world, Purpose::Release, None);
    assert_eq!(said(findings.iter()), [""; 0]);
    let mut all = String::new();
    for address in [
        "midorino-dx-r8/projects/99-old.md",
        "old/plan.md",
        "midorino-dx-r8/projects/98-end.md",
        "en/midorino-dx-r8/projects/99-old.md",
    ] {
        let text = String::from_utf8(files[&SitePath::new(address)].clone()).unwrap();
        all.push_str(&format!("=== {address}\n{text}\n"));
    }
    kept::check("golden/addresses.txt", &all);
    let html = |address: &str| String::from_utf8(files[&SitePath::new(address)].clone()).unwrap();
    let moved = html("midorino-dx-r8/projects/99-old.html");
    assert!(moved.contains("<meta http-equiv=\"refresh\" content=\"0; url=01-online.html\">"));
    assert!(moved.contains("<meta name=\"robots\" content=\"noindex\">"));
    let ended = html("midorino-dx-r8/projects/98-end.html");
    assert!(!ended.contains("http-equiv=\"refresh\""));
    // Neither search engines nor our own search are led there.
    assert!(!html("sitemap.xml").contains("99-old"));
    for (address, bytes) in &files {
        if address.as_str().starts_with("search/") {
            assert!(
                !String::from_utf8_lossy(bytes).contains("99-old"),
                "{address}"
            );
        }
    }
}

#[test]
fn each_slip_in_the_list_is_told_at_its_line() {
    let world = with_list(
        "/a.html,,x\na.html,a.html,\nb.html,,\nc.html,c,\nd.html,,終わり\nd.html,,終わり\n\
         e.html,nowhere.html,\nmidorino-dx-r8/index.html,index.html,\nf.html,g.html,\ng.html,f.html,\n",
    );
    kept::check(
        "golden/addresses-slips.txt",
        &(faults(&world).join("\n") + "\n"),
    );
    // What leads nowhere is seen once nothing else is wrong.
    let (_, findings) = build(&with_list("e.html,nowhere.html,\n"), Purpose::Release, None);
    assert_eq!(errors(&findings), ["content/addresses.csv:2:1 LINK-BROKEN"]);
}

#[test]
fn a_release_that_would_lose_pages_says_which() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let publish = |world: &Memory| {
        let report =
            pipeline::build(world, &Chosen::default(), Berth::free(&out, &[]), None).unwrap();
        match report.outcome {
            Outcome::Published { .. } => None,
            Outcome::Refused(findings) => Some(findings),
            _ => panic!("nothing was published"),
        }
    };
    let mut world = starter();
    edit(
        &mut world,
        "content/mieruka.yaml",
        "lang: ja",
        "lang: ja\nenglish: true",
    );
    let smaller = world.clone();
    world.put(
        "seeds/other/plan.yaml",
        "id: other\ntitle: 別の計画\nmunicipality: { name: みどり野町 }\nunit: 千円\nsources:\n  - { id: main, \
         title: 資料 }\ndepartments:\n  - { id: kikaku, name: 企画課 }\npolicies:\n  - { id: online, title: \
         方針 }\n",
    );
    world.put(
        "seeds/other/projects/01.yaml",
        "id: \"01\"\ntitle: べつの事業\npolicy: online\ndepartment: kikaku\n",
    );
    assert!(publish(&world).is_none());
    let told = publish(&smaller).unwrap();
    let gone: Vec<&Diagnostic> = told
        .iter()
        .filter(|one| one.code == "ADDRESS-GONE")
        .collect();
    let [gone] = *gone else {
        panic!("{:?}", said(told.iter()))
    };
    // The English edition is told by the Japanese one.
    let (message, help) = (gone.message(Lang::Ja), gone.help(Lang::Ja));
    kept::check("golden/addresses-gone.txt", &format!("{message}\n{help}\n"));
    // The rows that are shown will do as they are.
    let rows = help.lines().filter(|line| line.contains(".html,"));
    let rows: String = rows.map(|row| format!("{row}\n")).collect();
    let mut told = smaller.clone();
    told.put(LIST, format!("address,to,what\n{rows}"));
    assert!(publish(&told).is_none());
    // A preview shows a page that was withdrawn, whatever its address says in public.
    let mut both = world.clone();
    both.put(LIST, format!("address,to,what\n{rows}"));
    let (files, _) = build(&both, Purpose::Preview, None);
    let page = String::from_utf8(files["other/projects/01.html"].clone()).unwrap();
    assert!(page.contains("べつの事業"), "{page}");
    let told = publish(&both).unwrap();
    let twice: Vec<&Diagnostic> = told
        .iter()
        .filter(|one| one.code == "PAGE-ADDRESS-TWICE")
        .collect();
    assert!(!twice.is_empty());
    for one in twice {
        assert_eq!(one.place.file.as_str(), LIST);
        let help = one.help(Lang::Ja);
        assert!(help.contains("この行を消して"), "{help}");
        assert!(!help.contains("どちらか"), "{help}");
    }
}
