//! What the archive needs of the store: ended files with their state, a whole file with its links of
//! the chain and its readers, the retention table.

use rusqlite::Connection;

use super::retention::{TABLE, unread};
use super::{
    Now, Refusal, Sql, Store, audit, events, files, keeping, office, parted, petitions,
    projections, refusal, was,
};
use crate::domain::case::Case;
use crate::domain::chain::{self, Hash};
use crate::domain::ids::{PetitionId, PetitionNo};
use crate::domain::length;
use crate::domain::office::Office;
use crate::domain::retention::{Approval, RetentionTable};
use crate::domain::rights::Deed;
use crate::flow::kept::{Kept, Link, Reader};
use crate::words::{Exit, Sentence, Trouble, Word};

/// What is approved.
const WORD: Word = Word::new("保管期限表", "retention table");

impl Store {
    /// Puts the office's own table in force; goes on record. Gives which stood there.
    ///
    /// # Errors
    /// A table that is not sound (2), the right (3), the store's [`Trouble`].
    pub fn approve_retention(
        &mut self,
        text: &str,
        now: Now,
    ) -> Result<(RetentionTable, Option<Sentence>), Trouble> {
        let table = RetentionTable::parse(text).map_err(|why| unread(&why))?;
        let Some(approval) = &table.approval else {
            return Err(unread(&say!(
                "缺 [approval]：批准的部门、文号和日期（《档案法实施条例》第十九条）。",
                "It lacks [approval]: by whom, number and date (Regulation on the Archives Law, Art. 19)."
            )));
        };
        let now = self.local(now);
        let said = |a: &Approval| format!("{} {}", a.number, a.date);
        let (what, new) = (format!("retention {}", said(approval)), said(approval));
        let done = self.write(Deed::Office, |tx, before| {
            let old = super::retention::table(tx)?.approval;
            let old = old.as_ref().map(said).unwrap_or_default();
            let (change, words) = ((old.as_str(), new.as_str()), format!("retention {old}"));
            let stood = was::told(tx, before, WORD, change, ("setting", &words))?;
            was::keep(tx, TABLE, text)?;
            office::put_setting(tx, TABLE, text)?;
            office::note_change(tx)?;
            let mut what = what;
            was::noted(&mut what, change);
            audit::add(tx, before, &audit::Entry::plain(now, "setting", &what))?;
            Ok(stood)
        });
        let stood = self.on_record(Deed::Office, now, done)?;
        Ok((table, stood))
    }

    /// Every ended petition that this operator may see, oldest first.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn ended(&self, mut each: impl FnMut(PetitionNo, &Case)) -> Result<(), Trouble> {
        self.look(|conn, office| {
            let sql = format!(
                "SELECT p.id, p.number FROM petition p WHERE {} AND p.open = 0 ORDER BY p.id",
                petitions::SEEN
            );
            let mut statement = conn.prepare(&sql)?;
            let mut rows = statement.query([&office.operator.login])?;
            while let Some(r) = rows.next()? {
                let log = events::of(conn, PetitionId(r.get(0)?))?;
                if let Some(case) = projections::derive(office, &log).case {
                    each(PetitionNo(r.get(1)?), &case);
                }
            }
            Ok(())
        })
    }

    /// Takes whole files out for the archive: each on record as this, all or none.
    ///
    /// # Errors
    /// The right (3), not found (4), a restricted file without a reason (3), the store's [`Trouble`].
    pub fn take_out(
        &mut self,
        numbers: &[String],
        what: &str,
        why: &str,
        now: Now,
    ) -> Result<Vec<Kept>, Trouble> {
        length::why(why).map_err(refusal::too_long)?;
        let now = self.local(now);
        let mut at = None;
        let done = self.write_or(Deed::Restrict, |tx, office| {
            let mut kept = Vec::with_capacity(numbers.len());
            for number in numbers {
                at = Some(number.as_str());
                kept.push(take_one(tx, office, number, (what, why), now)?);
            }
            Ok(kept)
        });
        // Of which file it was refused stands in the record.
        self.on_record_about(Deed::Restrict, at, now, done)
    }
}

fn take_one(
    tx: &Connection,
    office: &Office,
    number: &str,
    (what, why): (&str, &str),
    now: Now,
) -> Result<Kept, Refusal> {
    let login = &office.operator.login;
    let Some(petition) = petitions::seen(tx, login, number)? else {
        return Err(files::missing(number).into());
    };
    let mut file = files::gather(tx, office, petition)?;
    keeping::look_into(office, file.case.as_ref(), why)?;
    keeping::ask_why(file.case.as_ref(), why)?;
    let ended = file.case.as_ref().is_some_and(|c| c.ended.is_some());
    if !ended {
        return Err(unended(number));
    }
    // A package leaves the office: beside a file nothing is told of a report or of whoever withholds their name.
    if is_open(tx, petition)? {
        let kin = std::mem::take(&mut file.kin);
        for row in kin {
            if is_open(tx, row.id)? {
                file.kin.push(row);
            }
        }
    }
    let entry = audit::Entry {
        at: now,
        action: "archive",
        petition: Some(petition),
        what,
        why,
    };
    audit::add(tx, office, &entry)?;
    // What is no event of the file for whoever packs it is none of the package.
    let silent = parted::silent_of(tx, login, petition)?;
    let mut links = links(tx, petition)?;
    links.retain(|link| !silent.contains(&link.seq));
    Ok(Kept {
        links,
        readers: readers(tx, login, petition)?,
        file: Box::new(file),
    })
}

/// True of what is no report, came as none, and withholds nobody's name.
fn is_open(conn: &Connection, petition: PetitionId) -> Sql<bool> {
    conn.prepare_cached(
        "SELECT p.restricted & 1 = 0 AND NOT EXISTS (SELECT 1 FROM event e WHERE e.petition = p.id
            AND json_extract(e.body, '$.step') = 'register' AND json_extract(e.body, '$.withhold_name') = 1)
         FROM petition p WHERE p.id = ?1",
    )?
    .query_row([petition.0], |r| r.get(0))
}

fn links(conn: &Connection, petition: PetitionId) -> Sql<Vec<Link>> {
    let mut statement = conn.prepare_cached("SELECT e.seq, e.on_date, e.at, e.operator, e.why, e.body, e.hash, (SELECT b.hash FROM event b WHERE b.seq = e.seq - 1) FROM event e WHERE e.petition = ?1 ORDER BY e.seq")?;
    let read = statement.query_map([petition.0], |r| {
        let before: Option<Hash> = r.get(7)?;
        Ok(Link {
            seq: r.get(0)?,
            petition: petition.0,
            on: r.get(1)?,
            at: r.get(2)?,
            operator: r.get(3)?,
            why: r.get(4)?,
            body: r.get(5)?,
            hash: chain::hex(&r.get(6)?),
            before: chain::hex(&before.unwrap_or(chain::START)),
        })
    })?;
    read.collect()
}

fn readers(conn: &Connection, login: &str, petition: PetitionId) -> Sql<Vec<Reader>> {
    let mut statement = conn.prepare_cached(
        "SELECT at, operator, action, what, why FROM audit WHERE petition = ?1 ORDER BY seq",
    )?;
    let mut rows = statement.query([petition.0])?;
    let mut all = Vec::new();
    while let Some(r) = rows.next()? {
        let what: String = r.get(3)?;
        if !parted::is_silent(conn, login, Some(petition), &what)? {
            all.push(Reader([r.get(0)?, r.get(1)?, r.get(2)?, what, r.get(4)?]));
        }
    }
    Ok(all)
}

fn unended(number: &str) -> Refusal {
    let shown = crate::words::visible(number, crate::words::Place::Line).into_owned();
    let why = say!(
        "“{shown}”还在办理，不能装档。",
        "\"{shown}\" is still being handled and cannot be packed."
    );
    let next = say!(
        "办结或撤回以后再装；该装的：zhuoluo archive appraise。",
        "Pack it after its end; what is due: zhuoluo archive appraise."
    );
    Trouble::unchanged(Exit::Refused, why, next).into()
}
