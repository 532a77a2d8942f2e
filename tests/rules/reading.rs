//! A step read from its JSON: every example reads, and what cannot be read is named with its key.

use serde_json::json;
use zhuoluo::domain::act;
use zhuoluo::domain::event::StepKind;

use crate::kit::log::desk;
use crate::kit::{Log, day};

#[test]
fn json_of_a_step() {
    let log = Log::received("2026-03-05");
    for (kind, body) in [
        ("forward", json!({"to": "没有的局"})),
        ("forward", json!({"to": 99})),
        ("forward", json!({})),
        ("forward", json!({"to": "财政局", "colour": 1})),
        (
            "extend",
            json!({"days": "many", "reasons": "x", "approver": "x"}),
        ),
        ("answer", json!({"outcomes": ["maybe"]})),
        ("note", json!({"text": 5})),
        ("sort", json!({"class": "request", "route": "seventh"})),
    ] {
        assert!(
            log.read("2026-03-05", kind, body.clone()).is_err(),
            "{kind} {body}"
        );
    }
    assert!(log.read("去年腊月", "note", json!({"text": "x"})).is_err());
    let list = act::read(StepKind::Note, &json!([]), log.today, &desk().units);
    assert!(list.is_err());
    for kind in StepKind::ALL.iter().filter(|k| **k != StepKind::Register) {
        let (keys, example) = act::keys(*kind);
        let example: serde_json::Value = serde_json::from_str(example).expect("JSON");
        for key in example.as_object().expect("an object").keys() {
            assert!(keys.contains(&key.as_str()), "{kind:?}: {key}");
        }
        act::read(*kind, &example, day("2026-03-05"), &desk().units)
            .unwrap_or_else(|f| panic!("{kind:?}: {f:?}"));
    }
}

#[test]
fn what_cannot_be_read_is_named_with_its_key() {
    let log = Log::received("2026-03-05");
    for (kind, body, key) in [
        (
            "promise",
            json!({"text": "回电话", "due_on": "2026-02-30"}),
            "due_on",
        ),
        ("promise", json!({"text": "回电话", "due_on": 20}), "due_on"),
        ("promise", json!({"text": "回电话"}), "due_on"),
        (
            "promise",
            json!({"text": ["回电话"], "due_on": "2026-03-20"}),
            "text",
        ),
        (
            "hear",
            json!({"from": "2026-04-31", "to": "2026-05-06"}),
            "from",
        ),
        ("hear", json!({"from": "2026-04-30", "to": "五月初"}), "to"),
        ("answer", json!({"outcomes": ["maybe"]}), "outcomes"),
        (
            "answer",
            json!({"outcomes": ["supported"], "execute_by": "2025-02-29"}),
            "execute_by",
        ),
        ("note", json!({"text": 5}), "text"),
    ] {
        let step = StepKind::parse(kind).expect("a step");
        let faults = act::read(step, &body, log.today, &desk().units).expect_err("not readable");
        let named: Vec<&str> = faults.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(named, [key], "{kind} {body}");
        assert!(!faults[0].example.is_empty());
    }
}
