//! What is owed, read from its cache in the order in which it is shown: a page takes as long with a
//! million petitions on file as with ten thousand.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use super::petitions::mentioned;
use super::{Sql, petitions, row};
use crate::domain::alert::{self, Owed};
use crate::domain::ids::{PetitionId, PetitionNo, UnitId};
use crate::domain::obligation::{Kind, Obligation};
use crate::domain::office::Office;
use crate::domain::unit::Units;
use crate::flow::view::PetitionRow;

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

/// One place where obligations are read, in the order of the panel, along an index of its own.
struct Source {
    /// The tables; the obligation is `d`.
    from: &'static str,
    /// Which of their rows.
    wanted: String,
    /// Who may see them.
    seen: &'static str,
    /// The table whose columns are in the panel's order.
    order: char,
    /// `?10` of the query.
    unit: Option<UnitId>,
}

impl Source {
    fn new(from: &'static str, wanted: impl Into<String>, seen: &'static str) -> Self {
        Self {
            from,
            wanted: wanted.into(),
            seen,
            order: 'd',
            unit: None,
        }
    }
}

/// What is owed until it is paid; a right to object until it lapses, and there are as many of those as
/// petitions.
const PARTS: [&str; 2] = ["d.part = 0", "d.part = 1 AND d.effective >= ?2"];

/// Reports, through who may read them.
const REPORTS: (&str, &str) = (
    "reader l CROSS JOIN due d ON d.petition = l.petition",
    "l.login = ?1 AND d.part = 2 AND NOT (d.kind = 'object' AND d.effective < ?2)",
);

/// Where an operator's obligations are read: of the petition office, or of one unit that it is of, all
/// at once; else unit by unit what it owes, what others owe on its petitions, and what the operator is
/// named to handle.
fn sources(office: &Office, unit: Option<UnitId>) -> Vec<Source> {
    let (all, one) = (petitions::DUE_UNHIDDEN, petitions::DUE_SEEN);
    let mut out = Vec::new();
    if concerns(office, unit) {
        out.extend(PARTS.map(|part| Source::new("due d", part, all)));
        out.push(Source::new(REPORTS.0, REPORTS.1, all));
        return out;
    }
    let own = office.operator.unit;
    let below = office.units.0.iter().map(|u| u.id);
    for below in below.filter(|u| *u == own || office.units.is_under(*u, own)) {
        for part in PARTS {
            let beside = part.replace("d.", "b.");
            out.push(Source {
                unit: Some(below),
                ..Source::new("due d", format!("{part} AND d.owed_by = ?10"), all)
            });
            out.push(Source {
                unit: Some(below),
                order: 'b',
                ..Source::new(
                    "beside b CROSS JOIN due d ON d.petition = b.petition AND d.ord = b.ord",
                    format!("b.unit = ?10 AND {beside}"),
                    all,
                )
            });
        }
    }
    for part in PARTS {
        let from = "concern c CROSS JOIN due d ON d.petition = c.petition";
        let wanted = format!("c.login = ?1 AND c.login <> '' AND {part}");
        out.push(Source::new(from, wanted, all));
    }
    out.push(Source::new(REPORTS.0, REPORTS.1, one));
    out
}

/// What is owed and may be seen, soonest first.
pub fn soonest(
    conn: &Connection,
    office: &Office,
    today: NaiveDate,
    filter: &Filter,
) -> Sql<Vec<Owed>> {
    let mut out: Vec<(i64, Owed)> = Vec::new();
    let mut known: HashSet<(PetitionId, i64)> = HashSet::new();
    let last = filter.near.map(|near| last(conn, today, near, filter.unit));
    let last = last.transpose()?;
    let until = last.into_iter().chain(filter.until).min();
    let text = |d: Option<NaiveDate>| d.map(|d| d.to_string());
    let limit = filter.limit.unwrap_or(usize::MAX);
    let weighed: Vec<&str> = office.categories.weighed().collect();
    let codes = row::to_json(&weighed)?;
    let told_all = conn
        .prepare_cached(&format!("SELECT {}", petitions::TOLD_ALL))?
        .query_row([&office.operator.login], |r| r.get(0))?;
    for source in sources(office, filter.unit) {
        let mut statement = conn.prepare_cached(&query(filter, &source, told_all))?;
        let bound = params![
            office.operator.login,
            today.to_string(),
            text(filter.near),
            text(until),
            filter.unit.map(|u| u.0),
            filter.kind.map(Kind::code),
            i64::try_from(limit).unwrap_or(i64::MAX),
            codes,
            text(filter.from),
            source.unit.map(|u| u.0),
        ];
        for owed in statement.query_map(bound, |r| Ok((r.get(7)?, read(r, office)?)))? {
            let (ord, owed) = owed?;
            if known.insert((owed.petition, ord)) {
                out.push((ord, owed));
            }
        }
        // What many sources give is not kept until the end: nothing beyond the limit comes back.
        out.sort_by(|(a, one), (b, other)| alert::order(one, other).then(a.cmp(b)));
        out.truncate(limit);
    }
    let mut all: Vec<Owed> = out.into_iter().map(|(_, owed)| owed).collect();
    for owed in &mut all {
        let login = &office.operator.login;
        mentioned::line(conn, login, owed.petition, &mut [&mut owed.summary])?;
    }
    Ok(all)
}

/// The last day that is read: nothing that is near lies beyond it. The tally knows which day that is.
pub fn last(
    conn: &Connection,
    today: NaiveDate,
    near: NaiveDate,
    unit: Option<UnitId>,
) -> Sql<NaiveDate> {
    let of_unit = unit.map_or("?3 IS NULL", |_| "owed_by = ?3");
    let sql = format!(
        "SELECT coalesce(max(effective), ?1) FROM due_tally WHERE (warn <= ?2 OR effective < ?1) AND {of_unit}"
    );
    let bound = params![today.to_string(), near.to_string(), unit.map(|u| u.0)];
    let mut statement = conn.prepare_cached(&sql)?;
    statement.query_row(bound, |r| row::date(r, 0))
}

/// True when all that this unit owes concerns the operator, so that no petition has to be asked.
pub fn concerns(office: &Office, unit: Option<UnitId>) -> bool {
    let own = office.operator.unit;
    own == UnitId::OFFICE || unit.is_some_and(|u| u == own || office.units.is_under(u, own))
}

fn query(filter: &Filter, source: &Source, told_all: bool) -> String {
    let Source {
        from,
        wanted,
        seen,
        order: by,
        ..
    } = source;
    // What covers is long, and each session keeps as many of these as there are sources.
    let summary = if told_all {
        "d.summary".to_owned()
    } else {
        let covered = petitions::SUMMARY;
        format!("(SELECT {covered} FROM petition p WHERE p.id = d.petition)")
    };
    let mut sql = format!(
        "SELECT d.petition, d.number, {summary}, d.name, d.body, d.handled, d.category, d.ord FROM {from} WHERE {wanted} AND {seen} AND ?8 = ?8 AND ?9 IS ?9 AND ?10 IS ?10"
    );
    if filter.weighed {
        sql.push_str(" AND d.category IN (SELECT value FROM json_each(?8))");
    }
    let of_unit = filter.unit.map_or("", |_| " AND d.owed_by = ?5");
    sql.push_str(of_unit);
    if filter.near.is_some() {
        let _ = write!(sql, " AND ({by}.warn <= ?3 OR {by}.effective < ?2)");
    }
    if filter.near.is_some() || filter.until.is_some() {
        let _ = write!(sql, " AND {by}.effective <= ?4");
    }
    if filter.from.is_some() {
        let _ = write!(sql, " AND {by}.effective >= ?9");
    }
    if filter.kind.is_some() {
        sql.push_str(" AND d.kind = ?6");
    }
    // The order of the panel; that of the indexes, and of `alert::sort`.
    let _ = write!(
        sql,
        " ORDER BY {by}.effective, {by}.warn, {by}.handled, {by}.petition, {by}.ord DESC LIMIT ?7"
    );
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
    for (from, wanted) in [("due d", PARTS[0]), REPORTS] {
        let sql = format!(
            "SELECT d.petition, d.number, d.effective FROM {from} WHERE {wanted} AND {seen} AND d.kind <> 'object' AND d.effective < ?2 ORDER BY d.effective DESC"
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

/// What is owed on a petition row, as the panel shows it.
pub fn on(
    conn: &Connection,
    units: &Units,
    petition: &PetitionRow,
    today: chrono::NaiveDate,
) -> Sql<Vec<Owed>> {
    let mut statement = conn.prepare_cached(
        "SELECT body, handled FROM due WHERE petition = ?1 ORDER BY effective, warn, ord DESC",
    )?;
    let rows = statement.query_map([petition.id.0], |r| {
        Ok((row::json::<Obligation>(r, 0)?, r.get::<_, bool>(1)?))
    })?;
    let mut owed = Vec::new();
    for read in rows {
        let (obligation, handled) = read?;
        if obligation.is_owed(today) {
            owed.push(Owed {
                petition: petition.id,
                number: petition.number.clone(),
                category: petition.category.clone(),
                summary: petition.summary.clone(),
                name: petition.name.clone(),
                unit: units.name(obligation.owed_by),
                obligation,
                ownerless: !handled,
                duty: None,
                seen: None,
                stands: None,
            });
        }
    }
    Ok(owed)
}

/// True when a key (`answer:999999-2026-LF-00001:3`) names what is owed on a petition that this
/// operator may see.
pub fn owes(conn: &Connection, login: &str, key: &str) -> Sql<bool> {
    let mut parts = key.splitn(3, ':');
    let (Some(kind), Some(number), Some(since)) = (parts.next(), parts.next(), parts.next()) else {
        return Ok(false);
    };
    let petition = petitions::seen(conn, login, number)?.map_or(-1, |id| id.0);
    conn.prepare_cached(
        "SELECT 1 FROM due WHERE petition = ?1 AND kind = ?2 AND CAST(json_extract(body, '$.since') AS TEXT) = ?3",
    )?
    .exists(params![petition, kind, since])
}
