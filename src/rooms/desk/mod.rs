//! The desk (总览): today at a glance and the alerts, soonest first. Shows obligations, nothing else.

mod view;
mod words;

use std::cell::Cell;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::drafting::in_tongue;
use super::{Cx, Order, Room, Tone, failed};
use crate::domain::alert::{self, Level, Owed};
use crate::domain::campaign::Listed;
use crate::domain::duty::deed::Deed;
use crate::domain::ids::UnitId;
use crate::domain::obligation::Kind;
use crate::flow::duty::DutyOrder;
use crate::flow::heads::{self, Line};
use crate::flow::view::Panel;
use crate::flow::{Answer, Ask, Do, Reply, Route, Ticket};
use crate::keys::{Action, Chord, Scope, stacks};
use crate::look::Look;
use crate::widgets::list::Rows;
use crate::widgets::{Caret, headed};
use crate::words::Sentence;

/// Rows of the panel that every room has.
const LISTED: usize = 300;

/// Rows among which a filter looks; more than any office has near or overdue in order.
const NARROWED: usize = 10_000;

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
    panel: Arc<Panel>,
    loaded: bool,
    shown: Shown,
    /// Only this kind of obligation.
    kind: Option<Kind>,
    /// Only what this unit owes.
    unit: Option<UnitId>,
    list: Rows,
    ordered: Ticket,
    /// The question what was left unfinished; asked once, at the start.
    unfinished: Option<Ticket>,
    /// Where the list stood when it was last drawn, for clicks.
    place: Cell<Rect>,
}

impl Desk {
    /// Takes the panel that the app has fetched for all rooms. The choice stays on its obligation.
    pub fn show(&mut self, panel: Arc<Panel>, cx: &Cx<'_>) {
        let kept = self.chosen(cx).map(key);
        self.panel = panel;
        self.loaded = true;
        let rows = self.rows(cx);
        let (total, again) = (
            rows.len(),
            kept.and_then(|kept| rows.iter().position(|o| key(o) == kept)),
        );
        self.list.set_total(total);
        if let Some(row) = again {
            self.list.choose(row);
        }
    }

    /// How many rows of the panel are wanted: many where a filter leaves few of them.
    #[must_use]
    pub fn wanted(&self) -> usize {
        let narrow = self.shown != Shown::All || self.kind.is_some() || self.unit.is_some();
        if narrow { NARROWED } else { LISTED }
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
        let of_kind = |owed: &&Owed| self.kind.is_none_or(|k| owed.obligation.kind == k);
        let of_unit = |owed: &&Owed| self.unit.is_none_or(|u| owed.obligation.owed_by == u);
        let owed = self.panel.owed.iter().filter(fits);
        owed.filter(of_kind).filter(of_unit).collect()
    }

    /// The next of the kinds that are in the panel; after the last one all.
    fn turn_kind(&mut self) {
        let owed = self.panel.owed.iter().map(|o| o.obligation.kind);
        let after = owed.filter(|k| self.kind.is_none_or(|now| *k > now));
        self.kind = after.min();
    }

    /// The next of the units that owe something in the panel; after the last one all.
    fn turn_unit(&mut self) {
        let owed = self.panel.owed.iter().map(|o| o.obligation.owed_by);
        let after = owed.filter(|u| self.unit.is_none_or(|now| *u > now));
        self.unit = after.min();
    }

    /// What stands on the lines of the list: headings and rows; rows alone in a small space.
    fn lines(rows: &[&Owed], height: u16) -> Vec<Line> {
        if height < HEADED {
            return (0..rows.len()).map(Line::Row).collect();
        }
        heads::lines(rows, usize::MAX, 1)
    }

    /// To the first row under the next heading, or the one before; round at the ends.
    fn turn_group(&mut self, forward: bool, cx: &Cx<'_>) {
        let rows = self.rows(cx);
        let begins =
            |at: &usize| *at == 0 || heads::group(rows[*at]) != heads::group(rows[*at - 1]);
        let firsts: Vec<usize> = (0..rows.len()).filter(begins).collect();
        let now = self.list.chosen().unwrap_or(0);
        let next = if forward {
            firsts.iter().find(|f| **f > now).or(firsts.first())
        } else {
            firsts.iter().rfind(|f| **f < now).or(firsts.last())
        };
        if let Some(row) = next.copied() {
            self.list.choose(row);
        }
    }

    /// What makes the chosen one the same in the next panel.
    pub fn chosen_key(&self, cx: &Cx<'_>) -> Option<String> {
        self.chosen(cx).map(key)
    }

    /// Somebody has seen the chosen one: on record, and no date moves by it.
    fn acknowledge(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let Some(key) = self.chosen(cx).map(key) else {
            return Vec::new();
        };
        let order = DutyOrder::plain(Deed::Acknowledge { key });
        vec![cx.perform(&mut self.ordered, Do::Duty(order))]
    }

    fn chosen(&self, cx: &Cx<'_>) -> Option<&Owed> {
        self.rows(cx).get(self.list.chosen()?).copied()
    }
}

/// Least height of the list with headings.
const HEADED: u16 = 8;

/// The rows of lines; a heading has none.
fn row_of(lines: &[Line]) -> Vec<Option<usize>> {
    let row = |line: &Line| match line {
        Line::Head(..) => None,
        Line::Row(at) => Some(*at),
    };
    lines.iter().map(row).collect()
}

/// What makes an alert the same one in the next panel.
fn key(owed: &Owed) -> String {
    owed.key()
}

/// What Enter does: a petition's case, or of a duty of the desk whose it is and how it is met.
fn open(owed: &Owed) -> Order {
    let Some(duty) = &owed.duty else {
        return Order::Go(Route::Case(owed.number.clone()));
    };
    if let Some(number) = Listed::number_in(&duty.key) {
        return Order::Go(Route::Case(number));
    }
    let (what, who) = (&duty.what, duty.who.join(" "));
    let (zh, en) = (&what.zh, &what.en);
    if duty.obligation.kind == Kind::AnswerClaim {
        let (number, due) = (duty.obligation.since, duty.obligation.due.effective);
        return Order::Toast(
            Tone::Plain,
            say!(
                "{zh}：{due}前。先核验身份，再决定、答复：zhuoluo privacy enter {number} identify|decide|answer。",
                "{en}: by {due}. Check the identity, decide, answer: zhuoluo privacy enter {number} identify|decide|answer."
            ),
        );
    }
    let (with, with_en) = (duty.rung.word().zh, duty.rung.word().en);
    Order::Toast(
        Tone::Plain,
        say!(
            "{zh}：{with} {who}。Alt-5 去值班，Alt-0 报到。",
            "{en}: {with_en} {who}. Alt-5 goes to duty, Alt-0 checks in."
        ),
    )
}

impl Room for Desk {
    fn stack(&self) -> &'static [Scope] {
        stacks::DESK
    }

    fn is_typing(&self) -> bool {
        false
    }

    fn open(&mut self, _: &Route, cx: &Cx<'_>) -> Vec<Order> {
        if self.unfinished.is_some() {
            return Vec::new();
        }
        let order = cx.ask(self.unfinished.insert(Ticket::default()), Ask::Sheets);
        vec![order]
    }

    fn act(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        match action {
            Action::AcknowledgeAlert => self.acknowledge(cx),
            Action::FilterAlerts | Action::FilterKind | Action::FilterUnit => {
                match action {
                    Action::FilterKind => self.turn_kind(),
                    Action::FilterUnit => self.turn_unit(),
                    _ => self.shown = self.shown.next(),
                }
                let total = self.rows(cx).len();
                self.list = Rows::new(total);
                // A filter is for everything owed, not for what was soonest enough to be listed.
                let short = self.panel.cut && self.wanted() > self.panel.owed.len();
                Vec::from_iter(short.then_some(Order::Panel))
            }
            Action::NextPane | Action::PreviousPane => {
                self.turn_group(action == Action::NextPane, cx);
                Vec::new()
            }
            Action::Open => self.chosen(cx).map(open).into_iter().collect(),
            movement => {
                self.list.act(movement);
                Vec::new()
            }
        }
    }

    fn press(&mut self, _: Chord, _: &Cx<'_>) -> Vec<Order> {
        Vec::new()
    }

    fn paste(&mut self, _: &str, _: &Cx<'_>) -> Vec<Order> {
        Vec::new()
    }

    fn take(&mut self, ticket: Ticket, answer: Answer, cx: &Cx<'_>) -> Vec<Order> {
        match answer {
            Ok(Reply::Drafts(rows)) if self.unfinished == Some(ticket) => {
                let first = rows.first().map(|row| row.title.line());
                let said = first.map(|title| {
                    let title = in_tongue(title.as_str(), cx.lang);
                    words::unfinished(title, rows.len())
                });
                said.map(|said| Order::Toast(Tone::Plain, said))
                    .into_iter()
                    .collect()
            }
            Ok(Reply::DutyDone(_)) if ticket == self.ordered => {
                vec![Order::Toast(Tone::Good, words::SEEN_KEPT.into())]
            }
            Err(trouble) if ticket == self.ordered => vec![failed(&trouble)],
            _ => Vec::new(),
        }
    }

    fn changed(&mut self, _: &Cx<'_>) -> Vec<Order> {
        Vec::new()
    }

    fn click(&mut self, x: u16, y: u16, cx: &Cx<'_>) -> Vec<Order> {
        let area = self.place.get();
        if area.contains((x, y).into()) {
            let lines = row_of(&Self::lines(&self.rows(cx), area.height));
            let row = headed::row_at(&self.list, &lines, area.height, y - area.y);
            if let Some(row) = row {
                self.list.choose(row);
            }
        }
        Vec::new()
    }

    fn why_not(&self, action: Action, cx: &Cx<'_>) -> Option<Sentence> {
        let chosen = matches!(action, Action::Open | Action::AcknowledgeAlert);
        (chosen && self.rows(cx).is_empty()).then(|| words::NOTHING.into())
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
        view::draw(self, frame, area, look, cx)
    }
}
