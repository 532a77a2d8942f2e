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

pub fn sized(stage: &Stage<Intake>, size: (u16, u16)) -> String {
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
pub fn known(stage: &mut Stage<Intake>) {
    known_by(stage, &Draft::default());
}

/// The same by a petition that is otherwise as `more` says.
pub fn known_by(stage: &mut Stage<Intake>, more: &Draft) {
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
        ..more.clone()
    };
    register_draft(stage, &draft);
}

/// Registers a petition as it is written down.
pub fn register_draft(stage: &mut Stage<Intake>, draft: &Draft) {
    let office = stage.store.office();
    let today = stage.now.date_naive();
    let desk = Desk {
        today,
        units: &office.units,
        categories: office.categories,
    };
    let intake = check(draft, desk).unwrap();
    stage
        .store
        .perform(Do::Register(intake), stage.now)
        .unwrap();
}

pub fn paper(stage: &Stage<Intake>) -> Option<String> {
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
    assert_eq!((row.name.raw(), row.headcount), ("李四", 1));
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
    assert!(
        !screen(&stage).contains("例：request"),
        "{}",
        screen(&stage)
    );
    stage.keys("要求修路<Ctrl-S>");
    stage.settle();
    assert!(paper(&stage).is_some(), "the cursor stood in the request");
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
