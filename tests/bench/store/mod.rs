//! The store under many processes: register, open a file with its audit row, list; at 1, 10 and 100
//! processes, beside bare `SQLite` that writes the same rows and indexes of the same bytes, laid out the same and with
//! the same settings, or reads the same rows. Both take turns in the same run. "all ×" compares how long
//! all pieces took; with many processes the peer's median is that of the lucky: its waiters sleep and
//! lose their turn to newcomers, which the p99 shows.

pub mod crowd;
mod ours;
mod peer;

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::kit;

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// A petition is registered.
    Register,
    /// A file is opened, its audit row in the same transaction.
    Open,
    /// The newest fifty of the ledger, with how many there are.
    List,
}

impl Work {
    const ALL: [Self; 3] = [Self::Register, Self::Open, Self::List];

    const fn code(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Open => "open",
            Self::List => "list",
        }
    }
}

/// The argument that makes this program one of the many.
const CHILD: &str = "--one-of-many";

/// Pieces of work at each count of processes, shared among them.
const PIECES: usize = 600;

/// How often the two take turns.
const TURNS: usize = 3;

/// True when this process is one of the many; then it has done its work.
pub fn is_child() -> bool {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [mark, side, work, file, count, seed] = args.as_slice() else {
        return false;
    };
    if mark != CHILD {
        return false;
    }
    if work == crowd::PACE {
        let file = Path::new(file);
        let (Ok(seconds), Ok(seed)) = (count.parse(), seed.parse()) else {
            panic!("for how long")
        };
        if side == "ours" {
            crowd::serve(&mut ours::Side::open(file), seconds, seed);
        } else {
            crowd::serve(&mut peer::Side::open(file), seconds, seed);
        }
        return true;
    }
    let work = Work::ALL.into_iter().find(|w| w.code() == work);
    let (Some(work), Ok(count), Ok(seed)) = (work, count.parse(), seed.parse()) else {
        panic!("what is to be done");
    };
    let file = Path::new(file);
    if side == "ours" {
        serve(&mut ours::Side::open(file), work, count, seed);
    } else {
        serve(&mut peer::Side::open(file), work, count, seed);
    }
    true
}

/// One of the two that are compared.
pub trait Side {
    /// Does one piece of work; `n` is nobody else's.
    fn work(&mut self, work: Work, n: usize);
}

/// Says that it is ready, waits for the start, works, says how long each piece took.
fn serve(side: &mut dyn Side, work: Work, count: usize, seed: usize) {
    let mut line = String::new();
    println!("ready");
    let _ = std::io::stdin().read_line(&mut line);
    let mut out = String::new();
    for n in 0..count {
        let start = Instant::now();
        side.work(work, seed * PIECES + n);
        out.extend([start.elapsed().as_nanos().to_string().as_str(), "\n"]);
    }
    print!("{out}");
}

/// What one round gave: the time of all, and of each piece.
struct Round {
    wall: Duration,
    pieces: Vec<Duration>,
}

pub fn run() {
    let office = kit::office(10_000);
    let sides = [("ours", office.clone()), ("peer", peer::make(&office))];
    let mut seed = 0;
    println!(
        "{:<10} {:>9}  {:>12} {:>12}  {:>12} {:>12}  {:>6} {:>6}",
        "work", "processes", "ours p50", "p99", "peer p50", "p99", "p50 ×", "all ×"
    );
    for work in Work::ALL {
        for many in [1, 10, 100] {
            let mut times = [kit::Times::default(), kit::Times::default()];
            let mut walls = [Vec::new(), Vec::new()];
            for _ in 0..TURNS {
                for (at, (name, file)) in sides.iter().enumerate() {
                    let round = round(name, file, work, many, &mut seed);
                    walls[at].push(round.wall);
                    round.pieces.into_iter().for_each(|p| times[at].add(p));
                }
            }
            report(work, many, &times, &mut walls);
        }
    }
    println!(
        "all ×: how long all pieces took, ours / peer. Ours wait in turn; of the peer's many processes a few write one\n\
         piece after the other while the rest sleep and lose their turn, so its median is that of the lucky (see its p99)."
    );
}

fn report(work: Work, many: usize, times: &[kit::Times; 2], walls: &mut [Vec<Duration>; 2]) {
    let [ours, peer] = times;
    let mid = |walls: &mut Vec<Duration>| {
        walls.sort_unstable();
        walls
            .get(walls.len() / 2)
            .copied()
            .unwrap_or_default()
            .as_secs_f64()
    };
    let [ours_wall, peer_wall] = walls;
    println!(
        "{:<10} {many:>9}  {:>12.3?} {:>12.3?}  {:>12.3?} {:>12.3?}  {:>6.2} {:>6.2}",
        work.code(),
        ours.at(0.5),
        ours.at(0.99),
        peer.at(0.5),
        peer.at(0.99),
        ours.at(0.5).as_secs_f64() / peer.at(0.5).as_secs_f64().max(1e-9),
        mid(ours_wall) / mid(peer_wall).max(1e-9),
    );
}

/// Starts so many processes, lets them go at the same moment, and waits for all.
fn round(side: &str, file: &PathBuf, work: Work, many: usize, seed: &mut usize) -> Round {
    let Ok(this) = std::env::current_exe() else {
        panic!("the path of this program");
    };
    let each = (PIECES / many).max(1);
    let mut crew: Vec<Child> = Vec::with_capacity(many);
    for _ in 0..many {
        *seed += 1;
        let child = Command::new(&this)
            .args([CHILD, side, work.code()])
            .arg(file)
            .args([each.to_string(), seed.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        crew.extend(child);
    }
    assert_eq!(crew.len(), many, "every process started");
    let mut answers: Vec<_> = crew
        .iter_mut()
        .filter_map(|child| child.stdout.take().map(BufReader::new))
        .collect();
    for answer in &mut answers {
        let mut line = String::new();
        let _ = answer.read_line(&mut line);
        assert_eq!(line, "ready\n");
    }
    let start = Instant::now();
    for child in &mut crew {
        if let Some(mut stdin) = child.stdin.take() {
            let _ = stdin.write_all(b"go\n");
        }
    }
    let mut pieces = Vec::new();
    for answer in answers {
        let lines = answer.lines().map_while(Result::ok);
        pieces.extend(lines.filter_map(|l| l.parse().ok().map(Duration::from_nanos)));
    }
    let wall = start.elapsed();
    for mut child in crew {
        let ended = child.wait();
        assert!(ended.is_ok_and(|s| s.success()), "a process failed");
    }
    assert_eq!(pieces.len(), each * many, "every piece was done");
    Round { wall, pieces }
}
