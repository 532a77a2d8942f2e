//! The one function through which text from outside passes before anyone sees it.
//!
//! Text is stored as it came; only the shown copy changes: control characters become pictures
//! (`␛`), bidi and invisible signs become marks (`⟨202E⟩`), at most eight marks stand on one base.

use std::borrow::Cow;
use std::fmt::Write;

/// Where the text is going to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A single line: a newline is shown as `⏎`, a tab as a space.
    Line,
    /// Several lines: newlines stay.
    Lines,
}

/// Combining marks allowed on one base character.
const MARKS: usize = 8;

/// True for characters that a terminal must never receive as they are.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{061C}' | '\u{FEFF}' | '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{3164}' | '\u{FFA0}' | '\u{2028}' | '\u{2029}' | '\u{FFF0}'..='\u{FFFC}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}' | '\u{FDD0}'..='\u{FDEF}')
        || (u32::from(c) & 0xFFFE) == 0xFFFE
}

/// True for a mark that draws over the character before it.
fn is_mark(c: char) -> bool {
    c as u32 >= 0x300
        && !c.is_alphanumeric()
        && unicode_width::UnicodeWidthChar::width(c) == Some(0)
}

/// True when the text can be shown as it is.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|c| !c.is_control() && !is_hidden(c) && !is_mark(c))
}

/// True when the text holds control or direction-changing characters (what an import reports).
#[must_use]
pub fn has_controls(text: &str) -> bool {
    text.chars()
        .any(|c| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || is_hidden(c))
}

/// The copy of `text` that may be shown.
#[must_use]
pub fn visible(text: &str, place: Place) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut marks = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_hidden(c) {
            // Writing to a String cannot fail.
            let _ = write!(out, "⟨{:04X}⟩", u32::from(c));
            continue;
        }
        if is_mark(c) {
            marks += 1;
            if marks <= MARKS {
                out.push(c);
            }
            continue;
        }
        marks = 0;
        match c {
            '\t' => out.push(' '),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => out.push(if place == Place::Lines { '\n' } else { '⏎' }),
            '\u{7F}' => out.push('␡'),
            c if c.is_control() => out.push(picture(c)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The copy of a cell that leaves through a pipe, which may end in a terminal: no control sign but tab and
/// the ends of lines. Everything else stays, so that a ledger reads back as it was.
#[must_use]
pub fn tame(text: &str) -> Cow<'_, str> {
    let wild = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if !text.contains(wild) {
        return Cow::Borrowed(text);
    }
    let one = |c: char| match c {
        '\u{7F}' => '␡',
        c if wild(c) => picture(c),
        c => c,
    };
    Cow::Owned(text.chars().map(one).collect())
}

/// The control picture of a C0 sign; C1 signs share one picture.
fn picture(c: char) -> char {
    let code = u32::from(c);
    if code < 0x20 {
        char::from_u32(0x2400 + code).unwrap_or('␦')
    } else {
        '␦'
    }
}
