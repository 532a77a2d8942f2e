//! Every reason why somebody came up: what the search goes by, and what else was typed and met.

use super::sight::other_names;
use super::{Failed, Finder};
use crate::domain::ids::PersonId;
use crate::domain::name;
use crate::domain::person::Person;
use crate::flow::view::{Former, PersonCard};
use crate::search::{
    Agreeing, FORMER_NAME, HOUSEHOLD, MatchClass, Met, PersonRow, Reasons, SAME_PLACE, is_telling,
    same_place,
};
use crate::store::{Sql, former};
use crate::words::{Outside, Word};

/// Why somebody is shown whom a petition calls so, and their record otherwise.
const WRITTEN_NAME: Word = Word::new("登记时写作", "written so when registered");

impl Finder {
    /// Tells of each card how everything typed was met, by the record that was found.
    pub(super) fn tell(&self, text: &str, cards: &mut [PersonCard]) -> Result<(), Failed> {
        let mut rows = Vec::with_capacity(cards.len());
        for card in cards.iter() {
            let row = row_of(card);
            let names = self.formerly(card, &row)?;
            rows.push((row, names));
        }
        let names = rows.iter().flat_map(|(row, former)| {
            let former = former.iter().map(String::as_str);
            std::iter::once(row.name.as_str()).chain(former)
        });
        let mut reasons = Reasons::of(text, names);
        for (card, (row, former)) in cards.iter_mut().zip(&rows) {
            take(card, reasons.met(row, former));
            self.say_written(card, row)?;
        }
        Ok(())
    }

    /// Says of a name that no record ever had that a petition has it.
    pub(super) fn say_written(&self, card: &mut PersonCard, row: &PersonRow) -> Sql<()> {
        let Some(name) = card.former.as_ref().map(|former| &former.name) else {
            return Ok(());
        };
        let before = former::rows(&self.store.conn, row)?;
        if before.iter().any(|row| *name == row.name) {
            return Ok(());
        }
        let reasons = card.besides.iter_mut().chain([&mut card.why]);
        for why in reasons.filter(|why| **why == FORMER_NAME) {
            *why = WRITTEN_NAME;
        }
        Ok(())
    }

    /// The names that stood on a record before, of somebody who was found by one of them.
    fn formerly(&self, card: &PersonCard, row: &PersonRow) -> Sql<Vec<String>> {
        if card.former.is_none() && card.why != FORMER_NAME {
            return Ok(Vec::new());
        }
        let login = &self.store.office.operator.login;
        let rows = other_names(&self.store.conn, login, row)?;
        Ok(rows.into_iter().map(|row| row.name).collect())
    }
}

/// The record that was found.
pub fn row_of(card: &PersonCard) -> PersonRow {
    let (id, person): (_, &Person) = match &card.through {
        Some(through) => (through.id, &through.person),
        None => (card.id, &card.person),
    };
    PersonRow {
        id,
        name: person.name.raw().to_owned(),
        phones: person.phones.iter().map(|p| p.raw().to_owned()).collect(),
        id_number: person.id_number.raw().to_owned(),
        address: person.address.raw().to_owned(),
    }
}

/// Takes in what was met: everything, or what could be told beside the reason of the search.
fn take(card: &mut PersonCard, met: Met) {
    let mut why = met.why;
    let stands = card.through.is_some() || why.contains(&card.why);
    if met.whole && !stands && !why.is_empty() {
        // Told word by word it is another, and that is what the reader sees.
        card.why = why.remove(0);
    }
    why.retain(|word| *word != card.why);
    card.besides = why;
    if let Some((name, lit)) = met.former {
        card.former = Some(Former {
            name: Outside::from(name),
            lit,
        });
    } else if met.whole {
        card.former = None;
    }
    if met.whole && !met.lit.is_empty() {
        match &mut card.through {
            Some(through) => through.lit = met.lit,
            None => card.lit = met.lit,
        }
    }
}

/// Tells of each card beside an intake form what agrees besides: name, document, telephone.
pub fn of_fields([name, id_number, phone]: &[String; 3], address: &str, cards: &mut [PersonCard]) {
    let names: Vec<String> = cards.iter().map(|card| row_of(card).name).collect();
    let typed = PersonRow {
        id: PersonId(0),
        name: name.clone(),
        phones: vec![phone.clone()],
        id_number: id_number.clone(),
        address: address.to_owned(),
    };
    let mut agreeing = Agreeing::of(&typed, names.iter().map(String::as_str));
    for card in cards {
        let mut row = row_of(card);
        if card.former.is_some() {
            // It was met by another name.
            row.name.clear();
        }
        card.besides = agreeing.besides(&row, card.why);
    }
}

/// Whether somebody may be the one whose name was written to its end: whose own is longer is somebody else, unless
/// a number or the address agrees. A name of several parts may be written short.
pub fn may_be(name: &str, address: &str, card: &PersonCard) -> bool {
    let (name, theirs) = (name.trim(), card.person.name.raw());
    let is_full = name.chars().count() >= 2 && name.chars().all(name::is_han);
    let several = theirs.contains(name::DOT);
    let longer = theirs.chars().count() > name.chars().count();
    let by_name =
        card.through.is_none() && card.former.is_none() && !card.class.starts_with("number");
    let tells = |word: &Word| is_telling(word) || *word == SAME_PLACE || *word == HOUSEHOLD;
    let agrees = card.besides.iter().any(tells) || tells(&card.why) || card.why.zh.contains("、");
    !(is_full && longer && by_name)
        || several
        || agrees
        || same_place(card.person.address.raw(), address)
}

/// Takes in those whom another name of one person found: each once, whose whole name it is first.
pub fn take_in(found: &mut Vec<PersonCard>, more: Vec<PersonCard>) {
    let is_whole = |card: &PersonCard| card.class == MatchClass::Same.code();
    let any = !found.is_empty();
    for card in more {
        match found.iter_mut().find(|known| known.id == card.id) {
            Some(known) if is_whole(&card) && !is_whole(known) => *known = card,
            Some(_) => {}
            None => found.push(card),
        }
    }
    if any {
        found.sort_by_key(|card| !is_whole(card));
    }
}
