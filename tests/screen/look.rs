//! Look: widths, cutting, wrapping, themes, areas, the pen.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use zhuoluo::look::{
    ASCII, Breadth, Fit, Height, Look, Palette, Role, Side, Theme, centred, cut, inset, pad,
    pad_left, truncate, width, wrap,
};
use zhuoluo::words::Lang;

use super::shot;

const PALETTES: [Palette; 4] = [
    Palette::Ansi,
    Palette::Light,
    Palette::Contrast,
    Palette::Mono,
];

#[test]
fn widths_are_columns() {
    for (text, narrow, wide) in [
        ("abc", 3, 3),
        ("信访", 4, 4),
        ("李“小”明…", 9, 12),
        ("阿依古丽·买买提", 15, 16),
        ("e\u{301}", 1, 1),
        ("𠮷", 2, 2),
        ("（一）", 6, 6),
        ("①■●", 3, 6),
        ("\t", 1, 1),
        ("a\nb", 3, 3),
        ("\u{200B}", 6, 6),
        ("\u{1b}[31m", 5, 5),
        ("\u{301}", 1, 1),
        ("", 0, 0),
    ] {
        assert_eq!(
            (width(text, false), width(text, true)),
            (narrow, wide),
            "{text:?}"
        );
    }
}

#[test]
fn cutting_and_filling() {
    assert_eq!(truncate("信访事项", 8, false), "信访事项");
    assert_eq!(truncate("信访事项", 7, false), "信访事…");
    assert_eq!(truncate("信访事项", 6, false), "信访…");
    assert_eq!(truncate("信访事项", 6, true), "信访..");
    assert_eq!(truncate("信访事项", 1, false), "…");
    assert_eq!(truncate("信访事项", 1, true), "");
    assert_eq!(truncate("信访事项", 0, false), "");
    assert_eq!(pad("信", 5, false), "信   ");
    assert_eq!(pad_left("12", 5, false), "   12");
    assert_eq!(
        wrap("第一段。\n第二段很长很长，要断开。", 12, false),
        ["第一段。", "第二段很长很", "长，要断开。"]
    );
    assert_eq!(wrap("a\u{202E}b", 20, false), ["a⟨202E⟩b"]);
}

#[test]
fn a_ground_never_comes_without_ink_and_mono_has_neither() {
    for palette in PALETTES {
        for role in Role::ALL {
            let style = Theme::new(palette).style(role);
            assert!(
                style.bg.is_none() || style.fg.is_some(),
                "{palette:?} {role:?}"
            );
            if palette == Palette::Mono {
                assert!(style.fg.is_none() && style.bg.is_none(), "{role:?}");
            }
            for colour in [style.fg, style.bg].into_iter().flatten() {
                assert!(
                    !matches!(colour, Color::Rgb(..) | Color::Indexed(_)),
                    "sixteen colours suffice"
                );
            }
        }
        // Chosen and plain rows differ in every palette.
        assert_ne!(
            Theme::new(palette).style(Role::Chosen),
            Theme::new(palette).style(Role::Text)
        );
    }
    assert_eq!(Palette::parse("mono"), Some(Palette::Mono));
    assert_eq!(Palette::parse("pink"), None);
}

#[test]
fn breakpoints() {
    let fit = |w, h| Fit::of(Rect::new(0, 0, w, h));
    assert_eq!(
        fit(59, 19),
        Fit {
            breadth: Breadth::Tiny,
            height: Height::Tiny
        }
    );
    assert_eq!(
        fit(80, 24),
        Fit {
            breadth: Breadth::Usual,
            height: Height::Usual
        }
    );
    assert_eq!(
        fit(160, 40),
        Fit {
            breadth: Breadth::Vast,
            height: Height::Tall
        }
    );
    assert!(fit(120, 20).has_side() && !fit(119, 20).has_side());
}

#[test]
fn the_pen_clips_and_makes_harmless() {
    let look = Look::new(Lang::Zh, Palette::Mono, false);
    let mut buf = Buffer::empty(Rect::new(0, 0, 8, 2));
    look.pen(&mut buf, Rect::new(0, 0, 8, 1), 0)
        .write("\u{1b}[2J信访事项", Role::Text);
    look.pen(&mut buf, Rect::new(0, 1, 8, 1), 0)
        .write("甲", Role::Text)
        .right("完", Role::Text);
    assert_eq!(shot::text(&buf), "␛[2J信…\n甲    完\n");
    // Outside the screen nothing happens.
    look.pen(&mut buf, Rect::new(90, 90, 10, 1), 0)
        .write("x", Role::Text);
    look.pen(&mut buf, Rect::new(0, 0, 8, 2), 7)
        .write("x", Role::Text);
    look.fill(&mut buf, Rect::new(6, 1, 90, 90), Role::Text);
    assert_eq!(shot::text(&buf), "␛[2J信…\n甲\n");
}

#[test]
fn half_a_wide_sign_never_stays() {
    let look = Look::new(Lang::Zh, Palette::Mono, false);
    let mut buf = Buffer::empty(Rect::new(0, 0, 6, 1));
    look.pen(&mut buf, Rect::new(0, 0, 6, 1), 0)
        .write("信访人", Role::Text);
    look.pen(&mut buf, Rect::new(1, 0, 2, 1), 0)
        .write("ab", Role::Text);
    assert_eq!(shot::text(&buf), " ab 人\n");
    assert_eq!(buf[(0, 0)].symbol(), " ", "its left half is gone");
    assert_eq!(buf[(3, 0)].symbol(), " ", "and the right half of the next");
}

#[test]
fn wide_terminals_get_ascii_and_forced_widths() {
    let look = Look::new(Lang::Zh, Palette::Mono, true);
    assert_eq!(look.symbols, ASCII);
    for sign in [
        ASCII.horizontal,
        ASCII.vertical,
        ASCII.chosen,
        ASCII.mark,
        ASCII.on,
        ASCII.off,
        ASCII.rising,
        ASCII.falling,
        ASCII.above,
        ASCII.below,
        ASCII.fault,
        ASCII.doubt,
        ASCII.good,
        ASCII.point,
        ASCII.between,
        ASCII.more,
    ] {
        assert!(sign.is_ascii());
    }
    let mut buf = Buffer::empty(Rect::new(0, 0, 10, 1));
    let mut pen = look.pen(&mut buf, Rect::new(0, 0, 10, 1), 0);
    pen.write("李“小”明", Role::Text);
    assert_eq!(pen.x(), 10);
    assert_eq!(shot::text(&buf), "李“小”明\n");
}

#[test]
fn lit_parts_are_underlined() {
    let look = Look::new(Lang::Zh, Palette::Mono, false);
    let mut buf = Buffer::empty(Rect::new(0, 0, 6, 1));
    look.pen(&mut buf, Rect::new(0, 0, 6, 1), 0).write_lit(
        "张三丰",
        Role::Text,
        std::slice::from_ref(&(3..6)),
    );
    assert_eq!(shot::marks(&buf), "..uu..\n");
}

#[test]
fn a_chosen_row_lights_what_was_met() {
    for palette in PALETTES {
        let look = Look::new(Lang::Zh, palette, false);
        let mut buf = Buffer::empty(Rect::new(0, 0, 6, 1));
        let mut pen = look.pen(&mut buf, Rect::new(0, 0, 6, 1), 0);
        pen.all_in(Some(Role::Chosen));
        pen.write("张", Role::Title)
            .write("三", Role::Lit)
            .write("丰", Role::Text);
        let underlined = |x: u16| {
            let met = buf.cell((x, 0)).map(|c| (c.modifier, c.fg, c.bg));
            met.map(|(m, fg, bg)| (m.contains(Modifier::UNDERLINED), fg, bg))
        };
        let [before, lit, after] = [0, 2, 4].map(underlined);
        let of = |lit: bool| before.map(|(_, fg, bg)| (lit, fg, bg));
        assert_eq!((before, lit, after), (of(false), of(true), of(false)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn truncate_is_never_wider(text in "(\\PC|信|“|…|\u{301}|\u{200D}|\u{1b}|👨){0,30}", columns in 0usize..40, wide: bool) {
        let cut = truncate(&text, columns, wide);
        prop_assert!(width(&cut, wide) <= columns, "{cut:?}");
        if width(&text, wide) <= columns {
            prop_assert!(!cut.is_empty() || text.is_empty());
        }
        prop_assert_eq!(width(&pad(&text, columns, wide), wide), columns);
        prop_assert_eq!(width(&pad_left(&text, columns, wide), wide), columns);
    }

    #[test]
    fn wrapped_rows_fit(text in "(\\PC|信|，|“| |\n){0,60}", columns in 8usize..40, wide: bool) {
        for row in wrap(&text, columns, wide) {
            prop_assert!(width(&row, wide) <= columns, "{row:?}");
        }
    }

    #[test]
    fn the_pen_never_leaves_its_line(text in any::<String>(), x in 0u16..12, w in 0u16..12, wide: bool) {
        let look = Look::new(Lang::Zh, Palette::Contrast, wide);
        let mut buf = Buffer::empty(Rect::new(0, 0, 14, 3));
        let area = Rect::new(x, 1, w, 1);
        look.pen(&mut buf, area, 0).write(&text, Role::Danger).rest(Role::Danger);
        for y in 0..3 {
            for cx in 0..14 {
                let inside = y == 1 && cx >= x && cx < x + w;
                prop_assert_eq!(buf[(cx, y)].bg == Color::Red, inside);
            }
        }
    }

    #[test]
    fn areas_stay_within(w in 0u16..300, h in 0u16..100, size in 0u16..400, side in 0usize..4) {
        let area = Rect::new(3, 4, w, h);
        let (strip, rest) = cut(area, [Side::Top, Side::Bottom, Side::Left, Side::Right][side], size);
        prop_assert_eq!(u32::from(strip.width) * u32::from(strip.height) + u32::from(rest.width) * u32::from(rest.height), u32::from(w) * u32::from(h));
        for part in [strip, rest, centred(area, size, size), inset(area, size.min(200), 1)] {
            prop_assert_eq!(area.union(part), area.union(Rect::new(part.x, part.y, 0, 0)));
        }
    }
}
