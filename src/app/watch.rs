//! What stands on a covered screen: nothing of anybody; for who is on duty now, the hours of the
//! watch and how many matters wait, so that a night is kept without a file in sight.

use chrono::NaiveDateTime;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::layers::Layer;
use super::{App, words};
use crate::domain::duty::owed::DeskDuty;
use crate::flow::Effect;
use crate::keys::{Action, Chord, Key, Resolution, Scope, fold_chord};
use crate::look::{Role, centred};
use crate::widgets::Caret;
use crate::words::{Place, Sentence, visible};

/// Columns of the watch where there is room.
const WIDTH: u16 = 76;
/// Duties of the desk that are named.
const NAMED: usize = 8;

/// What covers the screen.
#[derive(Default)]
pub(super) struct Cover {
    /// True while it does.
    pub(super) hidden: bool,
    /// Covered because nobody was there: only Enter uncovers it.
    pub(super) locked: bool,
    /// Covered with the large watch.
    pub(super) large: bool,
    /// What a key under the cover came to.
    pub(super) said: Option<Sentence>,
}

impl App {
    /// True when keys and paste go to nothing but the cover: the urgent card stands above it.
    pub(super) fn is_covered(&self) -> bool {
        self.cover.hidden && !self.is_urgent()
    }

    /// True while the card of urgent help is open.
    pub(super) fn is_urgent(&self) -> bool {
        matches!(self.layers.last(), Some(Layer::Urgent(_)))
    }

    /// True while whoever sits here is on duty: the session is needed to keep the watch.
    pub(super) fn is_on_watch(&self) -> bool {
        let login = &self.office.operator.login;
        let mut turns = self.desk.board.on(self.now.naive_local());
        turns.any(|turn| turn.crew.has(login))
    }

    /// A key on the cover: check-in is made and uncovers nothing; Enter uncovers a desk of one's
    /// own and leaves an office, where coming back takes the login.
    pub(super) fn under_cover(&mut self, chord: Chord) -> Vec<Effect> {
        if self.means(chord, Action::CheckIn) && self.is_on_watch() {
            return self.check_in();
        }
        if self.cover.large && !self.cover.locked {
            return self.under_night(chord);
        }
        if !self.cover.locked {
            self.uncover();
        } else if chord == Chord::new(Key::Enter) {
            if self.is_shared() {
                return self.leave_idle();
            }
            self.uncover();
        }
        Vec::new()
    }

    pub(super) fn uncover(&mut self) {
        self.cover = Cover::default();
    }

    /// True when a key is bound to an action everywhere.
    pub(super) fn means(&self, chord: Chord, action: Action) -> bool {
        let key = [fold_chord(chord)];
        self.keymap.resolve(&[Scope::Global], &key, true) == Resolution::Run(action)
    }

    /// The cover, and above it the urgent card when it is open.
    pub(super) fn cover(&self, buf: &mut Buffer, area: Rect) -> Caret {
        self.look.fill(buf, area, Role::Text);
        let large = self.cover.large.then(|| self.night(buf, area)).flatten();
        let caret = if let Some(caret) = large {
            caret
        } else if self.is_on_watch() || self.cover.large {
            self.watch(buf, area)
        } else {
            self.cover_line(buf, area, area.height / 2)
        };
        match self.layers.last() {
            Some(layer) if self.is_urgent() => layer.draw(&self.look, buf, area, &self.office),
            _ => caret,
        }
    }

    fn cover_line(&self, buf: &mut Buffer, area: Rect, row: u16) -> Caret {
        let said = match (self.cover.locked, self.is_shared()) {
            (false, _) => words::HIDDEN,
            (true, false) => words::LOCKED,
            (true, true) => words::LOCKED_SHARED,
        };
        self.look
            .pen(buf, area, row)
            .write(said.say(self.look.lang), Role::Title);
        Caret::Row(area.y + row)
    }

    fn watch(&self, buf: &mut Buffer, area: Rect) -> Caret {
        let lines = self.watch_lines();
        let rows = u16::try_from(lines.len() + 1).unwrap_or(u16::MAX);
        let place = centred(area, WIDTH.min(area.width), rows.min(area.height));
        let caret = self.cover_line(buf, place, 0);
        for (i, (role, line)) in lines.iter().enumerate() {
            let row = u16::try_from(i + 1).unwrap_or(u16::MAX);
            if row < place.height {
                let text = visible(line.say(self.look.lang), Place::Line);
                self.look.pen(buf, place, row).write(&text, *role);
            }
        }
        caret
    }

    /// Hours, kinds and counts: no name but the crew's, no number, no place, no word of a petition.
    fn watch_lines(&self) -> Vec<(Role, Sentence)> {
        let now = self.now.naive_local();
        let (board, today) = (&self.desk.board, now.date());
        let clock = now.format("%m-%d %H:%M");
        let ends = minute(board.shift_ends(now));
        let mut lines = vec![(
            Role::Text,
            say!(
                "值班中　{clock}　本班到 {ends}",
                "on duty, {clock}, this shift ends {ends}"
            ),
        )];
        lines.extend(board.crew_said(now).into_iter().map(|s| (Role::Quiet, s)));
        if let Some(next) = board.next_check_in(now) {
            let at = minute(next.due);
            lines.push((Role::Warn, say!("下次报到 {at}", "next check-in {at}")));
        }
        let waits = |d: &&DeskDuty| d.opens <= now && d.obligation.is_owed(today);
        let owed: Vec<&DeskDuty> = board.duties.iter().filter(waits).collect();
        for duty in owed.iter().take(NAMED) {
            let (at, word) = (minute(duty.due), duty.obligation.kind.word());
            let role = if duty.due < now {
                Role::Danger
            } else {
                Role::Text
            };
            let (zh, en) = (word.zh, word.en);
            lines.push((role, say!("{at}　{zh}", "{at}  {en}")));
        }
        let (late, due, near) = (self.panel.overdue, self.panel.due, self.panel.near);
        lines.push((
            Role::Quiet,
            say!(
                "逾期{late}　到期{due}　临近{near}",
                "overdue {late}, due {due}, near {near}"
            ),
        ));
        lines.push((Role::Quiet, words::WATCH_KEYS.into()));
        lines.extend(self.cover.said.clone().map(|said| (Role::Warn, said)));
        lines
    }
}

fn minute(at: NaiveDateTime) -> String {
    at.format("%m-%d %H:%M").to_string()
}
