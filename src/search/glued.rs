//! A name and a place typed without a space between them (张忠军柳林): where one may end and the other begin.

use super::query::{Meaning, as_place};

/// Characters of a name that is typed so: of a family name alone there is one.
const NAME: std::ops::RangeInclusive<usize> = 1..=4;

/// The fewest letters of such a name.
const LETTERS: usize = 2;

/// The fewest characters of the place.
const PLACE: usize = 2;

impl Meaning {
    /// The same with one of its words taken for a name and a place, or a place and a name, in every way it may be
    /// cut. Only where no other word is the name.
    pub(super) fn unglued(&self) -> Vec<Self> {
        let mut all = Vec::new();
        if let [word] = self.name.as_slice()
            && let Some((name, place)) = letters_and_place(word)
        {
            let mut other = self.clone();
            other.name = vec![name.to_vec()];
            other.places.push(as_place(place));
            all.push(other);
        }
        if self.name.is_empty() && self.written.len() == self.places.len() {
            // Cut as it was written: in a place another form of a character stands for the simple one (昇, 升).
            for (n, piece) in self.written.iter().enumerate() {
                for (name, place) in cuts(piece) {
                    let mut other = self.clone();
                    other.name = vec![name.to_vec()];
                    other.places[n] = as_place(place);
                    all.push(other);
                }
            }
        }
        all
    }
}

/// Letters with characters behind or before them: a name in pinyin or initials, and a place.
fn letters_and_place(word: &[char]) -> Option<(&[char], &[char])> {
    let mut runs = word.chunk_by(|a, b| a.is_ascii_alphabetic() == b.is_ascii_alphabetic());
    let (first, second) = (runs.next()?, runs.next()?);
    let (name, place) = if first[0].is_ascii_alphabetic() {
        (first, second)
    } else {
        (second, first)
    };
    let words = place.iter().any(|c| !c.is_ascii());
    let fits = runs.next().is_none() && name.len() >= LETTERS && place.len() >= PLACE && words;
    fits.then_some((name, place))
}

/// Every way in which a word may be a name and a place, the longest place first.
pub(super) fn cuts(piece: &[char]) -> impl Iterator<Item = (&[char], &[char])> {
    let name = |part: &[char]| part.iter().all(|c| !c.is_ascii());
    let both = NAME.flat_map(move |len| {
        let before = piece.split_at_checked(len);
        let behind = piece.len().checked_sub(len);
        let behind = behind.map(|at| piece.split_at(at));
        let behind = behind.map(|(place, name)| (name, place));
        [before, behind].into_iter().flatten()
    });
    both.filter(move |(head, place)| name(head) && place.len() >= PLACE)
}

/// The same of a word with a name in letters too.
pub(super) fn any_cuts(word: &[char]) -> impl Iterator<Item = (&[char], &[char])> {
    letters_and_place(word).into_iter().chain(cuts(word))
}
