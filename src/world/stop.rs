//! Whether somebody has asked the program to stop: with Ctrl-C, or as a machine does that shuts down.
//!
//! A signal only leaves a note here. Whoever does long work looks at it between two steps and gives up
//! in order, so that nothing half done stays behind. A second signal ends the program at once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    Interrupt,
    Terminate,
}

impl Signal {
    const ALL: [Signal; 2] = [Signal::Interrupt, Signal::Terminate];

    const fn number(self) -> i32 {
        match self {
            Signal::Interrupt => SIGINT,
            Signal::Terminate => SIGTERM,
        }
    }

    /// What shells take for the end of a program by this signal: 128 and its number.
    pub const fn exit_code(self) -> u8 {
        match self {
            Signal::Interrupt => 130,
            Signal::Terminate => 143,
        }
    }
}

/// The notes that signals leave. All copies share them.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    asked: [Arc<AtomicBool>; Signal::ALL.len()],
}

impl Stop {
    /// Takes the signals over from now on.
    ///
    /// # Errors
    /// When the system does not let go of a signal; it then ends the program as it always did.
    pub fn on_signals() -> io::Result<Self> {
        let stop = Self::default();
        for (signal, asked) in Signal::ALL.iter().zip(&stop.asked) {
            // In this order: the first signal finds no note yet and leaves one.
            flag::register_conditional_default(signal.number(), Arc::clone(asked))?;
            flag::register(signal.number(), Arc::clone(asked))?;
        }
        Ok(stop)
    }

    /// The signal that came, if one did.
    pub fn asked(&self) -> Option<Signal> {
        let mut all = Signal::ALL.iter().zip(&self.asked);
        let (signal, _) = all.find(|(_, asked)| asked.load(Ordering::Relaxed))?;
        Some(*signal)
    }
}
