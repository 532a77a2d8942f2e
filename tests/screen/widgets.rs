//! What widgets show and do: golden pieces, choices, answers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use zhuoluo::keys::{Action, Chord, Key, Keymap, stacks};
use zhuoluo::look::{Look, Palette};
use zhuoluo::say;
use zhuoluo::widgets::confirm::Confirm;
use zhuoluo::widgets::footer::{self, Hint};
use zhuoluo::widgets::help::{Help, Helped};
use zhuoluo::widgets::list::Rows;
use zhuoluo::widgets::picker::Picked;
use zhuoluo::widgets::table::{self, Table};
use zhuoluo::widgets::{Caret, form_view, palette};
use zhuoluo::words::Lang;

use super::{shot, views};

fn mono() -> Look {
    Look::new(Lang::Zh, Palette::Mono, false)
}

fn drawn(w: u16, h: u16, draw: impl FnOnce(&Look, &mut Buffer, Rect)) -> String {
    let mut buf = Buffer::empty(Rect::new(0, 0, w, h));
    let area = buf.area;
    draw(&mono(), &mut buf, area);
    shot::text(&buf)
}

#[test]
fn a_table_keeps_its_columns_straight() {
    let rows = Rows::new(5);
    let table = Table {
        columns: views::COLUMNS,
        rows: &rows,
        sorted: Some((0, true)),
        marks: true,
        focused: true,
    };
    let text = drawn(60, 6, |l, b, a| {
        let caret = table::draw(l, b, a, &table, |i| {
            views::row(i).map(|mut r| {
                r.cells[1].text = if i % 2 == 0 {
                    "欧阳娜娜".into()
                } else {
                    "A娜".into()
                };
                r
            })
        });
        assert_eq!(caret, Caret::At(0, 1));
    });
    assert_eq!(
        text,
        "    编号▾            信访人         事项               剩余\n\
         ▸   2026-000000      欧阳娜娜       反映某单位拖欠…     0天\n\
         \u{20}\u{20}* 2026-000001      A娜            反映某单位拖欠…     1天\n\
         \u{20}\u{20}  2026-000002      欧阳娜娜       反映某单位拖欠…     2天\n\
         \u{20}\u{20}读取中\n\
         \u{20}\u{20}  2026-000004      欧阳娜娜       反映某单位拖欠…     4天\n"
    );
    let kept = |width| {
        table::fit(views::COLUMNS, width)
            .into_iter()
            .map(|(i, _)| i)
            .collect::<Vec<_>>()
    };
    assert_eq!(kept(200), [0, 1, 2, 3]);
    assert_eq!(kept(30), [0, 1, 3]);
    assert_eq!(kept(20), [0, 1]);
    assert_eq!(table::fit(views::COLUMNS, 5), [(0, 5)]);
}

#[test]
fn a_form_shows_faults_beside_their_fields_and_turns_pages() {
    let form = views::form();
    let mut buf = Buffer::empty(Rect::new(0, 0, 60, 18));
    let caret = form_view::draw(&mono(), &mut buf, Rect::new(0, 0, 60, 18), &form, true);
    let text = shot::text(&buf);
    assert!(
        text.contains("信访人 2 ─") && text.contains("✗ 号码校验位不符。例：99999919700101013X"),
        "{text}"
    );
    assert!(
        text.contains("姓名*") && text.contains("1/2 PgDn"),
        "{text}"
    );
    assert_eq!(caret, Caret::At(13, 6), "{text}");
    let mut form = form;
    form.focus("category");
    let mut buf = Buffer::empty(Rect::new(0, 0, 60, 12));
    form_view::draw(&mono(), &mut buf, Rect::new(0, 0, 60, 12), &form, true);
    let text = shot::text(&buf);
    assert!(
        text.contains("建议：拖欠工资") && text.contains("! 待核。") && text.contains("2/2 PgDn"),
        "{text}"
    );
    assert!(!text.contains("信访人 1"), "{text}");
}

#[test]
fn the_caret_follows_wide_signs() {
    let mut form = super::forms::intake();
    form.type_text("欧阳A娜");
    form.press(Chord::new(Key::Left));
    let mut buf = Buffer::empty(Rect::new(0, 0, 80, 24));
    let caret = form_view::draw(&mono(), &mut buf, Rect::new(0, 0, 80, 24), &form, true);
    assert_eq!(caret, Caret::At(13 + 5, 1), "{}", shot::text(&buf));
}

#[test]
fn an_open_list_hangs_under_its_field() {
    let mut form = super::forms::intake();
    form.focus("category");
    form.type_text("g");
    let text = drawn(60, 20, |l, b, a| {
        form_view::draw(l, b, a, &form, true);
    });
    assert!(text.contains("▸ 供水供暖"), "{text}");
    assert!(!text.contains("土地征收"), "{text}");
}

#[test]
fn rows_move_and_stay_in_sight() {
    let mut rows = Rows::new(100);
    for action in [
        Action::MoveDown,
        Action::PageDown,
        Action::PageDown,
        Action::MoveUp,
        Action::GoBottom,
        Action::PageUp,
        Action::GoTop,
        Action::MoveUp,
    ] {
        for height in [1, 2, 7, 20, 300] {
            let window = rows.window(height);
            assert!(
                window.contains(&rows.chosen().unwrap()),
                "{action:?} {height} {window:?}"
            );
            assert!(window.len() <= height);
        }
        assert!(rows.act(action));
    }
    for chosen in 0..100 {
        rows.choose(chosen);
        for height in 1..30 {
            assert!(rows.window(height).contains(&chosen), "{chosen} {height}");
            assert_eq!(rows.window(height).len(), height.min(100));
        }
    }
    rows.set_total(0);
    assert_eq!(
        (rows.chosen(), rows.window(5), rows.position().as_str()),
        (None, 0..0, "0/0")
    );
    assert!(!rows.act(Action::Save));
}

#[test]
fn a_dangerous_question_stands_on_no() {
    let ask = |danger| {
        Confirm::new(
            say!("丢弃", "Discard"),
            Vec::new(),
            say!("丢弃", "Discard"),
            danger,
        )
    };
    let mut confirm = ask(true);
    assert_eq!(confirm.act(Action::Accept), Some(false));
    assert_eq!(confirm.act(Action::NextChoice), None);
    assert_eq!(confirm.act(Action::Accept), Some(true));
    confirm.press(Chord::new(Key::Left));
    assert_eq!(confirm.act(Action::Accept), Some(false));
    assert_eq!(ask(false).act(Action::Accept), Some(true));
    assert_eq!(ask(false).act(Action::Cancel), Some(false));
    let mut buf = Buffer::empty(Rect::new(0, 0, 40, 10));
    ask(true).draw(&mono(), &mut buf, Rect::new(0, 0, 40, 10));
    assert!(
        shot::text(&buf).contains("▸ 不"),
        "the chosen answer has a mark: {}",
        shot::text(&buf)
    );
}

#[test]
fn the_palette_finds_runs_and_explains() {
    let keymap = Keymap::built_in().unwrap();
    let why =
        |a: Action| (a == Action::ShowReceipt).then(|| say!("还没有登记。", "Not registered yet."));
    let mut commands = palette::open(&keymap, stacks::CASE, why);
    commands.type_text("xdj");
    assert_eq!(
        commands.act(Action::Accept),
        Picked::Took("new-intake".into())
    );
    commands.act(Action::ClearField);
    commands.type_text("回执");
    assert_eq!(
        commands.act(Action::Accept),
        Picked::Closed(say!("还没有登记。", "Not registered yet."))
    );
    let text = drawn(60, 20, |l, b, a| {
        commands.draw(l, b, a);
    });
    assert!(
        text.contains("[不可] 看回执") && text.contains("! 还没有登记。"),
        "{text}"
    );
    commands.type_text("没有的");
    assert_eq!(commands.act(Action::Accept), Picked::Open);
    assert_eq!(commands.act(Action::Cancel), Picked::Left);
    assert!(
        palette::open(&keymap, stacks::DESK, |_| None)
            .chosen()
            .is_some()
    );
}

#[test]
fn help_lists_the_keys_of_the_place_and_does_them() {
    let keymap = Keymap::built_in().unwrap();
    let mut help = Help::open(&keymap, stacks::INTAKE);
    let text = drawn(80, 40, |l, b, a| {
        help.draw(l, b, a);
    });
    assert!(
        text.contains("F2") && text.contains("就是此人") && text.contains("登记"),
        "{text}"
    );
    help.type_text("baocun");
    assert_eq!(help.act(Action::Accept), Helped::Run(Action::Save));
    help.act(Action::ClearField);
    help.type_text("ctrl-s");
    assert_eq!(help.act(Action::Accept), Helped::Run(Action::Save));
    assert_eq!(help.act(Action::Cancel), Helped::Left);
}

#[test]
fn the_footer_keeps_what_matters_most() {
    let hint = |keys: &str, label: &str, enabled, priority| Hint {
        keys: keys.into(),
        label: label.into(),
        enabled,
        priority,
    };
    let hints = [
        hint("F1", "帮助", true, 90),
        hint("F5", "刷新", true, 10),
        hint("Ctrl-S", "保存", false, 100),
    ];
    assert_eq!(
        drawn(40, 1, |l, b, a| footer::draw(l, b, a, &hints)),
        "F1 帮助  F5 刷新  (Ctrl-S 保存)\n"
    );
    assert_eq!(
        drawn(24, 1, |l, b, a| footer::draw(l, b, a, &hints)),
        "F1 帮助  (Ctrl-S 保存)\n"
    );
    assert_eq!(
        drawn(10, 1, |l, b, a| footer::draw(l, b, a, &hints)),
        "F1 帮助\n"
    );
    let keymap = Keymap::built_in().unwrap();
    let shown = drawn(80, 1, |l, b, a| {
        footer::draw(
            l,
            b,
            a,
            &footer::hints(&keymap, stacks::INTAKE, true, Lang::Zh, |_| true),
        );
    });
    assert!(
        shown.contains("Ctrl-S 保存") && shown.contains("F1 帮助") && shown.contains("F2 就是此人"),
        "{shown}"
    );
}

#[test]
fn chosen_rows_are_seen_without_colour() {
    let rows = Rows::new(3);
    let table = Table {
        columns: views::COLUMNS,
        rows: &rows,
        sorted: None,
        marks: false,
        focused: true,
    };
    let mut buf = Buffer::empty(Rect::new(0, 0, 40, 4));
    table::draw(
        &mono(),
        &mut buf,
        Rect::new(0, 0, 40, 4),
        &table,
        views::row,
    );
    let marks = shot::marks(&buf);
    assert!(
        marks.lines().nth(1).unwrap().starts_with("RRRRRRRR")
            && !marks.lines().nth(2).unwrap().contains('R'),
        "{marks}"
    );
    assert!(shot::text(&buf).lines().nth(1).unwrap().starts_with('▸'));
}
