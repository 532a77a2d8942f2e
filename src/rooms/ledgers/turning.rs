//! Turning from one ledger to the next, and moving about in a register.

use super::Ledgers;
use super::register::{Drawer, turned};
use crate::flow::{Ask, Route};
use crate::keys::Action;
use crate::rooms::{Cx, Order};

impl Ledgers {
    /// The next of the four ledgers comes into sight.
    pub(super) fn turn(&mut self, forward: bool, cx: &Cx<'_>) -> Vec<Order> {
        let now = self.drawer.as_ref().map(|s| s.register);
        self.drawer = turned(now, forward).map(Drawer::new);
        self.load_in_sight(cx)
    }

    pub(super) fn load_in_sight(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        match &self.drawer {
            Some(drawer) => vec![cx.ask(&mut self.drawn, Ask::Register(drawer.register))],
            None => self.load(cx),
        }
    }

    pub(super) fn act_on_drawer(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        let Some(drawer) = &mut self.drawer else {
            return Vec::new();
        };
        match action {
            Action::NextPane | Action::PreviousPane => self.turn(action == Action::NextPane, cx),
            Action::Refresh => self.load_in_sight(cx),
            Action::Open => {
                let number = drawer.chosen().cloned();
                number
                    .map(|n| Order::Go(Route::Case(n)))
                    .into_iter()
                    .collect()
            }
            movement => {
                drawer.list.act(movement);
                Vec::new()
            }
        }
    }
}
