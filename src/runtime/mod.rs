//! The only module that touches terminal, clock, signals and files.

pub mod clock;
