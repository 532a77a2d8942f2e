//! Reading and writing ledgers.

mod samples;
