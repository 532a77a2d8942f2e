//! The parts of the duty room, and the chosen row of each.

use crate::widgets::list::Rows;
use crate::words::Word;

/// One part of the room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Who is on duty, the next check-in, gaps, what the desk owes.
    #[default]
    Now,
    /// The rota, week by week.
    Rota,
    /// The duty log.
    Log,
    /// Zero reports and screening rounds.
    Reports,
    /// The ledger of disputes found by screening.
    Disputes,
    /// Handovers.
    Handover,
    /// Declared periods.
    Periods,
}

impl Tab {
    /// Every part, in the order in which Tab goes.
    pub const ALL: [Self; 7] = [
        Self::Now,
        Self::Rota,
        Self::Log,
        Self::Reports,
        Self::Disputes,
        Self::Handover,
        Self::Periods,
    ];

    /// Its name.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::Now => Word::new("当前", "now"),
            Self::Rota => Word::new("值班表", "rota"),
            Self::Log => Word::new("日志", "log"),
            Self::Reports => Word::new("报告", "reports"),
            Self::Disputes => Word::new("纠纷", "disputes"),
            Self::Handover => Word::new("交接", "handover"),
            Self::Periods => Word::new("时段", "periods"),
        }
    }

    const fn at(self) -> usize {
        self as usize
    }

    /// The next or the previous one, round and round.
    #[must_use]
    pub const fn turned(self, onward: bool) -> Self {
        Self::ALL[(self.at() + if onward { 1 } else { 6 }) % 7]
    }
}

/// The part in sight, and where the choice stands in each.
#[derive(Debug, Default)]
pub struct Tabs {
    /// The part in sight.
    pub here: Tab,
    rows: [Rows; 7],
}

impl Tabs {
    /// The rows of the part in sight.
    #[must_use]
    pub const fn rows(&self) -> &Rows {
        &self.rows[self.here.at()]
    }

    /// The same, to move in.
    pub const fn rows_mut(&mut self) -> &mut Rows {
        &mut self.rows[self.here.at()]
    }
}
