//! What happened after and beside the main line, in plain sentences.

use super::words as w;
use crate::domain::event::Step;
use crate::domain::office::Office;
use crate::domain::verdict::Rating;
use crate::words::Sentence;

/// What such an event says, without date and doer.
#[must_use]
pub fn event(step: &Step, office: &Office) -> Sentence {
    match step {
        Step::Hear { from, to, text } => w::heard(*from, *to, text),
        Step::Mediate {
            agreed,
            document,
            text,
            due_on,
        } => w::carried_out(w::mediated(*agreed, document, text), *due_on),
        Step::Meet { text, document } => w::joined(&[document, text]),
        Step::LegalReview { passed, text } => w::law_reviewed(*passed, text),
        Step::AskReview {
            posted_on, text, ..
        }
        | Step::AskRereview {
            posted_on, text, ..
        } => w::asked(*posted_on, text),
        Step::AnswerReview {
            outcome,
            document,
            text,
        }
        | Step::AnswerRereview {
            outcome,
            document,
            text,
        } => w::with(outcome.word(), &w::joined(&[document, text]).zh),
        Step::FollowUp { text } | Step::ReplyToSupervision { text, .. } => w::joined(&[text]),
        Step::Rate { office, unit, text } => {
            w::rated(office.map(Rating::word), unit.map(Rating::word), text)
        }
        Step::Recuse {
            login,
            substitute,
            reasons,
            approver,
        } => w::recused(login, substitute, reasons, approver),
        Step::Split {
            requests,
            into,
            reasons,
        } => {
            let list: Vec<String> = requests.iter().map(ToString::to_string).collect();
            w::split(&list.join(" "), into, reasons)
        }
        Step::Archive(archive) => w::with(archive.retention.word(), &archive.document),
        Step::CorrectRecord(c) => w::record_corrected(c),
        Step::Restrict(r) => w::with(r.ground.word(), &w::joined(&[&r.reasons, &r.request]).zh),
        Step::Lift(l) => w::joined(&[&l.reasons]),
        Step::HandOver(h) => w::joined(&[&h.archives, &h.document]),
        _ => supervised(step, office),
    }
}

fn supervised(step: &Step, office: &Office) -> Sentence {
    match step {
        Step::Supervise {
            demand,
            to,
            text,
            due_on,
        } => {
            let unit = to.map(|to| office.units.name(to)).unwrap_or_default();
            let said = w::with(demand.word(), &w::joined(&[&unit, text]).zh);
            w::carried_out(said, *due_on)
        }
        _ => Sentence::default(),
    }
}
