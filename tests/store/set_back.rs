//! A clock that was set back a little: what the desk saves stands still at the last row of the trail, as
//! what a command saves does.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};
use zhuoluo::domain::change::Change;
use zhuoluo::domain::rights::Seat;
use zhuoluo::domain::unit::UnitKind;
use zhuoluo::flow::{Do, Event, Ticket};
use zhuoluo::store::worker::{Outlet, Worker};
use zhuoluo::store::{NewOffice, Store};

use crate::kit::{instant, world::new_office};

fn times(path: &std::path::Path) -> Vec<DateTime<FixedOffset>> {
    let conn = rusqlite::Connection::open(path).expect("opened");
    let mut rows = conn
        .prepare("SELECT at FROM audit ORDER BY seq")
        .expect("a trail");
    let rows = rows.query_map([], |r| r.get::<_, String>(0)).expect("rows");
    rows.map(|at| instant(&at.expect("a row"))).collect()
}

#[test]
fn what_the_desk_saves_is_not_before_the_last_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("desk.db");
    let now = instant("2026-03-05T09:00:00+08:00");
    let new = NewOffice {
        sandbox: false,
        ..new_office()
    };
    let store = Store::create(&path, &new, now).expect("a store");
    let last = now + TimeDelta::hours(2);
    store.record_session("enter", "none", last).expect("kept");
    drop(store);
    let (tell, news) = channel();
    let tell = Mutex::new(tell);
    let outlet: Outlet = Arc::new(move |event| drop(tell.lock().expect("heard").send(event)));
    let worker = Worker::start(&path, "wang", &Seat::default(), &outlet).expect("threads");
    let change = Change::AddUnit {
        name: "寅街道".to_owned(),
        kind: UnitKind::Town,
        under: None,
    };
    // Set back by an hour since.
    worker.perform(Ticket(1), Do::Change(change), last - TimeDelta::hours(1));
    let answer = loop {
        let event = news.recv_timeout(Duration::from_secs(10));
        if let Event::Reply(_, answer) = event.expect("answered") {
            break answer;
        }
    };
    assert!(answer.is_ok(), "{answer:?}");
    worker.leave("quit", last - TimeDelta::minutes(30));
    worker.stop();
    let rows = times(&path);
    assert!(rows.len() >= 3 && rows.is_sorted(), "{rows:?}");
    assert_eq!(rows.last(), Some(&last), "{rows:?}");
}
