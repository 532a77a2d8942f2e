//! Bursts of keys: a paste from a terminal that does not bracket pastes, told from typing. Pure.
//!
//! A pasted newline must never act as Enter. So a run of plain keys that came at once becomes one
//! paste; held keys (all the same) and short runs stay keys.

use crate::flow::Event;
use crate::keys::{Chord, Key};

/// From this many plain keys at once, a run is a paste.
const RUN: usize = 8;
/// From here on it is one even with tabs and without a newline: nobody types so far ahead.
const LONG: usize = 64;
/// A key that was held on a stuck line acts at most so many times.
const HELD: usize = 1024;
/// The longest paste that reaches the app, in bytes.
pub const LIMIT: usize = 1 << 20;

/// Keys that came at once.
#[derive(Debug)]
pub struct Burst {
    done: Vec<Event>,
    run: Vec<Chord>,
    text: String,
    count: usize,
    mixed: bool,
    cut: bool,
    mark: String,
}

impl Burst {
    /// An empty burst; `mark` is what a paste that was cut ends with.
    #[must_use]
    pub fn new(mark: &str) -> Self {
        Self {
            done: Vec::new(),
            run: Vec::new(),
            text: String::new(),
            count: 0,
            mixed: false,
            cut: false,
            mark: mark.to_owned(),
        }
    }

    /// Takes a key as it came from the terminal.
    pub fn key(&mut self, chord: Chord, newline: bool) {
        let Some(c) = plain(chord, newline) else {
            return self.other(Event::Key(chord));
        };
        self.count += 1;
        self.mixed |= self.run.first().is_some_and(|first| *first != chord);
        if self.run.len() < LONG {
            self.run.push(chord);
        }
        if self.text.len() < LIMIT {
            self.text.push(c);
        } else {
            self.cut = true;
        }
    }

    /// Takes anything else; what was plain before it stays before it.
    pub fn other(&mut self, event: Event) {
        self.close();
        self.done.push(event);
    }

    /// Takes a bracketed paste.
    pub fn paste(&mut self, text: &str) {
        let cut = text.len() > LIMIT;
        let text = tidy(super::head(text, LIMIT), cut, &self.mark);
        self.other(Event::Paste(text));
    }

    /// True while more may belong to it: worth waiting a moment for the rest of a paste.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.count >= 2
    }

    /// True when enough has gathered to be handed on.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.done.len() >= 256
    }

    /// What it comes to.
    #[must_use]
    pub fn finish(mut self) -> Vec<Event> {
        self.close();
        self.done
    }

    fn close(&mut self) {
        let run = std::mem::take(&mut self.run);
        let text = std::mem::take(&mut self.text);
        let count = std::mem::take(&mut self.count);
        let mixed = std::mem::take(&mut self.mixed);
        let cut = std::mem::take(&mut self.cut);
        if mixed && is_paste(&text, count) {
            self.done.push(Event::Paste(tidy(&text, cut, &self.mark)));
        } else if let Some(held) = run.first().filter(|_| !mixed) {
            self.done.extend(vec![Event::Key(*held); count.min(HELD)]);
        } else {
            self.done.extend(run.into_iter().map(Event::Key));
        }
    }
}

/// True for a run of different keys that nobody typed.
fn is_paste(text: &str, count: usize) -> bool {
    count >= RUN && (count >= LONG || text.contains(['\n', '\r']) || !text.contains('\t'))
}

/// The character of a plain key; Enter and Ctrl-J are newlines.
fn plain(chord: Chord, newline: bool) -> Option<char> {
    match chord.key {
        _ if newline => Some('\n'),
        _ if chord.ctrl || chord.alt || chord.shift => None,
        Key::Enter => Some('\r'),
        Key::Tab => Some('\t'),
        Key::Char(c) => Some(c),
        _ => None,
    }
}

/// One kind of newline, and the mark of a cut.
fn tidy(text: &str, cut: bool, mark: &str) -> String {
    let mut tidy = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    };
    if cut {
        tidy.push_str(mark);
    }
    tidy
}
