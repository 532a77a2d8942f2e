//! The fields of the steps after and beside the main line: review, supervision, recusal, keeping.

use super::base_fields::{AREA, CHOICE, DOCUMENT, REASONS, TEXT};
use crate::forms::{Field, FieldKind};

/// 听证.
pub const HEAR: &[Field] = &[
    Field::new("from", "开始", "From", FieldKind::Date)
        .must()
        .hint(
            "听证占用的头一天；复核时听证所需时间不计入期限。",
            "The first day; at re-review hearing days are not counted.",
        ),
    Field::new("to", "结束", "To", FieldKind::Date).must(),
    Field::new("text", "结论", "Conclusion", AREA),
];
/// 调解和解.
pub const MEDIATE: &[Field] = &[
    Field::new("agreed", "达成协议", "Agreed", FieldKind::Flag).hint(
        "双方签了书面协议才选；空格切换。",
        "Only with a written agreement; Space switches.",
    ),
    DOCUMENT,
    Field::new("text", "内容", "Terms", AREA).must(),
    Field::new("due_on", "履行期限", "Performed by", FieldKind::Date),
];
/// 会商.
pub const MEET: &[Field] = &[
    Field::new("text", "议定事项", "Decided", AREA).must(),
    DOCUMENT,
];
/// 法制审核.
pub const LEGAL_REVIEW: &[Field] = &[
    Field::new("passed", "通过", "Passed", FieldKind::Flag),
    Field::new("text", "审核意见", "Findings", AREA).must(),
];
/// 申请复查、复核.
pub const ASK: &[Field] = &[
    Field::new("posted_on", "邮戳日期", "Postmark", FieldKind::Date).hint(
        "邮寄的填：是否按期看邮戳，办理期限从收到之日起算。",
        "When posted: it is in time by its postmark; the limit runs from receipt.",
    ),
    Field::new("organ", "复查复核机关", "Organ", CHOICE).hint(
        "上一级机关；不选就是本级政府，由信访局代办。",
        "The next higher organ; the government, by the office, when left empty.",
    ),
    Field::new("text", "请求", "Asked", AREA),
];
/// 复查意见、复核意见.
pub const FINDING: &[Field] = &[
    Field::new("outcome", "结论", "Finding", CHOICE).must(),
    DOCUMENT,
    Field::new("text", "意见摘要", "In short", AREA),
];
/// 回访.
pub const FOLLOW_UP: &[Field] = &[Field::new("text", "回访情况", "What was said", AREA).must()];
/// 评价.
pub const RATE: &[Field] = &[
    Field::new("office", "对信访部门", "The office", CHOICE),
    Field::new("unit", "对责任单位", "The unit", CHOICE),
    Field::new("text", "原话", "In own words", AREA),
];
/// 督办.
pub const SUPERVISE: &[Field] = &[
    Field::new("demand", "种类", "Kind", CHOICE).must(),
    Field::new("to", "单位", "Unit", CHOICE).hint(
        "不选就是现在承办的单位。",
        "The present holder when left empty.",
    ),
    Field::new("text", "问题或建议", "Breach", AREA).must(),
    Field::new("due_on", "回复期限", "Reply by", FieldKind::Date).hint(
        "督办函、提示单要填；三项建议不填就是30日。",
        "For a letter or slip; a proposal has 30 days.",
    ),
];
/// 督办回复.
pub const REPLY: &[Field] = &[
    Field::new("of", "哪一件", "Which", CHOICE).must(),
    Field::new("text", "回复内容", "Reply", AREA).must(),
    Field::new("adopted", "是否采纳", "Adopted", CHOICE).hint(
        "三项建议要选（第四十条第四款）。",
        "For a proposal (Art. 40(4)).",
    ),
];
/// 回避.
pub const RECUSE: &[Field] = &[
    Field::new("login", "回避的人", "Who is out", TEXT)
        .must()
        .hint("登录名。", "A login."),
    Field::new("substitute", "替换的人", "Substitute", TEXT)
        .must()
        .hint("登录名。", "A login."),
    REASONS.hint(
        "与事项或信访人的利害关系（第二十八条第三款）。",
        "The interest (Art. 28(3)).",
    ),
    Field::new("approver", "决定人", "Decided by", FieldKind::Name).must(),
];
/// 分案.
pub const SPLIT: &[Field] = &[
    Field::new("requests", "第几项诉求", "Requests", TEXT)
        .must()
        .hint("例 2 或 2 3。", "E.g. 2, or 2 3."),
    Field::new("into", "另立的件", "New number", TEXT)
        .must()
        .hint(
            "另行登记的那一件的编号。",
            "The number of the petition that carries them.",
        ),
    REASONS,
];
/// 归档.
pub const ARCHIVE: &[Field] = &[
    Field::new("retention", "保管期限", "Kept for", CHOICE).must(),
    Field::new("document", "档号", "File no.", TEXT),
];
/// 更正个人信息.
pub const CORRECT_RECORD: &[Field] = &[
    Field::new("person", "哪一位", "Whose", CHOICE).hint(
        "只有一位信访人时可不选。",
        "May stay empty when there is one petitioner.",
    ),
    Field::new("field", "更正哪一项", "What", CHOICE).must(),
    Field::new("value", "正确的内容", "Right value", TEXT).hint(
        "原来的内容留在案卷里，查找只认新的；空着就是去掉错的。",
        "What stood there stays on file; search goes by the new one. Empty takes a wrong one away.",
    ),
    REASONS.hint(
        "照什么更正的，例 身份证原件。",
        "What it was checked against, e.g. the identity card.",
    ),
    REQUEST,
];
/// 限制处理.
pub const RESTRICT: &[Field] = &[
    Field::new("ground", "依据", "Ground", CHOICE).must(),
    REASONS.hint(
        "此后只存储和保护：列表、查找、导出、文书都不再显示。",
        "From then on storage and protection only: no list, search, export or paper shows it.",
    ),
    REQUEST,
];
/// 解除限制.
pub const LIFT: &[Field] = &[REASONS];
/// 移交档案馆.
pub const HAND_OVER: &[Field] = &[
    Field::new("archives", "接收的档案馆", "Archives", TEXT).must(),
    Field::new("document", "移交单号", "List no.", TEXT),
];
const REQUEST: Field = Field::new("request", "申请编号", "Request no.", TEXT).hint(
    "申请登记簿里的编号，例 2026-3；没有可不填。",
    "Its number in the register of requests, e.g. 2026-3; may stay empty.",
);
