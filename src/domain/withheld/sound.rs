//! A name written with other characters of the same sound (张纬 for 张伟), as whoever listens writes it down.

use super::address::{beside, free_sides};
use super::reads::Sign;
use crate::domain::name;
use crate::domain::rights::Spell;
use crate::domain::variant;

/// Longest name that is listened for.
const LONGEST: usize = 6;

/// Where a text says a name by other characters of its sound, in bytes. Ordinary words sound like names too: the
/// surname or another character stands as it is, and what is around it lets it be a name. `open` are those who stand
/// there openly.
pub fn places(
    signs: &[char],
    text: &[Sign],
    spell: Spell,
    open: &[Vec<char>],
) -> Vec<(usize, usize)> {
    let len = signs.len();
    if !(2..=LONGEST).contains(&len) || !signs.iter().all(|c| name::is_han(*c)) {
        return Vec::new();
    }
    let sounds = spelled(signs, spell);
    let starts = 0..(text.len() + 1).saturating_sub(len);
    let meant = |at: &usize| {
        let said: Vec<char> = text[*at..*at + len].iter().map(|s| s.c).collect();
        let same = said.iter().zip(signs).filter(|(a, b)| a == b).count();
        let surname = said[0] == signs[0];
        if same == 0 || same == len || len == 2 && !surname || open.contains(&said) {
            return false;
        }
        let (before, behind) = beside(text, *at, len);
        let sides = free_sides(before, behind);
        let needed = if len > 2 && surname { 1 } else { 2 };
        sides >= needed && sounds_alike(&said, signs, &sounds, spell)
    };
    let place = |at: usize| (text[at].from, text[at + len - 1].to);
    starts.filter(meant).map(place).collect()
}

/// The syllables of each character, and of each that is read as it.
fn spelled(signs: &[char], spell: Spell) -> Vec<Vec<&'static str>> {
    let mut all = spell(&signs.iter().collect::<String>());
    for (c, syllables) in signs.iter().zip(&mut all) {
        let others = variant::alike(*c).flat_map(|other| spell(&other.to_string()));
        syllables.extend(others.flatten());
    }
    all
}

fn sounds_alike(said: &[char], signs: &[char], sounds: &[Vec<&'static str>], spell: Spell) -> bool {
    if !said.iter().all(|c| name::is_han(*c)) || sounds.len() != signs.len() {
        return false;
    }
    let spelled = spelled(said, spell);
    spelled.len() == said.len()
        && said
            .iter()
            .zip(signs)
            .zip(spelled.iter().zip(sounds))
            .all(|((a, b), (one, other))| {
                a == b || one.iter().any(|syllable| other.contains(syllable))
            })
}

#[cfg(test)]
mod tests {
    use super::super::Withheld;

    /// The letters of the characters below.
    fn spell(text: &str) -> Vec<Vec<&'static str>> {
        let of = |c: char| match c {
            '张' | '章' => vec!["zhang"],
            '伟' | '纬' | '未' | '为' => vec!["wei"],
            '王' | '往' => vec!["wang"],
            '建' | '健' => vec!["jian"],
            '设' | '社' => vec!["she"],
            _ => vec![],
        };
        text.chars().map(of).collect()
    }

    fn covered(name: &str, text: &str) -> String {
        Withheld::of(name, spell).cover(text).into_owned()
    }

    /// What sounds like the name is covered where it stands as one.
    #[test]
    fn a_name_of_the_same_sound_is_covered_where_it_stands_as_a_name() {
        for (text, wanted) in [
            ("已联系张纬，", "已联系＊＊＊，"),
            ("张纬反映", "＊＊＊反映"),
            ("接张 纬来电", "接＊＊＊来电"),
        ] {
            assert_eq!(covered("张伟", text), wanted);
        }
        for text in ["主张未被采纳", "规章为据", "一张未盖章的收据", "章纬来电"]
        {
            assert_eq!(covered("张伟", text), text);
        }
        assert_eq!(covered("王建设", "王健社反映"), "＊＊＊反映");
        assert_eq!(covered("王建设", "前往建设工地"), "前往建设工地");
        // Who stands there openly is somebody else.
        let open = Withheld::of("张伟", spell).without("张纬", spell);
        assert_eq!(open.cover("张纬反映张伟"), "张纬反映＊＊＊");
    }
}
