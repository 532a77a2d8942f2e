//! At the window: numbers, drafts, reading on record, and who may see a report.

use std::collections::BTreeSet;

use serde_json::json;
use zhuoluo::flow::view::SavedDraft;
use zhuoluo::flow::{Ask, Do, Reply};
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;
use zhuoluo::words::Exit;

use crate::kit::world::{act, ledger, open, open_for, panel, register, report};
use crate::kit::{World, instant};

#[test]
fn numbers_are_gapless_when_four_register_at_once() {
    let mut world = World::new();
    let (path, now) = (world.path(), world.now);
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let (path, intake) = (path.clone(), world.intake(&json!({})));
            std::thread::spawn(move || {
                let mut store = Store::open(&path, "wang").expect("the store");
                let one = |_| {
                    register(&mut store, intake.clone(), now)
                        .expect("registered")
                        .file
                        .number
                        .0
                };
                (0..15).map(one).collect::<Vec<String>>()
            })
        })
        .collect();
    let mut numbers: Vec<String> = threads
        .into_iter()
        .flat_map(|t| t.join().expect("a clerk"))
        .collect();
    numbers.sort();
    let expected: Vec<String> = (1..=60).map(|n| format!("999999-2026-LF-{n:05}")).collect();
    assert_eq!(numbers, expected);
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn the_year_of_a_number_is_the_offices() {
    let mut world = World::new();
    world.at("2026-12-31T20:00:00Z");
    let office = world.intake(&json!({}));
    let done = register(&mut world.store, office, world.now).expect("registered");
    assert_eq!(
        done.file.number.0, "999999-2027-LF-00001",
        "four in the morning of New Year's Day"
    );
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn a_refused_registration_uses_up_no_number() {
    let mut world = World::new();
    world.register(&json!({"draft": "d1"}));
    let mut li = world.seat("li", "window");
    let unlinked = world.intake(&json!({"same_matter": "999999-2026-LF-00099"}));
    assert!(register(&mut li, unlinked, world.now).is_err());
    assert_eq!(
        world.register(&json!({})).file.number.0,
        "999999-2026-LF-00002"
    );
}

#[test]
fn saving_the_same_draft_twice_shows_the_first_receipt() {
    let mut world = World::new();
    let first = world.register(&json!({"draft": "d1"}));
    let second = world.register(&json!({"draft": "d1"}));
    assert!(!first.again && second.again);
    assert_eq!(first.file.number, second.file.number);
    assert_eq!(first.file.code, second.file.code);
    assert_eq!(world.count("petition"), 1);
}

#[test]
fn a_draft_id_opens_no_file_to_another_operator() {
    let mut world = World::new();
    let mut more = report();
    more["draft"] = json!("d1");
    world.register(&more);
    let mut li = world.seat("li", "window");
    let intake = world.intake(&json!({"draft": "d1"}));
    // Their own id, as if nobody had used it.
    let done = register(&mut li, intake, world.now).expect("registered");
    assert!(!done.again);
    assert_eq!(done.file.number.0, "999999-2026-LF-00002");
}

fn draft(id: &str, body: &str) -> SavedDraft {
    SavedDraft {
        id: id.to_owned(),
        title: "张某".into(),
        body: body.to_owned(),
        at: instant("2026-03-05T09:00:00+08:00"),
        before: String::new(),
    }
}

fn drafts(store: &Store) -> usize {
    match store
        .ask(&Ask::Drafts, crate::kit::day("2026-03-05"))
        .expect("drafts")
    {
        Reply::Drafts(rows) => rows.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_autosave_after_the_save_brings_no_draft_back() {
    let mut world = World::new();
    let now = world.now;
    world
        .store
        .perform(Do::SaveDraft(draft("d1", "{}")), now)
        .expect("kept");
    assert_eq!(drafts(&world.store), 1);
    world.register(&json!({"draft": "d1"}));
    assert_eq!(drafts(&world.store), 0, "dropped in the same transaction");
    world
        .store
        .perform(Do::SaveDraft(draft("d1", "{late}")), now)
        .expect("dropped");
    assert_eq!(drafts(&world.store), 0);
}

/// Two sessions of one operator at one draft: neither writes over the other, and whoever comes second is
/// told so, by the autosave as by the registering.
#[test]
fn a_draft_of_two_seats_is_never_written_over() {
    let mut world = World::new();
    let now = world.now;
    let save = |world: &mut World, body: &str, before: &str| {
        let draft = SavedDraft {
            before: before.to_owned(),
            ..draft("d1", body)
        };
        match world.store.perform(Do::SaveDraft(draft), now) {
            Ok(Reply::DraftKept(_)) => true,
            Ok(Reply::DraftTaken(_)) => false,
            other => panic!("{other:?}"),
        }
    };
    assert!(save(&mut world, "one", ""), "new");
    assert!(
        save(&mut world, "one", ""),
        "the same words again after a cut"
    );
    assert!(save(&mut world, "one two", "one"), "written on");
    assert!(
        !save(&mut world, "one and other", "one"),
        "the other seat has it otherwise"
    );
    assert!(!save(&mut world, "other", ""), "nor is it a new one");
    let first = json!({"draft": "d1", "requests": ["要求修路"]});
    let number = world.register(&first).file.number;
    assert!(!save(&mut world, "late", "one two"), "registered");
    let shown = world.register(&first);
    assert!(shown.again && shown.file.number == number);
    let other = world.intake(&json!({"draft": "d1", "requests": ["要求修桥"]}));
    let refused = register(&mut world.store, other, now).expect_err("other words");
    assert_eq!(refused.exit, Exit::Refused);
    assert!(refused.what.zh.contains(&number.0), "{refused:?}");
}

#[test]
fn drafts_belong_to_one_operator() {
    let mut world = World::new();
    let now = world.now;
    world
        .store
        .perform(Do::SaveDraft(draft("d1", "{mine}")), now)
        .expect("kept");
    let mut li = world.seat("li", "window");
    assert_eq!(drafts(&li), 0);
    li.perform(Do::SaveDraft(draft("d1", "{theirs}")), now)
        .expect("an answer");
    li.perform(Do::DropDraft("d1".to_owned()), now)
        .expect("an answer");
    let kept = world
        .store
        .ask(&Ask::Draft("d1".to_owned()), now.date_naive())
        .expect("a draft");
    assert!(matches!(kept, Reply::Draft(Some(d)) if d.body == "{mine}"));
}

#[test]
fn reading_a_file_is_on_record_and_a_list_is_not() {
    let mut world = World::new();
    let done = world.register(&json!({}));
    assert_eq!(world.count("audit"), 1, "the registration");
    ledger(&world.store, world.now);
    panel(&world.store, world.now);
    assert_eq!(world.count("audit"), 1);
    let code = done.file.code.0.to_lowercase().replace('-', " ");
    for typed in [done.file.number.0.as_str(), code.as_str()] {
        open(&mut world.store, typed, world.now).expect("a file");
    }
    assert_eq!(world.count("audit"), 3);
    let row: (String, String, i64) = world
        .raw()
        .query_row(
            "SELECT operator, action, petition FROM audit WHERE seq = 2",
            [],
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
        )
        .expect("the row");
    assert_eq!(row, ("wang".to_owned(), "open".to_owned(), done.petition.0));
    let missing = open(&mut world.store, "999999-2026-LF-00099", world.now).expect_err("missing");
    assert_eq!(missing.exit, Exit::Missing);
    assert_eq!(
        world.count("audit"),
        4,
        "what was asked for in vain is on record too"
    );
}

#[test]
fn when_the_reading_cannot_be_recorded_there_is_no_reading() {
    let mut world = World::new();
    let done = world.register(&json!({}));
    world
        .raw()
        .execute_batch(
            "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END",
        )
        .expect("a trigger");
    assert!(open(&mut world.store, &done.file.number.0, world.now).is_err());
}

#[test]
fn a_report_is_not_there_for_another_operator() {
    let mut world = World::new();
    let mut more = report();
    more["people"] = json!([{"name": "周某", "phones": ["13800138000"], "address": "戊村"}]);
    let done = world.register(&more);
    world.register(&json!({"people": [{"name": "吴某"}]}));
    let number = done.file.number.clone();
    let mut li = world.seat("li", "caseworker");
    let now = world.now;
    assert_eq!(ledger(&world.store, now).total, 2);
    assert_eq!(
        (ledger(&li, now).total, ledger(&li, now).rows.len()),
        (1, 1)
    );
    assert_eq!(
        (panel(&world.store, now).open, panel(&li, now).open),
        (2, 1)
    );
    assert_eq!(panel(&li, now).registered_today, 1);
    world.at("2026-06-05T09:00:00+08:00");
    let late = world.now;
    assert_eq!(
        (panel(&world.store, late).overdue, panel(&li, late).overdue),
        (2, 1)
    );
    assert!(panel(&li, late).owed.iter().all(|o| o.number != number));
    for typed in [&number.0, &done.file.code.0] {
        assert_eq!(
            open(&mut li, typed, now).expect_err("hidden").exit,
            Exit::Missing
        );
        let there = open(&mut li, "999999-2026-LF-09999", now).expect_err("missing");
        let hidden = open(&mut li, &number.0, now).expect_err("hidden");
        assert_eq!(
            there.what.en.replace("999999-2026-LF-09999", "N"),
            hidden.what.en.replace(&number.0, "N"),
            "the same answer"
        );
    }
    assert_eq!(
        act(&mut li, &number, "note", &json!({"text": "x"}), now)
            .expect_err("hidden")
            .exit,
        Exit::Missing
    );
    for text in ["账目", "周某", &number.0, &done.file.code.0] {
        assert!(!found(&world, "li", text).contains(&number.0), "{text}");
    }
    assert!(found(&world, "wang", "账目").contains(&number.0));
    world
        .act(&number, "handler", &json!({"login": "li"}))
        .expect("named");
    opens_for_a_reason(&world, &mut li, &number.0);
    assert_eq!(ledger(&li, now).total, 2);
    assert_eq!(world.findings(), [""; 0]);
}

/// Who handles a report says why each time; what was said is on record.
fn opens_for_a_reason(world: &World, li: &mut Store, number: &str) {
    let now = world.now;
    let unsaid = open(li, number, now).expect_err("nobody said why");
    assert!(unsaid.exit == Exit::Refused && unsaid.wants_reason);
    assert!(open_for(li, number, " \t", now).is_err(), "no reason");
    let opened = open_for(li, number, "承办人核对账目", now);
    assert!(opened.is_ok(), "named to handle it");
    assert!(open(li, number, now).is_err(), "asked every time");
    let sql =
        "SELECT action || '|' || why FROM audit WHERE operator = 'li' ORDER BY seq DESC LIMIT 3";
    let raw = world.raw();
    let mut rows = raw.prepare(sql).expect("the trail");
    let rows = rows.query_map([], |r| r.get::<_, String>(0)).expect("rows");
    let rows: Vec<String> = rows.flatten().collect();
    assert_eq!(rows, ["refuse|", "open|承办人核对账目", "refuse|"]);
}

/// The numbers that a search shows, on cards and as hits.
fn found(world: &World, login: &str, text: &str) -> BTreeSet<String> {
    let store = Store::open(&world.path(), login).expect("the store");
    let mut finder = Finder::new(store).expect("a finder");
    let ask = Ask::Find {
        text: text.to_owned(),
        limit: 50,
    };
    let Reply::Found(found) = finder.ask(&ask, world.now.date_naive()).expect("an answer") else {
        panic!("another answer");
    };
    let cards = found
        .people
        .iter()
        .flat_map(|p| p.petitions.iter().map(|r| r.number.0.clone()));
    let owed = found
        .people
        .iter()
        .flat_map(|p| p.owed.iter().map(|o| o.number.0.clone()));
    let hits = found.petitions.iter().map(|h| h.row.number.0.clone());
    cards.chain(owed).chain(hits).collect()
}

#[test]
fn an_illegal_step_is_refused_with_the_legal_ones_and_leaves_nothing() {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number;
    let before = world.count("event");
    let refused = world
        .act(&number, "serve", &json!({}))
        .expect_err("nothing to serve");
    assert_eq!(refused.exit, Exit::Refused);
    assert!(refused.next.zh.contains("forward") && refused.next.zh.contains("转送"));
    assert_eq!(world.count("event"), before);
    for (kind, body) in [
        ("correct", json!({"of": 1, "void": true, "reasons": "x"})),
        ("correct", json!({"of": 99, "void": true, "reasons": "x"})),
        ("correct", json!({"of": 1, "reasons": "x"})),
        (
            "correct",
            json!({"of": 1, "right_on": "2026-03-06", "reasons": "x"}),
        ),
        ("handler", json!({"login": "nobody"})),
    ] {
        assert_eq!(
            world.act(&number, kind, &body).expect_err("refused").exit,
            Exit::Refused,
            "{kind} {body}"
        );
    }
    world
        .act(
            &number,
            "correct",
            &json!({"of": 1, "right_on": "2026-03-03", "reasons": "邮戳"}),
        )
        .expect("corrected");
    assert_eq!(
        ledger(&world.store, world.now).rows[0].received_on,
        crate::kit::day("2026-03-03")
    );
    assert_eq!(world.findings(), [""; 0]);
}
