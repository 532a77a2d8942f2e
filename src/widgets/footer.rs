//! The last line: keys and what they do here, the most wanted first when there is little room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keys::{Action, Keymap, Scope};
use crate::look::{Look, Role};
use crate::words::Lang;

/// One hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key as printed.
    pub keys: String,
    /// What it does.
    pub label: String,
    /// Whether it can be done now; when not, it stands in brackets.
    pub enabled: bool,
    /// The highest stays longest.
    pub priority: u8,
}

/// The hints for the scopes in force, straight from table and keymap.
#[must_use]
pub fn hints(
    keymap: &Keymap,
    scopes: &[Scope],
    typing: bool,
    lang: Lang,
    enabled: impl Fn(Action) -> bool,
) -> Vec<Hint> {
    let rows = keymap
        .actions_in(scopes, typing)
        .into_iter()
        .map(Action::info)
        .filter(|row| row.priority > 0);
    rows.filter_map(|row| {
        let keys = keymap.key_in(scopes, row.action, typing)?;
        Some(Hint {
            keys,
            label: row.say(lang).to_owned(),
            enabled: enabled(row.action),
            priority: row.priority,
        })
    })
    .collect()
}

/// Draws the hints that fit, in their own order.
pub fn draw(look: &Look, buf: &mut Buffer, area: Rect, hints: &[Hint]) {
    let line = Rect {
        height: area.height.min(1),
        ..area
    };
    look.fill(buf, line, Role::Text);
    let size = |hint: &Hint| {
        look.width(&hint.keys) + look.width(&hint.label) + 3 + if hint.enabled { 0 } else { 2 }
    };
    let mut order: Vec<usize> = (0..hints.len()).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(hints[*i].priority), *i));
    let mut left = usize::from(area.width) + 2;
    let mut kept: Vec<usize> = Vec::new();
    for i in order {
        let wants = size(&hints[i]);
        if wants <= left {
            left -= wants;
            kept.push(i);
        }
    }
    kept.sort_unstable();
    let mut pen = look.pen(buf, line, 0);
    for (n, i) in kept.into_iter().enumerate() {
        let hint = &hints[i];
        pen.gap(if n > 0 { 2 } else { 0 });
        if hint.enabled {
            pen.write(&hint.keys, Role::Key)
                .gap(1)
                .write(&hint.label, Role::Text);
        } else {
            pen.write(&format!("({} {})", hint.keys, hint.label), Role::Quiet);
        }
    }
}
