//! A text being edited, on one line or many: cursor, selection, undo, soft wrap. Edits by signs as
//! people see them (grapheme clusters), never by bytes or code points.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::grapheme::{after, before, snap_back, snap_on, word_after, word_before};
use super::undo::{Change, History};
use super::window::{Lines, View, column, columns, last_in, row_of, rows};
use super::wrap::{Measure, Row};
use crate::words::Sentence;

/// What did not fit in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The most characters the field takes.
    pub cap: usize,
    /// Characters that were left out.
    pub dropped: usize,
}

impl Cut {
    /// What is told to the person.
    #[must_use]
    pub fn say(self) -> Sentence {
        let Self { cap, dropped } = self;
        say!(
            "本项最多{cap}字，有{dropped}字没有收下。已填的都在；请另存为附件或分开填写。",
            "This field holds {cap} characters at most; {dropped} were left out. What was there is kept. Attach the rest or split it."
        )
    }
}

/// A text as it is kept in a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The text.
    pub text: String,
    /// The cursor, in bytes.
    #[serde(default)]
    pub cursor: usize,
}

/// Which way a text moves its cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Left,
    Right,
    WordLeft,
    WordRight,
    RowStart,
    RowEnd,
    Start,
    End,
    Up,
    Down,
}

/// A text being edited.
#[derive(Clone, Debug)]
pub struct Text {
    held: String,
    chars: usize,
    cursor: usize,
    anchor: Option<usize>,
    goal: Option<usize>,
    lines: Lines,
    cap: usize,
    history: History,
}

impl Text {
    /// An empty text that holds `cap` characters at most.
    #[must_use]
    pub fn new(lines: Lines, cap: usize) -> Self {
        Self {
            held: String::new(),
            chars: 0,
            cursor: 0,
            anchor: None,
            goal: None,
            lines,
            cap,
            history: History::default(),
        }
    }

    /// The text as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.held
    }

    /// The cursor in bytes, always between two signs.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether newlines may stand in it.
    #[must_use]
    pub const fn lines(&self) -> Lines {
        self.lines
    }

    /// The selected bytes.
    #[must_use]
    pub fn selected(&self) -> Option<Range<usize>> {
        let anchor = self.anchor?;
        let (from, to) = (anchor.min(self.cursor), anchor.max(self.cursor));
        (from < to).then_some(from..to)
    }

    /// The selected text, for copying.
    #[must_use]
    pub fn selected_text(&self) -> Option<&str> {
        self.held.get(self.selected()?)
    }

    /// Text and cursor for a draft.
    #[must_use]
    pub fn save(&self) -> Saved {
        Saved {
            text: self.held.clone(),
            cursor: self.cursor,
        }
    }

    /// Text and cursor from a draft, whatever stands in it; forgets undo.
    pub fn load(&mut self, saved: &Saved) -> Option<Cut> {
        let (text, cut) = self.fit(&saved.text, 0);
        *self = Self {
            chars: text.chars().count(),
            held: text,
            ..Self::new(self.lines, self.cap)
        };
        self.cursor = snap_back(&self.held, saved.cursor);
        cut
    }

    /// Replaces everything as one step that can be undone; the cursor goes to the end.
    pub fn set(&mut self, text: &str) -> Option<Cut> {
        self.anchor = Some(0);
        self.cursor = self.held.len();
        if self.held == text {
            self.anchor = None;
            return None;
        }
        self.replace(text, false)
    }

    /// Types characters, grouped for undo. What an input method commits comes here too.
    pub fn type_text(&mut self, text: &str) -> Option<Cut> {
        self.replace(text, true)
    }

    /// Pastes, as one step.
    pub fn paste(&mut self, text: &str) -> Option<Cut> {
        self.history.close();
        self.replace(text, false)
    }

    /// Selects everything.
    pub fn select_all(&mut self) {
        self.anchor = Some(0);
        self.cursor = self.held.len();
        self.goal = None;
    }

    /// Deletes the selection, or the sign before the cursor.
    pub fn delete_back(&mut self) -> bool {
        self.delete(before(&self.held, self.cursor)..self.cursor)
    }

    /// Deletes the selection, or the sign after the cursor.
    pub fn delete_on(&mut self) -> bool {
        self.delete(self.cursor..after(&self.held, self.cursor))
    }

    /// Deletes the selection, or the word before the cursor.
    pub fn delete_word(&mut self) -> bool {
        self.delete(word_before(&self.held, self.cursor)..self.cursor)
    }

    /// Deletes everything.
    pub fn clear(&mut self) -> bool {
        self.anchor = None;
        self.delete(0..self.held.len())
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> bool {
        let Some(change) = self.history.undo() else {
            return false;
        };
        self.swap(change.at, change.added.len(), &change.removed);
        self.cursor = snap_back(&self.held, change.cursor);
        true
    }

    /// Does the last undone step again.
    pub fn redo(&mut self) -> bool {
        let Some(change) = self.history.redo() else {
            return false;
        };
        self.swap(change.at, change.removed.len(), &change.added);
        self.cursor = snap_on(&self.held, change.at + change.added.len());
        true
    }

    /// Ends the group of typing that undo takes back at once.
    pub fn rest(&mut self) {
        self.history.close();
        self.anchor = None;
    }

    /// Moves the cursor; `extend` selects. False when it stood at the edge already.
    pub(super) fn go(&mut self, way: Move, extend: bool, width: usize, measure: Measure) -> bool {
        self.history.close();
        if let (Some(range), false, Move::Left | Move::Right) = (self.selected(), extend, way) {
            self.cursor = if way == Move::Left {
                range.start
            } else {
                range.end
            };
            self.anchor = None;
            return true;
        }
        let goal = match way {
            Move::Up | Move::Down => {
                Some(self.goal.unwrap_or_else(|| self.place(width, measure).0))
            }
            _ => None,
        };
        let to = self.target(way, goal.unwrap_or(0), width, measure);
        self.goal = goal;
        self.anchor = if extend {
            self.anchor.or(Some(self.cursor))
        } else {
            None
        };
        to.is_some_and(|to| {
            let moved = to != self.cursor;
            self.cursor = to;
            moved
        })
    }

    fn target(&self, way: Move, goal: usize, width: usize, measure: Measure) -> Option<usize> {
        let (text, at) = (&self.held, self.cursor);
        Some(match way {
            Move::Left => before(text, at),
            Move::Right => after(text, at),
            Move::WordLeft => word_before(text, at),
            Move::WordRight => word_after(text, at),
            Move::Start => 0,
            Move::End => text.len(),
            Move::RowStart | Move::RowEnd | Move::Up | Move::Down => {
                let rows = self.rows(width, measure);
                let here = row_of(&rows, at);
                let row = match way {
                    Move::Up => rows.get(here.checked_sub(1)?)?,
                    Move::Down => rows.get(here + 1)?,
                    _ => &rows[here],
                };
                match way {
                    Move::RowStart => row.start,
                    Move::RowEnd => last_in(text, &rows, row),
                    _ => column(text, *row, goal, measure).min(last_in(text, &rows, row)),
                }
            }
        })
    }

    fn rows(&self, width: usize, measure: Measure) -> Vec<Row> {
        rows(&self.held, self.lines, width, measure)
    }

    /// The number of rows it takes at a width.
    #[must_use]
    pub fn height(&self, width: usize, measure: Measure) -> usize {
        self.rows(width, measure).len()
    }

    /// The cursor's column and row in the whole text.
    #[must_use]
    pub fn place(&self, width: usize, measure: Measure) -> (usize, usize) {
        let rows = self.rows(width, measure);
        let at = row_of(&rows, self.cursor);
        (
            columns(&self.held[rows[at].start..self.cursor], measure),
            at,
        )
    }

    /// What is seen of it in a window; the window follows the cursor.
    #[must_use]
    pub fn view(&self, width: usize, height: usize, measure: Measure) -> View {
        View::of(
            &self.held,
            self.cursor,
            self.lines,
            (width, height),
            measure,
        )
    }

    fn delete(&mut self, range: Range<usize>) -> bool {
        let range = self.selected().unwrap_or(range);
        if range.is_empty() {
            self.anchor = None;
            return false;
        }
        self.anchor = Some(range.start);
        self.cursor = range.end;
        self.history.close();
        self.replace("", false);
        true
    }

    /// The one place where text changes: what is selected gives way to `text`.
    fn replace(&mut self, text: &str, typed: bool) -> Option<Cut> {
        let range = self.selected().unwrap_or(self.cursor..self.cursor);
        let going = self.held[range.clone()].chars().count();
        let (added, cut) = self.fit(text, self.chars - going);
        let cursor = self.cursor;
        self.anchor = None;
        self.goal = None;
        if range.is_empty() && added.is_empty() {
            return cut;
        }
        let removed = self.held[range.clone()].to_owned();
        self.swap(range.start, range.len(), &added);
        self.cursor = snap_on(&self.held, range.start + added.len());
        self.history.note(
            Change {
                at: range.start,
                removed,
                added,
                cursor,
            },
            typed,
        );
        cut
    }

    /// What of `text` has room beside `have` characters, with newlines as this text takes them.
    fn fit(&self, text: &str, have: usize) -> (String, Option<Cut>) {
        let room = self.cap.saturating_sub(have);
        let end = text
            .char_indices()
            .nth(room)
            .map_or(text.len(), |(at, _)| snap_back(text, at));
        let dropped = text[end..].chars().count();
        let mut out = text[..end].replace("\r\n", "\n").replace('\r', "\n");
        if self.lines == Lines::One {
            out = out.trim_end_matches('\n').replace('\n', " ");
        }
        (
            out,
            (dropped > 0).then_some(Cut {
                cap: self.cap,
                dropped,
            }),
        )
    }

    /// Swaps bytes and keeps the count of characters.
    fn swap(&mut self, at: usize, len: usize, added: &str) {
        self.anchor = None;
        self.goal = None;
        let end = (at + len).min(self.held.len());
        if self.held.is_char_boundary(at) && self.held.is_char_boundary(end) && at <= end {
            self.chars = self.chars - self.held[at..end].chars().count() + added.chars().count();
            self.held.replace_range(at..end, added);
        }
    }
}
