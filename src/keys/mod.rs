//! (being built)
pub mod chord;
