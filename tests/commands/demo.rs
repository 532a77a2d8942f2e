//! The synthetic office: the same for the same seed, legal in every step, of every kind.

use std::collections::BTreeSet;

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
        "period",
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
                out.push_str(&format!("{:?}|", row.get_ref(at).expect("a cell")));
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

#[test]
fn it_is_sound_and_of_every_kind() {
    let home = Home::empty();
    let file = home.path("demo.sqlite3");
    home.run(&[
        "--now",
        NOW,
        "demo",
        "--people",
        "1500",
        "--petitions",
        "4000",
        "--file",
        arg(&file),
        "--no-open",
    ])
    .is(0);
    home.run(&["--db", arg(&file), "verify"]).is(0);
    let owed = home
        .run(&["--db", arg(&file), "--now", NOW, "owed", "--json"])
        .is(10)
        .json();
    let owed = owed.as_array().expect("a list");
    let late = owed.iter().filter(|o| o["state"] == "overdue").count();
    let soon = owed
        .iter()
        .filter(|o| (0..=7).contains(&o["days_left"].as_i64().unwrap_or(-1)))
        .count();
    assert!(
        late > 5 && soon > 5 && late < owed.len() / 2,
        "{late} {soon} {}",
        owed.len()
    );
    let conn = rusqlite::Connection::open(&file).expect("opened");
    let all = |sql: &str| -> BTreeSet<String> {
        let mut statement = conn.prepare(sql).expect("a query");
        statement
            .query_map([], |r| r.get::<_, String>(0))
            .expect("rows")
            .map(|r| r.expect("text"))
            .collect()
    };
    assert_eq!(all("SELECT DISTINCT channel FROM petition").len(), 6);
    assert_eq!(all("SELECT DISTINCT class FROM petition").len(), 3);
    let statuses = all("SELECT DISTINCT status FROM petition");
    for status in [
        "registered",
        "sent",
        "signed",
        "objected",
        "accepted",
        "redirected",
        "answered",
        "served",
        "closed",
        "withdrawn",
    ] {
        assert!(statuses.contains(status), "{status}: {statuses:?}");
    }
    let number = |sql: &str| -> i64 { conn.query_row(sql, [], |r| r.get(0)).expect("a number") };
    assert_eq!(number("SELECT count(*) FROM petition"), 4000);
    assert!(number("SELECT max(n) FROM (SELECT count(*) AS n FROM party GROUP BY petition)") >= 15);
    assert!(
        number(
            "SELECT max(n) FROM (SELECT count(*) AS n FROM party WHERE role = 'representative' GROUP BY petition)"
        ) <= 5
    );
    assert!(
        number(
            "SELECT count(*) FROM petition p WHERE NOT EXISTS (SELECT 1 FROM party a WHERE a.petition = p.id)"
        ) > 20
    );
    assert_eq!(
        number("SELECT count(*) FROM petition WHERE registered_on > '2026-11-20'"),
        0
    );
    assert_eq!(
        number(
            "SELECT count(*) FROM event WHERE at > '2026-11-20T09:00:00+08:00' OR on_date > '2026-11-20'"
        ),
        0
    );
    assert_eq!(
        number(
            "SELECT count(*) FROM period WHERE from_on <= '2026-11-20' AND to_on >= '2026-11-20'"
        ),
        1
    );
    assert_eq!(
        number(
            "SELECT count(*) FROM petitioner WHERE id_number <> '' AND id_kind LIKE '%resident%' AND id_number NOT LIKE '999999%'"
        ),
        0
    );
    assert!(number("SELECT count(*) FROM petitioner WHERE name LIKE '%·%'") > 10);
}

#[test]
fn every_step_is_legal_on_its_day() {
    use zhuoluo::demo::{Demo, Plan};
    use zhuoluo::domain::{
        act,
        case::Case,
        event::{Event, Step},
        identity,
        ids::PetitionId,
        step::Ground,
    };
    let home = Home::empty();
    let file = home.path("demo.sqlite3");
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
    let store = zhuoluo::store::Store::open(&file, "demo").unwrap_or_else(|t| panic!("{t:?}"));
    let office = store.office();
    let now = chrono::DateTime::parse_from_rfc3339(NOW).expect("an instant");
    let plan = Plan {
        people: 500,
        petitions: 6000,
        seed: 3,
        now,
    };
    let mut demo = Demo::new(plan, &office).unwrap_or_else(|t| panic!("{t:?}"));
    for person in demo.people(0, 500) {
        if let Some(kind) = person.id_kind {
            assert_eq!(
                identity::doubt(kind, &person.id_number, now.date_naive()),
                None,
                "{person:?}"
            );
        }
        assert!(
            person
                .phones
                .iter()
                .all(|p| identity::phone_doubt(p).is_none()),
            "{person:?}"
        );
        assert_eq!(
            zhuoluo::domain::name::canonical(&person.name_entered),
            person.name
        );
    }
    for petition in demo.petitions(6000) {
        let event = |seq: usize, on, at, what| Event {
            seq: i64::try_from(seq).expect("few"),
            petition: PetitionId(1),
            on,
            at,
            by: "demo".to_owned(),
            why: String::new(),
            what,
        };
        let received = petition.registration.received_on;
        assert!(petition.registration.petitioned_on <= received);
        let mut log = vec![event(
            1,
            received,
            petition.at,
            Step::Register(Box::new(petition.registration.clone())),
        )];
        for (on, at, what) in petition.steps {
            let case = Case::of(&log).expect("a case");
            let ground = Ground {
                calendar: &office.calendar,
                rules: &office.rules,
                today: now.date_naive(),
                operator: &office.operator,
            };
            let asked = act::Act {
                step: what.clone(),
                on,
                why: String::new(),
            };
            if let Err(reason) = act::check(&asked, &case, ground, &office.units) {
                panic!(
                    "{}: {what:?} on {on}: {} {log:#?}",
                    petition.registration.number, reason.zh
                );
            }
            assert!(at <= now && log.last().is_some_and(|e| e.at <= at));
            log.push(event(log.len() + 1, on, at, what));
        }
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
        .count();
    assert_eq!(left, 2, "nothing half-made stays behind");
    home.run(&["demo", "--people", "0", "--no-open", "--file", "x"])
        .is(2);
}
