//! Where the commands speak: results on standard output, everything else on standard error.
//!
//! A closed pipe or a full device is not a reason to fail: what was built is built.

use std::io::{IsTerminal, Write};

use crate::base::words::{Lang, Words};

pub struct Terminal {
    pub lang: Lang,
}

impl Terminal {
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    pub fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    /// A sentence of the catalogue's `cli` table.
    pub fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.words().fill_in("cli", key, args)
    }

    /// A result, on standard output. Colours are dropped where nobody sees them.
    pub fn say(&self, text: &str) {
        let mut out = anstream::stdout().lock();
        let _ = writeln!(out, "{}", text.trim_end());
    }

    /// Something about the work, on standard error.
    pub fn complain(&self, text: &str) {
        let mut out = anstream::stderr().lock();
        let _ = writeln!(out, "{}", text.trim_end());
    }

    /// What is being done now, only where somebody is watching.
    pub fn progress(&self, key: &str) {
        let mut out = std::io::stderr().lock();
        if out.is_terminal() {
            let _ = write!(out, "\r\x1b[2K{}", self.fill(key, &[]));
            let _ = out.flush();
        }
    }

    /// Takes the progress line away again.
    pub fn clear(&self) {
        let mut out = std::io::stderr().lock();
        if out.is_terminal() {
            let _ = write!(out, "\r\x1b[2K");
        }
    }
}
