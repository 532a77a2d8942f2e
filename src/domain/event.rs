//! What can happen to a petition. Events are only ever added; each has who, when and why.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::ids::{MatterId, PetitionId, UnitId};
use super::petition::{Class, Method, Outcome, Route, word_list};
pub use super::registration::{Accused, Party, Registration};

word_list!(
    /// The steps by name; each adds one event. The codes are promised to scripts.
    StepKind {
        Register = "register", "登记", "register";
        Sort = "sort", "研判分类", "sort";
        Forward = "forward", "转送", "forward";
        Assign = "assign", "交办", "assign";
        SignFor = "sign_for", "签收", "sign for";
        Object = "object", "提出异议", "object";
        Return = "return", "退回收回", "take back";
        Accept = "accept", "受理", "accept";
        Decline = "decline", "不予受理", "decline";
        Redirect = "redirect", "导入法定途径", "redirect to its legal route";
        Notify = "notify", "书面告知", "notify in writing";
        Extend = "extend", "延期", "extend";
        Answer = "answer", "出具处理意见", "answer";
        Serve = "serve", "送达", "serve";
        Lead = "lead", "包案", "name the lead official";
        Handler = "handler", "指定经办人", "name a handler";
        Contact = "contact", "联系信访人", "contact";
        Note = "note", "记事", "note";
        Promise = "promise", "记承诺", "promise";
        Fulfil = "fulfil", "兑现承诺", "fulfil a promise";
        Remind = "remind", "催办", "remind";
        Withdraw = "withdraw", "撤回", "withdraw";
        Close = "close", "办结", "close";
        Reopen = "reopen", "恢复办理", "reopen";
        Correct = "correct", "更正", "correct";
        Link = "link", "并入事项", "link to a matter";
        Unlink = "unlink", "移出事项", "unlink";
    }
);

/// One step with what it says. The tag `step` is the step's code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// 登记.
    Register(Box<Registration>),
    /// 研判: class, route, simple or not.
    Sort {
        /// Class (Arts. 29–31).
        class: Class,
        /// Route of a request (Art. 31).
        #[serde(default)]
        route: Option<Route>,
        /// 简易办理.
        #[serde(default)]
        simple: bool,
        /// Category code; empty leaves it.
        #[serde(default)]
        category: String,
    },
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
        reasons: String,
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
        reasons: String,
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
        reasons: String,
        /// Article or rule.
        #[serde(default)]
        basis: String,
        /// The competent body.
        #[serde(default)]
        body: String,
    },
    /// 导入法定途径 (Art. 31(1)–(5)).
    Redirect {
        /// The route.
        route: Route,
        /// The competent body, with address and telephone.
        body: String,
        /// That route's own limit, in words.
        #[serde(default)]
        limit: String,
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
        document: String,
    },
    /// 延期 (Art. 34): once, at most 30 days.
    Extend {
        /// Days more, counted from the acceptance with the first span.
        days: u32,
        /// Why; the petitioner is told.
        reasons: String,
        /// The responsible head who approved.
        approver: String,
    },
    /// 处理意见 (Art. 32).
    Answer {
        /// Document number.
        #[serde(default)]
        document: String,
        /// Opinion on each request, in order.
        #[serde(default)]
        outcomes: Vec<Outcome>,
        /// The answer in short.
        #[serde(default)]
        text: String,
    },
    /// 送达 of the answer: starts the petitioner's rights.
    Serve {
        /// How.
        #[serde(default = "direct")]
        method: Method,
        /// Proof of service.
        #[serde(default)]
        document: String,
    },
    /// 包案: a lead official for the case (never for a person).
    Lead {
        /// The official.
        official: String,
    },
    /// 经办人: who handles it; also who may see a report.
    Handler {
        /// Login of the operator.
        login: String,
    },
    /// A contact with the petitioner.
    Contact {
        /// What was said.
        text: String,
    },
    /// A note on the case.
    Note {
        /// The note.
        text: String,
    },
    /// Something promised, with a day.
    Promise {
        /// What.
        text: String,
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
        text: String,
    },
    /// 催办 to the holder.
    Remind {
        /// What is wanted.
        text: String,
    },
    /// 撤回 by the petitioner.
    Withdraw {
        /// In the petitioner's words.
        reasons: String,
    },
    /// 办结. Kept apart from resolving.
    Close {
        /// On what ground.
        reasons: String,
        /// True when the request was met or the petitioner confirms (化解).
        #[serde(default)]
        resolved: bool,
    },
    /// 恢复办理: a second clock with the first still visible.
    Reopen {
        /// Why.
        reasons: String,
    },
    /// 更正 of an earlier event by a later one.
    Correct {
        /// The event corrected.
        of: i64,
        /// True: it counts as never having happened.
        #[serde(default)]
        void: bool,
        /// Its right date.
        #[serde(default)]
        on: Option<NaiveDate>,
        /// Why.
        reasons: String,
    },
    /// 并入事项, by a person's decision.
    Link {
        /// The matter.
        matter: MatterId,
        /// Why it is the same matter.
        reasons: String,
    },
    /// 移出事项: undoes a link.
    Unlink {
        /// Why.
        reasons: String,
    },
}

/// What a written notice is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Receipt, route and procedure (Art. 23); acceptance or not.
    #[default]
    Receipt,
    /// Where it was forwarded.
    Forwarding,
    /// An extension and its reason (Art. 34).
    Extension,
}

const fn yes() -> bool {
    true
}

const fn direct() -> Method {
    Method::Direct
}

impl Step {
    /// The step's name.
    #[must_use]
    pub const fn kind(&self) -> StepKind {
        match self {
            Self::Register(_) => StepKind::Register,
            Self::Sort { .. } => StepKind::Sort,
            Self::Forward { .. } => StepKind::Forward,
            Self::Assign { .. } => StepKind::Assign,
            Self::SignFor {} => StepKind::SignFor,
            Self::Object { .. } => StepKind::Object,
            Self::Return { .. } => StepKind::Return,
            Self::Accept { .. } => StepKind::Accept,
            Self::Decline { .. } => StepKind::Decline,
            Self::Redirect { .. } => StepKind::Redirect,
            Self::Notify { .. } => StepKind::Notify,
            Self::Extend { .. } => StepKind::Extend,
            Self::Answer { .. } => StepKind::Answer,
            Self::Serve { .. } => StepKind::Serve,
            Self::Lead { .. } => StepKind::Lead,
            Self::Handler { .. } => StepKind::Handler,
            Self::Contact { .. } => StepKind::Contact,
            Self::Note { .. } => StepKind::Note,
            Self::Promise { .. } => StepKind::Promise,
            Self::Fulfil { .. } => StepKind::Fulfil,
            Self::Remind { .. } => StepKind::Remind,
            Self::Withdraw { .. } => StepKind::Withdraw,
            Self::Close { .. } => StepKind::Close,
            Self::Reopen { .. } => StepKind::Reopen,
            Self::Correct { .. } => StepKind::Correct,
            Self::Link { .. } => StepKind::Link,
            Self::Unlink { .. } => StepKind::Unlink,
        }
    }
}

/// An event as it stands in the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its place in the store's one sequence.
    pub seq: i64,
    /// The petition it belongs to.
    pub petition: PetitionId,
    /// The civil date on which it took effect.
    pub on: NaiveDate,
    /// The instant at which it was recorded.
    pub at: DateTime<FixedOffset>,
    /// Who recorded it: an operator's login.
    pub by: String,
    /// Why, when a reason was given beside what the step says.
    pub why: String,
    /// What happened.
    pub what: Step,
}
