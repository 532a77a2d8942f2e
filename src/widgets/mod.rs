//! (being built) A stand-in until the branch `screen` brings the real widgets.

/// Where the real cursor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caret {
    /// At a cell.
    At(u16, u16),
    /// On a row.
    Row(u16),
}
