//! By what somebody is known: what they are called, their numbers, where they live.

use super::meet::DIGITS;
use super::place::By;
use super::reads::{self, characters, chars, count, numbers_in};
use super::{Withheld, address, alias, given, house};
use crate::domain::rights::Spell;
use crate::domain::{name, unitless};

impl Withheld {
    /// Somebody lives there.
    pub(super) fn live(&mut self, address: &str) {
        // The last numbers of an address tell the house.
        if let Some(run) = house::runs(address).last() {
            run.told().for_each(|told| self.add(told, By::Numbered));
        }
        if let Some(room) = house::room(address) {
            self.add(room, By::Room);
        }
        let whole = std::iter::once((address, false));
        let ends = unitless::tails(address).into_iter().map(|end| (end, true));
        for (text, end) in whole.chain(ends) {
            let read = chars(&reads::houses(&reads::plain(text)));
            let (digits, han) = (count(&read, char::is_ascii_digit), characters(&read));
            if !end && (digits == 0 || han < 2) {
                continue;
            }
            // 5栋272 for 5栋272室.
            let short = read.strip_suffix(&['室']).filter(|s| numbers_in(s) > 1);
            if let Some(short) = short {
                self.add(short.to_vec(), By::House);
            }
            self.add(read, By::House);
        }
    }

    /// Somebody is called so, or has this number.
    pub(super) fn bear(&mut self, line: &str, spell: Spell) {
        if let Some((name, others)) = alias::parts(line) {
            self.bear(name, spell);
            for other in others {
                self.besides(name, other, spell);
            }
        }
        let signs = reads::plain(line);
        let read = chars(&signs);
        let (digits, han) = (count(&read, char::is_ascii_digit), characters(&read));
        if digits > 0 && han == 0 {
            return self.number(chars(&reads::numbers(&signs)));
        }
        if han == 0 {
            self.letters(line, read);
            return;
        }
        if read.len() > 1 {
            self.add(read.clone(), By::Name);
        }
        // The parts of a name between dots are names.
        let parts = line
            .split(name::is_dot)
            .map(|part| chars(&reads::plain(part)));
        for part in parts.filter(|part| part.len() > 1 && *part != read) {
            self.given(&part);
            self.part_spelled(&part, spell);
        }
        if han == read.len() {
            for (surname, given) in given::parts(&read) {
                self.given(given);
                for (part, by) in address::parts(surname, given) {
                    self.add(part.to_vec(), by);
                }
            }
            self.spelled(line, &read, spell);
            self.add(read, By::Sound);
        }
    }

    /// What somebody is called besides: another name with the same surname, or a nickname.
    fn besides(&mut self, name: &str, other: &str, spell: Spell) {
        if other.chars().next() == name.chars().next() {
            return self.bear(other, spell);
        }
        let read = chars(&reads::plain(other));
        self.given(&read);
        self.part_spelled(&read, spell);
    }

    fn given(&mut self, given: &[char]) {
        if given.len() > 1 {
            let by = if given::is_word(given) {
                By::Word
            } else {
                By::Name
            };
            self.add(given.to_vec(), by);
        }
    }

    /// A number, and the same without the country or the area before it.
    fn number(&mut self, read: Vec<char>) {
        if count(&read, char::is_ascii_digit) < DIGITS {
            return;
        }
        let shorter: &[usize] = match (read.first(), read.len()) {
            (Some('8'), 13) if read[1] == '6' => &[2],
            (Some('0'), 10..=12) => &[3, 4],
            _ => &[],
        };
        for cut in shorter.iter().filter(|cut| read.len() - **cut >= DIGITS) {
            self.add(read[*cut..].to_vec(), By::Number);
        }
        self.add(read.clone(), By::Tail);
        self.add(read, By::Number);
    }
}
