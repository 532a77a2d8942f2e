//! How things look: the only place that names a colour, measures text or knows a border sign.
//!
//! Everything drawn passes through [`Pen`], which makes text harmless, measures it in columns and
//! never leaves its line.

mod area;
mod fit;
mod ink;
mod symbols;
mod text;
mod theme;

pub use area::{Side, centred, cut, inset};
pub use fit::{Breadth, Fit, Height};
pub use ink::Pen;
pub use symbols::{ASCII, Symbols, UNICODE};
pub use text::{measure, pad, pad_left, truncate, width, wrap};
pub use theme::{Palette, Role, Theme};

use crate::words::Lang;

/// What a view must know to draw: language, colours, signs, and how wide doubtful signs are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The operator's language.
    pub lang: Lang,
    /// Roles to styles.
    pub theme: Theme,
    /// Borders and marks.
    pub symbols: Symbols,
    /// Whether the terminal draws signs of ambiguous width (“ ” … — ·) two columns wide.
    pub ambiguous_wide: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self::new(Lang::Zh, Palette::Ansi, false)
    }
}

impl Look {
    /// A look; where ambiguous signs are wide, borders and marks are ASCII.
    #[must_use]
    pub const fn new(lang: Lang, palette: Palette, ambiguous_wide: bool) -> Self {
        let symbols = if ambiguous_wide { ASCII } else { UNICODE };
        Self {
            lang,
            theme: Theme::new(palette),
            symbols,
            ambiguous_wide,
        }
    }

    /// The same look with ASCII borders and marks, for terminals that draw lines badly.
    #[must_use]
    pub const fn ascii(self) -> Self {
        Self {
            symbols: ASCII,
            ..self
        }
    }

    /// How wide a sign is here; what the editing engine asks for.
    #[must_use]
    pub fn measure(&self) -> crate::forms::Measure {
        measure(self.ambiguous_wide)
    }

    /// Columns of a text on one line.
    #[must_use]
    pub fn width(&self, text: &str) -> usize {
        width(text, self.ambiguous_wide)
    }

    /// The text cut to a number of columns, with a sign where something is missing.
    #[must_use]
    pub fn truncate(&self, text: &str, columns: usize) -> String {
        truncate(text, columns, self.ambiguous_wide)
    }

    /// The text made exactly so many columns wide.
    #[must_use]
    pub fn pad(&self, text: &str, columns: usize) -> String {
        pad(text, columns, self.ambiguous_wide)
    }

    /// The text in rows of at most so many columns.
    #[must_use]
    pub fn wrap(&self, text: &str, columns: usize) -> Vec<String> {
        wrap(text, columns, self.ambiguous_wide)
    }
}
