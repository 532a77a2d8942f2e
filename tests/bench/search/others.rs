//! Another county than the demo office: flats and house numbers of several kinds, names of two and three characters
//! from the same characters in other shares; and the ways in which its addresses are typed.

use zhuoluo::domain::ids::PersonId;
use zhuoluo::search::{Index, PersonRow};

use super::kinds::{Dice, NAMED, initials, sounds};
use super::{book, kit, recall, rename};

/// People of it.
const PEOPLE: i64 = 25_000;
/// Queries of each kind.
const EACH: usize = 60;

const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单仇解区盖朴乐肖闫付代葛俞岳聂";
const ESTATES: [&str; 8] = [
    "甲子花园",
    "乙丑苑",
    "丙寅家园",
    "丁卯小区",
    "戊辰安置房一期",
    "己巳安置房二期",
    "庚午新村",
    "辛未公寓",
];
const TOWNS: [&str; 6] = ["甲辰镇", "乙巳镇", "丙午乡", "丁未镇", "戊申乡", "己酉镇"];
const VILLAGES: [&str; 9] = [
    "上柳湾村",
    "下柳湾村",
    "石榴坪村",
    "三岔口村",
    "五里墩村",
    "梨树沟村",
    "大槐树村",
    "马家集村",
    "龙尾村",
];
const STREETS: [&str; 3] = ["壬戌街道", "癸亥街道", "甲午街道"];
const NUMERALS: [&str; 20] = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四",
    "十五", "十六", "十七", "十八", "十九", "二十",
];

/// Where somebody lives, by parts: the place, and its numbers.
struct Home {
    place: String,
    numbers: Vec<usize>,
}

/// Where each lives: every third in a flat, written in one of three ways.
fn homes(dice: &mut Dice) -> (Vec<PersonRow>, Vec<Home>) {
    let surnames: Vec<char> = SURNAMES.chars().collect();
    let given: Vec<char> = NAMED
        .chars()
        .filter(|c| c.is_alphabetic() && !c.is_ascii())
        .collect();
    let pick = |dice: &mut Dice, list: &[char]| list[dice.below(list.len())];
    let (mut rows, mut all) = (Vec::new(), Vec::new());
    for id in 1..=PEOPLE {
        let mut name: String = pick(dice, &surnames).into();
        for _ in 0..if dice.below(10) < 3 { 1 } else { 2 } {
            name.push(pick(dice, &given));
        }
        let (address, home) = if dice.below(3) == 0 {
            flat(dice)
        } else {
            farm(dice)
        };
        let (year, month, day) = (
            1940 + dice.below(60),
            1 + dice.below(12),
            1 + dice.below(28),
        );
        rows.push(PersonRow {
            id: PersonId(id),
            name,
            phones: vec![format!(
                "1{:010}",
                3_000_000_000 + dice.below(6_999_999_999)
            )],
            id_number: format!("999999{year}{month:02}{day:02}{:04}", dice.below(10_000)),
            address,
        });
        all.push(home);
    }
    (rows, all)
}

fn flat(dice: &mut Dice) -> (String, Home) {
    let estate = ESTATES[dice.below(ESTATES.len())];
    let street = STREETS[dice.below(STREETS.len())];
    let (house, part) = (1 + dice.below(30), 1 + dice.below(4));
    let room = 100 * (1 + dice.below(18)) + 1 + dice.below(4);
    let address = match dice.below(3) {
        0 => format!("壬寅县{street}{estate}{house}栋{part}单元{room}室"),
        1 => format!("壬寅县{street}{estate}{house}号楼{part}单元{room}"),
        _ => format!("{estate}{house}-{part}-{room}"),
    };
    let home = Home {
        place: estate.to_owned(),
        numbers: vec![house, part, room],
    };
    (address, home)
}

fn farm(dice: &mut Dice) -> (String, Home) {
    let (town, village) = (
        TOWNS[dice.below(TOWNS.len())],
        VILLAGES[dice.below(VILLAGES.len())],
    );
    let (group, house) = (1 + dice.below(20), 1 + dice.below(200));
    let address = if dice.below(12) == 0 {
        format!("壬寅县{town}{village}{}组{house}号", NUMERALS[group - 1])
    } else {
        format!("壬寅县{town}{village}{group}组{house}号")
    };
    let home = Home {
        place: format!("{} {}", &town[..6], village.trim_end_matches('村')),
        numbers: vec![group, house],
    };
    (address, home)
}

/// How an address is typed; `None` when it cannot be so.
type Typed = fn(&PersonRow, &Home) -> Option<String>;

const KINDS: [(&str, Typed); 17] = [
    ("building and room", |_, h| {
        let [house, _, room] = h.numbers[..] else {
            return None;
        };
        Some(format!("{}{house}栋{room}", h.place))
    }),
    ("building and room with a space", |_, h| {
        let [house, _, room] = h.numbers[..] else {
            return None;
        };
        Some(format!("{}{house}栋 {room}", h.place))
    }),
    ("all with spaces", |_, h| {
        let [house, part, room] = h.numbers[..] else {
            return None;
        };
        Some(format!("{} {house}栋 {part}单元 {room}", h.place))
    }),
    ("numbers alone with spaces", |_, h| {
        let [house, part, room] = h.numbers[..] else {
            return None;
        };
        Some(format!("{} {house} {part} {room}", h.place))
    }),
    ("another word for the building", |_, h| {
        let [house, part, room] = h.numbers[..] else {
            return None;
        };
        Some(format!("{}{house}幢{part}单元{room}室", h.place))
    }),
    ("with hyphens", |_, h| {
        let [house, part, room] = h.numbers[..] else {
            return None;
        };
        Some(format!("{}{house}-{part}-{room}", h.place))
    }),
    ("name, building, room", |r, h| {
        let [house, _, room] = h.numbers[..] else {
            return None;
        };
        Some(format!("{} {house}栋 {room}", r.name))
    }),
    ("initials, estate, room", |r, h| {
        let [.., room] = h.numbers[..] else {
            return None;
        };
        let letters = initials(&sounds(r)?);
        (h.numbers.len() == 3).then(|| format!("{letters} {} {room}", h.place))
    }),
    ("village, group, house", |_, h| {
        let [group, house] = h.numbers[..] else {
            return None;
        };
        let village = h.place.split(' ').nth(1)?;
        Some(format!("{village}村{group}组{house}号"))
    }),
    ("the same without words", |_, h| {
        let [group, house] = h.numbers[..] else {
            return None;
        };
        let village = h.place.split(' ').nth(1)?;
        Some(format!("{village} {group} {house}"))
    }),
    ("group in characters", |_, h| {
        let [group, house] = h.numbers[..] else {
            return None;
        };
        let village = h.place.split(' ').nth(1)?;
        Some(format!("{village}村{}组 {house}", NUMERALS[group - 1]))
    }),
    ("town and village without words", |_, h| {
        let [group, house] = h.numbers[..] else {
            return None;
        };
        Some(format!("{}{group}组{house}", h.place.replace(' ', "")))
    }),
    ("another word for the group", |_, h| {
        let [group, house] = h.numbers[..] else {
            return None;
        };
        Some(format!("{}村{group}队{house}号", h.place.replace(' ', "")))
    }),
    ("name and village", |r, h| {
        let village = h.place.split(' ').nth(1)?;
        Some(format!("{} {village}", r.name))
    }),
    ("family name, village, group", |r, h| {
        let [group, _] = h.numbers[..] else {
            return None;
        };
        let village = h.place.split(' ').nth(1)?;
        Some(format!("{} {village} {group}组", r.name.chars().next()?))
    }),
    ("village and end of the telephone", |r, h| {
        let village = h.place.split(' ').nth(1)?;
        Some(format!("{village} {}", &r.phones[0][7..]))
    }),
    ("telephone with a slip and village", |r, h| {
        let village = h.place.split(' ').nth(1)?;
        let (head, tail) = r.phones[0].split_at(9);
        let swapped: String = tail.chars().rev().collect();
        (swapped != tail).then(|| format!("{village} {head}{swapped}"))
    }),
];

/// Recall over that county: the kinds of the demo office, then addresses.
pub fn run() {
    let mut dice = Dice(kit::seed("ZHUOLUO_QUERY_SEED", 7));
    let (rows, homes) = homes(&mut dice);
    let mut index = book(&rows);
    rename(&mut index, &rows);
    println!("another county, {} people", rows.len());
    let queries = recall::queries(&rows, kit::seed("ZHUOLUO_QUERY_SEED", 7));
    recall::run(&index, &rows, &queries);
    let mut all = [0u32; 3];
    for (name, make) in KINDS {
        let mut tally = [0u32; 3];
        while tally[0] < u32::try_from(EACH).unwrap_or(0) {
            let at = dice.below(rows.len());
            if let Some(text) = make(&rows[at], &homes[at]) {
                ask(&index, (&rows, &homes), at, (name, &text), &mut tally);
            }
        }
        print(name, tally);
        all = std::array::from_fn(|n| all[n] + tally[n]);
    }
    print("addresses of another county", all);
}

/// One query; whoever bears the same name and lives in the same place as far as it was typed is as good.
fn ask(
    index: &Index,
    (rows, homes): (&[PersonRow], &[Home]),
    meant: usize,
    (name, text): (&str, &str),
    tally: &mut [u32; 3],
) {
    let hits = index.find(text, 10).unwrap_or_default();
    let numbers = |typed: &str| -> Vec<usize> {
        let runs = typed.split(|c: char| !c.is_ascii_digit());
        runs.filter_map(|run| run.parse().ok()).collect()
    };
    let typed = numbers(text);
    let good = |hit: &zhuoluo::search::Hit| {
        let Some(at) = usize::try_from(hit.person.0 - 1).ok() else {
            return false;
        };
        let village = |home: &Home| home.place.split(' ').next_back().map(str::to_owned);
        let lives = typed.iter().all(|n| homes[at].numbers.contains(n))
            && village(&homes[at]) == village(&homes[meant]);
        let named = !name.contains("name")
            || rows[at].name.chars().next() == rows[meant].name.chars().next();
        let told = !name.contains("telephone") && !name.contains("initials");
        at == meant || (told && lives && named)
    };
    tally[0] += 1;
    tally[1] += u32::from(hits.first().is_some_and(good));
    tally[2] += u32::from(hits.iter().any(good));
    if std::env::var_os("ZHUOLUO_MISSES").is_some() && !hits.first().is_some_and(good) {
        let shown: Vec<&str> = hits
            .iter()
            .take(3)
            .filter_map(|hit| {
                Some(
                    rows.get(usize::try_from(hit.person.0 - 1).ok()?)?
                        .address
                        .as_str(),
                )
            })
            .collect();
        println!("  {name}: {text} for {}: {shown:?}", rows[meant].address);
    }
}

fn print(name: &str, [all, first, ten]: [u32; 3]) {
    let share = |n: u32| f64::from(n) / f64::from(all.max(1));
    println!(
        "{name:<48} found@1 {:.3}  found@10 {:.3}  n {all}",
        share(first),
        share(ten)
    );
}
