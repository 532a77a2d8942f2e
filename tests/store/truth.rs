//! Events are the truth: rebuilt caches equal live ones, tampering is found, triggers refuse.

use serde_json::{Value, json};
use zhuoluo::domain::event::StepKind;
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::domain::step::{self, Ground};
use zhuoluo::words::Exit;

use crate::kit::world::{open, open_for, report};
use crate::kit::{Dice, World, morning};

/// A day of work: registrations of every kind and random legal steps.
fn work(world: &mut World, seed: u64, acts: usize) -> Vec<PetitionNo> {
    let mut dice = Dice(seed);
    let mut numbers = Vec::new();
    for i in 0..12 {
        let more = match i % 4 {
            0 => json!({"people": [{"name": format!("张某{i}"), "phones": ["13800138000"]}]}),
            1 => report(),
            2 => json!({"people": [], "class": "proposal", "route": ""}),
            _ => json!({"withhold_name": true, "external_no": format!("WX{i}")}),
        };
        numbers.push(world.register(&more).file.number);
    }
    for _ in 0..acts {
        let number = dice.pick(&numbers).clone();
        let file = open_for(&mut world.store, &number.0, "核对", world.now).expect("a file");
        let office = world.store.office();
        let ground = Ground {
            calendar: &office.calendar,
            rules: &office.rules,
            today: world.now.date_naive(),
            operator: &office.operator,
        };
        let case = file.case.expect("a case");
        let open: Vec<StepKind> = step::menu(&case, ground)
            .into_iter()
            .filter(|(_, c)| c.is_none())
            .map(|(k, _)| k)
            .collect();
        let kind = *dice.pick(&open);
        let body = body(kind, file.events.last().map_or(0, |e| e.seq));
        let _ = world.act(&number, kind.code(), &body);
        if dice.below(6) == 0 {
            world.now = morning(world.now.date_naive() + chrono::Days::new(1));
        }
    }
    numbers
}

fn body(kind: StepKind, last: i64) -> Value {
    use StepKind as S;
    match kind {
        S::Sort => json!({"class": "report", "route": null, "accused_unknown": true}),
        S::Forward => json!({"to": "教育局"}),
        S::Assign => json!({"to": "东甲镇", "due_on": "2026-12-01"}),
        S::Correct => json!({"of": last, "void": true, "reasons": "录错"}),
        S::Promise => json!({"text": "回电话", "due_on": "2026-12-01"}),
        S::Handler => json!({"login": "wang"}),
        S::Extend => json!({"days": 30, "reasons": "鉴定", "approver": "王某"}),
        S::Redirect => json!({"route": "arbitration", "body": "县仲裁委"}),
        S::Accept => json!({"route": "petition"}),
        S::Lead => json!({"official": "王某"}),
        S::Link => json!({"matter": 1, "reasons": "同一事项"}),
        S::Fulfil => json!({"of": last, "text": "已回"}),
        S::Contact | S::Note | S::Remind | S::Meet | S::LegalReview | S::FollowUp => {
            json!({"text": "记一笔"})
        }
        S::SignFor
        | S::Answer
        | S::Serve
        | S::Notify
        | S::Register
        | S::AskReview
        | S::AskRereview => json!({}),
        S::AnswerReview | S::AnswerRereview => json!({"outcome": "upheld"}),
        S::Hear => json!({"from": "2026-03-05", "to": "2026-03-05"}),
        S::Mediate => json!({"agreed": true, "document": "示调1号", "text": "协商"}),
        S::Rate => json!({"office": "satisfied"}),
        S::Supervise => json!({"demand": "improve", "text": "建议"}),
        S::ReplyToSupervision => json!({"of": last, "text": "已改", "adopted": true}),
        S::Recuse => {
            json!({"login": "li", "substitute": "wang", "reasons": "亲属", "approver": "王某"})
        }
        S::Split => json!({"requests": [1], "into": "另件", "reasons": "另一事项"}),
        S::Archive => json!({"retention": "ten"}),
        S::CorrectRecord => {
            json!({"field": "address", "value": format!("东甲镇{last}组"), "reasons": "本人更正"})
        }
        S::Restrict => json!({"ground": "done", "reasons": "目的已实现"}),
        S::HandOver => json!({"archives": "县档案馆", "why": "到期移交"}),
        S::Lift => json!({"reasons": "再次反映"}),
        S::Object | S::Return | S::Decline | S::Withdraw | S::Close | S::Reopen | S::Unlink => {
            json!({"reasons": "理由"})
        }
    }
}

#[test]
fn rebuilt_caches_equal_live_ones() {
    for seed in [1, 2] {
        let mut world = World::new();
        work(&mut world, seed, 120);
        assert!(world.count("event") > 40, "the day was too quiet");
        assert_eq!(world.findings(), [""; 0]);
    }
}

/// Changes the store behind its back and hands back what `verify` finds.
fn tampered(sql: &str) -> Vec<String> {
    let mut world = World::new();
    work(&mut world, 3, 30);
    world.raw().execute_batch(sql).expect("tampering");
    world.findings()
}

#[test]
fn tampering_is_found_and_placed() {
    for (sql, kind) in [
        (
            "DROP TRIGGER event_no_update; UPDATE event SET body = replace(body, '征地', '占地') WHERE seq = 1",
            "chain: The event chain breaks at event 1",
        ),
        (
            "DROP TRIGGER event_no_update; UPDATE event SET on_date = '2026-01-01' WHERE seq = 5",
            "chain: The event chain breaks at event 5",
        ),
        (
            "DROP TRIGGER event_no_update; UPDATE event SET operator = 'li' WHERE seq = 5",
            "chain: The event chain breaks at event 5",
        ),
        (
            "DROP TRIGGER event_no_delete; DELETE FROM event WHERE seq = 7",
            "chain: The event chain breaks at event 8",
        ),
        (
            "DROP TRIGGER audit_no_update; UPDATE audit SET why = 'x' WHERE seq = 2",
            "audit: The audit chain breaks at entry 2",
        ),
        (
            "DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE seq = 2",
            "audit: The audit chain breaks at entry 3",
        ),
        (
            "UPDATE petition SET status = 'closed' WHERE id = 3",
            "cache: The cache petition",
        ),
        (
            "UPDATE due SET effective = '2030-01-01' WHERE petition = 3",
            "cache: The cache due",
        ),
        ("DELETE FROM due WHERE petition = 3", "cache: The cache due"),
        (
            "INSERT INTO reader (petition, login) VALUES (2, 'li')",
            "cache: The cache reader",
        ),
        ("UPDATE serial SET last = 99", "cache: The cache serial"),
        (
            "DELETE FROM party WHERE petition = 1",
            "cache: The cache party",
        ),
    ] {
        is_found(sql, kind);
    }
}

/// Fails unless `verify` says this of a store that was changed so.
fn is_found(sql: &str, kind: &str) {
    let findings = tampered(sql);
    let said = findings.iter().any(|f| f.starts_with(kind));
    assert!(said, "{sql}: {findings:?}");
}

/// Whoever edits what stands in no chain of its own, or the guards, is found as well.
#[test]
fn edits_of_people_lists_and_guards_are_found() {
    for (sql, kind) in [
        (
            "UPDATE operator SET duty = 'auditor' WHERE login = 'wang'",
            "office: Behind the program's back somebody changed the roster",
        ),
        (
            "INSERT INTO operator VALUES ('mallory', '某人', 'administrator', 1)",
            "office: ",
        ),
        (
            "UPDATE setting SET value = '0' WHERE key = 'sandbox'",
            "office: ",
        ),
        ("UPDATE unit SET under = NULL", "office: "),
        (
            "UPDATE petitioner SET phones = '13900000000' WHERE id = 1",
            "record: Behind the program's back somebody changed, added or removed the person's record 1",
        ),
        ("DELETE FROM petitioner WHERE id = 1", "record: Behind"),
        (
            "INSERT INTO petitioner SELECT 9999, name_entered, name, kind, id_kind, id_number, phones, address, contact_by, language, help FROM petitioner WHERE id = 1",
            "record: Behind the program's back somebody changed, added or removed the person's record 9999",
        ),
        (
            "DROP TRIGGER witness_no_update; UPDATE witness SET digest = zeroblob(32) WHERE seq = 2",
            "record: The chain of witnesses breaks at entry 2",
        ),
        (
            "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM draft; END",
            "schema: The trigger \"t\" is not the program's",
        ),
        ("CREATE VIEW \"x'; --\" AS SELECT 1", "schema: The view"),
        (
            "DROP TRIGGER audit_no_delete",
            "schema: The trigger \"audit_no_delete\" is gone",
        ),
        ("DROP INDEX petition_status", "schema: The index"),
        (
            "DROP TRIGGER event_no_update; CREATE TRIGGER event_no_update BEFORE UPDATE ON event WHEN 0 BEGIN SELECT 1; END",
            "schema: The trigger \"event_no_update\" was changed",
        ),
    ] {
        is_found(sql, kind);
    }
}

/// What Litestream lays into a store to copy it is no edit, as it writes it and not otherwise.
#[test]
fn the_tables_of_a_standby_are_no_edit() {
    let lock = "CREATE TABLE _litestream_lock (id INTEGER);";
    let own = "CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER);";
    let found = tampered(&format!(
        "{lock} {own} INSERT INTO _litestream_seq (id, seq) VALUES (1, 7);"
    ));
    assert!(found.is_empty(), "{found:?}");
    is_found(
        "CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER, note TEXT)",
        "schema",
    );
    is_found("CREATE TABLE _litestream_more (id INTEGER)", "schema");
}

#[test]
fn a_body_from_the_future_is_said_not_guessed() {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number;
    let raw = world.raw();
    raw.execute_batch(
        "DROP TRIGGER event_no_update; UPDATE event SET body = '{\"step\":\"teleport\"}'",
    )
    .expect("tampering");
    let trouble = open(&mut world.store, &number.0, world.now).expect_err("unreadable");
    assert_eq!(trouble.exit, Exit::Damaged);
}

#[test]
fn triggers_refuse_to_change_or_remove_what_was_written() {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number;
    open(&mut world.store, &number.0, world.now).expect("a file");
    let raw = world.raw();
    for sql in [
        "UPDATE event SET why = 'x'",
        "DELETE FROM event",
        "UPDATE audit SET why = 'x'",
        "DELETE FROM audit",
    ] {
        assert!(raw.execute(sql, []).is_err(), "{sql}");
    }
}

#[test]
fn verify_sees_one_moment_while_others_write() {
    let mut world = World::new();
    work(&mut world, 4, 20);
    let (path, intake, now) = (world.path(), world.intake(&json!({})), world.now);
    let writer = std::thread::spawn(move || {
        let mut store = zhuoluo::store::Store::open(&path, "wang").expect("the store");
        for _ in 0..60 {
            crate::kit::world::register(&mut store, intake.clone(), now).expect("registered");
        }
    });
    while !writer.is_finished() {
        assert_eq!(world.findings(), [""; 0]);
    }
    writer.join().expect("the writer");
    assert_eq!(world.findings(), [""; 0]);
}

/// The answer to a registration is laid out from what was written, and not read back: it must be what an
/// opening shows.
#[test]
fn what_a_registration_answers_is_what_its_file_holds() {
    let mut world = World::new();
    // A part of a second is not stored.
    world.now += chrono::TimeDelta::milliseconds(250);
    let first = world.register(&json!({})).file.number.0;
    for more in [
        json!({"people": [{"name": "张 某", "phones": ["13800138000", "010-12345678"], "address": " 示例县 "}]}),
        report(),
        json!({"people": [], "class": "proposal", "route": ""}),
        json!({"withhold_name": true, "external_no": "WX1", "headcount": 7}),
    ] {
        let mut intake = world.intake(&more);
        for same in [None, Some(PetitionNo(first.clone()))] {
            intake.same_matter = same;
            let now = world.now;
            let told = crate::kit::world::register(&mut world.store, intake.clone(), now);
            let told = told.expect("registered").file;
            let number = told.number.0.clone();
            let opened = open_for(&mut world.store, &number, "核对", now).expect("a file");
            assert_eq!(*told, *opened, "{more}");
        }
    }
}
