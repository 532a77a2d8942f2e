//! What a change of periods or rota makes the office owe differently: said before it is kept, and after.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use rusqlite::Connection;

use super::duty::{duties, names};
use super::{Sql, panel};
use crate::domain::duty::book::Book;
use crate::domain::duty::figures::{Overload, overloads};
use crate::domain::duty::owed::{self, DeskDuty};
use crate::domain::duty::rota::final_rota;
use crate::domain::office::Office;
use crate::words::Sentence;

/// How far ahead a rota is looked at for its load.
const AHEAD: TimeDelta = TimeDelta::days(100);

/// What a change of periods or rota makes different: the desk's duties one by one, and how many
/// obligations on petitions are reminded of.
pub fn changes(
    conn: &Connection,
    office: &Office,
    (before, after): (&Book, &Book),
    now: NaiveDateTime,
) -> Sql<Vec<Sentence>> {
    let mut out = differences(before, after, office, now);
    out.extend(loads(conn, office, (before, after), now)?);
    if before.periods != after.periods {
        let with = |book: &Book| Office {
            periods: book.periods.clone(),
            ..office.clone()
        };
        out.extend(panel::moved(
            conn,
            (&with(before), &with(after)),
            now.date(),
        )?);
    }
    Ok(out)
}

/// Who is on duty for more than a day in a stretch by the new rota and was not by the old: a hint.
fn loads(
    conn: &Connection,
    office: &Office,
    (before, after): (&Book, &Book),
    now: NaiveDateTime,
) -> Sql<Vec<Sentence>> {
    let of = |book: &Book| {
        let rota = final_rota(book, &office.calendar, now, now + AHEAD);
        overloads(&rota)
    };
    let was = of(before);
    let names = names(conn)?;
    let new = of(after).into_iter().filter(|o| !was.contains(o));
    let said = |o: Overload| o.said(names.get(&o.login).unwrap_or(&o.login));
    Ok(new.map(said).collect())
}

/// What a change of periods or rota makes the desk owe differently, in words.
fn differences(before: &Book, after: &Book, office: &Office, now: NaiveDateTime) -> Vec<Sentence> {
    let far = before
        .periods
        .iter()
        .chain(&after.periods)
        .map(|p| p.to)
        .max();
    let far = far.map_or(now, owed::end_of).max(now + TimeDelta::days(1));
    let of = |book: &Book| -> BTreeMap<String, DeskDuty> {
        duties(book, office, now, far)
            .into_iter()
            .filter(|d| {
                d.obligation.is_owed(now.date()) && d.due >= now.date().and_time(NaiveTime::MIN)
            })
            .map(|d| (d.key.clone(), d))
            .collect()
    };
    let (old, new) = (of(before), of(after));
    let mut out = Vec::new();
    for (key, d) in &old {
        let (zh, en) = (&d.what.zh, &d.what.en);
        match new.get(key) {
            None => out.push(say!("不再需要：{zh}", "no longer owed: {en}")),
            Some(n) if n.due != d.due || n.what != d.what => {
                let (due, zh) = (n.due.format("%m-%d %H:%M"), &n.what.zh);
                let en = &n.what.en;
                out.push(say!("改为：{zh}（{due}前）", "now: {en} (by {due})"));
            }
            Some(_) => {}
        }
    }
    for (key, d) in &new {
        if !old.contains_key(key) {
            let (zh, en) = (&d.what.zh, &d.what.en);
            out.push(say!("新增：{zh}", "owed now: {en}"));
        }
    }
    out
}
