//! What was written down on a petition of somebody who was on record already, where their record says
//! otherwise (本件所写). Read with the file alone; by the name people are found, by those who may see them on that
//! petition.

use rusqlite::{Connection, params};

use super::{Sql, petitions, row, witness};
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::name;
use crate::domain::person::Person;
use crate::search::PersonRow;

/// The name in a row of what was written; nothing where it is the record's.
const NAME: &str = "json_extract(w.body, '$.name')";

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

/// Everybody who is called otherwise on a petition than on record, each once.
pub fn renamed(conn: &Connection) -> Sql<Vec<PersonId>> {
    let sql = format!("SELECT DISTINCT w.person FROM written w WHERE {NAME} <> ''");
    let mut statement = conn.prepare_cached(&sql)?;
    statement
        .query_map([], |r| r.get(0).map(PersonId))?
        .collect()
}

/// Whether somebody is called otherwise on any petition.
pub fn is_renamed(conn: &Connection, id: PersonId) -> Sql<bool> {
    let sql = format!("SELECT 1 FROM written w WHERE w.person = ?1 AND {NAME} <> ''");
    conn.prepare_cached(&sql)?.exists([id.0])
}

/// A person's row of the search index under each name that a petition has which login may see with its people.
pub fn rows(conn: &Connection, login: &str, row: &PersonRow) -> Sql<Vec<PersonRow>> {
    let sql = format!(
        "SELECT DISTINCT {NAME} FROM written w JOIN petition p ON p.id = w.petition WHERE w.person = ?2 AND {NAME} <> ''
         AND p.status <> 'void' AND p.sealed = 0 AND {} AND {} ORDER BY 1",
        petitions::ONE_SEEN,
        petitions::UNVEILED
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = Vec::new();
    for called in statement.query_map(params![login, row.id.0], |r| r.get::<_, String>(0))? {
        let name = name::canonical(&called?);
        if !name.is_empty() && name != row.name {
            rows.push(PersonRow {
                name,
                ..row.clone()
            });
        }
    }
    Ok(rows)
}

/// True of a petitioner `p` whom a petition that login `?1` may see with its people calls so: its name has the text
/// bound to a parameter.
pub fn stands(parameter: usize) -> String {
    format!(
        "p.id IN (SELECT w.person FROM written w JOIN petition p ON p.id = w.petition WHERE instr({NAME}, ?{parameter})
         AND p.status <> 'void' AND p.sealed = 0 AND {} AND {})",
        petitions::ONE_SEEN,
        petitions::UNVEILED
    )
}
