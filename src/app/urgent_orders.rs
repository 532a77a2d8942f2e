//! What the layer of urgent help asks of the store, and the answers to it.

use super::App;
use super::layers::{Layer, Wish};
use super::urgent::Urgent;
use crate::domain::duty::deed::Deed;
use crate::flow::duty::DutyOrder;
use crate::flow::{Answer, Ask, Do, Effect, Reply, Ticket};
use crate::rooms::{Cx, Order, Tone, failed};
use crate::words::Outside;

impl App {
    /// Shows the card of urgent help, once; asks who is on duty.
    pub(super) fn open_urgent(&mut self) -> Vec<Effect> {
        self.pending.clear();
        if matches!(self.layers.last(), Some(Layer::Urgent(_))) {
            return Vec::new();
        }
        self.push(Layer::urgent());
        let at = self.now.naive_local();
        let mut effects = vec![Effect::Ask(self.urgent_ticket(), Ask::Duty { at })];
        let listed = self.with_urgent(|urgent, cx| cx.ask(&mut urgent.listing, Ask::Sheets));
        effects.extend(self.of_layer(listed));
        effects
    }

    /// Carries out what the layer wishes.
    pub(super) fn help(&mut self, wish: Wish) -> Vec<Effect> {
        let now = self.now.naive_local();
        let place = self.office.address.clone();
        if wish == Wish::GoOn {
            let order = self.with_urgent(Urgent::go_on).flatten();
            return self.of_layer(order);
        }
        let deed = match wish {
            Wish::Open => Some(Deed::Urgent {
                what: Outside::default(),
                place: place.into(),
            }),
            Wish::Keep | Wish::GoOn => self.urgent().and_then(|u| u.read(now)),
        };
        let Some(deed) = deed else {
            return Vec::new();
        };
        let order = Do::Duty(DutyOrder::plain(deed));
        let order = match self.urgent() {
            Some(urgent) => urgent.finish(order),
            None => order,
        };
        vec![Effect::Do(self.urgent_ticket(), Box::new(order))]
    }

    /// The store's answer to the layer.
    pub(super) fn take_urgent(&mut self, answer: Answer) -> Vec<Effect> {
        self.changed = true;
        let now = self.now.naive_local();
        match answer {
            Ok(Reply::Board(board)) => {
                if let Some(urgent) = self.urgent() {
                    urgent.show_crew(board.crew_said(now));
                    urgent.show_begun(&board.book);
                }
            }
            Ok(Reply::DutyDone(done)) => {
                let order = self.with_urgent(|u, cx| u.answered(Some(done.seq), cx));
                let mut effects = self.of_layer(order.flatten());
                let said = say!("已记下。", "Recorded.");
                self.toast(Tone::Good, said);
                effects.extend(self.load_panel());
                return effects;
            }
            Err(trouble) => {
                let order = self.with_urgent(|u, cx| u.answered(None, cx));
                let mut effects = self.of_layer(order.flatten());
                effects.extend(self.carry_out(self.at, vec![failed(&trouble)]));
                return effects;
            }
            Ok(_) => {}
        }
        Vec::new()
    }

    /// An answer about what is half written in the layer; `None` when it is about something else.
    pub(super) fn take_half_written(
        &mut self,
        ticket: Ticket,
        answer: &Answer,
    ) -> Option<Vec<Effect>> {
        let orders = self.with_urgent(|urgent, cx| urgent.take(ticket, answer, cx));
        let orders = orders.flatten()?;
        self.changed = true;
        Some(self.of_layer(orders))
    }

    /// Asks for a tick when something was typed into the layer.
    pub(super) fn wake_layer(&mut self) -> Vec<Effect> {
        let order = self.urgent().and_then(Urgent::wake);
        self.of_layer(order)
    }

    /// Keeps what is half written in the layer.
    pub(super) fn keep_layer(&mut self, hurry: bool) -> Vec<Effect> {
        let order = self.with_urgent(|urgent, cx| urgent.keep(cx, hurry));
        self.of_layer(order.flatten())
    }

    /// The layer closes.
    pub(super) fn leave_layer(&mut self, urgent: Urgent) -> Vec<Effect> {
        let cx = super::cx(&self.office, &self.look, self.now, &self.tickets);
        let order = urgent.leave(&cx);
        self.of_layer(order)
    }

    /// Carries out what the layer orders: its questions are its own, not those of a room.
    fn of_layer(&mut self, orders: impl IntoIterator<Item = Order>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for order in orders {
            match order {
                Order::World(effect) => effects.push(effect),
                other => effects.extend(self.carry_out(self.at, vec![other])),
            }
        }
        effects
    }

    fn with_urgent<T>(&mut self, call: impl FnOnce(&mut Urgent, &Cx<'_>) -> T) -> Option<T> {
        let cx = super::cx(&self.office, &self.look, self.now, &self.tickets);
        let mut layers = self.layers.iter_mut().rev();
        let urgent = layers.find_map(|layer| match layer {
            Layer::Urgent(urgent) => Some(urgent),
            _ => None,
        });
        urgent.map(|urgent| call(urgent, &cx))
    }

    fn urgent(&mut self) -> Option<&mut Urgent> {
        self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Urgent(urgent) => Some(urgent),
            _ => None,
        })
    }

    fn urgent_ticket(&mut self) -> Ticket {
        self.tickets.set(self.tickets.get() + 1);
        self.urgent_ticket = Ticket(self.tickets.get());
        self.urgent_ticket
    }
}
