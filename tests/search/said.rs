//! What is typed as people say it: many words, units of an address left out, no space, a slip in the number
//! beside a part of the name.

use zhuoluo::search::{MatchClass, PersonRow};

use super::county::{named, people};
use super::whole::Index;

fn known() -> Vec<PersonRow> {
    let home = "示例县己丑镇王家庄村9组158号";
    let flat = "示例县辛酉街道丁字湾社区23栋4单元1803室";
    vec![
        named(90_001, "缪菡嫣", "13800001277", "999999196202030177", home),
        named(90_002, "缪菡嫣", "13900004418", "", flat),
        named(
            90_003,
            "缪菡婷",
            "13900007733",
            "",
            "示例县己丑镇王家庄村9组59号",
        ),
        named(90_004, "夏侯菡嫣", "", "", "示例县己丑镇丙子里5组158号"),
    ]
}

/// Finds the one person who is meant, in the book and among those who came since.
fn only(typed: &[(&str, i64)]) {
    let mut index = Index::build(people(3000, 47).into_iter().chain(known()));
    for round in 0..2 {
        for (typed, wanted) in typed {
            let hits = index.find(typed, 10);
            let found: Vec<i64> = hits.iter().map(|h| h.person.0).collect();
            assert_eq!(found.first(), Some(wanted), "{round} {typed}: {found:?}");
        }
        for row in known() {
            index.put(row);
        }
    }
}

/// Four words and more are tried with the name in every place, and none is left out unsaid.
#[test]
fn many_words_find_the_one_whom_all_fit() {
    only(&[
        ("缪菡嫣 己丑镇 王家庄村 9组158号", 90_001),
        ("己丑镇 王家庄村 9组158号 缪菡嫣", 90_001),
        ("示例县 己丑镇 缪菡嫣 王家庄村 9组 158号", 90_001),
        ("缪菡嫣 示例县 己丑镇 王家庄村 9组 158号 1277", 90_001),
        (
            "缪 菡嫣 示例县 辛酉街道 丁字湾社区 23栋 4单元 1803室",
            90_002,
        ),
        ("mhy 示例县 辛酉街道 丁字湾社区 1803室", 90_002),
    ]);
    let index = Index::build(people(3000, 47).into_iter().chain(known()));
    let long =
        "示例县 己丑镇 王家庄村 9组158号 13800001277 999999196202030177 示例县己丑镇王家庄村";
    for (name, wanted) in [("缪菡嫣", 1), ("夏侯菡嫣", 0)] {
        let typed = format!("{long} {name}");
        assert_eq!(index.find(&typed, 10).len(), wanted, "{typed}");
    }
}

/// Words for town, village or house are left out, several at once, or others are typed.
#[test]
fn units_of_an_address_are_left_out_or_others() {
    only(&[
        ("示例县己丑王家庄9组158号", 90_001),
        ("示例己丑王家庄9组158号", 90_001),
        ("示例己丑王家庄9组158", 90_001),
        ("示例县己丑乡王家庄村9队158号", 90_001),
        ("示例己丑王家庄 9 158", 90_001),
        ("缪菡嫣 示例己丑王家庄", 90_001),
        ("示例己丑王家庄 缪菡嫣", 90_001),
        ("辛酉丁字湾23栋4单元1803室", 90_002),
        ("辛酉丁字湾小区23栋4单元1803", 90_002),
        ("己丑王家庄9组59号", 90_003),
        ("己丑丙子里5组158号", 90_004),
    ]);
    let index = Index::build(people(3000, 47).into_iter().chain(known()));
    // A number stays whole: 9组158号 is not 59组, nor is 9组59号 95组9号.
    for typed in [
        "己丑王家庄59组158号",
        "示例己丑王家庄9组58号",
        "己丑王家庄95组9号",
    ] {
        let hits = index.find(typed, 10);
        assert!(hits.iter().all(|h| h.why.zh != "地址"), "{typed} {hits:?}");
    }
}

/// A name and a place without a space between them, whichever comes first.
#[test]
fn a_name_and_a_place_in_one_word() {
    only(&[
        ("缪菡嫣王家庄", 90_001),
        ("缪菡嫣王家庄村9组158号", 90_001),
        ("王家庄村缪菡嫣", 90_001),
        ("缪菡嫣示例己丑王家庄", 90_001),
        ("mhy王家庄", 90_001),
        ("王家庄miaohanyan", 90_001),
        ("夏侯菡嫣丙子里", 90_004),
        ("缪菡嫣丁字湾 23栋", 90_002),
    ]);
}

/// A part of a name and a telephone with one digit wrong or two swapped.
#[test]
fn a_part_of_a_name_beside_a_number_with_a_slip() {
    for part in ["菡嫣", "缪嫣", "缪hy", "mhy", "miaohy", "缪菡嫣"] {
        for number in ["13800001278", "13800002177"] {
            let typed = format!("{part} {number}");
            only(&[(&typed, 90_001)]);
        }
    }
}

/// A name and the last four or five digits, one of them wrong or two swapped: never for a family name alone.
#[test]
fn a_name_beside_the_end_of_a_number_with_a_slip() {
    for (tail, wanted) in [
        ("1278", 90_001),
        ("1727", 90_001),
        ("01247", 90_001),
        ("4481", 90_002),
    ] {
        only(&[
            (&format!("缪菡嫣 {tail}"), wanted),
            (&format!("mhy {tail}"), wanted),
        ]);
    }
    let index = Index::build(people(3000, 47).into_iter().chain(known()));
    let hits = index.find("缪菡嫣 1278", 10);
    assert_eq!(hits[0].class, MatchClass::NumberSlip);
    assert_eq!(hits[0].why.zh, "电话差一位");
    assert!(
        index
            .find("缪 1278", 10)
            .iter()
            .all(|h| h.class != MatchClass::NumberSlip)
    );
    // Who has the number itself comes alone.
    let exact = index.find("缪菡嫣 1277", 10);
    assert!(
        exact.iter().all(|h| h.class == MatchClass::NumberTail),
        "{exact:?}"
    );
}

/// Capitals of any alphabet, and signs that nobody sees, change nothing.
#[test]
fn capitals_and_unseen_signs_change_nothing() {
    let rows = vec![
        named(90_001, "Алиев Тимур", "", "", ""),
        named(90_002, "缪菡嫣", "", "", ""),
    ];
    let index = Index::build(people(500, 47).into_iter().chain(rows));
    for typed in ["Алиев", "алиев", "АЛИЕВ"] {
        assert_eq!(index.find(typed, 3)[0].person.0, 90_001, "{typed}");
    }
    let typed = format!("{}缪菡嫣", "\u{200B}".repeat(500));
    assert_eq!(index.find(&typed, 3)[0].person.0, 90_002);
}
