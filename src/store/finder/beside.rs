//! Rows that belong to petitions, read beside these from the newest to the oldest: one pass over each table,
//! and no petition asked for its own.

use rusqlite::Rows;

use crate::store::Sql;

/// Rows of a petition and a number, petitions descending.
pub(super) struct Beside<'s> {
    rows: Rows<'s>,
    waiting: Option<(i64, i64)>,
}

impl<'s> Beside<'s> {
    /// Reads the first row.
    pub(super) fn of(rows: Rows<'s>) -> Sql<Self> {
        let waiting = None;
        let mut beside = Self { rows, waiting };
        beside.go_on()?;
        Ok(beside)
    }

    fn go_on(&mut self) -> Sql<()> {
        let row = self.rows.next()?;
        self.waiting = row
            .map(|r| Ok::<_, rusqlite::Error>((r.get(0)?, r.get(1)?)))
            .transpose()?;
        Ok(())
    }

    /// The numbers of a petition, in the order of their rows. Each asked for is older than the last.
    pub(super) fn of_petition(&mut self, petition: i64) -> Sql<Vec<i64>> {
        let mut numbers = Vec::new();
        while let Some((at, number)) = self.waiting.filter(|w| w.0 >= petition) {
            if at == petition {
                numbers.push(number);
            }
            self.go_on()?;
        }
        Ok(numbers)
    }
}
