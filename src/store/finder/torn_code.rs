//! Petitions by half a query code (查询码), as it is read from a torn slip: its first signs or its last.

use rusqlite::params;

use super::Finder;
use crate::domain::ids::{CodePart, PetitionId};
use crate::flow::view::PetitionHit;
use crate::store::Sql;
use crate::words::Word;

const BY_PART: Word = Word::new("查询码一部分", "part of the query code");

/// Petitions that are looked at: so few codes begin or end alike.
const TRIED: usize = 16;

/// The signs of a code as it is written.
const CODE: usize = 14;

impl Finder {
    /// Adds the petitions whose query code begins or ends with what was typed, where nothing else can have been meant,
    /// or `nothing` was found.
    pub(super) fn by_half_code(
        &self,
        text: &str,
        nothing: bool,
        hits: &mut Vec<PetitionHit>,
    ) -> Sql<()> {
        let Some(part) = CodePart::parse(text) else {
            return Ok(());
        };
        if part.is_mixed || nothing {
            let from = part.first();
            let up_to = format!("{from}~");
            let sql = "SELECT id, 1 FROM petition WHERE code > ?1 AND code < ?2 LIMIT ?3";
            self.coded((sql, &from, &up_to), hits)?;
        }
        if part.is_plain || nothing {
            let (end, len) = (part.last(), part.last().len());
            // The index of ends knows the last four signs, the fewest that are looked for.
            let sql = "SELECT id, 0 FROM petition
                 WHERE substr(code, -4) = substr(?1, -4) AND substr(code, -?2) = ?1 LIMIT ?3";
            self.coded((sql, &end, &len.to_string()), hits)?;
        }
        Ok(())
    }

    fn coded(
        &self,
        (sql, typed, other): (&str, &str, &str),
        hits: &mut Vec<PetitionHit>,
    ) -> Sql<()> {
        let login = self.store.office.operator.login.as_str();
        let mut statement = self.store.conn.prepare_cached(sql)?;
        let tried = i64::try_from(TRIED).unwrap_or(i64::MAX);
        let mut rows = statement.query(params![typed, other, tried])?;
        while let Some(r) = rows.next()? {
            let (id, begins): (_, bool) = (PetitionId(r.get(0)?), r.get(1)?);
            if hits.iter().any(|hit| hit.row.id == id) {
                continue;
            }
            // Nothing of a code is shown but what was typed of it.
            let len = typed.chars().count();
            let from = if begins { 0 } else { CODE - len };
            let shown = (0..CODE).map(|at| {
                let sign = at.checked_sub(from).and_then(|n| typed.chars().nth(n));
                let between = matches!(at, 4 | 9);
                sign.unwrap_or(if between { '-' } else { '＊' })
            });
            let excerpt: String = shown.collect();
            let row = self.row(login, id)?;
            hits.extend(row.map(|row| PetitionHit {
                row,
                class: "code",
                why: BY_PART,
                besides: Vec::new(),
                excerpt: excerpt.into(),
                lit: (from..from + len).collect(),
            }));
        }
        Ok(())
    }
}
