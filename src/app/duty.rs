//! The duty desk beside every room: its board, what of it stands in the panel, check-in.

use std::sync::Arc;

use chrono::{NaiveDateTime, TimeDelta};

use super::{App, Place};
use crate::domain::alert::{self, Level, Owed};
use crate::domain::duty::deed::Deed;
use crate::domain::obligation::{Kind, OwedTo, State};
use crate::domain::office::Office;
use crate::domain::priority::{self, Watch};
use crate::flow::duty::{Board, DutyOrder};
use crate::flow::view::Panel;
use crate::flow::{Answer, Ask, Do, Effect, Reply, Ticket};
use crate::rooms::{Tone, failed};
use crate::words::{Lang, Sentence};

/// The board as it was last answered, and what waits for an answer.
#[derive(Default)]
pub(super) struct DutyDesk {
    pub(super) board: Arc<Board>,
    /// When what the board says may be another, without anybody doing anything; at least a minute on.
    pub(super) changes_at: Option<NaiveDateTime>,
    /// The panel of the petitions alone, once it was answered; its rows stand in the panel that is shown.
    petitions: Option<Panel>,
    /// Its rows, until they are shown.
    newer: Option<Vec<Owed>>,
    /// True once the board was answered.
    pub(super) loaded: bool,
    asked: Ticket,
    ordered: Ticket,
}

impl DutyDesk {
    /// True when an hour has come at which something on the board changes.
    pub(super) fn is_stale(&self, now: NaiveDateTime) -> bool {
        self.changes_at.is_some_and(|at| at <= now)
    }

    /// True for a question or an order of the desk's own.
    pub(super) fn owns(&self, ticket: Ticket) -> bool {
        ticket != Ticket::default() && (ticket == self.asked || ticket == self.ordered)
    }

    /// Takes the panel of the petitions alone.
    pub(super) fn take_petitions(&mut self, mut panel: Panel) {
        self.newer = Some(std::mem::take(&mut panel.owed));
        self.petitions = Some(panel);
    }

    /// True once both parts of the panel were answered.
    pub(super) fn is_whole(&self) -> bool {
        self.loaded && self.petitions.is_some()
    }

    /// The petitions' panel with what the desk itself owes now, in order. The rows of petitions are those
    /// of the panel that is shown until newer ones were answered.
    pub(super) fn panel(&mut self, shown: &Panel, now: NaiveDateTime, office: &Office) -> Panel {
        let mut panel = self.petitions.clone().unwrap_or_default();
        let of_petitions = || shown.owed.iter().filter(|o| o.duty.is_none());
        let newer = self.newer.take();
        let today = now.date();
        let near = office.near(today);
        let mut desk = Vec::new();
        for duty in self.board.duties.iter().filter(|d| d.opens <= now) {
            let owed = &duty.obligation;
            let level = match (owed.state(today), owed.owed_to) {
                (State::Overdue, _) => Level::Overdue,
                // What is owed on a case or to a person is near by the same days as on a petition.
                (State::Open, OwedTo::Office) if owed.kind != Kind::SettleCase => Level::Due,
                (State::Open, _) => alert::level(owed, today, near),
                _ => continue,
            };
            match level {
                Level::Overdue => panel.overdue += 1,
                Level::Due => panel.due += 1,
                Level::Near => panel.near += 1,
                Level::Far => continue,
            }
            desk.push(Owed::of_desk(duty.clone(), &office.units));
        }
        let most = newer.as_ref().map_or(shown.owed.len(), Vec::len);
        panel.owed = Vec::with_capacity(most + desk.len());
        match newer {
            Some(rows) => panel.owed.extend(rows),
            None => panel.owed.extend(of_petitions().cloned()),
        }
        for owed in &mut panel.owed {
            owed.seen = self.board.seen(owed).cloned();
        }
        panel.owed.extend(desk);
        panel.on_duty = self.board.on_duty_said(now);
        panel.check_in = self.board.check_in_said(now);
        let watch = Watch {
            now,
            shift_ends: self.board.shift_ends(now),
            office,
        };
        priority::arrange(&mut panel.owed, &watch);
        panel
    }
}

impl App {
    pub(super) fn load_desk(&mut self) -> Vec<Effect> {
        self.tickets.set(self.tickets.get() + 1);
        self.desk.asked = Ticket(self.tickets.get());
        // Asked again only when the answer says so, or when something is written.
        self.desk.changes_at = None;
        let at = self.now.naive_local();
        vec![Effect::Ask(self.desk.asked, Ask::Duty { at })]
    }

    /// The desk as it stands: for the panel, the banner and the duty room.
    pub(super) fn take_board(&mut self, board: Arc<Board>) -> Vec<Effect> {
        let now = self.now.naive_local();
        // A minute at least between two looks, whatever the board says.
        let soonest = now + TimeDelta::seconds(30);
        self.desk.changes_at = board.changes_at.map(|at| at.max(soonest));
        self.desk.board = Arc::clone(&board);
        self.desk.loaded = true;
        let mut effects = self.show_panel();
        self.with_rooms(|rooms, cx| rooms.duty.show(board, cx));
        if self.at == Place::Duty {
            self.changed = true;
            effects.extend(self.with_room(Place::Duty, |room, cx| room.changed(cx)));
        }
        effects
    }

    pub(super) fn take_desk(&mut self, _: Ticket, answer: Answer) -> Vec<Effect> {
        match answer {
            Ok(Reply::Board(board)) => self.take_board(Arc::from(board)),
            Ok(Reply::DutyDone(_)) => {
                self.tell(say!("已报到，在岗。", "Checked in, on post."));
                self.load_desk()
            }
            Err(trouble) if self.cover.hidden => {
                self.changed = true;
                self.cover.said = Some(Sentence::of(trouble.say(Lang::Zh), trouble.say(Lang::En)));
                Vec::new()
            }
            Err(trouble) => {
                let order = failed(&trouble);
                self.carry_out(self.at, vec![order])
            }
            Ok(_) => Vec::new(),
        }
    }

    /// Says how a check-in went: on the cover while it stands.
    fn tell(&mut self, said: Sentence) {
        if self.cover.hidden {
            self.changed = true;
            self.cover.said = Some(said);
        } else {
            self.toast(Tone::Good, said);
        }
    }

    /// 在岗: whoever sits here checks in, with nothing to report.
    pub(super) fn check_in(&mut self) -> Vec<Effect> {
        self.tickets.set(self.tickets.get() + 1);
        self.desk.ordered = Ticket(self.tickets.get());
        let note = String::new();
        let order = Do::Duty(DutyOrder::plain(Deed::CheckIn { note: note.into() }));
        vec![Effect::Do(self.desk.ordered, Box::new(order))]
    }
}
