//! What operators were writing when their store was replaced: the drafts of the store that is put aside go
//! on in the one that takes its place. What cannot go on there is counted, so that somebody is told.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{Now, Sql, audit, became, drafts, restoring, strays};
use crate::domain::chain::Hash;
use crate::domain::duty::dispute;
use crate::flow::view::SavedDraft;
use crate::words::Outside;

/// The action of the row that says how many drafts were taken along.
const ACTION: &str = "drafts";

/// What lets go of the records that an intake means, given the body of its draft and giving it without them:
/// a number is given again in the restored store. `None` for one that is no form.
pub type LetGo<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What became of the drafts of a store that was replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Along {
    /// How many go on in the restored store.
    pub taken: usize,
    /// How many stay behind because their operator is not on the restored roster, by login.
    pub strangers: BTreeMap<Outside, usize>,
    /// How many stay behind because what they are about is not in the restored store, or is put away there.
    pub homeless: usize,
}

impl Along {
    /// How many stay in the store that was put aside.
    #[must_use]
    pub fn left(&self) -> usize {
        self.strangers.values().sum::<usize>() + self.homeless
    }
}

/// The drafts of a store, to be taken along. It stays open until then: what a sheet is about is asked of it.
pub struct Old {
    conn: Connection,
    rows: Vec<Row>,
}

struct Row {
    id: Outside,
    operator: Outside,
    title: Outside,
    body: Outside,
    at: Outside,
}

impl Old {
    /// Reads the drafts of a store that is about to go, where it is the same office's as the copy: its trail
    /// begins with the same row. `None` where it does not read.
    #[must_use]
    pub fn read(live: &Path, copy: &Path) -> Option<Self> {
        let (conn, beside) = (restoring::raw(live).ok()?, restoring::raw(copy).ok()?);
        let same = first(&conn).ok()? == first(&beside).ok()?;
        let rows = all(&conn).ok()?;
        same.then_some(Self { conn, rows })
    }

    /// Puts them into the restored store, with a row of the trail that says how many: belongs in the
    /// transaction in which it takes its place.
    ///
    /// # Errors
    /// Those of the restored store.
    pub fn take(
        &self,
        tx: &Transaction<'_>,
        hand: strays::Hand<'_>,
        now: Now,
        let_go: LetGo<'_>,
    ) -> Sql<Along> {
        let mut along = Along::default();
        for row in &self.rows {
            self.take_one(tx, row, let_go, &mut along)?;
        }
        if along.taken + along.left() > 0 {
            let what = format!("{} taken along, {} left", along.taken, along.left());
            let entry = audit::Entry::plain(now, ACTION, &what);
            audit::add_by(tx, hand.by, hand.seat, &entry)?;
        }
        Ok(along)
    }

    fn take_one(
        &self,
        tx: &Transaction<'_>,
        row: &Row,
        let_go: LetGo<'_>,
        along: &mut Along,
    ) -> Sql<()> {
        let there =
            "SELECT 1 FROM draft WHERE id = ?1 AND (operator <> ?2 OR body = ?3 OR at > ?4)";
        let has =
            tx.prepare_cached(there)?
                .exists(params![row.id, row.operator, row.body, row.at])?;
        if has || is_record(tx, row)? {
            return Ok(());
        }
        let on_roster = "SELECT 1 FROM operator WHERE login = ?1";
        if !tx.prepare_cached(on_roster)?.exists([&row.operator])? {
            *along.strangers.entry(row.operator.clone()).or_default() += 1;
            return Ok(());
        }
        let id = row.id.raw();
        let is_sheet = SavedDraft::is_sheet(id);
        if is_sheet && (drafts::is_put_away(tx, id)? || !self.is_known(tx, id)?) {
            along.homeless += 1;
            return Ok(());
        }
        let (id, body) = if is_sheet {
            (id, None)
        } else {
            (self.intake(tx, id)?, let_go(row.body.raw()))
        };
        let body = body.as_deref().unwrap_or(row.body.raw());
        // Of one that was there already these are the later words of the same hand.
        tx.prepare_cached(
            "INSERT INTO draft (id, operator, title, body, at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET title = ?3, body = ?4, at = ?5 WHERE operator = ?2",
        )?
        .execute(params![id, row.operator, row.title, body, row.at])?;
        along.taken += 1;
        Ok(())
    }

    /// The id under which an intake goes on: one that was begun from a dispute which is not in the restored
    /// store is begun from none, for another may get its number.
    fn intake<'a>(&self, tx: &Connection, id: &'a str) -> Sql<&'a str> {
        let Some(of) = dispute::of_draft(id) else {
            return Ok(id);
        };
        if self.agree(tx, DUTY, &[&of.to_string()])? {
            return Ok(id);
        }
        Ok(id.splitn(3, '-').nth(2).unwrap_or(id))
    }

    /// True when what a sheet is about is in the restored store, and is the same there: what it is called by
    /// is a number, and of what came after the backup another may get it.
    fn is_known(&self, tx: &Connection, id: &str) -> Sql<bool> {
        let about = SavedDraft::base(id).strip_prefix(SavedDraft::SHEET);
        let Some((_, about)) = about.and_then(|rest| rest.split_once('/')) else {
            return Ok(false);
        };
        let parts: Vec<&str> = about.split('/').collect();
        match parts[..] {
            ["claim", "new", _] | ["duty", _, ""] => Ok(true),
            ["case", id, _] => self.agree(tx, "SELECT number FROM petition WHERE id = ?1", &[id]),
            ["why", _, number] => {
                self.agree(tx, "SELECT id FROM petition WHERE number = ?1", &[number])
            }
            ["claim", _, n] => self.agree(
                tx,
                "SELECT min(hex(hash)) FROM claim_entry WHERE claim = ?1",
                &[n],
            ),
            ["person", "back", n] => self.agree(
                tx,
                "SELECT said || kept || ' ' || other || at FROM merge WHERE id = ?1",
                &[n],
            ),
            ["person", _, a, b] => {
                self.agree(tx, "SELECT name FROM petitioner WHERE id = ?1", &[a, b])
            }
            ["urgent", n] | ["duty", _, n] => self.agree(tx, DUTY, &[n]),
            ["duty", _, unit, _] => self.agree(tx, "SELECT name FROM unit WHERE id = ?1", &[unit]),
            _ => Ok(false),
        }
    }

    /// True when both stores answer the same of each of these, and something.
    fn agree(&self, tx: &Connection, sql: &str, keys: &[&str]) -> Sql<bool> {
        for key in keys {
            let here = value(tx, sql, key)?;
            // The old one may not read: then it cannot be told.
            if here.is_none() || value(&self.conn, sql, key).unwrap_or_default() != here {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The event of the duty desk of this number.
const DUTY: &str = "SELECT hex(hash) FROM duty_event WHERE seq = ?1";

fn value(conn: &Connection, sql: &str, key: &str) -> Sql<Option<String>> {
    let mut statement = conn.prepare_cached(&format!("SELECT CAST(({sql}) AS TEXT)"))?;
    statement.query_row([key], |r| r.get(0))
}

/// True of a draft that has become a record in the restored store.
fn is_record(tx: &Connection, row: &Row) -> Sql<bool> {
    let own = became::own(row.operator.raw(), row.id.raw());
    let petition = "SELECT 1 FROM petition WHERE draft = ?1";
    // From before ids were each operator's own they stand there as they were given.
    let other = "SELECT 1 FROM became WHERE draft IN (?1, ?2) AND operator = ?3";
    Ok(tx.prepare_cached(petition)?.exists([&own])?
        || (tx.prepare_cached(other)?).exists(params![own, row.id, row.operator])?)
}

fn first(conn: &Connection) -> Sql<Option<Hash>> {
    let sql = "SELECT hash FROM audit ORDER BY seq LIMIT 1";
    conn.query_row(sql, [], |r| r.get(0)).optional()
}

fn all(conn: &Connection) -> Sql<Vec<Row>> {
    let mut statement = conn.prepare("SELECT id, operator, title, body, at FROM draft")?;
    let rows = statement.query_map([], |r| {
        Ok(Row {
            id: r.get(0)?,
            operator: r.get(1)?,
            title: r.get(2)?,
            body: r.get(3)?,
            at: r.get(4)?,
        })
    })?;
    rows.collect()
}
