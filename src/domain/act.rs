//! Taking a step: what an operator or a script says -> one checked step, or faults; and the
//! check of a step against the case, with the reason and the legal steps when it is refused.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::case::Case;
use super::event::{Step, StepKind};
use super::fault::Fault;
use super::petition::Class;
use super::rights;
use super::step::{self, Ground};
use super::unit::Units;
use crate::words::Sentence;

/// A step as asked for: with the date on which it took effect and a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The step.
    pub step: Step,
    /// The civil date of effect.
    pub on: NaiveDate,
    /// Why; may be empty.
    pub why: String,
}

/// Keys of a step whose value names a unit.
const UNIT_KEYS: [&str; 3] = ["to", "suggested", "by_unit"];

/// Reads a step from its code and its JSON object. Units may be named by number or name; `on`
/// (default today) and `why` belong to every step.
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
    let why = match object.remove("why") {
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
    };
    for key in UNIT_KEYS {
        resolve_unit(&mut object, key, units, &mut faults);
    }
    for key in ["due_on", "right_on"] {
        if let Some(Value::String(text)) = object.get(key)
            && let Some(date) = super::date::parse(text)
        {
            object.insert(key.to_owned(), Value::String(date.to_string()));
        }
    }
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
    match serde_json::from_value::<Step>(Value::Object(object)) {
        Ok(step) => Ok(Act { step, on, why }),
        Err(e) => Err(vec![misread(kind, &e.to_string())]),
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
        Some(Value::String(text)) if super::date::parse(&text).is_some() => {
            super::date::parse(&text).unwrap_or(default)
        }
        Some(other) => {
            let shown =
                crate::words::visible(&other.to_string(), crate::words::Place::Line).into_owned();
            faults.push(Fault::refuse(
                key,
                "date",
                say!("“{shown}”不是日期。", "{shown} is not a date."),
                "2026-03-05",
            ));
            default
        }
    }
}

fn resolve_unit(
    object: &mut Map<String, Value>,
    key: &str,
    units: &Units,
    faults: &mut Vec<Fault>,
) {
    let typed = match object.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(n)) => n.to_string(),
        _ => return,
    };
    if let Some(id) = units.find(&typed) {
        object.insert(key.to_owned(), Value::from(id.0));
    } else {
        let example = units
            .0
            .iter()
            .nth(1)
            .map(|u| u.name.clone())
            .unwrap_or_default();
        let typed = crate::words::visible(&typed, crate::words::Place::Line).into_owned();
        faults.push(Fault::refuse(
            key,
            "unit",
            say!("没有“{typed}”这个单位。", "There is no unit \"{typed}\"."),
            &example,
        ));
    }
}

/// The keys a step takes besides `on` and `why`, with an example of the whole object.
#[must_use]
pub const fn keys(kind: StepKind) -> (&'static [&'static str], &'static str) {
    use StepKind as S;
    match kind {
        S::Sort => (
            &["class", "route", "simple", "category"],
            r#"{"class":"request","route":"petition"}"#,
        ),
        S::Forward => (&["to"], r#"{"to":"东甲镇"}"#),
        S::Assign => (
            &["to", "due_on"],
            r#"{"to":"东甲镇","due_on":"2026-04-30"}"#,
        ),
        S::Object => (
            &["reasons", "suggested"],
            r#"{"reasons":"不属本单位职权：……"}"#,
        ),
        S::Return => (
            &["agreed", "reasons"],
            r#"{"agreed":true,"reasons":"异议成立"}"#,
        ),
        S::Accept => (&["route"], r#"{"route":"petition"}"#),
        S::Decline => (
            &["reasons", "basis", "body"],
            r#"{"reasons":"正在复查期间","basis":"第十九条第三款"}"#,
        ),
        S::Redirect => (
            &["route", "body", "limit"],
            r#"{"route":"arbitration","body":"县劳动人事争议仲裁委员会","limit":"一年"}"#,
        ),
        S::Notify => (
            &["about", "method", "document"],
            r#"{"about":"receipt","method":"post"}"#,
        ),
        S::Extend => (
            &["days", "reasons", "approver"],
            r#"{"days":30,"reasons":"需要鉴定","approver":"王某"}"#,
        ),
        S::Answer => (
            &["document", "outcomes", "text"],
            r#"{"document":"示信答〔2026〕12号","outcomes":["supported"]}"#,
        ),
        S::Serve => (&["method", "document"], r#"{"method":"direct"}"#),
        S::Lead => (&["official"], r#"{"official":"王某"}"#),
        S::Handler => (&["login"], r#"{"login":"li"}"#),
        S::Contact | S::Note | S::Remind => (&["text"], r#"{"text":"已电话联系"}"#),
        S::Promise => (
            &["text", "due_on", "by_unit"],
            r#"{"text":"周三前回电话","due_on":"2026-03-11"}"#,
        ),
        S::Fulfil => (&["of", "text"], r#"{"of":42,"text":"已回电话"}"#),
        S::Withdraw | S::Reopen | S::Unlink => (&["reasons"], r#"{"reasons":"……"}"#),
        S::Close => (
            &["reasons", "resolved"],
            r#"{"reasons":"意见已送达","resolved":false}"#,
        ),
        S::Correct => (
            &["of", "void", "right_on", "on", "reasons"],
            r#"{"of":42,"right_on":"2026-03-04","reasons":"签收日期录错"}"#,
        ),
        S::Link => (
            &["matter", "reasons"],
            r#"{"matter":7,"reasons":"同一事项"}"#,
        ),
        S::Register | S::SignFor => (&[], "{}"),
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
            "步骤 {code} 没有“{shown}”这一项；可用：on why {list}。",
            "The step {code} has no key \"{shown}\"; it takes: on why {list}."
        ),
        example,
    ))
}

fn misread(kind: StepKind, error: &str) -> Fault {
    let (_, example) = keys(kind);
    let code = kind.code();
    // serde names the key between backticks; it is the only part of its message that is data.
    let key = error.split('`').nth(1).unwrap_or_default().to_owned();
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

/// Checks a step against the case. `Err` holds the reason; the caller adds the legal steps.
///
/// # Errors
/// The sentence why the step is refused.
pub fn check(act: &Act, case: &Case, ground: Ground<'_>, units: &Units) -> Result<(), Sentence> {
    // A step recorded later than it happened is judged by the day on which it happened.
    let then = Ground {
        today: act.on.min(ground.today),
        ..ground
    };
    if let Some(reason) = step::closed(act.step.kind(), case, then) {
        return Err(reason);
    }
    check_date(act, case, ground.today)?;
    check_body(act, case, ground, units)
}

fn check_date(act: &Act, case: &Case, today: NaiveDate) -> Result<(), Sentence> {
    let on = act.on;
    if on > today {
        return Err(say!(
            "日期{on}在今天{today}之后。",
            "The date {on} lies after today, {today}."
        ));
    }
    let holder = case.open_referral().map(|r| r.signed.unwrap_or(r.sent).on);
    let after = match act.step {
        Step::Serve { .. } => case.answered.map(|m| m.on),
        Step::Answer { .. } | Step::Extend { .. } => case.clock_start().map(|m| m.on).or(holder),
        Step::SignFor {} => case.open_referral().map(|r| r.sent.on),
        Step::Object { .. }
        | Step::Return { .. }
        | Step::Accept { .. }
        | Step::Decline { .. }
        | Step::Redirect { .. } => holder,
        Step::Reopen { .. } => case.ended.map(|(_, m)| m.on),
        Step::Forward { .. } | Step::Assign { .. } => {
            case.referrals.last().and_then(|r| r.returned).map(|m| m.on)
        }
        _ => None,
    };
    let earliest = after.unwrap_or(case.received_on).max(case.received_on);
    if on < earliest {
        return Err(say!(
            "日期{on}早于它所依据的日期{earliest}。",
            "The date {on} lies before the date it depends on, {earliest}."
        ));
    }
    Ok(())
}

fn check_body(act: &Act, case: &Case, ground: Ground<'_>, units: &Units) -> Result<(), Sentence> {
    let blank = |text: &str, zh: &str, en: &str| {
        if text.trim().is_empty() {
            Err(say!("要写明{zh}。", "It needs {en}."))
        } else {
            Ok(())
        }
    };
    match &act.step {
        Step::Forward { to } => firewall(case, *to, units),
        Step::Assign { to, due_on } => {
            if *due_on < act.on {
                return Err(say!(
                    "要求反馈的日期{due_on}早于交办日期。",
                    "The date wanted, {due_on}, lies before the assignment."
                ));
            }
            firewall(case, *to, units)
        }
        Step::Accept { route }
            if case.class == Class::Request && route.or(case.route).is_none() =>
        {
            Err(say!(
                "受理时要定路径（第三十一条）：例 \"route\":\"petition\"。",
                "Acceptance needs a route (Art. 31), e.g. \"route\":\"petition\"."
            ))
        }
        Step::Sort {
            class: Class::Request,
            route: None,
            ..
        } => Err(say!(
            "申诉求决要定六条路径之一（第三十一条）。",
            "A request needs one of the six routes (Art. 31)."
        )),
        Step::Extend {
            days,
            reasons,
            approver,
        } => {
            let max = ground.rules.limit("extension").length;
            if *days == 0 || *days > max {
                return Err(say!(
                    "延期{days}日不在1到{max}日之内（第三十四条）。",
                    "An extension of {days} days is outside 1 to {max} (Art. 34)."
                ));
            }
            blank(reasons, "延期理由", "a reason for the extension")?;
            blank(approver, "批准的负责人", "the head who approved it")
        }
        Step::Answer { outcomes, .. }
            if !outcomes.is_empty() && outcomes.len() != case.registration.requests.len() =>
        {
            let (given, wanted) = (outcomes.len(), case.registration.requests.len());
            Err(say!(
                "诉求共{wanted}项，意见只有{given}项，要逐项作答。",
                "There are {wanted} requests and {given} outcomes; each needs its own."
            ))
        }
        Step::Object { reasons, .. }
        | Step::Decline { reasons, .. }
        | Step::Return { reasons, .. }
        | Step::Withdraw { reasons }
        | Step::Close { reasons, .. }
        | Step::Reopen { reasons }
        | Step::Correct { reasons, .. }
        | Step::Link { reasons, .. }
        | Step::Unlink { reasons } => blank(reasons, "理由", "a reason"),
        Step::Redirect { body, .. } => blank(body, "有权处理的机关", "the competent body"),
        Step::Contact { text } | Step::Note { text } | Step::Remind { text } => {
            blank(text, "内容", "a text")
        }
        Step::Promise { text, due_on, .. } => {
            if *due_on < act.on {
                return Err(say!(
                    "承诺的日期{due_on}早于作出承诺的日期。",
                    "The promised day {due_on} lies before the promise."
                ));
            }
            blank(text, "承诺内容", "what was promised")
        }
        Step::Fulfil { of, .. }
            if !case
                .promises
                .iter()
                .any(|p| p.made.seq == *of && p.kept.is_none()) =>
        {
            Err(say!(
                "{of}不是未兑现的承诺。",
                "{of} is not an open promise."
            ))
        }
        Step::Lead { official } => blank(official, "包案领导", "the lead official"),
        Step::Handler { login } => blank(login, "经办人", "the handler's login"),
        _ => Ok(()),
    }
}

fn firewall(case: &Case, to: super::ids::UnitId, units: &Units) -> Result<(), Sentence> {
    let name = units.name(to);
    if units.get(to).is_none() {
        return Err(say!(
            "没有“{name}”这个单位。",
            "There is no unit \"{name}\"."
        ));
    }
    if case.class != Class::Report {
        return Ok(());
    }
    let r = &case.registration;
    let text = format!("{}\n{}\n{}", r.summary, r.facts, r.requests.join("\n"));
    match rights::transfer_refused(&r.accused, &text, to, units) {
        Some(reason) => Err(reason),
        None => Ok(()),
    }
}
