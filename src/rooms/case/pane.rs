//! The panes of a case and which of their rows is chosen.

use super::{Case, Over, words as w};
use crate::rooms::{Cx, Order};
use crate::widgets::list::Rows;
use crate::words::Word;

/// One pane of the story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// What was registered.
    Facts,
    /// Who is behind it.
    People,
    /// What is owed.
    #[default]
    Owed,
    /// What happened.
    Timeline,
    /// The other petitions of the matter.
    Kin,
}

impl Pane {
    /// Every pane, in the order in which Tab goes.
    pub const ALL: [Self; 5] = [
        Self::Owed,
        Self::Facts,
        Self::People,
        Self::Timeline,
        Self::Kin,
    ];

    /// Its title.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::Facts => w::FACTS,
            Self::People => w::PEOPLE,
            Self::Owed => w::OWED,
            Self::Timeline => w::TIMELINE,
            Self::Kin => w::KIN,
        }
    }

    const fn at(self) -> usize {
        match self {
            Self::Owed => 0,
            Self::Facts => 1,
            Self::People => 2,
            Self::Timeline => 3,
            Self::Kin => 4,
        }
    }
}

/// Which pane has the focus, and the chosen row of each.
#[derive(Debug, Default)]
pub struct Panes {
    rows: [Rows; 5],
    focus: Pane,
}

impl Panes {
    /// The pane in focus.
    #[must_use]
    pub const fn focus(&self) -> Pane {
        self.focus
    }

    /// The rows of a pane.
    #[must_use]
    pub const fn rows(&self, pane: Pane) -> &Rows {
        &self.rows[pane.at()]
    }

    /// The rows of a pane, to move in.
    pub const fn rows_mut(&mut self, pane: Pane) -> &mut Rows {
        &mut self.rows[pane.at()]
    }

    /// The panes that have something to show.
    pub fn shown(&self) -> impl Iterator<Item = Pane> {
        Pane::ALL.into_iter().filter(|p| self.rows(*p).total() > 0)
    }

    /// Goes to a pane.
    pub fn go(&mut self, pane: Pane) {
        self.focus = pane;
    }

    /// Goes to the next or previous pane that has something to show, round and round.
    pub fn turn(&mut self, onward: bool) {
        let shown: Vec<Pane> = self.shown().collect();
        let at = shown.iter().position(|p| *p == self.focus).unwrap_or(0);
        let to = if onward {
            at + 1
        } else {
            at + shown.len().saturating_sub(1)
        };
        if let Some(pane) = shown.get(to % shown.len().max(1)) {
            self.focus = *pane;
        }
    }
}

impl Case {
    /// A click goes to the pane and row under it; a second one opens what stands there.
    pub(super) fn clicked(&mut self, x: u16, y: u16, cx: &Cx<'_>) -> Vec<Order> {
        if !matches!(self.over, Over::Nothing) {
            return Vec::new();
        }
        let at = ratatui::layout::Position { x, y };
        let hit = self
            .hits
            .borrow()
            .iter()
            .find(|(area, _, _)| area.contains(at))
            .map(|(_, pane, rows)| {
                (
                    *pane,
                    rows.iter().find(|(row, _)| *row == y).map(|(_, i)| *i),
                )
            });
        let Some((pane, row)) = hit else {
            return Vec::new();
        };
        let again =
            self.panes.focus() == pane && row.is_some() && self.panes.rows(pane).chosen() == row;
        self.panes.go(pane);
        if let Some(row) = row {
            self.panes.rows_mut(pane).choose(row);
        }
        if again { self.enter(cx) } else { Vec::new() }
    }
}
