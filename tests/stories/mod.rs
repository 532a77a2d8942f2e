//! A clerk's day typed as keys against the whole program, with a real store and a frozen clock.

mod case;
mod day;
mod desk;
mod half_written;
mod idle;
mod monkey;
mod office;
mod outgrown;
mod person;
mod reason;
mod registers;
mod replaced;
pub mod script;
mod two_seats;
mod unfinished;
mod urgent;
pub mod waiting;
