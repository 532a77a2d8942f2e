//! Why a write did not happen: the database, or a rule.

use crate::words::Trouble;

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
