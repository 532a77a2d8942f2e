//! One frame over another leaves nothing of the first, wherever wide signs begin in either.

use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;
use zhuoluo::look::{Look, Palette, Role};
use zhuoluo::words::Lang;

const LINE: Rect = Rect::new(0, 0, 12, 1);

/// A row of texts, and whether it is the chosen one, lit from end to end.
type Row = (Vec<String>, bool);

fn drawn((texts, lit): &Row) -> Buffer {
    let look = Look::new(Lang::Zh, Palette::Mono, false);
    let mut buf = Buffer::empty(LINE);
    look.fill(&mut buf, LINE, Role::Text);
    let mut pen = look.pen(&mut buf, LINE, 0);
    pen.all_in(lit.then_some(Role::Chosen));
    for text in texts {
        pen.write(text, Role::Text).gap(1);
    }
    pen.rest(Role::Text);
    buf
}

/// What stands in a column of the terminal.
#[derive(Clone, Debug, PartialEq)]
enum Column {
    /// A sign, or the left half of a wide one.
    Sign(Cell),
    /// The right half of the sign before.
    Right,
    /// The other half of it was written over: terminals differ in what they leave here.
    Wiped,
}

/// A terminal that is as rough with halves of wide signs as the roughest (`PuTTY`, tmux).
struct Rough(Vec<Column>);

impl Rough {
    fn put(&mut self, x: usize, cell: &Cell) {
        let width = cell.symbol().width().max(1);
        for at in x..(x + width).min(self.0.len()) {
            if self.0[at] == Column::Right && at == x && x > 0 {
                self.0[x - 1] = Column::Wiped;
            }
            if self.0.get(at + 1) == Some(&Column::Right) {
                self.0[at + 1] = Column::Wiped;
            }
            self.0[at] = Column::Right;
        }
        self.0[x] = Column::Sign(cell.clone());
    }

    fn show(&mut self, before: &Buffer, after: &Buffer) {
        for (x, _, cell) in before.diff(after) {
            self.put(x.into(), cell);
        }
    }
}

/// The terminal after these frames, one over the other.
fn shown(rows: &[&Row]) -> Vec<Column> {
    let mut before = Buffer::empty(LINE);
    let mut terminal = Rough(vec![Column::Sign(Cell::default()); LINE.width.into()]);
    for row in rows {
        let after = drawn(row);
        terminal.show(&before, &after);
        before = after;
    }
    terminal.0
}

fn row() -> impl Strategy<Value = Row> {
    let texts = proptest::collection::vec("[a转送1有天]{0,4}", 0..4);
    (texts, any::<bool>())
}

#[test]
fn a_chosen_row_is_lit_whole_over_another() {
    let before = (vec!["[还有15天]".to_owned()], true);
    let after = (vec![" 转送".to_owned(), "欠".to_owned()], true);
    assert_eq!(shown(&[&before, &after]), shown(&[&after]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_of_the_first_frame_is_left(first in row(), second in row(), third in row()) {
        prop_assert_eq!(shown(&[&first, &second, &third]), shown(&[&third]));
    }
}
