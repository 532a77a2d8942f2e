//! 着落 (zhuoluo): the casework desk of a letters-and-visits office, in a terminal.
//!
//! THE MAP. Modules stand in a total order from the ground up: a module may use only those above
//! it in this list (`tests/house.rs` holds this). `store` sits beside the screen: it keeps to
//! `words`, `domain`, `search` and `flow`.

#[macro_use]
pub mod words; // sentences in two languages; knows nothing else
pub mod app; // the program as a value: handle(event) -> effects, draw -> frame
pub mod cli;
pub mod demo; // a synthetic office from a seed; pure
pub mod domain; // nouns and law as pure functions: events in, obligations out
pub mod exchange; // ledgers in (CSV, XLSX, XLS, ODS) and out; bytes -> rows, rows -> bytes
pub mod flow; // the vocabulary between screen and world: events, effects, requests
pub mod forms; // fields, line and area editing, drafts; pure
pub mod keys; // key combinations, the one action table, the keymap
pub mod look; // colours, widths, symbols, breakpoints; the only place that names a colour
pub mod papers; // receipts and notices: template + facts -> text; pure
pub mod rooms; // one folder per screen
pub mod runtime; // the only module that touches terminal, clock, signals, files
pub mod search; // finding people by characters, sounds, slips and digits; pure
pub mod store; // SQLite; the only module that says rusqlite
pub mod widgets; // drawing with no knowledge of petitions // one-shot commands, the same functions as the screens
