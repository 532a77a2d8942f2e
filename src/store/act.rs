//! Taking a step: checked against the case inside the transaction that adds the event.

mod others;

use super::{
    Now, Refusal, Sql, Store, audit, became, called, drafts, events, files, keeping, parted,
    parting, petitions, projections, seats, splitting,
};
use crate::domain::act::{self, Act};
use crate::domain::case::Case;
use crate::domain::event::{Event, Step, StepKind};
use crate::domain::ids::{PetitionId, PetitionNo};
use crate::domain::office::Office;
use crate::domain::person::Column;
use crate::domain::rights::Deed;
use crate::domain::step::{self, Ground};
use crate::flow::{Answer, Reply};
use crate::words::{Exit, Sentence, Trouble};

/// Adds one event to a petition, or says why not and which steps are open.
pub fn act(store: &mut Store, number: &PetitionNo, asked: &Act, now: Now) -> Answer {
    store.write_or(Deed::Step, |tx, office| {
        let login = office.operator.login.as_str();
        let Some(petition) = petitions::seen(tx, login, &number.0)? else {
            return Err(files::missing(&number.0).into());
        };
        let mut log = events::of(tx, petition)?;
        if let Some(seq) = became::before(tx, login, asked.once.as_ref(), became::EVENT)? {
            return again(tx, office, (petition, &log), (asked, seq), now);
        }
        let projection = projections::derive(office, &log);
        let Some(case) = &projection.case else {
            return Err(voided().into());
        };
        let case = &parted::as_told(tx, login, case, &log)?;
        let today = now.with_timezone(&office.zone).date_naive();
        // The answer shows the file: who takes a step on a restricted one says why.
        keeping::look_into(office, Some(case), asked.reason().raw())?;
        let ground = Ground {
            calendar: &office.calendar,
            rules: &office.rules,
            today,
            operator: &office.operator,
        };
        clash(tx, office, (petition, case, &log), asked)?;
        let of = (petition, case, ground);
        untold(tx, office, of, (&log, &asked.step))?;
        let checked = act::check(asked, case, ground, &office.units);
        let step = match checked.and_then(|()| check(tx, office, (petition, case, &log), asked)) {
            Ok(()) => keeping::completed(tx, case, &asked.step, today)?,
            Err(reason) => Err(reason),
        };
        let mut what = match step {
            Ok(step) => step,
            Err(reason) => {
                let open = open_steps(case, ground);
                return Err(refused(asked.step.kind(), &reason, &open).into());
            }
        };
        projections::look(tx, office, petition, &log)?;
        parting::part(tx, office, (petition, case, &log), &mut what)?;
        splitting::accuse(tx, office, &mut what)?;
        parted::mean(tx, &mut what)?;
        let event = add(tx, office, petition, asked, what, now)?;
        log.push(event.clone());
        // What follows must still be a case: a correction may not leave a petition without its registration.
        let after = projections::project(tx, office, petition, &log, None)?;
        follows(tx, office, (petition, &log), &event, now)?;
        became::note(tx, login, asked.once.as_ref(), became::EVENT, event.seq)?;
        record(tx, office, asked, &event, now)?;
        let file = files::gather(tx, office, petition)?;
        let owed = after
            .obligations
            .into_iter()
            .filter(|o| o.is_owed(today))
            .collect();
        Ok(Reply::Acted(Box::new(file), owed))
    })
}

/// What follows for people, other petitions and drafts.
fn follows(
    tx: &rusqlite::Connection,
    office: &Office,
    (petition, log): (PetitionId, &[Event]),
    event: &Event,
    now: Now,
) -> Result<(), Refusal> {
    keeping::carry_over(tx, office, petition, event)?;
    parting::parted(tx, office, event, now)?;
    splitting::follow(tx, office, (petition, log), now)?;
    if matches!(event.what, Step::Archive(_) | Step::Restrict(_)) {
        drafts::drop_about(tx, petition)?;
    }
    Ok(())
}

/// True of a step whose answer would say who somebody is: which record, or that it is written so already.
const fn tells_apart(step: &Step) -> bool {
    match step {
        Step::CorrectRecord(c) => {
            c.person.is_some() || !matches!(c.field, Column::Language | Column::Help)
        }
        Step::Withdraw { person, .. } => person.is_some(),
        _ => false,
    }
}

fn withheld() -> Sentence {
    say!(
        "本件要求不公开姓名：是哪一位，姓名、号码、住址怎么更正，由信访局办。",
        "The names of this petition are withheld: which of its people it is, and what their name, numbers and address are, is for the petition office."
    )
}

/// Refuses such a step to whoever may not know the people of the petition, and a correction to whoever may not make it.
fn untold(
    tx: &rusqlite::Connection,
    office: &Office,
    (petition, case, ground): (PetitionId, &Case, Ground<'_>),
    (log, step): (&[Event], &Step),
) -> Result<(), Refusal> {
    let login = office.operator.login.as_str();
    let told = !tells_apart(step) || petitions::is_unveiled(tx, login, petition)?;
    let why = if told {
        others::refusal(tx, office, log, step)?
    } else {
        Some(withheld())
    };
    let refuse = |why| Err(refused(step.kind(), &why, &open_steps(case, ground)).into());
    why.map_or(Ok(()), refuse)
}

/// Refuses what others saved something else to since whoever asks looked, in words that they may read.
fn clash(
    tx: &rusqlite::Connection,
    office: &Office,
    (petition, case, log): (PetitionId, &Case, &[Event]),
    asked: &Act,
) -> Result<(), Refusal> {
    let mut log = log.to_vec();
    let login = office.operator.login.as_str();
    if let Some(seen) = asked.seen {
        called::cover_events(tx, office, petition, &mut log)?;
        parted::unsay_events(tx, login, petition, &mut log)?;
        if let Step::CorrectRecord(correction) = &asked.step {
            let of = (petition, case);
            let since = keeping::corrected_elsewhere(tx, login, of, (correction, seen))?;
            log.extend(since);
        }
    }
    act::clash(asked, &log, &office.units, login).map_or(Ok(()), |why| Err(clashed(why).into()))
}

/// What cannot be checked without the store.
fn check(
    tx: &rusqlite::Connection,
    office: &Office,
    (petition, case, log): (PetitionId, &Case, &[Event]),
    asked: &Act,
) -> Result<(), Sentence> {
    let login = office.operator.login.as_str();
    check_correction(&asked.step, case, log)
        .and_then(|()| check_login(tx, office, case, &asked.step))
        .and_then(|()| check_approver(tx, &asked.step))
        .and_then(|()| parted::check_matter(tx, login, petition, &asked.step))
}

/// The step was taken before, by this very order: the file as it stands now, on record as opened.
fn again(
    tx: &rusqlite::Connection,
    office: &Office,
    (petition, log): (PetitionId, &[Event]),
    (asked, seq): (&Act, i64),
    now: Now,
) -> Result<Reply, Refusal> {
    if log.iter().all(|event| event.seq != seq) {
        let draft = asked.once.as_ref().map_or("", |once| once.draft.as_str());
        return Err(became::other(draft).into());
    }
    let file = files::gather(tx, office, petition)?;
    keeping::look_into(office, file.case.as_ref(), asked.reason().raw())?;
    let entry = audit::Entry {
        at: now,
        action: "open",
        petition: Some(petition),
        what: "receipt",
        why: asked.why.raw(),
    };
    audit::add(tx, office, &entry)?;
    Ok(Reply::ActedBefore(Box::new(file)))
}

/// Adds the event.
fn add(
    tx: &rusqlite::Connection,
    office: &Office,
    petition: PetitionId,
    asked: &Act,
    what: Step,
    now: Now,
) -> Sql<Event> {
    let mut head = events::head(tx)?;
    let new = events::New {
        petition,
        on: asked.on,
        at: now,
        by: &office.operator.login,
        why: asked.why.raw(),
        what,
    };
    events::append(tx, &mut head, new)
}

/// Adds the row of an event in the audit trail.
fn record(
    tx: &rusqlite::Connection,
    office: &Office,
    asked: &Act,
    event: &Event,
    now: Now,
) -> Sql<()> {
    let what = format!("event {} {}", event.seq, asked.step.kind().code());
    let entry = audit::Entry {
        at: now,
        action: "act",
        petition: Some(event.petition),
        what: &what,
        why: asked.why.raw(),
    };
    audit::add(tx, office, &entry).map(|_| ())
}

fn clashed(why: Sentence) -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        why,
        say!(
            "看清两边后再存一次，会另记一步；不用再写就放下。",
            "Compare the two, then save again, as a step of its own; or leave it if it is no longer needed."
        ),
    )
    .telling()
}

fn open_steps(case: &Case, ground: Ground<'_>) -> Vec<StepKind> {
    step::menu(case, ground)
        .into_iter()
        .filter(|(_, closed)| closed.is_none())
        .map(|(kind, _)| kind)
        .collect()
}

fn refused(kind: StepKind, reason: &Sentence, open: &[StepKind]) -> Trouble {
    let word = kind.word();
    let (zh, en) = (word.zh, word.en);
    let list_zh = open
        .iter()
        .map(|k| format!("{}（{}）", k.word().zh, k.code()))
        .collect::<Vec<_>>()
        .join("、");
    let list_en = open.iter().map(|k| k.code()).collect::<Vec<_>>().join(", ");
    let (why_zh, why_en) = (&reason.zh, &reason.en);
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "不能“{zh}”：{why_zh}",
            "The step \"{en}\" is refused: {why_en}"
        ),
        say!("现在可走的步骤：{list_zh}。", "Open steps: {list_en}."),
    )
}

fn check_correction(step: &Step, case: &Case, log: &[Event]) -> Result<(), Sentence> {
    let Step::Correct {
        of,
        void,
        on,
        accused,
        ..
    } = step
    else {
        return Ok(());
    };
    let Some(target) = log.iter().find(|e| e.seq == *of) else {
        return Err(say!(
            "本件没有所指的那一条；号数见 zhuoluo show。",
            "This petition has no such event; `zhuoluo show` numbers them."
        ));
    };
    if matches!(target.what, Step::Register(_)) && *void {
        return Err(say!(
            "登记不能作废；请用“撤回”或“办结”。",
            "A registration cannot be voided; take \"withdraw\" or \"close\"."
        ));
    }
    let sorts = matches!(target.what, Step::Register(_) | Step::Sort(_));
    if accused.is_some() && !sorts {
        return Err(say!(
            "被反映方写在登记或研判里，更正的应是其中一条。",
            "Whom it accuses stands in the registration or a sorting; correct one of these."
        ));
    }
    if target.what.is_lasting() {
        return Err(say!(
            "更正、限制和解除限制不能作废；再做一次“更正个人信息”“限制处理”或“解除限制”。",
            "A correction of a record, a restriction and its lifting cannot be voided; take \"correct_record\", \"restrict\" or \"lift\" again."
        ));
    }
    let registers = matches!(target.what, Step::Register(_));
    if let Some(on) = on.filter(|on| !registers && *on < case.received_on) {
        let received = case.received_on;
        return Err(say!(
            "更正后的日期{on}早于收到日期{received}。",
            "The corrected date {on} lies before the receipt, {received}."
        ));
    }
    if let Some(on) = on.filter(|on| registers && *on > case.registered.on) {
        let registered = case.registered.on;
        return Err(say!(
            "收到日期{on}晚于登记日期{registered}。",
            "The date of receipt {on} lies after the registration, {registered}."
        ));
    }
    if !*void && on.is_none() && accused.is_none() {
        return Err(say!(
            "要写明正确日期（right_on）、作废（void），或检举控告的被反映方（accused）。",
            "It needs the right date (right_on), void, or whom a report accuses (accused)."
        ));
    }
    Ok(())
}

fn check_login(
    conn: &rusqlite::Connection,
    office: &Office,
    case: &Case,
    step: &Step,
) -> Result<(), Sentence> {
    if let Step::Lead(said) = step {
        let refused = seats::lead_refused(conn, office, case, &said.official);
        // What cannot be looked up is not allowed.
        let unread = || say!("操作员名册读不出来。", "The roster cannot be read.");
        return refused
            .unwrap_or_else(|_| Some(unread()))
            .map_or(Ok(()), Err);
    }
    // Who withdraws may be somebody from outside, as a mediator; who takes over sees the petition.
    let (Step::Handler { login, .. }
    | Step::Recuse {
        substitute: login, ..
    }) = step
    else {
        return Ok(());
    };
    let Ok(Some(reader)) = super::office::operator(conn, login.raw()) else {
        let login = login.line();
        return Err(say!(
            "没有操作员“{login}”。",
            "There is no operator \"{login}\"."
        ));
    };
    // Whoever handles a report reads it.
    let unsaid = act::unsaid_beside(case, reader.unit);
    match unsaid.or_else(|| seats::reader_refused(case, &reader, office)) {
        Some(reason) => Err(reason),
        None => Ok(()),
    }
}

/// Who approved an extension may be a head that sits at no desk; whoever is on the roster needs the
/// right to. Of several of one name, one that has it is enough.
fn check_approver(conn: &rusqlite::Connection, step: &Step) -> Result<(), Sentence> {
    let Step::Extend { approver, .. } = step else {
        return Ok(());
    };
    let roster = seats::operators(conn).unwrap_or_default();
    let named = roster.iter().filter(|o| act::names(o, approver.raw()));
    let checked: Vec<_> = named.map(act::approves).collect();
    if checked.iter().any(Result::is_ok) {
        return Ok(());
    }
    checked.into_iter().next().unwrap_or(Ok(()))
}

fn voided() -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        say!("本件已经作废。", "This petition was voided."),
        say!("要办理请重新登记。", "Register it again to handle it."),
    )
}
