//! The names typed in one search, each read once for every segment and as far as a tier goes.

use super::grade::Grade;
use super::level::Tier;
use super::reader::NameReader;
use super::segment::Segment;
use super::spelling::Spelling;
use super::steps;

/// A typed name as it was read for each segment.
struct Read {
    spelling: Spelling,
    tier: Tier,
    by_segment: Vec<NameReader>,
}

/// All names read so far.
#[derive(Default)]
pub(super) struct Readers(Vec<Read>);

impl Readers {
    /// The number of a name as far as a tier goes, read now if it was not before; `None` when nothing was
    /// typed.
    pub(super) fn read(
        &mut self,
        spelling: &Spelling,
        tier: Tier,
        segments: &[&dyn Segment],
    ) -> Option<usize> {
        let is_same = |read: &Read| read.tier == tier && read.spelling == *spelling;
        if let Some(known) = self.0.iter().position(is_same) {
            return Some(known);
        }
        // What letters may be does not hang on the characters of a segment.
        let letters = steps::of_letters(spelling, tier);
        let readers = segments.iter();
        let readers = readers.map(|s| NameReader::with(spelling, tier, s.alphabet(), &letters));
        self.0.push(Read {
            spelling: spelling.clone(),
            tier,
            by_segment: readers.collect::<Option<_>>()?,
        });
        Some(self.0.len() - 1)
    }

    /// A name as it was read for a segment.
    pub(super) fn get(&self, number: usize, segment: usize) -> Option<&NameReader> {
        self.0.get(number)?.by_segment.get(segment)
    }

    /// Grades a name that was found anew by what its characters stand beside; see [`NameReader::in_a_row`].
    pub(super) fn in_a_row(
        &self,
        (number, segment): (Option<usize>, usize),
        name: &[char],
        grade: &mut Grade,
    ) {
        if let Some(reader) = number.and_then(|n| self.get(n, segment)) {
            *grade = reader.in_a_row(name, *grade);
        }
    }

    /// A name as it was read for each segment.
    pub(super) fn of(&self, number: usize) -> &[NameReader] {
        self.0.get(number).map_or(&[], |read| &read.by_segment)
    }
}
