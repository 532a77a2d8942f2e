//! A screen that nobody sits at: covered after a while, and in an office left, so that coming back
//! takes the login again. What was being typed is a draft by then.

use chrono::TimeDelta;

use super::{App, words};
use crate::flow::Effect;
use crate::words::{Lang, Word};

impl App {
    /// Somebody is there.
    pub(super) fn touched(&mut self) {
        self.since = self.now;
    }

    /// What to do about a screen that nobody has touched for so long.
    pub(super) fn rest(&mut self) -> Vec<Effect> {
        let minutes = self.office.lock_minutes;
        if minutes == 0 || self.now - self.since < TimeDelta::minutes(i64::from(minutes)) {
            return Vec::new();
        }
        if self.office.seat.came.is_empty() {
            self.changed |= !self.locked;
            (self.hidden, self.locked) = (true, true);
            return Vec::new();
        }
        self.farewell = Some(words::LEFT_IDLE);
        self.leave(0)
    }

    /// The language on the screen.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.look.lang
    }

    /// What is said when the desk has gone, if it did not go because somebody said so.
    #[must_use]
    pub const fn farewell(&self) -> Option<Word> {
        self.farewell
    }
}
