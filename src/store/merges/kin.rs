//! Which records are read as one, and which of them stands for all.
//!
//! Whoever says that two records are one person draws a line between the two; all that lines join are
//! one person. So a line takes nothing from another, and taking one away parts exactly what it joined.
//!
//! Each reads by the lines alone both of whose records they may know of: what is said of a hidden record
//! joins nothing for whom it is hidden, and stands in the way of nothing that they say. So somebody may join
//! by what they see who are two by what others see. Of lines that go against each other the one said first
//! holds for whoever sees both, and never one against "two people".

use rusqlite::{Connection, params};

use super::super::{Sql, people};
use crate::domain::ids::PersonId;

/// Records that are read as one by somebody, the one that was asked about first, and the lines that join
/// them: kept, other.
struct Joined {
    records: Vec<PersonId>,
    lines: Vec<(PersonId, PersonId)>,
}

/// Everything that lines join with a record, whoever may know of it; itself first.
fn reached(conn: &Connection, id: PersonId) -> Sql<Vec<PersonId>> {
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

/// What is said between some records, in the order in which it was said: first and second of each line.
fn said_among(
    conn: &Connection,
    records: &[PersonId],
    said: &str,
) -> Sql<Vec<(PersonId, PersonId)>> {
    let mut lines: Vec<(i64, PersonId, PersonId)> = Vec::new();
    let mut statement = conn.prepare_cached(
        "SELECT id, other FROM merge WHERE kept = ?1 AND said = ?2 AND undone_at IS NULL",
    )?;
    for kept in records {
        let of = statement.query_map(params![kept.0, said], |r| {
            Ok((r.get(0)?, *kept, PersonId(r.get(1)?)))
        })?;
        for line in of {
            let line = line?;
            if records.contains(&line.2) {
                lines.push(line);
            }
        }
    }
    lines.sort_unstable();
    Ok(lines.into_iter().map(|line| (line.1, line.2)).collect())
}

/// The records that are read as one with this one by login.
fn joined(conn: &Connection, login: &str, id: PersonId) -> Sql<Joined> {
    let alone = Joined {
        records: vec![id],
        lines: Vec::new(),
    };
    let all = reached(conn, id)?;
    if all.len() < 2 {
        return Ok(alone); // nearly everybody: a search asks this of each hit
    }
    let mut known = Vec::with_capacity(all.len());
    for record in all {
        if people::is_known_of(conn, login, record)? {
            known.push(record);
        }
    }
    if !known.contains(&id) {
        return Ok(alone);
    }
    let mut two = Vec::new();
    for (a, b) in said_among(conn, &known, "apart")? {
        // As what stands in the way of a merge is weighed: of what is put away nothing is said.
        if people::is_shown(conn, login, a)? && people::is_shown(conn, login, b)? {
            two.push((a, b));
        }
    }
    let mut groups: Vec<Joined> = Vec::new();
    for record in &known {
        groups.push(Joined {
            records: vec![*record],
            lines: Vec::new(),
        });
    }
    for (kept, other) in said_among(conn, &known, "same")? {
        let of = |record| groups.iter().position(|g| g.records.contains(&record));
        let (Some(a), Some(b)) = (of(kept), of(other)) else {
            continue;
        };
        let (ours, theirs) = (&groups[a].records, &groups[b].records);
        let is_two = |(m, n): &(PersonId, PersonId)| {
            (ours.contains(m) && theirs.contains(n)) || (ours.contains(n) && theirs.contains(m))
        };
        if a == b {
            groups[a].lines.push((kept, other));
        } else if !two.iter().any(is_two) {
            let gone = groups.swap_remove(a.max(b));
            let into = &mut groups[a.min(b)];
            into.records.extend(gone.records);
            into.lines.extend(gone.lines);
            into.lines.push((kept, other));
        }
    }
    let own = groups.into_iter().find(|g| g.records.contains(&id));
    let mut own = own.unwrap_or(alone);
    // The one that was asked about first, the others as they were reached.
    own.records
        .sort_by_key(|r| known.iter().position(|k| k == r));
    Ok(own)
}

/// The record and every other that login reads as one with it, itself first; records that are put away
/// and such as stand in no petition any more are among them.
pub fn members(conn: &Connection, login: &str, id: PersonId) -> Sql<Vec<PersonId>> {
    joined(conn, login, id).map(|joined| joined.records)
}

/// The same, those alone that login is shown; the first stands for all: the record that is read as
/// no other, as far as they see, and of several the oldest.
pub fn seen(conn: &Connection, login: &str, id: PersonId) -> Sql<Vec<PersonId>> {
    shown_of(conn, login, joined(conn, login, id)?)
}

/// Those of several records that login is shown, the first of them standing for all.
fn shown_of(conn: &Connection, login: &str, all: Joined) -> Sql<Vec<PersonId>> {
    let mut shown = Vec::with_capacity(all.records.len());
    for member in all.records {
        if people::is_shown(conn, login, member)? {
            shown.push(member);
        }
    }
    if shown.len() < 2 {
        return Ok(shown);
    }
    let rank = |member: &PersonId| {
        let above = all.lines.iter().filter(|l| l.1 == *member);
        let mut kept = above.map(|l| l.0).peekable();
        let is_under = kept.peek().is_some();
        (kept.any(|k| shown.contains(&k)), is_under, member.0)
    };
    let mut ranked: Vec<_> = shown.iter().map(rank).collect();
    ranked.sort_unstable();
    Ok(ranked.into_iter().map(|r| PersonId(r.2)).collect())
}

/// The record under which this one is read by login; itself when they may not know of it.
pub fn face(conn: &Connection, login: &str, id: PersonId) -> Sql<PersonId> {
    let all = joined(conn, login, id)?;
    if all.records.len() < 2 {
        return Ok(id);
    }
    let all = shown_of(conn, login, all)?;
    let face = all.first().copied().filter(|_| all.contains(&id));
    Ok(face.unwrap_or(id))
}

/// Whether login reads two records as one.
pub fn are_one(conn: &Connection, login: &str, a: PersonId, b: PersonId) -> Sql<bool> {
    Ok(members(conn, login, a)?.contains(&b))
}

/// Whether any record is read as another.
pub fn is_any(conn: &Connection) -> Sql<bool> {
    conn.prepare_cached("SELECT 1 FROM merge WHERE said = 'same' AND undone_at IS NULL LIMIT 1")?
        .exists(params![])
}
