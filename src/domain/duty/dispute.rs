//! How far a dispute on the ledger is: of the dispute, never of a person.

use chrono::NaiveDate;

use super::book::DisputeEntry;
use crate::domain::petition::word_list;

word_list!(
    /// How far a dispute is.
    DisputeStep {
        Open = "open", "在化解", "being settled";
        Late = "late", "已过期限", "past its day";
        Closed = "closed", "已了结", "closed";
        Petition = "petition", "已转信访件", "became a petition";
    }
);

impl DisputeEntry {
    /// How far it is on a day.
    #[must_use]
    pub fn step(&self, today: NaiveDate) -> DisputeStep {
        match (&self.petition, &self.outcome) {
            (Some(_), _) => DisputeStep::Petition,
            (_, Some(_)) => DisputeStep::Closed,
            _ if self.dispute.due_on < today => DisputeStep::Late,
            _ => DisputeStep::Open,
        }
    }
}
