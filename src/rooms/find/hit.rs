//! Hits in words: rows of the lists and the paragraphs of the preview.

use std::ops::Range;

use super::words as w;
use crate::domain::alert::Owed;
use crate::domain::identity::{mask_document, mask_phone};
use crate::domain::person::Person;
use crate::flow::brief;
use crate::flow::view::{PersonCard, PetitionHit, PetitionRow};
use crate::look::Role;
use crate::rooms::Cx;
use crate::search::{Lights, met_number, met_text};
use crate::widgets::items::Item;
use crate::words::{Lang, Outside, Shown, Word};

/// A paragraph of the preview.
pub type Paragraph = (Role, String);

/// A person as a row; with a second line when there is no preview to say it.
#[must_use]
pub fn person(card: &PersonCard, query: &str, two: bool, cx: &Cx<'_>) -> Item {
    let lang = cx.lang;
    let mut item = Item::new(name(card, cx));
    item = item.and(Role::Quiet, format!("  {}", card.reason().say(lang)));
    if let Some(former) = &card.former {
        item = item.and(Role::Quiet, " ");
        let signs = lit_signs(&former.name, &former.lit, Role::Text);
        item.bits.extend(signs);
    }
    item = facts(item, (&card.person, &names_of(card)), query, false);
    if let Some(through) = &card.through {
        item = item.and(Role::Quiet, format!("  {} ", w::ALSO.say(lang)));
        let signs = lit_signs(&through.person.name, &through.lit, Role::Text);
        item.bits.extend(signs);
        let name = [through.person.name.line()];
        item = facts(item, (&through.person, &name), query, true);
    }
    if two {
        item = match card.owed.first() {
            Some(owed) => item
                .and(
                    Role::Debt,
                    format!("\n{} {}", w::OWED.say(lang), debt(owed, cx)),
                )
                .and(
                    Role::Quiet,
                    format!("  {}", brief::number(&owed.number, &cx.office.area)),
                ),
            None => item.and(Role::Quiet, format!("\n{}", w::NOTHING_OWED.say(lang))),
        };
    }
    item
}

/// What somebody is called, and the former name by which they were found.
fn names_of(card: &PersonCard) -> Vec<Shown> {
    let former = card.former.iter().map(|former| &former.name);
    let names = std::iter::once(&card.person.name).chain(former);
    names.map(Outside::line).collect()
}

/// Telephone, document and address of a record, what was typed of them lit; of another record of the same person
/// only those of which something was typed.
fn facts(
    mut item: Item,
    (known, names): (&Person, &[Shown]),
    query: &str,
    met_alone: bool,
) -> Item {
    // Of several telephones the one that was typed.
    let (number, address) = (known.id_number.line(), known.address.line());
    let lines: Vec<Shown> = known.phones.iter().map(Outside::line).collect();
    let numbers = lines.iter().chain([&number]);
    let numbers: Vec<&str> = numbers.map(|n| &**n).collect();
    let lights = Lights::of(query, names.iter().map(|n| &**n), &numbers, &address);
    let met = |p: &&Outside| !lights.number(&p.line(), &p.line()).is_empty();
    let first = known.phones.first().filter(|_| !met_alone);
    if let Some(phone) = known.phones.iter().find(met).or(first) {
        let phone = phone.line();
        let shown = mask_phone(&phone);
        let met = lights.number(&phone, &shown);
        item = with(item, &shown, &met, Role::Text);
    }
    let shown = tail(&number);
    let met = lights.number(&number, &shown);
    let dark = met_alone && met.is_empty();
    if !(number.is_empty() || dark) {
        item = with(item, &shown, &met, Role::Quiet);
    }
    let met = lights.address(&address);
    let dark = met_alone && met.is_empty();
    if !(address.is_empty() || dark) {
        item = with(item, &address, &met, Role::Text);
    }
    item
}

/// The name, with the signs that matched lit.
fn name(card: &PersonCard, cx: &Cx<'_>) -> Vec<(Role, String)> {
    if card.person.name.is_empty() {
        return vec![(Role::Title, w::NO_NAME.say(cx.lang).to_owned())];
    }
    let called = card.person.called();
    if *called != card.person.name {
        // What cannot be seen is shown by marks; what met is counted without them.
        return vec![(Role::Title, called.line().into())];
    }
    lit_signs(&card.person.name, &card.lit, Role::Title)
}

/// A name, the signs that matched lit.
fn lit_signs(name: &Outside, lit: &[usize], role: Role) -> Vec<(Role, String)> {
    lit_at(&name.line(), lit, role)
}

/// A text in signs, those at some places lit.
fn lit_at(text: &str, lit: &[usize], role: Role) -> Vec<(Role, String)> {
    let signs = text.chars().enumerate();
    signs
        .map(|(at, c)| {
            let role = if lit.contains(&at) { Role::Lit } else { role };
            (role, c.to_string())
        })
        .collect()
}

/// `…0017`: shorter than a row of covered signs.
fn tail(number: &str) -> String {
    mask_document(number).trim_start_matches('＊').chars().fold(
        String::from("＊＊"),
        |mut all, c| {
            all.push(c);
            all
        },
    )
}

/// What is owed: kind, unit, until when.
fn debt(owed: &Owed, cx: &Cx<'_>) -> String {
    let kind = owed.obligation.kind.word();
    let left = owed.obligation.days_left(cx.today);
    format!(
        "{} {}",
        owed.unit,
        w::next(kind.zh, kind.en, owed.obligation.due.effective, left).say(cx.lang)
    )
}

/// What is owed next on a petition row.
fn next(row: &PetitionRow, cx: &Cx<'_>) -> Option<(Role, String)> {
    let (kind, on) = row.next?;
    let left = (on - cx.today).num_days();
    let role = if left < 0 { Role::Danger } else { Role::Debt };
    Some((
        role,
        w::next(kind.word().zh, kind.word().en, on, left)
            .say(cx.lang)
            .to_owned(),
    ))
}

/// A petition as a row.
#[must_use]
pub fn petition(row: &PetitionRow, query: &str, two: bool, cx: &Cx<'_>) -> Item {
    what(head(row, query, cx), row, query, two, cx)
}

/// Number, day and status.
fn head(row: &PetitionRow, query: &str, cx: &Cx<'_>) -> Item {
    let number = brief::number(&row.number, &cx.office.area);
    Item::new(pieces(number, met_number(number, query), Role::Text))
        .and(Role::Quiet, format!(" {} ", row.received_on))
        .and(Role::Key, format!("[{}] ", row.status.word().say(cx.lang)))
}

/// What it is about, and what is owed next where there is room.
fn what(item: Item, row: &PetitionRow, query: &str, two: bool, cx: &Cx<'_>) -> Item {
    let before = if two { "\n" } else { "" };
    let mut item = item.and(Role::Text, before);
    item.bits
        .extend(lit(&row.summary.line(), query, Role::Text));
    match next(row, cx).filter(|_| two) {
        Some((role, text)) => item.and(role, format!("  {text}")),
        None => item,
    }
}

/// A petition found: its row, and where it is not the summary that has the words, why it is here. In one row the
/// name of a unit or category stands before the summary, which says nothing of what was typed.
#[must_use]
pub fn petition_hit(hit: &PetitionHit, query: &str, two: bool, cx: &Cx<'_>) -> Item {
    let row = &hit.row;
    if hit.is_named() && !two {
        let item = why(head(row, query, cx), hit, query, cx).and(Role::Text, "  ");
        return what(item, row, query, two, cx);
    }
    let item = petition(row, query, two, cx);
    if hit.excerpt.is_empty() {
        return item;
    }
    why(item.and(Role::Quiet, "  "), hit, query, cx)
}

/// Why a petition is here, with what of it was met.
fn why(item: Item, hit: &PetitionHit, query: &str, cx: &Cx<'_>) -> Item {
    let text = hit.excerpt.line();
    let role = Role::Quiet;
    let gap = match (hit.is_named(), cx.lang) {
        (true, Lang::Zh) => "：",
        (true, Lang::En) => ": ",
        (false, _) => " ",
    };
    let mut item = item.and(role, format!("{}{gap}", hit.reasons().say(cx.lang)));
    // A name may be met by its sound or by another word: its own places light up, where nothing in it is unseen.
    if hit.has_own_lights() && hit.excerpt == *text {
        item.bits.extend(lit_at(&text, &hit.lit, role));
    } else {
        item.bits.extend(lit(&text, query, role));
    }
    item
}

/// A text after a gap, parts of it lit.
fn with(item: Item, text: &str, lit: &[Range<usize>], role: Role) -> Item {
    let mut item = item.and(role, "  ");
    item.bits.extend(pieces(text, lit.to_vec(), role));
    item
}

/// A text in pieces, the words of the query lit.
fn lit(text: &str, query: &str, role: Role) -> Vec<(Role, String)> {
    pieces(text, met_text(text, query), role)
}

/// A text in pieces, some of them lit.
fn pieces(text: &str, mut ranges: Vec<Range<usize>>, role: Role) -> Vec<(Role, String)> {
    ranges.sort_by_key(|r| r.start);
    let mut out = Vec::new();
    let mut at = 0;
    for range in ranges {
        if range.start < at {
            continue;
        }
        out.push((role, text[at..range.start].to_owned()));
        out.push((Role::Lit, text[range.clone()].to_owned()));
        at = range.end;
    }
    out.push((role, text[at..].to_owned()));
    out.retain(|(_, t)| !t.is_empty());
    out
}

/// The preview of a person: who, how to reach and help them, and what the office still owes.
#[must_use]
pub fn preview_person(card: &PersonCard, cx: &Cx<'_>) -> Vec<Paragraph> {
    let lang = cx.lang;
    let p = &card.person;
    let name = if p.name.is_empty() {
        w::NO_NAME.say(lang).to_owned()
    } else {
        p.name.line().into()
    };
    let mut out = vec![(Role::Title, name)];
    let mut fact = |label: Word, value: &str| {
        if !value.is_empty() {
            out.push((
                Role::Text,
                format!("{}：{value}", label.say(lang)).replace(
                    '：',
                    if lang == crate::words::Lang::Zh {
                        "："
                    } else {
                        ": "
                    },
                ),
            ));
        }
    };
    let former = card.former.as_ref().map(|f| format!(" {}", f.name.line()));
    let why = card.reason().say(lang).to_owned() + &former.unwrap_or_default();
    fact(w::WHY, &why);
    let phones: Vec<String> = p.phones.iter().map(|n| mask_phone(&n.line())).collect();
    fact(w::PHONE, &phones.join(" "));
    fact(w::DOCUMENT, &mask_document(&p.id_number.line()));
    let others: Vec<Shown> = card.other_names().map(Outside::line).collect();
    fact(w::ALSO, &others.join(" "));
    fact(w::ADDRESS, &p.address.line());
    fact(w::CONTACT_BY, &p.contact_by.line());
    fact(w::LANGUAGE, &p.language.line());
    fact(w::HELP, &p.help.line());
    if card.owed.is_empty() {
        out.push((Role::Good, w::NOTHING_OWED.say(lang).to_owned()));
    }
    for row in &card.petitions {
        out.push((Role::Text, String::new()));
        out.push((
            Role::Key,
            format!(
                "{} {} [{}]",
                brief::number(&row.number, &cx.office.area),
                row.received_on,
                row.status.word().say(lang)
            ),
        ));
        out.push((Role::Text, row.summary.line().into()));
        out.extend(owed_on(card, row, cx));
    }
    out.push((Role::Text, String::new()));
    if card.more {
        out.push((Role::Quiet, w::OLDER.say(lang).to_owned()));
    }
    out.push((Role::Quiet, w::ENTER_PERSON.say(lang).to_owned()));
    out
}

/// What is owed on one of a person's petitions.
fn owed_on(card: &PersonCard, row: &PetitionRow, cx: &Cx<'_>) -> Vec<Paragraph> {
    let mine = card.owed.iter().filter(|o| o.petition == row.id);
    mine.map(|o| {
        (
            if o.obligation.days_left(cx.today) < 0 {
                Role::Danger
            } else {
                Role::Debt
            },
            format!("{} {}", w::OWED.say(cx.lang), debt(o, cx)),
        )
    })
    .collect()
}

/// The preview of a petition; `why` it came up, and the person it was chosen from.
#[must_use]
pub fn preview_petition(
    row: &PetitionRow,
    hit: Option<&PetitionHit>,
    card: Option<&PersonCard>,
    cx: &Cx<'_>,
) -> Vec<Paragraph> {
    let lang = cx.lang;
    let mut out = vec![
        (
            Role::Title,
            format!("{} [{}]", row.number, row.status.word().say(lang)),
        ),
        (Role::Text, row.summary.line().into()),
    ];
    let colon = if lang == crate::words::Lang::Zh {
        "："
    } else {
        ": "
    };
    let category = if row.category.is_empty() {
        String::new()
    } else {
        cx.office.categories.label(&row.category)
    };
    let facts = [
        (
            w::WHY,
            hit.map(|h| h.reason().say(lang).to_owned())
                .unwrap_or_default(),
        ),
        (w::RECEIVED, row.received_on.to_string()),
        (w::CHANNEL, row.channel.word().say(lang).to_owned()),
        (w::CLASS, row.class.word().say(lang).to_owned()),
        (w::CATEGORY, category),
        (w::PLACE, row.place.line().into()),
        (w::HOLDER, cx.office.units.name(row.holder)),
        (w::EXTERNAL, row.external_no.line().into()),
    ];
    out.extend(
        facts
            .into_iter()
            .filter(|(_, v)| !v.is_empty())
            .map(|(label, value)| (Role::Text, format!("{}{colon}{value}", label.say(lang)))),
    );
    match card {
        Some(card) => out.extend(owed_on(card, row, cx)),
        None => out.extend(
            next(row, cx).map(|(role, text)| (role, format!("{}{colon}{text}", w::NEXT.say(lang)))),
        ),
    }
    out.push((Role::Text, String::new()));
    out.push((Role::Quiet, w::ENTER_PETITION.say(lang).to_owned()));
    out
}
