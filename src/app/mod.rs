//! The program as a value: events in, effects out, a frame drawn on request. No I/O.
//! (skeleton: being built)

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use ratatui::Frame;

use crate::domain::office::Office;
use crate::flow::{Effect, Event};
use crate::look::Look;

/// The whole program.
pub struct App {}

impl App {
    /// A program for an office, at an instant.
    #[must_use]
    pub fn new(office: Arc<Office>, look: Look, now: DateTime<FixedOffset>) -> Self {
        let _ = (office, look, now);
        Self {}
    }

    /// What to do at the start: load what the first room shows.
    pub fn start(&mut self) -> Vec<Effect> {
        Vec::new()
    }

    /// Takes one event; gives what the world is to do.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        let _ = event;
        Vec::new()
    }

    /// True when something visible changed since the last drawing.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        true
    }

    /// Draws the whole frame and sets the real cursor.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        let _ = frame;
    }
}
