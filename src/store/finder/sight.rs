//! Whom this operator may find: kept beside the index, so that somebody known only from petitions that
//! they may not see changes neither how many others are found nor their order.

use std::collections::HashSet;

use rusqlite::Connection;

use super::listed::Listing;
use super::{Failed, Finder, make};
use crate::domain::ids::{PersonId, PetitionId, UnitId};
use crate::domain::office::Office;
use crate::search::index::Within;
use crate::search::{Index, PersonRow};
use crate::store::eyes::Eyes;
use crate::store::{Sql, former, people, petitions, written};
use crate::words::Trouble;

/// Takes everyone out of a fresh index whom this operator may not find, as the index was made;
/// [`Finder::follow_events`] then brings it up to date.
///
/// Gives what they may see of petitions at most; `None` when that is to be asked of each. Whom the reports accuse that
/// they are listed to read is taken down in passing.
fn narrow(
    index: &mut Index,
    conn: &Connection,
    office: &Office,
    listing: &mut Listing,
) -> Result<Option<Within>, Failed> {
    let login = &office.operator.login;
    let eyes = Eyes::of(conn, login, |report, name| listing.note(report, name))?;
    let own = office.operator.unit;
    if own == UnitId::OFFICE {
        index.veil(|stand| Ok::<_, Failed>(eyes.sees(stand.petition, stand.restricted)))?;
        return Ok(None);
    }
    if make::recounted(conn)? != index.stamp().change {
        // Whom petitions concern may have changed since.
        index.narrow(&[], shown_to_unit(conn, login)?)?;
        return Ok(None);
    }
    let below = office.units.0.iter();
    let below = below.filter(|u| office.units.is_under(u.id, own));
    let units: Vec<u32> = below.filter_map(|u| u32::try_from(u.id.0).ok()).collect();
    let mut people = HashSet::new();
    for petition in closed_or_named(conn, login, &eyes)? {
        if petitions::is_seen(conn, login, petition)? {
            people.extend(people_of(conn, petition)?);
        }
    }
    index.narrow(&units, people)?;
    let more = named(conn, login)?;
    Ok(Some(Within { units, more }))
}

/// Petitions that name an operator.
fn named(conn: &Connection, login: &str) -> Sql<Vec<PetitionId>> {
    conn.prepare_cached("SELECT petition FROM concern WHERE login = ?1 AND login <> ''")?
        .query_map([login], |r| r.get(0).map(PetitionId))?
        .collect()
}

/// Everyone who stands in a petition that an operator of a unit may see, read from the store itself.
fn shown_to_unit(conn: &Connection, login: &str) -> Sql<Vec<PersonId>> {
    let sql = format!(
        "WITH some (petition) AS MATERIALIZED (SELECT c.petition FROM concern c WHERE c.login = ?1 AND c.login <> ''
             UNION SELECT c.petition FROM concern c WHERE c.unit IN ({}))
         SELECT DISTINCT a.person FROM some JOIN petition p ON p.id = some.petition JOIN party a ON a.petition = p.id
         WHERE {} AND p.status <> 'void' AND p.sealed = 0",
        petitions::BELOW,
        petitions::UNHIDDEN
    );
    let mut statement = conn.prepare_cached(&sql)?;
    statement
        .query_map([login], |r| r.get(0).map(PersonId))?
        .collect()
}

/// Petitions that an operator of a unit may see beside the open ones of the unit: those which name
/// them, and of the unit's restricted ones those whose restriction lets them. Void ones are among them.
fn closed_or_named(conn: &Connection, login: &str, eyes: &Eyes) -> Sql<Vec<PetitionId>> {
    let sql = format!(
        "SELECT petition, 0 FROM concern WHERE login = ?1 AND login <> ''
         UNION SELECT petition, restricted FROM concern WHERE unit IN ({}) AND open IN (0, 1) AND restricted IN (1, 2, 3)",
        petitions::BELOW
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let all = statement.query_map([login], |r| Ok((PetitionId(r.get(0)?), r.get(1)?)))?;
    let mut seen = Vec::new();
    for row in all {
        let (id, restricted) = row?;
        if eyes.sees(id, restricted) {
            seen.push(id);
        }
    }
    Ok(seen)
}

fn people_of(conn: &Connection, petition: PetitionId) -> Sql<Vec<PersonId>> {
    conn.prepare_cached(
        "SELECT a.person FROM party a JOIN petition p ON p.id = a.petition WHERE a.petition = ?1 AND p.status <> 'void' AND p.sealed = 0",
    )?
    .query_map([petition.0], |r| r.get(0).map(PersonId))?
    .collect()
}

/// A person's rows under every other name of theirs that login may find them by: those that stood on the record
/// before, then those that a petition has.
pub(super) fn other_names(conn: &Connection, login: &str, row: &PersonRow) -> Sql<Vec<PersonRow>> {
    let mut rows = former::rows(conn, row)?;
    for written in written::rows(conn, login, row)? {
        if rows.iter().all(|known| known.name != written.name) {
            rows.push(written);
        }
    }
    Ok(rows)
}

/// Whether somebody stands in a petition that login may see.
pub(super) fn is_shown(conn: &Connection, login: &str, person: PersonId) -> Sql<bool> {
    people::is_shown(conn, login, person)
}

impl Finder {
    /// Narrows the index to whom the operator may find, once for each index, and brings it up to now.
    pub(super) fn look_about(&mut self) -> Result<(), Failed> {
        let Some(index) = self.index.as_mut().filter(|_| !self.narrowed) else {
            return Ok(());
        };
        self.recounted = make::recounted(&self.store.conn)?;
        let mut listing = Listing::default();
        self.within = narrow(index, &self.store.conn, &self.store.office, &mut listing)?;
        self.accused = Some(listing.listed());
        let (conn, login) = (&self.store.conn, &self.store.office.operator.login);
        let mut renamed = former::renamed(conn)?;
        renamed.extend(written::renamed(conn)?);
        for person in renamed {
            let row = people::index_row_of(conn, person)?;
            if let Some(row) = row
                && index.has(person)?
            {
                index.put_former(person, other_names(conn, login, &row)?);
            }
        }
        self.narrowed = true;
        self.follow_people()?;
        self.follow_events()
    }

    /// Takes in the roster as it is now. Somebody who sits elsewhere now, or whose units were moved,
    /// sees others, as when all was counted anew: the index is opened anew.
    pub(super) fn follow_roster(&mut self) -> Result<(), Trouble> {
        let before = self.store.office();
        if !self.store.refresh()? {
            return Ok(());
        }
        self.marks.take();
        let now = self.store.office();
        let recounted = make::recounted(&self.store.conn).map_err(|e| self.store.trouble(&e))?;
        let same = now.operator == before.operator && now.units == before.units;
        if same && recounted == self.recounted {
            return Ok(());
        }
        self.index = None;
        self.load()
    }

    /// Brings one person in the index up to date: as the record is now, or out of sight.
    pub(super) fn look_again(&mut self, person: PersonId, rewritten: bool) -> Result<(), Failed> {
        let (conn, login) = (&self.store.conn, &self.store.office.operator.login);
        let Some(index) = self.index.as_mut().filter(|_| self.narrowed) else {
            return Ok(());
        };
        let before = index.has(person)?;
        let now = is_shown(conn, login, person)?;
        // Which names petitions have of them hangs on which petitions this operator may see.
        let rewritten = rewritten || written::is_renamed(conn, person)?;
        if now == before && !(now && rewritten) {
            return Ok(());
        }
        if let Some(row) = people::index_row_of(conn, person)?.filter(|_| now) {
            index.put_former(person, other_names(conn, login, &row)?);
            index.put(row)?;
        } else {
            index.put_former(person, Vec::new());
            index.remove(person)?;
        }
        Ok(())
    }
}
