//! Reports by whom they accuse, for those who are listed to read them and for nobody else: nothing but their own
//! list is looked through, so the rest leaves no trace in what comes up, in its order, or in how long it takes.

use std::collections::BTreeMap;

use rusqlite::params;
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

/// The names of those whom each report accuses, as they are read, the newest report last.
type Accused = BTreeMap<PetitionId, Vec<String>>;

impl Finder {
    /// Reports whose reader this operator is and of which every word names somebody accused or stands in the matter,
    /// and one at least names somebody.
    pub(super) fn by_accused(
        &self,
        words: &[Words],
        limit: usize,
        hits: &mut Vec<PetitionHit>,
    ) -> Result<(), Failed> {
        let all = self.accused()?;
        for (nth, (id, names)) in all.iter().rev().enumerate() {
            if hits.len() >= limit {
                break;
            }
            let is_met = |w: &&Words| stands(names, &w.text, nth < SOUNDED);
            let (named, others): (Vec<&Words>, Vec<&Words>) = words.iter().partition(is_met);
            if named.is_empty() || hits.iter().any(|hit| hit.row.id == *id) {
                continue;
            }
            let others: Vec<Words> = others.into_iter().cloned().collect();
            hits.extend(self.accusing(*id, &named, &others)?);
        }
        Ok(())
    }

    /// Whom the reports accuse of which this operator is a listed reader.
    fn accused(&self) -> Sql<Accused> {
        let login = self.store.office.operator.login.as_str();
        let sql = "SELECT b.petition, b.name FROM reader r JOIN petition p ON p.id = r.petition AND p.restricted = 1
             JOIN barred b ON b.petition = r.petition WHERE r.login = ?1 AND b.name <> ''";
        let mut statement = self.store.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params![login])?;
        let mut all = Accused::new();
        while let Some(r) = rows.next()? {
            let names = all.entry(PetitionId(r.get(0)?)).or_default();
            names.push(r.get(1)?);
        }
        Ok(all)
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
                let read = [reading(text)];
                named.iter().any(|w| stands(&read, &w.text, true))
            });
            if let Some(met) = met {
                return Ok(met.to_owned());
            }
        }
        Ok(String::new())
    }
}

/// Whether a word is one of the names or a part of one, or sounds as one begins.
fn stands(names: &[String], word: &str, sounded: bool) -> bool {
    if word.chars().count() < FEWEST {
        return false;
    }
    if !word.is_ascii() {
        let word = reading(word);
        return names.iter().any(|name| name.contains(&word));
    }
    let labels: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let letters = word.bytes().all(|b| b.is_ascii_alphabetic());
    letters && sounded && fuzzy_words(word, &labels).iter().any(|hit| hit.as_typed)
}
