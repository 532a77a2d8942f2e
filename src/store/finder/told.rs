//! Every reason why somebody came up: what the search goes by, and what else was typed and met.

use super::{Failed, Finder};
use crate::domain::person::Person;
use crate::flow::view::{Former, PersonCard};
use crate::search::{Met, PersonRow, Reasons};
use crate::store::{Sql, former};
use crate::words::Outside;

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
        }
        Ok(())
    }

    /// The names that stood on a record before, of somebody who was found by one of them.
    fn formerly(&self, card: &PersonCard, row: &PersonRow) -> Sql<Vec<String>> {
        if card.former.is_none() && card.why != crate::search::FORMER_NAME {
            return Ok(Vec::new());
        }
        let rows = former::rows(&self.store.conn, row)?;
        Ok(rows.into_iter().map(|row| row.name).collect())
    }
}

/// The record that was found.
fn row_of(card: &PersonCard) -> PersonRow {
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
