//! What is fed in: lines, cells, columns, depths and archives beyond all measure.

use crate::commands::{Home, arg};

/// The most memory of a command's whole life, in kilobytes; `None` where `/usr/bin/time` is not there.
fn peak(home: &Home, file: &str) -> (i32, String, Option<u64>) {
    let output = std::process::Command::new("/usr/bin/time")
        .args([
            "-f",
            "peak %M",
            env!("CARGO_BIN_EXE_zhuoluo"),
            "import",
            file,
            "--dry-run",
        ])
        .env_clear()
        .env("HOME", home.path(""))
        .env("ZHUOLUO_NOW", crate::commands::NOW)
        .output();
    let Ok(output) = output else {
        let ran = home.run(&["import", file, "--dry-run"]);
        return (ran.status, ran.talk, None);
    };
    let talk = String::from_utf8_lossy(&output.stderr).into_owned();
    let most = talk
        .lines()
        .find_map(|l| l.strip_prefix("peak ")?.parse().ok());
    (output.status.code().unwrap_or(-1), talk, most)
}

#[test]
fn ledgers_beyond_all_measure_are_sentences_in_bounded_memory() {
    let home = Home::sandbox();
    let head = "姓名,信访日期,反映问题";
    let row = "陈某,2026-11-02,";
    let (one_line, open_quote) = (
        "x".repeat(70 << 20),
        "\"x\n".to_owned() + &"y,z\n".repeat(4 << 20),
    );
    for (name, text) in [
        ("line.csv", format!("{head}\n{row}{one_line}\n")),
        ("quote.csv", format!("{head}\n{row}{open_quote}")),
        (
            "cell.csv",
            format!("{head}\n{row}{}\n", "路".repeat(2_000_000)),
        ),
        (
            "columns.csv",
            format!(
                "{head}{}\n{row}修路{}\n",
                ",c".repeat(1_000_000),
                ",1".repeat(1_000_000)
            ),
        ),
        (
            "rows.csv",
            format!("{head}\n{}", "陈某,2026-11-02,\n".repeat(300_000)),
        ),
        ("ends.csv", "\r\n".repeat(20 << 20)),
        ("nuls.csv", "\0".repeat(40 << 20)),
        ("commas.csv", ",".repeat(40 << 20)),
    ] {
        let file = home.file(name, text);
        let (status, talk, peak) = peak(&home, arg(&file));
        assert!(status == 2 || status == 1, "{name}: {status} {talk}");
        assert!(
            talk.contains("没有改动") || talk.contains("没有写入"),
            "{name}: {talk}"
        );
        assert!(talk.len() < 6_000, "{name}: {} bytes of talk", talk.len());
        assert!(peak.is_none_or(|kb| kb < 400_000), "{name}: {peak:?} kB");
        std::fs::remove_file(file).expect("removed");
    }
    home.run(&["verify"]).is(0);
    let listed = home.run(&["import", "--list"]).is(0).out;
    assert!(!listed.contains(".csv"), "{listed}");
}

#[test]
fn json_beyond_all_measure_is_a_sentence() {
    let home = Home::sandbox();
    let number = home.petition();
    for text in [
        "[".repeat(200_000),
        "{\"requests\":".repeat(50_000),
        format!(
            r#"{{"channel":"visit","requests":["{}"]}}"#,
            "x".repeat(20 << 20)
        ),
        format!(
            r#"{{"channel":"visit","requests":[{}]}}"#,
            vec!["\"a\""; 100_000].join(",")
        ),
        format!(
            r#"{{"channel":"visit","requests":["a"],"people":[{}]}}"#,
            vec![r#"{"name":"a"}"#; 50_000].join(",")
        ),
        format!(
            "{{{}}}",
            (0..50_000)
                .map(|n| format!("\"k{n}\":1"))
                .collect::<Vec<_>>()
                .join(",")
        ),
        r#"{"channel":"visit","channel":"letter","requests":["a"]}"#.to_owned(),
        r#"{"channel":"visit","requests":["\ud800"]}"#.to_owned(),
        "1e999999".to_owned(),
        "\u{feff}{}".to_owned(),
    ] {
        for words in [
            &["register", "--json", "-"][..],
            &["act", &number, "note", "--json", "-"],
            &["privacy", "receive", "--json", "-"],
        ] {
            let ran = home.feed(words, text.as_bytes());
            let head: String = text.chars().take(30).collect();
            assert!(
                (1..=4).contains(&ran.status),
                "{words:?} {head}: {} {}",
                ran.status,
                ran.talk.chars().take(300).collect::<String>()
            );
            assert!(
                ran.talk.len() < 8_000,
                "{words:?} {head}: {} bytes of talk",
                ran.talk.len()
            );
            assert!(!ran.talk.contains("panicked"), "{head}");
        }
    }
    home.run(&["verify"]).is(0);
}
