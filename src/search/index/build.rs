//! A whole index: the parts of the people, the parts of the petitions, and what takes both.

use std::io::{self, Write};

use super::layout::{HEADER, Header, SECTIONS, Section, Stamp};
use super::matters::Matters;
use super::pages::{BLOCK, Part, sum};
use super::people::{People, entry, finish_entries};
use super::stand;

/// A finished index, not yet written anywhere.
pub struct Image {
    stamp: Stamp,
    people: u32,
    petitions: u32,
    parts: Vec<Vec<u8>>,
}

impl Image {
    /// Joins people and petitions: who stands in what, and whom no open petition shows.
    #[must_use]
    pub fn of(people: People, matters: Matters, stamp: Stamp) -> Self {
        let People { ids, naming, parts } = people;
        let mut all: Vec<Vec<u8>> = vec![Vec::new(); SECTIONS];
        let mut set = |section: Section, bytes: Vec<u8>| all[section as usize] = bytes;
        for (section, bytes) in parts.into_iter().chain(matters.parts) {
            set(section, bytes);
        }
        let standing = matters.standing.of_slots(&ids);
        let (mut slots, mut veiled) = (Vec::new(), (Vec::new(), Vec::new()));
        for (slot, stands) in standing.veiled() {
            slots.push(slot);
            entry(&mut veiled, slot, &stand::write(&stands));
        }
        set(Section::VeiledNames, naming.borne_only_by(&slots));
        finish_entries(&mut set, veiled, [Section::VeiledAt, Section::Veiled]);
        let [units, lists] = standing.finish();
        set(Section::UnitAt, units);
        set(Section::Units, lists);
        Self {
            stamp,
            people: ids.count(),
            petitions: matters.count,
            parts: all,
        }
    }

    /// Writes it out.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let mut header = Header {
            stamp: self.stamp,
            people: self.people,
            petitions: self.petitions,
            parts: [Part::default(); SECTIONS],
        };
        let mut next = BLOCK as u64;
        for (place, bytes) in header.parts.iter_mut().zip(&self.parts) {
            *place = Part {
                at: next,
                len: bytes.len() as u64,
            };
            next += (bytes.len() as u64).next_multiple_of(8);
        }
        let sums = self.sums();
        header.parts[Section::Sums as usize] = Part {
            at: next,
            len: sums.len() as u64,
        };
        let mut head = header.write(sum(&sums));
        debug_assert_eq!(head.len(), HEADER);
        head.resize(BLOCK, 0);
        out.write_all(&head)?;
        for bytes in &self.parts {
            out.write_all(bytes)?;
            let fill = bytes.len().next_multiple_of(8) - bytes.len();
            out.write_all(&[0; 8][..fill])?;
        }
        out.write_all(&sums)
    }

    /// The sums of all blocks; the first block is the header, which has its own.
    fn sums(&self) -> Vec<u8> {
        let mut sums = vec![0u8; 4];
        let mut block = Vec::with_capacity(BLOCK);
        let mut take = |mut bytes: &[u8]| {
            while !bytes.is_empty() {
                let (now, rest) = bytes.split_at(bytes.len().min(BLOCK - block.len()));
                block.extend_from_slice(now);
                bytes = rest;
                if block.len() == BLOCK {
                    sums.extend(sum(&block).to_le_bytes());
                    block.clear();
                }
            }
        };
        for bytes in &self.parts {
            take(bytes);
            let fill = bytes.len().next_multiple_of(8) - bytes.len();
            take(&[0; 8][..fill]);
        }
        if !block.is_empty() {
            sums.extend(sum(&block).to_le_bytes());
        }
        sums
    }

    /// The index in memory.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        let mut out = Vec::new();
        // Writing to memory does not fail.
        let _ = self.write(&mut out);
        out
    }
}
