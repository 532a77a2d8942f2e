//! Addresses as people type them, without the words for units (东甲己 for 东甲镇己村): which parts of an
//! address that is.

use std::ops::Range;

use super::name::narrow;
use super::numeral;

/// Words for units of land and house (镇, 村, 组, 号), those that begin alike together, the longest of them first.
pub const UNITS: [&str; 35] = [
    "街道办事处",
    "街道办",
    "街道",
    "社区",
    "小区",
    "小组",
    "单元",
    "村民小组",
    "村委会",
    "村",
    "居委会",
    "行政村",
    "自然村",
    "自治县",
    "自治州",
    "自治区",
    "号楼",
    "号",
    "省",
    "市",
    "县",
    "区",
    "乡",
    "镇",
    "组",
    "队",
    "室",
    "栋",
    "幢",
    "户",
    "屯",
    "生产队",
    "门牌",
    "座",
    "期",
];
/// Words that are a unit behind a number alone: 12社, 3门, 1701房; elsewhere they belong to a name (天门, 鼓楼).
pub const COUNTERS: [&str; 6] = ["门洞", "社", "门", "房", "楼", "院"];

/// A part of an address or of what was typed: a word or a number without its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Word,
    Number(u32),
}

/// A part with where it stands, in bytes, and whether a unit ended it.
#[derive(Debug)]
struct Placed {
    part: Part,
    range: Range<usize>,
    ended: bool,
}

/// The parts of an address, in bytes, that the words typed are once the words for units are left out on both sides
/// and numbers in characters are those in digits: of each word typed all of it, or nothing.
#[must_use]
pub fn met(address: &str, typed: &str) -> Vec<Range<usize>> {
    let all = parts(address);
    let mut met = Vec::new();
    let mut from = 0;
    for word in typed.split(|c: char| !c.is_alphanumeric()) {
        let mut behind = from;
        let found = parts(word).iter().try_fold(Vec::new(), |mut found, part| {
            let text = &word[part.range.clone()];
            let place = |from| place((address, &all), (part, text), from);
            let (places, next) = place(behind).or_else(|| place(0))?;
            behind = next;
            found.extend(places);
            Some(found)
        });
        if let Some(found) = found {
            from = behind;
            met.extend(found);
        }
    }
    met
}

/// The ends of an address by which people say where somebody lives (壬社区5栋272室, 5栋272室): each from one of its
/// parts on, with a number of a house and more before it.
#[must_use]
pub fn tails(address: &str) -> Vec<&str> {
    let parts = parts(address);
    let telling = |from: usize| {
        let rest = &parts[from..];
        let numbers = rest.iter().filter(|p| p.part != Part::Word).count();
        numbers > 1 || (numbers == 1 && rest.len() > 1)
    };
    let starts = (1..parts.len()).filter(|from| telling(*from));
    starts
        .map(|from| &address[parts[from].range.start..])
        .collect()
}

/// Where a part typed stands among those of an address from one of them on, and which is the next behind it.
fn place(
    (address, all): (&str, &[Placed]),
    (typed, text): (&Placed, &str),
    from: usize,
) -> Option<(Vec<Range<usize>>, usize)> {
    let rest = all.get(from..)?;
    match typed.part {
        Part::Number(wanted) => {
            // 0001 is no number of a house.
            let padded = text.len() > 1 && text.starts_with('0');
            let same = |p: &Placed| !padded || address[p.range.clone()] == *text;
            let begun =
                |number: u32| !typed.ended && number.to_string().starts_with(&wanted.to_string());
            let fits = |whole: bool| {
                let fits = move |p: &Placed| match p.part {
                    Part::Number(number) if whole => number == wanted && same(p),
                    Part::Number(number) => !padded && begun(number),
                    Part::Word => false,
                };
                rest.iter().position(fits)
            };
            let at = fits(true).or_else(|| fits(false))?;
            Some((vec![rest[at].range.clone()], from + at + 1))
        }
        Part::Word => {
            let found = (0..rest.len()).find_map(|at| words(address, &rest[at..], text));
            let (places, at) = found?;
            let next = all.iter().position(|p| p.range.end >= at)?;
            Some((places, next + 1))
        }
    }
}

/// A word typed, read from the first word of an address on over units; and the end of what it was read from. One
/// character is a word by itself.
fn words(address: &str, rest: &[Placed], wanted: &str) -> Option<(Vec<Range<usize>>, usize)> {
    let first = rest.first().filter(|first| first.part == Part::Word)?;
    let first = &address[first.range.clone()];
    let one = wanted.chars().count() == 1;
    let starts: Vec<usize> = if one {
        vec![0]
    } else {
        first.char_indices().map(|(at, _)| at).collect()
    };
    starts.into_iter().find_map(|at| {
        let (mut left, mut places) = (wanted, Vec::new());
        for (nth, placed) in rest.iter().enumerate() {
            if placed.part != Part::Word {
                return None;
            }
            let skipped = if nth == 0 { at } else { 0 };
            let word = &address[placed.range.clone()][skipped..];
            let same = word.bytes().zip(left.bytes()).take_while(|(a, b)| a == b);
            let same = same.count();
            if same < word.len() && same < left.len() || one && same < word.len() {
                return None;
            }
            let start = placed.range.start + skipped;
            places.push(start..start + same);
            left = &left[same..];
            if left.is_empty() {
                return Some((places, start + same));
            }
        }
        None
    })
}

/// The words and numbers of a text.
fn parts(text: &str) -> Vec<Placed> {
    let signs: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, narrow(c))).collect();
    let plain: Vec<char> = signs.iter().map(|(_, c)| *c).collect();
    let end = |at: usize| signs.get(at).map_or(text.len(), |(at, _)| *at);
    let mut all: Vec<Placed> = Vec::new();
    let (mut at, mut parted) = (0, true);
    while at < plain.len() {
        let counted = at > 0 && plain[at - 1].is_ascii_digit();
        let unit = unit(&plain[at..], counted);
        if unit > 0 || !plain[at].is_alphanumeric() {
            if let Some(last) = all.last_mut().filter(|_| unit > 0) {
                last.ended = true;
            }
            (at, parted) = (at + unit.max(1), true);
            continue;
        }
        if plain[at] == '第' && begins_number(&plain[at + 1..]) {
            (at, parted) = (at + 1, true);
            continue;
        }
        let digits = plain[at..]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .count();
        let said: String = plain[at..at + digits].iter().collect();
        let number = said.parse().ok().map(|number| (number, digits));
        if let Some((number, len)) = number.or_else(|| numeral::counted(&plain[at..])) {
            all.push(Placed {
                part: Part::Number(number),
                range: end(at)..end(at + len),
                ended: false,
            });
            (at, parted) = (at + len, true);
            continue;
        }
        match all.last_mut() {
            Some(last) if !parted && last.part == Part::Word => last.range.end = end(at + 1),
            _ => all.push(Placed {
                part: Part::Word,
                range: end(at)..end(at + 1),
                ended: false,
            }),
        }
        (at, parted) = (at + 1, false);
    }
    all
}

fn begins_number(text: &[char]) -> bool {
    text.first().is_some_and(char::is_ascii_digit) || numeral::counted(text).is_some()
}

/// How many signs the unit has that a text begins with; 0 when it begins with none.
fn unit(text: &[char], counted: bool) -> usize {
    let begins = |word: &&&str| {
        let mut rest = text.iter();
        word.chars().all(|c| rest.next() == Some(&c))
    };
    let counters = if counted { &COUNTERS[..] } else { &[] };
    let unit = UNITS.iter().chain(counters).find(begins);
    unit.map_or(0, |word| word.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ends of an address that tell a house.
    #[test]
    fn the_ends_of_an_address_tell_a_house() {
        let wanted = ["丁街道壬社区5栋272室", "壬社区5栋272室", "5栋272室"];
        assert_eq!(tails("示例县丁街道壬社区5栋272室"), wanted);
        assert_eq!(tails("示例县东甲镇己村3组"), ["东甲镇己村3组", "己村3组"]);
        assert!(tails("示例县东甲镇").is_empty());
    }

    /// Each word typed lights what it met, or nothing of it.
    #[test]
    fn what_was_met_lights_up() {
        let flat = "示例县河东街道碧桂苑23栋1单元1803室";
        for (address, typed, lit) in [
            (flat, "碧桂苑23号楼1803", "碧桂苑|23|1803"),
            (flat, "碧桂苑 23幢 18", "碧桂苑|23|1803"),
            (flat, "碧桂苑24栋", ""),
            (flat, "河东碧桂苑", "河东|碧桂苑"),
            (flat, "江士山 23栋", "23"),
            ("示例县东甲镇龙尾村三组12号", "东甲龙尾3组", "东甲|龙尾|三"),
            ("示例县东甲镇龙尾村3组12号", "龙尾村三组 12", "龙尾|3|12"),
            ("示例县东甲镇癸村15组", "zbk 癸", "癸"),
            ("示例县东甲镇癸村15组", "癸15组 6931", "癸|15"),
            ("示例县东甲镇壬癸村15组", "壬癸第15组", "壬癸|15"),
            (flat, "碧桂苑二十三栋一八零三", "碧桂苑|23|1803"),
            ("示例县东甲镇壬癸村15组", "癸", ""),
            ("示例县东甲镇壬癸村1组", "xisiyi 0001", ""),
            ("示例县东甲镇壬癸村01组", "壬癸 01", "壬癸|01"),
            ("示例县东甲镇壬癸村15组", "壬癸15社", "壬癸|15"),
        ] {
            let met: Vec<&str> = met(address, typed)
                .into_iter()
                .map(|r| &address[r])
                .collect();
            assert_eq!(met.join("|"), lit, "{typed} in {address}");
        }
    }
}
