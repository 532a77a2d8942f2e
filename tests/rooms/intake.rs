//! The intake form: people beside it, proposals, checks, saving, golden screens.

use ratatui::layout::Rect;
use zhuoluo::domain::draft::{Draft, DraftPerson};
use zhuoluo::domain::intake::{Desk, check};
use zhuoluo::flow::{Ask, Do, Route};
use zhuoluo::keys::Action;
use zhuoluo::look::{Look, Palette};
use zhuoluo::rooms::intake::Intake;
use zhuoluo::rooms::{Order, Room};
use zhuoluo::words::Lang;

use super::golden;
use super::stage::{Request, Stage};
use crate::screen::shot;

/// The room, entered.
pub fn desk() -> Stage<Intake> {
    let mut stage = Stage::new(Intake::new());
    stage.call(|room, cx| room.open(&Route::Intake, cx));
    stage.settle();
    stage
}

/// What stands on the screen of 80 columns.
pub fn screen(stage: &Stage<Intake>) -> String {
    sized(stage, (80, 24))
}

fn sized(stage: &Stage<Intake>, size: (u16, u16)) -> String {
    let look = Look::new(stage.lang, Palette::Mono, false);
    let paint = |frame: &mut ratatui::Frame<'_>, look: &Look| {
        let area = frame.area();
        stage.facts(look.lang, |room, cx| room.draw(frame, area, look, cx))
    };
    shot::text(&golden::draw(size, &look, paint).0)
}

/// Goes on until the cursor stands in the field of a label.
pub fn go_to(stage: &mut Stage<Intake>, label: &str) {
    let look = Look::new(Lang::Zh, Palette::Mono, false);
    for _ in 0..60 {
        let (buf, (_, y)) = golden::draw((80, 24), &look, |frame, look| {
            let area = frame.area();
            stage.facts(Lang::Zh, |room, cx| room.draw(frame, area, look, cx))
        });
        let shown = shot::text(&buf);
        let line = shown.lines().nth(usize::from(y));
        if line.is_some_and(|l| l.starts_with(label)) {
            return;
        }
        stage.keys("<Tab>");
    }
    panic!("no field {label}");
}

/// Somebody who was here on the third of November, and is owed a written notice.
fn known(stage: &mut Stage<Intake>) {
    let draft = Draft {
        people: vec![DraftPerson {
            name: "张三丰".to_owned(),
            id_number: "999999195001010011".to_owned(),
            phones: vec!["13800008000".to_owned()],
            address: "示例县东甲镇戊村三组12号".to_owned(),
            help: "大字".to_owned(),
            ..DraftPerson::default()
        }],
        requests: vec!["要求说明承包地征收补偿款的计算依据".to_owned()],
        received_on: "2026-11-03".to_owned(),
        draft: "earlier".to_owned(),
        ..Draft::default()
    };
    let office = stage.store.office();
    let today = stage.now.date_naive();
    let desk = Desk {
        today,
        units: &office.units,
        categories: &office.categories,
    };
    let intake = check(&draft, desk).unwrap();
    stage
        .store
        .perform(Do::Register(intake), stage.now)
        .unwrap();
}

fn paper(stage: &Stage<Intake>) -> Option<String> {
    stage.seen.iter().find_map(|o| match o {
        Order::Paper(_, text, file) => Some(format!("{file}\n{text}")),
        _ => None,
    })
}

#[test]
fn a_registration_from_the_keyboard_alone() {
    let mut stage = desk();
    stage.keys("李四<Enter><Enter>13900001111<Enter>西丙乡己村<Enter><Enter><Enter>");
    stage.keys("要求发还被拖欠的工资<Enter>要求出具书面说明<Enter><Enter>");
    stage.keys("2025年9月起在东甲镇安置房工地做木工，工资一直没有结清。<Tab>东甲镇");
    assert!(
        screen(&stage).contains("西丙乡己村") || sized(&stage, (80, 60)).contains("西丙乡己村")
    );
    stage.tick(150);
    assert!(
        sized(&stage, (120, 60)).contains("建议"),
        "{}",
        sized(&stage, (120, 60))
    );
    stage.keys("<F3><Ctrl-S>");
    stage.settle();
    let paper = paper(&stage).expect("the receipt is shown");
    assert!(paper.contains("999999-2026-LF-00001"), "{paper}");
    assert!(
        stage
            .said()
            .iter()
            .any(|s| s.contains("已登记：999999-2026-LF-00001"))
    );
    assert!(
        !screen(&stage).contains("李四"),
        "an empty form for the next person"
    );
    let Ok(zhuoluo::flow::Reply::Ledger(page)) = stage.store.ask(
        &Ask::Ledger(zhuoluo::flow::view::LedgerQuery {
            limit: 5,
            ..Default::default()
        }),
        stage.now.date_naive(),
    ) else {
        panic!()
    };
    let row = &page.rows[0];
    assert_eq!((row.name.as_str(), row.headcount), ("李四", 1));
    assert!(row.category.starts_with("04"), "{}", row.category);
}

#[test]
fn no_name_no_phone_no_document() {
    let mut stage = desk();
    stage.keys("<Ctrl-R>");
    stage.keys("反映村里报账不实<Ctrl-S>");
    stage.settle();
    assert!(paper(&stage).is_some(), "{:?}", stage.said());
}

#[test]
fn nothing_written_is_not_registered_and_says_where() {
    let mut stage = desk();
    stage.keys("王五<Ctrl-S>");
    assert!(
        stage
            .waiting
            .iter()
            .all(|(_, r)| !matches!(r, Request::Do(d) if matches!(**d, Do::Register(_))))
    );
    assert!(
        screen(&stage).contains("没有写明信访事项"),
        "{}",
        screen(&stage)
    );
    stage.keys("要求修路<Ctrl-S>");
    stage.settle();
    assert!(paper(&stage).is_some(), "the cursor stood in the request");
}

#[test]
fn people_beside_the_form_and_one_key_adopts() {
    let mut stage = desk();
    known(&mut stage);
    stage.keys("张三");

    let asks = stage
        .waiting
        .iter()
        .filter(|(_, r)| matches!(r, Request::Ask(Ask::Matches { .. })))
        .count();
    assert_eq!(asks, 2, "one for each sign");
    stage.settle();
    let shown = sized(&stage, (140, 40));
    assert!(
        shown.contains("张三丰") && shown.contains("138＊＊＊＊8000"),
        "{shown}"
    );
    assert!(
        shown.contains("戊村") && !shown.contains("12号") && !shown.contains("195001"),
        "{shown}"
    );
    assert!(shown.contains("欠：") && shown.contains("逾期"), "{shown}");
    stage.keys("<F2>");
    let shown = sized(&stage, (140, 40));
    assert!(
        shown.contains("已认定") && shown.contains("999999195001010011") && shown.contains("大字"),
        "{shown}"
    );
    stage.keys("<Tab><Tab><Tab><Tab><Tab>");
    stage.act(Action::AddRequest);
    stage.keys("补发上次的答复<Ctrl-S>");
    let intake = stage.waiting.iter().find_map(|(_, r)| match r {
        Request::Do(d) => match &**d {
            Do::Register(intake) => Some(intake.clone()),
            _ => None,
        },
        Request::Ask(_) => None,
    });
    let intake = intake.expect("registered");
    assert!(intake.people[0].known.is_some());
    assert_eq!(intake.people[0].person.name, "张三丰");
}

#[test]
fn adopting_is_taken_back_and_never_sticks_to_another_name() {
    let mut stage = desk();
    known(&mut stage);
    stage.keys("13800008");
    stage.keys("<Ctrl-U><Tab><Tab>13800008");
    stage.settle();
    stage.keys("<F2>");
    assert!(
        screen(&stage).contains("张三丰"),
        "a piece of the number is filled up: {}",
        screen(&stage)
    );
    stage.keys("<F2>");
    assert!(screen(&stage).contains("已取消"), "{}", screen(&stage));
    stage.keys("<F2><Backtab><Backtab>");
    stage.keys("<Ctrl-U>李四");
    stage.settle();
    assert!(
        !sized(&stage, (140, 40)).contains("已认定"),
        "an emptied name is somebody else"
    );
}

#[test]
fn old_answers_about_people_are_dropped() {
    let mut stage = desk();
    known(&mut stage);
    stage.keys("张三<Ctrl-U>");
    stage.settle();
    assert!(!sized(&stage, (140, 40)).contains("张三丰"));
}

#[test]
fn doubts_warn_beside_the_field_and_never_block() {
    let mut stage = desk();
    stage.keys("王五<Tab>999999195001010012<Tab>");
    assert!(screen(&stage).contains("校验位不符"), "{}", screen(&stage));
    stage.keys("1234567890<Tab>");
    assert!(screen(&stage).contains("电话号码"), "{}", screen(&stage));
    stage.act(Action::AddRequest);
    stage.keys("要求修路<Ctrl-S>");
    stage.settle();
    assert!(paper(&stage).is_some());
}

#[test]
fn a_collective_petition_has_at_most_five_representatives() {
    let mut stage = desk();
    stage.call(|room, cx| {
        room.paste(
            "1、赵某\n2、钱某\n3、孙某\n（4）李某\n5. 周某\n6 吴某\n\n",
            cx,
        )
    });
    let shown = sized(&stage, (80, 90));
    for name in ["赵某", "钱某", "孙某", "李某", "周某", "吴某"] {
        assert!(shown.contains(name), "{name}: {shown}");
    }
    assert_eq!(
        shown.matches("联名人").count(),
        5 + 1 + 1,
        "all but the first, the note, and a hint: {shown}"
    );
    let mut stage = desk();
    for n in 0..6 {
        if n > 0 {
            stage.keys("<F7>");
        }
        stage.keys(&format!("代表{n}<Tab><Tab><Tab><Tab>代表人<Enter>"));
    }
    stage.act(Action::AddRequest);
    stage.keys("要求公开学区划分依据<Ctrl-S>");
    assert!(stage.said().iter().any(|s| s.contains("需要改")));
    assert!(
        sized(&stage, (80, 90)).contains("不得超过5人"),
        "{}",
        sized(&stage, (80, 90))
    );
}

#[test]
fn an_accusation_never_goes_to_the_accused() {
    let mut stage = desk();
    stage.act(Action::AddRequest);
    stage.keys("举报东甲镇戊村村委会报账员虚列误工补贴，贪污公款");
    stage.tick(150);
    assert!(
        sized(&stage, (80, 60)).contains("被反映人"),
        "{}",
        sized(&stage, (80, 60))
    );
    let shown = sized(&stage, (80, 60));
    assert!(!shown.contains("建议：东甲镇"), "{shown}");
}

#[test]
fn nothing_is_lost_when_saving_fails() {
    let mut stage = desk();
    stage.act(Action::AddRequest);
    stage.keys("要求修路<Ctrl-S>");
    stage.fail();
    assert!(stage.said().iter().any(|s| s.contains("磁盘已满")));
    assert!(screen(&stage).contains("要求修路"));
    stage.keys("<Ctrl-S>");
    stage.settle();
    assert!(paper(&stage).is_some());
}

#[test]
fn pastes_and_control_signs_are_harmless() {
    let mut stage = desk();
    let huge = "信".repeat(10 << 20);
    stage.call(|room, cx| room.paste(&huge, cx));
    assert!(stage.said().iter().any(|s| s.contains("没有收下")));
    stage.keys("<Tab><Tab><Tab>");
    stage.call(|room, cx| room.paste("东甲镇\u{1b}[31m\u{202e}戊村\r\n\t三组\u{0}", cx));
    stage.tick(150);
    stage.settle();
    for size in [(80, 24), (200, 60), (20, 6)] {
        let shown = sized(&stage, size);
        assert!(
            !shown.chars().any(|c| c.is_control() && c != '\n'),
            "{shown:?}"
        );
    }
    stage.act(Action::AddRequest);
    stage.keys("要求\u{20BB7}路\u{301}修好<Ctrl-S>");
    stage.settle();
}

#[test]
fn no_size_is_too_small() {
    let mut stage = desk();
    known(&mut stage);
    stage.keys("张三");
    stage.settle();
    for width in [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 99, 100, 101] {
        for height in [0, 1, 2, 3, 4, 5, 6, 9, 13, 16, 19, 24, 32] {
            let mut buf = ratatui::Terminal::new(ratatui::backend::TestBackend::new(
                width.max(1),
                height.max(1),
            ))
            .unwrap();
            let look = Look::new(Lang::Zh, Palette::Ansi, true);
            buf.draw(|frame| {
                let area = Rect {
                    width,
                    height,
                    ..frame.area()
                };
                let caret = stage.facts(Lang::Zh, |room, cx| room.draw(frame, area, &look, cx));
                let _ = caret.cell(frame.area());
            })
            .unwrap();
        }
    }
}

#[test]
fn golden_screens() {
    let mut stage = desk();
    let paint = |stage: &Stage<Intake>| {
        let name = "intake-empty";
        golden::check(name, |frame, look| {
            let area = frame.area();
            stage.facts(look.lang, |room, cx| room.draw(frame, area, look, cx))
        });
    };
    paint(&stage);
    known(&mut stage);
    stage.keys("李四<Tab><Tab>13900001111<Ctrl-R>要求发还被拖欠的工资<Ctrl-K>张三");
    stage.settle();
    golden::check("intake-match", |frame, look| {
        let area = frame.area();
        stage.facts(look.lang, |room, cx| room.draw(frame, area, look, cx))
    });
    stage.keys("<F2><Tab><Ctrl-U>999999195001010012<Tab>");
    stage.keys("<Ctrl-R>要求按同一标准补发征地补偿款<Enter>要求书面说明计算依据<Enter><Enter>");
    stage.keys("去年修园区道路征了他家承包地，青苗和地上附着物少登记了0.8亩。");
    stage.tick(150);
    stage.settle();
    golden::check("intake-filled", |frame, look| {
        let area = frame.area();
        stage.facts(look.lang, |room, cx| room.draw(frame, area, look, cx))
    });
}

#[test]
fn two_hundred_signatures_and_a_long_story_stay_quick() {
    let mut stage = desk();
    let names: Vec<String> = (1..=230).map(|n| format!("{n}、联名{n}号")).collect();
    let names = names.join("\n");
    stage.call(|room, cx| room.paste(&names, cx));
    assert!(stage.said().iter().any(|s| s.contains("有 30 行没有收下")));
    stage.tick(150);
    stage.settle();
    stage.act(Action::AddRequest);
    stage.keys("要求公开学区划分依据<Tab>");
    let story = "去年修园区道路征了承包地，少登记了0.8亩。".repeat(900);
    stage.call(|room, cx| room.paste(&story, cx));
    stage.tick(150);
    let start = std::time::Instant::now();
    for _ in 0..10 {
        stage.keys("再<Tab><Backtab>");
        let _ = screen(&stage);
    }
    let each = start.elapsed() / 10;
    eprintln!("one key, two moves, one frame: {each:?}");
    assert!(each.as_millis() < 1500, "{each:?}");
    stage.keys("<Ctrl-S>");
    stage.settle();
    assert!(paper(&stage).is_some(), "{:?}", stage.said());
}

#[test]
fn a_unit_is_chosen_by_its_sound() {
    let mut stage = desk();
    stage.act(Action::AddRequest);
    stage.keys("要求修路");
    go_to(&mut stage, "责任单位");
    stage.keys("zrzy");
    assert!(
        screen(&stage).contains("▸ 自然资源局"),
        "{}",
        screen(&stage)
    );
    stage.keys("<Enter>");
    assert!(
        screen(&stage).contains("责任单位     自然资源局"),
        "{}",
        screen(&stage)
    );
}
