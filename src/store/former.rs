//! Names that stood on a record before they were corrected: people are still found by them.

use rusqlite::Connection;

use super::Sql;
use crate::domain::ids::PersonId;
use crate::domain::name;
use crate::search::PersonRow;

/// True of an event that corrected a name; the index of corrections serves it.
const RENAMED: &str = "substr(body, 1, 24) = '{\"step\":\"correct_record\"' AND json_extract(body, '$.field') = 'name'";

/// Whose record an event corrected: in a report somebody stands with a record of their own.
const OF: &str = "coalesce((SELECT t.person FROM apart t WHERE t.petition = event.petition AND t.was = json_extract(body, '$.person')), json_extract(body, '$.person'))";
/// The events that corrected the record bound to a parameter, `substr(body, 1, 24)` and all.
pub fn corrections(parameter: usize) -> String {
    format!(
        "SELECT seq, body FROM event WHERE substr(body, 1, 24) = '{{\"step\":\"correct_record\"' AND json_extract(body, '$.person') = ?{parameter}
            AND NOT EXISTS (SELECT 1 FROM apart t WHERE t.petition = event.petition AND t.was = ?{parameter})
        UNION ALL SELECT e.seq, e.body FROM apart t CROSS JOIN event e ON e.petition = t.petition AND substr(e.body, 1, 24) = '{{\"step\":\"correct_record\"'
            AND json_extract(e.body, '$.person') = t.was WHERE t.person = ?{parameter}"
    )
}

/// Everybody whose name was ever corrected, each once.
pub fn renamed(conn: &Connection) -> Sql<Vec<PersonId>> {
    let sql = format!(
        "SELECT DISTINCT {OF} FROM event WHERE {RENAMED} AND json_extract(body, '$.person') IS NOT NULL"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let people = statement.query_map([], |r| r.get(0).map(PersonId))?;
    people.collect()
}

/// A person's row of the search index under each name that stood on their record before: none that is
/// the present one.
pub fn rows(conn: &Connection, row: &PersonRow) -> Sql<Vec<PersonRow>> {
    let sql = format!(
        "SELECT json_extract(body, '$.before') FROM ({}) WHERE json_extract(body, '$.field') = 'name' ORDER BY seq",
        corrections(1)
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut names: Vec<String> = Vec::new();
    for name in statement.query_map([row.id.0], |r| r.get::<_, Option<String>>(0))? {
        let name = name::canonical(&name?.unwrap_or_default());
        if !name.is_empty() && name != row.name && !names.contains(&name) {
            names.push(name);
        }
    }
    let called = |name| PersonRow {
        name,
        ..row.clone()
    };
    Ok(names.into_iter().map(called).collect())
}

/// The document numbers that stood on a record before they were corrected.
pub fn numbers(conn: &Connection, of: PersonId) -> Sql<Vec<String>> {
    let sql = format!(
        "SELECT json_extract(body, '$.before') FROM ({}) WHERE json_extract(body, '$.field') = 'id_number' AND json_extract(body, '$.before') IS NOT NULL",
        corrections(1)
    );
    let mut statement = conn.prepare_cached(&sql)?;
    statement.query_map([of.0], |r| r.get(0))?.collect()
}

/// True of a petitioner `p` one of whose former names has the text bound to a parameter.
pub fn stands(parameter: usize) -> String {
    format!(
        "p.id IN (SELECT {OF} FROM event WHERE {RENAMED} AND instr(json_extract(body, '$.before'), ?{parameter}))"
    )
}
