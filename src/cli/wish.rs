//! What a user can want done, with all that the command needs to know.

use std::path::PathBuf;

use crate::base::moment::Moment;
use crate::preview::Lan;
use crate::sources::Chosen;

/// What the user wants done.
#[derive(Debug)]
pub enum Wish {
    Build(BuildWish),
    Check(CheckWish),
    Serve(ServeWish),
    Init {
        folder: PathBuf,
    },
    Freeze(FreezeWish),
    Schema {
        kind: String,
    },
    Diff(DiffWish),
    Release(ReleaseWish),
    Verify {
        folder: PathBuf,
        /// What the folder must be, as `build` told it.
        hash: Option<String>,
    },
}

#[derive(Debug)]
pub struct BuildWish {
    pub folder: PathBuf,
    pub out: PathBuf,
    /// What a preview is held against.
    pub published: Option<Against>,
    pub chosen: Chosen,
    pub jobs: Option<usize>,
    pub show_timings: ShowTimings,
}

#[derive(Debug)]
pub struct FreezeWish {
    pub folder: PathBuf,
    /// The id of the edition that is kept, and of the one that is begun.
    pub plan: String,
    pub next: String,
    /// Where the edition is published.
    pub out: PathBuf,
    pub chosen: Chosen,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShowTimings {
    Yes,
    No,
}

#[derive(Debug)]
pub struct CheckWish {
    pub folder: PathBuf,
    pub format: Format,
    pub chosen: Chosen,
    pub explain: Option<String>,
    /// The section whose findings are wanted.
    pub department: Option<String>,
    /// The folder that is published, and whether the user named it.
    pub against: Against,
}

/// What the sources are held against.
#[derive(Debug)]
pub enum Against {
    Named(PathBuf),
    /// Where a build would publish; there may be nothing yet.
    Usual(PathBuf),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
    Github,
    Sarif,
}

#[derive(Debug)]
pub struct DiffWish {
    /// Releases, or folders with the sources of one.
    pub old: PathBuf,
    pub new: PathBuf,
    pub format: DiffFormat,
    pub out: Option<PathBuf>,
    pub chosen: Chosen,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffFormat {
    Text,
    Html,
    Markdown,
    Json,
    Sheets,
}

#[derive(Debug)]
pub struct ReleaseWish {
    pub folder: PathBuf,
    /// The folder of the papers, where it was named, and the usual one.
    pub out: Option<PathBuf>,
    pub usual: PathBuf,
    /// The folder of the release before.
    pub last: PathBuf,
    pub is_last_named: bool,
    pub chosen: Chosen,
    /// The post that approves.
    pub approve: Option<String>,
    pub at: Option<Moment>,
}

#[derive(Debug)]
pub struct ServeWish {
    pub folder: PathBuf,
    pub port: u16,
    /// Where the site is published.
    pub published: PathBuf,
    pub open: Open,
    pub lan: Lan,
    pub chosen: Chosen,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    Browser,
    Nothing,
}
