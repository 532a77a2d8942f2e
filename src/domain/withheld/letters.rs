//! What people are called, in letters: as it is written, and as the characters of a name are spelled.

use super::place::By;
use super::reads::{self, chars};
use super::{Withheld, given};
use crate::domain::name;
use crate::domain::rights::Spell;

/// Shortest word of a name in letters that is looked for alone.
const LETTERS: usize = 3;
/// So many ways at most in which the letters of one name are read.
const WAYS: usize = 32;
/// What is ordinarily written in letters, in texts of any kind.
const SHORT: &str = "gdp ktv atm led pvc app pdf cpu suv vip wto ppt mri nba cbd brt ppp dna usb gps etc pos sim kfc ups hiv icu bbs wps xml diy lpg cng \
    lng ppr mpa cad ups hse ccc iso lcd dvd mp vcd wifi ppm crt epc bot gmp gsp cpi mba emba cctv html pet pe pm";
/// Longest name that is looked for in letters: no unit's.
const SPELLED: usize = 6;

impl Withheld {
    /// A name in letters, and each longer word of it.
    pub(super) fn letters(&mut self, line: &str, read: Vec<char>) {
        let words = line.split(|c: char| c.is_whitespace() || name::is_dot(c));
        for word in words.map(|word| chars(&reads::plain(word))) {
            if word.len() >= LETTERS && word != read {
                self.add(word, By::Letters);
            }
        }
        if read.len() >= LETTERS {
            self.add(read, By::Letters);
        }
    }

    /// A name in characters as it is spelled in letters: whole, the given name first, the given name alone.
    pub(super) fn spelled(&mut self, line: &str, read: &[char], spell: Spell) {
        if read.len() > SPELLED {
            return;
        }
        let syllables = spell(line);
        if syllables.len() != read.len() || syllables.iter().any(Vec::is_empty) {
            return;
        }
        let at: Vec<usize> = given::parts(read).iter().map(|(s, _)| s.len()).collect();
        for way in ways(&syllables) {
            let initials: Vec<char> = way.iter().filter_map(|s| s.chars().next()).collect();
            self.initials(initials);
            self.sound(&way.concat());
            for at in &at {
                let (surname, given) = (way[..*at].concat(), way[*at..].concat());
                self.sound(&format!("{given}{surname}"));
                if way.len() - at > 1 {
                    self.sound(&given);
                }
            }
        }
    }

    /// A part of a name between dots, in letters.
    pub(super) fn part_spelled(&mut self, part: &[char], spell: Spell) {
        let syllables = spell(&part.iter().collect::<String>());
        if part.len() > SPELLED || syllables.len() != part.len() {
            return;
        }
        for way in ways(&syllables) {
            self.sound(&way.concat());
        }
    }

    /// The first letters of a name, but for what is ordinarily written so.
    fn initials(&mut self, letters: Vec<char>) {
        let word: String = letters.iter().collect();
        let ordinary = SHORT.split_whitespace().any(|short| short == word);
        if letters.len() > 1 && !ordinary {
            self.add(letters, By::Initials);
        }
    }

    /// ü is typed v, u or yu.
    fn sound(&mut self, letters: &str) {
        for v in ["v", "u", "yu"] {
            let letters: Vec<char> = letters.replace('v', v).chars().collect();
            if letters.len() >= LETTERS {
                self.add(letters, By::Letters);
            }
        }
    }
}

/// The ways in which syllables are read, one of each character.
fn ways(syllables: &[Vec<&'static str>]) -> Vec<Vec<&'static str>> {
    let mut ways: Vec<Vec<&str>> = vec![Vec::new()];
    for all in syllables {
        let longer = ways.iter().flat_map(|way| {
            let longer = |s: &&'static str| [&way[..], &[*s]].concat();
            all.iter().map(longer).collect::<Vec<_>>()
        });
        ways = longer.take(WAYS).collect();
    }
    ways
}
