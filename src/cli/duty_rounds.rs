//! `duty screening` and `duty dispute`: rounds of screening, and the ledger of disputes found by them.

use serde_json::{Value, json};

use super::args_duty::{DisputeCommand, ScreeningCommand};
use super::duty_desk::{order, take, written};
use super::list::List;
use super::out::Done;
use super::owed::unit;
use super::register;
use super::session::{Session, Whom};
use crate::domain::duty::deed::{Deed, Round};
use crate::domain::duty::dispute::{self, Dispute, DisputeKind};
use crate::domain::ids::PetitionNo;
use crate::domain::unit::UnitKind;
use crate::flow::duty::DutyOrder;
use crate::words::{Lang, Trouble};

pub fn screening(s: &mut Session, command: &ScreeningCommand, json: bool) -> Result<Done, Trouble> {
    match command {
        ScreeningCommand::Add {
            unit: typed,
            round,
            since,
        } => {
            let id = unit(s, typed)?;
            let office = s.office();
            let kind = office.units.get(id).and_then(|u| UnitKind::parse(&u.kind));
            let usual = match kind {
                Some(UnitKind::Village) => Round::HalfMonthly,
                _ => Round::Monthly,
            };
            let deed = Deed::Screening {
                unit: id,
                round: round.unwrap_or(usual),
                from: since.unwrap_or_else(|| s.today()),
            };
            take(
                s,
                deed,
                &say!("已定排查周期。", "The rounds of screening are set."),
                json,
            )
        }
        ScreeningCommand::Report {
            unit: typed,
            until,
            content,
        } => {
            let deed = Deed::Screened {
                unit: unit(s, typed)?,
                until: *until,
                content: written(content),
            };
            take(s, deed, &say!("已报。", "Reported."), json)
        }
        ScreeningCommand::List {} => {
            let (book, office) = (s.store.duty_book()?, s.office());
            let rows = book.screenings.iter().map(|(u, (round, from))| {
                let last = book.screened.range((*u, chrono::NaiveDate::MIN)..=(*u, chrono::NaiveDate::MAX)).next_back();
                json!({ "unit": office.units.name(*u), "round": round.code(), "from": from, "last_reported": last.map(|((_, d), _)| d) })
            });
            Ok(Done::json(&Value::Array(rows.collect())))
        }
    }
}

pub fn dispute(
    whom: &Whom,
    s: &mut Session,
    command: &DisputeCommand,
    json: bool,
) -> Result<Done, Trouble> {
    match command {
        DisputeCommand::Add {
            matter,
            unit: typed,
            place,
            kind,
            due,
        } => {
            let deed = Deed::Dispute(Dispute {
                kind: kind.unwrap_or(DisputeKind::Other),
                unit: unit(s, typed)?,
                place: place.trim().into(),
                matter: matter.trim().into(),
                due_on: *due,
            });
            take(
                s,
                deed,
                &say!("已记入矛盾纠纷台账。", "On the ledger of disputes."),
                json,
            )
        }
        DisputeCommand::Step { id, work, text } => {
            let text = text.trim().into();
            let (of, work) = (*id, *work);
            let deed = Deed::WorkOnDispute { of, work, text };
            take(
                s,
                deed,
                &say!("已记下进展。", "What was done is noted."),
                json,
            )
        }
        DisputeCommand::Close { id, outcome } => {
            let (of, outcome) = (*id, outcome.trim().into());
            let deed = Deed::CloseDispute { of, outcome };
            take(s, deed, &say!("已了结。", "Closed."), json)
        }
        DisputeCommand::Petition { id, draft } => {
            let number = PetitionNo(String::new());
            let asked = Deed::DisputeToPetition { of: *id, number };
            order(s, DutyOrder::plain(asked).tried())?;
            // Registering a draft of this id says so on the ledger, in the same transaction.
            register::one_of(whom, draft, &dispute::draft_of(*id, "command"))
        }
        DisputeCommand::List {} => disputes(s, json),
    }
}

/// The ledger of disputes.
fn disputes(s: &Session, json: bool) -> Result<Done, Trouble> {
    let (book, office) = (s.store.duty_book()?, s.office());
    let rows = book.disputes.iter().map(|d| json!({
                "id": d.stamp.seq, "found_on": d.stamp.at.date(), "unit": office.units.name(d.dispute.unit), "place": d.dispute.place,
                "type": d.dispute.kind.code(), "matter": d.dispute.matter, "due_on": d.dispute.due_on, "step": d.step(s.today()).code(), "outcome": d.outcome,
                "work": d.work.iter().map(|(at, work, text)| json!({ "at": super::json::at(&office, at.at), "by": at.by, "step": work.code(), "text": text })).collect::<Vec<_>>(),
                "petition": d.petition.as_ref().map(|p| &p.0),
            }));
    if json {
        return Ok(Done::json(&Value::Array(rows.collect())));
    }
    let mut list = List::new(match s.lang {
        Lang::Zh => &[
            "编号", "单位", "地点", "类型", "期限", "进展", "结果", "事项",
        ],
        Lang::En => &[
            "id", "unit", "place", "type", "due", "state", "outcome", "matter",
        ],
    });
    for d in &book.disputes {
        let end = d
            .petition
            .as_ref()
            .map(|p| p.0.clone())
            .or_else(|| d.outcome.as_ref().map(|o| o.lines().into()));
        list.row([
            d.stamp.seq.to_string(),
            office.units.name(d.dispute.unit),
            d.dispute.place.line().into(),
            d.dispute.kind.word().say(s.lang).to_owned(),
            d.dispute.due_on.to_string(),
            d.step(s.today()).word().say(s.lang).to_owned(),
            end.unwrap_or_default(),
            d.dispute.matter.line().into(),
        ]);
    }
    Ok(Done::text(list.text()))
}
