//! Short messages over the lower right corner; each begins with a mark, so that colour is not needed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::look::{Look, Role};
use crate::words::Sentence;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What is said.
    pub text: Sentence,
    /// Good, warn or danger.
    pub role: Role,
}

/// Draws the newest messages above the lower edge of an area; the last is lowest.
pub fn draw(look: &Look, buf: &mut Buffer, area: Rect, toasts: &[Toast]) {
    let most = area.width.saturating_sub(2).min(64);
    let mut bottom = area.bottom();
    for toast in toasts.iter().rev().take(3) {
        let mark = match toast.role {
            Role::Danger => look.symbols.fault,
            Role::Warn | Role::Debt => look.symbols.doubt,
            _ => look.symbols.good,
        };
        let lines = look.wrap(
            toast.text.say(look.lang),
            usize::from(most.saturating_sub(6)).max(1),
        );
        let lines = &lines[..lines.len().min(5)];
        let width = lines.iter().map(|l| look.width(l)).max().unwrap_or(0) + 6;
        let width = u16::try_from(width).unwrap_or(u16::MAX).min(area.width);
        let height = u16::try_from(lines.len()).unwrap_or(1) + 2;
        if bottom.saturating_sub(area.y) < height {
            return;
        }
        let place = Rect {
            x: area.right() - width,
            y: bottom - height,
            width,
            height,
        };
        look.fill(buf, place, Role::Text);
        let inner = look.frame(buf, place, "", toast.role);
        for (row, line) in (0..inner.height).zip(lines) {
            let mut pen = look.pen(buf, inner, row);
            pen.cell(if row == 0 { mark } else { "" }, 2, toast.role)
                .write(line, Role::Text);
        }
        bottom = place.y;
    }
}
