//! What an order replaces: whoever gives it by a command saw no form, and is told what stood there, who wrote
//! it, and what of others stays.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde_json::{Map, Value};

use super::deed::{Deed, DutyEvent, Round};
use super::meanwhile::{DAYS, HOURS, SHIFT, Seat, beside, laid_over, says, shown, writer};
use super::shift::Shift;
use crate::domain::instead::{By, instead, quoted};
use crate::words::{Sentence, Shown, Word};

const LAST: &[(&str, Word)] = &[("until", Word::new("末日", "last day"))];
const NEXT: &[(&str, Word)] = &[("next", Word::new("下次跟进", "next follow-up"))];
const ROUND: &[(&str, Word)] = &[
    ("round", Word::new("排查间隔", "interval of screening")),
    ("from", Word::new("起", "since")),
];

/// What has to be read to tell what an order replaces: from which event on, and the kinds. `None` for what
/// replaces nothing.
#[must_use]
pub const fn reads(deed: &Deed) -> Option<(i64, [&'static str; 3])> {
    match deed {
        Deed::Override(_) => Some((0, ["override", "drop_override", "drop_override"])),
        Deed::DropOverride { id } => Some((*id, ["override", "drop_override", "drop_override"])),
        Deed::EndTemplate { template, .. } => {
            Some((*template, ["template", "end_template", "end_template"]))
        }
        Deed::Screening { .. } => Some((0, ["screening"; 3])),
        Deed::UrgentFollowUp { of, .. } => Some((*of, ["urgent_follow_up"; 3])),
        _ => laid_over(deed),
    }
}

/// True for an event about the same thing as an order.
fn concerns(mine: &Deed, event: &DutyEvent) -> bool {
    match (mine, &event.what) {
        (Deed::Screening { unit, .. }, Deed::Screening { unit: of, .. }) => unit == of,
        (_, Deed::Screening { .. }) => false,
        (Deed::PublishHours { period, .. }, Deed::PublishHours { period: of, .. }) => period == of,
        (Deed::UrgentFollowUp { of: mine, .. }, Deed::UrgentFollowUp { of, .. }) => mine == of,
        (Deed::EndTemplate { template, .. }, Deed::EndTemplate { template: of, .. }) => {
            template == of
        }
        _ => {
            let of = |deed: &Deed| reads(deed).map(|(of, _)| of);
            of(mine) == Some(event.seq)
                || laid_over(&event.what).is_some_and(|(about, _)| of(mine) == Some(about))
        }
    }
}

const fn fields(mine: &Deed) -> &'static [(&'static str, Word)] {
    match mine {
        Deed::MovePeriod { .. } | Deed::EndPeriod { .. } => DAYS,
        Deed::PublishHours { .. } => HOURS,
        Deed::EndTemplate { .. } => LAST,
        Deed::Screening { .. } => ROUND,
        Deed::UrgentFollowUp { .. } => NEXT,
        _ => SHIFT,
    }
}

/// What stood where an order writes, field by field; then what others changed of the rest since the last word
/// of whoever orders, which stays. `log` is what [`reads`] asks for.
#[must_use]
pub fn said(mine: &Deed, log: &[DutyEvent], seat: Seat<'_>) -> Vec<Sentence> {
    if let Deed::Override(new) = mine {
        return covered(new, log, seat);
    }
    let drops = matches!(mine, Deed::DropShift { .. } | Deed::DropOverride { .. });
    let own = says(mine);
    let log: Vec<&DutyEvent> = log.iter().filter(|e| concerns(mine, e)).collect();
    let (stands, last) = (standing(&log), own_last(&log, seat.me));
    let (mut replaced, mut kept) = (Vec::new(), Vec::new());
    for &(key, word) in fields(mine) {
        let Some((was, event)) = stands.get(key) else {
            continue;
        };
        match own.get(key) {
            Some(new) if new != was => {
                replaced.push(one(word, (was, Some(new)), event, seat));
            }
            None if drops => replaced.push(one(word, (was, None), event, seat)),
            _ if event.seq > last && !mine.is_restricted() => {
                kept.push(beside(word, (Some(was), None), event, seat));
            }
            _ => {}
        }
    }
    replaced.append(&mut kept);
    replaced
}

/// Each field as it stands, with the event that made it so.
fn standing<'e>(log: &[&'e DutyEvent]) -> BTreeMap<String, (Value, &'e DutyEvent)> {
    let mut stands: BTreeMap<String, (Value, &DutyEvent)> = BTreeMap::new();
    for event in log {
        let said: Map<String, Value> = says(&event.what);
        for (key, value) in said {
            if stands.get(&key).is_none_or(|(was, _)| *was != value) {
                stands.insert(key, (value, event));
            }
        }
    }
    stands
}

/// The last event up to which somebody knows a thing: their own, or else the one that made it.
fn own_last(log: &[&DutyEvent], me: &str) -> i64 {
    let own = log.iter().rfind(|e| e.by.raw() == me);
    own.or(log.first()).map_or(0, |e| e.seq)
}

/// One field of a thing that [`said`] tells of.
fn one(
    word: Word,
    (was, new): (&Value, Option<&Value>),
    event: &DutyEvent,
    seat: Seat<'_>,
) -> Sentence {
    let by = By {
        who: writer(event.by.raw(), seat),
        at: Shown::line(&event.at.format("%m-%d %H:%M").to_string()),
    };
    let new = new.map(|new| of(new, seat));
    // Who wrote in the record of an emergency is for those who may read it.
    let by = Some(&by).filter(|_| !event.what.is_restricted());
    instead(word, &of(was, seat), by, new.as_ref())
}

/// A value in both languages; nothing written is said.
fn of(value: &Value, seat: Seat<'_>) -> Sentence {
    if let Some(round) = value.as_str().and_then(Round::parse) {
        let (zh, en) = (round.word().zh, round.word().en);
        return say!("“{zh}”", "\"{en}\"");
    }
    quoted(&shown(Some(value), seat))
}

/// Overrides of others or one's own that give way where a new one lies: of two the later wins.
fn covered(new: &Shift, log: &[DutyEvent], seat: Seat<'_>) -> Vec<Sentence> {
    let mut laid: BTreeMap<i64, (&Shift, &DutyEvent)> = BTreeMap::new();
    for event in log {
        match &event.what {
            Deed::Override(shift) => {
                laid.insert(event.seq, (shift, event));
            }
            Deed::DropOverride { id } => {
                laid.remove(id);
            }
            _ => {}
        }
    }
    // The newest lies on top: of what it covers already nothing gives way.
    let (mut open, mut given) = (vec![(new.from, new.to)], Vec::new());
    for (shift, event) in laid.into_values().rev() {
        let mut rest = Vec::new();
        for (from, to) in open {
            let (begins, ends) = (from.max(shift.from), to.min(shift.to));
            if begins >= ends {
                rest.push((from, to));
                continue;
            }
            given.push((begins, ends, shift, event));
            let left = [(from, begins), (ends, to)];
            rest.extend(left.into_iter().filter(|(from, to)| from < to));
        }
        open = rest;
    }
    given.sort_by_key(|(from, ..)| *from);
    given.into_iter().map(|one| gives_way(one, seat)).collect()
}

/// For how long which override gives way.
fn gives_way(
    (from, to, shift, event): (NaiveDateTime, NaiveDateTime, &Shift, &DutyEvent),
    seat: Seat<'_>,
) -> Sentence {
    let (id, by) = (event.seq, writer(event.by.raw(), seat));
    let at = event.at.format("%m-%d %H:%M");
    let (from, to) = (from.format("%m-%d %H:%M"), to.format("%m-%d %H:%M"));
    let crew: Vec<Value> = shift.crew.all().map(Value::from).collect();
    let crew = shown(Some(&Value::Array(crew)), seat);
    let (by_zh, by_en) = (by.zh, by.en);
    say!(
        "{from}至{to}：原为第{id}号替班“{crew}”（{by_zh}于{at}存），现在让位",
        "{from} to {to}: was override {id}, \"{crew}\" (saved by {by_en}, {at}), which gives way"
    )
}
