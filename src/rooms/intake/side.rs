//! The people it could be, with what the office owes each; or the drafts that wait.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::answers::{self, Answered};
use super::{Intake, adopt, words};
use crate::domain::alert::{Level, Owed};
use crate::domain::identity::{mask_document, mask_phone};
use crate::flow::brief;
use crate::flow::view::PersonCard;
use crate::look::{Look, Pen, Role};
use crate::rooms::Cx;
use crate::search::met_digits;
use crate::words::{Outside, Word};

/// Beside the form: every card in full, the petitions of the chosen one, then the drafts.
pub fn beside(room: &Intake, buf: &mut Buffer, area: Rect, look: &Look, cx: &Cx<'_>) {
    let inner = look.frame(buf, area, words::MATCHES.say(look.lang), Role::Border);
    let mut page = Page {
        look,
        buf,
        area: inner,
        row: 0,
    };
    let matches = &room.matches;
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
        page.line(|pen| {
            let place = village(&card.person.address.line());
            let gap = u16::from(!place.is_empty());
            pen.gap(2)
                .write(&place, Role::Text)
                .gap(gap)
                .write(card.why.say(cx.lang), Role::Quiet);
        });
        debts(&mut page, card, if chosen { 4 } else { 2 }, cx);
        if chosen {
            petitions(&mut page, card, 3, cx);
        }
    }
    drafts(room, &mut page);
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
    let Some(card) = matches.cards.get(matches.chosen) else {
        page.heading(words::MATCHES.say(look.lang), "");
        match &matches.note {
            Some(note) => page.wrapped(note.say(look.lang), Role::Warn),
            None => page.wrapped(nobody(room).say(look.lang), Role::Quiet),
        }
        drafts_in_line(room, &mut page);
        return;
    };
    let place = format!("{}/{}", matches.chosen + 1, matches.cards.len());
    let keys = format!("{place} {}", words::ANSWERS.say(look.lang));
    page.heading(words::MATCHES.say(look.lang), &keys);
    let typed = matches.numbers();
    page.line(|pen| one_line(pen, card, (true, tag(room, card)), &typed, cx));
    let left = usize::from(area.height.saturating_sub(2));
    debts(&mut page, card, left.clamp(1, 3), cx);
    petitions(&mut page, card, 2, cx);
    for (n, other) in matches.cards.iter().enumerate() {
        if n != matches.chosen {
            page.line(|pen| one_line(pen, other, (false, tag(room, other)), &typed, cx));
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

/// A card on one line.
fn one_line(
    pen: &mut Pen<'_>,
    card: &PersonCard,
    (chosen, tag): (bool, Option<Word>),
    typed: &str,
    cx: &Cx<'_>,
) {
    head(pen, card, chosen, tag, cx);
    let (numbers, met) = numbers(card, typed);
    if !numbers.is_empty() {
        pen.gap(2).write_lit(&numbers, Role::Text, &met);
    }
    let place = village(&card.person.address.line());
    if !place.is_empty() {
        pen.gap(2).write(&place, Role::Text);
    }
    pen.gap(2).write(card.why.say(cx.lang), Role::Quiet);
}

/// The name with what matched lit up.
fn head(pen: &mut Pen<'_>, card: &PersonCard, chosen: bool, tag: Option<Word>, cx: &Cx<'_>) {
    let mark = if chosen {
        pen.look().symbols.chosen
    } else {
        " "
    };
    pen.write(mark, Role::Key).gap(1);
    let name = adopt::shown_name(card);
    if name.is_empty() {
        pen.write(words::UNNAMED.say(cx.lang), Role::Quiet);
    } else {
        let role = if chosen { Role::Title } else { Role::Text };
        pen.write_lit(name, role, &lit(name, &card.lit));
    }
    if let Some(tag) = tag {
        pen.gap(1)
            .write("[", Role::Good)
            .write(tag.say(cx.lang), Role::Good)
            .write("]", Role::Good);
    }
}

/// Places of characters as ranges of bytes.
fn lit(name: &str, places: &[usize]) -> Vec<Range<usize>> {
    let chars = name
        .char_indices()
        .enumerate()
        .filter(|(n, _)| places.contains(n));
    chars.map(|(_, (at, c))| at..at + c.len_utf8()).collect()
}

/// Telephone and document number, masked, and the parts of them that were typed.
fn numbers(card: &PersonCard, typed: &str) -> (String, Vec<Range<usize>>) {
    let person = &card.person;
    let masked = mask_document(&person.id_number.line());
    let hidden = masked.chars().take_while(|c| *c == '＊').count();
    let document: String = masked.chars().skip(hidden.saturating_sub(2)).collect();
    // Of several telephones the one that was typed.
    let met = |p: &&Outside| !met_digits(&p.line(), &p.line(), typed).is_empty();
    let phone = person.phones.iter().find(met).or(person.phones.first());
    let phone = phone.map(|p| (p.line(), mask_phone(&p.line())));
    let (mut text, mut lit) = (String::new(), Vec::new());
    for (number, shown) in phone
        .into_iter()
        .chain([(person.id_number.line(), document)])
    {
        if shown.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str("  ");
        }
        let from = text.len();
        let met = met_digits(&number, &shown, typed);
        lit.extend(met.into_iter().map(|r| r.start + from..r.end + from));
        text.push_str(&shown);
    }
    (text, lit)
}

/// An address down to the village, community or street; house numbers stay out of sight.
fn village(address: &str) -> String {
    for sign in ["社区", "嘎查", "村", "街道", "镇", "乡", "路", "县", "区"] {
        if let Some((head, _)) = address.split_once(sign) {
            return format!("{head}{sign}");
        }
    }
    address.chars().take(8).collect()
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

fn debt(pen: &mut Pen<'_>, owed: &Owed, cx: &Cx<'_>) {
    let o = &owed.obligation;
    let role = match brief::level(owed, cx.today, cx.office.rules.ladder.near) {
        Level::Overdue => Role::Danger,
        Level::Due => Role::Warn,
        Level::Near | Level::Far => Role::Debt,
    };
    let (open, close) = if cx.lang == crate::words::Lang::Zh {
        ("（", "）")
    } else {
        (" (", ")")
    };
    pen.gap(2)
        .write(words::OWED.say(cx.lang), role)
        .write(o.kind.word().say(cx.lang), role)
        .gap(1);
    pen.write(&brief::due(o, cx.today, cx.lang), role)
        .write(open, role)
        .write(&brief::days(o, cx.today, cx.lang), role)
        .write(close, role);
    pen.gap(1).write(&owed.unit, Role::Quiet);
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
