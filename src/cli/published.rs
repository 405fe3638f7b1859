//! The folder of what is online, where there is one.

use super::Ending;
use super::arguments::Against;
use super::terminal::Terminal;
use crate::base::text::visible;
use crate::pipeline::BuildError;
use crate::publish::Shelf;

/// What is published, where there is something. A preview was never published.
pub fn open_published(against: &Against, terminal: &Terminal) -> Result<Option<Shelf>, Ending> {
    let (path, is_named) = match against {
        Against::Named(path) => (path, true),
        Against::Usual(path) => (path, false),
    };
    if !is_named && !path.is_dir() {
        return Ok(None);
    }
    if is_named && !super::is_there(path, terminal) {
        return Err(Ending::Failed);
    }
    let shelf = Shelf::published(path).map_err(|error| {
        super::build::complain(&BuildError::Publish(error), terminal);
        Ending::Failed
    })?;
    if is_named && shelf.is_none() {
        let folder = visible(&path.to_string_lossy());
        terminal.complain(&terminal.fill("check-not-published", &[("folder", &folder)]));
        return Err(Ending::Failed);
    }
    Ok(shelf)
}
