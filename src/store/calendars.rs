//! The calendar and the rules as the store keeps them: the versions of each year's table, and the
//! office's own limits. Changing them is in `signing`.

use rusqlite::{Connection, OptionalExtension, Row};

use super::{Refusal, Sql};
use crate::domain::calendar::{Calendar, Table};
use crate::domain::rules::Rules;
use crate::words::{Exit, Sentence, Trouble};

/// One version of a year's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub id: i64,
    /// The table.
    pub table: Table,
    /// When and by whom it was imported.
    pub imported: (String, String),
    /// When and by whom it was confirmed.
    pub confirmed: Option<(String, String)>,
    /// When and by whom it was dropped unconfirmed.
    pub dropped: Option<(String, String)>,
    /// True when it is the one that counts.
    pub in_force: bool,
}

/// The columns of [`read`], of a table named `v`.
pub const COLUMNS: &str = "id, body, imported_at, imported_by, confirmed_at, confirmed_by, dropped_at, dropped_by,
    confirmed IS NOT NULL AND confirmed = (SELECT max(o.confirmed) FROM calendar_version o WHERE o.year = v.year AND o.local = v.local)";

/// Reads a row of [`COLUMNS`].
pub fn read(r: &Row<'_>) -> Sql<Version> {
    let pair = |at: usize| -> Sql<Option<(String, String)>> {
        let (when, who): (Option<String>, Option<String>) = (r.get(at)?, r.get(at + 1)?);
        Ok(when.zip(who))
    };
    Ok(Version {
        id: r.get(0)?,
        table: Table::read(r.get_ref(1)?.as_str()?).map_err(|s| unreadable(&s))?,
        imported: (r.get(2)?, r.get(3)?),
        confirmed: pair(4)?,
        dropped: pair(6)?,
        in_force: r.get(8)?,
    })
}

fn unreadable(why: &Sentence) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(why.en.to_string().into())
}

/// The calendar as it counts: the shipped tables, then every confirmed version in the order of confirmation.
pub fn calendar(conn: &Connection) -> Sql<Calendar> {
    let mut calendar = Calendar::shipped().map_err(|s| unreadable(&s))?;
    let mut statement = conn.prepare(
        "SELECT body FROM calendar_version WHERE confirmed IS NOT NULL ORDER BY confirmed",
    )?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        calendar.take(Table::read(r.get_ref(0)?.as_str()?).map_err(|s| unreadable(&s))?);
    }
    Ok(calendar)
}

/// The office's rules: the shipped table with the office's own laid over it.
pub fn rules(conn: &Connection) -> Result<Rules, Refusal> {
    let own = own_rules(conn)?;
    Rules::with(&own).map_err(|why| {
        let next = say!(
            "请管理员改正本办期限，例：zhuoluo rules import 期限.toml。",
            "Have an administrator correct the office's rules, e.g. zhuoluo rules import rules.toml."
        );
        Trouble::unchanged(Exit::Failed, why, next).into()
    })
}

/// The text of the office's own rules; empty when it has none.
pub fn own_rules(conn: &Connection) -> Sql<String> {
    let sql = "SELECT value FROM setting WHERE key = 'rules'";
    let own = conn.query_row(sql, [], |r| r.get(0)).optional()?;
    Ok(own.unwrap_or_default())
}

/// One version.
pub fn version(conn: &Connection, id: i64) -> Sql<Option<Version>> {
    let sql = format!("SELECT {COLUMNS} FROM calendar_version v WHERE id = ?1");
    conn.query_row(&sql, [id], read).optional()
}
