//! The width of text in columns: measuring, cutting, filling, breaking. Text is made harmless first.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::forms::Measure;
use crate::words::{Place, is_plain, visible};

/// Columns of one sign that is already harmless; at least one, so that nothing vanishes.
pub(super) fn sign(shown: &str, wide: bool) -> usize {
    let columns = if wide { shown.width_cjk() } else { shown.width() };
    columns.max(1)
}

/// The measure for a terminal, `wide` when signs of ambiguous width take two columns.
#[must_use]
pub fn measure(wide: bool) -> Measure {
    if wide { |text| width(text, true) } else { |text| width(text, false) }
}

/// Columns of a text on one line.
#[must_use]
pub fn width(text: &str, wide: bool) -> usize {
    if text.is_ascii() && is_plain(text) {
        return text.len();
    }
    visible(text, Place::Line).graphemes(true).map(|g| sign(g, wide)).sum()
}

/// What stands where text is missing.
const fn missing(wide: bool) -> &'static str {
    if wide { ".." } else { "…" }
}

/// The text cut to at most `columns`; a sign tells that something is missing.
#[must_use]
pub fn truncate(text: &str, columns: usize, wide: bool) -> String {
    let shown = visible(text, Place::Line);
    if width(&shown, wide) <= columns {
        return shown.into_owned();
    }
    let mark = missing(wide);
    let mark = if width(mark, wide) <= columns { mark } else { "" };
    let room = columns - width(mark, wide);
    let mut used = 0;
    let fitting = shown.graphemes(true).take_while(|g| {
        used += sign(g, wide);
        used <= room
    });
    fitting.collect::<String>() + mark
}

/// The text exactly `columns` wide, at the left.
#[must_use]
pub fn pad(text: &str, columns: usize, wide: bool) -> String {
    let mut out = truncate(text, columns, wide);
    out.push_str(&" ".repeat(columns.saturating_sub(width(&out, wide))));
    out
}

/// The text exactly `columns` wide, at the right.
#[must_use]
pub fn pad_left(text: &str, columns: usize, wide: bool) -> String {
    let cut = truncate(text, columns, wide);
    " ".repeat(columns.saturating_sub(width(&cut, wide))) + &cut
}

/// The text in rows of at most `columns`; newlines stay, no closing sign begins a row.
#[must_use]
pub fn wrap(text: &str, columns: usize, wide: bool) -> Vec<String> {
    let shown = visible(text, Place::Lines);
    crate::forms::wrap(&shown, columns, measure(wide)).into_iter().map(|row| shown[row.start..row.end].trim_end().to_owned()).collect()
}
