//! The ladder of reminders as events: every obligation that has come to a rung which no event records
//! yet, without a bound, what nobody handles first; and the office's check of itself.

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, params};

use super::parted::unsay_events;
use super::{Now, Sql, Store, audit, events, owed, petitions, projections, row};
use crate::domain::case::Case;
use crate::domain::event::{Event, Reminded, Step};
use crate::domain::ids::{PetitionId, PetitionNo, UnitId};
use crate::domain::obligation::{self, Kind, Standing};
use crate::domain::office::Office;
use crate::domain::rights::Deed;
use crate::domain::selfcheck::{self, Breach, Looked};
use crate::flow::{Answer, Reply};
use crate::words::{Outside, Trouble};

/// An obligation that has come to a new rung.
#[derive(Clone, Debug)]
pub struct Reminder {
    /// The petition's number.
    pub number: PetitionNo,
    /// What, and on which rung.
    pub standing: Standing,
    /// True when whoever asks may see the petition.
    seen: bool,
}

/// Petitions whose reminders are written in one transaction: a save by somebody else waits no longer.
const BATCH: usize = 200;

/// The first day on which a mark could still be ahead of its first rung: rungs fall on working days, so
/// a run of days off is added.
fn horizon(office: &Office, today: NaiveDate) -> NaiveDate {
    let first = office
        .rules
        .ladder
        .steps
        .iter()
        .max()
        .copied()
        .unwrap_or(0)
        .max(0);
    let days = u64::try_from(first).unwrap_or(0).saturating_mul(3) + 60;
    today.checked_add_days(Days::new(days)).unwrap_or(today)
}

/// Every obligation that has come to a rung which no event records.
fn due(
    conn: &Connection,
    office: &Office,
    unit: Option<UnitId>,
    today: NaiveDate,
) -> Sql<Vec<Reminder>> {
    let login = office.operator.login.as_str();
    let mut statement = conn.prepare(
        "SELECT DISTINCT d.petition, d.number FROM due d
         WHERE d.warn <= ?1 AND (?2 IS NULL OR d.owed_by = ?2) ORDER BY d.petition",
    )?;
    let bound = params![horizon(office, today).to_string(), unit.map(|u| u.0)];
    let mut rows = statement.query(bound)?;
    let mut out = Vec::new();
    while let Some(r) = rows.next()? {
        let (id, number) = (PetitionId(r.get(0)?), PetitionNo(r.get(1)?));
        let fresh = fresh(office, &events::of(conn, id)?, unit, today);
        if fresh.is_empty() {
            continue;
        }
        let seen = petitions::is_seen(conn, login, id)?;
        out.extend(fresh.into_iter().map(|standing| Reminder {
            number: number.clone(),
            standing,
            seen,
        }));
    }
    out.sort_by_key(|r| r.standing.order());
    Ok(out)
}

fn fresh(office: &Office, log: &[Event], unit: Option<UnitId>, today: NaiveDate) -> Vec<Standing> {
    let (Some(case), Some(first)) = (Case::of(log), log.first()) else {
        return Vec::new();
    };
    let obligations = obligation::derive(&case, &office.calendar, &office.rules);
    let mut fresh = obligation::fresh(
        first.petition,
        &case,
        &obligations,
        &office.calendar,
        &office.rules,
        today,
    );
    fresh.retain(|s| unit.is_none_or(|u| s.obligation.owed_by == u));
    fresh
}

/// Those that may be shown, and how many may not.
fn parted(all: Vec<Reminder>) -> (Vec<Reminder>, usize) {
    let before = all.len();
    let seen: Vec<Reminder> = all.into_iter().filter(|r| r.seen).collect();
    let hidden = before - seen.len();
    (seen, hidden)
}

/// Which failures are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct BreachFilter {
    /// Only of this unit.
    pub unit: Option<UnitId>,
    /// Only those that began on or after this day.
    pub from: Option<NaiveDate>,
    /// Only those that began by this day.
    pub to: Option<NaiveDate>,
    /// Only those that go on.
    pub open: bool,
}

impl Store {
    /// What [`Store::remind`] would record, and how much of it stands on petitions one may not see.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn reminders_due(
        &self,
        unit: Option<UnitId>,
        today: NaiveDate,
    ) -> Result<(Vec<Reminder>, usize), Trouble> {
        self.look(|conn, office| due(conn, office, unit, today))
            .map(parted)
    }

    /// Records a reminder for every obligation that has come to a new rung; asked twice, it records once.
    ///
    /// # Errors
    /// The store's [`Trouble`]; what was recorded until then stays.
    pub fn remind(
        &mut self,
        unit: Option<UnitId>,
        now: Now,
    ) -> Result<(Vec<Reminder>, usize), Trouble> {
        let now = self.local(now);
        let today = now.date_naive();
        let all = self.look(|conn, office| due(conn, office, unit, today))?;
        let mut order: Vec<PetitionId> = Vec::new();
        let mut known = std::collections::BTreeSet::new();
        for r in &all {
            if known.insert(r.standing.petition) {
                order.push(r.standing.petition);
            }
        }
        for batch in order.chunks(BATCH) {
            self.write(Deed::Step, |tx, office| {
                let by = office.operator.login.as_str();
                let mut head = events::head(tx)?;
                for petition in batch {
                    let mut log = events::of(tx, *petition)?;
                    projections::look(tx, office, *petition, &log)?;
                    let told = told(&log);
                    for standing in fresh(office, &log, unit, today) {
                        let new = events::New {
                            petition: *petition,
                            on: today,
                            at: now,
                            by,
                            why: "",
                            what: reminder(office, &standing, &told),
                        };
                        log.push(events::append(tx, &mut head, new)?);
                        record(tx, office, (*petition, head.seq), now)?;
                    }
                    projections::project(tx, office, *petition, &log, None)?;
                }
                Ok(())
            })?;
        }
        Ok(parted(all))
    }

    /// The failures of the liability list that the records show, by unit, with the petition's number. On
    /// petitions that the operator may see.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn breaches(
        &self,
        filter: &BreachFilter,
        today: NaiveDate,
    ) -> Result<Vec<(String, Breach)>, Trouble> {
        self.look(|conn, office| breaches(conn, office, filter, today))
    }
}

/// The row of a reminder in the audit trail.
fn record(
    tx: &Connection,
    office: &Office,
    (petition, seq): (PetitionId, i64),
    at: Now,
) -> Sql<()> {
    let what = format!("event {seq} remind");
    let entry = audit::Entry {
        petition: Some(petition),
        ..audit::Entry::plain(at, "remind", &what)
    };
    audit::add(tx, office, &entry).map(|_| ())
}

/// Whom a reminder is for beside the unit: the handlers; nobody says so.
fn told(log: &[Event]) -> String {
    let handlers = Case::of(log).map(|c| c.handlers).unwrap_or_default();
    if handlers.is_empty() {
        "无人经办".to_owned()
    } else {
        let all: Vec<&str> = handlers.iter().map(Outside::raw).collect();
        format!("经办{}", all.join("、"))
    }
}

fn reminder(office: &Office, standing: &Standing, told: &str) -> Step {
    let (o, rung) = (&standing.obligation, standing.rung);
    let (what, unit, due, label) = (
        o.kind.word().zh,
        office.units.name(o.owed_by),
        o.due.effective,
        rung.label(),
    );
    Step::Remind {
        text: format!("{label} {unit} {what}，{due}前（{told}）").into(),
        ladder: Some(Reminded {
            of: o.since,
            kind: o.kind.code().to_owned(),
            step: rung.step,
            on: rung.on,
        }),
    }
}

fn of_petition(
    conn: &Connection,
    office: &Office,
    petition: PetitionId,
    today: NaiveDate,
) -> Sql<Vec<Breach>> {
    let mut log = events::of(conn, petition)?;
    let Some(case) = Case::of(&log) else {
        return Ok(Vec::new());
    };
    let obligations = obligation::derive(&case, &office.calendar, &office.rules);
    let looked = Looked {
        petition,
        case: &case,
        obligations: &obligations,
    };
    let mut found = selfcheck::breaches([looked], &office.units, today);
    if !found.is_empty() {
        let login = office.operator.login.as_str();
        unsay_events(conn, login, petition, &mut log)?;
    }
    for event in found.iter_mut().flat_map(|breach| &mut breach.events) {
        // The store's own numbers count what the reader may not see.
        let at = log.iter().position(|e| e.seq == *event);
        *event = at.map_or(0, |at| row::number(at + 1));
    }
    Ok(found)
}

/// Looks at every petition that the operator may see, one after another.
pub fn breaches(
    conn: &Connection,
    office: &Office,
    filter: &BreachFilter,
    today: NaiveDate,
) -> Sql<Vec<(String, Breach)>> {
    let login = office.operator.login.as_str();
    let sql = format!(
        "SELECT p.id, p.number FROM petition p WHERE {} ORDER BY p.id",
        petitions::SEEN
    );
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([login])?;
    let mut out = Vec::new();
    while let Some(r) = rows.next()? {
        let (petition, number) = (PetitionId(r.get(0)?), r.get::<_, String>(1)?);
        for breach in of_petition(conn, office, petition, today)? {
            let fits = filter.unit.is_none_or(|u| u == breach.unit)
                && filter.from.is_none_or(|d| breach.on >= d)
                && filter.to.is_none_or(|d| breach.on <= d)
                && (!filter.open || breach.open);
            if fits {
                out.push((number.clone(), breach));
            }
        }
    }
    out.sort_by(|(_, a), (_, b)| {
        let key = |x: &Breach| (x.unit, x.article, x.petition, x.on);
        key(a).cmp(&key(b))
    });
    Ok(out)
}

/// The failures that go on, from the petitions on which something is overdue; true when there are more
/// than the most that are wanted.
pub fn open_breaches(
    conn: &Connection,
    office: &Office,
    today: NaiveDate,
    most: usize,
) -> Sql<(Vec<(PetitionNo, Breach)>, bool)> {
    let petitions = owed::overdue(conn, office, today, most)?;
    let (mut out, read) = (Vec::new(), petitions.len());
    for (petition, number) in petitions {
        let found = of_petition(conn, office, petition, today)?;
        let open = found.into_iter().filter(|b| b.open);
        out.extend(open.map(|b| (number.clone(), b)));
    }
    out.sort_by_key(|(_, b)| (b.unit, b.article, b.petition, b.on));
    Ok((out, read == most))
}

/// Reminds the holders of petitions of the soonest thing that is owed on each; one event a petition.
pub fn by_hand(store: &mut Store, numbers: &[PetitionNo], now: Now) -> Answer {
    let today = now.date_naive();
    store
        .write(Deed::Step, |tx, office| {
            let login = office.operator.login.as_str();
            let (mut head, mut done, mut idle) = (events::head(tx)?, 0, 0);
            for number in numbers {
                let Some(id) = petitions::seen(tx, login, &number.0)? else {
                    idle += 1;
                    continue;
                };
                let mut log = events::of(tx, id)?;
                let Some(what) = soonest(office, &log, today) else {
                    idle += 1;
                    continue;
                };
                projections::look(tx, office, id, &log)?;
                let new = events::New {
                    petition: id,
                    on: today,
                    at: now,
                    by: login,
                    why: "",
                    what,
                };
                log.push(events::append(tx, &mut head, new)?);
                record(tx, office, (id, head.seq), now)?;
                projections::project(tx, office, id, &log, None)?;
                done += 1;
            }
            Ok((done, idle))
        })
        .map(|(done, idle)| Reply::Reminded(done, idle))
}

/// The reminder of the soonest thing that is owed; `None` when nothing is, or the operator is out.
fn soonest(office: &Office, log: &[Event], today: NaiveDate) -> Option<Step> {
    let case = Case::of(log).filter(|c| !c.is_out(&office.operator.login))?;
    let all = obligation::derive(&case, &office.calendar, &office.rules);
    let owed = all
        .into_iter()
        .filter(|o| o.is_owed(today) && o.kind != Kind::Object);
    let o = owed.min_by_key(|o| o.due.effective)?;
    let (unit, what, due) = (
        office.units.name(o.owed_by),
        o.kind.word().zh,
        o.due.effective,
    );
    let text = if due < today {
        format!("催办：{unit}应于{due}前{what}，已逾期")
    } else {
        format!("催办：{unit}应于{due}前{what}")
    };
    Some(Step::Remind {
        text: text.into(),
        ladder: None,
    })
}
