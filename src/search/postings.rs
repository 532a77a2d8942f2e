//! Lists of ascending numbers in few bytes: differences, seven bits a byte.

/// Slots that have one thing in common, while an index is built. Ascending, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    next: u32,
    count: u32,
}

impl Postings {
    /// Adds a number not smaller than the last one; the last one again is nothing new.
    pub(super) fn push(&mut self, slot: u32) {
        if slot < self.next {
            return;
        }
        let mut step = slot - self.next;
        loop {
            let [low, ..] = step.to_le_bytes();
            step >>= 7;
            if step == 0 {
                self.bytes.push(low & 0x7F);
                break;
            }
            self.bytes.push(low | 0x80);
        }
        self.next = slot + 1;
        self.count += 1;
    }

    /// How many numbers it holds.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// The list as it is written down.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Where the rest of a long list is read from, piece by piece.
pub(super) trait Rest {
    /// Puts the next piece in place of the one before; false when there is none.
    fn go_on(&mut self, piece: &mut Vec<u8>) -> bool;
}

/// A written list, read from its start.
#[derive(Default)]
pub(super) struct Cursor<'a> {
    piece: Vec<u8>,
    at: usize,
    next: u32,
    count: u32,
    rest: Option<Box<dyn Rest + 'a>>,
}

impl<'a> Cursor<'a> {
    /// Takes the first bytes of a list of `count` numbers, and where the rest is to be had.
    pub(super) fn of(piece: Vec<u8>, rest: Option<Box<dyn Rest + 'a>>, count: u32) -> Self {
        Self {
            piece,
            count,
            rest,
            ..Self::default()
        }
    }

    #[cold]
    fn go_on(&mut self) -> Option<u8> {
        self.at = 0;
        let rest = self.rest.as_mut()?;
        if !rest.go_on(&mut self.piece) {
            self.rest = None;
            self.piece.clear();
        }
        self.piece.first().copied()
    }

    /// How many numbers the whole list has.
    pub(super) fn count(&self) -> usize {
        self.count as usize
    }

    /// Goes on to the first number that is not below `least`.
    pub(super) fn seek(&mut self, least: u32) -> Option<u32> {
        loop {
            // Nearly all steps are one byte long.
            let (mut at, mut next) = (self.at, self.next);
            let mut found = None;
            while let Some(step) = self.piece.get(at).filter(|byte| **byte < 0x80) {
                let slot = next.wrapping_add(u32::from(*step));
                (at, next) = (at + 1, slot.wrapping_add(1));
                if slot >= least {
                    found = Some(slot);
                    break;
                }
            }
            (self.at, self.next) = (at, next);
            if found.is_some() {
                return found;
            }
            let slot = self.next()?;
            if slot >= least {
                return Some(slot);
            }
        }
    }
}

impl Iterator for Cursor<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if let Some(step) = self.piece.get(self.at).filter(|byte| **byte < 0x80) {
            let slot = self.next.wrapping_add(u32::from(*step));
            (self.at, self.next) = (self.at + 1, slot.wrapping_add(1));
            return Some(slot);
        }
        let mut step = 0u32;
        let mut shift = 0;
        loop {
            let byte = match self.piece.get(self.at) {
                Some(byte) => *byte,
                None => self.go_on()?,
            };
            self.at += 1;
            step |= u32::from(byte & 0x7F).checked_shl(shift).unwrap_or(0);
            if byte & 0x80 == 0 {
                break;
            }
            shift += 7;
        }
        let slot = self.next.wrapping_add(step);
        self.next = slot.wrapping_add(1);
        Some(slot)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.count()))
    }
}

/// A list of ascending numbers in which one may go forward.
pub(super) trait Ascending: Iterator<Item = u32> {
    /// Goes on to the first number that is not below `least`, and stands behind it.
    fn seek(&mut self, least: u32) -> Option<u32>;
    /// How many numbers it has at most.
    fn most(&self) -> usize;
}

impl Ascending for Cursor<'_> {
    fn seek(&mut self, least: u32) -> Option<u32> {
        Cursor::seek(self, least)
    }

    fn most(&self) -> usize {
        self.count()
    }
}

/// The numbers that are in one of two lists, ascending.
#[derive(Default)]
pub(super) struct OneOf<'a> {
    lists: [Cursor<'a>; 2],
    /// The next number of each; of a list that is not begun, nothing is known yet.
    heads: [Option<u32>; 2],
    begun: bool,
}

impl<'a> OneOf<'a> {
    /// Brings two lists together.
    pub(super) fn of(lists: [Cursor<'a>; 2]) -> Self {
        Self {
            lists,
            ..Self::default()
        }
    }
}

impl Iterator for OneOf<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        self.seek(0)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.most()))
    }
}

impl Ascending for OneOf<'_> {
    #[inline]
    fn seek(&mut self, least: u32) -> Option<u32> {
        for (list, head) in self.lists.iter_mut().zip(&mut self.heads) {
            if !self.begun || head.is_some_and(|head| head < least) {
                *head = list.seek(least);
            }
        }
        self.begun = true;
        let found = self.heads.iter().copied().flatten().min()?;
        for (list, head) in self.lists.iter_mut().zip(&mut self.heads) {
            if *head == Some(found) {
                *head = list.next();
            }
        }
        Some(found)
    }

    fn most(&self) -> usize {
        self.lists.iter().map(Cursor::count).sum()
    }
}

/// How many times as long as the shortest list another may be to be worth reading.
const LONGER: usize = 24;

/// The numbers that are in all of the lists, ascending.
pub(super) struct Common<L> {
    lists: Vec<L>,
    /// Where each of the other lists stands.
    stands: Vec<Option<u32>>,
}

impl<L: Ascending> Common<L> {
    /// Brings lists together; those much longer than the shortest one are left out, because testing
    /// its few numbers one by one costs less. None of the lists gives nothing.
    pub(super) fn of(mut lists: Vec<L>) -> Self {
        lists.sort_by_key(L::most);
        let longest = lists
            .first()
            .map_or(0, |l| l.most().saturating_mul(LONGER).max(4096));
        lists.retain(|l| l.most() <= longest);
        Self {
            stands: vec![None; lists.len()],
            lists,
        }
    }

    /// Brings lists together, each of them read: where to test a number costs more than to go through a list.
    pub(super) fn all(mut lists: Vec<L>) -> Self {
        lists.sort_by_key(L::most);
        Self {
            stands: vec![None; lists.len()],
            lists,
        }
    }

    /// How many numbers there are at most.
    pub(super) fn most(&self) -> usize {
        self.lists.first().map_or(0, L::most)
    }

    /// The first of all lists' numbers that is not below `least`.
    fn from(&mut self, least: u32) -> Option<u32> {
        let (first, others) = self.lists.split_first_mut()?;
        let mut least = least;
        'slots: loop {
            let slot = first.seek(least)?;
            for (list, stand) in others.iter_mut().zip(&mut self.stands) {
                if stand.is_none_or(|at| at < slot) {
                    *stand = list.seek(slot);
                }
                match *stand {
                    None => return None,
                    Some(at) if at > slot => {
                        least = at;
                        continue 'slots;
                    }
                    Some(_) => {}
                }
            }
            return Some(slot);
        }
    }
}

impl<L: Ascending> Iterator for Common<L> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.from(0)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.most()))
    }
}

impl<L: Ascending> Ascending for Common<L> {
    fn seek(&mut self, least: u32) -> Option<u32> {
        self.from(least)
    }

    fn most(&self) -> usize {
        Self::most(self)
    }
}

impl<L: Ascending + ?Sized> Ascending for Box<L> {
    fn seek(&mut self, least: u32) -> Option<u32> {
        (**self).seek(least)
    }

    fn most(&self) -> usize {
        (**self).most()
    }
}

/// Numbers that were gathered and stand in order.
impl Ascending for std::vec::IntoIter<u32> {
    fn seek(&mut self, least: u32) -> Option<u32> {
        self.find(|slot| *slot >= least)
    }

    fn most(&self) -> usize {
        self.len()
    }
}
