//! What was typed with a place in letters written as it stands in addresses: the characters that sound so side by
//! side there, or with a unit between.

use std::collections::HashMap;

use super::Index;
use super::pairs::Sign;
use crate::search::segment::Torn;
use crate::search::spelled::{self, Sound, sounds};
use crate::search::{normal, query};

/// Ways of writing one word, and all, that are looked for: those first that most live at.
const WAYS: usize = 4;
const ALL: usize = 8;

/// Beginnings that are gone on from, and words in letters.
const BEAM: usize = 48;
const WORDS: usize = 3;

/// People saved since the book was made whose addresses are read.
const LIVE: usize = 500;

/// Characters of addresses with those that follow them, and how many have both: in order.
pub(super) type Followers = Vec<(Sign, Sign, u32)>;

/// A text of addresses, and how many have the rarest part of it.
type Written = (Vec<Sign>, usize);

impl Index {
    /// The ways in which a query may be meant one or several of whose words are places in letters.
    pub(super) fn spelled(&self, query: &str) -> Result<Vec<String>, Torn> {
        let typed = normal::typed(query);
        let words: Vec<Vec<char>> = query::words(&typed).iter().map(|w| w.to_vec()).collect();
        let words = spelled::with_units(&words);
        let mut written: Vec<(usize, Vec<String>)> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let ways = self.written_as(word)?;
            if !ways.is_empty() && written.len() < WORDS {
                written.push((at, ways));
            }
        }
        let text = |put: &[(usize, &String)]| {
            let word = |(at, word): (usize, &Vec<char>)| {
                let other = put.iter().find(|(place, _)| *place == at);
                other.map_or_else(|| word.iter().collect(), |(_, text)| (*text).clone())
            };
            let words: Vec<String> = words.iter().enumerate().map(word).collect();
            words.join(" ")
        };
        let mut all = Vec::new();
        // All of them are places, or each of them alone; the likeliest of each first.
        for nth in 0..WAYS {
            if written.len() > 1 {
                let put = written.iter().filter_map(|(at, ways)| {
                    let way = ways.get(nth).or(ways.first())?;
                    Some((*at, way))
                });
                all.push(text(&put.collect::<Vec<_>>()));
            }
            for (at, ways) in &written {
                all.extend(ways.get(nth).map(|way| text(&[(*at, way)])));
            }
        }
        all.truncate(ALL);
        Ok(all)
    }

    /// The texts of addresses that a word in letters may be.
    fn written_as(&self, word: &[char]) -> Result<Vec<String>, Torn> {
        let mut all: HashMap<Vec<Sign>, usize> = HashMap::new();
        let ways = sounds(word);
        for way in &ways {
            for (signs, count) in self.beside_each_other(way)? {
                let held = all.entry(signs).or_default();
                *held = count.max(*held);
            }
        }
        let mut all: Vec<(usize, String)> = all
            .into_iter()
            .map(|(signs, count)| {
                let glyphs = signs.iter().map(|sign| self.book.places.glyph(*sign));
                (count, glyphs.collect())
            })
            .collect();
        all.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        all.truncate(WAYS);
        let mut texts: Vec<String> = all.into_iter().map(|(_, text)| text).collect();
        if !ways.is_empty() {
            for address in self.live.addresses().take(LIVE) {
                let Some(places) = spelled::met(address, word) else {
                    continue;
                };
                let text = places.iter().map(|at| address[*at]).collect();
                if texts.len() < 2 * WAYS && !texts.contains(&text) {
                    texts.insert(0, text);
                }
            }
        }
        texts.truncate(WAYS);
        Ok(texts)
    }

    /// Which characters follow which: in memory, for hundreds are looked up for one word.
    fn followers(&self) -> Result<&Followers, Torn> {
        if let Some(all) = self.followers.get() {
            return Ok(all);
        }
        let all = self.book.places.followers(&self.book.pages)?;
        Ok(self.followers.get_or_init(|| all))
    }

    /// The texts of addresses whose characters sound so.
    fn beside_each_other(&self, way: &[Sound]) -> Result<Vec<Written>, Torn> {
        let (places, followers) = (&self.book.places, self.followers()?);
        let sounding = |sound: &Sound| -> Vec<Sign> {
            let syllables = sound.syllables().into_iter();
            let mut signs: Vec<Sign> = syllables.flat_map(|s| places.sounding(s)).collect();
            signs.sort_unstable();
            signs.dedup();
            signs
        };
        let Some((first, rest)) = way.split_first() else {
            return Ok(Vec::new());
        };
        let first = sounding(first).into_iter();
        let mut all: Vec<Written> = first.map(|sign| (vec![sign], usize::MAX)).collect();
        for sound in rest {
            let wanted = sounding(sound);
            let mut next: HashMap<Vec<Sign>, usize> = HashMap::new();
            for (signs, least) in &all {
                let Some(last) = signs.last() else { continue };
                let from = followers.partition_point(|f| f.0 < *last);
                let behind = followers[from..].iter().take_while(|f| f.0 == *last);
                for (_, sign, count) in behind {
                    if wanted.binary_search(sign).is_ok() {
                        let signs = signs.iter().copied().chain([*sign]).collect();
                        let held = next.entry(signs).or_default();
                        *held = held.saturating_add(*count as usize).min(*least);
                    }
                }
            }
            all = next.into_iter().collect();
            all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            all.truncate(BEAM);
        }
        Ok(all)
    }
}
