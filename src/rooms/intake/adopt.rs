//! Adopting a known person into an entry of the form: blanks are filled, and given back when it was
//! somebody else. Nobody's number or address stays behind under another name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::name;
use crate::domain::petition::PersonKind;
use crate::flow::view::PersonCard;
use crate::forms::Form;

/// What the hidden field of an entry holds while somebody is adopted: it moves with its entry, is
/// undone with it and is kept with the draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The record.
    pub id: i64,
    /// The name on file.
    pub name: String,
    /// Fields that were filled: what stood there before, and what was put there.
    #[serde(default)]
    filled: BTreeMap<String, (String, String)>,
}

impl Held {
    /// Reads the hidden field.
    #[must_use]
    pub fn read(value: &str) -> Option<Self> {
        serde_json::from_str(value).ok()
    }

    /// Who is adopted into entry `n`.
    #[must_use]
    pub fn of(form: &Form, n: usize) -> Option<Self> {
        Self::read(form.value(&key(n, "person")))
    }
}

fn key(n: usize, field: &str) -> String {
    format!("people[{n}].{field}")
}

/// The name that a card shows.
#[must_use]
pub fn shown_name(card: &PersonCard) -> &str {
    let person = &card.person;
    if person.name.is_empty() {
        person.name_entered.raw()
    } else {
        person.name.raw()
    }
}

/// Fills what is blank in entry `n`, and what is only the beginning of what is on file. Of a record that
/// stands in a report the name alone: who gave the rest gave it to the report's readers.
pub fn fill(form: &mut Form, n: usize, card: &PersonCard) {
    let person = &card.person;
    let name = shown_name(card);
    let phones = person.telephones("、");
    let is_unit = person.kind == PersonKind::Organisation;
    let fields = [
        ("name", name),
        ("id_number", person.id_number.raw()),
        ("phones", phones.raw()),
        ("address", person.address.raw()),
        ("kind", if is_unit { person.kind.code() } else { "" }),
        ("contact_by", person.contact_by.raw()),
        ("language", person.language.raw()),
        ("help", person.help.raw()),
    ];
    let mut filled = BTreeMap::new();
    let all = fields.into_iter();
    for (field, on_file) in all.filter(|(field, _)| !card.apart || *field == "name") {
        let typed = form.value(&key(n, field)).to_owned();
        let fits = match field {
            "name" => is_part(&typed, on_file),
            _ => typed.trim().is_empty() || on_file.contains(typed.trim()),
        };
        if fits && !on_file.is_empty() && typed != on_file {
            form.set(&key(n, field), on_file);
            filled.insert(field.to_owned(), (typed, on_file.to_owned()));
        }
    }
    let (id, name) = (card.id.0, name.to_owned());
    let held = serde_json::to_string(&Held { id, name, filled });
    form.set(&key(n, "person"), &held.unwrap_or_default());
}

/// Takes an adoption back: what was filled and not changed since gives way to what stood there.
/// Gives the name of who it was.
pub fn release(form: &mut Form, n: usize) -> Option<String> {
    let held = Held::of(form, n)?;
    for (field, (before, put)) in held.filled {
        if form.value(&key(n, &field)) == put {
            form.set(&key(n, &field), &before);
        }
    }
    form.set(&key(n, "person"), "");
    Some(held.name)
}

/// True when a typed name is only what one types to find: nothing, letters of its sound, a piece.
fn is_part(typed: &str, name: &str) -> bool {
    let typed = name::bare(typed);
    let whole = name::bare(name);
    typed.chars().all(|c| c.is_ascii_alphanumeric()) || (whole != typed && whole.contains(&typed))
}

/// The name of who was adopted into the entry in focus, when what stands there now is another.
#[must_use]
pub fn differs(form: &Form) -> Option<String> {
    let ("people", n) = form.entry()? else {
        return None;
    };
    let name = Held::of(form, n)?.name;
    let typed = name::bare(form.value(&key(n, "name")));
    (!typed.is_empty() && typed != name::bare(&name)).then_some(name)
}
