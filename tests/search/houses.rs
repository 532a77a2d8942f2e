//! Flats, groups and house numbers as people type them: words for building and unit left out or others, with
//! spaces, with hyphens, in characters, and places of one character.

use zhuoluo::search::{MatchClass, PersonRow};
use zhuoluo::words::Lang;

use super::county::{named, people};
use super::whole::Index;

const HOMES: [(i64, &str, &str, &str); 13] = [
    // The end of a telephone is no number of a house.
    (
        90_000,
        "缪菡月",
        "13800001123",
        "示例县河东街道碧桂苑20栋2单元1803室",
    ),
    (
        90_001,
        "江士山",
        "13800001111",
        "示例县河东街道碧桂苑23栋1单元1803室",
    ),
    (
        90_002,
        "缪菡嫣",
        "13900002222",
        "示例县河东街道碧桂苑3栋2单元1803室",
    ),
    (
        90_003,
        "夏侯菡",
        "13900003333",
        "示例县河东街道碧桂苑23栋2单元803室",
    ),
    (
        90_004,
        "缪菡婷",
        "13900004444",
        "示例县河东街道安置房三期13号楼4单元1302",
    ),
    (
        90_005,
        "缪菡娟",
        "13900041302",
        "示例县河东街道安置房二期13号楼4单元301",
    ),
    (
        90_006,
        "缪菡妍",
        "13900006666",
        "示例县河东街道阳光花园3栋2单元501室",
    ),
    (
        90_007,
        "缪菡姗",
        "13900007777",
        "示例县河东街道阳光花园13栋3单元501室",
    ),
    (
        90_008,
        "缪菡玲",
        "13900008888",
        "示例县河东街道和平小区27栋3单元201室",
    ),
    (
        90_009,
        "张博凯",
        "13900009999",
        "示例县南乙街道庚社区4栋19号",
    ),
    (90_010, "张博凯", "13900016931", "示例县东甲镇癸村15组88号"),
    (90_011, "缪菡萱", "", "示例县东甲镇龙尾村三组"),
    (90_012, "缪菡萍", "", "示例县东甲镇龙尾村13组"),
];

fn homes() -> impl Iterator<Item = PersonRow> {
    let home =
        |(id, name, phone, home): &(i64, &str, &str, &str)| named(*id, name, phone, "", home);
    HOMES.iter().map(home)
}

/// Whoever is meant stands first, in the book and among those who came since.
#[test]
fn a_flat_is_found_as_it_is_said() {
    let mut index = Index::build(people(4000, 53).into_iter().chain(homes()));
    let typed = [
        ("碧桂苑23栋 1803", 90_001),
        ("碧桂苑 23栋 1单元 1803", 90_001),
        ("碧桂苑 23栋 1803室", 90_001),
        ("碧桂苑23栋1803", 90_001),
        ("碧桂苑23号楼1803室", 90_001),
        ("碧桂苑23-1-1803", 90_001),
        ("碧桂苑 23 1 1803", 90_001),
        ("江士山 23栋 1803", 90_001),
        ("23栋 1803 江士山", 90_001),
        ("jss 碧桂苑 23栋 1803", 90_001),
        ("1803 碧桂苑 23栋", 90_001),
        ("碧桂苑3栋1803", 90_002),
        ("碧桂苑二十三栋二单元", 90_003),
        ("安置房三期13号楼1302室", 90_004),
        ("安置房三期13栋1302", 90_004),
        ("安置房三期 13 4 1302", 90_004),
        ("安置房3期13-4-1302", 90_004),
        ("阳光花园3号楼501", 90_006),
        ("阳光花园 3号楼 501室", 90_006),
        ("阳光花园13幢501", 90_007),
        ("和平小区27-3-201", 90_008),
        ("和平27栋201", 90_008),
        ("zhangbokai 庚", 90_009),
        ("张博凯 庚", 90_009),
        ("庚 张博凯", 90_009),
        ("zbk 癸", 90_010),
        ("癸15组 6931", 90_010),
        ("碧桂苑二十三栋一八零三", 90_001),
        ("碧桂苑23栋1门1803房", 90_001),
        ("碧桂苑23.1.1803", 90_001),
        ("癸村15社", 90_010),
        ("癸村15队88号", 90_010),
        ("癸15组88", 90_010),
        ("癸村 15 88", 90_010),
        ("龙尾村第13组", 90_012),
        ("龙尾村13社", 90_012),
        ("龙尾村3组", 90_011),
        ("龙尾村三组", 90_011),
        ("龙尾村十三组", 90_012),
        ("龙尾13组", 90_012),
        ("龙尾村十三", 90_012),
    ];
    for round in 0..2 {
        let mut wrong = Vec::new();
        for (typed, wanted) in typed {
            let hits = index.find(typed, 10);
            let found: Vec<i64> = hits.iter().map(|hit| hit.person.0).collect();
            if found.first() != Some(&wanted) {
                wrong.push(format!("{round} {typed}: {wanted}, found {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        for row in homes() {
            index.put(row);
        }
    }
}

/// A number is whole, and what was typed in another order than it stands is another address.
#[test]
fn another_flat_is_not_found() {
    let index = Index::build(homes());
    for typed in [
        "碧桂苑23栋 180室",
        "碧桂苑3栋803室",
        "阳光花园23栋501",
        "安置房三期14栋1302",
        "龙尾村23组",
        "和平小区27栋3201",
    ] {
        let hits = index.find(typed, 10);
        let lives = hits.iter().any(|hit| hit.class == MatchClass::Address);
        assert!(!lives, "{typed} {hits:?}");
    }
    // One character is a place only where it stands alone.
    assert!(index.find("zhangbokai 龙", 10).is_empty());
}

/// What was heard is written with another character of the same sound, or one that looks like it; where nobody lives
/// as typed, they are found who live there as it is written, and it is said.
#[test]
fn a_place_is_found_as_it_was_heard() {
    let index = Index::build(people(4000, 59).into_iter().chain(homes()));
    for (typed, wanted) in [
        ("碧桂园23栋1803", Some(90_001)),
        ("碧桂院23栋1803", Some(90_001)),
        ("碧贵苑23栋1803", Some(90_001)),
        ("必桂苑23栋1单元1803室", Some(90_001)),
        ("江士山 碧桂院23栋", Some(90_001)),
        ("阳光花圆13栋3单元501", Some(90_007)),
        ("安治房三期13号楼1302室", Some(90_004)),
        ("和平小区27栋3单元201室", Some(90_008)),
        ("碧桂院24栋1803", None),
        ("龙尾村23组", None),
    ] {
        let hits = index.find(typed, 10);
        let first = hits.first().filter(|hit| hit.class <= MatchClass::Slip);
        assert_eq!(first.map(|hit| hit.person.0), wanted, "{typed} {hits:?}");
        if let Some(hit) = first.filter(|_| !typed.starts_with("和平")) {
            assert_eq!(hit.class, MatchClass::Slip, "{typed}");
            assert!(hit.why.say(Lang::Zh).contains("地址"), "{typed}");
        }
    }
}
