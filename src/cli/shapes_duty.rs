//! The JSON Schemas of the duty desk's and the periods' output.

use serde_json::{Value, json};

use super::shapes::{
    date, flag, list, nullable, object, obligation_keys, one_of, or_null, seen, sentence, text,
    whole,
};
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

/// `period list`, or what a change of periods came to.
pub fn period() -> Value {
    json!({ "oneOf": [list(&declared()), changed()] })
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

fn changed() -> Value {
    object(&[("event", whole()), ("changes", list(&sentence()))])
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

/// `duty now`, `duty rota`, or what an order came to.
pub fn desk() -> Value {
    let swap = object(&[
        ("id", whole()),
        ("who", text()),
        ("with", text()),
        ("from", text()),
        ("to", text()),
    ]);
    let now = object(&[
        ("at", text()),
        ("periods", list(&declared())),
        ("stricter", sentence()),
        ("on_duty", list(&turn())),
        ("next_shift", nullable(turn())),
        ("next_check_in", or_null(text())),
        ("overdue", list(&duty())),
        ("due_in_shift", list(&duty())),
        ("due_later", list(&duty())),
        ("to_sign", list(&duty())),
        ("swaps_to_decide", list(&swap)),
    ]);
    json!({ "oneOf": [now, rota(), changed()] })
}

fn rota() -> Value {
    let load = object(&[
        ("login", text()),
        ("hours", whole()),
        ("night_hours", whole()),
        ("festival_hours", whole()),
        ("longest_hours", whole()),
    ]);
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
        (
            "double_bookings",
            list(&object(&[
                ("login", text()),
                ("from", text()),
                ("to", text()),
            ])),
        ),
        ("idle_swaps", list(&whole())),
        ("loads", list(&load)),
    ])
}
