//! People of an intake: known ones beside the form, adopting, joint petitions, long lists.

use zhuoluo::domain::draft::{Draft, DraftPerson};
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::flow::{Ask, Do};
use zhuoluo::keys::Action;
use zhuoluo::rooms::Room;

use super::intake::{desk, known, known_by, paper, register_draft, screen, sized};
use super::stage::Request;
use crate::kit::world::act;

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
fn what_stands_in_a_report_is_filled_into_no_form() {
    let mut stage = desk();
    let report = Draft {
        class: "report".to_owned(),
        ..Draft::default()
    };
    known_by(&mut stage, &report);
    stage.keys("张三");
    stage.settle();
    stage.keys("<F2>");
    let shown = sized(&stage, (140, 40));
    assert!(
        shown.contains("已认定") && shown.contains("举报件里的不带入，请再问本人；再按 F2 取消"),
        "{shown}"
    );
    for secret in ["999999195001010011", "13800008000", "12号", "大字"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
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
    let shown = screen(&stage);
    assert!(
        shown.contains("已取消") && shown.contains(" 13800008\n"),
        "{shown}"
    );
    assert!(
        !shown.contains("999999195001010011") && !shown.contains("三组"),
        "nothing of theirs stays: {shown}"
    );
    stage.keys("<F2><Backtab><Backtab>");
    stage.keys("<Ctrl-U>李四");
    stage.settle();
    assert!(
        !sized(&stage, (140, 40)).contains("已认定"),
        "an emptied name is somebody else"
    );
    assert!(
        !screen(&stage).contains("999999195001010011"),
        "{}",
        screen(&stage)
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
    let shown = sized(&stage, (80, 90));
    assert!(shown.contains("不得超过5人"), "{shown}");
    assert!(!shown.contains("joint"), "a word for scripts: {shown}");
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

/// Whoever was found by the name before a correction: which one stands on the card.
#[test]
fn a_former_name_that_matched_stands_on_the_card() {
    let mut stage = desk();
    known(&mut stage);
    let body = serde_json::json!({ "field": "name", "value": "单于霁月", "reasons": "照身份证" });
    let number = PetitionNo("999999-2026-LF-00001".to_owned());
    act(
        &mut stage.store,
        &number,
        "correct_record",
        &body,
        stage.now,
    )
    .unwrap();
    stage.keys("张三丰");
    stage.settle();
    for size in [(80, 24), (140, 40)] {
        let shown = sized(&stage, size);
        assert!(
            shown.contains("单于霁月") && shown.contains("曾用名 张三丰"),
            "{shown}"
        );
    }
}

/// Who fits best is chosen as one types on, until somebody else was chosen: then they stay.
#[test]
fn the_best_is_chosen_until_somebody_chooses() {
    let mut stage = desk();
    for (name, phone) in [("王坚静", "15400000001"), ("王建国", "15400000002")] {
        let draft = Draft {
            people: vec![DraftPerson {
                name: name.to_owned(),
                phones: vec![phone.to_owned()],
                ..DraftPerson::default()
            }],
            requests: vec!["要求说明".to_owned()],
            ..Draft::default()
        };
        register_draft(&mut stage, &draft);
    }
    stage.keys("王");
    stage.settle();
    assert!(sized(&stage, (140, 40)).contains("▸ 王坚静"));
    stage.keys("建");
    stage.settle();
    assert!(sized(&stage, (140, 40)).contains("▸ 王建国"));
    stage.act(Action::NextMatch);
    assert!(sized(&stage, (140, 40)).contains("▸ 王坚静"));
    stage.keys("<Tab>1");
    stage.settle();
    let shown = sized(&stage, (140, 40));
    assert!(
        !shown.contains("王坚静") || shown.contains("▸ 王坚静"),
        "{shown}"
    );
}
