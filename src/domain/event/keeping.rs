//! What is said about keeping a file and the personal data in it: archiving, handing over, correcting
//! a person's record, restricting its use and lifting that again.

use serde::{Deserialize, Serialize};

use super::Step;
use crate::domain::ids::PersonId;
use crate::domain::person::Column;
use crate::domain::verdict::{Ground, Retention};
use crate::words::Outside;

impl Step {
    /// True for what a correction of an event cannot take back: it changed a person's record, which
    /// has moved on since. The step is taken again instead.
    #[must_use]
    pub const fn is_lasting(&self) -> bool {
        matches!(
            self,
            Self::CorrectRecord(_) | Self::Restrict(_) | Self::Lift(_)
        )
    }
}

/// 归档.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    /// For how long it is kept.
    pub retention: Retention,
    /// File number.
    #[serde(default)]
    pub document: Outside,
}

/// 更正个人信息 (PIPL Art. 46): one thing on a petitioner's record, with what stood there before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectRecord {
    /// Whose record; may be left out where only one person stands in the petition.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// What is corrected.
    pub field: Column,
    /// The right value; empty takes a wrong one away.
    pub value: Outside,
    /// What stood there before; the store writes it.
    #[serde(default)]
    pub before: Outside,
    /// Why, and what it was checked against.
    pub reasons: Outside,
    /// The number of the request in the register (查阅更正登记), when there is one.
    #[serde(default, skip_serializing_if = "Outside::is_empty")]
    pub request: Outside,
}

/// 限制处理 (PIPL Art. 47): from now on the personal data in this file is stored and protected,
/// nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restrict {
    /// On which ground.
    pub ground: Ground,
    /// Why, in words.
    pub reasons: Outside,
    /// The number of the request in the register, when there is one.
    #[serde(default, skip_serializing_if = "Outside::is_empty")]
    pub request: Outside,
}

/// 解除限制: the data may be used again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lift {
    /// Why.
    pub reasons: Outside,
}

/// 移交档案馆 (《档案法实施条例》第二十条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// To whom.
    pub archives: Outside,
    /// The number of the signed list of what was handed over.
    #[serde(default)]
    pub document: Outside,
}
