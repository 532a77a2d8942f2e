//! `schema COMMAND`: the JSON Schema of what a command prints and, where it reads JSON, of that.

use serde_json::{Value, json};

use super::args;
use super::out::{Done, shown};
use super::shapes::{
    audited, flag, list, object, one_of, or_null, owed, place, sentence, text, whole,
};
use super::{shapes_duty, shapes_file, shapes_keeping, shapes_people, shapes_statute};
use crate::domain::rights::Duty;
use crate::domain::unit::UnitKind;
use crate::words::{Exit, Lang, Trouble};

/// Makes a schema.
type Shape = fn() -> Value;

/// The commands that speak JSON. The name of a group stands for the first of it.
const COMMANDS: [(&str, Shape); 57] = [
    ("register", shapes_file::registered),
    ("check-intake", shapes_file::judged),
    ("find", shapes_file::found),
    ("show", shapes_file::file),
    ("act", shapes_file::acted),
    ("owed", owed_of_all),
    ("explain", shapes_statute::explained),
    ("import", imported),
    ("import waiting list", shapes_people::waiting),
    ("import waiting show", shapes_people::waiting_rows),
    ("export", exported),
    ("calendar show", shapes_statute::calendar),
    ("calendar versions", shapes_statute::versions),
    ("calendar import", shapes_statute::changed_calendar),
    ("calendar diff", shapes_statute::changed_calendar),
    ("calendar confirm", shapes_statute::changed_calendar),
    ("calendar count", shapes_statute::counted),
    ("rules show", shapes_statute::rules),
    ("rules diff", shapes_statute::moves),
    ("rules import", shapes_statute::moves),
    ("remind", shapes_statute::reminders),
    ("self-check", shapes_statute::breaches),
    ("campaign list", shapes_statute::campaigns),
    ("campaign show", shapes_statute::campaign),
    ("person merge", shapes_people::merge),
    ("person show", shapes_people::file),
    ("template list", shapes_statute::templates),
    ("office show", place),
    ("unit list", units),
    ("operator list", operators),
    ("verify", verified),
    ("audit list", trail),
    ("audit verify", agreed),
    ("backup", backed_up),
    ("archive rules", shapes_keeping::rules),
    ("archive appraise", shapes_keeping::appraised),
    ("archive pack", shapes_keeping::packed),
    ("archive check", shapes_keeping::checked),
    ("privacy list", shapes_keeping::claims),
    ("privacy receive", shapes_keeping::entered),
    ("privacy enter", shapes_keeping::entered),
    ("privacy find", shapes_keeping::traces),
    ("period list", shapes_duty::periods),
    ("period lapsing", owed_of_all),
    ("box list", boxes),
    ("ssh doctor", surveyed),
    ("duty now", shapes_duty::now),
    ("duty rota", shapes_duty::rota),
    ("duty rota fair", shapes_duty::loads),
    ("duty rota import", shapes_duty::taken),
    ("duty log", shapes_duty::log),
    ("duty screening list", shapes_duty::screenings),
    ("duty dispute list", shapes_duty::disputes),
    ("duty dispute petition", shapes_file::registered),
    ("duty urgent list", shapes_duty::emergencies),
    ("duty urgent show", shapes_duty::urgent),
    ("duty handover show", shapes_duty::handover),
];

/// What takes `--json` with its group and prints text all the same: a card to be read, a code to be typed.
const TEXTS: [&str; 2] = ["duty urgent card", "duty handover code"];
/// Orders to the duty desk and changes of periods all print what they came to.
const ORDERS: [&str; 2] = ["duty ", "period "];

/// The schema of what a command prints, by its path without the program's name: `calendar show`.
#[must_use]
pub fn of(path: &str) -> Option<Value> {
    let (path, shape) = shape_of(path)?;
    let mut schema = shape();
    if let Value::Object(map) = &mut schema {
        let title = Value::from(format!("zhuoluo {path}"));
        map.shift_insert(0, "title".to_owned(), title);
        let draft = Value::from("https://json-schema.org/draft/2020-12/schema");
        map.shift_insert(0, "$schema".to_owned(), draft);
    }
    Some(schema)
}

fn shape_of(path: &str) -> Option<(&str, Shape)> {
    let exact = COMMANDS.iter().find(|(name, _)| *name == path);
    if let Some(found) = exact {
        return Some(*found);
    }
    let words: Vec<&str> = path.split(' ').collect();
    let mut command = super::help::command(Lang::En);
    for word in &words {
        command = command.find_subcommand(word)?.clone();
    }
    if command.has_subcommands() {
        let first = format!("{path} ");
        let of_group = COMMANDS.iter().find(|(name, _)| name.starts_with(&first));
        return of_group.copied();
    }
    let order = ORDERS.iter().any(|group| path.starts_with(group)) && !TEXTS.contains(&path);
    order.then_some((path, shapes_duty::changed as Shape))
}

pub(super) fn run(args: &args::Schema) -> Result<Done, Trouble> {
    let path = args.command.join(" ");
    let Some(schema) = of(&path) else {
        let typed = shown(&path);
        let list = COMMANDS.map(|(name, _)| name).join(", ");
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
    Ok(Done::text(text))
}

fn units() -> Value {
    list(&unit())
}

fn operators() -> Value {
    list(&operator())
}

fn trail() -> Value {
    list(&audited())
}

fn exported() -> Value {
    list(&json!({ "type": "object", "additionalProperties": text() }))
}

/// `ssh doctor`: each thing that was looked at.
fn surveyed() -> Value {
    list(&object(&[
        ("about", text()),
        ("stand", text()),
        ("what", text()),
        ("next", text()),
    ]))
}

/// `box list`: what lies in the boxes of the server.
fn boxes() -> Value {
    list(&object(&[
        ("box", text()),
        ("name", text()),
        ("bytes", whole()),
    ]))
}

/// `audit verify`.
fn agreed() -> Value {
    object(&[
        ("sound", flag()),
        ("entries", or_null(whole())),
        ("anchors", whole()),
        ("unchecked", whole()),
        ("findings", list(&sentence())),
    ])
}

/// `backup`, or what `backup --check` found.
fn backed_up() -> Value {
    let manifest = object(&[
        ("zhuoluo_backup", whole()),
        ("office", text()),
        ("at", text()),
        ("schema", whole()),
        ("bytes", whole()),
        ("sha256", text()),
        ("audit_size", whole()),
        ("audit_hash", text()),
        ("event_size", whole()),
        ("event_hash", text()),
    ]);
    let made = object(&[
        ("file", or_null(text())),
        ("manifest", manifest.clone()),
        ("sound", flag()),
    ]);
    let checked = object(&[
        ("sound", flag()),
        ("manifest", manifest),
        ("findings", list(&sentence())),
        ("altered", list(&sentence())),
    ]);
    json!({ "oneOf": [made, checked] })
}

/// What is owed on petitions, and by the desk: the latter has keys of its own.
fn owed_of_all() -> Value {
    let mut schema = owed();
    for (key, shape) in shapes_duty::desk_keys() {
        schema["properties"][key] = shape;
    }
    list(&schema)
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
        ("accused_no_report", whole()),
        ("unused_columns", list(&text())),
        ("unread_sheets", list(&text())),
        // With --wait alone: its number, and how many of its rows look like somebody.
        ("waiting", or_null(whole())),
        ("asked", or_null(whole())),
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
            json!({ "enum": ["integrity", "schema", "chain", "audit", "claims", "office", "cache", "record"] }),
        ),
        ("what", sentence()),
    ]);
    object(&[
        ("sound", flag()),
        ("events", or_null(whole())),
        ("findings", list(&finding)),
    ])
}
