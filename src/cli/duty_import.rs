//! `duty rota import`: a rota from a spreadsheet, one shift a row; all rows are checked before the
//! first is kept.

use std::path::Path;

use chrono::{Days, NaiveDate, NaiveDateTime};
use serde_json::json;

use super::args_rota::{hour, instant};
use super::duty_fair::Trial;
use super::input;
use super::out::{Done, shown, talk};
use super::session::Session;
use crate::domain::date;
use crate::domain::duty::deed::Deed;
use crate::domain::duty::roster::{self, Gone};
use crate::domain::duty::shift::{Crew, Shift};
use crate::exchange;
use crate::flow::duty::place;
use crate::flow::{Do, Reply};
use crate::words::{Exit, Sentence, Trouble};

/// The headings that are understood: date, begin, end, leader, staff (also twice), phone.
const HEADINGS: [(&str, &[&str]); 6] = [
    ("date", &["日期", "值班日期", "date"]),
    (
        "from",
        &["开始", "起", "上班时间", "时间起", "from", "start"],
    ),
    ("to", &["结束", "止", "下班时间", "时间止", "to", "end"]),
    ("leader", &["带班领导", "带班", "领导", "leader"]),
    (
        "staff",
        &[
            "值班员",
            "值班人员",
            "值班员1",
            "值班员2",
            "值班人员1",
            "值班人员2",
            "staff",
        ],
    ),
    ("phone", &["电话", "值班电话", "phone"]),
];

pub fn run(session: &mut Session, file: &Path, dry_run: bool, json: bool) -> Result<Done, Trouble> {
    let bytes = input::bytes(file)?;
    let name = file.display().to_string();
    let rows = exchange::table(&bytes, &name)?;
    let mut names = Names {
        now: super::duty_desk::board(session)?.names,
        gone: Vec::new(),
    };
    let mut shifts = read(&rows, &names);
    if shifts.is_err() {
        // The trail is gone through for who left only where a name may be theirs.
        names.gone = session.store.who_left()?;
        shifts = read(&rows, &names);
    }
    let shifts = shifts?;
    let orders: Vec<Deed> = shifts.iter().map(|(_, s)| Deed::Shift(s.clone())).collect();
    let count = orders.len();
    let order = Do::DutyAll {
        deeds: orders,
        dry_run,
    };
    let done = session
        .store
        .perform(order, session.now())
        .map_err(|t| located(&t, &shifts))?;
    let changes = match done {
        Reply::DutyDone(done) => done.changes,
        _ => Vec::new(),
    };
    // Fairness is looked at before a rota stands, not after.
    let all = shifts.iter().map(|(_, shift)| shift);
    let trial = dry_run.then(|| Trial::of(session, all)).transpose()?;
    if json {
        let mut value = json!({ "shifts": count, "dry_run": dry_run, "changes": changes });
        if let Some(trial) = &trial {
            value["loads"] = trial.json();
        }
        return Ok(Done::json(&value));
    }
    let said = if dry_run {
        say!(
            "{count}个班都可以收；没有改动。",
            "{count} shifts would be taken; nothing was changed."
        )
    } else {
        say!("已收{count}个班。", "Took {count} shifts.")
    };
    talk(said.say(session.lang));
    for change in &changes {
        talk(&format!("  {}", change.say(session.lang)));
    }
    match trial {
        Some(trial) => Ok(Done::text(trial.text(session)?)),
        None => Ok(Done::default()),
    }
}

/// The store names the third shift; people look for its row.
fn located(trouble: &Trouble, shifts: &[(usize, Shift)]) -> Trouble {
    let found = place(&trouble.what);
    let Some((row, why)) = found.and_then(|(at, why)| Some((shifts.get(at)?.0, why))) else {
        return trouble.clone();
    };
    let (zh, en) = (why.zh, why.en);
    let what = say!("第{row}行：{zh}", "Row {row}: {en}");
    Trouble::unchanged(trouble.exit, what, trouble.next.clone())
}

fn wrong(row: usize, what: Sentence) -> Trouble {
    let next = say!(
        "表头例：日期 开始 结束 带班领导 值班员 值班员2 电话；一行例：2027-02-05 08:00 08:00 王某 李某 赵某 0123-4567。",
        "Headings, e.g.: 日期 开始 结束 带班领导 值班员 值班员2 电话; a row, e.g.: 2027-02-05 08:00 08:00 王某 李某 赵某 0123-4567."
    );
    let (zh, en) = (what.zh, what.en);
    Trouble::unchanged(
        Exit::Wrong,
        say!("第{row}行：{zh}", "Row {row}: {en}"),
        next,
    )
}

/// Who may be named.
struct Names {
    /// Names by login.
    now: std::collections::BTreeMap<String, String>,
    /// Who left.
    gone: Vec<Gone>,
}

fn read(rows: &[(usize, Vec<String>)], names: &Names) -> Result<Vec<(usize, Shift)>, Trouble> {
    let is = |cell: &str, field: &str| {
        let cell: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
        HEADINGS
            .iter()
            .any(|(f, words)| *f == field && words.contains(&cell.as_str()))
    };
    let head = rows.iter().position(|(_, cells)| {
        cells.iter().any(|c| is(c, "staff")) && cells.iter().any(|c| is(c, "from") || is(c, "date"))
    });
    let Some(head) = head else {
        return Err(wrong(1, say!("没有找到表头。", "no headings were found.")));
    };
    let columns = |field: &str| -> Vec<usize> {
        let cells = rows[head].1.iter().enumerate();
        cells
            .filter(|(_, c)| is(c, field))
            .map(|(i, _)| i)
            .collect()
    };
    let mut out = Vec::new();
    let mut above: Option<Vec<String>> = None;
    for (row, cells) in &rows[head + 1..] {
        if cells.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        let cells = unmerged(cells, above.as_deref(), &columns);
        let shift = one(*row, &cells, &columns, names)?;
        out.push((*row, shift));
        above = Some(cells);
    }
    if out.is_empty() {
        return Err(wrong(
            rows[head].0 + 1,
            say!(
                "表头下面没有班次。",
                "there is no shift under the headings."
            ),
        ));
    }
    Ok(out)
}

/// What merged cells leave empty: under a date that stands once for several shifts, day, leader and
/// telephone are those of the row above.
fn unmerged(
    cells: &[String],
    above: Option<&[String]>,
    columns: &dyn Fn(&str) -> Vec<usize>,
) -> Vec<String> {
    let mut cells = cells.to_vec();
    let blank = |cells: &[String], at: usize| cells.get(at).is_none_or(|c| c.trim().is_empty());
    let dates = columns("date");
    let (Some(above), Some(date)) = (above, dates.first()) else {
        return cells;
    };
    if !blank(&cells, *date) {
        return cells;
    }
    for at in ["date", "leader", "phone"]
        .iter()
        .flat_map(|field| columns(field))
    {
        if blank(&cells, at) {
            cells.resize(cells.len().max(at + 1), String::new());
            cells[at] = above.get(at).cloned().unwrap_or_default();
        }
    }
    cells
}

/// One row as a shift; `columns` gives the places of a field.
fn one(
    row: usize,
    cells: &[String],
    columns: &dyn Fn(&str) -> Vec<usize>,
    names: &Names,
) -> Result<Shift, Trouble> {
    let cell = |at: &[usize]| {
        at.first()
            .and_then(|i| cells.get(*i))
            .map_or("", |c| c.trim())
    };
    let (begins, ends) = hours(
        cell(&columns("date")),
        cell(&columns("from")),
        cell(&columns("to")),
    )
    .map_err(|e| wrong(row, e))?;
    let people = |at: &[usize]| -> Result<Vec<String>, Trouble> {
        let cells = at.iter().filter_map(|i| cells.get(*i));
        let parts = cells.flat_map(|c| c.split(['、', ',', '，', ' ', '/', ';', '；']));
        let parts = parts.map(str::trim).filter(|p| !p.is_empty());
        parts
            .map(|p| login(p, names).map_err(|e| wrong(row, e)))
            .collect()
    };
    Ok(Shift {
        from: begins,
        to: ends,
        crew: Crew {
            leader: people(&columns("leader"))?
                .into_iter()
                .next()
                .unwrap_or_default(),
            staff: people(&columns("staff"))?,
        },
        phone: cell(&columns("phone")).into(),
    })
}

/// Begin and end: hours beside a date, or full instants. An end not after its begin is the next day's.
fn hours(date: &str, from: &str, to: &str) -> Result<(NaiveDateTime, NaiveDateTime), Sentence> {
    if let (Ok(begins), Ok(ends)) = (instant(from), instant(to)) {
        return Ok((begins, ends));
    }
    let day = date::parse(date).or_else(|| date.parse().ok().and_then(date::from_serial));
    let Some(day) = day else {
        let date = shown(date);
        return Err(say!(
            "日期“{date}”读不懂。",
            "the date \"{date}\" cannot be read."
        ));
    };
    let (begins, ends) = (time(day, from, "08:00")?, time(day, to, "08:00")?);
    Ok((
        begins,
        if ends <= begins {
            ends + Days::new(1)
        } else {
            ends
        },
    ))
}

fn time(day: NaiveDate, typed: &str, usual: &str) -> Result<NaiveDateTime, Sentence> {
    let text = if typed.is_empty() { usual } else { typed };
    if text == "24:00" {
        return Ok(crate::domain::duty::owed::end_of(day));
    }
    // A spreadsheet keeps an hour as a part of the day.
    if let Ok(part) = text.parse::<f64>()
        && (0.0..1.0).contains(&part)
    {
        #[allow(clippy::cast_possible_truncation, reason = "minutes of one day")]
        let minutes = (part * 1440.0).round() as i64;
        return Ok(day.and_time(chrono::NaiveTime::MIN) + chrono::TimeDelta::minutes(minutes));
    }
    let clock = text.rsplit(['T', ' ']).next().unwrap_or(text);
    let clock = clock.split(':').take(2).collect::<Vec<_>>().join(":");
    hour(&clock).map(|t| day.and_time(t)).map_err(|_| {
        let typed = shown(typed);
        say!(
            "时刻“{typed}”读不懂，应如 08:00。",
            "the hour \"{typed}\" cannot be read; expected e.g. 08:00."
        )
    })
}

/// A login, or the only operator of a name.
fn login(typed: &str, names: &Names) -> Result<String, Sentence> {
    let Names { now, gone } = names;
    if now.contains_key(typed) {
        return Ok(typed.to_owned());
    }
    let mut called = now.iter().filter(|(_, name)| name.as_str() == typed);
    match (called.next(), called.next()) {
        (Some((login, _)), None) => Ok(login.clone()),
        (Some(_), Some(_)) => {
            let typed = shown(typed);
            Err(say!(
                "叫“{typed}”的不止一人，请写登录名。",
                "\"{typed}\" is the name of several operators; write the login."
            ))
        }
        _ => {
            let example = now.keys().next().map_or("wang", String::as_str);
            Err(roster::unknown(typed, gone, example))
        }
    }
}
