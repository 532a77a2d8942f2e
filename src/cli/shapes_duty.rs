//! The JSON Schemas of the duty desk's and the periods' output.

use serde_json::{Value, json};

use super::shapes::{
    date, flag, list, nullable, object, obligation_keys, one_of, or_null, seen, sentence, text,
    whole,
};
use crate::domain::duty::dispute::{DisputeKind, DisputeStep, DisputeWork};
use crate::domain::duty::figures::Hole;
use crate::domain::duty::owed::Rung;

/// What a duty of the desk adds to an obligation's keys.
pub fn desk_keys() -> Vec<(&'static str, Value)> {
    vec![
        ("key", text()),
        ("due_at", text()),
        ("opens_at", text()),
        ("who", list(&text())),
        ("lies_with", one_of(Rung::ALL, Rung::code)),
        ("what", sentence()),
        ("seen", seen()),
    ]
}

/// `period list`.
pub fn periods() -> Value {
    list(&declared())
}

fn declared() -> Value {
    object(&[
        ("id", whole()),
        ("name", text()),
        ("from", date()),
        ("to", date()),
        ("basis", text()),
        ("declared_by", text()),
        ("lead_days", whole()),
        ("check_in_minutes", whole()),
        ("reports", list(&text())),
        ("units", list(&text())),
        ("near", whole()),
        ("wages_first", flag()),
        ("lasts", flag()),
        ("prepares", flag()),
    ])
}

/// What an order came to: its event, and which duties it changed.
pub fn changed() -> Value {
    object(&[
        ("event", or_null(whole())),
        ("again", flag()),
        ("changes", list(&sentence())),
        ("before", list(&sentence())),
    ])
}

fn turn() -> Value {
    object(&[
        ("from", text()),
        ("to", text()),
        ("leader", text()),
        ("staff", list(&text())),
        ("leader_name", text()),
        ("staff_names", list(&text())),
        ("phone", text()),
        ("swaps", list(&whole())),
        ("source", text()),
    ])
}

fn duty() -> Value {
    let mut keys = obligation_keys();
    keys.extend(desk_keys());
    object(&keys)
}

/// `duty now`.
pub fn now() -> Value {
    let swap = object(&[
        ("id", whole()),
        ("who", text()),
        ("with", text()),
        ("from", text()),
        ("to", text()),
    ]);
    object(&[
        ("at", text()),
        ("periods", list(&declared())),
        ("stricter", sentence()),
        ("clock", nullable(sentence())),
        ("on_duty", list(&turn())),
        ("next_shift", nullable(turn())),
        ("next_check_in", or_null(text())),
        ("overdue", list(&duty())),
        ("due_in_shift", list(&duty())),
        ("due_later", list(&duty())),
        ("to_sign", list(&duty())),
        ("swaps_to_decide", list(&swap)),
    ])
}

/// `duty rota`.
pub fn rota() -> Value {
    object(&[
        ("turns", list(&turn())),
        (
            "gaps",
            list(&object(&[
                ("from", text()),
                ("to", text()),
                ("hole", one_of(Hole::ALL, Hole::code)),
            ])),
        ),
        ("double_bookings", list(&stretch())),
        ("overloads", list(&stretch())),
        ("idle_swaps", list(&whole())),
        ("loads", loads()),
    ])
}

/// A stretch of somebody's duty.
fn stretch() -> Value {
    object(&[("login", text()), ("from", text()), ("to", text())])
}

/// `duty rota fair`: who carried how much.
pub fn loads() -> Value {
    list(&object(&[
        ("login", text()),
        ("hours", whole()),
        ("night_hours", whole()),
        ("festival_hours", whole()),
        ("longest_hours", whole()),
    ]))
}

/// `duty rota import`.
pub fn taken() -> Value {
    let before = object(&[
        ("hours", whole()),
        ("night_hours", whole()),
        ("festival_hours", whole()),
    ]);
    let trial = object(&[
        ("login", text()),
        ("hours", whole()),
        ("night_hours", whole()),
        ("festival_hours", whole()),
        ("longest_hours", whole()),
        ("before", before),
    ]);
    let mut taken = object(&[
        ("shifts", whole()),
        ("dry_run", flag()),
        ("changes", list(&sentence())),
    ]);
    // Of a trial alone: what these shifts ask of everybody, beside the last year.
    taken["properties"]["loads"] = list(&trial);
    taken
}

/// `duty log`: the log, or what a new entry came to.
pub fn log() -> Value {
    json!({ "oneOf": [entries(), changed()] })
}

fn entries() -> Value {
    let fixed = object(&[("by", text()), ("at", text()), ("text", text())]);
    list(&object(&[
        ("id", whole()),
        ("at", text()),
        ("recorded_at", text()),
        ("by", text()),
        ("text", text()),
        ("unusual", flag()),
        ("corrections", list(&fixed)),
    ]))
}

/// `duty handover show`.
pub fn handover() -> Value {
    let signed = || nullable(object(&[("who", text()), ("at", text())]));
    let line = object(&[
        ("line", whole()),
        ("group", text()),
        ("text", text()),
        ("flagged", flag()),
        ("touched", flag()),
    ]);
    object(&[
        ("id", whole()),
        ("from", text()),
        ("to", text()),
        ("drafted_by", text()),
        ("lines", list(&line)),
        ("untouched", list(&whole())),
        ("outgoing", signed()),
        ("incoming", signed()),
    ])
}

/// `duty dispute list`: the ledger of disputes.
pub fn disputes() -> Value {
    list(&object(&[
        ("id", whole()),
        ("found_on", date()),
        ("unit", text()),
        ("place", text()),
        ("type", one_of(DisputeKind::ALL, DisputeKind::code)),
        ("matter", text()),
        ("due_on", or_null(date())),
        ("step", one_of(DisputeStep::ALL, DisputeStep::code)),
        (
            "work",
            list(&object(&[
                ("at", text()),
                ("by", text()),
                ("step", one_of(DisputeWork::ALL, DisputeWork::code)),
                ("text", text()),
            ])),
        ),
        ("outcome", or_null(text())),
        ("petition", or_null(text())),
    ]))
}

/// `duty screening list`: what was reported in which round.
pub fn screenings() -> Value {
    list(&object(&[
        ("unit", text()),
        ("round", text()),
        ("from", date()),
        ("last_reported", or_null(date())),
    ]))
}

/// `duty urgent list`: numbers and hours.
pub fn emergencies() -> Value {
    list(&object(&[
        ("id", whole()),
        ("at", text()),
        ("calls", whole()),
        ("next_follow_up", or_null(text())),
    ]))
}

/// `duty urgent show`.
pub fn urgent() -> Value {
    let call = object(&[
        ("by", text()),
        ("at", text()),
        ("called", text()),
        ("outcome", text()),
    ]);
    let after = object(&[("by", text()), ("at", text()), ("outcome", text())]);
    object(&[
        ("id", whole()),
        ("at", text()),
        ("by", text()),
        ("what", text()),
        ("place", text()),
        ("calls", list(&call)),
        ("follow_ups", list(&after)),
        ("next_follow_up", or_null(text())),
    ])
}
