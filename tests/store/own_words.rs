//! Nobody learns by a guess who is withheld: what an operator of a unit wrote is shown to them as they wrote it, right
//! guess or wrong, wherever it stands; everybody else of the unit reads it covered.

use serde_json::json;
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::flow::view::LedgerQuery;
use zhuoluo::flow::{Ask, Reply};
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;

use super::index_file::find;
use crate::kit::World;
use crate::kit::world::{act, open, register};

const NAME: &str = "钱多多";
const GUESSES: &str = "是孙大力、钱多多还是吴小平";

/// A petition that withholds its name and one of the same matter that sun of the school office registered, with guesses.
fn two(world: &mut World) -> [PetitionNo; 2] {
    let closed = world.register(&json!({
        "withhold_name": true, "summary": "要求补发补偿款", "requests": ["要求修复被冲毁的水渠"], "place": "示例县东甲镇戊村",
        "people": [{ "name": NAME, "phones": ["13800138001"] }],
    }));
    let closed = closed.file.number;
    let to = json!({ "to": "教育局" });
    world.act(&closed, "forward", &to).expect("forwarded");
    world.seat_in("zhou", "周某", "caseworker", "教育局");
    let mut sun = world.seat_in("sun", "孙某", "caseworker", "教育局");
    let own = world.intake(&json!({
        "same_matter": closed, "summary": GUESSES, "requests": [GUESSES], "place": GUESSES, "people": [{ "name": "陈某" }],
    }));
    let own = register(&mut sun, own, world.now).expect("registered");
    for number in [&closed, &own.file.number] {
        let note = json!({ "text": GUESSES, "why": GUESSES });
        let file = act(&mut sun, number, "note", &note, world.now).expect("noted");
        let said = format!("{:?}", file.events.last());
        assert_eq!(said.matches(GUESSES).count(), 2, "{said}");
    }
    [closed, own.file.number]
}

fn texts(store: &mut Store, world: &World, number: &PetitionNo) -> String {
    let file = open(store, &number.0, world.now).expect("a file");
    format!("{:?}{:?}", file.events, file.case)
}

fn rows(store: &Store, world: &World, text: &str) -> String {
    let query = LedgerQuery {
        text: text.to_owned(),
        limit: 10,
        ..LedgerQuery::default()
    };
    match store.ask(&Ask::Ledger(query), world.now.date_naive()) {
        Ok(Reply::Ledger(page)) => format!("{:?}", page.rows),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_guess_in_ones_own_words_is_not_answered() {
    let mut world = World::new();
    let numbers = two(&mut world);
    let mut sun = Store::open(&world.path(), "sun").expect("the store");
    let mut zhou = Store::open(&world.path(), "zhou").expect("the store");
    for number in &numbers {
        let own = texts(&mut sun, &world, number);
        assert!(own.contains(GUESSES), "{own}");
        let other = texts(&mut zhou, &world, number);
        assert!(
            !other.contains(NAME) && other.contains("是孙大力、＊＊＊还是"),
            "{other}"
        );
    }
    assert!(rows(&sun, &world, "").contains(GUESSES));
    assert!(!rows(&zhou, &world, "").contains(NAME));
    // By a right guess one's own is found as by a wrong one.
    for guess in [NAME, "孙大力"] {
        let found = rows(&sun, &world, guess);
        assert!(
            found.contains(&numbers[1].0) && !found.contains(&numbers[0].0),
            "{guess}: {found}"
        );
    }
    assert!(!rows(&zhou, &world, NAME).contains(&numbers[1].0));
    let mut theirs = Finder::new(sun).expect("a finder");
    for guess in [NAME, "孙大力"] {
        let found = find(&mut theirs, &world, guess).petitions;
        let found: Vec<_> = found.iter().map(|hit| &hit.row.number).collect();
        assert_eq!(found, [&numbers[1]], "{guess}");
    }
    let mut others = Finder::new(zhou).expect("a finder");
    assert!(find(&mut others, &world, NAME).petitions.is_empty());
    // The office reads all of it.
    let all = open(&mut world.store, &numbers[0].0, world.now).expect("a file");
    assert!(format!("{:?}", all.events).contains(GUESSES));
    assert_eq!(world.findings(), [""; 0]);
}

/// What a matter has in common with another is told in words: of those that are withheld there is none.
#[test]
fn a_matter_alike_says_no_word_that_is_withheld() {
    let mut world = World::new();
    let facts = "钱多多家的水渠被冲毁，浇不上地";
    let closed = world.register(&json!({
        "withhold_name": true, "summary": "要求修渠", "requests": [facts], "place": "示例县东甲镇戊村",
        "people": [{ "name": NAME }],
    }));
    let to = json!({ "to": "教育局" });
    world
        .act(&closed.file.number, "forward", &to)
        .expect("forwarded");
    world.seat_in("sun", "孙某", "caseworker", "教育局");
    let why = |login: &str| -> String {
        let store = Store::open(&world.path(), login).expect("the store");
        let ask = Ask::Matches {
            name: String::new(),
            named: false,
            id_number: String::new(),
            phone: String::new(),
            address: String::new(),
            adopted: None,
            told: zhuoluo::domain::alike::Told {
                place: "东甲镇戊村三组".into(),
                text: "水渠被冲毁，钱多多家浇不上地".into(),
                category: "".into(),
            },
        };
        match Finder::new(store)
            .expect("a finder")
            .ask_at(&ask, world.now)
        {
            Ok(Reply::Matches(found)) => format!("{:?}", found.matters),
            other => panic!("{other:?}"),
        }
    };
    assert!(why("wang").contains("多多"), "{}", why("wang"));
    let told = why("sun");
    assert!(told.contains("水渠") && !told.contains("多多"), "{told}");
}

/// Whom somebody writes into a petition that they say to be of the same matter is not answered either: it stands beside,
/// the name right or wrong. What others say to be of one matter is told to nobody by it.
#[test]
fn a_guess_in_a_petition_beside_is_not_answered() {
    let mut world = World::new();
    let [closed, _] = two(&mut world);
    let mut sun = Store::open(&world.path(), "sun").expect("the store");
    let mut numbers = Vec::new();
    for (name, joined) in [(NAME, true), ("孙大力", true), (NAME, false)] {
        let mut body = json!({ "requests": ["要求修渠"], "people": [{ "name": name }] });
        if joined {
            body["same_matter"] = json!(closed);
        }
        let own = register(&mut sun, world.intake(&body), world.now).expect("registered");
        numbers.push(own.file.number);
    }
    let now = world.now;
    let kin = move |store: &mut Store, number: &PetitionNo| -> Vec<PetitionNo> {
        let file = open(store, &number.0, now).expect("a file");
        file.kin.into_iter().map(|row| row.number).collect()
    };
    let beside = kin(&mut sun, &closed);
    assert!(
        numbers[..2].iter().all(|n| beside.contains(n)),
        "{beside:?}"
    );
    for number in &numbers[..2] {
        assert!(kin(&mut sun, number).contains(&closed));
    }
    let mut zhou = Store::open(&world.path(), "zhou").expect("the store");
    assert!(
        numbers[..2]
            .iter()
            .all(|n| kin(&mut zhou, &closed).contains(n))
    );
    // The office says of one that names them openly that it is of the same matter: that is not told.
    let matter = world.store.matter_of(&closed.0).expect("a matter");
    let join = json!({ "matter": matter.0, "reasons": "同一事项" });
    world.act(&numbers[2], "link", &join).expect("joined");
    let mut sun = Store::open(&world.path(), "sun").expect("the store");
    assert!(!kin(&mut sun, &numbers[2]).contains(&closed));
    assert!(!kin(&mut sun, &closed).contains(&numbers[2]));
}

/// A step that would say whether a name, a number or a record is the right one is for those who may know it.
#[test]
fn a_correction_does_not_say_that_a_guess_is_right() {
    let mut world = World::new();
    let [closed, own] = two(&mut world);
    let mut sun = Store::open(&world.path(), "sun").expect("the store");
    for (field, right, wrong) in [
        ("name", NAME, "孙大力"),
        ("phones", "13800138001", "13800138002"),
        ("id_number", "", "99999919700101013X"),
        ("address", "", "东甲镇7号"),
    ] {
        let told = |store: &mut Store, value: &str| {
            let body = json!({ "field": field, "value": value, "reasons": "核实" });
            let done = act(store, &closed, "correct_record", &body, world.now);
            format!("{:?}", done.expect_err("refused").what)
        };
        let (one, other) = (told(&mut sun, right), told(&mut sun, wrong));
        assert_eq!(one, other, "{field}");
        assert!(one.contains("不公开姓名"), "{one}");
    }
    for (step, rest) in [
        ("withdraw", json!({ "reasons": "撤回" })),
        (
            "correct_record",
            json!({ "field": "language", "value": "普通话", "reasons": "核实" }),
        ),
    ] {
        let told = |store: &mut Store, id: i64| {
            let mut body = rest.clone();
            body["person"] = json!(id);
            let done = act(store, &closed, step, &body, world.now);
            format!("{:?}", done.expect_err("refused").what)
        };
        assert_eq!(told(&mut sun, 1), told(&mut sun, 2), "{step}");
    }
    // What they are told they may correct, and their own petition as before; the office corrects all.
    let how = json!({ "field": "language", "value": "普通话", "reasons": "核实" });
    act(&mut sun, &closed, "correct_record", &how, world.now).expect("corrected");
    let name = json!({ "field": "name", "value": "陈大某", "reasons": "核实" });
    act(&mut sun, &own, "correct_record", &name, world.now).expect("corrected");
    let name = json!({ "field": "name", "value": "钱多多多", "reasons": "核实" });
    world
        .act(&closed, "correct_record", &name)
        .expect("corrected");
}
