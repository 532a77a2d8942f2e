//! Who is found by what is seldom typed, why it is said, and what of it lights up.

use serde_json::json;
use zhuoluo::flow::view::{Found, PersonCard};
use zhuoluo::flow::{Ask, Reply};
use zhuoluo::search::{met_digits, met_digits_nearly};

use super::index_file::{find, session};
use crate::kit::World;

fn world() -> World {
    let mut world = World::new();
    for (name, phone) in [
        ("张三", "13500000412"),
        ("张勇", "15400008834"),
        ("刘艺", "15400002001"),
        ("刘小艺", "15400002002"),
        ("李瑞", "15400004001"),
        ("洪波涛", "15400004002"),
        ("冯波涛", "15400004003"),
        ("章晓棠", "15400004004"),
        ("张建国", "15400003001"),
        ("张卫国", "15400003003"),
        ("张健国", "15400003002"),
    ] {
        let body = json!({ "people": [{ "name": name, "phones": [phone] }], "requests": ["请求处理"], "summary": "请求处理" });
        world.register(&body);
    }
    world
}

fn card<'f>(found: &'f Found, name: &str) -> &'f PersonCard {
    let mut people = found.people.iter();
    people
        .find(|card| card.person.name == name)
        .unwrap_or_else(|| panic!("{name} of {:?}", found.people))
}

fn names(found: &Found) -> Vec<&str> {
    let people = found.people.iter();
    people.map(|card| card.person.name.raw()).collect()
}

/// A numeral may belong to the name; what is behind it is the end of a number.
#[test]
fn a_name_with_the_end_of_its_number_in_numerals() {
    let world = world();
    let mut finder = session(&world);
    for (typed, name, end) in [
        ("张三四一二", "张三", "412"),
        ("张勇八八三四", "张勇", "8834"),
    ] {
        let found = find(&mut finder, &world, typed);
        let card = card(&found, name);
        assert_eq!(card.reason().zh.as_str(), "电话尾号、姓名相同", "{typed}");
        assert_eq!(card.lit, [0, 1], "{typed}");
        let phone = card.person.phones[0].line();
        let lit: String = (met_digits(&phone, &phone, typed).into_iter())
            .map(|part| phone[part].to_owned())
            .collect();
        assert_eq!(lit, end, "{typed}");
    }
}

#[test]
fn both_of_two_names_that_were_pasted_are_found() {
    let world = world();
    let mut finder = session(&world);
    for typed in [
        "刘艺(又名刘小艺)",
        "刘艺（曾用名：刘小艺）",
        "刘艺，又名刘小艺",
    ] {
        let found = find(&mut finder, &world, typed);
        assert_eq!(names(&found), ["刘艺", "刘小艺"], "{typed}");
        for card in &found.people {
            assert_eq!(card.reason().zh.as_str(), "姓名相同", "{typed}");
            assert!(!card.lit.is_empty(), "{typed}");
        }
    }
    let found = find(&mut finder, &world, "刘艺(又名刘小艺) 2002");
    assert_eq!(names(&found), ["刘小艺"]);
}

/// A sound as another region has it is no slip of the fingers, and is said to be none.
#[test]
fn regional_sounds_are_told_from_slips() {
    let world = world();
    let mut finder = session(&world);
    for (typed, name) in [
        ("lilui", "李瑞"),
        ("fengbotao", "洪波涛"),
        ("hongbotao", "冯波涛"),
    ] {
        let found = find(&mut finder, &world, typed);
        let why = card(&found, name).reason();
        assert_eq!(why.zh.as_str(), "口音相近", "{typed}");
        assert_eq!(
            card(&found, name).lit.len(),
            name.chars().count(),
            "{typed}"
        );
    }
}

/// Two slips anywhere: what of the name was typed lights up.
#[test]
fn what_was_typed_with_two_slips_lights_up() {
    let world = world();
    let mut finder = session(&world);
    for (typed, name, lit) in [
        ("zhagnxiaoatng", "章晓棠", &[0, 1, 2][..]),
        ("hongboxxo", "洪波涛", &[0, 1]),
    ] {
        let found = find(&mut finder, &world, typed);
        assert_eq!(card(&found, name).lit, lit, "{typed}");
    }
}

/// A character that looks like the one typed, or sounds so, stands before any other wrong one.
#[test]
fn a_look_alike_stands_before_another_wrong_character() {
    let world = world();
    let mut finder = session(&world);
    let found = find(&mut finder, &world, "张建国");
    assert_eq!(names(&found)[..3], ["张建国", "张健国", "张卫国"]);
}

/// A number with a slip lights up where no number was met as it stands, and a document with its letter.
#[test]
fn a_number_with_a_slip_lights_where_it_is_looked_for() {
    let parts = |number: &str, typed: &str, nearly: bool| -> String {
        let met = if nearly {
            met_digits_nearly
        } else {
            met_digits
        };
        let lit = met(number, number, typed).into_iter();
        lit.map(|part| number[part].to_owned()).collect()
    };
    for (number, typed, exact, nearly) in [
        ("13912345678", "13912345679", "", "13912345678"),
        ("13912345678", "345687", "", "345678"),
        ("13912345678", "345699", "", ""),
        ("13912345678", "5678", "5678", "5678"),
        ("E12345678", "e12345678", "E12345678", "E12345678"),
        ("E12345678", "Ｅ１２３４５６７８", "E12345678", "E12345678"),
        ("E12345678", "12345678", "12345678", "12345678"),
        ("E12345678", "E12345679", "", "E12345678"),
        // Another letter is another document.
        ("G12345678", "E12345678", "", "G12345678"),
        ("15400001234", "li15400001234", "15400001234", "15400001234"),
    ] {
        assert_eq!(parts(number, typed, false), exact, "{number} {typed}");
        assert_eq!(parts(number, typed, true), nearly, "{number} {typed}");
    }
}

/// A slip in a former name is told beside that it is a former one.
#[test]
fn a_slip_in_a_former_name_is_told() {
    let mut world = World::new();
    let person = json!({ "people": [{ "name": "郗试乙", "phones": ["15400007777"] }] });
    let number = world.register(&person).file.number;
    let body = json!({ "field": "name", "value": "郗长青", "reasons": "照身份证" });
    let done = world.act(&number, "correct_record", &body);
    done.expect("corrected");
    let mut finder = session(&world);
    for (typed, why) in [
        ("郗试乙", "曾用名"),
        ("郗市乙", "曾用名、音同字不同"),
        ("郗弓乙", "曾用名、差一字"),
    ] {
        let found = find(&mut finder, &world, typed);
        let card = card(&found, "郗长青");
        assert_eq!(card.reason().zh.as_str(), why, "{typed}");
    }
}

/// Of those who could be somebody on record all that agrees is told: the name with a slip, the telephone, the address.
#[test]
fn all_that_agrees_with_a_record_is_told() {
    let mut world = World::new();
    let address = "示例县东甲镇己村3组12号";
    let mut first = None;
    for name in ["章晓棠", "章小唐", "章晓棠"] {
        let person = json!({ "name": name, "phones": ["15400001234"], "address": address });
        let file = world.register(&json!({ "people": [person] })).file;
        first = first.or(file.people.first().map(|(_, id, _)| *id));
    }
    let mut finder = session(&world);
    let alike = Ask::Alike(first.expect("somebody"));
    let reply = finder.ask_at(&alike, world.now).expect("an answer");
    let Reply::Matches(matches) = reply else {
        panic!("{reply:?}");
    };
    let told: Vec<_> = matches.cards.iter().map(PersonCard::reason).collect();
    assert!(!told.is_empty());
    for (card, told) in matches.cards.iter().zip(told) {
        let zh = told.zh.as_str();
        let name = if card.person.name == "章晓棠" {
            "姓名"
        } else {
            "字"
        };
        let all = zh.contains(name) && zh.contains("电话") && zh.contains("住址相同");
        assert!(all, "{} {zh}", card.person.name.raw());
    }
}
