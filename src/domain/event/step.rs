//! What each step says: one variant for each, with the keys of its JSON object.

use super::{
    About, Accused, Lead, Registration, Sort, keeping, kind::direct, kind::yes, rung::Rung,
};
use crate::domain::ids::{MatterId, PersonId, UnitId};
use crate::domain::petition::{Method, Outcome, Route};
use crate::domain::verdict::{Delivery, Demand, Finding, Rating};
use crate::words::Outside;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One step with what it says. The tag `step` is the step's code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// 登记.
    Register(Box<Registration>),
    /// 研判: class, route, simple or not.
    Sort(Sort),
    /// 转送 to a unit.
    Forward {
        /// The unit.
        to: UnitId,
    },
    /// 交办 to a unit with a date of the assigner's own.
    Assign {
        /// The unit.
        to: UnitId,
        /// The day by which the result is wanted.
        due_on: NaiveDate,
    },
    /// 签收 by the unit: starts its 15 days and 5 working days.
    SignFor {},
    /// 异议 by the unit (Art. 23(3)).
    Object {
        /// Detailed reasons, required.
        reasons: Outside,
        /// The unit it thinks competent.
        #[serde(default)]
        suggested: Option<UnitId>,
    },
    /// The sender takes the petition back (agrees to an objection, or recalls it), or refuses the objection.
    Return {
        /// False: the objection is refused and the unit keeps the petition.
        #[serde(default = "yes")]
        agreed: bool,
        /// Why.
        reasons: Outside,
    },
    /// 受理: starts the 60 days for a request on route 31(6).
    Accept {
        /// The route, a required decision at acceptance when it was not sorted before (Art. 31).
        #[serde(default)]
        route: Option<Route>,
    },
    /// 不予受理 / 不再受理.
    Decline {
        /// Why.
        reasons: Outside,
        /// Article or rule.
        #[serde(default)]
        basis: Outside,
        /// The competent body.
        #[serde(default)]
        body: Outside,
        /// That body's own limit, in words.
        #[serde(default, skip_serializing_if = "Outside::is_empty")]
        limit: Outside,
        /// 不再受理 (Art. 36(3)): the number of the re-review opinion that ended the matter.
        #[serde(default, skip_serializing_if = "Outside::is_empty")]
        ended_by: Outside,
    },
    /// 导入法定途径 (Art. 31(1)–(5)).
    Redirect {
        /// The route.
        route: Route,
        /// The competent body, with address and telephone.
        body: Outside,
        /// That route's own limit, in words.
        #[serde(default)]
        limit: Outside,
    },
    /// 书面告知.
    Notify {
        /// What about.
        #[serde(default)]
        about: About,
        /// How it reached the petitioner.
        #[serde(default = "direct")]
        method: Method,
        /// Document number.
        #[serde(default)]
        document: Outside,
    },
    /// 延期 (Art. 34): once, at most 30 days.
    Extend {
        /// Days more, counted from the acceptance with the first span.
        days: u32,
        /// Why; the petitioner is told.
        reasons: Outside,
        /// The responsible head who approved.
        approver: Outside,
    },
    /// 处理意见 (Art. 32).
    Answer {
        /// Document number.
        #[serde(default)]
        document: Outside,
        /// Opinion on each request, in order.
        #[serde(default)]
        outcomes: Vec<Outcome>,
        /// The answer in short.
        #[serde(default)]
        text: Outside,
        /// The day by which what is supported will be carried out (Art. 32(2)).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        execute_by: Option<NaiveDate>,
    },
    /// 送达 of the last opinion: starts the petitioner's rights.
    Serve {
        /// How.
        #[serde(default = "direct")]
        method: Method,
        /// Proof of service.
        #[serde(default)]
        document: Outside,
        /// What came of it; undeliverable starts nothing.
        #[serde(default)]
        result: Delivery,
        /// The petitioner agreed to an electronic or oral answer.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        consent: bool,
        /// Who witnessed that it was refused and left.
        #[serde(default, skip_serializing_if = "Outside::is_empty")]
        witness: Outside,
    },
    /// 包案: a lead official for the case (never for a person), or that official's next action.
    Lead(Lead),
    /// 经办人: who handles it from now on, instead of those named before; also who may see a report.
    Handler {
        /// Login of the operator.
        login: Outside,
        /// 共同经办: beside those named before, who go on.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        also: bool,
    },
    /// A contact with the petitioner.
    Contact {
        /// What was said.
        text: Outside,
    },
    /// A note.
    Note {
        /// The note.
        text: Outside,
    },
    /// Something promised, with a day.
    Promise {
        /// What.
        text: Outside,
        /// Until when.
        due_on: NaiveDate,
        /// The unit that promised; the holder when absent.
        #[serde(default)]
        by_unit: Option<UnitId>,
    },
    /// A promise kept.
    Fulfil {
        /// The promise's event.
        of: i64,
        /// How it was kept.
        text: Outside,
    },
    /// 催办 to the holder, by hand or by the ladder of reminders.
    Remind {
        /// What is wanted.
        text: Outside,
        /// By the ladder: of which obligation, on which rung.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ladder: Option<Rung>,
    },
    /// 撤回 by the petitioner.
    Withdraw {
        /// In the petitioner's words.
        reasons: Outside,
        /// One of several petitioners; absent: all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
    },
    /// 办结. Kept apart from resolving.
    Close {
        /// On what ground.
        reasons: Outside,
        /// True when the request was met or the petitioner confirms (化解).
        #[serde(default)]
        resolved: bool,
    },
    /// 恢复办理: a second clock with the first still visible.
    Reopen {
        /// Why.
        reasons: Outside,
    },
    /// 更正 of an earlier event.
    Correct {
        /// The event corrected.
        of: i64,
        /// True: it counts as never having happened.
        #[serde(default)]
        void: bool,
        /// Its right date.
        #[serde(default)]
        on: Option<NaiveDate>,
        /// Whom a report accuses, all of them, instead of those that stand there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accused: Option<Vec<Accused>>,
        /// 误录: these were named by mistake; counts once a second person says so.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        accused_mistaken: bool,
        /// Why.
        reasons: Outside,
    },
    /// 并入事项, by a person's decision.
    Link {
        /// The matter.
        matter: MatterId,
        /// Why it is the same matter.
        reasons: Outside,
    },
    /// 移出事项: undoes a link.
    Unlink {
        /// Why.
        reasons: Outside,
    },
    /// 听证: an interval of days, stored as it was; not counted at re-review (Art. 36(2)).
    Hear {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
        /// What it came to.
        #[serde(default)]
        text: Outside,
    },
    /// 调解 or 和解 (Art. 33).
    Mediate {
        /// Both sides agree.
        #[serde(default)]
        agreed: bool,
        /// The written agreement's number; required when they agree.
        #[serde(default)]
        document: Outside,
        /// Terms, or why there is none.
        text: Outside,
        /// The day by which the agreement is to be performed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_on: Option<NaiveDate>,
    },
    /// 会商: several units decide together who does what (Art. 24).
    Meet {
        /// What was decided.
        text: Outside,
        /// Minutes.
        #[serde(default)]
        document: Outside,
    },
    /// 法制审核 of an important opinion.
    LegalReview {
        /// No legal objection.
        #[serde(default)]
        passed: bool,
        /// Findings.
        text: Outside,
    },
    /// 申请复查 received (Art. 35).
    AskReview {
        /// The postmark; counts instead of the day of receipt when it is earlier.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        posted_on: Option<NaiveDate>,
        /// The next higher organ; the office, for its government, when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        organ: Option<UnitId>,
        /// What is asked, in the petitioner's words.
        #[serde(default)]
        text: Outside,
    },
    /// 复查意见.
    AnswerReview {
        /// What it does to the opinion.
        outcome: Finding,
        /// Document number.
        #[serde(default)]
        document: Outside,
        /// Text.
        #[serde(default)]
        text: Outside,
    },
    /// 申请复核 received (Art. 36).
    AskRereview {
        /// The postmark.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        posted_on: Option<NaiveDate>,
        /// The next higher organ of the one that reviewed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        organ: Option<UnitId>,
        /// What is asked, in the petitioner's words.
        #[serde(default)]
        text: Outside,
    },
    /// 复核意见.
    AnswerRereview {
        /// What it does to the review opinion.
        outcome: Finding,
        /// Document number.
        #[serde(default)]
        document: Outside,
        /// In short.
        #[serde(default)]
        text: Outside,
    },
    /// 回访: asked afterwards whether it was carried out.
    FollowUp {
        /// What was said.
        text: Outside,
    },
    /// 评价 by the petitioner, the office and the unit apart.
    Rate {
        /// Of the petition office.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        office: Option<Rating>,
        /// Of the responsible unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Rating>,
        /// In the petitioner's words.
        #[serde(default)]
        text: Outside,
    },
    /// 督办: a slip, a letter, or one of the three proposals (Art. 40).
    Supervise {
        /// Which.
        demand: Demand,
        /// The unit; the holder when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<UnitId>,
        /// The breach found, or what is proposed.
        text: Outside,
        /// The day of the reply; a proposal has its own limit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_on: Option<NaiveDate>,
    },
    /// 督办回复: the unit's written reply.
    ReplyToSupervision {
        /// The supervision's event.
        of: i64,
        /// What it says.
        text: Outside,
        /// A proposal was adopted or not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        adopted: Option<bool>,
    },
    /// 回避 (Art. 28(3)): somebody is out, somebody else takes over.
    Recuse {
        /// Who is out.
        login: Outside,
        /// Who takes over.
        substitute: Outside,
        /// The interest.
        reasons: Outside,
        /// The head who decided.
        approver: Outside,
    },
    /// 分案: requests that are handled as a petition of their own from now on.
    Split {
        /// Which requests, counted from 1.
        requests: Vec<usize>,
        /// The number of the petition that carries them.
        into: Outside,
        /// Why.
        reasons: Outside,
        /// Whom that petition accuses, as the store knows: what they are accused of stands in this one too, so it is
        /// kept from them as well.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        accused: Vec<Accused>,
    },
    /// 归档.
    Archive(keeping::Archive),
    /// 更正个人信息 (PIPL Art. 46).
    CorrectRecord(Box<keeping::CorrectRecord>),
    /// 限制处理 (PIPL Art. 47).
    Restrict(keeping::Restrict),
    /// 解除限制.
    Lift(keeping::Lift),
    /// 移交档案馆.
    HandOver(keeping::HandOver),
}
