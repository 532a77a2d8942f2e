//! The office's own lists change while desks are open: pickers follow, nothing typed is lost.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use zhuoluo::app::App;
use zhuoluo::domain::change::Change;
use zhuoluo::domain::ids::UnitId;
use zhuoluo::domain::rights::{Duty, Operator, Seat};
use zhuoluo::domain::unit::UnitKind;
use zhuoluo::flow::{Ask, Do, Effect, Event, Ticket};
use zhuoluo::look::Look;
use zhuoluo::store::Store;
use zhuoluo::store::worker::{Outlet, Worker};
use zhuoluo::words::Exit;

use super::script::Story;

/// The reader of an open desk, and what it says.
fn watched(story: &Story, login: &str) -> (Worker, Receiver<Event>) {
    let (tell, news) = channel();
    let tell = std::sync::Mutex::new(tell);
    let outlet: Outlet = Arc::new(move |event| {
        if let Ok(tell) = tell.lock() {
            let _ = tell.send(event);
        }
    });
    let worker = Worker::start(story.store.path(), login, &Seat::default(), &outlet).unwrap();
    (worker, news)
}

fn next(news: &Receiver<Event>) -> Event {
    news.recv_timeout(Duration::from_secs(10))
        .expect("the desk is told")
}

/// A change by another session.
fn elsewhere(story: &Story, change: Change) {
    let mut other = Store::open(story.store.path(), "clerk").unwrap();
    other.perform(Do::Change(change), story.now).unwrap();
}

fn new_town() -> Change {
    Change::AddUnit {
        name: "寅街道".to_owned(),
        kind: UnitKind::Town,
        under: None,
    }
}

/// Lets the open desk hear of a change by another session.
fn hear(story: &mut Story, change: Change) {
    let (worker, news) = watched(story, "clerk");
    elsewhere(story, change);
    let event = next(&news);
    assert!(matches!(event, Event::Office(_)), "{event:?}");
    story.event(event);
    worker.stop();
}

/// Tabs to the field with this label.
fn go_to(story: &mut Story, label: &str) {
    for _ in 0..60 {
        let (screen, caret) = story.draw(120, 40);
        let line = screen.lines().nth(caret.y.into()).unwrap_or_default();
        if line.trim_start().starts_with(label) {
            return;
        }
        story.keys("<tab>");
    }
    panic!("{label} is not there:\n{}", story.screen(120, 40));
}

#[test]
fn a_unit_added_elsewhere_is_in_the_picker_of_an_open_intake() {
    let mut story = Story::new();
    story.keys("n张某<tab>");
    go_to(&mut story, "责任单位");
    hear(&mut story, new_town());
    story.keys("<f4>yjd");
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("寅街道") && screen.contains("张某"),
        "{screen}"
    );
}

#[test]
fn an_open_list_stays_open_with_what_was_typed() {
    let mut story = Story::new();
    story.keys("<alt-6><f2><tab><tab><tab><f4>jd");
    let before = story.screen(120, 40);
    assert!(!before.contains("寅街道"), "{before}");
    story.keys("<backspace><backspace>东甲");
    hear(&mut story, new_town());
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("东甲镇") && !screen.contains("寅街道"),
        "still narrowed to what was typed:\n{screen}"
    );
    story.keys("<backspace><backspace>寅");
    assert!(story.screen(120, 40).contains("寅街道"));
}

#[test]
fn a_step_goes_to_a_unit_that_came_while_its_sheet_was_open() {
    let mut story = Story::new();
    story.register(r#"{"channel":"visit","received_on":"2026-11-10","route":"petition","class":"request","requests":["征地款迟迟未到账，请求核实"],"people":[{"name":"钱某兰"}]}"#);
    story.keys("<ctrl-f>qian<enter><enter><f2>");
    for _ in 0..40 {
        if story.screen(80, 24).contains("▸ 转送 ") {
            break;
        }
        story.keys("<down>");
    }
    story.keys("<enter>");
    hear(&mut story, new_town());
    story.keys("yjd<enter><ctrl-s>");
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("已记录：转送") && screen.contains("寅街道"),
        "the writer knows the unit as well:\n{screen}"
    );
}

#[test]
fn a_period_declared_elsewhere_is_on_the_banner() {
    let mut story = Story::new();
    let (worker, news) = watched(&story, "clerk");
    let today = story.now.date_naive();
    let period = zhuoluo::domain::period::Period::plain(
        "冬季特别时段",
        today,
        today + chrono::Days::new(3),
        "县委办通知",
        "clerk",
    );
    let mut other = Store::open(story.store.path(), "clerk").unwrap();
    other.declare(&period, story.now).unwrap();
    story.event(next(&news));
    worker.stop();
    assert!(story.screen(120, 40).contains("冬季特别时段"));
}

#[test]
fn an_operator_taken_off_the_roster_is_told_and_served_no_more() {
    let story = Story::new();
    elsewhere(
        &story,
        Change::AddOperator(Operator {
            login: "li".to_owned(),
            name: "李某".to_owned(),
            duty: Duty::Window,
            unit: UnitId::OFFICE,
        }),
    );
    let (worker, news) = watched(&story, "li");
    elsewhere(
        &story,
        Change::RemoveOperator {
            login: "li".to_owned(),
        },
    );
    let refused = |event: Event| match event {
        Event::Reply(_, Err(trouble)) => assert_eq!(trouble.exit, Exit::Refused),
        other => panic!("{other:?}"),
    };
    let Event::Dismissed(said) = next(&news) else {
        panic!("nobody said so")
    };
    assert_eq!(said.exit, Exit::Refused);
    // On one's own desk it is said; on a shared server the screen is left, however one came.
    for (came, leaves) in [("", false), ("ssh", true), ("sudo", true)] {
        let mut office = (*story.store.office()).clone();
        office.seat.came = came.to_owned();
        let mut app = App::new(Arc::new(office), Look::default(), story.now);
        let _ = app.start();
        let effects = app.handle(Event::Dismissed(said.clone()));
        let left = effects.iter().any(|e| matches!(e, Effect::Quit(3)));
        assert_eq!((left, app.farewell().is_some()), (leaves, leaves), "{came}");
    }
    worker.ask(Ticket(7), Ask::Panel { limit: 5 }, story.now);
    refused(next(&news));
    let find = Ask::Find {
        text: "张".to_owned(),
        limit: 5,
    };
    worker.ask(Ticket(8), find, story.now);
    refused(next(&news));
    let open = Do::Open {
        number: "999999-2026-LF-00001".to_owned(),
        aim: zhuoluo::flow::request::Aim::Command,
        why: String::new(),
    };
    worker.perform(Ticket(9), open, story.now);
    refused(next(&news));
    worker.stop();
}
