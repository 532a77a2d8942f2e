//! The alert panel's query: what is near or past due, soonest first, from the cache of what is owed.

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

/// Gathers the panel.
pub fn panel(conn: &Connection, office: &Office, today: NaiveDate, limit: usize) -> Sql<Panel> {
    let login = office.operator.login.as_str();
    let near = today
        .checked_add_days(Days::new(
            u64::try_from(office.rules.ladder.near).unwrap_or(0),
        ))
        .unwrap_or(today);
    let filter = Filter {
        near: Some(near),
        ..Filter::default()
    };
    let mut owed = owed(conn, office, today, &filter, limit)?;
    alert::sort(&mut owed);
    let day = today.to_string();
    let count = |condition: &str, to: &str| -> Sql<usize> {
        let sql = format!(
            "SELECT count(*) FROM due d WHERE {condition} AND {OWED} AND {} AND ?3 = ?3",
            petitions::DUE_SEEN
        );
        conn.prepare_cached(&sql)?
            .query_row(params![login, day, to], |r| r.get::<_, i64>(0))
            .map(|n| usize::try_from(n).unwrap_or(0))
    };
    let overdue = count("d.effective < ?2", &day)?;
    let due = count("d.warn <= ?2 AND d.effective >= ?2", &day)?;
    let near = count("d.warn > ?2 AND d.warn <= ?3", &near.to_string())?;
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
}

/// What is owed, soonest first.
pub fn owed(
    conn: &Connection,
    office: &Office,
    today: NaiveDate,
    filter: &Filter,
    limit: usize,
) -> Sql<Vec<Owed>> {
    let sql = format!(
        "SELECT d.petition, p.number, p.summary, p.name, d.body FROM due d JOIN petition p ON p.id = d.petition
         WHERE {OWED} AND {} AND (?3 IS NULL OR d.warn <= ?3 OR d.effective < ?2) AND (?4 IS NULL OR d.effective <= ?4)
           AND (?5 IS NULL OR d.owed_by = ?5) AND (?6 IS NULL OR d.kind = ?6)
         ORDER BY d.effective, d.petition LIMIT ?7",
        petitions::SEEN
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let text = |d: Option<NaiveDate>| d.map(|d| d.to_string());
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let bound = params![
        office.operator.login,
        today.to_string(),
        text(filter.near),
        text(filter.until),
        filter.unit.map(|u| u.0),
        filter.kind.map(Kind::code),
        limit
    ];
    let rows = statement.query_map(bound, |r| {
        let obligation: Obligation = row::json(r, 4)?;
        Ok(Owed {
            petition: PetitionId(r.get(0)?),
            number: PetitionNo(r.get(1)?),
            summary: r.get(2)?,
            name: r.get(3)?,
            unit: office.units.name(obligation.owed_by),
            obligation,
        })
    })?;
    rows.collect()
}
