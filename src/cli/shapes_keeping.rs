//! The shapes of what `archive` and `privacy` print.

use serde_json::{Value, json};

use super::shapes::{date, flag, list, object, one_of, or_null, sentence, text, whole};
use crate::domain::claim::{Asked, Ruling, Stage, Standing};
use crate::domain::retention::Task;

/// `archive appraise --json`: what is due with which file; `rules`, `pack` and `check` stand beside.
pub fn appraised() -> Value {
    let mut due = list(&object(&[
        ("number", text()),
        ("task", one_of(Task::ALL, Task::code)),
        ("due_on", date()),
        ("reason", sentence()),
        ("approved", flag()),
    ]));
    due["$defs"] = json!({
        "pack": object(&[("file", text()), ("petitions", whole()), ("files", whole()), ("sha256", text())]),
        "check": object(&[("sound", flag()), ("petitions", whole()), ("files", whole()), ("findings", list(&sentence()))]),
    });
    due
}

/// `privacy list --json`; `receive` and `enter` print one of them.
pub fn claims() -> Value {
    list(&object(&[
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
    ]))
}
