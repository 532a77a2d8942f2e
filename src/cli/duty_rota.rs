//! `duty rota`: the final rota with its figures, and every change of it.

use chrono::{Days, NaiveDateTime, NaiveTime};
use serde_json::json;

use super::args_rota::{Rota, RotaCommand, ShiftArgs, ShiftChange};
use super::duty_desk::{board, order, told};
use super::duty_json::minute;
use super::list::List;
use super::out::Done;
use super::session::Session;
use super::{duty_fair, duty_import, duty_json};
use crate::domain::duty::deed::Deed;
use crate::domain::duty::figures;
use crate::domain::duty::owed::end_of;
use crate::domain::duty::rota::{Source, Turn, final_rota};
use crate::domain::duty::shift::{Crew, Shift, Swap, Template};
use crate::flow::duty::{Board, DutyOrder};
use crate::words::{Exit, Lang, Sentence, Trouble};

pub fn run(session: &mut Session, args: &Rota, json: bool) -> Result<Done, Trouble> {
    match &args.command {
        None => show(session, args, json),
        Some(RotaCommand::Fair { back }) => duty_fair::fair(session, *back, json),
        Some(RotaCommand::Import { file, dry_run }) => {
            duty_import::run(session, file, *dry_run, json)
        }
        Some(RotaCommand::Edit { id, shift }) => {
            let wanted = edited(session, *id, shift)?;
            let done = order(session, wanted)?;
            Ok(told(session, &done, &changed(), json))
        }
        Some(command) => {
            let (deed, said) = change(command);
            let done = order(session, DutyOrder::plain(deed))?;
            Ok(told(session, &done, &said, json))
        }
    }
}

fn shift(args: &ShiftArgs) -> Shift {
    Shift {
        from: args.start,
        to: args.end,
        crew: Crew {
            leader: args.leader.trim().to_owned(),
            staff: args.staff.iter().map(|s| s.trim().to_owned()).collect(),
        },
        phone: args.phone.trim().into(),
    }
}

fn changed() -> Sentence {
    say!("值班表已改。", "The rota is changed.")
}

/// A shift with what is named of it changed; the rest stays as it is when this is written.
fn edited(session: &Session, id: i64, named: &ShiftChange) -> Result<DutyOrder, Trouble> {
    let ShiftChange {
        start,
        end,
        leader,
        staff,
        phone,
    } = named;
    if [start, end].iter().all(|t| t.is_none())
        && [leader, phone].iter().all(|t| t.is_none())
        && staff.is_empty()
    {
        return Err(Trouble::unchanged(
            Exit::Wrong,
            say!(
                "没有写第{id}号班要改什么。",
                "What to change of shift {id} is not given."
            ),
            say!(
                "只写要改的几项，例：zhuoluo duty rota edit {id} --phone 000-1234567",
                "Name what changes alone, e.g. zhuoluo duty rota edit {id} --phone 000-1234567"
            ),
        ));
    }
    let book = session.store.duty_book()?;
    let stands = book.shifts.get(&id).map(|(shift, _)| shift.clone());
    // One that is not there is refused by its number, whatever it would say.
    let mut to = stands.unwrap_or_else(|| Shift {
        from: NaiveDateTime::MIN,
        to: NaiveDateTime::MIN,
        crew: Crew::default(),
        phone: String::new().into(),
    });
    to.from = start.unwrap_or(to.from);
    to.to = end.unwrap_or(to.to);
    if let Some(leader) = leader {
        leader.trim().clone_into(&mut to.crew.leader);
    }
    if !staff.is_empty() {
        to.crew.staff = staff.iter().map(|s| s.trim().to_owned()).collect();
    }
    if let Some(phone) = phone {
        to.phone = phone.trim().into();
    }
    Ok(DutyOrder {
        seen: Some(book.last),
        ..DutyOrder::plain(Deed::EditShift { shift: id, to })
    })
}

fn exchange(who: &str, with: &str, from: NaiveDateTime, to: NaiveDateTime) -> Swap {
    Swap {
        id: 0,
        who: who.trim().to_owned(),
        with: with.trim().to_owned(),
        from,
        to,
        decided: None,
    }
}

fn change(command: &RotaCommand) -> (Deed, Sentence) {
    let kept = changed();
    let deed = match command {
        RotaCommand::Add(args) => Deed::Shift(shift(args)),
        RotaCommand::Drop { id } => Deed::DropShift { shift: *id },
        RotaCommand::Template {
            days,
            starts,
            hours,
            crews,
            since,
            until,
            phone,
        } => Deed::Template(Template {
            id: 0,
            days: days.clone(),
            starts: *starts,
            hours: *hours,
            from: *since,
            until: *until,
            crews: crews.clone(),
            phone: phone.trim().into(),
        }),
        RotaCommand::EndTemplate { id, on } => Deed::EndTemplate {
            template: *id,
            on: *on,
        },
        RotaCommand::Override(args) => Deed::Override(shift(args)),
        RotaCommand::DropOverride { id } => Deed::DropOverride { id: *id },
        RotaCommand::Swap {
            who,
            with,
            from,
            to,
        } => {
            let swap = exchange(who, with, *from, *to);
            let said = say!(
                "换班已提出，等领导批准。",
                "The swap is asked for and waits for approval."
            );
            return (Deed::Swap(swap), said);
        }
        RotaCommand::Approve { id } | RotaCommand::Refuse { id } => Deed::DecideSwap {
            swap: *id,
            approve: matches!(command, RotaCommand::Approve { .. }),
        },
        RotaCommand::Edit { .. } | RotaCommand::Fair { .. } | RotaCommand::Import { .. } => {
            unreachable!("these are no order of one deed")
        }
    };
    (deed, kept)
}

/// The asked days: two weeks from today when none are named.
fn span(session: &Session, args: &Rota) -> (NaiveDateTime, NaiveDateTime) {
    let from = args.from.unwrap_or_else(|| session.today());
    let to = args.to.unwrap_or(from + Days::new(13)).max(from);
    // A year at most: a rota of a lifetime is a slip of the keyboard.
    let to = to.min(from + Days::new(370));
    (from.and_time(NaiveTime::MIN), end_of(to))
}

fn show(session: &Session, args: &Rota, json: bool) -> Result<Done, Trouble> {
    let office = session.office();
    let (from, to) = span(session, args);
    let shown = Board {
        book: session.store.duty_book()?,
        ..board(session)?
    };
    let turns = final_rota(&shown.book, &office.calendar, from, to);
    let gaps = figures::gaps(&turns, from, to);
    let doubles = figures::doubles(&turns);
    let overloads = figures::overloads(&turns);
    let stranded = figures::stranded(&shown.book, &turns, from, to);
    if json {
        let gap = |g: &figures::Gap| json!({ "from": super::json::at(&office, g.from), "to": super::json::at(&office, g.to), "hole": g.hole.code() });
        let double = |d: &figures::Double| json!({ "login": d.login, "from": super::json::at(&office, d.from), "to": super::json::at(&office, d.to) });
        let overload = |o: &figures::Overload| json!({ "login": o.login, "from": super::json::at(&office, o.from), "to": super::json::at(&office, o.to) });
        let loads = figures::loads(&turns, &office.calendar, from, to);
        return Ok(Done::json(&json!({
            "turns": turns.iter().map(|t| duty_json::turn(t, &shown, &office)).collect::<Vec<_>>(),
            "gaps": gaps.iter().map(gap).collect::<Vec<_>>(),
            "double_bookings": doubles.iter().map(double).collect::<Vec<_>>(),
            "overloads": overloads.iter().map(overload).collect::<Vec<_>>(),
            "idle_swaps": stranded,
            "loads": loads.iter().map(|(l, load)| duty_json::load(l, load)).collect::<Vec<_>>(),
        })));
    }
    let lang = session.lang;
    let mut text = table(&turns, &shown, lang);
    for g in &gaps {
        let (a, b) = (minute(g.from), minute(g.to));
        let (zh, en) = (g.hole.word().zh, g.hole.word().en);
        push(
            &mut text,
            &say!("空缺：{a}至{b}{zh}", "gap: {a} to {b}, {en}"),
            lang,
        );
    }
    for d in &doubles {
        let (who, a, b) = (shown.name(&d.login), minute(d.from), minute(d.to));
        push(
            &mut text,
            &say!("重叠：{who} {a}至{b}", "double booking: {who}, {a} to {b}"),
            lang,
        );
    }
    for o in &overloads {
        push(&mut text, &o.said(shown.name(&o.login)), lang);
    }
    for id in &stranded {
        push(
            &mut text,
            &say!(
                "第{id}号换班现在落空：所换的班已不在那里",
                "swap {id} is idle: its shift is elsewhere"
            ),
            lang,
        );
    }
    Ok(Done::text(text))
}

fn push(text: &mut String, line: &Sentence, lang: Lang) {
    text.push_str(line.say(lang));
    text.push('\n');
}

fn table(turns: &[Turn], board: &Board, lang: Lang) -> String {
    if turns.is_empty() {
        let none = say!("这几天没有排班。", "No shift in these days.");
        return format!("{}\n", none.say(lang));
    }
    let mut list = List::new(match lang {
        Lang::Zh => &["起", "止", "带班领导", "值班员", "电话", "来源"],
        Lang::En => &["from", "to", "leader", "staff", "phone", "from what"],
    });
    for t in turns {
        let staff: Vec<&str> = t.crew.staff.iter().map(|l| board.name(l)).collect();
        let (word, id) = match t.source {
            Source::Template(id) => (say!("规则", "template "), id),
            Source::Shift(id) => (say!("班", "shift "), id),
            Source::Override(id) => (say!("替班", "override "), id),
        };
        let swapped = if t.swaps.is_empty() {
            Sentence::default()
        } else {
            say!("，换班", ", swap")
        };
        list.row([
            minute(t.from),
            minute(t.to),
            board.name(&t.crew.leader).to_owned(),
            staff.join(" "),
            t.phone.line().into(),
            format!("{}{id}{}", word.say(lang), swapped.say(lang)),
        ]);
    }
    list.text()
}
