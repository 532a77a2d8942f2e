//! Imported ledgers: twice adds nothing, an undo takes back what the batch did and only that.

use serde_json::{Value, json};
use zhuoluo::domain::ids::PersonId;
use zhuoluo::store::Store;
use zhuoluo::store::batch::{BatchRow, Imported, Ledger};
use zhuoluo::words::{Exit, Trouble};

use crate::kit::World;
use crate::kit::world::ledger;

fn row(world: &World, key: &str, more: &Value) -> BatchRow {
    BatchRow {
        key: key.to_owned(),
        intake: world.intake(more),
        closed: key.ends_with("closed"),
        answers: Vec::new(),
    }
}

fn import(
    store: &mut Store,
    rows: &[BatchRow],
    now: zhuoluo::store::Now,
    dry: bool,
) -> Result<Imported, Trouble> {
    let file = Ledger {
        file: "台账.xlsx",
        digest: [7; 32],
        refused: 0,
        rows,
    };
    store.import(&file, now, dry, |_| {})
}

fn three(world: &World) -> Vec<BatchRow> {
    vec![
        row(
            world,
            "a",
            &json!({"people": [{"name": "张某", "phones": ["13800138000"]}]}),
        ),
        row(world, "b", &json!({"people": [{"name": "李某"}]})),
        row(world, "c-closed", &json!({"people": []})),
    ]
}

#[test]
fn a_second_import_adds_nothing_and_a_dry_one_neither() {
    let mut world = World::new();
    let (rows, now) = (three(&world), world.now);
    let dry = import(&mut world.store, &rows, now, true).expect("dry");
    assert_eq!(
        (dry.taken, world.count("petition"), world.count("batch")),
        (3, 0, 0)
    );
    let first = import(&mut world.store, &rows, now, false).expect("taken");
    assert_eq!((first.taken, first.known), (3, 0));
    let before = (
        world.count("event"),
        world.count("petitioner"),
        world.count("audit"),
    );
    let second = import(&mut world.store, &rows, now, false).expect("known");
    assert_eq!((second.taken, second.known), (0, 3));
    assert_eq!(
        (
            world.count("event"),
            world.count("petitioner"),
            world.count("audit")
        ),
        before
    );
    assert_eq!(world.store.batches().expect("batches").len(), 1);
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn an_undo_takes_the_batch_back_and_it_may_come_again() {
    let mut world = World::new();
    let (rows, now) = (three(&world), world.now);
    let batch = import(&mut world.store, &rows, now, false)
        .expect("taken")
        .batch;
    assert_eq!(world.store.undo_import(batch, now).expect("undone"), 3);
    assert_eq!(ledger(&world.store, now).total, 0);
    assert_eq!(world.count("petitioner"), 0);
    assert_eq!(world.count("due"), 0);
    assert_eq!(
        world.count("event"),
        7,
        "nothing was taken out of the truth"
    );
    assert_eq!(
        world.store.undo_import(batch, now).expect_err("once").exit,
        Exit::Refused
    );
    assert_eq!(
        world.store.undo_import(99, now).expect_err("none").exit,
        Exit::Missing
    );
    assert_eq!(world.findings(), [""; 0]);
    let again = import(&mut world.store, &rows, now, false).expect("taken again");
    assert_eq!(again.taken, 3);
    let next = world.register(&json!({})).file.number.0;
    assert_eq!(
        next, "999999-2026-LF-00007",
        "voided numbers are never given again"
    );
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn an_undo_is_refused_once_somebody_worked_on_it() {
    let mut world = World::new();
    let (rows, now) = (three(&world), world.now);
    let batch = import(&mut world.store, &rows, now, false)
        .expect("taken")
        .batch;
    let number = ledger(&world.store, now)
        .rows
        .last()
        .expect("a row")
        .number
        .clone();
    world
        .act(&number, "note", &json!({"text": "已联系"}))
        .expect("a note");
    let refused = world.store.undo_import(batch, now).expect_err("worked on");
    assert_eq!(refused.exit, Exit::Refused);
    assert!(refused.what.zh.contains(&number.0));
    assert_eq!(ledger(&world.store, now).total, 3);
}

#[test]
fn an_undo_keeps_what_was_written_down_since() {
    let mut world = World::new();
    let now = world.now;
    world.register(&json!({"people": [{"name": "张某", "id_number": "99999919700101013X", "phones": ["13800138000"]}]}));
    let rows = [row(
        &world,
        "a",
        &json!({"people": [{"name": "张某", "id_number": "99999919700101013X", "phones": ["13800138000", "66661111"], "address": "东甲镇戊村3组", "language": "彝语"}]}),
    )];
    let batch = import(&mut world.store, &rows, now, false)
        .expect("taken")
        .batch;
    // Meanwhile at the window: another telephone, and help needed.
    world.register(&json!({"people": [{"name": "张某", "id_number": "99999919700101013X", "phones": ["13800138000", "66662222"], "help": "大字回执"}]}));
    world.store.undo_import(batch, now).expect("undone");
    let (phones, address, language, help): (String, String, String, String) = world
        .raw()
        .query_row(
            "SELECT phones, address, language, help FROM petitioner WHERE id = 1",
            [],
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)),
        )
        .expect("the record");
    assert_eq!(phones, "13800138000 66662222");
    assert_eq!(help, "大字回执");
    assert_eq!((language.as_str(), world.count("petitioner")), ("", 1));
    let _ = address;
    assert_eq!(world.findings(), [""; 0]);
}

/// What an administrator who edits the file could do, and of what `verify` then says that it was changed.
const EDITS: [(&str, &str); 9] = [
    (
        "UPDATE merge SET why = 'x' WHERE id = 1",
        "what was said of two people, entry 1",
    ),
    (
        "UPDATE merge SET undone_at = at, undone_by = operator, undone_why = '' WHERE id = 2",
        "what was said of two people, entry 2",
    ),
    (
        "UPDATE merge SET undone_at = NULL, undone_by = NULL, undone_why = NULL WHERE id = 3",
        "what was said of two people, entry 3",
    ),
    (
        "DROP TRIGGER merge_no_delete; DELETE FROM merge WHERE id = 2",
        "what was said of two people, entry 2",
    ),
    (
        "INSERT INTO merge (said, kept, other, at, operator, why) SELECT said, 5, 6, at, operator, why FROM merge WHERE id = 1",
        "what was said of two people, entry 4",
    ),
    ("UPDATE batch SET file = '别的.xlsx'", "the import 1"),
    ("DELETE FROM batch_row WHERE key = 'a'", "the import 1"),
    (
        "UPDATE batch_person SET before = '{}', after = '{}'",
        "the import 1",
    ),
    (
        "PRAGMA foreign_keys = OFF; DELETE FROM batch_row; DELETE FROM batch_person; DELETE FROM batch",
        "the import 1",
    ),
];

/// Two read as one, two told apart, two taken apart again, and an import.
fn merged_and_imported() -> World {
    let mut world = World::new();
    let (rows, now) = (three(&world), world.now);
    for n in 1..=4 {
        let phone = format!("1390013900{n}");
        world.register(&json!({"people": [{"name": "赵某", "phones": [phone]}]}));
    }
    import(&mut world.store, &rows, now, false).expect("taken");
    let [a, b, c, d] = [1, 2, 3, 4].map(PersonId);
    let store = &mut world.store;
    store.merge_people(a, b, "证件号码相同", now).expect("one");
    store
        .keep_apart(c, d, false, "不是同一人", now)
        .expect("two");
    store.merge_people(a, c, "证件号码相同", now).expect("one");
    store.split_person(c, "认错了", now).expect("two again");
    assert_eq!(world.findings(), [""; 0]);
    world
}

#[test]
fn edits_of_merges_and_batches_behind_the_programs_back_are_found() {
    for (sql, of) in EDITS {
        let mut world = merged_and_imported();
        world.raw().execute_batch(sql).expect("tampering");
        let findings = world.findings();
        let found =
            format!("record: Behind the program's back somebody changed, added or removed {of}");
        assert!(
            findings.iter().any(|f| f.starts_with(&found)),
            "{sql}: {findings:?}"
        );
    }
    // An undone batch is witnessed as it then is.
    let mut world = merged_and_imported();
    let now = world.now;
    world.store.undo_import(1, now).expect("undone");
    assert_eq!(world.findings(), [""; 0]);
    world
        .raw()
        .execute_batch("UPDATE batch SET undone = NULL")
        .expect("tampering");
    assert_ne!(world.findings(), [""; 0]);
}

#[test]
fn an_undone_batch_leaves_nothing_of_what_its_petitions_wrote_of_people_on_record() {
    let mut world = World::new();
    let person = |more: &str| json!({ "people": [{ "name": "诸葛密", "id_number": "999999196203041116", "phones": [more] }] });
    world.register(&person("13700137000"));
    let rows = [row(&world, "d", &person("13500135000"))];
    let now = world.now;
    let done = import(&mut world.store, &rows, now, false).expect("taken");
    assert_eq!(world.count("brought"), 2, "what each of the two said");
    world.store.undo_import(done.batch, now).expect("undone");
    assert_eq!(world.count("brought"), 1);
    assert_eq!(world.findings(), [""; 0]);
}
