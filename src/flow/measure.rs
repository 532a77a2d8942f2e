//! How long the texts of an order may be: refused whole, nothing is cut.

use super::request::Do;
use crate::domain::length::{self, Of};
use crate::words::Sentence;

impl Do {
    /// Refuses a text that is longer than its field takes.
    ///
    /// # Errors
    /// The sentence with the field, its limit and what was given.
    pub fn bounded(&self) -> Result<(), Sentence> {
        match self {
            Self::Act(_, act) => {
                length::why(act.why.raw()).and_then(|()| length::check(Of::File, &act.step))
            }
            Self::Open { why, .. } | Self::Print { why, .. } | Self::OpenUrgent { why, .. } => {
                length::why(why)
            }
            Self::Same(same) => same.why().map_or(Ok(()), |why| length::why(why.raw())),
            Self::Duty(order) => {
                length::why(&order.why).and_then(|()| length::check(Of::Desk, &order.deed))
            }
            Self::DutyAll { deeds, .. } => deeds
                .iter()
                .try_for_each(|deed| length::check(Of::Desk, deed)),
            Self::Finish(_, order) => order.bounded(),
            _ => Ok(()),
        }
    }
}
