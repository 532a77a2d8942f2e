//! The rung of the ladder on which a reminder was given.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Of which obligation, so many days before or after its mark, and on which day that fell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    /// The event that began the obligation.
    pub of: i64,
    /// The code of its kind.
    pub kind: String,
    /// Days before (positive) or after (negative) the mark.
    pub step: i64,
    /// The day on which the rung fell: when an extension moves it, the ladder begins anew.
    pub on: NaiveDate,
}
