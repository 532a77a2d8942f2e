//! The store: truth and caches, tampering, numbers, drafts, reading on record, imports, kills.

mod batches;
mod corrections;
mod files;
mod index_file;
mod keeping;
mod kills;
mod recusal;
mod scope;
mod truth;
mod window;
