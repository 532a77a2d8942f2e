//! The real program on a real pseudo-terminal: few tests, each waits for states and never for time.

mod burst;
mod colour;
mod drafts;
mod everywhere;
mod first;
mod frames;
mod hangup;
mod heap;
mod hostile;
mod input;
mod output;
mod panel;
mod pure;
mod quiet;
mod residue;
mod resize;
mod restored;
mod server;
mod suspend;
pub mod tty;
mod typed;
mod waits;
