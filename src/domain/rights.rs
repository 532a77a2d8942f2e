//! Who may do and see what: one table, asked by screens and commands alike.

use serde::{Deserialize, Serialize};

use super::event::{Accused, StepKind};
use super::ids::UnitId;
use super::petition::word_list;
use super::unit::Units;
use crate::words::Sentence;

word_list!(
    /// Roles of operators.
    Duty {
        Window = "window", "接访员", "window clerk";
        Caseworker = "caseworker", "承办人", "caseworker";
        Lead = "lead", "包案领导", "lead official";
        Officer = "duty", "值班员", "duty officer";
        Supervisor = "supervisor", "督查", "supervisor";
        Administrator = "administrator", "管理员", "administrator";
        Auditor = "auditor", "审计", "auditor";
    }
);

/// Somebody who works at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    /// The login.
    pub login: String,
    /// The name shown.
    pub name: String,
    /// The role.
    pub duty: Duty,
    /// The unit the operator works in.
    pub unit: UnitId,
}

/// The roles that may take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody but the auditor, who only looks.
    Anyone,
    /// Those who decide on a petition: not the officer on night duty.
    Deciders,
    /// The lead official, the supervisor and the administrator.
    Heads,
}

impl Who {
    /// True when a role belongs to them.
    #[must_use]
    pub const fn has(self, duty: Duty) -> bool {
        match self {
            Self::Anyone => !matches!(duty, Duty::Auditor),
            Self::Deciders => !matches!(duty, Duty::Auditor | Duty::Officer),
            Self::Heads => matches!(duty, Duty::Lead | Duty::Supervisor | Duty::Administrator),
        }
    }
}

/// Why this operator may not take a step; `None` when allowed.
#[must_use]
pub fn step_refused(operator: &Operator, who: Who, step: StepKind) -> Option<Sentence> {
    let word = operator.duty.word();
    let (zh, en) = (word.zh, word.en);
    let what = step.word();
    let (what_zh, what_en) = (what.zh, what.en);
    if who.has(operator.duty) {
        return None;
    }
    Some(if operator.duty == Duty::Auditor {
        say!(
            "{zh}只能查看，不能“{what_zh}”。",
            "The role {en} may only look, not take the step \"{what_en}\"."
        )
    } else {
        say!(
            "{zh}不能“{what_zh}”，由有权的人办理。",
            "The role {en} may not take the step \"{what_en}\"; somebody with the right does."
        )
    })
}

/// Why this operator may not see or change who works here, or change the units; `None` when allowed.
#[must_use]
pub fn roster_refused(operator: &Operator) -> Option<Sentence> {
    let word = operator.duty.word();
    let (zh, en) = (word.zh, word.en);
    (operator.duty != Duty::Administrator).then(|| {
        say!(
            "操作员名册和单位的增改由管理员负责，{zh}不能做。",
            "The roster of operators and changes of units are the administrator's; the role {en} may not."
        )
    })
}

/// Why this operator may not import, confirm or drop a version of the calendar; `None` when allowed.
#[must_use]
pub fn calendar_refused(operator: &Operator) -> Option<Sentence> {
    let word = operator.duty.word();
    let (zh, en) = (word.zh, word.en);
    (!Who::Heads.has(operator.duty)).then(|| {
        say!(
            "日历由管理员、督查或领导导入和确认，{zh}不能做。",
            "The calendar is imported and confirmed by administrators, supervisors and heads; the role {en} may not."
        )
    })
}

/// Why this operator may not do something at the duty desk; `None` when allowed.
#[must_use]
pub fn duty_refused(operator: &Operator, who: Who) -> Option<Sentence> {
    let word = operator.duty.word();
    let (zh, en) = (word.zh, word.en);
    (!who.has(operator.duty)).then(|| match who {
        Who::Anyone => say!(
            "{zh}只能查看，不能记录。",
            "The role {en} may only look, not write."
        ),
        _ => say!(
            "时段、值班表和换班由领导、督查或管理员决定，{zh}不能做。",
            "Periods, the rota and swaps are decided by heads, supervisors and administrators; the role {en} may not."
        ),
    })
}

/// True when this operator may read the record of an emergency: who wrote it, who was called as
/// leader on duty, and the heads.
#[must_use]
pub fn reads_urgent(operator: &Operator, by: &str, leaders: &[String]) -> bool {
    operator.login == by || Who::Heads.has(operator.duty) || leaders.contains(&operator.login)
}

/// A login as it is kept: one word.
///
/// # Errors
/// Why the typed text cannot be one.
pub fn login(typed: &str) -> Result<String, Sentence> {
    let typed = typed.trim();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@');
    if (1..=32).contains(&typed.chars().count()) && typed.chars().all(fits) {
        return Ok(typed.to_owned());
    }
    Err(say!(
        "登录名应为1到32个字母、数字或 . _ - @，不含空格。",
        "A login is 1 to 32 letters, digits or . _ - @, without spaces."
    ))
}

/// The firewall of Art. 30(3): why a report may not go to `to`. Asked before any forwarding.
/// `text` is what the report says: a unit named in it is treated as accused until somebody records
/// who is.
#[must_use]
pub fn transfer_refused(
    accused: &[Accused],
    text: &str,
    to: UnitId,
    units: &Units,
) -> Option<Sentence> {
    let named = |text: &str| {
        units.0.iter().any(|u| {
            u.id != UnitId::OFFICE
                && units.is_under(to, u.id)
                && u.names().any(|name| text.contains(short(name)))
        })
    };
    let hit = named(text)
        || accused.iter().any(|a| {
            // "东甲镇书记" is somebody of 东甲镇, whether or not the unit was filled in.
            a.unit.is_some_and(|u| units.is_under(to, u))
                || units.find(&a.name).is_some_and(|u| units.is_under(to, u))
                || named(&a.name)
        });
    let name = units.name(to);
    hit.then(|| {
        say!(
            "检举控告件不得转给被反映的单位或其下属（第三十条第三款）：“{name}”被反映或隶属被反映的单位。",
            "A report must not reach the accused unit or one under it (Art. 30(3)): \"{name}\" is accused or stands under the accused."
        )
    })
}

/// A unit's name without the county before it, as people write it.
fn short(name: &str) -> &str {
    name.rsplit_once('县').map_or(name, |(_, rest)| {
        if rest.chars().count() >= 2 {
            rest
        } else {
            name
        }
    })
}
