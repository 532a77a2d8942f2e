//! A handover on record: whose shifts, what was touched, both signatures. Its lines may be ten thousand;
//! they stay where they are until somebody reads them.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::deed::Line;
use super::stamp::Stamp;

/// What a handover's lines come to without their words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// How many there are.
    pub count: usize,
    /// Those that have to be touched, from one, ascending.
    pub flagged: Vec<usize>,
}

impl Outline {
    /// Of lines that were read.
    #[must_use]
    pub fn of(lines: &[Line]) -> Self {
        let mut outline = Self::default();
        for line in lines {
            outline.take(line);
        }
        outline
    }

    /// Takes the next line.
    pub fn take(&mut self, line: &Line) {
        self.count += 1;
        if line.flagged {
            self.flagged.push(self.count);
        }
    }
}

/// A handover with its touches and signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverRecord {
    /// Its record.
    pub stamp: Stamp,
    /// The shift that ends.
    pub from: NaiveDateTime,
    /// Its end.
    pub to: NaiveDateTime,
    /// Its lines in outline; `None` as long as nobody has asked for them.
    pub outline: Option<Arc<Outline>>,
    /// Lines touched, from one.
    pub touched: BTreeSet<usize>,
    /// The outgoing signature.
    pub outgoing: Option<(String, NaiveDateTime)>,
    /// The incoming signature.
    pub incoming: Option<(String, NaiveDateTime)>,
}

impl HandoverRecord {
    /// When it was signed by both.
    #[must_use]
    pub fn signed(&self) -> Option<NaiveDateTime> {
        let ((_, out), (_, come)) = (self.outgoing.as_ref()?, self.incoming.as_ref()?);
        Some(*out.max(come))
    }

    /// Flagged lines not touched yet, from one.
    #[must_use]
    pub fn untouched(&self, outline: &Outline) -> Vec<usize> {
        let flagged = outline.flagged.iter().copied();
        flagged.filter(|at| !self.touched.contains(at)).collect()
    }
}
