//! The way back from a restore that should not have been: the store that it put aside takes its place again.

use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

use super::copy::{new_file, unwritable};
use super::restoring::{Asker, Power, RECIPIENTS, Standing, Weighed, raw, setting};
use super::room::with_end;
use super::{Now, Sql, Store, ends, room, schema, trouble};
use crate::domain::chain::hex;
use crate::domain::rights::Deed;
use crate::words::{Exit, Trouble};

/// What the last row of a store that was put aside begins with.
pub(super) const REPLACED: &str = "replaced by ";

/// What the name of a store that was put aside has after that of the one in its place.
pub(super) const BEFORE: &str = ".before-";

/// Where a database file says whose it is, in bytes.
const ID_AT: usize = 68;

/// True of a store of ours that a restore put aside.
#[must_use]
pub fn is_aside(path: &Path) -> bool {
    let mut head = [0; ID_AT + 4];
    let mut read = || std::fs::File::open(path)?.read_exact(&mut head);
    if !path.is_file() || read().is_err() {
        return false;
    }
    // Read from the file as it lies: opening it would make files beside it.
    let id = head
        .last_chunk::<4>()
        .map(|id| i64::from(i32::from_be_bytes(*id)));
    // Where somebody held the old log, what was written last is still in that.
    let log = with_end(path, "-wal");
    let is_logged = std::fs::metadata(log).is_ok_and(|m| m.len() > 0);
    let said = |conn: Connection| conn.query_row("PRAGMA application_id", [], |r| r.get(0));
    // One whose restore was killed before the mark has the name alone.
    let is_named = path
        .file_name()
        .is_some_and(|name| name.to_string_lossy().contains(BEFORE));
    id == Some(schema::RETIRED)
        || id == Some(schema::APPLICATION_ID) && is_named
        || id == Some(schema::APPLICATION_ID)
            && is_logged
            && raw(path).and_then(said) == Ok(schema::RETIRED)
}

/// Copies a store that was put aside, with its log, into one that works; it stays as it is.
///
/// # Errors
/// A [`Trouble`]: too little room, or the file system's or the database's own.
pub fn copy(aside: &Path, to: &Path) -> Result<(), Trouble> {
    let length = |path: &Path| std::fs::metadata(path).map_or(0, |m| m.len());
    let log = with_end(aside, "-wal");
    room::for_work(to, length(aside) + length(&log))?;
    let mut pairs = vec![(aside.to_owned(), to.to_owned())];
    if length(&log) > 0 {
        pairs.push((log, with_end(to, "-wal")));
    }
    for (from, to) in pairs {
        let poured = new_file(&to).and_then(|()| {
            let mut out = std::fs::OpenOptions::new().write(true).open(&to)?;
            std::io::copy(&mut std::fs::File::open(&from)?, &mut out)?;
            out.sync_all()
        });
        poured.map_err(|e| unwritable(&to, &e))?;
    }
    let alive = || -> Sql<()> {
        let conn = Connection::open(to)?;
        conn.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
    };
    alive().map_err(|e| trouble(&e, to))
}

/// Whether the copy of a store that was put aside may take the place of the one that took its place: both have the
/// exchange on record. What was saved since then goes aside in its turn.
///
/// # Errors
/// A [`Trouble`]: not root's, refused by a right (3), or another store's (20).
pub fn weigh(live: &Path, copy: &Path, asker: &Asker<'_>, now: Now) -> Result<Weighed, Trouble> {
    let mut store = Store::open(live, asker.login)?;
    store.sit(asker.seat);
    store.may(Deed::Restore, now)?;
    let held = if asker.power == Power::Operator {
        Err(roots_to_say())
    } else {
        store.look(|conn, _| against(conn, copy))?
    };
    store.on_record(Deed::Restore, now, held)
}

fn against(conn: &Connection, copy: &Path) -> Sql<Result<Weighed, Trouble>> {
    let beside = raw(copy)?;
    let last =
        "SELECT what FROM audit WHERE action = 'restore' AND seq = (SELECT max(seq) FROM audit)";
    let left: Option<String> = beside.query_row(last, [], |r| r.get(0)).optional()?;
    let by = left.as_deref().and_then(|what| what.strip_prefix(REPLACED));
    let taken = "SELECT seq, events FROM audit WHERE action = 'restore' AND what = ?1 ORDER BY seq DESC LIMIT 1";
    let place = |by| -> Sql<Option<(i64, Option<i64>)>> {
        let read = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?));
        conn.query_row(taken, params![by], read).optional()
    };
    let exchanged = match by {
        Some(by) => place(by)?,
        None => unsaid(conn, &beside)?,
    };
    let Some((entries, events)) = exchanged else {
        return Ok(Err(anothers()));
    };
    let end = |table| ends::of(conn, table).map(|head| head.size);
    Ok(Ok(Weighed {
        standing: Standing::Sound,
        later: [
            end("audit")? - entries,
            end("event")? - events.unwrap_or_default(),
        ],
        recipients: Some(setting(conn, RECIPIENTS)?),
    }))
}

/// The exchange that the one put aside could not put on record any more, its restore having been killed: where the
/// backup that came into its place was of its own past, by the row that the other has of it.
fn unsaid(conn: &Connection, beside: &Connection) -> Sql<Option<(i64, Option<i64>)>> {
    let taken =
        "SELECT seq, events, what FROM audit WHERE action = 'restore' ORDER BY seq DESC LIMIT 1";
    let read = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get::<_, String>(2)?));
    let Some((entries, events, what)) = conn.query_row(taken, [], read).optional()? else {
        return Ok(None);
    };
    let mut said = what.rsplit(' ');
    let (hash, size) = (said.next(), said.next().and_then(|n| n.parse().ok()));
    let (Some(hash), Some(size)) = (hash, size) else {
        return Ok(None);
    };
    let there = super::restoring::there(beside, "audit", size)?;
    Ok((there.is_some_and(|own| hex(&own) == hash)).then_some((entries, events)))
}

fn anothers() -> Trouble {
    Trouble::unchanged(
        Exit::Altered,
        say!(
            "这不是现在的库换下来的那一份：两边的审计记录里没有同一次恢复。",
            "This is not the store that the present one took the place of: the same restore is not in both trails."
        ),
        say!(
            "请核对文件名里的时刻；更早换下来的，从最近的一份一份换回。",
            "Check the instant in its name; one put aside earlier is reached one by one, the latest first."
        ),
    )
}

fn roots_to_say() -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "共用服务器上，换回恢复时换下来的库由 root 来做。",
            "On a shared server it is root's to put a store back that a restore put aside."
        ),
        say!(
            "请 root 来做：sudo -u zhuoluo zhuoluo restore desk.sqlite3.before-时刻。",
            "Let root do it: sudo -u zhuoluo zhuoluo restore desk.sqlite3.before-INSTANT."
        ),
    )
}
