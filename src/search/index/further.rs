//! Readings that are tried only where what was typed finds nobody, or nobody who is surely meant: a year of birth in
//! two digits, a place in letters, a place with a character written otherwise.

use super::Index;
use crate::search::dated;
use crate::search::grade::MatchClass;
use crate::search::hit::Hit;
use crate::search::housed;
use crate::search::look::{look_at_places, look_exactly};
use crate::search::normal;
use crate::search::query::Meaning;
use crate::search::segment::Torn;

/// People who are surely meant, below which a place in letters is looked for as well.
const SPARSE: usize = 3;

/// The fewest characters in a row that may be a place.
const PLACE: usize = 3;

impl Index {
    /// What was found, with what further readings find put in its place.
    pub(super) fn further(
        &self,
        query: &str,
        mut hits: Vec<Hit>,
        limit: usize,
    ) -> Result<Vec<Hit>, Torn> {
        if let Some(years) = dated::short_year(query) {
            hits = self.by_years(&years, hits, limit)?;
        }
        let surely = |hit: &&Hit| hit.class < MatchClass::Variant;
        let sure = hits.iter().filter(surely).count();
        if sure < SPARSE {
            for way in self.spelled(query)? {
                if hits.iter().filter(surely).count() >= limit {
                    break;
                }
                let meanings = housed::meanings(&way);
                let more = self.search(limit, |mut search| {
                    look_at_places(&mut search, &meanings)?;
                    search.finish(limit)
                })?;
                let more = more
                    .into_iter()
                    .filter(|hit| hit.class == MatchClass::Address);
                join(&mut hits, more.map(Hit::spelled).collect());
                // Of one class they stay in their order.
                hits.sort_by_key(|hit| hit.class);
                hits.truncate(limit);
            }
        }
        // Where nobody fits, or others by a slip alone beside something else that was typed.
        if hits.is_empty() || (may_be_beside(query) && hits.iter().filter(surely).count() == 0) {
            let mut found: Vec<Hit> = Vec::new();
            for way in self.respelled(query)? {
                let more = self.exactly(&way, limit - found.len())?.into_iter();
                let more = more.filter(|hit| hits.is_empty() || hit.class == MatchClass::Address);
                join(&mut found, more.map(Hit::respelled).collect());
                if found.len() >= limit {
                    break;
                }
            }
            join(&mut found, hits);
            hits = found;
            hits.truncate(limit);
        }
        Ok(hits)
    }

    fn exactly(&self, way: &str, limit: usize) -> Result<Vec<Hit>, Torn> {
        let meanings = housed::meanings(way);
        self.search(limit, |mut search| {
            look_exactly(&mut search, &meanings)?;
            search.finish(limit)
        })
    }

    /// Whoever fits what was typed with the year in it as one of birth, and as nothing else.
    pub(super) fn born(&self, way: &str, limit: usize) -> Result<Vec<Hit>, Torn> {
        let meanings = housed::meanings(way).into_iter();
        let meanings: Vec<Meaning> = meanings.filter_map(Meaning::born).collect();
        self.search(limit, |mut search| {
            look_exactly(&mut search, &meanings)?;
            search.finish(limit)
        })
    }

    /// Those born in a year of two digits: before all others where it is said to be one, else among them.
    fn by_years(
        &self,
        years: &dated::Years,
        hits: Vec<Hit>,
        limit: usize,
    ) -> Result<Vec<Hit>, Torn> {
        let mut born: Vec<Hit> = Vec::new();
        for text in &years.texts {
            join(&mut born, self.born(text, limit)?);
        }
        if born.is_empty() {
            return Ok(hits);
        }
        // Where all who fit are listed they are among them, in their place.
        let first = match (years.is_said, hits.len() < limit) {
            (true, _) => 0,
            (false, true) => hits.len(),
            (false, false) => limit / 2,
        };
        let mut all = hits;
        let rest = all.split_off(first);
        join(&mut all, born);
        join(&mut all, rest);
        all.truncate(limit);
        Ok(all)
    }
}

/// Adds those who are not among them yet.
pub(super) fn join(hits: &mut Vec<Hit>, more: Vec<Hit>) {
    let known = |hits: &[Hit], hit: &Hit| hits.iter().any(|held| held.person == hit.person);
    for hit in more {
        if !known(hits, &hit) {
            hits.push(hit);
        }
    }
}

/// Whether a word of characters long enough for a place stands beside another word.
fn may_be_beside(query: &str) -> bool {
    let typed = normal::typed(query);
    let words = || typed.split(|c| *c == ' ').filter(|word| !word.is_empty());
    let is_row = |word: &[char]| word.iter().filter(|c| !c.is_ascii()).count() >= PLACE;
    words().count() > 1 && words().any(is_row)
}
