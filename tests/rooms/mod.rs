//! The rooms, driven by keys and answers.

mod case;
mod case_steps;
mod find;
mod golden;
mod play;

