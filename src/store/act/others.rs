//! What another unit did on a petition is not for a unit to correct: it would take back what sent the petition to it, or
//! move the day from which its own time is counted.

use rusqlite::{Connection, OptionalExtension};

use super::super::{Sql, row};
use crate::domain::event::{Event, Step};
use crate::domain::ids::UnitId;
use crate::domain::office::Office;
use crate::domain::rights::{self, Who};
use crate::domain::step;
use crate::domain::unit::Unit;
use crate::words::Sentence;

/// Why this operator may not correct an event, if the step is a correction: a step that is not for their role, and to
/// those of other units than the petition office what was not done in their own and those under it.
pub fn refusal(
    conn: &Connection,
    office: &Office,
    log: &[Event],
    step: &Step,
) -> Sql<Option<Sentence>> {
    let Step::Correct { of, .. } = step else {
        return Ok(None);
    };
    let Some(event) = log.iter().find(|e| e.seq == *of) else {
        return Ok(None);
    };
    if let Some(why) = step::not_theirs(&office.operator, event.what.kind()) {
        return Ok(Some(why));
    }
    if matches!(event.what, Step::Recuse { .. }) && !Who::Heads.has(office.operator.duty) {
        return Ok(Some(say!(
            "回避由包案领导、督查或管理员更正：作废了它，回避的人又看得到本件。",
            "A withdrawal is corrected by a lead official, supervisor or administrator: without it, whoever is out would see the petition again."
        )));
    }
    of_others(conn, office, event)
}

fn of_others(conn: &Connection, office: &Office, event: &Event) -> Sql<Option<Sentence>> {
    let me = &office.operator;
    if me.unit == UnitId::OFFICE {
        return Ok(None);
    }
    let unit = done_in(conn, event)?.unwrap_or_default();
    // A name that another unit bears or bore as well says nothing.
    let units = office.units.0.iter();
    let mut called = units.filter(|u| u.names().any(|n| n == unit)).peekable();
    let is_ours = |u: &Unit| rights::is_within(me, u.id, &office.units);
    if called.peek().is_some() && called.all(is_ours) {
        return Ok(None);
    }
    let what = event.what.kind().word();
    let (zh, en) = (what.zh, what.en);
    Ok(Some(say!(
        "“{zh}”不是你的单位做的，不由你的单位更正；有异议的走“异议”或“退回”，记错的请做的单位更正。",
        "\"{en}\" was not done by your unit and is not for it to correct; object or return, or ask those who did it to correct what is wrong."
    )))
}

/// The name of the unit in which an event was done, as the trail has it: of the entry about it, or, where one entry is
/// about many (an import), of the last one that whoever did it made until then.
fn done_in(conn: &Connection, event: &Event) -> Sql<Option<String>> {
    let what = format!("event {}", event.seq);
    let sql = "SELECT role FROM audit WHERE petition = ?1 AND (what = ?2 OR substr(what, 1, length(?2) + 1) = ?2 || ' ')
         AND role IS NOT NULL ORDER BY seq LIMIT 1";
    let mut role: Option<String> = conn
        .prepare_cached(sql)?
        .query_row((event.petition.0, &what), |r| r.get(0))
        .optional()?;
    if role.is_none() {
        let sql = "SELECT role FROM audit WHERE operator = ?1 AND at <= ?2 AND role IS NOT NULL ORDER BY seq DESC LIMIT 1";
        let by = (event.by.raw(), row::stamp(event.at));
        role = conn
            .prepare_cached(sql)?
            .query_row(by, |r| r.get(0))
            .optional()?;
    }
    let unit = role.as_deref().and_then(|role| role.split_once(' '));
    Ok(unit.map(|(_, unit)| unit.to_owned()))
}
