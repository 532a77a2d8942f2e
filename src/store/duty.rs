//! The duty desk's events: appended, chained, folded; nothing else writes them. What the desk owes
//! is derived when it is asked for.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rusqlite::{Connection, params};

use super::{
    Filter, Now, Sql, Store, audit, campaigns, claims, duty_said, ends, handed, noticed, petitions,
    row,
};
use crate::domain::alert::{self, Owed};
use crate::domain::chain::{self, Hash};
use crate::domain::duty::book::{Book, UrgentRecord};
use crate::domain::duty::deed::{Deed, DutyEvent, Handed};
use crate::domain::duty::owed::{self, DeskDuty};
use crate::domain::duty::rota::final_rota;
use crate::domain::identity::COVERED;
use crate::domain::office::Office;
use crate::domain::priority::{self, Watch};
use crate::domain::rights::{self, Deed as Right};
use crate::flow::duty::Board;
use crate::flow::{Answer, Reply};
use crate::words::{Outside, Trouble};

/// Check-ins, log lines and notes older than this are not read for the board.
pub const RECENT: TimeDelta = TimeDelta::days(45);
/// The rota shown: so far back and ahead.
const AROUND: TimeDelta = TimeDelta::days(14);

/// The hash of a duty event as stored.
pub fn hash_of(before: &Hash, seq: i64, texts: &[&str; 5]) -> Hash {
    let seq = seq.to_be_bytes();
    let mut fields: Vec<&[u8]> = vec![&seq];
    fields.extend(texts.iter().map(|t| t.as_bytes()));
    chain::link(before, &fields)
}

/// The end of the chain: the number and the hash of its last event.
pub fn head(conn: &Connection) -> Sql<(i64, Hash)> {
    let end = ends::of(conn, "duty_event")?;
    Ok((end.size, end.hash))
}

/// Appends an event; belongs in the transaction that checked it.
pub fn append(conn: &Connection, at: Now, by: &str, why: &str, what: Deed) -> Sql<DutyEvent> {
    let (last, before) = head(conn)?;
    let (seq, stamp, body) = (last + 1, row::stamp(at), row::to_json(&what)?);
    let kind = what.kind();
    let hash = hash_of(&before, seq, &[&stamp, by, kind, &body, why]);
    conn.prepare_cached("INSERT INTO duty_event (seq, at, operator, kind, body, why, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
        .execute(params![seq, stamp, by, kind, body, why, hash])?;
    Ok(DutyEvent {
        seq,
        at,
        by: by.into(),
        why: why.into(),
        what,
    })
}

/// The number of the newest duty event.
pub fn newest(conn: &Connection) -> Sql<i64> {
    conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM duty_event")?
        .query_row([], |r| r.get(0))
}

/// The passing kinds: many of them, and only the recent matter.
const PASSING: &str = "('check_in', 'log', 'correct_log', 'acknowledge')";

/// The book as it stands; of the passing kinds those since `from`, of everything when it is `None`.
/// The lines of handovers are left where they are: see [`handed::fill`].
pub fn book(conn: &Connection, from: Option<NaiveDateTime>) -> Sql<Book> {
    let sql = format!(
        "SELECT seq, at, operator, why, CASE kind WHEN '{}' THEN '' ELSE body END FROM duty_event
         WHERE ?1 IS NULL OR kind NOT IN {PASSING} OR at >= ?1 ORDER BY seq",
        handed::KIND
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let since = from.map(|f| f.format("%Y-%m-%dT%H:%M:%S").to_string());
    let mut rows = statement.query([since])?;
    let mut book = Book::default();
    while let Some(r) = rows.next()? {
        if r.get_ref(4)?.as_str()?.is_empty() {
            take_handover(conn, &mut book, r)?;
        } else {
            book.take(&read(r)?);
        }
    }
    noticed::read(conn, &mut book, from)?;
    Ok(book)
}

/// Takes a handover without its lines; one that is not written as they are is read whole.
fn take_handover(conn: &Connection, book: &mut Book, r: &rusqlite::Row<'_>) -> Sql<()> {
    let seq = r.get(0)?;
    if let Some(what) = handed::unread(conn, seq)? {
        book.take_unread(&event(r, what)?);
        return Ok(());
    }
    let what = conn
        .prepare_cached("SELECT body FROM duty_event WHERE seq = ?1")?
        .query_row([seq], |r| deed(r, 0))?;
    book.take(&event(r, what)?);
    Ok(())
}

/// Reads one row of `seq, at, operator, why, body`.
pub fn read(r: &rusqlite::Row<'_>) -> Sql<DutyEvent> {
    event(r, deed(r, 4)?)
}

fn event(r: &rusqlite::Row<'_>, what: Deed) -> Sql<DutyEvent> {
    Ok(DutyEvent {
        seq: r.get(0)?,
        at: row::instant(r, 1)?,
        by: r.get(2)?,
        why: r.get(3)?,
        what,
    })
}

/// What an event says. A handover may have ten thousand lines, which are read without a second copy.
fn deed(r: &rusqlite::Row<'_>, at: usize) -> Sql<Deed> {
    if r.get_ref(at)?.as_str()?.starts_with(HANDOVER) {
        return row::json::<Handed>(r, at).map(Deed::from);
    }
    row::json(r, at)
}

/// How a handover begins, as it is written.
const HANDOVER: &str = r#"{"deed":"handover","#;

/// The events of a deed's kind by one operator after a number.
pub fn by_since(conn: &Connection, login: &str, deed: &Deed, seen: i64) -> Sql<Vec<DutyEvent>> {
    let sql = "SELECT seq, at, operator, why, body FROM duty_event WHERE seq > ?1 AND operator = ?2 AND kind = ?3 ORDER BY seq";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params![seen, login, deed.kind()], read)?;
    rows.collect()
}

/// The events of some kinds from one on, that one included.
pub fn of_kinds(conn: &Connection, from: i64, kinds: [&str; 3]) -> Sql<Vec<DutyEvent>> {
    let sql = "SELECT seq, at, operator, why, body FROM duty_event WHERE seq >= ?1 AND kind IN (?2, ?3, ?4) ORDER BY seq";
    let mut statement = conn.prepare_cached(sql)?;
    let [one, two, three] = kinds;
    let rows = statement.query_map(params![from, one, two, three], read)?;
    rows.collect()
}

/// The first event that the book cannot read or that stands under another kind than its own.
pub fn unreadable(conn: &Connection) -> Sql<Option<i64>> {
    let sql = "SELECT seq, at, operator, why, body, kind FROM duty_event ORDER BY seq";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        let kind: String = r.get(5)?;
        if read(r).map_or(true, |event| event.what.kind() != kind) {
            return Ok(Some(r.get(0)?));
        }
    }
    Ok(None)
}

/// The declared periods.
pub fn periods(conn: &Connection) -> Sql<Vec<crate::domain::period::Period>> {
    let sql = "SELECT seq, at, operator, why, body FROM duty_event WHERE kind IN ('declare', 'move_period', 'end_period') ORDER BY seq";
    let mut statement = conn.prepare_cached(sql)?;
    let mut book = Book::default();
    for event in statement.query_map([], read)? {
        book.take(&event?);
    }
    Ok(book.periods)
}

/// Names by login.
pub fn names(conn: &Connection) -> Sql<BTreeMap<String, String>> {
    let mut statement = conn.prepare_cached("SELECT login, name FROM operator")?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    rows.collect()
}

/// What the desk owes by its own book by an instant.
pub fn duties(
    book: &Book,
    office: &Office,
    now: NaiveDateTime,
    until: NaiveDateTime,
) -> Vec<DeskDuty> {
    owed::derive(book, &office.calendar, now, until)
}

/// The answers owed to people who asked about their own data and the cases owed to a campaign, beside
/// the duties of the book.
fn asked(conn: &Connection, office: &Office, book: &Book) -> Sql<Vec<DeskDuty>> {
    let mut owed = claims::duties(conn, office)?;
    owed.extend(campaigns::duties(conn, office)?);
    for duty in &mut owed {
        duty.seen = book.seen.get(&duty.key).cloned();
    }
    Ok(owed)
}

/// The board at an instant, emergencies closed.
pub fn board(conn: &Connection, office: &Office, now: NaiveDateTime) -> Sql<Board> {
    let mut book = book(conn, Some(now - RECENT))?;
    let turns = final_rota(&book, &office.calendar, now - AROUND, now + AROUND);
    let shift = turns.iter().filter(|t| t.holds(now)).map(|t| t.until).max();
    let until = shift.map_or(now, |s| s).max(now + TimeDelta::hours(24));
    let mut duties = duties(&book, office, now, until);
    duties.extend(asked(conn, office, &book)?);
    shown(conn, &mut book, office)?;
    let changes_at = turns
        .iter()
        .flat_map(|t| [t.from, t.to])
        .filter(|m| *m > now)
        .chain(owed::changes_at(&duties, now))
        .min();
    Ok(Board {
        names: names(conn)?,
        changes_at,
        book,
        turns,
        duties,
    })
}

/// Leaves of the book what the operator may look at: of emergencies the hours alone, and for another unit
/// than the petition office who is on duty, and what its own units reported and work on. A dispute that became
/// a petition which they may not see, a report, says no number.
fn shown(conn: &Connection, book: &mut Book, office: &Office) -> Sql<()> {
    book.urgent.iter_mut().for_each(close);
    book.codes.clear();
    let me = &office.operator;
    for number in book.disputes.iter_mut().filter_map(|d| d.petition.as_mut()) {
        let sql = format!(
            "SELECT 1 FROM petition p WHERE p.number = ?2 AND {}",
            petitions::UNHIDDEN
        );
        let mut unhidden = conn.prepare_cached(&sql)?;
        if !unhidden.exists([&me.login, &number.0])? {
            COVERED.clone_into(&mut number.0);
        }
    }
    duty_said::cover(conn, &me.login, book)?;
    if rights::refused(me, Right::Log).is_none() {
        return Ok(());
    }
    let own = |unit| rights::is_within(me, unit, &office.units);
    book.log.clear();
    book.handovers.clear();
    for (_, note) in &mut book.check_ins {
        *note = Outside::default();
    }
    book.urgent.retain(|u| u.stamp.by.raw() == me.login);
    book.disputes.retain(|d| own(d.dispute.unit));
    book.reports.retain(|(unit, _), _| own(*unit));
    book.screened.retain(|(unit, _), _| own(*unit));
    Ok(())
}

/// [`book`], as far as the operator may look at it.
pub fn shown_to(conn: &Connection, office: &Office, from: Option<NaiveDateTime>) -> Sql<Book> {
    let mut book = book(conn, from)?;
    shown(conn, &mut book, office)?;
    Ok(book)
}

/// Leaves of an emergency its number, its hours and whether it is open.
fn close(u: &mut UrgentRecord) {
    u.what = Outside::default();
    u.place = Outside::default();
    for call in &mut u.calls {
        call.3 = Outside::default();
    }
    for (stamp, text) in &mut u.follow_ups {
        *text = Outside::default();
        stamp.why = Outside::default();
    }
    u.stamp.why = Outside::default();
}

impl Store {
    /// Answers [`crate::flow::Ask::Duty`].
    pub(super) fn board_at(&self, at: NaiveDateTime) -> Answer {
        self.look(|conn, office| board(conn, office, at))
            .map(|board| Reply::Board(Box::new(board)))
    }

    /// What the desk owes by a day, as [`Owed`] beside the petitions'.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn desk_owes(&self, now: Now, until: Option<NaiveDate>) -> Result<Vec<Owed>, Trouble> {
        let now = self.local(now).naive_local();
        let until = until.map_or(now + TimeDelta::hours(24), owed::end_of);
        self.look(|conn, office| {
            let book = book(conn, Some(now - RECENT))?;
            let mut duties = duties(&book, office, now, until);
            duties.extend(asked(conn, office, &book)?);
            let today = now.date();
            let open = duties.into_iter().filter(|d| d.obligation.is_owed(today));
            Ok(open.map(|d| Owed::of_desk(d, &office.units)).collect())
        })
    }

    /// All that the petitions and the desk owe and that the operator may see, each with where it
    /// stands: in a special period in the order of the panel, otherwise soonest first.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn all_owed(&self, filter: &Filter, now: Now) -> Result<Vec<Owed>, Trouble> {
        let at = self.local(now).naive_local();
        let today = at.date();
        let ordered = self.office.preparing(today).is_some();
        let wanted = Filter {
            // In a period the first are not the soonest.
            limit: filter.limit.filter(|_| !ordered),
            ..filter.clone()
        };
        let mut all = self.owed(&wanted, today)?;
        let desk = self.desk_owes(now, filter.until)?;
        all.extend(desk.into_iter().filter(|o| filter.takes(&o.obligation)));
        self.look(|conn, office| {
            let board = board(conn, office, at)?;
            for owed in &mut all {
                owed.seen = board.seen(owed).cloned();
            }
            let watch = Watch {
                now: at,
                shift_ends: board.shift_ends(at),
                office,
            };
            priority::arrange(&mut all, &watch);
            if !ordered {
                alert::sort(&mut all);
            }
            Ok(())
        })?;
        all.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(all)
    }

    /// The whole duty book, emergencies closed; for lists of older days.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn duty_book(&self) -> Result<Book, Trouble> {
        self.look(|conn, office| shown_to(conn, office, None))
    }

    /// The number of the newest duty event.
    ///
    /// # Errors
    /// A [`Trouble`] when the file cannot be read.
    pub fn newest_deed(&self) -> Result<i64, Trouble> {
        newest(&self.conn).map_err(|e| self.trouble(&e))
    }
}

/// What an event leaves in the audit trail: who, and with which key.
pub fn record(conn: &Connection, office: &Office, event: &DutyEvent, now: Now) -> Sql<()> {
    let what = format!("{} #{}", event.what.kind(), event.seq);
    // What somebody has seen of a petition stands under it, so that the trail hides the note with it.
    let about = match &event.what {
        Deed::Acknowledge { key } => key.split(':').nth(1),
        _ => None,
    };
    let petition = match about {
        Some(number) => petitions::seen(conn, &office.operator.login, number)?,
        None => None,
    };
    let entry = audit::Entry {
        petition,
        why: event.why.raw(),
        ..audit::Entry::plain(now, "duty", &what)
    };
    audit::add(conn, office, &entry).map(|_| ())
}
