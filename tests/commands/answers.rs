//! Answers to whom an intake or the row of a ledger looks like: what cannot be is refused, and nothing is
//! registered.

use serde_json::{Value, json};

use super::matches::{self, LEDGER, count};
use super::{Home, arg};

/// Three people on record, the second read as the first.
fn home() -> Home {
    let home = Home::sandbox();
    for name in ["张某", "李某", "王某"] {
        home.register(&json!({ "people": [{ "name": name }], "requests": ["要求核实补偿款"] }));
    }
    home.run(&["person", "merge", "1", "2", "--why", "同一人"])
        .is(0);
    home
}

/// Line, field, what was expected and an example; and nothing of any line is registered.
fn refused(home: &Home, people: &Value, field: &str, what: &str) {
    let good = json!({ "people": [{ "name": "赵某" }], "requests": ["要求说明"] });
    let bad = json!({ "people": people, "requests": ["要求说明"] });
    let ran = home
        .feed(&["register"], format!("{good}\n{bad}\n").as_bytes())
        .is(2)
        .says("第2行")
        .says(field)
        .says(what)
        .says("例：");
    assert_eq!(ran.out, "");
}

#[test]
fn answers_of_nobody_are_refused_and_nothing_is_registered() {
    let home = home();
    for (person, field, what) in [
        (
            json!({ "name": "张某", "person": 77 }),
            "person",
            "没有信访人 77",
        ),
        (
            json!({ "name": "张某", "person": 0 }),
            "person",
            "没有信访人 0",
        ),
        (
            json!({ "name": "张某", "not": [1, 77] }),
            "not[1]",
            "没有信访人 77",
        ),
        (json!({ "not": [1] }), "not", "没写是谁"),
        (json!({ "name": "张某", "same": 1 }), "same", "same"),
    ] {
        refused(&home, &json!([person]), &format!("people[0].{field}"), what);
    }
    let made = json!({ "people": [{ "name": "王某", "person": 3 }], "requests": ["要求说明"] });
    let made = home.register(&made);
    assert_eq!(made["number"], "999999-2026-LF-00004", "none before it");
    assert_eq!(
        made["matched"],
        json!([{ "person": 3, "name": "王某", "by": "answer",
            "why": { "zh": "回答为同一人", "en": "answered to be the same person" } }])
    );
}

#[test]
fn answers_that_contradict_each_other_are_refused() {
    let home = home();
    let both = json!([{ "name": "张某", "person": 3, "not": [3] }]);
    refused(&home, &both, "people[0].not", "只留其中一个");
    let read_as = json!([{ "name": "张某", "person": 1, "not": [2] }]);
    refused(&home, &read_as, "people[0].not[0]", "合看为一人");
    let twice = json!([{ "person": 3 }, { "name": "王某", "person": 3 }]);
    refused(&home, &twice, "people[1].name", "写了两次");
}

/// A ledger, the lines of its matches, and somebody more on record whom its last two rows look like.
struct Asked {
    home: Home,
    file: std::path::PathBuf,
    rows: Vec<Vec<String>>,
}

impl Asked {
    fn new() -> Self {
        let home = matches::home();
        let person = json!({ "name": "景天", "phones": ["15400000004"] });
        home.register(&json!({ "people": [person], "requests": ["要求说明"] }));
        let file = home.file("台账.csv", LEDGER);
        let cells = |line: &str| {
            line.replace('"', "")
                .split(',')
                .map(str::to_owned)
                .collect()
        };
        let rows = matches::matches(&home, &file).lines().map(cells).collect();
        Self { home, file, rows }
    }

    /// The line about a row and a person (`r`: of another row), answered.
    fn said(&self, row: &str, person: &str, answer: &str) -> Vec<String> {
        let is = |r: &&Vec<String>| r[1] == row && r[3].starts_with(person);
        let mut row = self.rows.iter().find(is).expect("a row").clone();
        answer.clone_into(&mut row[11]);
        row
    }

    fn put(&self, answers: &[Vec<String>]) -> std::path::PathBuf {
        let text: Vec<String> = answers.iter().map(|row| row.join(",")).collect();
        self.home.file("answers.csv", text.join("\n"))
    }

    /// The row of the answers, what was expected and an example; nothing is imported.
    fn refused(&self, answers: &[Vec<String>], line: usize, what: &str) {
        let (before, path) = (count(&self.home, "petition"), self.put(answers));
        self.home
            .run(&["import", arg(&self.file), "--answers", arg(&path)])
            .is(2)
            .says(&format!("回答文件第{line}行"))
            .says(what)
            .says("例：");
        assert_eq!(count(&self.home, "petition"), before);
    }
}

#[test]
fn answers_to_what_was_not_asked_say_the_row_and_import_nothing() {
    let asked = Asked::new();
    // Nobody on record; somebody who is not like the row; another's petition; no petition.
    let change = |row: &str, answer: &str, cell: usize, to: &str| {
        let person = if row == "2" { "1" } else { "r" };
        let mut line = asked.said(row, person, answer);
        to.clone_into(&mut line[cell]);
        line
    };
    let good = asked.said("3", "2", "同一人");
    let nobody = change("2", "都不是", 3, "77");
    asked.refused(&[good.clone(), nobody], 2, "没有信访人 77");
    asked.refused(&[change("2", "同一人", 3, "2")], 1, "没有列为");
    let other = change("2", "两者都是", 9, "999999-2026-LF-00002");
    asked.refused(&[other], 1, "没有列为");
    asked.refused(&[change("2", "同一事项", 9, "")], 1, "没有登记编号");
    // Two rows that nobody found alike.
    let first = asked.said("2", "1", "")[0].clone();
    asked.refused(&[change("5", "同一人", 3, &first)], 1, "没有列为");
}

#[test]
fn answers_to_two_rows_that_contradict_each_other_import_nothing() {
    let asked = Asked::new();
    // Row 4 is person 3, row 5 is row 4; row 5 is not person 3.
    let (four, five) = (
        asked.said("4", "3", "同一人"),
        asked.said("5", "r", "两者都是"),
    );
    let neither = asked.said("5", "3", "都不是");
    asked.refused(
        &[four.clone(), five.clone(), neither.clone()],
        3,
        "回答文件第2行矛盾",
    );
    let path = asked.put(&[four, five]);
    let run = |path: &std::path::Path| {
        let ledger = arg(&asked.file);
        asked.home.run(&["import", ledger, "--answers", arg(path)])
    };
    let batch = run(&path).is(0).says("2个回答").json()["batch"].to_string();
    assert_eq!(matches::people(&asked.home), 5);
    // Taken back and answered anew: what was answered before is remembered, and contradicts as well.
    asked.home.run(&["import", "--undo", &batch]).is(0);
    asked.refused(&[neither], 1, "以前对这份台账的回答矛盾");
}
