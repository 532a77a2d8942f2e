//! One or two digits beside other words narrow what the rest finds.

use std::collections::BTreeSet;

use zhuoluo::search::{MatchClass, PersonRow};

use super::county::{named, people};
use super::whole::Index;

const TAIL: &str = "13800001277";
const OTHER: &str = "13900001230";

fn known() -> Vec<PersonRow> {
    let born = "999999197702031230";
    vec![
        named(90_001, "缪菡", TAIL, "", ""),
        named(90_002, "缪菡", "", "999999196202030177", ""),
        named(90_003, "缪菡", OTHER, born, ""),
        named(90_004, "缪菡", OTHER, "", "示例县己丑镇7组77号"),
        named(90_005, "缪菡", OTHER, "", "示例县己丑镇7组77-1号"),
        named(90_006, "缪菡", "13977001230", "", ""),
        named(90_007, "缪菡", OTHER, "", "示例县己丑镇7组177号"),
        named(90_008, "缪菡", "", "", ""),
        named(90_009, "夏侯堃", "", "", "示例县己丑镇柳树庄村3组5号"),
        named(90_010, "夏侯堃", "", "", "示例县己丑镇柳树庄村13组5号"),
        named(90_011, "夏侯堃", "", "", "示例县己丑镇柳树庄村5组199号"),
        named(90_012, "夏侯堃", "", "", "示例县己丑镇柳树庄村5组99号"),
    ]
}

fn found(index: &Index, typed: &str) -> Vec<(i64, &'static str)> {
    let hits = index.find(typed, 12);
    hits.iter().map(|h| (h.person.0, h.why.zh)).collect()
}

const ALL_77: [(i64, &str); 6] = [
    (90_001, "电话尾号"),
    (90_002, "证件尾号"),
    (90_003, "出生日期"),
    (90_004, "地址含此数"),
    (90_005, "地址含此数"),
    (90_006, "电话号码含此数"),
];

/// Who has the digits comes, and why is said; in the book and among those who came since.
#[test]
fn few_digits_beside_a_name_narrow_it() {
    let mut index = Index::build(people(3000, 43).into_iter().chain(known()));
    for round in 0..2 {
        for typed in ["缪菡 77", "缪菡77", "77 缪菡"] {
            assert_eq!(found(&index, typed), ALL_77, "{round} {typed}");
        }
        for typed in ["miaohan 77", "miaohan77"] {
            let first = found(&index, typed).into_iter().take(ALL_77.len());
            assert!(
                first.map(|f| f.0).eq(ALL_77.map(|f| f.0)),
                "{round} {typed}"
            );
        }
        let of = |typed| -> Vec<i64> {
            let found = found(&index, typed).into_iter().map(|f| f.0);
            found.filter(|id| *id > 90_000).collect()
        };
        // As one types on, nobody comes back who was gone.
        assert!(of("缪菡 7").iter().take(2).eq(&[90_001, 90_002]), "{round}");
        assert_eq!(of("缪菡 7").len(), 7, "all but who has no digit {round}");
        assert_eq!(of("缪菡 277"), [90_001], "{round}");
        assert_eq!(of("缪菡 77 己丑"), [90_004, 90_005], "{round}");
        assert_eq!(of("缪菡 己丑镇 7组 77"), [90_004, 90_005], "{round}");
        // A year with its sign.
        let mut born = ALL_77.to_vec();
        born[..3].rotate_right(1);
        assert_eq!(found(&index, "缪菡 77年"), born, "{round}");
        assert_eq!(of("缪菡 1977年生"), [90_003], "{round}");
        assert_eq!(of("缪菡 1977年"), of("缪菡 1977"), "{round}");
        // Nobody has these: they are let go, as a slip.
        assert_eq!(of("缪菡 85").len(), 8, "{round}");
        // Digits alone are too few.
        assert_eq!(of("77"), [0i64; 0], "{round}");
        assert_eq!(of("7 77"), [0i64; 0], "{round}");
        for row in known() {
            index.put(row);
        }
    }
}

/// Digits that nobody has beside a family name alone are let go as beside a whole name.
#[test]
fn few_digits_of_nobody_are_let_go() {
    let mut index = Index::build(known());
    for round in 0..2 {
        for typed in [
            "缪 85",
            "85 缪",
            "缪85",
            "miao 85",
            "m 85",
            "缪菡 85",
            "夏侯 85",
        ] {
            let found = index.find(typed, 12).len();
            let all = if typed.contains('夏') { 4 } else { 8 };
            assert_eq!(found, all, "{round} {typed}");
        }
        for row in known() {
            index.put(row);
        }
    }
}

/// A number behind the words of an address, and one before the word for a house.
#[test]
fn few_digits_beside_a_piece_of_an_address_narrow_it() {
    let mut index = Index::build(known());
    for round in 0..2 {
        let of = |typed| -> Vec<i64> { found(&index, typed).iter().map(|f| f.0).collect() };
        assert_eq!(of("柳树3"), [90_009], "{round}");
        assert_eq!(of("柳树庄 3"), [90_009], "{round}");
        assert_eq!(of("柳树庄13"), [90_010], "{round}");
        assert_eq!(of("夏侯 99号"), [90_012], "{round}");
        assert_eq!(of("99号"), [90_012], "{round}");
        assert_eq!(of("柳树199"), [90_011], "{round}");
        assert_eq!(of("夏侯堃 199"), [90_011], "{round}");
        for row in known() {
            index.put(row);
        }
    }
}

/// Of more people than are tested one by one, all whose number ends so.
#[test]
fn of_very_many_all_whose_number_ends_so() {
    let rows: Vec<PersonRow> = (people(5000, 44).into_iter())
        .map(|row| PersonRow {
            name: format!("王{}", row.name.chars().next_back().unwrap_or('某')),
            ..row
        })
        .collect();
    let index = Index::build(rows.clone());
    for typed in ["07", "77", "3X"] {
        let tail =
            |row: &&PersonRow| row.phones[0].ends_with(typed) || row.id_number.ends_with(typed);
        let wanted: BTreeSet<i64> = rows.iter().filter(tail).map(|row| row.id.0).collect();
        let hits = index.find(&format!("王 {typed}"), 256);
        let tails = hits.iter().filter(|h| h.class == MatchClass::NumberTail);
        let tails: BTreeSet<i64> = tails.map(|h| h.person.0).collect();
        assert!(wanted.len() > 20, "{typed}");
        assert_eq!(tails, wanted, "{typed}");
    }
}
