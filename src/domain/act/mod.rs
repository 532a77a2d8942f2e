//! Taking a step: what an operator or a script says -> one checked step, or faults; and the
//! check of a step against the case, with the reason and the legal steps when it is refused.

mod accused;
mod addressed;
mod beside;
mod body;
mod check;
mod clash;
mod keys;
mod need;
mod read;
mod review;
mod simple;
mod telling;
mod units;

use chrono::NaiveDate;

use super::event::Step;
use super::once::Once;
use crate::words::Outside;

pub use addressed::{
    check as addressed, lies_with_accused, reached, unit_refused, unsaid_beside, words_refused,
};
pub use beside::{approves, names};
pub use check::check;
pub use clash::clash;
pub use keys::keys;
pub use read::read;

/// A step as asked for: with the date on which it took effect and a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The step.
    pub step: Step,
    /// The civil date of effect.
    pub on: NaiveDate,
    /// Why; may be empty.
    pub why: Outside,
    /// The number of the newest event that whoever asks has seen; none when they do not say.
    pub seen: Option<i64>,
    /// The draft id of a script, so that the same again is not recorded twice.
    pub once: Option<Once>,
}

impl Act {
    /// Why it is done, as far as the step or the remark says so.
    #[must_use]
    pub fn reason(&self) -> &Outside {
        match &self.step {
            Step::Restrict(step) => &step.reasons,
            Step::Lift(step) => &step.reasons,
            _ => &self.why,
        }
    }
}
