//! A plan held against one name: does it fit, how well, and which characters light up.

use super::alphabet::{Alphabet, CharNo};
use super::level::{Cover, Level, SKIP_FIRST, SKIP_LAST, SKIP_MIDDLE, SLIP, Tier};
use super::names::Packed;
use super::plan::Plan;
use super::syllable::SyllableId;

/// How well a name fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// The worst level of any character met.
    pub(super) level: Level,
    pub(super) cover: Cover,
    pub(super) cost: u32,
}

/// A quick test that lets no fitting name fall and most others.
#[inline]
pub(super) fn may_fit(plan: &Plan, name: Packed<'_>) -> bool {
    if let Packed::Short(name) = name {
        // Four reads and one comparison send most names away.
        let at = |shift: u32| plan.from((name >> shift & 0xFFFF) as CharNo);
        let first = at(0);
        let open = first | at(16) | at(32) | at(48);
        if open & plan.needed() != plan.needed() || (plan.anchored() && first & 1 == 0) {
            return false;
        }
    }
    if plan.tier() == Tier::Slips {
        return may_slip(plan, name);
    }
    let mut state = 1u64;
    let mut first = true;
    let mut meet = |number: CharNo| {
        let open = plan.from(number) & state;
        if open != 0 {
            let jumps = plan.jumps(number);
            for place in bits(open) {
                state |= jumps[place][0];
            }
        } else if first && plan.anchored() {
            state = 0;
        }
        first = false;
        state != 0
    };
    match name {
        Packed::Short(mut rest) => {
            while rest != 0 && meet((rest & 0xFFFF) as CharNo) {
                rest >>= 16;
            }
        }
        Packed::Long(list) => {
            let _ = list.iter().all(|number| meet(*number));
        }
    }
    state >> plan.len() & 1 == 1
}

/// Every place of the typing that the characters of a name may reach in any way, slips forgiven.
pub(super) fn reached(plan: &Plan, chars: &[CharNo]) -> u64 {
    let mut places = 1u64;
    for number in chars {
        let jumps = plan.jumps(*number);
        for place in bits(places & plan.from(*number) & !(u64::MAX << plan.len())) {
            places |= jumps[place][0] | jumps[place][1];
        }
    }
    places
}

/// The same for slips of the fingers: no more of them than are forgiven, and nothing left out.
fn may_slip(plan: &Plan, name: Packed<'_>) -> bool {
    let mut reach = Reach::START;
    let mut meet = |number: CharNo| {
        reach = reach.slip(plan, number);
        reach.all() != 0
    };
    match name {
        Packed::Short(mut rest) => {
            while rest != 0 && meet((rest & 0xFFFF) as CharNo) {
                rest >>= 16;
            }
        }
        Packed::Long(list) => {
            let _ = list.iter().all(|number| meet(*number));
        }
    }
    reach.is_whole(plan)
}

/// The places of the typing that the first characters of a name reach, by the slips made on the way: what
/// [`may_fit`] knows of them.
#[derive(Clone, Copy)]
pub(super) struct Reach([u64; 3]);

impl Reach {
    /// Before the first character.
    pub(super) const START: Self = Self([1, 0, 0]);

    #[inline]
    fn all(self) -> u64 {
        self.0[0] | self.0[1] | self.0[2]
    }

    /// Whether the end of the typing is among them.
    #[inline]
    pub(super) fn is_whole(self, plan: &Plan) -> bool {
        self.all() >> plan.len() & 1 == 1
    }

    /// Goes on by one character of a name, the first or a later one.
    #[inline]
    pub(super) fn meet(self, plan: &Plan, number: CharNo, first: bool) -> Self {
        if plan.tier() == Tier::Slips {
            return self.slip(plan, number);
        }
        let mut places = self.0[0];
        let open = plan.from(number) & places;
        if open == 0 && first && plan.anchored() {
            return Self([0; 3]);
        }
        let jumps = plan.jumps(number);
        for place in bits(open) {
            places |= jumps[place][0];
        }
        Self([places, 0, 0])
    }

    /// The same when slips are forgiven: no character is left out before the end of the typing.
    #[inline]
    fn slip(self, plan: &Plan, number: CharNo) -> Self {
        let goal = 1u64 << plan.len();
        let from = plan.from(number);
        let mut next = self.0.map(|open| open & goal);
        if from & self.all() != 0 {
            let jumps = plan.jumps(number);
            let most = usize::from(plan.budget()).min(2);
            for slips in 0..=most {
                for place in bits(self.0[slips] & from) {
                    next[slips] |= jumps[place][0];
                    if slips < most {
                        next[slips + 1] |= jumps[place][1];
                    }
                }
            }
        }
        Self(next)
    }

    /// The places from which one more character may lead to the end: without a slip, with one.
    pub(super) fn open(self, plan: &Plan) -> [u64; 2] {
        if plan.tier() != Tier::Slips {
            return [self.0[0], 0];
        }
        let most = usize::from(plan.budget()).min(2);
        let upto = |slips: usize| self.0[..slips].iter().fold(0, |all, open| all | open);
        [upto(most + 1), upto(most)]
    }
}

/// The numbers of the bits set.
#[inline]
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = set.checked_ilog2()?;
        set &= !(1 << lowest);
        Some(lowest as usize)
    })
}

/// The best way to read the typing into a name; `None` when there is none.
pub(super) fn fit(plan: &Plan, alphabet: &Alphabet, chars: &[CharNo]) -> Option<Fit> {
    let any = walk(plan, alphabet, chars, Gaps::Anywhere, |_, _, _, _| {})?;
    let other = otherwise(plan, alphabet, chars, any);
    Some(other.map_or(any, |(_, other)| other))
}

/// The most that a given name costs of which two syllables are spoken otherwise.
const SPOKEN: u32 = 120;

/// Where characters of a name may be left out: anywhere, or once the typing is at its end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gaps {
    Anywhere,
    Behind,
    /// Anywhere, but no character is met by a part of its syllable.
    Spoken,
}

/// The way that leaves out no character before or between, where the best one leaves out some and is no better
/// otherwise. `yekbk` is 叶尔克·别克 by all its initials, though `ye` would be the whole of the first.
/// Or the way by whole syllables as another region speaks them: `jixin` is the given name of 张吉兴, not a part of it.
fn otherwise(plan: &Plan, alphabet: &Alphabet, chars: &[CharNo], any: Fit) -> Option<(Gaps, Fit)> {
    if any.level != Level::Letters || any.cover != Cover::Part {
        return None;
    }
    let way = |gaps| walk(plan, alphabet, chars, gaps, |_, _, _, _| {});
    let strict = way(Gaps::Behind).filter(|strict| strict.level <= any.level);
    let spoken = || {
        let relaxed = plan.tier() == Tier::Relaxed;
        let fit = relaxed.then(|| way(Gaps::Spoken)).flatten();
        fit.filter(|fit| fit.cost <= SPOKEN)
    };
    let strict = strict.map(|fit| (Gaps::Behind, fit));
    strict.or_else(|| spoken().map(|fit| (Gaps::Spoken, fit)))
}

/// The places of the name's characters that were met, each with how.
pub(super) fn trace(plan: &Plan, alphabet: &Alphabet, chars: &[CharNo]) -> Vec<(usize, Level)> {
    let mut notes: Vec<Vec<(usize, Option<Level>)>> =
        vec![vec![(0, None); plan.len() + 1]; chars.len()];
    let any = walk(plan, alphabet, chars, Gaps::Anywhere, |_, _, _, _| {});
    let other = any.and_then(|any| otherwise(plan, alphabet, chars, any));
    let gaps = other.map_or(Gaps::Anywhere, |(gaps, _)| gaps);
    let found = walk(plan, alphabet, chars, gaps, |place, to, from, level| {
        if let Some(note) = notes.get_mut(place).and_then(|row| row.get_mut(to)) {
            *note = (from, level);
        }
    });
    let mut lit = Vec::new();
    if found.is_none() {
        return lit;
    }
    let mut at = plan.len();
    for place in (0..chars.len()).rev() {
        let (from, level) = notes[place].get(at).copied().unwrap_or((0, None));
        if let Some(level) = level {
            lit.push((place, level));
        }
        at = from;
    }
    lit.reverse();
    lit
}

/// Level, cover and cost as one number, so that the smaller is the better.
fn join(key: u32, level: Level, cover: Cover, cost: u32) -> u32 {
    let sum = ((key & 0xFFFF) + cost).min(0xFFFF);
    let worst = (key >> 24).max(level as u32);
    let least = (key >> 16 & 0xFF).max(cover as u32);
    worst << 24 | least << 16 | sum
}

/// The best way to each place of the typing that a part of the name reaches.
#[derive(Clone, Copy)]
struct Ways {
    /// Level, cover and cost of the way to each place, joined.
    keys: [u32; 64],
    /// The places reached, one bit for each.
    open: u64,
}

impl Ways {
    /// Takes a way to a place when it is the first or a better one; true when it was taken.
    #[inline]
    fn take(&mut self, to: usize, key: u32) -> bool {
        let better = self.open >> to & 1 == 0 || key < self.keys[to];
        if better {
            self.keys[to] = key;
            self.open |= 1 << to;
        }
        better
    }

    /// Leaves a character out: every way goes on without it, or ends.
    fn go_without(
        &mut self,
        plan: &Plan,
        (place, gaps): (usize, Gaps),
        note: &mut impl FnMut(usize, usize, usize, Option<Level>),
    ) {
        for at in bits(std::mem::take(&mut self.open)) {
            let allowed = |s: &(Cover, u32)| gaps != Gaps::Behind || s.0 != Cover::Part;
            if let Some((cover, cost)) = skip(plan, place, at).filter(allowed) {
                self.keys[at] = join(self.keys[at], Level::Exact, cover, cost);
                self.open |= 1 << at;
                note(place, at, at, None);
            }
        }
    }
}

/// Goes through the name character by character, keeping the best way to each place of the typing.
fn walk(
    plan: &Plan,
    alphabet: &Alphabet,
    chars: &[CharNo],
    gaps: Gaps,
    mut note: impl FnMut(usize, usize, usize, Option<Level>),
) -> Option<Fit> {
    let goal = plan.len();
    let double = alphabet.double_surname(chars);
    let mut ways = Ways {
        keys: [0; 64],
        open: 1,
    };
    for (place, number) in chars.iter().enumerate() {
        let open = plan.from(*number) & ways.open;
        if open == 0 {
            ways.go_without(plan, (place, gaps), &mut note);
            if ways.open == 0 {
                return None;
            }
            continue;
        }
        let old = ways;
        ways.go_without(plan, (place, gaps), &mut note);
        let mut take = |at: usize, to: usize, level: Level, cost: u32| {
            let fits = gaps != Gaps::Spoken || level != Level::Letters;
            if fits && ways.take(to, join(old.keys[at], level, Cover::Whole, cost)) {
                note(place, to, at, Some(level));
            }
        };
        for at in bits(open) {
            readings_at(
                alphabet,
                *number,
                place,
                double.as_deref(),
                |syllable, cost| {
                    for step in plan.steps(syllable, at) {
                        take(
                            at,
                            usize::from(step.to),
                            step.level,
                            cost + u32::from(step.cost),
                        );
                    }
                },
            );
        }
        for (at, level, cost) in plan.direct(*number) {
            if open >> at & 1 == 1 {
                take(at, at + 1, level, u32::from(cost));
            }
        }
        if ways.open == 0 {
            return None;
        }
    }
    let is_whole = ways.open >> goal & 1 == 1;
    read(is_whole.then_some(ways.keys[goal])?, plan.budget())
}

/// What it costs to leave out the character at `place` when the typing was read up to `at`;
/// `None` when none may be left out there.
fn skip(plan: &Plan, place: usize, at: usize) -> Option<(Cover, u32)> {
    match at {
        0 if place == 0 && plan.anchored() => None,
        0 => Some((Cover::Part, SKIP_FIRST)),
        _ if at == plan.len() => Some((Cover::Start, SKIP_LAST)),
        _ if plan.tier() == Tier::Slips => None,
        _ => Some((Cover::Part, SKIP_MIDDLE)),
    }
}

/// The finished number as a fit; `None` when there were more slips than are forgiven.
fn read(key: u32, budget: u16) -> Option<Fit> {
    let level = Level::of((key >> 24) as u8);
    let cost = key & 0xFFFF;
    let slips = (cost + u32::from(SLIP) / 2) / u32::from(SLIP);
    if slips > u32::from(budget) {
        return None;
    }
    let cover = match key >> 16 & 0xFF {
        0 => Cover::Whole,
        1 => Cover::Start,
        _ => Cover::Part,
    };
    Some(Fit { level, cover, cost })
}

/// The readings that a character has at its place in a name, each with what it costs to be the
/// less likely one.
fn readings_at(
    alphabet: &Alphabet,
    number: CharNo,
    place: usize,
    double: Option<&[Vec<SyllableId>]>,
    mut visit: impl FnMut(SyllableId, u32),
) {
    let sign = alphabet.at(number);
    let surname: &[SyllableId] = match (place, double) {
        (0 | 1, Some(pair)) => &pair[place],
        (0, None) => &sign.surname,
        _ => &[],
    };
    for (rank, syllable) in (0u32..).zip(surname) {
        visit(*syllable, rank);
    }
    for (rank, syllable) in (0u32..).zip(sign.readings()) {
        if surname.is_empty() {
            visit(*syllable, if rank == 0 { 0 } else { 1 + rank });
        } else if !surname.contains(syllable) {
            visit(*syllable, 3 + rank);
        }
    }
}
