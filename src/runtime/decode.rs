//! Bytes from the terminal to keys, pastes and the mouse. Pure.
//!
//! Own code, because crossterm reads 1,024 bytes at each edge and leaves the rest of a longer paste
//! lying until the next key, blocks in the middle of a sequence, and spins on a dead terminal.

use super::burst::{Burst, LIMIT};
use crate::flow::Event;
use crate::keys::{Chord, Key};

/// The end of a bracketed paste.
const END: &[u8] = b"\x1b[201~";
/// No sequence is longer.
const LONGEST: usize = 48;

/// What the bytes gathered so far come to.
enum Found {
    /// More bytes are needed.
    More,
    /// Nothing that means anything here.
    Nothing,
    /// Esc, and the last byte begins something new.
    Escape,
    Key(Chord),
    Newline,
    Other(Event),
    Paste,
}

/// A bracketed paste under way.
#[derive(Debug, Default)]
struct Paste {
    bytes: Vec<u8>,
    /// How much of [`END`] was seen.
    seen: usize,
}

/// The decoder, with what it has in its hand.
#[derive(Debug, Default)]
pub struct Decoder {
    hand: Vec<u8>,
    paste: Option<Paste>,
}

impl Decoder {
    /// Takes bytes as they were read.
    pub fn feed(&mut self, bytes: &[u8], burst: &mut Burst) {
        for byte in bytes {
            match &mut self.paste {
                Some(paste) => {
                    if paste.take(*byte) {
                        self.end_paste(burst);
                    }
                }
                None => self.byte(*byte, burst),
            }
        }
    }

    /// True in the middle of a sequence.
    #[must_use]
    pub fn is_midway(&self) -> bool {
        !self.hand.is_empty()
    }

    /// True in the middle of a bracketed paste.
    #[must_use]
    pub fn is_pasting(&self) -> bool {
        self.paste.is_some()
    }

    /// Nothing more came: a lone Escape is the key, a paste without an end is ended.
    pub fn settle(&mut self, burst: &mut Burst) {
        self.end_paste(burst);
        if std::mem::take(&mut self.hand) == b"\x1b" {
            burst.key(Chord::new(Key::Esc), false);
        }
    }

    fn end_paste(&mut self, burst: &mut Burst) {
        if let Some(paste) = self.paste.take() {
            burst.paste(&String::from_utf8_lossy(&paste.bytes));
        }
    }

    fn byte(&mut self, byte: u8, burst: &mut Burst) {
        self.hand.push(byte);
        let found = read(&self.hand);
        match found {
            Found::More if self.hand.len() < LONGEST => return,
            Found::More | Found::Nothing => {}
            Found::Escape => {
                burst.key(Chord::new(Key::Esc), false);
                self.hand.clear();
                return self.byte(byte, burst);
            }
            Found::Key(chord) => burst.key(chord.clean(), false),
            Found::Newline => burst.key(Chord::new(Key::Enter), true),
            Found::Other(event) => burst.other(event),
            Found::Paste => self.paste = Some(Paste::default()),
        }
        self.hand.clear();
    }
}

impl Paste {
    /// Takes a byte; true when it was the last of the paste. What is over the limit is not kept.
    fn take(&mut self, byte: u8) -> bool {
        if byte == END[self.seen] {
            self.seen += 1;
            return self.seen == END.len();
        }
        if self.bytes.len() <= LIMIT {
            self.bytes.extend_from_slice(&END[..self.seen]);
        }
        self.seen = usize::from(byte == END[0]);
        if self.seen == 0 && self.bytes.len() <= LIMIT {
            self.bytes.push(byte);
        }
        false
    }
}

fn read(hand: &[u8]) -> Found {
    match hand {
        [0x1b] | [0x1b, b'O' | b'['] => Found::More,
        [0x1b, b'O', letter] => {
            letter_key(*letter).map_or(Found::Nothing, |key| Found::Key(Chord::new(key)))
        }
        [0x1b, b'[', rest @ ..] => sequence(rest),
        [0x1b, 0x1b, ..] => Found::Escape,
        [0x1b, rest @ ..] => match plain(rest) {
            Found::Key(chord) => Found::Key(Chord { alt: true, ..chord }),
            Found::Newline => Found::Key(Chord {
                alt: true,
                ..Chord::new(Key::Enter)
            }),
            other => other,
        },
        _ => plain(hand),
    }
}

/// A key without a sequence: a character, or one of the control bytes.
fn plain(hand: &[u8]) -> Found {
    let [first, ..] = hand else {
        return Found::More;
    };
    let control = |c: u8| Found::Key(Chord::ctrl(char::from(c)));
    match first {
        b'\r' => Found::Key(Chord::new(Key::Enter)),
        b'\n' => Found::Newline,
        b'\t' => Found::Key(Chord::new(Key::Tab)),
        0x7f => Found::Key(Chord::new(Key::Backspace)),
        0 => control(b' '),
        0x01..=0x1a => control(first - 1 + b'a'),
        0x1c..=0x1f => control(first - 0x1c + b'\\'),
        _ => character(hand, *first),
    }
}

fn character(hand: &[u8], first: u8) -> Found {
    let length = match first {
        ..0x80 => 1,
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => return Found::Nothing,
    };
    if hand.len() < length {
        return Found::More;
    }
    let text = std::str::from_utf8(hand).unwrap_or_default();
    match text.chars().next().filter(|c| !c.is_control()) {
        Some(c) => Found::Key(Chord::char(c)),
        None => Found::Nothing,
    }
}

/// What follows `ESC [`.
fn sequence(rest: &[u8]) -> Found {
    let (Some(last), body) = (rest.last().copied(), &rest[..rest.len().saturating_sub(1)]) else {
        return Found::More;
    };
    match rest {
        // The Linux console's F1 to F5.
        [b'[' | b'M'] | [b'M', _] | [b'M', _, _] => return Found::More,
        [b'[', letter @ b'A'..=b'E'] => return Found::Key(Chord::new(Key::F(letter - b'A' + 1))),
        // The mouse as old terminals tell it.
        [b'M', button, x, y] => {
            return mouse(u16::from(button.saturating_sub(32)), low(*x), low(*y), true);
        }
        _ => {}
    }
    if !(0x40..=0x7e).contains(&last) {
        return if last < 0x20 {
            Found::Nothing
        } else {
            Found::More
        };
    }
    let Ok(body) = std::str::from_utf8(body) else {
        return Found::Nothing;
    };
    if let Some(report) = body.strip_prefix('<') {
        let mut numbers = report.split(';').map(|n| n.parse().unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0_u16);
        return mouse(
            next(),
            next().saturating_sub(1),
            next().saturating_sub(1),
            last == b'M',
        );
    }
    named(body, last)
}

/// A sequence of numbers and a letter: a named key with its modifiers.
fn named(body: &str, last: u8) -> Found {
    let mut fields = body.split(';');
    let mut next = || {
        let mut parts = fields.next().unwrap_or_default().split(':');
        let number = parts.next().and_then(|n| n.parse::<u32>().ok());
        (number, parts.next().and_then(|n| n.parse::<u32>().ok()))
    };
    let ((code, _), (held, kind)) = (next(), next());
    let key = match (last, code) {
        (b'~', Some(200)) => return Found::Paste,
        (b'~', Some(code)) => number_key(code),
        (b'u', Some(code)) => coded_key(code),
        (b'R', Some(2..)) => None, // a cursor report, not F3
        (b'A'..=b'Z', _) => letter_key(last),
        _ => None,
    };
    // Kind 3 is a release; repeats are presses.
    let Some(key) = key.filter(|_| kind != Some(3)) else {
        return Found::Nothing;
    };
    let bits = held.unwrap_or(1).saturating_sub(1);
    Found::Key(Chord {
        shift: bits & 1 != 0,
        alt: bits & 2 != 0,
        ctrl: bits & 4 != 0,
        key,
    })
}

const fn letter_key(letter: u8) -> Option<Key> {
    Some(match letter {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        b'M' => Key::Enter,
        b'P'..=b'S' => Key::F(letter - b'P' + 1),
        b'Z' => Key::BackTab,
        _ => return None,
    })
}

fn number_key(code: u32) -> Option<Key> {
    let f = |from: u32, first: u32| u8::try_from(code - from + first).ok().map(Key::F);
    Some(match code {
        1 | 7 => Key::Home,
        2 => Key::Insert,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        11..=15 => f(11, 1)?,
        17..=21 => f(17, 6)?,
        23..=26 => f(23, 11)?,
        28..=29 => f(28, 15)?,
        31..=34 => f(31, 17)?,
        _ => return None,
    })
}

fn coded_key(code: u32) -> Option<Key> {
    Some(match code {
        9 => Key::Tab,
        13 => Key::Enter,
        27 => Key::Esc,
        8 | 127 => Key::Backspace,
        // The private use area holds keys that nothing is bound to.
        0xE000..=0xF8FF => return None,
        code => Key::Char(char::from_u32(code).filter(|c| !c.is_control())?),
    })
}

const fn low(byte: u8) -> u16 {
    byte.saturating_sub(33) as u16
}

fn mouse(button: u16, x: u16, y: u16, down: bool) -> Found {
    // Shift, Alt and Control are told in bits of their own.
    match button & !0b1_1100 {
        64 if down => Found::Other(Event::Wheel(-3)),
        65 if down => Found::Other(Event::Wheel(3)),
        0 if down => Found::Other(Event::Click(x, y)),
        _ => Found::Nothing,
    }
}
