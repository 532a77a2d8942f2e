//! When something of the duty desk was recorded, and by whom.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::words::{Outside, Shown};

/// An event's number, civil instant and writer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its number.
    pub seq: i64,
    /// When it was recorded, by civil time of the office.
    pub at: NaiveDateTime,
    /// By whom.
    pub by: Outside,
    /// The note with it.
    pub why: Outside,
}

impl Stamp {
    /// Who wrote it: the name, or the login of somebody without one.
    #[must_use]
    pub fn writer(&self, names: &BTreeMap<String, String>) -> Shown {
        let name = names.get(self.by.raw());
        name.map_or_else(|| self.by.line(), |name| Shown::line(name))
    }
}
