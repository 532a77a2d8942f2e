//! The index of people and its query language: what the rest of the house calls.

use super::digits::Which;
use super::gather::Search;
use super::grade::MatchClass;
use super::hit::{Hit, PersonRow};
use super::level::Tier;
use super::normal;
use super::people::People;
use super::query::{self, Meaning};
use crate::domain::ids::PersonId;

/// Hits below which slips are looked for. With more, the right one is among them or a further
/// sign will tell.
const FEW: usize = 20;

/// Digits of a number in the intake form from which a part that is no end counts: fewer are an
/// area code or a mobile prefix, which half the county shares.
const TELLING: usize = 7;

/// A pure, in-memory index of people.
#[derive(Clone, Debug, Default)]
pub struct Index {
    people: People,
}

impl Index {
    /// Builds the index of everyone.
    #[must_use]
    pub fn build(rows: impl IntoIterator<Item = PersonRow>) -> Self {
        let mut index = Self::default();
        for row in rows {
            index.people.put(row);
        }
        index
    }

    /// Adds or replaces one person; the same as building anew.
    pub fn put(&mut self, row: PersonRow) {
        self.people.put(row);
    }

    /// Takes a person out; nothing happens when there is none.
    pub fn remove(&mut self, id: PersonId) {
        self.people.remove(id);
    }

    /// How many people are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether nobody is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Finds people by whatever was typed: characters, pinyin, initials, digits, pieces of an
    /// address, alone or together. All words must fit the same person.
    #[must_use]
    pub fn find(&self, query: &str, limit: usize) -> Vec<Hit> {
        let mut search = Search::new(&self.people, limit);
        if limit == 0 {
            return Vec::new();
        }
        let meanings = query::meanings(query);
        look(&mut search, &meanings, limit);
        search.finish(limit)
    }

    /// People already known who may be the one in the intake form. Any of the three may be empty
    /// or half typed; whoever agrees in more of them stands first within a class.
    #[must_use]
    pub fn matches(&self, name: &str, id_number: &str, phone: &str, limit: usize) -> Vec<Hit> {
        if limit == 0 {
            return Vec::new();
        }
        let mut search = Search::new(&self.people, limit);
        let words: Vec<Vec<char>> = normal::typed(name)
            .split(|c| *c == ' ')
            .filter(|w| !w.is_empty())
            .map(<[char]>::to_vec)
            .collect();
        if !words.is_empty() {
            look(
                &mut search,
                &[Meaning {
                    name: words,
                    ..Meaning::default()
                }],
                limit,
            );
        }
        for (typed, which) in [(id_number, Which::Identity), (phone, Which::Phones)] {
            let digits = normal::digits(typed);
            if digits.len() < 4 {
                continue;
            }
            let worst = if digits.len() >= TELLING {
                MatchClass::NumberPart
            } else {
                MatchClass::NumberTail
            };
            let mut numbers = Search::new(&self.people, limit);
            numbers.gather_number(&digits, which, worst, digits.len() > TELLING);
            search.join(numbers);
        }
        search.finish(limit)
    }
}

/// Goes from the exact to the loose as long as little is found.
fn look(search: &mut Search<'_>, meanings: &[Meaning], limit: usize) {
    for meaning in meanings {
        search.gather(meaning, Tier::Exact);
    }
    if search.count() == 0 {
        // Given name first and family name last, as some people write it.
        for turned in meanings.iter().filter_map(Meaning::turned) {
            search.gather(&turned, Tier::Exact);
        }
    }
    if search.count() < limit {
        for meaning in meanings.iter().filter(|m| !m.name.is_empty()) {
            search.gather(meaning, Tier::Relaxed);
        }
    }
    if search.count() < limit.min(FEW) {
        for meaning in meanings
            .iter()
            .filter(|m| !m.name.is_empty() || !m.digits.is_empty())
        {
            search.gather(meaning, Tier::Slips);
        }
    }
}
