//! The due dates that a change of the calendar or the rules moves, as a table and as JSON.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::list::List;
use super::session::Session;
use crate::domain::moved::Move;
use crate::domain::obligation::Obligation;
use crate::store::Moves;
use crate::words::{Lang, Trouble};

/// The moves as JSON: every day that differs on petitions one may see; of others not even the number.
///
/// # Errors
/// The store's own.
pub fn as_json(session: &Session, moves: &Moves) -> Result<Value, Trouble> {
    let office = session.office();
    let side = |o: &Obligation| {
        json!({
            "nominal_due": o.due.nominal,
            "effective_due": o.due.effective,
            "office_mark": o.due.warn,
            "provisional": o.due.provisional,
            "state": o.state(session.today()).code(),
        })
    };
    let one = |m: &Move| -> Result<Value, Trouble> {
        Ok(json!({
            "number": m.number.0,
            "kind": m.after.kind.code(),
            "owed_by": office.units.name(m.after.owed_by),
            "since": session.store.place_of(m.after.since)?,
            "basis": office.rules.article(&m.after.basis),
            "days_moved": (m.after.due.effective - m.before.due.effective).num_days(),
            "before": side(&m.before),
            "after": side(&m.after),
        }))
    };
    let all = |moves: Vec<&Move>| moves.into_iter().map(one).collect::<Result<Vec<_>, _>>();
    let (days, marks): (Vec<&Move>, Vec<&Move>) = moves.seen.iter().partition(|m| m.is_of_days());
    Ok(json!({ "moved": all(days)?, "marks": all(marks)?, "before": moves.before }))
}

/// The moves in words: a line for each date that moves, then the counts.
#[must_use]
pub fn text(session: &Session, moves: &Moves) -> String {
    let (lang, today) = (session.lang, session.today());
    let office = session.office();
    let days: Vec<&Move> = moves.seen.iter().filter(|m| m.is_of_days()).collect();
    let mut out = String::new();
    for was in &moves.before {
        out.push_str(was.say(lang));
        out.push('\n');
    }
    if !days.is_empty() {
        let mut list = List::new(match lang {
            Lang::Zh => &[
                "编号",
                "义务",
                "单位",
                "原期限",
                "新期限",
                "本办提醒日",
                "状态",
            ],
            Lang::En => &[
                "number",
                "owed",
                "by",
                "due now",
                "would be due",
                "office's mark",
                "state",
            ],
        });
        for m in &days {
            let (a, b) = (&m.before, &m.after);
            list.row([
                m.number.0.clone(),
                a.kind.word().say(lang).to_owned(),
                office.units.name(b.owed_by),
                shown(a, lang),
                shown(b, lang),
                change(a.due.warn, b.due.warn),
                state(a, b, today, lang),
            ]);
        }
        out.push_str(&list.text());
    }
    let (n, marks) = (days.len(), moves.seen.len() - days.len());
    let counts = say!(
        "移动的期限{n}项；日子不变、只变“暂按推算”标记的{marks}项。",
        "{n} due dates move; of {marks} only the provisional mark changes."
    );
    out.push_str(counts.say(lang));
    out.push('\n');
    out
}

fn change(before: NaiveDate, after: NaiveDate) -> String {
    if before == after {
        before.to_string()
    } else {
        format!("{before} → {after}")
    }
}

fn shown(o: &Obligation, lang: Lang) -> String {
    let mark = match (o.due.provisional, lang) {
        (false, _) => "",
        (true, Lang::Zh) => "暂",
        (true, Lang::En) => "~",
    };
    format!("{}{mark}", o.due.effective)
}

fn state(before: &Obligation, after: &Obligation, today: NaiveDate, lang: Lang) -> String {
    let (a, b) = (before.state(today), after.state(today));
    let (old, new) = (a.word().say(lang), b.word().say(lang));
    if a == b {
        old.to_owned()
    } else {
        format!("{old} → {new}")
    }
}
