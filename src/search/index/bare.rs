//! Whose address may have a piece once units are left out on both sides: by the lists of whole numbers, and of
//! characters side by side, which know nothing of units. Two characters meet directly, or the first stands before
//! a unit and the second behind one.

use super::pages::Pages;
use super::pairs::{Mark, Pairs, house};
use super::tester::Candidates;
use crate::search::bare::Bare;
use crate::search::postings::{Cursor, Either};
use crate::search::segment::Torn;
use crate::search::unit;

/// What nobody has.
const NOBODY: (usize, Link) = (0, Link::Number(0));

/// Parts of a piece that are brought together: the rarest.
const RAREST: usize = 3;

/// How many times as many as the rarest part another may have to be worth reading.
const LONGER: usize = 24;
const SHORT: usize = 4096;

/// What everyone has whose address may have a piece.
enum Link {
    /// Two characters that follow each other, or have a unit between them.
    Words(u16, u16),
    /// Two digits of one number that may go on.
    Digits(u16, u16),
    /// A whole number.
    Number(u16),
}

impl Pairs {
    /// How many at most have a piece once units are left out: those of its rarest part; `None` when it has
    /// none that anybody is looked up by.
    pub(super) fn bare_estimate(&self, pages: &Pages, piece: &Bare) -> Result<Option<usize>, Torn> {
        let links = self.links(pages, piece)?;
        Ok(links.first().map(|(most, _)| *most))
    }

    /// Everyone whose address may have a piece once units are left out, ascending.
    pub(super) fn bare<'a>(&self, pages: &'a Pages, piece: &Bare) -> Result<Candidates<'a>, Torn> {
        let links = self.links(pages, piece)?;
        let most = links.first().map_or(0, |link| link.0);
        let most = most.saturating_mul(LONGER).max(SHORT);
        let mut all: Option<Candidates<'a>> = None;
        let telling = links.iter().take(RAREST).filter(|link| link.0 <= most);
        for (_, link) in telling {
            let list = self.linked(pages, link)?;
            all = Some(match all {
                Some(others) => both(others, list),
                None => list,
            });
        }
        Ok(all.unwrap_or_else(|| Box::new(std::iter::empty())))
    }

    /// What everyone has who has a piece, the rarest first, each with how many have it at most.
    fn links(&self, pages: &Pages, piece: &Bare) -> Result<Vec<(usize, Link)>, Torn> {
        let mut links = Vec::new();
        let mut before: Option<char> = None;
        for (n, run) in piece.runs.iter().enumerate() {
            let number = run.first().is_some_and(char::is_ascii_digit);
            if let Some(whole) = house(run).filter(|_| number && piece.is_whole(n)) {
                links.push(Link::Number(whole));
            } else {
                let signs = before.filter(|c| !number && !c.is_ascii() && !piece.gaps);
                let signs: Vec<char> = signs.into_iter().chain(run.iter().copied()).collect();
                for pair in signs.windows(2) {
                    let (Some(a), Some(b)) = (self.sign(pair[0]), self.sign(pair[1])) else {
                        return Ok(vec![NOBODY]);
                    };
                    links.push(if number {
                        Link::Digits(a, b)
                    } else {
                        Link::Words(a, b)
                    });
                }
            }
            before = run.last().copied();
        }
        let counted = links.into_iter().map(|link| {
            let most = self.most(pages, &link)?;
            Ok((most, link))
        });
        let mut links: Vec<(usize, Link)> = counted.collect::<Result<_, Torn>>()?;
        links.sort_by_key(|link| link.0);
        Ok(links)
    }

    /// How many have what a link says, at most.
    fn most(&self, pages: &Pages, link: &Link) -> Result<usize, Torn> {
        match link {
            Link::Number(number) => Ok(self
                .marked(pages, Mark::House(*number))?
                .size_hint()
                .1
                .unwrap_or(0)),
            Link::Digits(a, b) => self.beside_count(pages, (*a, *b)),
            Link::Words(a, b) => {
                Ok(self.beside_count(pages, (*a, *b))? + self.parted_count(pages, (*a, *b))?)
            }
        }
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
        let (a, b) = match link {
            Link::Number(number) => {
                return Ok(Box::new(self.marked(pages, Mark::House(*number))?));
            }
            Link::Words(a, b) | Link::Digits(a, b) => (*a, *b),
        };
        let direct = self.beside(pages, (a, b))?;
        let direct = direct
            .into_iter()
            .map(|list| Box::new(list) as Candidates<'a>);
        if matches!(link, Link::Digits(..)) {
            return Ok(Box::new(Either::of(direct)));
        }
        let mut sides: [Vec<Cursor<'a>>; 2] = [Vec::new(), Vec::new()];
        for (side, lists) in sides.iter_mut().enumerate() {
            for unit in self.units(side == 0) {
                let pair = if side == 0 { (a, unit) } else { (unit, b) };
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
