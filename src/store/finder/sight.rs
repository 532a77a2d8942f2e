//! Whom this operator may find: kept beside the index, so that somebody known only from petitions that
//! they may not see changes neither how many others are found nor their order.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::{Failed, Finder};
use crate::domain::ids::{PersonId, PetitionId, UnitId};
use crate::domain::office::Office;
use crate::domain::status::Status;
use crate::search::Index;
use crate::search::index::Stand;
use crate::store::petitions::Eyes;
use crate::store::{Sql, former, people, petitions};
use crate::words::Trouble;

/// Whom an operator may find. The petition office sees nearly all, another unit few: the fewer are kept.
#[derive(Debug, Default)]
pub struct Sight {
    /// Whether those who are shown are kept, and not those who are hidden.
    keeps_shown: bool,
    kept: HashSet<i64>,
}

impl Sight {
    /// Takes everyone out of a fresh index who may not be found: for the petition office as the index
    /// was made, which [`Finder::follow_events`] then brings up to date; for a unit as of now.
    fn narrow(index: &mut Index, conn: &Connection, office: &Office) -> Result<Self, Failed> {
        let login = &office.operator.login;
        let keeps_shown = office.operator.unit != UnitId::OFFICE;
        let kept: HashSet<i64> = if keeps_shown {
            let kept = shown_to_unit(conn, login)?;
            index.hide_all_but(kept.iter().map(|id| PersonId(*id)))?;
            kept
        } else {
            let eyes = Eyes::of(conn, login)?;
            let hidden = index.veil(|stand| eyes.sees(stand.petition, stand.restricted))?;
            hidden.into_iter().map(|id| id.0).collect()
        };
        Ok(Self { keeps_shown, kept })
    }

    /// Whether somebody may be found.
    pub fn shows(&self, person: PersonId) -> bool {
        self.kept.contains(&person.0) == self.keeps_shown
    }

    /// Looks again at one person; gives whether they may be found.
    fn renew(&mut self, conn: &Connection, login: &str, person: PersonId) -> Sql<bool> {
        let shown = is_shown(conn, login, person)?;
        if shown == self.keeps_shown {
            self.kept.insert(person.0);
        } else {
            self.kept.remove(&person.0);
        }
        Ok(shown)
    }
}

/// Everyone who stands in a petition that an operator of a unit may see.
fn shown_to_unit(conn: &Connection, login: &str) -> Sql<HashSet<i64>> {
    let sql = format!(
        "WITH some (person) AS MATERIALIZED (SELECT DISTINCT a.person FROM party a WHERE a.petition IN (SELECT c.petition FROM concern c WHERE c.login = ?1 AND c.login <> ''
             UNION SELECT c.petition FROM concern c WHERE c.unit IN ({})))
         SELECT person FROM some WHERE EXISTS ({})",
        petitions::BELOW,
        shown("some.person")
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let kept = statement.query_map([login], |r| r.get(0))?;
    kept.collect()
}

/// Petitions that are not open to all, with their restriction; `None` of those that show nobody (void,
/// or put away).
pub(super) type Closed = HashMap<i64, Option<u8>>;

/// Everybody whom no petition open to all shows, with the others in which they stand; ids ascending.
pub(super) fn veiled(
    conn: &Connection,
    closed: &Closed,
    mut each: impl FnMut(PersonId, &[Stand]),
) -> Sql<()> {
    // All statuses by name, so that the index of both columns serves.
    let statuses: Vec<String> = Status::ALL
        .iter()
        .map(|s| format!("'{}'", s.code()))
        .collect();
    let sql = format!(
        "WITH some (person) AS MATERIALIZED (SELECT DISTINCT a.person FROM petition p JOIN party a ON a.petition = p.id
             WHERE p.status = 'void' OR (p.status IN ({}) AND p.restricted IN (1, 2, 3)))
         SELECT some.person, a.petition FROM some JOIN party a ON a.person = some.person ORDER BY some.person",
        statuses.join(", ")
    );
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let (mut last, mut open, mut stands) = (None, true, Vec::new());
    while let Some(r) = rows.next()? {
        let (person, petition) = (PersonId(r.get(0)?), PetitionId(r.get(1)?));
        if last != Some(person) {
            if let Some(last) = last.filter(|_| !open) {
                each(last, &stands);
            }
            (last, open) = (Some(person), false);
            stands.clear();
        }
        match closed.get(&petition.0) {
            None => open = true,
            Some(None) => {}
            Some(Some(restricted)) => stands.push(Stand {
                petition,
                restricted: *restricted,
            }),
        }
    }
    if let Some(last) = last.filter(|_| !open) {
        each(last, &stands);
    }
    Ok(())
}

/// The query for a petition that login `?1` may see and in which a person stands.
fn shown(person: &str) -> String {
    format!(
        "SELECT 1 FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = {person} AND {} AND p.sealed = 0",
        petitions::SEEN
    )
}

/// Whether somebody stands in a petition that login may see.
pub(super) fn is_shown(conn: &Connection, login: &str, person: PersonId) -> Sql<bool> {
    people::is_shown(conn, login, person)
}

impl Finder {
    /// Narrows the index to whom the operator may find, once for each index, and brings it up to now.
    pub(super) fn look_about(&mut self) -> Result<(), Failed> {
        let Some(index) = self.index.as_mut().filter(|_| self.sight.is_none()) else {
            return Ok(());
        };
        let sight = Sight::narrow(index, &self.store.conn, &self.store.office)?;
        for person in former::renamed(&self.store.conn)? {
            let row = people::index_row_of(&self.store.conn, person)?;
            if let Some(row) = row.filter(|_| sight.shows(person)) {
                let names = former::rows(&self.store.conn, &row)?;
                index.put_former(person, names);
            }
        }
        self.sight = Some(sight);
        self.follow_people()?;
        self.follow_events()
    }

    /// Takes in the roster as it is now. Somebody who sits elsewhere now, or whose units were moved,
    /// sees others: the index is opened anew.
    pub(super) fn follow_roster(&mut self) -> Result<(), Trouble> {
        let before = self.store.office();
        if !self.store.refresh()? {
            return Ok(());
        }
        let now = self.store.office();
        if now.operator == before.operator && now.units == before.units {
            return Ok(());
        }
        self.index = None;
        self.load()
    }

    /// Brings one person in the index up to date: as the record is now, or out of sight.
    pub(super) fn look_again(&mut self, person: PersonId, rewritten: bool) -> Result<(), Failed> {
        let (conn, login) = (&self.store.conn, &self.store.office.operator.login);
        let (Some(index), Some(sight)) = (&mut self.index, &mut self.sight) else {
            return Ok(());
        };
        let before = sight.shows(person);
        let now = sight.renew(conn, login, person)?;
        if now == before && !(now && rewritten) {
            return Ok(());
        }
        if let Some(row) = people::index_row_of(conn, person)?.filter(|_| now) {
            index.put_former(person, former::rows(conn, &row)?);
            index.put(row)?;
        } else {
            index.put_former(person, Vec::new());
            index.remove(person)?;
        }
        Ok(())
    }
}
