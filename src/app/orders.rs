//! Carrying out what rooms order, and going between rooms.

use super::layers::Layer;
use super::{App, Place, words};
use crate::flow::{Effect, Route};
use crate::rooms::{Order, Tone};
use crate::words::Sentence;

impl App {
    /// Carries out a room's orders; its questions are remembered as its own.
    pub(super) fn carry_out(&mut self, from: Place, orders: Vec<Order>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for order in orders {
            match order {
                Order::World(effect) => {
                    if let Effect::Ask(ticket, _) | Effect::Do(ticket, _) = &effect {
                        self.waiting.insert(*ticket, from);
                    }
                    effects.push(effect);
                }
                Order::Go(route) => effects.extend(self.go(&route)),
                Order::Toast(tone, sentence) => self.toast(tone, sentence),
                Order::Confirm(question, action) => self.push(Layer::confirm(question, action)),
                Order::Paper(title, text, file) => self.push(Layer::paper(title, text, file)),
                Order::Shut => {
                    self.changed = true;
                    self.layers
                        .retain(|layer| !matches!(layer, Layer::Paper(_)));
                }
                Order::Panel => effects.extend(self.load_panel()),
            }
        }
        effects
    }

    /// Goes to a room; the one left is remembered for the way back.
    pub(super) fn go(&mut self, route: &Route) -> Vec<Effect> {
        let to = Place::of(route);
        if to != self.at {
            self.back.retain(|place| *place != to);
            self.back.push(self.at);
        }
        self.at = to;
        self.layers.clear();
        self.changed = true;
        self.with_room(to, |room, cx| room.open(route, cx))
    }

    /// Goes back to the room before, as it was left; from the first one nowhere.
    pub(super) fn go_back(&mut self) -> Vec<Effect> {
        match self.back.pop() {
            Some(place) => {
                self.at = place;
                self.with_room(place, |room, cx| room.changed(cx))
            }
            None if self.at == Place::Desk => {
                self.toast(Tone::Plain, words::QUIT_HINT.into());
                Vec::new()
            }
            None => self.go(&Route::Desk),
        }
    }

    /// Says something briefly.
    pub(super) fn toast(&mut self, tone: Tone, sentence: Sentence) {
        self.changed = true;
        self.toasts.add(tone, sentence, self.now);
    }

    /// Opens a layer over the room.
    pub(super) fn push(&mut self, layer: Layer) {
        self.changed = true;
        self.layers.push(layer);
    }
}
