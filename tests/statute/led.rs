//! Led cases: the plan, its steps, and who may approve.

use serde_json::{Value, json};

use super::counter::{Case, Desk};
use crate::commands::Home;

/// Due, by whom, state of the steps of the plan.
fn planned(case: &Case<'_>) -> Vec<[String; 3]> {
    let text = |o: &Value, key: &str| o[key].as_str().unwrap_or_default().to_owned();
    case.owed("plan_step")
        .iter()
        .map(|o| ["effective_due", "owed_by", "state"].map(|key| text(o, key)))
        .collect()
}

fn row(due: &str, by: &str, state: &str) -> [String; 3] {
    [due, by, state].map(str::to_owned)
}

#[test]
fn a_led_case_has_a_plan_and_each_step_its_day() {
    let desk = Desk::new();
    let case = desk.petition(&json!({}));
    case.accepted_by("自然资源局");
    for (body, said) in [
        (json!({ "done": true }), "没有还没办的步骤"),
        (json!({ "next": "会办" }), "due_on"),
        (json!({ "next": " ", "due_on": "2026-08-20" }), "方案步骤"),
        (
            json!({ "next": "会办", "due_on": "2026-08-01" }),
            "2026-08-01",
        ),
    ] {
        let mut body = body;
        body["official"] = json!("副县长");
        case.refused("2026-08-07", "lead", body, said);
    }
    case.on(
        "2026-08-07",
        "lead",
        json!({ "official": "副县长", "text": "一案一策", "next": "现场会办", "due_on": "2026-08-28", "by_unit": "东甲镇" }),
    )
    .on(
        "2026-08-07",
        "lead",
        json!({ "official": "副县长", "next": "补测面积", "due_on": "2026-08-20" }),
    );
    assert_eq!(
        planned(&case),
        [
            row("2026-08-28", "东甲镇", "overdue"),
            row("2026-08-20", "自然资源局", "overdue")
        ]
    );
    case.on(
        "2026-08-19",
        "lead",
        json!({ "official": "副县长", "text": "面积已补测", "done": true }),
    );
    assert_eq!(
        planned(&case),
        [
            row("2026-08-28", "东甲镇", "overdue"),
            row("2026-08-20", "自然资源局", "met")
        ],
        "the step that is due first is done first"
    );
    case.answered(&json!(["supported"]));
    assert_eq!(
        planned(&case)[0][2],
        "void",
        "the matter is answered and the answer served"
    );
    desk.run(&["verify"]).is(0);
}

#[test]
fn whoever_is_on_the_roster_and_approves_has_the_right_to() {
    let home = Home::sandbox();
    let wang = |words: &[&str]| home.run(&[&["--as", "wang"], words].concat());
    wang(&[
        "operator", "add", "li", "--name", "李某", "--role", "window",
    ])
    .is(0);
    let draft = json!({
        "channel": "visit", "class": "request", "received_on": "2026-11-05",
        "people": [{ "name": "张某" }], "requests": ["要求核实"],
    });
    let made = home.feed(&["--as", "wang", "register"], draft.to_string().as_bytes());
    let number = made.is(0).json()["number"]
        .as_str()
        .map(str::to_owned)
        .expect("a number");
    let act = |step: &str, body: Value| {
        let words = ["--as", "wang", "act", &number, step, "--json", "-"];
        home.feed(&words, body.to_string().as_bytes())
    };
    act("accept", json!({ "route": "petition" })).is(0);
    for approver in ["li", "李某", " li "] {
        let extend = json!({ "days": 30, "reasons": "需要鉴定", "approver": approver });
        act("extend", extend).is(3).says("第三十四条");
    }
    // A head that sits at no desk is named as such.
    act(
        "extend",
        json!({ "days": 30, "reasons": "需要鉴定", "approver": "自然资源局局长" }),
    )
    .is(0);
}

#[test]
fn a_case_on_a_campaign_is_owed_until_it_is_struck_off() {
    let desk = Desk::new();
    let (one, two) = (desk.petition(&json!({})), desk.petition(&json!({})));
    one.accepted_by("自然资源局");
    let run = |words: &str| desk.run(&words.split(' ').collect::<Vec<_>>());
    run("campaign open 清积案 --basis 示信发〔2026〕8号 --lead 王某 --from 2026-08-01 --until 2026-12-31").is(0);
    for (case, day) in [(&one, "2026-08-31"), (&two, "2026-12-31")] {
        let number = &case.number;
        run(&format!(
            "campaign add 清积案 {number} --cause material --until {day}"
        ))
        .is(0);
    }
    let owed = || {
        let ran = run("owed --kind settle_case --until 2026-12-31 --json");
        let rows = ran.json();
        let row = |o: &Value| {
            ["summary", "effective_due", "owed_by", "state"]
                .map(|key| o[key].as_str().unwrap_or_default().to_owned())
        };
        rows.as_array()
            .expect("rows")
            .iter()
            .map(row)
            .collect::<Vec<_>>()
    };
    let of = |case: &Case<'_>, day: &str, by: &str, state: &str| -> [String; 4] {
        let what = format!("“清积案”{}化解（等材料）", case.number);
        [what, day.to_owned(), by.to_owned(), state.to_owned()]
    };
    let both = [
        of(&one, "2026-08-31", "自然资源局", "overdue"),
        of(&two, "2026-12-31", "示例县信访局", "open"),
    ];
    assert_eq!(owed(), both);
    one.answered(&json!(["explained"]));
    assert_eq!(owed(), both, "an answer alone strikes nothing off");
    let number = &one.number;
    run(&format!(
        "campaign strike 清积案 {number} --evidence 信访人签字确认"
    ))
    .is(0);
    assert_eq!(owed(), both[1..]);
    run("campaign close 清积案 --result 化解1件，1件转入常态").is(0);
    assert!(owed().is_empty());
}
