//! What a sheet of the duty room is about.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::duty::deed::Deed;
use crate::domain::ids::UnitId;
use crate::words::Word;

/// What a sheet is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A check-in with a note.
    CheckIn,
    /// A new shift.
    Shift,
    /// A shift gets another crew or time.
    EditShift(i64),
    /// A crew takes the desk for an interval.
    Override,
    /// A swap is asked for.
    Swap,
    /// A line of the log.
    Log,
    /// A line is corrected.
    CorrectLog(i64),
    /// A zero report.
    Report(UnitId, NaiveDateTime),
    /// A round of screening.
    Round(UnitId, NaiveDate),
    /// A dispute goes on the ledger.
    Dispute,
    /// A dispute is settled or passed on.
    Settle(i64),
    /// A period is declared.
    Declare,
    /// A period gets other days.
    Move(i64),
    /// A period ends early.
    End(i64),
    /// Reception hours were published.
    Hours(i64),
    /// A signature under a handover.
    Sign(i64),
    /// A leader accounts for something missed.
    Account(String),
    /// Somebody has seen an obligation.
    Seen(String),
    /// The follow-up of an emergency.
    FollowUp(i64),
    /// Something is taken back: nothing is asked, what changes is shown.
    Drop(Deed),
}

/// What can stand over a sheet: one title for each kind.
pub const TITLES: [Word; 20] = [
    Word::new("报到", "Check in"),
    Word::new("排一个班", "A shift"),
    Word::new("改这个班", "Change the shift"),
    Word::new("替班", "An override"),
    Word::new("申请换班", "Ask for a swap"),
    Word::new("记日志", "A log entry"),
    Word::new(
        "更正日志（原文保留）",
        "Correct the entry (the old text stays)",
    ),
    Word::new("零报告", "Zero report"),
    Word::new("排查报告", "Screening report"),
    Word::new("记一起矛盾纠纷", "A dispute"),
    Word::new("纠纷进展或了结", "The dispute: what was done, or its end"),
    Word::new("宣布时段", "Declare a period"),
    Word::new("时段改期", "Move the period"),
    Word::new("提前结束时段", "End the period early"),
    Word::new("已公布接待时间", "Reception hours published"),
    Word::new("交接签字", "Sign the handover"),
    Word::new(
        "说明原因（按逾期办结）",
        "Account for it (counts as met late)",
    ),
    Word::new("看过（期限不变）", "Seen (the date stays)"),
    Word::new("紧急求助跟进", "Follow up urgent help"),
    Word::new("撤销", "Take back"),
];

impl About {
    /// What stands over the sheet.
    #[must_use]
    pub const fn word(&self) -> Word {
        TITLES[self.title()]
    }

    /// Which of the titles is its own.
    const fn title(&self) -> usize {
        match self {
            Self::CheckIn => 0,
            Self::Shift => 1,
            Self::EditShift(_) => 2,
            Self::Override => 3,
            Self::Swap => 4,
            Self::Log => 5,
            Self::CorrectLog(_) => 6,
            Self::Report(..) => 7,
            Self::Round(..) => 8,
            Self::Dispute => 9,
            Self::Settle(_) => 10,
            Self::Declare => 11,
            Self::Move(_) => 12,
            Self::End(_) => 13,
            Self::Hours(_) => 14,
            Self::Sign(_) => 15,
            Self::Account(_) => 16,
            Self::Seen(_) => 17,
            Self::FollowUp(_) => 18,
            Self::Drop(_) => 19,
        }
    }

    /// What its draft is called, the same at every opening; `None` for what is not kept while it is typed: a
    /// signature, because of its one-time code, and what has nothing to type.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        let of = match self {
            Self::Drop(_) | Self::Sign(_) => return None,
            Self::CheckIn
            | Self::Shift
            | Self::Override
            | Self::Swap
            | Self::Log
            | Self::Dispute
            | Self::Declare => String::new(),
            Self::EditShift(id)
            | Self::CorrectLog(id)
            | Self::Settle(id)
            | Self::Move(id)
            | Self::End(id)
            | Self::Hours(id)
            | Self::FollowUp(id) => id.to_string(),
            Self::Report(unit, slot) => format!("{}/{slot}", unit.0),
            Self::Round(unit, until) => format!("{}/{until}", unit.0),
            Self::Account(key) | Self::Seen(key) => key.clone(),
        };
        Some(format!("duty/{}/{of}", self.title()))
    }

    /// True for what shows its consequences before it is kept.
    #[must_use]
    pub const fn is_tried(&self) -> bool {
        matches!(
            self,
            Self::Declare | Self::Move(_) | Self::End(_) | Self::EditShift(_) | Self::Drop(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Outside;

    /// A one-time code must not lie in the store; two sheets must not share a draft.
    #[test]
    fn drafts_have_names_of_their_own_and_a_signature_has_none() {
        assert_eq!(About::Sign(1).key(), None);
        assert_eq!(
            About::Drop(Deed::CheckIn {
                note: Outside::default()
            })
            .key(),
            None
        );
        let all = [
            About::CheckIn,
            About::Log,
            About::CorrectLog(1),
            About::CorrectLog(2),
            About::Settle(1),
            About::Move(1),
            About::Dispute,
        ];
        let mut keys: Vec<_> = all.iter().filter_map(About::key).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), all.len());
    }
}
