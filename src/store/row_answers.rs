//! What was answered to whom the rows of a ledger look like: kept by row, so that the same row is asked
//! about once.

use std::collections::HashMap;

use rusqlite::{Connection, Row, params};

use super::{Now, Sql, Store, imported, people, petitions, row, witness};
use crate::domain::ids::{PersonId, PetitionNo};
use crate::domain::intake::Intake;
use crate::domain::intake::answer::{Answer, Answered, Whom, contradiction, standing};
use crate::words::Trouble;

fn read(r: &Row<'_>) -> Sql<Answered> {
    let other: String = r.get(2)?;
    let whom = if other.is_empty() {
        Whom::Record(PersonId(r.get(1)?), PetitionNo(r.get(4)?))
    } else {
        Whom::Row(other, row::place(r, 3)?)
    };
    Ok(Answered {
        nth: row::place(r, 0)?,
        whom,
        answer: row::word(r, 5, Answer::parse)?,
    })
}

/// What was answered to a row, oldest first, of people whom the operator may know of.
pub fn kept(conn: &Connection, login: &str, key: &str) -> Sql<Vec<Answered>> {
    let mut statement = conn.prepare_cached(
        "SELECT nth, person, other, other_nth, petition, answer FROM import_answer WHERE key = ?1
         ORDER BY at, nth, person, other, other_nth",
    )?;
    let mut seen = Vec::new();
    for answered in statement.query_map([key], read)? {
        let mut answered = answered?;
        let is_shown = match &answered.whom {
            Whom::Record(person, _) => people::is_shown(conn, login, *person)?,
            Whom::Row(..) => true,
        };
        if is_shown {
            untell(conn, login, &mut answered)?;
            seen.push(answered);
        }
    }
    Ok(seen)
}

/// Of an answer about a petition that login may not see stands what it says of the person.
fn untell(conn: &Connection, login: &str, answered: &mut Answered) -> Sql<()> {
    let Whom::Record(_, petition) = &mut answered.whom else {
        return Ok(());
    };
    if petition.0.is_empty() || petitions::seen(conn, login, &petition.0)?.is_some() {
        return Ok(());
    }
    petition.0.clear();
    answered.answer = match answered.answer {
        Answer::Both => Answer::Person,
        Answer::Matter => Answer::Neither,
        other => other,
    };
    Ok(())
}

/// A person, a row and one of its people, the petition, as the table has them.
fn columns(whom: &Whom) -> (i64, &str, i64, &str) {
    match whom {
        Whom::Record(person, petition) => (person.0, "", 0, petition.0.as_str()),
        Whom::Row(key, nth) => (0, key.as_str(), row::number(*nth), ""),
    }
}

/// Writes an answer to a row.
fn keep(conn: &Connection, (login, now): (&str, Now), key: &str, new: &Answered) -> Sql<()> {
    let (person, other, other_nth, petition) = columns(&new.whom);
    conn.prepare_cached(
        "INSERT INTO import_answer (key, nth, person, other, other_nth, petition, answer, at, operator)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (key, nth, person, other, other_nth) DO UPDATE SET petition = ?6, answer = ?7, at = ?8, operator = ?9",
    )?
    .execute(params![key, row::number(new.nth), person, other, other_nth, petition, new.answer.code(), row::stamp(now), login])?;
    Ok(())
}

/// Takes an answer to a row back.
pub fn take_back(conn: &Connection, key: &str, nth: usize, whom: &Whom) -> Sql<()> {
    witness::change(conn, &witness::ANSWERS, key, || drop(conn, key, nth, whom))
}

fn drop(conn: &Connection, key: &str, nth: usize, whom: &Whom) -> Sql<()> {
    let (person, other, other_nth, _) = columns(whom);
    conn.prepare_cached(
        "DELETE FROM import_answer WHERE key = ?1 AND nth = ?2 AND person = ?3 AND other = ?4 AND other_nth = ?5",
    )?
    .execute(params![key, row::number(nth), person, other, other_nth])?;
    Ok(())
}

/// Keeps an answer to a row, and takes back what cannot stand beside it.
pub fn replace(conn: &Connection, by: (&str, Now), key: &str, new: &Answered) -> Sql<()> {
    witness::change(conn, &witness::ANSWERS, key, || {
        lay_over(conn, by, key, new)
    })
}

fn lay_over(conn: &Connection, by: (&str, Now), key: &str, new: &Answered) -> Sql<()> {
    for before in kept(conn, by.0, key)? {
        if !before.clashes(new) {
            continue;
        }
        // What the new answer leaves of the old one stays.
        let person =
            before.answer.is_person() && !(before.nth == new.nth && new.answer.is_person());
        let matter = before.answer.is_matter() && !new.answer.is_matter();
        let same = before.nth == new.nth && before.whom.is(&new.whom);
        let rest = match (before.answer, person, matter) {
            _ if same => None,
            (Answer::Matter, ..) => Some(Answer::Neither),
            (Answer::Both, false, true) => Some(Answer::Matter),
            (Answer::Both, true, false) => Some(Answer::Person),
            _ => None,
        };
        match rest {
            Some(answer) => keep(conn, by, key, &Answered { answer, ..before })?,
            None => drop(conn, key, before.nth, &before.whom)?,
        }
    }
    keep(conn, by, key, new)
}

/// The rows of two answers to a ledger that waits which cannot both be true, as the sheet numbers them.
pub fn at_odds(conn: &Connection, login: &str, waiting: i64) -> Sql<Option<(usize, usize)>> {
    let mut statement = conn.prepare_cached(
        "SELECT r.line, r.key FROM waiting_row r WHERE r.waiting = ?1
         AND EXISTS (SELECT 1 FROM import_answer a WHERE a.key = r.key) ORDER BY r.place",
    )?;
    let rows = statement.query_map([waiting], |r| Ok((row::place(r, 0)?, r.get(1)?)))?;
    let (mut lines, mut said) = (Vec::new(), Vec::new());
    for found in rows {
        let (line, key): (usize, String) = found?;
        for answered in standing(kept(conn, login, &key)?) {
            lines.push(line);
            said.push((key.clone(), answered));
        }
    }
    Ok(contradiction(&said).map(|(a, b)| (lines[a], lines[b])))
}

/// Lays what was answered to a row on its intake: what was answered now before what was answered once;
/// and keeps it.
pub fn lay(
    conn: &Connection,
    login: &str,
    now: Now,
    (key, new, intake): (&str, &[Answered], &mut Intake),
) -> Sql<()> {
    if !new.is_empty() {
        witness::change(conn, &witness::ANSWERS, key, || {
            new.iter()
                .try_for_each(|answered| keep(conn, (login, now), key, answered))
        })?;
    }
    // The newest last: of two that say the same person, or the same matter, it stands.
    for answered in kept(conn, login, key)? {
        let is_new = new.contains(&answered);
        if !is_new && new.iter().any(|n| n.clashes(&answered)) {
            continue;
        }
        if let Some((person, petition)) = on_record(conn, login, &answered.whom)? {
            intake.answer(answered.nth, (person, &petition), answered.answer);
        }
    }
    Ok(())
}

/// Who and which petition an answer is about, on record; nothing for a row that was not imported.
fn on_record(conn: &Connection, login: &str, whom: &Whom) -> Sql<Option<(PersonId, PetitionNo)>> {
    let (key, nth) = match whom {
        Whom::Record(person, petition) => return Ok(Some((*person, petition.clone()))),
        Whom::Row(key, nth) => (key, *nth),
    };
    let found = imported::people(conn, login, key)?;
    Ok(found.and_then(|(people, petition)| Some((*people.get(nth)?, petition))))
}

impl Store {
    /// What was answered to these rows before, by row.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn answers_to(&self, keys: &[&str]) -> Result<HashMap<String, Vec<Answered>>, Trouble> {
        let login = self.office.operator.login.as_str();
        self.look(|conn, _| {
            let mut all = HashMap::new();
            for key in keys {
                let answers = kept(conn, login, key)?;
                if !answers.is_empty() {
                    all.insert((*key).to_owned(), answers);
                }
            }
            Ok(all)
        })
    }
}
