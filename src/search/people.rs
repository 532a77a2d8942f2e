//! Everyone in the index: whose name is which, in flat lists by slot.

use std::collections::HashMap;

use super::address::Addresses;
use super::alphabet::Alphabet;
use super::digits::Digits;
use super::hit::PersonRow;
use super::names::{NOBODY, NameNo, Names};
use super::normal;
use crate::domain::ids::PersonId;

/// The people and everything they are found by. Slots are only added: a changed person gets a new
/// slot and the old one is marked as gone, so every list stays ascending and can be written out
/// as it is.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    pub(super) alphabet: Alphabet,
    pub(super) names: Names,
    pub(super) digits: Digits,
    pub(super) addresses: Addresses,
    ids: Vec<i64>,
    name_of: Vec<NameNo>,
    /// The next person of the same name.
    next: Vec<u32>,
    gone: Vec<bool>,
    /// People of a name who are not gone.
    alive: Vec<u32>,
    /// Canonical names whose characters are not all compared (dots, spaces).
    shapes: HashMap<u32, Box<str>>,
    slots: HashMap<i64, u32>,
}

impl People {
    /// Adds or replaces a person.
    pub(super) fn put(&mut self, row: PersonRow) {
        self.remove(row.id);
        let Ok(slot) = u32::try_from(self.ids.len()) else {
            return;
        };
        let compared = normal::compared(&row.name);
        let chars: Vec<_> = compared
            .iter()
            .map(|(c, _)| self.alphabet.take(*c))
            .collect();
        let name = self.names.take(&chars);
        self.ids.push(row.id.0);
        self.name_of.push(name);
        self.next.push(self.names.lead(name, slot));
        self.gone.push(false);
        if self.alive.len() <= name as usize {
            self.alive.resize(name as usize + 1, 0);
        }
        self.alive[name as usize] += 1;
        if compared
            .iter()
            .enumerate()
            .any(|(i, (_, place))| i != *place)
        {
            self.shapes.insert(slot, row.name.into_boxed_str());
        }
        let phones: Vec<Vec<u8>> = row.phones.iter().map(|p| normal::digits(p)).collect();
        self.digits
            .push(slot, &phones, &normal::digits(&row.id_number));
        self.addresses.push(slot, &normal::place(&row.address));
        self.slots.insert(row.id.0, slot);
    }

    /// Takes a person out.
    pub(super) fn remove(&mut self, id: PersonId) {
        let Some(slot) = self.slots.remove(&id.0) else {
            return;
        };
        self.shapes.remove(&slot);
        if let Some(gone) = self.gone.get_mut(slot as usize) {
            *gone = true;
        }
        let name = self.name_of(slot);
        if let Some(alive) = self.alive.get_mut(name as usize) {
            *alive = alive.saturating_sub(1);
        }
    }

    /// How many people there are.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether a slot's person is still there.
    pub(super) fn is_here(&self, slot: u32) -> bool {
        self.gone.get(slot as usize) == Some(&false)
    }

    /// Whether anybody still has this name.
    pub(super) fn is_borne(&self, name: NameNo) -> bool {
        self.alive.get(name as usize).is_some_and(|n| *n > 0)
    }

    /// A slot's person.
    pub(super) fn id(&self, slot: u32) -> PersonId {
        PersonId(self.ids.get(slot as usize).copied().unwrap_or_default())
    }

    /// A slot's name.
    pub(super) fn name_of(&self, slot: u32) -> NameNo {
        self.name_of.get(slot as usize).copied().unwrap_or(NOBODY)
    }

    /// Everyone of a name who is still there.
    pub(super) fn bearers(&self, name: NameNo) -> impl Iterator<Item = u32> + '_ {
        let mut slot = self.names.latest(name);
        std::iter::from_fn(move || {
            let here = (slot != NOBODY).then_some(slot)?;
            slot = self.next.get(here as usize).copied().unwrap_or(NOBODY);
            Some(here)
        })
        .filter(|slot| self.is_here(*slot))
    }

    /// The places in the canonical name of the compared characters at `places`.
    pub(super) fn canonical_places(&self, slot: u32, places: Vec<usize>) -> Vec<usize> {
        let Some(shape) = self.shapes.get(&slot) else {
            return places;
        };
        let compared = normal::compared(shape);
        let mut found: Vec<usize> = places
            .iter()
            .filter_map(|p| compared.get(*p).map(|(_, place)| *place))
            .collect();
        found.dedup();
        found
    }
}
