//! What is owed on one petition, and whom it concerns, as the panel reads both: written anew with
//! every event.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::face::{Face, Projection, Restricted};
use super::{Sql, row};
use crate::domain::case::Case;
use crate::domain::event::Registration;
use crate::domain::ids::{PetitionId, UnitId};
use crate::domain::obligation::{Kind, Obligation};
use crate::domain::rights;

/// The rows of one petition being written.
struct Owing<'a> {
    conn: &'a Connection,
    id: PetitionId,
    p: &'a Projection,
    restricted: Restricted,
    /// Whom it concerns beside the petition office.
    units: BTreeSet<UnitId>,
}

/// Writes what is owed on a petition and whom it concerns; what was there is taken away before.
pub(super) fn write(
    conn: &Connection,
    id: PetitionId,
    p: &Projection,
    restricted: Restricted,
    face: &Face<'_>,
) -> Sql<()> {
    let r = face.registration;
    let owing = Owing {
        conn,
        id,
        p,
        restricted,
        units: concerned(r, p),
    };
    owing.due(face)?;
    owing.concern()?;
    bar(conn, id, r)
}

/// What is owed still, with its place among all that was derived.
fn unpaid(p: &Projection) -> impl Iterator<Item = (i64, &Obligation)> {
    p.obligations
        .iter()
        .enumerate()
        .filter(|(_, o)| o.paid.is_none() && !o.void)
        .map(|(ord, o)| (i64::try_from(ord).unwrap_or(i64::MAX), o))
}

/// The units that a petition concerns beside the petition office: who holds it, who took it in, who
/// owes something on it.
fn concerned(r: &Registration, p: &Projection) -> BTreeSet<UnitId> {
    let holder = p.case.as_ref().map(Case::holder);
    holder
        .into_iter()
        .chain(r.taken_at)
        .chain(unpaid(p).map(|(_, o)| o.owed_by))
        .filter(|unit| *unit != UnitId::OFFICE)
        .collect()
}

/// In which part of the panel's cache an obligation is read: what is owed until it is paid, a right
/// to object, or, through who may read it, what is owed on a report.
const fn part(restricted: Restricted, kind: Kind) -> i64 {
    match (restricted, kind) {
        (Restricted::ToReaders, _) => 2,
        (_, Kind::Object) => 1,
        _ => 0,
    }
}

/// Whom a report must not reach, by unit and by name as it is read: who is accused as it was registered,
/// sorted or corrected last.
fn bar(conn: &Connection, id: PetitionId, r: &Registration) -> Sql<()> {
    if r.accused.is_empty() {
        return Ok(());
    }
    let mut bar = conn.prepare_cached(
        "INSERT OR IGNORE INTO barred (petition, unit, name) VALUES (?1, ?2, ?3)",
    )?;
    for accused in &r.accused {
        let unit = accused.unit.map_or(0, |u| u.0);
        let mut names = rights::readings(accused.name.raw());
        if names.is_empty() {
            names.push(String::new());
        }
        for name in names {
            bar.execute(params![id.0, unit, name])?;
        }
    }
    Ok(())
}

impl Owing<'_> {
    /// What is owed, in the order of the panel; and for each unit that it concerns, what others owe.
    fn due(&self, face: &Face<'_>) -> Sql<()> {
        let (id, restricted) = (self.id.0, self.restricted as i64);
        let mut insert = self.conn.prepare_cached(
            "INSERT OR FAIL INTO due (part, owed_by, effective, warn, handled, petition, ord, kind, restricted, number, summary, name, category, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?;
        let case = self.p.case.as_ref();
        let handled = case.is_some_and(|c| !c.handlers.is_empty());
        for (ord, o) in unpaid(self.p) {
            let (part, by) = (part(self.restricted, o.kind), o.owed_by);
            let (effective, warn) = (o.due.effective.to_string(), o.due.warn.to_string());
            insert.execute(params![
                part,
                by.0,
                effective,
                warn,
                handled,
                id,
                ord,
                o.kind.code(),
                restricted,
                face.registration.number.0,
                face.summary,
                face.name,
                face.category,
                row::to_json(o)?,
            ])?;
            // A report is read through who may read it, and through nothing else.
            let units = self.units.iter().filter(|u| **u != by && part != 2);
            for unit in units {
                self.conn
                    .prepare_cached(
                        "INSERT INTO beside (unit, part, effective, warn, handled, petition, ord, owed_by, restricted)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                    )?
                    .execute(params![
                        unit.0, part, effective, warn, handled, id, ord, by.0, restricted
                    ])?;
            }
        }
        Ok(())
    }

    /// Whom the petition concerns: units, and those named to handle it.
    fn concern(&self) -> Sql<()> {
        let units = self.units.iter().map(|unit| (unit.0, ""));
        let handlers = self.p.case.iter().flat_map(|c| &c.handlers);
        for (unit, login) in units.chain(handlers.map(|login| (0, login.raw()))) {
            self.conn
                .prepare_cached(
                    "INSERT OR IGNORE INTO concern (petition, unit, login, open, restricted) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    self.id.0,
                    unit,
                    login,
                    self.p.status.is_open(),
                    self.restricted as i64
                ])?;
        }
        Ok(())
    }
}
