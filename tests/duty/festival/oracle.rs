//! What an office owes, counted a second time and in another way: from the words of the Regulation and
//! of the office's notice, with days off written down by hand and no function of the program.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

/// Kind, nominal day, effective day.
pub type Debt = (&'static str, NaiveDate, NaiveDate);

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, month, day).expect("a day")
}

/// The public holidays of the first half of 2027 by the statute (no notice of the year is out): New
/// Year's Day; New Year's Eve and the first three days of the lunar year; Qingming; Labour Day, two days.
const FESTIVALS: [(u32, u32); 8] = [
    (1, 1),
    (2, 5),
    (2, 6),
    (2, 7),
    (2, 8),
    (4, 5),
    (5, 1),
    (5, 2),
];

pub fn is_off(on: NaiveDate) -> bool {
    let weekend = matches!(on.weekday(), Weekday::Sat | Weekday::Sun);
    weekend || FESTIVALS.contains(&(on.month(), on.day()))
}

/// So many days after, the first day not counted; a last day off rolls to the next working day.
fn days(from: NaiveDate, count: u64) -> (NaiveDate, NaiveDate) {
    let nominal = from + Days::new(count);
    let mut last = nominal;
    while is_off(last) {
        last = last + Days::new(1);
    }
    (nominal, last)
}

/// So many working days after.
pub fn working(from: NaiveDate, count: u32) -> NaiveDate {
    let (mut on, mut left) = (from, count);
    while left > 0 {
        on = on + Days::new(1);
        left -= u32::from(!is_off(on));
    }
    on
}

/// What happened to a petition.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a thing that happened or did not; a tale is written as it is told"
)]
#[derive(Clone, Debug, Default)]
pub struct Tale {
    pub received: NaiveDate,
    /// Sent to a unit; assigned when the second is a day to report back by.
    pub sent: Option<(NaiveDate, Option<NaiveDate>)>,
    pub signed: Option<NaiveDate>,
    pub accepted: Option<NaiveDate>,
    pub told: bool,
    pub extended: bool,
    pub answered: bool,
    pub served: bool,
    pub review_asked: Option<NaiveDate>,
    pub declined: bool,
    pub withdrawn: bool,
    pub promised_for: Option<NaiveDate>,
}

/// What Art. 34 asks once a petition is accepted.
fn opinion(tale: &Tale) -> Vec<Debt> {
    let mut out = Vec::new();
    if let Some(accepted) = tale.accepted {
        // 34: an opinion within 60 days of acceptance, 30 more once; both counted from the acceptance.
        let last = days(accepted, if tale.extended { 90 } else { 60 });
        if !tale.answered {
            out.push(("answer", last.0, last.1));
        }
        if tale.answered && !tale.served {
            out.push(("serve", last.0, last.1));
        }
        // 34: the reason of the extension is told before the first limit ends.
        if tale.extended {
            let (_, first) = days(accepted, 60);
            out.push(("tell_extension", first, first));
        }
    }
    out
}

/// What is still owed on a petition, by the words of the Regulation.
pub fn petition(tale: &Tale, today: NaiveDate) -> Vec<Debt> {
    let mut out: Vec<Debt> = Vec::new();
    let mut owe = |kind, (nominal, effective)| out.push((kind, nominal, effective));
    if tale.withdrawn {
        return out;
    }
    let decided_here = tale.sent.is_none() && (tale.accepted.is_some() || tale.declined);
    // 22(1): forwarded, assigned or decided within 15 days of receipt.
    if tale.sent.is_none() && !decided_here {
        owe("forward", days(tale.received, 15));
    }
    if let Some((sent, back_by)) = tale.sent {
        // The office's own rule: signed for within two working days.
        if tale.signed.is_none() {
            let by = working(sent, 2);
            owe("sign_for", (by, by));
        }
        let got = tale.signed.unwrap_or(sent);
        // 23(3): an objection within five working days; a right, which lapses.
        let objection = working(got, 5);
        if tale.accepted.is_none() && today <= objection {
            owe("object", (objection, objection));
        }
        // 23(3): told in writing within 15 days of its receipt.
        if !tale.told {
            owe("notify", days(got, 15));
        }
        // 22(1)③: the day that the assigner set.
        if let Some(by) = back_by {
            owe("report_back", (by, by));
        }
    }
    // 23(2): a petition decided by the office itself is told in writing within 15 days; service of
    // the answer tells more.
    if decided_here && !tale.told && !tale.served {
        owe("notify", days(tale.received, 15));
    }
    for debt in opinion(tale) {
        owe(debt.0, (debt.1, debt.2));
    }
    // 35: a review within 30 days of the request.
    if let Some(asked) = tale.review_asked {
        owe("review", days(asked, 30));
    }
    // What was promised is due on its day, holiday or not.
    if let Some(by) = tale.promised_for {
        owe("fulfil", (by, by));
    }
    out
}

/// One thing that the desk itself owes.
#[derive(Debug)]
struct Duty {
    shown_from: NaiveDateTime,
    late_after: NaiveDateTime,
    met: bool,
}

/// What the desk itself owes, by key.
#[derive(Debug, Default)]
pub struct Desk(BTreeMap<String, Duty>);

pub fn stamp(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

impl Desk {
    /// A duty of an instant, in sight a day before and late after some minutes of grace.
    pub fn owe(&mut self, key: String, due: NaiveDateTime, grace: i64) {
        let duty = Duty {
            shown_from: due - TimeDelta::days(1),
            late_after: due + TimeDelta::minutes(grace),
            met: false,
        };
        self.0.entry(key).or_insert(duty);
    }

    /// A duty of a day, in sight so many days before and late when the day is over.
    pub fn owe_by(&mut self, key: String, on: NaiveDate, before: u64) {
        let midnight = |d: NaiveDate| d.and_hms_opt(0, 0, 0).expect("midnight");
        let duty = Duty {
            shown_from: midnight(on - Days::new(before)),
            late_after: midnight(on + Days::new(1)) - TimeDelta::minutes(1),
            met: false,
        };
        self.0.entry(key).or_insert(duty);
    }

    pub fn met(&mut self, key: &str) {
        self.0.get_mut(key).unwrap_or_else(|| panic!("{key}")).met = true;
    }

    /// What is open or late at an instant.
    pub fn owed(&self, at: NaiveDateTime) -> Vec<(String, String)> {
        let all = self.0.iter().filter(|(_, d)| !d.met && d.shown_from <= at);
        all.map(|(key, d)| {
            let state = if at > d.late_after { "overdue" } else { "open" };
            (key.clone(), state.to_owned())
        })
        .collect()
    }
}
