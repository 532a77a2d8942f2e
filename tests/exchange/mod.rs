//! Reading and writing ledgers.

mod books;
mod hostile;
mod samples;
