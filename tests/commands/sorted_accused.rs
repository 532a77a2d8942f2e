//! Whom a report accuses is asked when it is sorted as one, may be corrected, and is compared with everybody whom
//! a step would reach.

use serde_json::Value;
use serde_json::json;

use super::sorted_report::{act, as_one, is_sound, later, office, sort};

#[test]
fn a_report_is_sorted_as_one_only_with_whom_it_accuses() {
    let home = office();
    let report = later(&home);
    let sort = |body: Value| act(&home, &report, "sort", &body);
    sort(json!({ "class": "report" }))
        .is(3)
        .says("要写明被反映的人或单位");
    sort(json!({ "class": "report", "accused": [] })).is(3);
    sort(json!({ "class": "report", "accused": [{ "name": " " }] })).is(3);
    sort(json!({ "class": "report", "accused": [{ "unit": "没有的局" }] }))
        .is(2)
        .says("没有“没有的局”");
    sort(json!({ "class": "report", "accused": [{ "who": "陈某" }] })).is(2);
    sort(json!({ "class": "proposal", "accused": [{ "name": "陈某" }] })).is(3);
    sort(json!({ "class": "report", "accused": ["陈某"], "accused_unknown": true })).is(3);
    let english = home.feed(
        &[
            "--as", "wang", "--lang", "en", "act", &report, "sort", "--json", "-",
        ],
        br#"{"class":"report"}"#,
    );
    english.is(3).says("Art. 30(3)");
}

#[test]
fn whom_a_report_accuses_may_be_said_later_and_is_kept_from_it_then() {
    let home = office();
    let report = later(&home);
    // Said in words that nobody knows, it is one.
    let unknown = json!({ "class": "report", "accused_unknown": true });
    act(&home, &report, "sort", &unknown).is(0);
    let forward = |to: &str| act(&home, &report, "forward", &json!({ "to": to }));
    // Known later, they are added by a correction of the sorting, by its readers alone.
    let body =
        json!({ "of": 2, "accused": [{ "name": "陈某", "unit": "教育局" }], "reasons": "查明" });
    let words = ["--as", "chenb", "act", &report, "correct", "--json", "-"];
    home.feed(&words, body.to_string().as_bytes()).is(4);
    act(
        &home,
        &report,
        "correct",
        &json!({ "of": 2, "accused": [], "reasons": "查明" }),
    )
    .is(3);
    act(&home, &report, "correct", &body).is(0);
    forward("教育局").is(3).says("第三十条第三款");
    for (step, body) in [
        ("assign", json!({ "to": "教育局", "due_on": "2026-12-20" })),
        (
            "supervise",
            json!({ "demand": "letter", "to": "教育局", "text": "超期", "due_on": "2026-12-20" }),
        ),
        (
            "promise",
            json!({ "by_unit": "教育局", "text": "回电话", "due_on": "2026-12-20" }),
        ),
        ("lead", json!({ "official": "陈某", "text": "方案" })),
        ("handler", json!({ "login": "chen" })),
        ("handler", json!({ "login": "chenb" })),
    ] {
        act(&home, &report, step, &body)
            .is(3)
            .says("第三十条第三款");
    }
    let told = as_one(&home, "wang", &["show", &report, "--why", "核对", "--json"]).json();
    assert_eq!(told["registration"]["accused"][0]["name"], "陈某", "{told}");
    forward("财政局").is(0);
    is_sound(&home);
}

#[test]
fn further_accused_are_added_and_an_ordinary_petition_accuses_nobody() {
    let home = office();
    let report = later(&home);
    let body = json!({ "of": 1, "accused": ["陈某"], "reasons": "查明" });
    act(&home, &report, "correct", &body)
        .is(3)
        .says("只有检举控告");
    sort(&home, &report);
    let body = json!({ "of": 2, "accused": [{ "name": "孙某", "unit": "财政局" }], "reasons": "还查明一人" });
    act(&home, &report, "correct", &body).is(0);
    // Whoever was accused before is kept from it as before.
    for unit in ["财政局", "教育局"] {
        act(&home, &report, "forward", &json!({ "to": unit })).is(3);
    }
    is_sound(&home);
}

#[test]
fn a_report_that_lies_with_the_accused_already_is_to_be_taken_back_first() {
    let home = office();
    let report = later(&home);
    act(&home, &report, "forward", &json!({ "to": "教育局" })).is(0);
    as_one(&home, "chen", &["show", &report]).is(0);
    sort(&home, &report);
    as_one(&home, "chen", &["show", &report]).is(4);
    // Nor does the accused unit's auditor read that its people handled something that is hidden now.
    let auditor = [
        "operator",
        "add",
        "zhou",
        "--name",
        "周某",
        "--role",
        "auditor",
        "--unit",
        "教育局",
    ];
    as_one(&home, "wang", &auditor).is(0);
    let trail = as_one(&home, "zhou", &["audit", "list"]).is(0).out;
    assert!(
        !trail.contains("无权查看") && !trail.contains("merge"),
        "{trail}"
    );
    for (lang, says) in [("zh", "立即“退回收回”"), ("en", "take it back at once")] {
        let words = ["--lang", lang, "show", &report, "--why", "核对"];
        let seen = as_one(&home, "wang", &words).is(0).out;
        assert!(seen.contains(says), "{seen}");
    }
    let seen = as_one(&home, "wang", &["show", &report, "--why", "核对", "--json"]);
    let text = as_one(&home, "wang", &["show", &report, "--why", "核对"]).out;
    assert!(text.contains("教育局 陈某"), "{text}");
    assert_eq!(seen.json()["with_accused"], true, "{}", seen.out);
    for (step, body) in [
        ("sign_for", json!({})),
        ("accept", json!({})),
        ("decline", json!({ "reasons": "x", "basis": "y" })),
        ("remind", json!({ "text": "请抓紧" })),
    ] {
        act(&home, &report, step, &body)
            .is(3)
            .says("第三十条第三款");
    }
    act(
        &home,
        &report,
        "return",
        &json!({ "reasons": "反映的是该单位" }),
    )
    .is(0);
    let seen = as_one(&home, "wang", &["show", &report, "--why", "核对"]).out;
    assert!(seen.contains("是否全部收回"), "{seen}");
    act(&home, &report, "forward", &json!({ "to": "财政局" })).is(0);
    is_sound(&home);
}

#[test]
fn a_dispute_does_not_name_the_petition_that_it_became_once_that_is_a_report() {
    let home = office();
    let add = [
        "--as",
        "wang",
        "duty",
        "dispute",
        "add",
        "两户争水",
        "--unit",
        "教育局",
    ];
    home.run(&[&add[..], &["--due", "2026-12-20"]].concat())
        .is(0);
    let draft = json!({ "channel": "visit", "class": "request", "requests": ["查处争水不公"], "people": [{ "name": "诸葛密" }] });
    let words = [
        "--as", "wang", "duty", "dispute", "petition", "1", "--draft", "-",
    ];
    let made = home.feed(&words, draft.to_string().as_bytes()).is(0).json();
    let report = made["number"].as_str().expect("a number").to_owned();
    let list = ["duty", "dispute", "list", "--json"];
    for who in ["chen", "chenb"] {
        assert!(as_one(&home, who, &list).out.contains(&report), "{who}");
    }
    sort(&home, &report);
    for who in ["chen", "chenb"] {
        let said = as_one(&home, who, &list).is(0).out;
        assert!(!said.contains(&report) && said.contains("争水"), "{said}");
    }
    assert!(as_one(&home, "wang", &list).out.contains(&report));
}

/// Whom it accused once, and no more, is called so; the bar stays.
#[test]
fn who_is_accused_no_more_is_said_to_have_been_once() {
    let home = office();
    let report = later(&home);
    sort(&home, &report);
    let shown = |lang: &str| {
        as_one(
            &home,
            "wang",
            &["--lang", lang, "show", &report, "--why", "核对"],
        )
        .is(0)
        .out
    };
    let json = || {
        as_one(&home, "wang", &["show", &report, "--json", "--why", "核对"])
            .is(0)
            .json()
    };
    assert!(shown("en").contains("Accused  ") && !shown("en").contains("Accused once"));
    assert_eq!(json()["accused_once"], json!([]));
    // Voided, the sorting accuses nobody any more.
    let void = json!({ "of": 2, "void": true, "reasons": "本来不是检举控告" });
    act(&home, &report, "correct", &void).is(0);
    let (zh, en) = (shown("zh"), shown("en"));
    assert!(
        zh.contains("教育局 陈某（现已不是；照样不得转给、不得查看）") && zh.contains("曾被反映 "),
        "{zh}"
    );
    assert!(!zh.lines().any(|line| line.starts_with("被反映 ")), "{zh}");
    assert!(
        en.contains("陈某 (no more; still kept from it)") && en.contains("Accused once "),
        "{en}"
    );
    let now = json();
    assert_eq!(now["accused_once"][0]["name"], "陈某", "{now}");
    assert_eq!(now["registration"]["accused"][0]["name"], "陈某", "{now}");
    act(&home, &report, "forward", &json!({ "to": "教育局" })).is(3);
    as_one(&home, "chenb", &["show", &report]).is(4);
    // Sorted as a report again with somebody else, each is called what they are.
    let other = json!({ "class": "report", "accused": [{ "name": "孙某" }] });
    act(&home, &report, "sort", &other).is(0);
    let now = json();
    assert_eq!(
        now["accused_once"].as_array().map(Vec::len),
        Some(1),
        "{now}"
    );
    assert_eq!(now["accused_once"][0]["name"], "陈某", "{now}");
    is_sound(&home);
}

/// What is no report any more is called what it is: whoever is turned back does not learn that it once was one.
#[test]
fn a_petition_that_is_no_report_any_more_is_refused_as_what_it_is() {
    let home = office();
    let report = later(&home);
    as_one(&home, "wang", &["show", &report]).is(0);
    let lies = || act(&home, &report, "sign_for", &json!({}));
    act(&home, &report, "forward", &json!({ "to": "教育局" })).is(0);
    sort(&home, &report);
    lies().is(3).says("被反映的单位");
    let void = json!({ "of": 3, "void": true, "reasons": "本来不是检举控告" });
    act(&home, &report, "correct", &void).is(0);
    let quiet = |ran: crate::commands::Ran, says: &str| {
        let ran = ran.is(3).says(says);
        for word in [
            "检举",
            "控告",
            "反映",
            "第三十条",
            "report",
            "accus",
            "Art. 30",
        ] {
            assert!(!ran.talk.contains(word), "{word}: {}", ran.talk);
        }
    };
    quiet(lies(), "案卷里记着不交给它");
    act(&home, &report, "return", &json!({ "reasons": "收回" })).is(0);
    let asks = |lang: &str, (step, body): &(&str, Value)| {
        let words = [
            "--as", "wang", "--lang", lang, "act", &report, step, "--json", "-",
        ];
        home.feed(&words, body.to_string().as_bytes())
    };
    for step in [
        ("forward", json!({ "to": "教育局" })),
        ("lead", json!({ "official": "陈某", "text": "方案" })),
        ("handler", json!({ "login": "chen" })),
        ("handler", json!({ "login": "chenb" })),
    ] {
        quiet(asks("zh", &step), "本件（申诉求决）不得交给");
        quiet(asks("en", &step), "This petition (request) may not go to");
    }
    is_sound(&home);
}

/// A unit glued before a name, on either side: who may not handle a report does not read it either.
#[test]
fn a_unit_written_before_the_name_keeps_from_reading_too() {
    let home = office();
    for (login, name) in [
        ("zhaoa", "司法局赵小军"),
        ("zhaob", "赵小军"),
        ("zhaoc", "综治中心赵军"),
    ] {
        let words = ["--as", "wang", "operator", "add", login, "--name", name];
        home.run(&[&words[..], &["--role", "window"]].concat())
            .is(0);
    }
    for (accused, login) in [
        ("镇干部赵小军", "zhaoa"),
        ("司法局赵小军", "zhaoa"),
        ("东镇司法所所长赵小军", "zhaoa"),
        ("东镇司法所所长赵小军", "zhaob"),
        ("民政局赵军", "zhaoc"),
    ] {
        let draft = json!({ "channel": "letter", "received_on": "2026-11-05", "class": "report",
            "requests": ["请求查处"], "accused": [{ "name": accused }] });
        // Whoever takes a report down reads it, unless it accuses them.
        let made = home.feed(&["--as", login, "register"], draft.to_string().as_bytes());
        let report = made.is(0).json()["number"]
            .as_str()
            .expect("a number")
            .to_owned();
        for words in [
            &["show", &report, "--why", "核对"][..],
            &["explain", &report],
        ] {
            let ran = as_one(&home, login, words);
            assert_eq!(ran.status, 4, "{accused} {login}: {}", ran.out);
        }
        let list = as_one(&home, login, &["export", "petitions", "--format", "json"]);
        assert!(
            !list.out.contains(&report),
            "{accused} {login}: {}",
            list.out
        );
    }
    // A namesake of a part alone is kept from nothing.
    let other = json!({ "class": "report", "channel": "letter", "received_on": "2026-11-05",
        "requests": ["请求查处"], "accused": [{ "name": "镇干部孙小军" }] });
    let made = home.feed(&["--as", "zhaoa", "register"], other.to_string().as_bytes());
    let report = made.is(0).json()["number"]
        .as_str()
        .expect("a number")
        .to_owned();
    as_one(&home, "zhaoa", &["show", &report, "--why", "核对"]).is(0);
}
