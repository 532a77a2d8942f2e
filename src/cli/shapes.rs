//! The pieces of which JSON Schemas are built.

use serde_json::{Map, Value, json};

use crate::domain::obligation::{Kind, OwedTo, State};
use crate::domain::petition::{Channel, Class};
use crate::domain::rights::Duty;
use crate::domain::stands::{Group, Rank};
use crate::domain::status::Status;

/// Text.
#[must_use]
pub fn text() -> Value {
    json!({ "type": "string" })
}

/// A whole number.
#[must_use]
pub fn whole() -> Value {
    json!({ "type": "integer" })
}

/// True or false.
#[must_use]
pub fn flag() -> Value {
    json!({ "type": "boolean" })
}

/// A civil date.
#[must_use]
pub fn date() -> Value {
    json!({ "type": "string", "format": "date" })
}

/// The same, or null.
#[must_use]
pub fn or_null(mut schema: Value) -> Value {
    if let Some(kind) = schema.get("type").cloned() {
        schema["type"] = json!([kind, "null"]);
    }
    schema
}

/// An object, or null.
#[must_use]
pub fn nullable(mut schema: Value) -> Value {
    schema["type"] = json!(["object", "null"]);
    schema
}

/// A list.
#[must_use]
pub fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// A word of a closed list.
#[must_use]
pub fn one_of<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> Value {
    let codes: Vec<&str> = all.iter().map(|v| code(*v)).collect();
    json!({ "type": "string", "enum": codes })
}

/// An object whose keys are all there.
#[must_use]
pub fn object(keys: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
    let mut schema = open_object(keys);
    schema["required"] = json!(required);
    schema
}

/// An object whose keys may be left out.
#[must_use]
pub fn open_object(keys: &[(&str, Value)]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|(key, schema)| ((*key).to_owned(), schema.clone()))
        .collect();
    json!({ "type": "object", "properties": properties })
}

/// A sentence in both languages.
#[must_use]
pub fn sentence() -> Value {
    object(&[("zh", text()), ("en", text())])
}

/// A fault of a field.
#[must_use]
pub fn fault() -> Value {
    object(&[
        ("field", text()),
        ("code", text()),
        ("weight", json!({ "enum": ["refuse", "warn"] })),
        ("message", sentence()),
        ("example", text()),
    ])
}

/// The keys of an obligation.
/// An obligation.
#[must_use]
pub fn obligation_keys() -> Vec<(&'static str, Value)> {
    vec![
        ("kind", one_of(Kind::ALL, Kind::code)),
        ("owed_by", text()),
        ("owed_by_unit", whole()),
        ("owed_to", one_of(OwedTo::ALL, OwedTo::code)),
        ("basis", text()),
        ("since", whole()),
        ("nominal_due", date()),
        ("effective_due", date()),
        ("office_mark", date()),
        ("provisional", flag()),
        ("assumed", flag()),
        ("state", one_of(State::ALL, State::code)),
        ("paid_by", or_null(whole())),
        ("paid_on", or_null(date())),
        ("days_left", whole()),
        ("rung", or_null(whole())),
        ("rung_on", or_null(date())),
    ]
}

/// An obligation.
#[must_use]
pub fn obligation() -> Value {
    object(&obligation_keys())
}

/// An obligation with its petition.
#[must_use]
pub fn owed() -> Value {
    let mut keys = vec![("number", text()), ("summary", text())];
    keys.extend(obligation_keys());
    let mut schema = object(&keys);
    schema["properties"]["name"] = text();
    schema["properties"]["stands"] = stands();
    schema["properties"]["seen"] = seen();
    schema["properties"]["ownerless"] = flag();
    schema["properties"]["key"] = text();
    schema
}

/// Who has seen an obligation.
#[must_use]
pub fn seen() -> Value {
    nullable(object(&[("by", text()), ("at", text()), ("note", text())]))
}

/// Where an obligation stands in the panel, and why when a period moved it.
pub fn stands() -> Value {
    nullable(object(&[
        ("group", one_of(Group::ALL, Group::code)),
        ("rank", one_of(Rank::ALL, Rank::code)),
        ("why", nullable(sentence())),
    ]))
}

/// A petition in a list; `kind` when it stands among other things.
#[must_use]
pub fn petition(kind: Option<&str>) -> Value {
    let mut keys = Vec::new();
    if let Some(kind) = kind {
        keys.push(("type", json!({ "const": kind })));
        keys.push(("why", sentence()));
    }
    keys.extend([
        ("number", text()),
        ("received_on", date()),
        ("registered_on", date()),
        ("channel", one_of(Channel::ALL, Channel::code)),
        ("class", one_of(Class::ALL, Class::code)),
        ("category", text()),
        ("category_name", text()),
        ("place", text()),
        ("summary", text()),
        ("name", text()),
        ("headcount", whole()),
        ("holder", text()),
        ("status", one_of(Status::ALL, Status::code)),
        ("next_kind", or_null(text())),
        ("next_on", or_null(date())),
        ("external_no", text()),
    ]);
    object(&keys)
}

/// Where the office is and whom it calls.
pub fn place() -> Value {
    object(&[
        ("name", text()),
        ("area", text()),
        ("phone", text()),
        ("address", text()),
        ("contacts", list(&text())),
    ])
}

/// An entry of the audit trail, as `audit list` prints it.
pub fn audited() -> Value {
    object(&[
        ("seq", whole()),
        ("at", text()),
        ("operator", text()),
        ("role", or_null(one_of(Duty::ALL, Duty::code))),
        ("unit", or_null(text())),
        ("action", text()),
        ("number", or_null(text())),
        ("hidden", flag()),
        ("what", text()),
        ("why", text()),
        ("key", text()),
        ("came", text()),
        ("hash", text()),
        ("unsure", flag()),
    ])
}
