//! What can happen to the program.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::request::{Answer, Ticket};
use crate::domain::office::Office;
use crate::keys::Chord;
use crate::words::{Sentence, Trouble};

/// Something happened outside; the app answers with effects.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key, already folded from full-width for keys; text fields get the character as typed.
    Key(Chord),
    /// A bracketed paste, or a burst of keys that can only be one.
    Paste(String),
    /// The terminal's new size in cells.
    Resize(u16, u16),
    /// The wheel: rows down (positive) or up.
    Wheel(i16),
    /// A click at column and row.
    Click(u16, u16),
    /// The clock: once a second. Nothing is painted when nothing visible changed.
    Tick(DateTime<FixedOffset>),
    /// An answer from the store; an old ticket is dropped by whoever asked.
    Reply(Ticket, Answer),
    /// Another session changed the store.
    Changed,
    /// The office's own facts changed (units, operators, periods): what they are now.
    Office(Arc<Office>),
    /// How little room is left on the disk, in words; nothing when there is enough.
    Room(Option<Sentence>),
    /// How far the search index is that is being made, in words.
    Index(Sentence),
    /// The key that this session came in with is not its operator's any more.
    Revoked,
    /// The operator was taken off the office's roster: what is said of it.
    Dismissed(Trouble),
    /// Nothing is saved here any more, and why: a newer program has brought the store up to its version, or its log
    /// was taken away.
    Shut(Trouble),
    /// Another store was put in the place of the one that was open, as a rule by a restore: the office as the
    /// new one has it, when it can be gone on with; else why not.
    Replaced(Result<Arc<Office>, Trouble>),
    /// The terminal is gone or the machine stops: keep what is typed, then end.
    Hangup,
}
