//! stub
use super::{Cx, Order, Room};
use crate::flow::{Answer, Route, Ticket};
use crate::keys::{Action, Chord, Scope, stacks};
use crate::look::Look;
use crate::widgets::Caret;
use ratatui::Frame;
use ratatui::layout::Rect;
/// stub
#[derive(Default)]
pub struct Case;
impl Case {
    /// stub
    pub fn is_empty(&self) -> bool {
        true
    }
}
impl Room for Case {
    fn stack(&self) -> &'static [Scope] {
        stacks::CASE
    }
    fn is_typing(&self) -> bool {
        false
    }
    fn open(&mut self, _: &Route, _: &Cx<'_>) -> Vec<Order> {
        Vec::new()
    }
    fn act(&mut self, _: Action, _: &Cx<'_>) -> Vec<Order> {
        Vec::new()
    }
    fn press(&mut self, _: Chord, _: &Cx<'_>) -> Vec<Order> {
        Vec::new()
    }
    fn paste(&mut self, _: &str, _: &Cx<'_>) -> Vec<Order> {
        Vec::new()
    }
    fn take(&mut self, _: Ticket, _: Answer, _: &Cx<'_>) -> Vec<Order> {
        Vec::new()
    }
    fn changed(&mut self, _: &Cx<'_>) -> Vec<Order> {
        Vec::new()
    }
    fn draw(&self, _: &mut Frame<'_>, area: Rect, _: &Look, _: &Cx<'_>) -> Caret {
        Caret::top(area)
    }
}
