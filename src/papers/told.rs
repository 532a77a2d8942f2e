//! What of an event is told to the person concerned: what was said to or by them and what became of
//! their matter; of work inside the office only that it was done, of other people nothing.

use crate::domain::event::Step;
use crate::domain::ids::PersonId;
use crate::domain::office::Office;
use crate::words::{Outside, Sentence, Shown, Word};

/// What is told of an event.
pub enum Told {
    /// Not even that it happened: it concerns somebody else.
    Nothing,
    /// That it happened.
    Name,
    /// What it says.
    Text(Sentence),
}

/// What is told of a step to a person.
#[must_use]
pub fn told(step: &Step, person: PersonId, office: &Office) -> Told {
    match step {
        Step::CorrectRecord(c) if c.person != Some(person) => Told::Nothing,
        Step::Withdraw {
            person: Some(other),
            ..
        } if *other != person => Told::Nothing,
        // Who else brought the matter, and who works on it, is not theirs to know.
        Step::Link { .. } | Step::Unlink { .. } | Step::Recuse { .. } | Step::Handler { .. } => {
            Told::Nothing
        }
        Step::Forward { to } | Step::Assign { to, .. } => plain(&office.units.name(*to)),
        Step::Accept { route } => route.map_or(Told::Name, |r| word(r.word())),
        Step::Decline {
            reasons,
            basis,
            body,
            ..
        } => together(&[reasons, basis, body]),
        Step::Redirect { body, limit, .. } => together(&[body, limit]),
        Step::Notify {
            method, document, ..
        }
        | Step::Serve {
            method, document, ..
        } => with(method.word(), &document.lines()),
        Step::Extend { days, reasons, .. } => {
            let (days, reasons) = (*days, reasons.lines());
            Told::Text(say!("{days}日：{reasons}", "{days} days: {reasons}"))
        }
        Step::Answer {
            document,
            outcomes,
            text,
            ..
        } => answered(&document.lines(), outcomes, &text.lines()),
        Step::AnswerReview {
            outcome,
            document,
            text,
        }
        | Step::AnswerRereview {
            outcome,
            document,
            text,
        } => with(outcome.word(), &joined(&[document, text])),
        _ => said(step),
    }
}

fn said(step: &Step) -> Told {
    match step {
        Step::Contact { text }
        | Step::FollowUp { text }
        | Step::Fulfil { text, .. }
        | Step::AskReview { text, .. }
        | Step::AskRereview { text, .. }
        | Step::Rate { text, .. } => plain(&text.lines()),
        Step::Promise { text, due_on, .. } => {
            let (text, due) = (text.lines(), *due_on);
            Told::Text(say!("{text}（{due}前）", "{text} (by {due})"))
        }
        Step::Withdraw { reasons, .. } | Step::Close { reasons, .. } | Step::Reopen { reasons } => {
            plain(&reasons.lines())
        }
        Step::Archive(archive) => word(archive.retention.word()),
        Step::Restrict(restrict) => word(restrict.ground.word()),
        Step::HandOver(over) => plain(&over.archives.lines()),
        _ => Told::Name,
    }
}

fn answered(document: &str, outcomes: &[crate::domain::petition::Outcome], text: &str) -> Told {
    let list = |say: fn(Word) -> &'static str| {
        let all: Vec<&str> = outcomes.iter().map(|o| say(o.word())).collect();
        all.join(" ")
    };
    let (zh, en) = (list(|w| w.zh), list(|w| w.en));
    Told::Text(say!("{document} {zh} {text}", "{document} {en} {text}"))
}

/// Texts side by side.
fn joined(texts: &[&Outside]) -> String {
    let all: Vec<Shown> = texts.iter().map(|t| t.lines()).collect();
    all.join(" ")
}

fn together(texts: &[&Outside]) -> Told {
    plain(&joined(texts))
}

fn plain(text: &str) -> Told {
    Told::Text(Sentence::of(text.to_owned(), text.to_owned()))
}

fn word(word: Word) -> Told {
    with(word, "")
}

fn with(word: Word, more: &str) -> Told {
    let (zh, en) = (word.zh, word.en);
    Told::Text(say!("{zh} {more}", "{en} {more}"))
}
