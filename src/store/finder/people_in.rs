//! Petitions by what is said of their people: those of the people whom a search found, behind what its words find
//! themselves. Nobody is looked for here: the petitions stand on the cards.

use std::collections::HashSet;
use std::ops::Range;

use super::{Finder, told};
use crate::domain::identity::{mask_document, mask_phone};
use crate::domain::ids::PetitionId;
use crate::flow::view::{PersonCard, PetitionHit, PetitionRow};
use crate::search::Lights;
use crate::store::{Sql, petitions};

/// The class of such a petition, as scripts read it.
pub(super) const PEOPLE: &str = "people";

/// Somebody's name with what of them was met, and the places in it that light up.
type Told = (String, Vec<usize>);

impl Finder {
    /// Adds the petitions of people found, in their order: those on their cards, which this operator may see, then
    /// the older ones.
    pub(super) fn of_people(
        &self,
        text: &str,
        cards: &[PersonCard],
        limit: usize,
        hits: &mut Vec<PetitionHit>,
    ) -> Sql<()> {
        let mut known: HashSet<PetitionId> = hits.iter().map(|hit| hit.row.id).collect();
        for card in cards {
            add(text, card, &card.petitions, limit, (&mut known, hits));
        }
        let login = self.store.office.operator.login.as_str();
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        for card in cards.iter().filter(|card| card.more) {
            let records = std::iter::once(card.id).chain(card.also.iter().map(|(id, _)| *id));
            for record in records {
                if hits.len() >= limit {
                    return Ok(());
                }
                let rows = petitions::of_person(&self.store.conn, login, record, most)?;
                add(text, card, &rows, limit, (&mut known, hits));
            }
        }
        Ok(())
    }
}

fn add(
    text: &str,
    card: &PersonCard,
    rows: &[PetitionRow],
    limit: usize,
    (known, hits): (&mut HashSet<PetitionId>, &mut Vec<PetitionHit>),
) {
    let room = limit.saturating_sub(hits.len());
    let fresh = rows.iter().filter(|row| known.insert(row.id));
    let fresh: Vec<PetitionRow> = fresh.take(room).cloned().collect();
    if fresh.is_empty() {
        return;
    }
    let (excerpt, lit) = tell(text, card);
    hits.extend(fresh.into_iter().map(|row| PetitionHit {
        row,
        class: PEOPLE,
        why: card.why,
        besides: card.besides.clone(),
        excerpt: excerpt.as_str().into(),
        lit: lit.clone(),
    }));
}

/// Who was found, and what of their record was typed: numbers as every list shows them.
fn tell(text: &str, card: &PersonCard) -> Told {
    let record = card.through.as_deref();
    let (person, lit) = record.map_or((&card.person, &card.lit), |t| (&t.person, &t.lit));
    let mut told = Told::default();
    let name = person.called();
    // What met is counted in the name as it is compared.
    put(
        &mut told,
        &name.line(),
        if *name == person.name { lit } else { &[] },
    );
    if let Some(former) = &card.former {
        put(&mut told, &former.name.line(), &former.lit);
    }
    let letters = |c: char| c.is_ascii_alphabetic() || c.is_whitespace();
    if text.chars().all(letters) {
        return told;
    }
    let row = told::row_of(card);
    let former = card.former.as_ref().map(|former| former.name.raw());
    let names = std::iter::once(row.name.as_str()).chain(former);
    let numbers = row.phones.iter().chain([&row.id_number]);
    let numbers: Vec<&str> = numbers.map(String::as_str).collect();
    let lights = Lights::of(text, names, &numbers, &row.address);
    for phone in &row.phones {
        let shown = mask_phone(phone);
        put_met(&mut told, &shown, &lights.number(phone, &shown));
    }
    let shown = mask_document(&row.id_number);
    put_met(&mut told, &shown, &lights.number(&row.id_number, &shown));
    put_met(&mut told, &row.address, &lights.address(&row.address));
    told
}

fn put((all, places): &mut Told, text: &str, lit: &[usize]) {
    if text.is_empty() {
        return;
    }
    if !all.is_empty() {
        all.push(' ');
    }
    let from = all.chars().count();
    places.extend(lit.iter().map(|at| from + at));
    all.push_str(text);
}

/// The same with the parts that were met in bytes; nothing where none was.
fn put_met(told: &mut Told, text: &str, met: &[Range<usize>]) {
    let is_lit = |byte: usize| met.iter().any(|part| part.contains(&byte));
    let signs = text.char_indices().enumerate();
    let lit = signs.filter(|(_, (byte, _))| is_lit(*byte));
    let lit: Vec<usize> = lit.map(|(at, _)| at).collect();
    if !lit.is_empty() {
        put(told, text, &lit);
    }
}
