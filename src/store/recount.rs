//! Counting every due date anew under another calendar or other rules: first what would move, then,
//! in one transaction with the change itself, the petitions that it moves.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::{Connection, Transaction};

use super::{Now, Refusal, Sql, Store, audit, events, office, petitions, projections};
use crate::domain::case::Case;
use crate::domain::event::{Event, Step};
use crate::domain::ids::PetitionId;
use crate::domain::moved::{Move, moved};
use crate::domain::obligation;
use crate::domain::office::Office;
use crate::domain::rights::Deed;
use crate::words::{Sentence, Trouble};

/// What would move.
#[derive(Clone, Debug, Default)]
pub struct Moves {
    /// On petitions that whoever asks may see, soonest first.
    pub seen: Vec<Move>,
    /// How many more there are on petitions that they may not see.
    pub hidden: usize,
    /// What stood where the change was written.
    pub before: Vec<Sentence>,
    /// Every petition of which something moves.
    petitions: Vec<PetitionId>,
    /// The newest event that was counted in.
    head: i64,
}

/// What the office's facts would be, and what goes on record about it.
pub struct Recount<'a> {
    /// The facts after the change.
    pub after: &'a Office,
    /// What making the change is, in the table of rights.
    pub deed: Deed,
    /// The word of the record.
    pub action: &'a str,
    /// What exactly.
    pub what: &'a str,
}

/// Every due date of the store that differs between two states of the office's facts.
pub fn moves(conn: &Connection, before: &Office, after: &Office) -> Sql<Moves> {
    let mut out = Moves {
        head: events::head(conn)?.seq,
        ..Moves::default()
    };
    let login = before.operator.login.as_str();
    let mut statement = conn.prepare(
        "SELECT seq, petition, on_date, at, operator, why, body FROM event ORDER BY petition, seq",
    )?;
    let mut rows = statement.query([])?;
    let mut log: Vec<Event> = Vec::new();
    while let Some(r) = rows.next()? {
        let event = events::read(r)?;
        if log.first().is_some_and(|e| e.petition != event.petition) {
            weigh(conn, login, (before, after), &log, &mut out)?;
            log.clear();
        }
        log.push(event);
    }
    weigh(conn, login, (before, after), &log, &mut out)?;
    out.seen.sort_by(|a, b| {
        let key = |m: &Move| (m.after.due.effective, m.after.due.warn);
        key(a).cmp(&key(b)).then_with(|| a.number.cmp(&b.number))
    });
    Ok(out)
}

fn weigh(
    conn: &Connection,
    login: &str,
    (before, after): (&Office, &Office),
    log: &[Event],
    out: &mut Moves,
) -> Sql<()> {
    let Some(Event {
        petition,
        what: Step::Register(registration),
        ..
    }) = log.first()
    else {
        return Ok(());
    };
    let Some(case) = Case::of(log) else {
        return Ok(());
    };
    let of = |office: &Office| obligation::derive(&case, &office.calendar, &office.rules);
    let pairs = moved(&of(before), &of(after));
    if pairs.is_empty() {
        return Ok(());
    }
    out.petitions.push(*petition);
    if !petitions::is_seen(conn, login, *petition)? {
        out.hidden += pairs.len();
        return Ok(());
    }
    out.seen
        .extend(pairs.into_iter().map(|(before, after)| Move {
            number: registration.number.clone(),
            before,
            after,
        }));
    Ok(())
}

/// Makes a change of calendar or rules and counts anew what it moves: one transaction, on record.
pub fn make(
    store: &mut Store,
    recount: &Recount<'_>,
    now: Now,
    write: impl FnOnce(&Transaction<'_>, &Office) -> Result<Option<Sentence>, Refusal>,
) -> Result<Moves, Trouble> {
    let path = store.path.clone();
    // The long part is read before anybody has to wait for the lock.
    let mut found = store.look(|conn, before| moves(conn, before, recount.after))?;
    let done = store.write_or(recount.deed, |tx, before| {
        let stood = write(tx, before)?;
        let entry = audit::Entry::plain(now, recount.action, recount.what);
        office::note_change(tx)?;
        audit::add(tx, before, &entry)?;
        let after = office::again(tx, before, &path)?;
        let mut anew: BTreeSet<PetitionId> = found.petitions.iter().copied().collect();
        anew.extend(since(tx, found.head)?);
        for petition in anew {
            let log = events::of(tx, petition)?;
            projections::look(tx, before, petition, &log)?;
            projections::project(tx, &after, petition, &log, None)?;
        }
        Ok((after, office::edition(tx)?, stood))
    });
    let (after, edition, stood) = store.on_record(recount.deed, now, done)?;
    (store.office, store.edition) = (Arc::new(after), edition);
    found.before.extend(stood);
    Ok(found)
}

/// Petitions that got an event meanwhile.
fn since(conn: &Connection, head: i64) -> Sql<Vec<PetitionId>> {
    let mut statement = conn.prepare("SELECT DISTINCT petition FROM event WHERE seq > ?1")?;
    let rows = statement.query_map([head], |r| Ok(PetitionId(r.get(0)?)))?;
    rows.collect()
}
