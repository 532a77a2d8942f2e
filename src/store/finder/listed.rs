//! Whom the reports accuse that one operator is listed to read, kept small.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use rusqlite::{Connection, params};

use crate::domain::ids::PetitionId;
use crate::domain::rights::reading;
use crate::search::Names;
use crate::search::index::Words;
use crate::store::Sql;
use crate::words::Outside;

/// The fewest characters or letters of a name that are looked for.
const FEWEST: usize = 2;
/// Reports that are looked through by the sounds of a name, newest first.
const SOUNDED: usize = 500;

/// The reports in which somebody bears a word, with the places of those words.
pub type Met = BTreeMap<PetitionId, BTreeSet<usize>>;

/// Whom the reports accuse of which one operator is a listed reader: read once for an index, for there can be tens of
/// thousands. One that changed since has its own in [`Matter::accused`](super::words::Matter::accused).
pub struct Listed {
    /// The names as they are read, each once, a line each.
    names: Outside,
    /// Where each name starts.
    starts: Vec<u32>,
    /// Each report, by how far it is from the one before, and the place of a name in it; the newest last. There
    /// can be more of them than names, and every session holds them.
    reports: Vec<u8>,
    /// The newest again: report and place.
    newest: Vec<(PetitionId, u32)>,
    /// The names in the newest, as they sound.
    sounds: OnceCell<Names>,
}

/// [`Listed`] while it is read.
#[derive(Default)]
pub struct Listing {
    known: HashMap<Box<str>, u32>,
    names: Outside,
    starts: Vec<u32>,
    reports: Vec<u8>,
    newest: VecDeque<(PetitionId, u32)>,
    before: i64,
}

impl Listing {
    /// Takes whom a report accuses, the oldest report first; whoever has no name is left out.
    pub fn note(&mut self, report: i64, name: &str) {
        if name.is_empty() {
            return;
        }
        let place = if let Some(place) = self.known.get(name) {
            *place
        } else {
            let place = u32::try_from(self.starts.len()).unwrap_or(u32::MAX);
            let mut names = std::mem::take(&mut self.names).into_raw();
            self.starts
                .push(u32::try_from(names.len()).unwrap_or(u32::MAX));
            // A name is one line.
            names.extend(name.split('\n'));
            names.push('\n');
            self.names = names.into();
            self.known.insert(name.into(), place);
            place
        };
        write(&mut self.reports, report.abs_diff(self.before));
        write(&mut self.reports, place.into());
        self.before = report;
        self.newest.push_back((PetitionId(report), place));
        if self.newest.len() > SOUNDED {
            self.newest.pop_front();
        }
    }

    /// All that was taken.
    #[must_use]
    pub fn listed(mut self) -> Listed {
        let mut names = self.names.into_raw();
        names.shrink_to_fit();
        self.reports.shrink_to_fit();
        Listed {
            names: names.into(),
            starts: self.starts,
            reports: self.reports,
            newest: self.newest.into(),
            sounds: OnceCell::new(),
        }
    }
}

impl Listed {
    /// Reads it by itself, for want of an index that it is read with.
    pub fn read(conn: &Connection, login: &str) -> Sql<Self> {
        let sql = "SELECT b.petition, b.name FROM reader r JOIN barred b ON b.petition = r.petition
             WHERE r.login = ?1 ORDER BY r.petition";
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query(params![login])?;
        let mut listing = Listing::default();
        while let Some(r) = rows.next()? {
            listing.note(r.get(0)?, r.get_ref(1)?.as_str()?);
        }
        Ok(listing.listed())
    }

    /// Notes in which reports somebody bears one of some words: of the newest by their sound too.
    pub fn note(&self, words: &[Words], met: &mut Met) {
        for (nth, word) in words.iter().enumerate() {
            if is_letters(&word.text) {
                let names = || {
                    self.newest
                        .iter()
                        .filter_map(|(_, place)| self.name(*place))
                };
                let sounds = self.sounds.get_or_init(|| Names::of(names()));
                for at in sounds.sounding(&word.text) {
                    met.entry(self.newest[at].0).or_default().insert(nth);
                }
            } else if is_name(&word.text) {
                let named = self.naming(&reading(&word.text));
                if named.is_empty() {
                    continue;
                }
                for (report, place) in self.reports() {
                    if named.binary_search(&place).is_ok() {
                        met.entry(report).or_default().insert(nth);
                    }
                }
            }
        }
    }

    /// Each report with the place of a name in it.
    fn reports(&self) -> impl Iterator<Item = (PetitionId, u32)> {
        let (mut rest, mut report) = (self.reports.as_slice(), 0i64);
        std::iter::from_fn(move || {
            report = report.checked_add_unsigned(read(&mut rest)?)?;
            let place = u32::try_from(read(&mut rest)?).ok()?;
            Some((PetitionId(report), place))
        })
    }

    /// A name by its place.
    fn name(&self, place: u32) -> Option<&str> {
        let start = *self.starts.get(usize::try_from(place).ok()?)?;
        let text = self.names.raw().get(usize::try_from(start).ok()?..)?;
        text.lines().next()
    }

    /// The places of the names that have a word in them, ascending.
    fn naming(&self, word: &str) -> Vec<u32> {
        let met = self.names.raw().match_indices(word);
        let place = |(at, _)| {
            let place = self.starts.partition_point(|start| *start as usize <= at);
            u32::try_from(place.checked_sub(1)?).ok()
        };
        let mut places: Vec<u32> = met.filter_map(place).collect();
        places.dedup();
        places
    }
}

/// Writes a number in as few bytes as it takes, seven bits in each.
fn write(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7F {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

/// Takes such a number off the front; `None` at the end.
fn read(bytes: &mut &[u8]) -> Option<u64> {
    let len = 1 + bytes.iter().position(|byte| byte & 0x80 == 0)?;
    let (number, rest) = bytes.split_at_checked(len)?;
    *bytes = rest;
    let bits = |byte: &u8| u64::from(byte & 0x7F);
    Some(
        number
            .iter()
            .rev()
            .fold(0, |all, byte| all << 7 | bits(byte)),
    )
}

/// Whether a word may be letters of a name.
pub fn is_letters(word: &str) -> bool {
    word.len() >= FEWEST && word.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Whether a word may be characters of a name.
pub fn is_name(word: &str) -> bool {
    !word.is_ascii() && reading(word).chars().count() >= FEWEST
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    /// Numbers of every length come out as they went in, and what is cut off gives none.
    #[test]
    fn numbers_are_read_as_they_were_written() {
        let numbers = [
            0,
            1,
            127,
            128,
            300,
            16_383,
            16_384,
            u64::from(u32::MAX),
            u64::MAX,
        ];
        let mut bytes = Vec::new();
        for number in numbers {
            write(&mut bytes, number);
        }
        let mut rest = bytes.as_slice();
        for number in numbers {
            assert_eq!(read(&mut rest), Some(number));
        }
        assert_eq!(read(&mut rest), None);
        assert_eq!(read(&mut [0x80].as_slice()), None);
    }
}
