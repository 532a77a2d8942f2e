//! The live alert panel: beside the room when there is room, folded to one line otherwise.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::domain::alert::Owed;
use crate::domain::office::Office;
use crate::flow::brief;
use crate::flow::view::Panel;
use crate::look::{Look, Role};
use crate::words::Lang;

/// Columns of the panel when it stands beside the room.
pub const WIDTH: u16 = 38;
/// Least columns of the screen for that.
pub const BESIDE: u16 = 116;

/// Draws the panel in a box, two lines an alert, soonest first.
pub fn draw(
    panel: &Panel,
    buf: &mut Buffer,
    area: Rect,
    look: &Look,
    office: &Office,
    today: NaiveDate,
) {
    let near = office.rules.ladder.near;
    let lang = look.lang;
    let title = format!(
        "{} {} {} {} {}",
        words::ALERTS.say(lang),
        words::OVERDUE.say(lang),
        panel.overdue,
        words::DUE.say(lang),
        panel.due
    );
    let inner = look.frame(buf, area, &title, Role::Border);
    if panel.owed.is_empty() {
        look.pen(buf, inner, 0)
            .write(words::NONE.say(lang), Role::Quiet);
        return;
    }
    for (i, owed) in panel
        .owed
        .iter()
        .take(usize::from(inner.height / 2))
        .enumerate()
    {
        let row = u16::try_from(i * 2).unwrap_or(u16::MAX);
        let o = &owed.obligation;
        let level = brief::level(owed, today, near);
        look.pen(buf, inner, row)
            .cell(brief::mark(level), 3, Role::of(level))
            .cell(&brief::days(o, today, lang), 11, Role::of(level))
            .cell(&brief::due(o, today, lang), 10, Role::Text)
            .write(o.kind.word().say(lang), Role::Text);
        look.pen(buf, inner, row + 1)
            .gap(3)
            .write(brief::moved(owed).map_or("", |w| w.say(lang)), Role::Warn)
            .gap(u16::from(brief::moved(owed).is_some()))
            .write(&rung(owed, office, today), Role::Quiet)
            .write(&owed.unit, Role::Quiet)
            .gap(1)
            .write(&owed.said(lang), Role::Quiet);
    }
}

/// The rung of the ladder before the unit: `T−3 `.
fn rung(owed: &Owed, office: &Office, today: NaiveDate) -> String {
    let rung = brief::step(owed, office, today);
    if rung.is_empty() {
        rung
    } else {
        format!("{rung} ")
    }
}

/// Draws the panel as one line: the counts and the soonest.
pub fn fold(panel: &Panel, buf: &mut Buffer, area: Rect, look: &Look, today: NaiveDate, near: i64) {
    let lang = look.lang;
    let mut pen = look.pen(buf, area, 0);
    for (word, count, role) in [
        (words::OVERDUE, panel.overdue, Role::Danger),
        (words::DUE, panel.due, Role::Warn),
        (words::NEAR, panel.near, Role::Text),
    ] {
        let role = if count == 0 { Role::Quiet } else { role };
        pen.write(
            &format!(
                "{}{}{count} ",
                word.say(lang),
                if lang == Lang::En { " " } else { "" }
            ),
            role,
        );
    }
    match panel.owed.first() {
        None => {
            pen.write(words::NONE.say(lang), Role::Quiet);
        }
        Some(owed) => {
            let o = &owed.obligation;
            let level = brief::level(owed, today, near);
            let text = format!(
                "{} {} {} ",
                brief::days(o, today, lang),
                o.kind.word().say(lang),
                owed.unit
            );
            pen.write(&format!("{} ", look.symbols.vertical), Role::Border)
                .write(&text, Role::of(level))
                .write(&owed.said(lang), Role::Quiet);
        }
    }
    pen.rest(Role::Text);
}
