//! The rows of a person's file, under their headings, in words.

use super::words as w;
use crate::domain::identity::{mask_document, mask_phone};
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::person::{Column, Person};
use crate::flow::brief;
use crate::flow::corrected::Corrected;
use crate::flow::same::{PersonFile, Preview, Said, Side};
use crate::flow::view::{PersonCard, PetitionRow};
use crate::look::{Look, Role};
use crate::rooms::Cx;
use crate::widgets::items::Item;
use crate::words::{Lang, Word};

/// One row.
#[derive(Debug)]
pub enum Line<'a> {
    /// A record.
    Record(PersonId, &'a Person),
    /// A petition.
    Petition(&'a PetitionRow),
    /// Somebody it could be the same as.
    Alike(&'a PersonCard),
    /// What was said of two records.
    Said(&'a Said),
    /// A correction of one of the records.
    Corrected(&'a Corrected),
}

/// What a row is about, wherever it comes to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A record, of this person or of somebody they could be.
    Person(PersonId),
    /// A petition.
    Petition(PetitionId),
    /// What was said of two records.
    Said(i64),
    /// A correction, by its event.
    Corrected(i64),
}

impl Line<'_> {
    /// What it is about.
    pub const fn key(&self) -> Key {
        match self {
            Self::Record(id, _) => Key::Person(*id),
            Self::Alike(card) => Key::Person(card.id),
            Self::Petition(row) => Key::Petition(row.id),
            Self::Said(said) => Key::Said(said.id),
            Self::Corrected(of) => Key::Corrected(of.seq),
        }
    }

    /// The heading over rows of its kind.
    pub const fn head(&self) -> Word {
        match self {
            Self::Record(..) => w::RECORDS,
            Self::Petition(_) => w::PETITIONS,
            Self::Alike(_) => w::ALIKE,
            Self::Said(_) => w::STORY,
            Self::Corrected(_) => w::CORRECTIONS,
        }
    }
}

/// The rows of a file.
#[must_use]
pub fn of<'a>(file: &'a PersonFile, alike: &'a [PersonCard]) -> Vec<Line<'a>> {
    let side = &file.side;
    let mut lines = vec![Line::Record(side.id, &side.person)];
    lines.extend(side.also.iter().map(|(id, p)| Line::Record(*id, p)));
    lines.extend(alike.iter().map(Line::Alike));
    lines.extend(file.said.iter().map(Line::Said));
    lines.extend(side.petitions.iter().map(Line::Petition));
    lines.extend(file.corrected.iter().map(Line::Corrected));
    lines
}

/// A name, or that there is none.
fn name(name: &str, lang: Lang) -> &str {
    if name.is_empty() {
        w::NO_NAME.say(lang)
    } else {
        name
    }
}

/// What stands in a column, masked where it is a number.
fn value(person: &Person, column: Column) -> String {
    match column {
        Column::Phones => {
            let masked = person.phones.iter().map(|p| mask_phone(&p.line()));
            masked.collect::<Vec<_>>().join("、")
        }
        Column::IdNumber => mask_document(&person.id_number.line()),
        other => person.value(other).line().into(),
    }
}

/// The same for a column of the comparison: each telephone on a line of its own, and of what covers a number
/// no more than tells that something is covered.
fn cell(person: &Person, column: Column) -> String {
    match column {
        Column::Phones => {
            let masked = person.phones.iter().map(|p| mask_phone(&p.line()));
            masked.collect::<Vec<_>>().join("\n")
        }
        Column::IdNumber => {
            let masked = mask_document(&person.id_number.line());
            let tail = masked.trim_start_matches('＊');
            if tail.len() < masked.len() {
                format!("＊＊{tail}")
            } else {
                masked
            }
        }
        other => value(person, other),
    }
}

/// A person on one line: name, numbers, address.
fn person(item: Item, id: PersonId, person: &Person, lang: Lang) -> Item {
    let facts = [Column::Phones, Column::IdNumber, Column::Address];
    let facts = facts.map(|c| value(person, c));
    let facts = facts.into_iter().filter(|f| !f.is_empty());
    let facts = facts.collect::<Vec<_>>().join("  ");
    item.and(Role::Title, name(&person.called().line(), lang))
        .and(Role::Quiet, format!(" #{}  ", id.0))
        .and(Role::Text, facts)
}

/// A petition on one line.
fn petition(row: &PetitionRow, cx: &Cx<'_>) -> Item {
    let number = brief::number(&row.number, &cx.office.area);
    Item::default()
        .and(Role::Key, number)
        .and(Role::Quiet, format!(" {} ", row.received_on))
        .and(Role::Text, format!("[{}] ", row.status.word().say(cx.lang)))
        .and(Role::Text, row.summary.line())
}

/// What was said, by whom and why, and what became of it.
fn said(said: &Said, lang: Lang) -> Item {
    let (kept, other) = (&said.kept, &said.other);
    let (kept_name, other_name) = (kept.1.line(), other.1.line());
    let (a, b) = (name(&kept_name, lang), name(&other_name, lang));
    let text = w::said(said.one, (a, kept.0.0), (b, other.0.0));
    let role = if said.undone.is_some() {
        Role::Quiet
    } else {
        Role::Text
    };
    let day = said.at.format("%Y-%m-%d %H:%M").to_string();
    let mut item = Item::default()
        .and(Role::Quiet, format!("{day} "))
        .and(role, text.say(lang))
        .and(
            Role::Quiet,
            format!("  {}  {}", said.by.line(), said.why.lines()),
        );
    if said.against {
        item = item.and(Role::Warn, format!("\n{}", w::AGAINST.say(lang)));
    }
    if let Some((at, by, why)) = &said.undone {
        let day = at.format("%Y-%m-%d %H:%M").to_string();
        let undone = w::undone(&day, &by.line(), &why.lines());
        item = item.and(Role::Quiet, format!("\n{}", undone.say(lang)));
    }
    item
}

/// A row as it is drawn.
#[must_use]
pub fn item(line: &Line<'_>, cx: &Cx<'_>) -> Item {
    let lang = cx.lang;
    match line {
        Line::Record(id, known) => person(Item::default(), *id, known, lang),
        Line::Petition(row) => petition(row, cx),
        Line::Alike(card) => person(Item::default(), card.id, &card.person, lang)
            .and(Role::Quiet, format!("  {}", card.reason().say(lang))),
        Line::Said(s) => said(s, lang),
        Line::Corrected(of) => Item::default().and(Role::Text, of.told().say(lang)),
    }
}

/// Which keys do something with a row.
pub fn keys(line: &Line<'_>) -> Word {
    match line {
        Line::Record(..) => w::KEYS_RECORD,
        Line::Petition(_) | Line::Corrected(_) => w::KEYS_PETITION,
        Line::Alike(_) => w::KEYS_ALIKE,
        Line::Said(s) if s.undone.is_some() => w::KEYS_UNDONE,
        Line::Said(_) => w::KEYS_SAID,
    }
}

/// Both records column by column, in line with one another.
fn table(preview: &Preview, look: &Look, columns: usize) -> Vec<(Role, String)> {
    let lang = look.lang;
    let (kept, other) = (&preview.kept, &preview.other);
    let (left, right) = w::heads(kept.id.0, other.id.0);
    let mut rows = vec![(
        false,
        "",
        left.say(lang).to_owned(),
        right.say(lang).to_owned(),
    )];
    for column in Column::ALL.iter().copied() {
        let (a, b) = (cell(&kept.person, column), cell(&other.person, column));
        if !a.is_empty() || !b.is_empty() {
            let differs = preview.differing.contains(&column);
            rows.push((differs, column.word().say(lang), a, b));
        }
    }
    let most = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0);
    let label = most(&mut rows.iter().map(|r| look.width(r.1)));
    let cell = most(&mut rows.iter().flat_map(|r| r.2.lines()).map(|l| look.width(l)));
    let bar = look.symbols.vertical;
    let [mark_width, bar_width] = ["≠", bar].map(|sign| look.width(sign));
    // Mark, gap, label, two gaps, left, gap, bar, gap, right: what is longer than its column goes on
    // below in it.
    let room = columns.saturating_sub(mark_width + 1 + label + 2 + 1 + bar_width + 1);
    let left = cell.clamp(6, (room / 2).max(6));
    let right = room.saturating_sub(left).max(6);
    let mut lines = Vec::new();
    for (n, (differs, word, a, b)) in rows.into_iter().enumerate() {
        let (mark, role) = match (n, differs) {
            (0, _) => ("", Role::Title),
            (_, true) => ("≠", Role::Warn),
            (_, false) => ("", Role::Text),
        };
        let dash = |t: String| if t.is_empty() { "—".to_owned() } else { t };
        let [a, b] = [(a, left), (b, right)].map(|(text, columns)| look.wrap(&dash(text), columns));
        for row in 0..a.len().max(b.len()) {
            let (mark, word) = if row == 0 { (mark, word) } else { ("", "") };
            let (mark, word) = (look.pad(mark, mark_width), look.pad(word, label));
            let cell = |of: &[String]| of.get(row).cloned().unwrap_or_default();
            let (a, b) = (look.pad(&cell(&a), left), cell(&b));
            lines.push((role, format!("{mark} {word}  {a} {bar} {b}")));
        }
    }
    lines
}

/// What a merge would do, line by line, for so many columns.
#[must_use]
pub fn preview(
    preview: &Preview,
    (look, columns): (&Look, usize),
    cx: &Cx<'_>,
) -> Vec<(Role, String)> {
    let lang = cx.lang;
    let mut out = Vec::new();
    let mut say = |role, text: &str| out.push((role, text.to_owned()));
    if let Some((a, b, why)) = &preview.apart {
        say(Role::Danger, w::apart((a.0, b.0), &why.lines()).say(lang));
    }
    if !preview.beside.is_empty() {
        let numbers = preview.beside.iter().map(|n| n.0.as_str());
        let numbers = numbers.collect::<Vec<_>>().join(" ");
        say(Role::Warn, w::beside(&numbers).say(lang));
    }
    let (kept, other) = (&preview.kept, &preview.other);
    out.extend(table(preview, look, columns));
    let mut say = |role, text: &str| out.push((role, text.to_owned()));
    say(Role::Quiet, w::STAYS.say(lang));
    for (side, head) in [(kept, w::OF_KEPT), (other, w::OF_OTHER)] {
        records(side, head, cx, &mut say);
    }
    out
}

/// The records and petitions of one side.
fn records(side: &Side, head: Word, cx: &Cx<'_>, say: &mut impl FnMut(Role, &str)) {
    let lang = cx.lang;
    say(Role::Title, head.say(lang));
    for (id, person) in &side.also {
        let also = w::also(name(&person.name.line(), lang), id.0);
        say(Role::Text, also.say(lang));
    }
    for row in &side.petitions {
        let number = brief::number(&row.number, &cx.office.area);
        let line = format!("{number} {} {}", row.received_on, row.summary.line());
        say(Role::Text, &line);
    }
}
