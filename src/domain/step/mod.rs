//! The legal next steps of a case, who may take them, and the sentence for why another is closed:
//! one table with a row for each step.

mod keeping;
mod later;
mod main_line;

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::case::Case;
use super::event::StepKind;
use super::petition::{Class, Route};
use super::rights::{self, Operator, Who};
use super::rules::Rules;
use crate::words::Sentence;

/// What a step is judged by besides the case.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The office's calendar.
    pub calendar: &'a Calendar,
    /// The office's limits.
    pub rules: &'a Rules,
    /// The civil date at the office.
    pub today: NaiveDate,
    /// Who asks.
    pub operator: &'a Operator,
}

/// The steps in the order of the menu, each with the reason when it is closed.
#[must_use]
pub fn menu(case: &Case, ground: Ground<'_>) -> Vec<(StepKind, Option<Sentence>)> {
    StepKind::ALL
        .iter()
        .filter(|k| **k != StepKind::Register)
        .map(|kind| (*kind, closed(*kind, case, ground)))
        .collect()
}

/// One row of the table.
struct Row {
    kind: StepKind,
    /// The roles that may take it.
    who: Who,
    /// True when it may be taken after the petition was closed or withdrawn.
    after_end: bool,
    /// Why it is closed now.
    closed: fn(&Case, Ground<'_>) -> Option<Sentence>,
}

const fn row(
    kind: StepKind,
    who: Who,
    after_end: bool,
    closed: fn(&Case, Ground<'_>) -> Option<Sentence>,
) -> Row {
    Row {
        kind,
        who,
        after_end,
        closed,
    }
}

/// Who may take a step, whether an ended petition still takes it, and why it is closed.
const TABLE: [Row; 46] = [
    row(StepKind::Register, Who::Anyone, true, later::registered),
    row(StepKind::Sort, Who::Deciders, false, main_line::sorting),
    row(StepKind::Forward, Who::Anyone, false, main_line::sending),
    row(StepKind::Assign, Who::Anyone, false, main_line::sending),
    row(StepKind::SignFor, Who::Anyone, false, main_line::signing),
    row(StepKind::Object, Who::Anyone, false, main_line::objecting),
    row(StepKind::Return, Who::Anyone, false, main_line::returning),
    row(StepKind::Accept, Who::Deciders, false, main_line::accepting),
    row(
        StepKind::Decline,
        Who::Deciders,
        false,
        main_line::declining,
    ),
    row(
        StepKind::Redirect,
        Who::Deciders,
        false,
        main_line::redirecting,
    ),
    row(StepKind::Notify, Who::Anyone, false, main_line::notifying),
    row(StepKind::Extend, Who::Deciders, false, main_line::extending),
    row(StepKind::Hear, Who::Deciders, false, later::hearing),
    row(StepKind::Mediate, Who::Deciders, false, later::mediating),
    row(StepKind::Meet, Who::Deciders, false, open),
    row(
        StepKind::LegalReview,
        Who::Deciders,
        false,
        later::reviewing_law,
    ),
    row(StepKind::Answer, Who::Deciders, false, main_line::answering),
    row(StepKind::Serve, Who::Anyone, false, main_line::serving),
    row(StepKind::AskReview, Who::Anyone, true, later::asking_review),
    row(
        StepKind::AnswerReview,
        Who::Deciders,
        false,
        later::answering_review,
    ),
    row(
        StepKind::AskRereview,
        Who::Anyone,
        true,
        later::asking_rereview,
    ),
    row(
        StepKind::AnswerRereview,
        Who::Deciders,
        false,
        later::answering_rereview,
    ),
    row(StepKind::Lead, Who::Anyone, false, open),
    row(StepKind::Handler, Who::Anyone, true, open),
    row(StepKind::Recuse, Who::Anyone, true, open),
    row(StepKind::Contact, Who::Anyone, true, open),
    row(StepKind::Note, Who::Anyone, true, open),
    row(StepKind::Promise, Who::Anyone, false, open),
    row(StepKind::Fulfil, Who::Anyone, true, later::fulfilling),
    row(StepKind::Remind, Who::Anyone, false, open),
    row(StepKind::Supervise, Who::Heads, true, open),
    row(
        StepKind::ReplyToSupervision,
        Who::Anyone,
        true,
        later::replying,
    ),
    row(StepKind::FollowUp, Who::Anyone, true, later::following_up),
    row(StepKind::Rate, Who::Anyone, true, later::rating),
    row(StepKind::Withdraw, Who::Anyone, false, open),
    row(StepKind::Close, Who::Deciders, false, main_line::closing),
    row(StepKind::Reopen, Who::Deciders, true, later::reopening),
    row(StepKind::Archive, Who::Deciders, true, later::archiving),
    row(StepKind::Correct, Who::Anyone, true, open),
    row(StepKind::Link, Who::Anyone, true, later::linking),
    row(StepKind::Unlink, Who::Anyone, true, later::unlinking),
    row(StepKind::Split, Who::Deciders, false, later::splitting),
    row(
        StepKind::CorrectRecord,
        Who::Deciders,
        true,
        keeping::correcting,
    ),
    row(StepKind::Restrict, Who::Heads, true, keeping::restricting),
    row(StepKind::Lift, Who::Heads, true, keeping::lifting),
    row(StepKind::HandOver, Who::Heads, true, keeping::handing_over),
];

fn open(_: &Case, _: Ground<'_>) -> Option<Sentence> {
    None
}

/// Why a step is not for the role of this operator; `None` when it is.
#[must_use]
pub fn not_theirs(operator: &Operator, kind: StepKind) -> Option<Sentence> {
    let row = TABLE.iter().find(|r| r.kind == kind)?;
    rights::step_refused(operator, row.who, kind)
}

/// Why a step is closed now; `None` when it may be taken.
#[must_use]
pub fn closed(kind: StepKind, case: &Case, ground: Ground<'_>) -> Option<Sentence> {
    let Some(row) = TABLE.iter().find(|r| r.kind == kind) else {
        return Some(say!("没有这一步。", "There is no such step."));
    };
    if let Some(refusal) = rights::step_refused(ground.operator, row.who, kind) {
        return Some(refusal);
    }
    if case.is_out(&ground.operator.login) {
        return Some(say!(
            "已回避本件，由替换的人办理（第二十八条第三款）。",
            "Recused from this petition; the substitute handles it (Art. 28(3))."
        ));
    }
    if let Some(reason) = keeping::stored_only(kind, case) {
        return Some(reason);
    }
    if case.ended.is_some() && !row.after_end {
        return Some(say!(
            "已经办结或撤回；要继续办理，先“恢复办理”。",
            "The petition is closed or withdrawn; to go on, take \"reopen\" first."
        ));
    }
    (row.closed)(case, ground)
}

/// True when the case runs on the 60 days: a request on route 31(6).
#[must_use]
pub fn is_on_clock(case: &Case) -> bool {
    case.class == Class::Request && case.route == Some(Route::Petition)
}
