//! What stands on the form as a [`Draft`] for the one check that guards every way in.

use super::adopt::Held;
use super::answers::{Matter, Not};
use super::form::class_of;
use crate::domain::draft::{Draft, DraftAccused, DraftPerson};
use crate::domain::identity::{mask_document, mask_phone};
use crate::domain::petition::Class;
use crate::forms::Form;

/// The form's words as a draft with this id. The accused count only for a report, the route only
/// for a request: fields that are not asked are not sent.
#[must_use]
pub fn draft(form: &Form, id: &str, proposed: Option<Class>) -> Draft {
    let text = |key: &str| form.value(key).to_owned();
    let class = class_of(form, proposed);
    let accused = if class == Class::Report {
        form.count("accused")
    } else {
        0
    };
    Draft {
        draft: id.to_owned(),
        channel: text("channel"),
        petitioned_on: text("petitioned_on"),
        received_on: text("received_on"),
        registered_on: String::new(),
        class: text("class"),
        route: if class == Class::Request {
            text("route")
        } else {
            String::new()
        },
        category: text("category"),
        place: text("place"),
        summary: text("summary"),
        facts: text("facts"),
        requests: (0..form.count("requests"))
            .map(|n| text(&format!("requests[{n}]")))
            .collect(),
        people: people(form),
        headcount: text("headcount"),
        accused: (0..accused)
            .map(|n| DraftAccused {
                name: text(&format!("accused[{n}].name")),
                unit: text(&format!("accused[{n}].unit")),
            })
            .collect(),
        unit: text("unit"),
        external_no: text("external_no"),
        withhold_name: !form.value("withhold_name").is_empty(),
        same_matter: Matter::of(form).map_or_else(String::new, |m| m.number),
    }
}

/// The persons in one walk over the form: a list of names may be long.
fn people(form: &Form) -> Vec<DraftPerson> {
    let mut people: Vec<DraftPerson> = Vec::new();
    for slot in form.slots() {
        let Some((index, key)) = slot
            .key
            .strip_prefix("people[")
            .and_then(|k| k.split_once("]."))
        else {
            continue;
        };
        let Ok(n) = index.parse::<usize>() else {
            continue;
        };
        while people.len() <= n {
            people.push(DraftPerson::default());
        }
        let person = &mut people[n];
        let value = slot.value();
        match key {
            "person" => person.person = Held::read(value).map(|held| held.id),
            "not" => person.not = Not::read(value).ids(),
            "phones" => {
                person.phones = if value.is_empty() {
                    Vec::new()
                } else {
                    vec![value.to_owned()]
                }
            }
            "role" => value.clone_into(&mut person.role),
            "name" => value.clone_into(&mut person.name),
            "kind" => value.clone_into(&mut person.kind),
            "id_number" => value.clone_into(&mut person.id_number),
            "address" => value.clone_into(&mut person.address),
            "contact_by" => value.clone_into(&mut person.contact_by),
            "language" => value.clone_into(&mut person.language),
            "help" => value.clone_into(&mut person.help),
            _ => {}
        }
    }
    for person in &mut people {
        // Answers left in hidden fields, of nobody any more or answered otherwise since.
        let (nobody, held) = (person.is_blank(), person.person);
        person.not.retain(|id| !nobody && held != Some(*id));
    }
    people
}

/// What a draft is called in a list: the first person's name, else the first words, else a number
/// that is masked: the list stands in sight of whoever comes next.
#[must_use]
pub fn title(form: &Form) -> String {
    let first = |group: &str, rest: &str| {
        (0..form.count(group))
            .map(|n| form.value(&format!("{group}[{n}]{rest}")).trim())
            .find(|v| !v.is_empty())
    };
    let texts = [form.value("facts"), form.value("summary")];
    let words = first("people", ".name")
        .or_else(|| first("requests", ""))
        .or_else(|| texts.into_iter().map(str::trim).find(|t| !t.is_empty()))
        .map(str::to_owned)
        .or_else(|| first("people", ".phones").map(mask_phone))
        .or_else(|| first("people", ".id_number").map(mask_document));
    let words = words.unwrap_or_default();
    words
        .lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(20)
        .collect()
}
