//! Reading and writing ledgers.

mod books;
mod hostile;
mod mess;
mod pace;
mod samples;
mod writing;
