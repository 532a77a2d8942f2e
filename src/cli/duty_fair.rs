//! Who carried how much of the rota, and what a new one would add to it: about the desk's own staff.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDateTime};
use serde_json::{Value, json};

use super::duty_desk::board;
use super::duty_json;
use super::list::List;
use super::out::Done;
use super::session::Session;
use crate::domain::duty::book::Book;
use crate::domain::duty::figures::{self, Load};
use crate::domain::duty::rota::final_rota;
use crate::domain::duty::shift::Shift;
use crate::words::{Lang, Trouble};

/// So many days back the rota is looked at before a new one: the same holidays a year ago are in it.
const YEAR: u32 = 366;

type Loads = BTreeMap<String, Load>;

/// Who carried how much, the last holidays above all: about the desk's own staff, before the next
/// rota is made.
pub fn fair(session: &Session, back: u32, json: bool) -> Result<Done, Trouble> {
    let names = board(session)?;
    let loads = carried(session, back)?;
    if json {
        let all = loads.iter().map(|(l, load)| duty_json::load(l, load));
        return Ok(Done::json(&Value::Array(all.collect())));
    }
    let mut list = List::new(match session.lang {
        Lang::Zh => &["值班人员", "节假日小时", "夜间小时", "总小时", "最长连续"],
        Lang::En => &[
            "staff",
            "holiday hours",
            "night hours",
            "all hours",
            "longest",
        ],
    });
    for (login, load) in &loads {
        list.row([
            names.name(login).to_owned(),
            load.festival.to_string(),
            load.night.to_string(),
            load.hours.to_string(),
            load.longest.to_string(),
        ]);
    }
    Ok(Done::text(list.text()))
}

/// The load of everybody in the days that have gone.
fn carried(session: &Session, back: u32) -> Result<Loads, Trouble> {
    let to = session.now().naive_local();
    let from = to - Days::new(u64::from(back.min(3660)));
    let book = session.store.duty_book()?;
    Ok(loads(session, &book, from, to))
}

fn loads(session: &Session, book: &Book, from: NaiveDateTime, to: NaiveDateTime) -> Loads {
    let calendar = &session.office().calendar;
    let turns = final_rota(book, calendar, from, to);
    figures::loads(&turns, calendar, from, to)
}

/// What shifts that are not on the rota yet ask of everybody, beside what each carried in the last year.
pub struct Trial {
    asked: Loads,
    before: Loads,
}

impl Trial {
    /// Of these shifts.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn of<'a>(
        session: &Session,
        shifts: impl Iterator<Item = &'a Shift>,
    ) -> Result<Self, Trouble> {
        let (mut book, now) = (Book::default(), session.now().naive_local());
        for (id, shift) in (1..).zip(shifts) {
            book.shifts.insert(id, (shift.clone(), now));
        }
        let all = || book.shifts.values().map(|(shift, _)| shift);
        let from = all().map(|shift| shift.from).min().unwrap_or(now);
        let to = all().map(|shift| shift.to).max().unwrap_or(now);
        Ok(Self {
            asked: loads(session, &book, from, to),
            before: carried(session, YEAR)?,
        })
    }

    fn rows(&self) -> impl Iterator<Item = (&String, Load, Load)> {
        let mut logins: Vec<&String> = self.asked.keys().chain(self.before.keys()).collect();
        logins.sort_unstable();
        logins.dedup();
        let of = |loads: &Loads, login: &String| loads.get(login).cloned().unwrap_or_default();
        logins
            .into_iter()
            .map(move |login| (login, of(&self.asked, login), of(&self.before, login)))
    }

    /// Each with the hours of these shifts and, under `before`, those of the last year.
    pub fn json(&self) -> Value {
        let rows = self.rows().map(|(login, asked, before)| {
            let mut row = duty_json::load(login, &asked);
            row["before"] = json!({
                "hours": before.hours, "night_hours": before.night, "festival_hours": before.festival,
            });
            row
        });
        Value::Array(rows.collect())
    }

    /// The same as a table, the last year's hours beside the new ones.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn text(&self, session: &Session) -> Result<String, Trouble> {
        let names = board(session)?;
        let mut list = List::new(match session.lang {
            Lang::Zh => &[
                "值班人员",
                "本表节假日小时",
                "夜间",
                "总",
                "近一年节假日小时",
                "夜间",
                "总",
            ],
            Lang::En => &[
                "staff",
                "holiday hours in this rota",
                "night",
                "all",
                "holiday hours last year",
                "night",
                "all",
            ],
        });
        for (login, asked, before) in self.rows() {
            let hours = [
                asked.festival,
                asked.night,
                asked.hours,
                before.festival,
                before.night,
                before.hours,
            ];
            let hours = hours.iter().map(ToString::to_string);
            let name = names.name(login).to_owned();
            list.row(std::iter::once(name).chain(hours).collect::<Vec<_>>());
        }
        Ok(list.text())
    }
}
