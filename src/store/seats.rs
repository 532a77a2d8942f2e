//! Who sits at the desk, as the roster has them, and what must not be put into whose hands.

use std::path::Path;

use rusqlite::{Connection, Row};

use super::{Sql, Store, fault, row};
use crate::domain::act;
use crate::domain::case::Case;
use crate::domain::ids::UnitId;
use crate::domain::office::Office;
use crate::domain::petition::Class;
use crate::domain::rights::{self, Duty, Operator};
use crate::flow::{Answer, Reply};
use crate::search::pinyin::name_readings;
use crate::words::{Exit, Outside, Sentence, Trouble};

/// Everybody who works here.
pub fn operators(conn: &Connection) -> Sql<Vec<Operator>> {
    let mut statement =
        conn.prepare("SELECT login, name, duty, unit FROM operator ORDER BY login")?;
    statement.query_map([], read_operator)?.collect()
}

/// Those of them whom the operator adds and removes, or looks after: of another unit its own.
///
/// # Errors
/// The first row that does not read, by name; or the store's [`Trouble`].
pub fn known(store: &Store) -> Answer {
    let office = &store.office;
    let mut all = match operators(&store.conn) {
        Err(e) if fault::is_unreadable(&e) => return Err(unread(&store.conn, &e, &store.path)),
        read => read.map_err(|e| store.trouble(&e))?,
    };
    all.retain(|o| rights::is_within(&office.operator, o.unit, &office.units));
    Ok(Reply::Operators(all))
}

/// What is told of the first row of the roster that does not read.
fn unread(conn: &Connection, error: &rusqlite::Error, path: &Path) -> Trouble {
    let first = || -> Sql<Option<String>> {
        let mut statement = conn.prepare("SELECT login, name, duty, unit FROM operator")?;
        let mut rows = statement.query([])?;
        while let Some(r) = rows.next()? {
            if read_operator(r).is_err() {
                return r.get(0).map(Some);
            }
        }
        Ok(None)
    };
    match first() {
        Ok(Some(login)) => unreadable(&login),
        _ => fault::trouble(error, path),
    }
}

/// The logins of those who work in the petition office.
pub fn of_the_office(conn: &Connection) -> Sql<Vec<String>> {
    let mut statement = conn.prepare_cached("SELECT login FROM operator WHERE unit = 1")?;
    statement.query_map([], |r| r.get(0))?.collect()
}

pub fn read_operator(r: &Row<'_>) -> Sql<Operator> {
    Ok(Operator {
        login: r.get(0)?,
        name: r.get(1)?,
        duty: row::word(r, 2, Duty::parse)?,
        unit: UnitId(r.get(3)?),
    })
}

/// Why a petition may not be handled by somebody: it accuses them, or whom they work for.
pub fn reader_refused(case: &Case, reader: &Operator, office: &Office) -> Option<Sentence> {
    let r = &case.registration;
    if case.class != Class::Report && r.accused.is_empty() {
        return None;
    }
    let spell = (&office.units, name_readings as rights::Spell);
    rights::reader_refused(&r.accused, &r.text(), reader, spell)
}

/// Why an official may not lead a case (包案): nobody leads what accuses them, by whatever name or login
/// they are written down.
pub fn lead_refused(
    conn: &Connection,
    office: &Office,
    case: &Case,
    official: &Outside,
) -> Sql<Option<Sentence>> {
    if let Some(why) = act::words_refused(case, official, &office.units) {
        return Ok(Some(why));
    }
    // An official who sits at no desk may be written down like one who does.
    let written = Operator {
        login: String::new(),
        name: official.raw().to_owned(),
        duty: Duty::Lead,
        unit: UnitId::OFFICE,
    };
    if let Some(why) = reader_refused(case, &written, office) {
        return Ok(Some(why));
    }
    let (roster, meant) = (operators(conn)?, rights::readings(official.raw()));
    let mut named = roster
        .iter()
        .filter(|o| act::names(o, official.raw()) || meant.contains(&rights::reading(&o.login)));
    Ok(named.find_map(|o| reader_refused(case, o, office)))
}

/// What somebody is told whose row on the roster does not read.
pub fn unreadable(login: &str) -> Trouble {
    Trouble::unchanged(
        Exit::Damaged,
        say!(
            "操作员名册里“{login}”这一条读不出来：它在程序之外被改过。",
            "The row \"{login}\" of the roster does not read: it was changed beside the program."
        ),
        say!(
            "请另一位管理员移除后重新添加：zhuoluo operator remove {login}。",
            "Let another administrator remove and add it again: `zhuoluo operator remove {login}`."
        ),
    )
}
