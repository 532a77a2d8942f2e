//! Who stands in what, while an index is built: whom no petition open to all shows, and whom the open
//! petitions of each unit show.

use std::collections::BTreeMap;

use super::bits::Bits;
use super::people::Ids;
use super::stand::Stand;
use crate::domain::ids::PersonId;
use crate::search::hit::Shown;
use crate::search::postings::Postings;

/// Who stands in what, as the petitions come: by person, because nobody has a slot yet.
#[derive(Debug, Default)]
pub(super) struct StandingBuilder {
    /// People in petitions open to all that concern no unit.
    open: Vec<PersonId>,
    /// People with the petitions that are not open to all; `None` for one that shows nobody.
    closed: Vec<(PersonId, Option<Stand>)>,
    /// People in open petitions, by the unit that those concern.
    units: BTreeMap<u32, Vec<PersonId>>,
}

impl StandingBuilder {
    /// Adds a petition with everybody in it and the units that it concerns.
    pub(super) fn push(&mut self, shown: Shown, stand: Stand, people: &[PersonId], units: &[u32]) {
        if shown != Shown::ToAll {
            let stand = (shown == Shown::ToSome).then_some(stand);
            self.closed
                .extend(people.iter().map(|person| (*person, stand)));
            return;
        }
        if units.is_empty() {
            self.open.extend(people);
        }
        for unit in units {
            self.units.entry(*unit).or_default().extend(people);
        }
    }

    /// The same by slot; whoever has none is in no index.
    pub(super) fn of_slots(self, ids: &Ids) -> Standing {
        let mut open = Bits::none(ids.count());
        for slot in self.open.into_iter().filter_map(|person| ids.slot(person)) {
            open.add(slot);
        }
        let of_unit = |(unit, people): (u32, Vec<PersonId>)| {
            let slots = people.into_iter().filter_map(|person| ids.slot(person));
            let slots: Vec<u32> = slots.collect();
            for slot in &slots {
                open.add(*slot);
            }
            (unit, slots)
        };
        let units = self.units.into_iter().map(of_unit).collect();
        let closed = self.closed.into_iter();
        let closed = closed.filter_map(|(person, stand)| Some((ids.slot(person)?, stand)));
        let mut closed: Vec<_> = closed.filter(|(slot, _)| !open.has(*slot)).collect();
        closed.sort_unstable_by_key(|(slot, stand)| (*slot, stand.map(|s| s.petition)));
        Standing { closed, units }
    }
}

/// Who stands in what, by slot.
pub(super) struct Standing {
    /// Slots of those whom no open petition shows, with what they stand in; ascending.
    closed: Vec<(u32, Option<Stand>)>,
    /// Slots of the people in open petitions, by the unit that those concern.
    units: BTreeMap<u32, Vec<u32>>,
}

impl Standing {
    /// Everybody whom no open petition shows, with what they stand in; slots ascending.
    pub(super) fn veiled(&self) -> Vec<(u32, Vec<Stand>)> {
        let people = self.closed.chunk_by(|a, b| a.0 == b.0);
        people
            .map(|run| (run[0].0, run.iter().filter_map(|e| e.1).collect()))
            .collect()
    }

    /// The parts: for each unit where its list lies, and the lists.
    pub(super) fn finish(self) -> [Vec<u8>; 2] {
        let (mut dirs, mut lists) = (Vec::new(), Vec::new());
        for (unit, mut slots) in self.units {
            slots.sort_unstable();
            let mut list = Postings::default();
            for slot in slots {
                list.push(slot);
            }
            let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
            dirs.extend(unit.to_le_bytes());
            dirs.extend(size(lists.len()));
            dirs.extend(size(list.bytes().len()));
            dirs.extend(list.count().to_le_bytes());
            lists.extend_from_slice(list.bytes());
        }
        [dirs, lists]
    }
}
