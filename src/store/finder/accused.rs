//! Reports by whom they accuse, for those who are listed to read them and for nobody else: nothing but their own
//! list is looked through, so the rest leaves no trace in what comes up, in its order, or in how long it takes.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use rusqlite::{Connection, params};
use serde_json::Value;

use super::words::Matter;
use super::{Failed, Finder};
use crate::domain::ids::PetitionId;
use crate::domain::rights::reading;
use crate::flow::view::PetitionHit;
use crate::search::Names;
use crate::search::index::{Within, Words};
use crate::store::Sql;
use crate::words::{Outside, Word};

const BY_ACCUSED: Word = Word::new("被检举人", "who is accused");
/// The fewest characters or letters of a name that are looked for.
const FEWEST: usize = 2;
/// Reports that are looked through by the sounds of a name, newest first.
const SOUNDED: usize = 500;
/// Reports that name somebody typed and are held against the other words, newest first.
const TRIED: usize = 3000;

/// The reports in which somebody bears a word, with the places of those words.
type Met = BTreeMap<PetitionId, BTreeSet<usize>>;

/// Whom the reports accuse of which one operator is a listed reader: read once for an index, for there can be tens of
/// thousands. One that changed since has its own in [`Matter::accused`].
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

impl Listed {
    fn read(conn: &Connection, login: &str) -> Sql<Self> {
        let sql = "SELECT b.petition, b.name FROM reader r JOIN barred b ON b.petition = r.petition
             WHERE r.login = ?1 AND b.name <> '' ORDER BY r.petition";
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query(params![login])?;
        let mut known: HashMap<Box<str>, u32> = HashMap::new();
        let (mut names, mut starts) = (String::new(), Vec::new());
        let (mut reports, mut newest, mut before) = (Vec::new(), VecDeque::new(), 0);
        while let Some(r) = rows.next()? {
            let (report, name): (i64, _) = (r.get(0)?, r.get_ref(1)?.as_str()?);
            let place = if let Some(place) = known.get(name) {
                *place
            } else {
                let place = u32::try_from(starts.len()).unwrap_or(u32::MAX);
                starts.push(u32::try_from(names.len()).unwrap_or(u32::MAX));
                // A name is one line.
                names.extend(name.split('\n'));
                names.push('\n');
                known.insert(name.into(), place);
                place
            };
            write(&mut reports, report.abs_diff(before));
            write(&mut reports, place.into());
            before = report;
            newest.push_back((PetitionId(report), place));
            if newest.len() > SOUNDED {
                newest.pop_front();
            }
        }
        names.shrink_to_fit();
        reports.shrink_to_fit();
        Ok(Self {
            names: names.into(),
            starts,
            reports,
            newest: newest.into(),
            sounds: OnceCell::new(),
        })
    }

    /// Notes in which reports somebody bears one of some words: of the newest by their sound too.
    fn note(&self, words: &[Words], met: &mut Met) {
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

impl Finder {
    /// Reports whose reader this operator is and of which every word names somebody accused or stands in the matter,
    /// and one at least names somebody.
    pub(super) fn by_accused(
        &self,
        words: &[Words],
        limit: usize,
        hits: &mut Vec<PetitionHit>,
    ) -> Result<(), Failed> {
        let read;
        let listed = match (self.accused.get(), &self.index) {
            (Some(listed), Some(_)) => listed,
            (_, index) => {
                let login = &self.store.office.operator.login;
                let fresh = Listed::read(&self.store.conn, login)?;
                // Without an index nothing is known of what changed since.
                if index.is_some() {
                    self.accused.get_or_init(|| fresh)
                } else {
                    read = fresh;
                    &read
                }
            }
        };
        let mut met = Met::new();
        listed.note(words, &mut met);
        met.retain(|id, _| !self.touched.contains_key(&id.0));
        for (id, matter) in self.touched.iter().filter(|t| !t.1.accused.is_empty()) {
            let names: Vec<&str> = matter.accused.iter().map(Outside::raw).collect();
            let naming = |nth: &usize| !naming(&words[*nth].text, &names).is_empty();
            let nths: BTreeSet<usize> = (0..words.len()).filter(naming).collect();
            if !nths.is_empty() {
                met.insert(PetitionId(*id), nths);
            }
        }
        self.hold_against(words, &mut met)?;
        for (id, nths) in met.into_iter().rev() {
            if hits.len() >= limit {
                break;
            }
            if hits.iter().any(|hit| hit.row.id == id) {
                continue;
            }
            let named: Vec<&Words> = nths.iter().map(|nth| &words[*nth]).collect();
            let others = (0..words.len()).filter(|nth| !nths.contains(nth));
            let others: Vec<Words> = others.map(|nth| words[nth].clone()).collect();
            hits.extend(self.accusing(id, &named, &others)?);
        }
        Ok(())
    }

    /// Leaves of the newest reports those that may have the other words, as far as the index knows: each that is left
    /// is read, and of a town there are thousands.
    fn hold_against(&self, words: &[Words], met: &mut Met) -> Result<(), Failed> {
        while met.len() > TRIED {
            met.pop_first();
        }
        let Some(index) = &self.index else {
            return Ok(());
        };
        let mut alike: BTreeMap<BTreeSet<usize>, Vec<PetitionId>> = BTreeMap::new();
        for (id, nths) in met.iter().filter(|m| m.1.len() < words.len()) {
            if !self.touched.contains_key(&id.0) {
                alike.entry(nths.clone()).or_default().push(*id);
            }
        }
        for (nths, more) in alike {
            let others = (0..words.len()).filter(|nth| !nths.contains(nth));
            let others: Vec<Words> = others.map(|nth| words[nth].clone()).collect();
            let mut out: HashSet<PetitionId> = more.iter().copied().collect();
            let within = Within {
                units: Vec::new(),
                more,
            };
            index.petitions(&others, Some(&within), |id| {
                out.remove(&PetitionId(id));
                true
            })?;
            met.retain(|id, _| !out.contains(id));
        }
        Ok(())
    }

    /// Whom a report accuses, if this operator is a listed reader of it.
    pub(super) fn accused_of(&self, id: PetitionId) -> Sql<Vec<Outside>> {
        let sql = "SELECT b.name FROM barred b WHERE b.petition = ?2 AND b.name <> ''
             AND EXISTS (SELECT 1 FROM reader r WHERE r.petition = ?2 AND r.login = ?1)";
        let mut statement = self.store.conn.prepare_cached(sql)?;
        let login = &self.store.office.operator.login;
        statement
            .query_map(params![login, id.0], |r| {
                r.get::<_, String>(0).map(Outside::from)
            })?
            .collect()
    }

    /// A report as a hit, if this operator may see it and the other words stand in its matter.
    fn accusing(
        &self,
        id: PetitionId,
        named: &[&Words],
        others: &[Words],
    ) -> Result<Option<PetitionHit>, Failed> {
        let login = self.store.office.operator.login.as_str();
        let mut besides = Vec::new();
        if !others.is_empty() {
            let matter = Matter::read(&self.store.conn, id)?;
            let fits = matter.map(|m| self.hit(id, &m, others)).transpose()?;
            let Some(hit) = fits.flatten() else {
                return Ok(None);
            };
            besides.push(hit.why);
            besides.extend(hit.besides);
        }
        let Some(row) = self.row(login, id)? else {
            return Ok(None);
        };
        let name = self.as_written(id, named)?;
        let text = named[0].text.as_str();
        let at = name.find(text).map(|byte| name[..byte].chars().count());
        let lit = at.map(|at| (at..at + text.chars().count()).collect());
        Ok(Some(PetitionHit {
            row,
            class: "accused",
            why: BY_ACCUSED,
            besides,
            excerpt: Outside::from(name),
            lit: lit.unwrap_or_default(),
        }))
    }

    /// The name of whom a report accuses as it was written down, of the one who was typed.
    fn as_written(&self, id: PetitionId, named: &[&Words]) -> Sql<String> {
        let sql = "SELECT body FROM event WHERE petition = ?1 AND instr(body, '\"accused\"') ORDER BY seq DESC";
        let mut statement = self.store.conn.prepare_cached(sql)?;
        let bodies = statement.query_map([id.0], |r| r.get::<_, String>(0))?;
        for body in bodies {
            let body: Value = serde_json::from_str(&body?).unwrap_or_default();
            let accused = body["accused"].as_array().into_iter().flatten();
            let mut written = accused.filter_map(|a| a["name"].as_str());
            let met = written.find(|text| {
                let read = reading(text);
                named.iter().any(|w| !naming(&w.text, &[&read]).is_empty())
            });
            if let Some(met) = met {
                return Ok(met.to_owned());
            }
        }
        Ok(String::new())
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
fn is_letters(word: &str) -> bool {
    word.len() >= FEWEST && word.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Whether a word may be characters of a name.
fn is_name(word: &str) -> bool {
    !word.is_ascii() && reading(word).chars().count() >= FEWEST
}

/// Which of some names have a word in them, or sound from the first character on as it.
fn naming(word: &str, names: &[&str]) -> Vec<usize> {
    if is_letters(word) {
        return Names::of(names.iter().copied()).sounding(word);
    }
    if !is_name(word) {
        return Vec::new();
    }
    let word = reading(word);
    let has = |at: &usize| names[*at].contains(&word);
    (0..names.len()).filter(has).collect()
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
