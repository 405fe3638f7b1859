//! `mieruka serve`: the site in the browser while the sources are being edited.

use std::process::{Command, Stdio};

use super::arguments::{Open, ServeWish};
use super::terminal::Terminal;
use super::{Ending, open_site, report};
use crate::preview::{self, Event, Options, PreviewError};

/// Templates and deep prose need more stack than a thread usually has.
const STACK: usize = 16 << 20;

pub fn run(wish: &ServeWish, terminal: &Terminal) -> Ending {
    let Some(world) = open_site(&wish.folder, terminal) else {
        return Ending::Failed;
    };
    // A second pool cannot be made global; there is none before this.
    let _ = rayon::ThreadPoolBuilder::new()
        .stack_size(STACK)
        .build_global();
    let options = Options {
        folder: wish.folder.clone(),
        port: wish.port,
        chosen: wish.chosen.clone(),
    };
    let (lang, open) = (terminal.lang, wish.open);
    let tell = move |event: Event<'_>| {
        let terminal = Terminal::new(lang);
        match event {
            Event::Ready { address } => {
                let url = format!("http://{address}/");
                terminal.say(&terminal.fill("serve-ready", &[("url", &url)]));
                if open == Open::Browser {
                    open_browser(&url);
                }
            }
            Event::Loaded { findings, took } => {
                if findings.has_errors() {
                    terminal.complain(&report::text(findings, &world, lang));
                }
                let took = took.as_millis().to_string();
                let counts = report::counts(findings, lang);
                let args = [("counts", counts.as_str()), ("took", took.as_str())];
                terminal.say(&terminal.fill("serve-loaded", &args));
            }
            Event::Polling => terminal.complain(&terminal.fill("serve-polling", &[])),
        }
    };
    match preview::serve(&options, tell) {
        Ok(()) => Ending::Done,
        Err(error) => {
            terminal.complain(&said(&error, terminal));
            Ending::Failed
        }
    }
}

fn said(error: &PreviewError, terminal: &Terminal) -> String {
    match error {
        PreviewError::Port { port, source } => {
            let next = port.checked_add(1).unwrap_or(4000).to_string();
            let args = [
                ("port", &*port.to_string()),
                ("next", &*next),
                ("why", &*source.to_string()),
            ];
            terminal.fill("serve-port", &args)
        }
        other => terminal.fill("serve-failed", &[("why", &other.to_string())]),
    }
}

/// Asks the system for a browser; where it has none, the address on the screen is enough.
fn open_browser(url: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(target_os = "windows") {
        "explorer"
    } else {
        "xdg-open"
    };
    let _ = Command::new(opener)
        .arg(url)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}
