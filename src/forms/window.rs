//! What is seen of a text in a window: rows, the cursor's place, what is hidden above and below.
//!
//! Nothing is remembered: the window follows from text, cursor and size alone.

use unicode_segmentation::UnicodeSegmentation;

use super::grapheme::before;
use super::wrap::{Measure, Row, wrap};

/// Whether newlines may stand in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lines {
    /// One line; pasted newlines become spaces.
    #[default]
    One,
    /// Many.
    Many,
}

/// What part of a text is seen in a window of some rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The rows in sight, as byte ranges of the text.
    pub rows: Vec<Row>,
    /// Rows hidden above.
    pub above: usize,
    /// Rows hidden below.
    pub below: usize,
    /// The cursor's column and row within the window.
    pub caret: (usize, usize),
}

impl View {
    /// The view of a text in a window of columns and rows.
    pub(super) fn of(
        text: &str,
        cursor: usize,
        lines: Lines,
        (width, height): (usize, usize),
        measure: Measure,
    ) -> Self {
        let rows = rows(text, lines, width, measure);
        let at = row_of(&rows, cursor);
        let height = height.max(1);
        let above = at
            .saturating_sub(height / 2)
            .min(rows.len().saturating_sub(height));
        let below = rows.len().saturating_sub(above + height);
        let mut seen: Vec<Row> = rows.into_iter().skip(above).take(height).collect();
        let mut from = seen.get(at - above).map_or(0, |row| row.start);
        if lines == Lines::One {
            from = scrolled(text, cursor, width, measure);
            seen = vec![Row {
                start: from,
                end: text.len(),
            }];
        }
        let x = columns(&text[from..cursor], measure).min(width.saturating_sub(1));
        Self {
            rows: seen,
            above,
            below,
            caret: (x, at - above),
        }
    }
}

/// The rows at a width; a line is one row, and in a long text the caret's own column is kept free.
pub(super) fn rows(text: &str, lines: Lines, width: usize, measure: Measure) -> Vec<Row> {
    match lines {
        Lines::One => vec![Row {
            start: 0,
            end: text.len(),
        }],
        Lines::Many => wrap(text, width.saturating_sub(1), measure),
    }
}

/// Columns of a text as it is shown.
pub(super) fn columns(text: &str, measure: Measure) -> usize {
    text.graphemes(true).map(measure).sum()
}

/// The row a byte offset stands in: the later one where two rows meet.
pub(super) fn row_of(rows: &[Row], at: usize) -> usize {
    rows.iter().rposition(|row| row.start <= at).unwrap_or(0)
}

/// The last place for the cursor in a row: before the last sign when the next row begins right there.
pub(super) fn last_in(text: &str, rows: &[Row], row: &Row) -> usize {
    if rows
        .iter()
        .any(|r| r.start == row.end && r != row && row.start != row.end)
    {
        before(text, row.end).max(row.start)
    } else {
        row.end
    }
}

/// The place in a row nearest to a column.
pub(super) fn column(text: &str, row: Row, goal: usize, measure: Measure) -> usize {
    let mut used = 0;
    for (at, grapheme) in text[row.start..row.end].grapheme_indices(true) {
        used += measure(grapheme);
        if used > goal {
            return row.start + at;
        }
    }
    row.end
}

/// Where a line longer than its window begins to be shown: it turns by half a window, so that text
/// stands on both sides of the cursor and a slow line repaints seldom.
fn scrolled(text: &str, cursor: usize, width: usize, measure: Measure) -> usize {
    let upto = columns(&text[..cursor], measure);
    if upto < width {
        return 0;
    }
    let half = (width / 2).max(1);
    let skip = (upto / half).saturating_sub(1) * half;
    let from = column(
        text,
        Row {
            start: 0,
            end: cursor,
        },
        skip,
        measure,
    );
    if columns(&text[from..cursor], measure) < width {
        from
    } else {
        cursor
    }
}
