//! The JSON Schemas of what reads and shows a petition: intake, search, the file, a step.

use serde_json::{Map, Value, json};

use super::shapes::{
    date, fault, flag, list, object, obligation, one_of, open_object, or_null, owed, petition,
    sentence, text, whole,
};
use super::shapes_people::corrected;
use crate::domain::act;
use crate::domain::draft::Draft;
use crate::domain::event::StepKind;
use crate::domain::intake::known::Known;
use crate::domain::obligation::{Ask, RightState};
use crate::domain::person::Shared;
use crate::domain::petition::{Channel, Class, PersonKind, Role, Route};
use crate::domain::status::Status;
use crate::search::MatchClass;

/// What a search found.
pub fn found() -> Value {
    list(&json!({ "oneOf": [person_found(), petition_found()] }))
}

fn person_found() -> Value {
    object(&[
        ("type", json!({ "const": "person" })),
        ("person", whole()),
        ("name", text()),
        ("also", list(&text())),
        ("phones", list(&text())),
        ("id_number", text()),
        ("address", text()),
        (
            "class",
            one_of(MatchClass::ALL, |class: MatchClass| class.code()),
        ),
        ("why", sentence()),
        ("lit", list(&whole())),
        ("former", or_null(text())),
        (
            "through",
            or_null(object(&[("person", whole()), ("name", text())])),
        ),
        ("met", list(&met())),
        ("petitions", list(&petition(None))),
        ("more_petitions", flag()),
        ("owed", list(&owed())),
        ("more", flag()),
    ])
}

/// A field of which something was typed: which of several values, and the ranges of characters.
fn met() -> Value {
    let mut schema = object(&[
        ("field", text()),
        ("at", whole()),
        ("ranges", list(&list(&whole()))),
    ]);
    // Of another record of the same person: which.
    schema["properties"]["record"] = whole();
    schema
}

fn petition_found() -> Value {
    let mut schema = petition(Some("petition"));
    for (key, value) in [
        ("match", text()),
        ("excerpt", text()),
        ("lit", list(&whole())),
        ("met", list(&met())),
        ("more", flag()),
    ] {
        schema["properties"][key] = value;
        if let Some(required) = schema["required"].as_array_mut() {
            required.push(Value::from(key));
        }
    }
    schema
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
        ("written", or_null(written())),
        ("corrected", list(&corrected())),
    ])
}

/// What was written of somebody on a petition where their record says otherwise.
fn written() -> Value {
    object(&[
        ("name", text()),
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
            "not" => list(&whole()),
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

pub fn registered() -> Value {
    let mut schema = object(&[
        ("number", text()),
        ("code", text()),
        ("again", flag()),
        (
            "matched",
            list(&object(&[
                ("person", whole()),
                ("name", or_null(text())),
                ("by", one_of(Known::ALL, Known::code)),
                ("why", sentence()),
            ])),
        ),
        (
            "possible",
            list(&object(&[
                ("person", whole()),
                ("name", text()),
                ("new", whole()),
                ("shared", one_of(Shared::ALL, Shared::code)),
            ])),
        ),
        ("warnings", list(&fault())),
        ("owed", list(&obligation())),
    ]);
    schema["$defs"] = json!({ "input": draft() });
    schema
}

pub fn judged() -> Value {
    let mut schema = object(&[("line", whole()), ("ok", flag())]);
    schema["properties"]["class"] = one_of(Class::ALL, Class::code);
    schema["properties"]["warnings"] = list(&fault());
    schema["properties"]["faults"] = list(&fault());
    schema["$defs"] = json!({ "input": draft() });
    schema
}

pub fn acted() -> Value {
    let steps: Map<String, Value> = StepKind::ALL
        .iter()
        .filter(|k| **k != StepKind::Register)
        .map(|kind| {
            let (keys, example) = act::keys(*kind);
            let example: Value = serde_json::from_str(example).unwrap_or_default();
            let mut all: Vec<(&str, Value)> = keys.iter().map(|k| (*k, json!({}))).collect();
            all.extend([
                ("on", date()),
                ("why", text()),
                ("seen", whole()),
                ("draft", text()),
            ]);
            let mut schema = open_object(&all);
            schema["additionalProperties"] = Value::from(false);
            schema["examples"] = json!([example]);
            (kind.code().to_owned(), schema)
        })
        .collect();
    let mut schema = object(&[
        ("number", text()),
        ("step", one_of(StepKind::ALL, StepKind::code)),
        ("again", flag()),
        ("status", one_of(Status::ALL, Status::code)),
        ("owed", list(&obligation())),
    ]);
    schema["$defs"] = json!({ "input": steps });
    schema
}

pub fn file() -> Value {
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
        (
            "accused_once",
            or_null(list(&open_object(&[
                ("name", text()),
                ("unit", or_null(whole())),
            ]))),
        ),
        ("with_accused", or_null(flag())),
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
