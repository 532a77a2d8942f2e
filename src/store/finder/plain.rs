//! Finding people without an index, by reading every row: for the moments until it is made.

use rusqlite::params_from_iter;

use super::Finder;
use crate::domain::ids::PersonId;
use crate::search::{FORMER_NAME, Hit, MatchClass};
use crate::store::{Sql, former};
use crate::words::Word;

/// Why somebody is shown who was found by reading alone.
const AS_WRITTEN: Word = Word::new("原文含此", "as written");

impl Finder {
    /// People whose record has every word as it was typed: those first whose whole name was typed, then the
    /// newest, those who were called so before last. Sounds and slips wait for the index.
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
        // By the record as it stands now, and by names that stood on it before.
        let (mut now, mut ever) = ("1".to_owned(), "1".to_owned());
        for (n, word) in (1..).zip(&words) {
            // `n` numbers our own parameters; what was typed is only ever bound. Nothing but digits
            // stands in no name, anything else in no number: each row is read half as long.
            let digits = word.trim_end_matches(['x', 'X']);
            let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            let stands = if is_number {
                format!(
                    "instr(p.phones, ?{n}) OR instr(p.id_number, upper(?{n})) OR instr(p.address, ?{n})"
                )
            } else {
                format!("instr(p.name, ?{n}) OR instr(p.address, ?{n})")
            };
            let _ = write!(now, " AND ({stands})");
            let _ = if is_number {
                write!(ever, " AND ({stands})")
            } else {
                write!(ever, " AND ({stands} OR {})", former::stands(n))
            };
        }
        let named: Vec<String> = (1..=words.len())
            .map(|n| format!("p.name = ?{n}"))
            .collect();
        let named = named.join(" OR ");
        let sql = format!(
            "SELECT id, {now} AS now FROM petitioner p WHERE {ever} ORDER BY now DESC, ({named}) DESC, id DESC LIMIT {limit}"
        );
        let mut statement = self.store.conn.prepare(&sql)?;
        let rows = statement.query_map(params_from_iter(words), |r| {
            Ok((r.get(0).map(PersonId)?, r.get::<_, bool>(1)?))
        })?;
        rows.zip(0i64..)
            .map(|(row, n)| {
                let (person, is_now) = row?;
                Ok(Hit {
                    person,
                    class: MatchClass::Part,
                    // In this order, and so they stay.
                    score: -n,
                    why: if is_now { AS_WRITTEN } else { FORMER_NAME },
                    lit: Vec::new(),
                    former: None,
                    through: None,
                })
            })
            .collect()
    }
}
