//! How the menu of steps and a step being filled in look.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::menu::Menu;
use super::sheet::{Refused, Sheet};
use super::{Case, Over, paper, words as w};
use crate::domain::event::StepKind;
use crate::flow::view::File;
use crate::look::{Look, Role, Side, cut};
use crate::widgets::{Caret, form_view, input, list};

/// Draws what lies over the story.
pub fn draw(case: &Case, file: &File, buf: &mut Buffer, area: Rect, look: &Look) -> Caret {
    match &case.over {
        Over::Menu(menu) => draw_menu(menu, buf, area, look),
        Over::Sheet(sheet) => draw_sheet(sheet, file, buf, area, look),
        Over::Papers(menu) => paper::draw_menu(menu, buf, area, look),
        Over::Blanks(blanks) => paper::draw_blanks(blanks, buf, area, look),
        Over::Reason(reason) => super::reason::draw(reason, buf, area, look),
        Over::Nothing => Caret::top(area),
    }
}

fn draw_menu(menu: &Menu, buf: &mut Buffer, area: Rect, look: &Look) -> Caret {
    let lang = look.lang;
    let (head, rest) = cut(area, Side::Top, u16::from(area.height > 3));
    let typing = steps_title(menu, buf, head, look);
    let reason = menu
        .chosen()
        .and_then(|l| l.closed.as_ref())
        .map(|why| look.wrap(why.say(lang), usize::from(area.width.saturating_sub(2))))
        .unwrap_or_default();
    let (body, foot) = cut(
        rest,
        Side::Top,
        rest.height
            .saturating_sub(if rest.height > 8 { 3 } else { 0 }),
    );
    let widest = menu
        .lines
        .iter()
        .map(|l| look.width(l.kind.word().say(lang)))
        .max()
        .unwrap_or(0);
    let caret = list::draw(look, buf, body, &menu.rows, true, |row, pen| {
        let Some(line) = menu.lines.get(row) else {
            return;
        };
        let name = line.kind.word().say(lang);
        match (&line.closed, &line.pays) {
            (None, Some(debt)) => pen
                .cell(name, widest, Role::Title)
                .gap(2)
                .write(debt.say(lang), Role::Debt),
            (None, None) => pen.cell(name, widest, Role::Text),
            (Some(why), _) => pen
                .cell(name, widest, Role::Quiet)
                .gap(2)
                .write(w::CLOSED.say(lang), Role::Quiet)
                .write(why.say(lang), Role::Quiet),
        };
    });
    for (row, text) in (1..foot.height).zip(&reason) {
        look.pen(buf, foot, row).gap(2).write(text, Role::Warn);
    }
    if menu.lines.is_empty() {
        let none = w::NO_STEP.say(lang);
        look.pen(buf, body, 0).gap(2).write(none, Role::Quiet);
    }
    typing.unwrap_or(caret)
}

/// The title of the menu; what was typed stands beside it, and the caret there.
fn steps_title(menu: &Menu, buf: &mut Buffer, line: Rect, look: &Look) -> Option<Caret> {
    let text = w::STEPS.say(look.lang);
    title(text, buf, line, look);
    if menu.typed.as_str().is_empty() {
        return None;
    }
    let wide = u16::try_from(look.width(text) + 1).unwrap_or(0);
    let (_, field) = cut(line, Side::Left, wide.min(line.width / 2));
    look.fill(buf, field, Role::Text);
    Some(input::draw(look, buf, field, &menu.typed, true, ""))
}

fn draw_sheet(sheet: &Sheet, file: &File, buf: &mut Buffer, area: Rect, look: &Look) -> Caret {
    let lang = look.lang;
    let (head, mut rest) = cut(area, Side::Top, u16::from(area.height > 3));
    title(sheet.kind.word().say(lang), buf, head, look);
    let columns = usize::from(area.width);
    let mut notes: Vec<(Role, String)> = Vec::new();
    if sheet.sent {
        notes.push((Role::Quiet, w::SENDING.say(lang).to_owned()));
    }
    let refused = match &sheet.refused {
        Some(Refused::Here(sentence)) => sentence.say(lang).to_owned(),
        Some(Refused::Store(trouble)) => trouble.say(lang),
        None => String::new(),
    };
    if !refused.is_empty() {
        let text = format!("{} {refused}", look.symbols.fault);
        notes.extend(
            look.wrap(&text, columns)
                .into_iter()
                .map(|row| (Role::Danger, row)),
        );
    }
    // What was asked for stays in sight while it is answered, one by one.
    if matches!(sheet.kind, StepKind::Answer | StepKind::Close)
        && let Some(case) = &file.case
    {
        let requests = case.registration.requests.iter().enumerate();
        notes.extend(requests.map(|(n, text)| {
            let text = text.line();
            (Role::Quiet, format!("{} {text}", w::request(n).say(lang)))
        }));
    }
    let most = usize::from(rest.height / 3);
    let shown = u16::try_from(notes.len().min(most)).unwrap_or(0);
    let (place, below) = cut(rest, Side::Top, shown);
    rest = below;
    for (row, (role, text)) in (0..shown).zip(&notes) {
        look.pen(buf, place, row).write(text, *role);
    }
    form_view::draw(look, buf, rest, &sheet.form, true)
}

fn title(text: &str, buf: &mut Buffer, line: Rect, look: &Look) {
    let mut pen = look.pen(buf, line, 0);
    pen.write(text, Role::Focus).gap(1);
    let room = pen.room();
    pen.write(&look.symbols.horizontal.repeat(room), Role::Border);
}
