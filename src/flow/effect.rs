//! Orders to the world, as data.

use super::request::{Ask, Do, Ticket};

/// What the app wants done. The runtime carries it out; answers come back as [`super::Event`]s.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A read.
    Ask(Ticket, Ask),
    /// A write.
    Do(Ticket, Box<Do>),
    /// Take up the store that stands in the place of the one that was open: what is ordered from here on is of
    /// it, what was ordered before is refused.
    Stand,
    /// Copy a text to the person's own clipboard (OSC 52, write only).
    Copy(String),
    /// Write a file beneath the out folder: bare name and bytes. Answered by a toast event.
    Keep(String, Vec<u8>),
    /// Send a tick after so many milliseconds: how a room keeps its promise to save soon.
    Wake(u64),
    /// Forced full repaint (Ctrl-L).
    Repaint,
    /// Leave the screen to the shell until resumed.
    Suspend,
    /// The quiet bell.
    Bell,
    /// End with an exit status.
    Quit(u8),
}
