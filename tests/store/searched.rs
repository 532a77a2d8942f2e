//! A search shows people by their petitions as well: whose petition came up is on record, once for what is
//! typed on as long as nobody new comes up.

use serde_json::json;
use zhuoluo::domain::ids::PersonId;
use zhuoluo::flow::request::Aim;
use zhuoluo::flow::view::LedgerQuery;
use zhuoluo::flow::{Ask, Do};
use zhuoluo::store::audit::shown_in;
use zhuoluo::store::finder::Finder;
use zhuoluo::store::trail;

use super::index_file::{find, session};
use crate::kit::World;

/// Whom each search on record showed, in order, and what was typed.
fn searches(world: &World) -> Vec<(Vec<PersonId>, String)> {
    let raw = world.raw();
    let mut rows = raw
        .prepare("SELECT what FROM audit WHERE action = 'search' ORDER BY seq")
        .expect("the trail");
    rows.query_map([], |r| r.get::<_, String>(0))
        .expect("rows")
        .map(|what| {
            let what = what.expect("words");
            let ids = shown_in(&what);
            let typed = what.splitn(ids.len() + 1, ' ').last();
            (ids, typed.unwrap_or_default().to_owned())
        })
        .collect()
}

/// Three petitions: of Zhang; of Li and Zhao together; of nobody on record.
fn world() -> World {
    let mut world = World::new();
    world.register(&json!({"requests": ["要求修缮石桥"], "summary": "要求修缮石桥"}));
    world.register(&json!({
        "requests": ["反映石桥路灯不亮"], "summary": "反映石桥路灯不亮",
        "people": [{"name": "李某"}, {"name": "赵某"}],
    }));
    world
}

#[test]
fn a_search_that_shows_petitions_alone_is_on_record_with_whose_they_are() {
    let mut world = world();
    let mut finder = session(&world);
    let found = find(&mut finder, &world, "石桥");
    assert!(found.people.is_empty() && found.petitions.len() == 2);
    let [(mut ids, typed)]: [_; 1] = searches(&world).try_into().expect("one entry");
    ids.sort_unstable();
    assert_eq!(ids, [PersonId(1), PersonId(2), PersonId(3)]);
    assert_eq!(typed, "石桥");
    for person in 1..=3 {
        let read = world
            .store
            .trail_of_person(&format!("#{person}"), world.now)
            .expect("the trail");
        let seen = read.iter().filter(|e| e.action == "search").count();
        assert_eq!(seen, 1, "#{person}");
    }
    assert!(world.findings().is_empty());
}

#[test]
fn typing_on_adds_no_entry_until_somebody_new_comes_up() {
    let world = world();
    let mut finder = session(&world);
    for typed in ["石桥", "石桥路", "石桥路灯"] {
        assert!(!find(&mut finder, &world, typed).petitions.is_empty());
    }
    assert_eq!(searches(&world).len(), 1, "{:?}", searches(&world));
    find(&mut finder, &world, "修缮");
    assert_eq!(searches(&world).len(), 2);
    find(&mut finder, &world, "没有这样的事");
    assert_eq!(searches(&world).len(), 2);
}

#[test]
fn a_card_names_those_who_stand_beside_in_what_it_lists() {
    let world = world();
    let found = find(&mut session(&world), &world, "赵某");
    // The first petitioner's name stands in the row of the petition.
    assert_eq!(found.people[0].petitions[0].name.raw(), "李某");
    let (ids, _) = searches(&world).remove(0);
    assert!(ids.contains(&PersonId(2)) && ids.contains(&PersonId(3)));
    assert!(!ids.contains(&PersonId(1)));
}

#[test]
fn words_typed_into_the_filter_of_the_ledger_are_a_search() {
    let mut world = world();
    let ask = |text: &str| {
        let query = LedgerQuery {
            text: text.to_owned(),
            limit: 50,
            ..LedgerQuery::default()
        };
        Ask::Ledger(query)
    };
    let look = |world: &World, text: &str| {
        world
            .store
            .ask_at(&ask(text), world.now)
            .expect("the ledger");
    };
    // A list that nobody was looked for in is none.
    look(&world, "");
    assert!(searches(&world).is_empty());
    for text in ["石", "石桥", "石桥路", "石桥路"] {
        look(&world, text);
    }
    let [(ids, typed)]: [_; 1] = searches(&world).try_into().expect("one entry");
    assert_eq!(ids.len(), 3);
    assert!(typed.contains("text=石"), "{typed}");
    look(&world, "修缮");
    assert_eq!(searches(&world).len(), 2);
    // The file itself is another reading.
    let number = world.register(&json!({})).file.number.0;
    let (aim, why) = (Aim::Command, String::new());
    let open = Do::Open { number, aim, why };
    world.store.perform(open, world.now).expect("opened");
    assert_eq!(searches(&world).len(), 2);
    assert!(world.findings().is_empty());
}

#[test]
fn what_leaves_the_ledger_names_the_marked_rows_alone() {
    let mut world = world();
    let second = world
        .store
        .trail_of_person("#2", world.now)
        .expect("the trail")
        .iter()
        .find(|e| e.action == "register")
        .expect("registered")
        .number
        .clone();
    let mut query = LedgerQuery {
        limit: 50,
        ..LedgerQuery::default()
    };
    let mut told = Vec::new();
    for marked in [true, false] {
        query.only = marked
            .then(|| zhuoluo::domain::ids::PetitionNo(second.clone()))
            .into_iter()
            .collect();
        let export = Do::Export(query.clone());
        let Ok(zhuoluo::flow::Reply::Ledger(page)) = world.store.perform(export, world.now) else {
            panic!("no page");
        };
        told.push(page.rows.len());
        for person in 1..=3 {
            let read = world
                .store
                .trail_of_person(&format!("#{person}"), world.now);
            let read = read.expect("the trail");
            told.push(read.iter().filter(|e| e.action == "export").count());
        }
    }
    assert_eq!(told, [1, 0, 1, 1, 2, 1, 2, 2]);
}

/// What an administrator reads of searches: in the list, on the sheet of the third person, in the export.
fn read(world: &mut World) -> (Vec<String>, String) {
    let query = trail::Query {
        action: Some("search".to_owned()),
        limit: 100,
        ..trail::Query::default()
    };
    let read = world.store.trail(&query, world.now).expect("the trail");
    let of = world.store.trail_of_person("#3", world.now).expect("hers");
    let searches = of.into_iter().filter(|e| e.action == "search");
    let what = |e: trail::Entry| e.what.raw().to_owned();
    let said = read.into_iter().chain(searches).map(what).collect();
    (said, world.store.export_trail(world.now).expect("lines"))
}

#[test]
fn what_was_typed_into_a_form_that_nobody_saved_stands_nowhere_in_the_trail() {
    let mut world = world();
    let mut clerk = Finder::new(world.seat("yuan", "window")).expect("a finder");
    let ask = |name: &str| Ask::Matches {
        name: name.to_owned(),
        named: false,
        id_number: String::new(),
        phone: String::new(),
        address: String::new(),
        adopted: None,
        told: zhuoluo::domain::alike::Told::default(),
    };
    for typed in ["赵", "赵某", "zhaomou"] {
        clerk.ask_at(&ask(typed), world.now).expect("the cards");
    }
    // Typed on, it is the same showing; in letters it is another.
    let told = searches(&world);
    assert_eq!(told.len(), 2, "{told:?}");
    let (said, lines) = read(&mut world);
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(
        said.iter().all(|w| w.contains("#3 ") && w.ends_with(" +")),
        "{said:?}"
    );
    assert!(
        !lines.contains("+赵") && !lines.contains("zhaomou"),
        "{lines}"
    );
    assert!(world.findings().is_empty());
    // As earlier versions kept it: whom it showed is read, the letters are not.
    let guard = "SELECT sql FROM sqlite_schema WHERE name = 'audit_no_update'";
    let guard: String = world
        .raw()
        .query_row(guard, [], |r| r.get(0))
        .expect("a trigger");
    let old = "DROP TRIGGER audit_no_update; UPDATE audit SET what = what || '赵某' WHERE what LIKE '#% +';
        UPDATE audit SET what = '#3 =7 赵某' WHERE seq = (SELECT max(seq) FROM audit WHERE action = 'search')";
    world.raw().execute_batch(old).expect("as then");
    world.raw().execute_batch(&guard).expect("put back");
    let (said, lines) = read(&mut world);
    assert!(said.iter().any(|w| w == "#3 =7"), "{said:?}");
    assert!(
        said.iter()
            .all(|w| w.contains("#3 ") && !w.contains("赵某")),
        "{said:?}"
    );
    assert!(
        !lines.contains("+赵") && !lines.contains("=7 赵某"),
        "{lines}"
    );
}
