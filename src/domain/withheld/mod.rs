//! What a petitioner is called, covered where it stands in running text: whoever may not know their name (姓名保密)
//! reads the rest of a note, and not whose it is.

mod given;
mod meet;
mod place;
mod reads;

use std::borrow::Cow;

use super::identity::COVERED;
use super::name;
use super::unitless;
use meet::DIGITS;
pub use meet::meet;
use place::{By, Called};
use reads::{characters, chars, count, numbers_in};

/// Shortest word of a name in letters that is looked for alone.
const LETTERS: usize = 3;
/// So many ways at most in which the letters of one name are read.
const WAYS: usize = 32;
/// Longest name that is looked for in letters: no unit's.
const SPELLED: usize = 6;

/// How a name in characters is spelled in letters: for each character its syllables, ü as v.
pub type Spell = fn(&str) -> Vec<Vec<&'static str>>;

/// What people are called, as it is read: without spaces and dots, narrow, one form for each character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld(Vec<Called>);

impl Withheld {
    /// Names and numbers, one a line or with 、 between, and addresses, with `@` before; what would hit everybody
    /// is left out: a name of one character, an address without a number. Of a name also the given name alone, and
    /// the letters that it is spelled with.
    #[must_use]
    pub fn of(lines: &str, spell: Spell) -> Self {
        let mut all = Self::default();
        for line in lines.split(['\n', '、']) {
            match line.strip_prefix('@') {
                Some(address) => all.live(address),
                None => all.bear(line, spell),
            }
        }
        // The longest first: a name may be a part of another.
        all.0
            .sort_by_key(|called| std::cmp::Reverse(called.signs.len()));
        all
    }

    fn add(&mut self, signs: Vec<char>, by: By) {
        let called = Called { signs, by };
        if !self.0.contains(&called) {
            self.0.push(called);
        }
    }

    /// Somebody lives there.
    fn live(&mut self, address: &str) {
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
    fn bear(&mut self, line: &str, spell: Spell) {
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
        }
        if han == read.len() {
            for (_, given) in given::parts(&read) {
                self.given(given);
            }
            self.spelled(line, &read, spell);
        }
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
        self.add(read, By::Number);
    }

    /// A name in letters, and each longer word of it.
    fn letters(&mut self, line: &str, read: Vec<char>) {
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
    fn spelled(&mut self, line: &str, read: &[char], spell: Spell) {
        if read.len() > SPELLED {
            return;
        }
        let syllables = spell(line);
        if syllables.len() != read.len() || syllables.iter().any(Vec::is_empty) {
            return;
        }
        let mut ways: Vec<Vec<&str>> = vec![Vec::new()];
        for all in &syllables {
            let longer = ways.iter().flat_map(|way| {
                let longer = |s: &&'static str| [&way[..], &[*s]].concat();
                all.iter().map(longer).collect::<Vec<_>>()
            });
            ways = longer.take(WAYS).collect();
        }
        let at: Vec<usize> = given::parts(read).iter().map(|(s, _)| s.len()).collect();
        for way in ways {
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

    /// ü is typed v, u or yu.
    fn sound(&mut self, letters: &str) {
        for v in ["v", "u", "yu"] {
            let letters: Vec<char> = letters.replace('v', v).chars().collect();
            if letters.len() >= LETTERS {
                self.add(letters, By::Letters);
            }
        }
    }

    /// With the numbers of petitions beside.
    #[must_use]
    pub fn numbered<'a>(mut self, numbers: impl Iterator<Item = &'a str>) -> Self {
        for number in numbers {
            let read = chars(&reads::plain(number));
            if read.len() >= DIGITS {
                self.add(read, By::Name);
            }
        }
        self
    }

    /// True when there is nothing to cover.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those alone that do not stand in these lines as well.
    #[must_use]
    pub fn without(mut self, lines: &str, spell: Spell) -> Self {
        let known = Self::of(lines, spell);
        self.0.retain(|called| !known.0.contains(called));
        self
    }

    /// The text without what it calls somebody.
    #[must_use]
    pub fn cover<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.is_empty() || text.is_empty() {
            return Cow::Borrowed(text);
        }
        let plain = reads::plain(text);
        let (numbers, houses) = (reads::numbers(&plain), reads::houses(&plain));
        let mut hidden = vec![false; text.len()];
        for called in &self.0 {
            let read = match called.by {
                By::Name | By::Word | By::Letters => &plain,
                By::Number => &numbers,
                By::House => &houses,
            };
            for (from, to) in called.places(read) {
                hidden[from..to].fill(true);
            }
        }
        // What stands between two covered signs, a space or a dot, goes with them.
        for pair in plain.windows(2) {
            if hidden[pair[0].from] && hidden[pair[1].from] {
                hidden[pair[0].to.min(pair[1].from)..pair[1].from].fill(true);
            }
        }
        let mut out = String::with_capacity(text.len());
        let mut covered = false;
        for (at, c) in text.char_indices() {
            match (hidden[at], covered) {
                (true, false) => out.push_str(COVERED),
                (true, true) => {}
                (false, _) => out.push(c),
            }
            covered = hidden[at];
        }
        if hidden.contains(&true) {
            Cow::Owned(out)
        } else {
            Cow::Borrowed(text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letters of the names below.
    fn spell(name: &str) -> Vec<Vec<&'static str>> {
        let of = |c: char| match c {
            '欧' => vec!["ou"],
            '阳' => vec!["yang"],
            '娜' => vec!["na", "nuo"],
            '吕' => vec!["lv"],
            '建' => vec!["jian"],
            '设' => vec!["she"],
            _ => vec![],
        };
        name.chars().map(of).collect()
    }

    fn covered(lines: &str, text: &str) -> String {
        Withheld::of(lines, spell).cover(text).into_owned()
    }

    /// The ends of an address by which people tell a house are covered too, however wide they are written.
    #[test]
    fn the_ends_of_an_address_are_covered() {
        let address = "@示例县北丁街道壬社区5栋272室";
        for text in [
            "住示例县北丁街道壬社区5栋272室。",
            "住壬社区5栋272室。",
            "住5栋272室。",
            "住５栋２７２室。",
            "住五栋二七二室。",
            "住5幢272，",
            "住5号楼272室。",
            "住第五栋272号",
        ] {
            let covered = covered(address, text);
            for left in ["272", "２", "二七二"] {
                assert!(!covered.contains(left), "{text}: {covered}");
            }
        }
        for text in ["到壬社区了解情况", "15栋272室", "5栋2720室", "五栋楼房"] {
            assert_eq!(covered(address, text), text);
        }
        assert_eq!(
            covered("@示例县东甲镇己村三组", "去己村3组看"),
            "去＊＊＊看"
        );
    }

    /// The given name alone is covered; one that is a word as well, where it stands as a name.
    #[test]
    fn the_given_name_alone_is_covered() {
        for name in ["欧阳娜娜", "张娜娜", "张 娜娜"] {
            assert_eq!(covered(name, "已给娜娜回电话"), "已给＊＊＊回电话");
            assert_eq!(covered(name, "娜 娜的母亲"), "＊＊＊的母亲");
        }
        assert_eq!(covered("张娜", "娜来过"), "娜来过");
        let own = "吕建设";
        for (text, wanted) in [
            ("要求落实基础建设用地", "要求落实基础建设用地"),
            ("建设单位未付款", "建设单位未付款"),
            ("建设，住东甲镇", "＊＊＊，住东甲镇"),
            ("周三给建设回电话", "周三给＊＊＊回电话"),
            ("其子建设说已收到", "其子＊＊＊说已收到"),
            ("吕建设用地被占", "＊＊＊用地被占"),
        ] {
            assert_eq!(covered(own, text), wanted);
        }
        let parts = "阿依古丽·买买提";
        assert_eq!(covered(parts, "阿依古丽来电"), "＊＊＊来电");
    }

    /// A name is covered in letters too, with or without spaces and tones, whichever part comes first.
    #[test]
    fn a_name_in_letters_is_covered() {
        for text in [
            "ouyang nana",
            "OuYang Nana",
            "OUYANGNANA",
            "Nana Ouyang",
            "ōu yáng nà nà",
            "o\u{304}u ya\u{301}ng na\u{300}na\u{300}",
            "Ouyang Na-na",
            "ｏｕｙａｎｇ ｎａｎａ",
            "nana",
        ] {
            let said = format!("签名{text}，已核");
            assert_eq!(covered("欧阳娜娜", &said), "签名＊＊＊，已核");
        }
        assert_eq!(covered("欧阳娜娜", "bananas"), "bananas");
        for text in ["lv jianshe", "Lu Jianshe", "lü jiànshè", "Lyu Jianshe"] {
            assert_eq!(covered("吕建设", text), "＊＊＊", "{text}");
        }
        assert_eq!(covered("John Smith", "来信署smith。"), "来信署＊＊＊。");
        assert_eq!(covered("John Smith", "locksmith"), "locksmith");
    }

    /// Numbers are covered in characters too, and with whatever between.
    #[test]
    fn a_number_in_characters_is_covered() {
        for text in [
            "13800138001",
            "一三八零零一三八零零一",
            "幺三八〇〇幺三八〇〇幺",
            "壹叁捌零零壹叁捌零零壹",
            "138-0013-8001",
            "138、0013，8001",
            "１３８００１３８００１",
            "138零零一三8001",
        ] {
            let said = format!("电话{text}（本人）");
            assert_eq!(covered("13800138001", &said), "电话＊＊＊（本人）");
        }
        let id = "99999919700101013X";
        let said = "证号九九九九九九一九七零零一零一零一三X";
        assert_eq!(covered(id, said), "证号＊＊＊");
        assert_eq!(covered("09991234567", "座机1234567"), "座机＊＊＊");
        assert_eq!(covered("13800138001", "二月三日来"), "二月三日来");
    }
}
