//! `calendar count`: one due date, or a line of JSON for each of many, by the one function that counts.

use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};

use super::args_statute::CalendarCount;
use super::explain;
use super::input;
use super::out::{Done, escaped, shown};
use super::session::Session;
use crate::domain::count::{self, DayUnit, Due, Span};
use crate::words::{Exit, Sentence, Trouble, misread};

/// What is to be counted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    from: String,
    length: u32,
    unit: DayUnit,
    #[serde(default)]
    extend: u32,
    #[serde(default)]
    hearings: Vec<(String, String)>,
}

/// Longest span that is counted; longer than any limit.
const LONGEST: u32 = 3660;

pub fn run(session: &Session, args: &CalendarCount) -> Result<Done, Trouble> {
    if let Some(path) = &args.lines {
        return lines(session, path);
    }
    let (from, span) = (args.from.as_deref(), args.span.as_deref());
    let from = input::date("DATE", from.unwrap_or_default())?;
    let (length, unit) = span_of(span.unwrap_or_default()).ok_or_else(|| {
        let typed = shown(span.unwrap_or_default());
        wrong(say!(
            "“{typed}”不是期限。应为15d（15日）或5w（5个工作日）。",
            "\"{typed}\" is no limit. Expected 15d (days) or 5w (working days)."
        ))
    })?;
    let mut hearings = Vec::new();
    for typed in &args.hearing {
        let days = typed
            .split_once("..")
            .and_then(|(a, b)| Some((day(a)?, day(b)?)));
        hearings.push(days.ok_or_else(|| {
            let typed = shown(typed);
            wrong(say!(
                "“{typed}”不是起止日期，例：2026-03-02..2026-03-04。",
                "\"{typed}\" is no pair of days, e.g. 2026-03-02..2026-03-04."
            ))
        })?);
    }
    let due = due(session, from, (length, unit), args.extend, hearings)?;
    if args.json {
        return Ok(Done::json(&as_json(session, &due)));
    }
    Ok(Done::text(explain::counted(session, &due)))
}

fn day(text: &str) -> Option<NaiveDate> {
    crate::domain::date::parse(text.trim())
}

/// `15d`, `5w`, `60日`, `5工作日`.
fn span_of(typed: &str) -> Option<(u32, DayUnit)> {
    let at = typed.find(|c: char| !c.is_ascii_digit())?;
    let unit = match &typed[at..] {
        "d" | "日" | "天" => DayUnit::Day,
        "w" | "wd" | "工作日" | "个工作日" => DayUnit::WorkingDay,
        _ => return None,
    };
    Some((typed[..at].parse().ok().filter(|n| *n <= LONGEST)?, unit))
}

fn due(
    session: &Session,
    from: NaiveDate,
    (length, unit): (u32, DayUnit),
    extend: u32,
    hearings: Vec<(NaiveDate, NaiveDate)>,
) -> Result<Due, Trouble> {
    let calendar = &session.office().calendar;
    let all = length.saturating_add(extend);
    if all > LONGEST {
        return Err(wrong(say!(
            "期限最长{LONGEST}日。",
            "A limit has at most {LONGEST} days."
        )));
    }
    if unit == DayUnit::WorkingDay && !hearings.is_empty() {
        return Err(wrong(say!(
            "听证时间只从按日计的复核期限里扣除（第三十六条第二款）。",
            "Hearing days are left out of the re-review's calendar days alone (Art. 36(2))."
        )));
    }
    let mut due = if hearings.is_empty() {
        count::due(calendar, from, Span { length: all, unit })
    } else {
        count::due_without(calendar, from, all, hearings)
    };
    due.extended = extend;
    Ok(due)
}

fn lines(session: &Session, path: &Path) -> Result<Done, Trouble> {
    let bytes = input::json(path)?;
    let mut out = String::new();
    for line in input::values(&bytes) {
        let n = line.number;
        let bad = |what: String| {
            let (zh, en) = misread(&shown(&what));
            wrong(say!(
                "第{n}行读不懂（{zh}）。例：{{\"from\":\"2026-03-02\",\"length\":15,\"unit\":\"day\"}}。",
                "Line {n} cannot be read ({en}). Example: {{\"from\":\"2026-03-02\",\"length\":15,\"unit\":\"day\"}}."
            ))
        };
        let value = line.value.map_err(|f| bad(f.message.en.to_string()))?;
        let wanted: Wanted = serde_json::from_value(value).map_err(|e| bad(e.to_string()))?;
        let from = day(&wanted.from).ok_or_else(|| bad(wanted.from.clone()))?;
        let mut hearings = Vec::new();
        for (a, b) in &wanted.hearings {
            hearings.push(day(a).zip(day(b)).ok_or_else(|| bad(format!("{a}..{b}")))?);
        }
        let span = (wanted.length, wanted.unit);
        let due = due(session, from, span, wanted.extend, hearings)?;
        out.push_str(&escaped(&as_json(session, &due)));
        out.push('\n');
    }
    Ok(Done::text(out))
}

fn as_json(session: &Session, due: &Due) -> Value {
    let (calendar, today) = (&session.office().calendar, session.today());
    json!({
        "from": due.from,
        "length": due.span.length,
        "unit": due.span.unit,
        "extended": due.extended,
        "nominal_due": due.nominal,
        "effective_due": due.effective,
        "office_mark": due.warn,
        "provisional": due.provisional,
        "elapsed": count::elapsed(calendar, due, today),
        "remaining": count::remaining(calendar, due, today),
    })
}

fn wrong(why: Sentence) -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        why,
        say!(
            "例：zhuoluo calendar count 2026-02-02 15d。",
            "Example: zhuoluo calendar count 2026-02-02 15d."
        ),
    )
}
