//! A table: columns fall away by priority when the screen is narrow, wide signs stay aligned.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::caret::Caret;
use super::list::{Rows, arrows, begin};
use crate::look::{Look, Pen, Role, Side, cut};
use crate::words::Word;

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: Word,
    /// Fewer columns than this are no use.
    pub least: u16,
    /// More are not wanted.
    pub most: u16,
    /// The highest stays longest.
    pub priority: u8,
    /// Numbers stand at the right.
    pub right: bool,
}

impl Column {
    /// A column at the left.
    #[must_use]
    pub const fn new(
        zh: &'static str,
        en: &'static str,
        least: u16,
        most: u16,
        priority: u8,
    ) -> Self {
        Self {
            title: Word::new(zh, en),
            least,
            most,
            priority,
            right: false,
        }
    }

    /// The same column at the right.
    #[must_use]
    pub const fn at_right(self) -> Self {
        Self {
            right: true,
            ..self
        }
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCell {
    /// What stands in it.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// Byte ranges that matched a search.
    pub lit: Vec<Range<usize>>,
}

impl TableCell {
    /// A plain cell.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self::of(text, Role::Text)
    }

    /// A cell in a role.
    #[must_use]
    pub fn of(text: impl Into<String>, role: Role) -> Self {
        Self {
            text: text.into(),
            role,
            lit: Vec::new(),
        }
    }
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableRow {
    /// One cell for each column of the table, the ones not shown too.
    pub cells: Vec<TableCell>,
    /// Marked for doing something with many.
    pub marked: bool,
}

/// A table as it is to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// The columns.
    pub columns: &'a [Column],
    /// Total and choice.
    pub rows: &'a Rows,
    /// The sorted column, and whether it falls.
    pub sorted: Option<(usize, bool)>,
    /// Whether rows can be marked.
    pub marks: bool,
    /// Whether the table has the focus.
    pub focused: bool,
}

/// Which columns are shown and how wide: `(index, width)` in the order of the table.
#[must_use]
pub fn fit(columns: &[Column], width: u16) -> Vec<(usize, u16)> {
    let mut by_priority: Vec<usize> = (0..columns.len()).collect();
    by_priority.sort_by_key(|i| (std::cmp::Reverse(columns[*i].priority), *i));
    let mut kept = Vec::new();
    let mut used = 0;
    for i in by_priority {
        let wants = columns[i].least + u16::from(!kept.is_empty());
        if used + wants <= width {
            used += wants;
            kept.push(i);
        } else if kept.is_empty() {
            return vec![(i, width)];
        }
    }
    kept.sort_unstable();
    let mut out: Vec<(usize, u16)> = kept.into_iter().map(|i| (i, columns[i].least)).collect();
    let mut left = width.saturating_sub(used);
    while left > 0 {
        let mut gave = false;
        for (i, size) in &mut out {
            if left > 0 && *size < columns[*i].most {
                *size += 1;
                left -= 1;
                gave = true;
            }
        }
        if !gave {
            break;
        }
    }
    out
}

/// Draws heading and rows; `row` is asked only for what is seen and says `None` while it is being read.
pub fn draw(
    look: &Look,
    buf: &mut Buffer,
    area: Rect,
    table: &Table<'_>,
    mut row: impl FnMut(usize) -> Option<TableRow>,
) -> Caret {
    let marks = if table.marks { 2 } else { 0 };
    let (head, body) = cut(area, Side::Top, u16::from(area.height > 1));
    let layout = fit(table.columns, area.width.saturating_sub(3 + marks));
    heading(look, buf, head, table, &layout, marks);
    let seen = table.rows.window(usize::from(body.height));
    let inner = Rect {
        width: body.width.saturating_sub(u16::from(body.width > 20)),
        ..body
    };
    let mut caret = Caret::top(area);
    for (line, i) in (0..body.height).zip(seen.clone()) {
        let chosen = table.rows.chosen() == Some(i);
        if chosen {
            caret = Caret::At(body.x, body.y + line);
        }
        let mut pen = begin(look, buf, inner, line, chosen, table.focused);
        match row(i) {
            Some(row) => cells(&mut pen, table, &layout, &row),
            None => {
                pen.write(Word::new("读取中", "Reading").say(look.lang), Role::Quiet);
            }
        }
        pen.rest(Role::Text);
    }
    arrows(look, buf, body, &seen, table.rows.total());
    caret
}

fn heading(
    look: &Look,
    buf: &mut Buffer,
    area: Rect,
    table: &Table<'_>,
    layout: &[(usize, u16)],
    marks: u16,
) {
    let mut pen = look.pen(buf, area, 0);
    pen.gap(2 + marks);
    for (n, (i, size)) in layout.iter().enumerate() {
        pen.gap(u16::from(n > 0));
        let Some(column) = table.columns.get(*i) else {
            continue;
        };
        let mut title = column.title.say(look.lang).to_owned();
        if let Some((at, falls)) = table.sorted
            && at == *i
        {
            title = format!(
                "{title}{}",
                if falls {
                    look.symbols.falling
                } else {
                    look.symbols.rising
                }
            );
        }
        place(
            &mut pen,
            column,
            &title,
            usize::from(*size),
            Role::Title,
            &[],
        );
    }
    let hidden = table.columns.len() - layout.len();
    if hidden > 0 {
        pen.right(&format!("+{hidden}"), Role::Quiet);
    }
}

fn cells(pen: &mut Pen<'_>, table: &Table<'_>, layout: &[(usize, u16)], row: &TableRow) {
    if table.marks {
        let mark = pen.look().symbols.mark;
        pen.cell(if row.marked { mark } else { "" }, 2, Role::Key);
    }
    for (n, (i, size)) in layout.iter().enumerate() {
        pen.gap(u16::from(n > 0));
        if let (Some(column), Some(cell)) = (table.columns.get(*i), row.cells.get(*i)) {
            place(
                pen,
                column,
                &cell.text,
                usize::from(*size),
                cell.role,
                &cell.lit,
            );
        }
    }
}

/// One text in its column, its lit parts lit when nothing had to be cut.
fn place(
    pen: &mut Pen<'_>,
    column: &Column,
    text: &str,
    size: usize,
    role: Role,
    lit: &[Range<usize>],
) {
    let wide = pen.look().width(text);
    if column.right {
        pen.cell_right(text, size, role);
    } else if !lit.is_empty() && wide <= size.min(pen.room()) {
        pen.write_lit(text, role, lit);
        pen.cell("", size - wide, role);
    } else {
        pen.cell(text, size, role);
    }
}
