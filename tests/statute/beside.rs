//! Beside the main line: mediation, supervision, led cases, recusal, one of several, splitting, endings.

use serde_json::{Value, json};
use zhuoluo::domain::event::Step;
use zhuoluo::domain::event::StepKind;
use zhuoluo::domain::ids::PersonId;
use zhuoluo::domain::obligation::{Kind, State};
use zhuoluo::domain::petition::Role;
use zhuoluo::domain::registration::Party;
use zhuoluo::domain::rights::Duty;
use zhuoluo::domain::status::Status;
use zhuoluo::domain::step::{self, Ground};

use crate::kit::office::{FINANCE, OFFICE, TOWN, operator};
use crate::kit::{Log, day};

fn accepted() -> Log {
    let mut log = Log::received("2026-03-05");
    log.step("2026-03-06", "forward", json!({"to": "东甲镇"}))
        .step("2026-03-09", "sign_for", json!({}))
        .step("2026-03-10", "accept", json!({}))
        .step("2026-03-10", "notify", json!({}));
    log
}

#[test]
fn an_agreement_ends_the_round_and_is_owed_until_it_is_performed() {
    let mut log = accepted();
    let body = json!({"agreed": true, "text": "拆除围挡", "due_on": "2026-04-30"});
    assert!(
        log.try_step("2026-03-20", "mediate", body).is_err(),
        "not in writing"
    );
    let seq = log.seq(
        "2026-03-20",
        "mediate",
        json!({"agreed": true, "document": "示调〔2026〕3号", "text": "拆除围挡", "due_on": "2026-04-30"}),
    );
    assert_eq!(log.the(Kind::Answer).state(log.today), State::Met);
    assert_eq!(Status::of(Some(&log.case())), Status::Settled);
    let owed = log.the(Kind::Fulfil);
    assert_eq!((owed.basis.as_str(), owed.owed_by), ("33", TOWN));
    log.step("2026-03-23", "close", json!({"reasons": "已达成协议"}));
    assert_eq!(log.owed(), [Kind::Fulfil], "closed is not performed");
    assert_eq!(
        log.the(Kind::Fulfil).state(day("2026-05-01")),
        State::Overdue
    );
    log.step("2026-04-28", "fulfil", json!({"of": seq, "text": "已拆除"}));
    assert!(log.owed().is_empty());
    let mut none = accepted();
    none.step("2026-03-20", "mediate", json!({"text": "分歧较大"}));
    assert_eq!(
        none.owed(),
        [Kind::Answer],
        "a mediation without agreement changes nothing"
    );
}

#[test]
fn closing_is_neither_resolving_nor_carrying_out() {
    let mut log = accepted();
    let answer = log.seq(
        "2026-04-01",
        "answer",
        json!({"outcomes": ["supported"], "execute_by": "2026-06-30"}),
    );
    log.step("2026-04-02", "serve", json!({})).step(
        "2026-04-03",
        "close",
        json!({"reasons": "意见已送达"}),
    );
    let case = log.case();
    assert!(case.ended.is_some() && !case.resolved);
    let owed = log.the(Kind::Fulfil);
    assert_eq!(
        (owed.basis.as_str(), owed.state(day("2026-07-01"))),
        ("32(2)", State::Overdue)
    );
    log.step(
        "2026-06-20",
        "fulfil",
        json!({"of": answer, "text": "补偿款到账"}),
    );
    assert!(log.owed().is_empty() && !log.case().resolved);
}

#[test]
fn letters_name_the_breach_and_a_day_and_proposals_have_thirty() {
    let mut log = accepted();
    let bare = json!({"demand": "letter", "text": "超期未告知"});
    assert!(
        log.try_step("2026-03-30", "supervise", bare).is_err(),
        "no day"
    );
    let letter = log.seq(
        "2026-03-30",
        "supervise",
        json!({"demand": "letter", "text": "超期未告知", "due_on": "2026-04-10"}),
    );
    let owed = log.the(Kind::ReplyToSupervision);
    assert_eq!((owed.owed_by, owed.basis.as_str()), (TOWN, "40(1)"));
    assert_eq!(owed.due.effective, day("2026-04-10"));
    log.step(
        "2026-04-09",
        "reply_to_supervision",
        json!({"of": letter, "text": "已告知"}),
    );
    for demand in ["improve", "policy", "accountability"] {
        let mut log = accepted();
        let made = log.seq(
            "2026-03-30",
            "supervise",
            json!({"demand": demand, "text": "建议", "to": "财政局"}),
        );
        let owed = log.the(Kind::ReplyToSupervision);
        assert_eq!((owed.owed_by, owed.basis.as_str()), (FINANCE, "40(4)"));
        assert_eq!(owed.due.effective, day("2026-04-29"));
        let reply = json!({"of": made, "text": "研究中"});
        assert!(
            log.try_step("2026-04-01", "reply_to_supervision", reply)
                .is_err(),
            "adopted or not"
        );
        log.step("2026-04-01", "withdraw", json!({"reasons": "撤回"}));
        assert_eq!(
            log.owed(),
            [Kind::ReplyToSupervision],
            "it is not the petitioner's to withdraw"
        );
        log.step(
            "2026-04-02",
            "reply_to_supervision",
            json!({"of": made, "text": "采纳", "adopted": true}),
        );
        assert!(log.owed().is_empty());
    }
}

#[test]
fn a_led_case_moves_every_thirty_days_and_a_note_is_no_move() {
    let mut log = accepted();
    log.step(
        "2026-03-11",
        "lead",
        json!({"official": "副县长", "text": "一案一策"}),
    );
    let due = log.the(Kind::LeadAction).due.effective;
    assert_eq!(due, day("2026-04-10"));
    log.step("2026-04-01", "note", json!({"text": "记事"}))
        .step("2026-04-01", "remind", json!({"text": "请尽快"}));
    assert_eq!(log.the(Kind::LeadAction).due.effective, due);
    assert_eq!(
        log.the(Kind::LeadAction).state(day("2026-04-11")),
        State::Overdue
    );
    log.step("2026-04-03", "meet", json!({"text": "现场协调"}));
    let all = log.of(Kind::LeadAction);
    assert_eq!(all[0].state(log.today), State::Met);
    assert_eq!(all[1].due.from, day("2026-04-03"));
    log.step("2026-04-20", "answer", json!({}))
        .step("2026-04-21", "serve", json!({}));
    assert!(!log.owed().contains(&Kind::LeadAction));
}

#[test]
fn who_is_out_takes_no_step_and_the_substitute_is_on_record() {
    let mut log = accepted();
    log.step("2026-03-11", "handler", json!({"login": "li"})).step(
        "2026-03-12",
        "recuse",
        json!({"login": "li", "substitute": "zhao", "reasons": "与信访人是亲属", "approver": "王某"}),
    );
    let case = log.case();
    assert_eq!(case.handlers, ["zhao"]);
    let li = operator("li", Duty::Caseworker);
    let ground = Ground {
        operator: &li,
        ..log.ground()
    };
    assert!(
        step::menu(&case, ground)
            .iter()
            .all(|(_, closed)| closed.is_some())
    );
    assert!(
        log.try_step("2026-03-13", "handler", json!({"login": "li"}))
            .is_err()
    );
    let clerk = operator("zhao", Duty::Caseworker);
    let ground = Ground {
        operator: &clerk,
        ..log.ground()
    };
    assert!(
        step::closed(StepKind::Recuse, &case, ground).is_none(),
        "for themselves"
    );
    assert!(step::closed(StepKind::Rate, &case, ground).is_some());
}

/// Three petitioners of one file.
fn three() -> Log {
    let mut log = accepted();
    if let Step::Register(r) = &mut log.events[0].what {
        r.parties = [1, 2, 3]
            .map(|n| Party {
                person: PersonId(n),
                role: Role::Joint,
            })
            .into();
    }
    log
}

#[test]
fn one_of_several_withdraws_and_the_others_go_on() {
    let mut log = three();
    let before = log.obligations();
    let one = |n: i64| json!({"reasons": "不再参加", "person": n});
    log.step("2026-03-12", "withdraw", one(2));
    assert_eq!(log.obligations(), before);
    assert!(log.case().ended.is_none());
    assert!(
        log.try_step("2026-03-12", "withdraw", one(2)).is_err(),
        "once"
    );
    assert!(
        log.try_step("2026-03-12", "withdraw", one(9)).is_err(),
        "a stranger"
    );
    log.step("2026-03-12", "withdraw", one(1));
    assert!(
        log.try_step("2026-03-12", "withdraw", one(3)).is_err(),
        "one spelling for the last"
    );
    log.step("2026-03-13", "withdraw", json!({"reasons": "都不再反映"}));
    assert!(log.owed().is_empty());
}

#[test]
fn a_mixed_petition_is_split_and_answers_what_is_left() {
    let mut log = Log::with("2026-03-05", &json!({"requests": ["补发工资", "查处克扣"]}));
    log.step("2026-03-05", "accept", json!({}));
    let split = |n: Value| json!({"requests": n, "into": "999999-2026-LF-00043", "reasons": "检举内容另立"});
    for wrong in [
        json!([]),
        json!([3]),
        json!([0]),
        json!([1, 2]),
        json!([2, 2]),
    ] {
        assert!(
            log.try_step("2026-03-05", "split", split(wrong.clone()))
                .is_err(),
            "{wrong}"
        );
    }
    log.step("2026-03-05", "split", split(json!([2])));
    assert!(
        log.try_step("2026-03-06", "split", split(json!([1])))
            .is_err()
    );
    let two = json!({"outcomes": ["supported", "explained"]});
    assert!(log.try_step("2026-03-06", "answer", two).is_err());
    log.step("2026-03-06", "answer", json!({"outcomes": ["supported"]}));
}

#[test]
fn who_may_decide() {
    let case = accepted().case();
    let log = accepted();
    for (duty, kind, may) in [
        (Duty::Officer, StepKind::Note, true),
        (Duty::Officer, StepKind::Answer, false),
        (Duty::Window, StepKind::Supervise, false),
        (Duty::Supervisor, StepKind::Supervise, true),
        (Duty::Caseworker, StepKind::Answer, true),
    ] {
        let operator = operator("qian", duty);
        let ground = Ground {
            operator: &operator,
            ..log.ground()
        };
        assert_eq!(
            step::closed(kind, &case, ground).is_none(),
            may,
            "{duty:?} {kind:?}"
        );
    }
    let body = json!({"days": 30, "reasons": "鉴定", "approver": "qian"});
    let act = log.read("2026-03-11", "extend", body).expect("readable");
    let clerk = operator("qian", Duty::Caseworker);
    let ground = Ground {
        operator: &clerk,
        today: day("2026-03-11"),
        ..log.ground()
    };
    let units = &crate::kit::log::desk().units;
    let why = zhuoluo::domain::act::check(&act, &case, ground, units);
    assert!(why.expect_err("own approval").zh.contains("第三十四条"));
}

#[test]
fn a_file_is_kept_after_its_end() {
    let mut log = Log::received("2026-03-05");
    let keep = json!({"retention": "thirty", "document": "X-1"});
    assert!(log.try_step("2026-03-05", "archive", keep.clone()).is_err());
    log.step("2026-03-05", "close", json!({"reasons": "重复登记"}))
        .step("2026-03-06", "archive", keep.clone());
    assert!(log.try_step("2026-03-06", "archive", keep).is_err());
    log.step("2026-03-09", "reopen", json!({"reasons": "登记有误"}));
    assert_eq!(
        (log.owed(), log.case().holder()),
        (vec![Kind::Forward], OFFICE)
    );
}

#[test]
fn a_refusal_to_accept_says_where_else() {
    let mut log = Log::received("2026-03-05");
    assert!(
        log.try_step("2026-03-06", "decline", json!({"reasons": "不属职权"}))
            .is_err(),
        "no basis"
    );
    log.step(
        "2026-03-06",
        "decline",
        json!({"reasons": "同一事实和理由", "basis": "第三十六条第三款", "body": "", "ended_by": "市复核〔2025〕7号"}),
    );
    assert_eq!(log.owed(), [Kind::Notify]);
}
