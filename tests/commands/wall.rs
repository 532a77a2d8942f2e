//! The wall around accusations, generated: two offices alike but for one report, every command there is,
//! every role that may not see it: the answers are the same, byte for byte.

use serde_json::json;

use super::every::commands;
use super::{Home, Ran};

const MARK: &str = "暗号甲乙丙";
const WHEN: &str = "2026-12-04T10:00:00+08:00";
/// Roles that see no report which they did not take down.
const OTHERS: [(&str, &str); 4] = [
    ("r-win", "window"),
    ("r-sup", "supervisor"),
    ("r-adm", "administrator"),
    ("r-aud", "auditor"),
];
/// What counts the rows of the trail itself, or leaves by a file and random bytes: an act was done, which
/// is no secret; on which petition is.
const OWN: [&[&str]; 5] = [
    &["audit", "head"],
    &["audit", "list"],
    &["audit", "export"],
    &["audit", "verify"],
    &["verify"],
];

/// An office with two open petitions, and its twin in which `clerk` then took down a report; the number of
/// the first petition and that of the report.
fn offices() -> (Home, Home, [String; 2]) {
    let home = Home::sandbox();
    let add = |login: &str, role: &str| {
        let words = ["--as", "wang", "operator", "add", login, "--name", "李某"];
        home.run(&[&words[..], &["--role", role]].concat()).is(0);
    };
    add("clerk", "caseworker");
    for (login, role) in OTHERS {
        add(login, role);
    }
    let take = |home: &Home, who: &str, draft: &serde_json::Value| {
        let words = ["--as", who, "register", "--json", "-"];
        let made = home.feed(&words, draft.to_string().as_bytes()).is(0).json();
        made["number"].as_str().expect("a number").to_owned()
    };
    let open = json!({"channel": "visit", "class": "request", "route": "petition", "requests": ["修路"],
        "people": [{"name": "张某", "phones": ["13800138000"]}]});
    let first = take(&home, "wang", &open);
    take(&home, "wang", &open);
    let twin = Home::sandbox();
    std::fs::copy(home.store(), twin.store()).expect("a twin");
    let report = json!({"channel": "letter", "class": "report", "requests": [format!("查处{MARK}")],
        "summary": format!("{MARK}受贿"), "external_no": "WX-7788", "accused": [{"name": "承某"}],
        "people": [{"name": "诸葛密", "phones": ["13500135000"], "address": "东甲镇密家"}, {"name": "张某", "phones": ["13800138000"]}]});
    let secret = take(&twin, "clerk", &report);
    (twin, home, [first, secret])
}

fn run(home: &Home, who: &str, words: &[&str], number: &str) -> Ran {
    let mut all = vec!["--as", who, "--now", WHEN];
    all.extend(words.iter().map(|w| if *w == "N" { number } else { *w }));
    home.feed(&all, b"{}")
}

/// What was answered, without the folder, and without what no two offices share: codes and stamps.
fn answer(home: &Home, ran: &Ran) -> String {
    let all = format!("{} {} {}", ran.status, ran.out, ran.talk);
    all.replace(&home.path("").display().to_string(), "")
}

#[test]
fn no_command_tells_an_office_with_a_report_from_one_without() {
    let (with, without, numbers) = offices();
    let (mut asked, mut told) = (0, Vec::new());
    for (who, _) in OTHERS {
        for (words, _) in commands() {
            let own = OWN.iter().any(|own| words.starts_with(own));
            // A backup is of random bytes; a new registration shows by its number that there were others,
            // and a reminder that is written by the number of its event.
            let own = own || *words == ["remind"];
            if own || ["backup", "register", "import"].contains(&words[0]) {
                continue;
            }
            let about = |at: usize| words.contains(&"N").then_some(&numbers[at]);
            for number in [Some(&numbers[0]), about(1)].into_iter().flatten() {
                let (one, two) = (
                    run(&with, who, words, number),
                    run(&without, who, words, number),
                );
                assert!(
                    !format!("{}{}", one.out, one.talk).contains(MARK),
                    "{who} {words:?}"
                );
                let (one, two) = (answer(&with, &one), answer(&without, &two));
                if one != two {
                    told.push(format!("{who} {words:?} {number}:\n{one}\n{two}"));
                }
                asked += 1;
            }
        }
        for words in OWN {
            let ran = run(&with, who, words, &numbers[0]);
            let all = format!("{}{}", ran.out, ran.talk);
            for secret in [MARK, "诸葛密", "13500135000", "WX-7788"] {
                assert!(!all.contains(secret), "{who} {words:?}: {secret}");
            }
        }
    }
    assert!(
        told.is_empty(),
        "{} of {asked} told: {}",
        told.len(),
        told.join("\n\n")
    );
    assert!(asked > 300, "hardly asked: {asked}");
    // The test can fail: whoever took it down gets other answers.
    let owed = ["owed", "--json"];
    let seen = run(&with, "clerk", &owed, "").out;
    assert!(seen.contains(MARK));
    assert_ne!(seen, run(&without, "clerk", &owed, "").out);
}
