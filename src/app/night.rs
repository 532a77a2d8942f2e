//! The large watch for the duty room at night: the hour, the next check-in, what is overdue and what
//! is due next, to be read across the room. Nothing of anybody's file stands on it.

use chrono::{Datelike, NaiveDateTime};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{App, draw, words};
use crate::domain::alert::Owed;
use crate::domain::duty::owed::end_of;
use crate::flow::Effect;
use crate::keys::{Action, Chord, Key};
use crate::look::{Role, Side, cut};
use crate::widgets::Caret;
use crate::widgets::large::{self, Point};
use crate::words::{Sentence, Word};

/// Lines above the figures: the office, two of the crew, one empty.
const ABOVE: u16 = 4;
/// Lines below: what a key came to, the keys.
const BELOW: u16 = 2;
/// Lines of a tile beside its figures: the label, what is said below, one empty.
const BESIDE: u16 = 3;
/// The widest text of figures.
const WIDEST: &str = "00:00";

/// A quarter of the watch.
struct Tile {
    label: Word,
    figures: String,
    said: Sentence,
    role: Role,
}

impl App {
    /// Covers the screen with the large watch.
    pub(super) fn start_night(&mut self) -> Vec<Effect> {
        (self.cover.hidden, self.cover.large) = (true, true);
        Vec::new()
    }

    /// A key on the large watch: it is left by its own key, Esc or Enter, not by a touch in passing.
    pub(super) fn under_night(&mut self, chord: Chord) -> Vec<Effect> {
        let leaves = [Key::Esc, Key::Enter].map(Chord::new).contains(&chord);
        if leaves || self.means(chord, Action::NightWatch) {
            self.uncover();
        } else if self.means(chord, Action::SwitchLanguage) {
            self.switch_language();
        } else if self.means(chord, Action::CheckIn) {
            self.cover.said = Some(words::NOT_ON_DUTY.into());
        } else {
            self.cover.said = None;
        }
        Vec::new()
    }

    /// The large watch where there is room for its figures; else nothing is drawn.
    pub(super) fn night(&self, buf: &mut Buffer, area: Rect) -> Option<Caret> {
        let (head, rest) = cut(area, Side::Top, ABOVE);
        let (foot, middle) = cut(rest, Side::Bottom, BELOW);
        let (wide, high) = (middle.width / 2, middle.height / 2);
        let across = large::points_across(WIDEST);
        let point = Point::fit(across, wide.saturating_sub(2), high.saturating_sub(BESIDE))?;
        self.night_head(buf, head);
        let now = self.now.naive_local();
        let tiles = [
            Self::hour(now),
            self.check_in_tile(now),
            self.overdue_tile(),
            self.next_tile(now),
        ];
        for (at, tile) in (0u16..).zip(tiles) {
            let place = Rect {
                x: middle.x + at % 2 * wide,
                y: middle.y + at / 2 * high,
                width: wide,
                height: high,
            };
            self.tile(buf, place, &tile, point);
        }
        self.night_foot(buf, foot);
        Some(Caret::Row(area.bottom().saturating_sub(1)))
    }

    fn night_head(&self, buf: &mut Buffer, area: Rect) {
        let lang = self.look.lang;
        let sandbox = if self.office.sandbox {
            words::SANDBOX.say(lang)
        } else {
            ""
        };
        let office = format!("{}  {sandbox}", self.office.name);
        self.middle(buf, area, 0, office.trim_end(), Role::Quiet);
        let said = self.panel.on_duty.say(lang);
        let crew = format!("{} {said}", words::ON_DUTY.say(lang));
        let lines = self
            .look
            .wrap(&crew, usize::from(area.width.saturating_sub(2)));
        for (row, line) in (1..3).zip(&lines) {
            self.middle(buf, area, row, line, Role::Title);
        }
    }

    fn night_foot(&self, buf: &mut Buffer, area: Rect) {
        let lang = self.look.lang;
        if let Some(said) = &self.cover.said {
            self.middle(buf, area, 0, said.say(lang), Role::Warn);
        }
        let keys = match (self.cover.locked, self.is_on_watch()) {
            (true, _) if self.is_shared() => words::LOCKED_SHARED,
            (true, _) => words::LOCKED,
            (false, true) => words::NIGHT_KEYS,
            (false, false) => words::NIGHT_KEYS_AWAY,
        };
        self.middle(buf, area, 1, keys.say(lang), Role::Quiet);
    }

    /// A line in the middle of a row.
    fn middle(&self, buf: &mut Buffer, area: Rect, row: u16, text: &str, role: Role) {
        let room = usize::from(area.width);
        let left = room.saturating_sub(self.look.width(text)) / 2;
        self.look
            .pen(buf, area, row)
            .gap(u16::try_from(left).unwrap_or(0))
            .write(text, role);
    }

    fn tile(&self, buf: &mut Buffer, area: Rect, tile: &Tile, point: Point) {
        let lang = self.look.lang;
        let (label, rest) = cut(area, Side::Top, 1);
        self.middle(buf, label, 0, tile.label.say(lang), Role::Title);
        let (figures, rest) = cut(rest, Side::Top, large::TALL * point.down);
        large::draw(&self.look, buf, figures, &tile.figures, (point, tile.role));
        self.middle(buf, rest, 0, tile.said.say(lang), Role::Text);
    }

    fn hour(now: NaiveDateTime) -> Tile {
        let (zh, en) = (draw::WEEKDAYS_ZH, draw::WEEKDAYS_EN);
        let at = now.weekday().num_days_from_monday() as usize % 7;
        let (zh, en, day) = (zh[at], en[at], now.format("%Y-%m-%d"));
        Tile {
            label: words::NOW,
            figures: now.format("%H:%M").to_string(),
            said: say!("{day} {zh}", "{day} {en}"),
            role: Role::Text,
        }
    }

    fn check_in_tile(&self, now: NaiveDateTime) -> Tile {
        let label = words::NEXT_CHECK_IN;
        let Some(next) = self.desk.board.next_check_in(now) else {
            let said = words::NO_CHECK_IN.into();
            return Tile {
                label,
                figures: "--:--".to_owned(),
                said,
                role: Role::Text,
            };
        };
        let left = (next.due - now).num_minutes();
        let over = -left;
        let said = if over > 0 {
            say!("已过{over}分钟", "{over} min late")
        } else {
            say!("还有{left}分钟", "in {left} min")
        };
        let role = match left {
            ..0 => Role::Danger,
            0..=15 => Role::Warn,
            _ => Role::Text,
        };
        Tile {
            label,
            figures: next.due.format("%H:%M").to_string(),
            said,
            role,
        }
    }

    fn overdue_tile(&self) -> Tile {
        let (overdue, due, near) = (self.panel.overdue, self.panel.due, self.panel.near);
        let figures = if overdue > 9999 {
            "9999+".to_owned()
        } else {
            overdue.to_string()
        };
        Tile {
            label: words::OVERDUE,
            figures,
            said: say!("今日到期{due}　临近{near}", "due today {due}, near {near}"),
            role: if overdue == 0 {
                Role::Good
            } else {
                Role::Danger
            },
        }
    }

    /// What is due next and not late: by the hour today, else by its day.
    fn next_tile(&self, now: NaiveDateTime) -> Tile {
        let until = |o: &Owed| {
            let o = &o.obligation;
            o.clock.map_or_else(|| end_of(o.due.effective), |c| c.due)
        };
        let waits = |o: &&Owed| until(o) >= now && o.obligation.paid.is_none();
        let next = self
            .panel
            .owed
            .iter()
            .filter(waits)
            .min_by_key(|o| until(o));
        let label = words::NEXT_DUE;
        let Some(owed) = next else {
            let said = words::NONE.into();
            return Tile {
                label,
                figures: "--:--".to_owned(),
                said,
                role: Role::Good,
            };
        };
        let o = &owed.obligation;
        let figures = match o.clock {
            Some(clock) if clock.due.date() == now.date() => clock.due.format("%H:%M"),
            Some(clock) => clock.due.format("%m-%d"),
            None => o.due.effective.format("%m-%d"),
        };
        let (zh, en, unit) = (o.kind.word().zh, o.kind.word().en, &owed.unit);
        Tile {
            label,
            figures: figures.to_string(),
            said: say!("{zh}　{unit}", "{en}, {unit}"),
            role: Role::Warn,
        }
    }
}
