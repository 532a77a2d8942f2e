//! What can happen at the duty desk: events that are only ever added, each with who, when and why.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::dispute::{Dispute, DisputeWork};
use super::shift::{Shift, Swap, Template};
use crate::domain::ids::{PetitionNo, UnitId};
use crate::domain::period::Period;
use crate::domain::petition::word_list;
use crate::domain::rights::Deed as Right;
use crate::words::Outside;

word_list!(
    /// How often a unit screens for disputes (排查).
    Round {
        Weekly = "weekly", "每周", "weekly";
        HalfMonthly = "half_monthly", "每半月", "half-monthly";
        Monthly = "monthly", "每月", "monthly";
    }
);

word_list!(
    /// Whom an urgent call went to.
    Called {
        Police = "110", "110公安", "110 police";
        Ambulance = "120", "120急救", "120 ambulance";
        Fire = "119", "119消防", "119 fire";
        Mind = "12356", "12356心理援助", "12356 psychological aid";
        Leader = "leader", "带班领导", "leader on duty";
        Unit = "unit", "责任单位", "responsible unit";
        Family = "family", "家属亲友", "family";
        Other = "other", "其他", "other";
    }
);

/// A zero report or a round of screening: matters, counts and what the office did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// True for an explicit zero.
    pub zero: bool,
    /// Matters that came up.
    #[serde(default)]
    pub matters: u32,
    /// What they were and what was done.
    #[serde(default)]
    pub text: Outside,
}

/// One line of a handover as the program drafted it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// `on_hand`, `promised`, `due`, `unusual`, `urgent` or `equipment`.
    pub group: LineGroup,
    /// What.
    pub text: Outside,
    /// True when the incoming officer has to touch it.
    pub flagged: bool,
}

word_list!(
    /// The parts of a handover.
    LineGroup {
        Urgent = "urgent", "紧急求助未了", "urgent help, open";
        OnHand = "on_hand", "手头未了", "on hand";
        Promised = "promised", "已承诺", "promised";
        Due = "due", "下一班结束前到期", "due before the next shift ends";
        Unusual = "unusual", "异常情况", "unusual";
        Equipment = "equipment", "钥匙设备", "keys and equipment";
    }
);

/// A handover as it is written, known to be one.
#[derive(Debug, Deserialize)]
pub struct Handed {
    from: NaiveDateTime,
    to: NaiveDateTime,
    lines: Vec<Line>,
}

impl From<Handed> for Deed {
    fn from(Handed { from, to, lines }: Handed) -> Self {
        Self::Handover { from, to, lines }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// A period is declared.
    Declare(Period),
    /// A period gets other days.
    MovePeriod {
        /// Which.
        period: i64,
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// A period ends early: this is its last day; before its first day it falls away.
    EndPeriod {
        /// Which.
        period: i64,
        /// Last day.
        on: NaiveDate,
    },
    /// The reception hours of a period were published (Art. 18).
    PublishHours {
        /// Which.
        period: i64,
        /// The hours and where they hang.
        text: Outside,
    },
    /// A shift is put on the rota.
    Shift(Shift),
    /// A shift gets another crew or time.
    EditShift {
        /// Which.
        shift: i64,
        /// What it is now.
        to: Shift,
    },
    /// A shift is taken off.
    DropShift {
        /// Which.
        shift: i64,
    },
    /// A rule that makes shifts.
    Template(Template),
    /// A rule ends with a day.
    EndTemplate {
        /// Which.
        template: i64,
        /// Its last day.
        on: NaiveDate,
    },
    /// A crew takes the desk for an interval, whatever the rota says.
    Override(Shift),
    /// An override is taken back.
    DropOverride {
        /// Which.
        id: i64,
    },
    /// A swap is asked for.
    Swap(Swap),
    /// A swap is decided.
    DecideSwap {
        /// Which.
        swap: i64,
        /// Approved or not.
        approve: bool,
    },
    /// Whoever is on duty checks in.
    CheckIn {
        /// What there is to say; empty for nothing to report.
        note: Outside,
    },
    /// A line of the duty log.
    Log {
        /// What happened, to the minute.
        at: NaiveDateTime,
        /// What.
        text: Outside,
        /// True for something unusual: it goes into the handover.
        unusual: bool,
    },
    /// A line is corrected; the old one stays visible.
    CorrectLog {
        /// Which.
        of: i64,
        /// What it should say.
        text: Outside,
    },
    /// A leader accounts for something missed: it is then met late.
    Account {
        /// The obligation's key.
        key: String,
    },
    /// Somebody has seen an obligation; hides nothing.
    Acknowledge {
        /// The obligation's key.
        key: String,
    },
    /// A zero report at its hour.
    Report {
        /// The unit.
        unit: UnitId,
        /// The hour.
        slot: NaiveDateTime,
        /// What.
        content: Content,
    },
    /// A unit screens at intervals from a day on.
    Screening {
        /// The unit.
        unit: UnitId,
        /// How often.
        round: Round,
        /// From.
        from: NaiveDate,
    },
    /// A round of screening is done.
    Screened {
        /// The unit.
        unit: UnitId,
        /// The last day of the round.
        until: NaiveDate,
        /// What.
        content: Content,
    },
    /// A dispute goes on the ledger.
    Dispute(Dispute),
    /// Something is done about a dispute.
    WorkOnDispute {
        /// Which.
        of: i64,
        /// What.
        work: DisputeWork,
        /// By whom of the office, with what result.
        text: Outside,
    },
    /// A dispute is settled or passed on.
    CloseDispute {
        /// Which.
        of: i64,
        /// How.
        outcome: Outside,
    },
    /// Somebody asked for it: the dispute became a petition.
    DisputeToPetition {
        /// Which.
        of: i64,
        /// The petition.
        number: PetitionNo,
    },
    /// A life or safety in danger.
    Urgent {
        /// What, as little as is needed to help.
        what: Outside,
        /// Where help is needed now.
        place: Outside,
    },
    /// A call made for it.
    UrgentCall {
        /// Which.
        of: i64,
        /// When the call was made.
        at: NaiveDateTime,
        /// To whom.
        called: Called,
        /// What came of it.
        outcome: Outside,
    },
    /// The follow-up: how it stands, and whether it is done.
    UrgentFollowUp {
        /// Which.
        of: i64,
        /// How it stands.
        outcome: Outside,
        /// The next follow-up; done when there is none.
        next: Option<NaiveDate>,
    },
    /// A handover is drafted at the end of a shift.
    Handover {
        /// The shift that ends: its first instant.
        from: NaiveDateTime,
        /// Its last.
        to: NaiveDateTime,
        /// What is handed over.
        lines: Vec<Line>,
    },
    /// The incoming officer has looked at a flagged line.
    Touch {
        /// Which handover.
        of: i64,
        /// Which line, from one.
        line: usize,
    },
    /// A signature under a handover.
    Sign {
        /// Which handover.
        of: i64,
        /// True for the incoming side.
        incoming: bool,
        /// Who signs; whoever writes the event, or the owner of a one-time code.
        who: String,
    },
    /// A one-time code with which its owner signs in another's session.
    Code {
        /// SHA-256 of login and code.
        digest: String,
        /// Valid until.
        until: NaiveDateTime,
    },
}

impl Deed {
    /// Its code in the store and in JSON.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Declare(_) => "declare",
            Self::MovePeriod { .. } => "move_period",
            Self::EndPeriod { .. } => "end_period",
            Self::PublishHours { .. } => "publish_hours",
            Self::Shift(_) => "shift",
            Self::EditShift { .. } => "edit_shift",
            Self::DropShift { .. } => "drop_shift",
            Self::Template(_) => "template",
            Self::EndTemplate { .. } => "end_template",
            Self::Override(_) => "override",
            Self::DropOverride { .. } => "drop_override",
            Self::Swap(_) => "swap",
            Self::DecideSwap { .. } => "decide_swap",
            Self::CheckIn { .. } => "check_in",
            Self::Log { .. } => "log",
            Self::CorrectLog { .. } => "correct_log",
            Self::Account { .. } => "account",
            Self::Acknowledge { .. } => "acknowledge",
            Self::Report { .. } => "report",
            Self::Screening { .. } => "screening",
            Self::Screened { .. } => "screened",
            Self::Dispute(_) => "dispute",
            Self::WorkOnDispute { .. } => "work_on_dispute",
            Self::CloseDispute { .. } => "close_dispute",
            Self::DisputeToPetition { .. } => "dispute_to_petition",
            Self::Urgent { .. } => "urgent",
            Self::UrgentCall { .. } => "urgent_call",
            Self::UrgentFollowUp { .. } => "urgent_follow_up",
            Self::Handover { .. } => "handover",
            Self::Touch { .. } => "touch",
            Self::Sign { .. } => "sign",
            Self::Code { .. } => "code",
        }
    }

    /// The right that it takes.
    #[must_use]
    pub const fn right(&self) -> Right {
        match self {
            Self::Declare(_) | Self::MovePeriod { .. } | Self::EndPeriod { .. } => Right::Period,
            Self::Shift(_)
            | Self::EditShift { .. }
            | Self::DropShift { .. }
            | Self::Template(_)
            | Self::EndTemplate { .. }
            | Self::Override(_)
            | Self::DropOverride { .. }
            | Self::DecideSwap { .. }
            | Self::Account { .. }
            | Self::Screening { .. } => Right::Rota,
            Self::Report { .. }
            | Self::Screened { .. }
            | Self::Dispute(_)
            | Self::WorkOnDispute { .. }
            | Self::CloseDispute { .. }
            | Self::DisputeToPetition { .. }
            | Self::Acknowledge { .. } => Right::Report,
            Self::Urgent { .. } | Self::UrgentCall { .. } | Self::UrgentFollowUp { .. } => {
                Right::Urgent
            }
            _ => Right::Duty,
        }
    }

    /// True for what changes the office's own facts: open desks read them again.
    #[must_use]
    pub const fn is_period(&self) -> bool {
        matches!(
            self,
            Self::Declare(_) | Self::MovePeriod { .. } | Self::EndPeriod { .. }
        )
    }

    /// True for the record of an emergency, which only those named may read.
    #[must_use]
    pub const fn is_restricted(&self) -> bool {
        matches!(
            self,
            Self::Urgent { .. } | Self::UrgentCall { .. } | Self::UrgentFollowUp { .. }
        )
    }
}

/// One event of the duty desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyEvent {
    /// Its number in the duty chain.
    pub seq: i64,
    /// Recorded at.
    pub at: DateTime<FixedOffset>,
    /// By whom.
    pub by: Outside,
    /// Why, or a note.
    pub why: Outside,
    /// What.
    pub what: Deed,
}
