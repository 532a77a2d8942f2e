//! What can happen to a petition. Events are only ever added; each has who, when and why.

pub mod keeping;
mod kind;
mod lead;
mod placed;
mod rung;
mod sort;
mod step;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::ids::PetitionId;
pub use super::registration::{Accused, Apart, Party, Registration};
use crate::words::Outside;
pub use kind::StepKind;
pub use lead::Lead;
pub use placed::placed;
pub use rung::Rung as Reminded;
pub use sort::Sort;
pub use step::Step;

/// What a written notice is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Receipt, route and procedure (Art. 23); acceptance or not.
    #[default]
    Receipt,
    /// Where it was forwarded.
    Forwarding,
    /// An extension and its reason (Art. 34).
    Extension,
}

/// An event as it stands in the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its place in the store's one sequence.
    pub seq: i64,
    /// The petition it belongs to.
    pub petition: PetitionId,
    /// The civil date on which it took effect.
    pub on: NaiveDate,
    /// The instant at which it was recorded.
    pub at: DateTime<FixedOffset>,
    /// Who recorded it: an operator's login.
    pub by: Outside,
    /// Why, when a reason was given beside what the step says.
    pub why: Outside,
    /// What happened.
    pub what: Step,
}
