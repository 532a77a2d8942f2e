//! Reading the store as it stood at one moment.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::{Now, Sql, Store};
use crate::domain::office::Office;
use crate::words::Trouble;

impl Store {
    /// A read of many statements that sees one state of the store, whatever others write meanwhile.
    pub(super) fn look<T>(
        &self,
        work: impl FnOnce(&Connection, &Office) -> Sql<T>,
    ) -> Result<T, Trouble> {
        // What a write reads sees what the write sees.
        if !self.conn.is_autocommit() {
            return work(&self.conn, &self.office).map_err(|e| self.trouble(&e));
        }
        let read = || {
            let snapshot = self.conn.unchecked_transaction()?;
            let seen = work(&snapshot, &self.office)?;
            snapshot.rollback()?;
            Ok(seen)
        };
        read().map_err(|e| self.trouble(&e))
    }

    /// The first instant of a day at the office.
    pub(super) fn first_instant(&self, day: NaiveDate) -> Now {
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        let utc = midnight - chrono::TimeDelta::seconds(self.office.zone.local_minus_utc().into());
        utc.and_utc().with_timezone(&self.office.zone)
    }
}
