//! Orders to the duty desk: checked against the book inside the transaction that adds the event.

use std::sync::Arc;

use chrono::{NaiveDateTime, TimeDelta};
use rusqlite::Connection;

use super::duty::{RECENT, append, board, book, duties, record};
use super::duty_changes::changes;
use super::{
    Now, Refusal, Sql, Store, audit, became, claims, duty_laid, handed, noticed, office, petitions,
    seats,
};
use crate::domain::chain;
use crate::domain::duty::book::Book;
use crate::domain::duty::check::{self, Ground};
use crate::domain::duty::deed::{Deed, DutyEvent};
use crate::domain::duty::owed::{self, DeskDuty};
use crate::domain::duty::rota::{final_rota, spells};
use crate::domain::handover;
use crate::domain::office::Office;
use crate::domain::rights::{self, Deed as Right};
use crate::flow::duty::{DutyDone, DutyOrder, placed};
use crate::flow::{Answer, Reply};
use crate::words::{Exit, Outside, Place, Sentence, Trouble, visible};

/// A one-time code is good for so long.
const CODE: TimeDelta = TimeDelta::minutes(10);

impl Store {
    /// Declares a period without a check of rights: for a synthetic office and for tests.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn declare(
        &mut self,
        period: &crate::domain::period::Period,
        at: Now,
    ) -> Result<(), Trouble> {
        let at = self.local(at);
        self.write(Right::Period, |tx, office| {
            let by = &office.operator.login;
            let event = append(tx, at, by, "", Deed::Declare(period.clone()))?;
            office::note_change(tx)?;
            record(tx, office, &event, at)
        })
    }
}

fn refused(why: Sentence) -> Refusal {
    let next = say!(
        "请改正后再来；帮助见 zhuoluo duty --help、zhuoluo period --help。",
        "Correct it and try again; see `zhuoluo duty --help` and `zhuoluo period --help`."
    );
    Trouble::unchanged(Exit::Refused, why, next).into()
}

/// Carries out an order, or says why not.
pub fn perform(store: &mut Store, order: DutyOrder, now: Now) -> Answer {
    let civil = now.naive_local();
    let path = store.path.clone();
    let right = order.deed.right();
    let (done, after) = store.write_or(right, |tx, office| {
        let login = office.operator.login.as_str();
        let mut before = book(tx, Some(civil - RECENT))?;
        handed::fill(tx, &mut before, &order.deed)?;
        if let Some(seq) = noticed::before(tx, login, &order.deed, order.once.as_ref())? {
            return Ok((recorded(tx, office, seq, civil)?, None));
        }
        let (order, kept) = duty_laid::lay(tx, login, order)?;
        let (why, once, dry_run) = (order.why.clone(), order.once.clone(), order.dry_run);
        let deed = allowed(tx, office, &before, order, civil)?;
        let stood = duty_laid::before(tx, login, &deed)?;
        if dry_run {
            let laid = (deed, kept, stood);
            return Ok((tried(tx, office, &before, laid, now)?, None));
        }
        let said = (&deed, why.trim());
        if noticed::put(tx, office, said, once.as_ref(), now)? {
            let mut done = recorded(tx, office, DutyDone::UNNUMBERED, civil)?;
            done.again = false;
            return Ok((done, None));
        }
        let period = deed.is_period();
        let rederives = period || is_rota(&deed);
        let event = append(tx, now, &office.operator.login, why.trim(), deed)?;
        let mut book = before.clone();
        book.take(&event);
        became::note(tx, login, once.as_ref(), became::DUTY, event.seq)?;
        record(tx, office, &event, now)?;
        let changes = if rederives {
            changes(tx, office, (&before, &book), civil)?
        } else {
            Vec::new()
        };
        let mut after = None;
        if period {
            office::note_change(tx)?;
            after = Some((office::again(tx, office, &path)?, office::edition(tx)?));
        }
        let seq = event.seq;
        let board = board(tx, after.as_ref().map_or(office, |(o, _)| o), civil)?;
        let done = DutyDone {
            seq,
            again: false,
            changes,
            before: stood,
            board: Arc::new(board),
        };
        Ok((done, after))
    })?;
    if let Some((office, edition)) = after {
        (store.office, store.edition) = (std::sync::Arc::new(office), edition);
    }
    Ok(Reply::DutyDone(Box::new(done)))
}

/// What an order came to that was recorded before: nothing is owed differently now.
fn recorded(conn: &Connection, office: &Office, seq: i64, now: NaiveDateTime) -> Sql<DutyDone> {
    Ok(DutyDone {
        seq,
        again: true,
        changes: Vec::new(),
        before: Vec::new(),
        board: Arc::new(board(conn, office, now)?),
    })
}

/// The deed of an order, whole and allowed.
fn allowed(
    conn: &Connection,
    office: &Office,
    book: &Book,
    order: DutyOrder,
    now: NaiveDateTime,
) -> Result<Deed, Refusal> {
    let deed = complete(conn, office, book, order.deed, now)?;
    let roster = seats::of_the_office(conn, std::slice::from_ref(&deed))?;
    if let Deed::Acknowledge { key } = &deed
        && !is_owed(conn, office, book, key, now)?
    {
        let key = visible(key, Place::Line);
        return Err(refused(say!(
            "待办里没有“{key}”；看过的记在欠着的事项上，事项见 zhuoluo owed --json 的 key。",
            "Nothing that is owed is called \"{key}\"; seen is noted on what is owed, see `key` in zhuoluo owed --json."
        )));
    }
    if let Deed::Sign { who, .. } = &deed {
        may_sign(book, &office.operator.login, who, &order.code, now).map_err(refused)?;
    }
    let ground = Ground {
        book,
        calendar: &office.calendar,
        operator: &office.operator,
        units: &office.units,
        roster: &roster,
        now,
    };
    check::check(&deed, ground).map_err(refused)?;
    Ok(deed)
}

/// True when a key names something that is owed and that this operator may see.
fn is_owed(
    conn: &Connection,
    office: &Office,
    book: &Book,
    key: &str,
    now: NaiveDateTime,
) -> Sql<bool> {
    let ends = book.periods.iter().map(|p| owed::end_of(p.to)).max();
    let until = ends.unwrap_or(now).max(now + TimeDelta::days(1));
    let mut desk = duties(book, office, now, until).into_iter();
    let own =
        |d: &DeskDuty| rights::is_within(&office.operator, d.obligation.owed_by, &office.units);
    let mut claims = claims::duties(conn, office)?.into_iter();
    if desk.any(|d| d.key == key && own(&d)) || claims.any(|d| d.key == key) {
        return Ok(true);
    }
    super::owed::owes(conn, &office.operator.login, key)
}

/// What a deed would change, after what it leaves as others changed it; nothing is kept.
fn tried(
    conn: &Connection,
    office: &Office,
    before: &Book,
    (deed, mut said, stood): (Deed, Vec<Sentence>, Vec<Sentence>),
    now: Now,
) -> Sql<DutyDone> {
    let civil = now.naive_local();
    let mut book = before.clone();
    book.take(&DutyEvent {
        seq: before.last + 1,
        at: now,
        by: office.operator.login.clone().into(),
        why: Outside::default(),
        what: deed,
    });
    said.extend(changes(conn, office, (before, &book), civil)?);
    Ok(DutyDone {
        seq: 0,
        again: false,
        changes: said,
        before: stood,
        board: Arc::new(board(conn, office, civil)?),
    })
}

/// Carries out several orders in one transaction: all, or with the first refusal none.
pub fn perform_all(store: &mut Store, deeds: Vec<Deed>, dry_run: bool, now: Now) -> Answer {
    let civil = now.naive_local();
    // Each is held against its own right as well.
    let right = deeds.first().map_or(Right::Rota, Deed::right);
    let done = store.write_or(right, |tx, office| {
        let mut book = book(tx, Some(civil - RECENT))?;
        let before = book.clone();
        let roster = seats::of_the_office(tx, &deeds)?;
        let mut seq = book.last;
        for (at, deed) in deeds.into_iter().enumerate() {
            handed::fill(tx, &mut book, &deed)?;
            let ground = Ground {
                book: &book,
                calendar: &office.calendar,
                operator: &office.operator,
                units: &office.units,
                roster: &roster,
                now: civil,
            };
            check::check(&deed, ground).map_err(|why| refused(placed(at, &why)))?;
            let event = if dry_run {
                seq += 1;
                DutyEvent {
                    seq,
                    at: now,
                    by: office.operator.login.clone().into(),
                    why: Outside::default(),
                    what: deed,
                }
            } else {
                let event = append(tx, now, &office.operator.login, "", deed)?;
                record(tx, office, &event, now)?;
                event
            };
            seq = event.seq;
            book.take(&event);
        }
        let changes = changes(tx, office, (&before, &book), civil)?;
        let board = Arc::new(board(tx, office, civil)?);
        Ok(DutyDone {
            seq,
            again: false,
            changes,
            before: Vec::new(),
            board,
        })
    })?;
    Ok(Reply::DutyDone(Box::new(done)))
}

const fn is_rota(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::Shift(_)
            | Deed::EditShift { .. }
            | Deed::DropShift { .. }
            | Deed::Template(_)
            | Deed::EndTemplate { .. }
            | Deed::Override(_)
            | Deed::DropOverride { .. }
            | Deed::DecideSwap { .. }
    )
}

/// What the program itself fills in: the lines of a handover.
fn complete(
    conn: &Connection,
    office: &Office,
    book: &Book,
    deed: Deed,
    now: NaiveDateTime,
) -> Sql<Deed> {
    let Deed::Handover { to, .. } = deed else {
        return Ok(deed);
    };
    let around = TimeDelta::days(2);
    let turns = final_rota(book, &office.calendar, to - around, to + around);
    let all = spells(&turns);
    let from = all.iter().find(|s| s.to == to).map_or(to, |s| s.from);
    let next = all.iter().filter(|s| s.from <= to && to < s.to);
    let next = next.map(|s| s.to).min().unwrap_or(to);
    let filter = super::Filter {
        until: Some(next.date()),
        ..super::Filter::default()
    };
    let mut owed = super::owed::soonest(conn, office, to.date(), &filter)?;
    // A handover is read by whoever keeps the desk next: what only some may see stays out of it.
    let mut shut = Vec::new();
    for o in &owed {
        if !petitions::is_open_to_all(conn, o.petition)? {
            shut.push(o.petition);
        }
    }
    owed.retain(|o| !shut.contains(&o.petition));
    let duties = duties(book, office, now, next);
    let lines = handover::draft(book, &duties, &owed, (from, to), next);
    Ok(Deed::Handover { from, to, lines })
}

/// A signature is one's own, or its owner's by a one-time code.
fn may_sign(
    book: &Book,
    me: &str,
    who: &str,
    code: &str,
    now: NaiveDateTime,
) -> Result<(), Sentence> {
    if who == me {
        return Ok(());
    }
    let digest = digest(who, code);
    let fits = |(owner, kept, until): &(String, String, NaiveDateTime)| {
        owner == who && *kept == digest && now <= *until
    };
    if book.codes.iter().any(fits) {
        return Ok(());
    }
    Err(say!(
        "“{who}”的签字要用本人的会话，或本人10分钟内取的一次性口令（zhuoluo duty handover code）。",
        "\"{who}\" signs in a session of their own, or with a one-time code taken within ten minutes (`zhuoluo duty handover code`)."
    ))
}

fn digest(login: &str, code: &str) -> String {
    chain::hex(&chain::link(
        &chain::START,
        &[login.as_bytes(), code.trim().as_bytes()],
    ))
}

/// A new one-time code of eight digits for whoever sits here.
pub fn code(store: &mut Store, now: Now) -> Answer {
    let mut bytes = [0u8; 8];
    getrandom::fill(&mut bytes).map_err(|e| {
        let detail = e.to_string();
        Trouble::unchanged(
            Exit::Failed,
            say!("取不到随机数（{detail}）。", "No randomness ({detail})."),
            say!("请稍后再试。", "Try again later."),
        )
    })?;
    let code = format!("{:08}", u64::from_le_bytes(bytes) % 100_000_000);
    let until = now.naive_local() + CODE;
    let deed = Deed::Code {
        digest: digest(&store.office.operator.login, &code),
        until,
    };
    perform(store, DutyOrder::plain(deed), now)?;
    Ok(Reply::Code(code))
}

/// Opens an emergency's record; on record, and only for those who may read it.
pub fn open_urgent(store: &mut Store, id: i64, why: &str, now: Now) -> Answer {
    store.write_or(Right::Urgent, |tx, office| {
        let book = book(tx, None)?;
        let Some(u) = book.urgent.iter().find(|u| u.stamp.seq == id) else {
            return Err(Trouble::unchanged(
                Exit::Missing,
                say!("没有第{id}号紧急求助。", "There is no urgent record {id}."),
                say!("编号见 zhuoluo duty urgent list。", "`zhuoluo duty urgent list` shows the numbers."),
            )
            .into());
        };
        let at = u.stamp.at;
        let turns = final_rota(&book, &office.calendar, at, at + TimeDelta::minutes(1));
        let leaders: Vec<String> = turns.into_iter().map(|t| t.crew.leader).collect();
        let reads = rights::reads_urgent(&office.operator, u.stamp.by.raw(), &leaders);
        let (action, what) = (if reads { "open" } else { "refuse" }, format!("urgent #{id}"));
        if reads {
            let entry = audit::Entry {
                why,
                ..audit::Entry::plain(now, action, &what)
        };
            audit::add(tx, office, &entry)?;
            return Ok(Reply::Urgent(Box::new(u.clone())));
        }
        Err(refused(say!(
            "紧急求助的记录只有记录人、当时的带班领导和本办的督查、管理员能看。",
            "The record of an emergency is read by its writer, the leader then on duty, supervisors and administrators of the petition office."
        )))
    })
}
