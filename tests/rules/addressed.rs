//! The firewall of Art. 30(3) before every step and every paper, generated: whatever a step can name,
//! it does not name the accused; and names are compared as they are read.

use serde_json::{Value, json};
use zhuoluo::domain::act;
use zhuoluo::domain::event::StepKind;
use zhuoluo::domain::obligation;
use zhuoluo::domain::rights::{self, Duty, Operator};
use zhuoluo::domain::status::Status;
use zhuoluo::flow::view::File;
use zhuoluo::papers::{self, PaperKind};
use zhuoluo::words::Lang;

use crate::kit::log::desk;
use crate::kit::{Log, day};

/// Keys under which nobody is addressed: words of the file, days, numbers, choices. Every other key of
/// every step is tried, those that come later too.
const NOBODY: &[&str] = &[
    "class",
    "accused",
    "accused_unknown",
    "accused_mistaken",
    "also",
    "route",
    "simple",
    "category",
    "superior",
    "due_on",
    "reasons",
    "agreed",
    "basis",
    "limit",
    "ended_by",
    "about",
    "method",
    "document",
    "days",
    "outcomes",
    "text",
    "execute_by",
    "result",
    "consent",
    "done",
    "next",
    "of",
    "person",
    "resolved",
    "void",
    "right_on",
    "on",
    "matter",
    "from",
    "posted_on",
    "passed",
    "outcome",
    "office",
    "unit",
    "demand",
    "adopted",
    "requests",
    "into",
    "retention",
    "field",
    "value",
    "request",
    "ground",
    "login",
];

fn report(accused: &Value) -> Log {
    let more =
        json!({"class": "report", "route": "", "requests": ["请求查处"], "accused": accused});
    Log::with("2026-03-05", &more)
}

/// A step whose `key` names somebody, read; `None` where that key takes no words.
fn naming(log: &Log, kind: StepKind, key: &str, named: &str) -> Option<act::Act> {
    let (_, example) = act::keys(kind);
    let mut body: Value = serde_json::from_str(example).expect("an example");
    body[key] = json!(named);
    log.read("2026-03-05", kind.code(), body).ok()
}

#[test]
fn no_step_of_a_report_is_addressed_to_the_accused() {
    let log = report(&json!([{"name": "赵　某", "unit": "教育局"}]));
    let (case, units) = (log.case(), &desk().units);
    let mut tried = Vec::new();
    for kind in StepKind::ALL {
        let (keys, _) = act::keys(*kind);
        for key in keys.iter().filter(|key| !NOBODY.contains(key)) {
            if *kind == StepKind::Hear {
                continue; // its `to` is a day
            }
            let mut taken = false;
            for named in [
                "教育局",
                "示例县教育局",
                "赵某",
                "赵某局长",
                "教育局赵某",
                "趙 某",
            ] {
                let Some(act) = naming(&log, *kind, key, named) else {
                    continue;
                };
                taken = true;
                let why = act::addressed(&act.step, &case, units)
                    .expect_err(&format!("{} {key} {named}", kind.code()));
                assert!(why.zh.contains("第三十条第三款") && why.en.contains("Art. 30(3)"));
            }
            assert!(taken, "{} {key}", kind.code());
            // Somebody else may be named.
            let other = naming(&log, *kind, key, "财政局").expect("read");
            act::addressed(&other.step, &case, units).expect("another unit");
            tried.push((kind.code(), *key));
        }
    }
    for wanted in [
        ("forward", "to"),
        ("supervise", "to"),
        ("promise", "by_unit"),
        ("lead", "official"),
    ] {
        assert!(tried.contains(&wanted), "{tried:?}");
    }
    assert!(tried.len() > 12, "{tried:?}");
}

#[test]
fn what_goes_to_the_holder_is_looked_at_as_well() {
    // Forwarded as a request, then found to be a report on whoever holds it.
    let more = json!({"requests": ["请求查处教育局"]});
    let mut log = Log::with("2026-03-05", &more);
    log.step("2026-03-06", "forward", json!({"to": "教育局"}));
    log.step(
        "2026-03-07",
        "sort",
        json!({"class": "report", "accused_unknown": true}),
    );
    for (kind, body) in [
        ("remind", json!({"text": "请抓紧"})),
        (
            "supervise",
            json!({"demand": "letter", "text": "超期", "due_on": "2026-04-01"}),
        ),
        ("promise", json!({"text": "回电话", "due_on": "2026-04-01"})),
    ] {
        let why = log.try_step("2026-03-07", kind, body).expect_err(kind);
        assert!(why.contains("第三十条第三款"), "{why}");
    }
}

fn file(log: &Log) -> File {
    let (case, desk) = (log.case(), desk());
    let r = case.registration.clone();
    File {
        id: zhuoluo::domain::ids::PetitionId(1),
        number: r.number.clone(),
        code: r.code.clone(),
        status: Status::of(Some(&case)),
        obligations: obligation::derive(&case, &desk.calendar, &desk.rules),
        people: Vec::new(),
        written: Vec::new(),
        corrected: Vec::new(),
        events: log.events.clone(),
        kin: Vec::new(),
        matter: None,
        case: Some(case),
    }
}

/// A file in which every step was put to 教育局 before anybody asked, and what papers it gives.
fn made(accused: &Value) -> Vec<(PaperKind, String)> {
    let mut log = report(accused);
    for (kind, body) in [
        ("forward", json!({"to": "教育局"})),
        (
            "supervise",
            json!({"demand": "letter", "to": "教育局", "text": "超期", "due_on": "2026-04-01"}),
        ),
        (
            "supervise",
            json!({"demand": "slip", "to": "教育局", "text": "超期", "due_on": "2026-04-01"}),
        ),
        (
            "supervise",
            json!({"demand": "improve", "to": "教育局", "text": "改进"}),
        ),
    ] {
        let act = log.read("2026-03-05", kind, body).expect("read");
        let seq = log.push(day("2026-03-05"), act.step);
        if kind == "supervise" {
            let reply = json!({"of": seq, "text": "已答复", "adopted": true});
            let act = log
                .read("2026-03-05", "reply_to_supervision", reply)
                .expect("read");
            log.push(day("2026-03-05"), act.step);
        }
    }
    let (file, today) = (file(&log), day("2026-03-05"));
    let paper = |kind: &PaperKind| {
        let kind = *kind;
        let blanks = papers::blanks(kind, &file, desk(), today, Lang::Zh).ok()?;
        let by_hand = blanks
            .iter()
            .map(|b| (b.token.to_owned(), "某".to_owned()))
            .collect();
        let sheet = papers::make(kind, &file, desk(), today, Lang::Zh, &by_hand).ok()?;
        Some((kind, sheet.text(80)))
    };
    PaperKind::ALL.iter().filter_map(paper).collect()
}

#[test]
fn no_paper_of_a_report_is_addressed_to_the_accused() {
    let to_units = |made: &[(PaperKind, String)]| -> Vec<&'static str> {
        let to = made
            .iter()
            .filter(|(_, text)| text.contains("教育局：") || text.contains("责任单位"));
        to.map(|(kind, _)| kind.code()).collect()
    };
    let open = made(&json!([{"name": "钱某"}]));
    assert!(to_units(&open).contains(&"supervision"), "{open:?}");
    let closed = made(&json!([{"name": "赵某", "unit": "教育局"}]));
    assert_eq!(to_units(&closed), [""; 0]);
    let gone: Vec<&str> = open
        .iter()
        .map(|(k, _)| k.code())
        .filter(|k| !closed.iter().any(|(c, _)| c.code() == *k))
        .collect();
    for kind in ["referral", "supervision", "slip", "proposal", "return_slip"] {
        assert!(gone.contains(&kind), "{gone:?}");
    }
}

#[test]
fn a_name_is_compared_as_it_is_read() {
    let units = &desk().units;
    let refused = |accused: &str, name: &str| {
        let log = report(&json!([{"name": accused}]));
        let reader = Operator {
            name: name.to_owned(),
            ..crate::kit::office::operator("x", Duty::Caseworker)
        };
        let r = log.case().registration;
        let letters = zhuoluo::search::pinyin::name_readings;
        rights::reader_refused(&r.accused, "", &reader, (units, letters)).is_some()
    };
    for (accused, name) in [
        ("赵　某", "赵某"),
        ("李 某", "李某"),
        ("趙某", "赵某"),
        ("赵某", "趙某"),
        ("蕭某", "肖某"),
        ("傅某某", "付某某"),
        ("阿依·古丽", "阿依古丽"),
        ("阿依.古丽", "阿依·古丽"),
        ("ＷＡＮＧ", "wang"),
        ("赵某、钱某", "钱某"),
        ("赵某（教育局局长）", "赵某"),
        ("教育局赵某", "赵某"),
        ("副局长赵某", "赵某"),
        ("赵某副局长", "赵某"),
    ] {
        assert!(refused(accused, name), "{accused} {name}");
    }
    for (accused, name) in [
        ("李明", "李明华"),
        ("李明华", "李明"),
        ("钱某", "赵某"),
        ("教育局", "赵某"),
    ] {
        assert!(!refused(accused, name), "{accused} {name}");
    }
}
