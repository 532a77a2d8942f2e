//! Two records of one person: read as one when somebody says so, two again when it is taken back.
//!
//! No petition moves: each keeps the record it was taken down with, so that taking it back needs no
//! memory of what was where, whatever was added to either record meanwhile.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{Now, Refusal, Sql, Store, audit, people, petitions, row};
use crate::domain::ids::{PersonId, PetitionNo};
use crate::domain::office::Office;
use crate::domain::person::{Column, Person};
use crate::domain::rights::Deed;
use crate::flow::view::PetitionRow;
use crate::words::{Exit, Sentence, Trouble};

/// Petitions of one record that a preview names; of more it says so.
pub const NAMED: i64 = 50;
/// Records above one another at most that are followed: more are not written.
const DEEPEST: usize = 32;

/// One of two records, as the operator may see it.
#[derive(Clone, Debug)]
pub struct Side {
    /// Which.
    pub id: PersonId,
    /// The record.
    pub person: Person,
    /// Its petitions that the operator may see, newest first, [`NAMED`] at most.
    pub petitions: Vec<PetitionRow>,
}

/// What a merge would do (合并预览).
#[derive(Clone, Debug)]
pub struct Preview {
    /// The record under which both are read.
    pub kept: Side,
    /// The record that is read as the other.
    pub other: Side,
    /// Where both say something, and not the same.
    pub differing: Vec<Column>,
    /// Petitions in which both stand beside each other, of those named: two people, it would seem.
    pub beside: Vec<PetitionNo>,
    /// When somebody said that they are two people: the reason.
    pub apart: Option<String>,
}

/// The record under which one is read: itself when nobody said otherwise.
pub(super) fn face(conn: &Connection, person: PersonId) -> Sql<PersonId> {
    let mut face = person;
    for _ in 0..DEEPEST {
        let above = conn
            .prepare_cached(
                "SELECT kept FROM merge WHERE other = ?1 AND said = 'same' AND undone_at IS NULL",
            )?
            .query_row([face.0], |r| r.get(0).map(PersonId))
            .optional()?;
        match above {
            Some(above) if above != person => face = above,
            _ => break,
        }
    }
    Ok(face)
}

/// The records that are read as this one, and itself first.
pub(super) fn members(conn: &Connection, face: PersonId) -> Sql<Vec<PersonId>> {
    let mut all = vec![face];
    let mut at = 0;
    let mut statement = conn.prepare_cached(
        "SELECT other FROM merge WHERE kept = ?1 AND said = 'same' AND undone_at IS NULL ORDER BY id",
    )?;
    while let Some(of) = all.get(at).copied() {
        for other in statement.query_map([of.0], |r| r.get(0).map(PersonId))? {
            let other = other?;
            if !all.contains(&other) {
                all.push(other);
            }
        }
        at += 1;
    }
    Ok(all)
}

/// Whether any record is read as another.
pub(super) fn is_any(conn: &Connection) -> Sql<bool> {
    conn.prepare_cached("SELECT 1 FROM merge WHERE said = 'same' AND undone_at IS NULL LIMIT 1")?
        .exists([])
}

/// The reason for which two were said to be two people; the order of the two does not matter.
fn apart(conn: &Connection, a: PersonId, b: PersonId) -> Sql<Option<String>> {
    conn.prepare_cached("SELECT why FROM merge WHERE said = 'apart' AND undone_at IS NULL AND kept = ?1 AND other = ?2")?
        .query_row([a.0.min(b.0), a.0.max(b.0)], |r| r.get(0))
        .optional()
}

/// A record that this operator may see.
fn side(conn: &Connection, office: &Office, id: PersonId) -> Result<Side, Refusal> {
    let petitions = petitions::of_person(conn, &office.operator.login, id, NAMED)?;
    let person = people::get(conn, id)?.filter(|_| !petitions.is_empty());
    let Some(person) = person else {
        let id = id.0;
        return Err(Trouble::unchanged(
            Exit::Missing,
            say!("没有信访人 {id}。", "There is no person {id}."),
            say!(
                "人员编号见 zhuoluo find --people --json 的 person。",
                "`zhuoluo find --people --json` gives it as \"person\"."
            ),
        )
        .into());
    };
    Ok(Side {
        id,
        person,
        petitions,
    })
}

fn differing(a: &Person, b: &Person) -> Vec<Column> {
    let columns = Column::ALL.iter().copied();
    let differ = |c: &Column| {
        let (a, b) = (a.value(*c), b.value(*c));
        !a.is_empty() && !b.is_empty() && a != b
    };
    columns.filter(differ).collect()
}

fn refused(why: Sentence, next: Sentence) -> Refusal {
    Trouble::unchanged(Exit::Refused, why, next).into()
}

/// Reads both sides and says what stands in the way.
fn weigh(
    conn: &Connection,
    office: &Office,
    (kept, other): (PersonId, PersonId),
) -> Result<Preview, Refusal> {
    let (kept, other) = (side(conn, office, kept)?, side(conn, office, other)?);
    let (a, b) = (kept.id.0, other.id.0);
    if face(conn, kept.id)? == face(conn, other.id)? {
        return Err(refused(
            say!(
                "{a} 和 {b} 已经是同一人的记录。",
                "{a} and {b} are one person's records already."
            ),
            say!("没有要合并的。", "There is nothing to merge."),
        ));
    }
    for (side, n) in [(&kept, a), (&other, b)] {
        let above = face(conn, side.id)?;
        if above != side.id {
            let above = above.0;
            return Err(refused(
                say!("{n} 已并入 {above}。", "{n} is read as {above} already."),
                say!("请用 {above} 合并。", "Merge with {above}."),
            ));
        }
    }
    let both = kept.petitions.iter().filter(|row| {
        let theirs = &other.petitions;
        theirs.iter().any(|their| their.id == row.id)
    });
    Ok(Preview {
        beside: both.map(|row| row.number.clone()).collect(),
        differing: differing(&kept.person, &other.person),
        apart: apart(conn, kept.id, other.id)?,
        kept,
        other,
    })
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

fn note(
    tx: &Transaction<'_>,
    office: &Office,
    now: Now,
    what: &str,
    why: &str,
    of: [PersonId; 2],
) -> Sql<()> {
    let entry = audit::Entry {
        at: now,
        action: "merge",
        petition: None,
        what,
        why,
    };
    audit::add_shown(tx, office, &entry, &of).map(|_| ())
}

fn write(
    tx: &Transaction<'_>,
    office: &Office,
    said: &str,
    (kept, other): (PersonId, PersonId),
    (now, why): (Now, &str),
) -> Sql<()> {
    tx.prepare_cached(
        "INSERT INTO merge (said, kept, other, at, operator, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        said,
        kept.0,
        other.0,
        row::stamp(now),
        office.operator.login,
        why
    ])?;
    Ok(())
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
            let preview = weigh(tx, office, (kept, other))?;
            note(tx, office, now, "preview", "", [kept, other])?;
            Ok(preview)
        });
        self.on_record(Deed::Find, now, done)
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
            if let Some(said) = &preview.apart {
                let (a, b) = (kept.0, other.0);
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
            write(tx, office, "same", (kept, other), (now, why))?;
            note(
                tx,
                office,
                now,
                &format!("merge {} <- {}", kept.0, other.0),
                why,
                [kept, other],
            )?;
            Ok(preview)
        });
        self.on_record(Deed::Step, now, done)
    }

    /// `other` is a record of its own again; what was added to either meanwhile stays with it. Gives
    /// the record as which it was read.
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
            let n = side.id.0;
            let kept: Option<i64> = tx
                .prepare_cached("UPDATE merge SET undone_at = ?2, undone_by = ?3, undone_why = ?4 WHERE other = ?1 AND said = 'same' AND undone_at IS NULL RETURNING kept")?
                .query_row(params![n, row::stamp(now), office.operator.login, why], |r| r.get(0))
                .optional()?;
            let Some(kept) = kept.map(PersonId) else {
                return Err(refused(
                    say!("{n} 没有并入别的记录。", "{n} is read as no other record."),
                    say!("没有要拆开的。", "There is nothing to take apart."),
                ));
            };
            note(tx, office, now, &format!("split {} -> {n}", kept.0), why, [kept, other])?;
            Ok(kept)
        });
        self.on_record(Deed::Step, now, done)
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
        let (a, b) = (a.min(b), a.max(b));
        let done = self.write_or(Deed::Step, |tx, office| {
            for id in [a, b] {
                side(tx, office, id)?;
            }
            let (m, n) = (a.0, b.0);
            let said = apart(tx, a, b)?.is_some();
            let nothing = say!("没有要改的。", "There is nothing to change.");
            if undo {
                if !said {
                    return Err(refused(say!("没有人记过 {m} 和 {n} 不是同一人。", "Nobody said that {m} and {n} are two people."), nothing));
                }
                tx.execute(
                    "UPDATE merge SET undone_at = ?3, undone_by = ?4, undone_why = ?5 WHERE said = 'apart' AND undone_at IS NULL AND kept = ?1 AND other = ?2",
                    params![m, n, row::stamp(now), office.operator.login, why.trim()],
                )?;
            } else {
                let why = reasoned(why)?;
                if said {
                    return Err(refused(say!("已经记明 {m} 和 {n} 不是同一人。", "It is said already that {m} and {n} are two people."), nothing));
                }
                if face(tx, a)? == face(tx, b)? {
                    return Err(refused(
                        say!("{m} 和 {n} 是合并着的。", "{m} and {n} are read as one."),
                        say!("先用 zhuoluo person split 拆开。", "Take them apart first: `zhuoluo person split`."),
                    ));
                }
                write(tx, office, "apart", (a, b), (now, why))?;
            }
            let word = if undo { "maybe" } else { "apart" };
            note(tx, office, now, &format!("{word} {m} {n}"), why, [a, b])?;
            Ok(())
        });
        self.on_record(Deed::Step, now, done)
    }
}
