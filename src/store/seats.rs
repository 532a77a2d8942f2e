//! Who sits at the desk, as the roster has them, and what must not be put into whose hands.

use rusqlite::{Connection, Row};

use super::{Sql, row};
use crate::domain::act;
use crate::domain::case::Case;
use crate::domain::ids::UnitId;
use crate::domain::office::Office;
use crate::domain::petition::Class;
use crate::domain::rights::{self, Duty, Operator};
use crate::words::{Outside, Sentence};

/// Everybody who works here.
pub fn operators(conn: &Connection) -> Sql<Vec<Operator>> {
    let mut statement =
        conn.prepare("SELECT login, name, duty, unit FROM operator ORDER BY login")?;
    statement.query_map([], read_operator)?.collect()
}

/// Those of them whom the operator adds and removes, or looks after: of another unit its own.
pub fn known(conn: &Connection, office: &Office) -> Sql<Vec<Operator>> {
    let mut all = operators(conn)?;
    all.retain(|o| rights::is_within(&office.operator, o.unit, &office.units));
    Ok(all)
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
    rights::reader_refused(&r.accused, &r.text(), reader, &office.units)
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
    let (roster, meant) = (operators(conn)?, rights::readings(official.raw()));
    let mut named = roster
        .iter()
        .filter(|o| act::names(o, official.raw()) || meant.contains(&rights::reading(&o.login)));
    Ok(named.find_map(|o| reader_refused(case, o, office)))
}
