//! Finding people in a book by digits: the ends of numbers first, then birthdays, then the rest.

use super::bits::Bits;
use super::crowd::Crowd;
use super::layout::Section;
use super::pages::Window;
use super::people::{Edge, GramSet};
use crate::search::best::Best;
use crate::search::either::Either;
use crate::search::grade::MatchClass;
use crate::search::near::Near;
use crate::search::numbers::{self, Numbers, SLIPPERY, Which};
use crate::search::pattern::Pattern;
use crate::search::postings::{Common, Cursor};
use crate::search::segment::Torn;

/// From this length on a slip is looked for by counting threes.
const COUNTED: usize = 9;

/// A list so short that its people can be tested one by one.
const SHORT: usize = 4000;

/// A list so long that it is not even read to be brought together with others.
const LONG: usize = 60_000;

/// Entries of lists read at most to count by, so that digits which many share take bounded time.
const READ: usize = 300_000;

/// People tested at most after counting: those who share the most come first.
const TESTED: usize = 4_000;

/// People tested at most for digits that are no end of a number: where so many share what was typed but
/// not all of it, a further digit tells.
const ENOUGH: usize = 20_000;

/// Digits, where they are looked for, and the worst that counts.
type Digits<'a> = (&'a [u8], Which, MatchClass);

/// People who may fit, ascending.
type Slots<'a> = Box<dyn Iterator<Item = u32> + 'a>;

impl Crowd<'_> {
    /// Everyone whose numbers fit, the best first, no further than needed.
    pub(super) fn by_digits(
        &self,
        digits: Digits<'_>,
        slips: bool,
        best: &mut Best,
    ) -> Result<(), Torn> {
        let (typed, which, worst) = digits;
        let mut seen = Bits::none(self.book.header.people);
        if slips {
            let slots = self.slipped(typed)?;
            return self.test(slots, digits, true, None, (best, &mut seen));
        }
        if which == Which::Birth {
            return self.born(digits, (best, &mut seen));
        }
        if let [a, b, c] = *typed {
            // A whole number of three, such as 110.
            for edge in [Edge::PhoneEnd, Edge::IdentityEnd] {
                let whole = self.book.edge(edge, [None, Some(a), Some(b), Some(c)])?;
                let slots = Box::new(whole);
                self.test(slots, digits, false, None, (best, &mut seen))?;
            }
        }
        let of = [(true, 0, Which::Identity), (false, 1, Which::Phones)];
        for (phones, cost, not) in of {
            if which != not {
                let floor = (typed.len() <= 4).then_some((MatchClass::NumberTail, cost));
                let ends = self.ends(typed, phones)?;
                self.test(ends, digits, false, floor, (best, &mut seen))?;
            }
        }
        let born = numbers::may_be_birth(typed) && which != Which::Phones;
        let floor = |(class, cost): (MatchClass, u32)| (class, cost, 0, 0);
        if worst < MatchClass::NumberPart || best.is_above(floor(numbers::AS_BIRTHDAY)) {
            return Ok(());
        }
        if born {
            self.born(digits, (best, &mut seen))?;
        }
        for (phones, _, not) in of {
            if which != not {
                let least = Some(numbers::AS_BEGINNING);
                let slots = self.starts(typed, phones)?;
                self.test(slots, digits, false, least, (best, &mut seen))?;
            }
        }
        let all = Box::new(Common::of(self.grams(typed)?));
        let least = Some(numbers::INSIDE);
        self.test(all, digits, false, least, (best, &mut seen))
    }

    /// Everyone who was born then.
    fn born(&self, digits: Digits<'_>, (best, seen): (&mut Best, &mut Bits)) -> Result<(), Torn> {
        let mut lists = self.grams(digits.0)?;
        lists.push(self.book.gram(GramSet::Birth, &digits.0[1..4])?);
        let slots = Box::new(Common::of(lists));
        let least = Some(numbers::AS_BIRTHDAY);
        self.test(slots, digits, false, least, (best, seen))
    }

    /// Tests people one by one. With a floor, it ends when nobody later can be better.
    fn test(
        &self,
        slots: Slots<'_>,
        (typed, which, worst): Digits<'_>,
        slips: bool,
        floor: Option<(MatchClass, u32)>,
        (best, seen): (&mut Best, &mut Bits),
    ) -> Result<(), Torn> {
        let part = self.book.header.part(Section::Numbers);
        let most = slots.size_hint().1.unwrap_or(0);
        let mut window = Window::for_reads(&self.book.pages, part, most);
        let mut numbers = Numbers::default();
        let mut odd =
            Window::for_reads(&self.book.pages, self.book.header.part(Section::Odd), most);
        let (near, pattern) = (Near::of(typed), Pattern::of(typed));
        let mut tested = 0;
        for slot in slots {
            let done = |(class, cost)| tested >= ENOUGH || best.is_above((class, cost, 0, slot));
            if floor.is_some_and(done) {
                break;
            }
            if !self.is_here(slot) {
                continue;
            }
            tested += 1;
            if seen.has(slot) {
                continue;
            }
            let packed: [u8; 16] = window
                .get(u64::from(slot) * 16, 16)?
                .try_into()
                .map_err(|_| Torn)?;
            if slips && !numbers::may_be_near(&packed, &near) {
                continue;
            }
            let grade = if !slips && packed[0] != numbers::ELSEWHERE {
                pattern.as_ref().and_then(|p| p.grade(&packed, which))
            } else {
                (self.book).numbers(slot, &packed, (&mut numbers, &mut odd))?;
                if slips {
                    numbers.grade_slipped((typed, &near), which)
                } else {
                    numbers.grade(typed, which)
                }
            };
            // How well it fits does not depend on the list that led here: nobody is tested twice.
            seen.add(slot);
            if let Some(grade) = grade.filter(|g| slips || g.class <= worst) {
                best.push((grade.class, grade.cost, 0, slot), grade);
            }
        }
        Ok(())
    }

    /// Whether so many are most people.
    fn is_common(&self, count: usize) -> bool {
        count > self.book.header.people as usize / 3 + SHORT
    }

    /// Everyone whose number ends in these digits, or who was born then: the best that they can be.
    pub(super) fn best_digits(&self, typed: &[u8]) -> Result<Slots<'_>, Torn> {
        let mut lists: Vec<Slots<'_>> = vec![self.ends(typed, true)?, self.ends(typed, false)?];
        if numbers::may_be_birth(typed) {
            let mut born = self.grams(typed)?;
            born.push(self.book.gram(GramSet::Birth, &typed[1..4])?);
            lists.push(Box::new(Common::of(born)));
        }
        Ok(Box::new(Either::of(lists)))
    }

    /// The lists of all runs of three.
    fn grams(&self, typed: &[u8]) -> Result<Vec<Cursor<'_>>, Torn> {
        let mut runs: Vec<&[u8]> = threes(typed).collect();
        runs.sort_by_key(|run| self.book.gram_count(GramSet::Any, run));
        runs.dedup();
        // The four rarest tell nearly all, and what most people have tells nothing.
        runs.truncate(4);
        let mut nth = 0;
        runs.retain(|run| {
            nth += 1;
            nth == 1 || !self.is_common(self.book.gram_count(GramSet::Any, run))
        });
        runs.iter()
            .map(|run| self.book.gram(GramSet::Any, run))
            .collect()
    }

    /// Everyone who may have a number that ends so: of telephones or of documents.
    fn ends(&self, typed: &[u8], phones: bool) -> Result<Slots<'_>, Torn> {
        let [.., a, b, c] = *typed else {
            return Ok(Box::new(std::iter::empty()));
        };
        let edge = if phones {
            Edge::PhoneEnd
        } else {
            Edge::IdentityEnd
        };
        if let [.., before, _, _, _] = *typed {
            let list = (self.book).edge(edge, [Some(before), Some(a), Some(b), Some(c)])?;
            return Ok(Box::new(list));
        }
        Ok(Box::new(Either::of(self.end_lists(edge, [a, b, c])?)))
    }

    /// The lists of all endings in three digits, by the digit before: of a number of three nothing stands there.
    pub(super) fn end_lists(
        &self,
        edge: Edge,
        [a, b, c]: [u8; 3],
    ) -> Result<Vec<Cursor<'_>>, Torn> {
        let before = b"0123456789X".iter().map(|b| Some(*b)).chain([None]);
        let last = |before| self.book.edge(edge, [before, Some(a), Some(b), Some(c)]);
        before.map(last).collect()
    }

    /// Everyone who may have a number that begins so: of telephones or of documents.
    fn starts(&self, typed: &[u8], phones: bool) -> Result<Slots<'_>, Torn> {
        let [a, b, c, ref rest @ ..] = *typed else {
            return Ok(Box::new(std::iter::empty()));
        };
        let edge = if phones {
            Edge::PhoneStart
        } else {
            Edge::IdentityStart
        };
        let first = |after| self.book.edge(edge, [Some(a), Some(b), Some(c), after]);
        if let [after, more @ ..] = rest {
            let mut lists = if more.is_empty() {
                Vec::new()
            } else {
                self.grams(typed)?
            };
            let start = first(Some(*after))?;
            let noted = numbers::ending([Some(a), Some(b), Some(c), Some(*after)]).is_some();
            if noted && (lists.is_empty() || !self.is_common(Cursor::count(&start))) {
                lists.push(start);
            }
            return Ok(Box::new(Common::of(lists)));
        }
        let lists: Result<Vec<Cursor<'_>>, Torn> =
            b"0123456789X".iter().map(|d| first(Some(*d))).collect();
        Ok(Box::new(Either::of(lists?)))
    }

    /// How many people at most have these digits.
    pub(super) fn digits_estimate(&self, typed: &[u8], slips: bool) -> usize {
        self.rarest(typed) / (typed.len().saturating_sub(2)).clamp(1, 8)
            * (1 + 8 * usize::from(slips))
    }

    /// Everyone who may have these digits somewhere.
    pub(super) fn digit_candidates(
        &self,
        typed: &[u8],
        _which: Which,
        slips: bool,
    ) -> Result<Slots<'_>, Torn> {
        let plain = Box::new(Common::of(self.grams(typed)?));
        if slips && typed.len() >= SLIPPERY {
            let both: [Slots<'_>; 2] = [plain, self.slipped(typed)?];
            return Ok(Box::new(Either::of(both)));
        }
        Ok(plain)
    }

    /// Everyone who may have these digits but for one slip.
    fn slipped(&self, typed: &[u8]) -> Result<Slots<'_>, Torn> {
        if typed.len() < SLIPPERY {
            return Ok(Box::new(std::iter::empty()));
        }
        if typed.len() >= COUNTED {
            return self.sharing(typed);
        }
        self.holding_half(typed)
    }

    /// For a short run: one slip leaves one end of it whole, unless it swaps the two digits where
    /// the halves meet. What half the county shares (an area code) tells nothing and is not read.
    fn holding_half(&self, typed: &[u8]) -> Result<Slots<'_>, Torn> {
        let middle = typed.len() / 2;
        let mut swapped = typed.to_vec();
        swapped.swap(middle - 1, middle);
        let mut slots = Bits::none(self.book.header.people);
        let mut some: Vec<u32> = Vec::new();
        if let Some(three) = typed.last_chunk() {
            for edge in [Edge::PhoneEnd, Edge::IdentityEnd] {
                some.extend(self.end_lists(edge, *three)?.into_iter().flatten());
            }
        }
        let before = &typed[typed.len() - SLIPPERY..typed.len() - 3];
        for set in [GramSet::PhoneBefore, GramSet::IdentityBefore] {
            some.extend(self.book.gram(set, before)?);
        }
        slots.add_all(&some);
        let last = typed.len() - 3;
        let parts = [
            &typed[..middle],
            &typed[middle..],
            &swapped,
            &typed[..last],
            &typed[3..],
        ];
        for part in parts {
            let rarest = self.rarest(part);
            if rarest <= if part.len() > 3 { LONG } else { SHORT } {
                // What so many share is no end of a number but the beginning of one.
                let mut common = Common::of(self.grams(part)?);
                some.clear();
                some.extend(common.by_ref().take(SHORT));
                if common.next().is_none() {
                    slots.add_all(&some);
                }
            }
        }
        let slots: Vec<u32> = slots.iter().collect();
        Ok(Box::new(slots.into_iter()))
    }

    fn rarest(&self, typed: &[u8]) -> usize {
        let counts = threes(typed).map(|run| self.book.gram_count(GramSet::Any, run));
        counts.min().unwrap_or(0)
    }

    /// For a long run: one slip spoils at most four threes, so that of the seven rarest at least
    /// three are left. Rare ones are taken because everyone shares the area code.
    fn sharing(&self, typed: &[u8]) -> Result<Slots<'_>, Torn> {
        let people = self.book.header.people as usize;
        let mut runs: Vec<(usize, &[u8])> = threes(typed)
            .map(|run| (self.book.gram_count(GramSet::Any, run), run))
            .filter(|(count, _)| *count <= people / 4 + SHORT)
            .collect();
        runs.sort_unstable();
        runs.dedup();
        runs.truncate(7);
        let mut read = 0;
        runs.retain(|(count, _)| {
            read += count;
            read <= READ
        });
        // Too few are left to tell anybody by: a further digit will.
        let Some(needed) = runs.len().checked_sub(4).filter(|n| *n >= 2) else {
            return Ok(Box::new(std::iter::empty()));
        };
        let mut counts = vec![0u8; people];
        for (_, run) in runs {
            for slot in self.book.gram(GramSet::Any, run)? {
                if let Some(count) = counts.get_mut(slot as usize) {
                    *count += 1;
                }
            }
        }
        let mut slots = sharers(&counts, needed);
        if slots.len() > TESTED {
            slots.select_nth_unstable_by_key(TESTED, |s| (std::cmp::Reverse(s.0), s.1));
            slots.truncate(TESTED);
        }
        let mut slots: Vec<u32> = slots.into_iter().map(|s| s.1).collect();
        slots.sort_unstable();
        Ok(Box::new(slots.into_iter()))
    }
}

/// The runs of three digits: those with a letter of a document are in no list.
fn threes(typed: &[u8]) -> impl Iterator<Item = &[u8]> {
    let runs = typed.windows(3);
    runs.filter(|run| numbers::gram(run).is_some())
}

/// Those who share enough, with how much they share, ascending: nearly all share nothing, and are passed over
/// many at once.
fn sharers(counts: &[u8], needed: usize) -> Vec<(u8, u32)> {
    const MANY: usize = 64;
    let mut slots = Vec::new();
    for (from, many) in (0u32..).step_by(MANY).zip(counts.chunks(MANY)) {
        let most = many.iter().fold(0, |most, count| *count.max(&most));
        if usize::from(most) >= needed {
            let some = (from..).zip(many);
            let some = some.filter(|(_, count)| usize::from(**count) >= needed);
            slots.extend(some.map(|(slot, count)| (*count, slot)));
        }
    }
    slots
}
