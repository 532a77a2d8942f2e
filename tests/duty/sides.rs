//! Two sessions side by side: what one does at the duty desk reaches the other, and an idle one is idle.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use zhuoluo::domain::duty::deed::Deed;
use zhuoluo::flow::duty::DutyOrder;
use zhuoluo::flow::{Ask, Do, Event, Reply, Ticket};
use zhuoluo::store::worker::Worker;
use zhuoluo::store::{NewOffice, Store};

fn office(path: &std::path::Path, now: chrono::DateTime<chrono::FixedOffset>) -> Store {
    let new = NewOffice {
        name: "示例县信访局".to_owned(),
        area: "999999".to_owned(),
        login: "wang".to_owned(),
        operator: "王某".to_owned(),
        sandbox: true,
        demo_units: false,
    };
    Store::create(path, &new, now).expect("a store")
}

#[test]
fn a_deed_of_one_session_is_news_to_the_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("desk.db");
    let now =
        chrono::DateTime::parse_from_rfc3339("2027-02-05T09:00:00+08:00").expect("an instant");
    let mut one = office(&path, now);
    let (out, news) = channel();
    let outlet = Arc::new(move |event: Event| {
        let _ = out.send(event);
    });
    let worker = Worker::start(
        &path,
        "wang",
        &zhuoluo::domain::rights::Seat::default(),
        &(outlet as _),
    )
    .expect("a worker");
    // What is there before the other session first looks is no news to it.
    let wait = Duration::from_secs(20);
    worker.ask(
        Ticket(1),
        Ask::Duty {
            at: now.naive_local(),
        },
        now,
    );
    while !matches!(
        news.recv_timeout(wait).expect("news"),
        Event::Reply(Ticket(1), Ok(_))
    ) {}
    let order = Deed::Log {
        at: now.naive_local(),
        text: "供暖公司来电".into(),
        unusual: true,
    };
    one.perform(Do::Duty(DutyOrder::plain(order)), now)
        .expect("kept");
    // Also the search may say that its index is ready; what counts is that news come, and that the
    // board then has the line.
    while !matches!(news.recv_timeout(wait).expect("news"), Event::Changed) {}
    let at = now.naive_local();
    worker.ask(Ticket(7), Ask::Duty { at }, now);
    let board = loop {
        match news.recv_timeout(wait).expect("an answer") {
            Event::Reply(Ticket(7), Ok(Reply::Board(board))) => break board,
            Event::Changed => {}
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(board.book.log[0].text, "供暖公司来电");
    // Nothing more comes of it: an idle session is not woken.
    while news.recv_timeout(Duration::from_millis(1500)).is_ok() {}
    assert!(news.recv_timeout(Duration::from_millis(1500)).is_err());
    worker.stop();
}

#[test]
fn the_bell_is_the_operators_own_and_stays() {
    let home = super::office();
    let now =
        chrono::DateTime::parse_from_rfc3339("2027-02-05T09:00:00+08:00").expect("an instant");
    let open = |login: &str| Store::open(&home.store(), login).expect("a session");
    let mut li = open("li");
    assert!(!li.office().bell);
    li.perform(Do::Bell(true), now).expect("kept");
    assert!(li.office().bell && open("li").office().bell);
    assert!(!open("zhao").office().bell);
    li.perform(Do::Bell(false), now).expect("kept");
    assert!(!open("li").office().bell);
}
