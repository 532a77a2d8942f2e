//! The alert panel: what is near or past due, soonest first, and how much of it there is.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, Params, params};

use super::owed::{self, Filter, concerns, soonest};
use super::{Sql, petitions};
use crate::domain::alert::{self, Owed};
use crate::domain::ids::UnitId;
use crate::domain::office::Office;
use crate::flow::view::Panel;
use crate::words::Sentence;

/// Overdue, due, near: of rows that stand for `n` obligations each.
const PRESSING: &str = "total(n * (effective < ?2 AND NOT lapses)), total(n * (warn <= ?2 AND effective >= ?2)), total(n * (warn > ?2 AND warn <= ?3))";

/// Gathers the panel.
pub fn panel(conn: &Connection, office: &Office, today: NaiveDate, limit: usize) -> Sql<Panel> {
    let login = office.operator.login.as_str();
    let (Counts { overdue, due, near }, mut owed) = of(conn, office, today, None, limit)?;
    let cut = owed.len() == limit;
    if cut {
        // What is due today is in the panel, however much is overdue; and in a period what weighs
        // more, however much else is due sooner.
        let soon = Filter {
            near: Some(near_by(office, today)),
            from: Some(today),
            limit: Some(limit.div_ceil(2)),
            ..Filter::default()
        };
        add(&mut owed, soonest(conn, office, today, &soon)?);
        if office.preparing(today).is_some() {
            let weighed = Filter {
                near: Some(near_by(office, today)),
                limit: Some(limit),
                weighed: true,
                ..Filter::default()
            };
            add(&mut owed, soonest(conn, office, today, &weighed)?);
        }
        alert::sort(&mut owed);
    }
    let sql = format!(
        "SELECT count(*) FROM petition p WHERE p.registered_on = ?2 AND {}",
        petitions::ONE_SEEN
    );
    let registered = conn
        .prepare_cached(&sql)?
        .query_row(params![login, today.to_string()], |r| r.get(0));
    Ok(Panel {
        owed,
        overdue,
        due,
        near,
        registered_today: whole(registered?),
        open: open(conn, office)?,
        cut,
        ..Panel::default()
    })
}

/// Adds what is not there yet.
fn add(owed: &mut Vec<Owed>, more: Vec<Owed>) {
    let known: BTreeSet<String> = owed.iter().map(Owed::key).collect();
    owed.extend(more.into_iter().filter(|o| !known.contains(&o.key())));
}

/// How many petitions somebody works on. What is for all eyes is read from the tally.
fn open(conn: &Connection, office: &Office) -> Sql<usize> {
    let (seen, below) = (petitions::ONE_SEEN, petitions::BELOW);
    let sql = if concerns(office, None) {
        format!(
            "SELECT (SELECT total(n) FROM open_tally WHERE restricted IN (0, 2))
               - (SELECT count(*) FROM reader l CROSS JOIN petition p ON p.id = l.petition WHERE l.login = ?1 AND p.open = 1 AND p.restricted = 2)
               + (SELECT count(*) FROM reader l CROSS JOIN petition p ON p.id = l.petition WHERE l.login = ?1 AND p.open = 1 AND p.restricted = 1 AND {seen})
               + (SELECT count(*) FROM petition p WHERE p.open = 1 AND p.restricted = 3 AND {seen})"
        )
    } else {
        // Each petition once, also where two units under the operator's are concerned.
        let of = "SELECT DISTINCT petition, restricted FROM concern WHERE open = 1 AND";
        format!(
            "WITH mine AS ({of} unit IN ({below}) UNION {of} login = ?1 AND login <> '')
             SELECT (SELECT count(*) FROM mine WHERE restricted = 0)
                  + (SELECT count(*) FROM mine m CROSS JOIN petition p ON p.id = m.petition WHERE m.restricted IN (2, 3) AND {seen})
                  + (SELECT count(*) FROM reader l CROSS JOIN petition p ON p.id = l.petition WHERE l.login = ?1 AND p.open = 1 AND p.restricted = 1 AND {seen})"
        )
    };
    let login = [&office.operator.login];
    conn.prepare_cached(&sql)?
        .query_row(login, |r| r.get(0))
        .map(whole)
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
/// that the answer takes as long with a million on file as with ten thousand; what the operator
/// withdrew from is taken off, and reports are counted one by one.
pub fn counts(
    conn: &Connection,
    office: &Office,
    today: NaiveDate,
    near: NaiveDate,
    unit: Option<UnitId>,
) -> Sql<Counts> {
    let of_unit = unit.map_or("?4 IS NULL", |_| "owed_by = ?4");
    let (one, below, seen) = (
        "effective, warn, kind = 'object' AS lapses, 1 AS n",
        petitions::BELOW,
        petitions::DUE_SEEN,
    );
    let all = concerns(office, unit);
    let tallied = if all {
        "1"
    } else {
        &format!("owed_by IN ({below})")
    };
    let mine = "reader l CROSS JOIN due d ON d.petition = l.petition WHERE l.login = ?1";
    let beside = if all {
        String::new()
    } else {
        beside(of_unit, tallied)
    };
    let sql = format!(
        "SELECT 1, {PRESSING} FROM due_tally WHERE restricted IN (0, 2) AND {of_unit} AND {tallied} AND ?1 = ?1 AND ?5 = ?5
         UNION ALL SELECT -1, {PRESSING} FROM (SELECT {one} FROM {mine} AND d.restricted = 2 AND {of_unit} AND {tallied})
         UNION ALL SELECT 1, {PRESSING} FROM (SELECT {one} FROM {mine} AND d.restricted = 1 AND {of_unit} AND {seen})
         UNION ALL SELECT 1, {PRESSING} FROM (SELECT {one} FROM due d WHERE d.restricted <> 0 AND d.restricted = 3 AND {of_unit} AND {seen})
         {beside}"
    );
    let last = owed::last(conn, today, near, unit)?;
    let bound = params![
        office.operator.login,
        today.to_string(),
        near.to_string(),
        unit.map(|u| u.0),
        last.to_string(),
    ];
    sum(conn, &sql, bound)
}

/// Counts what others owe on petitions that concern the operator's unit, each once; and on those that
/// the operator is named to handle, of no unit that it is of.
fn beside(of_unit: &str, tallied: &str) -> String {
    let (below, seen) = (petitions::BELOW, petitions::DUE_SEEN);
    format!(
        "UNION ALL SELECT 1, {PRESSING} FROM (SELECT DISTINCT effective, warn, part = 1 AS lapses, 1 AS n, petition, ord FROM beside b
            WHERE unit IN ({below}) AND part IN (0, 1) AND effective <= ?5 AND {of_unit} AND NOT {tallied}
              AND (restricted = 0 OR restricted = 2 AND NOT EXISTS (SELECT 1 FROM reader r WHERE r.petition = b.petition AND r.login = ?1)))
         UNION ALL SELECT 1, {PRESSING} FROM (SELECT effective, warn, kind = 'object' AS lapses, 1 AS n FROM concern l CROSS JOIN due d ON d.petition = l.petition
            WHERE l.login = ?1 AND l.login <> '' AND d.restricted IN (0, 2) AND {of_unit} AND NOT {tallied} AND {seen}
              AND NOT EXISTS (SELECT 1 FROM concern c WHERE c.petition = d.petition AND c.unit IN ({below})))"
    )
}

/// Adds up rows of a sign and three numbers.
fn sum(conn: &Connection, sql: &str, bound: impl Params) -> Sql<Counts> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(bound)?;
    let mut sums = [0.0; 3];
    while let Some(r) = rows.next()? {
        let sign: f64 = r.get(0)?;
        for (at, sum) in sums.iter_mut().enumerate() {
            *sum += sign * r.get::<_, f64>(at + 1)?;
        }
    }
    let [overdue, due, near] = sums.map(whole);
    Ok(Counts { overdue, due, near })
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

/// The panel of one unit or of all: how much is pressing, and the soonest of it.
pub fn of(
    conn: &Connection,
    office: &Office,
    today: NaiveDate,
    unit: Option<UnitId>,
    limit: usize,
) -> Sql<(Counts, Vec<Owed>)> {
    let near = near_by(office, today);
    let filter = Filter {
        near: Some(near),
        unit,
        limit: Some(limit),
        ..Filter::default()
    };
    let owed = soonest(conn, office, today, &filter)?;
    Ok((counts(conn, office, today, near, unit)?, owed))
}

/// How many obligations on petitions come into the panel, or leave it, when the periods change from
/// those of one office to those of the other; `None` when none does.
pub fn moved(
    conn: &Connection,
    (old, new): (&Office, &Office),
    today: NaiveDate,
) -> Sql<Option<Sentence>> {
    let listed = |office: &Office| -> Sql<usize> {
        let c = counts(conn, office, today, near_by(office, today), None)?;
        Ok(c.overdue + c.due + c.near)
    };
    let (before, after) = (listed(old)?, listed(new)?);
    let said = say!(
        "提醒栏里的信访件义务：原{before}件，改后{after}件",
        "obligations on petitions in the panel: {before} before, {after} after"
    );
    Ok((before != after).then_some(said))
}

/// The last day whose marks are near: a special period warns earlier, and pulls forward what falls
/// due inside it or within five working days after.
fn near_by(office: &Office, today: NaiveDate) -> NaiveDate {
    let days = u64::try_from(office.near(today)).unwrap_or(0);
    let near = today.checked_add_days(Days::new(days)).unwrap_or(today);
    let pulled = office.pulls_forward(today);
    pulled.map_or(near, |(until, _)| near.max(until))
}
