//! Texts beyond all measure in every word of every command: refused with the field, its limit and what
//! was given, or cut; nothing of them is kept.

use rusqlite::Connection;
use serde_json::json;

use super::Home;
use super::every::commands;

/// More than any field takes, less than the system takes for one word of a command line.
fn long() -> String {
    "长".repeat(40_000)
}

/// The longest text in any table, in characters, and where.
fn longest(home: &Home) -> (i64, String) {
    let raw = Connection::open(home.store()).expect("a store");
    let sql = "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'";
    let mut statement = raw.prepare(sql).expect("a query");
    let columns = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)));
    let columns: Vec<(String, String)> =
        columns.expect("rows").map(|r| r.expect("a row")).collect();
    let most = columns.into_iter().map(|(table, column)| {
        let sql = format!("SELECT coalesce(max(length(\"{column}\")), 0) FROM \"{table}\"");
        let most: i64 = raw.query_row(&sql, [], |r| r.get(0)).expect("a length");
        (most, format!("{table}.{column}"))
    });
    most.max().expect("a column")
}

#[test]
fn no_word_of_a_command_is_kept_beyond_its_measure() {
    let home = Home::sandbox();
    let number = home.petition();
    let before = longest(&home).0;
    let long = long();
    for (words, _) in commands() {
        for at in 1..words.len() {
            let mut words: Vec<&str> = words
                .iter()
                .map(|w| if *w == "N" { number.as_str() } else { *w })
                .collect();
            words[at] = &long;
            let ran = home.run(&words);
            words[at] = "…";
            let talk = ran.talk.chars().count();
            assert!(talk < 3_000, "{words:?} talks of {talk} characters");
            let (now, place) = longest(&home);
            assert!(now <= before.max(2_100), "{words:?} left {now} in {place}");
        }
    }
}

#[test]
fn a_refusal_names_the_field_the_limit_and_what_was_given() {
    let home = Home::sandbox();
    let number = home.petition();
    let long = long();
    for words in [
        &["show", &number, "--why", &long][..],
        &["explain", &number, "--why", &long],
        &["archive", "pack", &number, "--why", &long, "-o", "x.zip"],
    ] {
        let ran = home.run(words);
        if words[0] == "explain" && ran.talk.contains("--why") {
            continue;
        }
        ran.is(2).says("事由").says("500").says("40000");
    }
    home.run(&["duty", "log", &long])
        .is(2)
        .says("内容")
        .says("2000")
        .says("40000");
    for (step, field) in [
        ("note", "text"),
        ("forward", "why"),
        ("withdraw", "reasons"),
    ] {
        let mut body = json!({"to": "东甲镇", "text": "记", "reasons": "因"});
        for other in ["to", "text", "reasons"] {
            let needed = match step {
                "note" => "text",
                "forward" => "to",
                _ => "reasons",
            };
            if other != needed {
                body.as_object_mut().expect("an object").remove(other);
            }
        }
        body[field] = json!(long);
        let ran = home.act(&number, step, &body);
        ran.is(2).says(field).says("40000");
    }
    let events = home.run(&["show", &number, "--json"]).is(0).json();
    assert!(events.to_string().len() < 20_000, "nothing was kept");
}
