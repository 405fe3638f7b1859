//! Whether every link, anchor and asset of the finished site leads somewhere.
//!
//! [`scan`] reads one finished page and notes what it links to and which ids it has; a [`LinkBook`] is
//! fed by all threads, page by page, and tells at the end what leads nowhere. Other sites are not asked,
//! and the pages are not kept: of each page only the hashes of its ids stay in memory.

mod book;
mod resolve;
mod scan;

pub use book::LinkBook;
pub use scan::{Link, PageLinks, Use, scan};
