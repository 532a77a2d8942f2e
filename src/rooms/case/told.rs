//! What happened and where the petition is now, in plain sentences that can be read down a telephone.

use chrono::NaiveDate;

use super::words as w;
use crate::domain::case::{Case, Ending};
use crate::domain::event::{Event, Step};
use crate::domain::obligation::{self, Recourse, RightState};
use crate::domain::office::Office;
use crate::domain::status::Status;
use crate::domain::step;
use crate::words::Sentence;

/// 现在在谁手里: who has it, since when, and always the days since registration.
#[must_use]
pub fn in_whose_hands(case: &Case, office: &Office, today: NaiveDate) -> Sentence {
    let unit = office.units.name(case.holder());
    let sent = case.open_referral();
    let end = case.ended.map(|(_, mark)| mark.on);
    let total = (end.unwrap_or(today) - case.registered.on)
        .num_days()
        .max(0);
    let now = match Status::of(Some(case)) {
        Status::Registered => w::at_office(&unit),
        Status::Sent => sent.map_or_else(
            || w::at_office(&unit),
            |r| w::sent(&unit, r.sent.on, (today - r.sent.on).num_days()),
        ),
        Status::Signed => sent
            .and_then(|r| r.signed)
            .map_or_else(|| w::at_office(&unit), |m| w::signed(&unit, m.on)),
        Status::Objected => {
            w::objected(&unit, sent.and_then(|r| r.objected).map_or(today, |m| m.on))
        }
        Status::Accepted => accepted(case, &unit, today),
        Status::Redirected => w::redirected(case.turned.map_or(today, |m| m.on)),
        Status::Answered => w::answered(&unit, case.answered.map_or(today, |m| m.on)),
        Status::Served => served(case, office, today),
        Status::Settled => w::settled(case.settled.map_or(today, |m| m.on)),
        Status::Review | Status::Rereview => {
            let again = case.rereview.is_some();
            case.open_review().map_or_else(Sentence::default, |r| {
                w::under_review(again, &office.units.name(r.organ), r.asked.on)
            })
        }
        Status::Closed => w::closed(end.unwrap_or(today), case.resolved),
        Status::Withdrawn => w::withdrawn(end.unwrap_or(today)),
        Status::Void => w::VOID.into(),
    };
    let ended = matches!(case.ended, Some((Ending::Closed | Ending::Withdrawn, _)));
    let tail = w::total(total, ended, case.returns);
    Sentence::of(
        format!("{}{}", now.zh, tail.zh),
        format!("{}{}", now.en, tail.en),
    )
}

fn accepted(case: &Case, unit: &str, today: NaiveDate) -> Sentence {
    let on = case.clock_start().map_or(today, |m| m.on);
    if step::is_on_clock(case) && case.accepted.is_some() {
        w::accepted(unit, on)
    } else {
        w::in_hand(unit, on)
    }
}

/// The answer arrived, and what the petitioner may still ask for.
fn served(case: &Case, office: &Office, today: NaiveDate) -> Sentence {
    let rights = obligation::recourse(case, &office.calendar, &office.rules);
    let on = rights.last().map(|r| r.due.from);
    let said = w::served(on.or(case.served.map(|m| m.on)).unwrap_or(today));
    let open = |r: &&Recourse| r.standing(today) == RightState::Open;
    match rights.iter().rfind(open) {
        Some(right) => w::may_ask(&said, right.ask.word(), right.due.effective),
        None => said,
    }
}

/// What an event says, without date and doer.
#[must_use]
pub fn event(event: &Event, office: &Office) -> Sentence {
    let unit = |id| office.units.name(id);
    match &event.what {
        Step::Register(r) => w::from_words(&r.number.0, &r.channel.word()),
        Step::Sort(sort) => {
            let label = if sort.category.is_empty() {
                String::new()
            } else {
                office.categories.label(&sort.category)
            };
            let rest = [label.as_str(), &sort.superior.lines()].join(" ");
            let sorted = w::sorted(sort.class, sort.route, sort.simple, rest.trim());
            w::accusing(sorted, &sort.accused, sort.accused_unknown, office)
        }
        Step::Forward { to } => w::to_unit(&unit(*to)),
        Step::Assign { to, due_on } => w::assigned(&unit(*to), *due_on),
        Step::SignFor {} => Sentence::default(),
        Step::Object { reasons, suggested } => {
            w::objection(&reasons.lines(), suggested.map(unit).as_deref())
        }
        Step::Return { agreed, reasons } => w::taken_back(*agreed, &reasons.lines()),
        Step::Accept { route } => route.map_or_else(Sentence::default, |r| r.word().into()),
        _ => decided(event, office),
    }
}

/// Decisions and how they were told.
fn decided(event: &Event, office: &Office) -> Sentence {
    match &event.what {
        Step::Decline {
            reasons,
            basis,
            body,
            limit,
            ended_by,
        } => w::together(&[reasons, basis, body, limit, ended_by]),
        Step::Redirect { route, body, limit } => {
            let route = route.word();
            let rest = w::together(&[body, limit]);
            Sentence::of(
                format!("{} {}", route.zh, rest.zh),
                format!("{} {}", route.en, rest.en),
            )
        }
        Step::Notify {
            about,
            method,
            document,
        } => w::notified(*about, *method, &document.lines()),
        Step::Extend {
            days,
            reasons,
            approver,
        } => w::extended(*days, &reasons.lines(), &approver.lines()),
        Step::Answer {
            document,
            outcomes,
            text,
            execute_by,
        } => w::carried_out(
            w::opinion(&document.lines(), outcomes, &text.lines()),
            *execute_by,
        ),
        Step::Serve {
            method,
            document,
            result,
            witness,
            ..
        } => w::delivered(*method, *result, &w::together(&[document, witness]).zh),
        _ => aside(event, office),
    }
}

/// Steps beside the main line: people in charge, contacts, promises, endings, corrections.
fn aside(event: &Event, office: &Office) -> Sentence {
    match &event.what {
        Step::Lead(said) => w::led(said, office),
        Step::Handler { login, also } => w::handed(&login.lines(), *also),
        Step::Contact { text }
        | Step::Note { text }
        | Step::Remind { text, .. }
        | Step::Fulfil { text, .. } => w::together(&[text]),
        Step::Promise {
            text,
            due_on,
            by_unit,
        } => w::promised(
            &text.lines(),
            *due_on,
            by_unit.map(|id| office.units.name(id)).as_deref(),
        ),
        Step::Withdraw { reasons, person } => w::gone(&reasons.lines(), person.is_some()),
        Step::Reopen { reasons } | Step::Unlink { reasons } => w::together(&[reasons]),
        Step::Close { reasons, resolved } => w::closing(&reasons.lines(), *resolved),
        Step::Correct {
            accused: Some(accused),
            accused_mistaken: true,
            reasons,
            ..
        } => w::mistaken(w::together(&[reasons]), accused, office),
        Step::Correct {
            accused: Some(accused),
            reasons,
            ..
        } => w::accusing(w::together(&[reasons]), accused, false, office),
        Step::Correct {
            of,
            void,
            on,
            reasons,
            ..
        } => w::corrected(*of, *void, *on, &reasons.lines()),
        Step::Link { matter, reasons } => w::linked(matter.0, &reasons.lines()),
        later => super::told_later::event(later, office),
    }
}
