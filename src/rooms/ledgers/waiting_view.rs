//! How the ledgers that wait look: the rows that look like somebody, the chosen one beside whom it
//! looks like, differences marked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::waiting::Page;
use super::waiting_words as w;
use crate::domain::identity::{mask_document, mask_phone};
use crate::domain::person::{Column as Part, Person};
use crate::domain::rights::{self, Deed};
use crate::flow::waiting::{Half, Pair, Waiting, WaitingRow};
use crate::look::{Look, Role, Side, cut};
use crate::rooms::Cx;
use crate::widgets::table::{self, Column, Table, TableCell, TableRow};
use crate::widgets::{Caret, empty};
use crate::words::{Lang, Outside, Place, visible};

const COLUMNS: &[Column] = &[
    Column::new("回答", "answer", 8, 16, 95),
    Column::new("行", "row", 4, 6, 80),
    Column::new("姓名", "name", 8, 16, 100),
    Column::new("事项", "matter", 14, u16::MAX, 90),
];
/// What two people are compared by.
const PARTS: [Part; 4] = [Part::Name, Part::IdNumber, Part::Phones, Part::Address];
/// Rows of the comparison: its heading, two halves' headings, what is compared, a matter, what the answer does.
const COMPARED: u16 = 9;
/// Most matters of somebody that are shown where there is room.
const MATTERS: u16 = 6;
/// Rows of the list that stay whatever the height.
const LEAST: u16 = 4;

/// Draws the page under its title; gives where the rows of the list stand, for clicks.
pub fn draw(page: &Page, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) -> (Caret, Rect) {
    let nothing = Rect { height: 0, ..area };
    if rights::refused(&cx.office.operator, Deed::Import).is_some() {
        let caret = empty::draw(look, buf, area, w::MAY_NOT.say(look.lang), &[]);
        return (caret, nothing);
    }
    let Some(ledgers) = &page.ledgers else {
        let caret = empty::draw(look, buf, area, w::LOADING.say(look.lang), &[]);
        return (caret, nothing);
    };
    let Some(ledger) = page.ledger() else {
        return (nobody_waits(buf, area, look), nothing);
    };
    let (head, rest) = cut(area, Side::Top, 1);
    let about = w::about(ledger, (page.at, ledgers.len()));
    let about = visible(about.say(look.lang), Place::Line);
    let mut pen = look.pen(buf, head, 0);
    pen.write(&about, Role::Text);
    if page.is_importing {
        pen.gap(1).write(w::IMPORTING.say(look.lang), Role::Warn);
    }
    if ledger.asked.is_empty() {
        let caret = empty::draw(look, buf, rest, w::NOT_ALIKE.say(look.lang), &[]);
        return (caret, nothing);
    }
    // The same for every row, so that the list does not move from row to row.
    let below = COMPARED + MATTERS.min(rest.height / 6);
    let below = below.min(rest.height.saturating_sub(LEAST));
    let (below, list) = cut(rest, Side::Bottom, below);
    compare(page, buf, below, look, cx);
    rows(page, ledger, buf, list, look)
}

/// What this page is for, when nothing waits.
fn nobody_waits(buf: &mut Buffer, area: Rect, look: &Look) -> Caret {
    let (_, area) = cut(area, Side::Top, area.height / 4);
    look.pen(buf, area, 0)
        .gap(2)
        .write(w::NONE_WAITS.say(look.lang), Role::Title);
    let mut row = 2;
    for line in w::HOW {
        let columns = usize::from(area.width.saturating_sub(4).max(1));
        for part in look.wrap(line.say(look.lang), columns) {
            if row < area.height {
                look.pen(buf, area, row).gap(2).write(&part, Role::Quiet);
            }
            row += 1;
        }
    }
    Caret::top(area)
}

fn rows(page: &Page, ledger: &Waiting, buf: &mut Buffer, area: Rect, look: &Look) -> (Caret, Rect) {
    let table = Table {
        columns: COLUMNS,
        rows: &page.list,
        sorted: None,
        marks: false,
        focused: true,
    };
    let caret = table::draw(look, buf, area, &table, |at| {
        ledger.asked.get(at).map(|row| cells(row, look.lang))
    });
    let body = area.height.saturating_sub(u16::from(area.height > 1));
    (caret, cut(area, Side::Bottom, body).0)
}

fn cells(row: &WaitingRow, lang: Lang) -> TableRow {
    let said = w::answers(&row.answers, lang);
    let answer = match (row.is_open(), said.is_empty()) {
        (true, true) => TableCell::of("?", Role::Warn),
        (true, false) => TableCell::of(format!("? {said}"), Role::Warn),
        (false, _) => TableCell::of(said, Role::Good),
    };
    let first = row.names.first().map(Outside::line);
    let mut names = String::from(first.unwrap_or_default());
    if row.names.len() > 1 {
        let more = row.names.len();
        names = match lang {
            Lang::Zh => format!("{names}等{more}人"),
            Lang::En => format!("{names} +{}", more - 1),
        };
    }
    TableRow {
        cells: vec![
            answer,
            TableCell::new(row.line.to_string()),
            TableCell::new(names),
            TableCell::new(row.summary.line()),
        ],
        marked: false,
    }
}

/// The chosen row and whom it looks like, beside each other.
fn compare(page: &Page, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) {
    if area.is_empty() {
        return;
    }
    look.rule(buf, area, 0);
    let Some(pair) = page.pair() else {
        let here = page.beside.as_ref().map(|b| b.pairs.is_empty());
        let text = if here == Some(true) {
            w::NOBODY
        } else {
            w::LOOKING
        };
        look.pen(buf, area, 0)
            .write(text.say(look.lang), Role::Quiet)
            .gap(1);
        return;
    };
    heading(page, pair, buf, area, look);
    let mut halves = Halves::new(pair, buf, (area, look));
    halves.line("", [None, None], ' ');
    for part in PARTS {
        halves.part(part);
    }
    let last = area.height.saturating_sub(2);
    halves.matters(last);
    foot(page, buf, area, look, cx);
}

/// Why, which of how many, what was answered.
fn heading(page: &Page, pair: &Pair, buf: &mut Buffer, area: Rect, look: &Look) {
    let lang = look.lang;
    let count = page.beside.as_ref().map_or(0, |b| b.pairs.len());
    let mut pen = look.pen(buf, area, 0);
    pen.write(pair.why.say(lang), Role::Title).gap(1);
    if pair.of > 1 {
        let nth = pair.nth + 1;
        let which = say!("行中第{nth}人", "person {nth} of the row");
        pen.write(which.say(lang), Role::Text).gap(1);
    }
    if count > 1 {
        pen.write(&format!("←{}/{count}→", page.pair + 1), Role::Key)
            .gap(1);
    }
    if let Some(said) = &pair.said {
        let answer = format!("[{}]", said.answer.word().say(lang));
        pen.write(&answer, Role::Good).gap(1);
    }
}

/// What the answer will do, or what the search says of itself; and the keys.
fn foot(page: &Page, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) {
    if area.height < 4 {
        return;
    }
    let search = page.beside.as_ref().and_then(|b| b.note.as_ref());
    let note = page.note.as_ref().or(search);
    let mut pen = look.pen(buf, area, area.height - 1);
    match note {
        Some(note) => pen.write(&visible(note.say(cx.lang), Place::Line), Role::Good),
        None => pen.write(w::KEYS.say(cx.lang), Role::Quiet),
    };
}

/// Two halves beside each other, written line by line.
struct Halves<'a> {
    pair: &'a Pair,
    buf: &'a mut Buffer,
    area: Rect,
    look: &'a Look,
    row: u16,
    label: usize,
    half: usize,
}

impl<'a> Halves<'a> {
    fn new(pair: &'a Pair, buf: &'a mut Buffer, (area, look): (Rect, &'a Look)) -> Self {
        let labels = PARTS.map(|p| look.width(p.word().say(look.lang)));
        let label = labels.into_iter().max().unwrap_or(0);
        let left = usize::from(area.width).saturating_sub(label + 6);
        Self {
            pair,
            buf,
            area,
            look,
            row: 1,
            label,
            half: left / 2,
        }
    }

    /// One line: its label, the mark between the halves, the halves; without texts, the headings.
    fn line(&mut self, label: &str, texts: [Option<(String, Role)>; 2], mark: char) {
        if self.row >= self.area.height {
            return;
        }
        let headings = [&self.pair.mine, &self.pair.theirs].map(|half| {
            let place = w::place(half.at);
            (place.say(self.look.lang).to_owned(), Role::Title)
        });
        let is_heading = label.is_empty() && texts.iter().all(Option::is_none);
        let mut pen = self.look.pen(self.buf, self.area, self.row);
        pen.cell(label, self.label, Role::Quiet).gap(1);
        for (n, (text, heading)) in texts.into_iter().zip(headings).enumerate() {
            if n == 1 {
                let role = if mark == '≠' {
                    Role::Warn
                } else {
                    Role::Quiet
                };
                pen.gap(1).cell(&mark.to_string(), 2, role).gap(1);
            }
            let nothing = (String::new(), Role::Text);
            let (text, role) = if is_heading {
                heading
            } else {
                text.unwrap_or(nothing)
            };
            pen.cell(&visible(&text, Place::Line), self.half, role);
        }
        self.row += 1;
    }

    fn part(&mut self, part: Part) {
        let (mine, theirs) = (&self.pair.mine.person, &self.pair.theirs.person);
        let differs = self.pair.differs(part);
        let both = !mine.value(part).is_empty() && !theirs.value(part).is_empty();
        let mark = match (differs, both) {
            (true, _) => '≠',
            (false, true) => '=',
            (false, false) => ' ',
        };
        let role = if differs { Role::Warn } else { Role::Text };
        let texts = [mine, theirs].map(|person| Some((shown(person, part), role)));
        self.line(part.word().say(self.look.lang), texts, mark);
    }

    /// What both brought, as many lines as there is room for; the one that an answer is about is marked.
    fn matters(&mut self, last: u16) {
        let lines = self.pair.theirs.matters.len().max(1);
        for n in 0..lines {
            let halves = [
                self.matter(&self.pair.mine, n, false),
                self.matter(&self.pair.theirs, n, true),
            ];
            let tall = halves.iter().map(|(rows, _)| rows.len()).max().unwrap_or(0);
            for line in 0..tall {
                if self.row > last {
                    return;
                }
                let texts = [0, 1].map(|half: usize| {
                    let (rows, role) = &halves[half];
                    rows.get(line).map(|row| (row.clone(), *role))
                });
                let first = n == 0 && line == 0;
                let label = if first {
                    w::MATTER.say(self.look.lang)
                } else {
                    " "
                };
                self.line(label, texts, ' ');
            }
        }
    }

    /// One matter in lines that fit its half.
    fn matter(&self, half: &Half, n: usize, marks: bool) -> (Vec<String>, Role) {
        let Some(matter) = half.matters.get(n) else {
            return (Vec::new(), Role::Text);
        };
        let says = self
            .pair
            .said
            .as_ref()
            .is_some_and(|s| s.answer.is_matter());
        let meant = self.pair.matter().map(|m| &m.number);
        let is_meant = marks && says && meant == Some(&matter.number);
        let (mark, role) = if is_meant {
            (self.look.symbols.mark, Role::Good)
        } else {
            ("", Role::Text)
        };
        let text = format!("{mark}{} {}", matter.on, matter.summary.line());
        let text = visible(&text, Place::Line);
        (self.look.wrap(&text, self.half.max(1)), role)
    }
}

/// A part of somebody's record as it is shown: numbers masked.
fn shown(person: &Person, part: Part) -> String {
    match part {
        Part::IdNumber => mask_document(&person.id_number.line()),
        Part::Phones => {
            let masked: Vec<String> = person
                .phones
                .iter()
                .map(|p| mask_phone(&p.line()))
                .collect();
            masked.join(" ")
        }
        _ => person.value(part).line().into(),
    }
}
