//! What is looked for when nothing nearer is found: two slips in one syllable or over its border, an
//! address with its unit words left out, a character that only looks like the right one.

use zhuoluo::domain::ids::PersonId;
use zhuoluo::search::MatchClass;
use zhuoluo::search::pinyin::name_readings;

use super::county::{Seed, named, people};
use super::whole::Index;

fn rows() -> Vec<zhuoluo::search::PersonRow> {
    let home = "示例县东甲镇槐树庄9组151号";
    let named = [
        named(90_001, "王辰琪", "13900001234", "", home),
        named(90_002, "梁长杰", "", "999999199402031234", home),
        named(90_003, "李歌淑", "", "", "示例县中戊镇石桥湾3组7号"),
        named(90_004, "黄贵", "", "", ""),
        // A given name that is a family name too, and another part of a name than the first.
        named(90_007, "欧冶柯", "13900007719", "", ""),
        named(90_008, "柯欧冶", "13900000011", "", ""),
        named(90_010, "示例县凯桂农机公司", "", "", ""),
        named(90_011, "示例县凯梓农机公司", "", "", ""),
        named(90_009, "帕提古丽·买买提", "13900008781", "", home),
        named(90_005, "缪宇", "", "", ""),
        named(90_006, "宋诲安", "", "999999199402031234", home),
    ];
    people(4000, 77).into_iter().chain(named).collect()
}

#[test]
fn who_is_found_when_nothing_nearer_is() {
    let mut index = Index::build(rows());
    // In the book, and among those who came since.
    for round in 0..2 {
        for (typed, id, class) in [
            ("wangvgenqi", 90_001, MatchClass::Slip),
            ("wangvgenqi 1234", 90_001, MatchClass::Slip),
            ("liangxhagjie", 90_002, MatchClass::Slip),
            ("liangxhagjie 东甲", 90_002, MatchClass::Slip),
            ("lgiehsu", 90_003, MatchClass::Slip),
            ("中戊石桥3组", 90_003, MatchClass::Address),
            ("李 中戊石桥", 90_003, MatchClass::Address),
            ("宋 1994 东甲槐树", 90_006, MatchClass::Address),
            ("柯 7719", 90_007, MatchClass::NumberTail),
            ("ke 7719", 90_007, MatchClass::Letters),
            ("买买提 8781", 90_009, MatchClass::NumberTail),
            ("黄责", 90_004, MatchClass::Variant),
            ("缪字", 90_005, MatchClass::Variant),
            ("示例縣凱桂農機公司", 90_010, MatchClass::Variant),
            ("宋海安", 90_006, MatchClass::Variant),
        ] {
            let hits = index.find(typed, 10);
            let found: Vec<_> = hits.iter().map(|h| (h.person.0, h.class)).collect();
            assert_eq!(
                found.first(),
                Some(&(id, class)),
                "{round} {typed} {found:?}"
            );
        }
        for row in rows().into_iter().filter(|r| r.id >= PersonId(90_001)) {
            index.put(row);
        }
    }
}

/// Characters side by side anywhere in a name come before the same ones apart.
#[test]
fn the_second_of_two_names_is_found_before_scattered_characters() {
    let named = [
        named(90_001, "哈丽旦·尼牙孜", "", "", ""),
        named(90_002, "阿不都热依木·哈孜", "", "", ""),
    ];
    let mut index = Index::build(people(400, 77).into_iter().chain(named.clone()));
    for round in 0..2 {
        let hits = index.find("哈孜", 10);
        let found: Vec<_> = hits.iter().map(|h| h.person.0).collect();
        assert_eq!(found[..2], [90_002, 90_001], "{round}");
        named.iter().cloned().for_each(|row| index.put(row));
    }
}

/// Any two slips anywhere in the spelling of a name of three: nearly always somebody is found, and the
/// right one among the first ten.
#[test]
fn two_slips_anywhere() {
    let rows = rows();
    let index = Index::build(rows.clone());
    let mut seed = Seed(5);
    let (mut asked, mut ten) = (0, 0);
    while asked < 300 {
        let row = seed.pick(&rows);
        let sounds: Option<Vec<_>> = (name_readings(&row.name).into_iter())
            .map(|r| r.first().copied())
            .collect();
        let Some(sounds) = sounds.filter(|s| s.len() == 3) else {
            continue;
        };
        let mut letters = sounds.concat().into_bytes();
        for _ in 0..2 {
            let at = 1 + seed.below(letters.len() - 2);
            let other = b'a' + u8::try_from(seed.below(26)).expect("a letter");
            match seed.below(4) {
                0 => letters[at] = other,
                1 => letters.swap(at, at + 1),
                2 => drop(letters.remove(at)),
                _ => letters.insert(at, other),
            }
        }
        let typed = String::from_utf8(letters).expect("letters");
        let hits = index.find(&typed, 10);
        asked += 1;
        ten += usize::from(hits.iter().any(|h| h.person == row.id));
    }
    assert!(ten * 100 >= asked * 85, "{ten} of {asked}");
}

/// A name of two characters with a look-alike in it stands before longer names that only begin with another one,
/// and one that shares a part with what was typed is offered at all.
#[test]
fn a_name_of_two_with_a_look_alike() {
    let rows = [
        named(90_001, "缪健", "", "", ""),
        named(90_002, "缪建云", "", "", ""),
        named(90_003, "缪建霞", "", "", ""),
        named(90_004, "夏侯岩", "", "", ""),
        named(90_005, "缪岩", "", "", ""),
        named(90_006, "缪波", "", "", ""),
    ];
    let mut index = Index::build(people(3000, 61).into_iter().chain(rows.clone()));
    for round in 0..2 {
        for (typed, wanted) in [("缪键", 90_001), ("缪岸", 90_005), ("缪坡", 90_006)] {
            let hits = index.find(typed, 10);
            let found = hits.first().map(|hit| (hit.person.0, hit.why.zh));
            assert_eq!(found, Some((wanted, "异体字/形近字")), "{round} {typed}");
        }
        for row in rows.clone() {
            index.put(row);
        }
    }
}
