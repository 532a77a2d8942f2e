//! Petitions by number, query code, words of the matter, people, unit and category: candidates from
//! the index, each read and tested, newest first.

use std::borrow::Cow;
use std::collections::HashSet;

use rusqlite::{OptionalExtension, params};

use super::marks::{Marks, Told};
use super::places::{named, place_in, places_of};
use super::{Failed, Finder};
use crate::domain::ids::{PetitionId, UnitId};
use crate::domain::withheld::Withheld;
use crate::flow::view::{PetitionHit, PetitionRow};
use crate::search::index::Words;
use crate::store::petitions::mentioned;
use crate::store::{Sql, called, petitions, veil};
use crate::words::{Outside, Word};

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
    pub(super) accused: Vec<Outside>,
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
pub(super) const BY_NUMBER: Word = Word::new("编号相符", "number");
pub(super) const BY_OTHER: Word = Word::new("外部编号相符", "the other system's number");
pub(super) const BY_CODE: Word = Word::new("查询码相符", "query code");
/// The class of those that are found by their unit or category alone.
const OFFICE: &str = "office";

/// What is read of a petition, and the names of everybody in it but the first. A row whose first name is
/// withheld from units has none: it is read where it stands, for those who may know it.
const TEXTS: &str = "p.summary, p.words, p.place,
    CASE WHEN p.name <> '' THEN p.name ELSE (SELECT n.name FROM party a JOIN petitioner n ON n.id = a.person WHERE a.petition = p.id AND a.ord = 0 AND p.sealed = 0) END,
    p.number, p.external_no,
    (SELECT group_concat(n.name, char(10)) FROM party a JOIN petitioner n ON n.id = a.person WHERE a.petition = p.id AND a.ord > 0 AND p.sealed = 0), p.holder, p.category";
/// So many of [`Matter::texts`] are running text.
const WORDS: usize = 3;
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
            } else if n < WORDS {
                *text = withheld.cover(text).into_owned();
            }
        }
    }

    /// Its unit where the word names it, or else its category.
    fn marked(&self, marks: &Marks, word: &Words) -> Option<Told> {
        let unit = u16::try_from(self.unit).unwrap_or(u16::MAX);
        let unit = Some(unit).filter(|unit| word.units.contains(unit));
        let category = self.category.parse().ok();
        let category = category.filter(|c| word.categories.contains(c));
        let unit = unit.and_then(|unit| marks.unit(unit, &word.text));
        let category = || category.and_then(|c| marks.category(c, &word.text));
        unit.or_else(category)
    }

    fn is_marked(&self, word: &Words) -> bool {
        let unit = u16::try_from(self.unit).unwrap_or(u16::MAX);
        let category = self.category.parse();
        word.units.contains(&unit) || category.is_ok_and(|c| word.categories.contains(&c))
    }

    /// Where the word furthest from the summary stands, and which it is; `None` when one of them stands nowhere.
    fn worst(&self, words: &[Words]) -> Option<(Option<usize>, usize)> {
        let mut worst: Option<(Option<usize>, usize)> = None;
        for (n, word) in words.iter().enumerate() {
            let field = self.field(&word.text);
            if field.is_none() && !self.is_marked(word) {
                return None;
            }
            let far = |field: Option<usize>| field.unwrap_or(FIELDS.len());
            if worst.is_none_or(|w| far(field) > far(w.0)) {
                worst = Some((field, n));
            }
        }
        worst
    }

    /// How each of the words was met: the reasons, each once, with the names of units and categories.
    fn reasons(&self, words: &[Words], marks: &Marks) -> (Vec<Word>, Vec<Told>) {
        let (mut all, mut told): (Vec<Word>, Vec<Told>) = (Vec::new(), Vec::new());
        for word in words {
            if let Some(field) = self.field(&word.text) {
                all.push(FIELDS[field].1);
                continue;
            }
            if let Some(mark) = self.marked(marks, word) {
                match told.iter_mut().find(|t| t.text == mark.text) {
                    Some(same) => same.lit.extend(mark.lit),
                    None => told.push(mark),
                }
            }
        }
        // In the order of the names, which stand behind the reasons.
        all.extend(told.iter().map(|mark| mark.why));
        let mut known = Vec::new();
        all.retain(|why| {
            !known.contains(why) && {
                known.push(*why);
                true
            }
        });
        (all, told)
    }

    /// The words around a match in the matter, and the places in it that light up; in the summary
    /// the places alone. All words typed light up that stand in what is shown.
    fn excerpt(&self, row: &PetitionRow, words: &[Words], word: usize) -> (String, Vec<usize>) {
        let at =
            |text: &str| place_in(text, &words[word].text).map(|byte| text[..byte].chars().count());
        if !row.summary.is_empty() && at(&self.texts[0]).is_some() {
            return (String::new(), places_of(row.summary.raw(), words));
        }
        let Some((from, text)) = [1, 2, 3, 6, 5]
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
            .and_then(|mut row| {
                mentioned::rows(&self.store.conn, login, &mut row)?;
                Ok(row)
            })
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
        let Some(mut met) = matter.worst(words) else {
            return Ok(None);
        };
        let mut matter = Cow::Borrowed(matter);
        if self.cover(id, &mut matter)? {
            match matter.worst(words) {
                Some(other) => met = other,
                None => return Ok(None),
            }
        }
        let Some(row) = self.row(login, id)? else {
            return Ok(None);
        };
        let (field, word) = met;
        let (mut besides, told) = matter.reasons(words, self.marks());
        let (class, why) = match (field.map(|field| FIELDS[field]), told.last()) {
            (Some(field), _) => field,
            (None, Some(told)) => (OFFICE, told.why),
            (None, None) => return Ok(None),
        };
        besides.retain(|other| *other != why);
        let (excerpt, lit) = if field.is_none() {
            named(&told)
        } else {
            matter.excerpt(&row, words, word)
        };
        Ok(Some(PetitionHit {
            row,
            class,
            why,
            besides,
            excerpt: excerpt.into(),
            lit,
        }))
    }

    /// Takes out of the words of a petition whom it withholds and which petitions it names that this operator may not
    /// know of: it is found as if they did not stand there. Says whether it may read otherwise.
    fn cover(&self, id: PetitionId, matter: &mut Cow<'_, Matter>) -> Sql<bool> {
        let (conn, office) = (&self.store.conn, &self.store.office);
        let login = office.operator.login.as_str();
        let parted = office.operator.unit != UnitId::OFFICE || !veil::is_full(office);
        let numbered = |text: &String| mentioned::covered(conn, login, text);
        let told = matter.texts[..WORDS].iter().map(numbered);
        let told: Vec<Option<String>> = told.collect::<Sql<_>>()?;
        let names_any = told.iter().any(Option::is_some);
        if !parted && !names_any {
            return Ok(false);
        }
        // Their own words stand for them as they wrote them.
        let own = mentioned::is_own(conn, login, id)?;
        let matter = matter.to_mut();
        if !own {
            for (text, told) in matter.texts.iter_mut().zip(told) {
                *text = told.unwrap_or_else(|| std::mem::take(text));
            }
        }
        if parted {
            let veiled = !petitions::is_unveiled(conn, login, id)?;
            let withheld = if own {
                Withheld::default()
            } else {
                called::near(conn, office, id)?
            };
            matter.withhold(&withheld, veiled);
        }
        Ok(true)
    }

    /// Every petition whose own row has the words, newest first: what is read while there is no index.
    fn every_petition(&self, words: &[Words], visit: &mut impl FnMut(i64) -> bool) -> Sql<()> {
        use std::fmt::Write;
        let mut sql = "SELECT p.id FROM petition p WHERE 1".to_owned();
        for (n, word) in (1..).zip(words) {
            // `n` numbers our own parameters; what was typed is only ever bound.
            let _ = write!(
                sql,
                " AND (instr(lower(p.summary || char(10) || p.words || char(10) || p.place || char(10) || p.name || char(10) || p.number || char(10) || p.external_no), ?{n}) {})",
                or_marked(word)
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

/// What makes a petition fit whose unit or category a word names: our own numbers alone.
fn or_marked(word: &Words) -> String {
    let units: Vec<String> = word.units.iter().map(u16::to_string).collect();
    let categories = word.categories.iter().map(|code| format!("'{code:04}'"));
    let categories: Vec<String> = categories.collect();
    let (units, categories) = (units.join(","), categories.join(","));
    format!("OR p.holder IN ({units}) OR p.category IN ({categories})")
}
