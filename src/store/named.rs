//! Whom a list names: everybody who stands in the petitions of its rows, for the trail.

use std::collections::HashSet;

use rusqlite::Connection;

use super::Sql;
use crate::domain::ids::{PersonId, PetitionId, PetitionNo};

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
