//! `mieruka serve`: the site in the browser while the sources are being edited.

use std::io::ErrorKind;
use std::process::{Command, Stdio};

use super::arguments::{Open, ServeWish};
use super::terminal::Terminal;
use super::{Ending, open_site, pool, qr, report};
use crate::base::text::visible;
use crate::preview::{self, Event, Options, PreviewError};
use crate::world::Disk;

pub fn run(wish: &ServeWish, terminal: &Terminal) -> Ending {
    let Some(world) = open_site(&wish.folder, terminal) else {
        return Ending::Failed;
    };
    // A second pool cannot be made global; there is none before this.
    let _ = pool::threads(None).build_global();
    let options = Options {
        folder: wish.folder.clone(),
        published: wish.published.clone(),
        port: wish.port,
        chosen: wish.chosen.clone(),
        lan: wish.lan,
    };
    let (lang, open) = (terminal.lang, wish.open);
    let tell = move |event: Event<'_>| {
        let terminal = Terminal::new(lang);
        if let (Event::Ready { address }, Open::Browser) = (&event, open) {
            open_browser(&format!("http://{address}/"));
        }
        say(&event, &world, &terminal);
    };
    match preview::serve(&options, tell) {
        Ok(()) => Ending::Done,
        Err(error) => {
            terminal.complain(&said(&error, terminal));
            Ending::Failed
        }
    }
}

fn say(event: &Event<'_>, world: &Disk, terminal: &Terminal) {
    match event {
        Event::Ready { address } => {
            let url = format!("http://{address}/");
            terminal.say(&terminal.fill("serve-ready", &[("url", &url)]));
        }
        Event::Loaded { findings, took } => {
            if findings.has_errors() {
                terminal.complain(&report::text(findings, world, terminal.lang));
            }
            let took = took.as_millis().to_string();
            let counts = report::counts(findings, terminal.lang);
            let args = [("counts", counts.as_str()), ("took", took.as_str())];
            terminal.say(&terminal.fill("serve-loaded", &args));
        }
        Event::Bug { what } => {
            let why = visible(what);
            terminal.complain(&terminal.words().fill("preview.bug", &[("why", why)]));
        }
        Event::Invited { url, entered } => invite(url, *entered, terminal),
        Event::Polling => terminal.complain(&terminal.fill("serve-polling", &[])),
    }
}

/// What opens the preview to the network says so each time, and what that means.
fn invite(url: &str, entered: bool, terminal: &Terminal) {
    let key = if entered {
        "serve-lan-next"
    } else {
        "serve-lan"
    };
    terminal.say(&terminal.fill(key, &[("url", url)]));
    if let Some(square) = qr::square(url) {
        terminal.say(&square);
    }
}

fn said(error: &PreviewError, terminal: &Terminal) -> String {
    match error {
        PreviewError::Port { port, next, source } => {
            let key = match source.kind() {
                ErrorKind::AddrInUse => "serve-port-taken",
                _ => "serve-port",
            };
            let (port, why) = (port.to_string(), source.to_string());
            let mut args = vec![("port", port), ("why", why)];
            args.extend(next.map(|next| ("next", next.to_string())));
            terminal.words().fill(&format!("cli.{key}"), &args)
        }
        PreviewError::Network(None) => terminal.fill("serve-lan-none", &[]),
        PreviewError::Network(Some(address)) => {
            let address = address.to_string();
            terminal.fill("serve-lan-other", &[("address", &address)])
        }
        PreviewError::Server(error) => {
            terminal.fill("serve-failed", &[("why", &error.to_string())])
        }
        PreviewError::Watcher => terminal.fill("serve-stopped", &[]),
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
