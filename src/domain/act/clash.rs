//! Two people at one petition: what was saved since somebody began to write, beside what they wrote.

use serde_json::{Map, Value};

use super::Act;
use crate::domain::event::{Event, Step, StepKind};
use crate::domain::person::Column;
use crate::domain::unit::Units;
use crate::words::{Sentence, Word};

/// Steps that stand beside others and decide nothing: they cross without harm.
const fn is_beside(kind: StepKind) -> bool {
    matches!(
        kind,
        StepKind::Note
            | StepKind::Contact
            | StepKind::Remind
            | StepKind::Promise
            | StepKind::Fulfil
            | StepKind::FollowUp
            | StepKind::Rate
    )
}

/// True when an event saved since bears on a step of a kind by this operator: a decision on a decision,
/// whoever took it; of what stands beside others only the same again by the same person, who sits at two
/// seats and would say it twice.
fn bears(event: &Event, kind: StepKind, me: &str) -> bool {
    let saved = event.what.kind();
    if is_beside(kind) {
        saved == kind && event.by.raw() == me
    } else {
        !is_beside(saved)
    }
}

/// What the keys of a step are called.
const NAMES: [(&str, Word); 23] = [
    ("to", Word::new("单位", "unit")),
    ("reasons", Word::new("理由", "reasons")),
    ("text", Word::new("内容", "text")),
    ("due_on", Word::new("期限", "due on")),
    ("document", Word::new("文号", "document")),
    ("days", Word::new("天数", "days")),
    ("approver", Word::new("批准人", "approved by")),
    ("login", Word::new("经办人", "handler")),
    ("also", Word::new("共同经办", "together")),
    ("class", Word::new("类别", "class")),
    ("route", Word::new("途径", "route")),
    ("category", Word::new("分类", "category")),
    ("accused", Word::new("被反映方", "accused")),
    (
        "accused_unknown",
        Word::new("被反映方不详", "accused not known"),
    ),
    ("accused_mistaken", Word::new("误录", "named by mistake")),
    ("simple", Word::new("简易办理", "simple")),
    ("outcomes", Word::new("各项意见", "outcomes")),
    ("method", Word::new("方式", "method")),
    ("resolved", Word::new("化解", "resolved")),
    ("body", Word::new("有权机关", "competent body")),
    ("field", Word::new("更正的一项", "what is corrected")),
    ("value", Word::new("改为", "corrected to")),
    ("request", Word::new("申请编号", "request")),
];

/// What of a step nobody typed: whose record it is, and what stood there before.
const UNTYPED: [&str; 2] = ["person", "before"];

/// Why a step that `me` wrote on the state of an earlier moment is not taken at once: what was saved
/// since, field by field, beside one's own. `None` when it does not touch.
#[must_use]
pub fn clash(mine: &Act, log: &[Event], units: &Units, me: &str) -> Option<Sentence> {
    let seen = mine.seen?;
    let kind = mine.step.kind();
    let mut found = Sentence::default();
    for event in log.iter().filter(|e| e.seq > seen && bears(e, kind, me)) {
        let (on, word) = (event.on, event.what.kind().word());
        let (zh, en) = (word.zh, word.en);
        let by = event.by.line();
        let by = if event.by.raw() == me {
            say!("你在另一处", "you, at another seat,")
        } else {
            say!("{by}", "{by}")
        };
        let (by_zh, by_en) = (by.zh, by.en);
        let fields = beside(&event.what, &mine.step, units);
        let (said_zh, said_en) = (fields.zh, fields.en);
        let one = say!(
            "{by_zh}已于{on}“{zh}”{said_zh}。",
            " {by_en} saved \"{en}\" on {on}{said_en}."
        );
        found.push(&one);
    }
    if found.zh.is_empty() {
        return None;
    }
    let (zh, en) = (found.zh, found.en);
    Some(say!(
        "你打开之后，本件已有新的办理：{zh}你写的还在，没有覆盖任何一方。",
        "Since you opened it this was recorded:{en} What you wrote is kept and nothing was overwritten."
    ))
}

/// The fields of a saved step; of the same step, with one's own beside them.
fn beside(saved: &Step, mine: &Step, units: &Units) -> Sentence {
    let (theirs, own) = (object(saved), object(mine));
    let same = saved.kind() == mine.kind();
    let mut out = Sentence::default();
    let mut keys: Vec<&String> = theirs.keys().collect();
    if same {
        keys.extend(own.keys().filter(|k| !theirs.contains_key(*k)));
    }
    for key in keys.into_iter().filter(|k| !UNTYPED.contains(&k.as_str())) {
        let (a, b) = (
            shown(key, theirs.get(key), units),
            shown(key, own.get(key), units),
        );
        if a.zh.is_empty() && b.zh.is_empty() {
            continue;
        }
        let name = NAMES.iter().find(|(k, _)| k == key).map(|(_, word)| *word);
        let (zh, en) = name.map_or((key.as_str(), key.as_str()), |w| (w.zh, w.en));
        let (a_zh, a_en) = (&a.zh, &a.en);
        let one = if same && a != b {
            let (yours_zh, yours_en) = (b.zh, b.en);
            say!(
                "；{zh}：已存“{a_zh}”，你写“{yours_zh}”",
                "; {en}: saved \"{a_en}\", yours \"{yours_en}\""
            )
        } else {
            say!("；{zh}：“{a_zh}”", "; {en}: \"{a_en}\"")
        };
        out.push(&one);
    }
    out
}

fn object(step: &Step) -> Map<String, Value> {
    match serde_json::to_value(step) {
        Ok(Value::Object(mut object)) => {
            object.remove("step");
            object
        }
        _ => Map::new(),
    }
}

/// A value in one short line; units by their names, what has a word by that.
fn shown(key: &str, value: Option<&Value>, units: &Units) -> Sentence {
    if let (Some(Value::String(code)), "field") = (value, key)
        && let Some(column) = Column::parse(code)
    {
        return column.word().into();
    }
    let text = match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::Number(n)) if matches!(key, "to" | "by_unit" | "suggested" | "organ") => {
            units.name(crate::domain::ids::UnitId(n.as_i64().unwrap_or(0)))
        }
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let line = crate::words::visible(&text, crate::words::Place::Line);
    let mut short: String = line.chars().take(60).collect();
    if line.chars().count() > 60 {
        short.push('…');
    }
    Sentence::of(short.clone(), short)
}
