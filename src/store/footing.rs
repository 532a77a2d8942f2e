//! The files that an open store stands on: the store, its log, its shared memory. When somebody moves,
//! replaces or removes one of them, what is saved from then on would go nowhere; so it is refused.

use std::cell::Cell;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rusqlite::Connection;

use super::room::with_end;
use super::{Store, fault, schema, shape};
use crate::words::{Exit, Trouble};

/// Device and number of a file; `None` when there is none.
type Place = Option<(u64, u64)>;

/// Where the three files were when they were opened, and which shape the store had.
pub struct Footing {
    files: Cell<[Place; 3]>,
    shape: Cell<i64>,
}

/// The memory that is shared of the log.
const SHARED: &str = "-shm";

fn places(store: &Path) -> [Place; 3] {
    ["", "-wal", SHARED].map(|end| {
        let facts = std::fs::metadata(with_end(store, end)).ok()?;
        // Memory that was cut off is not there: the system stops whoever looks into it.
        let is_there = end != SHARED || facts.len() > 0;
        is_there.then(|| (facts.dev(), facts.ino()))
    })
}

/// Which file stands there as the store now.
pub fn standing(store: &Path) -> Place {
    places(store)[0]
}

/// What was removed, or stands there as another file, beside a store that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// The log alone: all who have the store open agree on what it held.
    Log,
    /// The memory that they share of the log: what others write from now on is not seen here.
    Memory,
}

impl Footing {
    /// Of a store that was just opened and read.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn of(conn: &Connection, store: &Path) -> Result<Self, Trouble> {
        let shape = shape::cookie(conn).map_err(|e| fault::trouble(&e, store))?;
        Ok(Self {
            files: Cell::new(places(store)),
            shape: Cell::new(shape),
        })
    }

    /// True when another file stands in the place of the store that was opened, or none does. What
    /// cannot be looked at just now is taken as it was.
    pub fn is_replaced(&self, store: &Path) -> bool {
        let now = match std::fs::metadata(store) {
            Ok(facts) => Some((facts.dev(), facts.ino())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(_) => return false,
        };
        now != self.files.get()[0]
    }

    /// What was taken away beside a store that stands where it was; `None` when nothing was.
    pub fn lost(&self, store: &Path) -> Option<Lost> {
        let (before, now) = (self.files.get(), places(store));
        let is_gone = |at: usize| before[at].is_some() && before[at] != now[at];
        match [0, 1, 2].map(is_gone) {
            [false, _, true] => Some(Lost::Memory),
            [false, true, false] => Some(Lost::Log),
            _ => None,
        }
    }

    /// True when the shared memory was cut off under an open store: asked before anything looks into it.
    pub fn is_cut(&self, store: &Path) -> bool {
        let facts = std::fs::metadata(with_end(store, SHARED));
        self.files.get()[2].is_some() && facts.is_ok_and(|facts| facts.len() == 0)
    }

    /// Where the files are now is where they should be: after a change of how the store is kept.
    pub fn stand_anew(&self, store: &Path) {
        self.files.set(places(store));
    }

    /// Asked inside a write transaction, when all three are there.
    ///
    /// # Errors
    /// One of them is another than before, or the store has got a trigger that is not the program's.
    pub fn check(&self, conn: &Connection, store: &Path) -> Result<(), Trouble> {
        let shape = shape::cookie(conn).map_err(|e| fault::trouble(&e, store))?;
        if shape != self.shape.get() {
            shape::check(conn, store)?;
            self.shape.set(shape);
        }
        let (before, now) = (self.files.get(), places(store));
        let stands = before
            .iter()
            .zip(&now)
            .all(|(was, is)| was.is_none() || was == is);
        if stands {
            self.files.set(now);
            return Ok(());
        }
        let shown = store.display().to_string();
        Err(Trouble::unchanged(
            Exit::Failed,
            say!(
                "没有保存：数据库文件“{shown}”或它的日志被移走、删除或换掉了。",
                "Not saved: the store \"{shown}\" or its log was moved, removed or replaced."
            ),
            say!(
                "请把没存的内容抄下，所有人退出，管理员把文件放回原处或恢复备份，zhuoluo verify 后再打开。",
                "Copy what is not saved; everybody leaves; the administrator puts the file back or restores a backup and runs `zhuoluo verify` before it is opened again."
            ),
        ))
    }
}

impl Store {
    /// How long a save waits for somebody else's before it says so; ten seconds when unset.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn wait_at_most(&self, limit: std::time::Duration) -> Result<(), Trouble> {
        self.conn.busy_timeout(limit).map_err(|e| self.trouble(&e))
    }

    /// The first setting of this connection that is not as it must be.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn unsettled(&self) -> Result<Option<(String, String)>, Trouble> {
        schema::unsettled(&self.conn).map_err(|e| self.trouble(&e))
    }

    /// True when the file that is open here is not the one that stands in its place any more: a backup was
    /// restored, or somebody moved it. What is read here from then on is of the past.
    #[must_use]
    pub fn is_replaced(&self) -> bool {
        self.footing.is_replaced(&self.path)
    }

    /// What each write gets from now on, where a newer program has brought the store up to its version.
    pub(super) fn outgrown(&self) -> Option<Trouble> {
        if schema::found(&self.conn).ok()? <= schema::version() {
            return None;
        }
        schema::still_ours(&self.conn, &self.path).err()
    }

    /// A number that moves when another connection has changed the store.
    ///
    /// # Errors
    /// A [`Trouble`] when the file cannot be read.
    pub fn data_version(&self) -> Result<i64, Trouble> {
        self.conn
            .query_row("PRAGMA data_version", [], |r| r.get(0))
            .map_err(|e| self.trouble(&e))
    }
}
