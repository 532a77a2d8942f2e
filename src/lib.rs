//! 着落 (zhuoluo): the casework desk of a letters-and-visits office, in a terminal.
//!
//! THE MAP. Modules stand in a total order from the ground up: a module may use only those above
//! it in this list (`tests/house.rs` holds this). `store` sits beside the screen: it keeps to
//! `words`, `domain`, `search` and `flow`. The empty lines keep `cargo fmt` from sorting the list.

/// Sentences in two languages; knows nothing else.
#[macro_use]
pub mod words;

/// Nouns and law as pure functions: events in, obligations out.
pub mod domain;

/// Key combinations, the one action table, the keymap.
pub mod keys;

/// The vocabulary between screen and world: events, effects, requests.
pub mod flow;

/// Finding people by characters, sounds, slips and digits; pure.
pub mod search;

/// Fields, line and area editing, drafts; pure.
pub mod forms;

/// Receipts and notices: template + facts -> text; pure.
pub mod papers;

/// Ledgers in (CSV, XLSX, XLS, ODS) and out; bytes -> rows, rows -> bytes.
pub mod exchange;

/// A synthetic office from a seed; pure.
pub mod demo;

/// Colours, widths, symbols, breakpoints; the only place that names a colour.
pub mod look;

/// Drawing with no knowledge of petitions.
pub mod widgets;

/// One folder per screen.
pub mod rooms;

/// The program as a value: handle(event) -> effects, draw -> frame.
pub mod app;

/// SQLite; the only module that says rusqlite.
pub mod store;

/// The only module that touches terminal, clock, signals, files.
pub mod runtime;

/// One-shot commands, the same functions as the screens.
pub mod cli;
