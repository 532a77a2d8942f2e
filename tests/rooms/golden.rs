//! Screens compared with files: `BLESS=1` writes them anew.

use std::fmt::Write as _;
use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use zhuoluo::look::{Look, Palette};
use zhuoluo::widgets::Caret;
use zhuoluo::words::Lang;

use crate::screen::shot;

/// The sizes at which every screen is looked at.
pub const SIZES: [(u16, u16); 4] = [(60, 20), (80, 24), (120, 40), (200, 60)];

/// A drawing as a buffer, with the cell of the real cursor.
pub fn draw(
    (width, height): (u16, u16),
    look: &Look,
    draw: impl FnOnce(&mut ratatui::Frame<'_>, &Look) -> Caret,
) -> (Buffer, (u16, u16)) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    let mut caret = (0, 0);
    let done = terminal
        .draw(|frame| caret = draw(frame, look).cell(frame.area()))
        .unwrap();
    (done.buffer.clone(), caret)
}

/// Holds a screen against its files: every size, both languages, in colour and without.
pub fn check(name: &str, mut paint: impl FnMut(&mut ratatui::Frame<'_>, &Look) -> Caret) {
    for size in SIZES {
        for lang in [Lang::Zh, Lang::En] {
            let (plain, caret) = draw(size, &Look::new(lang, Palette::Mono, false), &mut paint);
            let (bright, same) = draw(size, &Look::new(lang, Palette::Ansi, false), &mut paint);
            assert_eq!(
                shot::text(&plain),
                shot::text(&bright),
                "colour changes no word"
            );
            assert_eq!(caret, same);
            assert!(!shot::has_colour(&plain) && !shot::has_bare_ground(&bright));
            let code = if lang == Lang::Zh { "zh" } else { "en" };
            let mut text = shot::text(&plain);
            let (x, y) = caret;
            let _ = write!(text, "caret {x},{y}\n{}", shot::marks(&plain));
            hold(&format!("{name}-{}x{}-{code}.txt", size.0, size.1), &text);
        }
    }
}

fn hold(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(file);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        held == text,
        "{file} differs (BLESS=1 writes it anew); now:\n{text}"
    );
}
