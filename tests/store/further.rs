//! More than is listed: it is said that there is more, of what whoever asks may find, and the next
//! question has it. And what another session says of two records reaches an open list.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::json;
use zhuoluo::domain::ids::{PersonId, PetitionNo};
use zhuoluo::domain::rights::Seat;
use zhuoluo::flow::view::Found;
use zhuoluo::flow::{Ask, Event, Reply};
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;
use zhuoluo::store::worker::{Outlet, Worker};

use crate::kit::World;
use crate::kit::world::register;

fn find(world: &World, login: &str, text: &str, limit: usize) -> Found {
    let store = Store::open(&world.path(), login).expect("the store");
    let mut finder = Finder::new(store).expect("a finder");
    let text = text.to_owned();
    match finder.ask_at(&Ask::Find { text, limit }, world.now) {
        Ok(Reply::Found(found)) => found,
        other => panic!("{other:?}"),
    }
}

/// Seven people of one name about one matter, two of them for a unit.
fn seven() -> World {
    let mut world = World::new();
    for n in 0..7 {
        let phone = format!("1540000{n:04}");
        let body = json!({ "people": [{ "name": "章晓棠", "phones": [phone] }],
            "requests": ["要求修复水渠"] });
        let number = world.register(&body).file.number;
        if n < 2 {
            let to = json!({ "to": "教育局" });
            world.act(&number, "forward", &to).expect("forwarded");
        }
    }
    world
}

#[test]
fn more_than_was_asked_for_is_said_and_the_next_question_has_it() {
    let world = seven();
    world.seat_in("sun", "孙某", "caseworker", "教育局");
    for typed in ["章晓棠", "水渠"] {
        let some = find(&world, "wang", typed, 6);
        let all = find(&world, "wang", typed, 7);
        let people = typed == "章晓棠";
        assert_eq!(
            (some.more_people, some.more_petitions),
            (people, true),
            "{typed}"
        );
        assert!(!all.more_people && !all.more_petitions, "{typed}");
        assert_eq!((some.petitions.len(), all.petitions.len()), (6, 7));
        assert_eq!(all.people.len(), if people { 7 } else { 0 });
        assert_eq!(some.people.len(), if people { 6 } else { 0 });
        // Nothing is said of what they may not see.
        let theirs = find(&world, "sun", typed, 2);
        assert_eq!(theirs.petitions.len(), 2);
        assert!(!theirs.more_people && !theirs.more_petitions, "{typed}");
    }
    let shown =
        "SELECT what FROM audit WHERE action = 'search' AND what LIKE '%水渠' ORDER BY seq LIMIT 1";
    let what: String = world
        .raw()
        .query_row(shown, [], |r| r.get(0))
        .expect("on record");
    let named = what.matches('#').count();
    assert_eq!(named, 6, "only who was shown is on record: {what}");
}

/// Eight petitions stand on a card, and those on which something is owed; of others it is said.
#[test]
fn a_card_says_that_there_are_petitions_which_it_does_not_list() {
    let mut world = World::new();
    let person = json!([{ "name": "章晓棠", "phones": ["15400000001"] }]);
    let first = world.register(&json!({ "people": person })).file.number;
    let id: i64 = world
        .raw()
        .query_row("SELECT id FROM petitioner", [], |r| r.get(0))
        .expect("somebody");
    let known = json!([{ "person": id, "name": "章晓棠", "phones": ["15400000001"] }]);
    for n in 1..9 {
        let more = find(&world, "wang", "章晓棠", 9).people[0].more;
        assert!(!more, "{n} are all listed");
        let body = json!({ "people": known, "requests": [format!("要求核实渠道{n}号")] });
        world.register(&body);
    }
    let card = &find(&world, "wang", "章晓棠", 9).people[0];
    assert_eq!(
        (card.petitions.len(), card.more),
        (9, false),
        "all are owed"
    );
    let withdrawn = world.act(&first, "withdraw", &json!({ "reasons": "已经解决" }));
    assert!(withdrawn.is_ok(), "{:?}", withdrawn.err());
    let card = &find(&world, "wang", "章晓棠", 9).people[0];
    let owed = card.petitions.iter().any(|p| p.number == first);
    assert_eq!((card.petitions.len(), card.more), (8, true), "{owed}");
}

/// Another session reads two as one, and parts them: whoever has a list open is told within a second.
#[test]
fn a_merge_in_another_session_is_a_change_here() {
    let mut world = seven();
    let (heard, changes) = channel();
    let heard = Arc::new(Mutex::new(heard));
    let outlet: Outlet = Arc::new(move |event| {
        if matches!(event, Event::Changed) {
            let _ = heard.lock().expect("heard").send(());
        }
    });
    let worker = Worker::start(&world.path(), "wang", &Seat::default(), &outlet).expect("threads");
    // What was saved before it began is looked at first.
    let _ = changes.recv_timeout(Duration::from_secs(2));
    let (now, kept, other) = (world.now, PersonId(1), PersonId(2));
    let told = |what: &str| {
        let began = Instant::now();
        let told = changes.recv_timeout(Duration::from_secs(3));
        assert!(told.is_ok(), "{what}: nothing was told");
        assert!(began.elapsed() < Duration::from_secs(1), "{what}");
    };
    world
        .store
        .merge_people(kept, other, "录错", now)
        .expect("merged");
    told("merged");
    world.store.split_person(other, "不是", now).expect("split");
    told("split");
    world
        .store
        .keep_apart(kept, other, false, "两人", now)
        .expect("apart");
    told("apart");
    world
        .store
        .merge_preview(kept, PersonId(3), now)
        .expect("a look");
    let none = changes.recv_timeout(Duration::from_millis(1200));
    assert!(none.is_err(), "looking changes nothing");
    worker.stop();
}

/// Of two who are each read with others, the pair that was said to be two is the one that is named.
#[test]
fn a_refused_merge_names_the_records_that_were_said_to_be_two() {
    let mut world = seven();
    let now = world.now;
    let id = PersonId;
    let store = &mut world.store;
    store
        .merge_people(id(1), id(2), "同一人", now)
        .expect("one");
    store
        .merge_people(id(3), id(4), "同一人", now)
        .expect("one");
    store
        .keep_apart(id(2), id(4), false, "父子", now)
        .expect("apart");
    let refused = store
        .merge_people(id(1), id(3), "同一人", now)
        .expect_err("refused");
    let (what, next) = (refused.what.zh.to_string(), refused.next.zh.to_string());
    assert!(what.contains("2 和 4"), "{what}");
    assert!(next.contains("not-same 2 4 --undo"), "{next}");
    let preview = store.merge_preview(id(1), id(3), now).expect("a preview");
    let (a, b, why) = preview.apart.expect("said");
    assert_eq!((a, b, why.raw()), (id(2), id(4), "父子"));
    store
        .keep_apart(id(2), id(4), true, "", now)
        .expect("that one can be taken back");
    store
        .merge_people(id(1), id(3), "同一人", now)
        .expect("one");
}

fn took_down(world: &mut World, document: &str) -> PetitionNo {
    let body = json!({ "people": [{ "name": "章晓棠", "phones": ["15400000001"],
        "id_number": document, "address": "示例县东甲镇戊村三组12号" }] });
    let intake = world.intake(&body);
    let done = register(&mut world.store, intake, world.now).expect("registered");
    done.file.number
}

/// Two valid documents of one kind are two people, and nobody proposes them; one that was corrected is
/// no second document.
#[test]
fn two_valid_documents_are_not_proposed_as_one_person() {
    let mut world = World::new();
    let (a, b) = ("999999196203041116", "999999196203041132");
    let mut numbers = Vec::new();
    for document in [a, b] {
        numbers.push(took_down(&mut world, document));
    }
    let alike = |world: &World| {
        let mut finder =
            Finder::new(Store::open(&world.path(), "wang").expect("open")).expect("a finder");
        match finder.ask_at(&Ask::Alike(PersonId(1)), world.now) {
            Ok(Reply::Matches(matches)) => matches.cards.len(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(world.count("petitioner"), 2);
    assert_eq!(alike(&world), 0, "two documents");
    // The first was written down wrongly: whoever shows the number that stood there may be the same.
    let correct =
        json!({ "field": "id_number", "value": "999999196203041175", "reasons": "照身份证" });
    let done = world.act(&numbers[0], "correct_record", &correct);
    assert!(done.is_ok(), "{:?}", done.err());
    assert_eq!(alike(&world), 0, "still another number");
    took_down(&mut world, a);
    assert_eq!(alike(&world), 1, "the number before the correction");
}

/// A like matter is offered within what whoever asks may see, with those who stand in it on record.
#[test]
fn a_like_matter_is_offered_within_ones_rights() {
    let mut world = World::new();
    let mut numbers = Vec::new();
    for (name, class) in [("徐长卿", ""), ("景天", ""), ("重楼", "report")] {
        let body = json!({ "people": [{ "name": name }], "requests": ["要求修复被冲毁的水渠"],
            "place": "示例县东甲镇戊村", "class": class });
        numbers.push(world.register(&body).file.number);
    }
    let to = json!({ "to": "教育局" });
    world.act(&numbers[0], "forward", &to).expect("forwarded");
    world.seat_in("sun", "孙某", "window", "教育局");
    let offered = |login: &str| -> Vec<String> {
        let store = Store::open(&world.path(), login).expect("the store");
        let mut finder = Finder::new(store).expect("a finder");
        let ask = Ask::Matches {
            name: String::new(),
            named: false,
            id_number: String::new(),
            phone: String::new(),
            address: String::new(),
            adopted: None,
            told: zhuoluo::domain::alike::Told {
                place: "东甲镇戊村三组".into(),
                text: "水渠被冲毁，浇不上地".into(),
                category: "".into(),
            },
        };
        match finder.ask_at(&ask, world.now) {
            Ok(Reply::Matches(found)) => {
                assert!(found.cards.is_empty());
                let names = found.matters.iter().map(|m| m.row.name.raw().to_owned());
                names.collect()
            }
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(offered("sun"), ["徐长卿"]);
    assert_eq!(
        offered("wang"),
        ["景天", "徐长卿"],
        "newest first, no report"
    );
    let sql = "SELECT count(*) FROM audit WHERE action = 'search' AND operator = 'sun' AND what LIKE '#1 %'";
    let noted: i64 = world
        .raw()
        .query_row(sql, [], |r| r.get(0))
        .expect("a count");
    assert_eq!(noted, 1);
}
