//! Help, mistakes on the command line, schemas, completions: in both languages.

use super::Home;

#[test]
fn every_command_and_argument_is_explained_in_both_languages() {
    assert_eq!(zhuoluo::cli::help::silent(), Vec::<String>::new());
    let home = Home::empty();
    let zh = home.run(&["--help"]).is(0).out;
    let en = home.run(&["--lang", "en", "--help"]).is(0).out;
    assert!(
        zh.contains("用法：") && zh.contains("导入台账") && !zh.contains("Usage"),
        "{zh}"
    );
    assert!(
        en.contains("Usage:") && en.contains("import a ledger") && !en.contains('导'),
        "{en}"
    );
    assert!(home.run(&["--version"]).is(0).out.starts_with("zhuoluo 0."));
}

#[test]
fn mistakes_end_with_two_a_sentence_and_an_example() {
    let home = Home::sandbox();
    for (words, zh, en) in [
        (&["fnd"][..], "没有命令“fnd”", "no command \"fnd\""),
        (
            &["owed", "--jsn"],
            "不认得“--jsn”",
            "\"--jsn\" is not known",
        ),
        (&["find"], "缺少", "Missing"),
        (&["find", "x", "--limit", "no"], "不对", "does not fit"),
        (&["export", "cats"], "不能是“cats”", "cannot be \"cats\""),
        (&["calendar", "show", "99"], "不对", "does not fit"),
        (&["unit", "add", "甲"], "--kind", "--kind"),
        (&["calendar"], "缺少命令", "command is missing"),
        (&["owed", "--kind"], "后面要写值", "needs a value"),
    ] {
        home.run(words).is(2).says(zh).says("例：zhuoluo");
        let mut english = vec!["--lang=en"];
        english.extend(words);
        home.run(&english).is(2).says(en).says("Example: zhuoluo");
    }
    home.run(&["--lang", "fr", "owed"]).is(2);
}

#[test]
fn what_speaks_json_has_a_schema_and_keeps_to_it() {
    let home = Home::sandbox();
    let number = home.petition();
    for (command, words) in [
        ("owed", vec!["owed", "--json"]),
        ("find", vec!["find", "张某", "--json"]),
        ("show", vec!["show", &number, "--json"]),
        ("explain", vec!["explain", &number, "--json"]),
        ("verify", vec!["verify", "--json"]),
        ("audit", vec!["audit", "list", "--json"]),
        ("unit", vec!["unit", "list", "--json"]),
        ("operator", vec!["operator", "list", "--json"]),
        ("calendar", vec!["calendar", "show", "2026", "--json"]),
    ] {
        let schema = home.run(&["schema", command]).is(0).json();
        let value = home.run(&words).is(0).json();
        let (schema, value) = if value.is_array() {
            (&schema["items"], &value[0])
        } else {
            (&schema, &value)
        };
        let shape = schema.get("oneOf").map_or(schema, |all| &all[0]);
        let wanted: Vec<&str> = shape["required"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|k| k.as_str())
            .collect();
        let known = shape["properties"].as_object().expect("keys");
        let given = value.as_object().expect("an object");
        assert!(
            wanted.iter().all(|k| given.contains_key(*k)),
            "{command}: {wanted:?} {given:?}"
        );
        assert!(
            given.keys().all(|k| known.contains_key(k)),
            "{command}: {given:?}"
        );
    }
    for command in [
        "register",
        "check-intake",
        "act",
        "export",
        "archive",
        "privacy",
    ] {
        home.run(&["schema", command]).is(0).json();
    }
    home.run(&["schema", "cats"]).is(2).says("owed");
}

#[test]
fn the_shell_and_man_are_served() {
    let home = Home::empty();
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            home.run(&["completions", shell])
                .is(0)
                .out
                .contains("zhuoluo")
        );
    }
    assert!(home.run(&["man"]).is(0).out.contains(".TH zhuoluo"));
}

#[test]
fn a_calendar_year_names_its_notice_or_is_provisional() {
    let home = Home::sandbox();
    let known = home.run(&["calendar", "show", "2026"]).is(0).out;
    assert!(
        known.contains("国办发明电〔2025〕7号") && known.contains("2026-02-14"),
        "{known}"
    );
    let ahead = home
        .run(&["calendar", "show", "2027", "--json"])
        .is(0)
        .json();
    assert_eq!(
        (ahead["provisional"].clone(), ahead["notice"].is_null()),
        (serde_json::json!(true), true)
    );
    assert!(ahead["days"].as_array().is_some_and(|d| !d.is_empty()));
}

/// One word of an argument that two commands use for two things.
#[test]
fn who_leads_a_campaign_is_no_number_of_days() {
    let home = super::Home::empty();
    for (words, said) in [
        (["campaign", "open", "--help"], "牵头或包案领导"),
        (["campaign", "add", "--help"], "牵头或包案领导"),
        (["period", "add", "--help"], "提前几天准备"),
    ] {
        let help = home.run(&words).is(0).out;
        let line = help
            .lines()
            .find(|l| l.trim_start().starts_with("--lead"))
            .expect("the argument");
        assert!(line.contains(said), "{words:?}: {line}");
    }
}

/// The example is of the command that was typed, whatever stands as the value of an option before it.
#[test]
fn the_example_is_of_the_very_command() {
    let home = Home::empty();
    for (words, example) in [
        (
            &["--as", "demo", "person", "bogus"][..],
            "例：zhuoluo person ",
        ),
        (
            &["--as", "find", "operator", "add"][..],
            "例：zhuoluo operator add",
        ),
        (
            &["person", "merge", "--why", "show", "12"][..],
            "例：zhuoluo person merge",
        ),
    ] {
        home.run(words).is(2).says(example);
    }
}
