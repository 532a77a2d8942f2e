//! Names of a book typed with slips anywhere in them: a walk along all beginnings, left where the slips
//! are used up.

use super::crowd::{Crowd, order};
use super::kept::Room;
use super::naming::{LONG, SHORT};
use super::pages::long;
use super::tester::Tester;
use crate::search::alphabet::CharNo;
use crate::search::best::Best;
use crate::search::far::{Far, Path};
use crate::search::grade::Grade;
use crate::search::names::{NameNo, Packed};
use crate::search::segment::{Torn, Wanted};

/// Names read at once.
const CHUNK: u32 = 2048;

impl Crowd<'_> {
    /// People whose name was typed so, and whom everything else typed fits.
    pub(super) fn by_far(&self, far: &Far, wanted: &Wanted<'_>) -> Result<Best, Torn> {
        let mut best = Best::of(wanted.keep);
        let names = self.far_names(far)?;
        if !wanted.terms.is_empty() {
            let mut tester = Tester::of(self, wanted)?;
            self.by_bearers(names.into_iter(), &mut tester, &mut best)?;
            return Ok(best);
        }
        let mut window = self.bearers_window();
        for (name, grade) in names {
            for slot in self.bearers_here(&mut window, name, wanted.keep)? {
                best.push((grade.class, grade.cost, order(0, name), slot), grade);
            }
        }
        Ok(best)
    }

    fn far_names(&self, far: &Far) -> Result<Vec<(NameNo, Grade)>, Torn> {
        let book = self.book;
        let (mut bytes, mut chars) = (Room::default(), Vec::<CharNo>::new());
        let mut path = Path::default();
        let mut names = Vec::new();
        let short = |len: u16| (2..=SHORT).contains(&usize::from(len));
        for (n, group) in book.groups.iter().enumerate() {
            if !short(group.len) || !far.leads(&book.alphabet, &[group.first], &mut path) {
                continue;
            }
            let to = book.groups.get(n + 1);
            let to = to.map_or(book.name_count(), |next| next.start);
            // What the names begin with that lead nowhere, and how much of a name that is.
            let (mut dead, mut mask) = (u64::MAX, 0);
            let mut at = group.start;
            while at < to {
                let end = to.min(at + CHUNK);
                let len = (end - at) as usize * 8;
                let read =
                    (book.names).piece_in(&book.pages, u64::from(at) * 8, len, &mut bytes)?;
                for (name, word) in (at..).zip(read.as_chunks::<8>().0) {
                    let word = long(word);
                    if word & mask == dead || word & LONG == LONG {
                        continue;
                    }
                    Packed::Short(word).unpack(&mut chars);
                    let stem = chars.len() - 1;
                    if !far.leads(&book.alphabet, &chars[..stem], &mut path) {
                        mask = (1 << (16 * stem)) - 1;
                        dead = word & mask;
                        continue;
                    }
                    let grade = far.grade(&book.alphabet, &chars, &mut path);
                    if let Some(grade) = grade.filter(|_| !self.absent.has_name(name)) {
                        names.push((name, grade));
                    }
                }
                at = end;
            }
        }
        Ok(names)
    }
}
