//! The alert panel's query: what is near or past due, soonest first, from the cache of what is owed.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, params};

use super::{Sql, petitions, row};
use crate::domain::alert::{self, Owed};
use crate::domain::ids::{PetitionId, PetitionNo, UnitId};
use crate::domain::obligation::{Kind, Obligation};
use crate::domain::office::Office;
use crate::flow::view::Panel;

/// A right to object that has lapsed is not owed.
const OWED: &str = "NOT (d.kind = 'object' AND d.effective < ?2)";

/// Overdue, due, near: of rows that stand for `n` obligations each.
const PRESSING: &str = "total(n * (effective < ?2 AND NOT lapses)), total(n * (warn <= ?2 AND effective >= ?2)), total(n * (warn > ?2 AND warn <= ?3))";

/// Gathers the panel.
pub fn panel(conn: &Connection, office: &Office, today: NaiveDate, limit: usize) -> Sql<Panel> {
    let login = office.operator.login.as_str();
    let near = near(office, today);
    let filter = Filter {
        near: Some(near),
        ..Filter::default()
    };
    let mut owed = owed(conn, office, today, &filter, limit)?;
    if owed.len() == limit && office.preparing(today).is_some() {
        // What weighs more in a period is in the panel, however much else is due sooner.
        let weighed = Filter {
            weighed: true,
            ..filter
        };
        let known: BTreeSet<String> = owed.iter().map(Owed::key).collect();
        let more = self::owed(conn, office, today, &weighed, limit)?;
        owed.extend(more.into_iter().filter(|o| !known.contains(&o.key())));
    }
    alert::sort(&mut owed);
    let day = today.to_string();
    let Counts { overdue, due, near } = counts(conn, login, today, near, None)?;
    let tally = |condition: &str| -> Sql<usize> {
        let sql = format!(
            "SELECT count(*) FROM petition p WHERE {condition} AND {} AND ?2 = ?2",
            petitions::SEEN
        );
        conn.prepare_cached(&sql)?
            .query_row(params![login, day], |r| r.get::<_, i64>(0))
            .map(|n| usize::try_from(n).unwrap_or(0))
    };
    Ok(Panel {
        owed,
        overdue,
        due,
        near,
        registered_today: tally("p.registered_on = ?2")?,
        open: tally("p.open = 1")?,
    })
}

/// How many obligations are pressing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Past their effective day.
    pub overdue: usize,
    /// The office's own mark has come.
    pub due: usize,
    /// The mark comes by `near`.
    pub near: usize,
}

/// Counts what is pressing, of one unit or of all. What is for all eyes is read from the tally, so
/// that the answer takes as long with a million on file as with ten thousand; reports are counted one by one.
pub fn counts(
    conn: &Connection,
    login: &str,
    today: NaiveDate,
    near: NaiveDate,
    unit: Option<UnitId>,
) -> Sql<Counts> {
    let of_unit = if unit.is_some() {
        "owed_by = ?4"
    } else {
        "?4 IS NULL"
    };
    // Operators of the petition office see every plain petition; those of a unit only their own, one by one.
    let all = "SELECT 1 FROM operator o WHERE o.login = ?1 AND o.unit = 1";
    let (tallied, counted) = if conn.prepare_cached(all)?.exists([login])? {
        ("restricted = 0", "restricted <> 0")
    } else {
        ("0", "1")
    };
    let sql = format!(
        "SELECT {PRESSING} FROM due_tally WHERE {tallied} AND {of_unit} AND ?1 = ?1
         UNION ALL SELECT {PRESSING} FROM (SELECT effective, warn, kind = 'object' AS lapses, 1 AS n FROM due d
           WHERE {counted} AND {} AND {of_unit})",
        petitions::DUE_SEEN
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let bound = params![
        login,
        today.to_string(),
        near.to_string(),
        unit.map(|u| u.0)
    ];
    let mut out = Counts::default();
    let mut rows = statement.query(bound)?;
    while let Some(r) = rows.next()? {
        let at = |at: usize| -> Sql<usize> { Ok(whole(r.get(at)?)) };
        out.overdue += at(0)?;
        out.due += at(1)?;
        out.near += at(2)?;
    }
    Ok(out)
}

/// A count that came as a real number.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count of rows"
)]
fn whole(n: f64) -> usize {
    n.max(0.0) as usize
}

/// The panel of one unit: how much is pressing, and the soonest of it.
pub fn of_unit(
    conn: &Connection,
    office: &Office,
    today: NaiveDate,
    unit: UnitId,
    limit: usize,
) -> Sql<(Counts, Vec<Owed>)> {
    let near = near(office, today);
    let filter = Filter {
        near: Some(near),
        unit: Some(unit),
        ..Filter::default()
    };
    let mut owed = owed(conn, office, today, &filter, limit)?;
    alert::sort(&mut owed);
    let login = &office.operator.login;
    Ok((counts(conn, login, today, near, Some(unit))?, owed))
}

/// The last day whose marks are near: a special period warns earlier, and pulls forward what falls
/// due inside it or within five working days after.
fn near(office: &Office, today: NaiveDate) -> NaiveDate {
    let days = u64::try_from(office.near(today)).unwrap_or(0);
    let near = today.checked_add_days(Days::new(days)).unwrap_or(today);
    let pulled = office.pulls_forward(today);
    pulled.map_or(near, |(until, _)| near.max(until))
}

/// Which obligations are wanted.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those whose mark comes by this day, or that are overdue.
    pub near: Option<NaiveDate>,
    /// Only those due by this day.
    pub until: Option<NaiveDate>,
    /// Only this unit's.
    pub unit: Option<UnitId>,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only what weighs more than its date in a special period.
    pub weighed: bool,
}

impl Filter {
    /// True for a duty of the desk that is wanted.
    #[must_use]
    pub fn takes(&self, duty: &Obligation) -> bool {
        self.until.is_none_or(|until| duty.due.effective <= until)
            && self.unit.is_none_or(|u| duty.owed_by == u)
            && self.kind.is_none_or(|k| duty.kind == k)
    }

    /// The categories that are wanted, as a JSON list.
    fn codes(&self, office: &Office) -> Sql<Option<String>> {
        let codes: Option<Vec<&str>> = self.weighed.then(|| office.categories.weighed().collect());
        codes.map(|codes| row::to_json(&codes)).transpose()
    }
}

/// What is owed, soonest first.
pub fn owed(
    conn: &Connection,
    office: &Office,
    today: NaiveDate,
    filter: &Filter,
    limit: usize,
) -> Sql<Vec<Owed>> {
    let of_unit = if filter.unit.is_some() {
        "d.owed_by = ?5"
    } else {
        "?5 IS NULL"
    };
    // No obligation that is near lies beyond the last of them; the tally knows which day that is.
    let bound = match (filter.near, filter.unit) {
        (Some(_), Some(_)) => {
            "d.effective <= (SELECT max(t.effective) FROM due_tally t WHERE t.owed_by = ?5 AND (t.warn <= ?3 OR t.effective < ?2))"
        }
        _ => "1",
    };
    let sql = format!(
        "SELECT d.petition, p.number, p.summary, p.name, d.body, p.category FROM due d JOIN petition p ON p.id = d.petition
         WHERE {OWED} AND {} AND (?3 IS NULL OR d.warn <= ?3 OR d.effective < ?2) AND (?4 IS NULL OR d.effective <= ?4)
           AND {of_unit} AND {bound} AND (?6 IS NULL OR d.kind = ?6)
           AND (?8 IS NULL OR p.category IN (SELECT value FROM json_each(?8)))
         ORDER BY d.effective, d.petition LIMIT ?7",
        petitions::SEEN
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let text = |d: Option<NaiveDate>| d.map(|d| d.to_string());
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let codes = filter.codes(office)?;
    let bound = params![
        office.operator.login,
        today.to_string(),
        text(filter.near),
        text(filter.until),
        filter.unit.map(|u| u.0),
        filter.kind.map(Kind::code),
        limit,
        codes
    ];
    let rows = statement.query_map(bound, |r| {
        let obligation: Obligation = row::json(r, 4)?;
        Ok(Owed {
            petition: PetitionId(r.get(0)?),
            number: PetitionNo(r.get(1)?),
            category: r.get(5)?,
            summary: r.get(2)?,
            name: r.get(3)?,
            unit: office.units.name(obligation.owed_by),
            obligation,
            duty: None,
            seen: None,
            stands: None,
        })
    })?;
    rows.collect()
}
