//! `mieruka init`: a small complete site to start from. It never overwrites anything.

use std::io;
use std::path::Path;

use rust_embed::Embed;

use super::Ending;
use super::terminal::Terminal;
use crate::base::text::visible;
use crate::base::words::{Lang, Words};
use crate::render;
use crate::sources::schema;
use crate::world::write_new_file;

#[derive(Embed)]
#[folder = "src/cli/starter"]
struct Starter;

pub fn run(folder: &Path, terminal: &Terminal) -> Ending {
    let shown = visible(&folder.to_string_lossy());
    if folder.exists() && !is_empty(folder) {
        terminal.complain(&terminal.fill("init-not-empty", &[("folder", &shown)]));
        return Ending::Failed;
    }
    match write_all(folder) {
        Ok(()) => {
            terminal.say(&terminal.fill("init-done", &[("folder", &shown)]));
            Ending::Done
        }
        Err((file, error)) => {
            let args = [("file", &*visible(&file)), ("why", &*error.to_string())];
            terminal.complain(&terminal.fill("init-failed", &args));
            Ending::Failed
        }
    }
}

fn is_empty(folder: &Path) -> bool {
    folder
        .read_dir()
        .is_ok_and(|mut entries| entries.next().is_none())
}

fn write_all(folder: &Path) -> Result<(), (String, io::Error)> {
    for name in Starter::iter() {
        let Some(file) = Starter::get(&name) else {
            continue;
        };
        write_new_file(&folder.join(&*name), &file.data)
            .map_err(|error| (name.to_string(), error))?;
    }
    let theme = "themes/default/theme.toml";
    write_new_file(
        &folder.join(theme),
        render::settings_file(Words::of(Lang::Ja)).as_bytes(),
    )
    .map_err(|error| (theme.to_owned(), error))?;
    for kind in schema::KINDS {
        let name = format!(".mieruka/{kind}.schema.json");
        let text = schema::schema(kind)
            .and_then(|schema| serde_json::to_string_pretty(&schema).ok())
            .unwrap_or_default();
        write_new_file(&folder.join(&name), text.as_bytes()).map_err(|error| (name, error))?;
    }
    Ok(())
}
