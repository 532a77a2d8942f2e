//! The width of text in columns: measuring, cutting, filling, breaking. Text is made harmless first.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::forms::Measure;
use crate::words::{Place, is_plain, visible};

/// Columns of one sign that is already harmless; at least one, so that nothing vanishes.
pub(super) fn sign(shown: &str, wide: bool) -> usize {
    let columns = if wide {
        shown.width_cjk()
    } else {
        shown.width()
    };
    columns.max(1)
}

/// The measure for a terminal, `wide` when signs of ambiguous width take two columns.
#[must_use]
pub fn measure(wide: bool) -> Measure {
    if wide {
        |text| width(text, true)
    } else {
        |text| width(text, false)
    }
}

/// The copy of a line that may be shown. Sign by sign, so that a mark never joins what stands in
/// for a control; a mark without a base gets one.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if is_plain(text) && text.chars().all(|c| c.width() != Some(0)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for raw in text.graphemes(true) {
        for shown in visible(raw, Place::Line).graphemes(true) {
            if shown.width() == 0 {
                based(shown, &mut out);
            } else {
                out.push_str(shown);
            }
        }
    }
    Cow::Owned(out)
}

/// A sign without any width: a mark gets a base, anything else is told by its number.
fn based(shown: &str, out: &mut String) {
    let with_base = format!("◌{shown}");
    if with_base.graphemes(true).count() == 1 {
        out.push_str(&with_base);
    } else {
        out.extend(shown.chars().map(|c| format!("⟨{:04X}⟩", u32::from(c))));
    }
}

/// Columns of a text on one line.
#[must_use]
pub fn width(text: &str, wide: bool) -> usize {
    if text.is_ascii() && is_plain(text) {
        return text.len();
    }
    harmless(text).graphemes(true).map(|g| sign(g, wide)).sum()
}

/// What stands where text is missing.
const fn missing(wide: bool) -> &'static str {
    if wide { ".." } else { "…" }
}

/// The text cut to at most `columns`; a sign tells that something is missing.
#[must_use]
pub fn truncate(text: &str, columns: usize, wide: bool) -> String {
    let shown = harmless(text);
    if width(&shown, wide) <= columns {
        return shown.into_owned();
    }
    let mark = missing(wide);
    let mark = if width(mark, wide) <= columns {
        mark
    } else {
        ""
    };
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
    crate::forms::wrap(&shown, columns, measure(wide))
        .into_iter()
        .map(|row| shown[row.start..row.end].trim_end().to_owned())
        .collect()
}
