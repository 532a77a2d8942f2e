//! One search under way: candidates gathered from every meaning and tier, best grade per person.

use std::collections::HashMap;

use super::alphabet::CharNo;
use super::best::{Best, Rank};
use super::digits::Which;
use super::grade::{Grade, MatchClass};
use super::hit::Hit;
use super::level::Tier;
use super::names::NameNo;
use super::people::People;
use super::query::Meaning;
use super::rank::{self, Fuzzy};
use super::reader::NameReader;

/// Survivors that the fuzzy matcher sees.
const SURVIVORS: usize = 256;

#[derive(Clone, Copy, Debug)]
struct Candidate {
    grade: Grade,
    /// The length of the name.
    len: usize,
    /// Which of the readers found it, if a name was typed.
    reader: Option<usize>,
    /// How many of the things typed agree (in the intake form).
    agreeing: usize,
}

/// One thing that is looked for by people, not by names.
enum Term<'a> {
    Digits(&'a [u8]),
    Place(&'a [char]),
}

impl Term<'_> {
    /// How well one person fits, if at all.
    fn grade(&self, people: &People, slot: u32, slips: bool) -> Option<Grade> {
        match self {
            Term::Digits(digits) => people.digits.grade(slot, digits, Which::Both).or_else(|| {
                if slips {
                    people.digits.grade_slipped(slot, digits, Which::Both)
                } else {
                    None
                }
            }),
            Term::Place(place) => people.addresses.grade(slot, place),
        }
    }
}

/// A search under way.
pub(super) struct Search<'a> {
    people: &'a People,
    keep: usize,
    readers: Vec<NameReader>,
    found: HashMap<u32, Candidate>,
    room: Vec<CharNo>,
}

impl<'a> Search<'a> {
    /// Begins a search for `limit` people.
    pub(super) fn new(people: &'a People, limit: usize) -> Self {
        let keep = limit.max(SURVIVORS);
        Self {
            people,
            keep,
            readers: Vec::new(),
            found: HashMap::new(),
            room: Vec::new(),
        }
    }

    /// How many people were found so far.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// Gathers everyone who fits one meaning of the query.
    pub(super) fn gather(&mut self, meaning: &Meaning, tier: Tier) {
        let reader = if meaning.name.is_empty() {
            None
        } else {
            let Some(reader) = NameReader::of(&meaning.spelling(), tier, &self.people.alphabet)
            else {
                return;
            };
            self.readers.push(reader);
            Some(self.readers.len() - 1)
        };
        let digits = meaning.digits.iter().map(|d| Term::Digits(d));
        let terms: Vec<Term<'_>> = digits
            .chain(meaning.places.iter().map(|p| Term::Place(p)))
            .collect();
        let best = match reader {
            Some(reader) if terms.is_empty() => self.by_names(reader),
            _ => self.by_people(&terms, tier, reader),
        };
        self.add(best, reader);
    }

    /// Gathers everyone who has these digits, for one field of the intake form.
    pub(super) fn gather_number(
        &mut self,
        typed: &[u8],
        which: Which,
        worst: MatchClass,
        slips: bool,
    ) {
        let people = self.people;
        let mut best = Best::of(self.keep);
        people.digits.find(typed, which, |slot, grade| {
            if grade.class <= worst {
                self.offer(&mut best, slot, grade, false);
            }
        });
        let mut best = best.into_list();
        if slips && best.is_empty() {
            let mut slipped = Best::of(self.keep);
            people.digits.find_slipped(typed, which, |slot, grade| {
                self.offer(&mut slipped, slot, grade, false);
            });
            best = slipped.into_list();
        }
        self.add(best, None);
    }

    /// Ranks one person who fits, unless gone. Where no name was typed, its length says nothing.
    fn offer(&self, best: &mut Best, slot: u32, grade: Grade, named: bool) {
        if self.people.is_here(slot) && !best.is_below(grade) {
            let len = if named {
                self.people.names.at(self.people.name_of(slot)).len()
            } else {
                0
            };
            best.push(
                (grade.class, grade.cost, len, self.people.id(slot)),
                slot,
                grade,
            );
        }
    }

    /// Names first, then their people: one test serves everyone of a name.
    fn by_names(&mut self, reader: usize) -> Vec<(Rank, u32, Grade)> {
        let people = self.people;
        let Some(reader) = self.readers.get(reader) else {
            return Vec::new();
        };
        let mut names: Vec<(NameNo, Grade, usize)> = Vec::new();
        for (number, packed) in people.names.all() {
            if let Some(grade) = reader.grade(&people.alphabet, packed, &mut self.room)
                && people.is_borne(number)
            {
                names.push((number, grade, packed.len()));
            }
        }
        let key = |name: &(NameNo, Grade, usize)| (name.1.class, name.1.cost, name.2);
        if names.len() > self.keep {
            let (_, last, _) = names.select_nth_unstable_by_key(self.keep, key);
            let last = key(last);
            names.retain(|name| key(name) <= last);
        }
        names.sort_unstable_by_key(key);
        let mut best = Best::of(self.keep);
        for (number, grade, len) in names {
            if best.is_below(grade) {
                break;
            }
            for slot in people.bearers(number) {
                best.push((grade.class, grade.cost, len, people.id(slot)), slot, grade);
            }
        }
        best.into_list()
    }

    /// People first: the rarest thing typed, then everything else tested on its people.
    fn by_people(
        &mut self,
        terms: &[Term<'_>],
        tier: Tier,
        reader: Option<usize>,
    ) -> Vec<(Rank, u32, Grade)> {
        let people = self.people;
        let slips = tier == Tier::Slips;
        let estimate = |term: &&Term<'_>| match term {
            Term::Digits(digits) => people.digits.estimate(digits) * (1 + 8 * usize::from(slips)),
            Term::Place(place) => people.addresses.estimate(place),
        };
        let Some(first) = terms.iter().min_by_key(estimate) else {
            return Vec::new();
        };
        let mut best = Best::of(self.keep);
        let mut room = std::mem::take(&mut self.room);
        let reader = reader.and_then(|r| self.readers.get(r));
        let mut visit = |slot: u32, grade: Grade| {
            let mut whole = grade;
            for term in terms.iter().filter(|t| !std::ptr::eq(*t, first)) {
                let Some(other) = term.grade(people, slot, slips) else {
                    return;
                };
                whole = whole.and(other);
            }
            if let Some(reader) = reader {
                let name = people.names.at(people.name_of(slot));
                let Some(other) = reader.grade(&people.alphabet, name, &mut room) else {
                    return;
                };
                whole = whole.and(other);
            }
            self.offer(&mut best, slot, whole, reader.is_some());
        };
        match first {
            Term::Digits(digits) => {
                people.digits.find(digits, Which::Both, &mut visit);
                if slips {
                    people.digits.find_slipped(digits, Which::Both, &mut visit);
                }
            }
            Term::Place(place) => people.addresses.find(place, &mut visit),
        }
        self.room = room;
        best.into_list()
    }

    /// Takes in what was gathered; a person found twice keeps the better grade.
    fn add(&mut self, best: Vec<(Rank, u32, Grade)>, reader: Option<usize>) {
        for ((.., len, _), slot, grade) in best {
            let new = Candidate {
                grade,
                len,
                reader,
                agreeing: 0,
            };
            let held = self.found.entry(slot).or_insert(new);
            if grade.key() < held.grade.key() {
                *held = Candidate {
                    agreeing: held.agreeing,
                    ..new
                };
            }
        }
    }

    /// Counts one more agreeing thing for everyone that another search of the same people found.
    pub(super) fn join(&mut self, other: Self) {
        let offset = self.readers.len();
        self.readers.extend(other.readers);
        for (slot, new) in other.found {
            let new = Candidate {
                reader: new.reader.map(|r| r + offset),
                ..new
            };
            match self.found.get_mut(&slot) {
                Some(held) => {
                    let agreeing = held.agreeing + 1;
                    let better = if new.grade.key() < held.grade.key() {
                        new
                    } else {
                        *held
                    };
                    *held = Candidate {
                        agreeing,
                        reader: held.reader.or(new.reader),
                        ..better
                    };
                }
                None => {
                    self.found.insert(slot, new);
                }
            }
        }
    }

    /// The hits in order.
    pub(super) fn finish(self, limit: usize) -> Vec<Hit> {
        let people = self.people;
        let mut ranked: Vec<(Rank, u32, Candidate)> = self
            .found
            .iter()
            .map(|(slot, c)| {
                (
                    (c.grade.class, c.grade.cost, c.len, people.id(*slot)),
                    *slot,
                    *c,
                )
            })
            .collect();
        ranked.sort_unstable_by_key(|r| (r.0.0, std::cmp::Reverse(r.2.agreeing), r.0));
        ranked.truncate(limit.max(SURVIVORS));
        let fuzzy = Fuzzy::new();
        let mut scores: HashMap<(NameNo, usize), i64> = HashMap::new();
        let mut chars = Vec::new();
        let mut graded: Vec<(i64, Rank, u32, Candidate)> = Vec::with_capacity(ranked.len());
        for (place, (rank, slot, candidate)) in ranked.into_iter().enumerate() {
            let seen = candidate.reader.filter(|_| place < SURVIVORS);
            let name = people.name_of(slot);
            let likeness = seen
                .and_then(|r| self.readers.get(r).map(|reader| (r, reader)))
                .map_or(0, |(r, reader)| {
                    *scores.entry((name, r)).or_insert_with(|| {
                        people.names.at(name).unpack(&mut chars);
                        fuzzy.score(&reader.text_of(&people.alphabet, &chars), &reader.pattern)
                    })
                });
            graded.push((
                rank::score(candidate.grade.cost, likeness, candidate.agreeing),
                rank,
                slot,
                candidate,
            ));
        }
        let seen = graded.len().min(SURVIVORS);
        graded[..seen]
            .sort_by_key(|(score, rank, ..)| (rank.0, std::cmp::Reverse(*score), rank.2, rank.3));
        graded.truncate(limit);
        graded
            .into_iter()
            .map(|(score, _, slot, candidate)| self.hit(slot, candidate, score))
            .collect()
    }

    fn hit(&self, slot: u32, candidate: Candidate, score: i64) -> Hit {
        let people = self.people;
        let mut grade = candidate.grade;
        let mut lit = Vec::new();
        if let Some(reader) = candidate.reader.and_then(|r| self.readers.get(r)) {
            let mut chars = Vec::new();
            people.names.at(people.name_of(slot)).unpack(&mut chars);
            (lit, grade) = reader.explain(&people.alphabet, &chars, grade);
            lit = people.canonical_places(slot, lit);
        }
        Hit {
            person: people.id(slot),
            class: grade.class,
            score,
            why: *grade.why,
            lit,
        }
    }
}
