//! A line of a handover, as it is looked at and touched.

use super::super::words::LOADING;
use super::{Item, Line};
use crate::domain::duty::deed;
use crate::domain::duty::handed::HandoverRecord;
use crate::look::Role;
use crate::rooms::Cx;

/// A line of a draft of so many, counted from one: as it was read, or that it is being read.
pub fn line(
    h: &HandoverRecord,
    (n, count): (usize, usize),
    read: Option<&deed::Line>,
    cx: &Cx<'_>,
) -> Line {
    // Every number is read whole, and all stand in one column.
    let wide = count.to_string().len().max(3) + 1;
    let Some(read) = read else {
        return Line::of(Item::Unread(h.stamp.seq, n))
            .role(4, "", Role::Quiet)
            .role(wide, &n.to_string(), Role::Quiet)
            .role(0, LOADING.say(cx.lang), Role::Quiet);
    };
    let tick = match (read.flagged, h.touched.contains(&n)) {
        (true, true) => "[x]",
        (true, false) => "[ ]",
        _ => "",
    };
    let role = if tick == "[ ]" {
        Role::Warn
    } else {
        Role::Text
    };
    Line::of(Item::Touch(h.stamp.seq, n))
        .role(4, tick, role)
        .role(wide, &n.to_string(), Role::Quiet)
        .role(14, read.group.word().say(cx.lang), Role::Quiet)
        .text(0, &read.text.line())
}
