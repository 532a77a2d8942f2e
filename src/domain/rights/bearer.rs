//! Whether somebody bears a name that a report accuses: as it was written for them, with a unit or a number beside
//! it, or in letters.

use std::cell::OnceCell;

use super::reading::{means, reading, unglued, untitled};
use crate::domain::{name, variant};
use crate::words::Outside;

/// How a name in characters is spelled in letters: for each character its syllables, ü as v.
pub type Spell = fn(&str) -> Vec<Vec<&'static str>>;

/// Characters from which on a name is somebody's also where more is written with it.
const TELLING: usize = 3;
/// Characters from which on a text says more than a name.
const SAYING: usize = 4;
/// Most characters of a name that is compared in letters.
const SPELLED: usize = 6;

/// The names that somebody bears who is written down so, as they are read: all of it, what stands before a bracket
/// (赵小军（司法局）), each word in characters, without titles, numbers and a unit before it (司法局赵小军); of a name in
/// letters whichever part first.
#[must_use]
pub fn borne(entered: &str) -> Vec<String> {
    let narrowed: String = entered.chars().map(name::narrow).collect();
    let bracket = |c: char| {
        let marked = name::is_pointed(c) && !matches!(c, '\'' | '-' | '.' | '’');
        marked || matches!(c, '〔' | '〕')
    };
    let mut before = narrowed.split(bracket).filter(|p| !p.trim().is_empty());
    let before = before.next().unwrap_or_default();
    let dash = before.split(['-', '—']).next().unwrap_or_default();
    let words = before.split_whitespace();
    let han = words.filter(|word| word.chars().any(name::is_han));
    let mut all: Vec<String> = Vec::new();
    for part in [entered, before, dash].into_iter().chain(han) {
        let read = reading(part);
        let plain = untitled(unnumbered(&read)).to_owned();
        let alone = unglued(&plain).map(str::to_owned);
        for name in [read, plain].into_iter().chain(alone).chain(turned(part)) {
            if name.chars().count() >= 2 && !all.contains(&name) {
                all.push(name);
            }
        }
    }
    all
}

/// A name without the digits and letters that were put behind or before it to tell it from another's (赵小军2).
fn unnumbered(read: &str) -> &str {
    if read.chars().any(name::is_han) {
        read.trim_matches(|c: char| c.is_alphanumeric() && !name::is_han(c))
    } else {
        read
    }
}

/// A name in letters, its first or its last word put at the other end.
fn turned(part: &str) -> Vec<String> {
    let letters = |word: &str| -> String {
        let read = reading(word);
        let plain = read.chars().map(name::toneless);
        plain.filter(char::is_ascii_lowercase).collect()
    };
    let words: Vec<String> = part.split_whitespace().map(letters).collect();
    if part.chars().any(name::is_han) || words.iter().any(String::is_empty) {
        return Vec::new();
    }
    let (mut left, mut right) = (words.clone(), words.clone());
    left.rotate_left(1.min(words.len()));
    right.rotate_right(1.min(words.len()));
    [words, left, right].map(|words| words.concat()).into()
}

/// Somebody who is written down under some names ([`borne`]), held against many who are accused one after the other.
pub struct Bearer {
    names: Vec<Outside>,
    /// Two characters side by side in a name: whatever means a name in characters has such a pair of it.
    pairs: Vec<(char, char)>,
    /// Whether some name is in letters, or of one character: there pairs do not tell.
    unpaired: bool,
}

impl Bearer {
    /// Takes the names that somebody bears.
    #[must_use]
    pub fn of(names: Vec<String>) -> Self {
        let pairs = names.iter().flat_map(|name| pairs(name)).collect();
        let unpaired = names
            .iter()
            .any(|name| is_letters(name) || name.chars().nth(1).is_none());
        Self {
            names: names.into_iter().map(Outside::from).collect(),
            pairs,
            unpaired,
        }
    }

    /// Whether what is said of whom a report accuses, as it is read, means them. One side in letters is compared with
    /// how the other is spelled.
    #[must_use]
    pub fn is_meant(&self, said: &str, spell: Spell) -> bool {
        let maybe =
            self.unpaired || is_letters(said) || pairs(said).any(|pair| self.pairs.contains(&pair));
        maybe && is_borne(said, self.names.iter().map(Outside::raw), spell)
    }
}

/// The characters of a text with the ones behind them.
fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    text.chars().zip(text.chars().skip(1))
}

fn is_letters(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_lowercase())
}

/// [`Bearer::is_meant`], of everybody.
fn is_borne<'a>(said: &str, mut names: impl Iterator<Item = &'a str>, spell: Spell) -> bool {
    if said.is_empty() {
        return false;
    }
    let telling = |said: &str| said.chars().filter(|c| name::is_han(*c)).count() >= TELLING;
    let alone = OnceCell::new();
    let alone = || *alone.get_or_init(|| unglued(said));
    names.any(|name| {
        means(said, name)
            || telling(said) && name.contains(said)
            || shares(said, name)
                && alone().is_some_and(|said| telling(said) && name.contains(said))
            || is_letters(name) && !is_letters(said) && sounds(said, name, spell)
            || is_letters(said) && !is_letters(name) && sounds(name, said, spell)
    })
}

/// Whether a text has so many characters of a name side by side that it may be a part of it. Asked of every accused
/// for every operator, before the units are taken off the text.
fn shares(said: &str, name: &str) -> bool {
    let places: Vec<usize> = name
        .char_indices()
        .map(|(at, _)| at)
        .chain([name.len()])
        .collect();
    let mut parts = places.windows(TELLING + 1);
    parts.any(|part| said.contains(&name[part[0]..part[TELLING]]))
}

/// Whether a name in characters, or one within a longer text, is spelled with these letters, whichever part first.
fn sounds(text: &str, letters: &str, spell: Spell) -> bool {
    let syllables = spelled(text, spell);
    let all = syllables.len();
    let whole = all < SAYING;
    let spans =
        (0..all).flat_map(|from| (from + 2..=all.min(from + SPELLED)).map(move |to| (from, to)));
    let mut spans = spans.filter(|span| !whole || *span == (0, all));
    spans.any(|(from, to)| {
        let name = &syllables[from..to];
        // The surname of one or two characters may come last.
        let mut firsts = 0..name.len().min(3);
        firsts.any(|first| {
            let turned: Vec<&Vec<&str>> = name[first..].iter().chain(&name[..first]).collect();
            fits(letters, &turned)
        })
    })
}

/// The syllables of each character, and of each that is read as it: 余 stands as 佘 in what is read.
fn spelled(text: &str, spell: Spell) -> Vec<Vec<&'static str>> {
    let mut all = spell(text);
    for (c, syllables) in text.chars().zip(&mut all) {
        let others = variant::alike(c).flat_map(|other| spell(&other.to_string()));
        syllables.extend(others.flatten());
    }
    all
}

/// Whether letters are one syllable of each, and nothing more.
fn fits(letters: &str, syllables: &[&Vec<&'static str>]) -> bool {
    let Some((first, rest)) = syllables.split_first() else {
        return letters.is_empty();
    };
    first.iter().any(|syllable| {
        // ü is typed v, u or yu.
        ["v", "u", "yu"].iter().any(|v| {
            let behind = letters.strip_prefix(syllable.replace('v', v).as_str());
            behind.is_some_and(|behind| fits(behind, rest))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letters of the names below.
    fn spell(text: &str) -> Vec<Vec<&'static str>> {
        let of = |c: char| match c {
            '赵' => vec!["zhao"],
            '小' => vec!["xiao"],
            '军' => vec!["jun"],
            '王' => vec!["wang"],
            '伟' => vec!["wei"],
            '吕' => vec!["lv"],
            '余' => vec!["yu"],
            '佘' => vec!["she"],
            _ => vec![],
        };
        text.chars().map(of).collect()
    }

    fn is_meant(accused: &str, written: &str) -> bool {
        let bearer = Bearer::of(borne(written));
        let mut said = super::super::readings(accused).into_iter();
        said.any(|said| {
            let meant = bearer.is_meant(&said, spell);
            let names = bearer.names.iter().map(Outside::raw);
            // What is left out for want of a pair would not have been meant.
            assert_eq!(meant, is_borne(&said, names, spell), "{said}: {written}");
            meant
        })
    }

    /// A name is the same with a unit, a number or a title beside it, and in letters.
    #[test]
    fn a_name_is_borne_however_it_is_written() {
        for written in [
            "赵小军（司法局）",
            "赵 小軍",
            "赵小军2",
            "赵小军-司法局",
            "赵小军 司法局",
            "司法局 赵小军",
            "司法局赵小军",
            "赵小军科长",
            "ZHAO Xiaojun",
            "Xiaojun Zhao",
            "zhaoxiaojun",
            "Xiao Jun ZHAO",
            "Zhào Xiǎojūn (司法局)",
        ] {
            assert!(
                is_meant("赵小军", written),
                "{written}: {:?}",
                borne(written)
            );
            for accused in [
                "镇干部赵小军",
                "司法局赵小军",
                "东镇司法所所长赵小军",
                "红星砖厂厂长赵小军",
            ] {
                assert!(is_meant(accused, written), "{accused}: {written}");
            }
        }
        for written in ["赵小军", "赵小军（司法局）"] {
            assert!(is_meant("ZHAO Xiaojun", written), "{written}");
            assert!(is_meant("Xiaojun Zhao", written), "{written}");
        }
        for written in ["王伟（民政局）", "Wang Wei"] {
            assert!(is_meant("王伟", written), "{written}: {:?}", borne(written));
        }
        // One form stands for both.
        assert!(is_meant("余伟", "Yu Wei") && is_meant("佘伟", "She Wei"));
        assert!(is_meant("吕伟", "Lu Wei") && is_meant("吕伟", "Wei Lyu"));
        for (accused, written) in [
            ("王伟", "王伟军"),
            ("赵小军", "Zhao Xiao"),
            ("赵小军", "王小军（司法局）"),
            ("王伟", "Wang Weijun"),
            ("镇干部王小军", "司法局赵小军"),
            ("司法局局长", "民政局副局长"),
            ("司法局工作人员", "民政局窗口人员"),
        ] {
            assert!(!is_meant(accused, written), "{accused}: {written}");
        }
    }
}
