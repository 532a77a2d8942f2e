//! Turning from one ledger to the next, and moving about in a register or in what waits.

use super::Ledgers;
use super::register::{Drawer, Tab};
use super::waiting::Page;
use crate::flow::{Ask, Route};
use crate::keys::Action;
use crate::rooms::{Cx, Order};

impl Ledgers {
    /// The page in sight.
    pub(super) fn tab(&self) -> Tab {
        match (&self.drawer, &self.waiting) {
            (Some(drawer), _) => Tab::Register(drawer.register),
            (None, Some(_)) => Tab::Waiting,
            (None, None) => Tab::Petitions,
        }
    }

    /// The next of the ledgers comes into sight.
    pub(super) fn turn(&mut self, forward: bool, cx: &Cx<'_>) -> Vec<Order> {
        let tab = self.tab().turned(forward);
        (self.drawer, self.waiting) = (None, None);
        match tab {
            Tab::Petitions => {}
            Tab::Register(register) => self.drawer = Some(Drawer::new(register)),
            Tab::Waiting => self.waiting = Some(Page::new()),
        }
        self.load_in_sight(cx)
    }

    pub(super) fn load_in_sight(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        match (&self.drawer, &mut self.waiting) {
            (Some(drawer), _) => vec![cx.ask(&mut self.drawn, Ask::Register(drawer.register))],
            (None, Some(page)) => page.load(cx),
            (None, None) => self.load(cx),
        }
    }

    /// An action on the ledgers that wait.
    pub(super) fn act_on_waiting(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        match (action, &mut self.waiting) {
            (Action::NextPane | Action::PreviousPane, _) => {
                self.turn(action == Action::NextPane, cx)
            }
            (_, Some(page)) => page.act(action, cx),
            (_, None) => Vec::new(),
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
