//! How a case looks: who has it, then its panes; side by side where there is room, else one after another.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pane::Pane;
use super::{Case, Hits, Over, step_view, told, words as w};
use crate::flow::brief;
use crate::flow::view::File;
use crate::look::{Fit, Look, Role, Side, cut};
use crate::rooms::Cx;
use crate::widgets::items::{self, Item, Items};
use crate::widgets::{Caret, empty, timeline};

/// Everything a story is drawn from.
struct Scene<'a> {
    case: &'a Case,
    file: &'a File,
    look: &'a Look,
    cx: &'a Cx<'a>,
}

/// Draws the room.
pub fn draw(case: &Case, frame: &mut Frame<'_>, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
    let buf = frame.buffer_mut();
    let mut hits = Hits::new();
    let caret = match (&case.file, &case.trouble) {
        (Some(file), _) => Scene {
            case,
            file,
            look,
            cx,
        }
        .draw(buf, area, &mut hits),
        (None, _) if let Over::Reason(reason) = &case.over => {
            super::reason::draw(reason, buf, area, look)
        }
        (None, Some(trouble)) => empty::draw(
            look,
            buf,
            area,
            trouble.what.say(look.lang),
            &[trouble.kept.say(look.lang), trouble.next.say(look.lang)],
        ),
        (None, None) if case.is_empty() => {
            empty::draw(look, buf, area, w::NOTHING.say(look.lang), &[])
        }
        (None, None) => empty::draw(look, buf, area, w::OPENING.say(look.lang), &[]),
    };
    case.hits.replace(hits);
    caret
}

impl Scene<'_> {
    fn draw(&self, buf: &mut Buffer, area: Rect, hits: &mut Hits) -> Caret {
        let rest = self.header(buf, area);
        let side = Fit::of(area).has_side();
        if matches!(self.case.over, Over::Nothing) {
            let caret = if side {
                self.beside(buf, rest, hits)
            } else {
                self.stacked(buf, rest, hits)
            };
            return caret.unwrap_or(Caret::top(rest));
        }
        if !side {
            return step_view::draw(self.case, self.file, buf, rest, self.look);
        }
        // The story stays in sight beside the step that is being taken.
        let (left, right) = halves(rest, buf, self.look);
        self.column(buf, right, &[Pane::Owed, Pane::Timeline], hits);
        hits.clear();
        step_view::draw(self.case, self.file, buf, left, self.look)
    }

    /// Number, status, summary; then in whose hands it is. Returns what is left below.
    fn header(&self, buf: &mut Buffer, area: Rect) -> Rect {
        let (file, look, lang) = (self.file, self.look, self.look.lang);
        let (top, rest) = cut(area, Side::Top, 1);
        let summary = file
            .case
            .as_ref()
            .map(|c| c.registration.summary.line())
            .unwrap_or_default();
        let (note, role) = if self.case.stale {
            (w::STALE, Role::Warn)
        } else {
            (w::ON_RECORD, Role::Quiet)
        };
        let note = note.say(lang);
        let wanted = u16::try_from(look.width(note) + 1).unwrap_or(u16::MAX);
        let (side, head) = cut(
            top,
            Side::Right,
            if wanted < area.width / 2 { wanted } else { 0 },
        );
        let status = format!("[{}]", file.status.word().say(lang));
        look.pen(buf, head, 0)
            .write(
                brief::number(&file.number, &self.cx.office.area),
                Role::Title,
            )
            .gap(1)
            .write(&status, Role::Key)
            .gap(1)
            .write(&summary, Role::Text);
        look.pen(buf, side, 0).gap(1).write(note, role);
        let Some(story) = &file.case else { return rest };
        let hands = told::in_whose_hands(story, self.cx.office, self.cx.today);
        let rows = look.wrap(hands.say(lang), usize::from(rest.width));
        let most = if area.height >= 12 { 2 } else { 1 };
        let shown = u16::try_from(rows.len().min(most)).unwrap_or(1);
        let (place, rest) = cut(rest, Side::Top, shown);
        for (row, text) in (0..shown).zip(&rows) {
            look.pen(buf, place, row).write(text, Role::Debt);
        }
        rest
    }

    /// Facts and people at the left, what is owed and what happened at the right.
    fn beside(&self, buf: &mut Buffer, area: Rect, hits: &mut Hits) -> Option<Caret> {
        let (left, right) = halves(area, buf, self.look);
        let at = self.column(buf, left, &[Pane::Facts, Pane::People, Pane::Kin], hits);
        self.column(buf, right, &[Pane::Owed, Pane::Timeline], hits)
            .or(at)
    }

    /// Panes over one another: each takes what it needs, the last what is left. The caret of the one in focus.
    fn column(
        &self,
        buf: &mut Buffer,
        area: Rect,
        panes: &[Pane],
        hits: &mut Hits,
    ) -> Option<Caret> {
        let shown: Vec<Pane> = panes
            .iter()
            .copied()
            .filter(|p| self.case.panes.rows(*p).total() > 0)
            .collect();
        let mut rest = area;
        let mut caret = None;
        for (n, pane) in shown.iter().enumerate() {
            let after = u16::try_from(shown.len() - n - 1).unwrap_or(0);
            // What comes after keeps at least a quarter of the column each.
            let most = rest
                .height
                .saturating_sub(after.saturating_mul(area.height / 4));
            let height = if after == 0 {
                rest.height
            } else {
                self.needed(*pane, area.width).saturating_add(1).min(most)
            };
            let (place, below) = cut(rest, Side::Top, height);
            rest = below;
            let (title, body) = cut(place, Side::Top, 1);
            self.heading(*pane, buf, title);
            let at = self.pane(*pane, buf, body, hits);
            if *pane == self.case.panes.focus() {
                caret = Some(at);
            }
        }
        caret
    }

    /// One pane after another, beginning with the one in focus, as far as there is room.
    fn stacked(&self, buf: &mut Buffer, area: Rect, hits: &mut Hits) -> Option<Caret> {
        let (line, mut rest) = cut(area, Side::Top, u16::from(area.height > 2));
        self.tabs(buf, line);
        let focus = self.case.panes.focus();
        let from = Pane::ALL.iter().position(|p| *p == focus).unwrap_or(0);
        let mut caret = None;
        for pane in Pane::ALL[from..]
            .iter()
            .copied()
            .filter(|p| *p == focus || self.case.panes.rows(*p).total() > 0)
        {
            if pane != focus {
                if rest.height < 3 {
                    break;
                }
                let (title, below) = cut(rest, Side::Top, 1);
                self.heading(pane, buf, title);
                rest = below;
            }
            let height = if pane == Pane::Timeline {
                rest.height
            } else {
                self.needed(pane, rest.width).min(rest.height)
            };
            let (body, below) = cut(rest, Side::Top, height);
            rest = below;
            let at = self.pane(pane, buf, body, hits);
            caret = caret.or(Some(at));
        }
        caret
    }

    /// The names of the panes, the one in focus lit.
    fn tabs(&self, buf: &mut Buffer, line: Rect) {
        let mut pen = self.look.pen(buf, line, 0);
        for pane in self.case.panes.shown() {
            let name = format!(" {} ", pane.word().say(self.look.lang));
            let here = pane == self.case.panes.focus();
            pen.write(&name, if here { Role::Chosen } else { Role::Quiet })
                .gap(1);
        }
        let room = pen.room();
        pen.write(&self.look.symbols.horizontal.repeat(room), Role::Border);
    }

    /// The title of a pane with a line to the end.
    fn heading(&self, pane: Pane, buf: &mut Buffer, line: Rect) {
        let here = pane == self.case.panes.focus() && matches!(self.case.over, Over::Nothing);
        let mut pen = self.look.pen(buf, line, 0);
        pen.write(
            pane.word().say(self.look.lang),
            if here { Role::Focus } else { Role::Title },
        )
        .gap(1);
        let room = pen.room();
        pen.write(&self.look.symbols.horizontal.repeat(room), Role::Border);
    }

    /// The items of a pane and the columns of their labels.
    fn items(&self, pane: Pane) -> (Vec<Item>, u16) {
        let items = self.case.teller(self.cx).items(self.file, pane);
        let widest = items
            .iter()
            .map(|i| self.look.width(&i.label))
            .max()
            .unwrap_or(0);
        (
            items,
            if widest == 0 {
                0
            } else {
                u16::try_from(widest + 1).unwrap_or(u16::MAX)
            },
        )
    }

    /// Rows that a pane would like to have.
    fn needed(&self, pane: Pane, width: u16) -> u16 {
        if pane == Pane::Timeline {
            return u16::try_from(self.file.events.len() * 2).unwrap_or(u16::MAX);
        }
        let (items, label) = self.items(pane);
        items::height(self.look, &items, width, label)
    }

    fn pane(&self, pane: Pane, buf: &mut Buffer, area: Rect, hits: &mut Hits) -> Caret {
        let focused = pane == self.case.panes.focus() && matches!(self.case.over, Over::Nothing);
        let rows = self.case.panes.rows(pane);
        if pane == Pane::Timeline {
            hits.push((area, pane, Vec::new()));
            return timeline::draw(
                self.look,
                buf,
                area,
                &self.case.teller(self.cx).moments(self.file),
                rows,
                focused,
            );
        }
        let (items, label) = self.items(pane);
        let drawn = items::draw(
            self.look,
            buf,
            area,
            Items {
                items: &items,
                rows,
                label,
                focused,
                short: false,
            },
        );
        hits.push((area, pane, drawn.hits));
        drawn.caret
    }
}

/// Two halves with a line between them.
fn halves(area: Rect, buf: &mut Buffer, look: &Look) -> (Rect, Rect) {
    let (left, right) = cut(area, Side::Left, area.width / 2);
    let (line, right) = cut(right, Side::Left, 2);
    for row in 0..line.height {
        look.pen(buf, line, row)
            .write(look.symbols.vertical, Role::Border);
    }
    (left, right)
}
