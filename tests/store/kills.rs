//! kill -9: a child of this very test program writes; whatever it acknowledged is there.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;
use zhuoluo::store::Store;
use zhuoluo::store::batch::{BatchRow, Ledger};

use crate::kit::{Dice, World, instant};

const ROLE: &str = "ZHUOLUO_TEST_CHILD";

/// Starts this test program again as a child that only plays one part.
pub fn child(part: &str, world: &World) -> Child {
    start(part, &world.path())
}

fn start(part: &str, path: &Path) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args([
            "store::kills::the_child",
            "--exact",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(ROLE, format!("{part} {}", path.display()))
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
        "open" => drop(Store::open(Path::new(path), "wang").expect("opened")),
        part => session(part, Path::new(path), usize::MAX),
    }
}

pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "ACK {line}").expect("a line");
    out.flush().expect("a line");
}

/// Works for so many rounds and says each saving: registers, takes steps, or imports.
pub fn session(part: &str, path: &Path, rounds: usize) {
    let now = instant("2026-03-05T09:00:00+08:00");
    let mut store = Store::open(path, "wang").expect("the store");
    let mut intakes = WorldFree::new(&store);
    let number = zhuoluo::domain::ids::PetitionNo("999999-2026-LF-00001".to_owned());
    for batch in 0..rounds {
        match part {
            "register" => {
                let done = crate::kit::world::register(&mut store, intakes.intake(), now);
                say(&done.expect("registered").file.number.0);
            }
            "act" => {
                let note = json!({"text": format!("第{batch}次")});
                let done = crate::kit::world::act(&mut store, &number, "note", &note, now);
                let seq = done.expect("noted").events.last().map_or(0, |e| e.seq);
                say(&format!("event {seq}"));
            }
            "check_in" | "touch" => super::desk_kills::work(part, &mut store, batch),
            _ => {
                let rows = if rounds == usize::MAX { 40 } else { 4 };
                let done = import(&mut store, &mut intakes, batch, rows);
                say(&format!("batch {done}"));
            }
        }
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
            categories: office.categories,
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
        intake.registration.summary = format!("第{}件", self.made).into();
        intake
    }
}

/// Imports a batch of so many rows and gives its number.
fn import(store: &mut Store, intakes: &mut WorldFree, batch: usize, rows: usize) -> i64 {
    let rows: Vec<BatchRow> = (0..rows)
        .map(|n| BatchRow {
            key: format!("{}-{batch}-{n}", std::process::id()),
            intake: intakes.intake(),
            closed: n % 3 == 0,
            answers: Vec::new(),
        })
        .collect();
    let ledger = Ledger {
        file: "台账.csv",
        digest: [1; 32],
        refused: 0,
        rows: &rows,
    };
    let now = instant("2026-03-05T09:00:00+08:00");
    store
        .import(&ledger, now, false, |_| {})
        .expect("imported")
        .batch
}

/// Lets the child work, kills it at a random moment, and gives what it acknowledged.
fn kill_at_random(child: Child, dice: &mut Dice) -> Vec<String> {
    let worker = Worker::of(child);
    std::thread::sleep(Duration::from_millis(60 + dice.below(120) as u64));
    worker.bury()
}

/// A child at work, with what it has said so far.
pub struct Worker {
    child: Child,
    said: Arc<AtomicUsize>,
    reader: std::thread::JoinHandle<Vec<String>>,
}

impl Worker {
    pub fn of(mut child: Child) -> Self {
        let out = BufReader::new(child.stdout.take().expect("its output"));
        let said = Arc::new(AtomicUsize::new(0));
        let heard = Arc::clone(&said);
        let reader = std::thread::spawn(move || {
            let lines = out.lines().map_while(Result::ok);
            lines
                .filter_map(|l| Some(l.split_once("ACK ")?.1.to_owned()))
                .inspect(|_| {
                    heard.fetch_add(1, Ordering::Relaxed);
                })
                .collect()
        });
        Self {
            child,
            said,
            reader,
        }
    }

    /// Waits until so many savings are acknowledged; a minute at most.
    pub fn until(&self, many: usize) {
        let begun = Instant::now();
        while self.said.load(Ordering::Relaxed) < many {
            assert!(begun.elapsed() < Duration::from_secs(60), "a child hangs");
            std::thread::sleep(Duration::from_micros(300));
        }
    }

    /// Kills it and gives what it had acknowledged.
    pub fn bury(mut self) -> Vec<String> {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
        self.reader.join().expect("its acknowledgements")
    }
}

/// What came of many kills.
#[derive(Default)]
struct Toll {
    kills: usize,
    acknowledged: usize,
    lost: Vec<String>,
}

impl Toll {
    /// Four at work on one store, killed one after another or all at once, so many rounds long. Every
    /// fifth round falls on the opening, the others on the middle of a row of savings.
    fn of_a_store(&mut self, dice: &mut Dice, rounds: usize) {
        let mut world = World::new();
        world.register(&json!({}));
        let mut acknowledged = Vec::new();
        for round in 0..rounds {
            let parts = ["register", "register", "act", "register"];
            let four = parts.map(|part| Worker::of(child(part, &world)));
            if round % 5 == 0 {
                std::thread::sleep(Duration::from_millis(dice.below(60) as u64));
            } else {
                four[0].until(1 + dice.below(24));
            }
            for worker in four {
                if round % 4 != 0 {
                    std::thread::sleep(Duration::from_micros(dice.below(12_000) as u64));
                }
                acknowledged.extend(worker.bury());
                self.kills += 1;
            }
            if round % 25 == 24 {
                assert_eq!(world.findings(), [""; 0]);
            }
        }
        self.acknowledged += acknowledged.len();
        let stored = stored(&world);
        let lost = acknowledged.into_iter().filter(|n| !stored.contains(n));
        self.lost.extend(lost);
        let serial = "SELECT last FROM serial";
        let highest: i64 = world
            .raw()
            .query_row(serial, [], |r| r.get(0))
            .expect("the serial");
        assert_eq!(highest, world.count("petition"), "gapless");
        assert_eq!(world.findings(), [""; 0]);
    }
}

/// What a store holds, in the words of the acknowledgements.
fn stored(world: &World) -> BTreeSet<String> {
    let raw = world.raw();
    let mut known = raw
        .prepare("SELECT number FROM petition UNION ALL SELECT 'event ' || seq FROM event")
        .expect("a query");
    let rows = known.query_map([], |r| r.get(0)).expect("rows");
    rows.map(|r| r.expect("a row")).collect()
}

/// Four at work, killed in the middle of it; `ZHUOLUO_KILLS=10000` makes it a long run, a new store
/// every thousand kills.
#[test]
fn what_was_acknowledged_survives_a_kill() {
    let kills = std::env::var("ZHUOLUO_KILLS")
        .ok()
        .and_then(|n| n.parse::<usize>().ok())
        .unwrap_or(240);
    let (mut dice, mut toll) = (Dice(9), Toll::default());
    while toll.kills < kills {
        let rounds = (kills - toll.kills).min(1000).div_ceil(4);
        toll.of_a_store(&mut dice, rounds);
        let (done, said, lost) = (toll.kills, toll.acknowledged, toll.lost.len());
        eprintln!("{done} kills, {said} acknowledged, {lost} lost");
    }
    assert!(toll.lost.is_empty(), "acknowledged, lost: {:?}", toll.lost);
    let said = toll.acknowledged;
    assert!(said > 3 * toll.kills, "the children hardly worked: {said}");
}

/// A store as the first version left it is killed at fifty moments on its way to this version.
#[test]
fn a_migration_that_is_killed_is_before_or_after() {
    let mut world = World::new();
    for _ in 0..80 {
        world.register(&json!({}));
    }
    let newest: i64 = world
        .raw()
        .query_row("PRAGMA user_version", [], |r| r.get(0))
        .expect("a version");
    let old = world.first_version();
    let start = Instant::now();
    let trial = world.folder().join("trial.db");
    std::fs::copy(&old, &trial).expect("a copy");
    let status = opener(&trial).wait().expect("opened");
    assert!(status.success());
    let whole = start.elapsed();
    let mut seen = BTreeSet::new();
    for moment in 1..=50u32 {
        let path = world.folder().join(format!("m{moment}.db"));
        std::fs::copy(&old, &path).expect("a copy");
        let child = opener(&path);
        std::thread::sleep(whole * moment / 45);
        Worker::of(child).bury();
        let raw = rusqlite::Connection::open(&path).expect("opened");
        let read = |sql: &str| {
            raw.query_row(sql, [], |r| r.get::<_, i64>(0))
                .expect("a number")
        };
        let (version, tables) = (
            read("PRAGMA user_version"),
            read("SELECT count(*) FROM sqlite_schema WHERE name IN ('concern', 'due_tally')"),
        );
        assert!(
            (version, tables) == (1, 0) || (version, tables) == (newest, 2),
            "between: {version} {tables}"
        );
        seen.insert(version);
        drop(raw);
        let mut store = Store::open(&path, "wang").expect("the next start finishes it");
        assert!(store.verify(|_| {}).expect("verified").is_empty());
    }
    eprintln!("migration kills in {whole:?}: versions seen {seen:?}");
}

fn opener(path: &Path) -> Child {
    start("open", path)
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
