//! What a change of the office's own lists and settings writes over: told to whoever makes it, and kept.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::petitions::mentioned;
use super::{Sql, office};
use crate::domain::ids::PetitionId;
use crate::domain::instead::{By, instead, quoted};
use crate::domain::office::Office;
use crate::words::{Place, Sentence, Shown, Word, visible};

/// Under what a text that was written over is kept, by its number.
const KEPT: &str = "was:";
/// Before what stood there, in the words of a record.
pub const WAS: &str = "(was ";

/// Who wrote what stands there: whose entry of this kind with these words is the newest.
pub fn by(conn: &Connection, office: &Office, action: &str, words: &str) -> Sql<Option<By>> {
    let sql =
        "SELECT a.operator, o.name, a.at FROM audit a LEFT JOIN operator o ON o.login = a.operator
         WHERE a.action = ?1 AND instr(a.what, ?2) > 0 ORDER BY a.seq DESC LIMIT 1";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([action, words])?;
    rows.next()?.map(|r| author(office, r)).transpose()
}

/// Login, name and instant of a row.
fn author(office: &Office, r: &Row<'_>) -> Sql<By> {
    let (login, name, at): (String, Option<String>, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
    let name = name.as_ref().unwrap_or(&login);
    Ok(whose(office, (&login, name), &at))
}

/// The same of the entries about one petition.
pub fn by_of(
    conn: &Connection,
    office: &Office,
    (action, begin): (&str, &str),
    petition: PetitionId,
) -> Sql<Option<By>> {
    let sql = "SELECT a.operator, o.name, a.at FROM audit a LEFT JOIN operator o ON o.login = a.operator
         WHERE a.petition = ?3 AND a.action = ?1 AND substr(a.what, 1, length(?2)) = ?2 ORDER BY a.seq DESC LIMIT 1";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query(params![action, begin, petition.0])?;
    rows.next()?.map(|r| author(office, r)).transpose()
}

/// Somebody of a login and a name, at an instant as it is stored.
pub fn whose(office: &Office, (login, name): (&str, &str), at: &str) -> By {
    let who = if login == office.operator.login {
        say!("你", "you")
    } else {
        let name = visible(name, Place::Line);
        say!("{name}", "{name}")
    };
    // `2027-02-01T10:00:00+08:00`
    let at = Shown::line(&at.get(..16).unwrap_or(at).replace('T', " "));
    By { who, at }
}

/// What stood there, where something else did.
pub fn told(
    conn: &Connection,
    office: &Office,
    word: Word,
    (old, new): (&str, &str),
    (action, words): (&str, &str),
) -> Sql<Option<Sentence>> {
    if old == new || old.is_empty() {
        return Ok(None);
    }
    let by = by(conn, office, action, words)?;
    let covered = mentioned::covered(conn, &office.operator.login, old)?;
    Ok(Some(instead(
        word,
        &quoted(covered.as_deref().unwrap_or(old)),
        by.as_ref(),
        Some(&quoted(new)),
    )))
}

/// The same behind the words of a record.
pub fn noted(said: &mut String, (old, new): (&str, &str)) {
    if old != new && !old.is_empty() {
        said.extend([" ", WAS, old, ")"]);
    }
}

/// Keeps the text of a setting that another is written over; gives the number under which it is kept.
pub fn keep(tx: &Transaction<'_>, key: &str, new: &str) -> Sql<Option<i64>> {
    let sql = "SELECT value FROM setting WHERE key = ?1 AND value NOT IN ('', ?2)";
    let old: Option<String> = tx.query_row(sql, [key, new], |r| r.get(0)).optional()?;
    let Some(old) = old else {
        return Ok(None);
    };
    let like = format!("{KEPT}{key}:");
    let sql = "SELECT count(*) + 1 FROM setting WHERE substr(key, 1, length(?1)) = ?1";
    let number: i64 = tx.query_row(sql, params![like], |r| r.get(0))?;
    office::put_setting(tx, &at(key, number), &old)?;
    Ok(Some(number))
}

/// Where a text that was written over is kept.
pub fn at(key: &str, number: i64) -> String {
    format!("{KEPT}{key}:{number}")
}
