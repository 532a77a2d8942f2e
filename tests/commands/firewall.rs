//! The firewall for accusations: whatever leaves the desk says nothing of a report to whoever is not
//! named to handle it, whether it is listed, counted, drafted for others, refused or only mentioned.

use serde_json::json;

use super::{Home, Ran};

/// Words that stand in the report alone.
const SECRETS: [&str; 4] = ["暗号甲乙丙", "诸葛密", "13500135000", "WX-7788"];

const OTHERS: [&str; 4] = ["li", "zhao", "sup", "aud"];

/// An office with a report that 王某 took down, and the report's number.
pub fn office() -> (Home, String) {
    let home = Home::sandbox();
    let report = json!({
        "channel": "letter", "class": "report", "requests": ["查处暗号甲乙丙"], "summary": "暗号甲乙丙受贿",
        "facts": "暗号甲乙丙", "external_no": "WX-7788", "accused": [{"name": "承某"}],
        "people": [{"name": "诸葛密", "phones": ["13500135000"], "address": "东甲镇密家"}],
    });
    let number = home.register(&report)["number"]
        .as_str()
        .expect("a number")
        .to_owned();
    for (login, name, role) in [
        ("li", "李某", "window"),
        ("zhao", "赵某", "duty"),
        ("sup", "督某", "supervisor"),
        ("aud", "审某", "auditor"),
    ] {
        let words = ["--as", "wang", "operator", "add", login, "--name", name];
        home.run(&[&words[..], &["--role", role]].concat()).is(0);
    }
    (home, number)
}

pub fn run(home: &Home, who: &str, when: &str, words: &[&str]) -> Ran {
    let now = format!("2026-{}:00+08:00", when.replace(' ', "T"));
    home.run(&[&["--as", who, "--now", &now], words].concat())
}

/// Nothing of the report but what was typed by whoever asks.
fn is_silent(ran: &Ran, asked: &str, number: &str) {
    let all = format!("{}\n{}", ran.out, ran.talk).replace(asked, "");
    for secret in SECRETS.iter().chain([&number]) {
        assert!(!all.contains(secret), "{asked}: {secret} in {all}");
    }
}

#[test]
fn no_list_no_search_and_no_sentence_knows_of_a_report() {
    let (home, number) = office();
    let when = "12-04 10:00";
    for words in [
        &["owed"][..],
        &["owed", "--json"],
        &["export", "petitions", "--format", "json"],
        &["export", "owed", "--format", "json"],
        &["self-check"],
        &["self-check", "--json"],
        &["remind", "--dry-run"],
        &["archive", "appraise", "--until", "2060-01-01"],
        &["privacy", "list"],
        &["duty", "now", "--json"],
        &["duty", "log", "list"],
        &["campaign", "list", "--json"],
        &["period", "list"],
        &["audit", "list", "--json"],
        &["audit", "export"],
    ] {
        for who in OTHERS {
            let ran = run(&home, who, when, words);
            // The auditor reads that an act was done, not on which report.
            is_silent(&ran, "", &number);
        }
    }
    // The test can fail: whoever took it down sees it.
    let seen = run(&home, "wang", when, &["owed", "--json"]);
    assert!(seen.out.contains(SECRETS[0]) && seen.out.contains(&number));
}

#[test]
fn a_report_is_answered_like_what_is_not_there() {
    let (home, number) = office();
    let none = number.replace("00001", "09999");
    for words in [
        &["show", "N"][..],
        &["explain", "N"],
        &["paper", "N", "receipt"],
        &["act", "N", "note"],
        &["find", "N"],
        &["privacy", "copy", "N"],
        &["archive", "pack", "N", "-o", "x.zip"],
        &["audit", "list", "--person", "N"],
        &["duty", "ack", "forward:N:1", "看过"],
    ] {
        let with = |n: &str| -> Vec<String> { words.iter().map(|w| w.replace('N', n)).collect() };
        for who in OTHERS {
            let answer = |n: &str| {
                let words = with(n);
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let ran = run(&home, who, "12-04 10:00", &words);
                (
                    ran.status,
                    ran.out.replace(n, "N"),
                    ran.talk.replace(n, "N"),
                )
            };
            assert_eq!(answer(&number), answer(&none), "{who}: {words:?}");
        }
    }
}

#[test]
fn what_is_drafted_for_others_leaves_a_report_out() {
    let (home, number) = office();
    let open = json!({"channel": "visit", "class": "request", "route": "petition", "requests": ["修路"],
        "people": [{"name": "张某", "address": "东甲镇张家"}]});
    let open = home
        .feed(
            &["--as", "li", "register", "--json", "-"],
            open.to_string().as_bytes(),
        )
        .is(0)
        .json();
    let open = open["number"].as_str().expect("a number");
    for (start, end, who) in [
        ("2026-12-07 19:10", "2026-12-07 20:30", "wang"),
        ("2026-12-07 20:30", "2026-12-08 08:00", "li"),
    ] {
        let words = ["duty", "rota", "add", "--start", start, "--end", end];
        let crew = ["--leader", "wang", "--staff", who, "--phone", "0"];
        run(&home, "wang", "12-07 19:00", &[&words[..], &crew].concat()).is(0);
    }
    // Whoever drafts it may see the report; whoever takes over may not.
    let draft = ["duty", "handover", "draft", "2026-12-07 20:30"];
    run(&home, "wang", "12-07 20:10", &draft).is(0);
    for words in [
        &["duty", "handover", "show"][..],
        &["duty", "handover", "show", "--json"],
    ] {
        let ran = run(&home, "li", "12-07 20:15", words).is(0);
        assert!(ran.out.contains(open), "the handover has what is due");
        is_silent(&ran, "", &number);
    }
}

#[test]
fn seen_is_noted_on_what_is_owed_alone() {
    let (home, number) = office();
    let key = format!("forward:{number}:1");
    let when = "12-04 10:00";
    let ack = |who: &str, key: &str| run(&home, who, when, &["duty", "ack", key, "看过"]).status;
    assert_eq!(ack("wang", &key), 0);
    for key in [
        "forward",
        "forward:",
        "forward::",
        "",
        "答复",
        "forward:x:1",
        &format!("answer:{number}:1"),
        &format!("forward:{number}:2"),
    ] {
        assert_eq!(ack("wang", key), 3, "{key}");
    }
    let owed = run(&home, "wang", when, &["owed", "--json"]).json();
    assert_eq!(owed[0]["key"], key.as_str());
    assert_eq!(owed[0]["seen"]["note"], "看过");
}

/// A ledger of one row, as the office of `class` takes it down.
fn ledger(key: &str, about: &str, class: &str) -> String {
    format!(
        "信访件编号,姓名,住址,手机号码,信访目的,登记日期,信访方式,概况\n{key},孙某,东甲镇,13700137000,{class},2026-11-20,来信,{about}\n"
    )
}

#[test]
fn a_batch_that_brought_a_report_is_there_for_whoever_may_see_it_alone() {
    let (home, _) = office();
    let when = "12-04 10:00";
    let put = |who: &str, name: &str, text: String| {
        let file = home.file(name, text);
        let words = ["import", super::arg(&file)];
        run(&home, who, when, &words).is(0);
    };
    put(
        "li",
        "检举承某受贿.csv",
        ledger("J-1", "检举暗号乙", "检举控告"),
    );
    put("wang", "修路.csv", ledger("J-2", "要求修路", "求决"));
    for lang in [&[][..], &["--lang", "en"]] {
        let list = |who: &str| {
            run(&home, who, when, &[lang, &["import", "--list"]].concat())
                .is(0)
                .out
        };
        assert!(list("li").contains("检举承某受贿"), "{}", list("li"));
        for who in ["wang", "sup"] {
            assert!(list(who).contains("修路.csv"), "{}", list(who));
            assert!(!list(who).contains("承某"), "{who}: {}", list(who));
            let undo = |batch: &str| {
                let ran = run(
                    &home,
                    who,
                    when,
                    &[lang, &["import", "--undo", batch]].concat(),
                );
                (ran.status, ran.talk.replace(batch, "B"))
            };
            assert_eq!(undo("1"), undo("9"), "{who}");
            assert_eq!(undo("1").0, 4);
        }
    }
    // Nor does the trail say what the file was called.
    for who in ["aud", "wang"] {
        let trail = run(&home, who, when, &["audit", "list", "--json"])
            .is(0)
            .out;
        assert!(
            trail.contains("batch 1") && !trail.contains("承某"),
            "{trail}"
        );
    }
    // Undone, it is there for whoever brought it alone; one that hides nothing is undone by others.
    run(&home, "li", when, &["import", "--undo", "1"]).is(0);
    let list = run(&home, "wang", when, &["import", "--list"]).is(0).out;
    assert!(!list.contains("承某"), "{list}");
    run(&home, "wang", when, &["import", "--undo", "1"]).is(4);
    run(&home, "li", when, &["import", "--undo", "1"]).is(3);
    run(&home, "sup", when, &["import", "--undo", "2"]).is(0);
}

/// The office with the accused on its roster, and two campaigns: one of them led by the accused.
fn led() -> (Home, String) {
    let (home, number) = office();
    let add = ["operator", "add", "cheng", "--name", "承某"];
    let when = "12-04 10:00";
    run(
        &home,
        "wang",
        when,
        &[&add[..], &["--role", "lead"]].concat(),
    )
    .is(0);
    for (name, lead) in [("清零", "领某"), ("清仓", "承某")] {
        let words = ["campaign", "open", name, "--basis", "x", "--lead", lead];
        let all = [&words[..], &["--until", "2027-01-01"]].concat();
        run(&home, "wang", when, &all).is(0);
    }
    (home, number)
}

#[test]
fn nobody_leads_a_case_that_accuses_them() {
    let (home, number) = led();
    let when = "12-04 10:00";
    let add = |campaign: &str, lead: &str| {
        let words = ["campaign", "add", campaign, &number, "--cause", "unit"];
        let ran = run(
            &home,
            "wang",
            when,
            &[&words[..], &["--lead", lead]].concat(),
        );
        let show = ["campaign", "show", campaign, "--json"];
        let cases = run(&home, "wang", when, &show).is(0).json()["cases"].clone();
        (ran, cases.as_array().map_or(0, Vec::len))
    };
    // By name, by title, in a list, by login; nor is the list given to them when another leads the case.
    for (campaign, lead) in [
        ("清零", "承某"),
        ("清零", "承 某书记"),
        ("清零", "领某、承某"),
        ("清零", "cheng"),
        ("清零", "领某、cheng"),
        ("清仓", "领某"),
        ("清仓", ""),
    ] {
        let (ran, listed) = add(campaign, lead);
        let ran = ran.is(3);
        assert!(ran.talk.contains("第三十条第三款"), "{lead}: {}", ran.talk);
        assert_eq!(listed, 0, "{campaign} {lead}");
    }
    let (ran, listed) = add("清零", "领某");
    ran.is(0);
    assert_eq!(listed, 1);
    // Nor is an accused put in later.
    let (ran, listed) = add("清零", "承某");
    ran.is(3);
    assert_eq!(listed, 1);
}

#[test]
fn the_step_and_whoever_sees_nothing_hear_no_more_of_a_lead() {
    let (home, number) = led();
    let when = "12-04 10:00";
    // The step says the same of a login.
    let lead = json!({"official": "cheng", "text": "牵头"}).to_string();
    let words = ["--as", "wang", "act", &number, "lead", "--json", "-"];
    let ran = home.feed(&words, lead.as_bytes()).is(3);
    assert!(ran.talk.contains("第三十条第三款"), "{}", ran.talk);
    // Whoever does not see it hears of a petition that is not there.
    let words = ["campaign", "add", "清零", &number, "--cause", "unit"];
    let as_lead = [&words[..], &["--lead", "承某"]].concat();
    let (hidden, absent) = (number.clone(), number.replace("00001", "09999"));
    let of = |n: &str| {
        let words: Vec<&str> = as_lead
            .iter()
            .map(|w| if *w == number { n } else { w })
            .collect();
        let ran = run(&home, "sup", when, &words);
        (ran.status, ran.talk.replace(n, "N"))
    };
    assert_eq!(of(&hidden), of(&absent));
    assert_eq!(of(&hidden).0, 4);
}

#[test]
fn nobody_is_told_how_many_reports_somebody_holds() {
    let home = office().0;
    let report = json!({"channel": "letter", "class": "report", "requests": ["查处"],
        "people": [{"name": "匿某"}], "accused": [{"name": "承某"}]})
    .to_string();
    for many in 0..3 {
        let words = ["--as", "li", "register", "--json", "-"];
        home.feed(&words, report.as_bytes()).is(0);
        let ran = run(&home, "wang", "12-04 10:00", &["operator", "remove", "li"]).is(3);
        let said: String = ran.talk.chars().filter(char::is_ascii_digit).collect();
        assert!(said.is_empty(), "{many}: {}", ran.talk);
    }
}
