//! What a supervisor works with: the ladder of reminders as events, the self-check, campaigns, the
//! table of reviewing organs.

use serde_json::{Value, json};

use super::counter::Desk;

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

#[test]
fn the_ladder_records_each_rung_once_ownerless_first() {
    let desk = Desk::new();
    let handled = desk.petition(&json!({}));
    handled.accepted_by("自然资源局");
    handled.on("2026-08-06", "handler", json!({ "login": "wang" }));
    let nobody = desk.petition(&json!({}));
    nobody.accepted_by("教育局");
    let seen = desk.run(&["remind", "--dry-run", "--json"]).is(0).json();
    let rungs: Vec<(&str, bool)> = list(&seen)
        .iter()
        .map(|r| {
            (
                r["number"].as_str().expect("a number"),
                r["ownerless"] == true,
            )
        })
        .collect();
    assert_eq!(
        rungs,
        [
            (nobody.number.as_str(), true),
            (handled.number.as_str(), false)
        ]
    );
    assert_eq!(list(&seen)[0]["rung"], -1, "past its day");
    assert_eq!(
        nobody.file()["events"]
            .as_array()
            .expect("events")
            .iter()
            .filter(|e| e["step"] == "remind")
            .count(),
        0
    );
    assert_eq!(
        list(
            &desk
                .run(&["remind", "--unit", "教育局", "--json"])
                .is(0)
                .json()
        )
        .len(),
        1
    );
    assert_eq!(
        list(&desk.run(&["remind", "--json"]).is(0).json()).len(),
        1,
        "the other unit's"
    );
    desk.run(&["remind", "--json"]).is(0).says("0项");
    desk.run(&["verify"]).is(0);
}

#[test]
fn a_reminder_is_an_event_of_the_case() {
    let desk = Desk::new();
    let nobody = desk.petition(&json!({}));
    nobody.accepted_by("教育局");
    desk.run(&["remind"]).is(0);
    let file = nobody.file();
    let reminders: Vec<&Value> = list(&file["events"])
        .iter()
        .filter(|e| e["step"] == "remind")
        .collect();
    assert_eq!(reminders.len(), 1, "one event a rung");
    assert_eq!(reminders[0]["body"]["ladder"]["kind"], "answer");
    assert!(
        reminders[0]["body"]["text"]
            .as_str()
            .expect("text")
            .contains("T+1")
    );
    let text = reminders[0]["body"]["text"].as_str().expect("text");
    assert!(
        text.contains("教育局") && text.contains("无人经办"),
        "whom it was for: {text}"
    );
}

#[test]
fn many_who_remind_at_once_record_each_rung_once() {
    let desk = Desk::new();
    for unit in ["教育局", "自然资源局", "东甲镇"] {
        desk.petition(&json!({})).accepted_by(unit);
    }
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| desk.run(&["remind"]).is(0));
        }
    });
    let all = desk
        .run(&["owed", "--kind", "answer", "--json"])
        .is(10)
        .json();
    assert_eq!(list(&all).len(), 3);
    for owed in list(&all) {
        let number = owed["number"].as_str().expect("a number");
        let file = desk.run(&["show", number, "--json"]).is(0).json();
        let events = list(&file["events"]).iter();
        assert_eq!(
            events.filter(|e| e["step"] == "remind").count(),
            1,
            "{number}"
        );
    }
    desk.run(&["verify"]).is(0);
}

#[test]
fn who_asks_again_moves_no_date() {
    let desk = Desk::new();
    let nobody = desk.petition(&json!({}));
    nobody.accepted_by("教育局");
    let before = nobody.due("answer");
    nobody.on("2026-11-20", "contact", json!({ "text": "信访人来电催问" }));
    assert_eq!(nobody.due("answer"), before, "who asks again moves no date");
    desk.run(&["verify"]).is(0);
}

#[test]
fn the_self_check_names_unit_article_and_events() {
    let desk = Desk::new();
    let case = desk.petition(&json!({}));
    case.accepted_by("自然资源局");
    let found = desk.run(&["self-check", "--json"]).is(0).json();
    let of = |failure: &str| list(&found).iter().find(|b| b["failure"] == failure);
    let delayed = of("delayed").expect("the opinion is overdue");
    assert_eq!(delayed["unit"], "自然资源局");
    assert!(
        delayed["article"]
            .as_str()
            .expect("text")
            .contains("第四十五条")
    );
    assert_eq!(delayed["since"], "2026-10-09");
    assert_eq!(delayed["events"], json!([case.event("accept")]));
    assert!(of("not_supervised").is_some());
    case.on(
        "2026-11-20",
        "supervise",
        json!({ "demand": "letter", "text": "逾期", "due_on": "2026-11-27" }),
    );
    let only = desk
        .run(&["self-check", "--unit", "自然资源局", "--open", "--json"])
        .is(0)
        .json();
    assert_eq!(list(&only).len(), 1);
    let past = desk
        .run(&["self-check", "--to", "2026-08-01", "--json"])
        .is(0)
        .json();
    assert!(list(&past).is_empty());
    assert!(
        desk.run(&["self-check"])
            .is(0)
            .out
            .contains("自然资源局：1项")
    );
    case.answered(&json!(["not_supported"]));
}

#[test]
fn an_opinion_revoked_on_review_is_a_failure_of_the_unit() {
    let desk = Desk::new();
    let case = desk.petition(&json!({}));
    case.accepted_by("自然资源局");
    case.answered(&json!(["not_supported"]));
    case.on("2026-08-25", "ask_review", json!({})).on(
        "2026-09-10",
        "answer_review",
        json!({ "outcome": "revoked" }),
    );
    let found = desk.run(&["self-check", "--json"]).is(0).json();
    let overruled = list(&found)
        .iter()
        .find(|b| b["failure"] == "overruled")
        .expect("there");
    assert_eq!(overruled["unit"], "自然资源局");
    assert_eq!(
        overruled["events"],
        json!([case.event("answer"), case.event("answer_review")])
    );
}

/// A campaign with two phases that runs to the end of 2026.
fn campaign(desk: &Desk) {
    let words = "campaign open 积案 --basis 示信发〔2026〕8号 --lead 王某 --from 2026-08-01 --until 2026-12-31 \
        --phase 摸排:2026-08-01:2026-08-31 --phase 化解:2026-09-01:2026-12-31";
    run(desk, words).is(0);
}

fn run(desk: &Desk, words: &str) -> crate::commands::Ran {
    desk.run(&words.split_whitespace().collect::<Vec<_>>())
}

fn strike(desk: &Desk, number: &str, evidence: &str) -> crate::commands::Ran {
    let words = ["campaign", "strike", "积案", number, "--evidence", evidence];
    desk.run(&words)
}

#[test]
fn a_campaign_has_a_name_of_its_own_and_days_that_fit() {
    let desk = Desk::new();
    run(
        &desk,
        "campaign open 积案 --basis x --lead y --from 2026-08-01 --until 2026-07-01",
    )
    .is(3);
    run(
        &desk,
        "campaign open 积案 --basis x --lead y --until 2026-12-31 --phase 摸排:2026-09-01",
    )
    .is(2);
    campaign(&desk);
    run(
        &desk,
        "campaign open 积案 --basis x --lead y --until 2026-12-31",
    )
    .is(3)
    .says("同名");
    run(&desk, "campaign show 没有").is(4);
    let case = desk.petition(&json!({}));
    let add = format!("campaign add 积案 {} --cause unit", case.number);
    run(&desk, &format!("{add} --until 2027-01-01"))
        .is(3)
        .says("晚于专项");
    run(&desk, &add).is(0);
    run(&desk, "campaign close 积案 --result 转常态").is(0);
    strike(&desk, &case.number, "答复意见书已送达本人")
        .is(3)
        .says("结束");
    assert!(run(&desk, "campaign list").is(0).out.contains("积案"));
}

#[test]
fn a_case_is_struck_off_with_evidence_and_counts_again_when_it_comes_back() {
    let desk = Desk::new();
    campaign(&desk);
    let done = desk.petition(&json!({}));
    done.accepted_by("自然资源局");
    let stuck = desk.petition(&json!({}));
    for number in [&done.number, &stuck.number] {
        run(
            &desk,
            &format!("campaign add 积案 {number} --cause unit --lead 李某"),
        )
        .is(0);
    }
    strike(&desk, &stuck.number, "办结").is(3).says("证据");
    strike(&desk, &stuck.number, "答复意见书已送达本人")
        .is(3)
        .says("不能销号");
    let answer = json!({ "outcomes": ["supported"], "execute_by": "2026-10-01" });
    done.on("2026-08-20", "answer", answer)
        .on("2026-08-21", "serve", json!({}));
    strike(&desk, &done.number, "答复意见书已送达本人")
        .is(3)
        .says("执行到位");
    let promise = done.event("answer");
    done.on(
        "2026-09-20",
        "fulfil",
        json!({ "of": promise, "text": "已拨付" }),
    )
    .on(
        "2026-09-21",
        "close",
        json!({ "reasons": "执行到位", "resolved": true }),
    );
    strike(&desk, &done.number, "拨付凭证3号").is(0);
    let sums = || {
        let shown = run(&desk, "campaign show 积案 --json").is(0).json();
        let n = |key: &str| shown[key].as_i64().expect("a number");
        let last = list(&shown["burndown"]).last().expect("a point").clone();
        assert_eq!(last["left"], n("left"));
        assert_eq!(shown["phase"], "化解");
        [n("listed"), n("struck_off"), n("taken_up_again"), n("left")]
    };
    assert_eq!(sums(), [2, 1, 0, 1]);
    done.on("2026-11-20", "reopen", json!({ "reasons": "款项被退回" }));
    assert_eq!(sums(), [2, 0, 1, 2]);
    desk.run(&["verify"]).is(0);
}

#[test]
fn the_offices_table_says_who_reviews_whom() {
    let desk = Desk::new();
    desk.run(&["unit", "add", "示例县人民政府", "--kind", "other"])
        .is(0);
    desk.run(&["unit", "add", "市自然资源局", "--kind", "other"])
        .is(0);
    desk.run(&["unit", "review", "自然资源局", "--by", "自然资源局"])
        .is(3)
        .says("第三十五条");
    desk.run(&[
        "unit",
        "review",
        "自然资源局",
        "--by",
        "示例县人民政府",
        "--by",
        "市自然资源局",
    ])
    .is(0);
    let units = desk.run(&["unit", "list", "--json"]).is(0).json();
    let unit = list(&units)
        .iter()
        .find(|u| u["name"] == "自然资源局")
        .expect("there");
    assert_eq!(unit["reviewed_by"], "示例县人民政府");
    let case = desk.petition(&json!({}));
    case.accepted_by("自然资源局");
    case.answered(&json!(["not_supported"]));
    case.refused(
        "2026-08-25",
        "ask_review",
        json!({ "organ": "教育局" }),
        "不是“自然资源局”的上一级机关",
    );
    case.on(
        "2026-08-25",
        "ask_review",
        json!({ "organ": "市自然资源局" }),
    );
    assert_eq!(case.owed("review")[0]["owed_by"], "市自然资源局");
}
