//! Paragraphs in a window that scrolls; only what is seen or stands above it is ever wrapped.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keys::Action;
use crate::look::{Look, Role};

/// How far a preview is scrolled.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    at: Cell<usize>,
    page: Cell<usize>,
}

impl Preview {
    /// Back to the beginning: something else is shown.
    pub fn reset(&mut self) {
        self.at.set(0);
    }

    /// Scrolls by half a window; false for any other action.
    pub fn act(&mut self, action: Action) -> bool {
        let half = (self.page.get() / 2).max(1);
        match action {
            Action::PreviewUp => self.at.set(self.at.get().saturating_sub(half)),
            Action::PreviewDown => self.at.set(self.at.get().saturating_add(half)),
            _ => return false,
        }
        true
    }

    /// Draws the paragraphs from where it is scrolled to; true when there is more below.
    pub fn draw(
        &self,
        look: &Look,
        buf: &mut Buffer,
        area: Rect,
        paragraphs: &[(Role, &str)],
    ) -> bool {
        let height = usize::from(area.height);
        self.page.set(height);
        let wanted = self.at.get().saturating_add(height);
        let mut rows: Vec<(Role, String)> = Vec::new();
        let mut more = false;
        for (role, text) in paragraphs {
            for line in text.split('\n') {
                if rows.len() > wanted {
                    more = true;
                    break;
                }
                rows.extend(
                    look.wrap(line, usize::from(area.width))
                        .into_iter()
                        .map(|row| (*role, row)),
                );
            }
        }
        more |= rows.len() > wanted;
        let from = self.at.get().min(rows.len().saturating_sub(height.max(1)));
        self.at.set(from);
        for (row, (role, text)) in (0..area.height).zip(rows.iter().skip(from)) {
            look.pen(buf, area, row).write(text, *role);
        }
        if more {
            look.more_below(buf, area, Role::Key);
        }
        more
    }
}
