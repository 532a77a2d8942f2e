//! Who stands in what, while an index is built: whom no petition open to all shows, and whom the open
//! petitions of each unit show.

use std::collections::BTreeMap;

use super::bits::Bits;
use super::stand::Stand;
use crate::search::hit::Shown;
use crate::search::postings::Postings;

/// Who stands in what, as the petitions come.
#[derive(Debug, Default)]
pub(super) struct StandingBuilder {
    /// Slots of people whom a petition open to all shows.
    open: Bits,
    /// Slots with the petitions that are not open to all; `None` for one that shows nobody.
    closed: Vec<(u32, Option<Stand>)>,
    /// Slots of the people in open petitions, by the unit that those concern.
    units: BTreeMap<u32, Vec<u32>>,
}

impl StandingBuilder {
    /// Adds a petition with the slots of everybody in it and the units that it concerns.
    pub(super) fn push(&mut self, shown: Shown, stand: Stand, slots: &[u32], units: &[u32]) {
        if shown != Shown::ToAll {
            let stand = (shown == Shown::ToSome).then_some(stand);
            self.closed.extend(slots.iter().map(|slot| (*slot, stand)));
            return;
        }
        for slot in slots {
            self.open.add(*slot);
        }
        for unit in units {
            self.units.entry(*unit).or_default().extend(slots);
        }
    }

    /// Everybody whom no open petition shows, with what they stand in; slots ascending.
    pub(super) fn veiled(&mut self) -> Vec<(u32, Vec<Stand>)> {
        let mut closed = std::mem::take(&mut self.closed);
        closed.retain(|(slot, _)| !self.open.has(*slot));
        closed.sort_unstable_by_key(|(slot, stand)| (*slot, stand.map(|s| s.petition)));
        let people = closed.chunk_by(|a, b| a.0 == b.0);
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
