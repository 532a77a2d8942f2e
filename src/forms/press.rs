//! What keys and actions do to one text; a room with a single line to type in needs no form.

use super::text::{Cut, Move, Text};
use super::window::Lines;
use super::wrap::Measure;
use crate::keys::{Action, Chord, Key};

/// What came of a key, an action or typed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Nothing: it is not for this text or form.
    Ignored,
    /// The cursor, the focus or an open list moved.
    Moved,
    /// A value changed.
    Changed,
    /// A value changed but not everything fitted in: say so.
    Cut(Cut),
    /// Enter in the last field of a form: there is no next.
    Ended,
}

impl Act {
    /// True when a value changed.
    #[must_use]
    pub const fn is_change(&self) -> bool {
        matches!(self, Self::Changed | Self::Cut(_))
    }

    /// Moved, or nothing.
    pub(super) const fn moved(did: bool) -> Self {
        if did { Self::Moved } else { Self::Ignored }
    }

    /// Changed, or nothing.
    pub(super) const fn changed(did: bool) -> Self {
        if did { Self::Changed } else { Self::Ignored }
    }
}

/// The movement that a key means in a text.
pub(super) const fn movement(chord: Chord) -> Option<Move> {
    if chord.alt {
        return None;
    }
    Some(match (chord.key, chord.ctrl) {
        (Key::Left, false) => Move::Left,
        (Key::Right, false) => Move::Right,
        (Key::Left, true) => Move::WordLeft,
        (Key::Right, true) => Move::WordRight,
        (Key::Home, false) => Move::RowStart,
        (Key::End, false) => Move::RowEnd,
        (Key::Home, true) => Move::Start,
        (Key::End, true) => Move::End,
        (Key::Up, _) => Move::Up,
        (Key::Down, _) => Move::Down,
        _ => return None,
    })
}

/// The deletion that a key means in a text.
pub(super) fn deletion(chord: Chord) -> Option<fn(&mut Text) -> bool> {
    match (chord.key, chord.ctrl || chord.alt) {
        (Key::Backspace, false) => Some(Text::delete_back),
        (Key::Backspace, true) => Some(Text::delete_word),
        (Key::Delete, _) => Some(Text::delete_on),
        _ => None,
    }
}

impl Text {
    /// Types a bare character, moves (Shift selects) or deletes. The width in columns and the measure
    /// matter in a text of many lines only.
    pub fn press(&mut self, chord: Chord, columns: usize, measure: Measure) -> Act {
        if let Some(c) = chord.typed() {
            return self
                .type_text(c.encode_utf8(&mut [0; 4]))
                .map_or(Act::Changed, Act::Cut);
        }
        if let Some(delete) = deletion(chord) {
            return Act::changed(delete(self));
        }
        match movement(chord) {
            Some(Move::Up | Move::Down) if self.lines() == Lines::One => Act::Ignored,
            Some(way) => Act::moved(self.go(way, chord.shift, columns, measure)),
            None => Act::Ignored,
        }
    }

    /// Does an editing action of the form scope.
    pub fn act(&mut self, action: Action) -> Act {
        match action {
            Action::Undo => Act::changed(self.undo()),
            Action::Redo => Act::changed(self.redo()),
            Action::ClearField => Act::changed(self.clear()),
            Action::DeleteWord => Act::changed(self.delete_word()),
            Action::SelectAll => {
                self.select_all();
                Act::Moved
            }
            _ => Act::Ignored,
        }
    }
}
