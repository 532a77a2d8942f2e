//! The whole frame: header, period, room, panel, messages, footer, layers; and the real cursor.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::layers::Layer;
use super::{App, Place, panel, words};
use crate::keys::{Action, Resolution, Scope, stacks};
use crate::look::{Role, Side, cut};
use crate::rooms::Tone;
use crate::widgets::toast::{self, Toast};
use crate::widgets::{Caret, footer, which};
use crate::words::{Lang, Sentence, Word};

/// The rooms in the header with the digit that leads to them.
const TABS: [(Place, &str, Word); 6] = [
    (Place::Desk, "1", words::DESK),
    (Place::Intake, "2", words::INTAKE),
    (Place::Find, "3", words::FIND),
    (Place::Case, "4", words::CASE),
    (Place::Duty, "5", words::DUTY),
    (Place::Ledgers, "6", words::LEDGERS),
];

/// Days of the week from Monday.
pub(super) const WEEKDAYS_ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
/// The same in English.
pub(super) const WEEKDAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The fewest rows in which messages stand.
const LEAST: u16 = 4;

impl App {
    /// Draws the whole frame and sets the real cursor.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        self.changed = false;
        let area = frame.area();
        if area.is_empty() {
            return;
        }
        let caret = if self.cover.hidden {
            self.cover(frame.buffer_mut(), area)
        } else {
            self.compose(frame, area)
        };
        frame.set_cursor_position(caret.cell(area));
    }

    fn compose(&self, frame: &mut Frame<'_>, area: Rect) -> Caret {
        let (head, rest) = cut(area, Side::Top, u16::from(area.height >= 6));
        let (foot, rest) = cut(rest, Side::Bottom, u16::from(area.height >= 8));
        let beside = area.width >= panel::BESIDE && self.at != Place::Desk;
        let folded = !beside && self.at != Place::Desk && area.height >= 10;
        let (banner, rest) = cut(
            rest,
            Side::Top,
            u16::from(self.office.period(self.today()).is_some() && area.height >= 14),
        );
        let low = self.notice().is_some() && area.height >= 10;
        let (disk, rest) = cut(rest, Side::Top, u16::from(low));
        let (fold, rest) = cut(rest, Side::Bottom, u16::from(folded));
        let (side, room) = if beside {
            cut(rest, Side::Right, panel::WIDTH)
        } else {
            (Rect::default(), rest)
        };
        let near = self.office.rules.ladder.near;
        let look = &self.look;
        self.header(frame.buffer_mut(), head);
        self.period(frame.buffer_mut(), banner);
        self.disk(frame.buffer_mut(), disk);
        if beside {
            panel::draw(
                &self.panel,
                frame.buffer_mut(),
                side,
                look,
                &self.office,
                self.today(),
            );
        } else if folded {
            panel::fold(
                &self.panel,
                frame.buffer_mut(),
                fold,
                look,
                self.today(),
                near,
            );
        }
        let cx = super::cx(&self.office, look, self.now, &self.tickets);
        let mut caret = self.rooms.get(self.at).draw(frame, room, look, &cx);
        self.footer(frame.buffer_mut(), foot);
        let place = self.free(room, rest, caret);
        caret = self.over(frame.buffer_mut(), rest, place).unwrap_or(caret);
        if !self.pending.is_empty()
            && let Resolution::Wait(next) =
                self.keymap
                    .resolve(self.stack(), &self.pending, self.is_typing())
        {
            which::draw(look, frame.buffer_mut(), rest, &self.pending, &next);
        }
        caret
    }

    fn header(&self, buf: &mut Buffer, area: Rect) {
        let lang = self.look.lang;
        let mut pen = self.look.pen(buf, area, 0);
        pen.gap(1).write(words::NAME.say(lang), Role::Title).gap(1);
        if self.office.sandbox {
            pen.write(&format!("[{}]", words::SANDBOX.say(lang)), Role::Warn)
                .gap(1);
        }
        let clock = self.now.format("%m-%d %H:%M");
        let who = &self.office.operator.name;
        let full = format!(
            "{}  {who}  {} {clock} ",
            self.office.name,
            weekday(&self.now, lang)
        );
        // Who sits here is the last to go before the hour; the space between tabs goes before.
        let texts = [
            full,
            format!("{who}  {clock} "),
            format!("{who} {clock}"),
            format!("{clock} "),
        ];
        let tabs: usize = (TABS.iter())
            .map(|(_, digit, word)| self.look.width(digit) + self.look.width(word.say(lang)) + 2)
            .sum();
        let tight = pen.room() <= tabs + self.look.width(&texts[1]);
        for (place, digit, word) in TABS {
            let label = format!("{digit}{}", word.say(lang));
            let (before, after) = match (place == self.at, tight) {
                (true, _) => ("[", "]"),
                (false, true) => ("", " "),
                (false, false) => (" ", " "),
            };
            let role = if place == self.at {
                Role::Chosen
            } else {
                Role::Text
            };
            pen.write(&format!("{before}{label}{after}"), role);
        }
        let fits = |text: &&String| self.look.width(text) < pen.room();
        let text = texts.iter().find(fits).unwrap_or(&texts[3]);
        pen.right(text, Role::Quiet);
        pen.rest(Role::Text);
    }

    /// What stands between this desk and the next save.
    const fn notice(&self) -> Option<&Sentence> {
        if self.shut.is_some() {
            return self.shut.as_ref();
        }
        self.low.as_ref()
    }

    /// How little room is left on the disk, or that a newer program is needed.
    fn disk(&self, buf: &mut Buffer, area: Rect) {
        if let Some(low) = self.notice().filter(|_| !area.is_empty()) {
            self.look
                .pen(buf, area, 0)
                .gap(1)
                .write(low.say(self.look.lang), Role::Danger)
                .rest(Role::Text);
        }
    }

    fn period(&self, buf: &mut Buffer, area: Rect) {
        let Some(period) = self.office.period(self.today()) else {
            return;
        };
        let Some((n, m)) = period.day(self.today()) else {
            return;
        };
        let (name, from, to, basis) = (
            period.name.lines(),
            period.from.format("%m-%d"),
            period.to.format("%m-%d"),
            period.basis.lines(),
        );
        let text = say!(
            "特别时段：{name} 第{n}天/共{m}天（{from}至{to}） {basis}",
            "Special period: {name}, day {n} of {m} ({from} to {to}) {basis}"
        );
        let now = self.now.naive_local();
        let on = self.desk.board.on(now).next();
        let leader = on.map_or("", |t| self.desk.board.name(&t.crew.leader));
        let led = if leader.is_empty() {
            crate::words::Sentence::default()
        } else {
            say!("  带班：{leader}", "  leader on duty: {leader}")
        };
        let which = crate::domain::period::regime(&self.office.periods, self.today()).which();
        let mut pen = self.look.pen(buf, area, 0);
        pen.write(" ", Role::Warn)
            .write(text.say(self.look.lang), Role::Warn)
            .write(led.say(self.look.lang), Role::Warn)
            .gap(u16::from(!which.is_empty()))
            .write(which.say(self.look.lang), Role::Warn)
            .rest(Role::Text);
    }

    fn footer(&self, buf: &mut Buffer, area: Rect) {
        let top = self.layers.last();
        let mut hints = footer::hints(
            &self.keymap,
            hinted(self.stack()),
            self.is_typing(),
            self.look.lang,
            |action| top.map_or_else(|| self.is_open(action), |layer| layer.offers(action)),
        );
        hints.retain(|hint| hint.enabled || top.is_none());
        footer::draw(&self.look, buf, area, &hints);
    }

    /// True when an action can be run here and now.
    pub(super) fn is_open(&self, action: Action) -> bool {
        match action {
            Action::GoCase => !self.rooms.case.is_empty(),
            action => self.why_not(action).is_none(),
        }
    }

    /// Where messages stand, and at which edge of it: not over what the operator is about to answer, nor over
    /// the cursor.
    fn free(&self, room: Rect, rest: Rect, caret: Caret) -> (Rect, Side) {
        let free = self.rooms.get(self.at).free(room);
        let Some(free) = free.filter(|free| free.height >= LEAST) else {
            return (rest, Side::Bottom);
        };
        let (_, y) = caret.cell(free);
        let is_low = y >= free.y.saturating_add(free.height / 2);
        (free, if is_low { Side::Top } else { Side::Bottom })
    }

    /// The messages, and what lies over the room. No message is cut in two: what lies over a part of one hides all of
    /// them; a sheet that is written there has them over itself, for they say whether it was kept.
    fn over(&self, buf: &mut Buffer, rest: Rect, (free, edge): (Rect, Side)) -> Option<Caret> {
        let bare = (!self.layers.is_empty()).then(|| buf.clone());
        self.messages(buf, free, edge);
        let bare = bare?;
        let told = buf.clone();
        let drawn = self.layers.iter();
        let caret = drawn.map(|layer| layer.draw(&self.look, buf, rest, &self.office));
        let caret = caret.last();
        if self.layers.last().is_some_and(Layer::is_sheet) {
            self.messages(buf, free, edge);
            return caret;
        }
        let is_cut =
            |at: usize| told.content[at] != bare.content[at] && told.content[at] != buf.content[at];
        if (0..bare.content.len()).any(is_cut) {
            // A blank of what lies over it is no sign of the message's own: all of it is drawn as if there were none.
            *buf = bare;
            for layer in &self.layers {
                layer.draw(&self.look, buf, rest, &self.office);
            }
        }
        caret
    }

    fn messages(&self, buf: &mut Buffer, area: Rect, edge: Side) {
        let toasts: Vec<Toast> = self
            .toasts
            .all()
            .iter()
            .map(|m| {
                let role = match m.tone {
                    Tone::Good => Role::Good,
                    Tone::Plain => Role::Warn,
                    Tone::Bad => Role::Danger,
                };
                Toast {
                    text: m.sentence.clone(),
                    role,
                }
            })
            .collect();
        toast::draw(&self.look, buf, area, edge, &toasts);
    }
}

/// The scopes whose keys the footer shows: where a stack borrows a form or list for its one line
/// of text, the keys for whole forms would only mislead.
fn hinted(stack: &'static [Scope]) -> &'static [Scope] {
    if stack == stacks::LAYER {
        &[Scope::Layer]
    } else if stack == stacks::FIND {
        &[Scope::Find, Scope::List, Scope::Global]
    } else {
        stack
    }
}

fn weekday(now: &chrono::DateTime<chrono::FixedOffset>, lang: Lang) -> &'static str {
    use chrono::Datelike;
    let at = now.weekday().num_days_from_monday() as usize;
    if lang == Lang::Zh {
        WEEKDAYS_ZH[at % 7]
    } else {
        WEEKDAYS_EN[at % 7]
    }
}
