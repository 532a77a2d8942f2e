//! A piece of an address without the words for its units, held against addresses without theirs.

use super::piece::Stand;
use super::unit::{self, Stripped, kind};
use crate::domain::numeral;

/// The fewest characters, but for numbers and units, by which a piece tells a place that is typed alone; beside
/// a number one less.
const FEWEST: usize = 3;

/// A piece of an address without its units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bare {
    /// Its words and numbers, in order.
    pub(super) runs: Vec<Vec<char>>,
    /// What each of its numbers is of, where a unit says so.
    kinds: Vec<u8>,
    /// Whether a unit closed its last number, which goes on no further then.
    pub(super) closed: bool,
    /// Whether something that was not typed may stand between them (3栋1302室 for 3栋2单元1302室).
    pub(super) gaps: bool,
    /// Whether its one character may be the first of a longer word.
    pub(super) opens: bool,
}

/// How a piece stands in an address: the end of it, and how often something stands between.
pub(super) type Fit = (Stand, u32);

impl Bare {
    /// A piece as it is looked for; `None` when too little is left of it without units. Beside other things typed
    /// any word or number is enough.
    pub(super) fn of(piece: &[char], alone: bool) -> Option<Self> {
        Self::of_words(&[piece], alone)
    }

    /// Words of one address that were typed one behind the other.
    pub(super) fn of_words(words: &[&[char]], alone: bool) -> Option<Self> {
        let (last, others) = words.split_last()?;
        let mut end = unit::unfinished(last).to_vec();
        if end.len() + others.len() >= FEWEST {
            numeral::in_digits_to_the_end(&mut end);
        }
        let mut stripped = Stripped::default();
        let mut all: Vec<(Vec<char>, u8)> = Vec::new();
        for word in others.iter().copied().chain([end.as_slice()]) {
            stripped.read(word, (|c| c, kind));
            all.append(&mut stripped.runs());
        }
        let (runs, kinds): (Vec<Vec<char>>, Vec<u8>) = all.into_iter().unzip();
        let signs = || runs.iter().flatten();
        let words = signs().filter(|c| !c.is_ascii()).count();
        let numbers = runs.iter().filter(|run| run[0].is_ascii_digit()).count();
        // Of a place of one character its unit tells more: 庚村12队, but not 庚12.
        let units = signs().count() < others.iter().map(|w| w.len()).sum::<usize>() + end.len();
        let fewest = if alone { FEWEST } else { 1 };
        let told = words + numbers + usize::from(units && numbers > 0 && words > 0);
        let closed = end.last().is_some_and(|c| !c.is_ascii_digit());
        (told >= fewest).then_some(Self {
            runs,
            kinds,
            closed,
            gaps: false,
            opens: false,
        })
    }

    /// The same with anything between its words and numbers; `None` when it has but one.
    pub(super) fn gapped(&self) -> Option<Self> {
        (self.runs.len() > 1 && !self.gaps).then(|| Self {
            gaps: true,
            ..self.clone()
        })
    }

    /// The same with its last number known to its end; `None` when it has none that may go on.
    pub(super) fn ended(&self) -> Option<Self> {
        let number = |run: &Vec<char>| run.iter().all(char::is_ascii_digit);
        (!self.closed && self.runs.last().is_some_and(number)).then(|| Self {
            closed: true,
            ..self.clone()
        })
    }

    /// Whether a run is a number that is known to its end.
    pub(super) fn is_whole(&self, run: usize) -> bool {
        self.closed || run + 1 < self.runs.len()
    }

    /// Whether a number of an address that ends at a place may be the one of a run. With nothing between, another word
    /// may have been said for the same.
    fn is_of<T: Copy + PartialEq>(&self, run: usize, end: usize, address: &Stripped<T>) -> bool {
        !self.gaps || address.is_of(end, self.kinds.get(run).copied().unwrap_or(0))
    }

    /// How its runs, in the signs of an address, stand there, if they do.
    pub(super) fn stands<T: Copy + PartialEq>(
        &self,
        runs: &[Vec<T>],
        address: &Stripped<T>,
    ) -> Option<Fit> {
        let (first, rest) = runs.split_first()?;
        let mut best: Option<Fit> = None;
        for at in 0..address.signs.len() {
            let Some(stand) = address.met(at, first) else {
                continue;
            };
            let apart = address.is_apart(at, first) || (self.opens && address.opens(at));
            let fits = apart && self.is_of(0, at + first.len(), address);
            if !fits || (stand == Stand::Begun && self.is_whole(0)) {
                continue;
            }
            let fit = self.follow((rest, at + first.len()), stand, address);
            best = best.into_iter().chain(fit).min();
            if best == Some((Stand::Whole, 0)) {
                break;
            }
        }
        best
    }

    fn follow<T: Copy + PartialEq>(
        &self,
        (rest, mut end): (&[Vec<T>], usize),
        mut stand: Stand,
        address: &Stripped<T>,
    ) -> Option<Fit> {
        let mut between = 0;
        for (n, run) in (1..).zip(rest) {
            let met = |at: usize| {
                let stand = address.met(at, run)?;
                let fits = stand == Stand::Whole || !self.is_whole(n);
                let fits = fits && self.is_of(n, at + run.len(), address);
                fits.then_some((at, stand))
            };
            let later = || {
                let later = (end + 1..address.signs.len()).filter_map(met);
                later.into_iter().find(|(at, _)| address.is_apart(*at, run))
            };
            let found = met(end).or_else(|| self.gaps.then(later).flatten())?;
            between += u32::from(found.0 > end);
            (end, stand) = (found.0 + run.len(), found.1);
        }
        Some((stand, between))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was typed stands in an address without units, or with parts between where that is said.
    #[test]
    fn a_piece_stands_without_units() {
        let flat = "江城县河东街道碧桂苑小区23栋1单元1803室";
        for (address, typed, strict, gapped) in [
            (flat, "碧桂苑23栋1单元1803室", true, true),
            (flat, "碧桂苑23号楼1单元1803", true, true),
            (flat, "碧桂苑23栋1803", false, true),
            (flat, "碧桂苑23栋18", false, true),
            (flat, "碧桂苑23栋18室", false, false),
            (flat, "碧桂苑3栋1803", false, false),
            (flat, "碧桂苑23栋11803", false, false),
            (flat, "碧桂苑23栋1803房", false, true),
            (flat, "碧桂苑23幢1门1803室", true, true),
            (flat, "碧桂苑1栋1803", false, false),
            (flat, "碧桂苑二十三栋一八零三", false, true),
            (flat, "河东碧桂苑", true, true),
            (flat, "江城县碧桂苑", false, true),
            (flat, "碧桂苑河东23栋", false, false),
            ("示例县东甲镇己村三组", "东甲己村3组", true, true),
            ("示例县东甲镇己村3组", "东甲己村三组", true, true),
            ("示例县东甲镇己村13组", "东甲己村十三", true, true),
        ] {
            let address = crate::search::normal::place(address);
            let mut stripped = Stripped::default();
            stripped.read(&address, (|c| c, kind));
            let typed = crate::search::normal::place(typed);
            let bare = Bare::of(&typed, true).expect("enough");
            let fits = |bare: &Bare| bare.stands(&bare.runs, &stripped).is_some();
            assert_eq!(fits(&bare), strict, "{typed:?} {bare:?}");
            let loose = bare.gapped().unwrap_or(bare);
            assert_eq!(fits(&loose), gapped, "{typed:?} {loose:?}");
        }
    }

    /// One character is a part by itself, or tells nothing.
    #[test]
    fn one_character_is_a_whole_part() {
        for (address, stands) in [
            ("示例县南乙街道庚社区", true),
            ("示例县南乙街道丁庚社区", false),
            ("示例县庚乙镇", false),
        ] {
            let signs: Vec<char> = address.chars().collect();
            let mut stripped = Stripped::default();
            stripped.read(&signs, (|c| c, kind));
            assert_eq!(Bare::of(&['庚'], true), None);
            assert!(Bare::of(&['庚', '村', '1', '2', '队'], true).is_some());
            assert_eq!(Bare::of(&['庚', '1', '2'], true), None);
            let bare = Bare::of(&['庚'], false).expect("one");
            assert_eq!(
                bare.stands(&bare.runs, &stripped).is_some(),
                stands,
                "{address}"
            );
        }
    }
}
