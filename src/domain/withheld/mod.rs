//! What a petitioner is called, covered where it stands in running text: whoever may not know their name (姓名保密)
//! reads the rest of a note, and not whose it is.

mod address;
mod alias;
mod bear;
mod given;
mod house;
mod letters;
mod meet;
mod place;
mod reads;
mod sound;
mod tail;

use std::borrow::Cow;

use super::identity::COVERED;
use super::rights::Spell;
use meet::DIGITS;
pub use meet::meet;
use place::{By, Called};
use reads::{Sign, chars};

/// What people are called, as it is read: without spaces and dots, narrow, one form for each character.
#[derive(Clone, Debug, Default)]
pub struct Withheld {
    called: Vec<Called>,
    /// Names of those who stand there openly.
    open: Vec<Vec<char>>,
    spell: Option<Spell>,
}

impl Withheld {
    /// Names and numbers, one a line or with 、 between, and addresses, with `@` before; what would hit everybody
    /// is left out: a name of one character, an address without a number. Of a name also the given name alone, and
    /// the letters that it is spelled with.
    #[must_use]
    pub fn of(lines: &str, spell: Spell) -> Self {
        let mut all = Self {
            spell: Some(spell),
            ..Self::default()
        };
        for line in lines.split(['\n', '、']) {
            match line.strip_prefix('@') {
                Some(address) => all.live(address),
                None => all.bear(line, spell),
            }
        }
        // The longest first: a name may be a part of another.
        all.called
            .sort_by_key(|called| std::cmp::Reverse(called.signs.len()));
        all
    }

    fn add(&mut self, signs: Vec<char>, by: By) {
        let called = Called { signs, by };
        if !self.called.contains(&called) {
            self.called.push(called);
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
        self.called.is_empty()
    }

    /// Those alone that do not stand in these lines as well.
    #[must_use]
    pub fn without(mut self, lines: &str, spell: Spell) -> Self {
        let known = Self::of(lines, spell);
        self.called.retain(|called| !known.called.contains(called));
        let names = known.called.into_iter().filter(|c| c.by == By::Name);
        self.open.extend(names.map(|called| called.signs));
        self
    }

    /// Where a text says what somebody is called by, in bytes.
    fn places(&self, called: &Called, read: &[Sign]) -> Vec<(usize, usize)> {
        match (called.by, self.spell) {
            (By::Address, _) => address::places(&called.signs, read, true),
            (By::Part, _) => address::places(&called.signs, read, false),
            (By::Sound, Some(spell)) => sound::places(&called.signs, read, spell, &self.open),
            (By::Tail, _) => tail::places(&called.signs, read),
            _ => called.places(read),
        }
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
        let dotless: Vec<Sign> = plain.iter().filter(|s| s.c != '.').copied().collect();
        let (runs, rooms) = (house::runs(text), house::rooms(text));
        for called in &self.called {
            let all = match called.by {
                By::Numbered => runs
                    .iter()
                    .filter_map(|run| run.place(&called.signs))
                    .collect(),
                By::Room => rooms
                    .iter()
                    .filter_map(|room| room.place(&called.signs))
                    .collect(),
                By::Number | By::Tail => self.places(called, &numbers),
                By::House => self.places(called, &houses),
                By::Initials => self.places(called, &dotless),
                _ => self.places(called, &plain),
            };
            for (from, to) in all {
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
            '买' => vec!["mai"],
            '提' => vec!["ti"],
            '艾' => vec!["ai"],
            '力' => vec!["li"],
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
            "住五栋二百七十二室",
            "住5栋二七二，",
            "住5-272。",
            "住5#272",
            "住5栋1单元272室",
        ] {
            let covered = covered(address, text);
            for left in ["272", "２", "二七二", "七十二"] {
                assert!(!covered.contains(left), "{text}: {covered}");
            }
        }
        for text in ["住272室。", "到２７２室看", "272 室漏水", "的二百七十二室"]
        {
            let covered = covered(address, text);
            assert!(!covered.contains("室"), "{text}: {covered}");
        }
        for text in ["信访局272室", "272户居民", "二室一厅"] {
            assert_eq!(covered(address, text), text);
        }
        for text in ["到壬社区了解情况", "15栋272室", "5栋2720室", "五栋楼房"] {
            assert_eq!(covered(address, text), text);
        }
        assert_eq!(
            covered("@示例县东甲镇己村三组", "去己村3组看"),
            "去＊＊＊看"
        );
        for text in ["三组十五号", "3组十五号", "3-15"] {
            let said = format!("住{text}，");
            let covered = covered("@示例县东甲镇己村3组15号", &said);
            assert_eq!(covered, "住＊＊＊，");
        }
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
            ("已联系建设，", "已联系＊＊＊，"),
            ("通知建设到场", "通知＊＊＊到场"),
            ("建设叔来电", "＊＊＊叔来电"),
            ("与建设谈话", "与＊＊＊谈话"),
            ("走访建设的母亲", "走访＊＊＊的母亲"),
            ("联系建设单位", "联系建设单位"),
            ("通知建设局", "通知建设局"),
            ("与建设部门谈话", "与建设部门谈话"),
            ("参与建设谈判", "参与建设谈判"),
            ("接建设兄电话", "接＊＊＊兄电话"),
            ("与建设哥见面", "与＊＊＊哥见面"),
            ("建设兄弟公司", "建设兄弟公司"),
            ("参加建设大哥厂", "参加建设大哥厂"),
            ("已陪同建设同志到场", "已陪同＊＊＊同志到场"),
        ] {
            assert_eq!(covered(own, text), wanted);
        }
        let parts = "阿依古丽·买买提";
        assert_eq!(covered(parts, "阿依古丽来电"), "＊＊＊来电");
        for text in ["Maimaiti", "aili", "Aili Maimaiti"] {
            let said = format!("签名{text}。");
            assert_eq!(covered("买买提·艾力", &said), "签名＊＊＊。");
        }
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
        for (text, wanted) in [
            ("签名O.Y.N.N", "签名＊＊＊"),
            ("OYNN反映", "＊＊＊反映"),
            ("oynn", "＊＊＊"),
            ("OYNNX型", "OYNNX型"),
        ] {
            assert_eq!(covered("欧阳娜娜", text), wanted);
        }
        for (text, wanted) in [
            ("L.J.反映", "＊＊＊.反映"),
            ("LJ型拖拉机", "LJ型拖拉机"),
            ("lj", "lj"),
        ] {
            assert_eq!(covered("吕建", text), wanted);
        }
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
