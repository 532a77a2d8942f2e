//! An order of a script comes again after a line that was cut: it is recorded once, and answered as before.

use serde_json::{Value, json};

use super::Home;

/// How many events a petition has.
fn events(home: &Home, number: &str) -> usize {
    let file = home
        .run(&["--as", "wang", "show", number, "--why", "核对", "--json"])
        .is(0)
        .json();
    file["events"].as_array().expect("events").len()
}

#[test]
fn a_step_under_a_draft_id_is_taken_once() {
    let home = Home::sandbox();
    let number = home.petition();
    let said = json!({"text": "本人来电催问", "draft": "oa-2026-0077"});
    let first = home.act(&number, "note", &said).is(0).json();
    assert_eq!(first["again"], false);
    let again = home.act(&number, "note", &said).is(0).json();
    assert_eq!(again["again"], true);
    for key in ["number", "step", "status", "owed"] {
        assert_eq!(first[key], again[key], "{key}");
    }
    assert_eq!(events(&home, &number), 2, "once, beside the registration");
    // The keys in another order, and a newer look at the file, are the same words.
    let arranged = json!({"draft": "oa-2026-0077", "seen": 1, "text": "本人来电催问"});
    assert_eq!(
        home.act(&number, "note", &arranged).is(0).json()["again"],
        true
    );
    // Other words, another step, another petition: refused, and said so.
    let others = [
        (
            number.clone(),
            "note",
            json!({"text": "另一句", "draft": "oa-2026-0077"}),
        ),
        (number.clone(), "contact", said.clone()),
        (home.petition(), "note", said.clone()),
    ];
    for (of, step, body) in &others {
        home.act(of, step, body).is(3).says("oa-2026-0077");
    }
    assert_eq!(events(&home, &number), 2);
    // Without an id, the same again is a second step, as before.
    let plain = json!({"text": "本人来电催问"});
    home.act(&number, "note", &plain).is(0);
    home.act(&number, "note", &plain).is(0);
    assert_eq!(events(&home, &number), 4);
    home.run(&["verify"]).is(0);
}

#[test]
fn a_step_that_is_not_open_any_more_is_still_found() {
    let mut home = Home::sandbox();
    let number = home.petition();
    let said = json!({"to": "东甲镇", "draft": "f-1"});
    home.act(&number, "forward", &said).is(0);
    // The retry comes the next day, when nothing can be sent a second time.
    home.at("2026-11-23T09:00:00+08:00");
    assert_eq!(
        home.act(&number, "forward", &said).is(0).json()["again"],
        true
    );
    home.act(&number, "forward", &json!({"to": "东甲镇"})).is(3);
    assert_eq!(events(&home, &number), 2);
}

#[test]
fn an_id_is_its_operators_and_must_be_text() {
    let home = Home::sandbox();
    let number = home.petition();
    let said = json!({"text": "来电", "draft": "n-1"});
    home.act(&number, "note", &said).is(0);
    home.run(&[
        "operator",
        "add",
        "li",
        "--name",
        "李某",
        "--role",
        "caseworker",
    ])
    .is(0);
    let words = ["--as", "li", "act", &number, "note", "--json", "-"];
    // Li's own, whoever else chose the same: one step more, and the same again is none.
    for again in [false, true] {
        let done = home.feed(&words, said.to_string().as_bytes()).is(0).json();
        assert_eq!(done["again"], again);
    }
    assert_eq!(events(&home, &number), 3);
    let words = ["--as", "wang", "act", &number, "note", "--json", "-"];
    for bad in [json!(7), json!("x".repeat(201)), json!(["n-2"])] {
        let body = json!({"text": "来电", "draft": bad});
        home.feed(&words, body.to_string().as_bytes())
            .is(2)
            .says("draft");
    }
    home.feed(&words, said.to_string().as_bytes()).is(0);
}

#[test]
fn a_request_about_own_data_is_entered_once() {
    let home = Home::sandbox();
    let said =
        json!({"asked": "copy", "applicant": "陈某", "text": "要一份自己的材料", "draft": "p-1"});
    let receive = |body: &Value| home.feed(&["privacy", "receive"], body.to_string().as_bytes());
    let first = receive(&said).is(0).json();
    let again = receive(&said).is(0).json();
    assert_eq!(
        (&first["again"], &again["again"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(first["request"], again["request"]);
    let mut other = said.clone();
    other["text"] = json!("要求删除");
    receive(&other).is(3).says("p-1");
    let how = json!({"how": "看了身份证原件", "draft": "p-2"});
    let enter = |number: &str, body: &Value| {
        let words = ["privacy", "enter", number, "identify"];
        home.feed(&words, body.to_string().as_bytes())
    };
    assert_eq!(enter("1", &how).is(0).json()["again"], false);
    assert_eq!(enter("1", &how).is(0).json()["again"], true);
    // Of another request it is another order.
    receive(&json!({"asked": "copy", "applicant": "陈某", "text": "再要一份"})).is(0);
    enter("2", &how).is(3).says("p-2");
    let all = home.run(&["privacy", "list", "--json"]).is(0).json();
    assert_eq!(all.as_array().map(Vec::len), Some(2));
    home.run(&["verify"]).is(0);
}

/// Runs a command that is written with blanks between its words.
fn run(home: &Home, words: &str) -> Value {
    let words: Vec<&str> = words.split(' ').collect();
    home.run(&words).is(0).json()
}

#[test]
fn an_order_to_the_duty_desk_is_taken_once() {
    let mut home = Home::sandbox();
    let log = "duty log 水管爆裂，已报修 --json --draft-id z-1";
    let first = run(&home, log);
    assert_eq!(first["again"], false);
    // The clock has gone on: what it fills in is no word of the order.
    home.at("2026-11-20T09:07:00+08:00");
    let again = run(&home, log);
    assert_eq!(
        (&again["again"], &again["event"]),
        (&json!(true), &first["event"])
    );
    let log = |text| ["duty", "log", text, "--draft-id", "z-1"];
    home.run(&log("水管爆裂，已报修")).is(0).says("没有另记");
    home.run(&log("另一件")).is(3).says("z-1");
    assert_eq!(
        run(&home, "duty log --json").as_array().map(Vec::len),
        Some(1)
    );
    home.run(&["verify"]).is(0);
}

#[test]
fn a_dispute_and_what_is_done_about_it_are_taken_once() {
    let home = Home::sandbox();
    let add =
        "duty dispute add 两户滴水争议 --unit 示例县信访局 --due 2026-12-01 --draft-id z-2 --json";
    let id = run(&home, add)["event"].clone();
    assert_eq!(run(&home, add)["event"], id);
    let step = format!("duty dispute step {id} mediate 量了地界 --draft-id z-3 --json");
    assert_eq!(run(&home, &step)["again"], false);
    assert_eq!(run(&home, &step)["again"], true);
    let all = run(&home, "duty dispute list --json");
    assert_eq!(all.as_array().map(Vec::len), Some(1));
    assert_eq!(all[0]["work"].as_array().map(Vec::len), Some(1));
}

/// Under an id that stands under a petition which one may not see, one registers as under any other: nothing tells
/// that there is one. The first saving is found again by whoever it is.
#[test]
fn an_id_that_a_hidden_petition_came_of_answers_like_any_other() {
    let home = Home::sandbox();
    for login in ["li", "zhao"] {
        let add = [
            "--as", "wang", "operator", "add", login, "--name", "李某", "--role", "window",
        ];
        home.run(&add).is(0);
    }
    let report = json!({"class": "report", "requests": ["要求查处"], "people": [{"name": "钱某"}],
        "accused": [{"name": "某人"}], "draft": "oa-1", "received_on": "2026-11-05", "channel": "letter"});
    let register = |login: &str, body: &Value| {
        home.feed(&["--as", login, "register"], body.to_string().as_bytes())
    };
    let hidden = register("wang", &report).is(0).json();
    let request = |draft: &str| {
        json!({"class": "request", "requests": ["要求补发"], "people": [{"name": "孙某"}],
            "draft": draft, "received_on": "2026-11-05", "channel": "visit"})
    };
    let taken = register("li", &request("oa-1")).is(0);
    let free = register("zhao", &request("oa-2")).is(0);
    let keys = |ran: &super::Ran| -> Vec<String> {
        ran.json()
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect()
    };
    assert_eq!(keys(&taken), keys(&free));
    assert_eq!(taken.talk, free.talk);
    assert_ne!(taken.json()["number"], hidden["number"]);
    // Each finds their own again, and nothing is registered twice.
    let again = register("li", &request("oa-1")).is(0).json();
    assert_eq!(again["number"], taken.json()["number"]);
    assert_eq!(again["again"], true);
    let own = register("wang", &report).is(0).json();
    assert_eq!(own["number"], hidden["number"]);
    home.run(&["--as", "wang", "verify"]).is(0);
}

/// The lines of an input whose ids are free go in; one that was used for something else is refused alone.
#[test]
fn a_line_under_a_used_draft_id_is_refused_alone() {
    let home = Home::sandbox();
    let line = |draft: &str, request: &str| {
        let all = json!({
            "channel": "visit", "class": "request", "received_on": "2026-11-05", "draft": draft,
            "people": [{ "name": "张某", "phones": ["13800138000"] }], "requests": [request],
        });
        format!("{all}\n")
    };
    let first = line("oa-1", "要求核实征地补偿款");
    home.feed(&["register", "--each"], first.as_bytes()).is(0);
    let lines = [
        line("oa-1", "要求修路"),
        line("oa-2", "要求修桥"),
        line("oa-2", "要求修渠"),
        first.clone(),
        line("oa-3", "要求修塘"),
    ]
    .concat();
    // Without --each nothing goes in, as before.
    home.feed(&["register"], lines.as_bytes()).is(3);
    let ran = home.feed(&["register", "--each"], lines.as_bytes()).is(2);
    for said in ["已登记3件，退回2行", "草稿编号"] {
        assert!(ran.talk.contains(said), "{said}: {}", ran.talk);
    }
    let answers: Vec<Value> = ran
        .out
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    let again: Vec<&Value> = answers.iter().map(|a| &a["again"]).collect();
    assert_eq!(again, [&json!(false), &json!(true), &json!(false)]);
    home.run(&["verify"]).is(0);
}
