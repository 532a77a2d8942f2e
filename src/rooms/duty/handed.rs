//! The lines of handovers as far as they are in sight: read piece by piece while their part is open,
//! forgotten when it is left.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::domain::duty::deed::Line;
use crate::flow::duty::HandoverLines;
use crate::flow::{Answer, Ask, Reply, Ticket};
use crate::rooms::{Cx, Order, failed};

/// Lines read at once: more than a screen has.
pub const PIECE: usize = 128;

/// Pieces kept beside those in sight.
const KEPT: usize = 4;

/// A piece: of which handover, and its place among its pieces.
type Place = (i64, usize);

/// What was read so far.
#[derive(Debug, Default)]
pub struct Handed {
    counts: BTreeMap<i64, usize>,
    pieces: BTreeMap<Place, Vec<Line>>,
    /// The question under way; none while nothing is asked.
    asked: Option<Ticket>,
    /// True when the last question failed: not asked again before the next key.
    stuck: bool,
}

impl Handed {
    /// How many lines a handover has, once that is known.
    pub fn count(&self, of: i64) -> Option<usize> {
        self.counts.get(&of).copied()
    }

    /// A line of a handover, counted from zero, once it is read.
    pub fn line(&self, of: i64, at: usize) -> Option<&Line> {
        self.pieces.get(&(of, at / PIECE))?.get(at % PIECE)
    }

    /// A key was pressed: what failed may be tried again.
    pub fn again(&mut self) {
        self.stuck = false;
    }

    /// Nobody looks any more.
    pub fn forget(&mut self) {
        self.counts.clear();
        self.pieces.clear();
        self.stuck = false;
    }

    /// Asks for the first piece that is missing of stretches of lines, one at a time; forgets those that
    /// are far from all of them.
    pub fn read_on(&mut self, seen: &[(i64, Range<usize>)], cx: &Cx<'_>) -> Option<Order> {
        let wanted: Vec<Place> = seen.iter().flat_map(places).collect();
        if self.pieces.len() > wanted.len() + KEPT {
            self.pieces.retain(|place, _| wanted.contains(place));
        }
        if self.asked.is_some() || self.stuck {
            return None;
        }
        let (of, piece) = wanted.into_iter().find(|p| !self.pieces.contains_key(p))?;
        let mut ticket = Ticket::default();
        let ask = Ask::HandoverLines {
            of,
            from: piece * PIECE,
            most: PIECE,
        };
        let order = cx.ask(&mut ticket, ask);
        self.asked = Some(ticket);
        Some(order)
    }

    /// True for the answer that is waited for.
    pub fn owns(&self, ticket: Ticket) -> bool {
        self.asked == Some(ticket)
    }

    /// Takes the answer that was waited for.
    pub fn take(&mut self, answer: Answer) -> Option<Order> {
        self.asked = None;
        match answer {
            Ok(Reply::HandoverLines(read)) => {
                let HandoverLines {
                    of,
                    count,
                    from,
                    lines,
                } = *read;
                self.counts.insert(of, count);
                self.pieces.insert((of, from / PIECE), lines);
                None
            }
            Err(trouble) => {
                self.stuck = true;
                Some(failed(&trouble))
            }
            Ok(_) => None,
        }
    }
}

/// The pieces that a stretch of lines lies in.
fn places((of, lines): &(i64, Range<usize>)) -> impl Iterator<Item = Place> {
    let of = *of;
    let end = lines.end.div_ceil(PIECE).max(lines.start / PIECE + 1);
    (lines.start / PIECE..end).map(move |piece| (of, piece))
}
