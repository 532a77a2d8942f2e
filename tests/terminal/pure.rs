//! The parts of the runtime that touch nothing: decoder, bursts, clipboard, pen, kept files.

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::buffer::Cell;
use ratatui::layout::Size;
use ratatui::widgets::Paragraph;
use zhuoluo::flow::Event;
use zhuoluo::runtime::burst::{Burst, LIMIT};
use zhuoluo::runtime::decode::Decoder;
use zhuoluo::runtime::pen::Pen;
use zhuoluo::runtime::{clipboard, keep};

/// What bytes come to that were read in pieces, all in one burst.
fn decoded(pieces: &[&[u8]]) -> Vec<Event> {
    let mut decoder = Decoder::default();
    let mut burst = Burst::new("【完】");
    for piece in pieces {
        decoder.feed(piece, &mut burst);
    }
    decoder.settle(&mut burst);
    burst.finish()
}

/// The same as one line of text.
fn said(bytes: &[u8]) -> String {
    let event = |event: Event| match event {
        Event::Key(chord) => chord.to_string(),
        Event::Paste(text) => format!("paste({text})"),
        other => format!("{other:?}"),
    };
    decoded(&[bytes])
        .into_iter()
        .map(event)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn every_key_is_read() {
    for (bytes, keys) in [
        (&b"\x1b"[..], "Esc"),
        (b"\x1b\x1b[A", "Esc Up"),
        (
            b"\x1b[A\x1bOB\x1b[1;5C\x1b[1;2D",
            "Up Down Ctrl-Right Shift-Left",
        ),
        (
            b"\x1b[H\x1b[4~\x1b[5~\x1b[6~\x1b[2~\x1b[3~\x1b[3;5~",
            "Home End PgUp PgDn Ins Del Ctrl-Del",
        ),
        (
            b"\x1bOP\x1b[12~\x1b[[C\x1b[15~\x1b[17~\x1b[24~\x1b[1;2P",
            "F1 F2 F3 F5 F6 F12 Shift-F1",
        ),
        (b"\x1b1\x1bx\x1b\xe4\xbf\xa1", "Alt-1 Alt-x Alt-\u{4fe1}"),
        (
            b"\t\x1b[Z\r\x7f\x08",
            "Tab Shift-Tab Enter Backspace Backspace",
        ),
        (b"\x10\x00\x1c", "Ctrl-P Ctrl-Space Ctrl-\\"),
        (
            b"\x1b[97;5u\x1b[13u\x1b[97;1:3u\x1b[97;1:2u",
            "Ctrl-A Enter a",
        ),
        ("信Ａ？".as_bytes(), "信 Ａ ？"),
        (b"\x1b[I\x1b[O\x1b[12;40R\x1b[?62c\x80\xff\xc2\x9b", ""),
        (
            b"\x1b[<64;10;5M\x1b[<65;10;5M\x1b[<0;10;5M\x1b[<0;10;5m",
            "Wheel(-3) Wheel(3) Click(9, 4)",
        ),
        (
            b"\x1b[200~a\x1b[A\r\nb\rc\x1b[201~d",
            "paste(a\x1b[A\nb\nc) d",
        ),
        (b"\x1b[200~left open", "paste(left open)"),
    ] {
        assert_eq!(said(bytes), keys, "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_run_at_once_is_a_paste_and_a_held_key_is_not() {
    assert_eq!(said(b"abc\r"), "a b c Enter");
    assert_eq!(said(b"abcdefg\r"), "paste(abcdefg\n)");
    assert_eq!(said(b"abc\r\ndef\tghi"), "paste(abc\ndef\tghi)");
    assert_eq!(said(b"abc\tdefghi"), "a b c Tab d e f g h i");
    assert_eq!(said(&[b'j'; 12]), ["j"; 12].join(" "));
    assert_eq!(said(&[b'\r'; 9]), ["Enter"; 9].join(" "));
    assert_eq!(
        said("请转交县水利局，谢谢".as_bytes()),
        "paste(请转交县水利局，谢谢)"
    );
}

#[test]
fn an_endless_paste_is_cut_with_a_mark() {
    for (before, after) in [(&b"\x1b[200~"[..], &b"\x1b[201~"[..]), (b"", b"")] {
        let text = "水务".repeat(LIMIT / 2);
        let events = decoded(&[before, text.as_bytes(), b"x", after]);
        let [Event::Paste(text)] = events.as_slice() else {
            panic!("{} events", events.len())
        };
        assert!(
            text.ends_with("【完】") && text.len() <= LIMIT + 16,
            "{}",
            text.len()
        );
    }
}

proptest! {
    /// However the line cuts the bytes, the same is read; no bytes make it fall.
    #[test]
    fn cuts_do_not_matter(bytes in proptest::collection::vec(prop_oneof![
        any::<u8>(), Just(0x1b_u8), Just(b'['), Just(b'~'), Just(b'2'), Just(b'0'), Just(b'1'), Just(b';'), Just(b'<'), Just(b'M'),
    ], 0..80), cut in 0_usize..80) {
        let (left, right) = bytes.split_at(cut.min(bytes.len()));
        prop_assert_eq!(format!("{:?}", decoded(&[left, right])), format!("{:?}", decoded(&[&bytes])));
    }

    /// Text that was typed comes back as it is.
    #[test]
    fn text_comes_back(text in "[ -~一-龥“”…（）]{0,7}") {
        let keys = decoded(&[text.as_bytes()]);
        let back: String = keys.iter().filter_map(|e| match e { Event::Key(chord) => chord.typed(), _ => None }).collect();
        prop_assert_eq!(back, text);
    }
}

#[test]
fn the_clipboard_gets_base64_within_a_limit() {
    for (text, code) in [
        ("", ""),
        ("M", "TQ=="),
        ("Ma", "TWE="),
        ("Man", "TWFu"),
        ("信访", "5L+h6K6/"),
    ] {
        let order = clipboard::order(text).expect("short");
        assert_eq!(
            String::from_utf8(order).expect("ASCII"),
            format!("\x1b]52;c;{code}\x1b\\")
        );
    }
    assert!(clipboard::order(&"x".repeat(clipboard::LIMIT + 1)).is_none());
}

#[test]
fn a_kept_file_has_a_bare_name_and_overwrites_nothing() {
    use std::os::unix::fs::PermissionsExt;
    for (name, bare) in [
        ("回执.txt", "回执.txt"),
        ("../../etc/passwd", "passwd"),
        ("..\\a\\b.txt", "b.txt"),
        (".profile", "profile"),
        ("", "zhuoluo.txt"),
        ("..", "zhuoluo.txt"),
        ("a\x1b[2Jb?.txt", "a[2Jb.txt"),
    ] {
        assert_eq!(keep::bare(name), bare, "{name:?}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let first = keep::keep(&out, "回执.txt", b"1").expect("kept");
    let second = keep::keep(&out, "回执.txt", b"2").expect("kept");
    assert_eq!(
        (first.file_name(), second.file_name()),
        (Some("回执.txt".as_ref()), Some("回执-2.txt".as_ref()))
    );
    assert_eq!(std::fs::read(&first).expect("there"), b"1");
    assert_eq!(
        std::fs::metadata(&first)
            .expect("there")
            .permissions()
            .mode()
            & 0o777,
        0o600
    );
    assert_eq!(
        std::fs::read_dir(&out).expect("there").count(),
        2,
        "nothing half-made is left"
    );
}

#[test]
fn the_pen_says_nothing_when_nothing_changed_and_moves_once_a_line() {
    let mut terminal = Terminal::new(Pen::new(Size::new(20, 2), false, false)).expect("infallible");
    let mut frame = |text: &'static str| {
        let drawn = terminal.draw(|f| {
            f.render_widget(Paragraph::new(text), f.area());
            f.set_cursor_position((4, 0));
        });
        drawn.expect("infallible");
        String::from_utf8(terminal.backend_mut().take()).expect("text")
    };
    assert_eq!(
        frame("信访件三件"),
        "\x1b[?2026h\x1b[?25l\x1b[1;1H信访件三件\x1b[1;5H\x1b[?25h\x1b[?2026l"
    );
    assert_eq!(frame("信访件三件"), "");
    // After a sign whose width depends on the terminal the place is said again.
    assert!(frame("“小”").contains("“\x1b[1;2H小”"));
}

#[test]
fn the_pen_lets_no_control_byte_and_no_pile_of_marks_through() {
    let marks = format!("e{}", "\u{301}".repeat(10_000));
    for symbol in ["\x1b[2J", "\u{9b}31m", "\u{7}", &marks] {
        let mut pen = Pen::new(Size::new(4, 1), false, false);
        let mut cell = Cell::default();
        cell.set_symbol(symbol);
        pen.draw([(0, 0, &cell)].into_iter()).expect("infallible");
        let bytes = String::from_utf8(pen.take()).expect("text");
        assert!(bytes.contains("\x1b[1;1H?\x1b"), "{bytes:?}");
        assert!(bytes.len() < 60, "{} bytes", bytes.len());
    }
}
