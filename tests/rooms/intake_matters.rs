//! The same matter brought by somebody else, with nobody in common: offered beside the form with its reason,
//! answered by keys, and within what the operator may see.

use zhuoluo::domain::draft::{Draft, DraftPerson};
use zhuoluo::flow::Do;
use zhuoluo::keys::Action;
use zhuoluo::rooms::intake::Intake;
use zhuoluo::words::Lang;

use super::intake::{desk, register_draft, sized};
use super::stage::{Request, Stage};

/// Somebody else asked for this at this place.
fn asked(stage: &mut Stage<Intake>, name: &str, request: &str, place: &str, class: &str) {
    let draft = Draft {
        people: vec![DraftPerson {
            name: name.to_owned(),
            ..DraftPerson::default()
        }],
        requests: vec![request.to_owned()],
        place: place.to_owned(),
        class: class.to_owned(),
        received_on: "2026-11-04".to_owned(),
        ..Draft::default()
    };
    register_draft(stage, &draft);
}

/// A new visitor, nobody on record, who asks for the channel of the same village to be mended.
fn typed() -> Stage<Intake> {
    let mut stage = desk();
    asked(
        &mut stage,
        "徐长卿",
        "要求修复戊村被冲毁的水渠",
        "示例县东甲镇戊村",
        "",
    );
    asked(&mut stage, "景天", "要求补发养老金", "示例县东甲镇戊村", "");
    asked(&mut stage, "龙葵", "要求修复水渠", "示例县西乙镇丁村", "");
    asked(
        &mut stage,
        "重楼",
        "检举村干部侵占戊村水渠工程款",
        "示例县东甲镇戊村",
        "report",
    );
    stage.keys("章晓棠<Tab><Tab><Tab>示例县东甲镇戊村三组12号");
    stage.act(Action::AddRequest);
    stage.keys("水渠被冲毁，浇不上地");
    stage.settle();
    stage
}

fn sent(stage: &mut Stage<Intake>) -> Option<String> {
    stage.act(Action::Save);
    let sent = stage.waiting.iter().find_map(|(_, r)| match r {
        Request::Do(d) => match &**d {
            Do::Register(intake) => Some(intake.same_matter.clone()),
            _ => None,
        },
        Request::Ask(_) => None,
    });
    stage.settle();
    sent.expect("registered").map(|number| number.0)
}

#[test]
fn a_like_matter_of_somebody_else_is_offered_with_its_reason() {
    let mut stage = typed();
    for size in [(80, 24), (140, 40)] {
        let shown = sized(&stage, size);
        assert!(shown.contains("可能是同一事项"), "{shown}");
        assert!(shown.contains("同村") && shown.contains("水渠"), "{shown}");
        assert!(shown.contains("要求修复戊村被冲毁的水渠"), "{shown}");
        for other in ["养老金", "丁村", "检举"] {
            assert!(!shown.contains(other), "{other}: {shown}");
        }
    }
    stage.lang = Lang::En;
    let shown = sized(&stage, (140, 40));
    assert!(shown.contains("same village"), "{shown}");
    assert_eq!(sent(&mut stage), None, "no answer is never taken for yes");
}

#[test]
fn it_is_answered_by_keys_and_linked_on_saving() {
    let mut stage = typed();
    stage.act(Action::ShareMatter);
    let shown = sized(&stage, (80, 24));
    assert!(
        shown.contains("[同一事项]") && shown.contains("连为一事"),
        "{shown}"
    );
    stage.act(Action::ShareMatter);
    assert!(
        !sized(&stage, (80, 24)).contains("[同一事项]"),
        "taken back by the same key"
    );
    stage.act(Action::NotSame);
    let shown = sized(&stage, (80, 24));
    assert!(shown.contains("[不是]"), "{shown}");
    stage.act(Action::ShareMatter);
    assert!(!sized(&stage, (80, 24)).contains("[不是]"));
    // Who it is is no question here.
    stage.act(Action::SameBoth);
    let shown = sized(&stage, (80, 24));
    assert!(shown.contains("[同一事项]"), "{shown}");
    assert!(stage.said().concat().contains("只问是不是同一事项"));
    let number = sent(&mut stage).expect("linked");
    assert!(number.ends_with("00001"), "{number}");
    let conn = rusqlite::Connection::open(stage.store.path()).unwrap();
    let linked: i64 = conn
        .query_row("SELECT count(*) FROM petition WHERE matter = 1", [], |r| {
            r.get(0)
        })
        .unwrap();
    assert_eq!(linked, 1);
}

/// The answer stays with the draft, and what is offered is on record with those who stand in it.
#[test]
fn the_answer_is_kept_with_the_draft_and_what_was_shown_is_on_record() {
    let mut stage = typed();
    stage.act(Action::NotSame);
    stage.tick(200);
    stage.settle();
    stage.restart(Intake::new());
    stage.call(|room, cx| zhuoluo::rooms::Room::open(room, &zhuoluo::flow::Route::Intake, cx));
    stage.settle();
    let shown = sized(&stage, (140, 40));
    assert!(shown.contains("[不是]"), "{shown}");
    let conn = rusqlite::Connection::open(stage.store.path()).unwrap();
    let sql = "SELECT count(*) FROM audit_person a JOIN petitioner p ON p.id = a.person WHERE p.name = ?1";
    let shown = |name: &str| -> i64 { conn.query_row(sql, [name], |r| r.get(0)).unwrap() };
    assert!(shown("徐长卿") > 0);
    assert_eq!(shown("龙葵"), 0);
}

/// Beside the people it could be, the matter is told of in the heading and reached by the same key.
#[test]
fn people_and_matters_are_turned_through_by_one_key() {
    let mut stage = typed();
    asked(
        &mut stage,
        "章晓棠",
        "要求说明低保停发",
        "示例县西乙镇丁村",
        "",
    );
    stage.keys("了");
    stage.settle();
    let shown = sized(&stage, (80, 24));
    assert!(shown.contains("1/2（事项1）^T换"), "{shown}");
    stage.act(Action::NextMatch);
    let shown = sized(&stage, (80, 24));
    assert!(shown.contains("可能是同一事项 2/2"), "{shown}");
    stage.act(Action::AdoptPerson);
    assert!(stage.said().concat().contains("只问是不是同一事项"));
}
