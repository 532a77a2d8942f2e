//! The program as a value: events in, effects out, a frame drawn on request. No I/O, no clock.

mod draw;
mod duty;
mod fresh;
mod idle;
mod input;
mod jump;
mod layers;
mod night;
mod orders;
mod panel;
mod replaced;
mod toasts;
mod urgent;
mod urgent_orders;
mod urgent_record;
mod watch;
mod words;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};

use crate::domain::office::Office;
use crate::flow::view::Panel;
use crate::flow::{Answer, Ask, Effect, Event, Reply, Route, Ticket};
use crate::keys::{Chord, Keymap};
use crate::look::Look;
use crate::rooms::case::Case;
use crate::rooms::desk::Desk;
use crate::rooms::duty::Duty;
use crate::rooms::find::Find;
use crate::rooms::intake::Intake;
use crate::rooms::ledgers::Ledgers;
use crate::rooms::person::Person;
use crate::rooms::{Cx, Order, Room, failed};
use crate::words::{Sentence, Word};
use layers::Layer;
use toasts::Toasts;

/// A room by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Desk,
    Intake,
    Find,
    Case,
    Person,
    Duty,
    Ledgers,
}

impl Place {
    const ALL: [Self; 7] = [
        Self::Desk,
        Self::Intake,
        Self::Find,
        Self::Case,
        Self::Person,
        Self::Duty,
        Self::Ledgers,
    ];

    const fn of(route: &Route) -> Self {
        match route {
            Route::Desk => Self::Desk,
            Route::Intake | Route::IntakeOf(..) => Self::Intake,
            Route::Find(_) => Self::Find,
            Route::Case(_) => Self::Case,
            Route::Person(_) => Self::Person,
            Route::Duty => Self::Duty,
            Route::Ledgers => Self::Ledgers,
        }
    }
}

/// All rooms stay alive, so that going between them loses nothing.
#[derive(Default)]
struct Rooms {
    desk: Desk,
    intake: Intake,
    find: Find,
    case: Case,
    person: Person,
    duty: Duty,
    ledgers: Ledgers,
}

impl Rooms {
    fn get(&self, place: Place) -> &dyn Room {
        match place {
            Place::Desk => &self.desk,
            Place::Intake => &self.intake,
            Place::Find => &self.find,
            Place::Case => &self.case,
            Place::Person => &self.person,
            Place::Duty => &self.duty,
            Place::Ledgers => &self.ledgers,
        }
    }

    fn get_mut(&mut self, place: Place) -> &mut dyn Room {
        match place {
            Place::Desk => &mut self.desk,
            Place::Intake => &mut self.intake,
            Place::Find => &mut self.find,
            Place::Case => &mut self.case,
            Place::Person => &mut self.person,
            Place::Duty => &mut self.duty,
            Place::Ledgers => &mut self.ledgers,
        }
    }
}

/// The whole program.
pub struct App {
    office: Arc<Office>,
    look: Look,
    now: DateTime<FixedOffset>,
    tickets: Cell<u64>,
    rooms: Rooms,
    at: Place,
    back: Vec<Place>,
    layers: Vec<Layer>,
    toasts: Toasts,
    keymap: Keymap,
    pending: Vec<Chord>,
    waiting: BTreeMap<Ticket, Place>,
    /// The last ticket given before the store was replaced: its answer and those before are of the past.
    past: Ticket,
    panel: Arc<Panel>,
    fresh: fresh::Fresh,
    panel_ticket: Ticket,
    urgent_ticket: Ticket,
    desk: duty::DutyDesk,
    cover: watch::Cover,
    /// When somebody last touched a key.
    since: DateTime<FixedOffset>,
    farewell: Option<Word>,
    /// How little room is left on the disk.
    low: Option<Sentence>,
    /// Why nothing can be saved any more, e.g. that a newer program has brought the store up to its version.
    shut: Option<Sentence>,
    changed: bool,
}

impl App {
    /// A program for an office, at an instant.
    #[must_use]
    pub fn new(office: Arc<Office>, look: Look, now: DateTime<FixedOffset>) -> Self {
        Self {
            now: now.with_timezone(&office.zone),
            office,
            look,
            tickets: Cell::new(0),
            rooms: Rooms::default(),
            at: Place::Desk,
            back: Vec::new(),
            layers: Vec::new(),
            toasts: Toasts::default(),
            // The shipped keymap is checked by a test; without it the arrows of a room still work.
            keymap: Keymap::built_in().unwrap_or_default(),
            pending: Vec::new(),
            waiting: BTreeMap::new(),
            past: Ticket::default(),
            panel: Arc::default(),
            fresh: fresh::Fresh::default(),
            panel_ticket: Ticket::default(),
            urgent_ticket: Ticket::default(),
            desk: duty::DutyDesk::default(),
            cover: watch::Cover::default(),
            since: now,
            farewell: None,
            low: None,
            shut: None,
            changed: true,
        }
    }

    /// What to do at the start: load the panel and what the first room shows.
    pub fn start(&mut self) -> Vec<Effect> {
        let mut effects = self.load_panel();
        effects.extend(self.with_room(self.at, |room, cx| room.open(&Route::Desk, cx)));
        effects
    }

    /// Takes one event; gives what the world is to do.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Tick(now) => return self.tick(now),
            Event::Reply(ticket, answer) => return self.reply(ticket, answer),
            _ => {}
        }
        self.changed = true;
        if matches!(
            event,
            Event::Key(_) | Event::Paste(_) | Event::Wheel(_) | Event::Click(..)
        ) {
            self.touched();
        }
        match event {
            Event::Key(chord) => {
                let effects = self.key(chord);
                self.look_at_panel();
                effects
            }
            Event::Paste(text) => self.paste(&text),
            Event::Wheel(rows) => self.wheel(rows),
            Event::Click(x, y) if self.layers.is_empty() && !self.cover.hidden => {
                self.with_room(self.at, |room, cx| room.click(x, y, cx))
            }
            Event::Changed => {
                self.fresh.turn();
                let mut effects = self.load_panel();
                effects.extend(self.with_room(self.at, |room, cx| room.changed(cx)));
                effects
            }
            Event::Office(office) => self.reform(office),
            Event::Room(low) => {
                self.low = low;
                Vec::new()
            }
            Event::Index(note) => {
                self.rooms.get_mut(self.at).index_at(note);
                Vec::new()
            }
            Event::Revoked => {
                self.farewell = Some(words::REVOKED);
                self.leave(3)
            }
            // On a shared server nobody stays at the screen who may not come in again.
            Event::Dismissed(_) if self.is_shared() => {
                self.farewell = Some(words::DISMISSED);
                self.leave(3)
            }
            Event::Dismissed(trouble) => {
                let order = failed(&trouble);
                self.carry_out(self.at, vec![order])
            }
            Event::Shut(trouble) => self.shut(&trouble),
            Event::Replaced(found) => self.recast(found),
            Event::Hangup => self.leave(129),
            _ => Vec::new(),
        }
    }

    /// True when something visible changed since the last drawing.
    #[must_use]
    pub const fn is_changed(&self) -> bool {
        self.changed
    }

    /// Keeps what every room holds and ends with a status.
    fn leave(&mut self, status: u8) -> Vec<Effect> {
        let mut effects = Vec::new();
        for place in Place::ALL {
            effects.extend(self.with_room(place, |room, cx| room.hangup(cx)));
        }
        effects.extend(self.keep_layer(true));
        effects.push(Effect::Quit(status));
        effects
    }

    fn tick(&mut self, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let now = now.with_timezone(&self.office.zone);
        let before = self.now;
        self.now = now;
        let mut effects = Vec::new();
        if (before.hour(), before.minute()) != (now.hour(), now.minute()) {
            self.changed = true;
        }
        self.fade();
        // Set back: what was derived for a later hour does not hold yet.
        let back = before - now > chrono::TimeDelta::minutes(1);
        if back || before.date_naive() != now.date_naive() {
            self.fresh.hour();
            effects.extend(self.load_panel());
        } else if self.desk.is_stale(now.naive_local()) {
            self.fresh.hour();
            effects.extend(self.load_desk());
        }
        // What stands under a paper or a question has not been read yet.
        if self.layers.is_empty() {
            self.changed |= self.toasts.expire(now);
        } else {
            self.toasts.hold(now);
        }
        for place in Place::ALL {
            effects.extend(self.with_room(place, |room, cx| room.tick(cx)));
        }
        effects.extend(self.keep_layer(false));
        effects.extend(self.rest());
        self.warn_of_the_clock(before);
        effects
    }

    fn reply(&mut self, ticket: Ticket, answer: Answer) -> Vec<Effect> {
        if let Ok(Reply::Kept(path)) = &answer {
            self.toast(
                crate::rooms::Tone::Good,
                say!("已存到 {path}。", "Kept as {path}."),
            );
            return Vec::new();
        }
        if self.is_past(ticket) {
            return Vec::new();
        }
        if answer.as_ref().is_ok_and(fresh::is_written) {
            self.fresh.wrote();
        }
        let mut effects = Vec::new();
        if let Ok(Reply::DutyDone(done)) = &answer {
            effects = self.take_board(Arc::clone(&done.board));
        }
        effects.extend(self.hand_on(ticket, answer));
        effects
    }

    /// Gives an answer to whoever asked.
    fn hand_on(&mut self, ticket: Ticket, answer: Answer) -> Vec<Effect> {
        if ticket == self.panel_ticket {
            return match answer {
                Ok(Reply::Panel(panel)) => {
                    self.desk.take_petitions(panel);
                    self.show_panel()
                }
                Err(trouble) => self.carry_out(self.at, vec![failed(&trouble)]),
                Ok(_) => Vec::new(),
            };
        }
        if let Some(effects) = self.take_half_written(ticket, &answer) {
            return effects;
        }
        if ticket == self.urgent_ticket {
            return self.take_urgent(answer);
        }
        if self.desk.owns(ticket) {
            return self.take_desk(ticket, answer);
        }
        let Some(place) = self.waiting.remove(&ticket) else {
            if let Err(trouble) = answer {
                return self.carry_out(self.at, vec![failed(&trouble)]);
            }
            return Vec::new();
        };
        self.changed = true;
        self.with_room(place, |room, cx| room.take(ticket, answer, cx))
    }

    pub(super) fn load_panel(&mut self) -> Vec<Effect> {
        self.tickets.set(self.tickets.get() + 1);
        self.panel_ticket = Ticket(self.tickets.get());
        let limit = self.rooms.desk.wanted();
        let mut effects = vec![Effect::Ask(self.panel_ticket, Ask::Panel { limit })];
        effects.extend(self.load_desk());
        effects
    }

    /// Calls a room and carries out what it orders.
    fn with_room(
        &mut self,
        place: Place,
        call: impl FnOnce(&mut dyn Room, &Cx<'_>) -> Vec<Order>,
    ) -> Vec<Effect> {
        let orders = self.with_rooms(|rooms, cx| call(rooms.get_mut(place), cx));
        self.carry_out(place, orders)
    }

    fn with_rooms<T>(&mut self, call: impl FnOnce(&mut Rooms, &Cx<'_>) -> T) -> T {
        let cx = cx(&self.office, &self.look, self.now, &self.tickets);
        call(&mut self.rooms, &cx)
    }

    /// The civil date at the office.
    fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }
}

fn cx<'a>(
    office: &'a Office,
    look: &Look,
    now: DateTime<FixedOffset>,
    tickets: &'a Cell<u64>,
) -> Cx<'a> {
    Cx {
        now,
        today: now.date_naive(),
        office,
        lang: look.lang,
        tickets,
    }
}
