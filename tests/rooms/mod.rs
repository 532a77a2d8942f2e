//! The rooms, driven by keys and answers.

mod case;
mod case_accused;
mod case_steps;
mod cases;
mod find;
mod find_amount;
pub mod golden;
mod intake;
mod intake_answers;
mod intake_drafts;
mod intake_matters;
mod intake_people;
mod person;
mod person_shut;
mod play;
mod registers;
mod stage;
mod urgent;
mod waiting;
