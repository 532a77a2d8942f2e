//! The part "log": the newest entry first; a correction stands under what it corrects.

use super::{Item, Line, minute};
use crate::domain::duty::book::LogLine;
use crate::flow::duty::Board;
use crate::look::Role;
use crate::rooms::Cx;
use crate::words::Word;

const UNUSUAL: Word = Word::new("异常", "unusual");

pub fn lines(board: &Board, cx: &Cx<'_>) -> Vec<Line> {
    let mut all: Vec<&LogLine> = board.book.log.iter().collect();
    all.sort_by_key(|l| std::cmp::Reverse((l.at, l.stamp.seq)));
    all.into_iter().flat_map(|l| entry(l, board, cx)).collect()
}

fn entry(l: &LogLine, board: &Board, cx: &Cx<'_>) -> Vec<Line> {
    let item = Item::Log(l.stamp.seq);
    let mark = if l.unusual { UNUSUAL.say(cx.lang) } else { "" };
    let stale = if l.corrections.is_empty() {
        Role::Text
    } else {
        Role::Quiet
    };
    let mut out = vec![
        Line::of(item.clone())
            .text(13, &minute(l.at))
            .role(10, &board.writer(&l.stamp), Role::Quiet)
            .role(8, mark, Role::Warn)
            .role(0, &l.text.line(), stale),
    ];
    for (stamp, text) in &l.corrections {
        let at = minute(stamp.at);
        let said = say!("更正：", "corrected: ");
        out.push(
            Line::of(item.clone())
                .role(13, &at, Role::Quiet)
                .role(10, &board.writer(stamp), Role::Quiet)
                .role(0, said.say(cx.lang), Role::Key)
                .text(0, &text.line()),
        );
    }
    out
}
