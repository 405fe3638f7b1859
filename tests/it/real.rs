//! The plans of this repository as a world in memory, to be looked at whole or changed.

use std::path::Path;
use std::sync::LazyLock;

use mieruka::base::diag::Severity;
use mieruka::base::era::Date;
use mieruka::base::words::Lang;
use mieruka::model::Site;
use mieruka::sources::{Chosen, gather, load};
use mieruka::world::{Memory, World};

use crate::kept::ROOT;
use crate::tree::{self, Thing};

pub const PLANS: [&str; 5] = [
    "hachioji-dx-r7",
    "hadano-dx-r8",
    "yokohama-budget-r8",
    "yokohama-data-plan",
    "yokohama-dx-action",
];

/// All plans, read once.
pub fn all() -> &'static Site {
    static ALL: LazyLock<Site> = LazyLock::new(|| site(&world(&PLANS)));
    &ALL
}

/// The site's settings and the plan data of these plans, as they lie on the disk.
pub fn world(plans: &[&str]) -> Memory {
    let mut world = Memory::new(Date::parse("2026-04-01").unwrap());
    let root = Path::new(ROOT);
    let settings = std::fs::read(root.join("content/mieruka.yaml")).unwrap();
    world.put("content/mieruka.yaml", settings);
    for plan in plans {
        let folder = format!("seeds/{plan}");
        for (path, thing) in tree::read(&root.join(&folder)) {
            if let Thing::File(bytes) = thing {
                let path = path.to_str().unwrap().replace('\\', "/");
                world.put(&format!("{folder}/{path}"), bytes);
            }
        }
    }
    world
}

/// The site, when nothing is wrong with its sources.
pub fn site(world: &dyn World) -> Site {
    let loaded = load(&mut gather(world), &Chosen::default(), world.today());
    let errors: Vec<String> = loaded
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| format!("{} {}", finding.place, finding.message(Lang::En)))
        .collect();
    assert_eq!(errors, [""; 0]);
    loaded.site.unwrap()
}
