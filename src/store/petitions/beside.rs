//! The petitions of one person, and those of the same matter, as login may see them.

use rusqlite::{Connection, params};

use super::{COLUMNS, ONE_SEEN, UNVEILED, mentioned, read};
use crate::domain::ids::{PersonId, PetitionId};
use crate::flow::view::PetitionRow;
use crate::store::Sql;

/// Whether a petition is one of those that [`of_person`] gives.
pub fn is_listed(conn: &Connection, login: &str, id: PetitionId) -> Sql<bool> {
    let sql = format!(
        "SELECT 1 FROM petition p WHERE p.id = ?2 AND {ONE_SEEN} AND p.sealed = 0 AND {UNVEILED}"
    );
    conn.prepare_cached(&sql)?.exists(params![login, id.0])
}

/// True of the first place of a person `a` in a petition; the index of people is in the order of petitions, so nothing is sorted.
const FIRST: &str = "NOT EXISTS (SELECT 1 FROM party f WHERE f.person = a.person AND f.petition = a.petition AND f.ord < a.ord)";

/// The petitions of a person that the operator may see, newest first.
pub fn of_person(
    conn: &Connection,
    login: &str,
    person: PersonId,
    limit: i64,
) -> Sql<Vec<PetitionRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM party a CROSS JOIN petition p ON p.id = a.petition
         WHERE a.person = ?2 AND {FIRST} AND {ONE_SEEN} AND p.sealed = 0 AND {UNVEILED} ORDER BY a.petition DESC LIMIT ?3"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params![login, person.0, limit], read)?;
    told(conn, login, rows)
}

/// Rows as they were read, without the petitions that login may not know of in their texts.
fn told(
    conn: &Connection,
    login: &str,
    rows: impl Iterator<Item = Sql<PetitionRow>>,
) -> Sql<Vec<PetitionRow>> {
    let mut rows: Vec<PetitionRow> = rows.collect::<Sql<_>>()?;
    mentioned::rows(conn, login, &mut rows)?;
    Ok(rows)
}

/// Those of a person's petitions that the operator may see and on which something is owed, newest first: all
/// of them, for whoever asks is never told that nothing is owed while something is.
pub fn owing_of_person(conn: &Connection, login: &str, person: PersonId) -> Sql<Vec<PetitionRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM party a CROSS JOIN petition p ON p.id = a.petition
         WHERE a.person = ?2 AND {FIRST} AND {ONE_SEEN} AND p.sealed = 0 AND {UNVEILED}
           AND EXISTS (SELECT 1 FROM due d WHERE d.petition = p.id) ORDER BY a.petition DESC"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    told(
        conn,
        login,
        statement.query_map(params![login, person.0], read)?,
    )
}

/// Whether login `?1` may see another petition than `?3` of matter `?2`, as far as its own row tells: one that is hidden
/// is passed over here already, so that it does not show in how long a file takes to open. Of a unit all is asked.
const ANY: &str = concat!(
    "SELECT NOT ",
    of_office!(),
    " OR EXISTS (SELECT 1 FROM petition p WHERE (p.matter = ?2 OR p.id = ?2) AND p.id <> ?3 AND (p.restricted = 0
       OR (p.restricted = 1) = EXISTS (SELECT 1 FROM reader r WHERE r.petition = p.id AND r.login = ?1)))"
);

/// Other petitions of the same matter.
pub fn kin(conn: &Connection, login: &str, id: PetitionId, matter: i64) -> Sql<Vec<PetitionRow>> {
    let any: bool = conn
        .prepare_cached(ANY)?
        .query_row(params![login, matter, id.0], |r| r.get(0))?;
    // Nearly every petition is alone, and what may be told of the others takes long to ask.
    if !any {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM petition p WHERE (p.matter = ?2 OR p.id = ?2) AND p.id <> ?3 AND {ONE_SEEN} ORDER BY p.id"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params![login, matter, id.0], read)?;
    told(conn, login, rows)
}
