//! The firewall for accusations, where two records meet: the same row of two ledgers, the same person in
//! two petitions.

use serde_json::{Value, json};

use super::firewall::{office, run};
use super::{Home, Ran};

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

/// An office in which the accused leads the cases of a town.
fn with_accused() -> Home {
    let home = Home::sandbox();
    let words = ["operator", "add", "zg", "--name", "赵贵"];
    home.run(&[&words[..], &["--role", "lead", "--unit", "东甲镇"]].concat())
        .is(0);
    home
}

fn wang(home: &Home, words: &[&str], input: &Value) -> Ran {
    let words = [&["--as", "wang"], words].concat();
    home.feed(&words, input.to_string().as_bytes()).is(0)
}

fn asked(home: &Home, words: &[&str]) -> Ran {
    wang(home, words, &Value::Null)
}

fn number(home: &Home, draft: &Value) -> String {
    let done = wang(home, &["register"], draft).json();
    done["number"].as_str().expect("a number").to_owned()
}

fn forward(home: &Home, number: &str) {
    let to = json!({"to": "东甲镇"});
    wang(home, &["act", number, "forward", "--json", "-"], &to);
}

#[test]
fn what_is_given_in_a_report_reaches_nobody_through_another_petition() {
    let home = with_accused();
    let open = number(
        &home,
        &json!({"requests": ["补发工资"], "people": [
        {"name": "张三丰", "phones": ["13900139000"]}]}),
    );
    forward(&home, &open);
    let person = asked(&home, &["find", "张三丰", "--people", "--json"]);
    let person = person.json()[0]["person"].clone();
    let secrets = ["13666666666", "只在夜里打", "维吾尔语", "密街7号"];
    let given = json!({"person": person, "name": "张三丰", "phones": [secrets[0]],
        "contact_by": secrets[1], "language": secrets[2], "address": secrets[3]});
    let report = json!({"channel": "letter", "class": "report", "requests": ["举报"],
        "accused": [{"name": "赵贵", "unit": "东甲镇"}], "people": [given]});
    let done = wang(&home, &["register"], &report).json();
    assert_eq!(done["matched"][0]["person"], person, "{done}");
    assert_eq!(done["possible"], json!([]), "they are one already: {done}");
    let hidden = done["number"].as_str().expect("a number").to_owned();
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
        let found = asked(&home, &["find", typed, "--people", "--json"]).json();
        assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
        let petitions = found.to_string();
        assert!(
            petitions.contains(&open) && petitions.contains(&hidden),
            "{found}"
        );
    }
    asked(&home, &["verify"]);
}

#[test]
fn what_was_given_in_a_report_before_is_not_in_what_comes_later() {
    let home = with_accused();
    // The other way round: who first came with a report and comes again with something else.
    let report = json!({"channel": "letter", "class": "report", "requests": ["举报"],
        "accused": [{"name": "赵贵"}], "people": [{"name": "李四光", "phones": ["13777777777"],
        "help": "需人身保护", "address": "密街8号"}]});
    number(&home, &report);
    let person = asked(&home, &["find", "李四光", "--people", "--json"]);
    let person = person.json()[0]["person"].clone();
    let later = number(
        &home,
        &json!({"requests": ["修路"], "people": [{"person": person, "name": "李四光"}]}),
    );
    forward(&home, &later);
    let shown = home
        .run(&["--as", "zg", "show", &later, "--json"])
        .is(0)
        .out;
    assert!(shown.contains("李四光"));
    for secret in ["13777777777", "需人身保护", "密街8号"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    asked(&home, &["verify"]);
    asked(&home, &["audit", "verify"]);
}
