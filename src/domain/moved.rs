//! What a change of the calendar or of the rules would move (变动的期限): the same obligations counted
//! twice, and those whose dates differ. Asked before anything moves.

use super::ids::PetitionNo;
use super::obligation::{Kind, Obligation};

/// One obligation before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The petition.
    pub number: PetitionNo,
    /// As it is counted now.
    pub before: Obligation,
    /// As it would be counted.
    pub after: Obligation,
}

impl Move {
    /// True when a day moves: the nominal, the effective, or the office's own mark; false when only
    /// the provisional mark comes or goes.
    #[must_use]
    pub fn is_of_days(&self) -> bool {
        let (a, b) = (&self.before.due, &self.after.due);
        (a.nominal, a.effective, a.warn) != (b.nominal, b.effective, b.warn)
    }
}

/// The obligations of one petition whose due differs, in the order in which they arose. An obligation
/// is known by its kind and the event that began it.
#[must_use]
pub fn moved(before: &[Obligation], after: &[Obligation]) -> Vec<(Obligation, Obligation)> {
    let mut out = Vec::new();
    let mut taken = vec![false; after.len()];
    for old in before {
        let same =
            |n: &Obligation| n.kind == old.kind && n.since == old.since && n.owed_by == old.owed_by;
        let Some(at) = (0..after.len()).find(|at| !taken[*at] && same(&after[*at])) else {
            continue;
        };
        taken[at] = true;
        // The right to object is nobody's debt, but a day that moves is shown all the same.
        if old.due != after[at].due && (old.kind != Kind::Object || !old.void) {
            out.push((old.clone(), after[at].clone()));
        }
    }
    out
}
