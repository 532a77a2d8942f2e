//! Special periods (特别时段): declared days that change what the desk owes, never anything about a person.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A declared period. There is no default list: every one is declared by somebody, on a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Its name, e.g. 春节.
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// The document that declares it.
    pub basis: String,
    /// Who declared it.
    pub declared_by: String,
}

impl Period {
    /// Day `n` of `m` when `today` lies inside.
    #[must_use]
    pub fn day(&self, today: NaiveDate) -> Option<(i64, i64)> {
        (self.from <= today && today <= self.to).then(|| {
            (
                (today - self.from).num_days() + 1,
                (self.to - self.from).num_days() + 1,
            )
        })
    }

    /// True when a date falls inside.
    #[must_use]
    pub fn holds(&self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }
}
