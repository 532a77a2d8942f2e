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
        let minutes = i64::from(self.office.lock_minutes);
        let long = minutes != 0 && self.now - self.since >= TimeDelta::minutes(minutes);
        if !long && !self.cover.locked {
            return Vec::new();
        }
        // A watch is kept through the night, and nobody is cut off while a life is in danger.
        let may_watch = self.is_on_watch() || self.is_unread();
        if self.is_shared() && !may_watch && !self.is_urgent() {
            return self.leave_idle();
        }
        self.changed |= !self.cover.locked;
        (self.cover.hidden, self.cover.locked) = (true, true);
        Vec::new()
    }

    /// True on a shared server, where coming back takes the login.
    pub(super) fn is_shared(&self) -> bool {
        !self.office.seat.came.is_empty()
    }

    /// Leaves, and says why.
    pub(super) fn leave_idle(&mut self) -> Vec<Effect> {
        self.farewell = Some(words::LEFT_IDLE);
        self.leave(0)
    }

    /// The language on the screen.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.look.lang
    }

    /// How the session ended, for the record: `lock` when nobody had touched the screen for too long,
    /// `revoked` when the key was taken off the roster, `dismissed` when the operator was.
    #[must_use]
    pub fn left_how(&self) -> &'static str {
        match self.farewell {
            Some(word) if word == words::LEFT_IDLE => "lock",
            Some(word) if word == words::REVOKED => "revoked",
            Some(word) if word == words::DISMISSED => "dismissed",
            _ => "quit",
        }
    }

    /// What is said when the desk has gone, if it did not go because somebody said so.
    #[must_use]
    pub const fn farewell(&self) -> Option<Word> {
        self.farewell
    }
}
