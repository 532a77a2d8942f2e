//! What the layer of urgent help asks of the store, and the answers to it.

use super::App;
use super::layers::{Layer, Wish};
use super::urgent::Urgent;
use crate::domain::duty::deed::Deed;
use crate::flow::duty::DutyOrder;
use crate::flow::{Answer, Ask, Do, Effect, Reply, Ticket};
use crate::rooms::{Tone, failed};
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
        vec![Effect::Ask(self.urgent_ticket(), Ask::Duty { at })]
    }

    /// Carries out what the layer wishes.
    pub(super) fn help(&mut self, wish: Wish) -> Vec<Effect> {
        let now = self.now.naive_local();
        let place = self.office.address.clone();
        let deed = match wish {
            Wish::Open => Some(Deed::Urgent {
                what: Outside::default(),
                place: place.into(),
            }),
            Wish::Keep => self.urgent().and_then(|u| u.read(now)),
        };
        let Some(deed) = deed else {
            return Vec::new();
        };
        let order = Do::Duty(DutyOrder::plain(deed));
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
                }
            }
            Ok(Reply::DutyDone(done)) => {
                if let Some(urgent) = self.urgent() {
                    urgent.answered(Some(done.seq), now);
                }
                let said = say!("已记下。", "Recorded.");
                self.toast(Tone::Good, said);
                return self.load_panel();
            }
            Err(trouble) => {
                if let Some(urgent) = self.urgent() {
                    urgent.answered(None, now);
                }
                return self.carry_out(self.at, vec![failed(&trouble)]);
            }
            Ok(_) => {}
        }
        Vec::new()
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
