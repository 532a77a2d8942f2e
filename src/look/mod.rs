//! (being built) A stand-in until the branch `screen` brings the real look.

/// How things look.
#[derive(Clone, Debug, Default)]
pub struct Look {}
