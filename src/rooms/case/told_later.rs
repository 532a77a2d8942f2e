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
        Step::Hear { from, to, text } => w::heard(*from, *to, &text.lines()),
        Step::Mediate {
            agreed,
            document,
            text,
            due_on,
        } => w::carried_out(
            w::mediated(*agreed, &document.lines(), &text.lines()),
            *due_on,
        ),
        Step::Meet { text, document } => w::together(&[document, text]),
        Step::LegalReview { passed, text } => w::law_reviewed(*passed, &text.lines()),
        Step::AskReview {
            posted_on, text, ..
        }
        | Step::AskRereview {
            posted_on, text, ..
        } => w::asked(*posted_on, &text.lines()),
        Step::AnswerReview {
            outcome,
            document,
            text,
        }
        | Step::AnswerRereview {
            outcome,
            document,
            text,
        } => w::with(outcome.word(), &w::together(&[document, text]).zh),
        Step::FollowUp { text } | Step::ReplyToSupervision { text, .. } => w::together(&[text]),
        Step::Rate { office, unit, text } => w::rated(
            office.map(Rating::word),
            unit.map(Rating::word),
            &text.lines(),
        ),
        Step::Recuse {
            login,
            substitute,
            reasons,
            approver,
        } => w::recused(
            &login.lines(),
            &substitute.lines(),
            &reasons.lines(),
            &approver.lines(),
        ),
        Step::Split {
            requests,
            into,
            reasons,
            ..
        } => {
            let list: Vec<String> = requests.iter().map(ToString::to_string).collect();
            w::split(&list.join(" "), &into.lines(), &reasons.lines())
        }
        _ => kept(step, office),
    }
}

/// How the file and the data in it are kept.
fn kept(step: &Step, office: &Office) -> Sentence {
    match step {
        Step::Archive(archive) => w::with(archive.retention.word(), &archive.document.lines()),
        Step::CorrectRecord(c) => w::record_corrected(c),
        Step::Restrict(r) => w::with(r.ground.word(), &w::together(&[&r.reasons, &r.request]).zh),
        Step::Lift(l) => w::together(&[&l.reasons]),
        Step::HandOver(h) => w::together(&[&h.archives, &h.document]),
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
            let said = w::with(demand.word(), &w::joined(&[&unit, &text.lines()]).zh);
            w::carried_out(said, *due_on)
        }
        _ => Sentence::default(),
    }
}
