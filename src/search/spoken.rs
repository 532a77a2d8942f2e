//! A whole name typed with one regional sound: looked for also where many names begin as typed.

use super::gather::Search;
use super::grade::MatchClass;
use super::level::{How, Tier};
use super::query::Meaning;
use super::segment::Torn;

/// Characters that names have whose whole sound is typed.
const NAMES: std::ops::RangeInclusive<usize> = 2..=4;

impl Search<'_> {
    /// Gathers regional sounds if what was typed can be a whole name with one of them.
    pub(super) fn gather_spoken(&mut self, meaning: &Meaning) -> Result<(), Torn> {
        let spelling = meaning.spelling();
        if spelling.len() == 0 || spelling.letters() != spelling.len() {
            return Ok(());
        }
        let reader = (self.readers).read(&spelling, Tier::Relaxed, &self.segments);
        let readers = reader.map_or(&[][..], |reader| self.readers.of(reader));
        let may_be = readers.iter().any(|reader| {
            let floors = NAMES.filter_map(|len| reader.floor(len, 0));
            let best = floors.min();
            best.is_some_and(|(class, _)| class <= MatchClass::Spoken)
        });
        if may_be {
            self.gather_as(meaning, Tier::Relaxed, How::LEADING)?;
        }
        Ok(())
    }
}
