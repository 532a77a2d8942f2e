//! Reports by whom they accuse, for those who are listed to read them and for nobody else: nothing but their own
//! list is looked through, so the rest leaves no trace in what comes up, in its order, or in how long it takes.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::params;
use serde_json::Value;

use super::listed::{Listed, Met, is_letters, is_name};
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
/// Reports that name somebody typed and are held against the other words, newest first.
const TRIED: usize = 3000;

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
        // Without an index they were not read with it, and nothing is known of what changed since.
        let listed = if let (Some(listed), Some(_)) = (&self.accused, &self.index) {
            listed
        } else {
            read = Listed::read(&self.store.conn, &self.store.office.operator.login)?;
            &read
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
