//! The registers beside the ledger of petitions (台账): supervisions, campaigns, disputes, the self-check,
//! requests about personal data. About cases and units.

use chrono::NaiveDate;

use crate::domain::campaign::{Campaign, Listed};
use crate::domain::claim::Claim;
use crate::domain::duty::book::DisputeEntry;
use crate::domain::ids::PetitionNo;
use crate::domain::obligation::Obligation;
use crate::domain::selfcheck::Breach;
use crate::domain::verdict::Demand;
use crate::words::Outside;

/// Which register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register {
    /// 督办: slips, letters and proposals, those that wait for a reply first.
    Supervisions,
    /// 积案: the cases of the campaigns that run.
    Campaigns,
    /// 排查: disputes found by screening.
    Disputes,
    /// 自查: failures of the liability list that go on.
    SelfCheck,
    /// 个人信息申请: what people asked about their own data.
    Claims,
}

/// A slip, a letter or a proposal, replied to or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupervisionRow {
    /// The petition.
    pub number: PetitionNo,
    /// Its one line.
    pub summary: Outside,
    /// Which.
    pub demand: Demand,
    /// The breach or the proposal.
    pub text: Outside,
    /// When it was made.
    pub made_on: NaiveDate,
    /// The reply that is or was owed.
    pub owed: Obligation,
}

/// The rows of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterRows {
    /// What waits for a reply first, soonest due first; then what was replied to, the last made first.
    Supervisions(Vec<SupervisionRow>),
    /// A campaign with each of its cases.
    Campaigns(Vec<(Campaign, Listed)>),
    /// Those that are not settled first, soonest due first.
    Disputes(Vec<DisputeEntry>),
    /// By unit; more than these when the second is true.
    SelfCheck(Vec<(PetitionNo, Breach)>, bool),
    /// Each with the day by which it is answered: those that are owed first, soonest first; then what
    /// ended, the last received first.
    Claims(Vec<(Claim, NaiveDate)>),
}

impl RegisterRows {
    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Supervisions(rows) => rows.len(),
            Self::Campaigns(rows) => rows.len(),
            Self::Disputes(rows) => rows.len(),
            Self::SelfCheck(rows, _) => rows.len(),
            Self::Claims(rows) => rows.len(),
        }
    }

    /// True when there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The petition of a row.
    #[must_use]
    pub fn number(&self, at: usize) -> Option<&PetitionNo> {
        match self {
            Self::Supervisions(rows) => rows.get(at).map(|r| &r.number),
            Self::Campaigns(rows) => rows.get(at).map(|(_, r)| &r.number),
            Self::Disputes(rows) => rows.get(at)?.petition.as_ref(),
            Self::SelfCheck(rows, _) => rows.get(at).map(|(n, _)| n),
            // What is opened of a request is the request.
            Self::Claims(_) => None,
        }
    }
}
