//! The story of a case: who has it, what is owed, what happened; opening goes on record.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use serde_json::json;
use zhuoluo::domain::event::{Step, StepKind};
use zhuoluo::domain::ids::UnitId;
use zhuoluo::flow::{Ask, Do, Reply, Route};
use zhuoluo::keys::Action;
use zhuoluo::look::{Look, Palette};
use zhuoluo::rooms::case::Case;
use zhuoluo::rooms::{Order, Room};
use zhuoluo::words::{Exit, Lang, Sentence, Trouble};

use super::cases::{NOW, log, open_step, opened};
use super::golden;
use super::play::{Play, file, row};
use crate::kit::Log;

#[test]
fn opening_goes_on_record_and_says_so() {
    let mut play: Play<Case> = Play::at(NOW);
    assert!(play.room.is_empty());
    assert!(play.screen(80, 24).contains("还没有打开案卷"));
    let file = file(&log("signed"), &["张某"]);
    let number = file.number.clone();
    play.call(|room, cx| room.open(&Route::Case(number.clone()), cx));
    let (
        ticket,
        Do::Open {
            number: asked, aim, ..
        },
    ) = play.done.remove(0)
    else {
        panic!()
    };
    assert_eq!(
        (asked.as_str(), aim.said()),
        (number.0.as_str(), "查看案卷")
    );
    play.take(ticket, Ok(Reply::File(file)));
    let screen = play.screen(80, 24);
    assert!(screen.contains("本次打开已记录"));
    assert!(
        screen.contains("现在在东甲镇手里，2026-03-05签收"),
        "{screen}"
    );
    assert!(screen.contains("从登记到今天共8天"));
}

#[test]
fn a_change_elsewhere_is_asked_about_without_reading_the_file() {
    let log = log("signed");
    let mut play = opened(&log);
    play.call(Room::changed);
    assert!(play.done.is_empty(), "nothing goes on record");
    let (ticket, Ask::LastEvent(_)) = play.asked.remove(0) else {
        panic!()
    };
    play.take(ticket, Ok(Reply::LastEvent(30)));
    assert!(play.screen(80, 24).contains("本次打开已记录"));
    play.call(Room::changed);
    let ticket = play.asked.remove(0).0;
    play.take(ticket, Ok(Reply::LastEvent(40)));
    assert!(play.screen(80, 24).contains("按 F5 重新打开"));
    // Before a step the file is read again.
    play.keys("<F2>");
    assert!(!play.room.wants_back());
    let (ticket, Do::Open { .. }) = play.done.remove(0) else {
        panic!()
    };
    play.take(ticket, Ok(Reply::File(file(&log, &["张某"]))));
    assert!(play.room.wants_back());
}

#[test]
fn numbers_of_persons_are_covered_until_asked_for() {
    let log = log("signed");
    let mut play = opened(&log);
    let screen = play.screen(200, 60);
    assert!(screen.contains("138＊＊＊＊8000") && !screen.contains("13800138000"));
    play.keys("<Ctrl-O>");
    let (ticket, Do::Open { aim, .. }) = play.done.remove(0) else {
        panic!()
    };
    assert_eq!(aim.said(), "查看信访人");
    play.take(ticket, Ok(Reply::File(file(&log, &["张某"]))));
    let screen = play.screen(200, 60);
    assert!(screen.contains("13800138000") && screen.contains("99999919620101001X"));
}

/// Nobody is told to ask for numbers that are not there: nobody gave any, or the store keeps them back.
#[test]
fn of_somebody_without_numbers_none_are_offered() {
    let mut log = log("signed");
    for withheld in [false, true] {
        if let Step::Register(r) = &mut log.events[0].what {
            r.withhold_name = withheld;
        }
        let mut play = opened(&log);
        play.keys("<Ctrl-O>");
        let (ticket, Do::Open { .. }) = play.done.remove(0) else {
            panic!()
        };
        let mut bare = file(&log, &["＊＊＊"]);
        bare.people[0].2.phones.clear();
        bare.people[0].2.id_number = "".into();
        play.take(ticket, Ok(Reply::File(bare)));
        let screen = play.screen(200, 60);
        assert!(screen.contains("＊＊＊"), "{screen}");
        assert!(!screen.contains("号码已"), "{screen}");
    }
}

/// On a sheet that proposes nothing the key for it is closed.
#[test]
fn what_is_not_proposed_is_not_offered() {
    let mut play = opened(&log("signed"));
    open_step(&mut play, StepKind::Correct);
    let closed = play.room.why_not(Action::AcceptProposal, &cx(&play));
    assert!(closed.is_some());
    let mut log = log("new");
    if let Step::Register(r) = &mut log.events[0].what {
        r.unit = Some(UnitId(1));
    }
    let mut play = opened(&log);
    open_step(&mut play, StepKind::Forward);
    let closed = play.room.why_not(Action::AcceptProposal, &cx(&play));
    assert!(closed.is_none(), "the unit is proposed");
}

#[test]
fn a_withheld_name_is_covered_too() {
    let mut log = log("signed");
    if let Step::Register(r) = &mut log.events[0].what {
        r.withhold_name = true;
    }
    let screen = opened(&log).screen(200, 60);
    assert!(screen.contains("要求姓名保密") && screen.contains("张＊"));
}

#[test]
fn a_deadline_is_counted_day_by_day() {
    let mut log = Log::received("2026-02-02");
    log.today = crate::kit::day("2026-02-10");
    let mut play = opened(&log);
    play.keys("<F3>");
    let Some(Order::Paper(title, text, name)) = play.seen.pop() else {
        panic!()
    };
    assert!(title.zh.contains("转送交办") && name.ends_with("-forward.txt"));
    for part in [
        "第二十二条",
        "从2026-02-02起",
        "数15日，到2026-02-17",
        "顺延到2026-02-24",
        "休 春节",
        "班 春节",
    ] {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    let week = text.lines().find(|l| l.starts_with("02-16")).unwrap();
    assert!(week.contains("14休") && week.contains("15休"), "{text}");
    assert!(
        text.contains("12班"),
        "a make-up Saturday counts as worked:\n{text}"
    );
    assert!(text.lines().all(|l| l.chars().count() < 120));
}

#[test]
fn a_provisional_deadline_says_so() {
    let mut log = Log::received("2026-12-20");
    log.today = crate::kit::day("2026-12-21");
    let mut play = opened(&log);
    assert!(play.screen(80, 24).contains("暂按推算"));
    play.keys("<F3>");
    let Some(Order::Paper(_, text, _)) = play.seen.pop() else {
        panic!()
    };
    assert!(text.contains("暂按推算") && text.contains('?'), "{text}");
}

#[test]
fn the_receipt_is_shown() {
    let log = log("new");
    let mut play = opened(&log);
    play.keys("<F4>");
    // Who printed what goes on record: the file is read for the paper.
    let (ticket, order) = play.done.pop().expect("an order");
    assert!(matches!(order, Do::Print { paper, .. } if paper == "receipt"));
    play.take(ticket, Ok(Reply::File(file(&log, &["张某"]))));
    assert!(matches!(&play.seen[..], [Order::Paper(_, text, _)] if text.contains("LF-00001")));
}

/// Whoever withdrew in another session, or is not to see it any more: with the next change there nothing of it
/// stays here.
#[test]
fn a_file_that_is_no_longer_theirs_closes_with_a_sentence() {
    let log = log("signed");
    for answer in [
        Ok(Reply::LastEvent(0)),
        Err(Trouble::unchanged(
            Exit::Refused,
            Sentence::default(),
            Sentence::default(),
        )),
    ] {
        let mut play = opened(&log);
        assert!(play.screen(80, 24).contains("张某"));
        play.keys("<F2>");
        play.seen.clear();
        play.call(Room::changed);
        let ticket = play.asked.pop().expect("a question").0;
        play.take(ticket, answer);
        assert_eq!(play.seen, [Order::Shut]);
        let screen = play.screen(80, 24);
        assert!(screen.contains("从屏幕上收起"), "{screen}");
        assert!(
            !screen.contains("张某") && !screen.contains("东甲镇"),
            "{screen}"
        );
        assert!(play.room.why_not(Action::OpenSteps, &cx(&play)).is_some());
    }
    // Read again and refused, it closes as well.
    let mut play = opened(&log);
    play.act(Action::Refresh);
    let ticket = play.done.pop().expect("a reading").0;
    let gone = say("没有找到。");
    play.take(
        ticket,
        Err(Trouble::unchanged(Exit::Missing, gone, say("请核对。"))),
    );
    let screen = play.screen(80, 24);
    assert!(
        screen.contains("没有找到") && !screen.contains("张某"),
        "{screen}"
    );
}

fn say(zh: &str) -> Sentence {
    Sentence {
        zh: zh.into(),
        en: zh.into(),
    }
}

#[test]
fn kin_of_the_matter_can_be_opened() {
    let log = log("linked");
    let mut play = opened(&log);
    let mut whole = file(&log, &["张某"]);
    whole.kin.push(row(&log, 9, 9));
    let number = whole.kin[0].number.clone();
    play.act(Action::Refresh);
    let ticket = play.done.pop().unwrap().0;
    play.take(ticket, Ok(Reply::File(whole)));
    play.keys("<Shift-Tab><Enter>");
    assert_eq!(play.seen, [Order::Go(Route::Case(number))]);
}

#[test]
fn a_file_that_is_not_there_says_so() {
    let mut play: Play<Case> = Play::at(NOW);
    let number = file(&log("new"), &[]).number;
    play.call(|room, cx| room.open(&Route::Case(number), cx));
    let what = Sentence {
        zh: "没有找到。".into(),
        en: "Not found.".into(),
    };
    let next = Sentence {
        zh: "请核对编号。".into(),
        en: "Check it.".into(),
    };
    let ticket = play.done[0].0;
    play.take(ticket, Err(Trouble::unchanged(Exit::Missing, what, next)));
    let screen = play.screen(80, 24);
    assert!(screen.contains("没有找到") && screen.contains("请核对编号"));
    assert!(play.room.why_not(Action::OpenSteps, &cx(&play)).is_some());
}

fn cx(_: &Play<Case>) -> zhuoluo::rooms::Cx<'static> {
    thread_local!(static TICKETS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) });
    let now = crate::kit::instant(NOW);
    let tickets = Box::leak(Box::new(std::cell::Cell::new(TICKETS.get())));
    zhuoluo::rooms::Cx {
        now,
        today: now.date_naive(),
        office: crate::kit::log::desk(),
        lang: zhuoluo::words::Lang::Zh,
        tickets,
    }
}

#[test]
fn hostile_text_is_shown_as_marks() {
    let mut log = Log::with(
        "2026-03-02",
        &json!({"summary": "概要", "facts": "事实", "requests": ["诉求"]}),
    );
    if let Step::Register(r) = &mut log.events[0].what {
        r.summary = "看\u{1b}[31m\u{202e}反".into();
        r.facts = "一\u{7}\n二\u{200b}三".into();
        r.requests[0] = "要\u{9b}求".into();
    }
    log.events[0].why = "为\u{85}何".to_owned().into();
    log.events[0].by = "w\u{1b}c".to_owned().into();
    log.today = crate::kit::day("2026-03-10");
    let mut play = opened(&log);
    for script in ["", "<F2>", "<Enter>"] {
        play.keys(script);
        for (width, height) in golden::SIZES {
            let screen = play.screen(width, height);
            let bad = |c: char| (c.is_control() && c != '\n') || "\u{202e}\u{200b}".contains(c);
            assert!(!screen.contains(bad), "{screen:?}");
        }
    }
}

#[test]
fn it_draws_at_any_size() {
    let log = log("answered");
    for script in ["", "<Tab>", "<Tab><Tab><Tab>", "<F2>", "<F2><Enter>"] {
        let mut play = opened(&log);
        play.keys(script);
        for width in [1, 2, 3, 7, 19, 40, 61, 80, 119, 120, 160] {
            for height in [1, 2, 3, 4, 9, 12, 24, 40] {
                let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
                terminal
                    .draw(|frame| {
                        let _ = play.paint(frame, &Look::default());
                        let wide = Look::new(Lang::En, Palette::Contrast, true);
                        let _ = play.paint(frame, &wide);
                    })
                    .unwrap();
            }
        }
    }
}

#[test]
fn golden_screens() {
    let mut log = log("answered");
    log.step(
        "2026-03-10",
        "promise",
        json!({"text": "周三前回电话", "due_on": "2026-03-11"}),
    );
    let mut play = opened(&log);
    golden::check("case-story", |frame, look| play.paint(frame, look));
    play.keys("<Tab>");
    golden::check("case-facts", |frame, look| play.paint(frame, look));
    play.keys("<F2>");
    golden::check("case-menu", |frame, look| play.paint(frame, look));
    play.keys("<Esc>");
    open_step(&mut play, StepKind::Promise);
    play.keys("<Ctrl-S>");
    golden::check("case-sheet", |frame, look| play.paint(frame, look));
}

/// The menu of steps is narrowed by typing, in characters, sounds or initials; a step closed now stays in sight.
#[test]
fn the_menu_of_steps_narrows_as_one_types() {
    let mut play = opened(&log("answered"));
    play.keys("<F2>");
    let none = |play: &mut Play<Case>| play.screen(80, 24).contains("没有这样的步骤");
    let word = StepKind::Promise.word();
    let all = play.screen(80, 24);
    assert!(all.contains(word.zh) && all.contains("送达"), "{all}");
    play.keys("songda");
    let screen = play.screen(80, 24);
    assert!(
        screen.contains("▸ 送达") && screen.contains("songda"),
        "{screen}"
    );
    assert!(!screen.contains(word.zh), "{screen}");
    play.keys("<Backspace><Backspace><Backspace><Backspace><Backspace><Backspace>");
    assert_eq!(play.screen(80, 24), all, "all of them again");
    play.keys("qqqq");
    assert!(none(&mut play));
    play.keys("<Enter>");
    assert!(none(&mut play), "nothing is chosen");
    play.keys("<Esc><F2>");
    assert_eq!(play.screen(80, 24), all, "nothing is kept of it");
}

#[test]
fn a_click_goes_to_a_pane_and_its_row() {
    let mut play = opened(&log("answered"));
    let screen = play.screen(200, 60);
    let y = screen
        .lines()
        .position(|l| l.contains("东甲镇戊村3组"))
        .unwrap();
    let y = u16::try_from(y).unwrap();
    play.call(|room, cx| room.click(4, y, cx));
    let screen = play.screen(200, 60);
    assert!(screen.contains("▸ 信访人 张某"), "{screen}");
    play.call(|room, cx| room.click(0, 0, cx));
}
