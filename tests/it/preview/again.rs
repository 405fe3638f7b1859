//! What a preview keeps from one reading to the next changes no byte: after any edits its pages are
//! those of a preview that was started anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use mieruka::base::diag::Findings;
use mieruka::base::path::SourcePath;
use mieruka::base::words::Lang;
use mieruka::model::Purpose;
use mieruka::pages;
use mieruka::pipeline::{self, Kept, Prepared, Timings};
use mieruka::sources::gather::{self, Looked};
use mieruka::sources::{self, Chosen, Inputs};
use mieruka::world::{Disk, Memory, World};

use super::town;

/// Everything that a site serves, or what is wrong with it, under its name.
type Site = BTreeMap<String, String>;

fn site(prepared: Result<Prepared, Findings>) -> Site {
    let told = |findings: &Findings| {
        let each = findings.iter();
        let each = each.map(|one| format!("{} {} {}", one.place, one.code, one.message(Lang::Ja)));
        each.collect::<Vec<_>>().join("\n")
    };
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(findings) => return Site::from([("errors".to_owned(), told(&findings))]),
    };
    let mut site = Site::from([("findings".to_owned(), told(&prepared.findings))]);
    for edition in prepared.editions() {
        for page in &edition.pages {
            let rendered = edition.render(page).expect("the page can be made");
            let address = rendered.address.as_str().to_owned();
            let markdown = rendered.markdown.unwrap_or_default();
            site.insert(address.clone() + ".md", markdown);
            site.insert(address, rendered.html.as_str().to_owned());
        }
    }
    let files = prepared.all_files();
    let index = pages::search::files(&prepared.book);
    let files = files.map(|(address, bytes)| (address.clone(), bytes.clone()));
    let index = index.map(|(address, bytes)| (address, bytes.to_vec()));
    for (address, bytes) in files.chain(index) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        site.insert(address.as_str().to_owned(), text);
    }
    site
}

fn chosen() -> Chosen {
    Chosen {
        base_url: Some(String::new()),
        purpose: Purpose::Preview,
        ..Chosen::default()
    }
}

fn fresh(world: &Memory) -> Site {
    let inputs = sources::gather(world);
    site(pipeline::prepare(
        inputs,
        &chosen(),
        world,
        &mut Timings::default(),
    ))
}

/// A preview without its server.
#[derive(Default)]
struct Desk {
    inputs: Inputs,
    kept: Kept,
}

impl Desk {
    fn look(&mut self, world: &Memory, changed: &BTreeSet<SourcePath>) -> Site {
        if self.inputs.look_again(world, changed) == Looked::Unsure {
            self.inputs = gather::gather_again(world, &self.inputs);
        }
        site(pipeline::prepare_again(
            self.inputs.clone(),
            &chosen(),
            world,
            &mut Timings::default(),
            &mut self.kept,
        ))
    }
}

/// The starter, as its files are on the disk.
fn starter() -> Memory {
    let folder = town();
    let disk = Disk::new(folder.path().join("town"));
    let mut world = Memory::new(disk.today());
    for top in gather::FOLDERS {
        for file in disk.list(top).files {
            world.put(file.as_str(), disk.read(&file).unwrap());
        }
    }
    world
}

/// A small random generator (xorshift64*), so that every run makes the same edits.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let rolled = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(rolled).unwrap() % below
    }
}

/// One edit, as people and their tools make them; the file that it touches.
fn edit(world: &mut Memory, first: &Memory, dice: &mut Dice) -> SourcePath {
    let known: Vec<(SourcePath, Vec<u8>)> = first
        .files()
        .map(|(path, bytes)| (path.clone(), bytes.to_vec()))
        .collect();
    let (path, original) = &known[dice.roll(known.len())];
    let text = world.read(path).unwrap_or_else(|_| original.clone());
    let text = String::from_utf8(text).unwrap_or_default();
    let digit = |c: char| c.is_ascii_digit();
    let new = match dice.roll(8) {
        // Back to what it was; equal bytes, perhaps.
        0 | 1 => Some(original.clone()),
        2 => None,
        3 => Some(text.replacen("title: ", "title: 新しい", 1).into_bytes()),
        4 => Some(text.replacen(digit, "7", 3).into_bytes()),
        5 => Some(text.replace("draft: true\n", "").into_bytes()),
        6 => Some(format!("{text}\nnote_of_nobody: 1\n").into_bytes()),
        _ => Some(text.replace("約180人", "約181人").into_bytes()),
    };
    // Now and then it becomes another file.
    let path = match dice.roll(12) {
        0 => SourcePath::new(path.as_str().replace("02-koza", "04-new")),
        _ => path.clone(),
    };
    match new {
        Some(bytes) => {
            world.put(path.as_str(), bytes);
        }
        None => world.remove(path.as_str()),
    }
    path
}

#[test]
fn after_any_edits_every_byte_is_that_of_a_new_preview() {
    let first = starter();
    let (mut sound, mut broken) = (0, 0);
    for seed in 1..=4 {
        let mut dice = Dice(seed);
        let mut world = first.clone();
        let mut desk = Desk {
            inputs: sources::gather(&world),
            ..Desk::default()
        };
        desk.look(&world, &BTreeSet::new());
        for step in 0..12 {
            let count = 1 + dice.roll(3);
            let changed: BTreeSet<SourcePath> = (0..count)
                .map(|_| edit(&mut world, &first, &mut dice))
                .collect();
            let (kept, new) = (desk.look(&world, &changed), fresh(&world));
            let names = |site: &Site| site.keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(&kept), names(&new), "{seed}.{step}: {changed:?}");
            for (name, text) in &new {
                assert_eq!(&kept[name], text, "{seed}.{step}: {changed:?}: {name}");
            }
            match new.contains_key("errors") {
                true => broken += 1,
                false => sound += 1,
            }
            // Mended now and then, or nothing but errors would be compared.
            if dice.roll(3) == 0 {
                let files: Vec<SourcePath> = world.files().map(|(path, _)| path.clone()).collect();
                let mut changed: BTreeSet<SourcePath> = files.into_iter().collect();
                world = first.clone();
                changed.extend(world.files().map(|(path, _)| path.clone()));
                assert_eq!(desk.look(&world, &changed), fresh(&world), "{seed}.{step}");
                sound += 1;
            }
        }
    }
    assert!(sound > 10 && broken > 10, "{sound} sound, {broken} broken");
}

/// Whatever is still the same handle was not read, or worked out, again.
#[test]
fn what_nobody_touched_is_not_read_again() {
    for lists in [&[][..], &["content/readings.csv", "content/synonyms.csv"]] {
        let mut world = starter();
        for list in lists {
            world.remove(list);
        }
        let (mut inputs, mut kept) = (Inputs::default(), Kept::default());
        let mut prepare = |world: &Memory| {
            inputs = gather::gather_again(world, &inputs);
            let (inputs, mut timings) = (inputs.clone(), Timings::default());
            pipeline::prepare_again(inputs, &chosen(), world, &mut timings, &mut kept)
        };
        let before = prepare(&world).expect("the starter has no errors");
        let file = {
            let mut files = world.files().map(|(path, _)| path.clone());
            let file = files.find(|path| path.file_name() == "02-koza.yaml");
            file.expect("the starter has this project")
        };
        let text = String::from_utf8(world.read(&file).unwrap()).unwrap();
        world.put(file.as_str(), text.replacen("title: ", "title: 新しい", 1));
        let after = prepare(&world).expect("a title can change");
        let mut same = 0;
        let plans = before.book.site.plans.iter().zip(&after.book.site.plans);
        for (ix, (old, new)) in plans.enumerate() {
            for (place, (one, other)) in old.projects.iter().zip(&new.projects).enumerate() {
                let is_same = Arc::ptr_eq(one, other);
                assert_eq!(is_same, one.file != file, "{}", one.file);
                let shares = [&before, &after].map(|site| &site.book.figures.plans[ix].shares);
                assert_eq!(is_same, Arc::ptr_eq(&shares[0][place], &shares[1][place]));
                same += usize::from(is_same);
            }
        }
        let documents = |site: &Prepared| site.book.documents.projects.clone();
        for (key, document) in documents(&before) {
            let is_own = document.file.stem() == file.stem();
            let again = &documents(&after)[&key];
            assert_eq!(Arc::ptr_eq(&document, again), !is_own, "{}", document.file);
            same += usize::from(!is_own);
        }
        assert!(same > 2, "{same}");
    }
}
