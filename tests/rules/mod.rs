//! The law as tables and properties: counting, calendar, obligations, steps, intake, identity.

mod addressed;
mod alike;
mod answers;
mod calendar;
mod count;
mod identity;
mod intake;
mod limits;
mod obligations;
mod peers;
mod reading;
mod sequences;
mod steps;
mod turns;
mod unitless;
