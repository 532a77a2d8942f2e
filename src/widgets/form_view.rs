//! A form on the screen: labels measured by columns, faults beside their fields, pages when it is short.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::caret::Caret;
use super::{choices, input};
use crate::domain::fault::Fault;
use crate::forms::{FieldKind, Form, Need, Shape, Slot};
use crate::look::{Look, Role, Side, cut};
use crate::words::{Lang, Word};

/// Where everything stands, before anything is drawn.
struct Plan {
    /// Columns of the labels; 0 when labels stand above their fields.
    label: u16,
    /// Rows of each slot, in the order of the form; 0 for hidden ones.
    heights: Vec<u16>,
    /// The first slot of each page.
    pages: Vec<usize>,
}

/// Draws the page of the form on which the focus stands. The cursor stands in the field.
pub fn draw(look: &Look, buf: &mut Buffer, area: Rect, form: &Form, focused: bool) -> Caret {
    look.fill(buf, area, Role::Text);
    let (foot, body) = cut(area, Side::Bottom, u16::from(area.height >= 6));
    let plan = plan(look, body, form);
    let page = plan
        .pages
        .iter()
        .rposition(|first| *first <= form.focus_index())
        .unwrap_or(0);
    let from = plan.pages.get(page).copied().unwrap_or(0);
    let to = plan
        .pages
        .get(page + 1)
        .copied()
        .unwrap_or(form.slots().len());
    let text = text_columns(body, plan.label);
    form.set_shape(Shape {
        columns: usize::from(text),
        page: (to - from).max(1),
        measure: look.measure(),
    });
    let mut caret = Caret::top(area);
    let mut popup = None;
    let mut rest = body;
    for (i, slot) in form
        .slots()
        .iter()
        .enumerate()
        .take(to)
        .skip(from)
        .filter(|(_, s)| !s.hidden)
    {
        let (place, below) = cut(rest, Side::Top, plan.heights[i]);
        rest = below;
        let here = i == form.focus_index();
        let (line, at) = draw_slot(look, buf, place, form, slot, plan.label, here && focused);
        if here {
            caret = at;
            popup = Some(line);
        }
    }
    footing(look, buf, foot, form, page + 1, plan.pages.len());
    match (popup, form.popup()) {
        (Some(line), Some(list)) if focused => {
            choices::draw(look, buf, body, line, form.choices(form.focus_key()), list)
        }
        _ => caret,
    }
}

/// Label width, heights and pages for a width and height.
fn plan(look: &Look, area: Rect, form: &Form) -> Plan {
    let widest = form
        .slots()
        .iter()
        .filter(|s| !s.hidden)
        .map(|s| look.width(&label(s, look.lang)))
        .max()
        .unwrap_or(0);
    let widest = u16::try_from(widest).unwrap_or(u16::MAX).saturating_add(2);
    let label = if area.width < 40 {
        0
    } else {
        widest.min(area.width / 3)
    };
    let text = text_columns(area, label);
    let heights: Vec<u16> = form
        .slots()
        .iter()
        .map(|slot| {
            if slot.hidden {
                0
            } else {
                height(look, slot, form, label, text)
            }
        })
        .collect();
    let mut pages = vec![0];
    let mut used: u16 = 0;
    for (i, height) in heights.iter().enumerate() {
        if used > 0 && used.saturating_add(*height) > area.height.max(1) {
            pages.push(i);
            used = 0;
        }
        used = used.saturating_add(*height);
    }
    Plan {
        label,
        heights,
        pages,
    }
}

/// Columns left for text beside (or under) labels of a width.
const fn text_columns(area: Rect, label: u16) -> u16 {
    area.width
        .saturating_sub(if label > 0 { label + 1 } else { 2 })
}

/// A fault in at most three rows.
fn fault_rows(look: &Look, fault: &Fault, text: u16) -> Vec<String> {
    let mut rows = look.wrap(
        &fault.say(look.lang),
        usize::from(text.saturating_sub(2)).max(1),
    );
    rows.truncate(3);
    rows
}

/// Rows that a slot takes: title, label if it stands above, text, proposal, faults.
fn height(look: &Look, slot: &Slot, form: &Form, label: u16, text: u16) -> u16 {
    let faults: usize = form
        .faults_of(&slot.key)
        .take(3)
        .map(|fault| fault_rows(look, fault, text).len())
        .sum();
    let faults = u16::try_from(faults).unwrap_or(0);
    u16::from(title(slot).is_some())
        + u16::from(label == 0)
        + text_rows(slot)
        + u16::from(slot.proposal.is_some() && !is_open_choice(slot))
        + faults
}

/// The title above a slot. An entry of a single field has none: its number stands in the label.
fn title(slot: &Slot) -> Option<(Word, Option<usize>)> {
    slot.title.filter(|_| !slot.field.key.is_empty())
}

/// True for a choice without a value: what is proposed stands in its place.
fn is_open_choice(slot: &Slot) -> bool {
    slot.field.kind == FieldKind::Choice && slot.value().is_empty()
}

const fn text_rows(slot: &Slot) -> u16 {
    match slot.field.kind {
        FieldKind::Area(0) => 1,
        FieldKind::Area(rows) => rows,
        _ => 1,
    }
}

/// Draws one slot and returns the place of its text, and the cursor.
fn draw_slot(
    look: &Look,
    buf: &mut Buffer,
    place: Rect,
    form: &Form,
    slot: &Slot,
    label: u16,
    focused: bool,
) -> (Rect, Caret) {
    let mut place = place;
    // When even one field is higher than the page, its text shrinks; titles go first.
    if let Some((title, number)) = title(slot).filter(|_| place.height > 1) {
        let (line, rest) = cut(place, Side::Top, 1);
        place = rest;
        let title = title.say(look.lang).to_owned()
            + &number.map_or(String::new(), |n| format!(" {}", n + 1));
        let mut pen = look.pen(buf, line, 0);
        pen.write(&title, Role::Title).gap(1);
        let rule = look.symbols.horizontal.repeat(pen.room().min(24));
        pen.write(&rule, Role::Border);
    }
    let name = name(slot, look.lang);
    let role = if focused { Role::Key } else { Role::Text };
    let left = if label > 0 {
        look.pen(
            buf,
            Rect {
                width: label,
                ..place
            },
            0,
        )
        .write(&name, role);
        label + 1
    } else {
        if place.height > 1 {
            look.pen(buf, place, 0).write(&name, role);
            place = cut(place, Side::Top, 1).1;
        }
        place.width.min(2)
    };
    let (_, place) = cut(place, Side::Left, left);
    let (line, below) = cut(place, Side::Top, text_rows(slot).min(place.height));
    let caret = draw_value(look, buf, line, form, slot, focused);
    notes(look, buf, below, form, slot);
    (line, caret)
}

/// The label, with a mark for what is needed.
fn name(slot: &Slot, lang: Lang) -> String {
    let needed = slot.field.need == Need::Must;
    label(slot, lang) + if needed { "*" } else { "" }
}

/// The label; the number of an entry of a single field stands in it.
fn label(slot: &Slot, lang: Lang) -> String {
    let number = slot.entry.filter(|_| slot.field.key.is_empty());
    let number = number.map_or(String::new(), |(_, n)| format!(" {}", n + 1));
    slot.field.label.say(lang).to_owned() + &number
}

/// The value itself.
fn draw_value(
    look: &Look,
    buf: &mut Buffer,
    line: Rect,
    form: &Form,
    slot: &Slot,
    focused: bool,
) -> Caret {
    let hint = slot.field.hint.say(look.lang);
    match slot.field.kind {
        FieldKind::Choice if is_open_choice(slot) => {
            choices::open(look, buf, line, slot.proposal.as_ref(), hint, focused)
        }
        FieldKind::Choice => choices::closed(
            look,
            buf,
            line,
            form.chosen(&slot.key),
            slot.value(),
            focused,
        ),
        FieldKind::Flag => {
            let on = !slot.value().is_empty();
            let (mark, word) = if on {
                (look.symbols.on, Word::new("是", "yes"))
            } else {
                (look.symbols.off, Word::new("否", "no"))
            };
            let role = if focused { Role::Field } else { Role::Text };
            look.pen(buf, line, 0)
                .write(mark, role)
                .gap(1)
                .write(word.say(look.lang), role);
            Caret::At(
                line.x
                    .saturating_add(1)
                    .min(line.right().saturating_sub(1).max(line.x)),
                line.y,
            )
        }
        _ => input::draw(look, buf, line, &slot.text, focused, hint),
    }
}

/// The proposal and the faults under a field.
fn notes(look: &Look, buf: &mut Buffer, area: Rect, form: &Form, slot: &Slot) {
    let mut row = 0;
    if let Some(proposal) = slot.proposal.as_ref().filter(|_| !is_open_choice(slot)) {
        choices::propose(&mut look.pen(buf, area, row), proposal);
        row += 1;
    }
    for fault in form.faults_of(&slot.key).take(3) {
        let (mark, role) = if fault.stops() {
            (look.symbols.fault, Role::Danger)
        } else {
            (look.symbols.doubt, Role::Warn)
        };
        for (i, line) in fault_rows(look, fault, area.width).iter().enumerate() {
            look.pen(buf, area, row)
                .cell(if i == 0 { mark } else { "" }, 2, role)
                .write(line, role);
            row += 1;
        }
    }
}

/// The last line: what to write in the field in focus, and which page this is.
fn footing(look: &Look, buf: &mut Buffer, area: Rect, form: &Form, page: usize, pages: usize) {
    let hint = form
        .focused()
        .map_or("", |slot| slot.field.hint.say(look.lang));
    let place = if pages > 1 {
        format!("{page}/{pages} PgDn")
    } else {
        String::new()
    };
    let (side, rest) = cut(
        area,
        Side::Right,
        u16::try_from(look.width(&place) + 1).unwrap_or(0),
    );
    look.pen(buf, rest, 0).write(hint, Role::Quiet);
    look.pen(buf, side, 0).gap(1).write(&place, Role::Quiet);
}
