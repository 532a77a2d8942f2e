//! What each petition wrote down of somebody whose record several petitions read, kept so that one which turns
//! out to be a report can take what it alone brought back from there.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Sql, petitions, row, witness};
use crate::domain::event::{Event, Step};
use crate::domain::identity;
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::person::Person;

/// What a petition brought to a record.
pub struct Brought {
    /// What was written down on it.
    pub given: Person,
    /// The record before; none where the petition made it.
    pub before: Option<Person>,
}

/// Keeps what a petition wrote of somebody on record, whose record was `before`. The petition that made the
/// record is kept with it, once there is a second: what stood there then is its own.
pub fn keep(
    conn: &Connection,
    petition: PetitionId,
    id: PersonId,
    (before, given): (&Person, &Person),
) -> Sql<()> {
    witness::look_at_person(conn, id)?;
    let known = "SELECT 1 FROM brought WHERE person = ?1";
    if !conn.prepare_cached(known)?.exists([id.0])? {
        let standing = others(conn, petition, id)?;
        if let [only] = standing.as_slice() {
            insert(conn, *only, id, (before, None))?;
        }
    }
    match of(conn, petition, id)? {
        // Named twice in one petition: both are its own.
        Some(first) => {
            let mut both = first.given.with_unknown_of(given);
            both.name.clone_from(&given.name);
            let sql = "UPDATE brought SET given = ?3 WHERE person = ?1 AND petition = ?2";
            conn.prepare_cached(sql)?
                .execute(params![id.0, petition.0, row::to_json(&both)?])?;
        }
        None => insert(conn, petition, id, (given, Some(before)))?,
    }
    witness::person(conn, id)
}

fn insert(
    conn: &Connection,
    petition: PetitionId,
    id: PersonId,
    (given, before): (&Person, Option<&Person>),
) -> Sql<()> {
    let before = before.map(row::to_json).transpose()?;
    conn.prepare_cached(
        "INSERT INTO brought (person, petition, given, before) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![id.0, petition.0, row::to_json(given)?, before])
    .map(|_| ())
}

/// The petitions beside one in which a record stands, oldest first.
pub fn others(conn: &Connection, petition: PetitionId, id: PersonId) -> Sql<Vec<PetitionId>> {
    let sql = "SELECT DISTINCT a.petition FROM party a JOIN petition p ON p.id = a.petition
         WHERE a.person = ?1 AND a.petition <> ?2 AND p.status <> 'void' ORDER BY a.petition";
    conn.prepare_cached(sql)?
        .query_map([id.0, petition.0], |r| r.get(0).map(PetitionId))?
        .collect()
}

/// What a petition brought to a record, where that is known.
pub fn of(conn: &Connection, petition: PetitionId, id: PersonId) -> Sql<Option<Brought>> {
    let sql = "SELECT given, before FROM brought WHERE person = ?1 AND petition = ?2";
    conn.prepare_cached(sql)?
        .query_row([id.0, petition.0], |r| {
            let before: Option<String> = r.get(1)?;
            Ok(Brought {
                given: row::json(r, 0)?,
                before: before.map(|_| row::json(r, 1)).transpose()?,
            })
        })
        .optional()
}

/// Moves what a petition wrote of somebody to the record of their own that they have in it now.
pub fn hand_over(
    conn: &Connection,
    petition: PetitionId,
    (was, now): (PersonId, PersonId),
) -> Sql<()> {
    for id in [was, now] {
        witness::look_at_person(conn, id)?;
    }
    for sql in [
        "UPDATE brought SET person = ?3 WHERE person = ?1 AND petition = ?2",
        "UPDATE written SET person = ?3 WHERE person = ?1 AND petition = ?2",
    ] {
        conn.prepare_cached(sql)?
            .execute([was.0, petition.0, now.0])?;
    }
    for id in [was, now] {
        witness::person(conn, id)?;
    }
    Ok(())
}

/// Takes back what was kept of a petition that an undone import brought.
pub fn take_back(conn: &Connection, petition: PetitionId) -> Sql<()> {
    let mut statement = conn.prepare_cached("SELECT person FROM brought WHERE petition = ?1")?;
    let people: Vec<PersonId> = statement
        .query_map([petition.0], |r| r.get(0).map(PersonId))?
        .collect::<Sql<_>>()?;
    for id in &people {
        witness::look_at_person(conn, *id)?;
    }
    conn.prepare_cached("DELETE FROM brought WHERE petition = ?1")?
        .execute([petition.0])?;
    for id in people {
        witness::person(conn, id)?;
    }
    Ok(())
}

/// Covers in the corrections of a file what a petition that this operator may not see had brought to the record,
/// and this one corrected.
pub fn cover(conn: &Connection, login: &str, events: &mut [Event]) -> Sql<()> {
    let corrections = events.iter_mut().filter_map(|event| match &mut event.what {
        Step::CorrectRecord(c) => Some(c),
        _ => None,
    });
    let mut statement = conn.prepare_cached(
        "SELECT t.petition, b.given, b.before FROM apart t JOIN brought b ON b.petition = t.petition AND b.person = t.person
         WHERE t.was = ?1",
    )?;
    for c in corrections {
        let Some(person) = c.person else { continue };
        let mut rows = statement.query([person.0])?;
        while let Some(r) = rows.next()? {
            if petitions::is_seen(conn, login, PetitionId(r.get(0)?))? {
                continue;
            }
            let (given, before): (Person, Option<String>) = (row::json(r, 1)?, r.get(2)?);
            let before: Option<Person> = before.map(|_| row::json(r, 2)).transpose()?;
            let stood = |part: &str| {
                before
                    .as_ref()
                    .is_some_and(|b| b.value(c.field).raw().split('、').any(|v| v == part))
            };
            let given = given.value(c.field);
            let brought = |part: &str| !part.is_empty() && !stood(part);
            let mut theirs = given.raw().split('、').filter(|part| brought(part));
            if theirs.any(|part| c.before.raw().split('、').any(|v| v == part)) {
                c.before = identity::COVERED.into();
            }
        }
    }
    Ok(())
}
