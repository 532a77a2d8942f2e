//! What was written down on a petition of somebody who was on record already, where their record says
//! otherwise (本件所写). Read with the file alone.

use rusqlite::{Connection, params};

use super::{Sql, row, witness};
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::person::Person;

/// Keeps what was written of somebody on a petition; of two entries of one person the later.
pub fn keep(
    conn: &Connection,
    petition: PetitionId,
    (id, written): (PersonId, &Person),
) -> Sql<()> {
    witness::look_at_person(conn, id)?;
    conn.prepare_cached(
        "INSERT INTO written (person, petition, body) VALUES (?1, ?2, ?3)
         ON CONFLICT (person, petition) DO UPDATE SET body = ?3",
    )?
    .execute(params![id.0, petition.0, row::to_json(written)?])?;
    witness::person(conn, id)
}

/// What was written on a petition, of whom.
pub fn of(conn: &Connection, petition: PetitionId) -> Sql<Vec<(PersonId, Person)>> {
    let mut statement = conn
        .prepare_cached("SELECT person, body FROM written WHERE petition = ?1 ORDER BY person")?;
    statement
        .query_map([petition.0], |r| {
            Ok((PersonId(r.get(0)?), row::json(r, 1)?))
        })?
        .collect()
}

/// Puts what is otherwise now in place of what was written of somebody on a petition; nothing takes it away.
pub fn replace(
    conn: &Connection,
    petition: PetitionId,
    id: PersonId,
    written: Option<&Person>,
) -> Sql<()> {
    if let Some(written) = written {
        return keep(conn, petition, (id, written));
    }
    witness::look_at_person(conn, id)?;
    conn.prepare_cached("DELETE FROM written WHERE person = ?1 AND petition = ?2")?
        .execute([id.0, petition.0])?;
    witness::person(conn, id)
}

/// Takes back what was written on a petition that an undone import brought.
pub fn take_back(conn: &Connection, petition: PetitionId) -> Sql<()> {
    let people = of(conn, petition)?;
    if people.is_empty() {
        return Ok(());
    }
    for (id, _) in &people {
        witness::look_at_person(conn, *id)?;
    }
    conn.prepare_cached("DELETE FROM written WHERE petition = ?1")?
        .execute([petition.0])?;
    for (id, _) in people {
        witness::person(conn, id)?;
    }
    Ok(())
}
