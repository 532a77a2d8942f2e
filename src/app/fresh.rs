//! What came into the panel while somebody sits here: by another session's work, or by the hour. It
//! carries a quiet mark until it was looked at, and rings once where the bell is on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::{App, Place, words};
use crate::domain::alert::Owed;
use crate::flow::view::Panel;
use crate::flow::{Do, Effect, Reply, Ticket};
use crate::rooms::Tone;

/// How long the mark stays on what nobody looks at.
const STAYS: TimeDelta = TimeDelta::minutes(10);

/// What of the panel is new.
#[derive(Default)]
pub(super) struct Fresh {
    /// The keys of the last panel; `None` before the first.
    known: Option<BTreeSet<String>>,
    since: BTreeMap<String, DateTime<FixedOffset>>,
    /// True when the bell is to ring.
    pub(super) rings: bool,
    /// Something was written here whose echo has not come yet.
    wrote: bool,
    /// The panel is being loaded because of what was written here.
    own: bool,
}

impl Fresh {
    /// Something was written in this session: what follows from it is no news here.
    pub(super) fn wrote(&mut self) {
        self.wrote = true;
    }

    /// The store has changed, or the hour has: whose doing what comes now is.
    pub(super) fn turn(&mut self) {
        self.own = std::mem::take(&mut self.wrote);
    }

    /// An hour has come at which something changes: what comes now is nobody's doing.
    pub(super) fn hour(&mut self) {
        self.own = false;
    }

    /// Marks what is new in a panel; true when the bell is to ring for it.
    pub(super) fn mark(&mut self, panel: &mut Panel, now: DateTime<FixedOffset>) -> bool {
        let keys: Vec<String> = panel.owed.iter().map(Owed::key).collect();
        let mut news = false;
        if let Some(known) = self.known.take().filter(|_| !self.own && !self.wrote) {
            // Where more is owed than is listed, what stands behind the last known row only moved up.
            let last = keys.iter().rposition(|k| known.contains(k));
            let end = if panel.cut {
                last.unwrap_or(0)
            } else {
                keys.len()
            };
            for key in keys[..end].iter().filter(|k| !known.contains(*k)) {
                news = true;
                self.since.insert(key.clone(), now);
            }
        }
        let all: BTreeSet<String> = keys.into_iter().collect();
        self.since.retain(|key, _| all.contains(key));
        self.known = Some(all);
        panel.fresh = self.since.keys().cloned().collect();
        news && self.rings
    }

    /// Takes the mark off what was looked at, and off what is old; true when there was any.
    pub(super) fn fade(&mut self, seen: Option<&str>, now: DateTime<FixedOffset>) -> bool {
        let before = self.since.len();
        self.since
            .retain(|key, at| seen != Some(key.as_str()) && now - *at < STAYS);
        self.since.len() < before
    }

    /// What carries the mark.
    pub(super) fn keys(&self) -> BTreeSet<String> {
        self.since.keys().cloned().collect()
    }
}

/// True for the answer to something that changes what is owed.
pub(super) fn is_written(reply: &Reply) -> bool {
    match reply {
        Reply::Registered(done) => !done.again,
        Reply::DutyDone(done) => done.seq != 0 && !done.again,
        Reply::Reminded(sent, _) => *sent != 0,
        Reply::Acted(..) | Reply::Office(_) | Reply::Changed(..) => true,
        _ => false,
    }
}

impl App {
    /// Shows the panel as it stands now: the petitions' part and the desk's own.
    pub(super) fn show_panel(&mut self) -> Vec<Effect> {
        let at = self.now.naive_local();
        let mut panel = self.desk.panel(&self.panel, at, &self.office);
        let mut effects = Vec::new();
        // Half a panel would make the other half news.
        if self.desk.is_whole() && self.fresh.mark(&mut panel, self.now) {
            effects.push(Effect::Bell);
        }
        self.set_panel(panel);
        effects
    }

    fn set_panel(&mut self, panel: Panel) {
        if panel == *self.panel && *self.panel != Panel::default() {
            return; // nothing to paint
        }
        self.changed = true;
        // One panel for all who show it: it may be long.
        let panel = Arc::new(panel);
        self.panel = Arc::clone(&panel);
        self.with_rooms(|rooms, cx| rooms.desk.show(panel, cx));
    }

    /// What is chosen on the desk while somebody presses keys there has been looked at.
    pub(super) fn look_at_panel(&mut self) {
        if self.at != Place::Desk || self.cover.hidden || !self.layers.is_empty() {
            return;
        }
        let seen = self.with_rooms(|rooms, cx| rooms.desk.chosen_key(cx));
        self.fade_with(seen.as_deref());
    }

    /// Takes the mark off what is old.
    pub(super) fn fade(&mut self) {
        self.fade_with(None);
    }

    fn fade_with(&mut self, seen: Option<&str>) {
        if self.fresh.fade(seen, self.now) {
            let fresh = self.fresh.keys();
            self.set_panel(Panel {
                fresh,
                ..Panel::clone(&self.panel)
            });
        }
    }

    /// Turns the bell for new alerts on or off, for this operator.
    pub(super) fn switch_bell(&mut self) -> Vec<Effect> {
        self.fresh.rings = !self.fresh.rings;
        let said = if self.fresh.rings {
            words::BELL_ON
        } else {
            words::BELL_OFF
        };
        self.toast(Tone::Plain, said.into());
        self.tickets.set(self.tickets.get() + 1);
        let order = Box::new(Do::Bell(self.fresh.rings));
        vec![Effect::Do(Ticket(self.tickets.get()), order)]
    }

    /// The same program with the bell for new alerts on or off.
    #[must_use]
    pub fn with_bell(mut self, on: bool) -> Self {
        self.fresh.rings = on;
        self
    }
}
