//! The steps by name, and which step an event is.

use super::Step;
use crate::domain::petition::{Method, word_list};

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
        Hear = "hear", "听证", "hold a hearing";
        Mediate = "mediate", "调解和解", "mediate";
        Meet = "meet", "会商", "meet";
        LegalReview = "legal_review", "法制审核", "legal review";
        Answer = "answer", "出具处理意见", "answer";
        Serve = "serve", "送达", "serve";
        AskReview = "ask_review", "申请复查", "ask for a review";
        AnswerReview = "answer_review", "出具复查意见", "answer the review";
        AskRereview = "ask_rereview", "申请复核", "ask for a re-review";
        AnswerRereview = "answer_rereview", "出具复核意见", "answer the re-review";
        Lead = "lead", "包案", "name the lead official";
        Handler = "handler", "指定经办人", "name a handler";
        Recuse = "recuse", "回避", "recuse";
        Contact = "contact", "联系信访人", "contact";
        Note = "note", "记事", "note";
        Promise = "promise", "记承诺", "promise";
        Fulfil = "fulfil", "兑现承诺", "fulfil a promise";
        Remind = "remind", "催办", "remind";
        Supervise = "supervise", "督办", "supervise";
        ReplyToSupervision = "reply_to_supervision", "督办回复", "reply to a supervision";
        FollowUp = "follow_up", "回访", "follow up";
        Rate = "rate", "评价", "rate";
        Withdraw = "withdraw", "撤回", "withdraw";
        Close = "close", "办结", "close";
        Reopen = "reopen", "恢复办理", "reopen";
        Archive = "archive", "归档", "archive";
        Correct = "correct", "更正", "correct";
        Link = "link", "并入事项", "link to a matter";
        Unlink = "unlink", "移出事项", "unlink";
        Split = "split", "分案", "split";
        CorrectRecord = "correct_record", "更正个人信息", "correct a record";
        Restrict = "restrict", "限制处理", "restrict the use";
        Lift = "lift", "解除限制", "lift the restriction";
        HandOver = "hand_over", "移交档案馆", "hand over";
    }
);

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
            Self::Hear { .. } => StepKind::Hear,
            Self::Mediate { .. } => StepKind::Mediate,
            Self::Meet { .. } => StepKind::Meet,
            Self::LegalReview { .. } => StepKind::LegalReview,
            Self::Answer { .. } => StepKind::Answer,
            Self::Serve { .. } => StepKind::Serve,
            Self::AskReview { .. } => StepKind::AskReview,
            Self::AnswerReview { .. } => StepKind::AnswerReview,
            Self::AskRereview { .. } => StepKind::AskRereview,
            Self::AnswerRereview { .. } => StepKind::AnswerRereview,
            Self::Lead(_) => StepKind::Lead,
            Self::Handler { .. } => StepKind::Handler,
            Self::Recuse { .. } => StepKind::Recuse,
            Self::Contact { .. } => StepKind::Contact,
            Self::Note { .. } => StepKind::Note,
            Self::Promise { .. } => StepKind::Promise,
            Self::Fulfil { .. } => StepKind::Fulfil,
            Self::Remind { .. } => StepKind::Remind,
            Self::Supervise { .. } => StepKind::Supervise,
            Self::ReplyToSupervision { .. } => StepKind::ReplyToSupervision,
            Self::FollowUp { .. } => StepKind::FollowUp,
            Self::Rate { .. } => StepKind::Rate,
            Self::Withdraw { .. } => StepKind::Withdraw,
            Self::Close { .. } => StepKind::Close,
            Self::Reopen { .. } => StepKind::Reopen,
            Self::Archive { .. } => StepKind::Archive,
            Self::Correct { .. } => StepKind::Correct,
            Self::Link { .. } => StepKind::Link,
            Self::Unlink { .. } => StepKind::Unlink,
            Self::Split { .. } => StepKind::Split,
            Self::CorrectRecord(_) => StepKind::CorrectRecord,
            Self::Restrict(_) => StepKind::Restrict,
            Self::Lift(_) => StepKind::Lift,
            Self::HandOver(_) => StepKind::HandOver,
        }
    }
}

/// What a key is when it was left out.
pub(super) const fn yes() -> bool {
    true
}

/// How something is served when nothing was said.
pub(super) const fn direct() -> Method {
    Method::Direct
}
