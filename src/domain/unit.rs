//! Units (单位): the office itself, departments, towns, villages; who stands under whom.

use serde::{Deserialize, Serialize};

use super::ids::UnitId;
use super::petition::word_list;
use crate::words::Sentence;

/// Longest name of a unit or an operator, in characters.
const LONGEST: usize = 60;

word_list!(
    /// Kinds of units.
    UnitKind {
        Office = "office", "本单位", "the office itself";
        Department = "department", "部门", "department";
        Town = "town", "乡镇街道", "town";
        Village = "village", "村社区", "village";
        Court = "court", "法院", "court";
        Other = "other", "其他", "other";
    }
);

/// One unit of the office's own list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its row.
    pub id: UnitId,
    /// Its name as printed on papers.
    pub name: String,
    /// A code of [`UnitKind`].
    pub kind: String,
    /// The unit it stands under.
    pub under: Option<UnitId>,
    /// Names it had before, oldest first: old ledgers and reports still use them.
    #[serde(default)]
    pub former: Vec<String>,
    /// The organs that review its opinions (复查机关), by the office's own table; empty: by who stands above.
    #[serde(default)]
    pub reviewers: Vec<UnitId>,
}

impl Unit {
    /// Its name and those it had.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(&self.former)
            .map(String::as_str)
    }
}

/// A name as it is kept: plain text of 1 to 60 characters.
///
/// # Errors
/// Why the typed text cannot be one.
pub fn plain_name(typed: &str) -> Result<String, Sentence> {
    let typed = typed.trim();
    let name = super::name::canonical(typed);
    let fits = (1..=LONGEST).contains(&name.chars().count());
    if fits && crate::words::is_plain(typed) {
        return Ok(name);
    }
    Err(say!(
        "名称应为1到60个字，不含控制字符和看不见的字符。",
        "A name is 1 to 60 characters of plain text, without control or invisible characters."
    ))
}

/// The office's list of units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units(pub Vec<Unit>);

impl Units {
    /// A unit by its row.
    #[must_use]
    pub fn get(&self, id: UnitId) -> Option<&Unit> {
        self.0.iter().find(|u| u.id == id)
    }

    /// A unit's name; a lost one is shown by its number.
    #[must_use]
    pub fn name(&self, id: UnitId) -> String {
        self.get(id)
            .map_or_else(|| format!("#{}", id.0), |u| u.name.clone())
    }

    /// Why a unit (a new one when `of` is none) may not bear a name; `None` when it may.
    #[must_use]
    pub fn name_refused(&self, name: &str, of: Option<UnitId>) -> Option<Sentence> {
        if name.chars().all(|c| c.is_ascii_digit()) {
            return Some(say!(
                "“{name}”全是数字，会和单位编号混淆。",
                "\"{name}\" is all digits and would be taken for a unit's number."
            ));
        }
        let taken = self.0.iter().find(|u| u.name == name && Some(u.id) != of)?;
        let id = taken.id.0;
        Some(say!(
            "已经有单位叫“{name}”（编号{id}）。",
            "There is a unit named \"{name}\" already (number {id})."
        ))
    }

    /// Why `unit` may not stand under `above`; `None` when it may.
    #[must_use]
    pub fn under_refused(&self, unit: UnitId, above: UnitId) -> Option<Sentence> {
        let (name, upper) = (self.name(unit), self.name(above));
        if unit == above {
            return Some(say!(
                "“{name}”不能隶属于自己。",
                "\"{name}\" cannot stand under itself."
            ));
        }
        self.is_under(above, unit).then(|| {
            say!(
                "“{upper}”隶属“{name}”，“{name}”不能再隶属它。",
                "\"{upper}\" stands under \"{name}\", so \"{name}\" cannot stand under it."
            )
        })
    }

    /// A unit by number, full name, a name it had, or the end of a name that only one unit has (`人社局` is not
    /// guessed; `东甲镇` fits `示例县东甲镇`).
    #[must_use]
    pub fn find(&self, typed: &str) -> Option<UnitId> {
        let typed = super::name::canonical(typed);
        if typed.is_empty() {
            return None;
        }
        if let Some(unit) = typed.parse().ok().and_then(|n| self.get(UnitId(n))) {
            return Some(unit.id);
        }
        if let Some(unit) = self.0.iter().find(|u| u.name == typed) {
            return Some(unit.id);
        }
        let mut once = self.0.iter().filter(|u| u.former.contains(&typed));
        if let (Some(unit), None) = (once.next(), once.next()) {
            return Some(unit.id);
        }
        let mut ends = self
            .0
            .iter()
            .filter(|u| u.name.ends_with(&typed) || typed.ends_with(&u.name));
        let only = ends.next()?;
        ends.next().is_none().then_some(only.id)
    }

    /// The organ that reviews a unit's opinions: the first of its own table, else the unit above it.
    #[must_use]
    pub fn review_organ(&self, unit: UnitId) -> Option<UnitId> {
        let unit = self.get(unit)?;
        unit.reviewers.first().copied().or(unit.under)
    }

    /// True when `unit` is `above` or stands under it, however far down.
    #[must_use]
    pub fn is_under(&self, unit: UnitId, above: UnitId) -> bool {
        let mut at = Some(unit);
        for _ in 0..=self.0.len() {
            match at {
                Some(id) if id == above => return true,
                Some(id) => at = self.get(id).and_then(|u| u.under),
                None => return false,
            }
        }
        false
    }
}
