//! The panel's rows under their headings: overdue, due in this shift, in the period, near, to sign.

use crate::domain::alert::Owed;
use crate::domain::stands::Group;

/// Rows of each group that are seen, however many stand in the groups before.
const AT_LEAST: usize = 2;

/// A line of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A heading, with how many rows stand under it.
    Head(Group, usize),
    /// A row, by its place among the rows.
    Row(usize),
}

/// Under which heading a row stands; near where nothing says otherwise.
#[must_use]
pub fn group(owed: &Owed) -> Group {
    owed.stands.as_ref().map_or(Group::Later, |s| s.group)
}

/// Rows that stand in the order of their groups, under headings, for a space of so many screen lines
/// in which a row takes `tall`: each heading is seen with two of its rows, the first groups take what
/// is left. With all the space there is, every row is seen.
#[must_use]
pub fn lines(rows: &[&Owed], space: usize, tall: usize) -> Vec<Line> {
    let groups: Vec<&[&Owed]> = rows.chunk_by(|a, b| group(a) == group(b)).collect();
    let least = |g: &&[&Owed]| g.len().min(AT_LEAST);
    let used = groups.len() + tall * groups.iter().map(least).sum::<usize>();
    let mut left = space.saturating_sub(used) / tall.max(1);
    let (mut out, mut at) = (Vec::new(), 0);
    for part in groups {
        let more = (part.len() - least(&part)).min(left);
        left -= more;
        out.push(Line::Head(group(part[0]), part.len()));
        out.extend((at..at + least(&part) + more).map(Line::Row));
        at += part.len();
    }
    out
}

/// How many rows stand in each group, in the order of the groups; empty groups are left out.
#[must_use]
pub fn counts(rows: &[Owed]) -> Vec<(Group, usize)> {
    let parts = rows.chunk_by(|a, b| group(a) == group(b));
    parts.map(|part| (group(&part[0]), part.len())).collect()
}
