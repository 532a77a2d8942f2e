//! The office as every room and command knows it: names, units, rules, calendar, who sits here.

use chrono::{FixedOffset, NaiveDate};

use super::calendar::Calendar;
use super::category::Categories;
use super::count::{Span, due};
use super::period::{self, Period};
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
    /// Where the window is, as one tells an ambulance; on the card of urgent help.
    pub address: String,
    /// Whom the window calls in an emergency, one line each: `县医院急诊 0999-5550120`.
    pub contacts: Vec<String>,
    /// Who sits at this desk.
    pub operator: Operator,
    /// How they came in.
    pub seat: Seat,
    /// Minutes without a key after which a screen is covered, or left on a shared server; 0 for never.
    pub lock_minutes: u32,
    /// True when new alerts ring for whoever sits here: a setting of the operator.
    pub bell: bool,
    /// Its units.
    pub units: Units,
    /// Its classification.
    pub categories: &'static Categories,
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
    pub fn period(&self, today: NaiveDate) -> Option<&Period> {
        self.periods.iter().find(|p| p.holds(today))
    }

    /// The period for which the desk prepares or which lasts, the soonest to begin.
    #[must_use]
    pub fn preparing(&self, today: NaiveDate) -> Option<&Period> {
        self.periods.iter().find(|p| p.moves_the_desk(today))
    }

    /// From how many days before its mark an obligation is near: the rules', or more in a period.
    #[must_use]
    pub fn near(&self, today: NaiveDate) -> i64 {
        let asked = period::regime(&self.periods, today).near;
        asked.map_or(self.rules.ladder.near, |(days, _)| {
            days.max(self.rules.ladder.near)
        })
    }

    /// The last day of what a period pulls forward, five working days after it, and the period.
    #[must_use]
    pub fn pulls_forward(&self, today: NaiveDate) -> Option<(NaiveDate, &Period)> {
        let after = |p: &Period| due(&self.calendar, p.to, Span::working_days(5)).effective;
        let moving = self.periods.iter().filter(|p| p.moves_the_desk(today));
        moving.map(|p| (after(p), p)).max_by_key(|(day, _)| *day)
    }
}
