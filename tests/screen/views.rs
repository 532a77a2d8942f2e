//! Every widget at every size, in colour and mono, in both languages: no panic, nothing outside its area.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use zhuoluo::domain::fault::Fault;
use zhuoluo::forms::{Choice, Lines, Proposal, Text};
use zhuoluo::keys::{Action, Chord, Keymap, Resolution, stacks};
use zhuoluo::look::{Look, Palette, Role, Side};
use zhuoluo::say;
use zhuoluo::widgets::confirm::Confirm;
use zhuoluo::widgets::help::Help;
use zhuoluo::widgets::list::{self, Rows};
use zhuoluo::widgets::picker::{Pick, Picker};
use zhuoluo::widgets::preview::Preview;
use zhuoluo::widgets::table::{self, Column, Table, TableCell, TableRow};
use zhuoluo::widgets::timeline::{self, Moment};
use zhuoluo::widgets::toast::{self, Toast};
use zhuoluo::widgets::{Caret, badge, banner, empty, footer, form_view, input, palette, which};
use zhuoluo::words::{Lang, Sentence};

use super::shot;

pub const HOSTILE: &str = "张\u{1b}[2J三\u{202E}e\u{301}𠮷👨\u{200D}👩“引号”…\t完\n第二行";

pub const COLUMNS: &[Column] = &[
    Column::new("编号", "Number", 12, 16, 90),
    Column::new("信访人", "Person", 6, 20, 80),
    Column::new("事项", "Matter", 8, 60, 50),
    Column::new("剩余", "Left", 4, 6, 70).at_right(),
];

pub fn row(i: usize) -> Option<TableRow> {
    let cells = vec![
        TableCell::new(format!("2026-{i:06}")),
        TableCell::new(HOSTILE),
        TableCell::new("反映某单位拖欠工资一事"),
        TableCell::of(format!("{i}天"), Role::Danger),
    ];
    (i != 3).then_some(TableRow {
        cells,
        marked: i == 1,
    })
}

pub fn form() -> zhuoluo::forms::Form {
    let mut form = super::forms::intake();
    form.add("people");
    form.paste(HOSTILE);
    form.add("requests");
    form.set("facts", &HOSTILE.repeat(20));
    form.propose(
        "category",
        Some(Proposal {
            value: "wages".into(),
            label: say!("拖欠工资", "Wages"),
        }),
    );
    form.set_faults(vec![
        Fault::refuse(
            "people[1].id_number",
            "x",
            say!("号码校验位不符。", "The check digit does not fit."),
            "99999919700101013X",
        ),
        Fault::warn("category", "x", say!("待核。", "Check."), ""),
    ]);
    form
}

pub fn moments() -> Vec<Moment> {
    let moment = |i: usize| Moment {
        when: format!("2026-11-{i:02}"),
        title: "登记".into(),
        who: "窗口 王芳".into(),
        detail: HOSTILE.repeat(i),
        role: Role::Text,
    };
    (1..12).map(moment).collect()
}

/// One widget, drawn.
type View = Box<dyn Fn(&Look, &mut Buffer, Rect) -> Caret>;
type Named = (&'static str, View);

/// Rows: lists and tables.
fn rows() -> Vec<Named> {
    let mut rows = Rows::new(50);
    rows.choose(30);
    let table_rows = rows.clone();
    vec![
        (
            "list",
            Box::new(move |l, b, a| {
                list::draw(l, b, a, &rows, true, |i, pen| {
                    pen.write(&format!("{i} {HOSTILE}"), Role::Text);
                })
            }),
        ),
        (
            "table",
            Box::new(move |l, b, a| {
                table::draw(
                    l,
                    b,
                    a,
                    &Table {
                        columns: COLUMNS,
                        rows: &table_rows,
                        sorted: Some((0, true)),
                        marks: true,
                        focused: true,
                    },
                    row,
                )
            }),
        ),
        (
            "no columns",
            Box::new(|l, b, a| {
                table::draw(
                    l,
                    b,
                    a,
                    &Table {
                        columns: &[],
                        rows: &Rows::new(2),
                        sorted: None,
                        marks: false,
                        focused: false,
                    },
                    |_| Some(TableRow::default()),
                )
            }),
        ),
    ]
}

/// Stories and the lines one types in.
fn stories() -> Vec<Named> {
    let mut text = Text::new(Lines::Many, 1000);
    text.paste(HOSTILE);
    text.select_all();
    let mut moved = Rows::new(11);
    moved.choose(6);
    vec![
        (
            "input",
            Box::new(move |l, b, a| input::draw(l, b, a, &text, true, "x")),
        ),
        (
            "timeline",
            Box::new(move |l, b, a| timeline::draw(l, b, a, &moments(), &moved, true)),
        ),
        (
            "no moments",
            Box::new(|l, b, a| timeline::draw(l, b, a, &[], &Rows::new(0), true)),
        ),
    ]
}

/// What only says something.
fn signs() -> Vec<Named> {
    vec![
        (
            "empty",
            Box::new(|l, b, a| empty::draw(l, b, a, HOSTILE, &["按 n 登记", HOSTILE])),
        ),
        (
            "badge",
            Box::new(|l, b, a| {
                badge::write(&mut l.pen(b, a, 0), HOSTILE, Role::Danger);
                Caret::top(a)
            }),
        ),
        (
            "banner",
            Box::new(|l, b, a| {
                banner::draw(
                    l,
                    b,
                    a,
                    &[("着落", Role::Title), (HOSTILE, Role::Danger)],
                    "王芳 09:30",
                    Role::Text,
                );
                Caret::top(a)
            }),
        ),
    ]
}

/// What tells more when asked, or goes away by itself.
fn asides() -> Vec<Named> {
    vec![
        (
            "preview",
            Box::new(|l, b, a| {
                let mut preview = Preview::default();
                preview.draw(
                    l,
                    b,
                    a,
                    &[(Role::Title, "标题"), (Role::Text, &HOSTILE.repeat(30))],
                );
                preview.act(Action::PreviewDown);
                preview.draw(
                    l,
                    b,
                    a,
                    &[(Role::Title, "标题"), (Role::Text, &HOSTILE.repeat(30))],
                );
                Caret::top(a)
            }),
        ),
        (
            "toast",
            Box::new(|l, b, a| {
                let toast = |role| Toast {
                    text: Sentence {
                        zh: HOSTILE.repeat(3).into(),
                        en: HOSTILE.into(),
                    },
                    role,
                };
                let all = [toast(Role::Good), toast(Role::Danger), toast(Role::Warn)];
                toast::draw(l, b, a, Side::Bottom, &all);
                toast::draw(l, b, a, Side::Top, &all);
                Caret::top(a)
            }),
        ),
    ]
}

/// Forms.
fn forms() -> Vec<Named> {
    let list = {
        let mut f = form();
        f.focus("category");
        f.type_text("g");
        f
    };
    vec![
        (
            "form",
            Box::new(|l, b, a| form_view::draw(l, b, a, &form(), true)),
        ),
        (
            "form not in focus",
            Box::new(|l, b, a| form_view::draw(l, b, a, &form(), false)),
        ),
        (
            "form with a list",
            Box::new(move |l, b, a| form_view::draw(l, b, a, &list, true)),
        ),
        (
            "form without fields",
            Box::new(|l, b, a| {
                form_view::draw(l, b, a, &zhuoluo::forms::Form::new(Vec::new()), true)
            }),
        ),
    ]
}

/// What lies over a room.
fn layered() -> Vec<Named> {
    let keymap = Keymap::built_in().unwrap();
    let why =
        |a: Action| (a == Action::ShowReceipt).then(|| say!("还没有登记。", "Not registered yet."));
    let commands = palette::open(&keymap, stacks::CASE, why);
    let help = Help::open(&keymap, stacks::INTAKE);
    let picks = (0..30).map(|i| Pick {
        choice: Choice::named(&i.to_string(), HOSTILE),
        closed: (i == 0).then(|| say!("无权。", "No right.")),
        badge: say!("转", "T"),
        keys: "F2".into(),
    });
    let picker = Picker::new(say!("选单位", "Choose a unit"), picks.collect());
    let lines = vec![say!(
        "草稿里的内容会全部丢失：{HOSTILE}",
        "Everything in the draft will be lost: {HOSTILE}"
    )];
    let confirm = Confirm::new(
        say!("丢弃草稿", "Discard the draft"),
        lines,
        say!("丢弃", "Discard"),
        true,
    );
    vec![
        ("palette", Box::new(move |l, b, a| commands.draw(l, b, a))),
        ("picker", Box::new(move |l, b, a| picker.draw(l, b, a))),
        ("help", Box::new(move |l, b, a| help.draw(l, b, a))),
        ("confirm", Box::new(move |l, b, a| confirm.draw(l, b, a))),
    ]
}

/// What says which keys there are.
fn keys() -> Vec<Named> {
    let keymap = Keymap::built_in().unwrap();
    let hints = keymap.clone();
    vec![
        (
            "footer",
            Box::new(move |l, b, a| {
                footer::draw(
                    l,
                    b,
                    a,
                    &footer::hints(&hints, stacks::CASE, false, l.lang, |x| {
                        x != Action::AddNote
                    }),
                );
                Caret::top(a)
            }),
        ),
        (
            "which",
            Box::new(move |l, b, a| {
                let pressed = Chord::parse_all("ctrl-g").unwrap();
                let Resolution::Wait(next) = keymap.resolve(stacks::DESK, &pressed, false) else {
                    panic!()
                };
                which::draw(l, b, a, &pressed, &next)
            }),
        ),
    ]
}

fn all() -> impl Iterator<Item = Named> {
    [
        rows(),
        stories(),
        signs(),
        asides(),
        forms(),
        layered(),
        keys(),
    ]
    .into_iter()
    .flatten()
}

#[test]
fn every_widget_at_every_size() {
    let sizes = [
        (1, 1),
        (2, 2),
        (3, 5),
        (10, 3),
        (60, 20),
        (80, 24),
        (120, 40),
        (200, 60),
    ];
    let looks: Vec<Look> = [
        Palette::Ansi,
        Palette::Light,
        Palette::Contrast,
        Palette::Mono,
    ]
    .into_iter()
    .flat_map(|p| {
        [(Lang::Zh, false), (Lang::En, false), (Lang::Zh, true)]
            .map(|(lang, wide)| Look::new(lang, p, wide))
    })
    .collect();
    for (name, view) in all() {
        for look in &looks {
            for (w, h) in sizes {
                // The area lies in the middle of a larger screen: nothing may be drawn outside it.
                let screen = Rect::new(0, 0, w + 4, h + 4);
                let mut buf = Buffer::filled(screen, ratatui::buffer::Cell::new("~"));
                let area = Rect::new(2, 2, w, h);
                let caret = view(look, &mut buf, area).cell(area);
                assert!(area.contains(caret.into()), "{name} {w}x{h} {caret:?}");
                let outside = |x: u16, y: u16| !area.contains((x, y).into());
                for y in 0..screen.height {
                    for x in 0..screen.width {
                        assert!(
                            !outside(x, y) || buf[(x, y)].symbol() == "~",
                            "{name} {w}x{h} at {x},{y}\n{}",
                            shot::text(&buf)
                        );
                    }
                }
                assert!(!shot::has_bare_ground(&buf), "{name}");
                assert!(
                    look.theme.palette() != Palette::Mono || !shot::has_colour(&buf),
                    "{name}"
                );
            }
            // No area at all, and one that sticks out of the screen.
            let mut buf = Buffer::empty(Rect::new(0, 0, 5, 5));
            view(look, &mut buf, Rect::new(0, 0, 0, 0));
            view(look, &mut buf, Rect::new(3, 3, 40, 20));
        }
    }
}
