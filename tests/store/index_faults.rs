//! The index under fire: makers cut short, a full disk, many makers at once, a thousand keys a
//! second, and text of every kind.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use serde_json::json;
use zhuoluo::domain::rights::Seat;
use zhuoluo::flow::view::Found;
use zhuoluo::flow::{Ask, Event, Reply, Ticket};
use zhuoluo::store::finder::Finder;
use zhuoluo::store::worker::{Outlet, Worker};
use zhuoluo::store::{Now, Store};

use super::faults::SmallDisk;
use crate::kit::World;
use crate::kit::world::{new_office, register};

fn beside(store: &Path, end: &str) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn asking(text: &str) -> Ask {
    Ask::Find {
        text: text.to_owned(),
        limit: 50,
    }
}

fn find(store: &Path, now: Now, text: &str) -> Found {
    let store = Store::open(store, "wang").expect("the store");
    let mut finder = Finder::new(store).expect("a finder");
    match finder.ask_at(&asking(text), now).expect("an answer") {
        Reply::Found(found) => found,
        other => panic!("{other:?}"),
    }
}

fn names(found: &Found) -> Vec<&str> {
    let people = found.people.iter();
    people.map(|card| card.person.name.raw()).collect()
}

fn somebody(name: &str) -> serde_json::Value {
    json!({ "people": [{ "name": name, "phones": ["15400001234"] }] })
}

#[test]
fn what_a_killed_maker_left_is_cleared_away() {
    let mut world = World::new();
    world.register(&somebody("章晓棠"));
    // Of a process that is no more, and of one that lives.
    let left = beside(&world.path(), "-find.4194305.0.new");
    let living = beside(&world.path(), "-find.1.0.new");
    let other = beside(&world.path(), "-findings.4194305.new");
    for file in [&left, &living, &other] {
        std::fs::write(file, b"half an index").expect("written");
    }
    assert_eq!(names(&find(&world.path(), world.now, "zxt")), ["章晓棠"]);
    assert!(!left.exists(), "left over");
    assert!(living.exists() && other.exists(), "not ours to clear away");
}

#[test]
fn a_full_disk_is_said_and_everybody_is_found() {
    let Some(disk) = SmallDisk::new("4m") else {
        return;
    };
    let mut world = World::new();
    let path = disk.path().join("desk.db");
    let mut store = Store::create(&path, &new_office(), world.now).expect("a store");
    let intake = world.intake(&somebody("章晓棠"));
    register(&mut store, intake, world.now).expect("registered");
    world.register(&json!({}));
    let filler = disk.path().join("filler");
    let mut bytes = Vec::new();
    // Room for the record of a search, none for an index.
    loop {
        bytes.resize(bytes.len() + (64 << 10), 0);
        if std::fs::write(&filler, &bytes).is_err() {
            bytes.truncate(bytes.len() - (192 << 10));
            std::fs::write(&filler, &bytes).expect("a little room");
            break;
        }
    }
    let found = find(&path, world.now, "zxt");
    assert_eq!(names(&found), ["章晓棠"]);
    assert!(found.note.expect("said").zh.contains("没有存下"));
    assert!(!beside(&path, "-find").exists());
    let left = std::fs::read_dir(disk.path()).expect("the folder");
    let left: Vec<_> = left.flatten().map(|f| f.file_name()).collect();
    let halves = left
        .iter()
        .filter(|f| f.to_string_lossy().ends_with(".new"));
    assert_eq!(halves.count(), 0, "{left:?}");
    std::fs::remove_file(&filler).expect("room");
    let found = find(&path, world.now, "zxt");
    assert_eq!((names(&found), &found.note), (vec!["章晓棠"], &None));
    assert!(beside(&path, "-find").exists());
}

#[test]
fn many_sessions_make_it_at_once() {
    let mut world = World::new();
    for name in ["章晓棠", "欧阳雪见", "龙葵"] {
        world.register(&somebody(name));
    }
    let (path, now) = (world.path(), world.now);
    for _ in 0..3 {
        let _ = std::fs::remove_file(beside(&path, "-find"));
        let makers: Vec<_> = (0..6)
            .map(|_| {
                let path = path.clone();
                std::thread::spawn(move || {
                    for (typed, wanted) in [("zxt", "章晓棠"), ("oyxj", "欧阳雪见"), ("lk", "龙葵")]
                    {
                        assert_eq!(names(&find(&path, now, typed)), [wanted]);
                    }
                })
            })
            .collect();
        for maker in makers {
            maker.join().expect("found by everyone");
        }
        assert!(beside(&path, "-find").exists());
    }
}

/// A thousand keys at once: the last query is answered, none of the others in its place, and none
/// fails.
#[test]
fn of_a_burst_of_keys_the_last_query_wins() {
    let mut world = World::new();
    for name in ["章晓棠", "章小唐", "欧阳雪见"] {
        world.register(&somebody(name));
    }
    let (send, replies) = channel();
    let outlet: Outlet = Arc::new(move |event| {
        let _ = send.send(event);
    });
    let worker = Worker::start(&world.path(), "wang", &Seat::default(), &outlet).expect("threads");
    let keys = [
        "z", "zh", "zhang", "章", "1540", "欧", "北", "x y z", "章 154",
    ];
    for n in 1..1000u64 {
        let key = keys[usize::try_from(n).unwrap_or(0) % keys.len()];
        worker.ask(Ticket(n), asking(key), world.now);
    }
    worker.ask(Ticket(1000), asking("oyxj"), world.now);
    let mut before = 0;
    loop {
        let event = replies
            .recv_timeout(Duration::from_secs(60))
            .expect("an answer");
        let Event::Reply(Ticket(n), answer) = event else {
            continue;
        };
        let answer = answer.expect("no query fails because another came");
        assert!(n > before, "in order");
        before = n;
        if n < 1000 {
            continue;
        }
        let Reply::Found(found) = answer else {
            panic!("{answer:?}")
        };
        assert_eq!(names(&found), ["欧阳雪见"]);
        break;
    }
    worker.stop();
}

/// What other query languages take for more than text, and what is no text at all.
const ODD: [&str; 32] = [
    "%",
    "_",
    "'",
    "\"",
    "*",
    "\\",
    "章%",
    "NEAR(章, 晓)",
    "章 AND 晓",
    "章 OR NOT 晓",
    "name:章",
    "^章$",
    "(",
    "[[",
    "-章",
    "章;DROP TABLE petitioner",
    "\u{202e}章",
    "\u{200b}",
    "\u{0}",
    "\u{7}\u{1b}[31m",
    "\u{301}",
    "a\u{301}\u{302}",
    "\u{fe0f}",
    "\u{e0100}",
    "🙂",
    "𠮷",
    "\u{10ffff}",
    "x",
    "X",
    "xx",
    "000",
    "0x0",
];

#[test]
fn text_of_any_kind_is_only_text() {
    let mut world = World::new();
    world.register(&somebody("章晓棠"));
    let mut finder =
        Finder::new(Store::open(&world.path(), "wang").expect("the store")).expect("a finder");
    let long = [
        "章".repeat(100_000),
        "1".repeat(100_000),
        "a ".repeat(50_000),
        "\u{301}".repeat(100_000),
    ];
    for text in ODD.into_iter().chain(long.iter().map(String::as_str)) {
        let shown: String = text.chars().take(20).collect();
        let matches = Ask::Matches {
            name: text.to_owned(),
            named: false,
            id_number: text.to_owned(),
            phone: text.to_owned(),
            address: text.to_owned(),
            adopted: None,
            told: zhuoluo::domain::alike::Told::default(),
        };
        for ask in [asking(text), matches] {
            assert!(finder.ask_at(&ask, world.now).is_ok(), "{shown:?}");
        }
    }
    // What means nothing in a name is passed over, and operators are none.
    let mut found = |text: &str| match finder.ask_at(&asking(text), world.now) {
        Ok(Reply::Found(found)) => found.people.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!(found("\u{202e}章\u{200b}晓\u{7}棠"), 1);
    assert_eq!((found("%"), found("_"), found("\u{301}")), (0, 0, 0));
}
