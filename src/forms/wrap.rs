//! Breaks text into rows by display columns; how wide a sign is comes as an argument.
//!
//! Chinese may break anywhere but before a closing sign or after an opening one; letters and digits
//! break between words, or anywhere when one word is longer than a row.

use unicode_segmentation::UnicodeSegmentation;

/// How many columns one sign (or a text) takes on the operator's terminal.
pub type Measure = fn(&str) -> usize;

/// One row: a range of bytes of the text, without the newline that ended it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// Signs that never begin a row.
const CLOSING: &str = "。，、；：？！）》」』】〕〉…—％”’·,.;:?!)]}%℃";
/// Signs that never end a row.
const OPENING: &str = "（《「『【〔〈“‘([{￥$";

/// The rows of a text at `width` columns; always at least one. Spaces that do not fit hang at the end.
#[must_use]
pub fn wrap(text: &str, width: usize, measure: Measure) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, width.max(1), measure, &mut rows);
        start += line.len() + 1;
    }
    rows
}

/// Breaks one line that begins at byte `base`.
fn wrap_line(line: &str, base: usize, width: usize, measure: Measure, rows: &mut Vec<Row>) {
    let mut start = 0; // of the row
    let mut used = 0; // columns since `start`
    let mut chance = 0; // the last place to break, a byte offset; `start` means none
    let mut before_chance = 0; // columns from `start` to `chance`
    let mut last = "";
    for (at, grapheme) in line.grapheme_indices(true) {
        let space = grapheme == " " || grapheme == "\t";
        if at > start && may_break(last, grapheme) {
            (chance, before_chance) = (at, used);
        }
        let wide = measure(grapheme);
        while used + wide > width && at > start && !space {
            let cut = if chance > start { chance } else { at };
            let taken = if chance > start { before_chance } else { used };
            rows.push(Row {
                start: base + start,
                end: base + cut,
            });
            start = cut;
            used -= taken;
            chance = start;
        }
        used += wide;
        last = grapheme;
    }
    rows.push(Row {
        start: base + start,
        end: base + line.len(),
    });
}

/// Whether a row may end between two signs.
fn may_break(before: &str, after: &str) -> bool {
    let (Some(b), Some(a)) = (before.chars().next(), after.chars().next()) else {
        return false;
    };
    if CLOSING.contains(a) || OPENING.contains(b) || a == ' ' {
        return false;
    }
    let glued = |c: char| {
        c.is_alphanumeric() && unicode_width::UnicodeWidthChar::width(c) == Some(1)
            || matches!(c, '-' | '_' | '/' | '\'' | '@' | '#')
    };
    !(glued(b) && glued(a))
}
