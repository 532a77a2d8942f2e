//! The synthetic office: the same for the same seed, legal in every step, of every kind.

use std::fmt::Write;

use std::collections::BTreeSet;
use std::sync::Arc;

use zhuoluo::demo::{Demo, Petition, Plan};
use zhuoluo::domain::act::{self, Act};
use zhuoluo::domain::case::Case;
use zhuoluo::domain::event::{Event, Step};
use zhuoluo::domain::ids::PetitionId;
use zhuoluo::domain::office::Office;
use zhuoluo::domain::person::Person;
use zhuoluo::domain::step::Ground;
use zhuoluo::domain::{identity, name};
use zhuoluo::store::Store;

use super::{Home, NOW, arg};

fn dump(path: &std::path::Path) -> String {
    let conn = rusqlite::Connection::open(path).expect("opened");
    let mut out = String::new();
    for table in [
        "event",
        "petition",
        "petitioner",
        "due",
        "party",
        "duty_event",
        "reader",
        "serial",
    ] {
        let mut statement = conn
            .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))
            .expect("a table");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            for at in 0..columns {
                write!(out, "{:?}|", row.get_ref(at).expect("a cell")).expect("text");
            }
            out.push('\n');
        }
    }
    out
}

#[test]
fn the_same_seed_makes_the_same_office() {
    let home = Home::empty();
    let make = |name: &str, seed: &str| {
        let file = home.path(name);
        home.run(&[
            "--now",
            NOW,
            "demo",
            "--people",
            "300",
            "--petitions",
            "500",
            "--seed",
            seed,
            "--file",
            arg(&file),
            "--no-open",
        ])
        .is(0);
        dump(&file)
    };
    let one = make("one.sqlite3", "7");
    assert_eq!(one, make("two.sqlite3", "7"));
    assert_ne!(one, make("three.sqlite3", "8"));
}

/// A demo office of four thousand petitions, and its tables.
fn office(home: &Home) -> (std::path::PathBuf, rusqlite::Connection) {
    let file = home.path("demo.sqlite3");
    let (people, petitions) = ("1500", "4000");
    let words = [
        "--now",
        NOW,
        "demo",
        "--no-open",
        "--people",
        people,
        "--petitions",
        petitions,
        "--file",
        arg(&file),
    ];
    home.run(&words).is(0);
    let conn = rusqlite::Connection::open(&file).expect("opened");
    (file, conn)
}

fn number(conn: &rusqlite::Connection, sql: &str) -> i64 {
    conn.query_row(sql, [], |r| r.get(0)).expect("a number")
}

fn words(conn: &rusqlite::Connection, sql: &str) -> BTreeSet<String> {
    let mut statement = conn.prepare(sql).expect("a query");
    let rows = statement.query_map([], |r| r.get(0)).expect("rows");
    rows.map(|r| r.expect("text")).collect()
}

#[test]
fn it_is_sound_and_owes_a_little() {
    let home = Home::empty();
    let (file, conn) = office(&home);
    home.run(&["--db", arg(&file), "verify"]).is(0);
    let owed = home
        .run(&["--db", arg(&file), "--now", NOW, "owed", "--json"])
        .is(10)
        .json();
    let owed = owed.as_array().expect("a list");
    let late = owed.iter().filter(|o| o["state"] == "overdue").count();
    let days = owed.iter().filter_map(|o| o["days_left"].as_i64());
    let soon = days.filter(|d| (0..=7).contains(d)).count();
    assert!(
        late > 5 && soon > 5 && late < owed.len() / 2,
        "{late} {soon} {}",
        owed.len()
    );
    for none in [
        "SELECT count(*) FROM petition WHERE registered_on > '2026-11-20'",
        "SELECT count(*) FROM event WHERE at > '2026-11-20T09:00:00+08:00' OR on_date > '2026-11-20'",
        "SELECT count(*) FROM petitioner WHERE id_number <> '' AND id_kind LIKE '%resident%' AND id_number NOT LIKE '999999%'",
    ] {
        assert_eq!(number(&conn, none), 0, "{none}");
    }
    let period = "SELECT count(*) FROM duty_event WHERE kind = 'declare' AND json_extract(body, '$.from') <= '2026-11-20' AND json_extract(body, '$.to') >= '2026-11-20'";
    assert_eq!(number(&conn, period), 1);
}

#[test]
fn it_is_of_every_kind() {
    let home = Home::empty();
    let (_, conn) = office(&home);
    assert_eq!(number(&conn, "SELECT count(*) FROM petition"), 4000);
    assert_eq!(
        words(&conn, "SELECT DISTINCT channel FROM petition").len(),
        6
    );
    assert_eq!(words(&conn, "SELECT DISTINCT class FROM petition").len(), 3);
    let statuses = words(&conn, "SELECT DISTINCT status FROM petition");
    let all =
        "registered sent signed objected accepted redirected answered served closed withdrawn";
    for status in all.split(' ') {
        assert!(statuses.contains(status), "{status}: {statuses:?}");
    }
    let largest = "SELECT max(n) FROM (SELECT count(*) AS n FROM party GROUP BY petition)";
    assert!(number(&conn, largest) >= 15);
    let speakers = "SELECT max(n) FROM (SELECT count(*) AS n FROM party WHERE role = 'representative' GROUP BY petition)";
    assert!(number(&conn, speakers) <= 5);
    let anonymous = "SELECT count(*) FROM petition p WHERE NOT EXISTS (SELECT 1 FROM party a WHERE a.petition = p.id)";
    assert!(number(&conn, anonymous) > 20);
    assert!(
        number(
            &conn,
            "SELECT count(*) FROM petitioner WHERE name LIKE '%·%'"
        ) > 10
    );
}

/// The generator itself, over the units of a demo store.
fn invented(home: &Home, people: u32, petitions: u32) -> (Arc<Office>, Vec<Person>, Vec<Petition>) {
    let file = home.path("small.sqlite3");
    home.run(&[
        "--now",
        NOW,
        "demo",
        "--people",
        "10",
        "--petitions",
        "10",
        "--file",
        arg(&file),
        "--no-open",
    ])
    .is(0);
    let office = match Store::open(&file, "demo") {
        Ok(store) => store.office(),
        Err(trouble) => panic!("{trouble:?}"),
    };
    let now = chrono::DateTime::parse_from_rfc3339(NOW).expect("an instant");
    let plan = Plan {
        people,
        petitions,
        seed: 3,
        now,
    };
    let (people, petitions) = match Demo::new(plan, &office) {
        Ok(mut demo) => (demo.people(0, people), demo.petitions(petitions)),
        Err(trouble) => panic!("{trouble:?}"),
    };
    (office, people, petitions)
}

#[test]
fn its_people_have_sound_numbers() {
    let home = Home::empty();
    let (_, people, _) = invented(&home, 2000, 1);
    let today = NOW[..10].parse().expect("a date");
    for person in people {
        if let Some(kind) = person.id_kind {
            assert_eq!(
                identity::doubt(kind, person.id_number.raw(), today),
                None,
                "{person:?}"
            );
        }
        assert!(
            person
                .phones
                .iter()
                .all(|p| identity::phone_doubt(p.raw()).is_none()),
            "{person:?}"
        );
        assert_eq!(person.name, name::canonical(person.name_entered.raw()));
    }
}

#[test]
fn every_step_is_legal_on_its_day() {
    let home = Home::empty();
    let (office, _, petitions) = invented(&home, 500, 6000);
    for petition in petitions {
        assert!(petition.registration.petitioned_on <= petition.registration.received_on);
        replay(&office, petition);
    }
}

/// Takes the steps one by one through the check that the store makes.
fn replay(office: &Office, petition: Petition) {
    let now = chrono::DateTime::parse_from_rfc3339(NOW).expect("an instant");
    let mut log: Vec<Event> = Vec::new();
    let number = petition.registration.number.clone();
    let first = Step::Register(Box::new(petition.registration.clone()));
    let all = std::iter::once((petition.registration.received_on, petition.at, first))
        .chain(petition.steps);
    for (on, at, what) in all {
        if let Some(case) = Case::of(&log) {
            let ground = Ground {
                calendar: &office.calendar,
                rules: &office.rules,
                today: now.date_naive(),
                operator: &office.operator,
            };
            let asked = Act {
                step: what.clone(),
                on,
                why: String::new().into(),
                seen: None,
                once: None,
            };
            if let Err(reason) = act::check(&asked, &case, ground, &office.units) {
                panic!("{number}: {what:?} on {on}: {} {log:#?}", reason.zh);
            }
        }
        assert!(at <= now && log.last().is_none_or(|e| e.at <= at));
        let seq = i64::try_from(log.len() + 1).expect("few");
        log.push(Event {
            seq,
            petition: PetitionId(1),
            on,
            at,
            by: "demo".to_owned().into(),
            why: String::new().into(),
            what,
        });
    }
}

#[test]
fn an_existing_demo_is_opened_or_left_alone() {
    let home = Home::empty();
    let words = ["demo", "--people", "20", "--petitions", "20", "--no-open"];
    home.run(&words).is(0);
    home.run(&words).is(0);
    home.run(&["demo", "--no-open"]).is(0);
    home.run(&["demo", "--people", "21", "--no-open"])
        .is(1)
        .says("rm ");
    let file = home.file("mine.txt", "mine");
    home.run(&["demo", "--file", arg(&file), "--no-open"]).is(5);
    assert_eq!(std::fs::read(&file).expect("read"), b"mine");
    home.run(&["init", "--office", "甲", "--admin", "demo"])
        .is(0);
    home.run(&["demo", "--file", arg(&home.store()), "--no-open"])
        .is(1)
        .says("rm ");
    let left = std::fs::read_dir(home.path(".local/share/zhuoluo"))
        .expect("a folder")
        .map(|e| e.expect("an entry").file_name())
        // The queue of writers before a store stays with it, and the ballast beside it.
        .filter(|name| !name.to_string_lossy().ends_with("sqlite3-queue") && name != "ballast")
        .count();
    assert_eq!(left, 2, "nothing half-made stays behind");
    home.run(&["demo", "--people", "0", "--no-open", "--file", "x"])
        .is(2);
}

#[test]
fn its_duty_desk_is_alive_at_every_hour_and_needs_no_login() {
    let home = Home::empty();
    for hour in ["00:05", "07:59", "08:01", "12:00", "17:30", "23:55"] {
        let file = home.path(&format!("{}.sqlite3", hour.replace(':', "")));
        let now = format!("2026-11-25T{hour}:00+08:00");
        let words = [
            "--now",
            &now,
            "demo",
            "--no-open",
            "--people",
            "20",
            "--petitions",
            "20",
        ];
        home.run(&[&words[..], &["--file", arg(&file)]].concat())
            .is(0);
        let on = ["--db", arg(&file), "--now", &now];
        let board = home.run(&[&on[..], &["duty", "now", "--json"]].concat());
        let board = board.json();
        assert_eq!(board["on_duty"][0]["staff"][0], "demo", "{hour}");
        assert_eq!(board["clock"], serde_json::Value::Null, "{hour}");
        let signing = board["to_sign"].as_array().expect("a list");
        assert!(!signing.is_empty(), "a handover waits at {hour}");
        let late = board["overdue"].as_array().expect("a list");
        assert!(late.is_empty(), "{hour}: {late:?}");
        assert_eq!(board["swaps_to_decide"].as_array().map(Vec::len), Some(1));
        let ledger = home.run(&[&on[..], &["duty", "dispute", "list", "--json"]].concat());
        assert_eq!(ledger.is(0).json().as_array().map(Vec::len), Some(2));
        home.run(&["--db", arg(&file), "--now", &now, "verify"])
            .is(0);
    }
}
