//! The intake room on the screen: a line about the draft, the form, and the people it could be
//! beside it or, on a small screen, under it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Intake, adopt, side, words, written};
use crate::look::{Look, Role, Side, cut};
use crate::rooms::Cx;
use crate::widgets::{Caret, form_view};

/// From so many columns on the people stand beside the form.
const BESIDE: u16 = 100;
/// Rows of the strip under the form, by the rows there are.
const fn strip(height: u16) -> u16 {
    match height {
        0..13 => 0,
        13..16 => 2,
        16..19 => 3,
        19..24 => 4,
        24..32 => 5,
        _ => 8,
    }
}

/// Draws the room; the cursor stands in the field.
pub fn draw(room: &Intake, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
    look.fill(buf, area, Role::Text);
    // One column stays free: the panel of alerts may stand right beside.
    let (_, area) = cut(area, Side::Right, u16::from(area.width > 40));
    let (status, rest) = cut(area, Side::Top, u16::from(area.height >= 4));
    draw_status(room, buf, status, look, cx);
    let Some(sheet) = room.sheet() else {
        return Caret::top(area);
    };
    let (side, form) = halves(rest, area.height);
    if is_beside(rest) {
        side::beside(room, buf, side, look, cx);
    } else {
        side::under(room, buf, side, look, cx);
    }
    form_view::draw(look, buf, form, &sheet.form, true)
}

/// Whether the people stand beside the form.
const fn is_beside(area: Rect) -> bool {
    area.width >= BESIDE
}

/// Where the people stand, and where the form: of what is below the status, of so many rows in all.
fn halves(rest: Rect, rows: u16) -> (Rect, Rect) {
    if is_beside(rest) {
        let (side, form) = cut(rest, Side::Right, (rest.width / 3).clamp(38, 56));
        return (side, cut(form, Side::Right, 1).1);
    }
    cut(rest, Side::Bottom, strip(rows))
}

/// Where the form stands in the room.
#[must_use]
pub fn form_of(area: Rect) -> Rect {
    let (_, rest) = cut(area, Side::Right, u16::from(area.width > 40));
    let (_, rest) = cut(rest, Side::Top, u16::from(area.height >= 4));
    halves(rest, area.height).1
}

/// What is said in place of the title: an adopted person under another name before all else. It has
/// no line of its own, so that nothing moves when it comes and goes.
fn said(room: &Intake) -> Option<crate::words::Sentence> {
    let differs = room.sheet().and_then(|s| adopt::differs(&s.form));
    differs
        .map(|name| words::differs(&name))
        .or_else(|| room.note.clone())
}

/// Whose intake this is, which of the drafts, and whether it is kept.
fn draw_status(room: &Intake, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) {
    let Some(sheet) = room.sheet() else { return };
    let lang = look.lang;
    let title = written::title(&sheet.form);
    let title = if title.is_empty() {
        words::NEW_DRAFT.say(lang)
    } else {
        &title
    };
    let place = words::place(room.pile.at + 1, room.pile.len().max(1));
    let (kept, role) = if sheet.is_failing {
        (words::NOT_KEPT.into(), Role::Danger)
    } else if sheet.is_registering() {
        (words::REGISTERING.into(), Role::Quiet)
    } else if sheet.wants_keeping() {
        (words::UNSAVED.into(), Role::Quiet)
    } else {
        let at = sheet
            .kept_at
            .map(|at| words::kept(&words::moment(at, cx.now)));
        (at.unwrap_or_default(), Role::Quiet)
    };
    let mut pen = look.pen(buf, area, 0);
    pen.write(place.say(lang), Role::Quiet).gap(2);
    let room_left = pen.room().saturating_sub(look.width(kept.say(lang)) + 2);
    let (title, shade) = said(room).map_or((title.to_owned(), Role::Title), |s| {
        (s.say(lang).to_owned(), Role::Warn)
    });
    pen.write(&look.truncate(&title, room_left), shade)
        .right(kept.say(lang), role);
}
