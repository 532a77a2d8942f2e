//! The rows of a ledger that waits, read back and checked again.

use rusqlite::{Connection, OptionalExtension, params};

use super::batch::BatchRow;
use super::{Now, Refusal, Sql, row};
use crate::domain::draft::Draft;
use crate::domain::ids::PetitionNo;
use crate::domain::intake::answer::Whom;
use crate::domain::intake::{self, Desk, Intake};
use crate::domain::office::Office;
use crate::flow::waiting::{At, Half, Matter};
use crate::words::{Exit, Sentence, Trouble};

/// A row that waits.
pub struct Kept {
    /// Ready for the store.
    pub row: BatchRow,
    /// The row in the sheet.
    pub line: usize,
}

/// One of the columns of a row as they stand: key, draft, closed, line.
type Stored = (String, Draft, bool, usize);

fn stored(r: &rusqlite::Row<'_>) -> Sql<Stored> {
    Ok((r.get(0)?, row::json(r, 1)?, r.get(2)?, row::place(r, 3)?))
}

/// A row of a ledger that waits; nothing when it is somebody else's, or cannot be taken any more.
pub fn one(conn: &Connection, office: &Office, id: i64, place: usize) -> Sql<Option<Kept>> {
    let found = conn
        .prepare_cached(
            "SELECT r.key, r.draft, r.closed, r.line FROM waiting_row r JOIN waiting w ON w.id = r.waiting
             WHERE r.waiting = ?1 AND r.place = ?2 AND w.operator = ?3",
        )?
        .query_row(params![id, row::number(place), office.operator.login], stored)
        .optional()?;
    // Checked against the day on which it was written down: what was sound then is read back.
    Ok(found.and_then(|(key, draft, closed, line)| {
        let intake = checked(&draft, office, last_day(&draft)?)?;
        let row = BatchRow {
            key,
            intake,
            closed,
            answers: Vec::new(),
        };
        Some(Kept { row, line })
    }))
}

fn last_day(draft: &Draft) -> Option<chrono::NaiveDate> {
    let days = [
        &draft.petitioned_on,
        &draft.received_on,
        &draft.registered_on,
    ];
    days.into_iter().filter_map(|d| d.parse().ok()).max()
}

fn checked(draft: &Draft, office: &Office, today: chrono::NaiveDate) -> Option<Intake> {
    let desk = Desk {
        today,
        units: &office.units,
        categories: &office.categories,
    };
    intake::check(draft, desk).ok()
}

/// Every row of a ledger that waits, checked as of now.
///
/// # Errors
/// The row that cannot be taken any more (3).
pub fn all(
    conn: &Connection,
    office: &Office,
    id: i64,
    now: Now,
) -> Result<Vec<BatchRow>, Refusal> {
    let today = now.with_timezone(&office.zone).date_naive();
    let mut statement = conn.prepare_cached(
        "SELECT key, draft, closed, line FROM waiting_row WHERE waiting = ?1 ORDER BY place",
    )?;
    let mut taken = Vec::new();
    for found in statement.query_map([id], stored)? {
        let (key, draft, closed, line) = found?;
        let Some(intake) = checked(&draft, office, today) else {
            return Err(changed(line).into());
        };
        taken.push(BatchRow {
            key,
            intake,
            closed,
            answers: Vec::new(),
        });
    }
    Ok(taken)
}

/// Somebody of an earlier row whom one of the people of a row may be.
pub struct Earlier {
    /// Which of the people of the row.
    pub nth: usize,
    /// Whom it is.
    pub whom: Whom,
    /// As the ledger has them.
    pub half: Half,
    /// Why.
    pub why: Sentence,
}

/// Those of earlier rows whom the people of a row may be.
pub fn earlier(conn: &Connection, office: &Office, (id, place): (i64, usize)) -> Sql<Vec<Earlier>> {
    let mut statement = conn.prepare_cached(
        "SELECT nth, other, other_nth, why_zh, why_en FROM waiting_pair WHERE waiting = ?1 AND place = ?2 ORDER BY nth, other, other_nth",
    )?;
    let mut rows = statement.query(params![id, row::number(place)])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        let other_nth = row::place(r, 2)?;
        let Some(kept) = one(conn, office, id, row::place(r, 1)?)? else {
            continue;
        };
        let Some(half) = half(&kept, other_nth) else {
            continue;
        };
        found.push(Earlier {
            nth: row::place(r, 0)?,
            whom: Whom::Row(kept.row.key, other_nth),
            half,
            why: Sentence::of(r.get::<_, String>(3)?, r.get::<_, String>(4)?),
        });
    }
    Ok(found)
}

/// One of the people of a row, as the ledger has them.
pub fn half(kept: &Kept, nth: usize) -> Option<Half> {
    let registration = &kept.row.intake.registration;
    Some(Half {
        person: kept.row.intake.people.get(nth)?.person.clone(),
        at: At::Line(kept.line),
        matters: vec![Matter {
            number: PetitionNo(String::new()),
            on: registration.received_on,
            summary: registration.summary.raw().into(),
        }],
    })
}

fn changed(line: usize) -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "第{line}行现在不能登记了：单位或分类在核对之后改过。",
            "Row {line} cannot be registered any more: units or categories changed since it was checked."
        ),
        say!(
            "撤下它（Ctrl-D），再核对一次：zhuoluo import 文件 --wait。",
            "Put it away (Ctrl-D) and check it again: zhuoluo import FILE --wait."
        ),
    )
}
