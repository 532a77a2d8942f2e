//! The duty desk on the screen of every room: in the panel, by key, and when its hour comes.

use chrono::Days;
use zhuoluo::domain::claim::{Asked, Entry, Standing};
use zhuoluo::domain::duty::deed::Deed;
use zhuoluo::domain::duty::shift::{Crew, Shift};
use zhuoluo::domain::period::Period;
use zhuoluo::flow::duty::DutyOrder;
use zhuoluo::flow::{Do, Event};

use crate::stories::script::Story;

fn order(story: &mut Story, deed: Deed) {
    let order = Do::Duty(DutyOrder::plain(deed));
    story.store.perform(order, story.now).expect("kept");
    // As another session's change reaches this one.
    let office = story.store.office();
    story.event(Event::Office(office));
    story.event(Event::Changed);
}

pub fn on_duty() -> Story {
    let mut story = Story::new();
    let today = story.now.date_naive();
    let mut period = Period::plain("冬季时段", today, today, "县委办通知", "县信访局");
    period.check_in = 120;
    order(&mut story, Deed::Declare(period));
    let shift = Shift {
        from: today.and_hms_opt(8, 0, 0).expect("an hour"),
        to: today.and_hms_opt(20, 0, 0).expect("an hour"),
        crew: Crew {
            leader: "clerk".to_owned(),
            staff: vec!["clerk".to_owned()],
        },
        phone: "000-0000000".into(),
    };
    order(&mut story, Deed::Shift(shift));
    story
}

#[test]
fn what_the_desk_owes_is_in_the_panel_and_comes_with_its_hour() {
    let mut story = on_duty();
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("值班空缺") && screen.contains("带班：窗口一"),
        "{screen}"
    );
    assert!(
        !story.screen(120, 40).contains("报到  "),
        "not before it can be met"
    );
    // The first check-in is due two hours after the period was declared, and late after a quarter.
    story.wait(8_400);
    // Nobody was there meanwhile: the screen is covered.
    story.keys("<enter>");
    let screen = story.screen(120, 40);
    assert!(screen.contains("报到"), "{screen}");
    story.keys("<alt-0>");
    let screen = story.screen(120, 40);
    assert!(screen.contains("已报到"), "{screen}");
}

#[test]
fn the_board_opens_by_one_key_from_any_room() {
    let mut story = on_duty();
    story.keys("<alt-3><alt-5>");
    let screen = story.screen(120, 40);
    for wanted in ["带班 窗口一", "000-0000000", "下次报到 11-23 12:30"] {
        assert!(screen.contains(wanted), "{wanted}: {screen}");
    }
    story.keys("<esc>");
    assert!(!story.screen(120, 40).contains("下次报到"));
}

#[test]
fn who_keeps_the_watch_sees_its_hours_on_the_covered_screen_and_no_person() {
    let mut story = on_duty();
    story.keys("<alt-2>n 孙小梅");
    story.wait(8_400);
    let covered = story.screen(80, 24);
    for wanted in [
        "屏幕已遮住",
        "本班到 11-23 20:00",
        "带班领导 窗口一",
        "报到",
        "逾期",
    ] {
        assert!(covered.contains(wanted), "{wanted}: {covered}");
    }
    assert!(!covered.contains("孙小梅"), "{covered}");
    // Check-in is made from the cover, says so there and uncovers nothing.
    story.keys("<alt-0>");
    let after = story.screen(80, 24);
    assert!(
        after.contains("已报到") && after.contains("屏幕已遮住"),
        "{after}"
    );
    let conn = rusqlite::Connection::open(story.store.path()).expect("the store");
    let sql = "SELECT count(*) FROM duty_event WHERE kind = 'check_in'";
    let made: i64 = conn.query_row(sql, [], |r| r.get(0)).expect("a count");
    assert_eq!(made, 1);
    // No other key does anything; the urgent card stands above the cover and leaves it there.
    for keys in ["x", "<esc>", "<alt-4>", "<ctrl-p>"] {
        assert!(
            story.keys(keys).screen(80, 24).contains("屏幕已遮住"),
            "{keys}"
        );
    }
    assert!(story.keys("<f12>").screen(80, 24).contains("120"));
    assert!(story.keys("<esc>").screen(80, 24).contains("屏幕已遮住"));
    assert!(story.keys("<enter>").screen(80, 24).contains("孙小梅"));
}

#[test]
fn in_a_shared_office_the_watch_stays_until_the_shift_ends_and_enter_leaves() {
    let mut story = on_duty();
    let mut office = (*story.store.office()).clone();
    office.seat.came = "ssh".to_owned();
    story.event(Event::Office(std::sync::Arc::new(office)));
    story.keys("<alt-2>n 孙小梅");
    story.wait(8_400);
    assert_eq!(story.quit, None, "a watch is kept");
    let covered = story.screen(80, 24);
    assert!(
        covered.contains("按回车键退出") && !covered.contains("孙小梅"),
        "{covered}"
    );
    story.wait(8 * 3_600);
    assert_eq!(
        story.quit,
        Some(0),
        "the shift is over: nobody needs the screen"
    );
    assert!(story.app.farewell().is_some());
}

#[test]
fn who_is_not_on_duty_is_told_so() {
    let mut story = Story::new();
    story.keys("<alt-0>");
    let screen = story.screen(120, 40);
    assert!(screen.contains("现在不当班"), "{screen}");
}

#[test]
fn what_was_seen_says_by_whom_and_stays_where_it_was() {
    let mut story = on_duty();
    let first = |story: &mut Story| {
        let screen = story.screen(120, 40);
        screen
            .lines()
            .find(|l| l.starts_with('▸'))
            .expect("a row")
            .to_owned()
    };
    let before = first(&mut story);
    let overdue = |story: &mut Story| story.screen(120, 40).lines().nth(2).map(str::to_owned);
    let counts = overdue(&mut story);
    story.keys("<f7>");
    let after = first(&mut story);
    assert!(after.contains("[看过]"), "{after}");
    assert_eq!(
        after[..20.min(after.len())].chars().next(),
        before.chars().next()
    );
    assert_eq!(overdue(&mut story), counts, "it hides nothing");
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("clerk 11-23 10:30 看过，期限不变"),
        "{screen}"
    );
    // By kind, round and round, and back to all.
    story.keys("<f3>");
    let screen = story.screen(120, 40);
    assert!(screen.contains("[全部 "), "{screen}");
    for _ in 0..9 {
        story.keys("<f3>");
        if story.screen(120, 40).contains("[全部]") {
            return;
        }
    }
    panic!("all again after the last kind");
}

#[test]
fn an_answer_to_a_data_request_comes_into_the_panel_when_it_is_near() {
    let mut story = Story::new();
    let today = story.now.date_naive();
    for (applicant, ago) in [("赵某", 0), ("钱某", 12), ("孙某", 20)] {
        let entry = Entry::Receive {
            asked: Asked::Copy,
            petition: String::new(),
            applicant: applicant.into(),
            standing: Standing::Own,
            text: "要一份".into(),
            on: Some(today - Days::new(ago)),
        };
        story
            .store
            .enter_claim(None, &entry, story.now)
            .expect("kept");
    }
    story.event(Event::Changed);
    let screen = story.screen(120, 40);
    // By hand: fifteen days; due in fifteen, in three, five days ago.
    assert!(screen.contains("个人信息申请第3号（复制）答复"), "{screen}");
    assert!(screen.contains("个人信息申请第2号（复制）答复"), "{screen}");
    assert!(!screen.contains("第1号"), "far yet:\n{screen}");
    assert!(!screen.contains("某"), "of nobody by name:\n{screen}");
    story.keys("<enter>");
    let screen = story.screen(120, 40);
    assert!(screen.contains("privacy enter 3"), "{screen}");
    story.keys("<alt-5>");
    let screen = story.screen(120, 40);
    assert!(screen.contains("第1号（复制）答复"), "{screen}");
}

#[test]
fn after_a_sleep_every_missed_hour_is_there_and_a_clock_set_back_takes_them_off_again() {
    let mut story = on_duty();
    let missed = |story: &mut Story| {
        let owed = story
            .store
            .all_owed(&zhuoluo::store::Filter::default(), story.now);
        let owed = owed.expect("read");
        let late = |o: &&zhuoluo::domain::alert::Owed| {
            o.obligation.kind == zhuoluo::domain::obligation::Kind::CheckIn
                && o.obligation.clock.is_some_and(|c| c.late)
        };
        owed.iter().filter(late).count()
    };
    let before = story.now;
    // The lid was shut from 10:30 to 18:31: four hours of two have passed, none of them forgotten.
    story.wait(8 * 3_600 + 60);
    let screen = story.screen(120, 40);
    assert!(screen.contains("10:30到18:31没有走钟"), "{screen}");
    story.keys("<enter>");
    assert_eq!(
        missed(&mut story),
        3,
        "12:30, 14:30, 16:30; 18:30 is not late yet"
    );
    let screen = story.screen(120, 40);
    assert!(screen.matches("已过点").count() > 2, "{screen}");
    story.keys("<alt-5>");
    let screen = story.screen(120, 40);
    assert!(screen.contains("12:30至16:30有3次报到没有记录"), "{screen}");
    story.keys("<alt-1>");
    // Somebody sets the clock back: the panel says what holds at that hour.
    story.now = before + chrono::TimeDelta::minutes(5);
    story.event(Event::Tick(story.now));
    let screen = story.screen(120, 40);
    let late = |l: &str| l.contains("已过点") && l.contains("报到");
    assert!(!screen.lines().any(late), "{screen}");
    let said = "时钟往回走了：18:31之后是10:35";
    assert!(screen.contains(said), "{screen}");
}
