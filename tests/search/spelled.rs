//! Places in letters, in the book and among those who came since; a year of birth in two digits; a place with a wrong
//! character beside something else that was typed.

use zhuoluo::search::{Lights, MatchClass, Reasons};
use zhuoluo::words::Lang;

use super::county::{named, people};
use super::whole::Index;

const HOMES: [(i64, &str, &str, &str, &str); 6] = [
    (
        90_001,
        "张三峰",
        "15400000001",
        "999999196203070011",
        "示例县东甲镇己村3组5号",
    ),
    (
        90_002,
        "缪菡",
        "15400008834",
        "999999196205070012",
        "示例县青枫乡董家村2组",
    ),
    (
        90_003,
        "芮秋",
        "15400000062",
        "999999197003070013",
        "示例县河东街道碧桂园小区3栋2单元501室",
    ),
    (
        90_004,
        "张六二",
        "15400000004",
        "999999200503070014",
        "示例县河东街道碧桂园小区5栋101室",
    ),
    (
        90_005,
        "芮冬",
        "15400000005",
        "999999196209070015",
        "示例县河东街道碧桂园小区5栋102室",
    ),
    (
        90_006,
        "芮夏",
        "15400001962",
        "999999198009070016",
        "示例县河东街道",
    ),
];

fn homes() -> impl Iterator<Item = zhuoluo::search::PersonRow> {
    HOMES
        .iter()
        .map(|(id, name, phone, number, home)| named(*id, name, phone, number, home))
}

#[test]
fn a_place_in_letters_is_found() {
    let mut index = Index::build(people(3000, 41).into_iter().chain(homes()));
    let mut later = Index::build(people(3000, 41));
    for row in homes() {
        later.put(row);
    }
    let found = |index: &Index, typed: &str| -> Vec<i64> {
        let hits = index.find(typed, 10);
        let lives = hits.iter().filter(|hit| hit.class == MatchClass::Address);
        lives.map(|hit| hit.person.0).collect()
    };
    for round in 0..3 {
        for (typed, wanted) in [
            ("dongjiacun", &[90_002][..]),
            ("dongjiac", &[90_002]),
            ("dongjiazhen", &[90_001]),
            ("dongjiajicun", &[90_001]),
            ("dongjiazhen jicun", &[90_001]),
            ("biguiyuan", &[90_003, 90_004, 90_005]),
            ("biguiyuan 3 dong", &[90_003]),
            ("biguiyuan 3dong", &[90_003]),
            ("biguiy 5 dong", &[90_004, 90_005]),
            ("zhangsanfeng dongjia", &[90_001]),
            ("zhangsf dongjia", &[90_001]),
            ("dongjia zhangsanfeng", &[90_001]),
            ("张 dongjia", &[90_001]),
            ("dongjia 8834", &[90_002]),
            ("芮 biguiyuan", &[90_003, 90_005]),
        ] {
            let index = if round == 1 { &later } else { &index };
            let mut met = found(index, typed);
            met.retain(|id| *id > 90_000);
            met.sort_unstable();
            assert_eq!(met, wanted, "{round} {typed}");
            let hits = index.find(typed, 10);
            let hit = hits
                .iter()
                .find(|hit| hit.person.0 == wanted[0])
                .expect("one");
            assert_eq!(hit.why.say(Lang::Zh), "地址拼音", "{round} {typed}");
        }
        for row in homes() {
            index.put(row);
        }
    }
    // Somebody called so comes first, and a place that is nowhere finds nobody.
    let hits = index.find("zhangsanfeng", 10);
    assert_eq!(hits[0].person.0, 90_001);
    assert!(found(&index, "xixijiacun").is_empty());
}

#[test]
fn a_place_in_letters_is_told_and_lit() {
    let row = homes().next().expect("one");
    for (typed, why, lit) in [
        ("dongjiajicun", &["地址拼音"][..], "东甲己村"),
        ("zhangsanfeng dongjia", &["拼音", "地址拼音"], "东甲"),
        ("dongjia 3 zu", &["地址拼音", "地址"], "东甲3组"),
    ] {
        let mut reasons = Reasons::of(typed, [row.name.as_str()]);
        let met = reasons.met(&row, &[]);
        let told: Vec<&str> = met.why.iter().map(|why| why.zh).collect();
        assert_eq!((told.as_slice(), met.whole), (why, true), "{typed}");
        let lights = Lights::of(typed, [row.name.as_str()], &[], &row.address);
        let mut places: Vec<usize> = lights.address(&row.address).into_iter().flatten().collect();
        places.sort_unstable();
        places.dedup();
        let bytes: Vec<u8> = places
            .iter()
            .map(|at| row.address.as_bytes()[*at])
            .collect();
        let met = String::from_utf8(bytes).expect("whole signs");
        assert!(met.contains(lit) || typed.contains(' '), "{typed} {met}");
    }
}

#[test]
fn a_year_of_birth_in_two_digits_comes_first() {
    let index = Index::build(people(4000, 41).into_iter().chain(homes()));
    let rows: Vec<_> = people(4000, 41).into_iter().chain(homes()).collect();
    let is_born = |row: &zhuoluo::search::PersonRow| row.id_number.get(6..10) == Some("1962");
    let born = |typed: &str| -> Vec<bool> {
        let hits = index.find(typed, 10).into_iter();
        let row = |id| rows.iter().find(|row| row.id == id).expect("a row");
        hits.map(|hit| is_born(row(hit.person))).collect()
    };
    let all = |name: char| {
        let named = rows.iter().filter(|row| row.name.starts_with(name));
        named.filter(|row| is_born(row)).count()
    };
    for (typed, name) in [
        ("李62年", '李'),
        ("62年生 张", '张'),
        ("张62年出生的", '张'),
        ("王62年生", '王'),
        ("zhang 62年", '张'),
    ] {
        let (found, all) = (born(typed), all(name).min(10));
        assert!(
            all > 0 && found[..all].iter().all(|born| *born),
            "{typed} {all} {found:?}"
        );
    }
    // Not said to be a year: among the first ten, behind the ends of numbers.
    for (typed, name) in [("李 62", '李'), ("张 62", '张'), ("王62", '王')] {
        let (found, all) = (born(typed), all(name).min(5));
        let met = found.iter().filter(|born| **born).count();
        assert!(met >= all, "{typed} {all} {found:?}");
    }
    let first = index.find("芮62年", 10);
    assert_eq!(first[0].person.0, 90_005);
    assert_eq!(first[0].why.say(Lang::Zh), "出生日期");
    let first = index.find("芮 62", 10);
    let ids: Vec<i64> = first.iter().map(|hit| hit.person.0).collect();
    assert_eq!(ids[..3], [90_006, 90_003, 90_005]);
    // A child of this century.
    let first = index.find("张六二 05年", 10);
    assert_eq!(first[0].person.0, 90_004);
}

#[test]
fn a_place_with_a_wrong_character_is_found_beside_something_else() {
    // Somebody whom the words fit by a slip.
    let other = named(90_007, "芮碧贵", "15400000101", "", "示例县南塘乡");
    let index = Index::build(people(4000, 41).into_iter().chain(homes()).chain([other]));
    for (typed, wanted) in [
        ("张 碧桂院", 90_004),
        ("碧桂院 张", 90_004),
        ("碧桂院 0005", 90_005),
        ("芮 碧桂院", 90_005),
        ("芮冬 碧贵园", 90_005),
        ("zhang 碧桂院", 90_004),
        ("碧桂院 101", 90_004),
    ] {
        let hits = index.find(typed, 10);
        let first = hits
            .first()
            .map(|hit| (hit.person.0, hit.why.say(Lang::Zh)));
        assert_eq!(
            first,
            Some((wanted, "地址中一字音近或形近")),
            "{typed} {hits:?}"
        );
    }
}
