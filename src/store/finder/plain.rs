//! Finding people without an index, by reading every row: for the moments until it is made.

use rusqlite::params_from_iter;

use super::Finder;
use crate::domain::ids::PersonId;
use crate::search::{Hit, MatchClass};
use crate::store::{Sql, former};
use crate::words::Word;

/// Why somebody is shown who was found by reading alone.
const AS_WRITTEN: Word = Word::new("原文含此", "as written");

impl Finder {
    /// People whose record has every word as it was typed, newest first. Sounds and slips wait for the index.
    pub(super) fn plain_people(&self, typed: &[String], limit: usize) -> Sql<Vec<Hit>> {
        use std::fmt::Write;
        let words: Vec<String> = typed
            .iter()
            .flat_map(|t| t.split_whitespace())
            .map(|t| t.chars().map(crate::domain::name::narrow).collect())
            .collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = "SELECT id FROM petitioner p WHERE 1".to_owned();
        for (n, word) in (1..).zip(&words) {
            // `n` numbers our own parameters; what was typed is only ever bound. Nothing but digits
            // stands in no name, anything else in no number: each row is read half as long.
            let digits = word.trim_end_matches(['x', 'X']);
            let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            let _ = if is_number {
                write!(
                    sql,
                    " AND (instr(p.phones, ?{n}) OR instr(p.id_number, upper(?{n})) OR instr(p.address, ?{n}))"
                )
            } else {
                write!(
                    sql,
                    " AND (instr(p.name, ?{n}) OR instr(p.address, ?{n}) OR {})",
                    former::stands(n)
                )
            };
        }
        let _ = write!(sql, " ORDER BY id DESC LIMIT {limit}");
        let mut statement = self.store.conn.prepare(&sql)?;
        let rows = statement.query_map(params_from_iter(words), |r| r.get(0).map(PersonId))?;
        rows.zip(0i64..)
            .map(|(id, n)| {
                Ok(Hit {
                    person: id?,
                    class: MatchClass::Part,
                    // Newest first, and so they stay.
                    score: -n,
                    why: AS_WRITTEN,
                    lit: Vec::new(),
                })
            })
            .collect()
    }
}
