//! Houses by their numbers alone: 5栋272室, 五栋二百七十二, 5-272 and 5#272 are one.

use crate::domain::name;
use crate::domain::numeral;

/// What stands behind the number of a group or a house, those that begin alike together, the longest first.
const UNITS: [&str; 21] = [
    "村民小组",
    "生产队",
    "小组",
    "单元",
    "号楼",
    "号院",
    "组",
    "队",
    "号",
    "栋",
    "幢",
    "座",
    "层",
    "楼",
    "室",
    "户",
    "期",
    "社",
    "门",
    "房",
    "院",
];
/// What is left out between a block and a flat.
const MIDDLE: [&str; 3] = ["单元", "层", "门"];
/// What is counted or told by a clock or a calendar is no house.
const COUNTED: [char; 16] = [
    '年', '月', '日', '天', '时', '点', '元', '万', '亩', '岁', '人', '个', '次', '件', '%', '.',
];
/// What a room is called behind its number.
const ROOM: [char; 2] = ['室', '房'];
/// The characters of a number.
const COUNTS: &str = "零〇一二两三四五六七八九十百";
/// What may stand before a room alone.
const LEADS: &str = "住在到的去回给至与和及是家于往从";
/// Most digits of one number.
const DIGITS: usize = 5;
/// From here on a number behind a mark is that of a flat.
const FLAT: u32 = 100;

/// A number with what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number {
    value: u32,
    from: usize,
    to: usize,
    /// A word for a unit stands behind it, not a mark.
    named: bool,
    middle: bool,
}

/// Numbers that follow each other, with words for units or marks between.
pub struct Run(Vec<Number>);

/// The narrow signs of a text, and at which byte each begins.
fn narrowed(text: &str) -> (Vec<char>, Vec<usize>) {
    let signs = text.char_indices();
    signs.map(|(at, c)| (name::narrow(c), at)).unzip()
}

/// The runs of two numbers and more of a text.
#[must_use]
pub fn runs(text: &str) -> Vec<Run> {
    let (plain, places) = narrowed(text);
    let byte = |at: usize| places.get(at).copied().unwrap_or(text.len());
    let (mut all, mut run, mut at) = (Vec::new(), Vec::new(), 0);
    let mut end = |run: &mut Vec<Number>, behind: Option<&char>| {
        let run = std::mem::take(run);
        let counted = behind.is_some_and(|c| COUNTED.contains(c));
        let house = |n: &Number| n.named || !counted;
        if run.len() > 1 && run.last().is_some_and(house) {
            all.push(Run(run));
        }
    };
    while at < plain.len() {
        let Some((value, len)) = number(&plain[at..]) else {
            end(&mut run, None);
            at += 1;
            continue;
        };
        let (unit, marks) = behind(&plain[at + len..]);
        let to = at + len + unit.map_or(0, |u| u.chars().count());
        run.push(Number {
            value,
            from: byte(at),
            to: byte(to),
            named: unit.is_some(),
            middle: unit.is_some_and(|u| MIDDLE.contains(&u)),
        });
        at = to;
        let next = plain
            .get(at + marks..)
            .is_some_and(|rest| number(rest).is_some());
        if next && (unit.is_some() || marks > 0) {
            at += marks;
        } else {
            end(&mut run, plain.get(at));
        }
    }
    end(&mut run, None);
    all
}

/// A number of a room that stands alone.
pub struct Room(Number);

/// The rooms of a text before whose number no other and no place stands (信访局301室 is another's).
#[must_use]
pub fn rooms(text: &str) -> Vec<Room> {
    let (plain, places) = narrowed(text);
    let byte = |at: usize| places.get(at).copied().unwrap_or(text.len());
    let mut all = Vec::new();
    for end in (1..plain.len()).filter(|at| ROOM.contains(&plain[*at])) {
        let is_number = |c: &&char| c.is_ascii_digit() || COUNTS.contains(**c);
        let gap = plain[..end].iter().rev().take_while(|c| **c == ' ').count();
        let (room, end) = (end, end - gap);
        let digits = plain[..end].iter().rev().take_while(is_number).count();
        let Some((value, len)) = number(&plain[end - digits..end]).filter(|(v, _)| *v >= FLAT)
        else {
            continue;
        };
        let before = plain[..end - digits].iter().rev().find(|c| **c != ' ');
        let free =
            |c: &char| !c.is_alphanumeric() && !matches!(c, '-' | '#' | '/') || LEADS.contains(*c);
        if len == digits && before.is_none_or(free) {
            all.push(Room(Number {
                value,
                from: byte(end - digits),
                to: byte(room + 1),
                named: true,
                middle: false,
            }));
        }
    }
    all
}

/// The room in which an address ends, as what is looked for.
#[must_use]
pub fn room(address: &str) -> Option<Vec<char>> {
    let last = runs(address).pop()?.0.pop()?;
    let said = address[last.from..last.to].chars().map(name::narrow);
    let room = said.rev().find(|c| !c.is_whitespace());
    let room = !last.named || room.is_some_and(|c| ROOM.contains(&c));
    (room && last.value >= FLAT).then(|| last.value.to_string().chars().collect())
}

impl Room {
    /// Where it says the room that is looked for, in bytes.
    pub fn place(&self, told: &[char]) -> Option<(usize, usize)> {
        let said: Vec<char> = self.0.value.to_string().chars().collect();
        (said == told).then_some((self.0.from, self.0.to))
    }
}

/// The number that a text begins with, and of how many signs it is.
fn number(text: &[char]) -> Option<(u32, usize)> {
    let digits = text.iter().take_while(|c| c.is_ascii_digit()).count();
    if digits > 0 {
        let said: String = text[..digits].iter().collect();
        return said
            .parse()
            .ok()
            .filter(|_| digits <= DIGITS)
            .map(|n| (n, digits));
    }
    numeral::said(text)
}

/// The word for a unit that stands behind a number, and how many signs follow it that mark the next number.
fn behind(text: &[char]) -> (Option<&'static str>, usize) {
    let begins = |word: &&&str| {
        word.chars()
            .enumerate()
            .all(|(at, c)| text.get(at) == Some(&c))
    };
    let unit = UNITS.iter().find(begins).copied();
    let rest = &text[unit.map_or(0, |u| u.chars().count())..];
    let mark = |c: &&char| matches!(c, '-' | '–' | '—' | '－' | '#' | '/' | ' ' | '之' | '第');
    let marks = rest.iter().take_while(mark).count();
    // A space alone parts two numbers.
    let parted = unit.is_none() && rest[..marks].iter().all(|c| *c == ' ');
    (unit, if parted { 0 } else { marks })
}

impl Run {
    /// The run and its ends of two numbers and more, as what is looked for.
    pub fn told(&self) -> impl Iterator<Item = Vec<char>> {
        let ends = (0..self.0.len().saturating_sub(1)).map(|from| &self.0[from..]);
        ends.map(|numbers| {
            let one = |n: &Number| format!("{}{},", n.value, if n.middle { "*" } else { "" });
            numbers
                .iter()
                .map(one)
                .collect::<String>()
                .chars()
                .collect()
        })
    }

    /// Where it says the house that is looked for, in bytes.
    pub fn place(&self, told: &[char]) -> Option<(usize, usize)> {
        let wanted: Vec<(u32, bool)> = read(told);
        let mut from = 0..self.0.len();
        let from = from.find(|from| {
            let begins = *from == 0 || self.0[from - 1].named;
            begins && is_same(&self.0[*from..], &wanted)
        })?;
        Some((self.0[from].from, self.0.last()?.to))
    }
}

/// The numbers that are looked for, each with whether it is one that is left out.
fn read(told: &[char]) -> Vec<(u32, bool)> {
    let told: String = told.iter().collect();
    let numbers = told.split(',').filter(|n| !n.is_empty());
    let number = |n: &str| Some((n.trim_end_matches('*').parse().ok()?, n.ends_with('*')));
    numbers.filter_map(number).collect()
}

fn is_same(said: &[Number], wanted: &[(u32, bool)]) -> bool {
    if said.len() == wanted.len() {
        return said.iter().zip(wanted).all(|(a, (b, _))| a.value == *b);
    }
    let outer = |all: Vec<(u32, bool)>| -> Vec<u32> {
        all.iter()
            .filter(|(_, middle)| !middle)
            .map(|(value, _)| *value)
            .collect()
    };
    // 5-1-272 says the unit without the word for it.
    let flat = said.len() == 3 && said.last().is_some_and(|n| n.value >= FLAT);
    let marked = flat && !said[0].named && !said[1].named;
    let middle = |at: usize, n: &Number| n.middle || marked && at == 1;
    let said = said
        .iter()
        .enumerate()
        .map(|(at, n)| (n.value, middle(at, n)));
    let said = outer(said.collect());
    said.len() > 1 && said == outer(wanted.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_said(address: &str, text: &str) -> bool {
        let all = runs(address);
        let told: Vec<Vec<char>> = all.iter().flat_map(Run::told).collect();
        let said = runs(text);
        told.iter()
            .any(|told| said.iter().any(|run| run.place(told).is_some()))
    }

    /// A room alone is read where it is nobody else's.
    #[test]
    fn a_room_alone_is_known() {
        let rooms = |text| -> Vec<u32> { rooms(text).iter().map(|r| r.0.value).collect() };
        for text in [
            "住272室",
            "272室漏水",
            "到 ２７２ 室",
            "的二百七十二室",
            "与272房邻居",
            "（272室）",
        ] {
            assert_eq!(rooms(text), [272], "{text}");
        }
        for text in [
            "信访局272室",
            "15栋272室",
            "5-272室",
            "三室一厅",
            "272户",
            "1272室的",
            "大楼272室",
        ] {
            assert!(!rooms(text).contains(&272), "{text}");
        }
        let room = |address| room(address).map(|r| r.into_iter().collect::<String>());
        for (address, wanted) in [
            ("示例县北丁街道壬社区5栋272室", Some("272")),
            ("5-272", Some("272")),
            ("5栋2室", None),
            ("东甲镇己村3组115号", None),
            ("东甲镇", None),
        ] {
            assert_eq!(room(address).as_deref(), wanted, "{address}");
        }
    }

    /// A house is one however its numbers are written.
    #[test]
    fn a_house_is_known_by_its_numbers() {
        let flat = "示例县北丁街道壬社区5栋272室";
        for text in [
            "住五栋二百七十二室。",
            "住5栋二七二，",
            "住5-272",
            "住5#272，",
            "住5栋1单元272室",
            "住5-1-272",
            "住５－２７２",
            "在5栋 272见面",
        ] {
            assert!(is_said(flat, text), "{text}");
        }
        for text in [
            "15栋272室",
            "5栋273",
            "5 272",
            "5272",
            "第5组",
            "5-272元",
            "5栋楼272户人家里的273号",
        ] {
            assert!(!is_said(flat, text), "{text}");
        }
        let group = "示例县东甲镇己村3组15号";
        for text in ["三组十五号", "3组十五号", "3-15", "三组15号"] {
            assert!(is_said(group, text), "{text}");
        }
        for text in [
            "13组15号",
            "2026-3-15",
            "3-15日",
            "3月15日",
            "3-15-2",
            "三组五号",
        ] {
            assert!(!is_said(group, text), "{text}");
        }
        assert!(is_said("5栋1单元272室", "5-272") && !is_said("5栋1单元272室", "5栋2单元272室"));
    }
}
