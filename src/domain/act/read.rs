//! A step from its code and its JSON object; nothing in it is guessed.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::Act;
use super::keys::keys;
use super::units::resolve_unit;
use crate::domain::event::{Step, StepKind};
use crate::domain::fault::Fault;
use crate::domain::unit::Units;

/// Keys of a step whose value names a unit.
const UNIT_KEYS: [&str; 4] = ["to", "suggested", "by_unit", "organ"];
/// Keys whose value is a day.
const DAY_KEYS: [&str; 6] = [
    "due_on",
    "right_on",
    "posted_on",
    "execute_by",
    "from",
    "to",
];

/// Reads a step from its code and its JSON object. Units may be named by number or name; `on`
/// (default today), `why` and `seen` belong to every step.
///
/// # Errors
/// One fault per key that cannot be read.
pub fn read(
    kind: StepKind,
    body: &Value,
    today: NaiveDate,
    units: &Units,
) -> Result<Act, Vec<Fault>> {
    let Value::Object(given) = body else {
        return Err(vec![Fault::refuse(
            "",
            "object",
            say!("应为一个 JSON 对象。", "Expected one JSON object."),
            r#"{"on":"2026-03-05"}"#,
        )]);
    };
    let mut faults = Vec::new();
    let mut object = given.clone();
    let on = take_date(&mut object, "on", today, &mut faults);
    let why = take_why(&mut object, &mut faults);
    let seen = take_seen(&mut object, &mut faults);
    // The last day of a hearing is called `to` as well.
    for key in UNIT_KEYS
        .into_iter()
        .filter(|key| kind != StepKind::Hear || *key != "to")
    {
        resolve_unit(&mut object, key, units, &mut faults);
    }
    super::accused::resolve(&mut object, units, &mut faults);
    straighten_days(kind, &mut object, &mut faults);
    if kind == StepKind::Correct {
        // The corrected date is `right_on` outside, because `on` is the date of the correction itself.
        if let Some(right) = object.remove("right_on") {
            object.insert("on".to_owned(), right);
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    if let Some(fault) = unknown_key(kind, &object) {
        return Err(vec![fault]);
    }
    object.insert("step".to_owned(), Value::String(kind.code().to_owned()));
    match serde_json::from_value::<Step>(Value::Object(object.clone())) {
        Ok(step) => Ok(Act {
            step,
            on,
            why: why.into(),
            seen,
            once: None,
        }),
        Err(e) => Err(vec![misread(kind, &object, &e.to_string())]),
    }
}

/// The key whose value cannot be read: without it the step reads, or lacks that key and no more.
fn culprit(object: &Map<String, Value>) -> Option<String> {
    object.keys().filter(|key| *key != "step").find_map(|key| {
        let mut rest = object.clone();
        rest.remove(key);
        match serde_json::from_value::<Step>(Value::Object(rest)) {
            Ok(_) => Some(key.clone()),
            Err(e) => missing_key(&e.to_string()).filter(|missing| missing == key),
        }
    })
}

/// serde names a missing key between backticks; it is the only part of its message that is data.
fn missing_key(error: &str) -> Option<String> {
    let (_, rest) = error.split_once("missing field `")?;
    rest.split('`').next().map(str::to_owned)
}

/// Days as people write them become days as they are stored; what is no day is named with its key.
fn straighten_days(kind: StepKind, object: &mut Map<String, Value>, faults: &mut Vec<Fault>) {
    for key in DAY_KEYS
        .into_iter()
        .filter(|key| kind == StepKind::Hear || *key != "to")
    {
        let Some(Value::String(text)) = object.get(key) else {
            continue;
        };
        match crate::domain::date::parse(text) {
            Some(date) => {
                object.insert(key.to_owned(), Value::String(date.to_string()));
            }
            None => faults.push(no_day(key, &object[key])),
        }
    }
}

fn no_day(key: &str, entered: &Value) -> Fault {
    let shown = crate::words::visible(&entered.to_string(), crate::words::Place::Line).into_owned();
    Fault::refuse(
        key,
        "date",
        say!("“{shown}”不是日期。", "{shown} is not a date."),
        "2026-03-05",
    )
}

/// `why`: a reason beside what the step says.
fn take_why(object: &mut Map<String, Value>, faults: &mut Vec<Fault>) -> String {
    match object.remove("why") {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text,
        Some(_) => {
            faults.push(Fault::refuse(
                "why",
                "text",
                say!("应为文字。", "Expected text."),
                "\"补登\"",
            ));
            String::new()
        }
    }
}

/// `seen`: the newest event that whoever asks knows of.
fn take_seen(object: &mut Map<String, Value>, faults: &mut Vec<Fault>) -> Option<i64> {
    match object.remove("seen") {
        None | Some(Value::Null) => None,
        Some(value) => {
            let seen = value.as_i64();
            if seen.is_none() {
                let what = say!("应为事件的编号。", "Expected the number of an event.");
                faults.push(Fault::refuse("seen", "number", what, "12"));
            }
            seen
        }
    }
}

fn take_date(
    object: &mut Map<String, Value>,
    key: &str,
    default: NaiveDate,
    faults: &mut Vec<Fault>,
) -> NaiveDate {
    match object.remove(key) {
        None | Some(Value::Null) => default,
        Some(Value::String(text)) if crate::domain::date::parse(&text).is_some() => {
            crate::domain::date::parse(&text).unwrap_or(default)
        }
        Some(other) => {
            faults.push(no_day(key, &other));
            default
        }
    }
}

fn unknown_key(kind: StepKind, object: &Map<String, Value>) -> Option<Fault> {
    let (known, example) = keys(kind);
    let stranger = object.keys().find(|k| !known.contains(&k.as_str()))?;
    let shown = crate::words::visible(stranger, crate::words::Place::Line).into_owned();
    let list = known.join(" ");
    let code = kind.code();
    Some(Fault::refuse(
        stranger,
        "unknown_key",
        say!(
            "步骤 {code} 没有“{shown}”这一项；可用：on why seen draft {list}。",
            "The step {code} has no key \"{shown}\"; it takes: on why seen draft {list}."
        ),
        example,
    ))
}

fn misread(kind: StepKind, object: &Map<String, Value>, error: &str) -> Fault {
    let (_, example) = keys(kind);
    let code = kind.code();
    let missing = missing_key(error);
    let key = missing.or_else(|| culprit(object)).unwrap_or_default();
    let error = crate::words::visible(error, crate::words::Place::Line).into_owned();
    Fault::refuse(
        &key,
        "step_body",
        say!(
            "步骤 {code} 的内容缺“{key}”或写法不对（{error}）。",
            "The body of the step {code} lacks or misspells `{key}` ({error})."
        ),
        example,
    )
}
