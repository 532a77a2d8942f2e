//! What another unit did on a petition is not for a unit to correct: it would take back what sent the petition to it, or
//! move the day from which its own time is counted.

use rusqlite::{Connection, OptionalExtension};

use super::super::Sql;
use crate::domain::event::{Event, Step};
use crate::domain::ids::UnitId;
use crate::domain::office::Office;
use crate::domain::rights;
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
    match step::not_theirs(&office.operator, event.what.kind()) {
        None => of_others(conn, office, event),
        why => Ok(why),
    }
}

fn of_others(conn: &Connection, office: &Office, event: &Event) -> Sql<Option<Sentence>> {
    let me = &office.operator;
    if me.unit == UnitId::OFFICE || event.by.raw() == me.login {
        return Ok(None);
    }
    let unit = done_in(conn, event)?;
    let units = office.units.0.iter();
    let mut below = units.filter(|u| rights::is_within(me, u.id, &office.units));
    let is_ours = |name: &str| below.any(|u: &Unit| u.names().any(|n| n == name));
    if unit.as_deref().is_some_and(is_ours) {
        return Ok(None);
    }
    let what = event.what.kind().word();
    let (zh, en) = (what.zh, what.en);
    Ok(Some(say!(
        "“{zh}”不是你的单位做的，不由你的单位更正；有异议的走“异议”或“退回”，记错的请做的单位更正。",
        "\"{en}\" was not done by your unit and is not for it to correct; object or return, or ask those who did it to correct what is wrong."
    )))
}

/// The name of the unit in which an event was done, as the trail has it; of who works there now where it does not say.
fn done_in(conn: &Connection, event: &Event) -> Sql<Option<String>> {
    let what = format!("event {}", event.seq);
    let sql = "SELECT role FROM audit WHERE petition = ?1 AND (what = ?2 OR substr(what, 1, length(?2) + 1) = ?2 || ' ')
         AND role IS NOT NULL ORDER BY seq LIMIT 1";
    let role: Option<String> = conn
        .prepare_cached(sql)?
        .query_row((event.petition.0, &what), |r| r.get(0))
        .optional()?;
    if let Some((_, unit)) = role.as_deref().and_then(|role| role.split_once(' ')) {
        return Ok(Some(unit.to_owned()));
    }
    let sql = "SELECT u.name FROM operator o JOIN unit u ON u.id = o.unit WHERE o.login = ?1";
    conn.prepare_cached(sql)?
        .query_row([event.by.raw()], |r| r.get(0))
        .optional()
}
