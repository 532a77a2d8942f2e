//! Words that are asked for in one line or a few, half written when the line went: the reason of a merge or
//! of two people, the reason before a report is opened, the blanks of a paper.

use zhuoluo::flow::{Ask, Event, Reply};
use zhuoluo::rooms::drafting::in_tongue;
use zhuoluo::words::Lang;

use super::script::Story;

const REPORT: &str = r#"{"channel":"letter","class":"report","received_on":"2026-11-20",
    "people":[{"name":"欧阳霁"}],"requests":["反映村务不公开"],"accused":[{"name":"某干部","unit":"戊村"}]}"#;

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
    let mut story = story.restart();
    story.wait(60);
    story
}

/// Two records of one sound; the file of the first is open.
fn two_people() -> Story {
    let mut story = Story::new();
    for (name, phone) in [("章晓棠", "15400000001"), ("章小唐", "15400000002")] {
        story.register(&format!(
            r#"{{"channel":"visit","received_on":"2026-11-10","requests":["征地款迟迟未到账"],"people":[{{"name":"{name}","phones":["{phone}"],"address":"东甲镇戊村"}}]}}"#
        ));
    }
    story
}

fn open_file(story: &mut Story) {
    story.keys("<ctrl-f>章晓棠<f2>");
    while !story.screen(120, 40).contains("Enter 先看合并会怎样") {
        story.keys("<down>");
    }
}

#[test]
fn the_reason_of_a_merge_comes_back_whichever_comes_first() {
    let mut story = two_people();
    open_file(&mut story);
    story.keys("<enter>录错一字，本人<left>");
    let caret = story.draw(120, 40).1;
    let mut story = again(story);
    assert_eq!(unfinished(&story).len(), 1);
    assert!(
        !unfinished(&story)[0].contains('章'),
        "nobody's name in a list"
    );
    open_file(&mut story);
    story.keys("<enter>");
    let (screen, at) = story.draw(120, 40);
    assert!(screen.contains("录错一字，本人"), "{screen}");
    assert_eq!(at, caret, "{screen}");
    story.keys("<f4>");
    assert!(story.screen(120, 40).contains("录错一字，本人"));
    story.keys("<ctrl-s>");
    assert!(story.screen(120, 40).contains("合并与区分"));
    assert!(unfinished(&story).is_empty(), "it is on record now");
}

#[test]
fn the_reason_of_two_people_comes_back_and_goes_when_it_is_given_up() {
    let mut story = two_people();
    open_file(&mut story);
    story.keys("<f3>父子共用");
    let mut story = again(story);
    open_file(&mut story);
    story.keys("<f3>");
    assert!(story.screen(120, 40).contains("父子共用"));
    story.keys("<esc>");
    assert!(unfinished(&story).is_empty());
    open_file(&mut story);
    story.keys("<f3>");
    assert!(!story.screen(120, 40).contains("父子共用"));
}

#[test]
fn the_reason_before_a_report_comes_back_and_goes_with_the_reading() {
    let mut story = Story::new();
    story.register(REPORT);
    story.keys("<alt-6><enter>承办人核对");
    let mut story = again(story);
    assert_eq!(unfinished(&story), ["查看事由"]);
    story.keys("<alt-6><enter>");
    let asked = story.screen(120, 40);
    assert!(
        asked.contains("承办人核对") && !asked.contains("反映村务不公开"),
        "{asked}"
    );
    story.keys("线索<enter>");
    assert!(story.screen(120, 40).contains("反映村务不公开"));
    assert!(unfinished(&story).is_empty());
    // Another reason begins anew, and one that is given up is gone.
    story.keys("<alt-6><enter>看看");
    assert!(!story.screen(120, 40).contains("承办人核对"));
    story.keys("<esc>");
    assert!(unfinished(&story).is_empty());
}

#[test]
fn the_blanks_of_a_paper_come_back_and_go_with_the_paper() {
    let mut story = Story::new();
    story.register(
        r#"{"channel":"visit","received_on":"2026-11-10","route":"petition","class":"request","requests":["征地款迟迟未到账"],"people":[{"name":"钱某兰"}]}"#,
    );
    let blanks = |story: &mut Story| {
        story.keys("<alt-6><enter><ctrl-e><down><enter>");
    };
    blanks(&mut story);
    story.keys("示信告〔20<left>");
    let caret = story.draw(120, 40).1;
    let mut story = again(story);
    assert_eq!(unfinished(&story).len(), 1);
    blanks(&mut story);
    let (screen, at) = story.draw(120, 40);
    assert!(screen.contains("示信告〔20"), "{screen}");
    assert_eq!(at, caret, "{screen}");
    // Put away it stays; made into the paper it goes.
    story.keys("<esc>");
    assert_eq!(unfinished(&story).len(), 1);
    blanks(&mut story);
    story.keys("内容<tab>陈某<tab>0000-1234<ctrl-s>");
    let paper = story.screen(120, 60);
    assert!(paper.contains("示信告"), "{paper}");
    assert!(
        unfinished(&story).is_empty(),
        "{:?}\n{paper}",
        unfinished(&story)
    );
}

/// The duty desk's events of a kind, oldest first.
fn deeds(story: &Story, kind: &str) -> Vec<String> {
    let conn = rusqlite::Connection::open(story.file()).unwrap();
    let sql = "SELECT body FROM duty_event WHERE kind = ?1 ORDER BY seq";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([kind], |r| r.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_call_of_an_emergency_comes_back_in_its_own_record() {
    let mut story = Story::new();
    story.keys("<f12><enter>119<enter>在楼顶<ctrl-s>");
    assert_eq!(deeds(&story, "urgent_call").len(), 1);
    story.keys("120<enter>五分钟到，门口");
    // Killed: nothing but the last wake has come.
    let mut story = story.restart();
    story.wait(120);
    assert_eq!(unfinished(&story), ["紧急求助第1号的记录"]);
    story.keys("<f12>");
    let card = story.screen(100, 40);
    assert!(card.contains("接着写第1号"), "{card}");
    story.keys("<alt-right>");
    let screen = story.screen(100, 40);
    assert!(screen.contains("五分钟到，门口"), "{screen}");
    assert!(screen.contains("119消防"), "the calls before it: {screen}");
    story.keys("有人接<ctrl-s>");
    let calls = deeds(&story, "urgent_call");
    assert!(
        calls[1].contains("五分钟到，门口有人接") && calls[1].contains("T10:30"),
        "{calls:?}"
    );
    assert_eq!(deeds(&story, "urgent").len(), 1, "no second record");
    assert!(unfinished(&story).is_empty());
    // The next call is kept again, the one that is given up is gone.
    story.keys("110<enter>在路上");
    assert_eq!(unfinished(&story).len(), 1);
    story.keys("<esc>");
    assert_eq!(unfinished(&story).len(), 1, "told first");
    story.keys("<esc>");
    assert!(unfinished(&story).is_empty());
    story.keys("<f12>");
    assert!(!story.screen(100, 40).contains("接着写"));
}

#[test]
fn a_hang_up_keeps_the_call_to_the_last_key() {
    let mut story = Story::new();
    story.keys("<f12><enter>120<enter>到医院了");
    let mut story = again(story);
    story.keys("<f12><alt-right>");
    assert!(story.screen(100, 40).contains("到医院了"));
}
