//! Whose address may have a piece once units are left out on both sides: by the lists of whole numbers, of
//! characters side by side, and of those between which a unit stands.

use super::mark::{Mark, house};
use super::pages::Pages;
use super::pairs::Pairs;
use super::tester::Candidates;
use crate::search::bare::Bare;
use crate::search::postings::{Common, OneOf};
use crate::search::segment::Torn;

/// What nobody has.
const NOBODY: (usize, Link) = (0, Link::Number(0));

/// Parts of a piece that are brought together: the rarest.
const RAREST: usize = 3;

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
        if piece.opens {
            let sign = self.opening(piece);
            return sign.map_or(Ok(Some(0)), |s| self.single_count(pages, s).map(Some));
        }
        let links = self.links(pages, piece)?;
        Ok(links.first().map(|(most, _)| *most))
    }

    /// Everyone whose address may have a piece once units are left out, ascending.
    pub(super) fn bare<'a>(&self, pages: &'a Pages, piece: &Bare) -> Result<Candidates<'a>, Torn> {
        if piece.opens {
            let Some(sign) = self.opening(piece) else {
                return Ok(Box::new(std::iter::empty()));
            };
            return Ok(Box::new(self.single(pages, sign)?));
        }
        let links = self.links(pages, piece)?;
        let telling = links.iter().take(RAREST);
        let lists = telling.map(|(_, link)| self.linked(pages, link));
        Ok(Box::new(Common::of(lists.collect::<Result<_, Torn>>()?)))
    }

    /// The character that a piece begins with.
    fn opening(&self, piece: &Bare) -> Option<u16> {
        self.sign(*piece.runs.first()?.first()?)
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
            Link::Number(number) => self.marked_count(pages, Mark::House(*number)),
            Link::Digits(a, b) => self.beside_count(pages, (*a, *b)),
            Link::Words(a, b) => {
                let parted = self.parted_count(pages, (*a, *b))?;
                Ok(self.beside_count(pages, (*a, *b))? + parted)
            }
        }
    }

    fn linked<'a>(&self, pages: &'a Pages, link: &Link) -> Result<OneOf<'a>, Torn> {
        let direct = match link {
            Link::Number(number) => Some(self.marked(pages, Mark::House(*number))?),
            Link::Words(a, b) | Link::Digits(a, b) => self.beside(pages, (*a, *b))?,
        };
        let parted = match link {
            Link::Words(a, b) => self.parted(pages, (*a, *b))?,
            Link::Number(_) | Link::Digits(..) => None,
        };
        Ok(OneOf::of([direct, parted].map(Option::unwrap_or_default)))
    }
}
