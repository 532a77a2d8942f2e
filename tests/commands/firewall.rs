//! The firewall for accusations: whatever leaves the desk says nothing of a report to whoever is not
//! named to handle it, whether it is listed, counted, drafted for others, refused or only mentioned.

use serde_json::json;

use super::{Home, Ran};

/// Words that stand in the report alone.
const SECRETS: [&str; 4] = ["暗号甲乙丙", "诸葛密", "13500135000", "WX-7788"];

const OTHERS: [&str; 4] = ["li", "zhao", "sup", "aud"];

/// An office with a report that 王某 took down, and the report's number.
fn office() -> (Home, String) {
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

fn run(home: &Home, who: &str, when: &str, words: &[&str]) -> Ran {
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

/// A ledger row of a report, as two clerks have it.
const LEDGER: &str = "信访件编号,姓名,住址,信访目的,内容分类,登记日期,信访形式,概况\n\
    2026000001,诸葛密,示例县东甲镇密家,检举控告,土地征收,2026-11-20,来信,暗号甲乙丙受贿\n";

#[test]
fn an_import_tells_nobody_that_a_report_was_imported_before() {
    let (home, _) = office();
    let file = home.file("ledger.csv", LEDGER);
    let import = |who: &str, more: &[&str]| {
        let words = ["--as", who, "import", super::arg(&file)];
        home.run(&[&words[..], more].concat()).is(0)
    };
    let told = |who: &str| import(who, &["--dry-run"]).talk;
    let before = told("sup");
    import("li", &[]);
    assert_eq!(told("sup"), before, "who may not see it learns nothing");
    assert_ne!(told("li"), before, "whoever imported it knows of it");
    // Their own row is taken, once, beside the one that they do not see.
    import("sup", &[]);
    assert_ne!(told("sup"), before);
    let list = home.run(&["--as", "sup", "import", "--list"]).is(0);
    assert!(!list.out.contains("li"), "{}", list.out);
    home.run(&["--as", "wang", "verify"]).is(0);
}

#[test]
fn what_is_owed_names_nobody_in_full() {
    let home = Home::sandbox();
    home.register(&json!({"requests": ["补发"], "people": [{"name": "诸葛密"}]}));
    for words in [&["owed", "--json"][..], &["owed"]] {
        let ran = run(&home, "wang", "12-04 10:00", words);
        assert!(!ran.out.contains("诸葛密"), "{}", ran.out);
    }
}

#[test]
fn what_is_given_in_a_report_reaches_nobody_through_another_petition() {
    let home = Home::sandbox();
    let wang = |words: &[&str], input: &serde_json::Value| {
        let words = [&["--as", "wang"], words].concat();
        home.feed(&words, input.to_string().as_bytes())
    };
    let asked = |words: &[&str]| wang(words, &json!(null)).is(0);
    let number = |draft: serde_json::Value| {
        let done = wang(&["register"], &draft).is(0).json();
        done["number"].as_str().expect("a number").to_owned()
    };
    let forward = |number: &str| {
        let to = json!({"to": "东甲镇"});
        wang(&["act", number, "forward", "--json", "-"], &to).is(0);
    };
    let words = ["operator", "add", "zg", "--name", "赵贵"];
    home.run(&[&words[..], &["--role", "lead", "--unit", "东甲镇"]].concat())
        .is(0);
    let open = number(json!({"requests": ["补发工资"], "people": [
        {"name": "张三丰", "phones": ["13900139000"]}]}));
    forward(&open);
    let person = asked(&["find", "张三丰", "--people", "--json"]);
    let person = person.json()[0]["person"].clone();
    let secrets = ["13666666666", "只在夜里打", "维吾尔语", "密街7号"];
    let given = json!({"person": person, "name": "张三丰", "phones": [secrets[0]],
        "contact_by": secrets[1], "language": secrets[2], "address": secrets[3]});
    let report = json!({"channel": "letter", "class": "report", "requests": ["举报"],
        "accused": [{"name": "赵贵", "unit": "东甲镇"}], "people": [given]});
    let hidden = number(report);
    let silent = |words: &[&str]| {
        let ran = home.run(&[&["--as", "zg"], words].concat());
        for secret in secrets {
            let all = format!("{}{}", ran.out, ran.talk);
            assert!(
                !all.contains(secret) || words.contains(&secret),
                "{words:?}: {all}"
            );
        }
        ran
    };
    let shown = silent(&["show", &open, "--json"]).is(0);
    assert!(shown.out.contains("张三丰"));
    silent(&["export", "people", "--format", "json"]);
    silent(&["find", "张三丰", "--json"]).is(0);
    silent(&["find", secrets[0], "--json"]).is(0);
    silent(&["find", "密街7号", "--json"]).is(0);
    silent(&["privacy", "copy", &open, "--why", "本人来要"]);
    // Whoever took it down finds one person, by what stands in either.
    for typed in [secrets[0], "13900139000"] {
        let found = asked(&["find", typed, "--people", "--json"]).json();
        assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
        let petitions = found.to_string();
        assert!(
            petitions.contains(&open) && petitions.contains(&hidden),
            "{found}"
        );
    }
    // The other way round: who first came with a report and comes again with something else.
    let report = json!({"channel": "letter", "class": "report", "requests": ["举报"],
        "accused": [{"name": "赵贵"}], "people": [{"name": "李四光", "phones": ["13777777777"],
        "help": "需人身保护", "address": "密街8号"}]});
    number(report);
    let person = asked(&["find", "李四光", "--people", "--json"]);
    let person = person.json()[0]["person"].clone();
    let later =
        number(json!({"requests": ["修路"], "people": [{"person": person, "name": "李四光"}]}));
    forward(&later);
    let shown = home
        .run(&["--as", "zg", "show", &later, "--json"])
        .is(0)
        .out;
    assert!(shown.contains("李四光"));
    for secret in ["13777777777", "需人身保护", "密街8号"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    asked(&["verify"]);
    asked(&["audit", "verify"]);
}
