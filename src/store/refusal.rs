//! Why a write did not happen: the database, or a rule.

use crate::domain::office::Office;
use crate::domain::rights::{self, Deed};
use crate::words::{Exit, Sentence, Trouble};

/// Why a write did not happen.
pub enum Refusal {
    /// The database.
    Sql(rusqlite::Error),
    /// A rule, a right, or something that is not there.
    Trouble(Box<Trouble>),
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<Trouble> for Refusal {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(Box::new(trouble))
    }
}

impl From<Refusal> for Trouble {
    /// Only for refusals that are already in words; SQL failures pass through the store's own path.
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Trouble(trouble) => *trouble,
            Refusal::Sql(error) => super::trouble(&error, std::path::Path::new("")),
        }
    }
}

/// People are found through an index that the caller holds.
pub fn unindexed() -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "查询索引还没有准备好。",
            "The search index is not ready yet."
        ),
        say!("请稍候再试。", "Try again in a moment."),
    )
}

/// A text that is longer than its field takes.
pub fn too_long(why: Sentence) -> Trouble {
    let next = say!(
        "请写短些再来；原文可作附件存档。",
        "Write it shorter and try again; the whole may be filed as an attachment."
    );
    Trouble::unchanged(Exit::Wrong, why, next)
}

/// The table of rights, as an answer.
pub fn by_right(office: &Office, deed: Deed) -> Option<Trouble> {
    let why = rights::refused(&office.operator, deed)?;
    let next = say!(
        "请有权的人来做；角色由管理员分配，例：zhuoluo operator list。",
        "Ask somebody who may; the administrator gives the roles, e.g. zhuoluo operator list."
    );
    Some(Trouble::unchanged(Exit::Refused, why, next))
}
