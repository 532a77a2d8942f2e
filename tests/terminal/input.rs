//! What is typed and pasted, as the app gets it.

use std::time::{Duration, Instant};

use zhuoluo::flow::{Ask, Reply};
use zhuoluo::store::Store;

use super::frames::intake;
use super::tty::{Home, Tty};

/// The bodies of the drafts in the store.
pub fn drafts(home: &Home) -> Vec<String> {
    let store = Store::open(&home.store(), "wang").expect("the store");
    let today = "2026-03-05".parse().expect("a day");
    let Ok(Reply::Drafts(rows)) = store.ask(&Ask::Drafts, today) else {
        panic!("no drafts")
    };
    let body = |id: String| match store.ask(&Ask::Draft(id), today) {
        Ok(Reply::Draft(Some(draft))) => draft.body,
        other => panic!("{other:?}"),
    };
    rows.into_iter().map(|row| body(row.id)).collect()
}

/// Tabs on until the caret stands beside a label.
fn go_to(tty: &mut Tty, label: &str) {
    for _ in 0..30 {
        let row = tty.cursor().0;
        if tty.look(|s| {
            s.rows(0, 80)
                .nth(row.into())
                .is_some_and(|text| text.starts_with(label))
        }) {
            return;
        }
        tty.send("\t");
        tty.wait("the next field", |tty| tty.cursor().0 != row);
        tty.settle();
    }
    panic!("no field {label}\n{}", tty.screen());
}

/// Two hundred lines as a person copies them from a document.
fn story(newline: &str) -> String {
    (1..=200)
        .map(|n| format!("第{n}行：反映道路积水"))
        .collect::<Vec<_>>()
        .join(newline)
        + newline
}

fn kept_whole(home: &Home, tty: &Tty) {
    tty.wait("the whole text in the draft", |_| {
        drafts(home)
            .iter()
            .any(|body| body.contains("第1行：反映") && body.contains("第200行：反映道路积水"))
    });
    tty.wait_for("[2登记]");
    assert_eq!(drafts(home).len(), 1, "one form, nothing submitted");
}

#[test]
fn a_bracketed_paste_of_200_lines_is_text() {
    let home = Home::new();
    let mut tty = home.open();
    intake(&mut tty);
    go_to(&mut tty, "事实理由");
    tty.send(format!("\x1b[200~{}\x1b[201~", story("\r")));
    kept_whole(&home, &tty);
}

#[test]
fn a_paste_without_brackets_is_text_too() {
    for newline in ["\r", "\r\n", "\n"] {
        let home = Home::new();
        let mut tty = home.open();
        intake(&mut tty);
        go_to(&mut tty, "事实理由");
        tty.send(story(newline));
        kept_whole(&home, &tty);
        // The field was not left: the next sign still goes into it.
        tty.send("甲");
        tty.wait("one more sign", |_| {
            drafts(&home).iter().any(|body| body.contains("积水\\n甲"))
        });
    }
}

#[test]
fn a_paste_of_ten_megabytes_is_taken_within_bounds() {
    let home = Home::new();
    let mut tty = home.open();
    intake(&mut tty);
    go_to(&mut tty, "事实理由");
    let begun = Instant::now();
    tty.send("\x1b[200~");
    let line = "反映道路积水".repeat(60) + "\r";
    for _ in 0..10_000_000 / line.len() {
        tty.send(&line);
    }
    tty.send("\x1b[201~");
    tty.send("\x1bOP");
    tty.wait_for("本处的键");
    let status = std::fs::read_to_string(format!("/proc/{}/status", tty.pid())).expect("it runs");
    let peak = status
        .lines()
        .find_map(|l| l.strip_prefix("VmHWM:"))
        .expect("a peak")
        .trim()
        .to_owned();
    println!(
        "a paste of 10 MB: keys answered after {:?}, peak {peak}",
        begun.elapsed()
    );
    let kilobytes: u64 = peak.trim_end_matches(" kB").parse().expect("a number");
    assert!(kilobytes < 200_000, "{peak}");
    assert!(begun.elapsed() < Duration::from_secs(15));
}

#[test]
fn control_h_is_backspace_and_full_width_stays_as_typed() {
    let home = Home::new();
    let mut tty = home.open();
    intake(&mut tty);
    tty.type_slowly("张三Ａ");
    tty.wait_for("张三Ａ");
    tty.send("\x08\x08");
    tty.wait("two signs gone", |tty| {
        let row = tty.cursor().0;
        tty.look(|s| {
            s.rows(0, 40)
                .nth(row.into())
                .is_some_and(|text| text.contains('张') && !text.contains('三'))
        })
    });
}

#[test]
fn a_full_width_sign_is_a_key_where_nothing_is_typed() {
    let home = Home::new();
    let mut tty = home.open();
    tty.send("？");
    tty.wait_for("本处的键");
}

#[test]
fn a_held_key_is_no_paste_but_a_run_of_signs_is() {
    let home = Home::new();
    let mut tty = home.open();
    tty.send("j".repeat(40));
    tty.send("\x1bOP");
    tty.wait_for("本处的键");
    assert!(!tty.screen().contains("粘贴"), "{}", tty.screen());
    tty.send("\x1b");
    tty.wait("help closed", |tty| !tty.screen().contains("本处的键"));
    tty.settle();
    tty.send("n张三\r:q\r/x");
    tty.wait_for("粘贴");
    assert!(tty.screen().contains("[1总览]"), "{}", tty.screen());
}

#[test]
fn the_mouse_is_asked_for_only_when_it_is_wanted() {
    let home = Home::new();
    let asked = |tty: &Tty| String::from_utf8_lossy(&tty.bytes()).contains("\x1b[?1000h");
    assert!(!asked(&home.open()));
    let mut tty = home.open_with(&[("ZHUOLUO_MOUSE", "on")]);
    assert!(asked(&tty));
    tty.send("\x1b[<64;10;5M\x1b[<0;10;5M\x1b[<0;10;5m");
    tty.send("\x11");
    assert_eq!(tty.ended(Duration::from_secs(5)).0, 0);
    tty.wait("the mouse given back", |tty| {
        tty.look(|s| s.mouse_protocol_mode() == vt100::MouseProtocolMode::None)
    });
}
