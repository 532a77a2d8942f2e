//! What was registered (登记): the petition as it came, its people and whom it accuses.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{PersonId, PetitionNo, QueryCode, UnitId};
use super::petition::{Channel, Class, Role, Route};
use crate::words::Outside;

/// A person's part in a petition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
}

/// Somebody who has a record of their own in a petition, since it was sorted as a report: what it says of
/// them reaches nobody through another petition of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    /// The record with which they stood in it before.
    pub was: PersonId,
    /// The one with which they stand in it now.
    pub person: PersonId,
    /// True where nobody can tell what the petition brought to the record before, which other petitions read:
    /// it was registered before that was kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unsure: bool,
}

/// Somebody a report accuses (被反映人). Structured, so that the firewall of Art. 30(3) can run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Accused {
    /// Name of the person or unit accused.
    pub name: Outside,
    /// The unit accused, or the accused person's unit.
    pub unit: Option<UnitId>,
}

/// What was registered (登记): the petition as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The registration number, given by the store in the same transaction.
    pub number: PetitionNo,
    /// The query code on the receipt.
    pub code: QueryCode,
    /// How it came.
    pub channel: Channel,
    /// The date on it (信访日期).
    pub petitioned_on: NaiveDate,
    /// The date the office received it (收到日期); starts the 15 days.
    pub received_on: NaiveDate,
    /// The date of registration in the ledger it was imported from; otherwise the event's own day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_on: Option<NaiveDate>,
    /// Class.
    pub class: Class,
    /// Route of a request, when already clear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<Route>,
    /// Category code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// Place of the problem (问题属地).
    #[serde(default, skip_serializing_if = "Outside::is_empty")]
    pub place: Outside,
    /// One line for lists.
    pub summary: Outside,
    /// Facts and reasons, in the petitioner's own words where possible.
    #[serde(default, skip_serializing_if = "Outside::is_empty")]
    pub facts: Outside,
    /// What is asked for, one by one; each will be answered one by one.
    pub requests: Vec<Outside>,
    /// The people, the first petitioner first. Empty for an anonymous petition.
    pub parties: Vec<Party>,
    /// True when nobody gave a name: no written notice can be owed (Art. 23(2)).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anonymous: bool,
    /// How many people stand behind it.
    pub headcount: u32,
    /// Who is accused (reports only).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accused: Vec<Accused>,
    /// The responsible unit proposed at intake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// The number in another system.
    #[serde(default, skip_serializing_if = "Outside::is_empty")]
    pub external_no: Outside,
    /// True when the petitioner asks that the name be withheld.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withhold_name: bool,
    /// The draft it was written as; a retry after a cut finds the first saving by it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub draft: String,
    /// The unit at whose own window it was taken down; absent for the petition office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<UnitId>,
    /// The import batch it came in with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<i64>,
}

impl Registration {
    /// All that it says, for looking whom it names.
    #[must_use]
    pub fn text(&self) -> String {
        let requests = self.requests.iter().map(Outside::raw);
        let all = [self.summary.raw(), self.facts.raw()].into_iter();
        all.chain(requests).collect::<Vec<_>>().join("\n")
    }
}
