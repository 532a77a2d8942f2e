//! Who sits at the desk, as the roster has them, and what must not be put into whose hands.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::{Sql, Store, fault, row};
use crate::domain::act;
use crate::domain::case::Case;
use crate::domain::duty::deed::Deed as DutyDeed;
use crate::domain::duty::roster::{self, Gone, Roster};
use crate::domain::ids::UnitId;
use crate::domain::office::Office;
use crate::domain::petition::Class;
use crate::domain::rights::{self, Duty, Operator};
use crate::flow::{Answer, Reply};
use crate::search::pinyin::name_readings;
use crate::words::{Exit, Outside, Place, Sentence, Trouble, visible};

/// Everybody who works here.
pub fn operators(conn: &Connection) -> Sql<Vec<Operator>> {
    let mut statement =
        conn.prepare("SELECT login, name, duty, unit FROM operator ORDER BY login")?;
    statement.query_map([], read_operator)?.collect()
}

/// Those of them whom the operator adds and removes, or looks after: of another unit its own. A row that does
/// not read is left out ([`Store::unread_operators`]).
///
/// # Errors
/// The store's [`Trouble`].
pub fn known(store: &Store) -> Answer {
    let all = rows(store, |r| match read_operator(r) {
        Err(e) if fault::is_unreadable(&e) => Ok(None),
        read => read.map(|o| Some((o.unit, o))),
    });
    all.map(Reply::Operators)
}

/// What is read of each row of the roster that is of a unit which the operator looks after.
fn rows<T>(
    store: &Store,
    mut read: impl FnMut(&Row<'_>) -> Sql<Option<(UnitId, T)>>,
) -> Result<Vec<T>, Trouble> {
    let office = &store.office;
    let mut gather = || -> Sql<Vec<T>> {
        let sql = "SELECT login, name, duty, unit FROM operator ORDER BY login";
        let mut statement = store.conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(r) = rows.next()? {
            let found = read(r)?;
            let mine = |unit| rights::is_within(&office.operator, unit, &office.units);
            all.extend(found.filter(|(unit, _)| mine(*unit)).map(|(_, one)| one));
        }
        Ok(all)
    };
    gather().map_err(|e| store.trouble(&e))
}

impl Store {
    /// Who left the petition office, for a sentence about a name that is nobody's there.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn who_left(&self) -> Result<Vec<Gone>, Trouble> {
        self.look(|conn, _| gone(conn))
    }

    /// What is told of each row of the roster that does not read, and is of a unit which the operator looks
    /// after; where the very unit does not read, the petition office does.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn unread_operators(&self) -> Result<Vec<Trouble>, Trouble> {
        rows(self, |r| match read_operator(r) {
            Err(e) if fault::is_unreadable(&e) => {
                let unit = r.get(3).map_or(UnitId::OFFICE, UnitId);
                let login: Vec<u8> = match r.get_ref(0)? {
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_vec(),
                    _ => Vec::new(),
                };
                let login = String::from_utf8_lossy(&login);
                Ok(Some((unit, unreadable(&visible(&login, Place::Line)))))
            }
            read => read.map(|_| None),
        })
    }
}

/// Those who work in the petition office; where an order names somebody else, who left as well.
pub fn of_the_office(conn: &Connection, orders: &[DutyDeed]) -> Sql<Roster> {
    let mut roster = Roster {
        logins: logins(conn)?,
        gone: Vec::new(),
    };
    let mut named = orders.iter().flat_map(roster::named);
    if named.any(|login| !roster.has(login)) {
        roster.gone = gone(conn)?;
    }
    Ok(roster)
}

fn logins(conn: &Connection) -> Sql<Vec<Outside>> {
    let sql = "SELECT login FROM operator WHERE unit = 1 ORDER BY login";
    let mut statement = conn.prepare_cached(sql)?;
    statement.query_map([], |r| r.get(0))?.collect()
}

/// Who was taken off the roster of the petition office and is not on it now, in order.
fn gone(conn: &Connection) -> Sql<Vec<Gone>> {
    let sql = "SELECT what, substr(at, 1, 10) FROM audit WHERE action = 'operator' AND substr(what, 1, 7) = 'remove '
         AND NOT EXISTS (SELECT 1 FROM operator o WHERE o.unit = 1
             AND substr(what, 8, length(o.login) + 1) = o.login || ' ') ORDER BY seq";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, row::date(r, 1)?)))?;
    let mut gone = Vec::new();
    for row in rows {
        let (what, on): (String, _) = row?;
        // `remove LOGIN ROLE #UNIT NAME`
        let words: Vec<&str> = what.splitn(5, ' ').collect();
        if let [_, login, _, "#1", name] = words[..] {
            let (login, name) = (login.into(), name.into());
            gone.push(Gone { login, name, on });
        }
    }
    Ok(gone)
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
    let why = rights::reader_refused(&r.accused, &r.text(), reader, spell)?;
    Some(if case.class == Class::Report {
        why
    } else {
        rights::kept_from(case.class, &reader.name)
    })
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
