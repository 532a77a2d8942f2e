//! The vocabulary between the screens and the world: events in, effects out, requests and replies.

pub mod brief;
pub mod corrected;
pub mod duty;
pub mod effect;
pub mod event;
pub mod heads;
pub mod kept;
mod measure;
pub mod reason;
pub mod register;
pub mod request;
pub mod route;
pub mod same;
pub mod view;
pub mod waiting;

pub use effect::Effect;
pub use event::Event;
pub use request::{Answer, Ask, Do, Reply, Ticket};
pub use route::Route;
