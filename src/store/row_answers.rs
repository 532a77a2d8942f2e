//! What was answered to whom the rows of a ledger look like: kept by row, so that the same row is asked
//! about once.

use std::collections::HashMap;

use rusqlite::{Connection, Row, params};

use super::{Now, Sql, Store, people, row};
use crate::domain::ids::{PersonId, PetitionNo};
use crate::domain::intake::Intake;
use crate::domain::intake::answer::{Answer, Answered};
use crate::words::Trouble;

fn read(r: &Row<'_>) -> Sql<Answered> {
    Ok(Answered {
        person: PersonId(r.get(0)?),
        petition: PetitionNo(r.get(1)?),
        answer: row::word(r, 2, Answer::parse)?,
    })
}

fn kept(conn: &Connection, login: &str, key: &str) -> Sql<Vec<Answered>> {
    let mut statement = conn.prepare_cached(
        "SELECT person, petition, answer FROM import_answer WHERE key = ?1 ORDER BY at, person",
    )?;
    let mut seen = Vec::new();
    for answered in statement.query_map([key], read)? {
        let answered = answered?;
        if people::is_shown(conn, login, answered.person)? {
            seen.push(answered);
        }
    }
    Ok(seen)
}

/// Lays what was answered to a row on its intake: what was answered now before what was answered once;
/// and keeps it.
pub fn lay(
    conn: &Connection,
    login: &str,
    now: Now,
    (key, new, intake): (&str, &[Answered], &mut Intake),
) -> Sql<()> {
    for answered in new {
        conn.prepare_cached(
            "INSERT INTO import_answer (key, person, petition, answer, at, operator) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (key, person) DO UPDATE SET petition = ?3, answer = ?4, at = ?5, operator = ?6",
        )?
        .execute(params![key, answered.person.0, answered.petition.0, answered.answer.code(), row::stamp(now), login])?;
    }
    // The newest last: of two that say the same person, or the same matter, it stands.
    for answered in kept(conn, login, key)? {
        let is_new = new.iter().any(|n| n.person == answered.person);
        let said = |what: fn(Answer) -> bool| new.iter().any(|n| what(n.answer));
        let person = answered.answer.is_person() && said(Answer::is_person);
        let matter = answered.answer.is_matter() && said(Answer::is_matter);
        if is_new || !(person || matter) {
            intake.answer(&answered);
        }
    }
    Ok(())
}

impl Store {
    /// What was answered to these rows in an earlier import, by row and person.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn answers_to(
        &self,
        keys: &[&str],
    ) -> Result<HashMap<(String, PersonId), Answered>, Trouble> {
        let login = self.office.operator.login.as_str();
        self.look(|conn, _| {
            let mut all = HashMap::new();
            for key in keys {
                for answered in kept(conn, login, key)? {
                    all.insert(((*key).to_owned(), answered.person), answered);
                }
            }
            Ok(all)
        })
    }
}
