//! Short messages: each stays for a while, a failure until a key is pressed.

use chrono::{DateTime, Duration, FixedOffset};

use crate::rooms::Tone;
use crate::words::Sentence;

/// Seconds a message stays.
const STAY: i64 = 6;
/// Messages kept at once.
const MOST: usize = 3;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How it sounds.
    pub tone: Tone,
    /// What it says.
    pub sentence: Sentence,
    until: Option<DateTime<FixedOffset>>,
}

/// The messages on the screen, newest last.
#[derive(Clone, Debug, Default)]
pub struct Toasts(Vec<Message>);

impl Toasts {
    /// Adds a message; the same one again only stays longer.
    pub fn add(&mut self, tone: Tone, sentence: Sentence, now: DateTime<FixedOffset>) {
        self.0.retain(|m| m.sentence != sentence);
        let until = (tone != Tone::Bad).then(|| now + Duration::seconds(STAY));
        self.0.push(Message {
            tone,
            sentence,
            until,
        });
        if self.0.len() > MOST {
            self.0.remove(0);
        }
    }

    /// Drops what has stayed long enough; true when something went.
    pub fn expire(&mut self, now: DateTime<FixedOffset>) -> bool {
        let before = self.0.len();
        self.0.retain(|m| m.until.is_none_or(|until| until > now));
        self.0.len() != before
    }

    /// Lets every message stay as long again.
    pub fn hold(&mut self, now: DateTime<FixedOffset>) {
        for message in self.0.iter_mut().filter(|m| m.until.is_some()) {
            message.until = Some(now + Duration::seconds(STAY));
        }
    }

    /// A key was pressed: failures have been seen.
    pub fn seen(&mut self) {
        self.0.retain(|m| m.until.is_some());
    }

    /// The messages, newest last.
    pub fn all(&self) -> &[Message] {
        &self.0
    }
}
