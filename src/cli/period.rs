//! `period`: special periods: declared, moved, ended; what each change makes the desk owe differently.

use chrono::NaiveDate;
use serde_json::Value;

use super::args_period::{self, PeriodAdd, PeriodCommand};
use super::duty_desk::{order, told};
use super::duty_json;
use super::list::{List, cut};
use super::out::Done;
use super::owed::unit;
use super::session::{Session, Whom};
use crate::domain::alert::Owed;
use crate::domain::duty::deed::Deed;
use crate::domain::obligation::Kind;
use crate::domain::period::{PRESETS, Period};
use crate::flow::duty::DutyOrder;
use crate::store::Filter;
use crate::words::{Exit, Lang, Trouble};

pub fn run(whom: &Whom, args: &args_period::Period) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let mut seen = None;
    let (deed, said) = match &args.command {
        PeriodCommand::List {} => return Ok(list(&session, args.json)),
        PeriodCommand::Lapsing { id } => return lapsing(&session, *id, args.json),
        PeriodCommand::Add(add) => {
            let period = declared(&session, add)?;
            let name = period.name.line();
            (
                Deed::Declare(period),
                say!("已宣布时段“{name}”。", "Declared the period \"{name}\"."),
            )
        }
        PeriodCommand::Move { id, from, to } => {
            let (from, to, last) = days(&session, *id, (*from, *to))?;
            seen = Some(last);
            let deed = Deed::MovePeriod {
                period: *id,
                from,
                to,
            };
            (
                deed,
                say!(
                    "时段改为{from}至{to}。",
                    "The period lasts from {from} to {to} now."
                ),
            )
        }
        PeriodCommand::End { id, on } => {
            let on = on.unwrap_or_else(|| session.today());
            let deed = Deed::EndPeriod { period: *id, on };
            (deed, say!("时段到{on}为止。", "The period ends with {on}."))
        }
        PeriodCommand::Hours { id, text } => {
            let (period, text) = (*id, text.trim().to_owned());
            (
                Deed::PublishHours {
                    period,
                    text: text.into(),
                },
                say!(
                    "已记录公布接待时间。",
                    "The reception hours are on record as published."
                ),
            )
        }
    };
    let deed = DutyOrder {
        seen,
        ..DutyOrder::plain(deed)
    };
    if args.dry_run {
        return tried(&mut session, deed, args.json);
    }
    let done = order(&mut session, deed)?;
    Ok(told(&session, &done, &said, args.json))
}

/// The days of a period with the named one changed, and the newest event that this is read from.
fn days(
    session: &Session,
    id: i64,
    named: (Option<NaiveDate>, Option<NaiveDate>),
) -> Result<(NaiveDate, NaiveDate, i64), Trouble> {
    let example = say!(
        "只写要改的那一天，例：zhuoluo period move {id} --to 2027-02-14",
        "Name the day that changes alone, e.g. zhuoluo period move {id} --to 2027-02-14"
    );
    if named == (None, None) {
        let why = say!(
            "没有写第{id}号时段的首日或末日改到哪天。",
            "Neither the first nor the last day of period {id} is given."
        );
        return Err(Trouble::unchanged(Exit::Wrong, why, example));
    }
    let book = session.store.duty_book()?;
    let stands = book.periods.iter().find(|p| p.id == id);
    // One that is not there is refused by its number, whatever its days.
    let (from, to) = stands.map_or((session.today(), session.today()), |p| (p.from, p.to));
    Ok((named.0.unwrap_or(from), named.1.unwrap_or(to), book.last))
}

/// What a change would change; nothing is kept.
fn tried(session: &mut Session, deed: DutyOrder, json: bool) -> Result<Done, Trouble> {
    let done = order(session, deed.tried())?;
    let said = if done.changes.is_empty() {
        say!(
            "只是试算，没有改动；什么都不会变。",
            "A trial, nothing was kept; nothing would change."
        )
    } else {
        say!(
            "只是试算，没有改动。会变的：",
            "A trial, nothing was kept. It would change:"
        )
    };
    Ok(told(session, &done, &said, json))
}

fn declared(session: &Session, add: &PeriodAdd) -> Result<Period, Trouble> {
    let mut period = Period::plain(
        add.name.trim(),
        add.from,
        add.to,
        add.basis.trim(),
        add.by.trim(),
    );
    let preset = PRESETS.iter().find(|p| Some(p.0) == add.preset.as_deref());
    if let Some((_, _, lead, check_in, wages)) = preset {
        (period.lead_days, period.check_in, period.wages_first) = (*lead, *check_in, *wages);
    }
    period.lead_days = add.lead.unwrap_or(period.lead_days);
    period.check_in = add.check_in.unwrap_or(period.check_in);
    period.near = add.near.unwrap_or(period.near);
    period.wages_first |= add.wages_first;
    if !add.reports.is_empty() {
        period.reports.clone_from(&add.reports);
        period.reports.sort_unstable();
        period.reports.dedup();
    }
    for typed in &add.units {
        period.units.push(unit(session, typed)?);
    }
    Ok(period)
}

fn list(session: &Session, json: bool) -> Done {
    let office = session.office();
    if json {
        let all = office
            .periods
            .iter()
            .map(|p| duty_json::period(p, &office, session.today()));
        return Done::json(&Value::Array(all.collect()));
    }
    let lang = session.lang;
    if office.periods.is_empty() {
        let none = say!("没有宣布过时段。", "No period is declared.");
        return Done::text(format!("{}\n", none.say(lang)));
    }
    let mut table = List::new(match lang {
        Lang::Zh => &[
            "编号",
            "名称",
            "起",
            "止",
            "提前",
            "报到",
            "零报告",
            "依据",
            "宣布人",
        ],
        Lang::En => &[
            "id",
            "name",
            "from",
            "to",
            "lead",
            "check-in",
            "zero report",
            "basis",
            "declared by",
        ],
    });
    for p in &office.periods {
        let hours: Vec<String> = p
            .reports
            .iter()
            .map(|t| t.format("%H:%M").to_string())
            .collect();
        table.row([
            p.id.to_string(),
            p.name.line().into(),
            p.from.to_string(),
            p.to.to_string(),
            p.lead_days.to_string(),
            p.check_in.to_string(),
            hours.join(" "),
            p.basis.line().into(),
            p.declared_by.line().into(),
        ]);
    }
    Done::text(table.text())
}

/// The steps whose last day falls on a day off within the period: rolled on by the calendar, which
/// is no reason to leave somebody unanswered over the holiday.
fn lapsing(session: &Session, id: i64, json: bool) -> Result<Done, Trouble> {
    let office = session.office();
    let Some(period) = office.periods.iter().find(|p| p.id == id) else {
        return Err(Trouble::unchanged(
            Exit::Missing,
            say!("没有第{id}号时段。", "There is no period {id}."),
            say!(
                "编号见 zhuoluo period list。",
                "`zhuoluo period list` shows the numbers."
            ),
        ));
    };
    let far = office
        .pulls_forward(period.from)
        .map_or(period.to, |(until, _)| until);
    let filter = Filter {
        until: Some(far),
        ..Filter::default()
    };
    let mut owed = session.store.owed(&filter, session.today())?;
    owed.retain(|o| {
        let due = &o.obligation.due;
        let told = !matches!(o.obligation.kind, Kind::Object);
        told && period.holds(due.nominal) && office.calendar.is_off(due.nominal)
    });
    owed.sort_by_key(|o| o.obligation.due.warn);
    if json {
        super::json::all_in_place(&session.store, &mut owed)?;
        let all = owed
            .iter()
            .map(|o| super::json::owed(o, &office, session.today()));
        return Ok(Done::json(&Value::Array(all.collect())));
    }
    Ok(Done::text(lapsing_table(&owed, session.lang)))
}

fn lapsing_table(owed: &[Owed], lang: Lang) -> String {
    if owed.is_empty() {
        let none = say!("假期里没有会到期的。", "Nothing lapses within the holiday.");
        return format!("{}\n", none.say(lang));
    }
    let mut table = List::new(match lang {
        Lang::Zh => &["节前办", "本应到期", "义务", "单位", "编号", "概况"],
        Lang::En => &["do by", "would lapse", "owed", "by", "number", "summary"],
    });
    for o in owed {
        let due = &o.obligation.due;
        table.row([
            due.warn.to_string(),
            due.nominal.to_string(),
            o.obligation.kind.word().say(lang).to_owned(),
            o.unit.clone(),
            o.number.0.clone(),
            cut(&o.summary.line(), 60),
        ]);
    }
    table.text()
}
