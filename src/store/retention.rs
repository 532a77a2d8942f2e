//! The retention table in force: the office's own where it was approved, else the one of the program.

use rusqlite::{Connection, OptionalExtension};

use super::{Sql, Store};
use crate::domain::retention::RetentionTable;
use crate::words::{Exit, Sentence, Trouble};

/// The setting that holds the office's own table.
pub const TABLE: &str = "retention";

impl Store {
    /// The retention table: the office's own where it was approved, else the one of the program.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn retention(&self) -> Result<RetentionTable, Trouble> {
        let own = self.setting(TABLE)?;
        read(own.as_deref()).map_err(|why| unread(&why))
    }
}

/// The same for the panel; a table that nobody can read any more counts as never approved.
pub fn table(conn: &Connection) -> Sql<RetentionTable> {
    let own: Option<String> = conn
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([TABLE], |r| r.get(0))
        .optional()?;
    read(own.as_deref())
        .or_else(|_| read(None))
        .map_err(|why| rusqlite::Error::ToSqlConversionFailure(why.zh.to_string().into()))
}

fn read(own: Option<&str>) -> Result<RetentionTable, Sentence> {
    own.map_or_else(RetentionTable::shipped, RetentionTable::parse)
}

/// A table that cannot be read.
pub fn unread(why: &Sentence) -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        why.clone(),
        say!(
            "样表见 zhuoluo archive rules；改好后 zhuoluo archive approve FILE。",
            "See the table with `zhuoluo archive rules`; then `zhuoluo archive approve FILE`."
        ),
    )
}
