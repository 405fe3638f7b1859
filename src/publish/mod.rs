//! The published folder: what may be written into it, how it is checked, and how it is replaced whole.
//!
//! A build opens a [`Target`] (which refuses a folder that is not ours before any work is done), writes
//! its pages into a [`Staging`] folder beside it from as many threads as it likes, and finishes: then
//! the new folder stands in the place of the old one in one step, or nothing has changed at all.
//! Links and addresses are checked on the way ([`LinkBook`], [`addresses`]), and that nothing held back
//! is seen ([`leaks`]); templates, prose and
//! style sheets are made small ([`minify`]).
//!
//! This room touches the disk, through `disk` alone (and `guard`, which resolves the paths that the user
//! gave). It renders nothing, prints nothing and does not know what a plan is. It relies on Linux:
//! `renameat2`, `flock`, `syncfs`.

pub mod addresses;
pub mod error;
mod glance;
pub mod leaks;
pub mod links;
pub mod manifest;
pub mod minify;
mod release;
mod shelf;
pub mod sink;
pub mod stage;
pub mod verify;
pub mod whole;

mod disk;
mod guard;
mod inputs;
mod lock;
mod swap;
mod tree;

pub use error::PublishError;
pub use glance::Glance;
pub use links::{LinkBook, PageLinks};
pub use release::Release;
pub use shelf::{Shelf, Stamp};
pub use sink::{MemorySink, Sink};
pub use stage::{Published, Staging, Target};
pub use tree::unchanged;
pub use verify::{Verification, verify};
