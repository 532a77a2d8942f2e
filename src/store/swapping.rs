//! The exchange at the end of a restore: the old store put aside, the copy in its place, both with a word
//! of it on record.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction};

use super::along::{self, Along, Old};
use super::copy::unwritable;
use super::restoring::{Asker, RECIPIENTS, Standing, Weighed, setting};
use super::reviving::{BEFORE, REPLACED};
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
/// record; to whom backups are sealed stays as it was, and what operators were writing goes on in the new one.
///
/// All of it is ready in the copy before that gets the live one's name: whoever is killed on the way leaves
/// the one or the other, whole, and never one that says that it was replaced where nothing replaced it.
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
    let turn = queue::wait(live);
    // One that cannot be held still is damaged, or its disk is full: a restore may be what mends that.
    let held = Held::of(live).ok();
    let leaving = held.as_ref().map(Held::begin).transpose();
    let leaving = leaving.ok().flatten();
    let there = live.exists();
    if leaving.is_some() {
        drop_second_names(live);
    }
    let aside = aside(live, now);
    let old = there.then(|| Old::read(live, copy)).flatten();
    let drafts = settle_in(copy, weighed, asker, what, now, old.as_ref(), let_go);
    drop(old);
    let swapped = drafts.and_then(|drafts| {
        put(live, copy, there.then_some(&aside))?;
        Ok(drafts)
    });
    if swapped.is_err() {
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(with_end(copy, end));
        }
    }
    let drafts = swapped?;
    if let (Some(held), Some(tx)) = (&held, leaving) {
        // From here on it is the past; where even this cannot be written, it lies there without.
        let said = weighed.standing == Standing::Sound;
        let _ = take_leave(tx, asker, what, now, said).and_then(|()| held.empty_log());
    }
    let log = with_end(&aside, "-wal");
    if std::fs::metadata(&log).is_ok_and(|m| m.len() == 0) {
        let _ = std::fs::remove_file(&log);
    }
    drop(turn);
    let path = aside;
    Ok(there.then_some(Aside { path, drafts }))
}

/// The live store, held so that nobody writes to it while it is replaced.
struct Held(Connection);

/// How long a restore waits for somebody's save to end.
const WRITING: Duration = Duration::from_secs(10);
/// And for somebody's reading: whoever keeps a standby reads all the time.
const READING: Duration = Duration::from_secs(1);
/// How often a log that somebody wrote to meanwhile is emptied once more.
const TRIES: u32 = 20;

impl Held {
    fn of(live: &Path) -> Sql<Self> {
        fault::check_file(live).map_err(|_| rusqlite::Error::QueryReturnedNoRows)?;
        let conn = Connection::open_with_flags(live, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // Of a damaged one not all of them take.
        let _ = schema::prepare(&conn);
        Ok(Self(conn))
    }

    /// The right to write, with nothing left in the log: where somebody reads all the time, with what is left.
    fn begin(&self) -> Sql<Transaction<'_>> {
        for _ in 1..TRIES {
            let is_busy = self.empty_log()?;
            let tx = self.begin_any()?;
            let log = self.0.path().map(|path| with_end(Path::new(path), "-wal"));
            let left = log.and_then(|log| std::fs::metadata(log).ok());
            if is_busy || left.is_none_or(|log| log.len() == 0) {
                return Ok(tx);
            }
        }
        self.begin_any()
    }

    fn begin_any(&self) -> Sql<Transaction<'_>> {
        self.0.busy_timeout(WRITING)?;
        Store::begin_any(&self.0)
    }

    /// Puts what the log holds in its place; true when somebody stood in the way.
    fn empty_log(&self) -> Sql<bool> {
        self.0.busy_timeout(READING)?;
        (self.0).query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |r| r.get(0))
    }
}

/// Gives the copy the live store's name, and the live one another before.
fn put(live: &Path, copy: &Path, aside: Option<&PathBuf>) -> Result<(), Trouble> {
    (std::fs::File::open(copy).and_then(|f| f.sync_all())).map_err(|e| unwritable(copy, &e))?;
    let log = with_end(live, "-wal");
    if let Some(aside) = aside {
        std::fs::hard_link(live, aside).map_err(|e| unwritable(aside, &e))?;
        // What the old one's log holds, and is yet to hold, goes with it, and never into the new one; one that was
        // left behind without its store no less.
        let kept = with_end(aside, "-wal");
        if log.exists()
            && let Err(e) = std::fs::hard_link(&log, &kept)
        {
            let _ = std::fs::remove_file(aside);
            return Err(unwritable(&kept, &e));
        }
    }
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(with_end(live, end));
    }
    if let Err(e) = std::fs::rename(copy, live) {
        if let Some(aside) = aside {
            let _ = std::fs::rename(with_end(aside, "-wal"), &log);
            let _ = std::fs::remove_file(aside);
        }
        return Err(unwritable(live, &e));
    }
    // It stands there now, whatever becomes of this.
    let _ = std::fs::File::open(room::folder(live)).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Takes off the live store the second name that a restore gave it which was killed before the copy got the first.
/// Whoever holds the right to write to it knows that no other restore is at that point.
fn drop_second_names(live: &Path) {
    let number = |path: &Path| {
        let facts = std::fs::symlink_metadata(path).ok()?;
        Some((facts.dev(), facts.ino()))
    };
    let (Some(own), Some(name)) = (number(live), live.file_name()) else {
        return;
    };
    let begins = format!("{}{BEFORE}", name.to_string_lossy());
    let entries = std::fs::read_dir(room::folder(live));
    for entry in entries.into_iter().flatten().flatten() {
        let is_second = entry.file_name().to_string_lossy().starts_with(&begins);
        if is_second && number(&entry.path()) == Some(own) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Where the old store is put: a name that nothing has yet, also when two are put aside in one second.
fn aside(live: &Path, now: Now) -> PathBuf {
    let stamp = now.format("%Y%m%dT%H%M%S");
    let first = with_end(live, &format!("{BEFORE}{stamp}"));
    let more = (2..1000).map(|n| with_end(live, &format!("{BEFORE}{stamp}-{n}")));
    let mut names = std::iter::once(first.clone()).chain(more);
    let is_free = |name: &PathBuf| ["", "-wal"].iter().all(|e| !with_end(name, e).exists());
    names.find(is_free).unwrap_or(first)
}

/// Makes the copy what it is to be in the other's place: that it came there is on record, and the drafts of the
/// old one go on in it. Leaves one file.
fn settle_in(
    copy: &Path,
    weighed: &Weighed,
    asker: &Asker<'_>,
    what: &str,
    now: Now,
    old: Option<&Old>,
    let_go: along::LetGo<'_>,
) -> Result<Option<Along>, Trouble> {
    let conn = Store::connect(copy)?;
    let tx = Store::begin_on(&conn, copy, queue::Place::none())?;
    let hand = asker.hand(now);
    let emptied = arrive(&tx, weighed, asker, what, now)
        .and_then(|()| old.map(|old| old.take(&tx, hand, now, let_go)).transpose())
        .and_then(|drafts| tx.commit().map(|()| drafts))
        .and_then(|drafts| conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(drafts)));
    emptied.map_err(|e| trouble(&e, copy))
}

/// Writes what a store says when it takes the place of another.
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

/// Writes into the old store by whom and by what it was replaced, and marks it so that nobody takes it for the
/// store any more. A damaged one has no trail to go on with.
fn take_leave(tx: Transaction<'_>, asker: &Asker<'_>, what: &str, now: Now, said: bool) -> Sql<()> {
    if said {
        let entry = format!("{REPLACED}{what}");
        let entry = audit::Entry::plain(now, "restore", &entry);
        strays::begin(&tx, asker.hand(now))?;
        audit::add_by(&tx, asker.login, asker.seat, &entry)?;
    }
    let id: i64 = tx.query_row("PRAGMA application_id", [], |r| r.get(0))?;
    if id == schema::APPLICATION_ID {
        tx.pragma_update(None, "application_id", schema::RETIRED)?;
    }
    tx.commit()
}
