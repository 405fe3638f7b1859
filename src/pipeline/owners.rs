//! Whose what is, told without building anything.

use crate::audit::audit;
use crate::audit::owners::Owners;
use crate::sources::{self, Chosen};
use crate::world::World;

/// Which section answers for what, also where the data have errors.
pub fn owners(world: &dyn World, chosen: &Chosen) -> Owners {
    let mut inputs = sources::gather(world);
    let loaded = sources::load(&mut inputs, chosen, world.today());
    let owners = |site| Owners::new(&site, &audit(&site));
    loaded.site.map(owners).unwrap_or_default()
}
