//! One search under way: candidates gathered from every meaning, tier and segment, best grade per person.

use std::collections::{HashMap, HashSet};

use super::best::Best;
use super::far::Far;
use super::grade::{Grade, MatchClass};
use super::hit::Hit;
use super::level::{How, Tier};
use super::numbers::Which;
use super::query::Meaning;
use super::rank::{self, Fuzzy};
use super::readers::Readers;
use super::segment::{Segment, Term, Torn, Wanted};
use crate::domain::ids::PersonId;

/// Survivors that the fuzzy matcher sees.
const SURVIVORS: usize = 256;

/// Where a person stands: the segment, and the slot in it.
type Seat = (usize, u32);

#[derive(Clone, Copy, Debug)]
struct Candidate {
    grade: Grade,
    /// The place of the name among all names of the segment.
    order: u64,
    /// Which of the readers found it, if a name was typed.
    reader: Option<usize>,
    /// How many of the things typed agree (in the intake form).
    agreeing: usize,
}

/// A candidate with everything that ranks it.
struct Survivor {
    seat: Seat,
    person: PersonId,
    /// The characters of the name; empty where no name was typed.
    name: Vec<char>,
    numbers: Vec<u16>,
    candidate: Candidate,
}

/// What another search of the same people found, by numbers alone.
pub(super) struct Found(HashMap<Seat, Candidate>);

/// A search under way.
pub(super) struct Search<'a> {
    pub(super) segments: Vec<&'a dyn Segment>,
    keep: usize,
    /// Each typed name as it was read for each segment.
    pub(super) readers: Readers,
    found: HashMap<Seat, Candidate>,
}

impl<'a> Search<'a> {
    /// Begins a search for `limit` people.
    pub(super) fn new(segments: &[&'a dyn Segment], limit: usize) -> Self {
        Self {
            segments: segments.to_vec(),
            keep: limit.max(SURVIVORS),
            readers: Readers::default(),
            found: HashMap::new(),
        }
    }

    /// How many people were found so far as good as this class or better.
    pub(super) fn count(&self, worst: MatchClass) -> usize {
        let good = |c: &&Candidate| c.grade.class <= worst;
        self.found.values().filter(good).count()
    }

    /// Gathers everyone who fits one meaning of the query.
    pub(super) fn gather(&mut self, meaning: &Meaning, tier: Tier) -> Result<(), Torn> {
        self.gather_as(meaning, tier, How::PLAIN)
    }

    /// Gathers everyone whose whole name is what the typing was mended to: with one slip.
    pub(super) fn gather_mended(&mut self, meaning: &Meaning) -> Result<(), Torn> {
        self.gather_as(meaning, Tier::Exact, How::MENDED)
    }

    /// Gathers everyone who fits one meaning as it is looked for.
    pub(super) fn gather_as(
        &mut self,
        meaning: &Meaning,
        tier: Tier,
        how: How,
    ) -> Result<(), Torn> {
        let terms = Term::all_of(meaning);
        if !self.may_live(&terms)? {
            // Nobody, whatever the name.
            return Ok(());
        }
        let reader = if meaning.name.is_empty() {
            None
        } else {
            let spelling = meaning.spelling();
            let Some(reader) = self.readers.read(&spelling, tier, &self.segments) else {
                return Ok(());
            };
            Some(reader)
        };
        let slips = tier == Tier::Slips || how.slips;
        self.look(&terms, reader, How { slips, ..how })
    }

    fn may_live(&self, terms: &[Term]) -> Result<bool, Torn> {
        let is_place = |term: &Term| matches!(term, Term::Place(_) | Term::Bare(_));
        if !terms.iter().any(is_place) {
            return Ok(true);
        }
        for segment in &self.segments {
            if segment.may_live(terms)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Gathers everyone who has these digits, for one field of the intake form.
    pub(super) fn gather_number(
        &mut self,
        typed: &[u8],
        which: Which,
        worst: MatchClass,
        slips: bool,
    ) -> Result<(), Torn> {
        let terms = [Term::Digits(typed.to_vec(), which, worst)];
        self.look(&terms, None, How::PLAIN)?;
        if slips && self.found.is_empty() {
            self.look(&terms, None, How::SLIPPED)?;
        }
        Ok(())
    }

    fn look(&mut self, terms: &[Term], reader: Option<usize>, how: How) -> Result<(), Torn> {
        for (n, segment) in self.segments.iter().enumerate() {
            let wanted = Wanted {
                reader: reader.and_then(|r| self.readers.get(r, n)),
                terms,
                slips: how.slips,
                leading: how.leading,
                keep: self.keep,
            };
            let best = segment.gather(&wanted)?;
            keep(&mut self.found, (n, *segment), best, reader, how.mended);
        }
        Ok(())
    }

    /// Gathers everyone whose whole name was typed with two slips anywhere in it.
    pub(super) fn gather_far(&mut self, meaning: &Meaning) -> Result<(), Torn> {
        let Some(far) = Far::of(&meaning.name) else {
            return Ok(());
        };
        let terms = Term::all_of(meaning);
        let wanted = Wanted {
            reader: None,
            terms: &terms,
            slips: false,
            leading: false,
            keep: self.keep,
        };
        for (n, segment) in self.segments.iter().enumerate() {
            let best = segment.gather_far(&far, &wanted)?;
            keep(&mut self.found, (n, *segment), best, None, false);
        }
        Ok(())
    }

    /// Everyone found by numbers alone.
    pub(super) fn found(self) -> Found {
        Found(self.found)
    }

    /// Counts one more agreeing thing for everyone that another search of the same people found.
    pub(super) fn join(&mut self, other: Found) {
        for (seat, new) in other.0 {
            match self.found.get_mut(&seat) {
                Some(held) => {
                    let grade = if new.grade.key() < held.grade.key() {
                        new.grade.beside(held.grade)
                    } else {
                        held.grade.beside(new.grade)
                    };
                    // What was found by numbers knows no name.
                    held.agreeing += 1;
                    held.grade = grade;
                }
                None => {
                    self.found.insert(seat, new);
                }
            }
        }
    }

    /// The hits in order.
    pub(super) fn finish(self, limit: usize) -> Result<Vec<Hit>, Torn> {
        let mut survivors = self.survivors(limit)?;
        for s in &mut survivors {
            let reader = s.candidate.reader;
            (self.readers).in_a_row((reader, s.seat.0), &s.name, &mut s.candidate.grade);
        }
        let fuzzy = Fuzzy::new();
        let mut scores: HashMap<(usize, &[char], usize), i64> = HashMap::new();
        let mut graded: Vec<(i64, &Survivor)> = Vec::with_capacity(survivors.len());
        survivors.sort_by(|a, b| rank_of(a).cmp(&rank_of(b)));
        if self.segments.iter().any(|s| s.is_former()) {
            // A person under the present name and under a former one is one hit, the better.
            let mut met = HashSet::new();
            survivors.retain(|s| met.insert(s.person));
        }
        survivors.truncate(self.keep.max(limit));
        for (place, survivor) in survivors.iter().enumerate() {
            let segment = survivor.seat.0;
            let reader = survivor.candidate.reader.filter(|_| place < SURVIVORS);
            let likeness = match reader.and_then(|r| Some((r, self.readers.get(r, segment)?))) {
                Some((r, reader)) => *scores
                    .entry((segment, survivor.name.as_slice(), r))
                    .or_insert_with(|| {
                        let alphabet = self.segments[segment].alphabet();
                        fuzzy.score(
                            &reader.text_of(alphabet, &survivor.numbers),
                            &reader.pattern,
                        )
                    }),
                None => 0,
            };
            let candidate = &survivor.candidate;
            let score = rank::score(candidate.grade.cost, likeness, candidate.agreeing);
            graded.push((score, survivor));
        }
        graded.sort_by(|a, b| order_of(a).cmp(&order_of(b)));
        take_turns(&mut graded);
        graded.truncate(limit);
        graded
            .into_iter()
            .map(|(score, survivor)| self.hit(survivor, score))
            .collect()
    }

    /// The best of each segment, with person and name.
    fn survivors(&self, limit: usize) -> Result<Vec<Survivor>, Torn> {
        let mut by_segment: Vec<Vec<(Seat, Candidate)>> = vec![Vec::new(); self.segments.len()];
        for (seat, candidate) in &self.found {
            by_segment[seat.0].push((*seat, *candidate));
        }
        let mut survivors = Vec::new();
        for (segment, mut list) in self.segments.iter().zip(by_segment) {
            list.sort_unstable_by_key(|(seat, c)| {
                let agreeing = std::cmp::Reverse(c.agreeing);
                (c.grade.class, agreeing, c.grade.cost, c.order, seat.1)
            });
            list.truncate(limit.max(self.keep));
            // Class goes before everything: what stands in a worse one than the last that is wanted
            // stays out, and need not be read.
            if let Some((_, last)) = limit.checked_sub(1).and_then(|n| list.get(n)) {
                let worst = last.grade.class;
                list.retain(|(_, c)| c.grade.class <= worst);
            }
            for (seat, candidate) in list {
                let mut numbers = Vec::new();
                if candidate.reader.is_some() {
                    segment.name_at(seat.1, candidate.order, &mut numbers)?;
                }
                let alphabet = segment.alphabet();
                survivors.push(Survivor {
                    seat,
                    person: segment.person(seat.1)?,
                    name: numbers.iter().map(|n| alphabet.at(*n).glyph).collect(),
                    numbers,
                    candidate,
                });
            }
        }
        Ok(survivors)
    }

    fn hit(&self, survivor: &Survivor, score: i64) -> Result<Hit, Torn> {
        let (n, slot) = survivor.seat;
        let segment = self.segments[n];
        let mut grade = survivor.candidate.grade;
        let mut lit = Vec::new();
        let reader = survivor.candidate.reader;
        if let Some(reader) = reader.and_then(|r| self.readers.get(r, n)) {
            (lit, grade) = reader.explain(segment.alphabet(), &survivor.numbers, grade);
            lit = segment.lit(slot, lit)?;
        }
        let former = segment.former(slot);
        let former = former.map(|name| (name, std::mem::take(&mut lit)));
        if former.is_some() {
            grade.why = survivor.candidate.grade.why;
        }
        Ok(Hit {
            person: survivor.person,
            class: grade.class,
            score,
            why: *grade.why,
            lit,
            former,
            through: None,
        })
    }
}

/// Takes in those found in a segment; a person found twice keeps the better grade.
fn keep(
    found: &mut HashMap<Seat, Candidate>,
    (n, segment): (usize, &dyn Segment),
    best: Best,
    reader: Option<usize>,
    mended: bool,
) {
    for ((.., order, slot), grade) in best.into_list() {
        let grade = if mended { grade.mended() } else { Some(grade) };
        let Some(grade) = grade else {
            continue;
        };
        let grade = if segment.is_former() {
            grade.former()
        } else {
            grade
        };
        let new = Candidate {
            grade,
            order,
            reader,
            agreeing: 0,
        };
        let held = found.entry((n, slot)).or_insert(new);
        if grade.key() < held.grade.key() {
            *held = Candidate {
                agreeing: held.agreeing,
                ..new
            };
        }
    }
}

/// The last order: class, score, then the shorter name, the name by its characters, the earlier record.
/// How many bear a name says nothing here: people whom the reader may not see would be counted.
fn order_of<'a>(
    (score, s): &'a (i64, &Survivor),
) -> (
    MatchClass,
    std::cmp::Reverse<i64>,
    usize,
    &'a [char],
    PersonId,
) {
    let class = s.candidate.grade.class;
    let score = std::cmp::Reverse(*score);
    (class, score, s.name.len(), &s.name, s.person)
}

/// Of names that fit equally well, one bearer of each first, then a second of each: with one sight
/// the clerk sees all names that it could be.
fn take_turns(graded: &mut [(i64, &Survivor)]) {
    let alike = |a: &(i64, &Survivor), b: &(i64, &Survivor)| {
        a.0 == b.0 && a.1.candidate.grade.class == b.1.candidate.grade.class
    };
    for tied in graded.chunk_by_mut(alike) {
        let mut turns = Vec::with_capacity(tied.len());
        for name in tied.chunk_by(|a, b| a.1.name == b.1.name && !a.1.name.is_empty()) {
            turns.extend(0..name.len());
        }
        let mut turned: Vec<(usize, (i64, &Survivor))> =
            turns.into_iter().zip(tied.iter().copied()).collect();
        turned.sort_by_key(|t| t.0);
        for (place, (_, survivor)) in tied.iter_mut().zip(turned) {
            *place = survivor;
        }
    }
}

/// What ranks a survivor before the fuzzy matcher. Nothing in it depends on the segment or on the
/// order in which people came, and no two are equal.
fn rank_of(
    s: &Survivor,
) -> (
    MatchClass,
    std::cmp::Reverse<usize>,
    u32,
    usize,
    &[char],
    PersonId,
) {
    let candidate = &s.candidate;
    (
        candidate.grade.class,
        std::cmp::Reverse(candidate.agreeing),
        candidate.grade.cost,
        s.name.len(),
        &s.name,
        s.person,
    )
}
