//! Breakpoints: what a screen of so many columns and rows has room for.

use ratatui::layout::Rect;

/// How broad the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breadth {
    /// Under 60 columns: whatever fits.
    Tiny,
    /// From 60: one pane.
    Slim,
    /// From 80: the usual terminal.
    Usual,
    /// From 120: two panes.
    Broad,
    /// From 160: three.
    Vast,
}

/// How high the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Height {
    /// Under 20 rows: whatever fits.
    Tiny,
    /// From 20: panels folded to one line.
    Low,
    /// From 24: the usual terminal.
    Usual,
    /// From 40: room for both list and story.
    Tall,
}

/// Both together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// How broad.
    pub breadth: Breadth,
    /// How high.
    pub height: Height,
}

impl Fit {
    /// The fit of an area.
    #[must_use]
    pub const fn of(area: Rect) -> Self {
        let breadth = match area.width {
            0..60 => Breadth::Tiny,
            60..80 => Breadth::Slim,
            80..120 => Breadth::Usual,
            120..160 => Breadth::Broad,
            _ => Breadth::Vast,
        };
        let height = match area.height {
            0..20 => Height::Tiny,
            20..24 => Height::Low,
            24..40 => Height::Usual,
            _ => Height::Tall,
        };
        Self { breadth, height }
    }

    /// True when a side pane fits beside the main one.
    #[must_use]
    pub fn has_side(self) -> bool {
        self.breadth >= Breadth::Broad
    }
}
