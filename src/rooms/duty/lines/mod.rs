//! What stands in each part of the room, line by line, and what each line is about.

mod disputes;
mod handover;
mod log;
mod now;
mod periods;
mod reports;
mod rota;
mod stack;
mod touch;

pub use handover::uncounted;
pub use rota::monday;
pub use stack::{Source, Stack};

use chrono::{NaiveDate, NaiveDateTime};

use super::handed::Handed;
use super::tab::Tab;
use crate::domain::duty::deed::Content;
use crate::domain::ids::UnitId;
use crate::domain::rights::{self, Deed as Right};
use crate::flow::duty::Board;
use crate::look::Role;
use crate::rooms::Cx;
use crate::words::{Place, Sentence, Word, visible};

/// What a line is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A heading, an empty line, something to read.
    Nothing,
    /// A duty of the desk, by key.
    Duty(String),
    /// A single shift, by event.
    Shift(i64),
    /// A rule that makes shifts, by event.
    Template(i64),
    /// An override, by event.
    Override(i64),
    /// A stretch of the rota that nobody or too few keep.
    Gap(NaiveDateTime, NaiveDateTime),
    /// A swap that waits.
    Swap(i64),
    /// A line of the log.
    Log(i64),
    /// A zero report that is due.
    Report(UnitId, NaiveDateTime),
    /// A round of screening that is due.
    Round(UnitId, NaiveDate),
    /// A dispute on the ledger.
    Dispute(i64),
    /// A handover that is to be drafted for the end of a shift.
    ToDraft(NaiveDateTime),
    /// A handover.
    Handover(i64),
    /// A line of a handover, from one.
    Touch(i64, usize),
    /// A line of a handover that is not read yet, from one.
    Unread(i64, usize),
    /// A declared period.
    Period(i64),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What stands there.
    pub text: String,
    /// Columns kept for it; 0 for as many as it takes.
    pub width: usize,
    /// What it is.
    pub role: Role,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub item: Item,
    /// What it shows.
    pub pieces: Vec<Piece>,
}

impl Line {
    /// A line about something.
    pub const fn of(item: Item) -> Self {
        Self {
            item,
            pieces: Vec::new(),
        }
    }

    /// A heading.
    pub fn heading(word: Word, cx: &Cx<'_>) -> Self {
        Self::of(Item::Nothing).role(0, word.say(cx.lang), Role::Title)
    }

    /// Something to read.
    pub fn plain(said: &Sentence, role: Role, cx: &Cx<'_>) -> Self {
        Self::of(Item::Nothing).role(0, said.say(cx.lang), role)
    }

    /// The same with one more piece in plain text.
    pub fn text(self, width: usize, text: &str) -> Self {
        self.role(width, text, Role::Text)
    }

    /// The same with one more piece in a role.
    pub fn role(mut self, width: usize, text: &str, role: Role) -> Self {
        self.pieces.push(Piece {
            text: visible(text, Place::Line).into_owned(),
            width,
            role,
        });
        self
    }

    /// The whole line as text, for the foot of the room where it may be cut.
    pub fn said(&self) -> String {
        let texts: Vec<&str> = self.pieces.iter().map(|p| p.text.as_str()).collect();
        texts.join(" ")
    }
}

/// What a part is made from.
pub struct Scene<'a> {
    /// The board.
    pub board: &'a Board,
    /// Weeks from this one, for the rota.
    pub week: i64,
    /// What was read of handovers.
    pub handed: &'a Handed,
}

/// The lines of a part.
#[must_use]
pub fn lines(tab: Tab, scene: &Scene<'_>, cx: &Cx<'_>) -> Stack {
    let unread = match tab {
        // The log and the handovers of the desk are not for other units.
        Tab::Log | Tab::Handover => rights::refused(&cx.office.operator, Right::Log),
        _ => None,
    };
    if let Some(why) = unread {
        return vec![Line::plain(&why, Role::Text, cx)].into();
    }
    let ready = match tab {
        Tab::Now => now::lines(scene.board, cx),
        Tab::Rota => rota::lines(scene.board, scene.week, cx),
        Tab::Log => log::lines(scene.board, cx),
        Tab::Reports => reports::lines(scene.board, cx),
        Tab::Disputes => disputes::lines(scene.board, cx),
        Tab::Handover => return handover::lines(scene.board, scene.handed, cx),
        Tab::Periods => periods::lines(scene.board, cx),
    };
    ready.into()
}

pub fn minute(at: NaiveDateTime) -> String {
    at.format("%m-%d %H:%M").to_string()
}

/// What a report says: an explicit zero, or matters with what was done.
fn content(c: &Content) -> Sentence {
    let (n, text) = (c.matters, c.text.lines());
    if c.zero {
        say!("今日无（零报告）{text}", "nothing (zero report) {text}")
    } else {
        say!("{n}件：{text}", "{n} matters: {text}")
    }
}
