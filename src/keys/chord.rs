//! (being built)
/// A key combination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord;
