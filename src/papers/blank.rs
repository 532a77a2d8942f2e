//! The blanks of a paper (空项): what a template may ask for, in words, and which of them whoever makes
//! the paper may fill in by hand because no event says it.

use crate::words::Word;

/// A blank: its token, what it is, and whether it may be filled in by hand.
pub struct Blank {
    /// The token between double braces.
    pub token: &'static str,
    /// What it is.
    pub word: Word,
    /// True when a value may come from outside; a date or a limit never does.
    pub by_hand: bool,
}

const fn known(token: &'static str, zh: &'static str, en: &'static str) -> Blank {
    Blank {
        token,
        word: Word::new(zh, en),
        by_hand: false,
    }
}

const fn asked(token: &'static str, zh: &'static str, en: &'static str) -> Blank {
    Blank {
        token,
        word: Word::new(zh, en),
        by_hand: true,
    }
}

/// Every blank of the templates.
pub const BLANKS: [Blank; 61] = [
    asked("document", "文号", "document number"),
    asked("contact", "联系人", "contact"),
    asked("phone", "联系电话", "telephone"),
    asked("address", "住址", "address"),
    asked("facts", "事实和理由", "facts and reasons"),
    asked("law", "法律依据", "legal basis"),
    asked("text", "意见内容", "the opinion's text"),
    asked("body", "有权处理的机关", "competent body"),
    asked(
        "body_limit",
        "该机关或途径的期限",
        "that body's or route's limit",
    ),
    asked("organ", "复查复核机关", "reviewing organ"),
    asked("above_organ", "复核机关", "re-reviewing organ"),
    asked("above", "上一级机关", "the organ above"),
    asked("asked_text", "申请的请求", "what was asked"),
    asked("review_text", "复查复核查明的情况", "what the review found"),
    asked("ended_by", "复核意见文号", "re-review opinion's number"),
    asked("proof", "送达凭证", "proof of service"),
    asked("witness", "见证人", "witness"),
    asked("evidence", "附件佐证", "evidence"),
    asked("contents", "内容", "contents"),
    known("office", "本单位", "the office"),
    known("unit", "承办单位", "the handling unit"),
    known("to", "发往单位", "the unit addressed"),
    known("number", "登记编号", "number"),
    known("addressee", "信访人", "petitioner"),
    known("headcount", "人数", "people"),
    known("petitioned_on", "信访日期", "day petitioned"),
    known("received_on", "收到日期", "day received"),
    known("accepted_on", "受理日期", "day accepted"),
    known("channel", "信访形式", "channel"),
    known("summary", "事项", "matter"),
    known("requests", "诉求", "requests"),
    known("route", "途径", "route"),
    known("standing", "受理情况", "where it stands"),
    known("limit", "期限", "limit"),
    known("basis", "依据", "basis"),
    known("today", "今天", "today"),
    known("sent_on", "转送日期", "day sent"),
    known("how", "转送或交办", "forwarded or assigned"),
    known("referral", "转送或交办", "forwarding or assignment"),
    known("demand", "交办要求", "what the assigner wants"),
    known("notice_due", "告知最迟日期", "notice due"),
    known("decided_on", "决定日期", "day decided"),
    known("reasons", "理由", "reasons"),
    known("decline_basis", "不予受理依据", "basis of non-acceptance"),
    known("first_due", "原期限", "first due day"),
    known("answer_due", "办结最迟日期", "opinion due"),
    known("extend_reasons", "延期理由", "reason of the extension"),
    known("extend_days", "延期日数", "days more"),
    known("approver", "批准人", "approved by"),
    known("extended_on", "延期日期", "day extended"),
    known("opinions", "逐项意见", "opinion on each request"),
    known("performance", "执行期限", "to be carried out"),
    known("answered_on", "意见日期", "day of the opinion"),
    known("respondent", "被申请机关", "respondent"),
    known("asked_on", "收到申请日期", "day asked"),
    known("finding", "复查复核结论", "finding"),
    known("reviewed_on", "复查复核日期", "day of the review opinion"),
    known("hearing", "听证情况", "hearing"),
    known("served_paper", "送达文书", "paper served"),
    known("method", "送达方式", "method"),
    known("delivery", "送达结果", "result"),
];

/// Blanks of supervision papers.
pub const MORE: [Blank; 8] = [
    known("served_on", "送达日期", "day served"),
    known("breach", "问题或建议", "breach or proposal"),
    known("reply_due", "回复最迟日期", "reply due"),
    known("made_on", "发出日期", "day made"),
    known("demand_kind", "种类", "kind"),
    known("reply", "回复内容", "reply"),
    known("adopted", "是否采纳", "adopted"),
    known("replied_on", "回复日期", "day replied"),
];

/// A blank by its token.
#[must_use]
pub fn blank(token: &str) -> Option<&'static Blank> {
    BLANKS.iter().chain(&MORE).find(|b| b.token == token)
}

/// Every blank.
pub fn all() -> impl Iterator<Item = &'static Blank> {
    BLANKS.iter().chain(&MORE)
}
