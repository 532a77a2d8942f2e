//! What each step asks for: fields, lists to choose from, values that stand there already.

use super::{fields, words as w};
use crate::domain::case::Case;
use crate::domain::event::StepKind;
use crate::domain::office::Office;
use crate::domain::petition::{Class, Method, Route};
use crate::domain::verdict::Delivery;
use crate::flow::view::File;
use crate::forms::{Form, Group, Part, Proposal};
use crate::words::Sentence;

/// An empty form for a step, with what stands there already.
#[must_use]
pub fn build(kind: StepKind, file: &File, office: &Office, today: chrono::NaiveDate) -> Form {
    let mut parts: Vec<Part> = fields::of(kind).iter().copied().map(Part::One).collect();
    let requests = file.case.as_ref().map_or(0, Case::requests_left);
    if kind == StepKind::Answer && requests > 0 {
        parts.push(Part::Many(Group {
            key: "outcomes",
            label: w::REQUEST,
            fields: fields::OUTCOMES,
            least: requests,
            most: requests,
        }));
    }
    if kind == StepKind::Answer {
        parts.push(Part::One(fields::EXECUTE_BY));
    }
    parts.push(Part::One(fields::ON));
    parts.push(Part::One(fields::WHY));
    let mut form = Form::new(parts);
    for (key, list) in super::choices::lists(kind, file, office) {
        form.set_choices(key, list);
    }
    form.set("on", &today.to_string());
    if let Some(case) = &file.case {
        fill(&mut form, kind, case, office);
    }
    arrange(&mut form, file.case.as_ref());
    form.mark_saved(form.revision());
    form
}

/// Shows what is asked of a report alone: whom it accuses.
pub fn arrange(form: &mut Form, case: Option<&Case>) {
    let sorted = form.slot("class").map(|slot| slot.value().to_owned());
    let report = match sorted {
        Some(class) => class == Class::Report.code(),
        None => {
            case.is_some_and(|c| c.class == Class::Report || !c.registration.accused.is_empty())
        }
    };
    form.hide_where(|slot| slot.key.starts_with("accused") && !report);
}

/// What stands there already, and what is proposed.
fn fill(form: &mut Form, kind: StepKind, case: &Case, office: &Office) {
    use StepKind as S;
    match kind {
        S::Sort => {
            form.set("class", case.class.code());
            form.set("route", case.route.map_or("", Route::code));
            form.set("category", &case.category);
            form.set("simple", if case.simple { "yes" } else { "" });
        }
        S::Accept => match case.route {
            Some(route) => drop(form.set("route", route.code())),
            None if case.class == Class::Request => form.propose(
                "route",
                Some(Proposal {
                    value: Route::Petition.code().to_owned(),
                    label: Route::Petition.word().into(),
                }),
            ),
            None => {}
        },
        S::Forward | S::Assign => {
            if let Some(unit) = case.registration.unit {
                let name = office.units.name(unit);
                form.propose(
                    "to",
                    Some(Proposal {
                        value: unit.0.to_string(),
                        label: Sentence::of(name.clone(), name),
                    }),
                );
            }
        }
        S::Notify => {
            let untold = case.extension.as_ref().is_some_and(|e| e.told.is_none());
            form.set("about", w::ABOUT[if untold { 2 } else { 0 }].0);
            form.set("method", Method::Direct.code());
        }
        S::Serve => {
            form.set("method", Method::Direct.code());
            form.set("result", Delivery::Delivered.code());
        }
        S::Lead => drop(form.put_back("official", &case.lead)),
        S::Extend => drop(form.set("days", &office.rules.limit("extension").length.to_string())),
        S::Fulfil | S::ReplyToSupervision => {
            if let [only] = form.choices("of") {
                let id = only.id.clone();
                form.set("of", &id);
            }
        }
        _ => {}
    }
}

/// Steps that end or turn something: they ask once more.
#[must_use]
pub fn asks_first(kind: StepKind, void: bool) -> bool {
    use StepKind as S;
    matches!(kind, S::Decline | S::Redirect | S::Withdraw | S::Close)
        || (kind == S::Correct && void)
}
