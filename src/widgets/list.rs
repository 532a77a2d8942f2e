//! A list of rows of which one is chosen; rows are asked for only when they are seen.

use std::cell::Cell;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::caret::Caret;
use crate::keys::Action;
use crate::look::{Look, Pen, Role};

/// How many rows there are and which is chosen. Marks belong to the room, which knows what they mark.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    total: usize,
    chosen: usize,
    page: Cell<usize>,
}

impl Rows {
    /// So many rows, the first chosen.
    #[must_use]
    pub fn new(total: usize) -> Self {
        Self {
            total,
            ..Self::default()
        }
    }

    /// The number of rows.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.total
    }

    /// Changes the number of rows; the choice stays as near as it can.
    pub fn set_total(&mut self, total: usize) {
        self.total = total;
        self.choose(self.chosen);
    }

    /// The chosen row; `None` in an empty list.
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        (self.chosen < self.total).then_some(self.chosen)
    }

    /// Of what the rows stand for, the chosen one.
    #[must_use]
    pub fn at<'a, T>(&self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.chosen()?)
    }

    /// Chooses a row, or the last when there are not so many.
    pub fn choose(&mut self, row: usize) {
        self.chosen = row.min(self.total.saturating_sub(1));
    }

    /// Does a movement of the list scope; false for any other action.
    pub fn act(&mut self, action: Action) -> bool {
        let page = self.page.get().saturating_sub(1).max(1);
        let to = match action {
            Action::MoveUp => self.chosen.saturating_sub(1),
            Action::MoveDown => self.chosen.saturating_add(1),
            Action::PageUp => self.chosen.saturating_sub(page),
            Action::PageDown => self.chosen.saturating_add(page),
            Action::GoTop => 0,
            Action::GoBottom => usize::MAX,
            _ => return false,
        };
        self.choose(to);
        true
    }

    /// The rows seen in a window of some height. It turns by half a window: a slow line repaints seldom.
    #[must_use]
    pub fn window(&self, height: usize) -> Range<usize> {
        let height = height.max(1);
        self.page.set(height);
        let half = (height / 2).max(1);
        let top = (self.chosen / half).saturating_sub(1) * half;
        let top = if self.chosen < height { 0 } else { top }.min(self.total.saturating_sub(height));
        let top = if self.chosen >= top + height {
            self.chosen + 1 - height
        } else {
            top
        };
        top..(top + height).min(self.total)
    }

    /// `3/120`, for a title.
    #[must_use]
    pub fn position(&self) -> String {
        format!("{}/{}", self.chosen().map_or(0, |c| c + 1), self.total)
    }
}

/// Draws a list: `line` writes row `i` after its mark.
pub fn draw(
    look: &Look,
    buf: &mut Buffer,
    area: Rect,
    rows: &Rows,
    focused: bool,
    mut line: impl FnMut(usize, &mut Pen<'_>),
) -> Caret {
    let seen = rows.window(usize::from(area.height));
    let mut caret = Caret::top(area);
    let body = Rect {
        width: area.width.saturating_sub(u16::from(area.width > 20)),
        ..area
    };
    for (row, i) in (0..area.height).zip(seen.clone()) {
        let mut pen = begin(look, buf, body, row, rows.chosen() == Some(i), focused);
        if rows.chosen() == Some(i) {
            caret = Caret::At(area.x, area.y + row);
        }
        line(i, &mut pen);
        pen.rest(Role::Text);
    }
    arrows(look, buf, area, &seen, rows.total());
    caret
}

/// A pen behind the mark of a row, in the style of the chosen row if it is the one.
pub(super) fn begin<'a>(
    look: &'a Look,
    buf: &'a mut Buffer,
    area: Rect,
    row: u16,
    chosen: bool,
    focused: bool,
) -> Pen<'a> {
    let mut pen = look.pen(buf, area, row);
    if chosen {
        pen.all_in(Some(if focused { Role::Chosen } else { Role::Rest }));
        pen.write(look.symbols.chosen, Role::Text).gap(1);
    } else {
        pen.gap(2);
    }
    pen
}

/// Tells in the last column that there are rows above and below.
pub(super) fn arrows(look: &Look, buf: &mut Buffer, area: Rect, seen: &Range<usize>, total: usize) {
    if area.width <= 20 || area.height == 0 {
        return;
    }
    let last = Rect {
        x: area.right() - 1,
        width: 1,
        ..area
    };
    if seen.start > 0 {
        look.pen(buf, last, 0)
            .write(look.symbols.above, Role::Quiet);
    }
    if seen.end < total {
        look.pen(buf, last, area.height - 1)
            .write(look.symbols.below, Role::Quiet);
    }
}
