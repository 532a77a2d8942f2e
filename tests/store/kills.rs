//! kill -9: a child of this very test program writes; whatever it acknowledged is there.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::json;
use zhuoluo::store::Store;
use zhuoluo::store::batch::{BatchRow, Ledger};

use crate::kit::{Dice, World, instant};

const ROLE: &str = "ZHUOLUO_TEST_CHILD";

/// Starts this test program again as a child that only plays one part.
fn child(part: &str, world: &World) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args([
            "store::kills::the_child",
            "--exact",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(ROLE, format!("{part} {}", world.path().display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a child")
}

#[test]
fn the_child() {
    let Ok(role) = std::env::var(ROLE) else {
        return;
    };
    let (part, path) = role.split_once(' ').expect("a part and a path");
    match part {
        "register" => register_for_ever(Path::new(path)),
        _ => import_for_ever(Path::new(path)),
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "ACK {line}").expect("a line");
    out.flush().expect("a line");
}

fn register_for_ever(path: &Path) {
    let now = instant("2026-03-05T09:00:00+08:00");
    let mut store = Store::open(path, "wang").expect("the store");
    let mut world_free = WorldFree::new(&store);
    loop {
        let done =
            crate::kit::world::register(&mut store, world_free.intake(), now).expect("registered");
        say(&done.file.number.0);
    }
}

/// Intakes without a world of their own.
struct WorldFree {
    intake: zhuoluo::domain::intake::Intake,
    made: u32,
}

impl WorldFree {
    fn new(store: &Store) -> Self {
        let office = store.office();
        let desk = zhuoluo::domain::intake::Desk {
            today: crate::kit::day("2026-03-05"),
            units: &office.units,
            categories: &office.categories,
        };
        let draft = zhuoluo::domain::draft::Draft::from_json(&crate::kit::log::draft(&json!({})))
            .expect("a draft");
        Self {
            intake: zhuoluo::domain::intake::check(&draft, desk).expect("an intake"),
            made: 0,
        }
    }

    fn intake(&mut self) -> zhuoluo::domain::intake::Intake {
        self.made += 1;
        let mut intake = self.intake.clone();
        intake.registration.summary = format!("第{}件", self.made);
        intake
    }
}

fn import_for_ever(path: &Path) {
    let now = instant("2026-03-05T09:00:00+08:00");
    let mut store = Store::open(path, "wang").expect("the store");
    let mut intakes = WorldFree::new(&store);
    for batch in 0.. {
        let rows: Vec<BatchRow> = (0..40)
            .map(|n| BatchRow {
                key: format!("{}-{batch}-{n}", std::process::id()),
                intake: intakes.intake(),
                closed: n % 3 == 0,
            })
            .collect();
        let ledger = Ledger {
            file: "台账.csv",
            digest: [1; 32],
            refused: 0,
            rows: &rows,
        };
        say("begin");
        let done = store.import(&ledger, now, false, |_| {}).expect("imported");
        say(&format!("batch {}", done.batch));
    }
}

/// Lets the child work, kills it at a random moment, and gives what it acknowledged.
fn kill_at_random(mut child: Child, dice: &mut Dice) -> Vec<String> {
    let out = child.stdout.take().expect("its output");
    let reader = std::thread::spawn(move || {
        BufReader::new(out)
            .lines()
            .map_while(Result::ok)
            .filter_map(|l| Some(l.split_once("ACK ")?.1.to_owned()))
            .collect::<Vec<_>>()
    });
    std::thread::sleep(Duration::from_millis(60 + dice.below(120) as u64));
    child.kill().expect("killed");
    child.wait().expect("gone");
    reader.join().expect("its acknowledgements")
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let mut world = World::new();
    let mut dice = Dice(9);
    let mut acknowledged = Vec::new();
    for round in 0..20 {
        let two = [child("register", &world), child("register", &world)];
        for child in two {
            acknowledged.extend(kill_at_random(child, &mut dice));
        }
        if round % 10 == 9 {
            assert_eq!(world.findings(), [""; 0]);
        }
    }
    let raw = world.raw();
    let mut numbers = raw.prepare("SELECT number FROM petition").expect("a query");
    let stored: std::collections::BTreeSet<String> = numbers
        .query_map([], |r| r.get(0))
        .expect("rows")
        .map(|r| r.expect("a row"))
        .collect();
    assert!(
        acknowledged.len() > 20,
        "the children hardly worked: {}",
        acknowledged.len()
    );
    for number in &acknowledged {
        assert!(
            stored.contains(number),
            "{number} was acknowledged and is lost"
        );
    }
    let serials: i64 = raw
        .query_row("SELECT last FROM serial", [], |r| r.get(0))
        .expect("the serial");
    assert_eq!(
        serials,
        i64::try_from(stored.len()).expect("fits"),
        "gapless"
    );
}

#[test]
fn an_import_that_is_killed_is_before_or_after() {
    let mut world = World::new();
    let mut dice = Dice(10);
    let mut done = 0;
    for _ in 0..10 {
        let said = kill_at_random(child("import", &world), &mut dice);
        done += said.iter().filter(|l| l.starts_with("batch")).count();
    }
    let batches = world.count("batch");
    assert_eq!(world.count("petition"), batches * 40, "whole batches only");
    assert_eq!(world.count("batch_row"), batches * 40);
    assert!(
        batches >= i64::try_from(done).expect("fits"),
        "an acknowledged batch is lost"
    );
    assert!(batches > 0, "no batch was ever finished");
    assert_eq!(world.findings(), [""; 0]);
}
