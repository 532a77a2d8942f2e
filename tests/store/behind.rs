//! What was changed behind the program's back stays found: no later save, and no row added by hand, makes
//! it clean again.

use rusqlite::{Connection, params};
use serde_json::{Value, json};
use zhuoluo::domain::chain::{self, Hash};
use zhuoluo::domain::claim::Entry;
use zhuoluo::domain::duty::deed::Deed;
use zhuoluo::domain::rights::Seat;
use zhuoluo::flow::Do;
use zhuoluo::flow::duty::DutyOrder;
use zhuoluo::store::trail::Query;

use crate::kit::World;
use crate::kit::world::report;

/// What `verify` and `audit verify` find, each in English.
fn both(world: &mut World) -> [Vec<String>; 2] {
    let chains = world.store.altered().expect("read");
    let said = |f: &zhuoluo::store::Finding| format!("{}: {}", f.kind, f.what.en);
    [world.findings(), chains.iter().map(said).collect()]
}

/// Fails unless both find something that begins so.
fn found(world: &mut World, begins: &str) {
    for findings in both(world) {
        let said = findings.iter().any(|f| f.contains(begins));
        assert!(said, "{begins}: {findings:?}");
    }
}

fn clean(world: &mut World) {
    let none: Vec<String> = Vec::new();
    assert_eq!(both(world), [none.clone(), none]);
}

fn edit(world: &World, sql: &str) {
    world.raw().execute_batch(sql).expect("edited");
}

/// An ordinary save, of another file.
fn save(world: &mut World) {
    world.register(&json!({"people": [{"name": "别某"}]}));
}

#[test]
fn a_change_of_the_lists_does_not_make_an_edited_one_good() {
    let mut world = World::new();
    world.seat("chen", "window");
    clean(&mut world);
    edit(
        &world,
        "UPDATE operator SET duty = 'administrator' WHERE login = 'chen'",
    );
    found(&mut world, "office: Behind");
    let now = world.now;
    world
        .store
        .change_setting("lock_minutes", "12", now)
        .expect("goes through");
    for _ in 0..2 {
        found(
            &mut world,
            "found then to have been changed behind the program's back: lists",
        );
        save(&mut world);
    }
}

#[test]
fn a_correction_does_not_make_an_edited_person_good() {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number;
    edit(&world, "UPDATE petitioner SET name = '赵某' WHERE id = 1");
    found(&mut world, "record: Behind");
    let body = json!({"field": "address", "value": "示例县示例路9号", "reasons": "本人更正"});
    world
        .act(&number, "correct_record", &body)
        .expect("goes through");
    found(&mut world, "person 1. What was saved since");
}

#[test]
fn a_row_of_witness_added_by_hand_is_found_and_stays_found() {
    let mut world = World::new();
    world.seat("chen", "window");
    edit(&world, "UPDATE setting SET value = '99' WHERE key = 'zone'");
    let raw = world.raw();
    let (seq, before): (i64, Hash) = last(&raw, "witness");
    let digest = [7_u8; 32];
    let fields: [&[u8]; 3] = [&(seq + 1).to_be_bytes(), &0_i64.to_be_bytes(), &digest];
    let hash = chain::link(&before, &fields);
    raw.execute(
        "INSERT INTO witness (seq, about, digest, hash) VALUES (?1, 0, ?2, ?3)",
        params![seq + 1, digest, hash],
    )
    .expect("added");
    let beyond = format!("witness {}..{}", seq + 1, seq + 1);
    found(&mut world, &beyond);
    edit(
        &world,
        "UPDATE setting SET value = '+08:00' WHERE key = 'zone'",
    );
    save(&mut world);
    found(&mut world, &format!("back: {beyond}"));
}

fn last(raw: &Connection, table: &str) -> (i64, Hash) {
    let sql = format!("SELECT seq, hash FROM {table} ORDER BY seq DESC LIMIT 1");
    raw.query_row(&sql, [], |r| Ok((r.get(0)?, r.get(1)?)))
        .expect("a last row")
}

/// A note by `wei` at the end of the events, its hash as it should be.
fn forge_note(world: &World) -> i64 {
    let raw = world.raw();
    let (seq, before) = last(&raw, "event");
    let body = r#"{"step":"note","text":"伪造"}"#;
    let texts = ["2026-03-05", "2026-03-05T10:00:00+08:00", "wei", "", body];
    let (seq, one) = (seq + 1, 1_i64);
    let numbers = [seq.to_be_bytes(), one.to_be_bytes()];
    let mut fields: Vec<&[u8]> = numbers.iter().map(|n| &n[..]).collect();
    fields.extend(texts.iter().map(|t| t.as_bytes()));
    let hash = chain::link(&before, &fields);
    raw.execute(
        "INSERT INTO event (seq, petition, on_date, at, operator, why, body, hash) VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![seq, texts[0], texts[1], texts[2], texts[3], texts[4], hash],
    )
    .expect("forged");
    seq
}

#[test]
fn a_forged_event_is_found_and_stays_found() {
    let mut world = World::new();
    world.register(&json!({}));
    let seq = forge_note(&world);
    found(&mut world, &format!("since its last: event {seq}..{seq}"));
    save(&mut world);
    found(&mut world, &format!("back: event {seq}..{seq}"));
}

#[test]
fn an_event_whose_row_was_cut_off_is_found_and_stays_found() {
    let mut world = World::new();
    world.register(&json!({}));
    let number = world.register(&json!({})).file.number;
    world
        .act(&number, "note", &json!({"text": "记"}))
        .expect("a note");
    let raw = world.raw();
    let guard: String = raw
        .query_row(
            "SELECT sql FROM sqlite_schema WHERE name = 'audit_no_delete'",
            [],
            |r| r.get(0),
        )
        .expect("a guard");
    let cut =
        "DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit);";
    raw.execute_batch(&format!("{cut}{guard}")).expect("cut");
    found(&mut world, "since its last: event 3..3");
    save(&mut world);
    found(&mut world, "back: event 3..3");
}

fn entry(body: &Value) -> Entry {
    serde_json::from_value(body.clone()).expect("an entry")
}

/// A request that was refused.
fn refused_request() -> World {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number.0;
    let now = world.now;
    let asked = json!({"entry": "receive", "asked": "delete", "petition": number, "text": "删去"});
    let store = &mut world.store;
    store
        .enter_claim(None, &entry(&asked), now)
        .expect("received");
    clean(&mut world);
    world
}

#[test]
fn the_register_of_requests_is_held_against_the_trail() {
    let guard = "DROP TRIGGER claim_entry_no_delete; DELETE FROM claim_entry; CREATE TRIGGER claim_entry_no_delete BEFORE DELETE ON claim_entry BEGIN SELECT RAISE(ABORT, 'entries are only ever added'); END";
    let mut world = refused_request();
    edit(&world, guard);
    found(&mut world, "\"receive #1\", is not there");
    save(&mut world);
    found(&mut world, "claim 1 -> 0");
    // Changed, and the chain made whole again.
    let mut world = refused_request();
    let raw = world.raw();
    let texts: [String; 4] = raw
        .query_row(
            "SELECT at, operator, action, body FROM claim_entry",
            [],
            |r| Ok([r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?]),
        )
        .expect("an entry");
    let body = texts[3].replace("删去", "照准");
    assert_ne!(body, texts[3]);
    let one = 1_i64.to_be_bytes();
    let fields = [texts[0].as_str(), &texts[1], &texts[2], &body, ""].map(str::as_bytes);
    let fields: Vec<&[u8]> = [&one[..], &one].into_iter().chain(fields).collect();
    let hash = chain::link(&chain::START, &fields);
    raw.execute_batch("DROP TRIGGER claim_entry_no_update")
        .expect("open");
    raw.execute(
        "UPDATE claim_entry SET body = ?1, hash = ?2",
        params![body, hash],
    )
    .expect("changed");
    edit(
        &world,
        "CREATE TRIGGER claim_entry_no_update BEFORE UPDATE ON claim_entry BEGIN SELECT RAISE(ABORT, 'entries are only ever added'); END",
    );
    found(&mut world, "does not go with the events");
}

#[test]
fn audit_verify_finds_what_was_done_to_the_rights() {
    for sql in [
        "DELETE FROM audit_person",
        "DELETE FROM barred",
        "UPDATE petition SET restricted = 0",
        "INSERT INTO reader (petition, login) VALUES (1, 'zhao')",
    ] {
        let mut world = World::new();
        world.register(&report());
        let now = world.now;
        let id = zhuoluo::domain::ids::PersonId(1);
        world.store.person_file(id, now).expect("opened on record");
        clean(&mut world);
        edit(&world, sql);
        found(&mut world, "cache: ");
    }
}

#[test]
fn each_event_of_the_duty_desk_has_its_row_with_the_key() {
    let mut world = World::new();
    let seat = Seat {
        key: "SHA256:example".to_owned(),
        came: "ssh".to_owned(),
    };
    world.store.sit(&seat);
    let now = world.now;
    world.store.perform(Do::DutyCode, now).expect("a code");
    let deed: Deed = serde_json::from_value(
        json!({"deed": "log", "text": "电话一次", "at": "2026-03-05T08:50:00", "unusual": false}),
    )
    .expect("a deed");
    world
        .store
        .perform(Do::Duty(DutyOrder::plain(deed)), now)
        .expect("logged");
    let query = Query {
        action: Some("duty".to_owned()),
        limit: 9,
        ..Query::default()
    };
    let rows = world.store.trail(&query, now).expect("rows");
    let rows: Vec<(&str, &str)> = rows
        .iter()
        .map(|e| (e.what.raw(), e.key.as_str()))
        .collect();
    assert_eq!(
        rows,
        [("code #1", "SHA256:example"), ("log #2", "SHA256:example")]
    );
    clean(&mut world);
}

#[test]
fn a_store_from_before_stays_clean() {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number;
    world
        .act(&number, "note", &json!({"text": "记"}))
        .expect("a note");
    let path = world.first_version();
    let mut old = zhuoluo::store::Store::open(&path, "wang").expect("opened");
    assert_eq!(old.verify(|_| {}).expect("verified"), []);
    old.change_setting("lock_minutes", "12", world.now)
        .expect("changed");
    assert_eq!(old.verify(|_| {}).expect("verified"), []);
}
