//! What was said of records, made again from the trail: the table holds nothing that the trail does not.

use rusqlite::{Connection, Row};

use super::super::{Sql, audit};
use crate::words::Sentence;

/// What was said once: one or apart, the two records, when, by whom, why; and how it was taken back.
pub type Line = (String, i64, i64, [String; 3], Option<[String; 3]>);

/// What the trail says, in order.
fn by_trail(conn: &Connection) -> Sql<Vec<Line>> {
    let mut all: Vec<Line> = Vec::new();
    let mut statement = conn
        .prepare("SELECT what, at, operator, why FROM audit WHERE action = 'merge' ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        let what: String = r.get(0)?;
        let said = [r.get(1)?, r.get(2)?, r.get(3)?];
        let words: Vec<&str> = what
            .split(' ')
            .skip(audit::shown_in(&what).len())
            .filter(|w| !["<-", "->"].contains(w))
            .collect();
        let [verb, a, b] = words[..] else { continue };
        let (Ok(a), Ok(b)) = (a.parse(), b.parse()) else {
            continue;
        };
        let (one, ends) = match verb {
            "merge" => ("same", false),
            "split" => ("same", true),
            "apart" => ("apart", false),
            "maybe" => ("apart", true),
            _ => continue,
        };
        if !ends {
            all.push((one.to_owned(), a, b, said, None));
            continue;
        }
        let open = |l: &&mut Line| l.4.is_none() && l.0 == one && (l.1, l.2) == (a, b);
        if let Some(line) = all.iter_mut().rev().find(open) {
            line.4 = Some(said);
        }
    }
    Ok(all)
}

/// The rows of the table, in order.
pub const LINES: &str = "SELECT id, said, kept, other, at, operator, why, undone_at, undone_by, undone_why FROM merge ORDER BY id";

/// Reads a row of [`LINES`].
pub fn line(r: &Row<'_>) -> Sql<(i64, Line)> {
    let at: Option<String> = r.get(7)?;
    let undone = match at {
        Some(at) => Some([at, r.get(8)?, r.get(9)?]),
        None => None,
    };
    let said = [r.get(4)?, r.get(5)?, r.get(6)?];
    Ok((r.get(0)?, (r.get(1)?, r.get(2)?, r.get(3)?, said, undone)))
}

/// What the table says, in order.
fn by_table(conn: &Connection) -> Sql<Vec<(i64, Line)>> {
    conn.prepare(LINES)?.query_map([], line)?.collect()
}

/// The first place where the table does not follow from the trail.
pub fn differs(conn: &Connection) -> Sql<Option<Sentence>> {
    let (trail, table) = (by_trail(conn)?, by_table(conn)?);
    let first = table.iter().zip(&trail).find(|((_, a), b)| a != *b);
    if let Some(((id, _), _)) = first {
        return Ok(Some(say!(
            "合并与区分第{id}条与审计记录不符。",
            "What was said of two records, line {id}, does not follow from the trail."
        )));
    }
    let (kept, said) = (table.len(), trail.len());
    Ok((kept != said).then(|| {
        say!(
            "合并与区分有{kept}条，审计记录里有{said}条。",
            "Of two records {kept} lines are kept, the trail has {said}."
        )
    }))
}
