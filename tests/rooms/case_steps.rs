//! Every step of the menu: its sheet opened, filled in with keys, and the act that comes of it.

use serde_json::{Value, json};
use zhuoluo::domain::act::Act;
use zhuoluo::domain::event::{Step, StepKind};
use zhuoluo::domain::ids::{PetitionId, PetitionNo};
use zhuoluo::flow::view::{Found, PetitionHit};
use zhuoluo::flow::{Ask, Do, Reply, Route};
use zhuoluo::keys::Action;
use zhuoluo::rooms::case::Case;
use zhuoluo::rooms::{Order, Room};
use zhuoluo::words::{Exit, Sentence, Trouble, Word};

use super::cases::{log, open_step, opened};
use super::play::{Play, file, owed, row};

/// The step in an order: it takes its draft with it.
fn act_of(order: &Do) -> &Act {
    match order {
        Do::Finish(draft, order) => match order.as_ref() {
            Do::Act(_, act) if draft.id.starts_with("sheet/") => act,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// The step that was ordered, as JSON.
pub fn ordered(play: &Play<Case>) -> Value {
    let Some((_, order)) = play.done.last() else {
        panic!("no step was ordered:\n{}", play.screen(80, 24))
    };
    let act = act_of(order);
    let mut step = serde_json::to_value(&act.step).unwrap();
    step["on"] = json!(act.on.to_string());
    step
}

/// Takes the step and answers it as the store would.
fn take(stage: &str, kind: StepKind, script: &str, wanted: &Value) {
    let mut log = log(stage);
    let mut play = opened(&log);
    open_step(&mut play, kind);
    play.keys(script);
    if matches!(play.seen.last(), Some(Order::Confirm(_, Action::Accept))) {
        assert!(play.done.is_empty(), "{kind:?} asks first");
        play.act(Action::Accept);
    }
    let step = ordered(&play);
    for (key, value) in wanted.as_object().unwrap() {
        assert_eq!(&step[key], value, "{kind:?} {key} of {step}");
    }
    assert_eq!(step["step"], kind.code());
    let (ticket, order) = play.done.remove(0);
    let act = act_of(&order).clone();
    log.push(act.on, act.step);
    play.take(ticket, Ok(Reply::Acted(file(&log, &["张某"]), owed(&log))));
    let said = play.said();
    assert!(
        said.contains(&format!("已记录：{}", kind.word().zh)),
        "{said}"
    );
    assert!(!play.room.wants_back(), "the sheet is closed");
}

#[test]
fn steps_of_sending_and_signing() {
    use StepKind as S;
    take(
        "new",
        S::Sort,
        "<Tab><Tab> <Ctrl-S>",
        &json!({"class": "request", "route": "petition", "simple": true, "on": "2026-03-10"}),
    );
    take("new", S::Forward, "djz<Enter><Ctrl-S>", &json!({"to": 3}));
    take(
        "new",
        S::Assign,
        "djz<Enter>4月10日<Ctrl-S>",
        &json!({"to": 3, "due_on": "2026-04-10"}),
    );
    take("sent", S::SignFor, "<Ctrl-S>", &json!({"on": "2026-03-10"}));
    take(
        "sent",
        S::SignFor,
        "<Ctrl-U>2026-03-09<Enter>补录<Enter>",
        &json!({"on": "2026-03-09"}),
    );
    take(
        "signed",
        S::Object,
        "不属本单位职权<Tab>czj<Enter><Ctrl-S>",
        &json!({"reasons": "不属本单位职权", "suggested": 2}),
    );
    take(
        "sent",
        S::Return,
        "tyth<Enter>转错了<Ctrl-S>",
        &json!({"agreed": true, "reasons": "转错了"}),
    );
    take(
        "signed",
        S::Accept,
        "<Ctrl-S>",
        &json!({"route": "petition"}),
    );
}

#[test]
fn steps_of_deciding_and_answering() {
    use StepKind as S;
    take(
        "signed",
        S::Decline,
        "正在复查期间<Tab>第十九条第三款<Tab>县政府<Ctrl-S>",
        &json!({"reasons": "正在复查期间", "basis": "第十九条第三款", "body": "县政府"}),
    );
    take(
        "signed",
        S::Redirect,
        "zc<Enter>县劳动人事争议仲裁委员会<Tab>一年<Ctrl-S>",
        &json!({"route": "arbitration", "body": "县劳动人事争议仲裁委员会", "limit": "一年"}),
    );
    take(
        "signed",
        S::Notify,
        "<Tab>yj<Enter>示信告〔2026〕3号<Ctrl-S>",
        &json!({"about": "receipt", "method": "post", "document": "示信告〔2026〕3号"}),
    );
    take(
        "accepted",
        S::Extend,
        "<Tab>需要鉴定<Tab>王某<Ctrl-S>",
        &json!({"days": 30, "reasons": "需要鉴定", "approver": "王某"}),
    );
    take(
        "accepted",
        S::Answer,
        "示信答〔2026〕12号<Tab>补登0.8亩<Tab>zc<Enter><Ctrl-S>",
        &json!({"outcomes": ["supported"], "text": "补登0.8亩", "document": "示信答〔2026〕12号"}),
    );
    take(
        "answered",
        S::Serve,
        "<Ctrl-S>",
        &json!({"method": "direct"}),
    );
    take(
        "served",
        S::Close,
        "意见已送达<Tab> <Ctrl-S>",
        &json!({"reasons": "意见已送达", "resolved": true}),
    );
    take(
        "closed",
        S::Reopen,
        "有新情况<Ctrl-S>",
        &json!({"reasons": "有新情况"}),
    );
    take(
        "signed",
        S::Withdraw,
        "不再要求了<Ctrl-S>",
        &json!({"reasons": "不再要求了"}),
    );
}

#[test]
fn steps_beside_the_main_line() {
    use StepKind as S;
    take(
        "signed",
        S::Lead,
        "王某<Ctrl-S>",
        &json!({"official": "王某"}),
    );
    take("signed", S::Handler, "li<Ctrl-S>", &json!({"login": "li"}));
    for kind in [S::Contact, S::Note, S::Remind] {
        take(
            "signed",
            kind,
            "已电话联系<Ctrl-S>",
            &json!({"text": "已电话联系"}),
        );
    }
    take(
        "signed",
        S::Promise,
        "周三前回电话<Tab>2026-03-11<Ctrl-S>",
        &json!({"text": "周三前回电话", "due_on": "2026-03-11"}),
    );
    take(
        "promised",
        S::Fulfil,
        "<Tab>已回电话<Ctrl-S>",
        &json!({"of": 20, "text": "已回电话"}),
    );
    take(
        "signed",
        S::Correct,
        "qs<Enter>2026-03-04<Tab><Tab>签收日期录错<Ctrl-S>",
        &json!({"of": 30, "void": false, "reasons": "签收日期录错"}),
    );
    take(
        "signed",
        S::Correct,
        "qs<Enter><Tab> <Tab>没有签收<Ctrl-S>",
        &json!({"of": 30, "void": true}),
    );
    take(
        "linked",
        S::Unlink,
        "不是同一事项<Ctrl-S>",
        &json!({"reasons": "不是同一事项"}),
    );
}

#[test]
fn a_link_looks_its_number_up() {
    let log = log("new");
    let mut play = opened(&log);
    open_step(&mut play, StepKind::Link);
    play.keys("999999-2026-lf-00057<Tab>同一块地<Ctrl-S>");
    assert!(play.done.is_empty());
    // The sheet asked what was typed into it before.
    assert!(matches!(play.asked.remove(0), (_, Ask::Sheet(_))));
    let (ticket, Ask::Find { text, .. }) = play.asked.remove(0) else {
        panic!()
    };
    let nothing = Found {
        text: text.clone(),
        ..Found::default()
    };
    play.take(ticket, Ok(Reply::Found(nothing)));
    assert!(play.screen(80, 24).contains("没有找到"));
    play.keys("<Ctrl-S>");
    let (ticket, _) = play.asked.remove(0);
    let mut other = row(&log, 57, 57);
    other.id = PetitionId(570);
    let hit = PetitionHit {
        row: other,
        class: "number",
        why: Word::new("编号相符", "number"),
        besides: Vec::new(),
        excerpt: "".into(),
        lit: Vec::new(),
    };
    let found = Found {
        text,
        petitions: vec![hit],
        ..Found::default()
    };
    play.take(ticket, Ok(Reply::Found(found)));
    assert_eq!(ordered(&play)["matter"], 570);
}

#[test]
fn what_is_missing_is_said_beside_its_field() {
    let mut play = opened(&log("accepted"));
    open_step(&mut play, StepKind::Extend);
    play.keys("<Ctrl-U>三十<Ctrl-S>");
    let screen = play.screen(80, 24);
    assert!(
        screen.contains("应为数字") && screen.contains("要填“理由”"),
        "{screen}"
    );
    play.keys("<Ctrl-U>31<Tab>需要鉴定<Tab>王某<Ctrl-S>");
    assert!(
        play.screen(80, 24).contains("不在1到30日之内"),
        "the law's limit"
    );
    assert!(play.done.is_empty());
}

#[test]
fn a_refusal_keeps_what_was_typed_and_shows_the_open_steps() {
    let mut play = opened(&log("signed"));
    open_step(&mut play, StepKind::Note);
    play.keys("很长的一段备注<Ctrl-S><Ctrl-S>");
    assert_eq!(play.done.len(), 1, "sent once");
    let word = |zh: &str| Sentence::of(zh, "");
    let trouble = Trouble::unchanged(
        Exit::Refused,
        word("不能“记事”：别处已办结。"),
        word("现在可走的步骤：恢复办理（reopen）。"),
    );
    let ticket = play.done[0].0;
    play.take(ticket, Err(trouble));
    let screen = play.screen(80, 24);
    for part in [
        "别处已办结",
        "没有改动任何数据",
        "恢复办理",
        "很长的一段备注",
    ] {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
    // Left and chosen again, the words are still there.
    play.keys("<Esc>");
    assert!(play.said().contains("还在"));
    open_step(&mut play, StepKind::Note);
    assert!(play.screen(80, 24).contains("很长的一段备注"));
}

/// Only who was told what others saved may save the same again; another refusal tells nothing of it.
#[test]
fn a_refusal_that_tells_nothing_leaves_the_look_at_what_others_saved() {
    let mut play = opened(&log("signed"));
    open_step(&mut play, StepKind::Note);
    play.keys("来电");
    let mut save = |refused: Trouble| {
        play.keys("<Ctrl-S>");
        let (ticket, order) = play.done.pop().expect("an order");
        play.take(ticket, Err(refused));
        act_of(&order).seen
    };
    let trouble = || {
        let word = |zh: &str| Sentence::of(zh, "");
        Trouble::unchanged(Exit::Refused, word("不能“记事”。"), word(""))
    };
    let first = save(trouble());
    assert!(first.is_some());
    assert_eq!(save(trouble().telling()), first);
    assert_eq!(save(trouble()), None);
}

#[test]
fn a_closed_step_says_why() {
    let mut play = opened(&log("signed"));
    play.keys("<F2><End>");
    for _ in 0..40 {
        if play.screen(80, 24).contains("▸ 签收") {
            break;
        }
        play.keys("<Up>");
    }
    assert!(play.screen(80, 24).contains("2026-03-05 已签收"));
    play.keys("<Enter>");
    assert!(play.said().contains("已签收") && play.room.wants_back());
}

#[test]
fn a_step_on_another_case_does_not_change_the_screen() {
    let first = log("signed");
    let mut play = opened(&first);
    open_step(&mut play, StepKind::Note);
    play.keys("备注<Ctrl-S>");
    let (ticket, _) = play.done.remove(0);
    let other = PetitionNo::build("999999", 2026, "LF", 2);
    play.call(|room, cx| room.open(&Route::Case(other.clone()), cx));
    let mut second = file(&log("new"), &["李某"]);
    second.id = PetitionId(2);
    second.number = other;
    let opening = play.done.remove(0).0;
    play.take(opening, Ok(Reply::File(second)));
    play.take(
        ticket,
        Ok(Reply::Acted(file(&first, &["张某"]), Vec::new())),
    );
    assert!(play.said().contains("已记录：记事"));
    assert!(play.screen(80, 24).contains("LF-00002"));
}

#[test]
fn a_wrong_word_of_a_record_is_taken_off_by_a_blank_one() {
    let mut log = log("signed");
    if let Step::Register(r) = &mut log.events[0].what {
        let party = json!([{ "person": 1, "role": "petitioner" }]);
        r.parties = serde_json::from_value(party).expect("a party");
    }
    let mut play = opened(&log);
    open_step(&mut play, StepKind::CorrectRecord);
    play.keys("<Tab>zz<Enter><Tab>没有这个住址<Ctrl-S>");
    let step = ordered(&play);
    assert_eq!(
        (&step["field"], &step["value"]),
        (&json!("address"), &json!(""))
    );
}
