//! The command line: one file a command, and the only room that prints.
//!
//! Exit codes: 0 done, 1 the data have errors, 2 wrong use or the machine failed; 130 and 143 when a build
//! was stopped by Ctrl-C or by the machine.

mod approved;
mod arguments;
mod build;
mod check;
mod complaint;
mod diff;
pub mod explain;
mod freeze;
mod init;
mod letter;
mod pool;
mod published;
mod qr;
mod release;
mod report;
mod sarif;
mod schema;
mod serve;
mod terminal;
mod verify;
mod wish;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::base::path::SourcePath;
use crate::base::text::visible;
use crate::base::words::Lang;
use crate::sources::SETTINGS;
use crate::world::{self, Disk, Look, Signal, World};
use arguments::Wish;
use terminal::Terminal;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Done,
    DataErrors,
    Failed,
    Stopped(Signal),
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        ExitCode::from(match ending {
            Ending::Done => 0,
            Ending::DataErrors => 1,
            Ending::Failed => 2,
            Ending::Stopped(signal) => signal.exit_code(),
        })
    }
}

/// Runs one command.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    let lang = language(&arguments);
    let wish = match arguments::read(&arguments, lang) {
        Ok(wish) => wish,
        Err(told) => {
            let terminal = Terminal::new(lang);
            if told.is_help {
                terminal.say(&told.text);
                return Ending::Done.into();
            }
            terminal.complain(&told.text);
            return Ending::Failed.into();
        }
    };
    let terminal = Terminal::new(lang);
    let ending = match &wish {
        Wish::Build(wish) => build::run(wish, &terminal),
        Wish::Check(wish) => check::run(wish, &terminal),
        Wish::Serve(wish) => serve::run(wish, &terminal),
        Wish::Freeze(wish) => freeze::run(wish, &terminal),
        Wish::Init { folder } => init::run(folder, &terminal),
        Wish::Schema { kind } => schema::run(kind, &terminal),
        Wish::Release(wish) => release::run(wish, &terminal),
        Wish::Diff(wish) => diff::run(wish, &terminal),
        Wish::Verify { folder, hash } => verify::run(folder, hash.as_deref(), &terminal),
    };
    ending.into()
}

/// The language that was asked for, else that of the environment, else that of the site.
fn language(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(word) = words.next() {
        let given = match word.strip_prefix("--lang=") {
            Some(value) => Some(value),
            None if word == "--lang" => words.next(),
            None => None,
        };
        if let Some(lang) = given.and_then(Lang::parse) {
            return lang;
        }
    }
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| world::environment(name))
        .and_then(|value| Lang::parse(&value))
        .or_else(|| site_language(arguments))
        .unwrap_or_default()
}

/// What the settings of the site that the command is about say, if they can be found and read.
fn site_language(arguments: &[OsString]) -> Option<Lang> {
    let folder = arguments
        .iter()
        .skip(2)
        .find(|word| Path::new(word).is_dir());
    let root = folder.map_or_else(|| PathBuf::from("."), PathBuf::from);
    crate::sources::language(&Disk::new(root))
}

/// The site that a folder lies in, as far up as the folders of one go deep; nothing where it has settings
/// itself.
fn site_above(folder: &Path, world: &Disk) -> Option<PathBuf> {
    let settings = SourcePath::new(SETTINGS);
    let has_settings = |world: &Disk| world.look(&settings) == Look::File;
    if has_settings(world) {
        return None;
    }
    let mut above = folder.to_owned();
    (0..DEEP).find_map(|_| {
        above.push("..");
        has_settings(&Disk::new(&above)).then(|| above.clone())
    })
}

/// Folders of a site are no deeper than those of a plan's projects.
const DEEP: usize = 3;

/// The sources below a folder, or the complaint that there is no such folder, or that it is a part of a site.
fn open_site(folder: &Path, terminal: &Terminal) -> Option<Disk> {
    if !is_there(folder, terminal) {
        return None;
    }
    let world = Disk::new(folder);
    let Some(above) = site_above(folder, &world) else {
        return Some(world);
    };
    let [folder, above] = [folder, &*above].map(|path| visible(&path.to_string_lossy()));
    let above = above.strip_prefix("./").unwrap_or(&above);
    let args = [("folder", &*folder), ("above", above)];
    terminal.complain(&terminal.fill("site-above", &args));
    None
}

/// Whether there is such a folder; if not, that is told.
fn is_there(folder: &Path, terminal: &Terminal) -> bool {
    if !folder.is_dir() {
        let shown = visible(&folder.to_string_lossy());
        terminal.complain(&terminal.fill("no-folder", &[("folder", &shown)]));
    }
    folder.is_dir()
}
