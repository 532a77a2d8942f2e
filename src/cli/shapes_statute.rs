//! The JSON Schemas of the statute's commands: counting, the calendar, rules, reminders, the self-check,
//! campaigns, templates.

use serde_json::{Value, json};

use super::shapes::{
    date, flag, list, nullable, object, obligation_keys, one_of, open_object, or_null, sentence,
    text, whole,
};
use crate::domain::campaign::Cause;
use crate::domain::obligation::{Kind, State};
use crate::domain::selfcheck::Failure;
use crate::domain::status::Status;
use crate::papers::PaperKind;

pub fn explained() -> Value {
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

pub fn calendar() -> Value {
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

/// A version of a year's table.
fn version() -> Value {
    let signed = object(&[("at", text()), ("by", text())]);
    object(&[
        ("version", whole()),
        ("year", whole()),
        ("local", flag()),
        (
            "notice",
            object(&[("title", text()), ("number", text()), ("date", text())]),
        ),
        ("days", whole()),
        ("imported", signed.clone()),
        ("confirmed", nullable(signed.clone())),
        ("dropped", nullable(signed)),
        ("in_force", flag()),
    ])
}

/// `calendar versions`.
pub fn versions() -> Value {
    list(&version())
}

/// Which dates move, by a calendar or by rules.
pub fn moves() -> Value {
    object(&moves_keys())
}

fn moves_keys() -> Vec<(&'static str, Value)> {
    let side = object(&[
        ("nominal_due", date()),
        ("effective_due", date()),
        ("office_mark", date()),
        ("provisional", flag()),
        ("state", one_of(State::ALL, State::code)),
    ]);
    let one = object(&[
        ("number", text()),
        ("kind", one_of(Kind::ALL, Kind::code)),
        ("owed_by", text()),
        ("since", whole()),
        ("basis", text()),
        ("days_moved", whole()),
        ("before", side.clone()),
        ("after", side),
    ]);
    vec![
        ("moved", list(&one)),
        ("marks", list(&one)),
        ("before", list(&sentence())),
    ]
}

/// `calendar import`, `diff`, `confirm`: the version, the days that differ, the dates that move.
pub fn changed_calendar() -> Value {
    let day = object(&[
        ("date", date()),
        ("before", text()),
        ("before_name", or_null(text())),
        ("after", text()),
        ("after_name", or_null(text())),
    ]);
    let mut keys = vec![("version", version()), ("days", list(&day))];
    keys.extend(moves_keys());
    object(&keys)
}

/// `calendar count`.
pub fn counted() -> Value {
    object(&[
        ("from", date()),
        ("length", whole()),
        ("unit", json!({ "enum": ["day", "working_day"] })),
        ("extended", whole()),
        ("nominal_due", date()),
        ("effective_due", date()),
        ("office_mark", date()),
        ("provisional", flag()),
        ("elapsed", whole()),
        ("remaining", whole()),
    ])
}

/// `rules show`.
pub fn rules() -> Value {
    let limit = object(&[
        ("limit", text()),
        ("name", text()),
        ("length", whole()),
        ("national_max", or_null(whole())),
        ("min", or_null(whole())),
        ("unit", json!({ "enum": ["day", "working_day"] })),
        ("article", text()),
    ]);
    object(&[
        ("limits", list(&limit)),
        (
            "ladder",
            object(&[("steps", list(&whole())), ("near", whole())]),
        ),
        (
            "open_points",
            object(&[
                ("extension_from_acceptance", flag()),
                ("postmark_counts", flag()),
                ("refusal_with_witness_serves", flag()),
            ]),
        ),
        ("own", text()),
    ])
}

/// `remind`.
pub fn reminders() -> Value {
    list(&object(&[
        ("number", text()),
        ("kind", one_of(Kind::ALL, Kind::code)),
        ("owed_by", text()),
        ("effective_due", date()),
        ("office_mark", date()),
        ("rung", whole()),
        ("rung_on", date()),
        ("ownerless", flag()),
        ("since", whole()),
    ]))
}

/// `self-check`.
pub fn breaches() -> Value {
    list(&object(&[
        ("unit", text()),
        ("article", text()),
        ("failure", one_of(Failure::ALL, Failure::code)),
        ("number", text()),
        ("since", date()),
        ("open", flag()),
        ("events", list(&whole())),
    ]))
}

fn campaign_keys() -> Vec<(&'static str, Value)> {
    let phase = object(&[("name", text()), ("from", date()), ("to", date())]);
    vec![
        ("campaign", whole()),
        ("name", text()),
        ("basis", text()),
        ("lead", text()),
        ("from", date()),
        ("until", date()),
        ("phases", list(&phase)),
        ("phase", or_null(text())),
        ("closed_on", or_null(date())),
        ("result", or_null(text())),
        ("listed", whole()),
        ("struck_off", whole()),
        ("taken_up_again", whole()),
        ("left", whole()),
    ]
}

/// `campaign list`.
pub fn campaigns() -> Value {
    list(&object(&campaign_keys()))
}

/// `campaign show`: with its cases and what is left day by day.
pub fn campaign() -> Value {
    let case = object(&[
        ("number", text()),
        ("summary", text()),
        ("cause", one_of(Cause::ALL, Cause::code)),
        ("lead", text()),
        ("plan", text()),
        ("holder", text()),
        ("status", one_of(Status::ALL, Status::code)),
        ("received_on", date()),
        ("days_since_received", whole()),
        ("until", date()),
        ("late", flag()),
        ("added_on", date()),
        ("struck_on", or_null(date())),
        ("evidence", or_null(text())),
        ("taken_up_again", flag()),
    ]);
    let point = object(&[
        ("on", date()),
        ("listed", whole()),
        ("struck_off", whole()),
        ("left", whole()),
    ]);
    let mut keys = campaign_keys();
    keys.extend([("cases", list(&case)), ("burndown", list(&point))]);
    object(&keys)
}

/// `template list`.
pub fn templates() -> Value {
    list(&object(&[
        ("kind", one_of(PaperKind::ALL, PaperKind::code)),
        ("name", text()),
        ("own", flag()),
    ]))
}
