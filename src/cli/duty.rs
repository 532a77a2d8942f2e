//! `duty`: the duty desk: now, check-in, log, reports, screening, disputes, urgent help, handover.

use serde_json::{Value, json};

use super::args_duty::{self, DutyCommand, HandoverCommand, UrgentCommand};
use super::duty_desk::{board, order, take, told, written};
use super::duty_json::minute;
use super::input::faulty;
use super::list::List;
use super::out::{Done, shown, talk};
use super::owed::unit;
use super::session::{Session, Whom};
use super::{duty_json, duty_rota, duty_rounds};
use crate::domain::duty::deed::Deed;
use crate::domain::once::Once;
use crate::flow::duty::{DutyOrder, place};
use crate::flow::{Do, Reply};
use crate::words::{Exit, Lang, Trouble};

/// Some duty of the desk is overdue.
const OVERDUE: u8 = 10;

pub fn run(whom: &Whom, args: &args_duty::Duty) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let json = args.json;
    if let Some(id) = &args.draft_id {
        // What was given, and nothing that the clock fills in.
        let words = format!("{:?}", args.command);
        session.once = Once::given(id, "duty", &words).map_err(|fault| faulty(&[fault]))?;
    }
    let s = &mut session;
    match &args.command {
        DutyCommand::Now {} => now(s, json),
        DutyCommand::Rota(rota) => duty_rota::run(s, rota, json),
        DutyCommand::CheckIn { note } => {
            let note = note.trim().to_owned();
            let said = say!("已报到。", "Checked in.");
            take(s, Deed::CheckIn { note: note.into() }, &said, json)
        }
        DutyCommand::Log { text: None, .. } => log(s, json),
        DutyCommand::Log {
            text: Some(text),
            at,
            unusual,
            correct,
        } => {
            let text = text.trim().to_owned();
            let deed = match correct {
                Some(of) => Deed::CorrectLog {
                    of: *of,
                    text: text.into(),
                },
                None => Deed::Log {
                    at: at.unwrap_or_else(|| s.now().naive_local()),
                    text: text.into(),
                    unusual: *unusual,
                },
            };
            take(s, deed, &say!("已记入值班日志。", "On the duty log."), json)
        }
        DutyCommand::Report {
            slot,
            unit: of,
            content,
        } => {
            let unit = of.as_deref().map(|typed| unit(s, typed)).transpose()?;
            let deed = Deed::Report {
                unit: unit.unwrap_or(s.office().operator.unit),
                slot: *slot,
                content: written(content),
            };
            take(s, deed, &say!("已报。", "Reported."), json)
        }
        DutyCommand::Screening(args) => duty_rounds::screening(s, &args.command, json),
        DutyCommand::Dispute(args) => duty_rounds::dispute(whom, s, &args.command, json),
        DutyCommand::Urgent(args) => urgent(s, &args.command, json),
        DutyCommand::Handover(args) => handover(s, &args.command, json),
        DutyCommand::Ack { key, note } => note_on(s, key, note, true, json),
        DutyCommand::Account { key, note } => note_on(s, key, note, false, json),
    }
}

fn note_on(s: &mut Session, key: &str, note: &str, ack: bool, json: bool) -> Result<Done, Trouble> {
    let key = by_event(s, key.trim())?;
    let (deed, said) = if ack {
        let said = say!("已记下看过；期限不变。", "Noted as seen; the date stays.");
        (Deed::Acknowledge { key }, said)
    } else {
        let said = say!(
            "已记下说明，按逾期办结。",
            "Accounted for; it counts as met late."
        );
        (Deed::Account { key }, said)
    };
    let done = order(s, DutyOrder::plain(deed).noted(note))?;
    Ok(told(s, &done, &said, json))
}

/// The key of what is owed on a petition names an event by its place in it, as `owed --json` does.
fn by_event(s: &Session, key: &str) -> Result<String, Trouble> {
    let parts: Vec<&str> = key.split(':').collect();
    if let [kind, number, place] = parts[..]
        && let Ok(place) = place.parse()
        && let Some(event) = s.store.event_at(number, place)?
    {
        return Ok(format!("{kind}:{number}:{event}"));
    }
    Ok(key.to_owned())
}

fn now(s: &Session, json: bool) -> Result<Done, Trouble> {
    let (board, office, at) = (board(s)?, s.office(), s.now().naive_local());
    let value = duty_json::now(&board, &office, at);
    if let Some(said) = board.clock_said(at) {
        talk(said.say(s.lang));
    }
    let late = value["overdue"].as_array().is_some_and(|l| !l.is_empty());
    let done = if json {
        Done::json(&value)
    } else {
        Done::text(crate::papers::duty::now(&board, &office, at, s.lang))
    };
    Ok(done.with_status(if late { OVERDUE } else { 0 }))
}

fn log(s: &Session, json: bool) -> Result<Done, Trouble> {
    let (book, office) = (s.store.duty_book()?, s.office());
    if json {
        let all = book.log.iter().map(|l| {
            let fixed = l.corrections.iter().map(|(s, t)| json!({ "by": s.by, "at": super::json::at(&office, s.at), "text": t }));
            json!({
                "id": l.stamp.seq, "at": super::json::at(&office, l.at), "recorded_at": super::json::at(&office, l.stamp.at), "by": l.stamp.by,
                "text": l.text, "unusual": l.unusual, "corrections": fixed.collect::<Vec<_>>(),
            })
        });
        return Ok(Done::json(&Value::Array(all.collect())));
    }
    let mut list = List::new(match s.lang {
        Lang::Zh => &["编号", "时刻", "记录人", "内容"],
        Lang::En => &["id", "at", "by", "entry"],
    });
    for l in &book.log {
        let mark = if l.unusual { "! " } else { "" };
        list.row([
            l.stamp.seq.to_string(),
            minute(l.at),
            l.stamp.by.line().into(),
            format!("{mark}{}", l.text.lines()),
        ]);
        for (stamp, text) in &l.corrections {
            let word = say!("更正：", "corrected: ");
            list.row([
                String::new(),
                minute(stamp.at),
                stamp.by.line().into(),
                format!("{}{}", word.say(s.lang), text.lines()),
            ]);
        }
    }
    Ok(Done::text(list.text()))
}

fn urgent(s: &mut Session, command: &UrgentCommand, json: bool) -> Result<Done, Trouble> {
    match command {
        UrgentCommand::Card {} => {
            let crew = board(s)?.crew_said(s.now().naive_local());
            let card = crate::papers::urgent_card::text(&s.office(), &crew, s.lang);
            Ok(Done::text(card))
        }
        UrgentCommand::Open { what, place } => {
            let deed = Deed::Urgent {
                what: what.trim().into(),
                place: place.trim().into(),
            };
            let said = say!(
                "先打电话，后登记：110、120、119、12356。已开记录，并提示带班领导。",
                "Call first: 110, 120, 119, 12356. The record is open; the leader on duty sees it."
            );
            take(s, deed, &said, json)
        }
        UrgentCommand::Call {
            id,
            to,
            at,
            outcome,
        } => {
            let deed = Deed::UrgentCall {
                of: *id,
                at: at.unwrap_or_else(|| s.now().naive_local()),
                called: *to,
                outcome: outcome.trim().into(),
            };
            take(s, deed, &say!("已记下。", "Recorded."), json)
        }
        UrgentCommand::FollowUp { id, outcome, next } => {
            let deed = Deed::UrgentFollowUp {
                of: *id,
                outcome: outcome.trim().into(),
                next: *next,
            };
            take(
                s,
                deed,
                &say!("已记下跟进。", "The follow-up is recorded."),
                json,
            )
        }
        UrgentCommand::List {} => emergencies(s),
        UrgentCommand::Show { id, why } => {
            let order = Do::OpenUrgent {
                id: *id,
                why: why.clone(),
            };
            let Reply::Urgent(record) = s.store.perform(order, s.now())? else {
                return Ok(Done::default());
            };
            Ok(Done::json(&duty_json::urgent(&record, &s.office())))
        }
    }
}

fn handover(s: &mut Session, command: &HandoverCommand, json: bool) -> Result<Done, Trouble> {
    match command {
        HandoverCommand::Draft { at } => {
            let deed = Deed::Handover {
                from: *at,
                to: *at,
                lines: Vec::new(),
            };
            take(
                s,
                deed,
                &say!("已起草交接。", "The handover is drafted."),
                json,
            )
        }
        HandoverCommand::Show { id } => show(s, *id, json),
        HandoverCommand::Touch { id, lines } => touch(s, *id, lines, json),
        HandoverCommand::Sign {
            id,
            incoming,
            outgoing,
            whose,
            code,
        } => {
            let side = (incoming != outgoing).then_some(*incoming);
            sign(s, *id, side, whose.clone(), code, json)
        }
        HandoverCommand::Code {} => match s.store.perform(Do::DutyCode, s.now())? {
            Reply::Code(code) => Ok(Done::text(format!("{}\n", shown(&code)))),
            _ => Ok(Done::default()),
        },
    }
}

/// Numbers and hours; what it was is opened one by one, on record.
fn emergencies(s: &Session) -> Result<Done, Trouble> {
    let (book, office) = (s.store.duty_book()?, s.office());
    let rows = book.urgent.iter().map(|u| json!({
                "id": u.stamp.seq, "at": super::json::at(&office, u.stamp.at), "calls": u.calls.len(), "next_follow_up": u.next,
            }));
    Ok(Done::json(&Value::Array(rows.collect())))
}

fn show(s: &Session, id: Option<i64>, json: bool) -> Result<Done, Trouble> {
    let (book, office) = (s.store.duty_book()?, s.office());
    let found = book
        .handovers
        .iter()
        .rfind(|h| id.is_none_or(|id| h.stamp.seq == id));
    let Some(found) = found else {
        return Err(Trouble::unchanged(
            Exit::Missing,
            say!("没有这份交接。", "There is no such handover."),
            say!(
                "先起草，例：zhuoluo duty handover draft \"2027-02-06 08:00\"",
                "Draft one first, e.g. zhuoluo duty handover draft \"2027-02-06 08:00\""
            ),
        ));
    };
    let handed = s.store.handover_lines(found.stamp.seq, 0..usize::MAX)?;
    let whole = (found, handed.lines.as_slice());
    if json {
        return Ok(Done::json(&duty_json::handover(whole, &office)));
    }
    let names = board(s)?.names;
    Ok(Done::text(crate::papers::handover::paper(
        whole, &office, &names, s.lang,
    )))
}

fn sign(
    s: &mut Session,
    id: i64,
    incoming: Option<bool>,
    whose: Option<String>,
    code: &str,
    json: bool,
) -> Result<Done, Trouble> {
    let Some(incoming) = incoming else {
        return Err(Trouble::unchanged(
            Exit::Wrong,
            say!("要说明是交班还是接班。", "Say which side signs."),
            say!(
                "例：zhuoluo duty handover sign 42 --incoming",
                "Example: zhuoluo duty handover sign 42 --incoming"
            ),
        ));
    };
    let me = s.office().operator.login.clone();
    let mut signing = DutyOrder::plain(Deed::Sign {
        of: id,
        incoming,
        who: whose.unwrap_or(me),
    });
    code.clone_into(&mut signing.code);
    let done = order(s, signing)?;
    Ok(told(s, &done, &say!("已签字。", "Signed."), json))
}

/// Lines of a handover are looked at: all that were named, or with the first that is refused none.
fn touch(s: &mut Session, of: i64, lines: &[usize], json: bool) -> Result<Done, Trouble> {
    let deeds = lines.iter().map(|line| Deed::Touch { of, line: *line });
    let order = Do::DutyAll {
        deeds: deeds.collect(),
        dry_run: false,
    };
    let done = s
        .store
        .perform(order, s.now())
        .map_err(|trouble| unplaced(&trouble))?;
    let Reply::DutyDone(done) = done else {
        return Ok(Done::default());
    };
    let named: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let (zh, en) = (named.join("、"), named.join(", "));
    let said = say!("第{zh}行已过目。", "Looked at: line {en}.");
    Ok(told(s, &done, &said, json))
}

/// A refusal without the place of its order: the sentence names the line itself.
fn unplaced(trouble: &Trouble) -> Trouble {
    let Some((_, what)) = place(&trouble.what) else {
        return trouble.clone();
    };
    Trouble::unchanged(trouble.exit, what, trouble.next.clone())
}
