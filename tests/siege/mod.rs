//! A siege: whatever else goes wrong on a shared server, or is tried on purpose, beyond the first
//! thirty-two cases. `tests/scenarios.rs` says which test proves what.

mod beneath;
mod boxes;
mod copies;
mod input;
mod process;
mod ssh;
