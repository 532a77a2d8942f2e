//! The distinct names while an index is built: each once, sorted by length and characters.

use std::collections::{BTreeMap, HashMap};

use super::layout::Section;
use super::mixed::Numbered;

/// Marks a packed name that points into the long ones.
pub(super) const LONG: u64 = 0xFFFF << 48;

/// Characters that a short name has at most.
pub(super) const SHORT: usize = 4;

/// A character's number while names are gathered.
type Early = u16;

/// Characters beyond the numbers there are share the last one.
const OTHER: Early = 0xFFFE;

/// The names of everyone, as they come.
#[derive(Debug, Default)]
pub(super) struct NamesBuilder {
    signs: Numbered<char, u32>,
    glyphs: Vec<char>,
    short: Numbered<u64, u32>,
    long: Order<Box<[Early]>>,
    /// Every name by its early number.
    names: Vec<Box<[Early]>>,
    /// The name of each slot.
    name_of: Vec<u32>,
    room: Vec<Early>,
}

impl NamesBuilder {
    /// Adds the name of the next slot.
    pub(super) fn push(&mut self, chars: impl Iterator<Item = char>) {
        let mut room = std::mem::take(&mut self.room);
        room.clear();
        room.extend(chars.map(|c| self.sign(c)));
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let number = if room.len() > SHORT {
            *self.long.entry(room.as_slice().into()).or_insert(next)
        } else {
            let packed = room
                .iter()
                .rev()
                .fold(0u64, |all, c| (all << 16) | (u64::from(*c) + 1));
            *self.short.entry(packed).or_insert(next)
        };
        if number == next {
            self.names.push(room.as_slice().into());
        }
        self.name_of.push(number);
        self.room = room;
    }

    fn sign(&mut self, c: char) -> Early {
        let next = u32::try_from(self.glyphs.len()).unwrap_or(u32::MAX);
        let number = *self.signs.entry(c).or_insert(next);
        if number == next && number < u32::from(OTHER) {
            self.glyphs.push(c);
        }
        Early::try_from(number).unwrap_or(OTHER).min(OTHER)
    }

    /// Writes the parts of the names.
    pub(super) fn finish(self, set: &mut impl FnMut(Section, Vec<u8>)) -> Naming {
        // Numbers follow the code points, so that the order of names does not hang on who came first.
        let mut order: Vec<usize> = (0..self.glyphs.len()).collect();
        order.sort_unstable_by_key(|n| self.glyphs[*n]);
        let mut number = vec![OTHER; self.glyphs.len() + 1];
        for (n, early) in (1..).zip(&order) {
            number[*early] = n;
        }
        let glyph = |early: &usize| u32::from(self.glyphs[*early]).to_le_bytes();
        let mut signs = vec![0u8; 4];
        signs.extend(bytes_of(order.iter().map(glyph)));
        set(Section::Signs, signs);
        let names: Vec<Vec<u16>> = self
            .names
            .iter()
            .map(|name| {
                let late = |e: &Early| number.get(usize::from(*e)).copied().unwrap_or(OTHER);
                name.iter().map(late).collect()
            })
            .collect();
        let mut sorted: Vec<u32> = (0u32..).take(names.len()).collect();
        sorted.sort_unstable_by(|a, b| {
            let (a, b) = (&names[*a as usize], &names[*b as usize]);
            a.len().cmp(&b.len()).then_with(|| a.cmp(b))
        });
        write_names(sorted.iter().map(|n| names[*n as usize].as_slice()), set);
        let mut place = vec![0u32; names.len()];
        for (now, early) in (0u32..).zip(&sorted) {
            place[*early as usize] = now;
        }
        let name_of: Vec<u32> = self.name_of.iter().map(|n| place[*n as usize]).collect();
        write_bearers(name_of, names.len(), set)
    }
}

fn write_names<'a>(names: impl Iterator<Item = &'a [u16]>, set: &mut impl FnMut(Section, Vec<u8>)) {
    let (mut packed, mut long_at, mut long) = (Vec::new(), vec![0u8; 4], Vec::new());
    let mut lasts = Vec::new();
    let (mut groups, mut runs) = (Vec::new(), Vec::new());
    let (mut group, mut run, mut longs) = (None, None, 0u64);
    for (n, name) in (0u32..).zip(names) {
        let first = name.first().copied().unwrap_or(0);
        let len = u16::try_from(name.len()).unwrap_or(u16::MAX);
        if group != Some((len, first)) {
            group = Some((len, first));
            groups.extend(n.to_le_bytes());
            groups.extend(len.to_le_bytes());
            groups.extend(first.to_le_bytes());
        }
        let second = name.get(1).copied().unwrap_or(0);
        if (3..=SHORT).contains(&name.len()) && run != Some((len, first, second)) {
            run = Some((len, first, second));
            runs.extend(n.to_le_bytes());
            runs.extend(first.to_le_bytes());
            runs.extend(second.to_le_bytes());
        }
        let word = if name.len() > SHORT {
            long.extend(bytes_of(name.iter().map(|c| c.to_le_bytes())));
            long_at.extend(
                u32::try_from(long.len() / 2)
                    .unwrap_or(u32::MAX)
                    .to_le_bytes(),
            );
            longs += 1;
            LONG | (longs - 1)
        } else {
            name.iter()
                .rev()
                .fold(0u64, |all, c| all << 16 | u64::from(*c))
        };
        packed.extend(word.to_le_bytes());
        lasts.extend(name.last().copied().unwrap_or(0).to_le_bytes());
    }
    set(Section::Names, packed);
    set(Section::LongAt, long_at);
    set(Section::Long, long);
    set(Section::Groups, groups);
    set(Section::Runs, runs);
    set(Section::Lasts, lasts);
}

/// Who bears which name.
#[derive(Debug)]
pub(super) struct Naming {
    /// Where the people of each name start, and at the end how many there are.
    starts: Vec<u32>,
    /// The name of each slot.
    name_of: Vec<u32>,
}

impl Naming {
    /// The names that only some people bear, as they are written; slots each once.
    pub(super) fn borne_only_by(&self, slots: &[u32]) -> Vec<u8> {
        let mut borne: BTreeMap<u32, u32> = BTreeMap::new();
        let names = slots.iter().filter_map(|s| self.name_of.get(*s as usize));
        for name in names {
            *borne.entry(*name).or_default() += 1;
        }
        let starts = &self.starts;
        borne.retain(|name, count| starts[*name as usize + 1] - starts[*name as usize] == *count);
        bytes_of(borne.keys().map(|n| n.to_le_bytes()))
    }
}

/// Everyone sorted by name, and within a name by slot.
fn write_bearers(
    name_of: Vec<u32>,
    names: usize,
    set: &mut impl FnMut(Section, Vec<u8>),
) -> Naming {
    let mut starts = vec![0u32; names + 1];
    for name in &name_of {
        starts[*name as usize + 1] += 1;
    }
    for n in 0..names {
        starts[n + 1] += starts[n];
    }
    let mut next = starts.clone();
    let mut bearers = vec![0u32; name_of.len()];
    for (slot, name) in (0u32..).zip(&name_of) {
        let at = &mut next[*name as usize];
        bearers[*at as usize] = slot;
        *at += 1;
    }
    set(
        Section::BearerAt,
        bytes_of(starts.iter().map(|n| n.to_le_bytes())),
    );
    set(
        Section::Bearers,
        bytes_of(bearers.iter().map(|n| n.to_le_bytes())),
    );
    set(
        Section::NameOf,
        bytes_of(name_of.iter().map(|n| n.to_le_bytes())),
    );
    Naming { starts, name_of }
}

/// Numbers as bytes.
fn bytes_of<const N: usize>(list: impl IntoIterator<Item = [u8; N]>) -> Vec<u8> {
    list.into_iter().flatten().collect()
}

/// What is numbered in the order in which it came.
type Order<T> = HashMap<T, u32>;
