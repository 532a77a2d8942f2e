//! What somebody changed beside the program stays a finding of `audit verify` after the same thing was saved
//! in the ordinary way; a store from before is held against what it was.

use serde_json::json;
use zhuoluo::domain::ids::PersonId;
use zhuoluo::store::batch::{BatchRow, Ledger};
use zhuoluo::store::{Store, copy};

use crate::kit::World;
use crate::kit::world::{report, unbind};

fn edit(world: &World, sql: &str) {
    world.raw().execute_batch(sql).expect("edited");
}

/// What `audit verify` says, in English.
fn said(store: &Store) -> Vec<String> {
    let findings = store.altered().expect("read");
    let line = |f: &zhuoluo::store::Finding| format!("{}: {}", f.kind, f.what.en);
    findings.iter().map(line).collect()
}

/// Fails unless that, and nothing else, is found for good.
fn only(world: &World, what: &str) {
    let said = said(&world.store);
    let told = format!("behind the program's back: {what}.");
    assert!(
        !said.is_empty() && said.iter().all(|f| f.contains(&told)),
        "{what}: {said:?}"
    );
}

fn named(name: &str) -> serde_json::Value {
    json!({"people": [{"name": name, "phones": ["15400000001"]}]})
}

#[test]
fn what_was_said_of_two_people() {
    let mut world = World::new();
    world.register(&named("章晓棠"));
    world.register(&json!({"people": [{"name": "章小唐", "phones": ["15400000002"]}]}));
    let (kept, other, now) = (PersonId(1), PersonId(2), world.now);
    let store = &mut world.store;
    store
        .merge_people(kept, other, "同一身份证", now)
        .expect("merged");
    assert_eq!(said(&world.store), [""; 0]);
    edit(&world, "UPDATE merge SET operator = 'li'");
    let store = &mut world.store;
    store
        .split_person(other, "弄错了", now)
        .expect("taken back");
    let told = "behind the program's back: merge 1.";
    assert!(said(&world.store).iter().any(|f| f.contains(told)));
}

fn import(world: &mut World) -> i64 {
    let rows = [BatchRow {
        key: "a".to_owned(),
        intake: world.intake(&named("张某")),
        closed: false,
        answers: Vec::new(),
    }];
    let ledger = Ledger {
        file: "台账.xlsx",
        digest: [7; 32],
        refused: 0,
        rows: &rows,
    };
    let (store, now) = (&mut world.store, world.now);
    store
        .import(&ledger, now, false, |_| {})
        .expect("taken")
        .batch
}

#[test]
fn an_import_that_was_undone() {
    let mut world = World::new();
    let batch = import(&mut world);
    edit(&world, "UPDATE batch SET file = '别的.xlsx'");
    let now = world.now;
    world.store.undo_import(batch, now).expect("undone");
    only(&world, "batch 1");
}

#[test]
fn an_import_that_was_removed_and_whose_number_was_given_again() {
    let mut world = World::new();
    import(&mut world);
    edit(
        &world,
        "DELETE FROM batch_row; DELETE FROM batch_person; DELETE FROM batch",
    );
    import(&mut world);
    only(&world, "batch 1");
}

#[test]
fn somebody_who_was_removed_and_whose_number_was_given_again() {
    let mut world = World::new();
    world.register(&json!({}));
    let id: i64 = world
        .raw()
        .query_row("SELECT max(id) FROM petitioner", [], |r| r.get(0))
        .expect("somebody");
    edit(
        &world,
        &format!("PRAGMA foreign_keys = OFF; DELETE FROM petitioner WHERE id = {id}"),
    );
    world.register(&named("别某"));
    let told = format!("behind the program's back: person {id}.");
    assert!(said(&world.store).iter().any(|f| f.contains(&told)));
}

#[test]
fn a_record_that_was_put_away_and_given_back() {
    let mut world = World::new();
    let number = world.register(&named("欧阳霁")).file.number;
    for (step, body) in [
        ("withdraw", json!({"reasons": "已经解决"})),
        (
            "restrict",
            json!({"ground": "asked", "reasons": "本人请求"}),
        ),
    ] {
        world.act(&number, step, &body).expect("done");
    }
    assert_eq!(said(&world.store), [""; 0]);
    edit(&world, "UPDATE petitioner SET contact_by = '别人'");
    let lift = json!({"reasons": "本人再次反映"});
    world.act(&number, "lift", &lift).expect("lifted");
    only(&world, "person 1");
}

#[test]
fn what_is_kept_of_a_petition_beside_its_events() {
    for sql in [
        "UPDATE petition SET restricted = 0",
        "INSERT INTO reader (petition, login) VALUES (1, 'zhao')",
        "DELETE FROM barred",
        "UPDATE due SET summary = '别的'",
    ] {
        let mut world = World::new();
        let number = world.register(&report()).file.number;
        let note = json!({"text": "记"});
        world.act(&number, "note", &note).expect("a note");
        assert_eq!(said(&world.store), [""; 0]);
        edit(&world, sql);
        assert_ne!(said(&world.store), [""; 0], "{sql}");
        world.act(&number, "note", &note).expect("a note");
        only(&world, "petition 1");
    }
}

#[test]
fn what_a_correction_of_a_name_writes_over_elsewhere() {
    let mut world = World::new();
    let number = world.register(&named("章晓棠")).file.number;
    world.register(&json!({"people": [{"name": "章晓棠", "person": 1}]}));
    assert_eq!(world.count("petitioner"), 1);
    edit(&world, "UPDATE petition SET summary = '别的' WHERE id = 2");
    let body = json!({"field": "name", "value": "章小棠", "reasons": "本人更正"});
    world.act(&number, "correct_record", &body).expect("right");
    only(&world, "petition 2");
}

#[test]
fn a_store_of_version_19_is_bound_when_it_is_opened() {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number;
    world
        .act(&number, "note", &json!({"text": "记"}))
        .expect("a note");
    let path = world.before_bound();
    let old = Store::open(&path, "wang").expect("opened");
    assert_eq!(said(&old), [""; 0]);
    drop(old);
    // From its opening on, and not from the first save.
    let raw = rusqlite::Connection::open(&path).expect("open");
    let last: (String, Option<i64>) = raw
        .query_row(
            "SELECT action, events FROM audit ORDER BY seq DESC LIMIT 1",
            [],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
        .expect("a row");
    assert_eq!(last, ("upgrade".to_owned(), Some(2)));
    raw.execute_batch(
        "INSERT INTO witness SELECT seq + 1, about, digest, hash FROM witness ORDER BY seq DESC LIMIT 1",
    )
    .expect("added by hand");
    let old = Store::open(&path, "wang").expect("opened");
    assert!(said(&old).iter().any(|f| f.contains("witness ")));
}

#[test]
fn a_list_that_was_changed_in_a_store_of_version_19_is_not_made_good_by_a_newer_program() {
    let mut world = World::new();
    world.seat("chen", "window");
    // A bell that somebody wants to hear is no record, and no reason to take the lists as they are.
    let now = world.now;
    world
        .store
        .perform(zhuoluo::flow::Do::Bell(true), now)
        .expect("rings");
    let path = world.before_bound();
    let raw = rusqlite::Connection::open(&path).expect("open");
    raw.execute_batch(
        "UPDATE operator SET duty = 'administrator' WHERE login = 'chen';
         INSERT INTO merge (said, kept, other, at, operator, why) VALUES ('apart', 1, 2, '2026-03-05T09:00:00+08:00', 'wang', '');",
    )
    .expect("edited");
    let mut old = Store::open(&path, "wang").expect("opened");
    let found = said(&old);
    assert!(found.iter().any(|f| f.starts_with("office: ")), "{found:?}");
    assert!(found.iter().any(|f| f.contains("two people")), "{found:?}");
    old.change_setting("lock_minutes", "12", now).expect("set");
    let found = said(&old);
    assert!(found.iter().any(|f| f.contains(": lists.")), "{found:?}");
}

#[test]
fn a_copy_of_version_19_is_the_one_of_its_manifest() {
    let mut world = World::new();
    world.register(&json!({}));
    let to = world.folder().join("copy.db");
    let now = world.now;
    world.store.copy_to(&to, "copy", now).expect("copied");
    unbind(&to);
    let raw = rusqlite::Connection::open(&to).expect("open");
    let (size, hash): (i64, [u8; 32]) = raw
        .query_row(
            "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1",
            [],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
        .expect("an end");
    drop(raw);
    let copy::Examined {
        findings, anchor, ..
    } = copy::examine(&to, now, || ()).expect("examined");
    assert_eq!(findings, []);
    assert_eq!((anchor.audit.size, anchor.audit.hash), (size, hash));
}
