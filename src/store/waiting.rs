//! Ledgers that wait to be imported: put here checked, answered row by row, imported when somebody
//! confirms. Each is its operator's alone, and nothing of it stands in the register before.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::batch::{self, BatchRow, Imported};
use super::likeness::{self, RowPair};
use super::{Now, Sql, Store, audit, room, row, row_answers, veil, waiting_rows, witness};
use crate::domain::draft::Draft;
use crate::domain::office::Office;
use crate::domain::rights::Deed;
use crate::flow::waiting::{Wait, Waited, Waiting, WaitingRow};
use crate::flow::{Answer, Reply};
use crate::words::{Exit, Trouble};

/// Bytes that a row takes in the store and in the log beside it, at most about.
pub const ROW: u64 = 16 << 10;

/// A ledger as it is put here.
pub struct Put<'a> {
    /// The file's name as shown.
    pub file: &'a str,
    /// Its digest.
    pub digest: [u8; 32],
    /// Rows of the file that cannot be taken.
    pub refused: usize,
    /// The rows that can.
    pub rows: &'a [BatchRow],
    /// For each of them its row in the sheet, what was written down, and which of its people look like
    /// somebody on record.
    pub lines: &'a [(usize, Draft, Vec<usize>)],
}

impl Store {
    /// Puts a ledger here to wait. One of the same file that waits already is replaced; its answers stay,
    /// for they are kept by row. Gives its number.
    ///
    /// # Errors
    /// The store's [`Trouble`]; nothing is kept then.
    pub fn put_waiting(&mut self, put: &Put<'_>, now: Now) -> Result<i64, Trouble> {
        let now = self.local(now);
        let need = u64::try_from(put.rows.len()).unwrap_or(u64::MAX);
        room::for_work(self.path(), need.saturating_mul(ROW / 4))?;
        let pairs = likeness::among_rows(put.rows, |_| {});
        let done = self.write(Deed::Import, |tx, office| {
            let login = &office.operator.login;
            for before in of_file(tx, login, &put.digest)? {
                remove(tx, before)?;
            }
            let id = tx.query_row("SELECT coalesce(max(id), 0) + 1 FROM waiting", [], |r| r.get(0))?;
            witness::look_at_waiting(tx, id)?;
            tx.execute(
                "INSERT INTO waiting (id, file, digest, at, operator, refused) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![id, put.file, put.digest, row::stamp(now), login, row::number(put.refused)],
            )?;
            put_rows(tx, id, put, &pairs)?;
            put_pairs(tx, id, &pairs)?;
            witness::waiting(tx, id)?;
            note(
                tx,
                office,
                now,
                &format!("waiting {id} {}", batch::short(&put.digest)),
            )?;
            Ok(id)
        });
        self.on_record(Deed::Import, now, done)
    }

    /// The ledgers of this operator that wait, newest first.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn waiting(&self) -> Result<Vec<Waiting>, Trouble> {
        let mut all = self.look(all)?;
        if !veil::is_full(&self.office) {
            all.iter_mut().for_each(veil::waiting);
        }
        Ok(all)
    }

    /// Does something with a ledger that waits.
    ///
    /// # Errors
    /// The store's [`Trouble`]: there is none of this number (4), or its rows cannot be taken any more (3).
    pub(super) fn wait(&mut self, order: Wait, now: Now) -> Answer {
        match order {
            Wait::Answer(id, place, new) => self
                .write_or(Deed::Import, |tx, office| {
                    let kept =
                        waiting_rows::one(tx, office, id, place)?.ok_or_else(|| missing(id))?;
                    let by = (office.operator.login.as_str(), now);
                    let before = row_answers::at_odds(tx, by.0, id)?;
                    row_answers::replace(tx, by, &kept.row.key, &new)?;
                    note(tx, office, now, &format!("answer {id} row {}", kept.line))?;
                    match row_answers::at_odds(tx, by.0, id)? {
                        Some(lines) if before.is_none() => Err(at_odds(lines).into()),
                        _ => Ok(()),
                    }
                })
                .map(|()| Waited::Kept),
            Wait::TakeBack(id, place, nth, whom) => self
                .write_or(Deed::Import, |tx, office| {
                    let kept =
                        waiting_rows::one(tx, office, id, place)?.ok_or_else(|| missing(id))?;
                    row_answers::take_back(tx, &kept.row.key, nth, &whom)?;
                    let what = format!("answer taken back {id} row {}", kept.line);
                    Ok(note(tx, office, now, &what)?)
                })
                .map(|()| Waited::Kept),
            Wait::Import(id) => self
                .import_waiting(id, now)
                .map(|done| Waited::Imported(done.batch, done.taken, done.known)),
            Wait::Drop(id) => self
                .write_or(Deed::Import, |tx, office| {
                    let file = file_of(tx, office, id)?.ok_or_else(|| missing(id))?;
                    remove(tx, id)?;
                    // As with an import, not the file's name.
                    let what = format!("dropped {id} {}", batch::short(&file.1));
                    Ok(note(tx, office, now, &what)?)
                })
                .map(|()| Waited::Dropped),
        }
        .map(Reply::Waited)
    }

    /// Imports a ledger that waits, as it was answered: all rows or none, and it waits no longer.
    fn import_waiting(&mut self, id: i64, now: Now) -> Result<Imported, Trouble> {
        let count = |conn: &Connection, _: &Office| -> Sql<i64> {
            conn.query_row(
                "SELECT count(*) FROM waiting_row WHERE waiting = ?1",
                [id],
                |r| r.get(0),
            )
        };
        let rows = u64::try_from(self.look(count)?).unwrap_or(0);
        room::for_work(self.path(), rows.saturating_mul(ROW))?;
        self.write_or(Deed::Import, |tx, office| {
            let (file, digest, refused) = file_of(tx, office, id)?.ok_or_else(|| missing(id))?;
            let rows = waiting_rows::all(tx, office, id, now)?;
            let ledger = batch::Ledger {
                file: &file,
                digest,
                refused,
                rows: &rows,
            };
            let done = batch::take_all(tx, office, &ledger, now, |_| {})?;
            if done.taken == 0 {
                return Err(nothing_new().into());
            }
            remove(tx, id)?;
            Ok(done)
        })
    }
}

/// What was done with a ledger, on record.
fn note(tx: &Connection, office: &Office, now: Now, what: &str) -> Sql<()> {
    audit::add(tx, office, &audit::Entry::plain(now, "import", what)).map(|_| ())
}

/// The ledgers of an operator's file that wait.
fn of_file(tx: &Connection, login: &str, digest: &[u8; 32]) -> Sql<Vec<i64>> {
    let mut statement =
        tx.prepare("SELECT id FROM waiting WHERE operator = ?1 AND digest = ?2 ORDER BY id")?;
    statement
        .query_map(params![login, digest], |r| r.get(0))?
        .collect()
}

/// A ledger waits no longer.
fn remove(tx: &Connection, id: i64) -> Sql<()> {
    witness::look_at_waiting(tx, id)?;
    // Its rows and pairs with it, those of a store opened without foreign keys as well.
    for sql in [
        "DELETE FROM waiting_pair WHERE waiting = ?1",
        "DELETE FROM waiting_row WHERE waiting = ?1",
        "DELETE FROM waiting WHERE id = ?1",
    ] {
        tx.execute(sql, [id])?;
    }
    witness::waiting(tx, id)
}

fn put_rows(tx: &Transaction<'_>, id: i64, put: &Put<'_>, pairs: &[RowPair]) -> Sql<()> {
    let mut insert = tx.prepare(
        "INSERT INTO waiting_row (waiting, place, line, key, draft, closed, asked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (place, (taken, (line, draft, on_record))) in put.rows.iter().zip(put.lines).enumerate() {
        let before = pairs.iter().filter(|p| p.row == place).map(|p| p.nth);
        let asked: BTreeSet<usize> = on_record.iter().copied().chain(before).collect();
        insert.execute(params![
            id,
            row::number(place),
            row::number(*line),
            taken.key,
            row::to_json(draft)?,
            taken.closed,
            row::number(asked.len())
        ])?;
    }
    Ok(())
}

fn put_pairs(tx: &Transaction<'_>, id: i64, pairs: &[RowPair]) -> Sql<()> {
    let mut insert = tx.prepare(
        "INSERT INTO waiting_pair (waiting, place, nth, other, other_nth, why_zh, why_en) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for pair in pairs {
        insert.execute(params![
            id,
            row::number(pair.row),
            row::number(pair.nth),
            row::number(pair.other),
            row::number(pair.other_nth),
            pair.why.zh.as_str(),
            pair.why.en.as_str()
        ])?;
    }
    Ok(())
}

fn all(conn: &Connection, office: &Office) -> Sql<Vec<Waiting>> {
    let login = office.operator.login.as_str();
    let mut statement = conn.prepare_cached(
        "SELECT w.id, w.file, w.at, (SELECT count(*) FROM waiting_row r WHERE r.waiting = w.id), w.refused
         FROM waiting w WHERE w.operator = ?1 ORDER BY w.id DESC",
    )?;
    let found = statement.query_map([login], |r| {
        Ok(Waiting {
            id: r.get(0)?,
            file: r.get(1)?,
            at: row::instant(r, 2)?,
            rows: row::place(r, 3)?,
            refused: row::place(r, 4)?,
            asked: Vec::new(),
        })
    })?;
    let mut all = found.collect::<Sql<Vec<Waiting>>>()?;
    for waiting in &mut all {
        waiting.asked = asked(conn, login, waiting.id)?;
    }
    Ok(all)
}

fn asked(conn: &Connection, login: &str, id: i64) -> Sql<Vec<WaitingRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT place, line, key, draft, asked FROM waiting_row WHERE waiting = ?1 AND asked > 0 ORDER BY place",
    )?;
    let mut rows = statement.query([id])?;
    let mut asked = Vec::new();
    while let Some(r) = rows.next()? {
        let draft: Draft = row::json(r, 3)?;
        let key: String = r.get(2)?;
        let answers = row_answers::kept(conn, login, &key)?;
        asked.push(WaitingRow {
            place: row::place(r, 0)?,
            line: row::place(r, 1)?,
            names: draft
                .people
                .iter()
                .map(|p| p.name.as_str().into())
                .collect(),
            summary: one_line(&draft).into(),
            asked: row::place(r, 4)?,
            answers: answers.iter().map(|a| (a.nth, a.answer)).collect(),
        });
    }
    Ok(asked)
}

fn one_line(draft: &Draft) -> String {
    let said = [&draft.summary, &draft.facts];
    let said = said.into_iter().find(|text| !text.trim().is_empty());
    said.map(|text| text.trim().chars().take(60).collect())
        .unwrap_or_default()
}

fn file_of(conn: &Connection, office: &Office, id: i64) -> Sql<Option<(String, [u8; 32], usize)>> {
    conn.prepare_cached(
        "SELECT file, digest, refused FROM waiting WHERE id = ?1 AND operator = ?2",
    )?
    .query_row(params![id, office.operator.login], |r| {
        Ok((r.get(0)?, r.get(1)?, row::place(r, 2)?))
    })
    .optional()
}

fn missing(id: i64) -> Trouble {
    Trouble::unchanged(
        Exit::Missing,
        say!(
            "没有等待导入的台账{id}，或这一行已不在其中。",
            "No ledger {id} waits to be imported, or this row is not in it any more."
        ),
        say!(
            "按 F5 重新读取；命令：zhuoluo import waiting list。",
            "Press F5 to read it again; as a command: `zhuoluo import waiting list`."
        ),
    )
}

fn at_odds((a, b): (usize, usize)) -> Trouble {
    let (a, b) = (a.min(b), a.max(b));
    if a == b {
        return Trouble::unchanged(
            Exit::Refused,
            say!(
                "这样第{a}行的几个回答就矛盾了：合起来，同一个人既是又不是。",
                "Then the answers of row {a} contradict each other: together, somebody is and is not the same person."
            ),
            say!(
                "收回其中一个，再回答这一行。",
                "Take one of them back, then answer this row."
            ),
        );
    }
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "这样第{a}行和第{b}行的回答就矛盾了：合起来，同一个人既是又不是，或同一行的两个人成了一人。",
            "With this the answers to rows {a} and {b} contradict each other: together, somebody is and is not the same person, or two of one row are one."
        ),
        say!(
            "先收回另一行的回答，再答这一行。",
            "Take the answer to the other row back first, then answer this one."
        ),
    )
}

fn nothing_new() -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "这份台账的行都早已导入，没有新的行。",
            "All rows of this ledger were imported before; there is nothing new."
        ),
        say!(
            "按 Ctrl-D（命令：import waiting drop）撤下它；要改早已导入的件，到案卷里更正。",
            "Press Ctrl-D (as a command: `import waiting drop`) to put it away; correct what was imported before in its case."
        ),
    )
}
