//! Petitions by number, query code, words of the matter, people, unit and category: candidates from
//! the index, each read and tested, newest first.

use std::borrow::Cow;
use std::collections::HashSet;

use rusqlite::{OptionalExtension, params};

use super::{Failed, Finder};
use crate::domain::ids::{PetitionId, UnitId};
use crate::domain::withheld::Withheld;
use crate::flow::view::{PetitionHit, PetitionRow};
use crate::search::index::Words;
use crate::store::{Sql, called, petitions};
use crate::words::Word;

/// Characters of an excerpt, before the match and in all.
const BEFORE: usize = 6;
const EXCERPT: usize = 28;

/// What words are looked for in, field by field.
#[derive(Clone, Debug, Default)]
pub struct Matter {
    texts: [String; 7],
    unit: i64,
    category: String,
    /// Whom it accuses, where it changed since the index was made and this operator is listed to read it.
    pub(super) accused: Vec<String>,
}

/// The fields, in the order of [`Matter::texts`], each with its class and why.
const FIELDS: [(&str, Word); 7] = [
    ("summary", Word::new("概要含此", "in the summary")),
    ("words", Word::new("内容含此", "in the words of the matter")),
    ("place", Word::new("属地含此", "in the place")),
    ("name", Word::new("信访人含此", "in a petitioner's name")),
    ("number", Word::new("编号含此", "in the number")),
    (
        "external_no",
        Word::new("外部编号含此", "in the other system's number"),
    ),
    (
        "name",
        Word::new("同件信访人含此", "in the name of another petitioner"),
    ),
];
/// The classes of the fields that hold names and numbers, and no running text.
pub(super) const NARROW: [&str; 3] = ["name", "number", "external_no"];
pub(super) const BY_NUMBER: Word = Word::new("编号相符", "number");
pub(super) const BY_CODE: Word = Word::new("查询码相符", "query code");
const BY_UNIT: Word = Word::new("承办单位", "the unit that holds it");
const BY_FORMER_UNIT: Word = Word::new("承办单位的旧名", "a former name of the unit that holds it");
const BY_CATEGORY: Word = Word::new("内容分类", "the category");

/// What is read of a petition, and the names of everybody in it but the first. A row whose first name is
/// withheld from units has none: it is read where it stands, for those who may know it.
const TEXTS: &str = "p.summary, p.words, p.place,
    CASE WHEN p.name <> '' THEN p.name ELSE (SELECT n.name FROM party a JOIN petitioner n ON n.id = a.person WHERE a.petition = p.id AND a.ord = 0 AND p.sealed = 0) END,
    p.number, p.external_no,
    (SELECT group_concat(n.name, char(10)) FROM party a JOIN petitioner n ON n.id = a.person WHERE a.petition = p.id AND a.ord > 0 AND p.sealed = 0), p.holder, p.category";
/// The places of names in [`Matter::texts`].
const NAMES: [usize; 2] = [3, 6];

impl Matter {
    /// Reads a petition's words; `None` when there is no such petition.
    pub fn read(conn: &rusqlite::Connection, id: PetitionId) -> Sql<Option<Self>> {
        conn.prepare_cached(&format!("SELECT {TEXTS} FROM petition p WHERE p.id = ?1"))?
            .query_row([id.0], Self::of)
            .optional()
    }

    fn of(r: &rusqlite::Row<'_>) -> Sql<Self> {
        let mut texts: [String; 7] = std::array::from_fn(|_| String::new());
        for (n, text) in texts.iter_mut().enumerate() {
            *text = r.get::<_, Option<String>>(n)?.unwrap_or_default();
        }
        Ok(Self {
            texts,
            unit: r.get(7)?,
            category: r.get(8)?,
            accused: Vec::new(),
        })
    }

    /// Where a word stands: the first field that has it.
    fn field(&self, word: &str) -> Option<usize> {
        self.texts
            .iter()
            .position(|text| place_in(text, word).is_some())
    }

    /// Takes out whoever is withheld.
    fn withhold(&mut self, withheld: &Withheld, veiled: bool) {
        for (n, text) in self.texts.iter_mut().enumerate() {
            if veiled && NAMES.contains(&n) {
                text.clear();
            } else if n < 3 {
                *text = withheld.cover(text).into_owned();
            }
        }
    }

    fn is_marked(&self, word: &Words) -> Option<Word> {
        let unit = u16::try_from(self.unit).unwrap_or(u16::MAX);
        if word.units.contains(&unit) {
            Some(BY_UNIT)
        } else if self
            .category
            .parse()
            .is_ok_and(|c| word.categories.contains(&c))
        {
            Some(BY_CATEGORY)
        } else {
            None
        }
    }

    /// Why the petition fits all words; `None` when it does not. The reason is that of the word
    /// found furthest from the summary.
    fn why(&self, words: &[Words]) -> Option<(&'static str, Word, usize)> {
        let mut worst: Option<(usize, (&'static str, Word, usize))> = None;
        for (n, word) in words.iter().enumerate() {
            let new = match self.field(&word.text) {
                Some(field) => (field, (FIELDS[field].0, FIELDS[field].1, n)),
                None => (FIELDS.len(), ("office", self.is_marked(word)?, n)),
            };
            if worst.as_ref().is_none_or(|w| new.0 > w.0) {
                worst = Some(new);
            }
        }
        worst.map(|w| w.1)
    }

    /// Where each of the words was met, each place once.
    pub(super) fn reasons(&self, words: &[Words]) -> Vec<Word> {
        let met = |word: &Words| match self.field(&word.text) {
            Some(field) => Some(FIELDS[field].1),
            None => self.is_marked(word),
        };
        let mut all = Vec::new();
        for why in words.iter().filter_map(met) {
            if !all.contains(&why) {
                all.push(why);
            }
        }
        all
    }

    /// The words around a match in the matter, and the places in it that light up; in the summary
    /// the places alone. All words typed light up that stand in what is shown.
    fn excerpt(&self, row: &PetitionRow, words: &[Words], word: usize) -> (String, Vec<usize>) {
        let at =
            |text: &str| place_in(text, &words[word].text).map(|byte| text[..byte].chars().count());
        if !row.summary.is_empty() && at(&self.texts[0]).is_some() {
            return (String::new(), places_of(row.summary.raw(), words));
        }
        let Some((from, text)) = [1, 2, 3, 6]
            .iter()
            .find_map(|n| at(&self.texts[*n]).map(|from| (from, &self.texts[*n])))
        else {
            // The summary is shown in any case.
            return (String::new(), places_of(row.summary.raw(), words));
        };
        // Further words that stand a little before it are shown as well.
        let room = from.saturating_sub(EXCERPT - 2 * BEFORE);
        let others = words.iter().filter_map(|w| place_in(text, &w.text));
        let others = others.map(|byte| text[..byte].chars().count());
        let first = others.filter(|at| (room..from).contains(at)).min();
        let start = first.unwrap_or(from).saturating_sub(BEFORE);
        let shown = text.chars().skip(start).take(EXCERPT);
        let shown: String = shown
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .collect();
        let lit = places_of(&shown, words);
        (shown, lit)
    }
}

/// The characters of a text that the first of each word in it takes, ascending.
fn places_of(text: &str, words: &[Words]) -> Vec<usize> {
    let mut places = Vec::new();
    for word in words {
        if let Some(byte) = place_in(text, &word.text) {
            let from = text[..byte].chars().count();
            places.extend(from..from + word.text.chars().count());
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// Where a word stands in a text, ASCII letters of any case.
fn place_in(text: &str, word: &str) -> Option<usize> {
    if word.bytes().any(|b| b.is_ascii_alphabetic()) {
        text.to_ascii_lowercase().find(word)
    } else {
        text.find(word)
    }
}

impl Finder {
    pub(super) fn row(&self, login: &str, id: PetitionId) -> Sql<Option<PetitionRow>> {
        let sql = format!(
            "SELECT {} FROM petition p WHERE p.id = ?2 AND {}",
            petitions::COLUMNS,
            petitions::ONE_SEEN
        );
        self.store
            .conn
            .prepare_cached(&sql)?
            .query_row(params![login, id.0], petitions::read)
            .optional()
    }

    /// Petitions that have all the words, newest first, those already found left out.
    pub(super) fn by_words(
        &self,
        words: &[Words],
        limit: usize,
        hits: &mut Vec<PetitionHit>,
    ) -> Result<(), Failed> {
        let known: HashSet<PetitionId> = hits.iter().map(|h| h.row.id).collect();
        let mut fresh = Vec::new();
        for (id, matter) in self.touched.iter().rev() {
            if fresh.len() >= limit {
                break;
            }
            if !known.contains(&PetitionId(*id)) {
                fresh.extend(self.hit(PetitionId(*id), matter, words)?);
            }
        }
        let mut failed = None;
        let mut found = 0;
        let mut visit = |id: i64| {
            if self.touched.contains_key(&id) || known.contains(&PetitionId(id)) {
                return true;
            }
            let read = Matter::read(&self.store.conn, PetitionId(id)).map_err(Failed::Sql);
            match read.and_then(|m| m.map_or(Ok(None), |m| self.hit(PetitionId(id), &m, words))) {
                Ok(hit) => {
                    found += usize::from(hit.is_some());
                    fresh.extend(hit);
                    found < limit
                }
                Err(e) => {
                    failed = Some(e);
                    false
                }
            }
        };
        match &self.index {
            Some(index) => index.petitions(words, self.within.as_ref(), &mut visit)?,
            None => self.every_petition(words, &mut visit)?,
        }
        if let Some(failed) = failed {
            return Err(failed);
        }
        fresh.sort_by_key(|hit| std::cmp::Reverse(hit.row.id));
        fresh.truncate(limit.saturating_sub(hits.len()));
        hits.extend(fresh);
        Ok(())
    }

    /// A petition as a hit, if it has the words and this operator may see it.
    pub(super) fn hit(
        &self,
        id: PetitionId,
        matter: &Matter,
        words: &[Words],
    ) -> Result<Option<PetitionHit>, Failed> {
        let login = self.store.office.operator.login.as_str();
        let Some((mut class, mut why, mut word)) = matter.why(words) else {
            return Ok(None);
        };
        let mut matter = Cow::Borrowed(matter);
        let office = &self.store.office;
        if office.operator.unit != UnitId::OFFICE {
            // Found as if nobody were there whom it withholds, in running text neither.
            let veiled = !called::is_unveiled(&self.store.conn, login, id)?;
            let withheld = called::near(&self.store.conn, office, id)?;
            matter.to_mut().withhold(&withheld, veiled);
            match matter.why(words) {
                Some(other) => (class, why, word) = other,
                None => return Ok(None),
            }
        }
        if why == BY_UNIT {
            let unit = self.store.office.units.get(UnitId(matter.unit));
            let now = unit.is_none_or(|unit| unit.name.contains(&words[word].text));
            why = if now { BY_UNIT } else { BY_FORMER_UNIT };
        }
        let mut besides = matter.reasons(words);
        besides.retain(|other| *other != why && (why != BY_FORMER_UNIT || *other != BY_UNIT));
        Ok(self.row(login, id)?.map(|row| {
            let (excerpt, lit) = matter.excerpt(&row, words, word);
            PetitionHit {
                row,
                class,
                why,
                besides,
                excerpt: excerpt.into(),
                lit,
            }
        }))
    }

    /// Every petition whose own row has the words, newest first: what is read while there is no index.
    fn every_petition(&self, words: &[Words], visit: &mut impl FnMut(i64) -> bool) -> Sql<()> {
        use std::fmt::Write;
        let mut sql = "SELECT p.id FROM petition p WHERE 1".to_owned();
        for n in 1..=words.len() {
            // `n` numbers our own parameters; what was typed is only ever bound.
            let _ = write!(
                sql,
                " AND instr(lower(p.summary || char(10) || p.words || char(10) || p.place || char(10) || p.name || char(10) || p.number || char(10) || p.external_no), ?{n})"
            );
        }
        sql.push_str(" ORDER BY p.id DESC");
        let mut statement = self.store.conn.prepare(&sql)?;
        let mut rows =
            statement.query(rusqlite::params_from_iter(words.iter().map(|w| &w.text)))?;
        while let Some(row) = rows.next()? {
            if !visit(row.get(0)?) {
                break;
            }
        }
        Ok(())
    }
}
