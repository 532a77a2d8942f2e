//! Two terminals on one store, by two operators: what one of them registers stands in the other's
//! panel, with a quiet mark, and not a cell beside the panel is painted for it.

use std::process::{Command, Stdio};
use std::time::Instant;

use super::frames::intake;
use super::tty::{Home, PROGRAM, Tty};

/// The instant at which every clock here stands still.
const NOW: (&str, &str) = ("ZHUOLUO_NOW", "2026-03-05T09:30:00+08:00");
/// Columns that the panel takes on the right, as `src/app/panel.rs` says.
const PANEL: u16 = 38;

fn run(home: &Home, args: &[&str]) {
    let status = Command::new(PROGRAM)
        .args(["--db".as_ref(), home.store().as_os_str()])
        .args(["--as", "wang"])
        .args(args)
        .env(NOW.0, NOW.1)
        .env("HOME", home.path())
        .stdout(Stdio::null())
        .status();
    assert!(status.expect("it runs").success(), "{args:?}");
}

/// An office of two operators in a special period, in which everything new is soon due.
fn office() -> Home {
    let home = Home::new();
    run(
        &home,
        &[
            "operator", "add", "li", "--name", "李某", "--role", "window",
        ],
    );
    let period = [
        "period",
        "add",
        "演练时段",
        "--from",
        "2026-03-05",
        "--to",
        "2026-03-16",
    ];
    run(
        &home,
        &[
            &period[..],
            &["--basis", "示信发〔2026〕1号", "--by", "示例县"],
        ]
        .concat(),
    );
    home
}

fn desk(home: &Home, login: &str, size: (u16, u16), bell: bool) -> Tty {
    let store = home.store().display().to_string();
    let command = [PROGRAM, "--db", &store, "--as", login];
    let bell = if bell { "on" } else { "off" };
    Tty::start(home, &command, &[NOW, ("ZHUOLUO_BELL", bell)], size).drawn()
}

/// A petition typed and saved at a terminal.
fn register(tty: &mut Tty, name: &str, request: &str) {
    intake(tty);
    tty.type_slowly(&format!("{name}\t\t\t\t\t\t{request}"));
    tty.wait_for(request);
    tty.send("\x13");
}

/// Where the cursor was sent in some output: row and column, from one.
fn addressed(bytes: &[u8]) -> Vec<(u16, u16)> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let orders = text.split("\x1b[").skip(1).filter_map(|part| {
        let end = part.find(|c: char| c.is_ascii_alphabetic())?;
        (part.as_bytes()[end] == b'H').then(|| part[..end].to_owned())
    });
    let number = |n: Option<&str>| n.and_then(|n| n.parse().ok()).unwrap_or(1);
    let cell = |order: String| {
        let mut parts = order.split(';');
        (number(parts.next()), number(parts.next()))
    };
    orders.map(cell).collect()
}

/// What came to a watching terminal while another registered something: bytes, and how long it took.
fn news(watching: &Tty, acting: &mut Tty, mark: &str) -> Vec<u8> {
    let before = watching.settle();
    let about: Vec<String> = watching.look(|s| s.rows(0, 200).collect());
    register(acting, "赵某", "要求修好村口的桥");
    let saved = Instant::now();
    watching.wait_for(mark);
    println!(
        "in the other's panel {:?} after the key that saves",
        saved.elapsed()
    );
    watching.settle();
    let now: Vec<String> = watching.look(|s| s.rows(0, 200).collect());
    assert_ne!(about, now);
    watching.bytes().split_off(before)
}

#[test]
fn what_one_terminal_registers_stands_in_the_others_panel_and_nothing_else_is_painted() {
    let home = office();
    let mut watching = desk(&home, "wang", (120, 40), true);
    let mut acting = desk(&home, "li", (80, 24), true);
    intake(&mut watching);
    watching.type_slowly("钱某");
    watching.wait_for("钱某");
    let edge = 120 - PANEL;
    let beside = |tty: &Tty| tty.look(|s| s.rows(0, edge).collect::<Vec<_>>());
    watching.settle();
    let (room, caret) = (beside(&watching), watching.cursor());
    let bytes = news(&watching, &mut acting, "转送交办");
    println!("{} bytes to the watching terminal", bytes.len());
    assert_eq!(beside(&watching), room, "the room stands as it stood");
    assert_eq!(watching.cursor(), caret, "and so does the cursor");
    for (row, column) in addressed(&bytes) {
        let home = (row, column) == (caret.0 + 1, caret.1 + 1);
        assert!(
            home || column > edge,
            "painted beside the panel: {row};{column}"
        );
    }
    assert!(bytes.len() < 6000, "{} bytes", bytes.len());
    let rings = |bytes: &[u8]| bytes.split(|b| *b == 7).count() - 1;
    assert_eq!(rings(&bytes), 1, "one bell");
    assert!(
        watching.screen().contains('新'),
        "a quiet mark\n{}",
        watching.screen()
    );
    acting.settle();
    assert_eq!(rings(&acting.bytes()), 0, "no bell for one's own work");
}

#[test]
fn where_the_panel_is_one_line_only_that_line_is_painted_and_no_bell_rings_unasked() {
    let home = office();
    let mut watching = desk(&home, "wang", (80, 24), false);
    let mut acting = desk(&home, "li", (80, 24), false);
    intake(&mut watching);
    let caret = watching.cursor();
    let bytes = news(&watching, &mut acting, "时段1");
    println!("{} bytes to the watching terminal", bytes.len());
    for (row, column) in addressed(&bytes) {
        let home = (row, column) == (caret.0 + 1, caret.1 + 1);
        assert!(home || row == 23, "painted beside the line: {row};{column}");
    }
    assert!(bytes.len() < 800, "{} bytes", bytes.len());
    assert!(!bytes.contains(&7), "no bell unless it was asked for");
}
