//! Hostile words in every field, shown in every room and by every command: no control byte leaves but
//! the program's own, and what turns text round is shown as a mark.

use std::time::Duration;

use serde_json::json;

use super::output::own;
use super::tty::Home;
use crate::commands::Home as Desk;

/// CSI, OSC 0, 8 and 52, DCS, C1, bidi, invisible ones, line ends.
const EVIL: &str = "甲\u{1b}[2J\u{1b}]0;x\u{7}\u{1b}]8;;http://x\u{1b}\\\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}P1$r\u{1b}\\\u{9b}31m\u{85}\u{202e}乙\u{2066}\u{200b}\u{feff}\r\n\t\u{7f}丙";

fn evil() -> serde_json::Value {
    json!({
        "channel": "visit", "class": "request", "received_on": "2026-11-20", "place": EVIL,
        "requests": [EVIL], "facts": EVIL, "summary": EVIL,
        "people": [{ "name": EVIL, "address": EVIL, "phones": [EVIL] }],
    })
}

#[test]
fn hostile_words_on_file_come_out_harmless_in_every_room() {
    let home = Home::new();
    let path = home.store().display().to_string();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_zhuoluo"))
        .args(["--db", &path, "--as", "wang", "register", "--json", "-"])
        .env("HOME", home.path())
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    std::io::Write::write_all(
        child.stdin.as_mut().expect("a pipe"),
        evil().to_string().as_bytes(),
    )
    .expect("typed");
    let done = child.wait_with_output().expect("it ends");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let mut tty = home.open();
    // Ledgers, the case in all its panes, its papers and steps; search; desk; intake; duty; help.
    for keys in [
        "\x1b6", "\r", "\t", "\t", "\t", "\x0f", "\x1b[15~", "\x1b3", "甲", "\r", "\x1b1", "\x1b5",
        "\x1b", "\x1b2",
    ] {
        tty.send(keys);
        tty.settle();
    }
    tty.send("\x11");
    let _ = tty.ended(Duration::from_secs(5));
    tty.wait("the plain screen", |tty| {
        tty.look(|s| !s.alternate_screen())
    });
    let bytes = tty.bytes();
    assert_eq!(own(&bytes), Ok(()));
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains('甲'), "the words were on the screen");
    for c in ['\u{202e}', '\u{2066}', '\u{feff}'] {
        assert!(!text.contains(c), "{c:?} reached the terminal");
    }
}

#[test]
fn hostile_words_come_out_harmless_by_command() {
    let home = Desk::sandbox();
    let number = home.register(&evil())["number"]
        .as_str()
        .expect("a number")
        .to_owned();
    let why = format!("为{}", EVIL.replace(['\r', '\n'], ""));
    for words in [
        &["show", &number][..],
        &["show", &number, "--why", &why],
        &["show", EVIL],
        &["find", "甲"],
        &["find", EVIL],
        &["owed"],
        &["explain", &number],
        &["explain", &number, EVIL],
        &["act", &number, EVIL],
        &["paper", &number, "receipt"],
        &["audit", "list"],
        &["audit", "list", "--person", &number],
        &["export", "petitions", "-o", EVIL],
        &["import", EVIL],
        &["unit", "add", EVIL],
        &["operator", "add", EVIL, "--name", EVIL, "--role", EVIL],
        &["period", "end", EVIL],
        &["duty", "log", EVIL],
        &["duty", "log", "list"],
        &["verify"],
        &[EVIL],
        &["--lang", EVIL, "owed"],
    ] {
        for lang in ["zh", "en"] {
            let mut all = vec!["--lang", lang];
            all.extend(words);
            let ran = home.run(&all);
            for (sink, text) in [("out", &ran.out), ("talk", &ran.talk)] {
                let wild = |c: &char| {
                    (c.is_control() && *c != '\n')
                        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
                };
                let found = text.chars().find(wild);
                assert_eq!(found, None, "{sink} of {words:?}: {text:?}");
            }
        }
    }
}
