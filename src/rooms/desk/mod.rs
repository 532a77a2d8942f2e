//! The desk (总览): today at a glance and the alerts, soonest first. Shows obligations, nothing else.

mod view;
mod words;

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Cx, Order, Room};
use crate::domain::alert::{self, Level, Owed};
use crate::flow::view::Panel;
use crate::flow::{Answer, Route, Ticket};
use crate::keys::{Action, Chord, Scope, stacks};
use crate::look::Look;
use crate::widgets::Caret;
use crate::words::Sentence;

/// Which alerts are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    All,
    Overdue,
    Due,
    Office,
}

impl Shown {
    const fn next(self) -> Self {
        match self {
            Self::All => Self::Overdue,
            Self::Overdue => Self::Due,
            Self::Due => Self::Office,
            Self::Office => Self::All,
        }
    }
}

/// The room.
#[derive(Default)]
pub struct Desk {
    panel: Panel,
    loaded: bool,
    shown: Shown,
    chosen: usize,
    /// Rows that fitted when it was last drawn; a page moves by so many.
    page: Cell<usize>,
    /// Where the list stood and its first row in view, for clicks.
    list: Cell<(Rect, usize)>,
}

impl Desk {
    /// Takes the panel that the app has fetched for all rooms. The choice stays on its obligation.
    pub fn show(&mut self, panel: Panel, cx: &Cx<'_>) {
        let kept = self.rows(cx).get(self.chosen).map(|o| (o.petition, o.obligation.since, o.obligation.kind));
        self.panel = panel;
        self.loaded = true;
        let rows = self.rows(cx);
        let again = kept.and_then(|kept| rows.iter().position(|o| (o.petition, o.obligation.since, o.obligation.kind) == kept));
        self.chosen = again.unwrap_or(self.chosen).min(rows.len().saturating_sub(1));
    }

    /// The alerts that pass the filter, soonest first.
    fn rows(&self, cx: &Cx<'_>) -> Vec<&Owed> {
        let near = cx.office.rules.ladder.near;
        let fits = |owed: &&Owed| match self.shown {
            Shown::All => true,
            Shown::Overdue => alert::level(&owed.obligation, cx.today, near) == Level::Overdue,
            Shown::Due => alert::level(&owed.obligation, cx.today, near) <= Level::Due,
            Shown::Office => owed.obligation.owed_by == cx.office.operator.unit,
        };
        self.panel.owed.iter().filter(fits).collect()
    }

    fn step(&mut self, by: isize, cx: &Cx<'_>) {
        let last = self.rows(cx).len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
    }
}

impl Room for Desk {
    fn stack(&self) -> &'static [Scope] {
        stacks::DESK
    }

    fn is_typing(&self) -> bool {
        false
    }

    fn open(&mut self, _: &Route, _: &Cx<'_>) -> Vec<Order> {
        Vec::new()
    }

    fn act(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        let page = isize::try_from(self.page.get().max(1)).unwrap_or(1);
        match action {
            Action::MoveUp => self.step(-1, cx),
            Action::MoveDown => self.step(1, cx),
            Action::PageUp => self.step(-page, cx),
            Action::PageDown => self.step(page, cx),
            Action::GoTop => self.chosen = 0,
            Action::GoBottom => self.step(isize::MAX, cx),
            Action::FilterAlerts => {
                self.shown = self.shown.next();
                self.chosen = 0;
            }
            Action::Open => {
                if let Some(owed) = self.rows(cx).get(self.chosen) {
                    return vec![Order::Go(Route::Case(owed.number.clone()))];
                }
            }
            _ => {}
        }
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

    fn click(&mut self, x: u16, y: u16, cx: &Cx<'_>) -> Vec<Order> {
        let (area, first) = self.list.get();
        if area.contains((x, y).into()) {
            let at = first + usize::from(y - area.y);
            if at < self.rows(cx).len() {
                self.chosen = at;
            }
        }
        Vec::new()
    }

    fn why_not(&self, action: Action, cx: &Cx<'_>) -> Option<Sentence> {
        (action == Action::Open && self.rows(cx).is_empty()).then(|| words::NOTHING.into())
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
        view::draw(self, frame, area, look, cx)
    }
}
