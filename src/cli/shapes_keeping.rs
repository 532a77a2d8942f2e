//! The shapes of what `archive` and `privacy` print.

use serde_json::Value;

use super::shapes::{date, flag, list, nullable, object, one_of, or_null, sentence, text, whole};
use crate::domain::claim::{Asked, Ruling, Stage, Standing};
use crate::domain::retention::Task;

/// `archive rules`: the table in force, with its approval when it has one.
pub fn rules() -> Value {
    let approval = object(&[("by", text()), ("number", text()), ("date", text())]);
    let mut schema = object(&[
        ("transfer_after", whole()),
        ("thirty", whole()),
        ("ten", whole()),
        ("use_for", whole()),
        ("file_by_month", whole()),
        ("claim_days", whole()),
    ]);
    schema["properties"]["approval"] = nullable(approval);
    schema
}

/// `archive appraise`: what is due with which file.
pub fn appraised() -> Value {
    list(&object(&[
        ("number", text()),
        ("task", one_of(Task::ALL, Task::code)),
        ("due_on", date()),
        ("reason", sentence()),
        ("approved", flag()),
    ]))
}

/// `archive pack`.
pub fn packed() -> Value {
    object(&[
        ("file", text()),
        ("petitions", whole()),
        ("files", whole()),
        ("sha256", text()),
        ("sealed_to", list(&text())),
    ])
}

/// `archive check`.
pub fn checked() -> Value {
    object(&[
        ("sound", flag()),
        ("petitions", whole()),
        ("files", whole()),
        ("sealed", flag()),
        ("findings", list(&sentence())),
    ])
}

/// `privacy find`: whose restricted record, on which petitions.
pub fn traces() -> Value {
    list(&object(&[
        ("person", whole()),
        ("name", text()),
        ("petitions", list(&text())),
    ]))
}

/// `privacy list`.
pub fn claims() -> Value {
    list(&claim())
}

/// `privacy receive`, `privacy enter`: the request, and whether it was entered before under its draft id.
pub fn entered() -> Value {
    let mut schema = claim();
    schema["properties"]["again"] = flag();
    if let Some(required) = schema["required"].as_array_mut() {
        required.push(Value::from("again"));
    }
    schema
}

/// One request.
pub fn claim() -> Value {
    object(&[
        ("request", whole()),
        ("asked", one_of(Asked::ALL, Asked::code)),
        ("petition", text()),
        ("applicant", text()),
        ("standing", one_of(Standing::ALL, Standing::code)),
        ("text", text()),
        ("received_on", date()),
        ("due_on", date()),
        ("stage", one_of(Stage::ALL, Stage::code)),
        ("overdue", flag()),
        ("identified", text()),
        ("ruling", or_null(one_of(Ruling::ALL, Ruling::code))),
        ("reasons", text()),
        ("basis", text()),
        ("approver", text()),
        ("answered_on", or_null(date())),
        ("method", or_null(text())),
        ("document", text()),
    ])
}
