//! `import waiting`: what the page of the ledgers does, as commands: listed, shown, answered, imported, put away.

use serde_json::json;

use super::matches::{LEDGER, count, home, people};
use super::{Home, arg};

fn put(home: &Home) {
    let file = home.file("台账.csv", LEDGER);
    home.run(&["import", arg(&file), "--wait"]).is(0);
}

#[test]
fn a_ledger_that_waits_is_answered_and_imported_by_commands() {
    let home = home();
    home.run(&["import", "waiting", "list", "--json"]).is(0);
    put(&home);
    let all = home
        .run(&["import", "waiting", "list", "--json"])
        .is(0)
        .json();
    assert_eq!(all[0]["ledger"], 1);
    assert_eq!((&all[0]["asked"], &all[0]["open"]), (&json!(3), &json!(3)));
    let shown = home
        .run(&["import", "waiting", "show", "1", "--json"])
        .is(0)
        .json();
    let rows = shown["rows"].as_array().expect("rows");
    let lines: Vec<&serde_json::Value> = rows.iter().map(|r| &r["row"]).collect();
    assert_eq!(lines, [&json!(2), &json!(3), &json!(5)]);
    assert_eq!(shown["pairs"], json!(null));
    // The first row is like somebody on record, the last one like the row before it.
    let pairs = home
        .run(&["import", "waiting", "show", "1", "2", "--json"])
        .is(0)
        .json();
    assert_eq!(pairs["pairs"][0]["person"], 1, "{pairs}");
    assert_eq!(pairs["pairs"][0]["answer"], json!(null));
    home.run(&["import", "waiting", "answer", "1", "2", "both"])
        .is(0)
        .says("未答2行");
    home.run(&[
        "import", "waiting", "answer", "1", "3", "person", "--person", "2",
    ])
    .is(0);
    home.run(&[
        "import", "waiting", "answer", "1", "5", "person", "--row", "4",
    ])
    .is(0)
    .says("未答0行");
    let pairs = home
        .run(&["import", "waiting", "show", "1", "2", "--json"])
        .is(0)
        .json();
    assert_eq!(pairs["pairs"][0]["answer"], "both");
    assert_eq!(pairs["pairs"][0]["petition"], "999999-2026-LF-00001");
    // Taken back and given again.
    home.run(&["import", "waiting", "answer", "1", "3", "back"])
        .is(0)
        .says("未答1行");
    home.run(&["import", "waiting", "answer", "1", "3", "neither"])
        .is(0)
        .says("未答0行");
    let before = count(&home, "petition");
    let done = home.run(&["import", "waiting", "import", "1"]).is(0).json();
    assert_eq!(done["taken"], 4);
    assert_eq!(count(&home, "petition"), before + 4);
    // 章 was known, 徐 is somebody else, 景 stands twice.
    assert_eq!(people(&home), 4);
    assert_eq!(count(&home, "waiting"), 0);
    home.run(&["verify"]).is(0);
}

#[test]
fn what_is_not_there_is_said_and_what_is_put_away_keeps_its_answers() {
    let home = home();
    put(&home);
    home.run(&["import", "waiting", "show", "9"])
        .is(4)
        .says("import waiting list");
    home.run(&["import", "waiting", "show", "1", "4"])
        .is(4)
        .says("第4行");
    home.run(&[
        "import", "waiting", "answer", "1", "2", "both", "--person", "2",
    ])
    .is(2)
    .says("--person 1");
    home.run(&[
        "import",
        "waiting",
        "answer",
        "1",
        "2",
        "both",
        "--petition",
        "999999-2026-LF-00002",
    ])
    .is(4);
    home.run(&["import", "waiting", "answer", "1", "2", "vielleicht"])
        .is(2);
    home.run(&["import", "waiting", "drop", "9"]).is(4);
    home.run(&["import", "waiting"]).is(2);
    home.run(&["import", "waiting", "answer", "1", "2", "person"])
        .is(0);
    home.run(&["import", "waiting", "drop", "1"])
        .is(0)
        .says("没有导入");
    assert_eq!(count(&home, "petition"), 2);
    let text = home.run(&["import", "waiting", "list"]).is(0).out;
    assert!(!text.contains("台账.csv"), "{text}");
    put(&home);
    let shown = home
        .run(&["import", "waiting", "show", "1", "--json"])
        .is(0)
        .json();
    assert_eq!(
        shown["rows"][0]["answers"],
        json!([{ "nth": 1, "answer": "person" }]),
        "{shown}"
    );
    let text = home.run(&["import", "waiting", "show", "1", "2"]).is(0).out;
    assert!(
        text.contains("--person 1") && text.contains("同一人"),
        "{text}"
    );
}
