//! Short messages over the lower right corner; each begins with a mark, so that colour is not needed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::look::{Look, Role, Side, cut};
use crate::words::Sentence;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What is said.
    pub text: Sentence,
    /// Good, warn or danger.
    pub role: Role,
}

/// Draws the newest messages at an edge of an area, the last nearest to it: [`Side::Top`], or else the lower
/// one.
pub fn draw(look: &Look, buf: &mut Buffer, area: Rect, edge: Side, toasts: &[Toast]) {
    let most = area.width.saturating_sub(2).min(64);
    let mut left = area;
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
        if left.height < height {
            return;
        }
        let edge = if edge == Side::Top {
            edge
        } else {
            Side::Bottom
        };
        let (row, rest) = cut(left, edge, height);
        let (place, _) = cut(row, Side::Right, width);
        left = rest;
        look.fill(buf, place, Role::Text);
        let inner = look.frame(buf, place, "", toast.role);
        for (row, line) in (0..inner.height).zip(lines) {
            let mut pen = look.pen(buf, inner, row);
            pen.cell(if row == 0 { mark } else { "" }, 2, toast.role)
                .write(line, Role::Text);
        }
    }
}
