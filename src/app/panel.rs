//! The live alert panel: who is on duty, then what is owed under its headings. Beside the room when
//! there is room, folded to one line otherwise.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::domain::alert::Owed;
use crate::domain::office::Office;
use crate::domain::stands::Group;
use crate::flow::brief;
use crate::flow::heads::{self, Line};
use crate::flow::view::Panel;
use crate::look::{Look, Role, Side, cut};
use crate::words::Lang;

/// Columns of the panel when it stands beside the room.
pub const WIDTH: u16 = 38;
/// Least columns of the screen for that.
pub const BESIDE: u16 = 116;
/// Screen lines of an alert beside the room.
const TALL: u16 = 2;

/// Draws the panel in a box: who is on duty, then two lines an alert under headings.
pub fn draw(
    panel: &Panel,
    buf: &mut Buffer,
    area: Rect,
    look: &Look,
    office: &Office,
    today: NaiveDate,
) {
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
    let rest = on_duty(panel, buf, inner, look);
    if panel.owed.is_empty() {
        look.pen(buf, rest, 0)
            .write(words::NONE.say(lang), Role::Quiet);
        return;
    }
    let rows: Vec<&Owed> = panel.owed.iter().collect();
    let mut y = 0;
    for line in heads::lines(&rows, usize::from(rest.height), usize::from(TALL)) {
        match line {
            Line::Head(group, listed) => {
                look.pen(buf, rest, y)
                    .write(&heading(panel, group, listed, lang), Role::Title);
                y += 1;
            }
            Line::Row(at) if y + TALL <= rest.height => {
                row(panel, rows[at], buf, (rest, y), look, office, today);
                y += TALL;
            }
            Line::Row(_) => {}
        }
    }
}

/// Who is on duty and the next check-in; gives what is left of the space.
fn on_duty(panel: &Panel, buf: &mut Buffer, area: Rect, look: &Look) -> Rect {
    let lang = look.lang;
    let (said, check_in) = (panel.on_duty.say(lang), panel.check_in.say(lang));
    let text = format!("{} {said} {check_in}", words::ON_DUTY.say(lang));
    let lines = look.wrap(text.trim_end(), usize::from(area.width));
    let most = usize::from((area.height / 4).min(3));
    let shown = &lines[..lines.len().min(most)];
    let (place, rest) = cut(area, Side::Top, u16::try_from(shown.len()).unwrap_or(0));
    for (y, line) in (0..).zip(shown) {
        look.pen(buf, place, y).write(line, Role::Text);
    }
    rest
}

/// `逾期 3`; where not everything is listed, at least so many.
pub fn heading(panel: &Panel, group: Group, listed: usize, lang: Lang) -> String {
    let word = group.word().say(lang);
    match group {
        Group::Overdue => format!("{word} {}", panel.overdue.max(listed)),
        _ if panel.cut => format!("{word} {listed}+"),
        _ => format!("{word} {listed}"),
    }
}

fn row(
    panel: &Panel,
    owed: &Owed,
    buf: &mut Buffer,
    (area, y): (Rect, u16),
    look: &Look,
    office: &Office,
    today: NaiveDate,
) {
    let lang = look.lang;
    let o = &owed.obligation;
    let level = brief::level(owed, today, office.rules.ladder.near);
    let mut pen = look.pen(buf, area, y);
    pen.cell(brief::mark(level), 3, Role::of(level))
        .cell(&brief::days(o, today, lang), 11, Role::of(level))
        .cell(&brief::due(o, today, lang), 10, Role::Text)
        .write(o.kind.word().say(lang), Role::Text);
    let mut pen = look.pen(buf, area, y + 1);
    if panel.is_fresh(owed) {
        pen.cell(words::FRESH.say(lang), 3, Role::Title);
    } else {
        pen.gap(3);
    }
    pen.write(brief::moved(owed).map_or("", |w| w.say(lang)), Role::Warn)
        .gap(u16::from(brief::moved(owed).is_some()))
        .write(&rung(owed, office, today), Role::Quiet)
        .write(&owed.unit, Role::Quiet)
        .gap(1)
        .write(&owed.said(lang), Role::Quiet);
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

/// Draws the panel as one line: how much stands under each heading, the next check-in, the first row.
pub fn fold(panel: &Panel, buf: &mut Buffer, area: Rect, look: &Look, today: NaiveDate, near: i64) {
    let lang = look.lang;
    let mut pen = look.pen(buf, area, 0);
    for (group, listed) in heads::counts(&panel.owed) {
        let role = match group {
            Group::Overdue => Role::Danger,
            Group::Shift => Role::Warn,
            _ => Role::Text,
        };
        let more = if panel.cut { "+" } else { "" };
        let (word, gap) = match lang {
            Lang::Zh => (words::fold(group).zh, ""),
            Lang::En => (words::fold(group).en, " "),
        };
        let text = match group {
            Group::Overdue => format!("{word}{gap}{} ", panel.overdue.max(listed)),
            _ => format!("{word}{gap}{listed}{more} "),
        };
        pen.write(&text, role);
    }
    let bar = format!("{} ", look.symbols.vertical);
    let check_in = panel.check_in.say(lang);
    if !check_in.is_empty() {
        if !panel.owed.is_empty() {
            pen.write(&bar, Role::Border);
        }
        pen.write(&format!("{check_in} "), Role::Text);
    }
    match panel.owed.first() {
        None => {
            if !check_in.is_empty() {
                pen.write(&bar, Role::Border);
            }
            pen.write(words::NONE.say(lang), Role::Quiet);
        }
        Some(first) => {
            // What came last is worth the line more than what has stood there all day.
            let fresh = panel.owed.iter().find(|o| panel.is_fresh(o));
            let owed = fresh.unwrap_or(first);
            let o = &owed.obligation;
            let level = brief::level(owed, today, near);
            let text = format!(
                "{} {} {} ",
                brief::days(o, today, lang),
                o.kind.word().say(lang),
                owed.unit
            );
            pen.write(&bar, Role::Border);
            if fresh.is_some() {
                pen.write(words::FRESH.say(lang), Role::Title).gap(1);
            }
            pen.write(&text, Role::of(level))
                .write(&owed.said(lang), Role::Quiet);
        }
    }
    pen.rest(Role::Text);
}
