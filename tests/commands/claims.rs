//! What people ask about their own data: the answer is owed like anything else; the forms beside it.

use serde_json::{Value, json};

use super::Home;
use super::keeping::{ended, person};

/// The requests that are owed an answer, as somebody sees them: key, due day.
fn asked(home: &Home, who: &str, status: i32) -> Vec<(String, String)> {
    let owed = home
        .run(&["--as", who, "owed", "--kind", "answer_claim", "--json"])
        .is(status)
        .json();
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let all = owed.as_array().expect("a list").iter();
    all.map(|o| (text(&o["key"]), text(&o["effective_due"])))
        .collect()
}

/// An office of two with two requests, the second about a report that 李某 may not see.
fn two_requests() -> Home {
    let home = Home::sandbox();
    let number = ended(&home, &json!({}));
    let report = json!({"channel": "letter", "class": "report", "requests": ["查处"],
        "people": [person("诸葛某", "13500135000")], "accused": [{"name": "欧阳霁"}]});
    let report = home.register(&report)["number"].clone();
    for (petition, on) in [(Value::from(number), "2026-11-01"), (report, "2026-11-10")] {
        let body =
            json!({"asked": "delete", "petition": petition, "text": "不要留我的电话", "on": on});
        home.feed(&["privacy", "receive"], body.to_string().as_bytes())
            .is(0);
    }
    let add = [
        "operator", "add", "li", "--name", "李某", "--role", "window",
    ];
    home.run(&add).is(0);
    home
}

fn key(number: u8, due: &str) -> (String, String) {
    (format!("answer_claim:{number}"), due.to_owned())
}

#[test]
fn an_answer_about_own_data_is_owed_with_its_day_and_article() {
    let home = two_requests();
    // By hand: fifteen days after the receipt.
    let both = [key(1, "2026-11-16"), key(2, "2026-11-25")];
    assert_eq!(asked(&home, "wang", 10), both);
    // Of a report nobody learns that somebody asked about it.
    assert_eq!(asked(&home, "li", 10), both[..1]);
    for words in [
        &["owed", "--json"][..],
        &["duty", "now", "--json"],
        &["duty", "now"],
    ] {
        let out = home.run(&[&["--as", "li"], words].concat()).out;
        assert!(
            out.contains("answer_claim:1") && !out.contains("answer_claim:2"),
            "{words:?}: {out}"
        );
    }
    let all = home.run(&["--as", "wang", "owed", "--json"]).is(10);
    assert!(!all.out.contains("不要留我的电话"), "{}", all.out);
    let owed = all.json();
    let all = owed.as_array().expect("a list").iter();
    let one: Vec<&Value> = all.filter(|o| o["key"] == "answer_claim:1").collect();
    assert_eq!(one.len(), 1, "{owed}");
    let keys = ["basis", "owed_to", "state"].map(|k| one[0][k].as_str());
    let article = "《个人信息保护法》第五十条；答复期限由本办规定";
    assert_eq!(keys, [article, "petitioner", "overdue"].map(Some));
    assert_eq!(
        one[0]["what"]["en"],
        "answer to data request no. 1 (deletion)"
    );
}

#[test]
fn an_answer_about_own_data_is_owed_until_it_is_given() {
    let home = two_requests();
    // Only the answer pays it: no account of a missed hour.
    let account = ["duty", "account", "answer_claim:1", "忙"];
    home.run(&[&["--as", "wang"], &account[..]].concat()).is(3);
    let enter = |number: &str, kind: &str, body: &Value| {
        let words = ["--as", "wang", "privacy", "enter", number, kind];
        home.feed(&words, body.to_string().as_bytes()).is(0);
    };
    enter("1", "identify", &json!({"how": "身份证原件"}));
    enter(
        "1",
        "decide",
        &json!({"ruling": "granted", "approver": "王某"}),
    );
    assert_eq!(asked(&home, "li", 10).len(), 1);
    enter("1", "answer", &json!({"method": "direct"}));
    assert_eq!(asked(&home, "li", 0), []);
    assert_eq!(asked(&home, "wang", 0), [key(2, "2026-11-25")]);
    enter("2", "withdraw", &json!({"reasons": "不要了"}));
    assert_eq!(asked(&home, "wang", 0), []);
}

#[test]
fn the_forms_for_an_incident_and_an_assessment_say_what_the_law_asks() {
    let home = Home::sandbox();
    for (form, zh, en) in [
        (
            "incident",
            &[
                "第五十七条",
                "个人信息的种类",
                "补救措施",
                "联系方式",
                "检举控告",
            ][..],
            &["Art. 57", "kinds of data", "remedied", "how to reach"][..],
        ),
        (
            "assessment",
            &["第五十五条", "第五十六条", "合法、正当、必要", "三年"],
            &[
                "Arts. 55 and 56",
                "lawful, proper and necessary",
                "three years",
            ],
        ),
    ] {
        for (lang, words) in [("zh", zh), ("en", en)] {
            let out = home
                .run(&["--lang", lang, "privacy", "form", form])
                .is(0)
                .out;
            for word in words.iter().chain(&["示例县信访局", "2026-11-20"]) {
                assert!(
                    out.to_lowercase().contains(&word.to_lowercase()),
                    "{form} {lang}: {word}\n{out}"
                );
            }
            assert!(!out.contains(['{', '}']), "{out}");
        }
    }
    home.run(&["privacy", "form", "cats"]).is(2);
}

#[test]
fn a_request_is_kept_under_the_number_however_the_petition_was_named() {
    let home = Home::sandbox();
    let made = home.register(
        &json!({"channel": "visit", "class": "request", "requests": ["修路"],
        "people": [person("张某", "13800138000")]}),
    );
    let (number, code) = (
        made["number"].as_str().expect("a number"),
        made["code"].clone(),
    );
    for (at, named) in [
        code,
        Value::from(number.to_lowercase()),
        Value::from(format!(" {number} ")),
    ]
    .iter()
    .enumerate()
    {
        let body = json!({"asked": "delete", "petition": named, "applicant": "诸葛密", "text": "暗号甲乙丙"});
        let kept = home
            .feed(&["privacy", "receive"], body.to_string().as_bytes())
            .is(0)
            .json();
        assert_eq!(
            (kept["request"].as_u64(), kept["petition"].as_str()),
            (Some(at as u64 + 1), Some(number))
        );
    }
    home.act(number, "close", &json!({"reasons": "已答复"}))
        .is(0);
    home.act(
        number,
        "restrict",
        &json!({"ground": "asked", "reasons": "本人请求删除"}),
    )
    .is(0);
    for lang in ["zh", "en"] {
        let list = home.run(&["--lang", lang, "privacy", "list", "--json"]).out;
        assert!(
            list.contains("＊＊＊") && !list.contains("诸葛密") && !list.contains("暗号"),
            "{list}"
        );
    }
}

#[test]
fn whoever_takes_a_report_out_in_any_form_says_why() {
    let home = Home::sandbox();
    let report = json!({"channel": "letter", "class": "report", "requests": ["查处"],
        "people": [person("诸葛某", "13500135000")], "accused": [{"name": "欧阳霁"}]});
    let number = home.register(&report)["number"]
        .as_str()
        .expect("a number")
        .to_owned();
    home.act(
        &number,
        "close",
        &json!({"reasons": "已移送", "why": "办结"}),
    )
    .is(0);
    for (lang, said) in [("zh", "先写事由"), ("en", "say why")] {
        for words in [
            &["privacy", "copy", &number][..],
            &[
                "archive",
                "pack",
                &number,
                "-o",
                super::arg(&home.path("a.zip")),
                "--force",
            ],
        ] {
            let asked = |more: &[&str]| home.run(&[&["--lang", lang], words, more].concat());
            asked(&[]).is(3).says(said);
            assert!(!home.path("a.zip").exists());
            asked(&["--why", "本人要求"]).is(0);
            let _ = std::fs::remove_file(home.path("a.zip"));
        }
    }
}

/// A paper of a report is made for a reason alone, as the file is opened; the trail holds the reason.
#[test]
fn a_paper_of_a_report_is_made_for_a_reason_alone() {
    let home = Home::sandbox();
    let take = |body: &serde_json::Value| {
        let number = home.register(body)["number"].clone();
        number.as_str().expect("a number").to_owned()
    };
    let report = take(
        &json!({"channel": "letter", "class": "report", "requests": ["查处挪用"],
        "accused": [{"name": "承某"}], "people": [{"name": "张某"}]}),
    );
    let plain =
        take(&json!({"channel": "letter", "requests": ["修路"], "people": [{"name": "张某"}]}));
    let file = home.path("r.txt");
    let rows = || {
        let trail = home.run(&["audit", "list", "--json"]).is(0).json();
        let all = trail.as_array().expect("rows").clone();
        all.into_iter()
            .filter(|r| r["action"] == "paper")
            .map(|r| r["why"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    for (lang, said) in [("zh", "先写事由"), ("en", "say why")] {
        for words in [
            &["paper", &report, "receipt"][..],
            &[
                "paper",
                &report,
                "receipt",
                "-o",
                super::arg(&file),
                "--force",
            ],
        ] {
            let before = rows().len();
            let asked = |more: &[&str]| home.run(&[&["--lang", lang], words, more].concat());
            for more in [&[][..], &["--why", ""], &["--why", "  "]] {
                let ran = asked(more).is(3).says(said);
                assert!(!ran.out.contains("查处挪用"), "{}", ran.out);
            }
            assert!(!file.exists());
            assert_eq!(rows().len(), before, "no row, no read");
            asked(&["--why", "送达回执"]).is(0);
            assert_eq!(
                rows().iter().filter(|w| *w == "送达回执").count(),
                before + 1
            );
            let _ = std::fs::remove_file(&file);
        }
    }
    // Any other is made as before; what was said is kept as well.
    home.run(&["paper", &plain, "receipt"]).is(0);
    home.run(&["paper", &plain, "receipt", "--why", "补一份"])
        .is(0);
    assert!(rows().contains(&"补一份".to_owned()), "{:?}", rows());
}

/// A request that names no petition is the petition office's: another unit neither reads nor ends it, but
/// whoever took it down does.
#[test]
fn a_request_without_a_petition_is_for_the_office_and_whoever_took_it_down() {
    let home = two_requests();
    let add = |login: &str| {
        let words = [
            "--as",
            "wang",
            "operator",
            "add",
            login,
            "--name",
            "赵某",
            "--role",
            "caseworker",
            "--unit",
            "东甲镇",
        ];
        home.run(&words).is(0);
    };
    add("zhao");
    add("qian");
    let body =
        json!({"asked": "copy", "applicant": "陈某", "text": "我反映过赵科长", "on": "2026-11-10"});
    let receive = |who: &str| {
        home.feed(
            &["--as", who, "privacy", "receive"],
            body.to_string().as_bytes(),
        )
        .is(0);
    };
    receive("wang");
    let shown = |who: &str| {
        let out = home.run(&["--as", who, "privacy", "list", "--json"]).out;
        out.matches("赵科长").count()
    };
    assert_eq!((shown("wang"), shown("li"), shown("zhao")), (1, 1, 0));
    let reasons = json!({"reasons": "不要了"}).to_string();
    let end = |who: &str, number: &str| {
        let words = ["--as", who, "privacy", "enter", number, "withdraw"];
        home.feed(&words, reasons.as_bytes())
    };
    // As one that is not there.
    let (hidden, absent) = (end("zhao", "3").is(4), end("zhao", "9").is(4));
    assert_eq!(hidden.talk.replace('3', "9"), absent.talk);
    receive("zhao");
    assert_eq!((shown("wang"), shown("zhao"), shown("qian")), (2, 1, 0));
    end("zhao", "4").is(0);
}

/// The register of requests emptied by an editor, its guards taken off and put back: its chain is whole,
/// as that of an empty one is. An anchor holds how long it was.
#[test]
fn a_register_that_was_emptied_contradicts_the_anchor() {
    let home = two_requests();
    let secret = super::arg(&home.path("anchor.key")).to_owned();
    let public = home.run(&["audit", "new-key", &secret]).is(0).out;
    let anchors = super::arg(&home.path("anchors")).to_owned();
    let head = home.run(&["--as", "wang", "audit", "head"]).is(0).out;
    assert!(head.contains("\nclaims 2 "), "{head}");
    let sign = ["audit", "sign", "--key", &secret, "--append", &anchors];
    home.feed(&sign, head.as_bytes()).is(0);
    let against = ["--anchors", &anchors, "--public-key", public.trim()];
    let verify = || home.run(&[&["--as", "wang", "audit", "verify"][..], &against].concat());
    verify().is(0);
    let raw = rusqlite::Connection::open(home.store()).expect("opened");
    let guard = "SELECT sql FROM sqlite_schema WHERE name = 'claim_entry_no_delete'";
    let guard: String = raw.query_row(guard, [], |r| r.get(0)).expect("a guard");
    raw.execute_batch("DROP TRIGGER claim_entry_no_delete; DELETE FROM claim_entry")
        .expect("emptied");
    raw.execute_batch(&guard).expect("put back");
    drop(raw);
    let ran = verify().is(20);
    assert!(ran.out.contains("个人信息申请被删"), "{}", ran.out);
}

/// What the readers of numbers and of JSON say in English is said in Chinese.
#[test]
fn a_value_that_cannot_be_read_is_told_in_ones_own_language() {
    let home = Home::sandbox();
    home.run(&["person", "show", "abc"]).is(2).says("应为数字");
    let entry = br#"{"asked":"self","text":"x"}"#;
    home.feed(&["privacy", "receive", "--json", "-"], entry)
        .is(2)
        .says("“self”不在可选的里，可选：access");
    home.feed(
        &["--lang", "en", "privacy", "receive", "--json", "-"],
        entry,
    )
    .is(2)
    .says("unknown variant `self`, expected one of");
}
