//! Many sessions on one small server, each with the file open by itself; and what a session pays at its
//! start and for saving a person.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use zhuoluo::domain::ids::PersonId;
use zhuoluo::flow::Ask;
use zhuoluo::search::PersonRow;
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;

use super::recall::Query;
use super::{index_at, resident, wants};
use crate::kit::{self, Times};

/// Sessions, keys a second in each, and how long they type.
const SESSIONS: usize = 100;
const PAUSE: Duration = Duration::from_millis(333);
const TYPING: Duration = Duration::from_secs(6);

/// All of it.
pub fn run(store: &Path, rows: &[PersonRow], queries: &[Query]) {
    if wants("first") {
        start(store, queries);
        first(store, queries);
    }
    if wants("saving") {
        saving(store, rows);
    }
    if wants("many") {
        many(store, queries);
    }
}

/// From nothing to the first result: the file opened, one query answered.
fn start(store: &Path, queries: &[Query]) {
    let mut times = Times::default();
    for query in queries.iter().step_by(97) {
        times.run(|| {
            index_at(store).map(|index| index.find(&query.text, 50).map(|hits| hits.len()))
        });
    }
    times.print("a session's start: file opened, first result");
}

/// From opening the store to the first answer, whom the operator may find read anew: for the petition
/// office, and for an operator of the unit that has the most to do. Then the whole program, from its
/// start to its end.
fn first(store: &Path, queries: &[Query]) {
    let seat = "INSERT OR IGNORE INTO operator (login, name, duty, unit)
        SELECT 'bench', '甲', 'caseworker', (SELECT unit FROM concern GROUP BY unit ORDER BY count(*) DESC LIMIT 1)";
    let seated = rusqlite::Connection::open(store).and_then(|conn| conn.execute(seat, []));
    let bench = seated.ok().map(|_| "bench");
    for login in std::iter::once("demo").chain(bench) {
        let mut times = Times::default();
        for query in queries.iter().step_by(61) {
            let ask = Ask::Find {
                text: query.text.clone(),
                limit: 50,
            };
            times.run(|| {
                let opened = Store::open(store, login);
                let mut finder = opened.and_then(Finder::new).ok()?;
                finder.ask_at(&ask, kit::now()).ok()
            });
        }
        times.print(if login == "demo" {
            "store opened, first answer of a session"
        } else {
            "  the same for an operator of a unit"
        });
    }
    // Whoever opens the store next does so as its only operator.
    let gone = rusqlite::Connection::open(store)
        .and_then(|conn| conn.execute("DELETE FROM operator WHERE login = 'bench'", []));
    assert!(gone.is_ok(), "{gone:?}");
    let mut times = Times::default();
    for query in queries.iter().step_by(61) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhuoluo"));
        command.args(["find", "--json", "--now", kit::NOW, "--as", "demo", "--db"]);
        command.arg(store).arg("--").arg(&query.text);
        let out = times.run(|| command.output());
        assert!(out.is_ok_and(|o| !o.stdout.is_empty()), "{}", query.text);
    }
    times.print("process start to its end: find TEXT --json");
}

/// What the search adds to saving one person, and a query with many of those beside the file.
fn saving(store: &Path, rows: &[PersonRow]) {
    let Some(mut index) = index_at(store) else {
        return;
    };
    let (mut put, mut find) = (Times::default(), Times::default());
    let last = rows.last().map_or(0, |r| r.id.0);
    for (n, row) in (1..).zip(rows.iter().step_by(997).take(1000)) {
        let mut row = row.clone();
        row.id = PersonId(last + n);
        let name = row.name.clone();
        put.run(|| index.put(row).is_ok());
        if n % 10 == 0 {
            find.run(|| index.find(&name, 50).is_ok());
        }
    }
    put.print("a person saved, taken into the search");
    find.print("  one query beside up to 1,000 of them");
}

/// A hundred clerks type three keys a second each.
fn many(store: &Path, queries: &[Query]) {
    let texts: Arc<Vec<String>> = Arc::new(queries.iter().map(|q| q.text.clone()).collect());
    let before = resident();
    let threads: Vec<_> = (0..SESSIONS)
        .map(|n| {
            let (store, texts) = (store.to_owned(), Arc::clone(&texts));
            std::thread::spawn(move || session(n, &store, &texts))
        })
        .collect();
    let (mut all, mut first) = (Times::default(), Times::default());
    for thread in threads {
        let times = thread.join().unwrap_or_default();
        for (n, time) in times.into_iter().enumerate() {
            if n == 0 {
                first.add(time);
            }
            all.add(time);
        }
    }
    all.print("100 sessions, 3 keys a second each (wall clock)");
    first.print("  of them the first key of each");
    println!(
        "  private memory of one, about: {} KB",
        resident().saturating_sub(before) / SESSIONS
    );
}

fn session(n: usize, store: &Path, texts: &[String]) -> Vec<Duration> {
    let mut times = Vec::new();
    let Some(index) = index_at(store) else {
        return times;
    };
    std::thread::sleep(
        PAUSE * u32::try_from(n).unwrap_or(0) / u32::try_from(SESSIONS).unwrap_or(1),
    );
    let end = Instant::now() + TYPING;
    for text in texts.iter().skip(n * 7).cycle() {
        let ends: Vec<usize> = text
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .collect();
        for at in ends {
            if Instant::now() >= end {
                return times;
            }
            let begin = Instant::now();
            std::hint::black_box(index.find(&text[..at], 50).is_ok());
            times.push(begin.elapsed());
            std::thread::sleep(PAUSE.saturating_sub(begin.elapsed()));
        }
    }
    times
}
