//! Control signs in a report: whoever opens it sees them, and reading it gives back what stood there, so that a
//! row is known again by its key.

use std::borrow::Cow;
use std::fmt::Write;

use super::grid::{Cell, Grid};
use crate::words::{Word, tame};

/// The column that says of a row that it has some; a report without any has no such column.
pub const COLUMN: Word = Word::new("控制字符的写法", "How control signs are written");
/// What it says.
pub const SAID: Word = Word::new(
    "有控制字符，写成看得见的；再导入时照原样读",
    "it has control signs, written visibly; imported again they are read as they were",
);

/// Lines among which the names of the columns stand.
const HEAD: usize = 50;
/// The pictures of the first control signs, and that of the last.
const PICTURES: std::ops::RangeInclusive<char> = '\u{2400}'..='\u{241F}';
const LAST: char = '\u{2421}';
/// What a mark in digits stands between.
const MARK: (char, char) = ('⟨', '⟩');

/// True when a text has a control sign but tab and the ends of lines.
pub fn is_needed(text: &str) -> bool {
    matches!(tame(text), Cow::Owned(_))
}

/// The text with each control sign as its picture (`␛`), those without one of their own as a mark (`⟨0085⟩`);
/// what stood there and looks like either is a mark as well.
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_like = |c: char| PICTURES.contains(&c) || c == LAST || c == MARK.0;
    if !is_needed(text) && !text.contains(is_like) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_like(c) || matches!(c, '\u{80}'..='\u{9F}') {
            // Writing to a String cannot fail.
            let _ = write!(out, "{}{:04X}{}", MARK.0, u32::from(c), MARK.1);
        } else {
            out.push_str(&tame(c.encode_utf8(&mut [0; 4])));
        }
    }
    Cow::Owned(out)
}

/// The text that [`visible`] was given.
fn original(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let (c, after) = match c {
            LAST => ('\u{7F}', after),
            c if PICTURES.contains(&c) => {
                let sign = u32::from(c) - u32::from(*PICTURES.start());
                (char::from_u32(sign).unwrap_or(c), after)
            }
            c if c == MARK.0 => mark(after).unwrap_or((c, after)),
            c => (c, after),
        };
        out.push(c);
        rest = after;
    }
    out
}

/// What a mark stands for, and what follows it.
fn mark(after: &str) -> Option<(char, &str)> {
    let (digits, rest) = (after.get(..4)?, after.get(4..)?.strip_prefix(MARK.1)?);
    let code = u32::from_str_radix(digits, 16).ok()?;
    Some((char::from_u32(code)?, rest))
}

/// Gives a sheet that is such a report the signs back that stood in the ledger.
pub fn restore(grid: &mut Grid) {
    let is_name = |cell: &Cell| matches!(cell, Cell::Text(t) if t == COLUMN.zh || t == COLUMN.en);
    let mut head = grid.lines.iter().take(HEAD);
    if !head.any(|line| line.cells.iter().any(|(_, cell)| is_name(cell))) {
        return;
    }
    for (_, cell) in grid.lines.iter_mut().flat_map(|line| &mut line.cells) {
        if let Cell::Text(text) = cell {
            *text = original(text);
        }
    }
}
