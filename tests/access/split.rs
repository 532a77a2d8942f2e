//! What stands behind `ssh desk`: words, never a shell.

use proptest::prelude::*;
use zhuoluo::cli::split::split;

#[test]
fn a_line_becomes_words_and_nothing_expands() {
    for (line, words) in [
        ("zhuoluo owed --json", vec!["zhuoluo", "owed", "--json"]),
        (
            "  zhuoluo\tfind  '张 三' ",
            vec!["zhuoluo", "find", "张 三"],
        ),
        (
            r#"zhuoluo find "a \"b\" \x""#,
            vec!["zhuoluo", "find", r#"a "b" \x"#],
        ),
        (r"zhuoluo find a\ b", vec!["zhuoluo", "find", "a b"]),
        ("zhuoluo find ''", vec!["zhuoluo", "find", ""]),
        (
            "zhuoluo find $(id) `id` $HOME *",
            vec!["zhuoluo", "find", "$(id)", "`id`", "$HOME", "*"],
        ),
        ("zhuoluo owed; id", vec!["zhuoluo", "owed;", "id"]),
        ("", vec![]),
    ] {
        assert_eq!(split(line).unwrap(), words, "{line}");
    }
}

#[test]
fn what_is_not_closed_is_refused() {
    let long = "a ".repeat(40_000);
    for line in [
        "zhuoluo 'a",
        "zhuoluo \"a",
        "zhuoluo a\\",
        "zhuoluo\nid",
        "zhuoluo \u{1b}[2J",
        &long,
    ] {
        let said = split(line).unwrap_err();
        assert!(!said.zh.is_empty() && !said.en.is_empty(), "{line:?}");
    }
}

proptest! {
    #[test]
    fn quoting_a_word_gives_it_back(words in prop::collection::vec("[^\\p{C}]{0,12}", 1..6)) {
        let quoted: Vec<String> = words
            .iter()
            .map(|w| format!("'{}'", w.replace('\'', r"'\''")))
            .collect();
        prop_assert_eq!(split(&quoted.join(" ")).unwrap(), words);
    }

    #[test]
    fn nothing_makes_it_fall(line in ".{0,80}") {
        let _ = split(&line);
    }
}
