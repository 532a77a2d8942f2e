//! Reports by whom they accuse, for those who are listed to read them and for nobody else: nothing but their own
//! list is looked through, so the rest leaves no trace in what comes up, in its order, or in how long it takes.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};
use serde_json::Value;

use super::words::Matter;
use super::{Failed, Finder};
use crate::domain::ids::PetitionId;
use crate::domain::rights::reading;
use crate::flow::view::PetitionHit;
use crate::search::fuzzy_words;
use crate::search::index::Words;
use crate::store::Sql;
use crate::words::{Outside, Word};

const BY_ACCUSED: Word = Word::new("被检举人", "who is accused");
/// The fewest characters or letters of a name that are looked for.
const FEWEST: usize = 2;
/// Reports that are looked through by the sounds of a name, newest first.
const SOUNDED: usize = 500;

/// Whom the reports accuse of which one operator is a listed reader, in order: read once for an index, for there can
/// be tens of thousands. One that changed since has its own in [`Matter::accused`].
pub struct Listed {
    /// The names as they are read, each with a line end behind it.
    names: String,
    /// Each report, and where its names start.
    reports: Vec<(PetitionId, usize)>,
}

impl Listed {
    fn read(conn: &Connection, login: &str) -> Sql<Self> {
        let sql = "SELECT b.petition, b.name FROM reader r JOIN barred b ON b.petition = r.petition
             WHERE r.login = ?1 AND b.name <> '' ORDER BY r.petition";
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query(params![login])?;
        let (mut names, mut reports) = (String::new(), Vec::<(PetitionId, usize)>::new());
        while let Some(r) = rows.next()? {
            let id = PetitionId(r.get(0)?);
            if reports.last().is_none_or(|last| last.0 != id) {
                reports.push((id, names.len()));
            }
            names.push_str(r.get_ref(1)?.as_str()?);
            names.push('\n');
        }
        Ok(Self { names, reports })
    }

    /// The names in a report, by its place.
    fn names(&self, at: usize) -> impl Iterator<Item = &str> {
        let end = self.reports.get(at + 1).map_or(self.names.len(), |r| r.1);
        self.names[self.reports[at].1..end].lines()
    }

    /// Reports that name one of some words, newest first: by the characters, the newest by sound too.
    fn naming(&self, words: &[Words]) -> Vec<PetitionId> {
        let mut places = BTreeSet::new();
        let sounded = self.reports.len().saturating_sub(SOUNDED)..self.reports.len();
        for word in words.iter().filter(|w| is_long_enough(&w.text)) {
            if word.text.is_ascii() {
                let names = |at: usize| self.names(at).collect::<Vec<_>>();
                places.extend(sounded.clone().filter(|at| stands(&names(*at), &word.text)));
                continue;
            }
            let place = |(at, _)| self.reports.partition_point(|r| r.1 <= at) - 1;
            let read = reading(&word.text);
            places.extend(self.names.match_indices(&read).map(place));
        }
        places.iter().rev().map(|at| self.reports[*at].0).collect()
    }

    /// Whom a report accuses.
    fn of(&self, id: PetitionId) -> Vec<&str> {
        let at = self.reports.binary_search_by_key(&id, |r| r.0);
        at.map_or_else(|_| Vec::new(), |at| self.names(at).collect())
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
        let touched = self.touched.iter().rev();
        let touched = touched.filter(|(_, matter)| !matter.accused.is_empty());
        let touched = touched.map(|(id, matter)| {
            let names = matter.accused.iter().map(String::as_str);
            (PetitionId(*id), names.collect::<Vec<_>>())
        });
        let others = listed.naming(words).into_iter();
        let others = others.filter(|id| !self.touched.contains_key(&id.0));
        for (id, names) in touched.chain(others.map(|id| (id, listed.of(id)))) {
            if hits.len() >= limit {
                break;
            }
            let is_met = |w: &&Words| stands(&names, &w.text);
            let (named, others): (Vec<&Words>, Vec<&Words>) = words.iter().partition(is_met);
            if named.is_empty() || hits.iter().any(|hit| hit.row.id == id) {
                continue;
            }
            let others: Vec<Words> = others.into_iter().cloned().collect();
            hits.extend(self.accusing(id, &named, &others)?);
        }
        Ok(())
    }

    /// Whom a report accuses, if this operator is a listed reader of it.
    pub(super) fn accused_of(&self, id: PetitionId) -> Sql<Vec<String>> {
        let sql = "SELECT b.name FROM barred b WHERE b.petition = ?2 AND b.name <> ''
             AND EXISTS (SELECT 1 FROM reader r WHERE r.petition = ?2 AND r.login = ?1)";
        let mut statement = self.store.conn.prepare_cached(sql)?;
        let login = &self.store.office.operator.login;
        statement
            .query_map(params![login, id.0], |r| r.get(0))?
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
                let read = [read.as_str()];
                named.iter().any(|w| stands(&read, &w.text))
            });
            if let Some(met) = met {
                return Ok(met.to_owned());
            }
        }
        Ok(String::new())
    }
}

fn is_long_enough(word: &str) -> bool {
    word.chars().count() >= FEWEST
}

/// Whether a word is one of the names or a part of one, or sounds as one begins.
fn stands(names: &[&str], word: &str) -> bool {
    if !is_long_enough(word) {
        return false;
    }
    if !word.is_ascii() {
        let word = reading(word);
        return names.iter().any(|name| name.contains(&word));
    }
    let labels: Vec<(&str, &str)> = names.iter().map(|name| (*name, "")).collect();
    let letters = word.bytes().all(|b| b.is_ascii_alphabetic());
    letters && fuzzy_words(word, &labels).iter().any(|hit| hit.as_typed)
}
