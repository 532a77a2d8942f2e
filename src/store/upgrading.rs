//! How far the upgrade of an older store is, for whoever waits for it: nobody can work meanwhile.

use std::sync::OnceLock;

/// What an upgrade is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upgrading {
    /// Somebody else has the turn to write: another session upgrades, as a rule.
    Waiting,
    /// Tables are changed: so many steps of so many.
    Tables(usize, usize),
    /// Everything kept beside the events is made again: so many of so many events.
    Events(usize, usize),
    /// It is written to the disk.
    Saving,
    /// It has ended, one way or the other.
    Ended,
}

/// Whoever is told.
type Told = Box<dyn Fn(Upgrading) + Send + Sync>;

static TOLD: OnceLock<Told> = OnceLock::new();

/// From now on says how far each upgrade in this process is; whoever asks first hears it.
pub fn tell(whom: impl Fn(Upgrading) + Send + Sync + 'static) {
    let _ = TOLD.set(Box::new(whom));
}

/// An upgrade is at this.
pub(super) fn at(step: Upgrading) {
    if let Some(told) = TOLD.get() {
        told(step);
    }
}
