//! The store: truth and caches, tampering, numbers, drafts, reading on record, imports, kills.

mod anchor;
mod batches;
mod clash;
mod corrections;
mod crowd;
mod desk_kills;
mod effort;
mod every_word;
pub mod faults;
mod files;
mod former;
mod hidden;
mod index_faults;
mod index_file;
mod keeping;
mod kills;
mod merges;
mod merges_more;
mod panel;
mod powercut;
mod queue;
mod recusal;
mod scope;
mod truth;
mod unit_sight;
mod window;
mod written;
