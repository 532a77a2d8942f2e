//! What the trail says of one person: who opened a petition of theirs, whom a search showed them, which export
//! names them.

use rusqlite::Connection;

use super::super::{Sql, named, petitions};
use super::unnamed::{Unnamed, unname};
use super::{Bearing, Entry, columns, read, unnumber};
use crate::domain::ids::PersonId;

/// Openings of the petitions of a person that the operator may see, searches that showed the person,
/// registrations that named the person to whoever registered, of petitions that the operator may see, and
/// exports that name them. To another unit than the petition office nothing from before the first petition that
/// shows the person to it: until then it was shown somebody whose name is withheld. Nothing of a petition that
/// withholds the person from the operator, who would learn by it whose it is.
pub(super) fn of(conn: &Connection, login: &str, person: PersonId) -> Sql<Vec<Entry>> {
    let columns = columns();
    let sql = format!(
        "SELECT {columns}, 1, a.petition NOT IN (SELECT y.petition FROM party y WHERE y.person = ?2)
         FROM audit a LEFT JOIN petition p ON p.id = a.petition
         WHERE (a.seq IN (SELECT seq FROM audit_person WHERE person = ?2) AND a.at >= ?3 AND (p.id IS NULL OR {})
            OR (a.petition IN (SELECT y.petition FROM party y WHERE y.person = ?2) AND p.id IS NOT NULL AND {}))
            AND (p.id IS NULL OR {})
         ORDER BY a.seq",
        petitions::ONE_SEEN_VOID,
        petitions::ONE_SEEN,
        petitions::UNVEILED
    );
    let since = since(conn, login, person)?;
    let mut statement = conn.prepare(&sql)?;
    let mut entries: Vec<Entry> = statement
        .query_map(rusqlite::params![login, person.0, since], |r| {
            let mut entry = read(r)?;
            if r.get::<_, Option<bool>>(13)?.unwrap_or_default() {
                entry.bearing = Bearing::Beside;
            }
            Ok(entry)
        })?
        .collect::<Sql<_>>()?;
    unname(conn, login, &mut entries, &mut Unnamed::to(conn, login)?)?;
    unnumber(conn, login, &mut entries)?;
    // Nobody read anything when a record that login may not know of was read as one with this.
    entries.retain(|entry| !entry.hidden);
    let sql = format!(
        "SELECT {columns}, 1 FROM audit a LEFT JOIN petition p ON p.id = a.petition
         WHERE a.action = 'export' AND a.petition IS NULL AND a.at >= ?1 ORDER BY a.seq"
    );
    let mut statement = conn.prepare(&sql)?;
    let mut exports = statement.query([since])?;
    while let Some(r) = exports.next()? {
        let what = r.get_ref(7)?.as_str()?;
        let old = ["people ", "petitions", "owed "];
        if named::names(what, person) || old.iter().any(|list| what.starts_with(list)) {
            entries.push(read(r)?);
        }
    }
    Ok(entries)
}

/// From when on login may know of a person: always in the petition office, elsewhere since they first stood openly in a
/// petition that login sees.
fn since(conn: &Connection, login: &str, person: PersonId) -> Sql<String> {
    if petitions::sees_all_units(conn, login)? {
        return Ok(String::new());
    }
    let sql = format!(
        "SELECT coalesce(min(e.at), '~') FROM party a JOIN petition p ON p.id = a.petition JOIN event e ON e.petition = p.id
         WHERE a.person = ?2 AND {} AND {}",
        petitions::ONE_SEEN,
        petitions::UNVEILED
    );
    conn.prepare_cached(&sql)?
        .query_row((login, person.0), |r| r.get(0))
}
