//! The shapes of JSON that several commands share; keys are promised to scripts.

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Value, json};

use crate::domain::alert::Owed;
use crate::domain::duty::book::Stamp;
use crate::domain::duty::owed::DeskDuty;
use crate::domain::event::Event;
use crate::domain::identity::{mask_document, mask_name, mask_phone};
use crate::domain::obligation::{self, Obligation};
use crate::domain::office::Office;
use crate::domain::person::Person;
use crate::domain::petition::Role;
use crate::flow::corrected::Corrected;
use crate::flow::view::{File, PersonCard, PetitionRow};
use crate::search::{Lights, met_text};
use crate::store::Store;
use crate::words::{Outside, Trouble};

/// An obligation, as in the contract.
#[must_use]
pub fn obligation(o: &Obligation, office: &Office, today: NaiveDate) -> Value {
    let rung = obligation::rung(o, &office.calendar, &office.rules, today);
    json!({
        "kind": o.kind.code(),
        "owed_by": office.units.name(o.owed_by),
        "owed_by_unit": o.owed_by.0,
        "owed_to": o.owed_to.code(),
        "basis": office.rules.article(&o.basis),
        "since": o.since,
        "nominal_due": o.due.nominal,
        "effective_due": o.due.effective,
        "office_mark": o.due.warn,
        "provisional": o.due.provisional,
        "assumed": o.assumed,
        "state": o.state(today).code(),
        "paid_by": o.paid.map(|(event, _)| event),
        "paid_on": o.paid.map(|(_, on)| on),
        "days_left": o.days_left(today),
        "rung": rung.map(|r| r.step),
        "rung_on": rung.map(|r| r.on),
    })
}

/// Names the events of an obligation on a petition by their place in it, as `show` does: the store's own numbers
/// count what the reader may not see.
pub fn in_place(store: &Store, o: &mut Obligation) -> Result<(), Trouble> {
    o.since = store.place_of(o.since)?;
    if let Some((event, _)) = &mut o.paid {
        *event = store.place_of(*event)?;
    }
    Ok(())
}

/// The same of everything that is owed on petitions; what the desk itself owes stands on none.
pub fn all_in_place(store: &Store, owed: &mut [Owed]) -> Result<(), Trouble> {
    let mut on_petitions = owed.iter_mut().filter(|o| o.duty.is_none());
    on_petitions.try_for_each(|o| in_place(store, &mut o.obligation))
}

/// An obligation with the petition it belongs to.
#[must_use]
pub fn owed(owed: &Owed, office: &Office, today: NaiveDate) -> Value {
    let mut value = json!({ "number": owed.number.0, "summary": owed.summary });
    if let Value::Object(map) = &mut value {
        if !owed.name.is_empty() {
            // What is owed is read by everybody whose work it is, and no reading of it is on record.
            let name = mask_name(owed.name.raw());
            map.insert("name".to_owned(), Value::from(name));
        }
        if let Value::Object(more) = obligation(&owed.obligation, office, today) {
            map.extend(more);
        }
        let stands = owed
            .stands
            .as_ref()
            .map(|s| json!({ "group": s.group.code(), "rank": s.rank.code(), "why": s.why }));
        map.insert("stands".to_owned(), stands.into());
        if let Some(seen) = &owed.seen {
            map.insert("seen".to_owned(), self::seen(seen, office));
        }
        map.insert("key".to_owned(), Value::from(owed.key()));
        if owed.duty.is_none() {
            map.insert("ownerless".to_owned(), Value::from(owed.ownerless));
        }
        if let Some(Value::Object(more)) = owed.duty.as_ref().map(|d| desk_duty(d, office)) {
            map.extend(more);
        }
    }
    value
}

/// The petitioner's rights in a file: running, used or lapsed.
#[must_use]
pub fn rights(file: &File, office: &Office, today: NaiveDate) -> Vec<Value> {
    let case = file.case.iter();
    let all = case.flat_map(|c| obligation::recourse(c, &office.calendar, &office.rules));
    all.map(|r| {
        json!({
            "kind": r.ask.code(),
            "basis": office.rules.article(&r.basis),
            "since": r.since,
            "until": r.due.effective,
            "provisional": r.due.provisional,
            "state": r.standing(today).code(),
            "used_by": r.used.map(|m| m.seq),
        })
    })
    .collect()
}

/// What is still owed in a file, soonest first.
#[must_use]
pub fn still_owed(file: &File, office: &Office, today: NaiveDate) -> Vec<Value> {
    let mut open: Vec<&Obligation> = file
        .obligations
        .iter()
        .filter(|o| o.is_owed(today))
        .collect();
    open.sort_by_key(|o| o.due.effective);
    open.into_iter()
        .map(|o| obligation(o, office, today))
        .collect()
}

/// A petition in a list.
#[must_use]
pub fn row(row: &PetitionRow, office: &Office) -> Value {
    json!({
        "number": row.number.0,
        "received_on": row.received_on,
        "registered_on": row.registered_on,
        "channel": row.channel.code(),
        "class": row.class.code(),
        "category": row.category,
        "category_name": office.categories.label(&row.category),
        "place": row.place,
        "summary": row.summary,
        "name": row.name,
        "headcount": row.headcount,
        "holder": office.units.name(row.holder),
        "status": row.status.code(),
        "next_kind": row.next.map(|(kind, _)| kind.code()),
        "next_on": row.next.map(|(_, on)| on),
        "external_no": row.external_no,
    })
}

/// A person of a file, in full.
#[must_use]
pub fn person(role: Role, id: i64, person: &Person) -> Value {
    json!({
        "person": id,
        "role": role.code(),
        "name": person.name,
        "name_entered": person.name_entered,
        "kind": person.kind.code(),
        "id_kind": person.id_kind,
        "id_number": person.id_number,
        "phones": person.phones,
        "address": person.address,
        "contact_by": person.contact_by,
        "language": person.language,
        "help": person.help,
    })
}

/// What was written of somebody on a petition where their record says otherwise: what is alike is empty.
#[must_use]
pub fn written(person: &Person) -> Value {
    json!({
        "name": person.name_entered,
        "id_number": person.id_number,
        "phones": person.phones,
        "address": person.address,
        "contact_by": person.contact_by,
        "language": person.language,
        "help": person.help,
    })
}

/// A correction of a record: whose, when, by whom, on which petition.
#[must_use]
pub fn corrected(of: &Corrected) -> Value {
    json!({
        "person": of.what.person.map(|p| p.0),
        "number": of.number.0,
        "at": of.at.to_rfc3339(),
        "by": of.by,
        "field": of.what.field.code(),
        "before": of.what.before,
        "value": of.what.value,
    })
}

/// An event: who, when, which step, and what it says.
#[must_use]
pub fn event(event: &Event) -> Value {
    let mut body = serde_json::to_value(&event.what).unwrap_or_default();
    if let Value::Object(map) = &mut body {
        map.shift_remove("step");
    }
    json!({
        "seq": event.seq,
        "step": event.what.kind().code(),
        "on": event.on,
        "at": event.at.to_rfc3339(),
        "by": event.by,
        "why": event.why,
        "body": body,
    })
}

/// Where events of a file are named by number, their place in it stands instead: the store's own numbers count
/// what the reader may not see.
pub fn place_events(value: &mut Value, file: &File) {
    let place = |seq: &mut Value| {
        let named = seq.as_i64();
        let at = named.and_then(|n| file.events.iter().position(|e| e.seq == n));
        if let Some(at) = at {
            *seq = Value::from(at + 1);
        }
    };
    for (list, keys) in NUMBERED {
        let Some(Value::Array(rows)) = value.get_mut(list) else {
            continue;
        };
        for row in rows {
            for key in keys {
                if let Some(seq) = row.pointer_mut(key) {
                    place(seq);
                }
            }
        }
    }
}

/// Where a file names its events by number: lists, and in their rows the keys.
const NUMBERED: [(&str, &[&str]); 4] = [
    ("events", &["/seq", "/body/of", "/body/ladder/of"]),
    ("obligations", &["/since", "/paid_by"]),
    ("owed", &["/since", "/paid_by"]),
    ("rights", &["/since", "/used_by"]),
];

/// A civil instant of the office with its offset.
pub fn at(office: &Office, when: NaiveDateTime) -> Value {
    let local = when.and_local_timezone(office.zone).single();
    local.map_or(Value::Null, |t| Value::from(t.to_rfc3339()))
}

/// The keys that a duty adds to an obligation.
pub fn desk_duty(d: &DeskDuty, office: &Office) -> Value {
    json!({
        "key": d.key, "due_at": at(office, d.due), "opens_at": at(office, d.opens),
        "who": d.who, "lies_with": d.rung.code(), "what": d.what,
        "seen": d.seen.as_ref().map(|s| seen(s, office)),
    })
}

pub fn seen(s: &Stamp, office: &Office) -> Value {
    json!({ "by": s.by, "at": at(office, s.at), "note": s.why })
}

/// Everything of a card that was typed: the field, which of several, and from which character to before which,
/// in the text as it is given here.
#[must_use]
pub fn met(card: &PersonCard, query: &str) -> Vec<Value> {
    let former = card.former.iter().filter(|f| !f.lit.is_empty());
    let former = former.map(|f| json!({ "field": "former", "at": 0, "ranges": in_ranges(&f.lit) }));
    let mut all: Vec<Value> = former.collect();
    let names = card.former.iter().map(|f| f.name.raw());
    let names = names.chain([card.person.name.raw()]);
    all.extend(met_of((&card.person, &card.lit), names, query));
    if let Some(through) = &card.through {
        let name = [through.person.name.raw()];
        for mut met in met_of((&through.person, &through.lit), name, query) {
            met["record"] = json!(through.id.0);
            all.push(met);
        }
    }
    all
}

/// The same of one record.
fn met_of<'a>(
    (person, lit): (&Person, &[usize]),
    names: impl IntoIterator<Item = &'a str>,
    query: &str,
) -> Vec<Value> {
    let mut all = Vec::new();
    let mut put = |field: &str, at: usize, ranges: Vec<[usize; 2]>| {
        if !ranges.is_empty() {
            all.push(json!({ "field": field, "at": at, "ranges": ranges }));
        }
    };
    put("name", 0, in_ranges(lit));
    let (number, address) = (person.id_number.line(), person.address.raw());
    let lines: Vec<_> = person.phones.iter().map(Outside::line).collect();
    let numbers = lines.iter().chain([&number]);
    let numbers: Vec<&str> = numbers.map(|n| &**n).collect();
    let lights = Lights::of(query, names, &numbers, address);
    for (at, phone) in person.phones.iter().enumerate() {
        let shown = mask_phone(&phone.line());
        put(
            "phones",
            at,
            in_signs(&shown, &lights.number(&phone.line(), &shown)),
        );
    }
    let shown = mask_document(&number);
    put(
        "id_number",
        0,
        in_signs(&shown, &lights.number(&number, &shown)),
    );
    put("address", 0, in_signs(address, &lights.address(address)));
    all
}

/// The words typed that stand in a text, as characters.
#[must_use]
pub fn words_in(text: &Outside, query: &str) -> Vec<[usize; 2]> {
    in_signs(text.raw(), &met_text(text.raw(), query))
}

/// Parts of a text in bytes as characters, neighbours as one.
#[must_use]
pub fn in_signs(text: &str, parts: &[Range<usize>]) -> Vec<[usize; 2]> {
    let lit = text.char_indices().enumerate();
    let lit = lit.filter(|(_, (byte, _))| parts.iter().any(|part| part.contains(byte)));
    in_ranges(&lit.map(|(at, _)| at).collect::<Vec<_>>())
}

/// Ascending places, those side by side as one: the first, and the one behind the last.
#[must_use]
pub fn in_ranges(places: &[usize]) -> Vec<[usize; 2]> {
    let runs = places.chunk_by(|a, b| a + 1 == *b);
    runs.map(|run| [run[0], run[run.len() - 1] + 1]).collect()
}
