//! The number of a report in the running text of what others read: covered for whoever may not know of the report, like
//! a number that nobody has; whoever wrote it reads what they wrote.

use serde_json::json;
use zhuoluo::flow::view::LedgerQuery;
use zhuoluo::flow::{Ask, Reply};
use zhuoluo::store::Store;

use super::firewall;
use super::withheld_text::{act, as_one, register};
use super::{Home, NOW};
use crate::kit::instant;

/// A report, and a petition whose texts name it in every dress; their numbers and how the report is told in them.
fn office() -> (Home, String, String, Vec<String>) {
    let (home, report) = firewall::office();
    let file = as_one(&home, "wang", &["show", &report, "--json", "--why", "看"]);
    let code = file.is(0).json()["code"]
        .as_str()
        .expect("a code")
        .to_owned();
    let bare = report.replace('-', "");
    let short = bare[6..].to_lowercase();
    let wide: String = bare.chars().map(wide).collect();
    let part = report[12..].to_owned();
    let absent = "2026-LF-09999".to_owned();
    let told = vec![
        report.clone(),
        bare,
        short.clone(),
        wide,
        part,
        code,
        absent,
    ];
    let text = format!("另见{}，已核\n{}", told.join("、"), told[4]);
    let number = register(
        &home,
        &json!({
            "channel": "visit", "class": "request", "received_on": "2026-11-05", "summary": format!("修渠，另有{short}"),
            "external_no": ELSEWHERE, "requests": ["要求修渠"], "facts": text, "place": format!("东甲镇{short}"), "people": [{ "name": "孙开" }],
        }),
    );
    act(
        &home,
        &number,
        "note",
        &json!({ "text": text, "why": text }),
    );
    act(&home, &number, "contact", &json!({ "text": text }));
    let letter = json!({ "demand": "letter", "text": text, "due_on": "2026-12-01" });
    act(&home, &number, "supervise", &letter);
    elsewhere(&home, &number, &text);
    (home, report, number, told)
}

/// The same text in the duty log and in a campaign.
fn elsewhere(home: &Home, number: &str, text: &str) {
    let line = text.replace('\n', " ");
    for words in [
        &["duty", "log", &line][..],
        &[
            "campaign",
            "open",
            "清积案",
            "--basis",
            "x",
            "--lead",
            "某领导",
            "--until",
            "2026-12-30",
        ],
        &[
            "campaign",
            "add",
            "清积案",
            number,
            "--cause",
            "nobody",
            "--plan",
            text,
        ],
    ] {
        let ran = as_one(home, "wang", words);
        assert!(ran.status == 0, "{words:?}: {}", ran.talk);
    }
}

/// A number that another system gave the petition: nothing that a text says.
const ELSEWHERE: &str = "2026WX00777";

fn wide(c: char) -> char {
    char::from_u32(u32::from(c) + 0xFEE0).expect("a wide sign")
}

fn is_silent(words: &[&str], said: &str, told: &[String]) {
    for told in told {
        assert!(!said.contains(told.as_str()), "{words:?}: {told} in {said}");
    }
}

#[test]
fn no_text_of_others_says_the_number_of_a_report() {
    let (home, _, number, told) = office();
    let all: [&[&str]; 15] = [
        &["show", &number],
        &["show", &number, "--json"],
        &["explain", &number, "--json"],
        &["find", "修渠", "--json"],
        &["find", "孙开", "--json"],
        &["owed"],
        &["owed", "--json"],
        &["export", "petitions", "--format", "json"],
        &["export", "owed", "--format", "json"],
        &["export", "supervisions", "--format", "json"],
        &["export", "campaigns", "--format", "json"],
        &["duty", "log"],
        &["duty", "log", "--json"],
        &["paper", &number, "notice"],
        &["privacy", "copy", &number],
    ];
    for words in all {
        for who in ["li", "sup"] {
            let ran = as_one(&home, who, words);
            let said = format!("{}{}", ran.out, ran.talk);
            is_silent(words, &said, &told);
        }
    }
    let seen = as_one(&home, "li", &["show", &number]).is(0).out;
    assert!(
        seen.contains("另见＊＊＊、＊＊＊") && seen.contains("，已核"),
        "{seen}"
    );
    let json = as_one(&home, "li", &["show", &number, "--json"]).is(0).out;
    assert_eq!(json.matches(ELSEWHERE).count(), 2, "case and event: {json}");
    // Who may know of it reads it, and one's own words stand as they were written.
    let own = as_one(&home, "wang", &["show", &number]).is(0).out;
    assert!(told.iter().all(|told| own.contains(told.as_str())), "{own}");
    let text = format!("见{}", told[1]);
    let body = json!({ "text": text }).to_string();
    let words = ["--as", "li", "act", &number, "note", "--json", "-"];
    home.feed(&words, body.as_bytes()).is(0);
    assert!(as_one(&home, "li", &["show", &number]).out.contains(&text));
    assert!(!as_one(&home, "sup", &["show", &number]).out.contains(&text));
    as_one(&home, "wang", &["verify"]).is(0);
}

/// A petition is not found by a number that its text says of one that may not be known; by one that may, it is.
#[test]
fn nothing_is_found_by_a_number_that_may_not_be_known() {
    let (home, report, number, told) = office();
    let other = register(
        &home,
        &json!({
            "channel": "visit", "class": "request", "received_on": "2026-11-06", "summary": format!("修桥，另有{number}"),
            "requests": ["要求修桥"], "people": [{ "name": "孙开" }],
        }),
    );
    let listed = |who: &str, text: &str| -> Vec<String> {
        let store = Store::open(&home.store(), who).expect("the store");
        let query = LedgerQuery {
            text: text.to_owned(),
            limit: 100,
            ..LedgerQuery::default()
        };
        let found = store.ask(&Ask::Ledger(query), instant(NOW).date_naive());
        let Ok(Reply::Ledger(page)) = found else {
            panic!("a page")
        };
        assert_eq!(page.total, page.rows.len());
        page.rows.into_iter().map(|row| row.number.0).collect()
    };
    let serial = &report[15..];
    for indexed in [true, false] {
        if !indexed {
            let _ = std::fs::remove_file(home.store().with_extension("sqlite3-find"));
        }
        for typed in told[..4].iter().chain([&told[5]]) {
            for who in ["li", "sup"] {
                let found = as_one(&home, who, &["find", typed, "--json"]).out;
                assert!(!found.contains(&number), "{who} {typed}: {found}");
            }
        }
        let found = as_one(&home, "wang", &["find", &told[2], "--json"]).out;
        assert!(found.contains(&number), "{found}");
        let found = as_one(&home, "li", &["find", &number, "--json"]).out;
        assert!(found.contains(&other), "{found}");
    }
    for typed in told.iter().map(String::as_str).chain([serial]) {
        let found = listed("li", typed);
        let own = typed == serial && number.ends_with(serial);
        assert!(!found.contains(&number) || own, "{typed}: {found:?}");
    }
    assert_eq!(listed("li", "修渠"), [number.as_str()]);
    assert_eq!(listed("wang", &told[2]), [number.as_str()]);
    assert_eq!(listed("li", &number), [other, number]);
}

/// What stood in a setting of the office before somebody changed it, and in the trail of that.
#[test]
fn no_setting_that_is_written_over_says_the_number_of_a_report() {
    let (home, report, ..) = office();
    let words = [
        "operator",
        "add",
        "xu",
        "--name",
        "徐某",
        "--role",
        "administrator",
    ];
    as_one(&home, "wang", &words).is(0);
    let address = format!("东甲路1号，见{report}");
    as_one(&home, "wang", &["office", "set", "--address", &address]).is(0);
    let change = ["office", "set", "--address", "东甲路2号"];
    let said = as_one(&home, "xu", &change).is(0).talk;
    assert!(said.contains("原为“东甲路1号"), "{said}");
    let told = [report];
    is_silent(&change, &said, &told);
    for words in [&["audit", "list", "--json"][..], &["audit", "export"]] {
        is_silent(words, &as_one(&home, "xu", words).is(0).out, &told);
    }
    let own = as_one(&home, "wang", &["audit", "list", "--json"])
        .is(0)
        .out;
    assert!(own.contains(&told[0]), "{own}");
}
