//! A newer program upgrades the store under an open desk: it is told at once, as a save would be, and what is
//! typed stays.

use zhuoluo::flow::{Ask, Do, Event, Reply, Ticket};
use zhuoluo::words::{Exit, Lang, Trouble};

use super::replaced::{answer, draft, next, started};
use super::script::Story;

/// What a newer program leaves of the number that says which version the store is of.
fn upgrade(story: &Story) {
    let conn = rusqlite::Connection::open(story.file()).unwrap();
    conn.pragma_update(None, "user_version", 99).unwrap();
}

/// What a desk at rest is told of it, and what it gets for a save.
fn told(story: &Story) -> (Trouble, Trouble) {
    let (worker, news) = started(story);
    worker.perform(Ticket(1), draft("before"), story.now);
    assert!(answer(&news, Ticket(1)).is_ok());
    upgrade(story);
    // Nobody writes, nobody asks.
    let said = loop {
        match next(&news) {
            Event::Shut(trouble) => break trouble,
            Event::Changed | Event::Room(_) => {}
            other => panic!("{other:?}"),
        }
    };
    worker.perform(Ticket(2), draft("after"), story.now);
    let refused = answer(&news, Ticket(2)).unwrap_err();
    // What was kept before is still to be read.
    worker.ask(Ticket(3), Ask::Drafts, story.now);
    let Ok(Reply::Drafts(rows)) = answer(&news, Ticket(3)) else {
        panic!("not read")
    };
    assert!(!rows.is_empty(), "{rows:?}");
    worker.stop();
    (said, refused)
}

#[test]
fn a_desk_at_rest_is_told_what_a_save_would_be_told() {
    let story = Story::new();
    let (said, refused) = told(&story);
    assert_eq!(said, refused);
    assert_eq!(said.exit, Exit::Damaged);
    assert!(said.say(Lang::Zh).contains("请换用较新的程序打开"));
    assert!(said.say(Lang::En).contains("Open it with a newer program"));
}

#[test]
fn it_stays_said_and_what_is_typed_stays() {
    let mut story = Story::new();
    story.keys("n孙小梅<tab>");
    let (said, _) = told(&story);
    let effects = story.app.handle(Event::Shut(said));
    let leaves = |e: &zhuoluo::flow::Effect| {
        matches!(e, zhuoluo::flow::Effect::Quit(_))
            || matches!(e, zhuoluo::flow::Effect::Do(_, order) if matches!(**order, Do::DropDraft(_)))
    };
    assert!(!effects.iter().any(leaves), "{effects:?}");
    for _ in 0..2 {
        let screen = story.screen(120, 40);
        for words in ["数据库是第99版", "请换用较新的程序打开", "孙小梅"] {
            assert!(screen.contains(words), "{words}:\n{screen}");
        }
        // A key takes the message away, and not what it says.
        story.keys("<tab>");
    }
}
