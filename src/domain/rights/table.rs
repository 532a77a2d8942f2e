//! The rights table: what each role may do. A row for each deed, a column for each role; what stands
//! in no row is refused to all.

use super::{Duty, Operator};
use crate::domain::petition::word_list;
use crate::words::Sentence;

word_list!(
    /// What is done at the desk, apart from the steps of a petition.
    Deed {
        Look = "look", "查看列表和待办", "look at lists and at what is owed";
        Find = "find", "查找", "search";
        Open = "open", "查看案卷", "open a file";
        Register = "register", "登记", "register petitions";
        Step = "step", "办理", "take steps";
        Paper = "paper", "出具文书", "make papers";
        Export = "export", "导出台账", "export ledgers";
        ExportPeople = "export_people", "导出人员", "export people";
        Unmasked = "unmasked", "看到完整的姓名和号码", "see names and numbers in full";
        Import = "import", "导入台账", "import ledgers";
        Figures = "figures", "查看统计", "see figures";
        Duty = "duty", "办理值班", "keep the duty desk";
        Rota = "rota", "编排值班表", "draw up the rota";
        Period = "period", "设定特别时段", "declare special periods";
        Give = "give", "向本人提供其信息", "give people their own data";
        Restrict = "restrict", "限制处理个人信息", "restrict the use of personal data";
        Calendar = "calendar", "导入和确认日历", "import and confirm the calendar";
        Settle = "settle", "了结别的单位的矛盾纠纷", "close disputes of other units";
        Campaign = "campaign", "管理积案专项", "keep campaigns";
        Roster = "roster", "查看操作员名册", "see who works here";
        Office = "office", "改动操作员、单位、日历和设置", "change operators, units, the calendar and settings";
        Audit = "audit", "查看审计记录", "read the audit trail";
        Verify = "verify", "校验数据库", "verify the store";
        Backup = "backup", "备份", "make backups";
        Restore = "restore", "恢复备份", "restore a backup";
    }
);

/// The roles in the order of the columns.
const COLUMNS: [Duty; 7] = [
    Duty::Window,
    Duty::Caseworker,
    Duty::Lead,
    Duty::Officer,
    Duty::Supervisor,
    Duty::Administrator,
    Duty::Auditor,
];

/// A deed and the roles that may do it, one letter a column: window, caseworker, lead, duty officer,
/// supervisor, administrator, auditor. Two persons make a reader: the key roster of a shared server
/// is root's, the roles are the administrator's.
#[rustfmt::skip]
const TABLE: [(Deed, &str); 25] = [
    //                    W C L O S A U
    (Deed::Look,         "x x x x x x x"),
    (Deed::Find,         "x x x x x x x"),
    (Deed::Open,         "x x x x x x x"),
    (Deed::Register,     "x x x x x x -"),
    (Deed::Step,         "x x x x x x -"),
    (Deed::Paper,        "x x x x x x -"),
    (Deed::Export,       "x x x - x x x"),
    (Deed::ExportPeople, "x x x - x x -"),
    (Deed::Unmasked,     "- - - - - x -"),
    (Deed::Import,       "x x x - x x -"),
    (Deed::Figures,      "x x x x x x x"),
    (Deed::Duty,         "x x x x x x -"),
    (Deed::Rota,         "- - x - x x -"),
    (Deed::Period,       "- - x - x x -"),
    (Deed::Give,         "x x x - x x -"),
    (Deed::Restrict,     "- - x - x x -"),
    (Deed::Calendar,     "- - x - x x -"),
    (Deed::Settle,       "- - x - x x -"),
    (Deed::Campaign,     "- - x - x x -"),
    (Deed::Roster,       "- - - - - x x"),
    (Deed::Office,       "- - - - - x -"),
    (Deed::Audit,        "- - - - - x x"),
    (Deed::Verify,       "x x x x x x x"),
    (Deed::Backup,       "- - - - - x -"),
    (Deed::Restore,      "- - - - - x -"),
];

/// True when a role may do it.
#[must_use]
pub fn may(duty: Duty, deed: Deed) -> bool {
    let column = COLUMNS.iter().position(|d| *d == duty);
    let row = TABLE.iter().find(|(d, _)| *d == deed);
    match (column, row) {
        (Some(column), Some((_, row))) => row.as_bytes().get(column * 2) == Some(&b'x'),
        _ => false,
    }
}

/// Why this operator may not do it, and who may; `None` when allowed.
#[must_use]
pub fn refused(operator: &Operator, deed: Deed) -> Option<Sentence> {
    if may(operator.duty, deed) {
        return None;
    }
    let able = || COLUMNS.iter().filter(|d| may(**d, deed)).map(|d| d.word());
    let able_zh = able().map(|w| w.zh).collect::<Vec<_>>().join("、");
    let able_en = able().map(|w| w.en).collect::<Vec<_>>().join(", ");
    let (role, what) = (operator.duty.word(), deed.word());
    let ((zh, en), (what_zh, what_en)) = ((role.zh, role.en), (what.zh, what.en));
    Some(say!(
        "{zh}不能{what_zh}；能做的角色：{able_zh}。",
        "The role {en} may not {what_en}; those who may: {able_en}."
    ))
}
