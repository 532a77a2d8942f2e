//! What is said of the room that is left, while it runs out.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use zhuoluo::flow::Event;
use zhuoluo::store::Store;
use zhuoluo::store::room::Room;
use zhuoluo::store::worker::Worker;

use super::faults::SmallDisk;
use crate::kit::World;
use crate::kit::world::new_office;

fn notice(free: u64) -> Option<String> {
    let all = 100 << 30;
    Room { free, all }.notice().map(|said| said.zh.to_string())
}

#[test]
fn a_full_disk_is_called_full() {
    for free in [0, 1, (1 << 20) - 1] {
        let said = notice(free).expect("said");
        assert!(said.contains("已满") && !said.contains("MB"), "{said}");
    }
    let said = notice(9 << 20).expect("said");
    assert!(said.contains("9 MB"), "{said}");
    assert_eq!(notice(50 << 30), None);
}

#[test]
fn a_disk_that_runs_full_is_said_while_it_does() {
    let Some(disk) = SmallDisk::new("12m") else {
        return;
    };
    let world = World::new();
    let path = disk.path().join("desk.db");
    let store = Store::create(&path, &new_office(), world.now).expect("a store");
    let seat = store.office().seat.clone();
    let said: Arc<Mutex<Vec<String>>> = Arc::default();
    let heard = Arc::clone(&said);
    let outlet: zhuoluo::store::worker::Outlet = Arc::new(move |event| {
        if let Event::Room(Some(notice)) = event {
            heard.lock().expect("heard").push(notice.zh.to_string());
        }
    });
    let worker = Worker::start(&path, "wang", &seat, &outlet).expect("a worker");
    let waits = |word: &str| {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(5) {
            let last = said.lock().expect("said").last().cloned();
            if last.is_some_and(|said| said.contains(word)) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        false
    };
    assert!(waits("MB"), "{said:?}");
    let mut filler = std::fs::File::create(disk.path().join("filler")).expect("a file");
    while std::io::Write::write_all(&mut filler, &[0; 4096]).is_ok() {}
    assert!(waits("已满"), "said of a full disk: {said:?}");
    worker.stop();
}
