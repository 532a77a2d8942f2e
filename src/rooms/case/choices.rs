//! The lists that a step's fields choose from: units, words of the law, promises, events.

use super::words as w;
use crate::domain::act;
use crate::domain::case::Case;
use crate::domain::event::{StepKind, placed};
use crate::domain::ids::UnitId;
use crate::domain::office::Office;
use crate::domain::person::Column;
use crate::domain::petition::{Class, Method, Outcome, Route};
use crate::domain::verdict::{Delivery, Demand, Finding, Ground, Rating, Retention};
use crate::flow::view::File;
use crate::forms::Choice;
use crate::words::{Lang, Sentence, Word};

fn words<T: Copy>(all: &[T], code: fn(T) -> &'static str, word: fn(T) -> Word) -> Vec<Choice> {
    all.iter()
        .map(|v| Choice::new(code(*v), word(*v)))
        .collect()
}

/// The lists of a step's choice fields.
pub fn lists(kind: StepKind, file: &File, office: &Office) -> Vec<(&'static str, Vec<Choice>)> {
    use StepKind as S;
    let case = file.case.as_ref();
    match kind {
        S::Sort => sorting(office),
        S::Accept => vec![("route", words(Route::ALL, Route::code, Route::word))],
        S::Redirect => vec![(
            "route",
            words(
                &Route::ALL[..Route::ALL.len() - 1],
                Route::code,
                Route::word,
            ),
        )],
        S::Forward | S::Assign => vec![("to", units(case, office, true))],
        S::Object => vec![("suggested", units(case, office, false))],
        S::Promise | S::Lead => vec![("by_unit", units(case, office, false))],
        S::Return => vec![(
            "agreed",
            vec![
                Choice::new("yes", w::AGREED),
                Choice::new("no", w::NOT_AGREED),
            ],
        )],
        S::Notify => vec![
            (
                "about",
                w::ABOUT
                    .iter()
                    .map(|(id, word)| Choice::new(id, *word))
                    .collect(),
            ),
            ("method", words(Method::ALL, Method::code, Method::word)),
        ],
        S::Serve => vec![
            ("method", words(Method::ALL, Method::code, Method::word)),
            (
                "result",
                words(Delivery::ALL, Delivery::code, Delivery::word),
            ),
        ],
        S::Answer => vec![(
            "outcomes[]",
            words(Outcome::ALL, Outcome::code, Outcome::word),
        )],
        S::Fulfil => vec![("of", promises(case, office))],
        S::Withdraw if file.people.len() > 1 => vec![("person", people(file))],
        S::Correct => vec![
            ("of", events(file, office)),
            ("accused_unit", every_unit(office)),
        ],
        S::CorrectRecord => vec![
            ("person", people(file)),
            ("field", words(Column::ALL, Column::code, Column::word)),
        ],
        _ => later(kind, case, office),
    }
}

fn sorting(office: &Office) -> Vec<(&'static str, Vec<Choice>)> {
    vec![
        ("class", words(Class::ALL, Class::code, Class::word)),
        ("route", words(Route::ALL, Route::code, Route::word)),
        ("category", categories(office)),
        ("accused_unit", every_unit(office)),
    ]
}

/// The lists of the steps after and beside the main line.
fn later(kind: StepKind, case: Option<&Case>, office: &Office) -> Vec<(&'static str, Vec<Choice>)> {
    use StepKind as S;
    match kind {
        S::AskReview | S::AskRereview => vec![("organ", units(case, office, false))],
        S::AnswerReview | S::AnswerRereview => {
            vec![("outcome", words(Finding::ALL, Finding::code, Finding::word))]
        }
        S::Rate => ["office", "unit"]
            .map(|key| (key, words(Rating::ALL, Rating::code, Rating::word)))
            .into(),
        S::Supervise => vec![
            ("demand", words(Demand::ALL, Demand::code, Demand::word)),
            ("to", units(case, office, false)),
        ],
        S::ReplyToSupervision => vec![
            ("of", supervisions(case, office)),
            (
                "adopted",
                vec![
                    Choice::new("yes", w::ADOPTED),
                    Choice::new("no", w::NOT_ADOPTED),
                ],
            ),
        ],
        S::Archive => vec![(
            "retention",
            words(Retention::ALL, Retention::code, Retention::word),
        )],
        S::Restrict => vec![("ground", words(Ground::ALL, Ground::code, Ground::word))],
        _ => Vec::new(),
    }
}

fn people(file: &File) -> Vec<Choice> {
    let gone = |id| file.case.as_ref().is_some_and(|c| c.left.contains(&id));
    let here = file.people.iter().filter(|(_, id, _)| !gone(*id));
    here.map(|(_, id, p)| Choice::named(&id.0.to_string(), &p.name.line()))
        .collect()
}

fn supervisions(case: Option<&Case>, office: &Office) -> Vec<Choice> {
    let open = case
        .into_iter()
        .flat_map(|c| &c.supervisions)
        .filter(|s| s.replied.is_none());
    open.map(|s| Choice {
        id: s.made.seq.to_string(),
        label: w::supervised(s.demand.word(), &office.units.name(s.to), s.made.on),
        ..Choice::default()
    })
    .collect()
}

/// The classification, with the code before the name.
fn categories(office: &Office) -> Vec<Choice> {
    let one = |c: &crate::domain::category::Category| {
        let label = format!("{} {}", c.code, office.categories.label(&c.code));
        Choice::category(c, &label)
    };
    office.categories.all().iter().map(one).collect()
}

/// Every unit, one's own among them: anybody may be accused.
fn every_unit(office: &Office) -> Vec<Choice> {
    Choice::units(&office.units)
}

/// The units; those that a report must not reach are marked, and the check refuses them.
fn units(case: Option<&Case>, office: &Office, sending: bool) -> Vec<Choice> {
    let one = |(unit, mut choice): (&crate::domain::unit::Unit, Choice)| {
        if let Some(case) = case.filter(|c| sending && is_accused(c, unit.id, office)) {
            let is_report = case.class == Class::Report;
            let note = match is_report {
                true if case.is_unsaid() => w::UNSAID,
                true => w::MUST_NOT,
                false => w::KEPT_FROM,
            };
            choice.note = note.into();
        }
        choice
    };
    let here = case.map_or(UnitId::OFFICE, Case::holder);
    let all = office.units.0.iter().zip(Choice::units(&office.units));
    all.filter(|(u, _)| !sending || (u.id != UnitId::OFFICE && u.id != here))
        .map(one)
        .collect()
}

fn is_accused(case: &Case, to: UnitId, office: &Office) -> bool {
    act::unit_refused(case, to, &office.units).is_some()
}

fn promises(case: Option<&Case>, office: &Office) -> Vec<Choice> {
    let open = case
        .into_iter()
        .flat_map(|c| &c.promises)
        .filter(|p| p.kept.is_none());
    open.map(|p| {
        let label = w::promised(
            &p.text.lines(),
            p.due_on,
            Some(&office.units.name(p.by_unit)),
        );
        Choice {
            id: p.made.seq.to_string(),
            label,
            ..Choice::default()
        }
    })
    .collect()
}

fn events(file: &File, office: &Office) -> Vec<Choice> {
    let one = |event: &crate::domain::event::Event| {
        let (word, told) = (
            event.what.kind().word(),
            super::told::event(&placed(event, &file.events), office),
        );
        let label = |lang: Lang| format!("{} {} {}", event.on, word.say(lang), told.say(lang));
        Choice {
            id: event.seq.to_string(),
            label: Sentence::of(label(Lang::Zh), label(Lang::En)),
            ..Choice::default()
        }
    };
    file.events.iter().rev().map(one).collect()
}
