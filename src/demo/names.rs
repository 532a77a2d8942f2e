//! Invented names over the real distribution of surnames; a few names with ·, without a surname, or
//! with rare characters.

use super::seed::Seed;

/// The word lists.
pub struct Names {
    surnames: Vec<(u32, &'static str)>,
    given: Vec<char>,
    rare: Vec<char>,
    dotted: Vec<&'static str>,
    single: Vec<&'static str>,
}

impl Names {
    /// The lists that come with the program.
    #[must_use]
    pub fn shipped() -> Self {
        let mut surnames = Vec::with_capacity(256);
        let mut sum = 0;
        for entry in include_str!("../../data/demo/surnames.txt").split_whitespace() {
            let at = entry
                .find(|c: char| c.is_ascii_digit())
                .unwrap_or(entry.len());
            sum += entry[at..].parse::<u32>().unwrap_or(1);
            surnames.push((sum, &entry[..at]));
        }
        let mut lists = include_str!("../../data/demo/given.txt")
            .lines()
            .filter(|l| !l.starts_with('#'));
        let mut next = || lists.next().unwrap_or_default();
        Self {
            surnames,
            given: next().chars().collect(),
            rare: next().chars().collect(),
            dotted: next().split_whitespace().collect(),
            single: next().split_whitespace().collect(),
        }
    }

    /// A person's name, and what comes before 某 when it is told.
    #[must_use]
    pub fn person(&self, seed: &mut Seed) -> (String, &'static str) {
        if seed.mille(25) {
            let first = seed.pick(&self.dotted).copied().unwrap_or_default();
            let last = seed.pick(&self.dotted).copied().unwrap_or_default();
            return (format!("{first}·{last}"), first);
        }
        if seed.mille(8) {
            let name = seed.pick(&self.single).copied().unwrap_or_default();
            return (name.to_owned(), name);
        }
        let surname = seed.weighed(&self.surnames).copied().unwrap_or("王");
        let mut name = String::with_capacity(12);
        name.push_str(surname);
        let first = self.sign(seed);
        name.push(first);
        if seed.mille(840) {
            // A few are doubled: 婷婷.
            name.push(if seed.mille(15) {
                first
            } else {
                self.sign(seed)
            });
        }
        (name, surname)
    }

    /// A character of a given name: the commoner ones stand first and come up more often.
    fn sign(&self, seed: &mut Seed) -> char {
        if seed.mille(3) {
            return seed.pick(&self.rare).copied().unwrap_or('伟');
        }
        let n = u32::try_from(self.given.len()).unwrap_or(1);
        let at = seed.below(n).min(seed.below(n));
        let at = usize::try_from(at).unwrap_or(0);
        self.given.get(at).copied().unwrap_or('伟')
    }
}
