//! Whom and what the rows of a ledger look like: written out with an empty column for the answer. Nothing
//! is joined or linked unanswered.

use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::import_rows::Ready;
use super::out::{put, remark};
use super::progress::index_bar;
use super::session::Whom;
use crate::domain::identity::{mask_document, mask_phone};
use crate::domain::ids::PetitionNo;
use crate::domain::intake::answer::{Answered, Whom as AnsweredOf};
use crate::domain::person::Person;
use crate::exchange::{self, Ledger};
use crate::flow::view::{Matches, PersonCard};
use crate::flow::{Ask, Reply};
use crate::store::batch::BatchRow;
use crate::store::finder::Finder;
use crate::store::likeness::{self, RowPair};
use crate::words::{Lang, Sentence, Trouble, Word, tame};

/// The columns of the file; the answer stands last.
pub const HEADS: [Word; 12] = [
    Word::new("行标识", "row key"),
    Word::new("原行号", "row"),
    Word::new("台账姓名", "name in the ledger"),
    Word::new("人员编号", "person"),
    Word::new("在册姓名", "name on record"),
    Word::new("电话", "telephone"),
    Word::new("证件号码", "document"),
    Word::new("住址", "address"),
    Word::new("相像之处", "why"),
    Word::new("登记编号", "petition"),
    Word::new("收到日期和概况", "received, summary"),
    Word::new(
        "回答（同一人、同一事项、两者都是、都不是）",
        "answer (person, matter, both, neither)",
    ),
];
/// Its place.
pub const KEY: usize = 0;
/// Its place.
pub const PERSON: usize = 3;
/// Its place.
pub const PETITION: usize = 9;
/// Its place.
pub const ANSWER: usize = 11;

/// Writes whom and what each row looks like: people on record, and of rows before it in the ledger; gives
/// how many rows look like somebody.
///
/// # Errors
/// The store's or the file's [`Trouble`].
pub fn write(whom: &Whom, ledger: &Ledger, ready: &Ready, path: &Path) -> Result<usize, Trouble> {
    let session = whom.open()?;
    let (now, lang) = (session.now(), session.lang);
    let keys: Vec<&str> = ready.rows.iter().map(|row| row.key.as_str()).collect();
    let before = session.store.answers_to(&keys)?;
    let mut finder = Finder::ready(session.store, index_bar(lang))?;
    let pairs = likeness::among_rows(&ready.rows, |_| {});
    let (mut table, mut alike): (Vec<Vec<String>>, usize) = (Vec::new(), 0);
    for (at, row) in ready.rows.iter().enumerate() {
        let said = before.get(&row.key).map_or(&[][..], Vec::as_slice);
        let line = |of: usize| ledger.rows[ready.places[of]].line;
        let mut found = Vec::new();
        for (nth, someone) in row.intake.people.iter().enumerate() {
            let one = One {
                row,
                line: line(at),
                nth,
                said,
                lang,
            };
            let cards = cards(&mut finder, &someone.person, now)?;
            found.extend(cards.iter().flat_map(|card| one.on_record(card)));
            let pairs = pairs.iter().filter(|p| (p.row, p.nth) == (at, nth));
            found.extend(pairs.map(|p| one.in_ledger(&ready.rows[p.other], line(p.other), p)));
        }
        alike += usize::from(!found.is_empty());
        table.extend(found);
    }
    remark(finder.note(), lang);
    let heads = HEADS.map(|head| head.say(lang));
    for cell in table.iter_mut().flatten() {
        *cell = tame(cell).into_owned();
    }
    put(path, &exchange::csv(&heads, &table))?;
    Ok(alike)
}

/// Those on record who are worth a question about somebody of a row.
///
/// # Errors
/// The store's [`Trouble`].
pub fn cards(
    finder: &mut Finder,
    person: &Person,
    now: DateTime<FixedOffset>,
) -> Result<Vec<PersonCard>, Trouble> {
    let Some(ask) = Ask::about(person) else {
        return Ok(Vec::new());
    };
    let Reply::Matches(Matches { mut cards, .. }) = finder.ask_at(&ask, now)? else {
        return Ok(Vec::new());
    };
    cards.retain(|card| likeness::is_worth_asking(person, card, now.date_naive()));
    Ok(cards)
}

/// Which of the people of a row, as the file names them: `r…` for the first, `r….2` for the second.
fn named(key: &str, nth: usize) -> String {
    if nth == 0 {
        format!("r{key}")
    } else {
        format!("r{key}.{}", nth + 1)
    }
}

/// The same read back.
pub fn place(cell: &str) -> Option<(&str, usize)> {
    let rest = cell.strip_prefix('r')?;
    match rest.split_once('.') {
        None => Some((rest, 0)),
        Some((key, nth)) => Some((key, nth.parse::<usize>().ok()?.checked_sub(1)?)),
    }
}

/// One of the people of a row, with what was answered before.
struct One<'a> {
    row: &'a BatchRow,
    line: usize,
    nth: usize,
    said: &'a [Answered],
    lang: Lang,
}

impl One<'_> {
    fn said_of(&self, whom: &AnsweredOf) -> Option<&Answered> {
        let mut said = self.said.iter();
        said.find(|s| s.nth == self.nth && s.whom.is(whom))
    }

    fn line(
        &self,
        other: &str,
        person: &Person,
        why: &Sentence,
        petition: [String; 2],
        said: Option<&Answered>,
    ) -> Vec<String> {
        let phones: Vec<String> = person
            .phones
            .iter()
            .map(|p| mask_phone(&p.line()))
            .collect();
        let mine = self.row.intake.people.get(self.nth);
        let [number, what] = petition;
        vec![
            named(&self.row.key, self.nth),
            self.line.to_string(),
            mine.map_or_else(String::new, |p| p.person.name.raw().to_owned()),
            other.to_owned(),
            person.name.raw().to_owned(),
            phones.join(" "),
            mask_document(&person.id_number.line()),
            person.address.raw().to_owned(),
            why.say(self.lang).to_owned(),
            number,
            what,
            said.map_or_else(String::new, |s| s.answer.word().say(self.lang).to_owned()),
        ]
    }

    /// A line for each petition of somebody on record.
    fn on_record(&self, card: &PersonCard) -> Vec<Vec<String>> {
        let said = self.said_of(&AnsweredOf::Record(card.id, PetitionNo(String::new())));
        let at = said.and_then(|s| {
            let AnsweredOf::Record(_, number) = &s.whom else {
                return None;
            };
            card.petitions.iter().position(|p| p.number == *number)
        });
        // The oldest stands for one that is not told of: it was there when that was answered.
        let at = at.unwrap_or(card.petitions.len().saturating_sub(1));
        let lines = card.petitions.iter().enumerate().map(|(n, petition)| {
            let what = format!("{} {}", petition.received_on, petition.summary.line());
            let said = said.filter(|_| n == at);
            let number = petition.number.0.clone();
            self.line(
                &card.id.0.to_string(),
                &card.person,
                &card.reason(),
                [number, what],
                said,
            )
        });
        lines.collect()
    }

    /// The line of somebody in a row before this one.
    fn in_ledger(&self, other: &BatchRow, line: usize, pair: &RowPair) -> Vec<String> {
        let whom = AnsweredOf::Row(other.key.clone(), pair.other_nth);
        let registration = &other.intake.registration;
        let (on, summary) = (registration.received_on, registration.summary.line());
        let what = say!(
            "本台账第{line}行 {on} {summary}",
            "row {line} of this ledger, {on} {summary}"
        );
        let person = other.intake.people.get(pair.other_nth);
        let person = person.map(|p| p.person.clone()).unwrap_or_default();
        let what = [String::new(), what.say(self.lang).to_owned()];
        self.line(
            &named(&other.key, pair.other_nth),
            &person,
            &pair.why,
            what,
            self.said_of(&whom),
        )
    }
}
