//! Two who look alike and are two people: remembered, so that nobody is asked again.

use rusqlite::{Connection, OptionalExtension, params};

use super::super::{Sql, witness};
use super::kin;
use crate::domain::ids::PersonId;
use crate::domain::person::Person;
use crate::flow::view::PersonCard;

/// The reason for which two records were said to be two people; the order of the two does not matter.
pub fn said(conn: &Connection, a: PersonId, b: PersonId) -> Sql<Option<String>> {
    conn.prepare_cached("SELECT why FROM merge WHERE said = 'apart' AND undone_at IS NULL AND kept = ?1 AND other = ?2")?
        .query_row([a.0.min(b.0), a.0.max(b.0)], |r| r.get(0))
        .optional()
}

/// The records that are said to be somebody else than one of these.
fn others(conn: &Connection, of: &[PersonId]) -> Sql<Vec<PersonId>> {
    let mut all = Vec::new();
    let mut statement = conn.prepare_cached(
        "SELECT other FROM merge WHERE kept = ?1 AND said = 'apart' AND undone_at IS NULL
         UNION ALL SELECT kept FROM merge WHERE other = ?1 AND said = 'apart' AND undone_at IS NULL",
    )?;
    for id in of {
        let rows = statement.query_map([id.0], |r| r.get(0).map(PersonId))?;
        for other in rows {
            all.push(other?);
        }
    }
    Ok(all)
}

/// Where one of ours is said to be somebody else than one of theirs: the two records and the reason.
pub fn between(
    conn: &Connection,
    ours: &[PersonId],
    theirs: &[PersonId],
) -> Sql<Option<(PersonId, PersonId, String)>> {
    for a in ours {
        for b in others(conn, &[*a])? {
            if theirs.contains(&b)
                && let Some(why) = said(conn, *a, b)?
            {
                return Ok(Some((*a, b, why)));
            }
        }
    }
    Ok(None)
}

/// Whether two people, by whatever record that login may know of, are said to be two.
pub fn are_two(conn: &Connection, login: &str, a: PersonId, b: PersonId) -> Sql<bool> {
    let ours = kin::members(conn, login, a)?;
    let theirs = kin::members(conn, login, b)?;
    Ok(between(conn, &ours, &theirs)?.is_some())
}

/// Leaves out of the people it could be those who are known to be somebody else: than the record that
/// was adopted, or than one with the name of who was typed and the same document or telephone.
pub fn quiet(
    (conn, login): (&Connection, &str),
    cards: Vec<PersonCard>,
    adopted: Option<PersonId>,
    typed: &Person,
) -> Sql<Vec<PersonCard>> {
    let sure = cards.iter().filter(|c| c.person.shares(typed).is_some());
    let known: Vec<PersonId> = match adopted {
        Some(id) => vec![id],
        None => sure.map(|c| c.id).collect(),
    };
    if known.is_empty() {
        return Ok(cards);
    }
    let mut ours = Vec::new();
    for id in known {
        ours.extend(kin::members(conn, login, id)?);
    }
    let others = others(conn, &ours)?;
    if others.is_empty() {
        return Ok(cards);
    }
    let mut left = Vec::with_capacity(cards.len());
    for card in cards {
        let theirs = kin::members(conn, login, card.id)?;
        if ours.contains(&card.id) || !theirs.iter().any(|t| others.contains(t)) {
            left.push(card);
        }
    }
    Ok(left)
}

/// Whether it would be news that two records are two people, and could be so.
pub fn is_new(conn: &Connection, login: &str, a: PersonId, b: PersonId) -> Sql<bool> {
    Ok(a != b && !kin::are_one(conn, login, a, b)? && said(conn, a, b)?.is_none())
}

/// Writes that two records are two people; the lower number stands first.
pub fn remember(
    conn: &Connection,
    login: &str,
    (a, b): (PersonId, PersonId),
    (at, why): (&str, &str),
) -> Sql<()> {
    conn.prepare_cached("INSERT INTO merge (said, kept, other, at, operator, why) VALUES ('apart', ?1, ?2, ?3, ?4, ?5)")?
        .execute(params![a.0, b.0, at, login, why])?;
    witness::new_merge(conn, conn.last_insert_rowid())
}
