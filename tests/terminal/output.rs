//! No control byte leaves but the program's own; a fall gives the terminal back.

use std::time::Duration;

use super::frames::intake;
use super::tty::Home;

/// What the program may say in control sequences, besides text.
pub fn own(bytes: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|e| e.to_string())?;
    let mut rest = text;
    while let Some(at) = rest.find(char::is_control) {
        rest = &rest[at..];
        // The bell stands between two frames, never in one.
        if let Some(after) = rest.strip_prefix('\u{7}')
            && (after.is_empty() || after.starts_with("\x1b[?2026h"))
        {
            rest = after;
            continue;
        }
        let said = sequence(rest)
            .ok_or_else(|| format!("{:?}", rest.chars().take(24).collect::<String>()))?;
        rest = &rest[said..];
    }
    Ok(())
}

/// The length of a sequence of ours at the start of a text.
fn sequence(text: &str) -> Option<usize> {
    if let Some(title) = text.strip_prefix("\x1b]2;") {
        let end = title.find("\x1b\\")?;
        return (!title[..end].chars().any(char::is_control)).then_some(4 + end + 2);
    }
    let body = text.strip_prefix("\x1b[")?;
    let end = body.find(|c: char| c.is_ascii_alphabetic())?;
    let (numbers, letter) = (&body[..end], body.as_bytes()[end]);
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit() || b == b';');
    let modes = ["?25", "?1000", "?1004", "?1006", "?1049", "?2004", "?2026"];
    let known = match letter {
        b'h' | b'l' => modes.contains(&numbers),
        b'm' | b'H' => digits(numbers),
        b'J' => numbers.is_empty() || numbers == "2",
        b't' => numbers == "22;2" || numbers == "23;2",
        _ => false,
    };
    known.then_some(2 + end + 1)
}

#[test]
fn hostile_text_comes_out_harmless() {
    let home = Home::new();
    let mut tty = home.open();
    intake(&mut tty);
    tty.send("\x1b[200~甲\x1b]0;evil\x07乙\x1b[2J\x1b]52;c;ZXZpbA==\x07丙\u{9b}31m丁\u{202e}戊\x1bP1$r\x1b\\己\x1b[201~");
    tty.wait_for("己");
    tty.send("\x11");
    assert_eq!(tty.ended(Duration::from_secs(5)).0, 0);
    tty.wait("the plain screen", |tty| {
        tty.look(|s| !s.alternate_screen())
    });
    assert_eq!(own(&tty.bytes()), Ok(()));
}

#[test]
fn leaving_gives_everything_back() {
    let home = Home::new();
    let mut tty = home.open();
    tty.send("\x11");
    assert_eq!(tty.ended(Duration::from_secs(5)).0, 0);
    tty.wait("the plain screen", |tty| {
        tty.look(|s| !s.alternate_screen() && !s.bracketed_paste() && !s.hide_cursor())
    });
    assert_eq!(own(&tty.bytes()), Ok(()));
}

#[test]
fn a_fall_gives_the_terminal_back_and_keeps_the_draft() {
    let home = Home::new();
    let mut tty = home.open_with(&[("ZHUOLUO_TEST_FALL", "1")]);
    intake(&mut tty);
    tty.type_slowly("钱七");
    tty.wait_for("钱七");
    tty.send("\x1b[24~");
    assert_eq!(tty.ended(Duration::from_secs(5)).0, 1);
    tty.wait_for("程序出了内部错误");
    tty.wait_for("The program stopped");
    assert!(tty.look(|s| !s.alternate_screen() && !s.bracketed_paste() && !s.hide_cursor()));
    let note =
        std::fs::read_to_string(home.path().join(".local/state/zhuoluo/log")).expect("a note");
    assert!(
        note.contains("probe.rs") && note.contains("asked to fall"),
        "{note}"
    );
    assert!(
        !note.contains("张三") && !note.contains("199003"),
        "personal data in the note: {note}"
    );
    assert!(
        super::input::drafts(&home)
            .iter()
            .any(|body| body.contains("钱七"))
    );
}

#[test]
fn without_a_usable_terminal_there_is_a_sentence() {
    let home = Home::new();
    let mut tty = home.start(&[], &[("TERM", "dumb")], (80, 24));
    assert_eq!(tty.ended(Duration::from_secs(5)).0, 1);
    tty.wait_for("没有可用的终端");
    let store = home.store();
    let piped = std::process::Command::new(super::tty::PROGRAM)
        .args(["--as", "wang", "--lang", "en", "--db"])
        .arg(store)
        .env("TERM", "xterm")
        .stdin(std::process::Stdio::null())
        .output()
        .expect("it runs");
    assert_eq!(piped.status.code(), Some(1));
    assert!(piped.stdout.is_empty());
    assert!(String::from_utf8_lossy(&piped.stderr).contains("no usable terminal"));
}
