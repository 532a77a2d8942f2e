//! Whoever waits for the search index is told how far it is: a command each time that it waits, a desk
//! as long as it reads records as written.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use zhuoluo::domain::rights::Seat;
use zhuoluo::flow::{Ask, Event, Reply, Ticket};
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;
use zhuoluo::store::worker::Worker;

use super::former::held;
use super::index_file::find;
use crate::kit::World;

/// What a command was told, in its order.
type Said = Arc<Mutex<Vec<Option<u32>>>>;

fn waiting(world: &World) -> (Finder, Said) {
    let said = Said::default();
    let told = Arc::clone(&said);
    let store = Store::open(&world.path(), "wang").expect("the store");
    let finder = Finder::ready(store, move |done| {
        told.lock().expect("told").push(done);
    });
    (finder.expect("an index"), said)
}

fn taken(said: &Said) -> Vec<Option<u32>> {
    std::mem::take(&mut *said.lock().expect("told"))
}

/// The index is found damaged by a query, when the one at the beginning was long over.
#[test]
fn a_command_is_told_whenever_it_waits() {
    let mut world = World::new();
    world.register(&json!({ "people": [{ "name": "章晓棠", "phones": ["15400001234"] }] }));
    drop(held(&world));
    let (mut finder, said) = waiting(&world);
    let told = taken(&said);
    assert!(matches!(told[..], [Some(_), .., None]), "{told:?}");
    assert_eq!(find(&mut finder, &world, "zhangxt").people.len(), 1);
    assert_eq!(taken(&said), [], "nothing is waited for");
    let index = format!("{}-find", world.path().display());
    let whole = std::fs::read(&index).expect("an index");
    let mut later = 0;
    // Each block once: the one with this ending is read by the query alone.
    for byte in (0..whole.len()).step_by(16 * 1024) {
        let mut bytes = whole.clone();
        bytes[byte] ^= 0x01;
        std::fs::write(&index, bytes).expect("spoilt");
        let (mut finder, said) = waiting(&world);
        taken(&said);
        assert_eq!(find(&mut finder, &world, "1234").people.len(), 1);
        let told = taken(&said);
        if !told.is_empty() {
            assert!(matches!(told[..], [Some(_), .., None]), "{told:?}");
            later += 1;
        }
    }
    assert!(later > 0, "met by none");
}

#[test]
fn a_desk_is_told_while_it_reads_records_as_written() {
    let mut world = World::new();
    world.register(&json!({ "people": [{ "name": "章晓棠" }] }));
    let lock = held(&world);
    let (out, news) = channel();
    let outlet = Arc::new(move |event: Event| {
        let _ = out.send(event);
    });
    let worker = Worker::start(&world.path(), "wang", &Seat::default(), &(outlet as _));
    let worker = worker.expect("a worker");
    let ask = Ask::Find {
        text: "章晓棠".to_owned(),
        limit: 9,
    };
    worker.ask(Ticket(7), ask, world.now);
    let wait = Duration::from_secs(20);
    let mut notes = Vec::new();
    let mut answered = false;
    while notes.is_empty() || !answered {
        match news.recv_timeout(wait).expect("news") {
            Event::Reply(Ticket(7), Ok(Reply::Found(found))) => {
                assert!(found.as_written && found.people.len() == 1);
                answered = true;
            }
            Event::Index(note) => notes.push(note),
            _ => {}
        }
    }
    assert!(notes[0].zh.contains("正在建立查询索引（0%）"), "{notes:?}");
    assert!(notes[0].en.contains("being made (0%)"), "{notes:?}");
    // The same is not said twice: a session that waits is not woken for nothing.
    std::thread::sleep(Duration::from_millis(900));
    assert!(!news.try_iter().any(|e| matches!(e, Event::Index(_))));
    drop(lock);
    while !matches!(news.recv_timeout(wait).expect("made"), Event::Changed) {}
    assert!(!news.try_iter().any(|e| matches!(e, Event::Index(_))));
    worker.stop();
}
