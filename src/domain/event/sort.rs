//! How a petition is sorted: what the step says.

use serde::{Deserialize, Serialize};

use super::{Accused, Apart};
use crate::domain::petition::{Class, Route};
use crate::words::Outside;

/// 研判: class, route, simple or not; of a report, whom it accuses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    /// Class (Arts. 29–31).
    pub class: Class,
    /// Route of a request (Art. 31).
    #[serde(default)]
    pub route: Option<Route>,
    /// 简易办理.
    #[serde(default)]
    pub simple: bool,
    /// Category code; empty leaves it.
    #[serde(default)]
    pub category: String,
    /// The superior that assigned it (上级交办), in words; bars the simple procedure.
    #[serde(default, skip_serializing_if = "Outside::is_empty")]
    pub superior: Outside,
    /// Whom a report accuses; added to those that stand there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accused: Vec<Accused>,
    /// 不详: nobody knows whom it accuses, as somebody said.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub accused_unknown: bool,
    /// The records that its people have in it alone from now on; the store's to say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Apart>,
}
