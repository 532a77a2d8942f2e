//! Whom a list names: everybody who stands in the petitions of its rows, for the trail.
//!
//! An export says whom it names in its own words, before all else: `#1-57,60 people csv 58`, by the numbers of
//! their records, runs of them as first and last. An office of a million fits into one such word as long as
//! whoever exports sees nearly all; one in three of them takes some two megabytes. Beside the trail nothing is
//! kept: who asks after somebody has the words of every export read.

use std::collections::HashSet;

use rusqlite::Connection;

use super::{Sql, audit};
use crate::domain::ids::{PersonId, PetitionId, PetitionNo};
use crate::domain::office::Office;

/// Those who stand in a petition, first petitioner first; behind those who are known already.
pub fn add_parties(conn: &Connection, petition: PetitionId, to: &mut Vec<PersonId>) -> Sql<()> {
    let mut statement =
        conn.prepare_cached("SELECT person FROM party WHERE petition = ?1 ORDER BY ord")?;
    for person in statement.query_map([petition.0], |r| r.get(0).map(PersonId))? {
        to.push(person?);
    }
    Ok(())
}

/// The same by the petition's number.
pub fn add_parties_of(conn: &Connection, number: &PetitionNo, to: &mut Vec<PersonId>) -> Sql<()> {
    let mut statement = conn.prepare_cached(
        "SELECT a.person FROM party a JOIN petition p ON p.id = a.petition WHERE p.number = ?1 ORDER BY a.ord",
    )?;
    for person in statement.query_map([&number.0], |r| r.get(0).map(PersonId))? {
        to.push(person?);
    }
    Ok(())
}

/// Records that something names these people: the numbers of their records stand before its words, so that
/// nothing typed can pass for one of them.
pub fn note(
    conn: &Connection,
    office: &Office,
    entry: &audit::Entry<'_>,
    people: Vec<PersonId>,
) -> Sql<()> {
    let mut what = String::from("#");
    let mut more = false;
    for (first, last) in runs(people) {
        if more {
            what.push(',');
        }
        what.push_str(&first.to_string());
        if last > first {
            what.extend(["-", &last.to_string()]);
        }
        more = true;
    }
    what.extend([" ", entry.what]);
    let entry = audit::Entry {
        what: &what,
        ..*entry
    };
    audit::add(conn, office, &entry).map(|_| ())
}

/// People as runs of numbers that follow each other, first and last, in order.
fn runs(mut people: Vec<PersonId>) -> Vec<(i64, i64)> {
    people.sort_unstable();
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for PersonId(id) in people {
        match runs.last_mut() {
            Some((_, last)) if id <= last.saturating_add(1) => *last = id,
            _ => runs.push((id, id)),
        }
    }
    runs
}

/// The words of an export without whom it names; `None` for those from before that was said.
#[must_use]
pub fn without_names(what: &str) -> Option<&str> {
    what.strip_prefix('#')?
        .split_once(' ')
        .map(|(_, rest)| rest)
}

/// The runs that the words of an export name.
fn said(what: &str) -> impl Iterator<Item = (i64, i64)> {
    let word = what
        .strip_prefix('#')
        .and_then(|rest| rest.split(' ').next());
    word.unwrap_or_default().split(',').filter_map(|run| {
        let (first, last) = run.split_once('-').unwrap_or((run, run));
        Some((first.parse().ok()?, last.parse().ok()?))
    })
}

/// Whether the words of an export name somebody.
#[must_use]
pub fn names(what: &str, person: PersonId) -> bool {
    said(what).any(|(first, last)| (first..=last).contains(&person.0))
}

/// Whether the words of an export name nobody but these, who stand in order.
#[must_use]
pub fn names_only(what: &str, known: &[PersonId]) -> bool {
    said(what).all(|(first, last)| {
        let from = known.partition_point(|p| p.0 < first);
        let to = known.partition_point(|p| p.0 <= last);
        i64::try_from(to - from).is_ok_and(|many| many == last - first + 1)
    })
}

/// Everybody whom a login may know, in order.
pub fn known(conn: &Connection, login: &str) -> Sql<Vec<PersonId>> {
    let mut statement = conn.prepare(&super::people::seen_ids())?;
    statement
        .query_map([login], |r| r.get(0).map(PersonId))?
        .collect()
}

/// People, each once, in the order in which they come up first.
pub fn each_once(mut people: Vec<PersonId>) -> Vec<PersonId> {
    let mut known = HashSet::new();
    people.retain(|id| known.insert(*id));
    people
}

/// The last search of a session that went on record: what was typed, and whom it showed.
#[derive(Default)]
pub struct Searched {
    /// What was typed.
    pub typed: String,
    /// Whom it showed.
    pub shown: Vec<PersonId>,
}

impl Searched {
    /// Whether this entry stands for another search as well. Typing on narrows a search: as long as nobody
    /// new comes up, no entry of its own is due, nor when nobody is shown.
    #[must_use]
    pub fn covers(&self, typed: &str, shown: &[PersonId]) -> bool {
        let narrower = !self.typed.is_empty() && typed.starts_with(self.typed.as_str());
        shown.is_empty() || narrower && shown.iter().all(|id| self.shown.contains(id))
    }
}
