//! The keys of each step's JSON object, with an example of the whole.

use crate::domain::event::StepKind;

/// A step, the keys it takes besides `on` and `why`, and an example of the whole object.
type Keys = (StepKind, &'static [&'static str], &'static str);

/// One row for each step that takes keys of its own.
const KEYS: &[Keys] = {
    use StepKind as S;
    &[
        (
            S::Sort,
            &[
                "class",
                "route",
                "simple",
                "category",
                "superior",
                "accused",
                "accused_unknown",
            ],
            r#"{"class":"request","route":"petition"}"#,
        ),
        (S::Forward, &["to"], r#"{"to":"东甲镇"}"#),
        (
            S::Assign,
            &["to", "due_on"],
            r#"{"to":"东甲镇","due_on":"2026-04-30"}"#,
        ),
        (
            S::Object,
            &["reasons", "suggested"],
            r#"{"reasons":"不属本单位职权：……"}"#,
        ),
        (
            S::Return,
            &["agreed", "reasons"],
            r#"{"agreed":true,"reasons":"异议成立"}"#,
        ),
        (S::Accept, &["route"], r#"{"route":"petition"}"#),
        (
            S::Decline,
            &["reasons", "basis", "body", "limit", "ended_by"],
            r#"{"reasons":"正在复查期间","basis":"第十九条第三款"}"#,
        ),
        (
            S::Redirect,
            &["route", "body", "limit"],
            r#"{"route":"arbitration","body":"县劳动人事争议仲裁委员会","limit":"一年"}"#,
        ),
        (
            S::Notify,
            &["about", "method", "document"],
            r#"{"about":"receipt","method":"post"}"#,
        ),
        (
            S::Extend,
            &["days", "reasons", "approver"],
            r#"{"days":30,"reasons":"需要鉴定","approver":"王某"}"#,
        ),
        (
            S::Answer,
            &["document", "outcomes", "text", "execute_by"],
            r#"{"document":"示信答〔2026〕12号","outcomes":["supported"]}"#,
        ),
        (
            S::Serve,
            &["method", "document", "result", "consent", "witness"],
            r#"{"method":"direct","result":"delivered"}"#,
        ),
        (
            S::Lead,
            &["official", "text", "done", "next", "due_on", "by_unit"],
            r#"{"official":"王某","text":"方案……","next":"现场会办","due_on":"2026-03-20"}"#,
        ),
        (S::Handler, &["login", "also"], r#"{"login":"li"}"#),
        (S::Contact, &["text"], r#"{"text":"已电话联系"}"#),
        (S::Note, &["text"], r#"{"text":"已电话联系"}"#),
        (S::Remind, &["text"], r#"{"text":"已电话联系"}"#),
        (
            S::Promise,
            &["text", "due_on", "by_unit"],
            r#"{"text":"周三前回电话","due_on":"2026-03-11"}"#,
        ),
        (S::Fulfil, &["of", "text"], r#"{"of":42,"text":"已回电话"}"#),
        (S::Withdraw, &["reasons", "person"], r#"{"reasons":"……"}"#),
        (S::Reopen, &["reasons"], r#"{"reasons":"……"}"#),
        (S::Unlink, &["reasons"], r#"{"reasons":"……"}"#),
        (
            S::Close,
            &["reasons", "resolved"],
            r#"{"reasons":"意见已送达","resolved":false}"#,
        ),
        (
            S::Correct,
            &[
                "of",
                "void",
                "right_on",
                "on",
                "accused",
                "accused_mistaken",
                "reasons",
            ],
            r#"{"of":42,"right_on":"2026-03-04","reasons":"签收日期录错"}"#,
        ),
        (
            S::Link,
            &["matter", "reasons"],
            r#"{"matter":7,"reasons":"同一事项"}"#,
        ),
        (
            S::Hear,
            &["from", "to", "text"],
            r#"{"from":"2026-03-02","to":"2026-03-04","text":"……"}"#,
        ),
        (
            S::Mediate,
            &["agreed", "document", "text", "due_on"],
            r#"{"agreed":true,"document":"示调〔2026〕3号","text":"……","due_on":"2026-04-30"}"#,
        ),
        (S::Meet, &["text", "document"], r#"{"text":"由东甲镇牵头"}"#),
        (
            S::LegalReview,
            &["passed", "text"],
            r#"{"passed":true,"text":"合法"}"#,
        ),
        (
            S::AskReview,
            &["posted_on", "organ", "text"],
            r#"{"posted_on":"2026-03-02","text":"……"}"#,
        ),
        (
            S::AnswerReview,
            &["outcome", "document", "text"],
            r#"{"outcome":"upheld","document":"示复查〔2026〕2号"}"#,
        ),
        (
            S::AskRereview,
            &["posted_on", "organ", "text"],
            r#"{"posted_on":"2026-03-02","text":"……"}"#,
        ),
        (
            S::AnswerRereview,
            &["outcome", "document", "text"],
            r#"{"outcome":"upheld","document":"示复核〔2026〕1号"}"#,
        ),
        (S::FollowUp, &["text"], r#"{"text":"款项已收到"}"#),
        (
            S::Rate,
            &["office", "unit", "text"],
            r#"{"office":"satisfied","unit":"mostly"}"#,
        ),
        (
            S::Supervise,
            &["demand", "to", "text", "due_on"],
            r#"{"demand":"letter","text":"超期未答复","due_on":"2026-04-30"}"#,
        ),
        (
            S::ReplyToSupervision,
            &["of", "text", "adopted"],
            r#"{"of":42,"text":"已答复信访人"}"#,
        ),
        (
            S::Recuse,
            &["login", "substitute", "reasons", "approver"],
            r#"{"login":"li","substitute":"zhao","reasons":"与信访人是亲属","approver":"王某"}"#,
        ),
        (
            S::Split,
            &["requests", "into", "reasons"],
            r#"{"requests":[2],"into":"999999-2026-LF-00043","reasons":"另一事项"}"#,
        ),
        (
            S::Archive,
            &["retention", "document"],
            r#"{"retention":"thirty"}"#,
        ),
        (
            S::CorrectRecord,
            &["person", "field", "value", "reasons", "request"],
            r#"{"field":"name","value":"张某","reasons":"照身份证更正"}"#,
        ),
        (
            S::Restrict,
            &["ground", "reasons", "request"],
            r#"{"ground":"asked","reasons":"本人请求删除，档案保管期限未满"}"#,
        ),
        (
            S::Lift,
            &["reasons"],
            r#"{"reasons":"本人再次反映，要查旧卷"}"#,
        ),
        (
            S::HandOver,
            &["archives", "document"],
            r#"{"archives":"示例县档案馆","document":"移交单3号"}"#,
        ),
    ]
};

/// The keys a step takes besides `on` and `why`, with an example of the whole object.
#[must_use]
pub fn keys(kind: StepKind) -> (&'static [&'static str], &'static str) {
    KEYS.iter()
        .find(|(step, ..)| *step == kind)
        .map_or((&[], "{}"), |(_, keys, example)| (*keys, *example))
}
