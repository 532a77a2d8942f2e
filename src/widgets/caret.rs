//! Where the real cursor stands after a view was drawn. There is no "nowhere".

use ratatui::layout::Rect;

/// The place of the real cursor: input methods open their window there, screen readers read there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caret {
    /// A cell: the place in a field, or the mark of the chosen row.
    At(u16, u16),
    /// A row without a place of its own.
    Row(u16),
}

impl Caret {
    /// The first row of an area.
    #[must_use]
    pub const fn top(area: Rect) -> Self {
        Self::Row(area.y)
    }

    /// The cell, held within the screen.
    #[must_use]
    pub fn cell(self, screen: Rect) -> (u16, u16) {
        let (x, y) = match self {
            Self::At(x, y) => (x, y),
            Self::Row(y) => (screen.x, y),
        };
        (
            x.clamp(screen.x, screen.right().saturating_sub(1).max(screen.x)),
            y.clamp(screen.y, screen.bottom().saturating_sub(1).max(screen.y)),
        )
    }
}
