//! Finding anyone while typing: how fast, how much memory, how often right; beside the peers.

mod frame;
mod fzf;
mod kinds;
mod made;
mod memory;
mod others;
mod peers;
mod recall;
mod sessions;

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use zhuoluo::demo::{Demo, Plan};
use zhuoluo::domain::ids::PersonId;
use zhuoluo::search::index::{Bytes, Image, Matters, PeopleBuilder, Stamp};
use zhuoluo::search::{Index, PersonRow};
use zhuoluo::store::finder::{Finder, Hands, index_bytes};

use super::kit::{self, Times};

/// How many people, unless `ZHUOLUO_PEOPLE` says otherwise.
const PEOPLE: usize = 1_000_000;
/// The seed of the queries.
const SEED: u64 = 20_261_123;

pub fn run() {
    if wants("others") {
        others::run();
    }
    if std::env::var("ZHUOLUO_PARTS").is_ok_and(|parts| parts == "others") {
        return;
    }
    let count = std::env::var("ZHUOLUO_PEOPLE")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(PEOPLE);
    let file = match std::env::var_os("ZHUOLUO_STORE") {
        Some(file) => file.into(),
        None => kit::office(count),
    };
    let rows = people(&file, count);
    println!(
        "{} people; memory before {} MB",
        rows.len(),
        resident() / 1024
    );
    let parts = std::env::var("ZHUOLUO_PARTS").unwrap_or_default();
    if wants("making") {
        making(&file);
    }
    let mut index = if parts.contains("book") {
        book(&rows)
    } else {
        open(&file)
    };
    rename(&mut index, &rows);
    let queries = recall::queries(&rows, kit::seed("ZHUOLUO_QUERY_SEED", SEED));
    println!("{} queries of {} kinds", queries.len(), kinds::KINDS.len());
    if std::env::var_os("ZHUOLUO_SPEED_ONLY").is_none() && wants("recall") {
        recall::run(&index, &rows, &queries);
    }
    if wants("engine") {
        engine(&index, &queries);
    }
    sessions::run(&file, &rows, &queries);
    if wants("frame") {
        frame::run(&file, &queries);
    }
    if wants("memory") {
        memory::run(&file, &queries);
    }
    // They take minutes, and gigabytes at ten million people.
    if let Ok(wanted) = std::env::var("ZHUOLUO_PEERS") {
        peers::run(&index, &rows, &queries, &wanted);
    }
}

/// Tells an index the former names of those who have one.
fn rename(index: &mut Index, rows: &[PersonRow]) {
    for row in rows {
        if let Some(name) = made::former(row) {
            let before = PersonRow {
                name,
                ..row.clone()
            };
            index.put_former(row.id, vec![before]);
        }
    }
}

/// Whether a part of the measuring is wanted: all are, unless `ZHUOLUO_PARTS` names some.
fn wants(part: &str) -> bool {
    std::env::var("ZHUOLUO_PARTS").map_or(true, |parts| parts.contains(part))
}

/// Everyone in the demo office, in the order of their ids.
fn people(file: &Path, count: usize) -> Vec<PersonRow> {
    let office = kit::open(file).office();
    let plan = Plan {
        people: u32::try_from(count).unwrap_or(u32::MAX),
        petitions: 0,
        seed: kit::seed("ZHUOLUO_PEOPLE_SEED", kit::PEOPLE_SEED),
        now: kit::now(),
    };
    let Ok(demo) = Demo::new(plan, &office) else {
        panic!("the demo lists")
    };
    let all = demo.people(0, u32::MAX);
    let rows = (1..).zip(all).map(|(id, person)| PersonRow {
        id: PersonId(id),
        name: person.name.into_raw(),
        phones: person
            .phones
            .into_iter()
            .map(zhuoluo::words::Outside::into_raw)
            .collect(),
        id_number: person.id_number.into_raw(),
        address: person.address.into_raw(),
    });
    rows.collect()
}

/// The index beside the store, made first if need be.
fn open(store: &Path) -> Index {
    let mut made = Times::default();
    if made
        .run(|| Finder::ready(kit::open(store), |_| ()))
        .is_err()
    {
        panic!("an index")
    }
    made.print("the index of a store: made, or opened");
    let mut opened = Times::default();
    let index = opened.run(|| index_at(store));
    opened.print("opening the index");
    let Some(index) = index else {
        panic!("an index that was just made")
    };
    index
}

/// The index of a store made in memory by one thread and by two.
fn making(store: &Path) {
    let store = kit::open(store);
    for (name, hands) in [("one thread", Hands::One), ("two threads", Hands::Two)] {
        let mut made = Times::default();
        let bytes = made.run(|| index_bytes(&store, hands)).map(|b| b.len());
        made.print(&format!("the index of a store made in memory by {name}"));
        println!("  {} MB", bytes.unwrap_or_default() / 1_000_000);
    }
}

/// An index of people alone, for numbers of them that no store is made of: `ZHUOLUO_PARTS=book,engine`.
fn book(rows: &[PersonRow]) -> Index {
    let mut made = Times::default();
    let store = kit::fresh("book");
    let written = made.run(|| {
        let mut people = PeopleBuilder::default();
        for row in rows {
            people.push(row);
        }
        let image = Image::of(people.finish(), Matters::default(), Stamp::default());
        let mut name = store.as_os_str().to_owned();
        name.push("-find");
        File::create(PathBuf::from(name)).and_then(|mut file| image.write(&mut file))
    });
    assert!(written.is_ok(), "{written:?}");
    made.print("a book of people alone made and written");
    let Some(index) = index_at(&store) else {
        panic!("a book that was just written")
    };
    index
}

/// The index that lies beside a store, opened once more.
fn index_at(store: &Path) -> Option<Index> {
    let mut name = store.as_os_str().to_owned();
    name.push("-find");
    let file = File::open(PathBuf::from(name)).ok()?;
    let len = file.metadata().ok()?.len();
    Index::open(Box::new(Slices(file, len))).ok()
}

struct Slices(File, u64);

impl Bytes for Slices {
    fn read(&self, at: u64, into: &mut [u8]) -> bool {
        self.0.read_exact_at(into, at).is_ok()
    }

    fn len(&self) -> u64 {
        self.1
    }
}

/// Rounds in which every key is typed.
const ROUNDS: usize = 5;

/// Every query typed key by key. Others share the machine: beside each key as it came first, and the
/// median of the rounds, stands the least of the rounds, which is the work that the key itself is.
fn engine(index: &Index, queries: &[recall::Query]) {
    let before = resident();
    let mut keys: Vec<(String, Vec<Duration>)> = Vec::new();
    for query in queries.iter().step_by(3) {
        let mut typed = String::new();
        for c in query.text.chars() {
            typed.push(c);
            keys.push((typed.clone(), Vec::new()));
        }
    }
    // Or a few keys that somebody wants to look at: `ZHUOLUO_ASK=东甲己村10,999990`.
    if let Ok(asked) = std::env::var("ZHUOLUO_ASK") {
        keys = (asked.split(',').map(|typed| (typed.to_owned(), Vec::new()))).collect();
    }
    for _ in 0..ROUNDS {
        for (typed, times) in &mut keys {
            let start = kit::on_core();
            let hits = index.find(typed, 50);
            times.push(kit::on_core().saturating_sub(start));
            std::hint::black_box(hits.is_ok());
        }
    }
    let first: Vec<Duration> = keys.iter().map(|k| k.1[0]).collect();
    for (_, times) in &mut keys {
        times.sort_unstable();
    }
    let all = |name: &str, times: Vec<Duration>| {
        let mut all = Times::default();
        for time in times {
            all.add(time);
        }
        all.print(name);
    };
    println!("one key in the engine, 50 hits, time on a core:");
    all("  as it came first", first);
    let of = |nth: usize| keys.iter().map(|k| k.1[nth]).collect();
    all("  median of 5 rounds", of(ROUNDS / 2));
    all("  least of 5 rounds", of(0));
    println!(
        "private memory {} MB more",
        resident().saturating_sub(before) / 1024
    );
    if std::env::var_os("ZHUOLUO_MISSES").is_some() {
        keys.sort_by_key(|k| std::cmp::Reverse(k.1[0]));
        for (text, times) in keys.iter().take(40) {
            println!("  {:?} {text}", times[0]);
        }
    }
}

/// Private memory of this process in KB.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("RssAnon"));
    line.and_then(|l| l.split_whitespace().nth(1)?.parse().ok())
        .unwrap_or(0)
}
