//! The queue before the store: who stands behind a long turn waits for it; what a dead one left
//! behind holds up nobody.

use std::fs::{File, OpenOptions};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use serde_json::json;

use crate::kit::World;

fn queue(world: &World) -> File {
    let path = world.folder().join("desk.db-queue");
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .expect("the queue's file")
}

#[test]
fn a_save_waits_for_a_turn_that_said_it_takes_longer() {
    let mut world = World::new();
    let head = queue(&world);
    flock(&head, FlockOperation::LockExclusive).expect("the turn");
    head.set_len(1).expect("it takes longer");
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // Longer than the three seconds after which a save goes ahead without its turn.
            std::thread::sleep(Duration::from_secs(4));
            over.store(true, Ordering::SeqCst);
            flock(&head, FlockOperation::Unlock).expect("the next one");
        });
        world.register(&json!({}));
        assert!(over.load(Ordering::SeqCst), "it did not wait for its turn");
    });
    assert_eq!(queue(&world).metadata().expect("the file").len(), 0);
}

#[test]
fn what_a_dead_process_left_is_forgotten() {
    let mut world = World::new();
    queue(&world).set_len(1).expect("left behind");
    world.register(&json!({}));
    assert_eq!(queue(&world).metadata().expect("the file").len(), 0);
}

#[test]
fn an_import_says_that_it_takes_longer() {
    let mut world = World::new();
    let now = world.now;
    let intake = world.intake(&json!({}));
    let rows = [zhuoluo::store::batch::BatchRow {
        key: "a".to_owned(),
        intake,
        closed: false,
        answers: Vec::new(),
    }];
    let ledger = zhuoluo::store::batch::Ledger {
        file: "台账.xlsx",
        digest: [7; 32],
        refused: 0,
        rows: &rows,
    };
    let said = AtomicBool::new(false);
    let file = queue(&world);
    world
        .store
        .import(&ledger, now, false, |_| {
            said.store(
                file.metadata().is_ok_and(|m| m.len() == 1),
                Ordering::SeqCst,
            );
        })
        .expect("taken");
    assert!(said.load(Ordering::SeqCst), "nothing was said");
    assert_eq!(file.metadata().expect("the file").len(), 0, "said for ever");
}

#[test]
fn a_queue_that_was_removed_is_stood_in_anew() {
    let mut world = World::new();
    world.register(&json!({}));
    let path = world.folder().join("desk.db-queue");
    std::fs::remove_file(&path).expect("removed");
    world.register(&json!({}));
    assert!(path.exists(), "it stands where nobody else does");
}
