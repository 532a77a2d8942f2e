//! How the ledger looks: what it shows and how it is sorted, the filter, the table.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::Cx;
use super::columns::{self, COLUMNS};
use super::register::{Drawer, Tab};
use super::{Ledgers, claims, filter, waiting_view, words};
use crate::flow::view::{LedgerQuery, LedgerSort, PetitionRow};
use crate::look::{Look, Pen, Role, Side, cut};
use crate::widgets::table::{self, Column, Table, TableCell, TableRow};
use crate::widgets::{Caret, empty, form_view};
use crate::words::{Place, visible};

/// Columns that stay for the count beside the names of the ledgers.
const COUNT: usize = 8;
/// Rows of the filter when it is open.
const FILTER: u16 = 9;

/// Draws the room; the caret stands in the filter or on the chosen row.
pub fn draw(room: &Ledgers, frame: &mut Frame<'_>, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
    let buf = frame.buffer_mut();
    let (head, rest) = cut(area, Side::Top, 1);
    if let Some(drawer) = &room.drawer {
        drawer_title(drawer, buf, head, look, cx);
        if let Some(sheet) = &room.sheet {
            return claims::draw(sheet, buf, rest, look, cx);
        }
        return drawer_rows(room, drawer, buf, rest, look, cx);
    }
    if let Some(page) = &room.waiting {
        tabs(&mut look.pen(buf, head, 0), look, Tab::Waiting, head.width);
        let (caret, place) = waiting_view::draw(page, buf, rest, look, cx);
        room.place.set(place);
        return caret;
    }
    title(room, buf, head, look, cx);
    let (form, rest) = cut(
        rest,
        Side::Top,
        if room.filter.is_some() {
            FILTER.min(rest.height / 2)
        } else {
            0
        },
    );
    let caret = rows(room, buf, rest, look, cx);
    match &room.filter {
        Some(filter) => form_view::draw(look, buf, form, &filter.form, true),
        None => caret,
    }
}

fn title(room: &Ledgers, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) {
    let lang = look.lang;
    let mut pen = look.pen(buf, area, 0);
    tabs(&mut pen, look, Tab::Petitions, area.width);
    pen.write(&format!("  {}", room.list.position()), Role::Text);
    if !room.marked.is_empty() {
        pen.write(
            &format!("  {} {}", words::MARKED.say(lang), room.marked.len()),
            Role::Key,
        );
    }
    let plain = LedgerQuery {
        sort: room.query.sort,
        offset: room.query.offset,
        limit: room.query.limit,
        ..LedgerQuery::default()
    };
    if room.query != plain {
        pen.write(
            &format!(
                "  {}：{}",
                words::FILTERED.say(lang),
                filter::summary(&room.query, cx.office, lang)
            ),
            Role::Warn,
        );
    }
    pen.right(
        &format!(
            "{} {}",
            words::SORT.say(lang),
            words::sort(room.query.sort).say(lang)
        ),
        Role::Quiet,
    );
}

/// The ledgers by name, the one in sight marked; where not all fit, those before it make
/// room, then those behind.
fn tabs(pen: &mut Pen<'_>, look: &Look, tab: Tab, width: u16) {
    let at = Tab::ALL.iter().position(|t| *t == tab).unwrap_or(0);
    let wide = |words: &[crate::words::Word]| -> usize {
        let one = |word: &crate::words::Word| look.width(word.say(look.lang)) + 2;
        words.iter().map(one).sum()
    };
    let room = usize::from(width).saturating_sub(COUNT);
    let fits = |from: &usize| wide(&words::TABS[*from..=at]) + usize::from(*from > 0) <= room;
    let from = (0..=at).find(fits).unwrap_or(at);
    if from > 0 {
        pen.write("‹", Role::Quiet);
    }
    for (n, word) in words::TABS.iter().enumerate().skip(from) {
        let full = n > at && wide(&words::TABS[from..=n]) + usize::from(from > 0) > room;
        if full {
            pen.write("›", Role::Quiet);
            break;
        }
        if n == at {
            pen.write(&format!("[{}]", word.say(look.lang)), Role::Title);
        } else {
            pen.write(&format!(" {} ", word.say(look.lang)), Role::Quiet);
        }
    }
}

fn drawer_title(drawer: &Drawer, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) {
    let mut pen = look.pen(buf, area, 0);
    tabs(&mut pen, look, Tab::Register(drawer.register), area.width);
    pen.write(&format!("  {}", drawer.list.position()), Role::Text)
        .right(&drawer.summary(cx.today, look.lang), Role::Quiet);
}

fn drawer_rows(
    room: &Ledgers,
    drawer: &Drawer,
    buf: &mut Buffer,
    area: Rect,
    look: &Look,
    cx: &Cx<'_>,
) -> Caret {
    if let Some(trouble) = &drawer.trouble {
        let text = trouble.say(look.lang);
        return empty::draw(look, buf, area, &visible(&text, Place::Line), &[]);
    }
    if drawer.list.total() == 0 {
        let text = if drawer.rows.is_some() {
            words::NONE
        } else {
            words::LOADING
        };
        return empty::draw(look, buf, area, text.say(look.lang), &[]);
    }
    let table = Table {
        columns: drawer.columns(),
        rows: &drawer.list,
        sorted: None,
        marks: false,
        focused: true,
    };
    let body = area.height.saturating_sub(u16::from(area.height > 1));
    room.place.set(cut(area, Side::Bottom, body).0);
    table::draw(look, buf, area, &table, |at| {
        drawer.row(at, cx.office, cx.today, cx.lang)
    })
}

fn rows(room: &Ledgers, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
    if room.page.total == 0 {
        let text = if room.loaded {
            words::EMPTY
        } else {
            words::LOADING
        };
        return empty::draw(look, buf, area, text.say(look.lang), &[]);
    }
    let shown: Vec<usize> = (0..COLUMNS.len())
        .filter(|at| !room.hidden.contains(at))
        .collect();
    let heads: Vec<Column> = shown.iter().map(|at| head(&COLUMNS[*at])).collect();
    let place = |word: crate::words::Word| shown.iter().position(|at| COLUMNS[*at].word == word);
    let sorted = match room.query.sort {
        LedgerSort::Newest => place(words::NUMBER).map(|at| (at, true)),
        LedgerSort::Oldest => place(words::NUMBER).map(|at| (at, false)),
        LedgerSort::Due => place(words::NEXT).map(|at| (at, false)),
        LedgerSort::Holder => place(words::HOLDER).map(|at| (at, false)),
        LedgerSort::Category => place(words::CATEGORY).map(|at| (at, false)),
        LedgerSort::Status => place(words::STATUS).map(|at| (at, false)),
    };
    let table = Table {
        columns: &heads,
        rows: &room.list,
        sorted,
        marks: !room.marked.is_empty(),
        focused: room.filter.is_none(),
    };
    room.place.set(
        cut(
            area,
            Side::Bottom,
            area.height.saturating_sub(u16::from(area.height > 1)),
        )
        .0,
    );
    table::draw(look, buf, area, &table, |at| {
        room.row(at).map(|row| line(room, row, &shown, cx))
    })
}

fn head(column: &columns::Column) -> Column {
    Column {
        title: column.word,
        least: column.least,
        most: if column.most == 0 {
            u16::MAX
        } else {
            column.most
        },
        priority: column.priority,
        right: false,
    }
}

fn line(room: &Ledgers, row: &PetitionRow, shown: &[usize], cx: &Cx<'_>) -> TableRow {
    let late = row.next.is_some_and(|(_, on)| on < cx.today);
    let cells = shown.iter().map(|at| {
        let column = &COLUMNS[*at];
        let mut text = (column.text)(row, cx.office, cx.lang);
        if column.word == words::NEXT && late {
            text = format!("!{text}");
        }
        TableCell::of(
            text,
            if column.word == words::NEXT && late {
                Role::Danger
            } else {
                Role::Text
            },
        )
    });
    TableRow {
        cells: cells.collect(),
        marked: room.marked.contains(&row.number),
    }
}
