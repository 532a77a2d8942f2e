//! The rights table: what each role may do, and how far. A row for each deed, a column for each role, and
//! one for whether it is the office's alone; what stands in no row is refused to all.

use super::{Duty, Operator};
use crate::domain::ids::UnitId;
use crate::domain::petition::word_list;
use crate::domain::unit::Units;
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
        Full = "full", "看到完整的姓名和号码", "see names and numbers in full";
        Unmasked = "unmasked", "导出完整的姓名和号码", "export names and numbers in full";
        Import = "import", "导入台账", "import ledgers";
        Undo = "undo", "撤销导入", "undo imports";
        Figures = "figures", "查看统计", "see figures";
        Duty = "duty", "办理值班", "keep the duty desk";
        Log = "log", "查看值班日志和交接", "read the duty log and handovers";
        Report = "report", "报零报告、排查和矛盾纠纷", "report rounds, zeros and disputes";
        Urgent = "urgent", "记录紧急求助", "record an emergency";
        Rota = "rota", "编排值班表", "draw up the rota";
        Period = "period", "设定特别时段", "declare special periods";
        Give = "give", "向本人提供其信息", "give people their own data";
        Restrict = "restrict", "限制处理个人信息", "restrict the use of personal data";
        Calendar = "calendar", "导入和确认日历", "import and confirm the calendar";
        Settle = "settle", "了结别的单位的矛盾纠纷", "close disputes of other units";
        Campaign = "campaign", "管理积案专项", "keep campaigns";
        Roster = "roster", "查看操作员名册", "see who works here";
        Staff = "staff", "添加和移除操作员", "add and remove operators";
        Office = "office", "改动单位、规则、文书模板和设置", "change units, rules, templates and settings";
        Audit = "audit", "查看审计记录", "read the audit trail";
        Whole = "whole", "取出整条审计记录及其末端", "take out the whole trail and its ends";
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

/// How far a right reaches for somebody who works in another unit than the petition office. Whoever works
/// in the office has it for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// As in the office, of what they may see: the petitions of their unit and of those under it.
    Anywhere,
    /// For their own unit and those under it.
    Below,
    /// Not at all: it is the office's own.
    Office,
}

/// A deed and the roles that may do it, one letter a column: window, caseworker, lead, duty officer,
/// supervisor, administrator, auditor; and how far it reaches in another unit. Two persons make a
/// reader: the key roster of a shared server is root's, the roles are the administrator's.
#[rustfmt::skip]
const TABLE: [(Deed, &str, Reach); 32] = [
    //                    W C L O S A U
    (Deed::Look,         "x x x x x x x", Reach::Anywhere),
    (Deed::Find,         "x x x x x x x", Reach::Anywhere),
    (Deed::Open,         "x x x x x x x", Reach::Anywhere),
    (Deed::Register,     "x x x x x x -", Reach::Anywhere),
    (Deed::Step,         "x x x x x x -", Reach::Anywhere),
    (Deed::Paper,        "x x x x x x -", Reach::Anywhere),
    (Deed::Export,       "x x x - x x x", Reach::Anywhere),
    (Deed::ExportPeople, "x x x - x x -", Reach::Anywhere),
    (Deed::Full,         "x x x x x x -", Reach::Anywhere),
    (Deed::Unmasked,     "- - - - - x -", Reach::Anywhere),
    (Deed::Import,       "x x x - x x -", Reach::Anywhere),
    (Deed::Undo,         "x x x - x x -", Reach::Below),
    (Deed::Figures,      "x x x x x x x", Reach::Anywhere),
    (Deed::Duty,         "x x x x x x -", Reach::Office),
    (Deed::Log,          "x x x x x x x", Reach::Office),
    (Deed::Report,       "x x x x x x -", Reach::Below),
    (Deed::Urgent,       "x x x x x x -", Reach::Anywhere),
    (Deed::Rota,         "- - x - x x -", Reach::Office),
    (Deed::Period,       "- - x - x x -", Reach::Office),
    (Deed::Give,         "x x x - x x -", Reach::Anywhere),
    (Deed::Restrict,     "- - x - x x -", Reach::Office),
    (Deed::Calendar,     "- - x - x x -", Reach::Office),
    (Deed::Settle,       "- - x - x x -", Reach::Office),
    (Deed::Campaign,     "- - x - x x -", Reach::Office),
    (Deed::Roster,       "- - - - - x x", Reach::Below),
    (Deed::Staff,        "- - - - - x -", Reach::Below),
    (Deed::Office,       "- - - - - x -", Reach::Office),
    (Deed::Audit,        "- - - - - x x", Reach::Below),
    (Deed::Whole,        "- - - - - x x", Reach::Office),
    (Deed::Verify,       "x x x x x x x", Reach::Anywhere),
    (Deed::Backup,       "- - - - - x -", Reach::Office),
    (Deed::Restore,      "- - - - - x -", Reach::Office),
];

/// True when a role may do it.
#[must_use]
pub fn may(duty: Duty, deed: Deed) -> bool {
    let column = COLUMNS.iter().position(|d| *d == duty);
    let row = TABLE.iter().find(|(d, ..)| *d == deed);
    match (column, row) {
        (Some(column), Some((_, row, _))) => row.as_bytes().get(column * 2) == Some(&b'x'),
        _ => false,
    }
}

/// How far a right reaches outside the office.
#[must_use]
pub fn reach(deed: Deed) -> Reach {
    let row = TABLE.iter().find(|(d, ..)| *d == deed);
    row.map_or(Reach::Office, |(_, _, reach)| *reach)
}

/// Why this operator may not do it, and who may; `None` when allowed, at least for their own unit.
#[must_use]
pub fn refused(operator: &Operator, deed: Deed) -> Option<Sentence> {
    let (able_zh, able_en) = able(deed);
    let (role, what) = (operator.duty.word(), deed.word());
    let ((zh, en), (what_zh, what_en)) = ((role.zh, role.en), (what.zh, what.en));
    if !may(operator.duty, deed) {
        return Some(say!(
            "{zh}不能{what_zh}；能做的角色：{able_zh}。",
            "The role {en} may not {what_en}; those who may: {able_en}."
        ));
    }
    let elsewhere = operator.unit != UnitId::OFFICE && reach(deed) == Reach::Office;
    elsewhere.then(|| {
        say!(
            "别的单位的{zh}不能{what_zh}，这是本办的事；本办能做的角色：{able_zh}。",
            "The role {en} of another unit may not {what_en}, which is the petition office's; those of the office who may: {able_en}."
        )
    })
}

/// Why this operator may not do it for a unit; `None` when allowed.
#[must_use]
pub fn refused_for(
    operator: &Operator,
    deed: Deed,
    unit: UnitId,
    units: &Units,
) -> Option<Sentence> {
    if let Some(why) = refused(operator, deed) {
        return Some(why);
    }
    let outside = reach(deed) == Reach::Below && !is_within(operator, unit, units);
    outside.then(|| {
        let (able_zh, able_en) = able(deed);
        let (role, what, name) = (operator.duty.word(), deed.word(), units.name(unit));
        let ((zh, en), (what_zh, what_en)) = ((role.zh, role.en), (what.zh, what.en));
        say!(
            "“{name}”不归你的单位管：别的单位的{zh}只能在自己单位和所属单位{what_zh}；本办能做的角色：{able_zh}。",
            "\"{name}\" is not under your unit: the role {en} of another unit may {what_en} for its own and those under it alone; those of the office who may: {able_en}."
        )
    })
}

/// True when a unit is the operator's own or one under it; for those of the office every unit is.
#[must_use]
pub fn is_within(operator: &Operator, unit: UnitId, units: &Units) -> bool {
    operator.unit == UnitId::OFFICE || units.is_under(unit, operator.unit)
}

/// Why this operator may not put somebody of a role on the roster of a unit, or take them off it: another
/// unit's administrator does so for those who work there, not for administrators and auditors.
#[must_use]
pub fn staff_refused(operator: &Operator, of: (Duty, UnitId), units: &Units) -> Option<Sentence> {
    let (duty, unit) = of;
    if let Some(why) = refused_for(operator, Deed::Staff, unit, units) {
        return Some(why);
    }
    let over = matches!(duty, Duty::Administrator | Duty::Auditor);
    (over && operator.unit != UnitId::OFFICE).then(|| {
        let (zh, en) = (duty.word().zh, duty.word().en);
        say!(
            "{zh}由本办的管理员添加和移除；别的单位的管理员只管自己单位和所属单位办事的人。",
            "The role {en} is given and taken by administrators of the petition office; those of another unit add and remove who handles matters there."
        )
    })
}

/// The roles that may do it, in words.
fn able(deed: Deed) -> (String, String) {
    let able = || COLUMNS.iter().filter(|d| may(**d, deed)).map(|d| d.word());
    let zh = able().map(|w| w.zh).collect::<Vec<_>>().join("、");
    (zh, able().map(|w| w.en).collect::<Vec<_>>().join(", "))
}
