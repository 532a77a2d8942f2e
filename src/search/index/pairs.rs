//! Which slots have two characters side by side: for addresses of people and the words of petitions.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::layout::{Header, Section};
use super::mark::Mark;
use super::mixed::Numbered;
use super::pages::{Pages, Part, number};
use crate::search::either::Either;
use crate::search::pinyin;
use crate::search::postings::{Common, Cursor, Postings};
use crate::search::segment::Torn;
use crate::search::syllable::SyllableId;
use crate::search::unit::{self, Kind};

/// A character's number; 0 is the end of a text.
pub(super) type Sign = u16;

/// Characters beyond the numbers there are share the last one; such a pair finds too much, never too little.
const OTHER: Sign = u16::MAX >> 1;

/// Set in the key of two characters between which a unit stands.
const PARTED: u32 = 1 << 31;

/// The pairs while they are gathered.
#[derive(Debug, Default)]
pub(super) struct PairsBuilder {
    /// The numbers of characters below 65,536, by character; 0 for one that has none.
    near: Vec<Sign>,
    far: HashMap<char, Sign>,
    order: Vec<char>,
    lists: Numbered<u32, Postings>,
}

impl PairsBuilder {
    /// The number of a character, given one if it has none; common ones come early and are small.
    pub(super) fn sign(&mut self, c: char) -> Sign {
        if self.near.is_empty() {
            self.near = vec![0; 1 << 16];
        }
        let place = self.near.get_mut(c as usize);
        let held = match place {
            Some(place) => place,
            None => self.far.entry(c).or_default(),
        };
        if *held == 0 {
            *held = Sign::try_from(self.order.len() + 1).unwrap_or(OTHER);
            if *held != OTHER {
                self.order.push(c);
            }
        }
        *held
    }

    /// Adds a text of a slot. Slots come in ascending order. With `ends`, the last character is
    /// noted too, so that a single character can be looked for.
    pub(super) fn push(&mut self, slot: u32, text: &[Sign], ends: bool) {
        for pair in text.windows(2) {
            self.lists
                .entry(key(pair[0], pair[1]))
                .or_default()
                .push(slot);
        }
        if let (true, Some(last)) = (ends, text.last()) {
            self.lists.entry(key(*last, 0)).or_default().push(slot);
        }
    }

    /// Notes two characters of a slot between which a unit stands.
    pub(super) fn push_parted(&mut self, slot: u32, (a, b): (Sign, Sign)) {
        self.lists.entry(key(a, b) | PARTED).or_default().push(slot);
    }

    /// Adds a slot to a list that stands for something else than text.
    pub(super) fn mark(&mut self, slot: u32, mark: Mark) {
        self.lists.entry(mark.key()).or_default().push(slot);
    }

    /// The parts as they are written: characters, pairs, lists.
    pub(super) fn finish(self) -> [Vec<u8>; 3] {
        let signs = self.order.iter().flat_map(|c| u32::from(*c).to_le_bytes());
        let mut keys: Vec<(u32, Postings)> = self.lists.into_iter().collect();
        keys.sort_unstable_by_key(|k| k.0);
        let (mut pairs, mut lists) = (Vec::with_capacity(keys.len() * PAIR), Vec::new());
        for (key, list) in keys {
            pairs.extend(key.to_le_bytes());
            pairs.extend((lists.len() as u64).to_le_bytes());
            pairs.extend(u32::try_from(list.bytes().len()).unwrap_or(0).to_le_bytes());
            pairs.extend(list.count().to_le_bytes());
            lists.extend_from_slice(list.bytes());
        }
        [signs.collect(), pairs, lists]
    }
}

/// Bytes of a pair in its part: key, start, length, count.
const PAIR: usize = 20;

fn key(a: Sign, b: Sign) -> u32 {
    u32::from(a) << 16 | u32::from(b)
}

/// The pairs of a written index.
pub(super) struct Pairs {
    signs: HashMap<char, Sign>,
    glyphs: Vec<char>,
    kinds: Vec<Kind>,
    /// Each sound with the characters that have it, once it was asked for.
    sounds: OnceLock<Vec<(SyllableId, Sign)>>,
    keys: Part,
    lists: Part,
}

impl Pairs {
    /// Reads the characters; pairs and lists are read when they are asked for.
    pub(super) fn open(pages: &Pages, header: &Header, parts: [Section; 3]) -> Result<Self, Torn> {
        let [signs, pairs, lists] = parts.map(|s| header.part(s));
        let bytes = pages.whole(signs)?;
        let glyphs: Vec<char> = bytes
            .chunks_exact(4)
            .map(|c| char::from_u32(number(c)).unwrap_or('\0'))
            .collect();
        let signs = glyphs.iter().zip(1..OTHER).map(|(c, n)| (*c, n)).collect();
        let kinds = glyphs.iter().map(|c| unit::kind(*c)).collect();
        Ok(Self {
            signs,
            glyphs,
            kinds,
            sounds: OnceLock::new(),
            keys: pairs,
            lists,
        })
    }

    /// The characters of a text by number; `None` when one of them stands nowhere.
    pub(super) fn read(&self, text: &[char]) -> Option<Vec<Sign>> {
        let full = self.glyphs.len() + 1 >= usize::from(OTHER);
        text.iter()
            .map(|c| self.signs.get(c).copied().or(full.then_some(OTHER)))
            .collect()
    }

    /// Whether a number is that of a digit.
    pub(super) fn is_digit(&self, sign: Sign) -> bool {
        self.glyph(sign).is_ascii_digit()
    }

    /// What a number's character is to units and numbers.
    #[inline]
    pub(super) fn kind(&self, sign: Sign) -> Kind {
        let kind = usize::from(sign).checked_sub(1);
        let kind = kind.and_then(|at| self.kinds.get(at));
        kind.copied().unwrap_or(Kind::Plain)
    }

    /// The character of a number.
    #[inline]
    pub(super) fn glyph(&self, sign: Sign) -> char {
        let glyph = usize::from(sign).checked_sub(1);
        let glyph = glyph.and_then(|at| self.glyphs.get(at));
        glyph.copied().unwrap_or('\0')
    }

    /// The numbers of the characters that have a sound.
    pub(super) fn sounding(&self, sound: SyllableId) -> impl Iterator<Item = Sign> {
        let sounds = self.sounds.get_or_init(|| {
            let numbered = self.glyphs.iter().zip(1..OTHER);
            let sounds = |(c, sign): (&char, Sign)| {
                let sounds = pinyin::numbers(*c).into_iter();
                sounds.map(move |sound| (sound, sign)).collect::<Vec<_>>()
            };
            let mut all: Vec<(SyllableId, Sign)> = numbered.flat_map(sounds).collect();
            all.sort_unstable();
            all
        });
        let from = sounds.partition_point(|entry| entry.0 < sound);
        let same = sounds[from..].iter().take_while(move |e| e.0 == sound);
        same.map(|entry| entry.1)
    }

    /// The number of a character, if it stands anywhere.
    pub(super) fn sign(&self, c: char) -> Option<Sign> {
        self.signs.get(&c).copied()
    }

    fn count(&self) -> u32 {
        u32::try_from(self.keys.len / PAIR as u64).unwrap_or(0)
    }

    /// The first pair whose key is not below `least`.
    fn lower(&self, pages: &Pages, least: u32) -> Result<u32, Torn> {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low + (high - low) / 2;
            let pair: [u8; PAIR] = pages.entry(self.keys, middle)?;
            if number(&pair) < least {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// The list of two characters side by side, and how many it has; `None` when nobody has them.
    pub(super) fn beside<'a>(
        &self,
        pages: &'a Pages,
        (a, b): (Sign, Sign),
    ) -> Result<Option<Cursor<'a>>, Torn> {
        let pair = self.find(pages, key(a, b))?;
        pair.map(|pair| self.list(pages, &pair)).transpose()
    }

    /// How many have two characters side by side.
    pub(super) fn beside_count(&self, pages: &Pages, (a, b): (Sign, Sign)) -> Result<usize, Torn> {
        let pair = self.find(pages, key(a, b))?;
        Ok(pair.map_or(0, |pair| number(&pair[16..]) as usize))
    }

    /// The list of two characters between which a unit stands; `None` when nobody has them.
    pub(super) fn parted<'a>(
        &self,
        pages: &'a Pages,
        (a, b): (Sign, Sign),
    ) -> Result<Option<Cursor<'a>>, Torn> {
        let pair = self.find(pages, key(a, b) | PARTED)?;
        pair.map(|pair| self.list(pages, &pair)).transpose()
    }

    /// How many have a unit between two characters.
    pub(super) fn parted_count(&self, pages: &Pages, (a, b): (Sign, Sign)) -> Result<usize, Torn> {
        let pair = self.find(pages, key(a, b) | PARTED)?;
        Ok(pair.map_or(0, |pair| number(&pair[16..]) as usize))
    }

    fn list<'a>(&self, pages: &'a Pages, pair: &[u8]) -> Result<Cursor<'a>, Torn> {
        let (at, len) = (super::pages::long(&pair[4..]), number(&pair[12..]));
        pages.list(self.lists, (at, u64::from(len)), number(&pair[16..]))
    }

    fn find(&self, pages: &Pages, key: u32) -> Result<Option<[u8; PAIR]>, Torn> {
        let at = self.lower(pages, key)?;
        if at >= self.count() {
            return Ok(None);
        }
        let pair: [u8; PAIR] = pages.entry(self.keys, at)?;
        Ok((number(&pair) == key).then_some(pair))
    }

    /// How many slots at most have the text: those of its rarest pair.
    pub(super) fn estimate(&self, pages: &Pages, text: &[Sign]) -> Result<usize, Torn> {
        let mut least = usize::MAX;
        for pair in text.windows(2) {
            let found = self.find(pages, key(pair[0], pair[1]))?;
            least = least.min(found.map_or(0, |p| number(&p[16..]) as usize));
        }
        Ok(least)
    }

    /// The slots that have every pair of the text, ascending: all that have the text, and few others.
    pub(super) fn common<'a>(
        &self,
        pages: &'a Pages,
        text: &[Sign],
    ) -> Result<Common<Cursor<'a>>, Torn> {
        let Some(found) = self.pairs(pages, text)? else {
            return Ok(Common::of(Vec::new()));
        };
        // Only the rarest are read: the longest lists tell least.
        let most = found
            .first()
            .map_or(0, |p| number(&p[16..]).saturating_mul(64).max(4096));
        let lists = found
            .iter()
            .take(4)
            .filter(|p| number(&p[16..]) <= most)
            .map(|p| self.list(pages, p))
            .collect::<Result<_, _>>()?;
        Ok(Common::of(lists))
    }

    /// The same without leaving out a list: where each slot costs reading a petition.
    pub(super) fn having<'a>(
        &self,
        pages: &'a Pages,
        text: &[Sign],
    ) -> Result<Common<Cursor<'a>>, Torn> {
        let found = self.pairs(pages, text)?.unwrap_or_default();
        let lists = found.iter().map(|p| self.list(pages, p));
        Ok(Common::all(lists.collect::<Result<_, _>>()?))
    }

    /// The pairs of a text, each once, the rarest first; `None` when nobody has one of them.
    fn pairs(&self, pages: &Pages, text: &[Sign]) -> Result<Option<Vec<[u8; PAIR]>>, Torn> {
        let mut found = Vec::new();
        for pair in text.windows(2) {
            match self.find(pages, key(pair[0], pair[1]))? {
                Some(pair) => found.push(pair),
                None => return Ok(None),
            }
        }
        found.sort_by_key(|p| number(&p[16..]));
        found.dedup();
        Ok(Some(found))
    }

    /// The pairs that begin with a character.
    fn led(&self, pages: &Pages, sign: Sign) -> Result<std::ops::Range<u32>, Torn> {
        let from = self.lower(pages, key(sign, 0))?;
        let next = (sign.checked_add(1)).map(|next| self.lower(pages, key(next, 0)));
        Ok(from..next.unwrap_or(Ok(self.count()))?)
    }

    /// All characters that follow others, beside them or behind a unit, each with how many have both; in order.
    pub(super) fn followers(&self, pages: &Pages) -> Result<Vec<(Sign, Sign, u32)>, Torn> {
        let bytes = pages.whole(self.keys)?;
        let pair = |p: &[u8]| {
            let [first, second] = [[p[2], p[3] & 0x7F], [p[0], p[1]]].map(Sign::from_le_bytes);
            (first, second, number(&p[16..]))
        };
        let is_word = |sign: Sign| sign != 0 && !self.is_digit(sign);
        let pairs = bytes.chunks_exact(PAIR).map(pair);
        let mut all: Vec<_> = pairs.filter(|p| is_word(p.0) && is_word(p.1)).collect();
        all.sort_unstable();
        Ok(all)
    }

    /// How many slots have a character anywhere, at most.
    pub(super) fn single_count(&self, pages: &Pages, sign: Sign) -> Result<usize, Torn> {
        self.led(pages, sign)?.try_fold(0, |all, at| {
            let pair: [u8; PAIR] = pages.entry(self.keys, at)?;
            Ok(all + number(&pair[16..]) as usize)
        })
    }

    /// The slots that have a character anywhere, ascending.
    pub(super) fn single<'a>(
        &self,
        pages: &'a Pages,
        sign: Sign,
    ) -> Result<Either<Cursor<'a>>, Torn> {
        let lists: Result<Vec<_>, _> = self
            .led(pages, sign)?
            .map(|at| {
                let pair: [u8; PAIR] = pages.entry(self.keys, at)?;
                self.list(pages, &pair)
            })
            .collect();
        Ok(Either::of(lists?))
    }

    /// How many slots have a mark.
    pub(super) fn marked_count(&self, pages: &Pages, mark: Mark) -> Result<usize, Torn> {
        let pair = self.find(pages, mark.key())?;
        Ok(pair.map_or(0, |pair| number(&pair[16..]) as usize))
    }

    /// The slots of a mark, ascending.
    pub(super) fn marked<'a>(&self, pages: &'a Pages, mark: Mark) -> Result<Cursor<'a>, Torn> {
        match self.find(pages, mark.key())? {
            Some(pair) => self.list(pages, &pair),
            None => Ok(Cursor::default()),
        }
    }
}
