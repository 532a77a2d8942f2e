//! `calendar`: a year's days off and make-up days, with the notice that fixed them; the other
//! sub-commands stand in files of their own.

use chrono::Datelike;
use serde_json::{Value, json};

use super::args_statute as args;
use super::days::{kind_code, notice, weekday};
use super::list::List;
use super::out::Done;
use super::session::Whom;
use super::{calendar_change, count};
use crate::domain::calendar::{Calendar, DayKind};
use crate::words::{Lang, Trouble};

pub fn run(whom: &Whom, args: &args::Calendar) -> Result<Done, Trouble> {
    use args::CalendarCommand as C;
    let mut session = whom.open()?;
    let args = match &args.command {
        C::Show(args) => args,
        C::Versions { json } => return calendar_change::versions(&session, *json),
        C::Import(args) => return calendar_change::import(&mut session, args),
        C::Diff(args) => return calendar_change::diff(&session, args),
        C::Confirm { version, json } => {
            return calendar_change::confirm(&mut session, *version, *json);
        }
        C::Drop { version } => return calendar_change::drop(&mut session, *version),
        C::Count(args) => return count::run(&session, args),
    };
    let year = args.year.unwrap_or(session.today().year());
    let office = session.office();
    if args.json {
        return Ok(Done::json(&as_json(&office.calendar, year)));
    }
    Ok(Done::text(text(&office.calendar, year, session.lang)))
}

/// The named days of a year: from its notice, else the statutory ones.
fn days(calendar: &Calendar, year: i32) -> Vec<(chrono::NaiveDate, DayKind)> {
    let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1);
    let all = first.into_iter().flat_map(|d| d.iter_days());
    all.take_while(|d| d.year() == year)
        .map(|d| (d, calendar.kind(d)))
        .filter(|(_, kind)| matches!(kind, DayKind::Festival(_) | DayKind::MakeUp(_)))
        .collect()
}

fn is_published(calendar: &Calendar, year: i32) -> bool {
    calendar.notices().contains_key(&year)
}

fn as_json(calendar: &Calendar, year: i32) -> Value {
    let notice = calendar
        .notices()
        .get(&year)
        .map(|n| json!({ "title": n.title, "number": n.number, "date": n.date }));
    let days: Vec<Value> = days(calendar, year)
        .into_iter()
        .map(|(date, kind)| {
            let (kind, name) = kind_code(&kind);
            json!({ "date": date, "kind": kind, "name": name })
        })
        .collect();
    json!({
        "year": year,
        "provisional": !is_published(calendar, year),
        "notice": notice,
        "days": days,
    })
}

fn text(calendar: &Calendar, year: i32, lang: Lang) -> String {
    let mut list = List::default();
    for (date, kind) in days(calendar, year) {
        let (kind, name) = match (&kind, lang) {
            (DayKind::MakeUp(name), Lang::Zh) => ("上班", name.clone()),
            (DayKind::MakeUp(name), Lang::En) => ("work", name.clone()),
            (DayKind::Festival(name), Lang::Zh) => ("休息", name.clone()),
            (DayKind::Festival(name), Lang::En) => ("off", name.clone()),
            _ => continue,
        };
        list.row([
            date.to_string(),
            weekday(date, lang).to_owned(),
            kind.to_owned(),
            name,
        ]);
    }
    format!("{}\n{}", notice(calendar, year).say(lang), list.text())
}
