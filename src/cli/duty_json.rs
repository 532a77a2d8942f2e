//! The duty desk as JSON.

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Value, json};

use super::json::{at, desk_duty, obligation};
use crate::domain::duty::book::UrgentRecord;
use crate::domain::duty::deed::Line;
use crate::domain::duty::figures::Load;
use crate::domain::duty::handed::{HandoverRecord, Outline};
use crate::domain::duty::owed::DeskDuty;
use crate::domain::duty::rota::{Source, Turn};
use crate::domain::obligation::{Kind, State};
use crate::domain::office::Office;
use crate::domain::period::{Period, regime};
use crate::flow::duty::Board;

pub fn period(p: &Period, office: &Office, today: NaiveDate) -> Value {
    let hours: Vec<String> = p
        .reports
        .iter()
        .map(|t| t.format("%H:%M").to_string())
        .collect();
    let units: Vec<String> = p.units.iter().map(|u| office.units.name(*u)).collect();
    json!({
        "id": p.id, "name": p.name, "from": p.from, "to": p.to, "basis": p.basis,
        "declared_by": p.declared_by, "lead_days": p.lead_days, "check_in_minutes": p.check_in,
        "reports": hours, "units": units, "near": p.near, "wages_first": p.wages_first,
        "lasts": p.holds(today), "prepares": p.moves_the_desk(today),
    })
}

pub fn turn(t: &Turn, board: &Board, office: &Office) -> Value {
    json!({
        "from": at(office, t.from), "to": at(office, t.to),
        "leader": t.crew.leader, "staff": t.crew.staff,
        "leader_name": board.name(&t.crew.leader),
        "staff_names": t.crew.staff.iter().map(|l| board.name(l)).collect::<Vec<_>>(),
        "phone": t.phone, "swaps": t.swaps,
        "source": source(t),
    })
}

fn source(t: &Turn) -> String {
    match t.source {
        Source::Template(id) => format!("template:{id}"),
        Source::Shift(id) => format!("shift:{id}"),
        Source::Override(id) => format!("override:{id}"),
    }
}

/// `duty now`.
pub fn now(board: &Board, office: &Office, when: NaiveDateTime) -> Value {
    let today = when.date();
    let on: Vec<Value> = board.on(when).map(|t| turn(t, board, office)).collect();
    let next = board.turns.iter().find(|t| t.from > when);
    let ends = board.shift_ends(when);
    let regime = regime(&office.periods, today);
    let owed = |pick: &dyn Fn(&DeskDuty) -> bool| -> Vec<Value> {
        let open = board.duties.iter().filter(|d| d.obligation.is_owed(today));
        open.filter(|d| pick(d))
            .map(|d| whole(d, office, today))
            .collect()
    };
    let late = |d: &DeskDuty| d.obligation.state(today) == State::Overdue;
    let signing = |d: &DeskDuty| d.obligation.kind == Kind::Handover && d.opens <= when;
    json!({
        "at": at(office, when),
        "periods": regime.periods.iter().map(|p| period(p, office, today)).collect::<Vec<_>>(),
        "stricter": regime.which(),
        "clock": board.clock_said(when),
        "on_duty": on,
        "next_shift": next.map(|t| turn(t, board, office)),
        "next_check_in": board.next_check_in(when).map(|d| at(office, d.due)),
        "overdue": owed(&|d| late(d) && !signing(d)),
        "due_in_shift": owed(&|d| !late(d) && !signing(d) && d.due <= ends),
        "due_later": owed(&|d| !late(d) && !signing(d) && d.due > ends),
        "to_sign": owed(&signing),
        "swaps_to_decide": board.book.swaps.iter().filter(|s| s.decided.is_none())
            .map(|s| json!({ "id": s.id, "who": s.who, "with": s.with, "from": at(office, s.from), "to": at(office, s.to) })).collect::<Vec<_>>(),
    })
}

/// A duty with its obligation's keys, as `owed --json` shows it.
pub fn whole(d: &DeskDuty, office: &Office, today: NaiveDate) -> Value {
    let mut value = obligation(&d.obligation, office, today);
    if let (Value::Object(map), Value::Object(more)) = (&mut value, desk_duty(d, office)) {
        map.extend(more);
    }
    value
}

pub fn handover((h, listed): (&HandoverRecord, &[Line]), office: &Office) -> Value {
    let lines = listed.iter().enumerate().map(|(i, l)| {
        json!({ "line": i + 1, "group": l.group.code(), "text": l.text, "flagged": l.flagged, "touched": h.touched.contains(&(i + 1)) })
    });
    let signed = |s: &Option<(String, NaiveDateTime)>| {
        s.as_ref()
            .map(|(who, when)| json!({ "who": who, "at": at(office, *when) }))
    };
    json!({
        "id": h.stamp.seq, "from": at(office, h.from), "to": at(office, h.to),
        "drafted_by": h.stamp.by, "lines": lines.collect::<Vec<_>>(),
        "untouched": h.untouched(&Outline::of(listed)), "outgoing": signed(&h.outgoing), "incoming": signed(&h.incoming),
    })
}

pub fn urgent(u: &UrgentRecord, office: &Office) -> Value {
    let calls = u.calls.iter().map(|(s, when, called, outcome)| {
        json!({ "by": s.by, "at": at(office, *when), "called": called.code(), "outcome": outcome })
    });
    let ups = u
        .follow_ups
        .iter()
        .map(|(s, text)| json!({ "by": s.by, "at": at(office, s.at), "outcome": text }));
    json!({
        "id": u.stamp.seq, "at": at(office, u.stamp.at), "by": u.stamp.by, "what": u.what, "place": u.place,
        "calls": calls.collect::<Vec<_>>(), "follow_ups": ups.collect::<Vec<_>>(), "next_follow_up": u.next,
    })
}

/// Month, day, hour and minute, for people.
pub fn minute(at: NaiveDateTime) -> String {
    at.format("%m-%d %H:%M").to_string()
}

/// What a rota asks of one member of the desk.
pub fn load(login: &str, load: &Load) -> Value {
    json!({
        "login": login, "hours": load.hours, "night_hours": load.night,
        "festival_hours": load.festival, "longest_hours": load.longest,
    })
}
