//! The help texts and examples of the commands for the office's own lists, in both languages.

use crate::words::Word;

/// An example for every command, by its path.
pub const EXAMPLES: &[(&str, &str)] = &[
    ("zhuoluo unit", "zhuoluo unit list"),
    ("zhuoluo unit list", "zhuoluo unit list --json"),
    (
        "zhuoluo unit add",
        "zhuoluo unit add 子村 --kind village --under 东甲镇",
    ),
    ("zhuoluo unit rename", "zhuoluo unit rename 西丙乡 西丙镇"),
    ("zhuoluo unit move", "zhuoluo unit move 戊村 --under 南乙镇"),
    (
        "zhuoluo unit review",
        "zhuoluo unit review 自然资源局 --by 示例县人民政府 --by 市自然资源局",
    ),
    ("zhuoluo operator", "zhuoluo operator list"),
    ("zhuoluo operator list", "zhuoluo operator list --json"),
    (
        "zhuoluo operator add",
        "zhuoluo operator add li --name 李某 --role caseworker --unit 东甲镇",
    ),
    ("zhuoluo operator remove", "zhuoluo operator remove li"),
];

/// What every command and argument is for: by path, by `command.argument`.
pub const TEXTS: &[(&str, Word)] = &[
    (
        "zhuoluo unit",
        Word::new("单位名单", "the office's list of units"),
    ),
    ("zhuoluo unit list", Word::new("列出单位", "list the units")),
    (
        "zhuoluo unit add",
        Word::new(
            "添加单位（管理员，记入审计）",
            "add a unit (administrators; goes on record)",
        ),
    ),
    (
        "zhuoluo unit rename",
        Word::new(
            "单位改名，旧名仍认得（管理员，记入审计）",
            "rename a unit; the old name is still understood (administrators; goes on record)",
        ),
    ),
    (
        "zhuoluo unit move",
        Word::new(
            "改单位的隶属（管理员，记入审计）",
            "put a unit under another (administrators; goes on record)",
        ),
    ),
    (
        "zhuoluo unit review",
        Word::new(
            "谁复查这个单位的意见，可有几个；不写 --by 就按上级（管理员，记入审计）",
            "who reviews a unit's opinions, one or several; without --by whoever stands above (administrators; goes on record)",
        ),
    ),
    ("review.name", Word::new("名称或编号", "its name or number")),
    (
        "review.by",
        Word::new("复查机关，可多次", "a reviewing organ; may be repeated"),
    ),
    (
        "add.name",
        Word::new(
            "名称，1到60个字，不重名",
            "its name, 1 to 60 characters, unique",
        ),
    ),
    (
        "add.kind",
        Word::new(
            "department 部门，town 乡镇街道，village 村社区，court 法院，other 其他",
            "department, town, village, court or other",
        ),
    ),
    (
        "under",
        Word::new(
            "隶属哪个单位；默认不隶属",
            "the unit it stands under; none when not given",
        ),
    ),
    (
        "rename.old",
        Word::new("现在的名称或编号", "its name now, or its number"),
    ),
    ("rename.new", Word::new("新名称", "its new name")),
    ("move.name", Word::new("名称或编号", "its name or number")),
    (
        "zhuoluo operator",
        Word::new("操作员名册（管理员）", "who works here (administrators)"),
    ),
    (
        "zhuoluo operator list",
        Word::new("列出操作员", "list the operators"),
    ),
    (
        "zhuoluo operator add",
        Word::new("添加操作员（记入审计）", "add an operator (goes on record)"),
    ),
    (
        "zhuoluo operator remove",
        Word::new(
            "移除操作员，其记录都留着（记入审计）",
            "remove an operator; what they recorded stays (goes on record)",
        ),
    ),
    ("add.who", Word::new("登录名，例 li", "the login, e.g. li")),
    (
        "add.called",
        Word::new("姓名，用在屏幕和文书上", "the name on screens and papers"),
    ),
    (
        "add.role",
        Word::new(
            "window 接访员，caseworker 承办人，lead 包案领导，duty 值班员，supervisor 督查，administrator 管理员，auditor 审计",
            "window, caseworker, lead, duty, supervisor, administrator or auditor",
        ),
    ),
    (
        "add.unit",
        Word::new(
            "所在单位；默认本单位",
            "the unit they work in; the office when not given",
        ),
    ),
    ("remove.who", Word::new("登录名", "the login")),
];
