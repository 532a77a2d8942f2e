//! Names that fit, of which there can be tens of thousands: how well is written down once for all that fit alike.

use crate::search::grade::{Grade, MatchClass};
use crate::search::names::NameNo;

/// Names with how well each fits, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Fits {
    names: Vec<NameNo>,
    /// For each the place of its grade.
    places: Vec<u32>,
    /// Every grade once.
    grades: Vec<Grade>,
}

impl Fits {
    /// Adds a name.
    pub(super) fn push(&mut self, name: NameNo, grade: Grade) {
        // Neighbours fit alike more often than not.
        let last = self.places.last().copied();
        let last = last.filter(|place| self.grades.get(*place as usize) == Some(&grade));
        let known = last.or_else(|| {
            let place = self.grades.iter().position(|known| *known == grade)?;
            u32::try_from(place).ok()
        });
        let place = known.unwrap_or_else(|| {
            self.grades.push(grade);
            u32::try_from(self.grades.len() - 1).unwrap_or(u32::MAX)
        });
        self.names.push(name);
        self.places.push(place);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether none fits.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// All names.
    pub(super) fn names(&self) -> &[NameNo] {
        &self.names
    }

    /// How well the one at a place fits.
    pub(super) fn grade(&self, at: usize) -> Option<Grade> {
        let place = *self.places.get(at)?;
        self.grades.get(place as usize).copied()
    }

    /// All with how well they fit.
    pub(super) fn iter(&self) -> impl Iterator<Item = (NameNo, Grade)> {
        let grades = (self.places.iter()).filter_map(|place| self.grades.get(*place as usize));
        self.names.iter().copied().zip(grades.copied())
    }

    /// Those that fit best, the best first.
    pub(super) fn best(&self, most: usize) -> Vec<(NameNo, Grade)> {
        let by_fit = |(name, grade): &(NameNo, Grade)| (grade.key(), *name);
        let worst = self.first_beyond(most);
        let is_in = |fit: &(NameNo, Grade)| worst.is_none_or(|worst| by_fit(fit) < worst);
        let mut best: Vec<(NameNo, Grade)> = self.iter().filter(is_in).collect();
        best.sort_unstable_by_key(by_fit);
        best
    }

    /// The first that is not among the best so many: by how well it fits, then by its number.
    fn first_beyond(&self, most: usize) -> Option<((MatchClass, u32), NameNo)> {
        let mut keys: Vec<_> = self.grades.iter().map(|grade| grade.key()).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut left = most;
        for key in keys {
            let alike = self.iter().filter(|(_, grade)| grade.key() == key);
            let mut alike: Vec<NameNo> = alike.map(|(name, _)| name).collect();
            if alike.len() > left {
                return Some((key, *alike.select_nth_unstable(left).1));
            }
            left -= alike.len();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Fits;
    use crate::search::grade::{Grade, MatchClass, why};

    fn grade(cost: u32) -> Grade {
        Grade::new(MatchClass::NumberTail, cost, why::PHONE_TAIL)
    }

    /// What went in comes out, and the best of it as a plain sort has it.
    #[test]
    fn all_are_kept_and_the_best_come_first() {
        let costs = [5, 5, 0, 3, 5, 0, 1, 1, 9, 3];
        let mut fits = Fits::default();
        for (name, cost) in (0u32..).zip(costs) {
            fits.push(name, grade(cost));
        }
        let all: Vec<_> = (0u32..).zip(costs).map(|(n, c)| (n, grade(c))).collect();
        assert_eq!(fits.iter().collect::<Vec<_>>(), all);
        assert_eq!(fits.grades.len(), 5);
        let mut sorted = all;
        sorted.sort_by_key(|(name, grade)| (grade.key(), *name));
        for most in 0..costs.len() + 2 {
            let wanted = &sorted[..most.min(sorted.len())];
            assert_eq!(fits.best(most), wanted, "the best {most}");
        }
    }
}
