//! The rooms, driven by keys and answers.

mod golden;
mod intake;
mod intake_drafts;
mod intake_people;
mod stage;
