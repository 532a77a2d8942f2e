//! A card of somebody it could be, as lines: who, by what they came up, what is owed to them.

use std::ops::Range;

use super::{adopt, words};
use crate::domain::alert::{Level, Owed};
use crate::domain::identity::{mask_document, mask_phone};
use crate::flow::brief;
use crate::flow::view::PersonCard;
use crate::look::{Look, Pen, Role};
use crate::rooms::Cx;
use crate::search::met_digits;
use crate::words::{Outside, Word};

/// A card on one line; the reason where it is wanted here.
pub fn one_line(
    pen: &mut Pen<'_>,
    card: &PersonCard,
    (chosen, tag, told): (bool, Option<Word>, bool),
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
    if told {
        pen.gap(2);
        reason(pen, card, cx);
    }
}

/// The name with what matched lit up.
pub fn head(pen: &mut Pen<'_>, card: &PersonCard, chosen: bool, tag: Option<Word>, cx: &Cx<'_>) {
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

/// The same as a text.
pub fn reason_text(card: &PersonCard, cx: &Cx<'_>) -> String {
    let why = card.reason();
    let former = card.former.as_ref().map(|f| format!(" {}", f.name.line()));
    why.say(cx.lang).to_owned() + &former.unwrap_or_default()
}

/// The columns that a card on one line takes.
pub fn columns(
    look: &Look,
    card: &PersonCard,
    tag: Option<Word>,
    typed: &str,
    cx: &Cx<'_>,
) -> usize {
    let (numbers, place) = (numbers(card, typed).0, village(&card.person.address.line()));
    let tag = tag.map_or(0, |tag| look.width(tag.say(cx.lang)) + 3);
    let parts = [numbers, place, reason_text(card, cx)];
    let parts = parts.iter().filter(|part| !part.is_empty());
    let name = 2 + look.width(adopt::shown_name(card)) + tag;
    name + parts.map(|part| 2 + look.width(part)).sum::<usize>()
}

/// Why somebody came up; by a former name, by which one.
pub fn reason(pen: &mut Pen<'_>, card: &PersonCard, cx: &Cx<'_>) {
    pen.write(card.reason().say(cx.lang), Role::Quiet);
    if let Some(former) = &card.former {
        let name = former.name.line();
        pen.gap(1)
            .write_lit(&name, Role::Text, &lit(&name, &former.lit));
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
pub fn numbers(card: &PersonCard, typed: &str) -> (String, Vec<Range<usize>>) {
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
pub fn village(address: &str) -> String {
    for sign in ["社区", "嘎查", "村", "街道", "镇", "乡", "路", "县", "区"] {
        if let Some((head, _)) = address.split_once(sign) {
            return format!("{head}{sign}");
        }
    }
    address.chars().take(8).collect()
}

/// One thing that is owed: the word says overdue, the colour repeats it.
pub fn debt(pen: &mut Pen<'_>, owed: &Owed, cx: &Cx<'_>) {
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
