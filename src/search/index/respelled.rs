//! What was typed with one character of an address written as it stands there: it was heard, and written with
//! another of the same sound (碧桂苑 for 碧桂园), or misread for one that looks like it.

use super::Index;
use super::pages::Pages;
use super::pairs::{Pairs, Sign};
use crate::search::segment::Torn;
use crate::search::{kin, normal, pinyin};

/// Ways of writing it that are looked for at most, the likeliest first.
const WAYS: usize = 4;

/// The fewest characters in a row among which one may be another.
const FEWEST: usize = 3;

/// How likely a way is: the characters beside the new one that it has in an address, and how many have them.
type Likely = (usize, usize);

impl Index {
    /// The ways in which a query may be meant one of whose words stands in no address as it was typed.
    pub(super) fn respelled(&self, query: &str) -> Result<Vec<String>, Torn> {
        let typed = normal::typed(query);
        let (places, pages) = (&self.book.places, &self.book.pages);
        let mut ways: Vec<(Likely, String)> = Vec::new();
        for at in 0..typed.len() {
            if !is_in_words(&typed, at) {
                continue;
            }
            let [before, after] = [at.checked_sub(1), Some(at + 1)].map(|beside| {
                let c = typed.get(beside?)?;
                (!c.is_ascii()).then_some(*c)
            });
            for other in others(places, typed[at]) {
                let likely = likely(places, pages, (before, other, after))?;
                if let Some(likely) = likely {
                    let mut way = typed.clone();
                    way[at] = places.glyph(other);
                    ways.push((likely, way.into_iter().collect()));
                }
            }
        }
        ways.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        ways.truncate(WAYS);
        Ok(ways.into_iter().map(|(_, way)| way).collect())
    }
}

/// Whether a character stands in a row of others that is long enough.
fn is_in_words(typed: &[char], at: usize) -> bool {
    let is_word = |c: &&char| !c.is_ascii();
    let behind = typed[at..].iter().take_while(is_word).count();
    let ahead = typed[..at].iter().rev().take_while(is_word).count();
    behind > 0 && ahead + behind >= FEWEST
}

/// The characters of addresses that sound or look like one.
fn others(places: &Pairs, c: char) -> Vec<Sign> {
    let own = places.sign(c);
    let sounds = pinyin::numbers(c);
    let mut all: Vec<Sign> = sounds.iter().flat_map(|s| places.sounding(*s)).collect();
    all.extend(kin::near_looks(c).filter_map(|(other, _)| places.sign(other)));
    all.sort_unstable();
    all.dedup();
    all.retain(|sign| Some(*sign) != own);
    all
}

/// How likely a character is between two others; `None` when it stands beside one of them in no address.
fn likely(
    places: &Pairs,
    pages: &Pages,
    (before, sign, after): (Option<char>, Sign, Option<char>),
) -> Result<Option<Likely>, Torn> {
    let (mut met, mut least) = (0, usize::MAX);
    let pairs = [
        before.map(|c| (places.sign(c), Some(sign))),
        after.map(|c| (Some(sign), places.sign(c))),
    ];
    for pair in pairs.into_iter().flatten() {
        let (Some(a), Some(b)) = pair else {
            return Ok(None);
        };
        let count = places.beside_count(pages, (a, b))? + places.parted_count(pages, (a, b))?;
        if count == 0 {
            return Ok(None);
        }
        met += 1;
        least = least.min(count);
    }
    Ok((met > 0).then_some((met, least)))
}
