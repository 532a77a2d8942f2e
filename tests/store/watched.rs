//! Every table is watched: what somebody writes into it beside the program is found, or does nothing.

use std::collections::BTreeSet;

use serde_json::json;
use zhuoluo::domain::act::Act;
use zhuoluo::domain::draft::Draft;
use zhuoluo::domain::ids::{PersonId, PetitionNo};
use zhuoluo::domain::intake::answer::{Answer, Answered, Whom};
use zhuoluo::domain::once::Once;
use zhuoluo::flow::Do;
use zhuoluo::flow::waiting::Wait;
use zhuoluo::store::Store;
use zhuoluo::store::batch::{BatchRow, Ledger};
use zhuoluo::store::waiting::Put;

use crate::kit::World;

/// What holds each table, so that one which is added has to say what holds it.
const HELD: [(&str, &str); 39] = [
    ("event", "a chain"),
    ("audit", "a chain"),
    ("duty_event", "a chain"),
    ("claim_entry", "a chain"),
    ("witness", "a chain"),
    ("setting", "witnessed"),
    ("unit", "witnessed"),
    ("operator", "witnessed"),
    ("calendar_version", "witnessed"),
    ("campaign", "witnessed"),
    ("campaign_case", "witnessed"),
    ("petitioner", "witnessed"),
    ("sealed_petitioner", "witnessed"),
    ("written", "witnessed"),
    ("brought", "witnessed"),
    ("merge", "witnessed"),
    ("batch", "witnessed"),
    ("batch_row", "witnessed"),
    ("batch_person", "witnessed"),
    ("import_answer", "witnessed"),
    ("waiting", "witnessed"),
    ("waiting_row", "witnessed"),
    ("waiting_pair", "witnessed"),
    ("became", "witnessed"),
    ("petition", "made again and compared"),
    ("party", "made again and compared"),
    ("reader", "made again and compared"),
    ("due", "made again and compared"),
    ("beside", "made again and compared"),
    ("due_tally", "made again and compared"),
    ("open_tally", "made again and compared"),
    ("serial", "made again and compared"),
    ("concern", "made again and compared"),
    ("barred", "made again and compared"),
    ("apart", "made again and compared"),
    ("audit_person", "made again and compared"),
    // Nothing that counts: what its operator has not saved yet, and looks at before it is saved.
    ("draft", "not watched"),
    // The planner's own, once it has been asked to look.
    ("sqlite_stat1", "not watched"),
    ("sqlite_stat4", "not watched"),
];

#[test]
fn each_table_is_held_by_something() {
    let world = World::new();
    let raw = world.raw();
    let mut statement = raw
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .expect("read");
    let tables = statement.query_map([], |r| r.get::<_, String>(0));
    let tables: BTreeSet<String> = tables.expect("read").map(|t| t.expect("a name")).collect();
    let held: BTreeSet<String> = HELD.iter().map(|h| h.0.to_owned()).collect();
    let unheld: Vec<_> = tables.difference(&held).collect();
    assert_eq!(unheld, [""; 0], "say in HELD what holds it, and prove it");
    let own = |t: &&String| !t.starts_with("sqlite_");
    let gone: Vec<_> = held.difference(&tables).filter(own).collect();
    assert_eq!(gone, [""; 0]);
}

fn edit(world: &World, sql: &str) {
    let sql = format!("PRAGMA foreign_keys = OFF; {sql}");
    world.raw().execute_batch(&sql).expect("edited");
}

/// What `audit verify` says, in English.
fn said(store: &Store) -> Vec<String> {
    let findings = store.altered().expect("read");
    let line = |f: &zhuoluo::store::Finding| format!("{}: {}", f.kind, f.what.en);
    findings.iter().map(line).collect()
}

fn rows(world: &World) -> Vec<(Draft, BatchRow)> {
    let row = |n: usize| {
        let name = ["章晓棠", "章小唐"][n];
        let phone = format!("1540000000{n}");
        let body =
            json!({"received_on": "2026-03-05", "people": [{"name": name, "phones": [phone]}]});
        let draft = Draft::from_json(&crate::kit::log::draft(&body)).expect("a draft");
        let row = BatchRow {
            key: format!("{n:064x}"),
            intake: world.intake(&body),
            closed: false,
            answers: Vec::new(),
        };
        (draft, row)
    };
    vec![row(0), row(1)]
}

/// A ledger that waits, with an answer to its first row, and nothing wrong.
fn waits() -> World {
    let mut world = World::new();
    world.register(&json!({"people": [{"name": "章晓棠", "phones": ["15400000000"]}]}));
    let (drafts, taken): (Vec<_>, Vec<_>) = rows(&world).into_iter().unzip();
    let lines: Vec<_> = drafts.into_iter().map(|d| (2, d, vec![0])).collect();
    let put = Put {
        file: "台账.xlsx",
        digest: [7; 32],
        refused: 0,
        rows: &taken,
        lines: &lines,
    };
    let now = world.now;
    assert_eq!(world.store.put_waiting(&put, now).expect("waits"), 1);
    answer(&mut world, Answer::Person);
    assert_eq!(said(&world.store), [""; 0]);
    world
}

fn answer(world: &mut World, answer: Answer) {
    let answered = Answered {
        nth: 0,
        whom: Whom::Record(PersonId(1), PetitionNo(String::new())),
        answer,
    };
    let order = Do::Wait(Wait::Answer(1, 0, answered));
    let now = world.now;
    world.store.perform(order, now).expect("kept");
}

fn import(world: &mut World) {
    let rows: Vec<BatchRow> = rows(world).into_iter().map(|r| r.1).collect();
    let ledger = Ledger {
        file: "台账.xlsx",
        digest: [7; 32],
        refused: 0,
        rows: &rows,
    };
    let now = world.now;
    let done = world.store.import(&ledger, now, false, |_| {});
    done.expect("taken");
}

/// Each kind of change of each table that leads to an import.
#[test]
fn what_leads_to_an_import_is_watched() {
    let answer = "INSERT INTO import_answer (key, nth, person, other, other_nth, petition, answer, at, operator) VALUES";
    let edits = [
        "UPDATE waiting SET operator = 'li'",
        "UPDATE waiting SET file = '别的.xlsx'",
        "DELETE FROM waiting",
        "UPDATE waiting_row SET draft = replace(draft, '章小唐', '别某')",
        "DELETE FROM waiting_row WHERE place = 1",
        "INSERT INTO waiting_row SELECT 9, place, line, key, draft, closed, asked FROM waiting_row",
        "INSERT INTO waiting_pair VALUES (1, 1, 0, 0, 5, '同名', 'same name')",
        "INSERT INTO waiting_pair VALUES (9, 1, 0, 0, 0, '同名', 'same name')",
        "UPDATE import_answer SET answer = 'neither'",
        "UPDATE import_answer SET operator = 'li'",
        "DELETE FROM import_answer",
        &format!(
            "{answer} (printf('%064x', 1), 0, 1, '', 0, '', 'person', '2026-03-05T09:00:00+08:00', 'wang')"
        ),
        &format!(
            "{answer} ('elsewhere', 0, 1, '', 0, '', 'person', '2026-03-05T09:00:00+08:00', 'wang')"
        ),
    ];
    for sql in edits {
        let mut world = waits();
        edit(&world, sql);
        let found = said(&world.store);
        let told = "record: Behind the program's back somebody changed, added or removed";
        assert!(
            found.iter().any(|f| f.starts_with(told)),
            "{sql}: {found:?}"
        );
        // Nor does what is saved next make it good, were it the very same.
        let now = world.now;
        let row = Answered {
            nth: 0,
            whom: Whom::Record(PersonId(1), PetitionNo(String::new())),
            answer: Answer::Person,
        };
        for order in [Wait::Answer(1, 0, row), Wait::Import(1)] {
            drop(world.store.perform(Do::Wait(order), now));
        }
        assert_ne!(said(&world.store), [""; 0], "{sql}");
    }
}

#[test]
fn a_ledger_that_was_changed_and_imported_stays_found() {
    let mut world = waits();
    edit(
        &world,
        "UPDATE waiting_row SET closed = 1; UPDATE import_answer SET answer = 'neither'",
    );
    answer(&mut world, Answer::Person);
    let now = world.now;
    let order = Do::Wait(Wait::Import(1));
    world.store.perform(order, now).expect("imported");
    let found = said(&world.store);
    for told in ["back: answers.", "back: waiting 1."] {
        assert!(found.iter().any(|f| f.contains(told)), "{told}: {found:?}");
    }
    assert!(
        found.iter().all(|f| f.starts_with("altered: ")),
        "{found:?}"
    );
}

#[test]
fn rows_of_an_import_that_never_was_are_found_and_taken_by_no_later_one() {
    for sql in [
        "INSERT INTO batch_row (key, batch, petition) VALUES ('x', 1, 1)",
        "INSERT INTO batch_person (batch, person) VALUES (1, 1)",
    ] {
        let mut world = World::new();
        world.register(&json!({}));
        edit(&world, sql);
        let found = said(&world.store);
        assert!(
            found.iter().any(|f| f.ends_with("the import 1.")),
            "{found:?}"
        );
        import(&mut world);
        let found = said(&world.store);
        assert!(
            found.iter().any(|f| f.contains("back: batch 1.")),
            "{sql}: {found:?}"
        );
    }
}

#[test]
fn what_was_written_of_nobody_is_found() {
    let mut world = World::new();
    world.register(&json!({}));
    edit(
        &world,
        "INSERT INTO written (person, petition, body) VALUES (2, 1, '{}')",
    );
    let found = said(&world.store);
    assert!(found.iter().any(|f| f.ends_with("record 2.")), "{found:?}");
    world.register(&json!({"people": [{"name": "别某"}]}));
    let found = said(&world.store);
    assert!(
        found.iter().any(|f| f.contains("back: person 2.")),
        "{found:?}"
    );
}

#[test]
fn what_a_petition_brought_and_who_stands_apart_is_watched() {
    for (about, sql) in [
        (
            1,
            "INSERT INTO brought (person, petition, given) VALUES (1, 9, '{}')",
        ),
        (
            2,
            "INSERT INTO brought (person, petition, given) VALUES (2, 1, '{}')",
        ),
    ] {
        let mut world = World::new();
        world.register(&json!({}));
        assert!(said(&world.store).is_empty());
        edit(&world, sql);
        let found = said(&world.store);
        let record = format!("record {about}.");
        assert!(
            found.iter().any(|f| f.contains(&record)),
            "{sql}: {found:?}"
        );
    }
    let mut world = World::new();
    world.register(&json!({}));
    edit(
        &world,
        "INSERT INTO apart (petition, was, person) VALUES (1, 1, 2)",
    );
    let found = world.store.verify(|_| {}).expect("looked at");
    assert!(
        found.iter().any(|f| f.what.en.contains("apart")),
        "{found:?}"
    );
}

/// A note under a draft id, as a script says it.
fn note(world: &mut World, number: &PetitionNo, draft: &str, text: &str) {
    let body = json!({"step": "note", "text": text});
    let (step, on) = (
        serde_json::from_value(body).expect("a step"),
        world.now.date_naive(),
    );
    let act = Act {
        step,
        on,
        why: "".into(),
        seen: None,
        once: Some(Once::of(draft.to_owned(), "act", text)),
    };
    let order = Do::Act(number.clone(), act);
    let now = world.now;
    world.store.perform(order, now).expect("recorded");
}

#[test]
fn what_a_draft_became_is_watched() {
    for sql in [
        "UPDATE became SET seq = 1",
        "UPDATE became SET said = zeroblob(32)",
        "DELETE FROM became",
        "INSERT INTO became SELECT 'two', operator, chain, seq, said FROM became",
    ] {
        let mut world = World::new();
        let number = world.register(&json!({})).file.number;
        note(&mut world, &number, "one", "记");
        assert_eq!(said(&world.store), [""; 0]);
        edit(
            &world,
            &format!("DROP TRIGGER became_no_update; DROP TRIGGER became_no_delete; {sql};
                CREATE TRIGGER became_no_update BEFORE UPDATE ON became BEGIN SELECT RAISE(ABORT, 'what a draft became stays'); END;
                CREATE TRIGGER became_no_delete BEFORE DELETE ON became BEGIN SELECT RAISE(ABORT, 'what a draft became stays'); END"),
        );
        let found = said(&world.store);
        assert_eq!(found.len(), 1, "{sql}: {found:?}");
        assert!(
            found[0].contains("what drafts of scripts became (1"),
            "{found:?}"
        );
        if sql.starts_with("DELETE") {
            // The same order again is taken as new, and that does not make it good.
            note(&mut world, &number, "one", "记");
            let found = said(&world.store);
            assert!(
                found.iter().any(|f| f.contains("back: became.")),
                "{found:?}"
            );
        }
    }
}

/// What was there before any of this was witnessed is witnessed as it is when a newer program opens it.
#[test]
fn a_store_from_before_is_watched_from_its_opening_on() {
    let mut world = World::new();
    world.register(&json!({}));
    let path = world.before_bound();
    let raw = rusqlite::Connection::open(&path).expect("open");
    let at = "'2026-03-05T09:00:00+08:00', 'wang'";
    raw.execute_batch(&format!(
        "INSERT INTO waiting VALUES (3, '台账.xlsx', zeroblob(32), {at}, 0);
         INSERT INTO import_answer VALUES ('x', 0, 1, '', 0, '', 'person', {at})"
    ))
    .expect("as it was");
    let store = Store::open(&path, "wang").expect("opened");
    assert_eq!(said(&store), [""; 0]);
    raw.execute_batch("UPDATE waiting SET refused = 1; DELETE FROM import_answer")
        .expect("edited");
    let found = said(&store);
    for told in ["imported, 3.", "to rows of imports"] {
        assert!(found.iter().any(|f| f.contains(told)), "{told}: {found:?}");
    }
    assert_eq!(found.len(), 2);
}
