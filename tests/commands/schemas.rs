//! Every command that takes `--json` prints what `schema` says of it: each is run, and its real output
//! is held against its schema, key by key.

use std::collections::BTreeSet;

use clap::Command;
use serde_json::{Value, json};
use zhuoluo::cli::{help, schema};
use zhuoluo::words::Lang;

use super::Home;

/// The paths of all commands that take `--json`, without the program's name.
fn speakers() -> BTreeSet<String> {
    fn walk(command: &Command, path: &str, out: &mut BTreeSet<String>) {
        let takes = command.get_arguments().any(|a| a.get_id() == "json");
        if takes && (!command.has_subcommands() || !command.is_subcommand_required_set()) {
            out.insert(path.to_owned());
        }
        for sub in command.get_subcommands().filter(|c| c.get_name() != "help") {
            let path = format!("{path} {}", sub.get_name());
            walk(sub, path.trim(), out);
        }
    }
    let mut all = help::command(Lang::En);
    all.build();
    let mut out = BTreeSet::new();
    walk(&all, "", &mut out);
    out
}

/// What a value says against its schema; empty when it keeps to it. A key that the schema does not
/// know is wrong as well.
fn faults(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(all) = schema["oneOf"].as_array() {
        let each: Vec<Vec<String>> = all.iter().map(|s| faults(s, value, at)).collect();
        let fits = each.iter().any(Vec::is_empty);
        return if fits { Vec::new() } else { each.concat() };
    }
    let mut out = Vec::new();
    if let Some(word) = schema.get("const").filter(|word| *word != value) {
        out.push(format!("{at}: {value} is not {word}"));
    }
    if let Some(words) = schema["enum"].as_array()
        && !value.is_null()
        && !words.contains(value)
    {
        out.push(format!("{at}: {value} is none of {words:?}"));
    }
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    };
    if !kinds.is_empty() && !kinds.iter().any(|k| is(k.as_str().unwrap_or(""), value)) {
        out.push(format!("{at}: {value} is no {kinds:?}"));
    }
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        out.extend(faults(&schema["items"], item, &format!("{at}[{n}]")));
    }
    if let (Some(map), Some(known)) = (value.as_object(), schema["properties"].as_object()) {
        let wanted = schema["required"].as_array().into_iter().flatten();
        let missing = wanted
            .filter_map(Value::as_str)
            .filter(|k| !map.contains_key(*k));
        out.extend(missing.map(|k| format!("{at}.{k}: missing")));
        for (key, value) in map {
            match known.get(key) {
                Some(schema) => out.extend(faults(schema, value, &format!("{at}.{key}"))),
                None => out.push(format!("{at}.{key}: not in the schema")),
            }
        }
    }
    out
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        _ => false,
    }
}

#[test]
fn the_check_itself_can_fail() {
    let schema = json!({ "type": "object", "required": ["a"], "properties": { "a": { "type": "integer" } } });
    assert!(faults(&schema, &json!({ "a": 1 }), "").is_empty());
    for wrong in [
        json!({}),
        json!({ "a": "1" }),
        json!({ "a": 1, "b": 1 }),
        json!([]),
    ] {
        assert!(!faults(&schema, &wrong, "").is_empty(), "{wrong}");
    }
}

/// What was run, and what did not keep to its schema.
#[derive(Default)]
struct Seen {
    done: BTreeSet<String>,
    wrong: Vec<String>,
}

/// Runs a command, which may end with any status of success, and holds each of its values against the schema.
fn holds(home: &Home, path: &str, words: &[&str], input: &str, seen: &mut Seen) -> Value {
    let schema = schema::of(path).unwrap_or_default();
    let mut all = vec!["--as", "wang"];
    all.extend(words);
    let ran = home.feed(
        if words.contains(&"--as") { words } else { &all },
        input.as_bytes(),
    );
    let values = serde_json::Deserializer::from_str(&ran.out).into_iter();
    let values: Vec<Value> = values.filter_map(Result::ok).collect();
    let wrong = &mut seen.wrong;
    if ![0, 10, 20].contains(&ran.status) || values.is_empty() {
        wrong.push(format!(
            "{path} {words:?}: {} {} {}",
            ran.status, ran.out, ran.talk
        ));
    }
    for value in &values {
        if *value == json!([]) {
            wrong.push(format!("{path} {words:?}: an empty list shows nothing"));
        }
        wrong.extend(faults(&schema, value, path));
    }
    seen.done.insert(path.to_owned());
    values.into_iter().next().unwrap_or_default()
}

/// Commands one a line, words parted by spaces; `{}` is what the caller gives.
fn run_all(home: &Home, lines: &str, given: &str, seen: &mut Seen) {
    for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let (path, rest) = line.split_once('|').expect("path | words");
        let line = format!("{} {}", path.trim(), rest.trim()).replace("{}", given);
        let words: Vec<&str> = line.split_whitespace().collect();
        let confirms = path.starts_with("calendar confirm");
        let who = if confirms { "li" } else { "wang" };
        let words = [&["--as", who][..], &words[..]].concat();
        holds(home, path.trim(), &words, "", seen);
    }
}

/// Intake, search, the file, what is owed, ledgers in and out.
fn petitions(home: &Home, seen: &mut Seen) -> String {
    let draft = |on: &str, name: &str| {
        json!({
            "channel": "visit", "class": "request", "received_on": on,
            "people": [{ "name": name, "phones": ["13800138000"] }], "requests": ["要求核实征地补偿款"],
        })
    };
    let one = draft("2026-11-05", "张某").to_string();
    holds(home, "check-intake", &["check-intake"], &one, seen);
    let made = holds(home, "register", &["register"], &one, seen);
    let number = made["number"].as_str().unwrap_or_default().to_owned();
    home.register(&draft("2026-09-01", "李某"));
    let act = ["act", &number, "forward", "--json", "-"];
    holds(home, "act", &act, r#"{"to":"东甲镇"}"#, seen);
    let lines = "
        find | 张某 --json
        find | 征地 --json
        person merge | 1 2 --preview --json
        person show | 1 --json
        show | {} --json
        owed | --json
        explain | {} --json
        remind | --json
        self-check | --json
        verify | --json
        export | petitions --format json
        export | owed --format json";
    run_all(home, lines, &number, seen);
    let book = super::sample("来访登记台账.csv");
    let import = ["import", super::arg(&book), "--dry-run"];
    holds(home, "import", &import, "", seen);
    let wait = ["import", super::arg(&book), "--wait", "--each"];
    holds(home, "import", &wait, "", seen);
    run_all(
        home,
        "import waiting list | --json\nimport waiting show | 1 --json",
        "",
        seen,
    );
    number
}

/// A festival table and rules of the office's own, in the home.
fn tables(home: &Home, seen: &mut Seen) {
    let days = "日期,类型,名称\n2027-01-01,休,元旦\n2027-02-05,休,春节\n";
    let table = home.file("2027.csv", days);
    let head = "--title 放假通知 --number 示发〔2026〕9号 --date 2026-11-10 --local --json";
    let lines = format!(
        "calendar diff | {{}} {head}
         calendar import | {{}} {head}
         calendar versions | --json
         calendar confirm | 1 --json
         calendar show | 2026 --json
         calendar show | 2027 --json
         calendar count | 2026-02-02 15d --json"
    );
    run_all(home, &lines, super::arg(&table), seen);
    let own = home.file("own.toml", "[limits.answer]\nlength = 45\n");
    let lines = "rules show | --json
         rules diff | {} --json
         rules import | {} --json";
    run_all(home, lines, super::arg(&own), seen);
}

/// Campaigns, and the office's own lists.
fn office(home: &Home, number: &str, seen: &mut Seen) {
    for words in [
        "operator add li --name 李某 --role administrator",
        "campaign open 清积案 --basis 示信发〔2026〕5号 --lead 王某 --until 2026-12-31 --phase 摸排:2026-11-20:2026-11-30",
        "campaign add 清积案 {} --cause nobody",
    ] {
        let words = words.replace("{}", number);
        let words: Vec<&str> = words.split(' ').collect();
        home.run(&[&["--as", "wang"][..], &words].concat()).is(0);
    }
    let lines = "template list | --json
         archive rules | --json
         campaign list | --json
         campaign show | 清积案 --json
         office show | --json
         unit list | --json
         operator list | --json
         audit list | --json
         audit verify | --json";
    run_all(home, lines, "", seen);
    let keys = ["one.key", "two.key"].map(|name| super::backup::key(home, name));
    let file = super::arg(&home.path("b.age")).to_owned();
    let [(identity, first), (_, second)] = keys;
    let lines = format!(
        "backup | -o {{}} --recipient {first} --recipient {second} --json
         backup | --check {{}} --identity {identity} --json"
    );
    run_all(home, &lines, &file, seen);
}

/// Periods, the rota, the log, rounds, disputes, urgent help.
fn duty(home: &Home, seen: &mut Seen) {
    let lines = "
        period add | 春节 --from 2026-11-20 --to 2026-11-29 --basis 示信发〔2026〕1号 --by 县信访局 --preset spring-festival --json
        period hours | 1 9:00至12:00 --json
        period move | 1 --from 2026-11-20 --to 2026-11-30 --json
        duty rota add | --start 2026-11-20T08:00 --end 2026-11-21T08:00 --leader wang --staff li --json
        duty rota add | --start 2026-11-21T08:00 --end 2026-11-22T08:00 --leader wang --staff li --json
        duty rota edit | 5 --start 2026-11-21T08:00 --end 2026-11-22T06:00 --leader wang --staff li --json
        duty rota drop | 5 --json
        duty rota template | --days workday --starts 08:00 --hours 24 --crew wang:li --since 2026-11-23 --json
        duty rota end-template | 8 --on 2026-12-20 --json
        duty check-in | --json
        duty log | 供暖公司来电 --unusual --json
        duty screening add | 东甲镇 --round monthly --json
        duty dispute add | 滴水沿 --unit 东甲镇 --place 戊村 --due 2026-11-28 --json
        duty urgent open | 来电人在河边 --place 城东桥 --json
        duty urgent call | 14 --to 110 已出警 --json
        duty urgent follow-up | 14 人已到家 --next 2026-11-23 --json
        period list | --json
        duty now | --json
        duty rota | --json
        duty rota fair | --json
        duty log | --json
        duty screening list | --json
        duty dispute list | --json
        duty urgent list | --json
        duty urgent show | 14 --why 跟进 --json
        duty dispute step | 13 mediate 到场调解 --json
        duty dispute close | 13 已签调解协议 --json
        period end | 1 --on 2026-11-25 --json";
    run_all(home, lines, "", seen);
}

/// Run with a server (`tests/access`), ended files (`keeping`), or a festival and hours of play (`tests/duty`), elsewhere; here their schema
/// is only asked for.
const ELSEWHERE: [&str; 24] = [
    "box list",
    "ssh doctor",
    "archive appraise",
    "archive check",
    "archive pack",
    "privacy enter",
    "privacy find",
    "privacy list",
    "privacy receive",
    "period lapsing",
    "duty account",
    "duty ack",
    "duty dispute petition",
    "duty handover draft",
    "duty handover show",
    "duty handover sign",
    "duty handover touch",
    "duty report",
    "duty rota approve",
    "duty rota drop-override",
    "duty rota import",
    "duty rota override",
    "duty rota refuse",
    "duty rota swap",
];

#[test]
fn every_command_that_speaks_json_keeps_to_its_schema() {
    let home = Home::sandbox();
    let mut seen = Seen::default();
    let number = petitions(&home, &mut seen);
    office(&home, &number, &mut seen);
    tables(&home, &mut seen);
    duty(&home, &mut seen);
    assert!(seen.wrong.is_empty(), "{}", seen.wrong.join("\n"));
    let texts = ["duty handover code", "duty urgent card"];
    for path in speakers() {
        if texts.contains(&path.as_str()) {
            assert!(schema::of(&path).is_none(), "{path} prints text");
            continue;
        }
        assert!(schema::of(&path).is_some(), "{path}: no schema");
        let run = seen.done.contains(&path) || path == "duty screening report";
        assert!(
            run || ELSEWHERE.contains(&path.as_str()),
            "{path} was not run"
        );
    }
}
