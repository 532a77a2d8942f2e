//! Petitions by what was typed in any dress: numbers without their area and signs, words in brackets; each with
//! where it was met.

use serde_json::json;

use super::index_file::{find, session};
use crate::kit::World;

/// A petition's number without the area that the screen leaves out, in every dress.
#[test]
fn a_number_is_found_as_it_is_read_out() {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number;
    let mut finder = session(&world);
    assert!(number.0.ends_with("-00001"), "{number}");
    let short: String = number.0.chars().filter(|c| *c != '-').skip(6).collect();
    let (year, rest) = short.split_at(4);
    let (mark, serial) = rest.split_at(2);
    for typed in [
        short.clone(),
        short.to_lowercase(),
        format!("{year}-{mark}-{serial}"),
        format!("{year} {mark} {serial}"),
        format!("{year}—{mark}—{serial}"),
        format!("999999{short}"),
        format!("《{short}》"),
        format!("{mark}{serial}"),
        short
            .chars()
            .map(|c| char::from_u32(c as u32 + 0xFEE0).expect("wide"))
            .collect(),
    ] {
        let found = find(&mut finder, &world, &typed);
        assert_eq!(found.petitions.len(), 1, "{typed}");
        assert_eq!(found.petitions[0].row.number, number, "{typed}");
    }
    let found = find(&mut finder, &world, &format!("{year}{mark}00002"));
    assert!(found.petitions.is_empty());
}

/// Words of a matter in brackets or quotation marks.
#[test]
fn words_of_a_matter_are_found_in_brackets() {
    let mut world = World::new();
    world.register(&json!({ "summary": "要求修缮石桥", "requests": ["要求修缮石桥"] }));
    let mut finder = session(&world);
    for typed in [
        "《石桥》",
        "“石桥”",
        "【修缮】【石桥】",
        "「石桥」",
        "（石桥）",
    ] {
        let found = find(&mut finder, &world, typed);
        assert_eq!(found.petitions.len(), 1, "{typed}");
    }
}

/// Of a petition as well: where each of the words typed was met.
#[test]
fn each_word_of_a_matter_has_its_reason() {
    let mut world = World::new();
    let body = json!({ "summary": "要求修缮石桥", "requests": ["要求修缮石桥"], "place": "东甲镇戊村",
        "people": [{ "name": "周某平" }] });
    world.register(&body);
    let mut finder = session(&world);
    for (typed, why) in [
        ("石桥", "概要含此"),
        ("石桥 戊村", "属地含此、概要含此"),
        ("周某平 石桥 戊村", "信访人含此、概要含此、属地含此"),
        ("石桥 00001", "编号含此、概要含此"),
    ] {
        let found = find(&mut finder, &world, typed);
        let hit = found.petitions.first().unwrap_or_else(|| panic!("{typed}"));
        assert_eq!(hit.reason().zh.as_str(), why, "{typed}");
    }
}

/// The first signs of a query code or its last, as a torn slip has them; nothing else of it is shown.
#[test]
fn half_a_query_code_is_found() {
    let mut world = World::new();
    let mut codes: Vec<(String, String)> = Vec::new();
    for n in 0..40 {
        let summary = format!("第{n}件");
        let made = world
            .register(&json!({ "draft": "", "summary": summary, "people": [{ "name": "龙葵" }] }));
        codes.push((made.file.code.0.clone(), made.file.number.0.clone()));
    }
    let mut finder = session(&world);
    let wide = |text: &str| -> String {
        let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
        text.chars().map(wide).collect()
    };
    let bare = |text: &str| text.replace('-', "");
    for (code, number) in &codes {
        let (first, last) = (&code[..7], &code[7..]);
        let (six, end) = (bare(first), bare(last));
        for (typed, lit) in [
            (first.to_owned(), first),
            (code[..9].to_lowercase(), &code[..9]),
            (wide(&six), first),
            (format!("{} {}", &six[..4], &six[4..]), first),
            (last.to_owned(), last),
            (end.to_lowercase(), last),
            (wide(last), last),
            (bare(&code[5..]), &code[5..]),
        ] {
            let found = find(&mut finder, &world, &typed);
            let mut hits = found.petitions.iter();
            let hit = hits.find(|hit| hit.row.number.0 == *number);
            let hit = hit.unwrap_or_else(|| panic!("{typed} of {code}: {:?}", found.petitions));
            assert_eq!(hit.reason().zh.as_str(), "查询码一部分", "{typed}");
            let shown: Vec<char> = hit.excerpt.raw().chars().collect();
            let met: String = hit.lit.iter().map(|at| shown[*at]).collect();
            assert_eq!(met, lit, "{typed}");
            let dark = hit.excerpt.raw().replacen(&met, "", 1);
            assert!(dark.chars().all(|c| matches!(c, '＊' | '-')), "{dark}");
        }
    }
    assert!(find(&mut finder, &world, "ZZZZ-Z9Z").petitions.is_empty());
}

/// A number of another system stands beside the petition, lit; a query code is found in wide signs as in narrow ones.
#[test]
fn numbers_of_other_systems_and_codes() {
    let mut world = World::new();
    let made = world.register(&json!({ "external_no": "ZX-2026-0918" }));
    let mut finder = session(&world);
    let wide = |text: &str| -> String {
        let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).expect("wide");
        text.chars().map(wide).collect()
    };
    for (typed, why, lit) in [
        ("ZX-2026-0918", "外部编号相符", "ZX-2026-0918"),
        ("0918", "外部编号含此", "0918"),
        ("zx-2026", "外部编号含此", "ZX-2026"),
        (&wide("ZX-2026-0918"), "外部编号相符", "ZX-2026-0918"),
    ] {
        let found = find(&mut finder, &world, typed);
        let [hit] = found.petitions.as_slice() else {
            panic!("{typed}: {:?}", found.petitions)
        };
        assert_eq!(hit.reason().zh.as_str(), why, "{typed}");
        let shown: Vec<char> = hit.excerpt.raw().chars().collect();
        let met: String = hit.lit.iter().map(|at| shown[*at]).collect();
        assert_eq!(met, lit, "{typed}");
    }
    let code = &made.file.code.0;
    for typed in [code.clone(), code.to_lowercase(), wide(code)] {
        let found = find(&mut finder, &world, &typed);
        let hit = found.petitions.first().unwrap_or_else(|| panic!("{typed}"));
        assert_eq!(hit.reason().zh.as_str(), "查询码相符", "{typed}");
    }
}
