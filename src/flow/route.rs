//! The rooms and where one stands in them; parseable, for session restore.

use crate::domain::ids::{PersonId, PetitionNo};
use crate::words::Outside;

/// A room and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// 总览.
    Desk,
    /// 登记.
    Intake,
    /// 登记 of what was found as a dispute, because somebody asks for it: its row, its matter, its place.
    IntakeOf(i64, Outside, Outside),
    /// 查询, with the query typed so far.
    Find(String),
    /// 案卷 of a petition.
    Case(PetitionNo),
    /// 人员档案 of somebody on record.
    Person(PersonId),
    /// 值班.
    Duty,
    /// 台账.
    Ledgers,
}

impl Route {
    /// One word for session restore. Cases and queries are not remembered: a file is not opened
    /// without somebody asking for it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Desk | Self::Case(_) | Self::Person(_) => "desk",
            Self::Intake | Self::IntakeOf(..) => "intake",
            Self::Find(_) => "find",
            Self::Duty => "duty",
            Self::Ledgers => "ledgers",
        }
    }

    /// Reads a code back; unknown ones lead to the desk.
    #[must_use]
    pub fn parse(code: &str) -> Self {
        match code {
            "intake" => Self::Intake,
            "find" => Self::Find(String::new()),
            "duty" => Self::Duty,
            "ledgers" => Self::Ledgers,
            _ => Self::Desk,
        }
    }
}
