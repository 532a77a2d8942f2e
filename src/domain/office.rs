//! The office as every room and command knows it: names, units, rules, calendar, who sits here.

use chrono::FixedOffset;

use super::calendar::Calendar;
use super::category::Categories;
use super::period::Period;
use super::rights::{Operator, Seat};
use super::rules::Rules;
use super::unit::Units;

/// Facts of the office, loaded once and again when they change.
#[derive(Clone, Debug)]
pub struct Office {
    /// Its name on papers.
    pub name: String,
    /// Its six-digit area code.
    pub area: String,
    /// Its zone; `+08:00` when unset.
    pub zone: FixedOffset,
    /// True for a sandbox store: said on every screen and paper.
    pub sandbox: bool,
    /// Enquiry telephone, printed on receipts.
    pub phone: String,
    /// Who sits at this desk.
    pub operator: Operator,
    /// How they came in.
    pub seat: Seat,
    /// Minutes without a key after which a screen is covered, or left on a shared server; 0 for never.
    pub lock_minutes: u32,
    /// Its units.
    pub units: Units,
    /// Its classification.
    pub categories: Categories,
    /// Its calendar.
    pub calendar: Calendar,
    /// Its limits.
    pub rules: Rules,
    /// The office's own templates of papers, by `kind.lang`.
    pub templates: std::collections::BTreeMap<String, String>,
    /// Declared periods.
    pub periods: Vec<Period>,
}

impl Office {
    /// The declared period on a day, if any.
    #[must_use]
    pub fn period(&self, today: chrono::NaiveDate) -> Option<&Period> {
        self.periods.iter().find(|p| p.holds(today))
    }
}
