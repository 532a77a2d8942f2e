//! A backup is restored beside an open desk: it is told, shows nothing of the old store, goes on with the
//! new one, and no word that was typed is lost.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use zhuoluo::domain::rights::Seat;
use zhuoluo::flow::view::SavedDraft;
use zhuoluo::flow::{Ask, Do, Effect, Event, Reply, Ticket};
use zhuoluo::store::worker::{Outlet, Worker};
use zhuoluo::store::{NewOffice, Store};
use zhuoluo::words::{Exit, Sentence, Trouble};

use super::script::Story;

const LATER: &str = r#"{"channel":"visit","received_on":"2026-11-10","route":"petition","class":"request","requests":["后来登记的一件，请求核实"],"people":[{"name":"钱某兰"}]}"#;
const EARLIER: &str = r#"{"channel":"visit","received_on":"2026-11-09","route":"petition","class":"request","requests":["早先登记的一件，请求核实"],"people":[{"name":"周某英"}]}"#;

/// The store as it is now, in a file of its own beside it.
fn copy(of: &Path) -> std::path::PathBuf {
    let to = of.with_extension("copy");
    let _ = std::fs::remove_file(&to);
    let conn = rusqlite::Connection::open(of).unwrap();
    let path = to.display().to_string();
    conn.execute("VACUUM INTO ?1", [path]).unwrap();
    to
}

/// What a restore does at its end.
fn swap(copy: &Path, live: &Path) {
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", live.display()));
    }
    std::fs::rename(copy, live).unwrap();
}

pub fn started(story: &Story) -> (Worker, Receiver<Event>) {
    let (tell, news) = channel();
    let tell = std::sync::Mutex::new(tell);
    let outlet: Outlet = Arc::new(move |event| drop(tell.lock().unwrap().send(event)));
    let worker = Worker::start(&story.file(), "clerk", &Seat::default(), &outlet).unwrap();
    (worker, news)
}

/// The next event that is not the answer to a question.
pub fn next(news: &Receiver<Event>) -> Event {
    news.recv_timeout(Duration::from_secs(10)).expect("told")
}

pub fn answer(news: &Receiver<Event>, of: Ticket) -> Result<Reply, Trouble> {
    loop {
        match next(news) {
            Event::Reply(ticket, answer) if ticket == of => return answer,
            Event::Reply(..) | Event::Changed => {}
            other => panic!("{other:?}"),
        }
    }
}

pub fn draft(id: &str) -> Do {
    Do::SaveDraft(SavedDraft {
        id: id.to_owned(),
        title: "某".into(),
        body: "{}".to_owned(),
        at: super::script::NOW.parse().unwrap(),
        before: String::new(),
    })
}

fn drafts(path: &Path) -> i64 {
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.query_row("SELECT count(*) FROM draft", [], |r| r.get(0))
        .unwrap()
}

#[test]
fn a_desk_at_rest_is_told_and_takes_up_the_store_that_stands_there() {
    let mut story = Story::new();
    story.register(EARLIER);
    let backup = copy(&story.file());
    story.register(LATER);
    let (worker, news) = started(&story);
    let find = |text: &str| Ask::Find {
        text: text.to_owned(),
        limit: 5,
    };
    worker.ask(Ticket(9), find("钱某兰"), story.now);
    assert!(answer(&news, Ticket(9)).is_ok());
    swap(&backup, &story.file());
    // Nobody writes, nobody asks: the file alone is another.
    let found = next(&news);
    assert!(
        matches!(&found, Event::Replaced(Ok(o)) if o.area == "999999"),
        "{found:?}"
    );
    // What was asked of the old one, and what was ordered of it, is refused until the desk takes it up.
    for (ticket, ask) in [
        (Ticket(1), Ask::Panel { limit: 5 }),
        (Ticket(2), find("钱某兰")),
    ] {
        worker.ask(ticket, ask, story.now);
        assert_eq!(answer(&news, ticket).unwrap_err().exit, Exit::Failed);
    }
    worker.perform(Ticket(3), draft("of-the-old"), story.now);
    worker.stand("none", story.now);
    worker.perform(Ticket(4), draft("of-the-new"), story.now);
    assert!(answer(&news, Ticket(3)).is_err());
    assert!(answer(&news, Ticket(4)).is_ok());
    worker.ask(Ticket(5), find("周某英"), story.now);
    let Ok(Reply::Found(found)) = answer(&news, Ticket(5)) else {
        panic!("not searched")
    };
    assert!(found.people.len() + found.petitions.len() > 0, "{found:?}");
    worker.ask(Ticket(6), Ask::Panel { limit: 5 }, story.now);
    assert!(answer(&news, Ticket(6)).is_ok());
    worker.stop();
    assert_eq!(drafts(&story.file()), 1);
    let conn = rusqlite::Connection::open(story.file()).unwrap();
    let entered: i64 = conn
        .query_row(
            "SELECT count(*) FROM audit WHERE action = 'enter'",
            [],
            |r| r.get(0),
        )
        .unwrap();
    assert_eq!(entered, 1, "who sits at the new one is on record in it");
}

#[test]
fn another_offices_store_is_not_taken_up() {
    let story = Story::new();
    let at = story.file().with_extension("other");
    let new = NewOffice {
        name: "示例县信访局".to_owned(),
        area: "999999".to_owned(),
        login: "clerk".to_owned(),
        operator: "窗口二".to_owned(),
        sandbox: true,
        demo_units: true,
    };
    let later = story.now + chrono::TimeDelta::minutes(1);
    let other = Store::create(&at, &new, later).unwrap();
    other.record_session("enter", "none", later).unwrap();
    let here = &story.store;
    here.record_session("enter", "none", story.now).unwrap();
    let (worker, news) = started(&story);
    swap(&copy(&at), &story.file());
    drop(other);
    let Event::Replaced(Err(why)) = next(&news) else {
        panic!("taken for the same")
    };
    assert!(why.what.zh.contains("另一个库"), "{why:?}");
    worker.stop();
}

#[test]
fn nothing_of_the_old_store_stays_and_no_word_typed_is_lost() {
    let mut story = Story::new();
    story.register(EARLIER);
    story.register(LATER);
    // An intake with somebody of the old store adopted into it, and an entry of the duty desk.
    story.keys("n孙小梅<tab>");
    let office = story.store.office();
    story.keys("<alt-5>");
    for _ in 0..9 {
        if story.screen(80, 24).contains("[日志]") {
            break;
        }
        story.keys("<tab>");
    }
    story.keys("<f2>水管爆裂");
    assert!(
        story.screen(80, 24).contains("水管爆裂"),
        "{}",
        story.screen(80, 24)
    );
    let before = story.app.handle(Event::Tick(story.now));
    drop(before);
    let effects = story.app.handle(Event::Replaced(Ok(office)));
    assert!(
        matches!(effects.first(), Some(Effect::Stand)),
        "what follows is of the new one: {effects:?}"
    );
    let kept = effects.iter().skip(1).any(|e| {
        matches!(e, Effect::Do(_, order) if matches!(&**order, Do::SaveDraft(d) if d.body.contains("孙小梅") && d.before.is_empty()))
    });
    assert!(kept, "the intake is a draft of the new store: {effects:?}");
    let screen = story.screen(80, 24);
    for (word, stands) in [("恢复了备份", true), ("水管爆裂", true), ("钱某兰", false)]
    {
        assert_eq!(screen.contains(word), stands, "{word}:\n{screen}");
    }
    // One key too many does not take the only copy of a text away.
    story.keys("<enter>x<esc>");
    assert!(story.screen(80, 24).contains("水管爆裂"));
    story.keys("<ctrl-s>");
    let file = &story.files.last().expect("kept as a file").1;
    assert!(String::from_utf8_lossy(file).contains("水管爆裂"));
    story.keys("<esc>");
    assert!(
        !story.screen(80, 24).contains("水管爆裂"),
        "{}",
        story.screen(80, 24)
    );
    story.keys("<alt-2>");
    assert!(story.screen(80, 24).contains("孙小梅"));
    assert_eq!(story.quit, None);
}

#[test]
fn who_was_adopted_of_the_old_store_is_let_go() {
    let mut story = Story::new();
    story.register(EARLIER);
    story.keys("n周某英<tab>");
    story.keys("<f2>");
    let before = story.screen(120, 40);
    assert!(before.contains("已认定"), "{before}");
    let effects = story.app.handle(Event::Replaced(Ok(story.store.office())));
    let bodies: Vec<String> = effects
        .iter()
        .filter_map(|e| match e {
            Effect::Do(_, order) => match &**order {
                Do::SaveDraft(draft) => Some(draft.body.clone()),
                _ => None,
            },
            _ => None,
        })
        .collect();
    let [body] = bodies.as_slice() else {
        panic!("{bodies:?}")
    };
    let all: serde_json::Value = serde_json::from_str(body).unwrap();
    let values = &all["values"];
    assert!(
        values["people[0].name"].to_string().contains("周某英"),
        "{body}"
    );
    assert_eq!(values["people[0].person"]["text"], "", "{body}");
    // Nor does an undo bring them back.
    story.keys("<esc><ctrl-z><ctrl-z>");
    assert!(
        !story.screen(120, 40).contains("已认定"),
        "{}",
        story.screen(120, 40)
    );
}

#[test]
fn a_store_that_does_not_open_is_said_and_the_desk_stays() {
    let mut story = Story::new();
    story.register(LATER);
    story.keys("<ctrl-f>qian<enter>");
    assert!(story.screen(120, 40).contains("钱某兰"));
    let why = Trouble::unchanged(
        Exit::Damaged,
        Sentence::of("打不开。".to_owned(), "It does not open.".to_owned()),
        Sentence::default(),
    );
    let effects = story.app.handle(Event::Replaced(Err(why)));
    assert!(effects.is_empty(), "{effects:?}");
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("打不开") && !screen.contains("钱某兰"),
        "{screen}"
    );
    assert_eq!(story.quit, None, "what is typed is not thrown away");
    // Answers of the old one that were on their way are not shown.
    let late = Store::open(&story.file(), "clerk").unwrap();
    let reply = late.ask(&Ask::Panel { limit: 9 }, story.now.date_naive());
    story.event(Event::Reply(Ticket(1), reply));
    story.keys("<esc>");
    assert!(!story.screen(120, 40).contains("钱某兰"));
}

/// A covered screen stays covered, and the session of whoever may keep the watch is not ended before the new
/// store has said who does.
#[test]
fn a_covered_screen_stays_covered_and_a_watch_is_not_left() {
    let mut story = Story::new();
    story.register(LATER);
    let mut office = (*story.store.office()).clone();
    office.seat.came = "ssh".to_owned();
    office.lock_minutes = 3;
    let office = Arc::new(office);
    story.app = zhuoluo::app::App::new(
        Arc::clone(&office),
        zhuoluo::look::Look::default(),
        story.now,
    );
    let _ = story.app.start();
    let stood = story.app.handle(Event::Replaced(Ok(office)));
    let asked = stood.iter().find_map(|e| match e {
        Effect::Ask(ticket, Ask::Duty { .. }) => Some(*ticket),
        _ => None,
    });
    let later = story.now + chrono::TimeDelta::minutes(4);
    let effects = story.app.handle(Event::Tick(later));
    assert!(
        !effects.iter().any(|e| matches!(e, Effect::Quit(_))),
        "{effects:?}"
    );
    let screen = story.screen(80, 24);
    assert!(!screen.contains("恢复了备份"), "nobody is there:\n{screen}");
    // It says that nobody here is on duty: then it ends as any other.
    let board = story.store.ask(
        &Ask::Duty {
            at: later.naive_local(),
        },
        later.date_naive(),
    );
    let _ = story.app.handle(Event::Reply(asked.expect("asked"), board));
    let effects = story
        .app
        .handle(Event::Tick(later + chrono::TimeDelta::seconds(1)));
    assert!(
        effects.iter().any(|e| matches!(e, Effect::Quit(0))),
        "{effects:?}"
    );
}
