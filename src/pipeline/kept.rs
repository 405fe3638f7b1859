//! What a preview keeps from one reading of a site to the next.

use std::sync::Arc;

use super::addresses;
use crate::audit;
use crate::base::diag::Findings;
use crate::figures;
use crate::render::Theme;
use crate::sources;
use crate::sources::gather::File;

/// Nothing here decides what a page says: with it and without it every page is the same.
#[derive(Default)]
pub struct Kept {
    pub(super) sources: sources::Kept,
    pub(super) audit: audit::Kept,
    /// Of each edition.
    pub(super) addresses: Vec<addresses::Known>,
    pub(super) figures: figures::Kept,
    /// Of the English edition, whose titles sound otherwise.
    pub(super) english: figures::Kept,
    theme: Option<KeptTheme>,
}

/// A theme with all that it was made of.
struct KeptTheme {
    /// The site's settings and its own files.
    files: Vec<File>,
    theme: Arc<Theme>,
}

impl Kept {
    /// The theme of before when it would be made of the same, else a new one.
    pub(super) fn theme(
        &mut self,
        files: Vec<File>,
        load: impl FnOnce() -> Result<Arc<Theme>, Findings>,
    ) -> Result<Arc<Theme>, Findings> {
        if let Some(known) = &self.theme
            && is_same(&known.files, &files)
        {
            return Ok(Arc::clone(&known.theme));
        }
        let theme = load()?;
        self.theme = Some(KeptTheme {
            files,
            theme: Arc::clone(&theme),
        });
        Ok(theme)
    }
}

fn is_same(files: &[File], others: &[File]) -> bool {
    let mut pairs = files.iter().zip(others);
    files.len() == others.len()
        && pairs.all(|((path, bytes), (other, before))| path == other && bytes.is_same(before))
}
