//! What the words of the matter propose: class, category, unit, route. One key accepts.

use super::form::{arrange, class_of};
use super::sheet::Sheet;
use super::words;
use crate::domain::category::Proposal as Made;
use crate::domain::event::Accused;
use crate::domain::ids::UnitId;
use crate::domain::office::Office;
use crate::domain::petition::Class;
use crate::domain::rights;
use crate::forms::{Form, Proposal};
use crate::words::{Sentence, Word};

/// True when a change of this field may change what is proposed.
#[must_use]
pub fn depends_on(key: &str) -> bool {
    key.starts_with("requests")
        || key.starts_with("accused")
        || matches!(key, "facts" | "summary" | "place" | "class")
}

/// Everything the matter says.
#[must_use]
pub fn text(form: &Form) -> String {
    let requests = (0..form.count("requests")).map(|n| form.value(&format!("requests[{n}]")));
    let rest = [form.value("summary"), form.value("facts")];
    rest.into_iter()
        .chain(requests)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Makes the proposals anew if words changed. A field that is filled in is left alone.
pub fn refresh(sheet: &mut Sheet, office: &Office) {
    if !std::mem::replace(&mut sheet.is_stale, false) {
        return;
    }
    let form = &mut sheet.form;
    let text = text(form);
    let mut proposal = office
        .categories
        .propose(&text, form.value("place"), &office.units);
    let class = class_of(form, proposal.class);
    if class == Class::Report {
        proposal.unit = proposal
            .unit
            .filter(|u| refused(form, &text, *u, office).is_none());
    }
    for (key, offer) in offers(&proposal, class, office) {
        let offer = offer.filter(|_| form.value(key).is_empty());
        form.propose(key, offer);
    }
    arrange(form, proposal.class);
    sheet.proposal = proposal;
}

/// What is proposed for each field, with the word that decided it.
fn offers(made: &Made, class: Class, office: &Office) -> [(&'static str, Option<Proposal>); 4] {
    let because = &made.because;
    let word = |code: &str, word: Word| Proposal {
        value: code.to_owned(),
        label: words::proposal(&word.into(), ""),
    };
    let name = |value: String, name: String| {
        let (zh, en) = (name.clone(), name);
        let label = words::proposal(&Sentence::of(zh, en), because);
        Proposal { value, label }
    };
    let category = made.category.clone();
    let route = made.route.filter(|_| class == Class::Request);
    [
        ("class", made.class.map(|c| word(c.code(), c.word()))),
        (
            "category",
            category.map(|c| name(c.clone(), office.categories.label(&c))),
        ),
        (
            "unit",
            made.unit
                .map(|u| name(u.0.to_string(), office.units.name(u))),
        ),
        ("route", route.map(|r| word(r.code(), r.word()))),
    ]
}

/// Why a report may not go to a unit: it is accused, or stands under one that is (Art. 30(3)).
#[must_use]
pub fn refused(form: &Form, text: &str, unit: UnitId, office: &Office) -> Option<Sentence> {
    let value = |n: usize, key: &str| form.value(&format!("accused[{n}].{key}")).to_owned();
    let accused: Vec<Accused> = (0..form.count("accused"))
        .map(|n| Accused {
            name: value(n, "name").into(),
            unit: value(n, "unit").parse().ok().map(UnitId),
        })
        .collect();
    rights::transfer_refused(&accused, text, unit, &office.units)
}
