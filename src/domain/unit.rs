//! Units (单位): the office itself, departments, towns, villages; who stands under whom.

use serde::{Deserialize, Serialize};

use super::ids::UnitId;

/// One unit of the office's own list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its row.
    pub id: UnitId,
    /// Its name as printed on papers.
    pub name: String,
    /// `office`, `department`, `town`, `village`, `court`.
    pub kind: String,
    /// The unit it stands under.
    pub under: Option<UnitId>,
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

    /// A unit by number, full name, or the end of a name that only one unit has (`人社局` is not
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
        let mut ends = self
            .0
            .iter()
            .filter(|u| u.name.ends_with(&typed) || typed.ends_with(&u.name));
        let only = ends.next()?;
        ends.next().is_none().then_some(only.id)
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
