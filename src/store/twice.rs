//! Somebody stands in a petition once, by whatever record of theirs.

use rusqlite::Connection;

use super::{Refusal, Sql, merges};
use crate::domain::event::Registration;
use crate::domain::ids::PersonId;
use crate::domain::intake::Intake;
use crate::domain::intake::known::one_twice;
use crate::words::{Exit, Trouble};

/// Whether somebody stands in a registration already, by this record or by another that is read as one with it, as
/// far as login sees: each stands in a petition once.
pub fn stands_already(
    conn: &Connection,
    login: &str,
    registration: &Registration,
    person: PersonId,
) -> Sql<bool> {
    if registration.parties.is_empty() {
        return Ok(false);
    }
    let face = merges::face(conn, login, person)?;
    for party in &registration.parties {
        if party.person == person || merges::face(conn, login, party.person)? == face {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Refuses an intake in which two are said to be people on record who are read as one, as far as this operator sees.
///
/// # Errors
/// Refused (3); nothing is registered then.
pub fn none_twice(conn: &Connection, login: &str, intake: &Intake) -> Result<(), Refusal> {
    let mut faces: Vec<(PersonId, PersonId)> = Vec::new();
    for id in intake.people.iter().filter_map(|someone| someone.known) {
        let face = merges::face(conn, login, id)?;
        if let Some((other, _)) = faces.iter().find(|(_, known)| *known == face) {
            return Err(Trouble::unchanged(
                Exit::Refused,
                one_twice(*other, id),
                say!(
                    "一个人只写一次：删去其中一处，或收回回答；确是两人，先在人员档案里分开。",
                    "Each stands in a petition once: leave one of the two out, or take its answer back; if they are two people, part the records in the person's file first."
                ),
            )
            .into());
        }
        faces.push((id, face));
    }
    Ok(())
}
