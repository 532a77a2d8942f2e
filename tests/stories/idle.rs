//! A screen that somebody left: covered, drafts kept, and in an office left altogether.

use std::sync::Arc;

use zhuoluo::app::App;
use zhuoluo::domain::rights::Seat;
use zhuoluo::flow::{Do, Effect, Event};
use zhuoluo::keys::Chord;
use zhuoluo::look::Look;
use zhuoluo::words::{Exit, Sentence, Trouble};

use super::script::Story;

#[test]
fn on_ones_own_desk_the_screen_is_covered_and_enter_brings_it_back() {
    let mut story = Story::new();
    story.keys("n 孙小梅");
    story.wait(9 * 60 + 58);
    assert!(
        story.screen(80, 24).contains("孙小梅"),
        "{}",
        story.screen(80, 24)
    );
    story.wait(2);
    let covered = story.screen(80, 24);
    assert!(
        covered.contains("按回车键继续") && !covered.contains("孙小梅"),
        "{covered}"
    );
    story.keys("x");
    assert!(
        !story.screen(80, 24).contains("孙小梅"),
        "any key uncovered it"
    );
    story.keys("<Enter>");
    let back = story.screen(80, 24);
    assert!(
        back.contains("孙小梅") && !back.contains("孙小梅x"),
        "{back}"
    );
    // A key begins the time anew.
    story.keys("a");
    story.wait(9 * 60);
    story.keys("b");
    story.wait(9 * 60);
    assert!(story.screen(80, 24).contains("孙小梅"));
    assert_eq!(story.quit, None);
}

#[test]
fn in_an_office_the_session_ends_and_the_draft_is_there() {
    let story = Story::new();
    let mut office = (*story.store.office()).clone();
    office.seat = Seat {
        key: "SHA256:x".to_owned(),
        came: "ssh".to_owned(),
    };
    office.lock_minutes = 3;
    let mut app = App::new(Arc::new(office), Look::default(), story.now);
    let _ = app.start();
    for c in ["n", "孙", "梅"] {
        let _ = app.handle(Event::Key(Chord::parse(c).expect("a key")));
    }
    assert_eq!(app.left_how(), "quit");
    let early = app.handle(Event::Tick(story.now + chrono::TimeDelta::seconds(179)));
    assert!(!early.iter().any(|e| matches!(e, Effect::Quit(_))));
    let effects = app.handle(Event::Tick(story.now + chrono::TimeDelta::seconds(180)));
    let kept =
        |e: &Effect| matches!(e, Effect::Do(_, order) if matches!(**order, Do::SaveDraft(_)));
    let drafts = early.iter().chain(&effects).filter(|e| kept(e)).count();
    assert!(drafts > 0, "no draft was kept: {effects:?}");
    assert!(
        matches!(effects.last(), Some(Effect::Quit(0))),
        "{effects:?}"
    );
    assert!(app.farewell().expect("said").zh.contains("重新登录"));
    assert_eq!(app.left_how(), "lock", "for the record");
}

#[test]
fn a_session_that_was_ended_is_recorded_as_what_ended_it() {
    let story = Story::new();
    let mut office = (*story.store.office()).clone();
    office.seat.came = "ssh".to_owned();
    let office = Arc::new(office);
    let sent_away = Trouble::unchanged(Exit::Refused, Sentence::default(), Sentence::default());
    for (event, how) in [
        (Event::Revoked, "revoked"),
        (Event::Dismissed(sent_away), "dismissed"),
    ] {
        let mut app = App::new(Arc::clone(&office), Look::default(), story.now);
        let _ = app.start();
        assert_eq!(app.left_how(), "quit");
        let _ = app.handle(event);
        assert_eq!(app.left_how(), how);
    }
}

#[test]
fn an_office_may_switch_it_off() {
    let story = Story::new();
    let mut office = (*story.store.office()).clone();
    office.lock_minutes = 0;
    office.seat.came = "ssh".to_owned();
    let mut app = App::new(Arc::new(office), Look::default(), story.now);
    let effects = app.handle(Event::Tick(story.now + chrono::TimeDelta::days(1)));
    assert!(!effects.iter().any(|e| matches!(e, Effect::Quit(_))));
}
