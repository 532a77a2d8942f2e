//! What is owed, read from its cache in the order in which it is shown: a page takes as long with a
//! million petitions on file as with ten thousand.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use super::{Sql, petitions, row};
use crate::domain::alert::{self, Owed};
use crate::domain::ids::{PetitionId, PetitionNo, UnitId};
use crate::domain::obligation::{Kind, Obligation};
use crate::domain::office::Office;

/// Which obligations are wanted.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those whose mark comes by this day, or that are overdue.
    pub near: Option<NaiveDate>,
    /// Only those due on this day or later.
    pub from: Option<NaiveDate>,
    /// Only those due by this day.
    pub until: Option<NaiveDate>,
    /// Only this unit's.
    pub unit: Option<UnitId>,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only so many, the soonest.
    pub limit: Option<usize>,
    /// Only what weighs more than its date in a special period.
    pub weighed: bool,
}

impl Filter {
    /// True for a duty of the desk that is wanted.
    #[must_use]
    pub fn takes(&self, duty: &Obligation) -> bool {
        self.until.is_none_or(|until| duty.due.effective <= until)
            && self.from.is_none_or(|from| duty.due.effective >= from)
            && self.unit.is_none_or(|u| duty.owed_by == u)
            && self.kind.is_none_or(|k| duty.kind == k)
    }
}

/// The three parts of the cache; each is read along an index of its own.
const PARTS: [(&str, &str); 3] = [
    // What is owed until it is paid.
    ("due d", "d.restricted <> 1 AND (d.kind = 'object') = 0"),
    // A right to object that has lapsed is not owed; there are as many of them as petitions.
    (
        "due d",
        "d.restricted <> 1 AND (d.kind = 'object') = 1 AND d.effective >= ?2",
    ),
    // Reports, through who may read them.
    (
        "reader l CROSS JOIN due d ON d.petition = l.petition",
        "l.login = ?1 AND d.restricted = 1 AND NOT (d.kind = 'object' AND d.effective < ?2)",
    ),
];

/// The order of the panel; that of the indexes, and of [`alert::sort`].
const ORDER: &str = "d.effective, d.warn, d.handled, d.petition, d.ord DESC";

/// What is owed and may be seen, soonest first.
pub fn soonest(
    conn: &Connection,
    office: &Office,
    today: NaiveDate,
    filter: &Filter,
) -> Sql<Vec<Owed>> {
    let mut out = Vec::new();
    let until = last(conn, today, filter)?;
    for (from, wanted) in PARTS {
        let sql = query(office, filter, from, wanted);
        let mut statement = conn.prepare_cached(&sql)?;
        let text = |d: Option<NaiveDate>| d.map(|d| d.to_string());
        let limit = filter.limit.unwrap_or(usize::MAX);
        let weighed: Vec<&str> = office.categories.weighed().collect();
        let codes = row::to_json(&weighed)?;
        let bound = params![
            office.operator.login,
            today.to_string(),
            text(filter.near),
            text(until),
            filter.unit.map(|u| u.0),
            filter.kind.map(Kind::code),
            i64::try_from(limit).unwrap_or(i64::MAX),
            codes,
            text(filter.from)
        ];
        for owed in statement.query_map(bound, |r| read(r, office))? {
            out.push(owed?);
        }
    }
    alert::sort(&mut out);
    out.truncate(filter.limit.unwrap_or(usize::MAX));
    Ok(out)
}

/// The last day that is read. Nothing that is near lies beyond the last of it; the tally knows which
/// day that is.
fn last(conn: &Connection, today: NaiveDate, filter: &Filter) -> Sql<Option<NaiveDate>> {
    let Some(near) = filter.near else {
        return Ok(filter.until);
    };
    let of_unit = filter.unit.map_or("?3 IS NULL", |_| "owed_by = ?3");
    let sql = format!(
        "SELECT coalesce(max(effective), ?1) FROM due_tally WHERE (warn <= ?2 OR effective < ?1) AND {of_unit}"
    );
    let bound = params![
        today.to_string(),
        near.to_string(),
        filter.unit.map(|u| u.0)
    ];
    let mut statement = conn.prepare_cached(&sql)?;
    let last = statement.query_row(bound, |r| row::date(r, 0))?;
    Ok(Some(filter.until.map_or(last, |until| until.min(last))))
}

/// True when all that this unit owes concerns the operator, so that no petition has to be asked.
pub fn concerns(office: &Office, unit: Option<UnitId>) -> bool {
    let own = office.operator.unit;
    own == UnitId::OFFICE || unit.is_some_and(|u| u == own || office.units.is_under(u, own))
}

fn query(office: &Office, filter: &Filter, from: &str, wanted: &str) -> String {
    let seen = if concerns(office, filter.unit) {
        petitions::DUE_UNHIDDEN
    } else {
        petitions::DUE_SEEN
    };
    let mut sql = format!(
        "SELECT d.petition, p.number, p.summary, p.name, d.body, d.handled, p.category FROM {from} CROSS JOIN petition p ON p.id = d.petition
         WHERE {wanted} AND {seen} AND p.status <> 'void' AND ?8 = ?8 AND ?9 IS ?9"
    );
    if filter.weighed {
        sql.push_str(" AND p.category IN (SELECT value FROM json_each(?8))");
    }
    let of_unit = filter.unit.map_or("", |_| " AND d.owed_by = ?5");
    sql.push_str(of_unit);
    if filter.near.is_some() {
        sql.push_str(" AND (d.warn <= ?3 OR d.effective < ?2)");
    }
    if filter.near.is_some() || filter.until.is_some() {
        sql.push_str(" AND d.effective <= ?4");
    }
    if filter.from.is_some() {
        sql.push_str(" AND d.effective >= ?9");
    }
    if filter.kind.is_some() {
        sql.push_str(" AND d.kind = ?6");
    }
    sql.push_str(" ORDER BY ");
    sql.push_str(ORDER);
    sql.push_str(" LIMIT ?7");
    sql
}

fn read(r: &Row<'_>, office: &Office) -> Sql<Owed> {
    let obligation: Obligation = row::json(r, 4)?;
    Ok(Owed {
        petition: PetitionId(r.get(0)?),
        number: PetitionNo(r.get(1)?),
        summary: r.get(2)?,
        name: r.get(3)?,
        unit: office.units.name(obligation.owed_by),
        obligation,
        ownerless: !r.get::<_, bool>(5)?,
        category: r.get(6)?,
        duty: None,
        seen: None,
        stands: None,
    })
}

/// The petitions on which something is overdue, the last to become so first; at most so many.
pub fn overdue(
    conn: &Connection,
    office: &Office,
    today: NaiveDate,
    most: usize,
) -> Sql<Vec<(PetitionId, PetitionNo)>> {
    let mut out = Vec::new();
    let seen = petitions::DUE_SEEN;
    for (from, wanted) in [PARTS[0], PARTS[2]] {
        let sql = format!(
            "SELECT d.petition, p.number, d.effective FROM {from} CROSS JOIN petition p ON p.id = d.petition
             WHERE {wanted} AND {seen} AND p.status <> 'void' AND d.kind <> 'object' AND d.effective < ?2 ORDER BY d.effective DESC"
        );
        let mut statement = conn.prepare(&sql)?;
        let mut rows = statement.query(params![office.operator.login, today.to_string()])?;
        let mut known = BTreeSet::new();
        while let Some(r) = rows.next()?.filter(|_| known.len() < most) {
            let id = PetitionId(r.get(0)?);
            if known.insert(id) {
                out.push((row::date(r, 2)?, id, PetitionNo(r.get(1)?)));
            }
        }
    }
    out.sort_by_key(|(on, id, _)| (Reverse(*on), *id));
    out.truncate(most);
    Ok(out
        .into_iter()
        .map(|(_, id, number)| (id, number))
        .collect())
}
