//! Reading and writing ledgers.

mod books;
mod cells;
mod clothes;
mod headings;
mod hostile;
mod mess;
mod samples;
mod sheets;
mod writing;
