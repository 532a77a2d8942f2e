//! A list of things to read: each has a label, styled text that wraps, and may be the chosen one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::caret::Caret;
use super::list::{self, Rows};
use crate::forms::wrap;
use crate::look::{Look, Role};
use crate::words::{Place, visible};

/// One thing in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// What stands before it, in its own column.
    pub label: String,
    /// Its text in pieces; newlines begin a row.
    pub bits: Vec<(Role, String)>,
}

impl Item {
    /// An item without a label.
    #[must_use]
    pub const fn new(bits: Vec<(Role, String)>) -> Self {
        Self {
            label: String::new(),
            bits,
        }
    }

    /// A label with a plain value.
    #[must_use]
    pub fn fact(label: &str, value: &str) -> Self {
        Self {
            label: label.to_owned(),
            bits: vec![(Role::Text, value.to_owned())],
        }
    }

    /// The same item with one more piece.
    #[must_use]
    pub fn and(mut self, role: Role, text: impl Into<String>) -> Self {
        self.bits.push((role, text.into()));
        self
    }

    /// Its text in rows of at most so many columns; `short` keeps it on one, to be cut by the pen.
    fn rows(&self, look: &Look, columns: usize, short: bool) -> Vec<Vec<(Role, String)>> {
        if short {
            return vec![self.bits.clone()];
        }
        let mut text = String::new();
        let mut ends = Vec::with_capacity(self.bits.len());
        for (role, bit) in &self.bits {
            text.push_str(&visible(bit, Place::Lines));
            ends.push((text.len(), *role));
        }
        let rows = wrap(&text, columns, look.measure());
        rows.into_iter()
            .map(|row| pieces(&text, &ends, row.start, row.end))
            .collect()
    }
}

/// The pieces of a byte range.
fn pieces(text: &str, ends: &[(usize, Role)], from: usize, to: usize) -> Vec<(Role, String)> {
    let mut out = Vec::new();
    let mut at = from;
    for (end, role) in ends {
        let end = (*end).min(to);
        if end > at {
            out.push((*role, text[at..end].to_owned()));
            at = end;
        }
    }
    out
}

/// The list with its state, ready to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Items<'a> {
    /// The items.
    pub items: &'a [Item],
    /// Which is chosen; as many rows as items.
    pub rows: &'a Rows,
    /// Columns of the labels; 0 for none.
    pub label: u16,
    /// Whether the list has the focus.
    pub focused: bool,
    /// Whether each item has one row only: the rest of it is shown elsewhere.
    pub short: bool,
}

/// Where things came to stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The mark of the chosen item.
    pub caret: Caret,
    /// Screen row and item of every row in sight: what a click hits.
    pub hits: Vec<(u16, usize)>,
}

/// Rows that a list would take at a width.
#[must_use]
pub fn height(look: &Look, items: &[Item], width: u16, label: u16) -> u16 {
    let columns = columns(width, label).1;
    u16::try_from(
        items
            .iter()
            .map(|item| item.rows(look, columns, false).len())
            .sum::<usize>(),
    )
    .unwrap_or(u16::MAX)
}

/// Columns before the text, and of the text.
fn columns(width: u16, label: u16) -> (u16, usize) {
    let hang = (2 + label).min(width / 2);
    (hang, usize::from(width - hang).saturating_sub(1).max(1))
}

/// Draws the list; it follows the chosen item, whose first row is lit while the list has the focus.
pub fn draw(look: &Look, buf: &mut Buffer, area: Rect, list: Items<'_>) -> Drawn {
    let mut drawn = Drawn {
        caret: Caret::top(area),
        hits: Vec::new(),
    };
    let height = usize::from(area.height);
    let _ = list.rows.window(height.max(2) / 2); // a page is about so many items
    let (hang, columns) = columns(area.width, list.label);
    let chosen = list.rows.chosen();
    let mut rows = Vec::new();
    let mut skip = 0;
    for (at, item) in list.items.iter().enumerate() {
        let from = rows.len();
        rows.extend(
            item.rows(look, columns, list.short)
                .into_iter()
                .enumerate()
                .map(|(n, bits)| (at, n == 0, bits)),
        );
        if chosen == Some(at) {
            // Seen from its head, and whole where there is room.
            skip = rows.len().saturating_sub(height).min(from);
        }
        if rows.len() > skip + height && chosen.is_none_or(|c| at > c) {
            break;
        }
    }
    for (row, (at, head, bits)) in (0..area.height).zip(rows.iter().skip(skip)) {
        let here = *head && chosen == Some(*at) && list.focused;
        drawn.hits.push((area.y + row, *at));
        if here {
            drawn.caret = Caret::At(area.x, area.y + row);
        }
        let mut pen = list::begin(look, buf, area, row, here, list.focused);
        let label = if *head {
            list.items[*at].label.as_str()
        } else {
            ""
        };
        pen.cell(label, usize::from(hang.saturating_sub(2)), Role::Quiet);
        for (role, text) in bits {
            pen.write(text, *role);
        }
        pen.rest(Role::Text);
    }
    list::arrows(look, buf, area, &(skip..skip + height), rows.len());
    drawn
}
