//! Editing text by signs: cursor, selection, undo, wrap, hostile pastes.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use zhuoluo::forms::{Field, FieldKind, Form, Lines, Part, Saved, Text, wrap};
use zhuoluo::keys::{Action, Chord, Key};

fn measure(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

fn area(text: &str) -> Form {
    let mut form = Form::new(vec![Part::One(Field::new(
        "facts",
        "事实",
        "Facts",
        FieldKind::Area(5),
    ))]);
    form.set_shape(zhuoluo::forms::Shape {
        columns: 11,
        page: 3,
        measure,
    });
    form.paste(text);
    form
}

fn cursor(form: &Form) -> usize {
    form.focused().unwrap().text.cursor()
}

#[test]
fn signs_are_deleted_whole() {
    for sign in [
        "e\u{301}",
        "𠮷",
        "👨\u{200D}👩\u{200D}👧",
        "葛\u{E0100}",
        "🇨🇳",
        "a\u{300}\u{301}\u{302}",
    ] {
        let mut text = Text::new(Lines::One, 100);
        text.type_text(&format!("信{sign}访"));
        assert!(text.delete_back() && text.delete_back(), "{sign}");
        assert_eq!(text.as_str(), "信");
        assert!(text.undo());
        assert_eq!(text.as_str(), format!("信{sign}"));
    }
}

#[test]
fn a_combining_mark_joins_and_the_cursor_stays_between_signs() {
    let mut text = Text::new(Lines::One, 100);
    text.paste("e");
    text.type_text("\u{301}");
    assert_eq!(text.cursor(), text.as_str().len());
    assert!(text.delete_back());
    assert_eq!(text.as_str(), "");
}

#[test]
fn typing_is_taken_back_in_groups() {
    let mut text = Text::new(Lines::One, 100);
    for c in ["张", "三", "，", "李", "四"] {
        text.type_text(c);
    }
    text.undo();
    assert_eq!(text.as_str(), "张三，");
    text.undo();
    assert_eq!(text.as_str(), "");
    assert!(!text.undo());
    assert!(text.redo() && text.redo() && !text.redo());
    assert_eq!(text.as_str(), "张三，李四");
    assert_eq!(text.cursor(), text.as_str().len());
    text.undo();
    text.type_text("王五");
    assert!(!text.redo(), "a new change ends what could be redone");
}

#[test]
fn a_line_takes_no_newlines_and_an_area_does() {
    let mut line = Text::new(Lines::One, 100);
    line.paste("南岗\r\n东街\r3号\n");
    assert_eq!(line.as_str(), "南岗 东街 3号");
    let mut many = Text::new(Lines::Many, 100);
    many.paste("一\r\n二\r三\tx\u{1b}");
    assert_eq!(
        many.as_str(),
        "一\n二\n三\tx\u{1b}",
        "what was pasted is kept as it came"
    );
}

#[test]
fn ten_megabytes_are_cut_and_said() {
    let mut text = Text::new(Lines::Many, 20_000);
    let big = "信访a\u{301}\n".repeat(1_700_000);
    let start = Instant::now();
    let cut = text.paste(&big).unwrap();
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(
        text.as_str().chars().count() + cut.dropped,
        big.chars().count()
    );
    assert!(text.as_str().chars().count() <= 20_000);
    assert!(cut.say().zh.contains("20000") && cut.say().en.contains("20000"));
    let start = Instant::now();
    let view = text.view(60, 5, measure);
    assert!(
        start.elapsed() < Duration::from_millis(500),
        "{:?}",
        start.elapsed()
    );
    assert_eq!((view.rows.len(), view.below), (5, 0));
    assert!(text.type_text("字").is_some(), "full");
    assert!(text.undo());
    assert_eq!(text.as_str(), "");
    let mut saved = Text::new(Lines::One, 10);
    assert!(
        saved
            .load(&Saved {
                text: big,
                cursor: usize::MAX
            })
            .is_some()
    );
    assert_eq!(
        saved.as_str().chars().count().min(10),
        saved.as_str().chars().count()
    );
}

#[test]
fn the_cursor_moves_by_rows_as_they_are_seen() {
    // Ten columns for text: five Chinese signs a row.
    let mut form = area("一二三四五六七八九十\n甲乙");
    assert_eq!(form.focused().unwrap().text.height(11, measure), 3);
    form.press(Chord::new(Key::Up));
    assert_eq!(&form.value("facts")[..cursor(&form)], "一二三四五六七");
    form.press(Chord::new(Key::Up));
    assert_eq!(&form.value("facts")[..cursor(&form)], "一二");
    form.press(Chord::new(Key::End));
    assert_eq!(
        &form.value("facts")[..cursor(&form)],
        "一二三四",
        "the end of a wrapped row is before its last sign"
    );
    form.press(Chord::new(Key::Down));
    form.press(Chord::new(Key::Home));
    assert_eq!(&form.value("facts")[..cursor(&form)], "一二三四五");
    form.press(Chord {
        shift: true,
        ..Chord::new(Key::Down)
    });
    assert_eq!(
        form.focused().unwrap().text.selected_text(),
        Some("六七八九十\n")
    );
    form.type_text("完");
    assert_eq!(form.value("facts"), "一二三四五完甲乙");
    form.act(Action::EnterField);
    assert_eq!(form.value("facts"), "一二三四五完\n甲乙");
}

#[test]
fn words_are_runs_of_one_kind() {
    let mut form = area("信访局 office3，好");
    let mut deleted = Vec::new();
    while form.act(Action::DeleteWord) != zhuoluo::forms::Act::Ignored {
        deleted.push(form.value("facts").to_owned());
    }
    assert_eq!(
        deleted,
        ["信访局 office3，", "信访局 office3", "信访局 ", ""]
    );
    let mut form = area("信访局 office3");
    let left = Chord {
        ctrl: true,
        ..Chord::new(Key::Left)
    };
    form.press(left);
    form.press(left);
    assert_eq!(cursor(&form), 0);
    form.press(Chord {
        ctrl: true,
        ..Chord::new(Key::Right)
    });
    assert_eq!(cursor(&form), "信访局".len());
}

#[test]
fn rows_break_where_they_may() {
    let rows = |text: &str, width| {
        wrap(text, width, measure)
            .into_iter()
            .map(|r| text[r.start..r.end].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(rows("", 10), [""]);
    assert_eq!(
        rows("一二三四五。六", 10),
        ["一二三四", "五。六"],
        "no full stop begins a row"
    );
    assert_eq!(
        rows("一二三四《五》", 10),
        ["一二三四", "《五》"],
        "no opening sign ends one"
    );
    assert_eq!(rows("the long word", 8), ["the long ", "word"]);
    assert_eq!(rows("13800138000电话", 6), ["138001", "38000", "电话"]);
    assert_eq!(rows("一\n\n二\n", 10), ["一", "", "二", ""]);
    assert_eq!(
        rows("。。。。。。", 4),
        ["。。", "。。", "。。"],
        "nothing but closing signs still breaks"
    );
    assert_eq!(rows("信", 0), ["信"]);
}

#[test]
fn a_long_line_shows_both_sides_of_the_cursor() {
    let mut text = Text::new(Lines::One, 500);
    text.paste(&"一二三四五六七八九十".repeat(5));
    for width in 1..30 {
        let view = text.view(width, 1, measure);
        assert!(view.caret.0 < width, "{width}");
        assert_eq!(view.caret.1, 0);
    }
}

/// One thing that may happen to a text.
#[derive(Clone, Debug)]
enum Deed {
    Type(String),
    Paste(String),
    Press(Chord),
    Do(Action),
}

fn signs() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        Just("信".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("\u{301}".to_owned()),
        Just("𠮷".to_owned()),
        Just("👨\u{200D}👩\u{200D}👧".to_owned()),
        Just("\u{200D}".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just(" ".to_owned()),
        Just("，".to_owned()),
        Just("🇨".to_owned()),
        "\\PC",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(sign, 0..6).prop_map(|v| v.concat())
}

fn deed() -> impl Strategy<Value = Deed> {
    let keys = prop::sample::select(vec![
        Key::Left,
        Key::Right,
        Key::Up,
        Key::Down,
        Key::Home,
        Key::End,
        Key::Backspace,
        Key::Delete,
        Key::PageUp,
    ]);
    let actions = prop::sample::select(vec![
        Action::Undo,
        Action::Redo,
        Action::ClearField,
        Action::DeleteWord,
        Action::SelectAll,
        Action::EnterField,
    ]);
    prop_oneof![
        signs().prop_map(Deed::Type),
        signs().prop_map(Deed::Paste),
        (any::<bool>(), any::<bool>(), keys).prop_map(|(ctrl, shift, key)| Deed::Press(Chord {
            ctrl,
            alt: false,
            shift,
            key
        })),
        actions.prop_map(Deed::Do),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_cursor_stands_between_signs(deeds in prop::collection::vec(deed(), 0..40), width in 1usize..20) {
        let mut form = area("");
        form.set_shape(zhuoluo::forms::Shape { columns: width, page: 2, measure });
        for deed in deeds {
            match deed {
                Deed::Type(text) => form.type_text(&text),
                Deed::Paste(text) => form.paste(&text),
                Deed::Press(chord) => form.press(chord),
                Deed::Do(action) => form.act(action),
            };
            let text = &form.focused().unwrap().text;
            let bounds: Vec<usize> = text.as_str().grapheme_indices(true).map(|(at, _)| at).chain([text.as_str().len()]).collect();
            prop_assert!(bounds.contains(&text.cursor()), "{:?} at {}", text.as_str(), text.cursor());
            let view = text.view(width, 3, measure);
            prop_assert!(view.caret.0 < width && view.caret.1 < 3);
        }
        // Everything can be taken back, and done again.
        form.paste("完");
        let end = form.value("facts").to_owned();
        while form.act(Action::Undo) != zhuoluo::forms::Act::Ignored {}
        prop_assert_eq!(form.value("facts"), "");
        while form.act(Action::Redo) != zhuoluo::forms::Act::Ignored {}
        prop_assert_eq!(form.value("facts"), end);
    }

    #[test]
    fn rows_hold_the_text_and_fit(text in "[ -~信访，。（）\n𠮷]{0,80}", width in 2usize..20) {
        let rows = wrap(&text, width, measure);
        let joined: String = rows.iter().map(|r| text[r.start..r.end].to_owned()).collect();
        prop_assert_eq!(joined, text.replace('\n', ""));
        for row in rows {
            prop_assert!(measure(text[row.start..row.end].trim_end_matches(' ')) <= width, "{:?}", &text[row.start..row.end]);
        }
    }
}
