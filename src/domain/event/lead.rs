//! What is said about a led case (包案): who leads it, the plan step by step, and what was done since.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::ids::UnitId;
use crate::words::Outside;

/// 包案: a lead official for the case (never for a person), or that official's next action.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// The official.
    pub official: Outside,
    /// The plan, or what was done.
    #[serde(default, skip_serializing_if = "Outside::is_empty")]
    pub text: Outside,
    /// The step of the plan (方案步骤) that is due first is done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub done: bool,
    /// One more step of the plan: what is to be done.
    #[serde(default, skip_serializing_if = "Outside::is_empty")]
    pub next: Outside,
    /// By which day; goes with `next`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<NaiveDate>,
    /// The unit that does it; the holder when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_unit: Option<UnitId>,
}
