//! Obligations (待办义务): from a petition's events, the calendar and the rules, what is owed, by
//! whom, to whom, until when, under which article, and which event paid it. A pure function.

mod derive;
mod ladder;
mod later;
mod recourse;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::count::Due;
use super::ids::UnitId;
use super::petition::word_list;

pub use derive::derive;
pub use ladder::{Rung, Standing, fresh, ladder, rung, standing};
pub use recourse::{Ask, Recourse, Standing as RightState, ask_limit, recourse};

word_list!(
    /// Kinds of obligation; the codes are promised to scripts.
    Kind {
        Register = "register", "登记", "register";
        Forward = "forward", "转送交办", "forward/assign";
        SignFor = "sign_for", "签收", "sign for";
        Object = "object", "异议末日", "objection ends";
        PassOn = "pass_on", "级间流转", "pass on";
        Accept = "accept", "简易受理", "accept (simple)";
        Notify = "notify", "书面告知", "written notice";
        Answer = "answer", "出具处理意见", "opinion";
        Serve = "serve", "送达", "service";
        TellExtension = "tell_extension", "告知延期", "tell extension";
        ReportBack = "report_back", "交办反馈", "report back";
        Review = "review", "复查意见", "review opinion";
        Rereview = "rereview", "复核意见", "re-review opinion";
        ReplyToSupervision = "reply_to_supervision", "督办回复", "supervision reply";
        LeadAction = "lead_action", "包案推进", "led case action";
        PlanStep = "plan_step", "方案步骤", "step of the plan";
        Fulfil = "fulfil", "兑现承诺", "keep a promise";
        FollowUp = "follow_up", "跟进", "follow up";
        RotaGap = "rota_gap", "值班空缺", "rota gap";
        CheckIn = "check_in", "报到", "check-in";
        Handover = "handover", "交接班", "handover";
        ZeroReport = "zero_report", "零报告", "zero report";
        ScreeningReport = "screening_report", "排查报告", "screening report";
        UrgentFollowUp = "urgent_follow_up", "紧急求助跟进", "urgent follow-up";
        PublishHours = "publish_hours", "公布接待时间", "publish hours";
        SettleCase = "settle_case", "积案化解", "settle a case";
        AnswerClaim = "answer_claim", "信息申请答复", "data request";
    }
);

word_list!(
    /// To whom it is owed.
    OwedTo {
        Petitioner = "petitioner", "信访人", "the petitioner";
        Office = "office", "信访部门", "the petition office";
    }
);

word_list!(
    /// Where an obligation stands on a given day.
    State {
        Open = "open", "待办", "open";
        Overdue = "overdue", "逾期", "overdue";
        Met = "met", "已办", "met";
        MetLate = "met_late", "逾期办", "met late";
        Void = "void", "不再需要", "void";
    }
);

/// One obligation of one petition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// What is owed.
    pub kind: Kind,
    /// The event that started it.
    pub since: i64,
    /// The unit that owes it.
    pub owed_by: UnitId,
    /// To whom.
    pub owed_to: OwedTo,
    /// Key of the article or office rule.
    pub basis: String,
    /// Until when, and how that was counted.
    pub due: Due,
    /// The event that paid it and its date.
    pub paid: Option<(i64, NaiveDate)>,
    /// True when it fell away unpaid: withdrawn, closed, returned, nobody to tell.
    pub void: bool,
    /// True when its day 0 is assumed because the event that fixes it is missing (not signed for,
    /// acceptance not recorded).
    pub assumed: bool,
    /// For a duty of the desk that is due by the hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
}

/// The hour of a duty that is due by the hour, by civil time of the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// When it is due.
    pub due: NaiveDateTime,
    /// True when that was past at its payment, or is past at the instant of the derivation.
    pub late: bool,
}

impl Obligation {
    /// Its state on a day.
    #[must_use]
    pub fn state(&self, today: NaiveDate) -> State {
        if let (Some(clock), false) = (self.clock, self.void) {
            return match (self.paid.is_some(), clock.late) {
                (true, true) => State::MetLate,
                (true, false) => State::Met,
                (false, true) => State::Overdue,
                (false, false) => State::Open,
            };
        }
        match self.paid {
            Some((_, on)) if on > self.due.effective => State::MetLate,
            Some(_) => State::Met,
            None if self.void => State::Void,
            // The right to object lapses; nobody owes it afterwards.
            None if today > self.due.effective && self.kind == Kind::Object => State::Void,
            None if today > self.due.effective => State::Overdue,
            None => State::Open,
        }
    }

    /// True while it is still owed.
    #[must_use]
    pub fn is_owed(&self, today: NaiveDate) -> bool {
        matches!(self.state(today), State::Open | State::Overdue)
    }

    /// Days from `today` to the effective day; negative when past.
    #[must_use]
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        (self.due.effective - today).num_days()
    }
}
