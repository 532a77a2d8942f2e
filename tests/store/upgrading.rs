//! The upgrade of an older store: how far it is is told, in order, and whoever comes meanwhile waits for it.

use std::sync::{Mutex, OnceLock};
use std::thread::ThreadId;
use std::time::Duration;

use serde_json::json;
use zhuoluo::store::Store;
use zhuoluo::store::upgrading::{self, Upgrading};

use crate::kit::World;

/// What upgrades in this process were at; each test looks at those of its own thread.
fn heard() -> &'static Mutex<Vec<(ThreadId, Upgrading)>> {
    static HEARD: OnceLock<Mutex<Vec<(ThreadId, Upgrading)>>> = OnceLock::new();
    HEARD.get_or_init(|| {
        upgrading::tell(|step| {
            let mut heard = heard().lock().expect("heard");
            heard.push((std::thread::current().id(), step));
        });
        Mutex::default()
    })
}

fn mine() -> Vec<Upgrading> {
    let own = std::thread::current().id();
    let heard = heard().lock().expect("heard");
    heard.iter().filter(|h| h.0 == own).map(|h| h.1).collect()
}

/// A store of an older version.
fn older() -> (World, std::path::PathBuf) {
    let mut world = World::new();
    world.register(&json!({}));
    let path = world.before_bound();
    let raw = rusqlite::Connection::open(&path).expect("open");
    let log = raw.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()));
    log.expect("as it was");
    (world, path)
}

#[test]
fn what_it_is_at_is_told_in_order() {
    let (_world, path) = older();
    heard();
    Store::open(&path, "wang").expect("opened");
    let steps = mine();
    let tables: Vec<_> = (0..steps.len() - 3)
        .map(|n| Upgrading::Tables(n, steps.len() - 3))
        .collect();
    let rest = [Upgrading::Events(0, 1), Upgrading::Saving, Upgrading::Ended];
    assert_eq!(steps, [&tables[..], &rest].concat());
    // One of this version needs none, and says nothing.
    Store::open(&path, "wang").expect("opened");
    assert_eq!(mine(), steps);
}

/// Another session has the turn for longer than any save waits: this one waits on, says so, and finds the
/// upgrade done.
#[test]
fn whoever_comes_while_it_runs_waits_for_it() {
    let (_world, path) = older();
    heard();
    let there = path.clone();
    let (begun, told) = std::sync::mpsc::channel();
    let other = std::thread::spawn(move || {
        let raw = rusqlite::Connection::open(&there).expect("open");
        raw.execute_batch("BEGIN IMMEDIATE").expect("its turn");
        begun.send(()).expect("heard");
        std::thread::sleep(Duration::from_secs(11));
        let now = Store::version();
        raw.execute_batch(&format!("PRAGMA user_version = {now}; COMMIT"))
            .expect("upgraded");
    });
    told.recv().expect("begun");
    // There are no newer tables, for nobody made them.
    drop(Store::open(&path, "wang"));
    other.join().expect("ended");
    let steps = mine();
    assert!(matches!(steps[0], Upgrading::Tables(0, _)), "{steps:?}");
    assert_eq!(steps[1..], [Upgrading::Waiting, Upgrading::Ended]);
}
