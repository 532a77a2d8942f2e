//! What an answer costs, counted and not timed: the statements that ran, each with the steps it took.
//! Whoever may not see a petition must not learn from the work that there is one.

use rusqlite::trace::{TraceEvent, TraceEventCodes};
use rusqlite::{Connection, StatementStatus};

use super::Store;
use crate::words::Trouble;

impl Store {
    /// Tells every statement that this store runs from now on, when it is done, with the steps of the
    /// database's machine that it has taken since it was prepared.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn watch(&mut self, told: impl FnMut(&str, i32) + Send + 'static) -> Result<(), Trouble> {
        watch(&mut self.conn, told).map_err(|e| self.trouble(&e))
    }
}

fn watch(
    conn: &mut Connection,
    mut told: impl FnMut(&str, i32) + Send + 'static,
) -> rusqlite::Result<()> {
    let note = move |event: TraceEvent<'_>| {
        if let TraceEvent::Profile(statement, _) = event {
            let steps = statement.get_status(StatementStatus::VmStep);
            told(&statement.sql(), steps);
        }
    };
    conn.trace_v2(TraceEventCodes::SQLITE_TRACE_PROFILE, Some(note))
}
