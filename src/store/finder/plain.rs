//! Finding people without an index, by reading every row: for the moments until it is made.

use rusqlite::params_from_iter;

use super::Finder;
use crate::domain::ids::PersonId;
use crate::search::{FORMER_NAME, Hit, MatchClass};
use crate::store::{Sql, former, written};
use crate::words::Word;

/// Why somebody is shown who was found by reading alone.
const AS_WRITTEN: Word = Word::new("原文含此", "as written");

impl Finder {
    /// People whose record has every word as it was typed: those first whose whole name was typed, then the
    /// newest, those who were called so before or on a petition last. Sounds and slips wait for the index.
    pub(super) fn plain_people(&self, typed: &[String], limit: usize) -> Sql<Vec<Hit>> {
        let words: Vec<String> = typed
            .iter()
            .flat_map(|t| t.split_whitespace())
            .map(|t| t.chars().map(crate::domain::name::narrow).collect())
            .collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let sql = reading(&words, limit);
        let mut statement = self.store.conn.prepare(&sql)?;
        let login = self.store.office.operator.login.clone();
        let bound = std::iter::once(login).chain(words);
        let rows = statement.query_map(params_from_iter(bound), |r| {
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

/// The query that reads every record; whoever reads is `?1`, the words typed follow.
fn reading(words: &[String], limit: usize) -> String {
    use std::fmt::Write;
    // By the record as it stands now, by names that stood on it before, and by those that petitions have of them.
    let (mut now, mut ever) = ("1".to_owned(), "1".to_owned());
    for (n, word) in (2..).zip(words) {
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
            let (former, written) = (former::stands(n), written::stands(n));
            write!(ever, " AND ({stands} OR {former} OR {written})")
        };
    }
    let named: Vec<String> = (2..words.len() + 2)
        .map(|n| format!("p.name = ?{n}"))
        .collect();
    let named = named.join(" OR ");
    format!(
        "SELECT id, {now} AS now FROM petitioner p WHERE ?1 = ?1 AND {ever} ORDER BY now DESC, ({named}) DESC, id DESC LIMIT {limit}"
    )
}
