//! The lines of a part one below the other: most stand ready, those of a handover are made when they
//! are seen.

use std::ops::Range;

use super::super::handed::Handed;
use super::{Item, Line, touch};
use crate::domain::duty::handed::HandoverRecord;
use crate::flow::duty::Board;
use crate::rooms::Cx;

/// Some of the lines of a part.
#[derive(Debug)]
enum Block {
    /// One that stands ready.
    Ready(Line),
    /// All lines of a handover: which, and how many.
    Handover(i64, usize),
}

impl Block {
    const fn len(&self) -> usize {
        match self {
            Self::Ready(_) => 1,
            Self::Handover(_, count) => *count,
        }
    }
}

/// The lines of a part.
#[derive(Debug, Default)]
pub struct Stack(Vec<Block>);

impl From<Vec<Line>> for Stack {
    fn from(lines: Vec<Line>) -> Self {
        Self(lines.into_iter().map(Block::Ready).collect())
    }
}

/// Where the lines are taken from that are not made yet.
pub struct Source<'a> {
    /// The board.
    pub board: &'a Board,
    /// What was read of handovers.
    pub handed: &'a Handed,
}

impl Source<'_> {
    fn record(&self, of: i64) -> Option<&HandoverRecord> {
        let all = &self.board.book.handovers;
        all.iter().find(|h| h.stamp.seq == of)
    }
}

impl Stack {
    /// Adds one below.
    pub fn push(&mut self, line: Line) {
        self.0.push(Block::Ready(line));
    }

    /// Adds the lines of a handover below.
    pub fn push_handover(&mut self, of: i64, count: usize) {
        self.0.push(Block::Handover(of, count));
    }

    /// How many lines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.iter().map(Block::len).sum()
    }

    /// Each block with where it begins.
    fn blocks(&self) -> impl Iterator<Item = (usize, &Block)> {
        let mut from = 0;
        self.0.iter().map(move |block| {
            let at = from;
            from += block.len();
            (at, block)
        })
    }

    /// The block that a line is in, and its place there.
    fn find(&self, at: usize) -> Option<(&Block, usize)> {
        let mut blocks = self.blocks();
        let (from, block) = blocks.find(|(from, block)| at < from + block.len())?;
        Some((block, at - from))
    }

    /// What a line is about.
    #[must_use]
    pub fn item(&self, at: usize, source: &Source<'_>) -> Option<Item> {
        self.find(at).map(|(block, nth)| match block {
            Block::Ready(line) => line.item.clone(),
            // Nobody has looked at what nobody has read.
            Block::Handover(of, _) if source.handed.line(*of, nth).is_some() => {
                Item::Touch(*of, nth + 1)
            }
            Block::Handover(of, _) => Item::Unread(*of, nth + 1),
        })
    }

    /// True for a line that is about nothing.
    #[must_use]
    pub fn is_idle(&self, at: usize) -> bool {
        let idle = |block: &Block| matches!(block, Block::Ready(l) if l.item == Item::Nothing);
        self.find(at).is_some_and(|(block, _)| idle(block))
    }

    /// The line that is about something.
    #[must_use]
    pub fn position(&self, item: &Item) -> Option<usize> {
        let place = |(from, block): (usize, &Block)| match (block, item) {
            (Block::Ready(line), item) => (line.item == *item).then_some(from),
            (Block::Handover(id, count), Item::Touch(of, n) | Item::Unread(of, n)) => {
                (id == of && (1..=*count).contains(n)).then(|| from + n - 1)
            }
            _ => None,
        };
        self.blocks().find_map(place)
    }

    /// A line as it is shown.
    #[must_use]
    pub fn line(&self, at: usize, source: &Source<'_>, cx: &Cx<'_>) -> Option<Line> {
        let (block, nth) = self.find(at)?;
        Some(match block {
            Block::Ready(line) => line.clone(),
            Block::Handover(of, count) => {
                let read = source.handed.line(*of, nth);
                touch::line(source.record(*of)?, (nth + 1, *count), read, cx)
            }
        })
    }

    /// The lines of handovers, counted from zero, that stand in a window over all.
    #[must_use]
    pub fn seen(&self, window: &Range<usize>) -> Vec<(i64, Range<usize>)> {
        let part = |(from, block): (usize, &Block)| match block {
            Block::Handover(of, count) => {
                let begin = window.start.max(from) - from;
                let end = window.end.min(from + count).checked_sub(from)?;
                (begin < end).then_some((*of, begin..end))
            }
            Block::Ready(_) => None,
        };
        self.blocks().filter_map(part).collect()
    }
}
