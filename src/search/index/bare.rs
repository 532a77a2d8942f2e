//! Whose address may have a piece once units are left out on both sides: by the lists of characters side by side,
//! which know nothing of units. Two characters meet directly, or the first stands before a unit and the second
//! behind one.

use super::pages::Pages;
use super::pairs::Pairs;
use super::tester::Candidates;
use crate::search::postings::{Cursor, Either};
use crate::search::segment::Torn;
use crate::search::unit;

/// Pairs of a piece that are brought together: the rarest.
const RAREST: usize = 3;

/// How many times as many as the rarest pair another may have to be worth reading.
const LONGER: usize = 24;
const SHORT: usize = 4096;

/// Two characters that follow each other in a piece without units.
struct Link {
    a: u16,
    b: u16,
    /// How many have them at most.
    most: usize,
    /// Two digits of one number, which no unit parts.
    number: bool,
}

impl Pairs {
    /// How many at most have a piece once units are left out: those of its rarest pair.
    pub(super) fn bare_estimate(&self, pages: &Pages, piece: &[char]) -> Result<usize, Torn> {
        let links = self.links(pages, piece)?;
        Ok(links.first().map_or(0, |link| link.most))
    }

    /// Everyone whose address may have a piece once units are left out, ascending.
    pub(super) fn bare<'a>(
        &self,
        pages: &'a Pages,
        piece: &[char],
    ) -> Result<Candidates<'a>, Torn> {
        let links = self.links(pages, piece)?;
        let most = links.first().map_or(0, |link| link.most);
        let most = most.saturating_mul(LONGER).max(SHORT);
        let mut all: Option<Candidates<'a>> = None;
        let telling = links.iter().take(RAREST).filter(|l| l.most <= most);
        for link in telling {
            let list = self.linked(pages, link)?;
            all = Some(match all {
                Some(others) => both(others, list),
                None => list,
            });
        }
        Ok(all.unwrap_or_else(|| Box::new(std::iter::empty())))
    }

    /// The pairs of a piece, the rarest first; none when somewhere nobody has one.
    fn links(&self, pages: &Pages, piece: &[char]) -> Result<Vec<Link>, Torn> {
        let mut links = Vec::new();
        for pair in piece.windows(2) {
            let number = pair.iter().all(char::is_ascii_digit);
            // Behind 村 or 组 stands a number in nearly every address: those lists are long and tell nothing.
            if !number && pair.iter().any(char::is_ascii) {
                continue;
            }
            let (Some(a), Some(b)) = (self.sign(pair[0]), self.sign(pair[1])) else {
                return Ok(Vec::new());
            };
            let direct = self.beside_count(pages, (a, b))?;
            let most = if number {
                direct
            } else {
                direct + self.parted_count(pages, (a, b))?
            };
            if most == 0 {
                return Ok(Vec::new());
            }
            links.push(Link { a, b, most, number });
        }
        links.sort_by_key(|link| link.most);
        Ok(links)
    }

    /// How many at most have a unit between two characters.
    fn parted_count(&self, pages: &Pages, (a, b): (u16, u16)) -> Result<usize, Torn> {
        let mut most = [0, 0];
        for (side, most) in most.iter_mut().enumerate() {
            for unit in self.units(side == 0) {
                let pair = if side == 0 { (a, unit) } else { (unit, b) };
                *most += self.beside_count(pages, pair)?;
            }
        }
        Ok(most[0].min(most[1]))
    }

    fn linked<'a>(&self, pages: &'a Pages, link: &Link) -> Result<Candidates<'a>, Torn> {
        let direct = self.beside(pages, (link.a, link.b))?;
        let direct = direct
            .into_iter()
            .map(|list| Box::new(list) as Candidates<'a>);
        if link.number {
            return Ok(Box::new(Either::of(direct)));
        }
        let mut sides: [Vec<Cursor<'a>>; 2] = [Vec::new(), Vec::new()];
        for (side, lists) in sides.iter_mut().enumerate() {
            for unit in self.units(side == 0) {
                let pair = if side == 0 {
                    (link.a, unit)
                } else {
                    (unit, link.b)
                };
                lists.extend(self.beside(pages, pair)?);
            }
        }
        let [before, behind] = sides.map(|lists| Box::new(Either::of(lists)) as Candidates<'a>);
        let ways = direct.chain([both(before, behind)]);
        Ok(Box::new(Either::of(ways)))
    }

    /// The first characters of units, or the last ones, that stand anywhere.
    fn units(&self, first: bool) -> Vec<u16> {
        let mut all: Vec<u16> = unit::edges(first).filter_map(|c| self.sign(c)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// What is in both of two ascending lists.
fn both<'a>(one: Candidates<'a>, other: Candidates<'a>) -> Candidates<'a> {
    let mut other = other.peekable();
    Box::new(one.filter(move |slot| {
        while other.next_if(|there| there < slot).is_some() {}
        other.peek() == Some(slot)
    }))
}
