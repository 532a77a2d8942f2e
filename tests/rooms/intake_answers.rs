//! The four answers to who and what an intake looks like: by keys, kept with the draft, in effect when
//! it is registered, and never taken for given.

use zhuoluo::domain::draft::{Draft, DraftPerson};
use zhuoluo::domain::intake::Intake as Checked;
use zhuoluo::flow::Do;
use zhuoluo::keys::Action;
use zhuoluo::rooms::intake::Intake;

use super::intake::{desk, known, register_draft, sized};
use super::stage::{Request, Stage};

fn typed() -> Stage<Intake> {
    let mut stage = desk();
    known(&mut stage);
    stage.keys("张三丰<Tab><Tab>13800008000");
    stage.settle();
    stage
}

/// Writes a request and registers; gives what was sent.
fn save(stage: &mut Stage<Intake>) -> Checked {
    stage.act(Action::AddRequest);
    stage.keys("补发上次的答复<Ctrl-S>");
    let sent = stage.waiting.iter().find_map(|(_, r)| match r {
        Request::Do(d) => match &**d {
            Do::Register(intake) => Some(intake.clone()),
            _ => None,
        },
        Request::Ask(_) => None,
    });
    let sent = sent.expect("registered");
    stage.settle();
    sent
}

fn rows(stage: &Stage<Intake>, sql: &str) -> i64 {
    let conn = rusqlite::Connection::open(stage.store.path()).unwrap();
    conn.query_row(sql, [], |r| r.get(0)).unwrap()
}

const PEOPLE: &str = "SELECT count(*) FROM petitioner";
const APART: &str = "SELECT count(*) FROM merge WHERE said = 'apart' AND undone_at IS NULL";
const MATTERS: &str = "SELECT count(*) FROM petition WHERE matter = 1";

#[test]
fn no_answer_joins_nobody_and_links_nothing() {
    let mut stage = typed();
    assert!(sized(&stage, (140, 40)).contains("^X4都不是"));
    save(&mut stage);
    assert_eq!(
        rows(&stage, PEOPLE),
        2,
        "the same name and number, unanswered"
    );
    assert_eq!((rows(&stage, APART), rows(&stage, MATTERS)), (0, 0));
}

#[test]
fn the_same_person_is_one_record_and_no_repeat() {
    let mut stage = typed();
    stage.act(Action::AdoptPerson);
    save(&mut stage);
    assert_eq!(rows(&stage, PEOPLE), 1);
    assert_eq!((rows(&stage, APART), rows(&stage, MATTERS)), (0, 0));
}

#[test]
fn another_person_of_the_same_matter_is_linked_and_told_apart() {
    let mut stage = typed();
    stage.act(Action::ShareMatter);
    let shown = sized(&stage, (140, 40));
    assert!(
        shown.contains("[同一事项]") && shown.contains("登记时与"),
        "{shown}"
    );
    let sent = save(&mut stage);
    assert_eq!(sent.people[0].not.len(), 1);
    assert_eq!(rows(&stage, PEOPLE), 2);
    assert_eq!((rows(&stage, APART), rows(&stage, MATTERS)), (1, 1));
}

#[test]
fn both_is_both_and_neither_is_remembered() {
    let mut stage = typed();
    stage.act(Action::SameBoth);
    assert!(sized(&stage, (140, 40)).contains("[已认定·同一事项]"));
    save(&mut stage);
    assert_eq!(rows(&stage, PEOPLE), 1);
    assert_eq!((rows(&stage, APART), rows(&stage, MATTERS)), (0, 1));

    let mut stage = typed();
    stage.act(Action::NotSame);
    assert!(sized(&stage, (140, 40)).contains("[都不是]"));
    save(&mut stage);
    assert_eq!(rows(&stage, PEOPLE), 2);
    assert_eq!((rows(&stage, APART), rows(&stage, MATTERS)), (1, 0));
}

/// Who was told apart is not offered beside the record of the one when that one comes again.
#[test]
fn who_was_told_apart_is_not_asked_about_again() {
    let mut stage = desk();
    known(&mut stage);
    stage.keys("张三封<Tab><Tab>13800008001");
    stage.settle();
    assert!(sized(&stage, (140, 40)).contains("张三丰"));
    stage.act(Action::NotSame);
    save(&mut stage);
    stage.keys("张三封<Tab><Tab>13800008001");
    stage.settle();
    let shown = sized(&stage, (140, 40));
    assert!(!shown.contains("张三丰"), "{shown}");
    assert!(
        shown.contains("戊村") || shown.contains("张三封"),
        "{shown}"
    );
    // Their namesake with another number is somebody else again: all are offered.
    stage.keys("<Backspace>2");
    stage.settle();
    assert!(sized(&stage, (140, 40)).contains("张三丰"));
}

#[test]
fn an_answer_is_taken_back_by_the_same_key_by_its_own_and_by_undo() {
    for (answer, back) in [
        (Action::NotSame, Action::NotSame),
        (Action::ShareMatter, Action::ShareMatter),
        (Action::SameBoth, Action::TakeAnswerBack),
        (Action::AdoptPerson, Action::AdoptPerson),
        (Action::NotSame, Action::TakeAnswerBack),
    ] {
        let mut stage = typed();
        stage.act(answer);
        stage.act(back);
        let shown = sized(&stage, (140, 40));
        assert!(
            !shown.contains("[都不是]")
                && !shown.contains("同一事项]")
                && !shown.contains("已认定]"),
            "{answer:?} {back:?} {shown}"
        );
        let sent = save(&mut stage);
        assert!(sent.people[0].known.is_none() && sent.people[0].not.is_empty());
        assert!(sent.same_matter.is_none());
        assert_eq!((rows(&stage, APART), rows(&stage, MATTERS)), (0, 0));
    }
}

/// Whoever was adopted and is on no card any more, because the name was written anew, is let go.
#[test]
fn who_is_on_no_card_any_more_is_let_go() {
    let mut stage = typed();
    stage.act(Action::SameBoth);
    stage.keys("<Backtab><Backtab><Ctrl-A>龙葵<Tab><Ctrl-U><Tab><Ctrl-U>15400000009");
    stage.settle();
    let shown = sized(&stage, (140, 40));
    assert!(
        shown.contains("^X0") && !shown.contains("张三丰 ["),
        "{shown}"
    );
    stage.act(Action::TakeAnswerBack);
    let sent = save(&mut stage);
    assert!(
        sent.people[0].known.is_none() && sent.same_matter.is_none(),
        "{sent:?}"
    );
}

/// From one answer to another nothing of the first is left.
#[test]
fn a_later_answer_replaces_the_earlier() {
    let all = [
        Action::AdoptPerson,
        Action::ShareMatter,
        Action::SameBoth,
        Action::NotSame,
    ];
    for first in all {
        for last in all {
            if first == last {
                continue;
            }
            let mut stage = typed();
            stage.act(first);
            stage.act(last);
            let sent = save(&mut stage);
            let same = matches!(last, Action::AdoptPerson | Action::SameBoth);
            let matter = matches!(last, Action::ShareMatter | Action::SameBoth);
            let someone = &sent.people[0];
            assert_eq!(
                (
                    someone.known.is_some(),
                    !someone.not.is_empty(),
                    sent.same_matter.is_some()
                ),
                (same, !same, matter),
                "{first:?} then {last:?}"
            );
        }
    }
}

#[test]
fn answers_are_kept_with_the_draft_and_go_with_the_name() {
    let mut stage = typed();
    stage.act(Action::ShareMatter);
    stage.tick(200);
    stage.settle();
    stage.restart(Intake::new());
    stage.call(|room, cx| zhuoluo::rooms::Room::open(room, &zhuoluo::flow::Route::Intake, cx));
    stage.settle();
    let shown = sized(&stage, (140, 40));
    assert!(shown.contains("[同一事项]"), "{shown}");
    // Whoever empties the name starts on somebody else: nothing that was answered stays.
    stage.keys("<Backtab><Backtab><Ctrl-U>李四");
    stage.settle();
    let sent = save(&mut stage);
    assert!(
        sent.people[0].not.is_empty() && sent.same_matter.is_none(),
        "{sent:?}"
    );
}

/// A petition that is not there any more when it is registered: refused in words, and the draft stays.
#[test]
fn a_matter_that_went_away_registers_nothing() {
    let mut stage = typed();
    stage.act(Action::SameBoth);
    let conn = rusqlite::Connection::open(stage.store.path()).unwrap();
    conn.execute("UPDATE petition SET status = 'void'", [])
        .unwrap();
    save(&mut stage);
    assert_eq!(rows(&stage, "SELECT count(*) FROM petition"), 1);
    assert!(
        stage.said().concat().contains("同一事项"),
        "it says which answer to take back"
    );
    assert!(sized(&stage, (140, 40)).contains("张三丰"));
}

/// Somebody beside 张三丰, with a petition of their own.
fn also_known(stage: &mut Stage<Intake>, name: &str, request: &str) {
    let more = Draft {
        people: vec![DraftPerson {
            name: name.to_owned(),
            phones: vec!["13800008001".to_owned()],
            ..DraftPerson::default()
        }],
        requests: vec![request.to_owned()],
        received_on: "2026-11-04".to_owned(),
        draft: "another".to_owned(),
        ..Draft::default()
    };
    register_draft(stage, &more);
}

/// A petition is of one matter: who answers so of another card is told that the first is unanswered again,
/// and the first does not become "neither".
#[test]
fn the_same_matter_on_another_card_takes_the_first_back_and_says_so() {
    let mut stage = desk();
    known(&mut stage);
    also_known(&mut stage, "张三封", "要求修复水渠");
    stage.keys("张三");
    stage.settle();
    let card = |stage: &Stage<Intake>, name: &str| {
        let shown = sized(stage, (160, 60));
        let line = shown
            .lines()
            .find(|l| l.contains(name) && !l.contains("收回"));
        line.unwrap_or_default().to_owned()
    };
    let first = if card(&stage, "张三丰").contains('▸') {
        "张三丰"
    } else {
        "张三封"
    };
    let second = if first == "张三丰" {
        "张三封"
    } else {
        "张三丰"
    };
    stage.act(Action::ShareMatter);
    assert!(card(&stage, first).contains("[同一事项]"));
    stage.act(Action::NextMatch);
    stage.act(Action::ShareMatter);
    assert!(card(&stage, second).contains("[同一事项]"));
    assert!(
        !card(&stage, first).contains('['),
        "{}",
        card(&stage, first)
    );
    let shown = sized(&stage, (160, 60));
    assert!(
        shown.contains(&format!("“{first}”的同一事项已收回")),
        "{shown}"
    );
    let sent = save(&mut stage);
    assert_eq!(sent.people[0].not.len(), 1, "only the second is told apart");
}

/// One petition of two people is one matter, on whichever of their cards it is answered.
#[test]
fn the_same_petition_is_the_same_matter_on_both_cards() {
    let mut stage = desk();
    let joint = Draft {
        people: ["张三丰", "张三封"]
            .map(|name| DraftPerson {
                name: name.to_owned(),
                ..DraftPerson::default()
            })
            .to_vec(),
        requests: vec!["要求修复水渠".to_owned()],
        received_on: "2026-11-04".to_owned(),
        ..Draft::default()
    };
    register_draft(&mut stage, &joint);
    stage.keys("张三");
    stage.settle();
    stage.act(Action::ShareMatter);
    stage.act(Action::NextMatch);
    stage.act(Action::ShareMatter);
    let shown = sized(&stage, (160, 60));
    assert_eq!(shown.matches("[同一事项]").count(), 2, "{shown}");
    // One of them taken back, the other stands.
    stage.act(Action::TakeAnswerBack);
    let shown = sized(&stage, (160, 60));
    assert_eq!(shown.matches("[同一事项]").count(), 1, "{shown}");
    let sent = save(&mut stage);
    assert!(
        sent.same_matter.is_some() && sent.people[0].not.len() == 1,
        "{sent:?}"
    );
}
