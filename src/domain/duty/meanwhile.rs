//! Two people at one shift or period: what others changed since a sheet was begun, field by field.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::deed::{Deed, DutyEvent};
use crate::words::{Place, Sentence, Word, visible};

/// What the fields of a shift are called.
pub(super) const SHIFT: &[(&str, Word)] = &[
    ("from", Word::new("开始", "from")),
    ("to", Word::new("结束", "to")),
    ("leader", Word::new("带班领导", "leader on duty")),
    ("staff", Word::new("值班员", "staff")),
    ("phone", Word::new("值班电话", "duty phone")),
];
/// What can be changed of a period.
pub(super) const DAYS: &[(&str, Word)] = &[
    ("from", Word::new("首日", "first day")),
    ("to", Word::new("末日", "last day")),
];
/// What is published of a period.
pub(super) const HOURS: &[(&str, Word)] =
    &[("text", Word::new("公布的接待时间", "published hours"))];
/// So much of a value is shown.
const SHOWN: usize = 60;

/// What bears on a shift, and on a period.
const ROTA: [&str; 3] = ["shift", "edit_shift", "drop_shift"];
const PERIOD: [&str; 3] = ["declare", "move_period", "end_period"];

/// What a change is laid over: the number of the shift or period, and the kinds of deed that make it what
/// it is. `None` for what changes neither.
#[must_use]
pub const fn laid_over(deed: &Deed) -> Option<(i64, [&'static str; 3])> {
    match deed {
        Deed::EditShift { shift, .. } | Deed::DropShift { shift } => Some((*shift, ROTA)),
        Deed::MovePeriod { period, .. } | Deed::EndPeriod { period, .. } => Some((*period, PERIOD)),
        Deed::PublishHours { period, .. } => Some((*period, ["publish_hours"; 3])),
        _ => None,
    }
}

/// Who orders, and what they know.
#[derive(Clone, Copy, Debug)]
pub struct Seat<'a> {
    /// Their login.
    pub me: &'a str,
    /// The newest event when the sheet was begun.
    pub seen: i64,
    /// The newest event that they were told of since.
    pub told: i64,
    /// Names by login.
    pub names: &'a BTreeMap<String, String>,
}

/// A change laid over what others changed since its sheet was begun: what only they changed stays as they
/// left it, and is said. `log` is all that made the shift or period what it is.
///
/// # Errors
/// What both changed, or what others changed of something that is to be taken away, as long as whoever
/// orders was not told.
pub fn lay(
    mine: Deed,
    log: &[DutyEvent],
    seat: Seat<'_>,
) -> Result<(Deed, Vec<Sentence>), Sentence> {
    let mut own = says(&mine);
    let drops = matches!(mine, Deed::DropShift { .. });
    let (mut was, mut now, mut changed) = (Map::new(), Map::new(), BTreeMap::new());
    for event in log {
        let said = says(&event.what);
        for (key, value) in said {
            if event.seq <= seat.seen {
                was.insert(key.clone(), value.clone());
            } else if now.get(&key) != Some(&value) {
                changed.insert(key.clone(), event);
            }
            now.insert(key, value);
        }
    }
    let (mut kept, mut both, mut untold) = (Vec::new(), Vec::new(), false);
    let fields = match mine {
        Deed::MovePeriod { .. } | Deed::EndPeriod { .. } => DAYS,
        Deed::PublishHours { .. } => HOURS,
        _ => SHIFT,
    };
    for &(key, word) in fields {
        let (theirs, before, typed) = (now.get(key), was.get(key), own.get(key));
        let Some(event) = changed.get(key).filter(|_| theirs != before) else {
            continue;
        };
        if typed == theirs {
            continue;
        }
        let is_untouched = !drops && typed.is_none_or(|typed| Some(typed) == before);
        let one = beside(word, (theirs, typed.filter(|_| !is_untouched)), event, seat);
        if !is_untouched {
            untold |= event.seq > seat.told;
            both.push(one);
            continue;
        }
        if let (Some(_), Some(theirs)) = (typed, theirs) {
            own.insert(key.to_owned(), theirs.clone());
        }
        kept.push(one);
    }
    if untold {
        both.append(&mut kept);
        return Err(told(&both));
    }
    Ok((remade(mine, own), kept))
}

/// A field that others changed, with one's own beside it where one changed it too.
pub(super) fn beside(
    word: Word,
    (theirs, typed): (Option<&Value>, Option<&Value>),
    event: &DutyEvent,
    seat: Seat<'_>,
) -> Sentence {
    let (by, at) = (event.by.raw(), event.at.format("%m-%d %H:%M"));
    let by = if by == seat.me {
        say!("你在另一处", "you, at another seat,")
    } else {
        writer(by, seat)
    };
    let (by_zh, by_en) = (by.zh, by.en);
    let (a, b) = (shown(theirs, seat), shown(typed, seat));
    let (zh, en) = (word.zh, word.en);
    if typed.is_some() {
        return say!(
            "{zh}：{by_zh}已于{at}存“{a}”，你写“{b}”",
            "{en}: {by_en} saved \"{a}\" on {at}, yours \"{b}\""
        );
    }
    say!(
        "{zh}：{by_zh}已于{at}存“{a}”，照此不动",
        "{en}: {by_en} saved \"{a}\" on {at}; it stays so"
    )
}

/// Who saved something: by name, and oneself.
pub(super) fn writer(by: &str, seat: Seat<'_>) -> Sentence {
    if by == seat.me {
        return say!("你", "you");
    }
    let name = seat.names.get(by).map_or(by, String::as_str);
    let name = visible(name, Place::Line);
    say!("{name}", "{name}")
}

fn told(fields: &[Sentence]) -> Sentence {
    let all = |of: fn(&Sentence) -> &str, between| {
        fields.iter().map(of).collect::<Vec<_>>().join(between)
    };
    let (zh, en) = (all(|s| &s.zh, "；"), all(|s| &s.en, "; "));
    say!(
        "你打开这张表之后，别处已经改过：{zh}。你写的还在，没有覆盖任何一方。",
        "Since you opened this sheet it was changed: {en}. What you wrote is kept and nothing was overwritten."
    )
}

/// What a deed says of its shift, period or rule, field by field.
pub(super) fn says(deed: &Deed) -> Map<String, Value> {
    let of = |pairs: &[(&str, Value)]| {
        let all = pairs.iter().map(|(k, v)| ((*k).to_owned(), v.clone()));
        all.collect()
    };
    match deed {
        Deed::Shift(shift) | Deed::Override(shift) | Deed::EditShift { to: shift, .. } => {
            match value(shift) {
                Value::Object(map) => map,
                _ => Map::new(),
            }
        }
        Deed::Declare(period) => of(&[("from", value(&period.from)), ("to", value(&period.to))]),
        Deed::MovePeriod { from, to, .. } => of(&[("from", value(from)), ("to", value(to))]),
        Deed::EndPeriod { on, .. } => of(&[("to", value(on))]),
        Deed::PublishHours { text, .. } => of(&[("text", value(text))]),
        Deed::Template(rule) => of(&[("until", value(&rule.until))]),
        Deed::EndTemplate { on, .. } => of(&[("until", value(on))]),
        Deed::UrgentFollowUp { next, .. } => of(&[("next", value(next))]),
        Deed::Screening { round, from, .. } => {
            of(&[("round", value(round)), ("from", value(from))])
        }
        _ => Map::new(),
    }
}

fn value<T: Serialize>(of: &T) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

/// The same deed with these fields.
fn remade(mine: Deed, mut fields: Map<String, Value>) -> Deed {
    let mut day = |key: &str| {
        let day = fields.remove(key).map(serde_json::from_value);
        day.and_then(Result::ok)
    };
    match mine {
        Deed::EditShift { shift, to } => Deed::EditShift {
            shift,
            to: serde_json::from_value(Value::Object(fields)).unwrap_or(to),
        },
        Deed::MovePeriod { period, from, to } => Deed::MovePeriod {
            period,
            from: day("from").unwrap_or(from),
            to: day("to").unwrap_or(to),
        },
        Deed::PublishHours { period, text } => {
            let kept = fields.remove("text").map(serde_json::from_value);
            let text = kept.and_then(Result::ok).unwrap_or(text);
            Deed::PublishHours { period, text }
        }
        other => other,
    }
}

/// A value in one short line; people by their names.
pub(super) fn shown(value: Option<&Value>, seat: Seat<'_>) -> String {
    let name = |login: &str| {
        seat.names
            .get(login)
            .map_or(login, String::as_str)
            .to_owned()
    };
    let text = match value {
        Some(Value::Array(all)) => {
            let all: Vec<String> = all.iter().filter_map(Value::as_str).map(name).collect();
            all.join("、")
        }
        Some(Value::String(text)) => {
            let moment = text.parse::<chrono::NaiveDateTime>();
            moment.map_or_else(|_| name(text), |at| at.format("%Y-%m-%d %H:%M").to_string())
        }
        _ => String::new(),
    };
    let line = visible(&text, Place::Line);
    let mut short: String = line.chars().take(SHOWN).collect();
    if line.chars().count() > SHOWN {
        short.push('…');
    }
    short
}
