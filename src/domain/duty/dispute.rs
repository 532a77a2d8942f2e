//! A dispute found by screening (矛盾纠纷): its type, its steps. Of the dispute, never of a person.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::ids::UnitId;
use crate::domain::petition::word_list;
use crate::words::Outside;

word_list!(
    /// What a dispute is about, as mediators class it.
    DisputeKind {
        Neighbours = "neighbours", "邻里", "neighbours";
        Family = "family", "婚姻家庭", "family";
        Land = "land", "土地山林水利", "land, forest, water";
        Housing = "housing", "宅基地与房屋", "houses and plots";
        Takings = "takings", "征收拆迁", "land taking";
        Wages = "wages", "劳动工资", "work and wages";
        Village = "village", "村务", "village affairs";
        Property = "property", "物业", "property management";
        Environment = "environment", "环境", "environment";
        Health = "health", "医疗", "medical";
        Trade = "trade", "合同消费", "contracts and purchases";
        Injury = "injury", "损害赔偿", "damages";
        Other = "other", "其他", "other";
    }
);

word_list!(
    /// What was done about a dispute that is not settled yet.
    DisputeWork {
        Assign = "assign", "交办", "assigned";
        Visit = "visit", "走访核实", "looked into";
        Mediate = "mediate", "调解", "mediation";
        Agree = "agree", "达成协议", "agreement";
        Check = "check", "回访履行", "performance checked";
    }
);

word_list!(
    /// How far a dispute is.
    DisputeStep {
        Open = "open", "在化解", "being settled";
        Late = "late", "已过期限", "past its day";
        Closed = "closed", "已了结", "closed";
        Petition = "petition", "已转信访件", "became a petition";
    }
);

/// A dispute found by screening; of the dispute, not of persons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// What it is about.
    #[serde(default = "other")]
    pub kind: DisputeKind,
    /// The unit that found it and works on it.
    pub unit: UnitId,
    /// Where.
    pub place: Outside,
    /// The matter.
    pub matter: Outside,
    /// Until when it is to be settled.
    pub due_on: NaiveDate,
}

const fn other() -> DisputeKind {
    DisputeKind::Other
}

/// The id of an intake's draft that was begun from a dispute: registering it says so on the ledger.
#[must_use]
pub fn draft_of(dispute: i64, rest: &str) -> String {
    format!("dispute-{dispute}-{rest}")
}

/// The dispute that an intake's draft was begun from.
#[must_use]
pub fn of_draft(draft: &str) -> Option<i64> {
    let rest = draft.strip_prefix("dispute-")?;
    rest.split('-').next()?.parse().ok()
}
