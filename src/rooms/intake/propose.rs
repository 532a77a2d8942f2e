//! What the words of the matter propose: class, category, unit, route. One key accepts.

use super::form::{arrange, class_of};
use super::sheet::Sheet;
use super::words;
use crate::domain::event::Accused;
use crate::domain::ids::UnitId;
use crate::domain::office::Office;
use crate::domain::petition::Class;
use crate::domain::rights;
use crate::forms::{Form, Proposal};
use crate::words::Sentence;

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
    let because = &proposal.because;
    let named = |word: crate::words::Word| words::proposal(&Sentence::from(word), "");
    let plain = |label: String| {
        words::proposal(
            &Sentence {
                zh: label.clone(),
                en: label,
            },
            because,
        )
    };
    let offers = [
        (
            "class",
            proposal
                .class
                .map(|c| (c.code().to_owned(), named(c.word()))),
        ),
        (
            "category",
            proposal
                .category
                .clone()
                .map(|c| (c.clone(), plain(office.categories.label(&c)))),
        ),
        (
            "unit",
            proposal
                .unit
                .map(|u| (u.0.to_string(), plain(office.units.name(u)))),
        ),
        (
            "route",
            proposal
                .route
                .filter(|_| class == Class::Request)
                .map(|r| (r.code().to_owned(), named(r.word()))),
        ),
    ];
    for (key, offer) in offers {
        let offer = offer.filter(|_| form.value(key).is_empty());
        form.propose(key, offer.map(|(value, label)| Proposal { value, label }));
    }
    arrange(form, proposal.class);
    sheet.proposal = proposal;
}

/// Why a report may not go to a unit: it is accused, or stands under one that is (Art. 30(3)).
#[must_use]
pub fn refused(form: &Form, text: &str, unit: UnitId, office: &Office) -> Option<Sentence> {
    let value = |n: usize, key: &str| form.value(&format!("accused[{n}].{key}")).to_owned();
    let accused: Vec<Accused> = (0..form.count("accused"))
        .map(|n| Accused {
            name: value(n, "name"),
            unit: value(n, "unit").parse().ok().map(UnitId),
        })
        .collect();
    rights::transfer_refused(&accused, text, unit, &office.units)
}
