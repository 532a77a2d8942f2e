//! A sheet that was being filled in when the line went: its words come back, in the same field, with the
//! cursor at the same place, and go when it is recorded or given up.

use zhuoluo::flow::{Ask, Event, Reply};
use zhuoluo::rooms::drafting::in_tongue;
use zhuoluo::words::Lang;

use super::script::Story;

/// A desk with one petition, opened.
fn opened() -> Story {
    let mut story = Story::new();
    story.register(r#"{"channel":"visit","received_on":"2026-11-10","route":"petition","class":"request","requests":["征地款迟迟未到账，请求核实"],"people":[{"name":"钱某兰","phones":["13800138000"],"address":"东甲镇戊村"}]}"#);
    open(&mut story);
    story
}

/// Opens the case in a session that has just begun.
fn open(story: &mut Story) {
    story.keys("<ctrl-f>qian").keys("<enter><enter>");
}

/// What lies unfinished in the store.
fn unfinished(story: &Story) -> Vec<String> {
    match story.store.ask(&Ask::Sheets, story.now.date_naive()) {
        Ok(Reply::Drafts(rows)) => rows
            .into_iter()
            .map(|r| in_tongue(&r.title.into_raw(), Lang::Zh).to_owned())
            .collect(),
        other => panic!("{other:?}"),
    }
}

/// The terminal goes, and the same operator comes in again.
fn again(mut story: Story) -> Story {
    story.event(Event::Hangup);
    assert_eq!(story.quit, Some(129));
    let mut story = story.restart();
    let said = story.screen(80, 24);
    assert!(said.contains("没写完的表"), "{said}");
    story.wait(60);
    story
}

#[test]
fn a_step_comes_back_where_the_cursor_stood() {
    let mut story = opened();
    story.keys("<f7>今天电话回访，本人说<left><left>");
    let caret = story.draw(80, 24).1;
    let mut story = again(story);
    assert_eq!(unfinished(&story), ["记事 999999-2026-LF-00001"]);
    open(&mut story);
    story.keys("<f7>");
    let (screen, at) = story.draw(80, 24);
    assert!(screen.contains("今天电话回访，本人说"), "{screen}");
    assert!(screen.contains("接着上次没写完的"), "{screen}");
    assert_eq!(at, caret, "{screen}");
    story.keys("他<ctrl-s>");
    let screen = story.screen(80, 60);
    assert!(screen.contains("今天电话回访，本他人说"), "{screen}");
    assert!(
        unfinished(&story).is_empty(),
        "what is on record is not unfinished"
    );
    story.event(Event::Hangup);
    let mut story = story.restart();
    assert!(!story.screen(80, 24).contains("没写完"));
}

/// Whoever reads it may read it in the other language.
#[test]
fn what_is_unfinished_is_named_in_the_language_it_is_read_in() {
    let mut story = opened();
    story.keys("<f7>今天电话回访");
    story.event(Event::Hangup);
    let mut story = story.restart();
    story.look(&zhuoluo::look::Look {
        lang: Lang::En,
        ..Default::default()
    });
    let said = story.screen(120, 24);
    assert!(said.contains("unfinished: note 999999"), "{said}");
    assert!(!said.contains("记事"), "{said}");
}

#[test]
fn a_kill_costs_no_more_than_the_last_moment() {
    let mut story = opened();
    // The wake that a key asks for comes before the program is killed, and nothing else does.
    story.keys("<f7>写到一半");
    let mut story = story.restart();
    assert_eq!(unfinished(&story).len(), 1);
    open(&mut story);
    story.keys("<f7>");
    assert!(story.screen(80, 24).contains("写到一半"));
    // Emptied by hand, there is nothing left to keep.
    story.keys("<backspace><backspace><backspace><backspace>");
    assert!(unfinished(&story).is_empty());
}

#[test]
fn what_is_refused_stays_and_what_another_did_is_shown() {
    let mut story = opened();
    story.keys("<f7>"); // Nothing typed: the store refuses an empty note.
    story.keys("<ctrl-s>");
    assert!(unfinished(&story).is_empty());
    story.keys("有话要说<esc>");
    assert_eq!(unfinished(&story).len(), 1, "left half written");
    story.wait(1);
    story.keys("<f7>");
    assert!(story.screen(80, 24).contains("有话要说"));
    story.keys("<ctrl-s>");
    assert!(unfinished(&story).is_empty());
}

#[test]
fn an_entry_of_the_duty_desk_comes_back() {
    let mut story = Story::new();
    story.keys("<alt-5>");
    while !story.screen(80, 24).contains("[日志]") {
        story.keys("<tab>");
    }
    story.keys("<f2>");
    let form = story.screen(80, 24);
    assert!(form.contains("记日志"), "{form}");
    story.keys("晚上九点，水管爆裂");
    let mut story = again(story);
    assert_eq!(unfinished(&story), ["记日志"]);
    story.keys("<alt-5>");
    while !story.screen(80, 24).contains("[日志]") {
        story.keys("<tab>");
    }
    story.keys("<f2>");
    let screen = story.screen(80, 24);
    assert!(screen.contains("晚上九点，水管爆裂"), "{screen}");
    // Given up by hand: told once, then it is gone everywhere.
    story.keys("<esc>");
    assert!(story.screen(80, 24).contains("还没存"), "told first");
    story.keys("<esc>");
    assert!(unfinished(&story).is_empty());
}

#[test]
fn a_request_about_ones_own_data_comes_back() {
    let mut story = Story::new();
    story.keys("<alt-6>");
    while !story.screen(120, 30).contains("[个人信息申请]") {
        story.keys("<tab>");
    }
    story.keys("<ctrl-o>");
    story.keys("<tab><tab><tab>陈某<tab>要一份自己的材料");
    let mut story = again(story);
    story.keys("<alt-6>");
    while !story.screen(120, 30).contains("[个人信息申请]") {
        story.keys("<tab>");
    }
    story.keys("<ctrl-o>");
    let screen = story.screen(120, 30);
    assert!(
        screen.contains("陈某") && screen.contains("要一份自己的材料"),
        "{screen}"
    );
}
