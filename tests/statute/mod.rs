//! The whole statute: reviews, the simple procedure, service, supervision, the ladder of reminders,
//! the model of every reachable state, and the thirty invented petitions.

mod beside;
mod calendar;
mod clock;
mod counter;
mod duty;
mod ladder;
mod led;
mod model;
mod own_rules;
mod papers;
mod properties;
mod review;
mod rules;
mod selfcheck;
mod simple;
mod thirty;
mod thirty_more;
