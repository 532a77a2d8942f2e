//! A log, or the memory shared of it, that was removed under an open store. What only the log held is still in the
//! hands of whoever has it open: they put it into the store and take up the new log, so that the others can go on. Without
//! the shared memory nobody here knows what others write, and nothing is written any more: it would be over theirs.

use rusqlite::config::DbConfig;

use super::footing::Lost;
use super::room::with_end;
use super::{Sql, Store};
use crate::words::{Exit, Trouble};

impl Store {
    /// Leaves without writing: whoever closes last puts the log into the store and removes it, which is another's by now.
    fn leave_as_it_is(&self) {
        let never = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
        let _ = self.conn.set_db_config(never, true);
    }

    /// Puts what only a removed log held into the store. This connection is of no more use then: another is opened
    /// in its place.
    fn save_log(&self) {
        self.leave_as_it_is();
        let turn = self.queue.wait(&self.path);
        // What the shared memory says is of this log only as long as nobody has begun another.
        let log = std::fs::metadata(with_end(&self.path, "-wal"));
        let is_begun = log.is_ok_and(|log| log.len() > 0);
        if turn.is_head() && !is_begun && self.footing.lost(&self.path) == Some(Lost::Log) {
            let put: Sql<()> =
                (self.conn).query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            // Where that fails it is as if nobody had had it open.
            let _ = put;
        }
    }

    /// The store in another connection, where the log of this one was removed: as `open` opens it. `None` where it
    /// stands as it was, does not open, or lost its shared memory: another connection of this process would go on
    /// with what this one has of it.
    pub(super) fn set_afloat<T>(&self, open: impl FnOnce() -> Result<T, Trouble>) -> Option<T> {
        if self.footing.lost(&self.path) != Some(Lost::Log) {
            return None;
        }
        self.save_log();
        open().ok()
    }

    /// Why nothing can be asked here any more, where the shared memory of the log was removed.
    pub(super) fn astray(&self) -> Option<Trouble> {
        let is_lost = self.footing.lost(&self.path) == Some(Lost::Memory);
        is_lost.then(astray)
    }

    /// The same before something is written, where the shared memory was cut off: looking into it ends the program.
    pub(super) fn cut(&self) -> Option<Trouble> {
        self.footing.is_cut(&self.path).then(astray)
    }
}

fn astray() -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "库的 -shm 文件被删或换掉了，看不到别人此后存的。",
            "The store's -shm file was removed: what others save is not seen."
        ),
        say!(
            "请抄下没保存的，退出后重新打开。",
            "Copy what is not saved, leave and open again."
        ),
    )
}

impl Drop for Store {
    fn drop(&mut self) {
        match self.footing.lost(&self.path) {
            Some(Lost::Log) => self.save_log(),
            Some(Lost::Memory) => self.leave_as_it_is(),
            None => {}
        }
    }
}
