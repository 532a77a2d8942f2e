//! The 400 petitions of the festival: forty tales times ten contents, played day by day by commands.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::oracle::{Tale, day, petition};
use crate::commands::Home;
use crate::duty::{at, feed};

pub const TOWN: &str = "东甲镇";

/// What a petition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Wages,
    Joint,
    Report,
    Proposal,
    Plain,
}

pub struct Petition {
    pub number: String,
    pub tale: u32,
    pub content: Content,
    pub known: Tale,
}

fn content(i: u32) -> Content {
    match i / 40 {
        0 | 1 => Content::Wages,
        2 => Content::Joint,
        3 => Content::Report,
        4 => Content::Proposal,
        _ => Content::Plain,
    }
}

fn draft(i: u32) -> Value {
    let (class, request) = match content(i) {
        Content::Wages => ("request", "要求支付拖欠的工资"),
        Content::Report => ("report", "反映村务公开栏造假"),
        Content::Proposal => ("proposal", "建议增设路灯"),
        _ => ("request", "要求核实补偿款"),
    };
    let mut people = vec![json!({ "name": format!("张某{i}"), "address": TOWN })];
    if content(i) == Content::Joint {
        people[0]["role"] = json!("representative");
        people.push(json!({ "name": format!("李某{i}"), "role": "joint" }));
        people.push(json!({ "name": format!("王某{i}"), "role": "joint" }));
    }
    let mut draft = json!({
        "channel": "visit", "class": class, "people": people, "requests": [request],
        "received_on": format!("2027-01-{}", 10 + i % 20),
    });
    if content(i) == Content::Wages {
        draft["category"] = json!("0403");
    }
    if content(i) == Content::Report {
        draft["accused"] = json!([{ "name": TOWN, "unit": TOWN }]);
    }
    draft
}

/// Registers them all at once.
pub fn register(home: &Home) -> Vec<Petition> {
    let lines: Vec<String> = (0..400).map(|i| draft(i).to_string()).collect();
    let input = lines.join("\n");
    let done = feed(home, "wang", "01-29 09:00", &["register"], input.as_bytes()).is(0);
    let numbers: Vec<Value> = done
        .out
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    assert_eq!(numbers.len(), 400);
    (0..400)
        .zip(numbers)
        .map(|(i, v)| Petition {
            number: v["number"].as_str().expect("a number").to_owned(),
            tale: i % 40,
            content: content(i),
            known: Tale {
                received: day(1, 10 + i % 20),
                ..Tale::default()
            },
        })
        .collect()
}

fn act(home: &Home, when: &str, p: &Petition, step: &str, body: &Value) {
    let words = ["act", &p.number, step, "--json", "-"];
    let ran = feed(home, "wang", when, &words, body.to_string().as_bytes());
    assert_eq!(ran.status, 0, "{step} {}: {}", p.number, ran.talk);
}

/// The days before the holiday: what each tale does, in the order of the clock.
pub fn play(home: &Home, all: &mut [Petition]) {
    for p in all.iter_mut() {
        sent(home, p);
    }
    for p in all.iter_mut().filter(|p| is_request(p)) {
        decided(home, p);
    }
    for p in all.iter_mut().filter(|p| is_request(p)) {
        went_on(home, p);
    }
}

/// Requests alone run on the clocks of Art. 34; 200 of them take steps.
fn is_request(p: &Petition) -> bool {
    !matches!(p.content, Content::Report | Content::Proposal)
}

/// The first of February: forwarded, assigned, promised. No report goes to the town that it accuses.
fn sent(home: &Home, p: &mut Petition) {
    let (when, on) = ("02-01 09:00", day(2, 1));
    match p.tale {
        0..=3 if p.content == Content::Report => {
            let body = json!({ "to": TOWN }).to_string();
            let words = ["act", &p.number, "forward", "--json", "-"];
            feed(home, "wang", when, &words, body.as_bytes()).is(3);
        }
        0..=2 => {
            act(home, when, p, "forward", &json!({ "to": TOWN }));
            p.known.sent = Some((on, None));
        }
        3 => {
            let body = json!({ "to": TOWN, "due_on": "2027-02-10" });
            act(home, when, p, "assign", &body);
            p.known.sent = Some((on, Some(day(2, 10))));
        }
        4 if is_request(p) => {
            let body = json!({ "text": "初二上午回电话", "due_on": "2027-02-07" });
            act(home, when, p, "promise", &body);
            p.known.promised_for = Some(day(2, 7));
        }
        _ => {}
    }
}

/// The second: accepted or declined by the office itself, withdrawn.
fn decided(home: &Home, p: &mut Petition) {
    let (when, on) = ("02-02 10:00", day(2, 2));
    match p.tale {
        5..=8 => {
            act(home, when, p, "accept", &json!({ "route": "petition" }));
            p.known.accepted = Some(on);
        }
        9 => {
            let body = json!({ "reasons": "正在复查期间", "basis": "第十九条第三款" });
            act(home, when, p, "decline", &body);
            p.known.declined = true;
        }
        10 => {
            act(
                home,
                when,
                p,
                "withdraw",
                &json!({ "reasons": "已当场解决" }),
            );
            p.known.withdrawn = true;
        }
        _ => {}
    }
}

/// The third: signed for, accepted by the unit, told, extended, answered, served, asked again.
fn went_on(home: &Home, p: &mut Petition) {
    let answer =
        json!({ "document": "示信答〔2027〕1号", "outcomes": ["supported"], "text": "应予核实" });
    match p.tale {
        1 | 2 => {
            act(home, "02-03 09:00", p, "sign_for", &json!({}));
            p.known.signed = Some(day(2, 3));
        }
        6 => {
            let body = json!({ "days": 30, "reasons": "需要鉴定", "approver": "周某" });
            act(home, "02-03 10:00", p, "extend", &body);
            p.known.extended = true;
        }
        7 | 8 => {
            act(home, "02-03 11:00", p, "answer", &answer);
            p.known.answered = true;
        }
        _ => {}
    }
    match p.tale {
        2 => {
            act(
                home,
                "02-03 14:00",
                p,
                "accept",
                &json!({ "route": "petition" }),
            );
            let told = json!({ "about": "receipt", "method": "post" });
            act(home, "02-03 14:10", p, "notify", &told);
            (p.known.accepted, p.known.told) = (Some(day(2, 3)), true);
        }
        8 => {
            let served = json!({ "method": "direct", "result": "delivered" });
            act(home, "02-03 15:00", p, "serve", &served);
            act(
                home,
                "02-03 16:00",
                p,
                "ask_review",
                &json!({ "text": "不服" }),
            );
            p.known.served = true;
            p.known.review_asked = Some(day(2, 3));
        }
        _ => {}
    }
}

/// Nominal day, effective day and state by number and kind.
type Table = BTreeMap<(String, String), (String, String, &'static str)>;

/// Compares what the program says is owed on the petitions with the oracle, one by one.
pub fn compare(all: &[Petition], owed: &Value, today: NaiveDate) {
    let mut by_hand = Table::new();
    for p in all {
        for (kind, nominal, effective) in petition(&p.known, today) {
            let state = if today > effective { "overdue" } else { "open" };
            let value = (nominal.to_string(), effective.to_string(), state);
            by_hand.insert((p.number.clone(), kind.to_owned()), value);
        }
    }
    let text = |o: &Value, key: &str| o[key].as_str().expect("a text").to_owned();
    let mut said = Table::new();
    let of_petitions = owed.as_array().expect("a list").iter();
    for o in of_petitions.filter(|o| !text(o, "number").is_empty()) {
        let state = match o["state"].as_str() {
            Some("overdue") => "overdue",
            _ => "open",
        };
        let value = (text(o, "nominal_due"), text(o, "effective_due"), state);
        let twice = said.insert((text(o, "number"), text(o, "kind")), value);
        assert!(twice.is_none(), "{o}");
    }
    let wrong = |a: &Table, b: &Table| -> Vec<String> {
        let tale = |n: &str| {
            all.iter()
                .find(|p| p.number == n)
                .map(|p| (p.tale, p.content))
        };
        let differing = a.iter().filter(|(k, v)| b.get(*k) != Some(*v));
        differing
            .map(|((n, kind), v)| format!("{:?} {kind} {v:?}", tale(n)))
            .take(12)
            .collect()
    };
    assert_eq!(
        wrong(&by_hand, &said),
        [] as [String; 0],
        "owed by the statute, {today}"
    );
    assert_eq!(
        wrong(&said, &by_hand),
        [] as [String; 0],
        "said by the program, {today}"
    );
}

/// Reports are seen by nobody but who handles them.
pub fn hidden(home: &Home, all: &[Petition], who: &str, when: &str) {
    let listed = at(home, who, when, &["owed", "--json"]).out;
    let reports = all.iter().filter(|p| p.content == Content::Report);
    for p in reports {
        assert!(!listed.contains(&p.number), "{who} sees {}", p.number);
    }
}
