//! Two records of one person: read as one when somebody says so, two again when it is taken back.
//!
//! No petition moves: each keeps the record it was taken down with, so that taking it back needs no
//! memory of what was where, whatever was added to either record meanwhile.

mod again;
mod apart;
mod file;
mod kin;
mod weigh;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

pub(super) use self::again::{LINES, differs, line};
pub(super) use self::apart::{are_two, is_new, quiet, remember};
pub(super) use self::file::{named, upto};
pub(super) use self::kin::{are_one, face, is_any, members, seen};
use self::weigh::{side, weigh};
use super::{Now, Refusal, Sql, Store, audit, row, veil, witness};
use crate::domain::ids::PersonId;
use crate::domain::office::Office;
use crate::domain::rights::Deed;
pub use crate::flow::same::{NAMED, PersonFile, Preview, Said, Same, Side};
use crate::flow::{Answer, Reply};
use crate::words::{Exit, Sentence, Trouble};

fn refused(why: Sentence, next: Sentence) -> Refusal {
    Trouble::unchanged(Exit::Refused, why, next).into()
}

fn reasoned(why: &str) -> Result<&str, Refusal> {
    let why = why.trim();
    if why.is_empty() {
        return Err(refused(
            say!("要写明理由。", "A reason is needed."),
            say!(
                "例：--why 证件号码相同，姓名录错一字",
                "E.g. --why \"same document, a letter wrong in the name\""
            ),
        ));
    }
    Ok(why)
}

pub(super) fn note(
    tx: &Connection,
    office: &Office,
    now: Now,
    what: &str,
    why: &str,
    of: impl AsRef<[PersonId]>,
) -> Sql<()> {
    let entry = audit::Entry {
        at: now,
        action: "merge",
        petition: None,
        what,
        why,
    };
    audit::add_shown(tx, office, &entry, of.as_ref()).map(|_| ())
}

/// Writes that two are one.
fn write(
    tx: &Connection,
    office: &Office,
    (kept, other): (PersonId, PersonId),
    (now, why): (Now, &str),
) -> Sql<()> {
    tx.prepare_cached("INSERT INTO merge (said, kept, other, at, operator, why) VALUES ('same', ?1, ?2, ?3, ?4, ?5)")?
        .execute(params![kept.0, other.0, row::stamp(now), office.operator.login, why])?;
    witness::new_merge(tx, tx.last_insert_rowid())
}

/// Says of a record that was just made that it is read as another, and puts it on record.
pub(super) fn join(
    tx: &Connection,
    office: &Office,
    (kept, other): (PersonId, PersonId),
    (now, why): (Now, &str),
) -> Sql<()> {
    write(tx, office, (kept, other), (now, why))?;
    let what = format!("merge {} <- {}", kept.0, other.0);
    note(tx, office, now, &what, why, [kept, other])
}

/// Every record that a preview shows.
fn both(preview: &Preview) -> Vec<PersonId> {
    [
        weigh::records(&preview.kept),
        weigh::records(&preview.other),
    ]
    .concat()
}

impl Store {
    /// What merging two records would do; on record, for it shows both.
    ///
    /// # Errors
    /// Missing (4); refused (3): they are one already, or one of them is read as a third.
    pub fn merge_preview(
        &mut self,
        kept: PersonId,
        other: PersonId,
        now: Now,
    ) -> Result<Preview, Trouble> {
        let now = self.local(now);
        let done = self.write_or(Deed::Find, |tx, office| {
            let mut preview = weigh(tx, office, (kept, other))?;
            note(tx, office, now, "preview", "", both(&preview))?;
            if !veil::is_full(office) {
                veil::preview(&mut preview);
            }
            Ok(preview)
        });
        self.on_record_untold(Deed::Find, now, done)
    }

    /// From now on `other` is read as `kept`: one card, the petitions of both. Nothing is moved.
    ///
    /// # Errors
    /// As [`Store::merge_preview`]; refused (3) without a reason, or when somebody said that they are
    /// two people.
    pub fn merge_people(
        &mut self,
        kept: PersonId,
        other: PersonId,
        why: &str,
        now: Now,
    ) -> Result<Preview, Trouble> {
        let now = self.local(now);
        let done = self.write_or(Deed::Step, |tx, office| {
            let why = reasoned(why)?;
            let preview = weigh(tx, office, (kept, other))?;
            if let Some((a, b, said)) = &preview.apart {
                let (a, b, said) = (a.0, b.0, said.lines());
                return Err(refused(
                    say!(
                        "有人记明 {a} 和 {b} 不是同一人：{said}。",
                        "Somebody said that {a} and {b} are two people: {said}."
                    ),
                    say!(
                        "确是同一人的，先 zhuoluo person not-same {a} {b} --undo。",
                        "If they are one after all: `zhuoluo person not-same {a} {b} --undo` first."
                    ),
                ));
            }
            write(tx, office, (kept, other), (now, why))?;
            let what = format!("merge {} <- {}", kept.0, other.0);
            note(tx, office, now, &what, why, both(&preview))?;
            Ok(preview)
        });
        self.on_record_untold(Deed::Step, now, done)
    }

    /// `other` is a record of its own again, and what is read as it stays with it; what was added to
    /// either meanwhile stays with the record it was taken down with. Gives the record as which it was
    /// read: of several the one that was said last.
    ///
    /// # Errors
    /// Missing (4); refused (3): no reason, or it is read as no other.
    pub fn split_person(
        &mut self,
        other: PersonId,
        why: &str,
        now: Now,
    ) -> Result<PersonId, Trouble> {
        let now = self.local(now);
        let done = self.write_or(Deed::Step, |tx, office| {
            let why = reasoned(why)?;
            let side = side(tx, office, other)?;
            let file = file::gather(tx, office, other, now)?;
            let mut live = file.said.iter().filter(|s| s.one && s.undone.is_none());
            let Some(said) = live.find(|s| s.other.0 == other) else {
                return Err(read_as_no_other(side.id, &file));
            };
            take_back(tx, office, said, (now, why))?;
            Ok(said.kept.0)
        });
        self.on_record_untold(Deed::Step, now, done)
    }

    /// Remembers that two records are two people; or, with `undo`, forgets it. The reason is needed
    /// for the first alone.
    ///
    /// # Errors
    /// Missing (4); refused (3): no reason, one record twice, read as one, said already or not said.
    pub fn keep_apart(
        &mut self,
        a: PersonId,
        b: PersonId,
        undo: bool,
        why: &str,
        now: Now,
    ) -> Result<(), Trouble> {
        let now = self.local(now);
        let done = self.write_or(Deed::Step, |tx, office| {
            if undo {
                no_longer_apart(tx, office, (a, b), (now, why.trim()))
            } else {
                part(tx, office, (a, b), (now, reasoned(why)?))
            }
        });
        self.on_record_untold(Deed::Step, now, done)
    }

    /// What the screen asks of records of people, on record.
    ///
    /// # Errors
    /// As the functions above; missing (4) for what was never said, refused (3) for what was taken
    /// back already.
    pub(super) fn same(&mut self, order: Same, now: Now) -> Answer {
        let of = match order {
            Same::Open(id) => id,
            Same::Preview { kept, other } => {
                let preview = self.merge_preview(kept, other, now)?;
                return Ok(Reply::Preview(Box::new(preview)));
            }
            Same::Merge { kept, other, why } => {
                self.merge_people(kept, other, why.raw(), now)?;
                kept
            }
            Same::Apart { of, from, why } => {
                self.keep_apart(of, from, false, why.raw(), now)?;
                of
            }
            Same::TakeBack { said, of, why } => {
                self.take_back_said(said, why.raw(), now)?;
                of
            }
        };
        let file = self.person_file(of, now)?;
        Ok(Reply::Person(Box::new(file)))
    }

    /// Takes back what was said of two records, one or apart: one step.
    fn take_back_said(&mut self, said: i64, why: &str, now: Now) -> Result<(), Trouble> {
        let done = self.write_or(Deed::Step, |tx, office| {
            let why = reasoned(why)?;
            let login = office.operator.login.as_str();
            let Some(said) = file::one(tx, login, said)? else {
                return Err(weigh::missing(PersonId(said)));
            };
            if said.undone.is_some() {
                return Err(refused(
                    say!("这一条已经撤回。", "This was taken back already."),
                    say!("没有要改的。", "There is nothing to change."),
                ));
            }
            take_back(tx, office, &said, (now, why))
        });
        self.on_record_untold(Deed::Step, now, done)
    }
}

/// Why a record cannot be taken out: it is read as no other; those that are read as it can.
fn read_as_no_other(id: PersonId, file: &PersonFile) -> Refusal {
    let n = id.0;
    let live = file.said.iter().filter(|s| s.one && s.undone.is_none());
    let under: Vec<String> = live.map(|s| s.other.0.0.to_string()).collect();
    let what = say!("{n} 没有并入别的记录。", "{n} is read as no other record.");
    if under.is_empty() {
        let nothing = say!("没有要拆开的。", "There is nothing to take apart.");
        return refused(what, nothing);
    }
    let list = under.join(" ");
    refused(
        what,
        say!(
            "并入它的是：{list}；请拆其中一个。",
            "Read as it are: {list}; take one of them apart."
        ),
    )
}

/// Ends what was said, and puts it on record.
fn take_back(
    tx: &Transaction<'_>,
    office: &Office,
    said: &Said,
    (now, why): (Now, &str),
) -> Result<(), Refusal> {
    let (kept, other) = (said.kept.0, said.other.0);
    witness::look_at_merge(tx, said.id)?;
    tx.prepare_cached(
        "UPDATE merge SET undone_at = ?2, undone_by = ?3, undone_why = ?4 WHERE id = ?1",
    )?
    .execute(params![
        said.id,
        row::stamp(now),
        office.operator.login,
        why
    ])?;
    witness::merge(tx, said.id)?;
    let what = if said.one {
        format!("split {} -> {}", kept.0, other.0)
    } else {
        format!("maybe {} {}", kept.0, other.0)
    };
    note(tx, office, now, &what, why, [kept, other])?;
    Ok(())
}

/// Two records are two people from now on.
fn part(
    tx: &Transaction<'_>,
    office: &Office,
    (a, b): (PersonId, PersonId),
    (now, why): (Now, &str),
) -> Result<(), Refusal> {
    for id in [a, b] {
        side(tx, office, id)?;
    }
    let (a, b) = (a.min(b), a.max(b));
    let (m, n) = (a.0, b.0);
    if a == b {
        return Err(refused(
            say!(
                "{m} 是一条记录，要写两条不同的。",
                "{m} is one record; two are needed."
            ),
            say!(
                "例：zhuoluo person not-same 12 55 --why 父子共用电话",
                "E.g. `zhuoluo person not-same 12 55 --why \"father and son\"`"
            ),
        ));
    }
    if apart::said(tx, a, b)?.is_some() {
        return Err(refused(
            say!(
                "已经记明 {m} 和 {n} 不是同一人。",
                "It is said already that {m} and {n} are two people."
            ),
            say!("没有要改的。", "There is nothing to change."),
        ));
    }
    let login = office.operator.login.as_str();
    if are_one(tx, login, a, b)? {
        return Err(refused(
            say!("{m} 和 {n} 是合并着的。", "{m} and {n} are read as one."),
            say!(
                "先用 zhuoluo person split 拆开。",
                "Take them apart first: `zhuoluo person split`."
            ),
        ));
    }
    remember(tx, login, (a, b), (&row::stamp(now), why))?;
    note(tx, office, now, &format!("apart {m} {n}"), why, [a, b])?;
    Ok(())
}

/// It is no longer said that two records are two people.
fn no_longer_apart(
    tx: &Transaction<'_>,
    office: &Office,
    (a, b): (PersonId, PersonId),
    (now, why): (Now, &str),
) -> Result<(), Refusal> {
    for id in [a, b] {
        side(tx, office, id)?;
    }
    let (m, n) = (a.0.min(b.0), a.0.max(b.0));
    let said: Option<i64> = tx
        .prepare_cached("SELECT id FROM merge WHERE said = 'apart' AND undone_at IS NULL AND kept = ?1 AND other = ?2")?
        .query_row([m, n], |r| r.get(0))
        .optional()?;
    let said = match said {
        Some(id) => file::one(tx, &office.operator.login, id)?,
        None => None,
    };
    let Some(said) = said else {
        return Err(refused(
            say!(
                "没有人记过 {m} 和 {n} 不是同一人。",
                "Nobody said that {m} and {n} are two people."
            ),
            say!("没有要改的。", "There is nothing to change."),
        ));
    };
    take_back(tx, office, &said, (now, why))
}
