//! The fields that each step asks for, before date and remark.

use super::base_fields::{AREA, CHOICE, DOCUMENT, REASONS, TEXT};
use super::later_fields as later;
use crate::domain::event::StepKind;
use crate::forms::{Field, FieldKind};

/// The day on which it happened.
pub const ON: Field = Field::new("on", "发生日期", "Done on", FieldKind::Date)
    .must()
    .hint(
        "这一步发生的日期，例 2026-03-05；补录填实际日期。",
        "The day it happened, e.g. 2026-03-05.",
    );
/// A remark.
pub const WHY: Field = Field::new("why", "说明", "Remark", TEXT)
    .hint("要补充的话，可不填。", "Anything to add; may stay empty.");
const UNIT: Field = Field::new("to", "单位", "Unit", CHOICE).must().hint(
    "输入汉字或拼音首字母筛选，回车选定。",
    "Type to narrow, Enter to take.",
);
const METHOD: Field = Field::new("method", "方式", "Method", CHOICE).must();
const ROUTE: Field = Field::new("route", "路径", "Route", CHOICE).hint(
    "申诉求决要定六条路径之一（第三十一条）；只有信访程序走60日。",
    "One of the six routes (Art. 31); only the petition procedure runs on 60 days.",
);
const BODY: Field = Field::new("body", "有权机关", "Competent body", TEXT).hint(
    "名称、地址、电话，写到能找到门。",
    "Name, address, telephone.",
);

/// The opinion on one request.
pub const OUTCOMES: &[Field] = &[Field::new("", "意见", "Opinion", CHOICE).must().hint(
    "逐项作答：支持、解释说明、不支持（第三十二条）。",
    "One for each request: supported, explained, not supported (Art. 32).",
)];

const ACCUSED: Field = Field::new("accused", "被反映方", "Accused", TEXT).hint(
    "人或单位，几个用、隔开；材料绝不会到达他们。",
    "People or units, with 、 between; nothing of this ever reaches them.",
);
const ACCUSED_UNIT: Field = Field::new("accused_unit", "其单位", "Their unit", CHOICE).hint(
    "被反映人所在的单位；不清楚可不填。",
    "The unit in which they work; may stay empty.",
);
const SORT_STEP: &[Field] = &[
    Field::new("class", "类别", "Class", CHOICE).must(),
    ACCUSED,
    ACCUSED_UNIT,
    Field::new(
        "accused_unknown",
        "被反映方不详",
        "Not known",
        FieldKind::Flag,
    )
    .hint(
        "空格切换。没有写明反映谁的才选；查明后用“更正”补上。",
        "Space switches. Only when it names nobody; add them by \"correct\" once they are known.",
    ),
    ROUTE,
    Field::new("simple", "简易办理", "Simple", FieldKind::Flag).hint(
        "空格切换。初次、事实清楚、争议不大的可以简易办理。",
        "Space switches. For first, clear and simple matters.",
    ),
    Field::new("category", "分类", "Category", CHOICE),
    Field::new("superior", "上级交办", "From above", TEXT).hint(
        "上级交办的写机关和文号；交办件不适用简易办理。",
        "The superior that assigned it, with its number; such a matter is not simple.",
    ),
];
const FORWARD_STEP: &[Field] = &[UNIT];
const ASSIGN_STEP: &[Field] = &[
    UNIT,
    Field::new("due_on", "反馈期限", "Report by", FieldKind::Date)
        .must()
        .hint(
            "要求反馈结果的日期。",
            "The day by which the result is wanted.",
        ),
];
const OBJECT_STEP: &[Field] = &[
    REASONS,
    Field::new("suggested", "应由", "Competent", CHOICE).hint(
        "认为应由哪个单位办，可不填。",
        "Which unit it thinks competent; may stay empty.",
    ),
];
const RETURN_STEP: &[Field] = &[
    Field::new("agreed", "决定", "Decision", CHOICE).must(),
    REASONS,
];
const ACCEPT_STEP: &[Field] = &[ROUTE];
const DECLINE_STEP: &[Field] = &[
    REASONS,
    Field::new("basis", "依据", "Basis", TEXT)
        .must()
        .hint("条款，例 第十九条第三款。", "The article, e.g. Art. 19(3)."),
    BODY,
    Field::new("limit", "该机关期限", "Its limit", TEXT)
        .hint("向有权机关提出的期限。", "That body's own limit, in words."),
    Field::new("ended_by", "复核意见文号", "Re-review no.", TEXT).hint(
        "不再受理的填：终结本事项的复核意见（第三十六条第三款）。",
        "When it is no longer accepted: the re-review opinion that ended it (Art. 36(3)).",
    ),
];
const REDIRECT_STEP: &[Field] = &[
    ROUTE.must(),
    BODY.must(),
    Field::new("limit", "该途径期限", "Its limit", TEXT).hint(
        "例 自知道之日起60日内申请行政复议。",
        "That route's own limit, in words.",
    ),
];
const NOTIFY_STEP: &[Field] = &[
    Field::new("about", "告知事项", "About", CHOICE).must(),
    METHOD,
    DOCUMENT,
];
const EXTEND_STEP: &[Field] = &[
    Field::new("days", "延长日数", "Days more", TEXT)
        .must()
        .hint(
            "不超过30日，与60日合并计算（第三十四条）。",
            "At most 30, counted with the 60 (Art. 34).",
        ),
    REASONS,
    Field::new("approver", "批准人", "Approved by", FieldKind::Name)
        .must()
        .hint("本单位负责人。", "The responsible head."),
];
const ANSWER_STEP: &[Field] = &[
    DOCUMENT,
    Field::new("text", "意见摘要", "In short", FieldKind::Area(4)).hint(
        "事实、依据和结论，用大白话写。",
        "Facts, basis and conclusion, in plain words.",
    ),
];
/// The day by which what is supported is carried out; asked after the opinions.
pub const EXECUTE_BY: Field =
    Field::new("execute_by", "执行期限", "Carried out by", FieldKind::Date).hint(
        "支持的诉求哪天以前执行到位（第三十二条第二款）。",
        "The day by which what is supported is carried out (Art. 32(2)).",
    );
const SERVE_STEP: &[Field] = &[
    METHOD,
    Field::new("document", "送达凭证", "Proof", TEXT)
        .hint("送达回证或挂号单号。", "Receipt or registered-post number."),
    Field::new("result", "结果", "Result", CHOICE).must().hint(
        "已收到或拒收留置才开始30日；未能送达要另行送达。",
        "The 30 days begin when it was received, or refused and left.",
    ),
    Field::new("consent", "本人同意", "Consent", FieldKind::Flag).hint(
        "电子送达、口头答复要本人同意；空格切换。",
        "Electronic and oral answers need it; Space switches.",
    ),
    Field::new("witness", "见证人", "Witness", FieldKind::Name)
        .hint("拒收时填。", "When it was refused."),
];
const LEAD_STEP: &[Field] = &[
    Field::new("official", "包案领导", "Lead official", FieldKind::Name)
        .must()
        .hint(
            "包的是案，不是人。",
            "In charge of the case, not of a person.",
        ),
    Field::new("text", "方案或进展", "Plan or action", AREA).hint(
        "包案方案，或这次推进了什么；30日没有动作会提醒。",
        "The plan, or what was done; 30 days without an action are shown.",
    ),
    Field::new("done", "方案步骤已办", "Plan step done", FieldKind::Flag).hint(
        "方案里期限最近、还没办的那一步办好了；空格切换。",
        "The step of the plan that is due first is done; Space switches.",
    ),
    Field::new("next", "方案下一步", "Next step", TEXT).hint(
        "方案里接下来要做的一步，到期会提醒；一次记一步。",
        "What the plan says comes next; it is owed by its day. One step at a time.",
    ),
    Field::new("due_on", "下一步期限", "Next step by", FieldKind::Date),
    Field::new("by_unit", "由谁做", "Done by", CHOICE).hint(
        "不选就是现在承办的单位。",
        "The present holder when left empty.",
    ),
];
const HANDLER_STEP: &[Field] = &[
    Field::new("login", "经办人账号", "Handler's login", TEXT)
        .must()
        .hint(
            "从此由其经办；以前指定的不再经办，也不再看得到检举控告件。",
            "Handles it from now on; those named before read a report no more.",
        ),
    Field::new("also", "共同经办", "Together", FieldKind::Flag).hint(
        "空格切换：以前指定的一起接着办。",
        "Space switches: those named before go on as well.",
    ),
];
const CONTACT_STEP: &[Field] = &[Field::new("text", "联系情况", "What was said", AREA).must()];
const NOTE_STEP: &[Field] = &[Field::new("text", "备注", "Note", AREA).must()];
const REMIND_STEP: &[Field] = &[Field::new("text", "催办内容", "What is wanted", AREA).must()];
const PROMISE_STEP: &[Field] = &[
    Field::new("text", "承诺内容", "Promise", AREA)
        .must()
        .hint("例 周三前回电话。", "E.g. to call back by Wednesday."),
    Field::new("due_on", "兑现日期", "Due", FieldKind::Date).must(),
    Field::new("by_unit", "承诺单位", "By", CHOICE).hint(
        "不选就是现在承办的单位。",
        "The present holder when left empty.",
    ),
];
const FULFIL_STEP: &[Field] = &[
    Field::new("of", "哪项承诺", "Promise", CHOICE).must(),
    Field::new("text", "怎样兑现", "How", AREA).must(),
];
const WITHDRAW_STEP: &[Field] = &[
    REASONS.hint("用信访人自己的话写。", "In the petitioner's own words."),
    Field::new("person", "哪一位", "Who", CHOICE).hint(
        "多人中只一人撤回时选；不选就是全件撤回。",
        "When one of several withdraws; the whole petition when left empty.",
    ),
];
const REOPEN_UNLINK_STEP: &[Field] = &[REASONS];
const CLOSE_STEP: &[Field] = &[
    REASONS.hint(
        "办结的依据：意见送达、协议履行、信访人确认……",
        "On what ground.",
    ),
    Field::new("resolved", "已化解", "Request met", FieldKind::Flag).hint(
        "诉求解决或信访人认可才选；空格切换。",
        "Only when met or confirmed; Space switches.",
    ),
];
const CORRECT_STEP: &[Field] = &[
    Field::new("of", "更正哪一条", "Which event", CHOICE).must(),
    Field::new("right_on", "正确日期", "Right date", FieldKind::Date).hint(
        "改日期填这里；整条记错选“作废”。",
        "To change the date; or void the whole event.",
    ),
    Field::new("void", "作废", "Void", FieldKind::Flag).hint(
        "空格切换：视为没有发生过，原记录仍留着。",
        "Space switches: it counts as not having happened; the record stays.",
    ),
    ACCUSED,
    ACCUSED_UNIT,
    REASONS,
    Field::new("accused_mistaken", "误录", "By mistake", FieldKind::Flag).hint(
        "空格切换：上面写的被反映方是误录；第二个人同样更正以后才算数。",
        "Space switches: those above were named by mistake; counts once a second person says so too.",
    ),
];
const LINK_STEP: &[Field] = &[
    Field::new("matter", "同一事项", "Same matter", TEXT)
        .must()
        .hint("填那一件的登记编号。", "The other petition's number."),
    REASONS.hint(
        "为什么是同一事项；由人判断，记下理由。",
        "Why it is the same matter.",
    ),
];

/// The fields of a step, before date and remark.
#[must_use]
pub const fn of(kind: StepKind) -> &'static [Field] {
    use StepKind as S;
    match kind {
        S::Register | S::SignFor => &[],
        S::Sort => SORT_STEP,
        S::Forward => FORWARD_STEP,
        S::Assign => ASSIGN_STEP,
        S::Object => OBJECT_STEP,
        S::Return => RETURN_STEP,
        S::Accept => ACCEPT_STEP,
        S::Decline => DECLINE_STEP,
        S::Redirect => REDIRECT_STEP,
        S::Notify => NOTIFY_STEP,
        S::Extend => EXTEND_STEP,
        S::Answer => ANSWER_STEP,
        S::Serve => SERVE_STEP,
        S::Lead => LEAD_STEP,
        S::Handler => HANDLER_STEP,
        S::Contact => CONTACT_STEP,
        S::Note => NOTE_STEP,
        S::Remind => REMIND_STEP,
        S::Promise => PROMISE_STEP,
        S::Fulfil => FULFIL_STEP,
        S::Withdraw => WITHDRAW_STEP,
        S::Reopen | S::Unlink => REOPEN_UNLINK_STEP,
        S::Close => CLOSE_STEP,
        S::Correct => CORRECT_STEP,
        S::Link => LINK_STEP,
        S::Hear => later::HEAR,
        S::Mediate => later::MEDIATE,
        S::Meet => later::MEET,
        S::LegalReview => later::LEGAL_REVIEW,
        S::AskReview | S::AskRereview => later::ASK,
        S::AnswerReview | S::AnswerRereview => later::FINDING,
        S::FollowUp => later::FOLLOW_UP,
        S::Rate => later::RATE,
        S::Supervise => later::SUPERVISE,
        S::ReplyToSupervision => later::REPLY,
        S::Recuse => later::RECUSE,
        S::Split => later::SPLIT,
        S::Archive => later::ARCHIVE,
        S::CorrectRecord => later::CORRECT_RECORD,
        S::Restrict => later::RESTRICT,
        S::Lift => later::LIFT,
        S::HandOver => later::HAND_OVER,
    }
}
