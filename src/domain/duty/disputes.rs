//! The ledger of disputes: what happens on it, how far each is, the order in which it is read.

use chrono::NaiveDate;

use super::book::{Book, DisputeEntry, Stamp};
use super::deed::Deed;
use super::dispute::DisputeStep;

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

    /// True until it is closed or became a petition.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.outcome.is_none() && self.petition.is_none()
    }
}

impl Book {
    /// Takes what happens on the ledger of disputes; false for anything else.
    pub(super) fn take_dispute(&mut self, deed: &Deed, stamp: &Stamp) -> bool {
        let mut with = |of: i64, change: &dyn Fn(&mut DisputeEntry)| {
            if let Some(entry) = self.disputes.iter_mut().find(|d| d.stamp.seq == of) {
                change(entry);
            }
        };
        match deed {
            Deed::Dispute(dispute) => self.disputes.push(DisputeEntry {
                stamp: stamp.clone(),
                dispute: dispute.clone(),
                work: Vec::new(),
                outcome: None,
                petition: None,
            }),
            Deed::WorkOnDispute { of, work, text } => with(*of, &|d| {
                d.work.push((stamp.clone(), *work, text.clone()));
            }),
            Deed::CloseDispute { of, outcome } => {
                with(*of, &|d| d.outcome = Some(outcome.clone()));
            }
            Deed::DisputeToPetition { of, number } => {
                with(*of, &|d| d.petition = Some(number.clone()));
            }
            _ => return false,
        }
        true
    }
}

/// The ledger as it is read: what is not settled first, soonest due first.
#[must_use]
pub fn in_order(mut all: Vec<DisputeEntry>) -> Vec<DisputeEntry> {
    all.sort_by_key(|d| (!d.is_open(), d.dispute.due_on, d.stamp.seq));
    all
}
