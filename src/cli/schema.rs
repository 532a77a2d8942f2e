//! `schema COMMAND`: the JSON Schema of what a command prints and, where it reads JSON, of that.

use serde_json::{Map, Value, json};

use super::args;
use super::out::{Done, shown};
use super::shapes::{
    date, fault, flag, list, object, obligation, obligation_keys, one_of, open_object, or_null,
    owed, petition, sentence, text, whole,
};
use crate::domain::act;
use crate::domain::draft::Draft;
use crate::domain::event::StepKind;
use crate::domain::obligation::{Ask, RightState};
use crate::domain::petition::{Channel, Class, PersonKind, Role, Route};
use crate::domain::rights::Duty;
use crate::domain::status::Status;
use crate::domain::unit::UnitKind;
use crate::words::{Exit, Trouble};

/// The commands that speak JSON.
const COMMANDS: [&str; 15] = [
    "register",
    "check-intake",
    "find",
    "show",
    "act",
    "owed",
    "explain",
    "import",
    "export",
    "calendar",
    "unit",
    "operator",
    "verify",
    "archive",
    "privacy",
];

pub fn run(args: &args::Schema) -> Result<Done, Trouble> {
    let Some(schema) = schema(&args.command) else {
        let (typed, list) = (shown(&args.command), COMMANDS.join(" "));
        return Err(Trouble::unchanged(
            Exit::Wrong,
            say!(
                "命令“{typed}”没有 JSON。",
                "The command \"{typed}\" has no JSON."
            ),
            say!("可用：{list}。", "Commands with JSON: {list}."),
        ));
    };
    let text = format!("{schema:#}\n");
    Ok(Done::data(text))
}

fn schema(command: &str) -> Option<Value> {
    let mut schema = match command {
        "register" => registered(),
        "check-intake" => judged(),
        "find" => list(&json!({ "oneOf": [person_found(), petition(Some("petition"))] })),
        "show" => file(),
        "act" => acted(),
        "owed" => list(&owed()),
        "explain" => explained(),
        "import" => imported(),
        "export" => list(&json!({ "type": "object", "additionalProperties": text() })),
        "calendar" => calendar(),
        "unit" => list(&unit()),
        "operator" => list(&operator()),
        "verify" => verified(),
        "archive" => super::shapes_keeping::appraised(),
        "privacy" => super::shapes_keeping::claims(),
        _ => return None,
    };
    if let Value::Object(map) = &mut schema {
        let title = Value::from(format!("zhuoluo {command}"));
        map.shift_insert(0, "title".to_owned(), title);
        let draft = Value::from("https://json-schema.org/draft/2020-12/schema");
        map.shift_insert(0, "$schema".to_owned(), draft);
    }
    Some(schema)
}

/// How many rows of a ledger became what.
fn imported() -> Value {
    object(&[
        ("batch", or_null(whole())),
        ("dry_run", flag()),
        ("rows", whole()),
        ("taken", whole()),
        ("warned", whole()),
        ("known", whole()),
        ("repeated", whole()),
        ("refused", whole()),
        ("skipped", whole()),
        ("sheet", text()),
        ("encoding", text()),
        ("header_row", whole()),
        ("hidden_rows", whole()),
        ("class_proposed", whole()),
        ("unused_columns", list(&text())),
        ("unread_sheets", list(&text())),
    ])
}

fn person_found() -> Value {
    object(&[
        ("type", json!({ "const": "person" })),
        ("person", whole()),
        ("name", text()),
        ("phones", list(&text())),
        ("id_number", text()),
        ("address", text()),
        ("why", sentence()),
        ("petitions", list(&petition(None))),
        ("owed", list(&owed())),
    ])
}

fn person() -> Value {
    object(&[
        ("person", whole()),
        ("role", one_of(Role::ALL, Role::code)),
        ("name", text()),
        ("name_entered", text()),
        ("kind", one_of(PersonKind::ALL, PersonKind::code)),
        ("id_kind", or_null(text())),
        ("id_number", text()),
        ("phones", list(&text())),
        ("address", text()),
        ("contact_by", text()),
        ("language", text()),
        ("help", text()),
    ])
}

/// What `register` reads: text everywhere, as written down.
fn draft() -> Value {
    let key = |name: &'static str| {
        let schema = match name {
            "requests" | "phones" => list(&text()),
            "withhold_name" => flag(),
            "person" => whole(),
            "channel" => one_of(Channel::ALL, Channel::code),
            "class" => one_of(Class::ALL, Class::code),
            "route" => one_of(Route::ALL, Route::code),
            "role" => one_of(Role::ALL, Role::code),
            "accused" => list(&open_object(&[("name", text()), ("unit", text())])),
            "headcount" => json!({ "type": ["integer", "string"] }),
            _ => text(),
        };
        (name, schema)
    };
    let people: Vec<_> = Draft::PERSON_KEYS.into_iter().map(key).collect();
    let mut keys: Vec<_> = Draft::KEYS.into_iter().map(key).collect();
    for (name, schema) in &mut keys {
        if *name == "people" {
            *schema = list(&open_object(&people));
        }
    }
    let mut schema = open_object(&keys);
    schema["additionalProperties"] = Value::from(false);
    schema
}

fn registered() -> Value {
    let mut schema = object(&[
        ("number", text()),
        ("code", text()),
        ("again", flag()),
        (
            "matched",
            list(&object(&[("person", whole()), ("name", or_null(text()))])),
        ),
        ("warnings", list(&fault())),
        ("owed", list(&obligation())),
    ]);
    schema["$defs"] = json!({ "input": draft() });
    schema
}

fn judged() -> Value {
    let mut schema = object(&[("line", whole()), ("ok", flag())]);
    schema["properties"]["class"] = one_of(Class::ALL, Class::code);
    schema["properties"]["warnings"] = list(&fault());
    schema["properties"]["faults"] = list(&fault());
    schema["$defs"] = json!({ "input": draft() });
    schema
}

fn acted() -> Value {
    let steps: Map<String, Value> = StepKind::ALL
        .iter()
        .filter(|k| **k != StepKind::Register)
        .map(|kind| {
            let (keys, example) = act::keys(*kind);
            let example: Value = serde_json::from_str(example).unwrap_or_default();
            let mut all: Vec<(&str, Value)> = keys.iter().map(|k| (*k, json!({}))).collect();
            all.extend([("on", date()), ("why", text())]);
            let mut schema = open_object(&all);
            schema["additionalProperties"] = Value::from(false);
            schema["examples"] = json!([example]);
            (kind.code().to_owned(), schema)
        })
        .collect();
    let mut schema = object(&[
        ("number", text()),
        ("step", one_of(StepKind::ALL, StepKind::code)),
        ("status", one_of(Status::ALL, Status::code)),
        ("owed", list(&obligation())),
    ]);
    schema["$defs"] = json!({ "input": steps });
    schema
}

fn file() -> Value {
    let event = object(&[
        ("seq", whole()),
        ("step", one_of(StepKind::ALL, StepKind::code)),
        ("on", date()),
        ("at", json!({ "type": "string", "format": "date-time" })),
        ("by", text()),
        ("why", text()),
        ("body", json!({ "type": "object" })),
    ]);
    object(&[
        ("number", text()),
        ("code", text()),
        ("status", one_of(Status::ALL, Status::code)),
        ("class", or_null(text())),
        ("route", or_null(text())),
        ("category", or_null(text())),
        ("category_name", or_null(text())),
        ("simple", or_null(flag())),
        ("received_on", or_null(date())),
        ("registered_on", or_null(date())),
        ("holder", or_null(text())),
        ("accepted_on", or_null(date())),
        ("answered_on", or_null(date())),
        ("served_on", or_null(date())),
        ("lead", or_null(text())),
        ("handlers", or_null(list(&text()))),
        ("matter", or_null(whole())),
        ("registration", json!({ "type": ["object", "null"] })),
        ("people", list(&person())),
        ("obligations", list(&obligation())),
        (
            "rights",
            list(&object(&[
                ("kind", one_of(Ask::ALL, Ask::code)),
                ("basis", text()),
                ("since", whole()),
                ("until", date()),
                ("provisional", flag()),
                ("state", one_of(RightState::ALL, RightState::code)),
                ("used_by", or_null(whole())),
            ])),
        ),
        ("events", list(&event)),
        ("kin", list(&petition(None))),
    ])
}

fn explained() -> Value {
    let day = object(&[
        ("date", date()),
        ("number", or_null(whole())),
        (
            "kind",
            json!({ "enum": ["work", "make_up", "weekend", "festival"] }),
        ),
        ("name", or_null(text())),
        ("provisional", flag()),
        ("rolled", flag()),
        ("paused", flag()),
        ("extended", flag()),
    ]);
    let mut keys = obligation_keys();
    keys.extend([
        ("day_0", date()),
        (
            "span",
            object(&[
                ("length", whole()),
                ("unit", json!({ "enum": ["day", "working_day"] })),
            ]),
        ),
        ("elapsed", whole()),
        ("remaining", whole()),
        ("rolled", flag()),
        ("said", sentence()),
        ("days", list(&day)),
        (
            "notices",
            list(&open_object(&[
                ("year", whole()),
                ("provisional", flag()),
                ("title", text()),
                ("number", text()),
                ("date", text()),
            ])),
        ),
    ]);
    object(&[
        ("number", text()),
        ("today", date()),
        ("obligations", list(&object(&keys))),
    ])
}

fn calendar() -> Value {
    object(&[
        ("year", whole()),
        ("provisional", flag()),
        ("notice", json!({ "type": ["object", "null"] })),
        (
            "days",
            list(&object(&[
                ("date", date()),
                ("kind", json!({ "enum": ["festival", "make_up"] })),
                ("name", or_null(text())),
            ])),
        ),
    ])
}

fn unit() -> Value {
    object(&[
        ("id", whole()),
        ("name", text()),
        ("kind", one_of(UnitKind::ALL, UnitKind::code)),
        ("under", or_null(text())),
        ("under_id", or_null(whole())),
        ("former", list(&text())),
        ("reviewed_by", or_null(text())),
        ("reviewers", list(&text())),
    ])
}

fn operator() -> Value {
    object(&[
        ("login", text()),
        ("name", text()),
        ("role", one_of(Duty::ALL, Duty::code)),
        ("unit", text()),
        ("unit_id", whole()),
    ])
}

fn verified() -> Value {
    let finding = object(&[
        (
            "kind",
            json!({ "enum": ["integrity", "chain", "audit", "cache"] }),
        ),
        ("what", sentence()),
    ]);
    object(&[
        ("sound", flag()),
        ("events", whole()),
        ("findings", list(&finding)),
    ])
}
