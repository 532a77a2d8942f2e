//! The duty desk (值班): rota, check-in, log, reports, urgent help, handover. Pure: events in,
//! the book and what the desk owes out.

pub mod again;
pub mod book;
pub mod check;
pub mod clock;
pub mod deed;
pub mod dispute;
pub mod disputes;
pub mod figures;
pub mod handed;
pub mod meanwhile;
pub mod owed;
pub mod roster;
pub mod rota;
pub mod rounds;
pub mod shift;
pub mod sides;
mod slots;
pub mod stamp;
pub mod stood;
