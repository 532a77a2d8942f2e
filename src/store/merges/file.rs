//! A person's file: the records that are read as one, their petitions, what was said of them.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row};

use super::super::{
    Now, Refusal, Sql, Store, audit, corrected, owed, people, petitions, row, veil,
};
use super::{kin, weigh};
use crate::domain::ids::PersonId;
use crate::domain::office::Office;
use crate::domain::rights::Deed;
use crate::flow::corrected::Corrected;
use crate::flow::same::{PersonFile, Said, Shown, Upto};
use crate::words::{Outside, Trouble};

const COLUMNS: &str = "id, said, kept, other, at, operator, why, undone_at, undone_by, undone_why";

/// Reads one row of [`COLUMNS`], without the names.
fn read(r: &Row<'_>) -> Sql<Said> {
    let undone: Option<String> = r.get(7)?;
    let undone = match undone {
        Some(_) => Some((
            row::instant(r, 7)?,
            r.get::<_, Option<Outside>>(8)?.unwrap_or_default(),
            r.get::<_, Option<Outside>>(9)?.unwrap_or_default(),
        )),
        None => None,
    };
    let said: String = r.get(1)?;
    Ok(Said {
        id: r.get(0)?,
        one: said == "same",
        kept: (PersonId(r.get(2)?), Outside::default()),
        other: (PersonId(r.get(3)?), Outside::default()),
        at: row::instant(r, 4)?,
        by: r.get(5)?,
        why: r.get(6)?,
        undone,
        against: false,
    })
}

/// What was said of these records, newest first; nothing of a record that login may not know of.
fn said(conn: &Connection, login: &str, of: &[PersonId]) -> Sql<Vec<Said>> {
    let sql = format!("SELECT {COLUMNS} FROM merge WHERE kept = ?1 OR other = ?1");
    let mut statement = conn.prepare_cached(&sql)?;
    let mut all: Vec<Said> = Vec::new();
    for id in of {
        for said in statement.query_map([id.0], read)? {
            let mut said = said?;
            let ids = (said.kept.0, said.other.0);
            let known = all.iter().any(|s| s.id == said.id);
            if known
                || !people::is_shown(conn, login, ids.0)?
                || !people::is_shown(conn, login, ids.1)?
            {
                continue;
            }
            said.kept.1 = people::name(conn, ids.0)?.into();
            said.other.1 = people::name(conn, ids.1)?.into();
            let holds = said.undone.is_some() || kin::are_one(conn, login, ids.0, ids.1)?;
            said.against = said.one && !holds;
            all.push(said);
        }
    }
    all.sort_by_key(|s| std::cmp::Reverse(s.id));
    Ok(all)
}

/// One thing that was said, if login may know of both records.
pub(super) fn one(conn: &Connection, login: &str, id: i64) -> Sql<Option<Said>> {
    let sql = format!("SELECT {COLUMNS} FROM merge WHERE id = ?1");
    let mut statement = conn.prepare_cached(&sql)?;
    let said = statement.query_row([id], read).optional()?;
    Ok(match said {
        Some(said) => {
            let seen = people::is_shown(conn, login, said.kept.0)?
                && people::is_shown(conn, login, said.other.0)?;
            Some(said).filter(|_| seen)
        }
        None => None,
    })
}

/// Gathers a person's file under the record that stands for all. The caller puts the reading on record.
pub(super) fn gather(
    conn: &Connection,
    office: &Office,
    id: PersonId,
    now: Now,
) -> Result<PersonFile, Refusal> {
    let login = office.operator.login.as_str();
    let records = kin::seen(conn, login, id)?;
    let Some(face) = records.first().copied().filter(|_| records.contains(&id)) else {
        return Err(weigh::missing(id));
    };
    let side = weigh::side(conn, office, face)?;
    let today = now.with_timezone(&office.zone).date_naive();
    let mut owed = Vec::new();
    for petition in &side.petitions {
        owed.extend(owed::on(conn, &office.units, petition, today)?);
    }
    crate::domain::alert::sort(&mut owed);
    let said = said(conn, login, &records)?;
    let corrected = corrected(conn, login, &records)?;
    Ok(PersonFile {
        side,
        owed,
        said,
        corrected,
    })
}

/// How the records that are read as somebody's were corrected, newest first.
fn corrected(conn: &Connection, login: &str, records: &[PersonId]) -> Sql<Vec<Corrected>> {
    let mut all = Vec::new();
    for id in records {
        all.extend(corrected::of(conn, login, *id)?);
    }
    all.sort_by_key(|c| std::cmp::Reverse(c.seq));
    Ok(all)
}

/// How far what was said of the records that are read as somebody's goes, as login may know of it, with what
/// of an open file they may not see any more; nothing when they may not know of the person.
pub fn upto(
    conn: &Connection,
    login: &str,
    (id, shown): (PersonId, &Shown),
) -> Sql<Option<(Upto, Shown)>> {
    let records = kin::seen(conn, login, id)?;
    if !records.contains(&id) {
        return Ok(None);
    }
    let mut lost = Shown::default();
    for person in &shown.people {
        if !people::is_shown(conn, login, *person)? {
            lost.people.push(*person);
        }
    }
    for petition in &shown.petitions {
        if !petitions::is_listed(conn, login, *petition)? {
            lost.petitions.push(*petition);
        }
    }
    Ok(Some((
        Upto::of(
            &said(conn, login, &records)?,
            &corrected(conn, login, &records)?,
        ),
        lost,
    )))
}

impl Store {
    /// The number of the newest entry of the trail after one that says of two records that they are one
    /// person or two, or takes that back; that one itself when there is none.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn newest_said(&self, after: i64) -> Result<i64, Trouble> {
        let sql = "SELECT max(s) FROM (
            SELECT * FROM (SELECT seq AS s FROM audit WHERE action = 'merge' AND seq > ?1 AND what NOT LIKE '%preview' ORDER BY seq DESC LIMIT 1)
            UNION ALL SELECT * FROM (SELECT seq FROM audit WHERE action = 'seen' AND seq > ?1 ORDER BY seq DESC LIMIT 1))";
        let read = || {
            let mut statement = self.conn.prepare_cached(sql)?;
            let newest: Option<i64> = statement.query_row([after], |r| r.get(0))?;
            Ok(newest.unwrap_or(after))
        };
        read().map_err(|e| self.trouble(&e))
    }

    /// Opens a person's file, on record.
    ///
    /// # Errors
    /// Missing (4), or the store's [`Trouble`].
    pub fn person_file(&mut self, id: PersonId, now: Now) -> Result<PersonFile, Trouble> {
        let now = self.local(now);
        let done = self.write_or(Deed::Open, |tx, office| {
            let mut file = gather(tx, office, id, now)?;
            let entry = audit::Entry::plain(now, "person", "file");
            audit::add_shown(tx, office, &entry, &shown(&file))?;
            if !veil::is_full(office) {
                veil::person_file(&mut file);
            }
            Ok(file)
        });
        self.on_record(Deed::Open, now, done)
    }
}

/// Whom a file shows: its records, and those beside them in what was said.
pub(super) fn shown(file: &PersonFile) -> Vec<PersonId> {
    let mut ids = weigh::records(&file.side);
    for said in &file.said {
        ids.extend([said.kept.0, said.other.0]);
    }
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// What was said of two records names both: of one that login may not know of nothing is told, nor that
/// there is one. Gives whom of an entry of the trail they may know, in its words, and whether it names others.
/// `asked` remembers who was asked about before.
pub fn named(
    conn: &Connection,
    login: &str,
    what: &str,
    asked: &mut HashMap<PersonId, bool>,
) -> Sql<(String, bool)> {
    let (mut known, mut hidden) = (String::new(), false);
    for id in audit::shown_in(what) {
        let shown = match asked.get(&id) {
            Some(shown) => *shown,
            None => people::is_shown(conn, login, id)?,
        };
        asked.insert(id, shown);
        if shown {
            known.extend(["#", &id.0.to_string(), " "]);
        } else {
            hidden = true;
        }
    }
    known.push_str("file");
    Ok((known, hidden))
}
