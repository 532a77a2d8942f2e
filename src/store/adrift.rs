//! A log that was removed under an open store: what only it held is still in the hands of whoever has it open. They
//! put it into the store and take up the new log, so that the others can go on.

use rusqlite::config::DbConfig;

use super::room::with_end;
use super::{Sql, Store};

impl Store {
    /// Puts what only a removed log held into the store. This connection is of no more use then: another is opened
    /// in its place, and it leaves without writing.
    pub(super) fn save_log(&self) {
        let never = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
        let _ = self.conn.set_db_config(never, true);
        // What the shared memory says is of this log only as long as nobody has begun another.
        let turn = self.queue.wait(&self.path);
        let log = std::fs::metadata(with_end(&self.path, "-wal"));
        let is_begun = log.is_ok_and(|log| log.len() > 0);
        if turn.is_head() && !is_begun && self.footing.shares_memory(&self.path) {
            let put: Sql<()> =
                (self.conn).query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            // Where that fails it is as if nobody had had it open.
            let _ = put;
        }
    }

    /// The store in another connection, where the log of this one was removed: as `open` opens it. `None` where it
    /// stands as it was, or does not open.
    pub(super) fn set_afloat<T>(
        &self,
        open: impl FnOnce() -> Result<T, super::Trouble>,
    ) -> Option<T> {
        if !self.footing.is_adrift(&self.path) {
            return None;
        }
        self.save_log();
        open().ok()
    }
}

impl Drop for Store {
    /// Whoever leaves last puts the log into the store: never one that is another's by now.
    fn drop(&mut self) {
        if self.footing.is_adrift(&self.path) {
            self.save_log();
        }
    }
}
