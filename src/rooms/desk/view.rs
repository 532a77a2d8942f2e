//! How the desk looks: a line of figures, the alerts, and one line that explains the chosen one.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::Cx;
use super::{Desk, Shown, row_of, words};
use crate::domain::alert::Owed;
use crate::flow::brief;
use crate::flow::heads::Line;
use crate::look::{Look, Pen, Role, Side, cut};
use crate::widgets::{Caret, empty, headed};
use crate::words::Lang;

/// Draws the room; the caret stands on the chosen row.
pub fn draw(desk: &Desk, frame: &mut Frame<'_>, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
    let buf = frame.buffer_mut();
    let (head, rest) = cut(area, Side::Top, 1);
    figures(desk, buf, head, look, cx);
    let (on_duty, rest) = cut(rest, Side::Top, u16::from(rest.height >= 12));
    on_duty_line(desk, buf, on_duty, look);
    // Two lines explain; a third where a period moves the order.
    let explained = match rest.height {
        ..8 => 0,
        14.. if cx.office.preparing(cx.today).is_some() => 4,
        _ => 3,
    };
    let (foot, middle) = cut(rest, Side::Bottom, explained);
    let (titles, list) = cut(middle, Side::Top, u16::from(middle.height > 3));
    let rows = desk.rows(cx);
    headings(buf, titles, look);
    let caret = alerts(desk, &rows, buf, list, look, cx);
    if let Some(owed) = desk.chosen(cx).filter(|_| explained > 0) {
        explain(owed, buf, foot, look, cx);
    }
    caret
}

/// Who is on duty now, and the next check-in.
fn on_duty_line(desk: &Desk, buf: &mut Buffer, area: Rect, look: &Look) {
    if area.is_empty() || desk.panel.on_duty.zh.is_empty() {
        return;
    }
    let lang = look.lang;
    let (said, check_in) = (desk.panel.on_duty.say(lang), desk.panel.check_in.say(lang));
    let next = if check_in.is_empty() { "" } else { "  " };
    look.pen(buf, area, 0)
        .write(words::ON_DUTY.say(lang), Role::Title)
        .gap(1)
        .write(&format!("{said}{next}{check_in}"), Role::Text);
}

fn figures(desk: &Desk, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) {
    let lang = look.lang;
    let panel = &desk.panel;
    let shown = match desk.shown {
        Shown::All => words::ALL,
        Shown::Overdue => words::OVERDUE,
        Shown::Due => words::DUE,
        Shown::Office => words::OFFICE,
    };
    let mut pen = look.pen(buf, area, 0);
    pen.write(words::TITLE.say(lang), Role::Title)
        .write("  ", Role::Text);
    for (word, count, role) in [
        (words::OVERDUE, panel.overdue, Role::Danger),
        (words::DUE, panel.due, Role::Warn),
        (words::NEAR, panel.near, Role::Text),
        (words::OPEN, panel.open, Role::Quiet),
        (words::TODAY, panel.registered_today, Role::Quiet),
    ] {
        let role = if count == 0 { Role::Quiet } else { role };
        pen.write(&format!("{} {count}  ", word.say(lang)), role);
    }
    let kind = desk.kind.map_or("", |k| k.word().say(lang));
    let unit = desk.unit.map(|u| cx.office.units.name(u));
    let parts = [shown.say(lang), kind, unit.as_deref().unwrap_or_default()];
    let said: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    pen.right(&format!("[{}]", said.join(" ")), Role::Quiet);
}

/// Widths of the columns, the summary taking the rest: mark, days, due, kind, unit, rung.
const WIDTHS: [usize; 6] = [3, 10, 11, 13, 18, 6];

/// Columns for what is owed, the gap after it included: English says it in more signs.
fn kind_width(lang: Lang) -> usize {
    match lang {
        Lang::Zh => WIDTHS[3],
        Lang::En => WIDTHS[3] + 5,
    }
}

fn headings(buf: &mut Buffer, area: Rect, look: &Look) {
    let lang = look.lang;
    let mut pen = look.pen(buf, area, 0);
    pen.cell("", 2 + WIDTHS[0], Role::Quiet)
        .cell(words::STATE.say(lang), WIDTHS[1] + WIDTHS[2], Role::Quiet)
        .cell(words::RUNG.say(lang), WIDTHS[5], Role::Quiet)
        .cell(words::KIND.say(lang), kind_width(lang), Role::Quiet);
    if area.width >= 70 {
        pen.cell(words::UNIT.say(lang), WIDTHS[4], Role::Quiet);
    }
    if area.width >= 100 {
        pen.cell(words::NUMBER.say(lang), 22, Role::Quiet);
    }
    pen.write(words::SUMMARY.say(lang), Role::Quiet);
}

fn alerts(
    desk: &Desk,
    rows: &[&Owed],
    buf: &mut Buffer,
    area: Rect,
    look: &Look,
    cx: &Cx<'_>,
) -> Caret {
    desk.place.set(area);
    if rows.is_empty() {
        let text = if desk.loaded {
            words::NOTHING
        } else {
            words::LOADING
        };
        return empty::draw(look, buf, area, text.say(look.lang), &[]);
    }
    let lines = Desk::lines(rows, area.height);
    let head = |at: usize, pen: &mut Pen<'_>| {
        if let Some(Line::Head(group, listed)) = lines.get(at) {
            let more = if desk.panel.cut { "+" } else { "" };
            let said = group.word().say(look.lang);
            pen.write(&format!("{said} {listed}{more}"), Role::Title);
        }
    };
    let line = |at: usize, pen: &mut Pen<'_>| {
        if let Some(owed) = rows.get(at) {
            row(desk, owed, pen, area.width, cx);
        }
    };
    let shown = (&desk.list, &row_of(&lines)[..]);
    headed::draw(look, buf, area, shown, head, line)
}

fn row(desk: &Desk, owed: &Owed, pen: &mut Pen<'_>, width: u16, cx: &Cx<'_>) {
    let lang = cx.lang;
    let o = &owed.obligation;
    let level = brief::level(owed, cx.today, cx.office.rules.ladder.near);
    let role = Role::of(level);
    pen.cell(brief::mark(level), WIDTHS[0], role);
    pen.cell(&brief::days(o, cx.today, lang), WIDTHS[1], role)
        .cell(&brief::due(o, cx.today, lang), WIDTHS[2], Role::Text)
        .cell(
            &brief::step(owed, cx.office, cx.today),
            WIDTHS[5],
            Role::Quiet,
        )
        .cell(o.kind.word().say(lang), kind_width(lang) - 1, Role::Text)
        .gap(1);
    if width >= 70 {
        pen.cell(&owed.unit, WIDTHS[4] - 1, Role::Text).gap(1);
    }
    if width >= 100 {
        pen.cell(&owed.number.0, 22, Role::Quiet);
    }
    if desk.panel.is_fresh(owed) {
        pen.write(words::FRESH.say(lang), Role::Title);
    }
    if owed.seen.is_some() {
        pen.write(words::SEEN.say(lang), Role::Quiet);
    }
    if let Some(rank) = brief::moved(owed) {
        pen.write(&format!("[{}] ", rank.say(lang)), Role::Warn);
    }
    if owed.ownerless && width >= 100 {
        pen.write(words::NOBODY.say(lang), Role::Warn).gap(1);
    }
    pen.write(&owed.said(lang), Role::Text);
}

/// The role of a level; the mark and the words say the same without colour.
fn explain(owed: &Owed, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) {
    look.rule(buf, area, 0);
    let article = cx.office.rules.article(&owed.obligation.basis);
    let order = owed.stands.as_ref().and_then(|s| s.why.as_ref());
    let order = order.map_or("", |why| why.say(look.lang));
    let seen = brief::seen(owed).unwrap_or_default();
    let seen = seen.say(look.lang);
    let nobody = if owed.ownerless {
        words::NOBODY.say(look.lang)
    } else {
        ""
    };
    let text = format!(
        "{seen}{}  {order} {} {} {nobody}",
        owed.number.0,
        brief::why(owed, &article, cx.today, look.lang),
        brief::rung(&owed.obligation, cx.office, cx.today)
            .unwrap_or_default()
            .say(look.lang)
    );
    for (i, line) in look
        .wrap(&text, usize::from(area.width))
        .iter()
        .take(usize::from(area.height.saturating_sub(1)))
        .enumerate()
    {
        look.pen(buf, area, u16::try_from(i + 1).unwrap_or(1))
            .write(line, Role::Quiet);
    }
}
