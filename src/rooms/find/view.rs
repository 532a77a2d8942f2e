//! How finding looks: the line, the lists, the preview beside or below them.

use std::fmt::Write;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Chosen, Find, Hits, Kind, QUERY, hit, words as w};
use crate::look::{Look, Role, Side, cut};
use crate::rooms::Cx;
use crate::search::is_too_long;
use crate::widgets::items::{self, Item, Items};
use crate::widgets::list::Rows;
use crate::widgets::{Caret, empty, input};
use crate::words::Word;

/// From how many columns the preview stands beside the lists.
const BESIDE: u16 = 100;
/// From how many rows it stands below them.
const BELOW: u16 = 26;

/// Draws the room; the caret stays in the line.
pub fn draw(find: &Find, frame: &mut Frame<'_>, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
    let buf = frame.buffer_mut();
    let mut hits = Hits::new();
    let (line, rest) = cut(area, Side::Top, 1);
    let caret = query(find, buf, line, look);
    if find.asked.is_empty() {
        invitation(buf, rest, look);
    } else if find.found.people.is_empty() && find.found.petitions.is_empty() {
        nothing(find, buf, rest, look);
    } else {
        results(find, buf, rest, look, cx, &mut hits);
    }
    find.hits.replace(hits);
    caret
}

/// Nothing was found; without an index that is no answer yet, and this is said.
fn nothing(find: &Find, buf: &mut Buffer, area: Rect, look: &Look) {
    let area = noted(find, buf, area, look);
    let none = if find.found.as_written {
        w::NONE_YET
    } else {
        w::NONE
    };
    if !find.waiting {
        empty::draw(look, buf, area, none.say(look.lang), &[]);
    }
}

/// The note in the first row, if there is one, or that more was typed than is read; and the area below it.
fn noted(find: &Find, buf: &mut Buffer, area: Rect, look: &Look) -> Rect {
    let note = find.found.note.as_ref().map(|note| note.say(look.lang));
    let cut_short = is_too_long(find.line.value(QUERY)).then(|| w::TOO_LONG.say(look.lang));
    let Some(note) = note.or(cut_short) else {
        return area;
    };
    let (line, rest) = cut(area, Side::Top, 1);
    look.pen(buf, line, 0).write(note, Role::Warn);
    rest
}

/// What can be typed, by example, in one block.
fn invitation(buf: &mut Buffer, area: Rect, look: &Look) {
    let (_, area) = cut(area, Side::Top, area.height / 4);
    let lines = w::EXAMPLES.map(|e| e.say(look.lang));
    let widest = lines.iter().map(|e| look.width(e)).max().unwrap_or(0);
    let left = area
        .width
        .saturating_sub(u16::try_from(widest).unwrap_or(u16::MAX))
        / 2;
    let (_, block) = cut(area, Side::Left, left);
    look.pen(buf, block, 0)
        .write(w::EMPTY.say(look.lang), Role::Title);
    for (row, line) in (2..block.height).zip(lines) {
        look.pen(buf, block, row).write(line, Role::Quiet);
    }
}

/// The line one types in.
fn query(find: &Find, buf: &mut Buffer, line: Rect, look: &Look) -> Caret {
    let title = w::TITLE.say(look.lang);
    let wanted = u16::try_from(look.width(title) + 1).unwrap_or(0);
    let (head, rest) = if line.width > wanted * 3 {
        cut(line, Side::Left, wanted)
    } else {
        cut(line, Side::Left, 0)
    };
    look.pen(buf, head, 0).write(title, Role::Title);
    let waiting = w::WAITING.say(look.lang);
    let tail = u16::try_from(look.width(waiting) + 1).unwrap_or(0);
    let (note, field) = if rest.width > tail * 3 {
        cut(rest, Side::Right, tail)
    } else {
        cut(rest, Side::Right, 0)
    };
    if find.waiting {
        look.pen(buf, note, 0).gap(1).write(waiting, Role::Quiet);
    }
    match find.line.slot(QUERY) {
        Some(slot) => input::draw(look, buf, field, &slot.text, true, w::HINT.say(look.lang)),
        None => Caret::top(line),
    }
}

/// Lists and preview, as the area has room for them.
fn results(find: &Find, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>, hits: &mut Hits) {
    let area = noted(find, buf, area, look);
    if area.width >= BESIDE {
        let (left, right) = cut(area, Side::Left, area.width / 2);
        let (line, right) = cut(right, Side::Left, 2);
        for row in 0..line.height {
            look.pen(buf, line, row)
                .write(look.symbols.vertical, Role::Border);
        }
        both(find, buf, left, look, cx, hits);
        preview(find, buf, right, look, cx);
        return;
    }
    let below = area.height >= BELOW;
    let (top, bottom) = cut(
        area,
        Side::Top,
        if below {
            area.height * 3 / 5
        } else {
            area.height
        },
    );
    one(find, buf, top, look, cx, !below, hits);
    if below {
        let (title, body) = cut(bottom, Side::Top, 1);
        heading(w::PREVIEW.say(look.lang), Role::Title, buf, title, look);
        preview(find, buf, body, look, cx);
    }
}

/// Both lists over one another; or the petitions of the person that was chosen.
fn both(find: &Find, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>, hits: &mut Hits) {
    if find.chosen.is_some() {
        one(find, buf, area, look, cx, false, hits);
        return;
    }
    let (people, petitions) = (people(find, false, cx), petitions(find, false, cx));
    let rows = |items: &[Item]| u16::try_from(items.len().max(1) + 1).unwrap_or(u16::MAX);
    let (wanted, other) = (rows(&people), rows(&petitions));
    let half = area.height / 2;
    let height = wanted.min(area.height.saturating_sub(other.min(area.height - half)));
    let (top, bottom) = cut(area, Side::Top, height);
    for (kind, place, items, rows) in [
        (Kind::People, top, &people, &find.people),
        (Kind::Petitions, bottom, &petitions, &find.petitions),
    ] {
        let (title, body) = cut(place, Side::Top, 1);
        let here = find.kind == kind;
        let mut text = word(kind).say(look.lang).to_owned();
        if find.has_more(kind) {
            let _ = write!(text, " {}+ {}", rows.total(), w::FURTHER.say(look.lang));
        }
        heading(
            &text,
            if here { Role::Focus } else { Role::Title },
            buf,
            title,
            look,
        );
        let list = List {
            kind,
            items,
            rows,
            focused: here,
            short: true,
        };
        list.draw(buf, body, look, hits);
    }
}

/// The list of one kind, with the names of both above it.
fn one(
    find: &Find,
    buf: &mut Buffer,
    area: Rect,
    look: &Look,
    cx: &Cx<'_>,
    two: bool,
    hits: &mut Hits,
) {
    let (title, body) = cut(area, Side::Top, u16::from(area.height > 1));
    if let Some(chosen) = &find.chosen {
        theirs(chosen, buf, (title, body), look, cx, two, hits);
        return;
    }
    tabs(find, buf, title, look);
    let (items, rows) = match find.kind {
        Kind::People => (people(find, two, cx), &find.people),
        Kind::Petitions => (petitions(find, two, cx), &find.petitions),
    };
    let list = List {
        kind: find.kind,
        items: &items,
        rows,
        focused: true,
        short: !two,
    };
    list.draw(buf, body, look, hits);
}

/// The petitions of the person that was chosen.
fn theirs(
    chosen: &Chosen,
    buf: &mut Buffer,
    (title, body): (Rect, Rect),
    look: &Look,
    cx: &Cx<'_>,
    two: bool,
    hits: &mut Hits,
) {
    let name = if chosen.card.person.name.is_empty() {
        w::NO_NAME.say(look.lang).to_owned()
    } else {
        chosen.card.person.called().line().into()
    };
    let mut head = w::choose(&name).say(look.lang).to_owned();
    if chosen.card.more {
        let _ = write!(head, " {}", w::OLDER.say(look.lang));
    }
    heading(&head, Role::Focus, buf, title, look);
    let items: Vec<Item> = chosen
        .card
        .petitions
        .iter()
        .map(|row| hit::petition(row, "", two, cx))
        .collect();
    let list = List {
        kind: Kind::Petitions,
        items: &items,
        rows: &chosen.rows,
        focused: true,
        short: !two,
    };
    list.draw(buf, body, look, hits);
}

fn people(find: &Find, two: bool, cx: &Cx<'_>) -> Vec<Item> {
    find.found
        .people
        .iter()
        .map(|card| hit::person(card, &find.found.text, two, cx))
        .collect()
}

fn petitions(find: &Find, two: bool, cx: &Cx<'_>) -> Vec<Item> {
    find.found
        .petitions
        .iter()
        .map(|h| hit::petition_hit(h, &find.found.text, two, cx))
        .collect()
}

const fn word(kind: Kind) -> Word {
    match kind {
        Kind::People => w::PEOPLE,
        Kind::Petitions => w::PETITIONS,
    }
}

fn tabs(find: &Find, buf: &mut Buffer, line: Rect, look: &Look) {
    let mut pen = look.pen(buf, line, 0);
    for (kind, total) in [
        (Kind::People, find.people.total()),
        (Kind::Petitions, find.petitions.total()),
    ] {
        let more = if find.has_more(kind) { "+" } else { "" };
        let role = if find.kind == kind {
            Role::Chosen
        } else {
            Role::Quiet
        };
        let text = format!(" {} {total}{more} ", word(kind).say(look.lang));
        pen.write(&text, role).gap(1);
    }
    if find.has_more(find.kind) {
        pen.write(w::FURTHER.say(look.lang), Role::Quiet).gap(1);
    }
    let room = pen.room();
    pen.write(&look.symbols.horizontal.repeat(room), Role::Border);
}

fn heading(text: &str, role: Role, buf: &mut Buffer, line: Rect, look: &Look) {
    let mut pen = look.pen(buf, line, 0);
    pen.write(text, role).gap(1);
    let room = pen.room();
    pen.write(&look.symbols.horizontal.repeat(room), Role::Border);
}

/// One list as it is to be drawn.
struct List<'a> {
    kind: Kind,
    items: &'a [Item],
    rows: &'a Rows,
    focused: bool,
    /// One row for each hit: the preview says the rest.
    short: bool,
}

impl List<'_> {
    fn draw(self, buf: &mut Buffer, area: Rect, look: &Look, hits: &mut Hits) {
        if self.items.is_empty() {
            let none = if self.kind == Kind::People {
                w::NO_PEOPLE
            } else {
                w::NO_PETITIONS
            };
            look.pen(buf, area, 0)
                .gap(2)
                .write(none.say(look.lang), Role::Quiet);
            return;
        }
        let items = Items {
            items: self.items,
            rows: self.rows,
            label: 0,
            focused: self.focused,
            short: self.short,
        };
        let drawn = items::draw(look, buf, area, items);
        hits.push((area, self.kind, drawn.hits));
    }
}

/// What is chosen, in full.
fn preview(find: &Find, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) {
    let text = match (&find.chosen, find.petition(), find.person()) {
        (Some(chosen), Some(row), _) => hit::preview_petition(row, None, Some(&chosen.card), cx),
        (None, Some(row), _) => {
            let from = find
                .petitions
                .chosen()
                .and_then(|at| find.found.petitions.get(at));
            hit::preview_petition(row, from, None, cx)
        }
        (_, None, Some(card)) => hit::preview_person(card, cx),
        _ => Vec::new(),
    };
    let paragraphs: Vec<(Role, &str)> = text
        .iter()
        .map(|(role, text)| (*role, text.as_str()))
        .collect();
    find.preview.draw(look, buf, area, &paragraphs);
}
