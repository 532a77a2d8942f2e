//! Many processes at one store: at their own pace nobody meets an error, and when all write at once
//! nobody starves. How long anybody waits is measured by the benchmark, beside a peer.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use zhuoluo::store::Store;

use crate::kit::World;
use crate::kit::world::{ledger, open, panel, register};

const FILE: &str = "ZHUOLUO_CROWD_FILE";
const PACE: &str = "ZHUOLUO_CROWD_PACE";
const FOR: &str = "ZHUOLUO_CROWD_FOR";

/// One of the many; does its work when it is called, and says how much of it.
#[test]
fn one_of_the_many() {
    let Ok(file) = std::env::var(FILE) else {
        return;
    };
    let number = |name: &str| -> u64 {
        let said = std::env::var(name).expect("said");
        said.parse().expect("a number")
    };
    let (pace, last) = (number(PACE), Duration::from_millis(number(FOR)));
    let world = World::new();
    let mut store = Store::open(Path::new(&file), "wang").expect("the store");
    let (begun, mut done) = (Instant::now(), 0);
    while begun.elapsed() < last {
        let made = register(&mut store, world.intake(&json!({"draft": ""})), world.now);
        let number = made.expect("registered").file.number.0;
        open(&mut store, &number, world.now).expect("opened");
        let _ = (ledger(&store, world.now), panel(&store, world.now));
        done += 1;
        if pace > 0 {
            // Nobody in step with the others.
            let own = u64::from(std::process::id()) * 37 % pace;
            std::thread::sleep(Duration::from_millis(pace / 2 + own));
        }
    }
    println!("\ndone={done}");
}

fn crowd(file: &Path, many: usize, pace: u64, millis: u64) -> Vec<usize> {
    let start = |_| -> Child {
        Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "store::crowd::one_of_the_many", "--nocapture"])
            .env(FILE, file)
            .env(PACE, pace.to_string())
            .env(FOR, millis.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a process")
    };
    let crew: Vec<Child> = (0..many).map(start).collect();
    let mut counts = Vec::new();
    for child in crew {
        let ended = child.wait_with_output().expect("ended");
        let out = String::from_utf8_lossy(&ended.stdout).into_owned();
        let talk = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(ended.status.success(), "an error: {out} {talk}");
        let done = out.lines().find_map(|l| l.strip_prefix("done="));
        counts.push(done.and_then(|n| n.parse().ok()).expect("a count"));
    }
    counts
}

/// Everything that was acknowledged is there, and the chains are whole.
fn all_there(world: &mut World, counts: &[usize]) {
    let done: usize = counts.iter().sum();
    let total = ledger(&world.store, world.now).total;
    assert_eq!(total, done, "acknowledged and there");
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn many_at_their_own_pace_meet_no_error() {
    let mut world = World::new();
    let counts = crowd(&world.path(), 40, 2_000, 5_000);
    assert_eq!(counts.len(), 40);
    all_there(&mut world, &counts);
}

#[test]
fn nobody_starves_when_all_write_at_once() {
    let mut world = World::new();
    let counts = crowd(&world.path(), 10, 0, 4_000);
    let mean = counts.iter().sum::<usize>() / counts.len();
    let least = counts.iter().min().copied().unwrap_or(0);
    assert!(least * 3 >= mean, "{counts:?}");
    all_there(&mut world, &counts);
}
