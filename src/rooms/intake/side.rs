//! The people it could be, with what the office owes each; or the drafts that wait.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::answers::{self, Answered};
use super::card::{columns, debt, head, numbers, one_line, reason, reason_text, village};
use super::matches::Choice;
use super::{Intake, matters, words};
use crate::flow::view::{MatterCard, PersonCard};
use crate::look::{Look, Pen, Role, Side, cut};
use crate::rooms::Cx;
use crate::words::Word;

/// Beside the form: every card in full, the petitions of the chosen one, then the drafts.
pub fn beside(room: &Intake, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) {
    let inner = look.frame(buf, area, words::MATCHES.say(look.lang), Role::Border);
    let matches = &room.matches;
    let columns = usize::from(inner.width).saturating_sub(2);
    let told = |card: &MatterCard| look.wrap(card.why.say(cx.lang), columns).len().max(1);
    let lines: usize = matches.matters.iter().map(|card| 3 + told(card)).sum();
    let wanted = u16::try_from(lines).unwrap_or(u16::MAX);
    let (below, inner) = cut(inner, Side::Bottom, wanted.min(inner.height / 2));
    of_others(room, buf, below, look, cx);
    let mut page = Page {
        look,
        buf,
        area: inner,
        row: 0,
    };
    if let Some(note) = &matches.note {
        page.wrapped(note.say(look.lang), Role::Warn);
    }
    if matches.cards.is_empty() {
        page.wrapped(nobody(room).say(look.lang), Role::Quiet);
    }
    if !matches.cards.is_empty() {
        page.line(|pen| {
            pen.write(words::ANSWERS.say(cx.lang), Role::Quiet);
        });
    }
    for (n, card) in matches.cards.iter().enumerate() {
        let chosen = n == matches.chosen;
        page.line(|pen| head(pen, card, chosen, tag(room, card), cx));
        let (numbers, met) = numbers(card, &matches.numbers());
        if !numbers.is_empty() {
            page.line(|pen| {
                pen.gap(2).write_lit(&numbers, Role::Text, &met);
            });
        }
        place_and_reason(&mut page, card, cx);
        debts(&mut page, card, if chosen { 4 } else { 2 }, cx);
        if chosen {
            petitions(&mut page, card, 3, cx);
        }
    }
    drafts(room, &mut page);
}

/// Where somebody lives and why they came up: on one line where both have room, else the reason on lines of its own.
fn place_and_reason(page: &mut Page<'_>, card: &PersonCard, cx: &Cx<'_>) {
    let place = village(&card.person.address.line());
    let why = reason_text(card, cx);
    let room = usize::from(page.area.width).saturating_sub(2);
    let gap = usize::from(!place.is_empty());
    let wide = |text: &str| page.look.width(text);
    if wide(&place) + gap + wide(&why) <= room {
        return page.line(|pen| {
            pen.gap(2).write(&place, Role::Text);
            pen.gap(u16::from(!place.is_empty()));
            reason(pen, card, cx);
        });
    }
    if !place.is_empty() {
        page.line(|pen| {
            pen.gap(2).write(&place, Role::Text);
        });
    }
    page.indented(&why, Role::Quiet);
}

/// Petitions of others that are like the matter, below the people.
fn of_others(room: &Intake, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) {
    let (Some(sheet), false) = (room.sheet(), area.is_empty()) else {
        return;
    };
    let matches = &room.matches;
    look.rule(buf, area, 0);
    let mut page = Page {
        look,
        buf,
        area,
        row: 0,
    };
    let is_chosen = matches.matter().is_some();
    let keys = if is_chosen {
        words::MATTER_ANSWERS
    } else {
        words::OF_OTHERS
    };
    page.heading(words::MATTERS.say(cx.lang), keys.say(cx.lang));
    for (n, card) in matches.matters.iter().enumerate() {
        let chosen = matches.cards.len() + n == matches.chosen;
        let tag = matters::tag(&sheet.form, card);
        page.line(|pen| matters::head(pen, card, (chosen, tag), cx));
        page.indented(card.why.say(cx.lang), Role::Quiet);
        page.line(|pen| matters::petition(pen, card, cx));
    }
}

/// Under the form: the chosen card and what is owed; without cards, the drafts that wait.
pub fn under(room: &Intake, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) {
    if area.is_empty() {
        return;
    }
    look.rule(buf, area, 0);
    let matches = &room.matches;
    let mut page = Page {
        look,
        buf,
        area,
        row: 0,
    };
    let lang = look.lang;
    let (head, keys) = match matches.choice() {
        None => {
            page.heading(words::MATCHES.say(lang), "");
            match &matches.note {
                Some(note) => page.wrapped(note.say(lang), Role::Warn),
                None => page.wrapped(nobody(room).say(lang), Role::Quiet),
            }
            return drafts_in_line(room, &mut page);
        }
        Some(Choice::Person(_)) => (words::MATCHES, words::ANSWERS),
        Some(Choice::Matter(_)) => (words::MATTERS, words::MATTER_ANSWERS),
    };
    let place = words::which(matches.chosen + 1, matches.count(), matches.matters.len());
    let keys = format!("{} {}", place.say(lang), keys.say(lang));
    page.heading(head.say(lang), &keys);
    match matches.choice() {
        Some(Choice::Person(card)) => {
            let (typed, tag) = (matches.numbers(), tag(room, card));
            let fits = columns(look, card, tag, &typed, cx) <= usize::from(area.width);
            page.line(|pen| one_line(pen, card, (true, tag, fits), &typed, cx));
            if !fits {
                page.indented(&reason_text(card, cx), Role::Quiet);
            }
            let left = usize::from(area.height.saturating_sub(2));
            debts(&mut page, card, left.clamp(1, 3), cx);
            petitions(&mut page, card, 2, cx);
        }
        Some(Choice::Matter(card)) => {
            let tag = room.sheet().and_then(|s| matters::tag(&s.form, card));
            page.line(|pen| matters::head(pen, card, (true, tag), cx));
            page.indented(card.why.say(cx.lang), Role::Quiet);
            page.line(|pen| matters::petition(pen, card, cx));
        }
        None => {}
    }
    others(room, &mut page, cx);
}

/// Those that are not chosen, one line each.
fn others(room: &Intake, page: &mut Page<'_>, cx: &Cx<'_>) {
    let matches = &room.matches;
    let typed = matches.numbers();
    for (n, other) in matches.cards.iter().enumerate() {
        if n != matches.chosen {
            page.line(|pen| one_line(pen, other, (false, tag(room, other), true), &typed, cx));
        }
    }
    for (n, other) in matches.matters.iter().enumerate() {
        if matches.cards.len() + n != matches.chosen {
            let tag = room.sheet().and_then(|s| matters::tag(&s.form, other));
            page.line(|pen| matters::one_line(pen, other, tag, cx));
        }
    }
}

/// What stands where no card is.
fn nobody(room: &Intake) -> Word {
    match (room.matches.is_looking(), room.matches.is_waiting) {
        (true, true) => words::LOOKING,
        (true, false) => words::NO_MATCHES,
        _ => words::MATCHES_HINT,
    }
}

/// Rows written one after the other until the area is full.
struct Page<'a> {
    look: &'a Look,
    buf: &'a mut Buffer,
    area: Rect,
    row: u16,
}

impl Page<'_> {
    fn left(&self) -> usize {
        usize::from(self.area.height.saturating_sub(self.row))
    }

    fn line(&mut self, write: impl FnOnce(&mut Pen<'_>)) {
        if self.left() > 0 {
            write(&mut self.look.pen(self.buf, self.area, self.row));
            self.row += 1;
        }
    }

    /// A text in as many lines as it takes, under what stands at the edge.
    fn indented(&mut self, text: &str, role: Role) {
        let columns = usize::from(self.area.width).saturating_sub(2);
        for row in self.look.wrap(text, columns) {
            self.line(|pen| {
                pen.gap(2).write(&row, role);
            });
        }
    }

    fn wrapped(&mut self, text: &str, role: Role) {
        for row in self.look.wrap(text, usize::from(self.area.width)) {
            self.line(|pen| {
                pen.write(&row, role);
            });
        }
    }

    /// A heading on the rule that is drawn already.
    fn heading(&mut self, text: &str, more: &str) {
        self.line(|pen| {
            pen.write(text, Role::Title)
                .gap(1)
                .write(more, Role::Quiet)
                .gap(u16::from(!more.is_empty()));
        });
    }
}

/// What is owed, soonest first; the word says overdue, the colour repeats it.
fn debts(page: &mut Page<'_>, card: &PersonCard, most: usize, cx: &Cx<'_>) {
    if card.owed.is_empty() {
        return page.line(|pen| {
            pen.gap(2)
                .write(words::OWES_NOTHING.say(cx.lang), Role::Quiet);
        });
    }
    let room = most.min(page.left()).max(1);
    let shown = if card.owed.len() > room {
        room.saturating_sub(1).max(1)
    } else {
        room
    };
    for owed in card.owed.iter().take(shown) {
        page.line(|pen| debt(pen, owed, cx));
    }
    let more = card.owed.len().saturating_sub(shown);
    if more > 0 && room > 1 {
        page.line(|pen| {
            pen.gap(2)
                .write(words::more_owed(more).say(cx.lang), Role::Quiet);
        });
    }
}

/// The petitions of the chosen person, newest first: is it the same matter?
fn petitions(page: &mut Page<'_>, card: &PersonCard, most: usize, cx: &Cx<'_>) {
    for row in card.petitions.iter().take(most) {
        page.line(|pen| {
            let day = row.received_on.format("%Y-%m-%d").to_string();
            pen.gap(2)
                .write(&day, Role::Quiet)
                .gap(1)
                .write(row.status.word().say(cx.lang), Role::Quiet)
                .gap(1)
                .write(&row.summary.line(), Role::Text);
        });
    }
}

/// What was answered to a card, for the entry that the cards are about.
fn tag(room: &Intake, card: &PersonCard) -> Option<Word> {
    let answered = answers::answered(&room.sheet()?.form, room.matches.of, card)?;
    Some(match answered {
        Answered::Person => words::ADOPTED,
        Answered::Matter => words::SAME_MATTER,
        Answered::Both => words::BOTH,
        Answered::Neither => words::NEITHER,
    })
}

/// The drafts by person, when there are several and room for them.
fn drafts(room: &Intake, page: &mut Page<'_>) {
    if room.pile.len() < 2 || page.left() < 2 {
        return;
    }
    if page.row > 1 && page.left() > 3 {
        page.row += 1;
    }
    let lang = page.look.lang;
    page.line(|pen| {
        pen.write(words::DRAFTS.say(lang), Role::Title);
    });
    for (name, time, front) in room.pile.rows(lang) {
        page.line(|pen| {
            let mark = if front {
                pen.look().symbols.chosen
            } else {
                " "
            };
            pen.write(mark, Role::Key)
                .gap(1)
                .write(&name, if front { Role::Title } else { Role::Text })
                .gap(1)
                .write(&time, Role::Quiet);
        });
    }
}

/// The drafts by person on one line.
fn drafts_in_line(room: &Intake, page: &mut Page<'_>) {
    if room.pile.len() < 2 {
        return;
    }
    let lang = page.look.lang;
    page.line(|pen| {
        pen.write(words::DRAFTS.say(lang), Role::Title);
        for (name, time, front) in room.pile.rows(lang) {
            let mark = if front {
                pen.look().symbols.chosen
            } else {
                " "
            };
            let role = if front { Role::Title } else { Role::Text };
            pen.gap(1)
                .write(mark, Role::Key)
                .write(&name, role)
                .gap(1)
                .write(&time, Role::Quiet);
        }
    });
}
