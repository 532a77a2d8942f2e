//! Who may do and see what: one table, asked by screens and commands alike.
//!
//! What a role may do, and whether outside the petition office too, stands in [`table`]; whom a report must not reach, in [`firewall`], by names
//! as they are read ([`reading`](mod@reading)). What an
//! operator may see of one petition is the store's condition `petitions::SEEN`.

mod bearer;
mod firewall;
mod reading;
mod table;

use serde::{Deserialize, Serialize};

pub use bearer::{Bearer, Spell, borne};
pub use firewall::{
    bears, called, is_named_only, kept_from, reader_refused, transfer_refused, words_refused,
};
pub use reading::{reading, readings};
pub use table::{Deed, Reach, is_within, may, reach, refused, refused_for, staff_refused};

use super::event::StepKind;
use super::ids::UnitId;
use super::name::is_han;
use super::petition::word_list;
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

/// How somebody came to the desk, as the audit trail records it. Empty on a desk of one's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seat {
    /// The fingerprint of the key that signed, `SHA256:…`.
    pub key: String,
    /// By which way, e.g. `ssh` or `sudo`.
    pub came: String,
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
        // Restricted, a file is shut to everybody: that is the office's to say.
        let shuts = matches!(
            step,
            StepKind::Restrict | StepKind::Lift | StepKind::HandOver
        );
        return refused(operator, Deed::Restrict).filter(|_| shuts);
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

/// True when this operator may read the record of an emergency: who wrote it, who was called as
/// leader on duty, and the heads of the petition office.
#[must_use]
pub fn reads_urgent(operator: &Operator, by: &str, leaders: &[String]) -> bool {
    let head = Who::Heads.has(operator.duty) && operator.unit == UnitId::OFFICE;
    operator.login == by || head || leaders.contains(&operator.login)
}

/// A login as it is kept: one word.
///
/// # Errors
/// Why the typed text cannot be one.
pub fn login(typed: &str) -> Result<String, Sentence> {
    let typed = typed.trim();
    // Letters of other alphabets look like these: one person would seem to have done what another did.
    let fits =
        |c: char| c.is_ascii_alphanumeric() || is_han(c) || matches!(c, '.' | '_' | '-' | '@');
    if (1..=32).contains(&typed.chars().count()) && typed.chars().all(fits) {
        return Ok(typed.to_owned());
    }
    Err(say!(
        "登录名应为1到32个英文字母、汉字、数字或 . _ - @，不含空格。",
        "A login is 1 to 32 ASCII letters, Chinese characters, digits or . _ - @, without spaces."
    ))
}
