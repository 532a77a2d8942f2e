//! The rooms: one folder per screen; siblings never import each other.
//!
//! A room is state with answers to events. It draws itself, returns where the real cursor stands,
//! and gives orders as data; the app carries them out.

pub mod case;
pub mod desk;
pub mod drafting;
pub mod duty;
pub mod find;
pub mod intake;
pub mod ledgers;
pub mod person;

use std::cell::Cell;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::office::Office;
use crate::flow::{Answer, Ask, Do, Effect, Route, Ticket};
use crate::keys::{Action, Chord, Scope};
use crate::look::Look;
use crate::widgets::Caret;
use crate::words::{Lang, Sentence, Trouble};

/// The facts a room works with, lent for one call.
pub struct Cx<'a> {
    /// The instant, in the office's zone.
    pub now: chrono::DateTime<chrono::FixedOffset>,
    /// The civil date at the office.
    pub today: NaiveDate,
    /// The office.
    pub office: &'a Office,
    /// The language on the screen.
    pub lang: Lang,
    /// The last ticket given; every question takes the next.
    pub tickets: &'a Cell<u64>,
}

impl Cx<'_> {
    /// A new ticket.
    #[must_use]
    pub fn ticket(&self) -> Ticket {
        self.tickets.set(self.tickets.get() + 1);
        Ticket(self.tickets.get())
    }

    /// Asks the store: remembers the ticket in `slot`, so that an older answer is dropped.
    #[must_use]
    pub fn ask(&self, slot: &mut Ticket, ask: Ask) -> Order {
        *slot = self.ticket();
        Order::World(Effect::Ask(*slot, ask))
    }

    /// Orders a write: remembers the ticket in `slot`.
    #[must_use]
    pub fn perform(&self, slot: &mut Ticket, order: Do) -> Order {
        *slot = self.ticket();
        Order::World(Effect::Do(*slot, Box::new(order)))
    }
}

/// How a toast sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Done.
    Good,
    /// Something to know.
    Plain,
    /// Something failed or was refused.
    Bad,
}

/// What a room wants of the app.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// An effect on the world.
    World(Effect),
    /// Go to a room.
    Go(Route),
    /// Say something briefly.
    Toast(Tone, Sentence),
    /// Ask once before a destructive step; on yes the action comes back through `act`.
    Confirm(Sentence, Action),
    /// Show a text over the room: a receipt, the count of a deadline. Title, text, bare file name
    /// under which it may be kept.
    Paper(Sentence, String, String),
    /// Take off what text lies over the room: what it is about may not be seen any more.
    Shut,
    /// Read the panel again: a room wants more of it than it has.
    Panel,
}

/// A toast for a failure, in its three sentences.
#[must_use]
pub fn failed(trouble: &Trouble) -> Order {
    Order::Toast(
        Tone::Bad,
        Sentence::of(trouble.say(Lang::Zh), trouble.say(Lang::En)),
    )
}

/// One screen.
pub trait Room {
    /// The scopes in force now, nearest first: one of `keys::stacks`.
    fn stack(&self) -> &'static [Scope];
    /// True while a text field has the focus: bare characters are text, not keys.
    fn is_typing(&self) -> bool;
    /// Entered by this route: what to load.
    fn open(&mut self, route: &Route, cx: &Cx<'_>) -> Vec<Order>;
    /// An action of the table.
    fn act(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order>;
    /// A key that resolved to no action: characters, Backspace, arrows in a field.
    fn press(&mut self, chord: Chord, cx: &Cx<'_>) -> Vec<Order>;
    /// Pasted text.
    fn paste(&mut self, text: &str, cx: &Cx<'_>) -> Vec<Order>;
    /// An answer to one of this room's questions.
    fn take(&mut self, ticket: Ticket, answer: Answer, cx: &Cx<'_>) -> Vec<Order>;
    /// Another session changed the store; only called for the room in view.
    fn changed(&mut self, cx: &Cx<'_>) -> Vec<Order>;
    /// The search index is being made: how far it is. Whoever shows that it is says the newer.
    fn index_at(&mut self, note: Sentence) {
        let _ = note;
    }
    /// The office's facts changed: lists made from them are made anew; what was typed stays.
    fn refit(&mut self, cx: &Cx<'_>) {
        let _ = cx;
    }
    /// The clock moved on, or a wake that was asked for.
    fn tick(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let _ = cx;
        Vec::new()
    }
    /// The terminal is going: what must be kept, as writes.
    fn hangup(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let _ = cx;
        Vec::new()
    }
    /// Another store stands in the place of the one that this room shows, and everything of it goes: what was
    /// being typed here, in words, to be read and copied.
    fn typed(&self, lang: Lang) -> Vec<String> {
        let _ = lang;
        Vec::new()
    }
    /// A click inside the area last drawn.
    fn click(&mut self, x: u16, y: u16, cx: &Cx<'_>) -> Vec<Order> {
        let _ = (x, y, cx);
        Vec::new()
    }
    /// True when the room has something of its own to close first (a list, a filter, a step): then
    /// `back` goes to its `act`, otherwise to the room before.
    fn wants_back(&self) -> bool {
        false
    }
    /// True when another unfinished one of the sheet in sight can be turned to.
    fn has_other_draft(&self) -> bool {
        false
    }
    /// Why an action of this room is closed now; `None` when it can be run.
    fn why_not(&self, action: Action, cx: &Cx<'_>) -> Option<Sentence> {
        let _ = (action, cx);
        None
    }
    /// The part of its area over which messages may stand; `None` for wherever there is room.
    fn free(&self, area: Rect) -> Option<Rect> {
        let _ = area;
        None
    }
    /// Draws the room and says where the real cursor stands.
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret;
}
