//! Working on petitions: steps, what is owed, how it was counted, exports.

use serde_json::json;

use super::{Home, arg};

#[test]
fn steps_run_from_forwarding_to_closing_and_illegal_ones_are_refused() {
    let home = Home::sandbox();
    let number = home.petition();
    home.act(&number, "serve", &json!({}))
        .is(3)
        .says("还没有处理意见")
        .says("forward");
    home.run(&["--lang", "en", "act", &number, "serve"])
        .is(3)
        .says("no opinion to serve");
    home.run(&["act", &number, "forwrd"])
        .is(2)
        .says("forward（转送）");
    home.act(&number, "forward", &json!({ "to": "没有这个局" }))
        .is(2)
        .says("没有这个局");
    home.act(&number, "forward", &json!({ "too": 3 }))
        .is(2)
        .says("too");
    let done = home
        .act(
            &number,
            "forward",
            &json!({ "to": "自然资源局", "on": "2026-11-05" }),
        )
        .is(0)
        .json();
    assert_eq!(
        (done["step"].clone(), done["status"].clone()),
        (json!("forward"), json!("sent"))
    );
    home.run(&["verify"]).is(0);
}

#[test]
fn the_answer_is_counted_from_acceptance_and_provisional_beyond_the_notices() {
    let home = Home::sandbox();
    let number = home.petition();
    let to = json!({ "to": "自然资源局", "on": "2026-11-05" });
    home.act(&number, "forward", &to).is(0);
    home.run(&["act", &number, "sign_for", "--on", "2026-11-06"])
        .is(0);
    home.act(
        &number,
        "accept",
        &json!({ "route": "petition", "on": "2026-11-09" }),
    )
    .is(0);
    let explained = home
        .run(&["explain", &number, "answer", "--json"])
        .is(0)
        .json();
    let answer = &explained["obligations"][0];
    assert_eq!(
        (answer["day_0"].clone(), answer["nominal_due"].clone()),
        (json!("2026-11-09"), json!("2027-01-08"))
    );
    assert_eq!(answer["provisional"], true);
    assert_eq!(answer["days"].as_array().map(Vec::len), Some(61));
    assert_eq!(answer["notices"][0]["number"], "国办发明电〔2025〕7号");
    let text = home.run(&["explain", &number]).is(0);
    assert!(
        text.out.contains("暂按推算") && text.out.contains("国办发明电"),
        "{}",
        text.out
    );
    home.run(&["explain", &number, "serve"])
        .is(4)
        .says("answer");
    home.run(&["explain", &number, "dinner"]).is(2);
    home.act(&number, "answer", &json!({ "outcomes": ["supported"] }))
        .is(0);
    home.act(&number, "serve", &json!({})).is(0);
    home.act(&number, "close", &json!({ "reasons": "意见已送达" }))
        .is(0);
    home.run(&["verify"]).is(0);
}

#[test]
fn a_matter_may_be_named_by_a_number() {
    let home = Home::sandbox();
    let (one, two) = (home.petition(), home.petition());
    home.act(
        &two,
        "link",
        &json!({ "matter": one, "reasons": "同一事项" }),
    )
    .is(0);
    let file = home.run(&["show", &two, "--json"]).json();
    assert_eq!(file["kin"][0]["number"], json!(one));
    home.act(&two, "unlink", &json!({ "reasons": "不是同一事项" }))
        .is(0);
    home.act(
        &two,
        "link",
        &json!({ "matter": "999999-2026-LF-07777", "reasons": "x" }),
    )
    .is(4);
    // Neither an invented matter nor the petition's own.
    for matter in [json!(7777), json!(2), json!(two)] {
        home.act(&two, "link", &json!({ "matter": matter, "reasons": "x" }))
            .is(3)
            .says("没有别的件");
    }
}

#[test]
fn owed_tells_overdue_by_its_status() {
    let home = Home::sandbox();
    assert_eq!(home.run(&["owed", "--json"]).is(0).json(), json!([]));
    home.register(&json!({ "requests": ["要求答复"], "received_on": "2026-10-12", "people": [{ "name": "李某" }] }));
    let owed = home.run(&["owed", "--json"]).is(10).json();
    for key in [
        "number",
        "summary",
        "name",
        "kind",
        "owed_by",
        "owed_to",
        "basis",
        "nominal_due",
        "effective_due",
        "provisional",
        "state",
        "paid_by",
        "days_left",
    ] {
        assert!(owed[0].get(key).is_some(), "{key}");
    }
    assert_eq!(
        (owed[0]["state"].clone(), owed[0]["days_left"].clone()),
        (json!("overdue"), json!(-24))
    );
    assert_eq!(owed[0]["basis"], "《信访工作条例》第二十二条第一款");
    home.run(&["owed", "--kind", "answer"]).is(0);
    home.run(&["owed", "--until", "2026-10-01"]).is(0);
    home.run(&["owed", "--unit", "示例县信访局"]).is(10);
    home.run(&["owed", "--kind", "dinner"])
        .is(2)
        .says("sign_for");
    home.run(&["owed", "--unit", "nowhere"]).is(2);
    home.run(&["owed", "--until", "tomorrow"])
        .is(2)
        .says("2026-03-05");
}

#[test]
fn exports_are_ledgers_that_can_be_read_and_go_on_record() {
    let home = Home::sandbox();
    home.register(&json!({ "requests": ["=cmd|' /C calc'!A0"], "people": [{ "name": "张某", "phones": ["13800138000"] }] }));
    let csv = home.run(&["export", "petitions"]).is(0).out;
    assert!(
        csv.starts_with('\u{FEFF}') && csv.contains("\"'=cmd") && csv.contains("张某"),
        "{csv}"
    );
    let file = home.path("台账.xlsx");
    home.run(&["export", "petitions", "-o", arg(&file)]).is(0);
    assert!(std::fs::read(&file).expect("written").starts_with(b"PK"));
    let owed = home
        .run(&["export", "owed", "--format", "json"])
        .is(0)
        .json();
    assert_eq!(owed[0]["kind"], "转送交办");
    assert!(
        home.run(&["export", "people"]).out.contains("13800138000"),
        "an administrator sees all"
    );
    home.run(&[
        "operator", "add", "li", "--name", "李某", "--role", "window",
    ])
    .is(0);
    let people = home.run(&["--as", "li", "export", "people"]).is(0).out;
    assert!(
        people.contains("张＊") && !people.contains("13800138000"),
        "{people}"
    );
    let report = json!({ "class": "report", "requests": ["要求查处挪用"], "people": [{ "name": "钱某" }], "accused": [{ "name": "某人" }] });
    home.feed(&["--as", "wang", "register"], report.to_string().as_bytes())
        .is(0);
    for what in ["petitions", "owed", "people"] {
        let seen = home.run(&["--as", "wang", "export", what]).is(0).out;
        let hidden = home.run(&["--as", "li", "export", what]).is(0).out;
        assert!(seen.lines().count() > hidden.lines().count(), "{what}");
        assert!(
            !hidden.contains("挪用") && !hidden.contains('钱'),
            "{hidden}"
        );
    }
    home.run(&["--as", "li", "show", "999999-2026-LF-00002"])
        .is(4);
    home.run(&["--as", "li", "verify"]).is(0);
}

#[test]
fn the_registers_leave_the_house_as_tables_that_run_nothing() {
    let home = Home::sandbox();
    let number = home.petition();
    home.act(&number, "forward", &json!({ "to": "东甲镇" }))
        .is(0);
    let demand = json!({ "demand": "slip", "text": "=HYPERLINK(\"x\")", "due_on": "2026-11-30" });
    home.act(&number, "supervise", &demand).is(0);
    let words = ["export", "supervisions", "--format", "json"];
    let rows = home.run(&words).is(0).json();
    assert_eq!(
        (&rows[0]["number"], &rows[0]["state"]),
        (&json!(number), &json!("待办"))
    );
    let csv = home
        .run(&["export", "supervisions", "--format", "csv"])
        .is(0)
        .out;
    assert!(
        !csv.contains(",=HYPERLINK") && !csv.contains(",\"=HYPERLINK"),
        "{csv}"
    );
    let shown = home.run(&["show", &number, "--json"]).is(0).json();
    let made = shown["events"]
        .as_array()
        .expect("events")
        .iter()
        .find(|e| e["step"] == "supervise");
    let of = made.expect("made")["seq"].clone();
    home.act(
        &number,
        "reply_to_supervision",
        &json!({ "of": of, "text": "已整改" }),
    )
    .is(0);
    let rows = home.run(&words).is(0).json();
    assert_eq!(
        (&rows[0]["state"], &rows[0]["replied_on"]),
        (&json!("已办"), &json!("2026-11-20"))
    );
    home.run(&["verify"]).is(0);
}

#[test]
fn the_cases_of_campaigns_and_the_self_check_leave_as_tables() {
    let home = Home::sandbox();
    let number = home.petition();
    let open = [
        "campaign",
        "open",
        "清积案",
        "--basis",
        "=1+1",
        "--lead",
        "王某",
        "--until",
        "2026-12-31",
    ];
    home.run(&open).is(0);
    home.run(&[
        "campaign",
        "add",
        "清积案",
        &number,
        "--cause",
        "nobody",
        "--plan",
        "@sum",
    ])
    .is(0);
    let rows = home
        .run(&["export", "campaigns", "--format", "json"])
        .is(0)
        .json();
    assert_eq!(rows[0]["number"], json!(number));
    let book = home.path("自查.xlsx");
    home.run(&["export", "self-check", "-o", super::arg(&book)])
        .is(0);
    assert!(std::fs::read(&book).expect("a book").starts_with(b"PK"));
    home.run(&["verify"]).is(0);
}
