//! What the reader looks for between questions: what other sessions changed, whether the store still stands
//! there and is still of this program's version, and how much room is left.

use std::sync::Arc;

use super::replaced::{self, Chair};
use super::{Now, Store, room};
use crate::flow::{Answer, Ask, Event};
use crate::words::{Exit, Sentence, Trouble};

/// Where events go; the runtime's queue.
pub type Outlet = Arc<dyn Fn(Event) + Send + Sync>;

/// Looks between two measurements of the disk, and between two tries of a store that did not open.
const MEASURED: u32 = 20;

/// What the reader has seen of the store so far.
pub struct Watch {
    store: Store,
    version: i64,
    newest: (i64, i64),
    /// The newest entry of the trail that says something of records of people.
    said: i64,
    /// Looks until the disk is measured again, and what was said of it last.
    measured: (u32, Option<Sentence>),
    /// Said once, and to every question, when the operator was taken off the roster.
    gone: Option<Trouble>,
    /// How to open what stands there, when it is not the same file any more.
    chair: Chair,
    /// What was said of a file that was replaced: whether it can be gone on with.
    replaced: Option<bool>,
    /// Looks until one that did not open is tried again.
    pause: u32,
    /// True once it was said that nothing is saved here any more.
    shut: bool,
}

impl Watch {
    /// Nothing of it is known yet.
    pub fn new(store: Store, chair: Chair) -> Self {
        Self {
            // None yet: what changed since the store was opened is looked at first.
            version: 0,
            newest: newest(&store).unwrap_or_default(),
            said: store.newest_said(0).unwrap_or_default(),
            store,
            measured: (0, None),
            gone: None,
            chair,
            replaced: None,
            pause: 0,
            shut: false,
        }
    }

    /// Says that the store was replaced, and whether what stands there now can be gone on with: asked again
    /// until it can. Nothing else is said until the desk takes it up.
    fn replaced(&mut self, out: &Outlet) {
        if self.replaced == Some(true) || (self.replaced.is_some() && self.pause > 0) {
            self.pause = self.pause.saturating_sub(1);
            return;
        }
        self.pause = MEASURED;
        let found = self.chair.open().map(|store| store.office());
        let before = self.replaced.replace(found.is_ok());
        if before != self.replaced {
            out(Event::Replaced(found));
        }
    }

    /// On the store that stands there now; on the old one still where that does not open.
    pub fn stand(mut self) -> Self {
        if let Ok(store) = self.chair.open() {
            return Self::new(store, self.chair);
        }
        self.replaced = None;
        self
    }

    /// Says when the disk gets full, and when there is room again.
    pub fn measure(&mut self, out: &Outlet) {
        if self.measured.0 > 0 {
            self.measured.0 -= 1;
            return;
        }
        let notice = room::left(self.store.path()).and_then(room::Room::notice);
        if notice != self.measured.1 {
            out(Event::Room(notice.clone()));
        }
        // What is low runs out while somebody looks at the figure: then each look measures.
        let looks = if notice.is_some() { 0 } else { MEASURED };
        self.measured = (looks, notice);
    }

    /// On a new connection, where the log of this one was removed.
    pub fn set_afloat(&mut self) {
        let new = self.store.set_afloat(|| self.chair.open());
        if let Some(store) = new {
            (self.store, self.version) = (store, 0);
        }
    }

    /// Says once why nothing is saved here any more, where that is so.
    fn shut(&mut self, why: fn(&Store) -> Option<Trouble>, out: &Outlet) {
        if !self.shut
            && let Some(trouble) = why(&self.store)
        {
            self.shut = true;
            out(Event::Shut(trouble));
        }
    }

    /// Answers a question, unless whoever asks or the store is gone.
    pub fn answer(&self, ask: &Ask, now: Now) -> Answer {
        if let Some(gone) = &self.gone {
            return Err(gone.clone());
        }
        if self.store.is_replaced() {
            return Err(replaced::gone());
        }
        if let Some(astray) = self.store.astray() {
            return Err(astray);
        }
        self.store.ask_at(ask, self.store.not_before(now))
    }

    /// Drafts and audit rows change the file too, with every key that somebody types; only a new
    /// event, two people read as one or apart, or a change of the office's own facts, changes what
    /// anybody sees.
    pub fn look(&mut self, out: &Outlet) {
        // A file that was replaced does not change any more: asked before its version is.
        if self.store.is_replaced() {
            return self.replaced(out);
        }
        self.set_afloat();
        // Nor does what is seen of one whose log's shared memory was removed.
        self.shut(Store::astray, out);
        if self.store.cut().is_some() {
            return; // looking further would end the program
        }
        let version = self.store.data_version().unwrap_or(self.version);
        if version == self.version {
            return;
        }
        // A newer program may have brought it up to its version meanwhile: whoever sits here learns that now, not
        // when they save. What they read of it from here on may not read any more.
        self.shut(Store::outgrown, out);
        match self.store.refresh() {
            Ok(true) => out(Event::Office(self.store.office())),
            Ok(false) => {}
            Err(trouble) if trouble.exit == Exit::Refused => {
                if self.gone.is_none() {
                    out(Event::Dismissed(trouble.clone()));
                }
                self.gone = Some(trouble);
                self.version = version;
                return;
            }
            // Not to be read just now: looked at again the next time.
            Err(_) => return,
        }
        self.gone = None;
        self.version = version;
        let event = newest(&self.store).unwrap_or(self.newest);
        let said = self.store.newest_said(self.said).unwrap_or(self.said);
        if (event, said) != (self.newest, self.said) {
            (self.newest, self.said) = (event, said);
            out(Event::Changed);
        }
    }
}

/// The newest event of the petitions and of the duty desk.
fn newest(store: &Store) -> Result<(i64, i64), Trouble> {
    Ok((store.newest_event()?, store.newest_deed()?))
}
