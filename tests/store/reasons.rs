//! Every hit tells how each thing typed was met, in words or in what lights up, and tells nothing else.

use serde_json::json;
use zhuoluo::flow::view::{Found, PersonCard};
use zhuoluo::flow::{Ask, Reply};
use zhuoluo::search::{met_digits, met_words};

use super::index_file::{find, session};
use crate::kit::World;

const PEOPLE: [(&str, &str, &str, &str); 7] = [
    ("叶尔克·别克", "15400001234", "", "阳光花园3栋501室"),
    (
        "王建国",
        "15400018535",
        "999999196403071117",
        "示例县东甲镇戊村7号",
    ),
    ("张博凯", "15400001236", "", "示例县南乙镇庚社区12号"),
    (
        "李秀兰",
        "13900185777",
        "99999919751120222X",
        "示例县东甲镇己村3组9号",
    ),
    ("王霞", "15400006407", "", "示例县西丙乡癸村1组"),
    ("欧阳霁", "15400185001", "", "示例县北丁街道壬社区77号"),
    ("李静", "15400001850", "", ""),
];

fn world() -> World {
    let mut world = World::new();
    for (name, phone, document, address) in PEOPLE {
        let mut person = json!({ "name": name, "phones": [phone], "address": address });
        if !document.is_empty() {
            person["id_number"] = json!(document);
        }
        let what = format!("{name}反映");
        world.register(&json!({ "people": [person], "requests": [what], "summary": what }));
    }
    world
}

fn card<'f>(found: &'f Found, name: &str) -> &'f PersonCard {
    let mut people = found.people.iter();
    people
        .find(|card| card.person.name == name)
        .unwrap_or_else(|| panic!("{name} of {:?}", found.people))
}

#[test]
fn each_thing_typed_has_its_reason() {
    let world = world();
    let mut finder = session(&world);
    for (typed, name, why) in [
        ("王建国 戊村", "王建国", "地址、姓名相同"),
        ("戊村 王建国", "王建国", "地址、姓名相同"),
        ("wangjianguo 东甲", "王建国", "地址、拼音"),
        ("王建国戊村", "王建国", "地址、姓名相同"),
        ("王 8535", "王建国", "电话尾号、姓名开头"),
        ("王建国 15400018535", "王建国", "姓名、电话相同"),
        (
            "王建国 15400018535 戊村",
            "王建国",
            "地址、姓名相同、电话相同",
        ),
        ("王建国 154 0001 8535", "王建国", "姓名、电话相同"),
        ("王 1964", "王建国", "出生日期、姓名开头"),
        ("王 64年", "王建国", "出生日期、姓名开头"),
        ("王 1964年生", "王建国", "出生日期、姓名开头"),
        ("王 64", "王霞", "电话号码含此数、姓名开头"),
        ("阳光花园3栋501室", "叶尔克·别克", "地址"),
        ("王建国 15400018536", "王建国", "电话差一位、姓名相同"),
        ("己村3组 lxl", "李秀兰", "地址、首字母"),
        ("李秀兰 己村 5777", "李秀兰", "地址、姓名相同、电话尾号"),
        ("《王建国》", "王建国", "姓名相同"),
        ("“王建国”", "王建国", "姓名相同"),
        ("【王建国】", "王建国", "姓名相同"),
        ("(王建国)", "王建国", "姓名相同"),
        ("（王建国）", "王建国", "姓名相同"),
        ("「王建国」", "王建国", "姓名相同"),
        ("『王建国』〔戊村〕", "王建国", "地址、姓名相同"),
    ] {
        let found = find(&mut finder, &world, typed);
        let card = card(&found, name);
        assert_eq!(card.reason().zh.as_str(), why, "{typed}");
    }
}

/// A word of one character that stands in the address is no slip in the name.
#[test]
fn a_reason_that_is_not_true_is_not_given() {
    let world = world();
    let mut finder = session(&world);
    let found = find(&mut finder, &world, "张博凯 庚");
    let card = card(&found, "张博凯");
    let why = card.reason();
    assert!(
        why.zh.contains("姓名相同") && why.zh.contains("地址"),
        "{why:?}"
    );
    assert!(!why.zh.contains("差一字"), "{why:?}");
    assert_eq!(card.lit, [0, 1, 2]);
}

/// What was typed of somebody, with the words by which a reason for it may be given.
fn parts(nth: usize) -> Vec<(String, &'static [&'static str])> {
    const NAME: &[&str] = &[
        "姓名相同",
        "姓名开头",
        "姓名含此字",
        "拼音",
        "部分拼音",
        "首字母",
    ];
    const NUMBER: &[&str] = &[
        "电话相同",
        "电话尾号",
        "电话号码含此数",
        "证件号码相同",
        "证件后四位",
        "证件尾号",
        "出生日期",
        "证件号码含此数",
        "地址含此数",
    ];
    const PLACE: &[&str] = &["地址", "地址含此数"];
    let (name, phone, document, address) = PEOPLE[nth];
    let tail = |text: &str, n: usize| text[text.len() - n..].to_owned();
    let head: String = name.chars().take(2).collect();
    let mut all = vec![
        (name.to_owned(), NAME),
        (head, NAME),
        (tail(phone, 4), NUMBER),
        (tail(phone, 2), NUMBER),
        (phone.to_owned(), NUMBER),
    ];
    if !document.is_empty() {
        all.push((tail(document, 4), NUMBER));
        all.push((document[6..10].to_owned(), NUMBER));
        all.push((format!("{}年", &document[8..10]), NUMBER));
    }
    let words = [
        "东甲",
        "戊村",
        "南乙镇",
        "庚社区",
        "己村3组",
        "癸村",
        "壬社区77号",
        "阳光花园",
        "示例县",
    ];
    all.extend(
        words
            .into_iter()
            .filter(|w| address.contains(*w))
            .map(|w| (w.to_owned(), PLACE)),
    );
    all
}

/// Whatever two or three things are typed of somebody: each of them has a reason of its kind, or lights up.
#[test]
fn whatever_is_typed_is_told() {
    let world = world();
    let mut finder = session(&world);
    let mut asked = 0;
    for (nth, (name, ..)) in PEOPLE.iter().enumerate() {
        let name = *name;
        let all = parts(nth);
        let two = (0..all.len()).flat_map(|a| (0..all.len()).map(move |b| vec![a, b]));
        let three = (0..all.len()).map(|a| vec![a, (a + 1) % all.len(), (a + 3) % all.len()]);
        for some in two.chain(three) {
            let typed: Vec<&str> = some.iter().map(|n| all[*n].0.as_str()).collect();
            let typed = typed.join(" ");
            let found = find(&mut finder, &world, &typed);
            let Some(card) = found.people.iter().find(|c| c.person.name == name) else {
                continue;
            };
            asked += 1;
            let why = card.reason();
            let said: Vec<&str> = why.zh.split('、').collect();
            for n in some {
                let (part, words) = &all[n];
                let beside = format!("某 {part}");
                let phone = card.person.phones[0].line();
                let lit = !met_words(&card.person.address.line(), part).is_empty()
                    || !met_digits(&phone, &phone, &beside).is_empty();
                let told = words.iter().any(|w| {
                    said.iter().any(|s| s.contains(w))
                        || (said.iter().any(|s| s.ends_with("相同")) && w.ends_with("相同"))
                });
                assert!(told || lit, "{typed}: {part} of {name}: {why:?}");
            }
        }
    }
    assert!(asked > 200, "{asked}");
}

/// A former name beside a number is written out.
#[test]
fn a_former_name_beside_a_number_is_written() {
    let mut world = world();
    let number =
        world.register(&json!({ "people": [{ "name": "李济", "phones": ["15400185009"] }] }));
    let body = json!({ "field": "name", "value": "单于济", "reasons": "照身份证" });
    world
        .act(&number.file.number, "correct_record", &body)
        .expect("corrected");
    let mut finder = session(&world);
    for typed in ["李 185", "李济 5009", "李济 15400185009"] {
        let found = find(&mut finder, &world, typed);
        let card = card(&found, "单于济");
        let former = card
            .former
            .as_ref()
            .unwrap_or_else(|| panic!("{typed}: {card:?}"));
        assert_eq!(former.name, "李济", "{typed}");
        assert_eq!(former.lit.first(), Some(&0), "{typed}");
        assert!(
            card.reason().zh.contains("曾用名"),
            "{typed}: {:?}",
            card.reason()
        );
        assert!(
            card.reason().zh.contains("电话"),
            "{typed}: {:?}",
            card.reason()
        );
    }
}

/// Found by another record of the same person: which, by what of it, with its own number.
#[test]
fn a_hit_by_another_record_tells_what_of_it_was_met() {
    let mut world = world();
    let a = world.register(&json!({ "people": [{ "name": "赵一", "phones": ["15411110001"] }] }));
    let b = world.register(&json!({ "people": [{ "name": "赵壹", "phones": ["15422220002"] }] }));
    let (a, b) = (a.file.people[0].1, b.file.people[0].1);
    let now = world.now;
    world
        .store
        .merge_people(a, b, "同一人", now)
        .expect("merged");
    let mut finder = session(&world);
    let found = find(&mut finder, &world, "赵 0002");
    let card = card(&found, "赵一");
    let through = card.through.as_ref().expect("by which record");
    assert_eq!((through.id, through.person.name.raw()), (b, "赵壹"));
    assert_eq!(through.person.phones[0], "15422220002");
    assert_eq!(through.lit, [0]);
    assert_eq!(
        card.reason().zh.as_str(),
        "同一人的另一记录、姓名开头、电话尾号"
    );
}

fn could_be(world: &World, named: bool, typed: [&str; 4]) -> Vec<PersonCard> {
    let [name, id_number, phone, address] = typed.map(str::to_owned);
    let ask = Ask::Matches {
        name,
        named,
        id_number,
        phone,
        address,
        adopted: None,
        told: zhuoluo::domain::alike::Told::default(),
    };
    match session(world).ask_at(&ask, world.now).expect("an answer") {
        Reply::Matches(found) => found.cards,
        other => panic!("{other:?}"),
    }
}

/// While a name is typed whoever begins so may be meant; once it is left, nobody with a longer one, unless
/// something else agrees.
#[test]
fn a_name_that_was_left_is_no_longer_name() {
    let mut world = World::new();
    for (name, phone, address) in [
        ("杨建云", "15400000001", "示例县东甲镇戊村7号"),
        ("杨建", "15400000002", ""),
        ("李杨建", "15400000003", ""),
        ("杨建·买买提", "15400000004", ""),
        ("杨健民", "15400000005", ""),
        ("杨健", "15400000006", ""),
    ] {
        world.register(
            &json!({ "people": [{ "name": name, "phones": [phone], "address": address }] }),
        );
    }
    let names = |named: bool, typed: [&str; 4]| -> Vec<String> {
        let mut all: Vec<String> = could_be(&world, named, typed)
            .iter()
            .map(|card| card.person.name.raw().to_owned())
            .collect();
        all.sort();
        all
    };
    let plain = ["杨建", "", "", ""];
    assert!(names(false, plain).contains(&"杨建云".to_owned()));
    assert_eq!(names(true, plain), ["杨健", "杨建", "杨建·买买提"]);
    let phone = ["杨建", "", "15400000001", ""];
    assert!(names(true, phone).contains(&"杨建云".to_owned()));
    let place = ["杨建", "", "", "示例县东甲镇戊村7号"];
    assert!(names(true, place).contains(&"杨建云".to_owned()));
    // One character, or letters, are no name written to its end.
    assert!(names(true, ["杨", "", "", ""]).contains(&"杨建云".to_owned()));
    assert!(names(true, ["yangjian", "", "", ""]).contains(&"杨建云".to_owned()));
}

/// Beside the form each of name, document and telephone that agrees is told.
#[test]
fn beside_the_form_all_that_agrees_is_told() {
    let world = world();
    let of = |typed: [&str; 4], name: &str| -> String {
        let cards = could_be(&world, false, typed);
        let card = cards
            .iter()
            .find(|c| c.person.name == name)
            .expect("a card");
        card.reason().zh.as_str().to_owned()
    };
    assert_eq!(
        of(["王建", "", "15400018535", ""], "王建国"),
        "电话相同、姓名开头"
    );
    assert_eq!(
        of(["王建国", "", "15400018535", ""], "王建国"),
        "姓名、电话相同"
    );
    assert_eq!(
        of(["王建国", "", "8535", ""], "王建国"),
        "姓名相同、电话尾号"
    );
    assert_eq!(
        of(["王建国", "", "", "示例县东甲镇戊村7号"], "王建国"),
        "姓名相同、住址相同"
    );
    assert_eq!(of(["赵六", "", "15400018535", ""], "王建国"), "电话相同");
}
