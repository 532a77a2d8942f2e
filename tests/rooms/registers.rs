//! The registers beside the ledger of petitions (督办、积案、纠纷、自查、个人信息申请), at every size.

use serde_json::json;
use zhuoluo::domain::campaign::{Campaign, Cause, Phase};
use zhuoluo::domain::date;
use zhuoluo::domain::duty::deed::Deed;
use zhuoluo::domain::duty::dispute::{Dispute, DisputeKind, DisputeWork};
use zhuoluo::domain::ids::UnitId;
use zhuoluo::flow::Do;
use zhuoluo::flow::duty::DutyOrder;
use zhuoluo::store::campaign_cases::Listing;
use zhuoluo::widgets::Caret;

use super::golden;
use crate::stories::script::Story;

fn day(text: &str) -> chrono::NaiveDate {
    date::parse(text).expect("a day")
}

/// One petition supervised without a reply, one replied to late; both on a campaign's list.
fn story() -> Story {
    let mut story = Story::new();
    for (name, what, replied) in [
        ("周某兰", "低保被停未告知原因", false),
        ("钱某", "修园区道路占地少登记0.8亩", true),
    ] {
        let draft = serde_json::json!({
            "channel": "letter", "received_on": "2026-08-03", "requests": [what], "class": "request",
            "people": [{ "name": name, "address": "示例县南乙镇庚社区3号" }],
        });
        let number = story.register(&draft.to_string());
        for (step, body) in [
            ("forward", r#"{"to":"南乙镇","on":"2026-08-04"}"#),
            ("accept", r#"{"route":"petition","on":"2026-08-05"}"#),
            ("notify", r#"{"on":"2026-08-05"}"#),
            (
                "supervise",
                r#"{"demand":"slip","text":"请尽快答复","due_on":"2026-11-13","on":"2026-11-09"}"#,
            ),
        ] {
            story.act(&number, step, body);
        }
        if replied {
            let log = story.store.ask(
                &zhuoluo::flow::Ask::LastEvent(zhuoluo::domain::ids::PetitionId(2)),
                story.now.date_naive(),
            );
            let Ok(zhuoluo::flow::Reply::LastEvent(of)) = log else {
                panic!("{log:?}")
            };
            story.act(
                &number,
                "reply_to_supervision",
                &format!(r#"{{"of":{of},"text":"已约见信访人","on":"2026-11-18"}}"#),
            );
        }
        campaign(&mut story, &number.0);
        claims(&mut story, &number.0, replied);
    }
    dispute(&mut story);
    story
}

/// Two neighbours' water; somebody went there once.
fn dispute(story: &mut Story) {
    let found = Dispute {
        kind: DisputeKind::Land,
        unit: UnitId::OFFICE,
        place: "戊村北渠".into(),
        matter: "两组争用渠水".into(),
        due_on: day("2026-12-10"),
    };
    let visit = Deed::WorkOnDispute {
        of: 1,
        work: DisputeWork::Visit,
        text: "看过渠口，约定轮灌".into(),
    };
    for deed in [Deed::Dispute(found), visit] {
        let order = Do::Duty(DutyOrder::plain(deed));
        story.store.perform(order, story.now).expect("kept");
    }
}

fn campaign(story: &mut Story, number: &str) {
    let now = story.now;
    let new = Campaign {
        id: 0,
        name: "清积案".into(),
        basis: "示信发〔2026〕5号".into(),
        lead: "王某".into(),
        from: day("2026-11-01"),
        due_on: day("2026-12-31"),
        phases: vec![Phase {
            name: "摸排".into(),
            from: day("2026-11-01"),
            to: day("2026-11-30"),
        }],
        closed: None,
    };
    let _ = story.store.open_campaign(&new, now);
    let listing = Listing {
        cause: Some(Cause::Nobody),
        lead: String::new().into(),
        plan: "一案一策".into(),
        due_on: None,
    };
    story
        .store
        .list_case("清积案", number, &listing, now)
        .expect("listed");
}

/// A request about each: the first decided and late, the second just received.
fn claims(story: &mut Story, number: &str, fresh: bool) {
    let now = story.now;
    let mut enter = |claim: Option<i64>, entry: serde_json::Value| {
        let entry = serde_json::from_value(entry).expect("an entry");
        let kept = story.store.enter_claim(claim, &entry, now);
        kept.expect("kept").number
    };
    if fresh {
        enter(
            None,
            json!({"entry": "receive", "asked": "copy", "petition": number, "text": "要一份自己的材料", "on": "2026-11-20"}),
        );
        return;
    }
    let entry = json!({"entry": "receive", "asked": "delete", "petition": number, "text": "不要留我的旧电话", "applicant": "周某梅", "standing": "agent", "on": "2026-11-02"});
    let claim = Some(enter(None, entry));
    enter(
        claim,
        json!({"entry": "identify", "how": "看了身份证和委托书"}),
    );
    enter(
        claim,
        json!({"entry": "decide", "ruling": "partly", "reasons": "电话已改，登记的原话依法留存", "basis": "第四十七条", "approver": "王某"}),
    );
    let ended = enter(
        None,
        json!({"entry": "receive", "asked": "explain", "applicant": "吴某", "text": "想知道怎样用我的号码", "on": "2026-11-10"}),
    );
    enter(
        Some(ended),
        json!({"entry": "withdraw", "reasons": "当面说清楚了"}),
    );
}

#[test]
fn the_registers() {
    let mut story = story();
    for (name, keys) in [
        ("supervisions", "<tab>"),
        ("campaigns", "<tab><tab>"),
        ("disputes", "<tab><tab><tab>"),
        ("self-check", "<tab><tab><tab><tab>"),
        ("claims", "<tab><tab><tab><tab><tab>"),
        ("claims-new", "<tab><tab><tab><tab><tab><ctrl-o>"),
        ("claims-answer", "<tab><tab><tab><tab><tab><enter>"),
        ("claims-identify", "<tab><tab><tab><tab><tab><down><enter>"),
    ] {
        golden::check(&format!("ledgers-{name}"), |frame, look| {
            story.look(look);
            story.keys(&format!("<alt-6>{keys}"));
            story.app.draw(frame);
            Caret::top(frame.area())
        });
    }
}
