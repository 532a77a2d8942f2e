//! The intake room: one form, keyboard only, with the people it could be beside it; several drafts
//! at once, each kept as it is typed. What it does stands here and in `deed`; what it shows in `view`.

mod adopt;
mod answer;
mod answers;
mod card;
mod check;
mod deed;
mod form;
mod matches;
mod matters;
mod pile;
mod propose;
mod receipt;
mod sheet;
mod side;
mod view;
#[rustfmt::skip]
mod words;
mod written;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::matches::Matches;
use self::pile::Pile;
use self::sheet::Sheet;
use super::{Cx, Order, Room, Tone};
use crate::flow::{Answer, Effect, Route, Ticket};
use crate::forms::{Act, Form, Kept};
use crate::keys::{Action, Chord, Scope, stacks};
use crate::look::Look;
use crate::widgets::Caret;
use crate::words::{Sentence, Word};

/// Milliseconds after a change until the draft is written: half of what is promised.
const SOON: u64 = 150;

/// Whether the drafts of an earlier session were looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Arrival {
    /// Not yet: the newest will come back by itself.
    #[default]
    New,
    /// Not yet, but an empty form was asked for: they will wait.
    Empty,
    /// They were.
    Done,
}

/// The intake room.
#[derive(Debug, Default)]
pub struct Intake {
    pile: Pile,
    matches: Matches,
    /// What is said over the form until something is changed.
    note: Option<Sentence>,
    /// Whether the drafts of an earlier session were looked for.
    arrival: Arrival,
    /// True while a wake is on its way.
    is_woken: bool,
    /// True while a discard is being asked about.
    is_confirming: bool,
}

impl Intake {
    /// The room before anybody entered it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Changes the form in front and does what follows from it: keeping, looking for people.
    fn edit(&mut self, cx: &Cx<'_>, change: impl FnOnce(&mut Form) -> Act) -> Vec<Order> {
        self.is_confirming = false;
        let sheet = self.pile.front(cx);
        let focus = sheet.form.focus_key().to_owned();
        let (revision, fields) = (sheet.form.revision(), sheet.form.slots().len());
        let act = change(&mut sheet.form);
        if act == Act::Ignored {
            return Vec::new();
        }
        sheet.note_move();
        let mut orders = Vec::new();
        if sheet.form.revision() != revision {
            self.note = None;
            let entries = sheet.form.slots().len() != fields;
            deed::changed(sheet, entries);
        }
        // A cursor that only moved is kept as soon as a key that wrote.
        if sheet.wants_keeping() {
            orders.extend(self.wake());
        }
        let sheet = self.pile.front(cx);
        if sheet.form.focus_key() != focus {
            propose::refresh(sheet, cx.office);
            check::doubts(sheet, cx);
            orders.extend(sheet.keep(cx, false));
        }
        orders.extend(self.matches.look(&self.pile.front(cx).form, cx));
        match act {
            Act::Cut(cut) => orders.push(Order::Toast(Tone::Bad, cut.say())),
            Act::Ended => orders.push(plain(words::LAST_FIELD)),
            _ => {}
        }
        orders
    }

    /// Asks for one tick soon; once.
    fn wake(&mut self) -> Option<Order> {
        (!std::mem::replace(&mut self.is_woken, true)).then_some(Order::World(Effect::Wake(SOON)))
    }

    /// Keeps every draft that the store does not have as it stands.
    fn keep(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        self.pile
            .sheets
            .iter_mut()
            .filter_map(|s| s.keep(cx, false))
            .collect()
    }

    /// Another form came in front: the people beside it are another's.
    fn turned(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        self.note = None;
        self.matches = Matches::default();
        self.pile.front(cx).note_move(); // the one in front is the newest: it comes back first
        self.matches
            .look(&self.pile.front(cx).form, cx)
            .into_iter()
            .collect()
    }

    /// Another store stands in the place of the one that was open: what is being typed goes on, as drafts of the
    /// new one; everything else of the old one goes. True when something is being typed.
    pub fn recast(&mut self, cx: &Cx<'_>) -> bool {
        self.pile.recast(cx);
        self.matches = Matches::default();
        (self.note, self.is_confirming) = (None, false);
        let is_written = !self.pile.sheets.is_empty();
        self.arrival = if is_written {
            Arrival::Done
        } else {
            Arrival::New
        };
        is_written
    }

    fn sheet(&self) -> Option<&Sheet> {
        self.pile.sheet()
    }
}

/// The body of an intake's draft without the records and the petition that were meant in it: another store
/// has others under their numbers. `None` when it is none.
#[must_use]
pub fn let_go(body: &str) -> Option<String> {
    let mut kept: Kept = serde_json::from_str(body).ok()?;
    answers::forget_kept(&mut kept);
    serde_json::to_string(&kept).ok()
}

/// A toast of something to know.
fn plain(word: Word) -> Order {
    Order::Toast(Tone::Plain, word.into())
}

impl Room for Intake {
    fn stack(&self) -> &'static [Scope] {
        stacks::INTAKE
    }

    fn is_typing(&self) -> bool {
        true // a bare character never runs a command here, not even on a yes-or-no
    }

    fn open(&mut self, route: &Route, cx: &Cx<'_>) -> Vec<Order> {
        self.is_confirming = false;
        if let Route::IntakeOf(of, matter, place) = route {
            return deed::start_of_dispute(self, *of, (matter, place), cx);
        }
        self.pile.front(cx);
        vec![self.pile.list(cx)]
    }

    fn act(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        deed::act(self, action, cx)
    }

    fn press(&mut self, chord: Chord, cx: &Cx<'_>) -> Vec<Order> {
        self.edit(cx, |form| form.press(chord))
    }

    fn paste(&mut self, text: &str, cx: &Cx<'_>) -> Vec<Order> {
        deed::paste(self, text, cx)
    }

    fn take(&mut self, ticket: Ticket, answer: Answer, cx: &Cx<'_>) -> Vec<Order> {
        answer::take(self, ticket, answer, cx)
    }

    fn index_at(&mut self, note: Sentence) {
        if self.matches.note.is_some() {
            self.matches.note = Some(note);
        }
    }

    fn changed(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        vec![self.pile.list(cx)]
    }

    fn refit(&mut self, cx: &Cx<'_>) {
        for sheet in &mut self.pile.sheets {
            form::offer_units(&mut sheet.form, cx.office);
            sheet.is_stale = true; // the words may propose the new unit
        }
    }

    fn tick(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        self.is_woken = false;
        if let Some(sheet) = self.pile.sheets.get_mut(self.pile.at) {
            propose::refresh(sheet, cx.office);
        }
        self.keep(cx)
    }

    fn hangup(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        // The one in front is kept last and newest: it is the one that comes back.
        let front = self.pile.at;
        let others = self.pile.sheets.iter_mut().enumerate();
        let mut orders: Vec<Order> = others
            .filter(|(n, _)| *n != front)
            .filter_map(|(_, s)| s.keep(cx, true))
            .collect();
        let front = self.pile.front(cx);
        front.note_move();
        orders.extend(front.keep(cx, true));
        orders
    }

    fn wants_back(&self) -> bool {
        self.sheet().is_some_and(|s| s.form.popup().is_some())
    }

    fn why_not(&self, action: Action, _cx: &Cx<'_>) -> Option<Sentence> {
        deed::why_not(self, action).map(Sentence::from)
    }

    fn free(&self, area: Rect) -> Option<Rect> {
        Some(view::form_of(area))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
        view::draw(self, frame.buffer_mut(), area, look, cx)
    }
}
