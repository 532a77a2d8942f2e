//! The exchange at the end of a restore: the old store put aside, the copy in its place, both with a word
//! of it on record.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, Transaction};

use super::along::{self, Along, Old};
use super::copy::unwritable;
use super::restoring::{Asker, RECIPIENTS, Standing, Weighed, setting};
use super::reviving::REPLACED;
use super::room::with_end;
use super::{Now, Sql, Store, audit, fault, office, queue, room, schema, strays, trouble, witness};
use crate::words::Trouble;

/// A store that was put aside.
#[derive(Clone, Debug)]
pub struct Aside {
    /// Where it is.
    pub path: PathBuf,
    /// What became of the drafts in it; `None` where they do not read, or it is not the same office's.
    pub drafts: Option<Along>,
}

/// Puts an examined copy in the place of the live store and gives where that was put aside, if there
/// was one. Desks that are open take the new one up by themselves ([`super::worker`]). Both stores have it on
/// record, the old one before it goes; to whom backups are sealed stays as it was, and what operators were
/// writing goes on in the new one.
///
/// # Errors
/// A [`Trouble`]; then the live store is as it was.
pub fn swap(
    live: &Path,
    copy: &Path,
    weighed: &Weighed,
    asker: &Asker<'_>,
    what: &str,
    now: Now,
    let_go: along::LetGo<'_>,
) -> Result<Option<Aside>, Trouble> {
    if weighed.standing == Standing::Sound {
        // On a full disk it cannot be written, and a restore may be what makes room.
        let _ = take_leave(live, asker, what, now);
    }
    let turn = queue::wait(live);
    let aside = aside(live, now);
    let there = live.exists();
    if there {
        std::fs::hard_link(live, &aside).map_err(|e| unwritable(&aside, &e))?;
        retire(live);
    }
    // From here on nobody writes there any more.
    let old = there.then(|| Old::read(live, copy)).flatten();
    // What the old one's log still holds goes with it, and never into the new one; one that was left
    // behind without its store no less.
    let log = with_end(live, "-wal");
    if std::fs::metadata(&log).is_ok_and(|m| m.len() > 0) {
        let kept = with_end(&aside, "-wal");
        std::fs::hard_link(&log, &kept).map_err(|e| unwritable(&kept, &e))?;
    }
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(with_end(live, end));
    }
    std::fs::File::open(copy)
        .and_then(|f| f.sync_all())
        .and_then(|()| std::fs::rename(copy, live))
        .and_then(|()| std::fs::File::open(room::folder(live))?.sync_all())
        .map_err(|e| unwritable(live, &e))?;
    let conn = Store::connect(live)?;
    let tx = Store::begin_on(&conn, live, turn)?;
    let hand = asker.hand(now);
    let drafts = arrive(&tx, weighed, asker, what, now)
        .and_then(|()| old.map(|old| old.take(&tx, hand, now, let_go)).transpose())
        .and_then(|drafts| tx.commit().map(|()| drafts))
        .map_err(|e| trouble(&e, live))?;
    let path = aside;
    Ok(there.then_some(Aside { path, drafts }))
}

/// Where the old store is put: a name that nothing has yet, also when two are put aside in one second.
fn aside(live: &Path, now: Now) -> PathBuf {
    let stamp = now.format("%Y%m%dT%H%M%S");
    let first = with_end(live, &format!(".before-{stamp}"));
    let more = (2..1000).map(|n| with_end(live, &format!(".before-{stamp}-{n}")));
    let mut names = std::iter::once(first.clone()).chain(more);
    let is_free = |name: &PathBuf| ["", "-wal"].iter().all(|e| !with_end(name, e).exists());
    names.find(is_free).unwrap_or(first)
}

/// Writes what a store says when it has taken the place of another.
fn arrive(
    tx: &Transaction<'_>,
    weighed: &Weighed,
    asker: &Asker<'_>,
    what: &str,
    now: Now,
) -> Sql<()> {
    let Asker { login, seat, .. } = asker;
    strays::begin(tx, asker.hand(now))?;
    if let Some(kept) = &weighed.recipients
        && setting(tx, RECIPIENTS)? != *kept
    {
        office::put_setting(tx, RECIPIENTS, kept.raw())?;
        office::note_change(tx)?;
        witness::lists(tx)?;
        let said = format!("{RECIPIENTS}={}", kept.raw());
        audit::add_by(tx, login, seat, &audit::Entry::plain(now, "setting", &said))?;
    }
    audit::add_by(tx, login, seat, &audit::Entry::plain(now, "restore", what))?;
    Ok(())
}

/// Writes into the old store by whom and by what it is about to be replaced, when it can still be written.
fn take_leave(live: &Path, asker: &Asker<'_>, what: &str, now: Now) -> Result<(), Trouble> {
    let conn = Store::connect(live)?;
    let said = format!("{REPLACED}{what}");
    let entry = audit::Entry::plain(now, "restore", &said);
    let tx = Store::begin_on(&conn, live, queue::wait(live))?;
    strays::begin(&tx, asker.hand(now))
        .and_then(|_| audit::add_by(&tx, asker.login, asker.seat, &entry))
        .and_then(|_| tx.commit())
        .map_err(|e| trouble(&e, live))
}

/// Marks the old store as replaced. A damaged one cannot be marked: it is replaced all the same.
fn retire(live: &Path) {
    let mark = || -> Sql<()> {
        let conn = Connection::open_with_flags(live, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        conn.busy_timeout(std::time::Duration::from_secs(10))?;
        conn.pragma_update(None, "application_id", schema::RETIRED)?;
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
    };
    if fault::check_file(live).is_ok() {
        let _ = mark();
    }
}
