//! Which records are read as one, and which of them stands for all.
//!
//! Whoever says that two records are one person draws a line between the two; all that lines join are
//! one person. So a line takes nothing from another, and taking one away parts exactly what it joined.

use rusqlite::{Connection, params};

use super::super::{Sql, people};
use crate::domain::ids::PersonId;

/// The record and every other that is read as one with it, itself first.
pub fn members(conn: &Connection, id: PersonId) -> Sql<Vec<PersonId>> {
    let mut all = vec![id];
    let mut at = 0;
    let mut statement = conn.prepare_cached(
        "SELECT other, id FROM merge WHERE kept = ?1 AND said = 'same' AND undone_at IS NULL
         UNION ALL SELECT kept, id FROM merge WHERE other = ?1 AND said = 'same' AND undone_at IS NULL ORDER BY 2",
    )?;
    while let Some(of) = all.get(at).copied() {
        for other in statement.query_map([of.0], |r| r.get(0).map(PersonId))? {
            let other = other?;
            if !all.contains(&other) {
                all.push(other);
            }
        }
        at += 1;
    }
    Ok(all)
}

/// The same, those alone that login may know of; the first stands for all: the record that is read as
/// no other, as far as they see, and of several the oldest.
pub fn seen(conn: &Connection, login: &str, id: PersonId) -> Sql<Vec<PersonId>> {
    shown_of(conn, login, members(conn, id)?)
}

/// Those of several records that login may know of, the first of them standing for all.
fn shown_of(conn: &Connection, login: &str, all: Vec<PersonId>) -> Sql<Vec<PersonId>> {
    let mut shown = Vec::with_capacity(all.len());
    for member in all {
        if people::is_shown(conn, login, member)? {
            shown.push(member);
        }
    }
    if shown.len() < 2 {
        return Ok(shown);
    }
    let mut above = conn.prepare_cached(
        "SELECT kept FROM merge WHERE other = ?1 AND said = 'same' AND undone_at IS NULL",
    )?;
    let mut ranked = Vec::with_capacity(shown.len());
    for member in &shown {
        let kept: Vec<PersonId> = above
            .query_map([member.0], |r| r.get(0).map(PersonId))?
            .collect::<Sql<_>>()?;
        let under_seen = kept.iter().any(|k| shown.contains(k));
        ranked.push((under_seen, !kept.is_empty(), member.0));
    }
    ranked.sort_unstable();
    Ok(ranked.into_iter().map(|r| PersonId(r.2)).collect())
}

/// The record under which this one is read by login; itself when they may not know of it.
pub fn face(conn: &Connection, login: &str, id: PersonId) -> Sql<PersonId> {
    let all = members(conn, id)?;
    if all.len() < 2 {
        return Ok(id); // nearly everybody: a search asks this of each hit
    }
    let all = shown_of(conn, login, all)?;
    let face = all.first().copied().filter(|_| all.contains(&id));
    Ok(face.unwrap_or(id))
}

/// Whether two records are read as one.
pub fn are_one(conn: &Connection, a: PersonId, b: PersonId) -> Sql<bool> {
    Ok(members(conn, a)?.contains(&b))
}

/// Whether any record is read as another.
pub fn is_any(conn: &Connection) -> Sql<bool> {
    conn.prepare_cached("SELECT 1 FROM merge WHERE said = 'same' AND undone_at IS NULL LIMIT 1")?
        .exists(params![])
}
