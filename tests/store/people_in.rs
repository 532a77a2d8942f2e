//! Petitions by what is said of their people: telephone, pinyin, initials, a slip in the name; as far as whoever
//! asks may see them.

use serde_json::json;
use zhuoluo::flow::view::{Found, PetitionHit};
use zhuoluo::store::finder::Finder;

use super::index_file::{find, session};
use crate::kit::World;

/// Two petitions of one person, who stands first in the one and last in the other, and one of somebody else.
fn world() -> World {
    let mut world = World::new();
    let zhang = json!({ "name": "章晓棠", "phones": ["15400001234"], "id_number": "99999919700101013X",
        "address": "示例县东甲镇癸村7号" });
    let mut again = zhang.clone();
    again["person"] = json!(1);
    let other = json!({ "name": "龙葵", "phones": ["15400008888"] });
    for people in [
        json!([zhang]),
        json!([other, again]),
        json!([{ "name": "景天" }]),
    ] {
        let body = json!({ "draft": "", "summary": "请求处理", "facts": "情况如前。", "requests": ["请求处理"],
            "place": "南乙镇", "people": people, "unit": "东甲镇" });
        world.register(&body);
    }
    world
}

fn of_people(found: &Found) -> Vec<&PetitionHit> {
    let hits = found.petitions.iter();
    hits.filter(|hit| hit.class == "people").collect()
}

fn lit(hit: &PetitionHit) -> String {
    let shown: Vec<char> = hit.excerpt.raw().chars().collect();
    hit.lit.iter().map(|at| shown[*at]).collect()
}

#[test]
fn petitions_are_found_by_what_is_said_of_their_people() {
    let world = world();
    let mut finder = session(&world);
    for (typed, why, met) in [
        (
            "15400001234",
            "信访人：电话相同 章晓棠 154＊＊＊＊1234",
            "154＊＊＊＊1234",
        ),
        ("1234", "信访人：电话尾号 章晓棠 154＊＊＊＊1234", "1234"),
        ("zhangxiaotang", "信访人：拼音 章晓棠", "章晓棠"),
        ("zxt", "信访人：首字母 章晓棠", "章晓棠"),
        ("zhangxaiotang", "信访人：拼音差一两个字母 章晓棠", "章晓棠"),
        ("张小唐", "信访人：音同字不同 章晓棠", "章晓棠"),
        (
            "zxt 1234",
            "信访人：首字母、电话尾号 章晓棠 154＊＊＊＊1234",
            "章晓棠1234",
        ),
        (
            "zhangxt 癸村",
            "信访人：地址、部分拼音 章晓棠 示例县东甲镇癸村7号",
            "章晓棠癸村",
        ),
        (
            "013X",
            "信访人：证件后四位 章晓棠 ＊＊＊＊＊＊＊＊＊＊＊＊＊＊013X",
            "013X",
        ),
    ] {
        let found = find(&mut finder, &world, typed);
        let hits = of_people(&found);
        let numbers: Vec<&str> = hits.iter().map(|hit| &hit.row.number.0[15..]).collect();
        assert_eq!(numbers, ["00002", "00001"], "{typed}");
        for hit in hits {
            assert_eq!(hit.reason().zh.as_str(), why, "{typed}");
            assert_eq!(lit(hit), met, "{typed}");
        }
    }
    // What the words find themselves is found once, and before.
    let found = find(&mut finder, &world, "章晓棠");
    assert_eq!(found.petitions.len(), 2);
    assert!(of_people(&found).is_empty(), "{:?}", found.petitions);
    assert!(
        find(&mut finder, &world, "15400009999")
            .petitions
            .is_empty()
    );
}

/// Of many petitions of one person those that no card lists as well.
#[test]
fn older_petitions_of_somebody_are_found_too() {
    let mut world = World::new();
    let zhang = json!({ "name": "章晓棠", "phones": ["15400001234"] });
    world.register(&json!({ "draft": "", "people": [zhang] }));
    for _ in 0..11 {
        let again = json!({ "name": "章晓棠", "person": 1 });
        let number = world
            .register(&json!({ "draft": "", "people": [again] }))
            .file
            .number;
        let body = json!({ "reasons": "解决" });
        world.act(&number, "withdraw", &body).expect("ended");
    }
    let mut finder = session(&world);
    for typed in ["zhangxt", "1234"] {
        let found = find(&mut finder, &world, typed);
        assert_eq!(of_people(&found).len(), 12, "{typed}");
        assert!(!found.more_petitions, "{typed}");
    }
}

/// A unit finds those that it may see with their people, and no others.
#[test]
fn nobody_finds_by_people_what_they_may_not_see() {
    let mut world = world();
    let again = json!({ "name": "章晓棠", "person": 1 });
    let veiled = json!({ "draft": "", "people": [again], "withhold_name": true, "unit": "东甲镇" });
    let veiled = world.register(&veiled).file.number;
    let open = find(&mut session(&world), &world, "zxt").petitions;
    let open = open.last().expect("one").row.number.clone();
    for number in [&open, &veiled] {
        let to = json!({ "to": "东甲镇" });
        world.act(number, "forward", &to).expect("sent");
    }
    let zhou = world.seat_in("zhou", "周某", "caseworker", "东甲镇");
    let mut zhou = Finder::new(zhou).expect("a finder");
    for typed in ["zxt", "1234", "zhangxaiotang"] {
        let found = find(&mut zhou, &world, typed);
        let numbers: Vec<&str> = found
            .petitions
            .iter()
            .map(|h| h.row.number.0.as_str())
            .collect();
        assert_eq!(numbers, [open.0.as_str()], "{typed}");
        let office = find(&mut session(&world), &world, typed);
        assert_eq!(office.petitions.len(), 3, "{typed}");
    }
}
