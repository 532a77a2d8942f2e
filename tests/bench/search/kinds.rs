//! Thirty-odd kinds of query, made from people: how a clerk types what was heard, and the slips.
//!
//! Each kind says what else it means than the person: hundreds of thousands share initials and
//! syllables, so for queries that name nobody alone a hit counts when it fits the typing exactly as
//! well as the person meant (same name; for sounds the same syllables; for initials the same
//! initials) together with the number or place that was typed too.

use zhuoluo::search::PersonRow;
use zhuoluo::search::pinyin::{name_readings, readings};

use super::made::{akin, former, slipped, townless};

/// Numbers from a seed.
pub struct Dice(pub u64);

impl Dice {
    /// The next number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ x >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ x >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((x ^ x >> 31) % end.max(1) as u64).unwrap_or(0)
    }

    /// One of a list.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        (!list.is_empty()).then(|| list[self.below(list.len())])
    }
}

/// What a hit must share with the person meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// It must be the person.
    Person,
    /// The name.
    Name,
    /// The piece of the address.
    Address,
    /// The family name and the end of a number.
    Tail,
    /// The name as it sounds.
    Sound,
    /// The initials of the name.
    Initials,
    /// The name as it sounds but for the end that was not typed.
    Beginning,
    /// The characters typed: what is not typed of the name may differ.
    Typed,
    /// The name that was typed, borne now or before.
    Former,
    /// The address but for the word for the town.
    Spot,
    /// Each piece of the address.
    Pieces,
}

/// One kind of query.
pub struct Kind {
    /// The group whose figures are judged together.
    pub group: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What a hit must share.
    pub sharing: Sharing,
    /// Makes a query of a person; `None` when that person cannot be typed so.
    pub make: fn(&PersonRow, &mut Dice) -> Option<String>,
}

const EXACT: &str = "exact characters, part of a name";
/// A group of kinds whose typing is not right.
pub const WRONG: &str = "a wrong character (sound, look, swapped)";
const FULL: &str = "full pinyin";
const INITIALS: &str = "initials, mixed";
/// A group of kinds whose typing is not right.
pub const SLIPS: &str = "pinyin with one or two slips";
/// A group of kinds whose typing is not right.
pub const ACCENTS: &str = "accents mixed up";
const SURNAMES: &str = "surname readings, ü";
/// A group whose parts several people may share.
pub const NUMBERS: &str = "parts of phone and identity number";
/// A group of kinds whose typing is not right.
pub const NUMBER_SLIP: &str = "a slip in a number";
const PLACES: &str = "pieces of an address";
const FORMER: &str = "former names";
const TOGETHER: &str = "a name and a piece of number or address";

macro_rules! kind {
    ($group:expr, $name:expr, $sharing:ident, $make:expr) => {
        Kind {
            group: $group,
            name: $name,
            sharing: Sharing::$sharing,
            make: $make,
        }
    };
}

/// All kinds.
pub const KINDS: [Kind; 44] = [
    kind!(EXACT, "whole name", Name, |r, _| Some(r.name.clone())),
    kind!(EXACT, "first two of three", Typed, |r, _| three(r)
        .map(|c| c[..2].iter().collect())),
    kind!(EXACT, "given name", Typed, |r, _| three(r)
        .map(|c| c[1..].iter().collect())),
    kind!(EXACT, "middle left out", Typed, |r, _| three(r).map(|c| [
        c[0], c[2]
    ]
    .iter()
    .collect())),
    kind!(EXACT, "traditional form", Name, |r, _| traditional(&r.name)),
    kind!(EXACT, "other dot or none", Name, |r, d| {
        let dot = d.pick(&["", "•", "‧", "・", ".", " ", "．"])?;
        r.name.contains('·').then(|| r.name.replace('·', dot))
    }),
    kind!(EXACT, "part of a minority name", Typed, |r, _| {
        let (first, last) = r.name.split_once('·')?;
        Some(format!("{first}{}", last.chars().next()?))
    }),
    kind!(WRONG, "same sound", Name, |r, d| homophone(r, d)),
    kind!(WRONG, "look-alike", Name, |r, d| {
        three(r)?;
        lookalike(r, d)
    }),
    kind!(WRONG, "look-alike in a name of two", Name, |r, d| {
        (r.name.chars().count() == 2)
            .then(|| lookalike(r, d))
            .flatten()
    }),
    kind!(WRONG, "a near look in a name of two", Name, |r, d| {
        (r.name.chars().count() == 2).then(|| akin(r, d)).flatten()
    }),
    kind!(WRONG, "two swapped", Name, |r, _| three(r)
        .filter(|c| c[1] != c[2])
        .map(|c| [c[0], c[2], c[1]].iter().collect())),
    kind!(FULL, "full pinyin", Sound, |r, _| Some(sounds(r)?.concat())),
    kind!(FULL, "spaced pinyin", Sound, |r, _| Some(
        sounds(r)?.join(" ")
    )),
    kind!(FULL, "last letters not typed", Beginning, |r, d| {
        let all = sounds(r)?.concat();
        Some(all[..all.len() - 1 - d.below(2)].to_owned())
    }),
    kind!(INITIALS, "initials", Initials, |r, _| sounds(r)
        .map(|s| initials(&s))),
    kind!(INITIALS, "surname and initials", Initials, |r, _| sounds(r)
        .map(|s| format!("{}{}", s[0], initials(&s[1..])))),
    kind!(INITIALS, "character and initials", Initials, |r, _| Some(
        format!("{}{}", r.name.chars().next()?, initials(&sounds(r)?[1..]))
    )),
    kind!(INITIALS, "character and pinyin", Sound, |r, _| Some(
        format!("{}{}", r.name.chars().next()?, sounds(r)?[1..].concat())
    )),
    kind!(SLIPS, "a letter wrong", Sound, |r, d| slipped(r, d, &[0])),
    kind!(SLIPS, "two letters swapped", Sound, |r, d| slipped(
        r,
        d,
        &[1]
    )),
    kind!(SLIPS, "a letter missing", Sound, |r, d| slipped(r, d, &[2])),
    kind!(SLIPS, "a letter too many", Sound, |r, d| slipped(
        r,
        d,
        &[3]
    )),
    kind!(SLIPS, "two slips", Sound, |r, d| {
        let kinds = [d.below(4), d.below(4)];
        (sounds(r)?.concat().len() >= 9)
            .then(|| slipped(r, d, &kinds))
            .flatten()
    }),
    kind!(ACCENTS, "z zh, c ch, s sh", Sound, |r, _| spoken(
        r,
        &[("zh", "z"), ("ch", "c"), ("sh", "s")]
    )),
    kind!(ACCENTS, "n l, f h", Sound, |r, d| {
        let pairs = [
            [("n", "l"), ("", "")],
            [("l", "n"), ("", "")],
            [("h", "f"), ("", "")],
            [("f", "h"), ("", "")],
        ];
        spoken_first(r, d.pick(&pairs)?[0])
    }),
    kind!(ACCENTS, "in ing, en eng, an ang", Sound, |r, _| spoken(
        r,
        &[("ing", "in"), ("eng", "en"), ("ang", "an")]
    )),
    kind!(SURNAMES, "surname reading", Sound, |r, _| {
        const READ: &str = "单仇解查区盖缪朴冼乐曾任华翟尉覃";
        r.name
            .starts_with(|c| READ.contains(c))
            .then(|| sounds(r))
            .flatten()
            .map(|s| s.concat())
    }),
    kind!(SURNAMES, "ü as v or u", Sound, |r, d| {
        let all = sounds(r)?.concat();
        let typed = if d.below(2) == 0 {
            all.clone()
        } else {
            all.replace('v', "u")
        };
        all.contains('v').then_some(typed)
    }),
    kind!(NUMBERS, "end of the phone", Person, |r, d| phone(r)
        .map(|p| p[11 - 7 - d.below(2)..].to_owned())),
    kind!(NUMBERS, "middle of the phone", Person, |r, _| phone(r)
        .map(|p| p[3..10].to_owned())),
    kind!(NUMBERS, "end of the identity number", Person, |r, d| {
        identity(r).map(|i| i[18 - 8 - d.below(2)..].to_owned())
    }),
    kind!(NUMBERS, "whole phone", Person, |r, _| phone(r)
        .map(str::to_owned)),
    kind!(NUMBER_SLIP, "a digit wrong in a phone", Person, |r, d| {
        digit_slip(phone(r)?, d, false)
    }),
    kind!(
        NUMBER_SLIP,
        "two digits swapped in a phone",
        Person,
        |r, d| digit_slip(phone(r)?, d, true)
    ),
    kind!(
        NUMBER_SLIP,
        "a digit wrong in an identity number",
        Person,
        |r, d| digit_slip(identity(r)?, d, false)
    ),
    kind!(PLACES, "village, group and house", Address, |r, _| place(r)),
    kind!(PLACES, "the word for the town left out", Spot, |r, _| {
        townless(&r.address)
    }),
    kind!(PLACES, "town and village apart", Pieces, |r, _| {
        let (town, rest) = r.address.split_once('县')?.1.split_once('镇')?;
        let (village, _) = rest.split_once('组')?;
        Some(format!("{town}镇 {village}组"))
    }),
    kind!(FORMER, "a former name", Former, |r, _| former(r)),
    kind!(FORMER, "a former name in pinyin", Former, |r, _| {
        let name = former(r)?;
        Some(sounds(&PersonRow { name, ..r.clone() })?.concat())
    }),
    kind!(TOGETHER, "surname and end of the phone", Tail, |r, _| Some(
        format!("{} {}", r.name.chars().next()?, &phone(r)?[6..])
    )),
    kind!(TOGETHER, "initials and place", Initials, |r, _| Some(
        format!(
            "{} {}",
            initials(&sounds(r)?),
            r.address.chars().skip(3).take(4).collect::<String>()
        )
    )),
    kind!(TOGETHER, "name and year of birth", Name, |r, _| Some(
        format!("{} {}", r.name, &identity(r)?[6..10])
    )),
];

pub fn three(row: &PersonRow) -> Option<Vec<char>> {
    let chars: Vec<char> = row.name.chars().collect();
    (chars.len() == 3 && !row.name.contains('·')).then_some(chars)
}

/// The likeliest syllables of a name of two to four characters.
pub fn sounds(row: &PersonRow) -> Option<Vec<&'static str>> {
    let all: Option<Vec<_>> = name_readings(&row.name)
        .into_iter()
        .map(|r| r.first().copied())
        .collect();
    all.filter(|a| (2..=4).contains(&a.len()))
}

/// First letters.
pub fn initials(syllables: &[&str]) -> String {
    syllables.iter().filter_map(|s| s.chars().next()).collect()
}

fn phone(row: &PersonRow) -> Option<&str> {
    row.phones
        .first()
        .map(String::as_str)
        .filter(|p| p.len() == 11)
}

fn identity(row: &PersonRow) -> Option<&str> {
    Some(row.id_number.as_str())
        .filter(|i| i.len() == 18 && i[..17].bytes().all(|b| b.is_ascii_digit()))
}

fn place(row: &PersonRow) -> Option<String> {
    // From the village on: 己村8组36号.
    let from = row
        .address
        .find("镇")
        .or_else(|| row.address.find("街道"))?;
    let tail = row.address[from..].trim_start_matches(['镇', '街', '道']);
    Some(tail.to_owned())
}

pub fn table(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn traditional(name: &str) -> Option<String> {
    let forms = include_str!("../../../data/traditional.tsv");
    let mut changed = false;
    let typed = name
        .chars()
        .map(|c| {
            let form = table(forms)
                .filter_map(|l| l.split_once('\t'))
                .find(|(simple, _)| simple.chars().eq([c]))
                .and_then(|(_, forms)| forms.chars().next());
            changed |= form.is_some();
            form.unwrap_or(c)
        })
        .collect();
    changed.then_some(typed)
}

/// Characters of names that a clerk may take for each other by sound.
pub const NAMED: &str = include_str!("../../../data/demo/given.txt");

fn homophone(row: &PersonRow, dice: &mut Dice) -> Option<String> {
    let mut chars = three(row)?;
    let place = 1 + dice.below(2);
    let sound = *readings(chars[place]).first()?;
    let akin: Vec<char> = NAMED
        .chars()
        .filter(|c| *c != chars[place] && readings(*c).first() == Some(&sound))
        .collect();
    chars[place] = dice.pick(&akin)?;
    Some(chars.into_iter().collect())
}

fn lookalike(row: &PersonRow, dice: &mut Dice) -> Option<String> {
    let mut chars: Vec<char> = row.name.chars().collect();
    let groups = include_str!("../../../data/lookalikes.tsv");
    let (place, group) =
        (0..chars.len()).find_map(|n| Some((n, table(groups).find(|g| g.contains(chars[n]))?)))?;
    let others: Vec<char> = group
        .chars()
        .filter(|c| !c.is_whitespace() && *c != chars[place])
        .collect();
    chars[place] = dice.pick(&others)?;
    Some(chars.into_iter().collect())
}

fn spoken(row: &PersonRow, pairs: &[(&str, &str)]) -> Option<String> {
    let all = sounds(row)?;
    let typed: String = all
        .iter()
        .map(|s| {
            pairs
                .iter()
                .find(|(from, _)| s.contains(from))
                .map_or_else(|| (*s).to_owned(), |(from, to)| s.replace(from, to))
        })
        .collect();
    (typed != all.concat()).then_some(typed)
}

fn spoken_first(row: &PersonRow, (from, to): (&str, &str)) -> Option<String> {
    let all = sounds(row)?;
    let typed: String = all
        .iter()
        .map(|s| {
            s.strip_prefix(from)
                .filter(|rest| !rest.starts_with('h'))
                .map_or_else(|| (*s).to_owned(), |rest| format!("{to}{rest}"))
        })
        .collect();
    (typed != all.concat()).then_some(typed)
}

fn digit_slip(number: &str, dice: &mut Dice, swap: bool) -> Option<String> {
    let mut digits: Vec<u8> = number.bytes().collect();
    let meant = digits.clone();
    let place = 1 + dice.below(digits.len() - 3);
    if swap {
        digits.swap(place, place + 1);
    } else {
        digits[place] = b'0' + u8::try_from(dice.below(10)).ok()?;
    }
    (digits != meant)
        .then(|| String::from_utf8(digits).ok())
        .flatten()
}
