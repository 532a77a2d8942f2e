//! Where an obligation stands in the panel: under which heading, in which rank, and why there.

use super::petition::word_list;
use crate::words::Sentence;

word_list!(
    /// The parts of the panel, in their order.
    Group {
        Overdue = "overdue", "逾期", "overdue";
        Shift = "shift", "本班今日到期", "this shift, today";
        Period = "period", "时段内到期", "in the period";
        Later = "later", "临近", "near";
        Signature = "signature", "待签字", "to be signed";
    }
);

word_list!(
    /// Where an obligation stands during a period, first to last.
    Rank {
        Overdue = "overdue", "已经逾期", "overdue";
        Safety = "safety", "关系生命安全", "life and safety";
        Wages = "wages", "拖欠工资", "unpaid wages";
        Living = "living", "水暖住房", "heating, water, housing";
        Hardship = "hardship", "困难救助", "relief in hardship";
        Untold = "untold", "尚未告知本人", "not told yet";
        Promised = "promised", "已承诺", "a promise";
        Assigned = "assigned", "交办有反馈期", "assigned with a date";
        Clock = "clock", "按期限", "by its date";
    }
);

/// Where an obligation stands in the panel, and why there when the period moved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    /// Under which heading.
    pub group: Group,
    /// Its rank within; [`Rank::Clock`] outside a period.
    pub rank: Rank,
    /// One line that says why it stands before what is due sooner; `None` when its date alone says so.
    pub why: Option<Sentence>,
}
