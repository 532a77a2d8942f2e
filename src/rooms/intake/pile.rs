//! Several intakes at once: which are open, which wait in the store, which one is in front.

use std::hash::{BuildHasher, Hasher, RandomState};

use super::sheet::Sheet;
use super::{answers, check, plain, propose, words};
use crate::domain::duty::dispute;
use crate::flow::view::{DraftRow, SavedDraft};
use crate::flow::{Ask, Do, Ticket};
use crate::rooms::{Cx, Order};

/// Why a draft is fetched from the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fetch {
    /// It was unfinished when the program ended: said so when it comes back.
    Recover,
    /// The next or previous draft was asked for.
    Turn,
    /// It was changed at another seat.
    Reload,
}

/// The open intakes.
#[derive(Debug)]
pub struct Pile {
    /// The open ones.
    pub sheets: Vec<Sheet>,
    /// Which of `sheets` is in front.
    pub at: usize,
    /// Those that only the store holds, newest first.
    pub shelf: Vec<DraftRow>,
    /// The question which drafts there are.
    pub listing: Ticket,
    /// The draft being fetched.
    pub fetching: Option<(Ticket, Fetch)>,
    /// Drafts being dropped: they come back when that fails.
    dropping: Vec<(Ticket, Sheet)>,
    /// Ids given so far.
    given: u64,
    /// Tells processes apart.
    seed: u64,
}

impl Default for Pile {
    fn default() -> Self {
        Self {
            sheets: Vec::new(),
            at: 0,
            shelf: Vec::new(),
            listing: Ticket::default(),
            fetching: None,
            dropping: Vec::new(),
            given: 0,
            seed: RandomState::new().build_hasher().finish(),
        }
    }
}

impl Pile {
    /// An id that no other draft has. It becomes the petition's mark against being registered
    /// twice, so two forms must never share one: it is made of the operator, the instant, a count,
    /// and a number that the standard library draws for each process. Instant and count alone would
    /// repeat where the clock is frozen (a sandbox under `--now`), and the second person of the
    /// second day would be shown the first one's receipt.
    pub fn id(&mut self, cx: &Cx<'_>) -> String {
        self.given += 1;
        let (login, at) = (&cx.office.operator.login, cx.now.timestamp_millis());
        format!("{login}-{at:x}-{:x}-{:x}", self.seed, self.given)
    }

    /// The one in front.
    #[must_use]
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheets.get(self.at)
    }

    /// The one in front; an empty one is put there when there is none.
    pub fn front(&mut self, cx: &Cx<'_>) -> &mut Sheet {
        if self.sheets.is_empty() {
            self.start(cx);
        }
        self.at = self.at.min(self.sheets.len() - 1);
        &mut self.sheets[self.at]
    }

    /// Puts an empty form in front; one that lies there already is used.
    pub fn start(&mut self, cx: &Cx<'_>) {
        if let Some(at) = self
            .sheets
            .iter()
            .position(|s| s.is_blank() && !s.is_stored())
        {
            self.at = at;
            return;
        }
        let id = self.id(cx);
        self.sheets.push(Sheet::fresh(id, cx.office, cx.today));
        self.at = self.sheets.len() - 1;
    }

    /// Puts a form in front that is made from a dispute; it says so in its id, which is kept with it.
    pub fn start_of(&mut self, of: i64, cx: &Cx<'_>) {
        let id = dispute::draft_of(of, &self.id(cx));
        self.sheets.push(Sheet::fresh(id, cx.office, cx.today));
        self.at = self.sheets.len() - 1;
    }

    /// All drafts, open and waiting; an empty form in front counts as well.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sheets.len() + self.shelf.len()
    }

    /// Asks the store which drafts there are.
    pub fn list(&mut self, cx: &Cx<'_>) -> Order {
        cx.ask(&mut self.listing, Ask::Drafts)
    }

    /// Takes the list: what is open here is not waiting.
    pub fn listed(&mut self, rows: Vec<DraftRow>) {
        let open = |row: &DraftRow| {
            let dropped = self.dropping.iter().any(|(_, s)| s.id == row.id);
            dropped || self.sheets.iter().any(|s| s.id == row.id)
        };
        self.shelf = rows.into_iter().filter(|row| !open(row)).collect();
    }

    /// Another store stands in the place of the one that these were kept in: what is written goes on as drafts
    /// that it has never seen. Nobody on record is meant in them any more, nor a dispute: a number is given
    /// again there.
    pub fn recast(&mut self, cx: &Cx<'_>) {
        let old = std::mem::take(self);
        (self.given, self.seed) = (old.given, old.seed);
        for (at, mut sheet) in old.sheets.into_iter().enumerate() {
            if sheet.is_blank() {
                continue;
            }
            let former = sheet.as_kept();
            answers::forget_all(&mut sheet.form);
            if at == old.at {
                self.at = self.sheets.len();
            }
            let id = self.id(cx);
            let mut sheet = recast(sheet, id, cx);
            sheet.follows(former);
            self.sheets.push(sheet);
        }
    }

    /// Fetches a waiting draft.
    pub fn fetch(&mut self, at: usize, why: Fetch, cx: &Cx<'_>) -> Option<Order> {
        let id = self.shelf.get(at)?.id.clone();
        Some(self.fetch_id(id, why, cx))
    }

    fn fetch_id(&mut self, id: String, why: Fetch, cx: &Cx<'_>) -> Order {
        let mut ticket = Ticket::default();
        let order = cx.ask(&mut ticket, Ask::Draft(id));
        self.fetching = Some((ticket, why));
        order
    }

    /// Drafts that another seat has written since they were kept here: fetched anew, or, when
    /// something was changed here as well, gone on with as a draft of their own.
    pub fn follow(&mut self, rows: &[DraftRow], cx: &Cx<'_>) -> Vec<Order> {
        let newer = |s: &Sheet| {
            rows.iter()
                .any(|r| r.id == s.id && s.kept_at.is_some_and(|at| r.at > at))
        };
        let stale: Vec<usize> = (0..self.sheets.len())
            .filter(|n| newer(&self.sheets[*n]))
            .collect();
        let mut orders = Vec::new();
        for at in stale {
            if self.sheets[at].wants_keeping() {
                let id = self.id(cx);
                self.sheets[at].renew(id);
                orders.push(plain(words::TWO_SEATS));
            } else if self.fetching.is_none() {
                let id = self.sheets[at].id.clone();
                orders.push(self.fetch_id(id, Fetch::Reload, cx));
            }
        }
        orders
    }

    /// Puts a fetched draft in front; an empty form that was there goes away.
    pub fn put(&mut self, saved: &SavedDraft, cx: &Cx<'_>) -> bool {
        let Some(mut sheet) = Sheet::restored(saved, cx.office) else {
            return false;
        };
        propose::refresh(&mut sheet, cx.office);
        check::doubts(&mut sheet, cx); // what stood under a field stands there again
        self.shelf.retain(|row| row.id != saved.id);
        if let Some(at) = self.sheets.iter().position(|s| s.id == saved.id) {
            // Nothing is taken over that was changed here meanwhile.
            if !self.sheets[at].wants_keeping() {
                self.sheets[at] = sheet;
            }
            return true;
        }
        if self.sheet().is_some_and(|s| s.is_blank() && !s.is_stored()) {
            self.sheets[self.at] = sheet;
        } else {
            self.sheets.push(sheet);
            self.at = self.sheets.len() - 1;
        }
        true
    }

    /// Goes to the next or previous draft, open or waiting, round the end.
    pub fn turn(&mut self, onward: bool, cx: &Cx<'_>) -> Option<Vec<Order>> {
        let count = self.len();
        if count < 2 {
            return None;
        }
        let to = (self.at + if onward { 1 } else { count - 1 }) % count;
        if to < self.sheets.len() {
            self.at = to;
            return Some(Vec::new());
        }
        Some(
            self.fetch(to - self.sheets.len(), Fetch::Turn, cx)
                .into_iter()
                .collect(),
        )
    }

    /// Takes the one in front away and drops it from the store.
    pub fn discard(&mut self, cx: &Cx<'_>) -> Option<Order> {
        if self.sheets.is_empty() {
            return None;
        }
        let sheet = self.sheets.remove(self.at.min(self.sheets.len() - 1));
        self.settle(cx);
        let mut ticket = Ticket::default();
        let order = cx.perform(&mut ticket, Do::DropDraft(sheet.id.clone()));
        self.dropping.push((ticket, sheet));
        Some(order)
    }

    /// Takes away a draft that became a petition; an empty form comes in front.
    pub fn finish(&mut self, at: usize, cx: &Cx<'_>) {
        let front = self.at == at;
        self.sheets.remove(at);
        if self.at > at {
            self.at -= 1;
        }
        if front {
            self.start(cx);
        }
        self.settle(cx);
    }

    fn settle(&mut self, cx: &Cx<'_>) {
        if self.sheets.is_empty() {
            self.start(cx);
        }
        self.at = self.at.min(self.sheets.len() - 1);
    }

    /// The answer to a dropping: `None` when it is none; a draft that could not be dropped is back.
    pub fn dropped(&mut self, ticket: Ticket, done: bool) -> Option<()> {
        let at = self.dropping.iter().position(|(t, _)| *t == ticket)?;
        let (_, sheet) = self.dropping.remove(at);
        if !done {
            self.sheets.push(sheet);
            self.at = self.sheets.len() - 1;
        }
        Some(())
    }

    /// The names of all drafts with the time they were kept, the one in front marked.
    #[must_use]
    pub fn rows(&self, lang: crate::words::Lang) -> Vec<(String, String, bool)> {
        let clock = |at: Option<chrono::DateTime<chrono::FixedOffset>>| {
            at.map(|at| at.format("%H:%M").to_string())
                .unwrap_or_default()
        };
        let name = |title: String| {
            if title.is_empty() {
                words::NEW_DRAFT.say(lang).to_owned()
            } else {
                title
            }
        };
        let open = self.sheets.iter().enumerate().map(|(n, s)| {
            (
                name(super::written::title(&s.form)),
                clock(s.kept_at),
                n == self.at,
            )
        });
        let waiting = self
            .shelf
            .iter()
            .map(|r| (name(r.title.line().into()), clock(Some(r.at)), false));
        open.chain(waiting).collect()
    }
}

/// The same words on a fresh form under a new id: what was undone before does not come back.
fn recast(sheet: Sheet, id: String, cx: &Cx<'_>) -> Sheet {
    let saved = SavedDraft {
        body: serde_json::to_string(&sheet.form.keep()).unwrap_or_default(),
        id: id.clone(),
        title: crate::words::Outside::default(),
        at: cx.now,
        before: String::new(),
    };
    let mut new = Sheet::restored(&saved, cx.office).unwrap_or(sheet);
    propose::refresh(&mut new, cx.office);
    check::doubts(&mut new, cx);
    new.renew(id);
    new
}
