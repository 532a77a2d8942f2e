//! One operator at two seats on one sheet: neither seat's words are written over, each finds its own again,
//! and what one recorded is not recorded again unsaid by the other.

use zhuoluo::flow::{Ask, Event, Reply};

use super::script::Story;

/// Two seats of one operator, each with the same petition open.
fn two() -> (Story, Story) {
    let mut one = Story::new();
    one.register(r#"{"channel":"visit","received_on":"2026-11-10","route":"petition","class":"request","requests":["征地款迟迟未到账，请求核实"],"people":[{"name":"钱某兰","phones":["13800138000"],"address":"东甲镇戊村"}]}"#);
    let mut other = one.beside();
    open(&mut one);
    open(&mut other);
    (one, other)
}

fn open(story: &mut Story) {
    story.keys("<ctrl-f>qian").keys("<enter><enter>");
}

/// What lies unfinished in the store, by the words in it.
fn unfinished(story: &Story) -> Vec<String> {
    let today = story.now.date_naive();
    let Ok(Reply::Drafts(rows)) = story.store.ask(&Ask::Sheets, today) else {
        panic!("no list");
    };
    let body = |id: String| match story.store.ask(&Ask::Draft(id), today) {
        Ok(Reply::Draft(Some(draft))) => draft.body,
        other => panic!("{other:?}"),
    };
    rows.into_iter().map(|row| body(row.id)).collect()
}

fn holds(bodies: &[String], words: &str) -> bool {
    bodies.iter().any(|body| body.contains(words))
}

/// How many events the petition has, its registration included.
fn events(story: &Story) -> i64 {
    let conn = rusqlite::Connection::open(story.file()).unwrap();
    conn.query_row("SELECT count(*) FROM event", [], |r| r.get(0))
        .unwrap()
}

#[test]
fn a_step_that_is_typed_at_two_seats_is_kept_twice_and_offered_twice() {
    let (mut one, mut other) = two();
    one.keys("<f7>上午来电，催问进度");
    other.wait(60);
    // What lies there comes up at the second seat as well; there somebody goes on with it.
    other.keys("<f7>");
    assert!(other.screen(80, 24).contains("上午来电"));
    other.keys("，已答复");
    one.keys("，又来一次");
    let said = one.screen(100, 24);
    assert!(said.contains("在另一座位也在写"), "{said}");
    let kept = unfinished(&one);
    assert_eq!(kept.len(), 2, "{kept:?}");
    assert!(holds(&kept, "催问进度，已答复") && holds(&kept, "催问进度，又来一次"));
    // Both lines go. Whoever comes again finds both, one key apart.
    one.event(Event::Hangup);
    other.event(Event::Hangup);
    let mut again = one.restart();
    again.wait(60);
    open(&mut again);
    again.keys("<f7>");
    let first = again.screen(100, 24);
    assert!(first.contains("另有1份"), "{first}");
    again.keys("<alt-right>");
    let second = again.screen(100, 24);
    let both = format!("{first}{second}");
    assert!(
        both.contains("已答复") && both.contains("又来一次"),
        "{both}"
    );
    assert!(
        first.contains("已答复") != second.contains("已答复"),
        "{both}"
    );
    again.keys("<alt-right>");
    assert_eq!(
        again.screen(100, 24).contains("已答复"),
        first.contains("已答复")
    );
    assert_eq!(unfinished(&again).len(), 2, "turning loses nothing");
    // One is recorded; the other still waits.
    again.keys("<ctrl-s>");
    assert_eq!((events(&again), unfinished(&again).len()), (2, 1));
    again.wait(60);
    again.keys("<f7><alt-right>");
    assert!(again.screen(100, 24).contains("没有另一份"));
}

#[test]
fn a_step_that_both_seats_save_is_doubled_only_by_who_was_told() {
    let (mut one, mut other) = two();
    one.keys("<f7>本人来电，催问进度");
    other.keys("<f7>");
    one.keys("<ctrl-s>");
    assert_eq!(events(&one), 2);
    other.wait(60);
    other.keys("<ctrl-s>");
    let said = other.screen(120, 40);
    assert_eq!(events(&other), 2, "not recorded again unsaid:\n{said}");
    assert!(
        said.contains("你在另一处已于") && said.contains("记事"),
        "{said}"
    );
    assert!(
        said.contains("本人来电，催问进度"),
        "the words stay: {said}"
    );
    // The first seat took the draft with it; what stands here is kept again.
    other.event(Event::Hangup);
    assert!(holds(&unfinished(&other), "催问进度"));
    let mut other = other.restart();
    open(&mut other);
    other.keys("<f7>，第二次<ctrl-s>");
    assert_eq!(
        events(&other),
        3,
        "whoever has seen both may record a second"
    );
    assert!(unfinished(&other).is_empty());
}

#[test]
fn whoever_was_told_may_save_at_once() {
    let (mut one, mut other) = two();
    one.keys("<f7>送来补充材料");
    other.keys("<f7>");
    one.keys("<ctrl-s>");
    other.keys("二份<ctrl-s>");
    assert_eq!(events(&other), 2);
    other.keys("<ctrl-s>");
    assert_eq!(events(&other), 3);
}

/// The log of the duty desk at a seat, with a fresh entry.
fn new_entry(story: &mut Story) {
    story.keys("<alt-5>");
    while !story.screen(80, 24).contains("[日志]") {
        story.keys("<tab>");
    }
    story.keys("<f2>");
}

#[test]
fn an_entry_of_the_duty_desk_is_doubled_only_by_who_was_told() {
    let mut one = Story::new();
    let mut other = one.beside();
    new_entry(&mut one);
    one.keys("晚上九点，水管爆裂");
    new_entry(&mut other);
    assert!(other.screen(80, 24).contains("水管爆裂"));
    let entries = |story: &Story| story.store.duty_book().unwrap().log.len();
    one.keys("<ctrl-s>");
    assert_eq!(entries(&one), 1);
    other.keys("，已报修<ctrl-s>");
    let said = other.screen(120, 40);
    assert_eq!(entries(&other), 1, "{said}");
    assert!(
        said.contains("你在另一处已于") && said.contains("已报修"),
        "{said}"
    );
    assert!(holds(&unfinished(&other), "已报修"));
    other.keys("<ctrl-s>");
    assert_eq!(entries(&other), 2);
    assert!(unfinished(&other).is_empty());
}

#[test]
fn a_request_about_own_data_is_doubled_only_by_who_was_told() {
    let mut one = Story::new();
    let mut other = one.beside();
    let begin = |story: &mut Story| {
        story.keys("<alt-6>");
        while !story.screen(120, 30).contains("[个人信息申请]") {
            story.keys("<tab>");
        }
        story.keys("<ctrl-o>");
    };
    begin(&mut one);
    one.keys("<f4><enter><tab><tab>陈某<tab>要一份自己的材料");
    begin(&mut other);
    one.wait(5);
    one.keys("<ctrl-s>");
    let claims = |story: &Story| story.store.claims().unwrap().len();
    assert_eq!(claims(&one), 1, "{}", one.screen(120, 40));
    other.wait(60);
    other.keys("<ctrl-s>");
    let said = other.screen(140, 40);
    assert_eq!(claims(&other), 1, "{said}");
    assert!(said.contains("你在另一处已记下"), "{said}");
    other.keys("<ctrl-s>");
    assert_eq!(claims(&other), 2);
    assert!(unfinished(&other).is_empty());
}
