//! How the duty room looks: the parts by name, the lines, the foot; a sheet over them.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::lines::Line;
use super::sheet::Sheet;
use super::tab::Tab;
use super::{Duty, lines, words as w};
use crate::look::{Look, Pen, Role, Side, cut};
use crate::rooms::Cx;
use crate::widgets::{Caret, empty, form_view, list};
use crate::words::{Place, visible};

/// Draws the room; the caret stands in the field or on the chosen line.
pub fn draw(room: &Duty, frame: &mut Frame<'_>, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
    let buf = frame.buffer_mut();
    let (head, rest) = cut(area, Side::Top, 1);
    title(room, buf, head, look, cx);
    match &room.sheet {
        Some(sheet) => draw_sheet(sheet, buf, rest, look),
        None => draw_lines(room, buf, rest, look, cx),
    }
}

fn title(room: &Duty, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) {
    let mut pen = look.pen(buf, area, 0);
    for tab in Tab::ALL {
        let word = tab.word().say(look.lang);
        if tab == room.tabs.here {
            pen.write(&format!("[{word}]"), Role::Title);
        } else {
            pen.write(&format!(" {word} "), Role::Quiet);
        }
    }
    if room.tabs.here == Tab::Rota {
        let first = lines::monday(cx.today, room.week);
        let last = first + chrono::Days::new(6);
        pen.right(
            &format!("{} – {}", first.format("%m-%d"), last.format("%m-%d")),
            Role::Quiet,
        );
    }
}

fn draw_lines(room: &Duty, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
    let (lines, source) = (room.lines(cx), room.source());
    if !room.loaded || lines.len() == 0 {
        let none = say!("这一页还没有记录。", "Nothing is on record here yet.");
        let text = if room.loaded {
            none.say(look.lang)
        } else {
            w::LOADING.say(look.lang)
        };
        return empty::draw(look, buf, area, text, &[]);
    }
    let footed = if area.height >= 8 { 3 } else { 0 };
    let (foot, body) = cut(area, Side::Bottom, footed);
    room.place.set(body);
    let caret = list::draw(look, buf, body, room.tabs.rows(), true, |at, pen| {
        if let Some(line) = lines.line(at, &source, cx) {
            write(&line, pen);
        }
    });
    let chosen = room.tabs.rows().chosen();
    let chosen = chosen.and_then(|at| lines.line(at, &source, cx));
    if let (Some(line), true) = (chosen, footed > 0) {
        look.rule(buf, foot, 0);
        let text = look.wrap(&line.said(), usize::from(foot.width).max(1));
        for (row, part) in (1..foot.height).zip(&text) {
            look.pen(buf, foot, row).write(part, Role::Quiet);
        }
    }
    caret
}

fn write(line: &Line, pen: &mut Pen<'_>) {
    for piece in &line.pieces {
        if piece.width == 0 {
            pen.write(&piece.text, piece.role);
        } else {
            pen.cell(&piece.text, piece.width - 1, piece.role).gap(1);
        }
    }
}

fn draw_sheet(sheet: &Sheet, buf: &mut Buffer, area: Rect, look: &Look) -> Caret {
    let inner = look.frame(buf, area, sheet.about.word().say(look.lang), Role::Focus);
    if let Some((changes, rows)) = &sheet.trial {
        let (head, body) = cut(inner, Side::Top, 2);
        look.pen(buf, head, 0)
            .write(w::TRIAL.say(look.lang), Role::Warn);
        let count = if changes.is_empty() {
            w::NO_CHANGE.into()
        } else {
            w::changes(changes.len())
        };
        look.pen(buf, head, 1)
            .write(count.say(look.lang), Role::Quiet);
        return list::draw(look, buf, body, rows, true, |at, pen| {
            if let Some(change) = changes.get(at) {
                pen.write(&visible(change.say(look.lang), Place::Line), Role::Text);
            }
        });
    }
    let refused = sheet.refused.as_ref().map(|t| t.say(look.lang));
    let rows = refused.map_or_else(Vec::new, |text| {
        let text = visible(&text, Place::Line).into_owned();
        look.wrap(&text, usize::from(inner.width).max(1))
    });
    let high = u16::try_from(rows.len().min(4)).unwrap_or(0);
    let (told, body) = cut(inner, Side::Bottom, high.min(inner.height / 2));
    for (row, text) in (0..told.height).zip(&rows) {
        look.pen(buf, told, row).write(text, Role::Danger);
    }
    form_view::draw(look, buf, body, &sheet.form, true)
}
