//! What every duty command does: order, say what changed, look at the board.

use serde_json::json;

use super::args_duty::ContentArgs;
use super::out::{Done, talk};
use super::session::Session;
use crate::domain::duty::deed::{Content, Deed};
use crate::flow::duty::{Board, DutyDone, DutyOrder};
use crate::flow::{Ask, Do, Reply};
use crate::words::{Exit, Sentence, Trouble};

/// Carries out an order to the duty desk.
pub fn order(session: &mut Session, mut order: DutyOrder) -> Result<DutyDone, Trouble> {
    if !order.dry_run {
        order.once = session.once.take();
    }
    match session.store.perform(Do::Duty(order), session.now())? {
        Reply::DutyDone(done) => Ok(*done),
        _ => Err(Trouble::unchanged(
            Exit::Failed,
            Sentence::default(),
            Sentence::default(),
        )),
    }
}

/// Says what was done and what the desk owes differently now.
pub fn told(session: &Session, done: &DutyDone, said: &Sentence, json: bool) -> Done {
    if json {
        return Done::json(
            &json!({ "event": done.number(), "again": done.again, "changes": done.changes, "before": done.before }),
        );
    }
    let lang = session.lang;
    let number = match done.number() {
        None | Some(0) => Sentence::default(), // it takes none, or a trial
        Some(seq) => say!("（第{seq}号）", " (no. {seq})"),
    };
    let before = if done.again {
        say!(
            "早已记下，这次没有另记：",
            "It was recorded before; nothing was added: "
        )
    } else {
        Sentence::default()
    };
    talk(&format!(
        "{}{}{}",
        before.say(lang),
        said.say(lang),
        number.say(lang)
    ));
    for change in done.before.iter().chain(&done.changes) {
        talk(&format!("  {}", change.say(lang)));
    }
    Done::default()
}

pub fn take(
    session: &mut Session,
    deed: Deed,
    said: &Sentence,
    json: bool,
) -> Result<Done, Trouble> {
    let done = order(session, DutyOrder::plain(deed))?;
    Ok(told(session, &done, said, json))
}

pub fn written(args: &ContentArgs) -> Content {
    Content {
        zero: args.zero,
        matters: args.matters,
        text: args.text.trim().into(),
    }
}

/// The board now.
pub fn board(session: &Session) -> Result<Board, Trouble> {
    let at = session.now().naive_local();
    match session.store.ask(&Ask::Duty { at }, session.today())? {
        Reply::Board(board) => Ok(*board),
        _ => Ok(Board::default()),
    }
}
