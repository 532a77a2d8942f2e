//! Columns of text aligned by display width, for people who read standard output.

use unicode_width::UnicodeWidthStr;

use super::out::shown;

/// Rows under a heading, each column as wide as its widest cell, at most `MOST` columns of the screen.
#[derive(Default)]
pub struct List {
    rows: Vec<Vec<String>>,
}

/// Widest cell; what is longer is cut with `…`, except in the last column.
const MOST: usize = 36;

impl List {
    /// Begins a list with its heading.
    #[must_use]
    pub fn new(heading: &[&str]) -> Self {
        let mut list = Self::default();
        list.row(heading.iter().map(ToString::to_string));
        list
    }

    /// Adds a row; cells are made visible.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<String> = cells.into_iter().map(|c| shown(&c)).collect();
        self.rows.push(cells);
    }

    /// Adds a line of its own under the last row.
    pub fn note(&mut self, text: &str) {
        self.rows.push(vec![format!("    {}", shown(text))]);
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |at: usize| {
            let rows = self.rows.iter().filter(|r| r.len() > 1);
            let widths = rows.filter_map(|r| r.get(at));
            widths.map(|c| c.width()).max().unwrap_or(0).min(MOST)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut out = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for (at, cell) in row.iter().enumerate() {
                let last = at + 1 == row.len();
                let cell = if last {
                    cell.clone()
                } else {
                    cut(cell, widths[at])
                };
                line.push_str(&cell);
                if !last {
                    line.push_str(&" ".repeat(widths[at] + 2 - cell.width().min(widths[at])));
                }
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

/// The text in at most `width` columns.
#[must_use]
pub fn cut(text: &str, width: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for piece in text.graphemes(true) {
        if used + piece.width() + 1 > width {
            break;
        }
        used += piece.width();
        out.push_str(piece);
    }
    out.push('…');
    out
}
