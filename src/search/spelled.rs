//! Places typed in letters (dongjiacun, biguiyuan 3 dong): the syllables that letters may be, and where they stand in
//! an address.

use super::pinyin;
use super::syllable::{SyllableId, Syllables};
use crate::domain::unitless::UNITS;

/// The fewest letters of a place, and the fewest characters that they are.
pub(super) const LETTERS: usize = 4;
const SIGNS: usize = 2;

/// The most characters of a place, and ways of reading its letters.
const MOST: usize = 8;
const WAYS: usize = 12;

/// Units behind a number, as they sound.
const UNIT_SOUNDS: [(&str, &str); 11] = [
    ("dong", "栋"),
    ("zhuang", "幢"),
    ("zu", "组"),
    ("hao", "号"),
    ("haolou", "号楼"),
    ("lou", "号楼"),
    ("danyuan", "单元"),
    ("shi", "室"),
    ("dui", "队"),
    ("qi", "期"),
    ("hu", "户"),
];

/// What a character of a place is typed as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sound {
    /// A whole syllable.
    Whole(SyllableId),
    /// The beginning of one: its initial, or the last that is still being typed.
    Begun(String),
}

impl Sound {
    /// The syllables that it may be.
    pub(super) fn syllables(&self) -> Vec<SyllableId> {
        match self {
            Self::Whole(one) => vec![*one],
            Self::Begun(letters) => {
                let all = Syllables::get().all();
                let begun = all.filter(|(_, s)| s.text.starts_with(letters.as_str()));
                begun.map(|(number, _)| number).collect()
            }
        }
    }
}

/// Whether a word may be a place in letters.
fn is_letters(word: &[char]) -> bool {
    word.len() >= LETTERS && word.iter().all(char::is_ascii_lowercase)
}

/// The ways in which letters may be the characters of a place: whole syllables, then initials or one that is begun.
pub(super) fn sounds(word: &[char]) -> Vec<Vec<Sound>> {
    let mut all = Vec::new();
    if is_letters(word) {
        let word: String = word.iter().collect();
        cut(&word, &mut Vec::new(), &mut all);
    }
    all.retain(|way| way.len() >= SIGNS);
    all
}

fn cut(rest: &str, so_far: &mut Vec<Sound>, all: &mut Vec<Vec<Sound>>) {
    if rest.is_empty() {
        all.push(so_far.clone());
        return;
    }
    if so_far.len() >= MOST {
        return;
    }
    let syllables = Syllables::get();
    for len in (1..=rest.len().min(6)).rev() {
        let Some(number) = syllables.number(&rest[..len]) else {
            continue;
        };
        // A lone vowel begins no place.
        if all.len() < WAYS && (len > 1 || !so_far.is_empty()) {
            so_far.push(Sound::Whole(number));
            cut(&rest[len..], so_far, all);
            so_far.pop();
        }
    }
    if so_far.is_empty() || all.len() >= WAYS {
        return;
    }
    let is_begun = |letters: &str| {
        let mut all = syllables.all();
        all.any(|(_, s)| s.text.len() > letters.len() && s.text.starts_with(letters))
    };
    let mut ends: Vec<Vec<Sound>> = Vec::new();
    if is_begun(rest) {
        ends.push(vec![Sound::Begun(rest.to_owned())]);
    }
    // zh, ch and sh are one initial.
    let mut initials: Vec<String> = Vec::new();
    for c in rest.chars() {
        match initials.last_mut() {
            Some(last) if c == 'h' && matches!(last.as_str(), "z" | "c" | "s") => last.push(c),
            _ => initials.push(c.to_string()),
        }
    }
    let consonants = rest.chars().all(|c| !"aeiouv".contains(c));
    if consonants && initials.len() > 1 && so_far.len() + initials.len() <= MOST {
        ends.push(initials.into_iter().map(Sound::Begun).collect());
    }
    all.extend(ends.into_iter().map(|end| [so_far.clone(), end].concat()));
}

/// The places in an address of the characters that letters are, units between them left out; `None` when they stand
/// nowhere.
pub(super) fn met(address: &[char], word: &[char]) -> Option<Vec<usize>> {
    let ways = sounds(word);
    if ways.is_empty() {
        return None;
    }
    let readings: Vec<Vec<SyllableId>> = address.iter().map(|c| pinyin::numbers(*c)).collect();
    ways.iter().find_map(|way| {
        let mut starts = 0..address.len();
        starts.find_map(|at| stands(way, (address, &readings), at))
    })
}

fn stands(
    way: &[Sound],
    (address, readings): (&[char], &[Vec<SyllableId>]),
    mut at: usize,
) -> Option<Vec<usize>> {
    let mut places = Vec::with_capacity(way.len());
    for sound in way {
        if !reads(sound, readings.get(at)?) {
            let rest = &address[at..];
            let begins = |unit: &&&str| {
                let mut signs = rest.iter();
                unit.chars().all(|c| signs.next() == Some(&c))
            };
            let unit = UNITS.iter().find(begins).filter(|_| !places.is_empty())?;
            at += unit.chars().count();
            if !reads(sound, readings.get(at)?) {
                return None;
            }
        }
        places.push(at);
        at += 1;
    }
    Some(places)
}

fn reads(sound: &Sound, readings: &[SyllableId]) -> bool {
    match sound {
        Sound::Whole(one) => readings.contains(one),
        Sound::Begun(letters) => {
            let text = |n: &SyllableId| Syllables::get().at(*n).text;
            readings
                .iter()
                .any(|n| text(n).starts_with(letters.as_str()))
        }
    }
}

/// Words with the letters behind a number of a house as its unit (3 dong: 3栋).
pub(super) fn with_units(words: &[Vec<char>]) -> Vec<Vec<char>> {
    let mut all: Vec<Vec<char>> = Vec::new();
    for word in words {
        let digits = word.iter().take_while(|c| c.is_ascii_digit()).count();
        let letters: String = word[digits..].iter().collect();
        let unit = UNIT_SOUNDS.iter().find(|(sound, _)| *sound == letters);
        let is_number = |word: &Vec<char>| word.len() <= 4 && word.iter().all(char::is_ascii_digit);
        match (unit, all.last_mut()) {
            (Some((_, unit)), Some(number)) if digits == 0 && is_number(number) => {
                number.extend(unit.chars());
            }
            (Some((_, unit)), _) if (1..=4).contains(&digits) => {
                all.push(word[..digits].iter().copied().chain(unit.chars()).collect());
            }
            _ => all.push(word.clone()),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_in_an_address() {
        let signs = |text: &str| text.chars().collect::<Vec<char>>();
        for (address, typed, wanted) in [
            ("示例县董家镇董家村3组", "dongjiacun", Some("董家村")),
            ("示例县东甲镇己村3组", "dongjia", Some("东甲")),
            ("示例县东甲镇己村3组", "dongjiajicun", Some("东甲己村")),
            ("示例县东甲镇己村3组", "dongjiaz", Some("东甲镇")),
            ("示例县东甲镇己村3组", "dongjzh", Some("东甲镇")),
            ("示例县东甲镇己村3组", "dongjzj", Some("东甲镇己")),
            ("示例县东甲镇己村3组", "xijia", None),
            ("碧桂园小区3栋", "biguiyuan", Some("碧桂园")),
            ("碧桂园小区3栋", "yuan", None),
        ] {
            let address = signs(address);
            let met = met(&address, &signs(typed));
            let text = met.map(|places| places.iter().map(|at| address[*at]).collect::<String>());
            assert_eq!(text.as_deref(), wanted, "{typed}");
        }
    }

    #[test]
    fn units_behind_numbers_are_read() {
        let words = |text: &str| -> Vec<Vec<char>> {
            let words = text.split(' ');
            words.map(|word| word.chars().collect()).collect()
        };
        for (typed, wanted) in [
            ("biguiyuan 3 dong", "biguiyuan 3栋"),
            ("biguiyuan 3dong 2danyuan", "biguiyuan 3栋 2单元"),
            ("zhang shi 8834", "zhang shi 8834"),
            ("8834 zhang", "8834 zhang"),
        ] {
            assert_eq!(with_units(&words(typed)), words(wanted), "{typed}");
        }
    }
}
