//! How a person's file looks: rows under headings; over them what is about to be said.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::lines::Line;
use super::sheet::{About, Sheet};
use super::{Person, lines, words as w};
use crate::look::{Look, Role, Side, cut};
use crate::rooms::Cx;
use crate::widgets::items::{self, Item, Items};
use crate::widgets::{Caret, empty, form_view};
use crate::words::{Place, visible};

/// Draws the room; the caret stands on the chosen row or in the reason.
pub fn draw(room: &Person, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
    let lang = look.lang;
    look.fill(buf, area, Role::Text);
    let Some(file) = &room.file else {
        let text = match (&room.trouble, room.of) {
            (Some(trouble), _) => trouble.say(lang),
            (None, Some(_)) => w::LOADING.say(lang).to_owned(),
            (None, None) => w::NOBODY.say(lang).to_owned(),
        };
        return empty::draw(look, buf, area, &visible(&text, Place::Line), &[]);
    };
    if let Some(sheet) = &room.sheet {
        return draw_sheet(sheet, buf, area, look, cx);
    }
    let (head, rest) = cut(area, Side::Top, 1);
    let (foot, body) = cut(rest, Side::Bottom, u16::from(rest.height > 4));
    let name = file.side.person.called().line();
    look.pen(buf, head, 0)
        .write(w::TITLE.say(lang), Role::Title)
        .gap(1)
        .write(&name, Role::Title)
        .gap(1)
        .write(&format!("#{}", file.side.id.0), Role::Quiet);
    let mut shown = under_heads(&room.lines(), cx);
    if let Some(line) = room.chosen() {
        look.pen(buf, foot, 0)
            .write(lines::keys(&line).say(lang), Role::Quiet);
    }
    let widest = shown.iter().map(|item| look.width(&item.label)).max();
    let widest = u16::try_from(widest.unwrap_or(0)).unwrap_or(0);
    let label = if area.width >= 70 { widest + 2 } else { 0 };
    if label == 0 {
        for item in &mut shown {
            let head = std::mem::take(&mut item.label);
            if !head.is_empty() {
                item.bits.insert(0, (Role::Key, format!("{head} ")));
            }
        }
    }
    let shown = Items {
        items: &shown,
        rows: &room.rows,
        label,
        focused: true,
        short: false,
    };
    let drawn = items::draw(look, buf, body, shown);
    room.hits.replace(drawn.hits);
    drawn.caret
}

/// The rows as they are drawn, each kind under its heading.
fn under_heads(rows: &[Line<'_>], cx: &Cx<'_>) -> Vec<Item> {
    let mut above = None;
    let mut shown = Vec::with_capacity(rows.len());
    for line in rows {
        let mut item = lines::item(line, cx);
        let head = line.head();
        if above != Some(head) {
            head.say(cx.lang).clone_into(&mut item.label);
        }
        above = Some(head);
        shown.push(item);
    }
    shown
}

fn draw_sheet(sheet: &Sheet, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
    let lang = look.lang;
    let (title, hint, told) = match &sheet.about {
        About::Merge(preview) => {
            let columns = usize::from(area.width.saturating_sub(2));
            let told = lines::preview(preview, (look, columns), cx);
            (w::MERGE, w::MERGE_HINT, told)
        }
        About::Apart(id, name) => {
            let text = format!("{name} #{}", id.0);
            (w::TELL_APART, w::HINT, vec![(Role::Text, text)])
        }
        About::TakeBack(said) => {
            let (a, b) = (&said.kept, &said.other);
            let text = w::taking_back(said.one, (&a.1.line(), a.0.0), (&b.1.line(), b.0.0));
            let text = text.say(lang).to_owned();
            (w::TAKE_BACK, w::HINT, vec![(Role::Text, text)])
        }
    };
    let inner = look.frame(buf, area, title.say(lang), Role::Focus);
    let (foot, body) = cut(inner, Side::Bottom, 3.min(inner.height / 2));
    let columns = usize::from(body.width.max(1));
    let mut rows: Vec<(Role, String)> = Vec::new();
    for (role, text) in &told {
        let text = visible(text, Place::Line);
        let wrapped = look.wrap(&text, columns);
        rows.extend(wrapped.into_iter().map(|row| (*role, row)));
    }
    let most = rows.len().saturating_sub(usize::from(body.height));
    let seen = rows.iter().skip(sheet.skip.min(most));
    for (y, (role, text)) in (0..body.height).zip(seen) {
        look.pen(buf, body, y).write(text, *role);
    }
    let (hints, form) = cut(foot, Side::Bottom, 1);
    look.pen(buf, hints, 0).write(hint.say(lang), Role::Quiet);
    form_view::draw(look, buf, form, &sheet.form, true)
}
