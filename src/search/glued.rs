//! A name and a place typed without a space between them (张忠军柳林): where one may end and the other begin.

use super::query::Meaning;

/// Characters that a name has which is typed so.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

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
            other.name = vec![name];
            other.places.push(place);
            all.push(other);
        }
        if self.name.is_empty() {
            for (n, piece) in self.places.iter().enumerate() {
                for (name, place) in cuts(piece) {
                    let mut other = self.clone();
                    other.name = vec![name.to_vec()];
                    other.places[n] = place.to_vec();
                    all.push(other);
                }
            }
        }
        all
    }
}

/// Letters with characters behind or before them: a name in pinyin or initials, and a place.
fn letters_and_place(word: &[char]) -> Option<(Vec<char>, Vec<char>)> {
    let mut runs = word.chunk_by(|a, b| a.is_ascii() == b.is_ascii());
    let (first, second) = (runs.next()?, runs.next()?);
    let (name, place) = if first[0].is_ascii() {
        (first, second)
    } else {
        (second, first)
    };
    let fits = runs.next().is_none() && name.len() >= *NAME.start() && place.len() >= PLACE;
    fits.then(|| (name.to_vec(), place.to_vec()))
}

/// Every way in which a piece may be a name and a place.
fn cuts(piece: &[char]) -> impl Iterator<Item = (&[char], &[char])> {
    let name = |part: &[char]| part.iter().all(|c| !c.is_ascii());
    let before = NAME.filter_map(move |at| piece.split_at_checked(at));
    let behind = NAME.filter_map(move |len| {
        let (place, name) = piece.split_at_checked(piece.len().checked_sub(len)?)?;
        Some((name, place))
    });
    let both = before.chain(behind);
    both.filter(move |(head, place)| name(head) && place.len() >= PLACE)
}
