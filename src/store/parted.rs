//! One matter, two petitions of one person, of which one withholds the name from a unit and the other shows it: told
//! together, the second would say whose the first is. To that unit they are petitions of no common matter.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Sql, events, petitions};
use crate::domain::case::Case;
use crate::domain::event::{Event, Step};
use crate::domain::identity::COVERED;
use crate::domain::ids::{MatterId, PetitionId, UnitId};
use crate::domain::office::Office;
use crate::domain::withheld;
use crate::flow::view::File;
use crate::words::{Outside, Sentence};

/// What of a petition's matter is not told to an operator.
#[derive(Debug, Default)]
pub struct Parted {
    /// The petitions that are not told to be of its matter.
    from: Vec<PetitionId>,
    /// By what they are known: numbers and query codes.
    pub numbers: Vec<Outside>,
    /// It is the one that withholds them: nothing of its matter is told.
    alone: bool,
}

/// A petition of the matter, as it is weighed.
struct Kin {
    id: PetitionId,
    known_by: [Outside; 2],
    unveiled: bool,
    called: Outside,
    /// Who took it down, and when, where that is one of another unit than the petition office.
    by: Option<Outside>,
    since: Option<i64>,
    /// The last that the petition office said of its matter.
    said: Option<i64>,
}

impl Kin {
    /// True of one that was taken down and joined to another by those who may not know whom that one withholds: nobody
    /// told anything by it, and were the two parted, a name that was guessed in it would be answered.
    fn is_joined(&self, other: &Self) -> bool {
        let before = |since: i64| other.said.is_none_or(|said| said < since);
        self.said.is_none() && self.since.is_some_and(before) && self.by != other.by
    }
}

impl Parted {
    /// Weighs the petitions of one matter that the operator may see.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of(conn: &Connection, office: &Office, petition: PetitionId) -> Sql<Self> {
        if office.operator.unit == UnitId::OFFICE {
            return Ok(Self::default());
        }
        let all = kin(conn, &office.operator.login, petition)?;
        // It withholds somebody whom another shows, by the same name or number.
        let parts = |veiled: &Kin| {
            let meets = |k: &Kin| withheld::meet(veiled.called.raw(), k.called.raw());
            let shows = |k: &Kin| k.unveiled && !k.is_joined(veiled) && meets(k);
            !veiled.unveiled && all.iter().any(shows)
        };
        let alone = all.iter().any(|k| k.id == petition && parts(k));
        let others = all.iter().filter(|k| k.id != petition);
        let from: Vec<&Kin> = others.filter(|k| alone || parts(k)).collect();
        Ok(Self {
            numbers: from.iter().flat_map(|k| k.known_by.clone()).collect(),
            from: from.iter().map(|k| k.id).collect(),
            alone,
        })
    }

    /// Takes out of a file what of its matter is not told.
    pub fn cover(&self, file: &mut File) {
        if self.from.is_empty() {
            return;
        }
        file.kin.retain(|row| !self.from.contains(&row.id));
        file.matter = None;
        for event in &mut file.events {
            let reasons = match &mut event.what {
                Step::Link { matter, reasons } => {
                    *matter = MatterId(0);
                    reasons
                }
                Step::Unlink { reasons } => reasons,
                _ => continue,
            };
            if self.alone {
                for text in [reasons, &mut event.why] {
                    if !text.is_empty() {
                        *text = COVERED.into();
                    }
                }
            }
        }
    }
}

/// Covers in a file that its matter is that of a petition which login may not see: by the number of that one and by
/// the reasons it would tell of it.
pub fn unsay(conn: &Connection, login: &str, file: &mut File) -> Sql<()> {
    unsay_events(conn, login, file.id, &mut file.events)?;
    let Some(matter) = file.matter else {
        return Ok(());
    };
    if !is_hidden(conn, login, file.id, matter)? {
        return Ok(());
    }
    // The matter is then called by the first of those that are left, as if this one had been joined to them.
    let left = file.kin.iter().map(|row| row.id.0).min().map(MatterId);
    let mut is_joined = joins(&file.events);
    if !is_joined {
        // The first to come, where none of the others was joined to it.
        is_joined = left.is_some_and(|first| first.0 < file.id.0);
        for row in &file.kin {
            let mut log = events::of(conn, row.id)?;
            unsay_events(conn, login, row.id, &mut log)?;
            is_joined &= !joins(&log);
        }
    }
    for event in &mut file.events {
        if let Step::Link { matter, .. } = &mut event.what
            && is_hidden(conn, login, file.id, *matter)?
        {
            *matter = left.unwrap_or(MatterId(0));
        }
    }
    file.matter = left.filter(|_| is_joined);
    if let Some(case) = &mut file.case {
        case.matter = file.matter;
    }
    Ok(())
}

/// True of events by which a petition stands joined to another.
fn joins(log: &[Event]) -> bool {
    let said = |event: &&Event| matches!(event.what, Step::Link { .. } | Step::Unlink { .. });
    let last = log.iter().rev().find(said);
    last.is_some_and(|event| matches!(event.what, Step::Link { .. }))
}

/// The same in some events of a petition: that it was joined to such a matter, or taken out of it again, is none of
/// them for login. Covered it would say that there is something to cover.
pub fn unsay_events(
    conn: &Connection,
    login: &str,
    petition: PetitionId,
    events: &mut Vec<Event>,
) -> Sql<()> {
    let silent = silent(conn, login, petition, events)?;
    events.retain(|event| !silent.contains(&event.seq));
    Ok(())
}

/// The numbers of those events.
fn silent(conn: &Connection, login: &str, petition: PetitionId, events: &[Event]) -> Sql<Vec<i64>> {
    let (mut hidden, mut silent) = (false, Vec::new());
    for event in events {
        match &event.what {
            Step::Link { matter, .. } => {
                hidden = is_hidden(conn, login, petition, *matter)?
                    && !is_through_another(conn, login, event, *matter)?
                    || is_of_withheld(conn, login, event, PetitionId(matter.0))?;
            }
            Step::Unlink { .. } => {}
            _ => continue,
        }
        if hidden {
            silent.push(event.seq);
        }
        hidden &= !matches!(event.what, Step::Unlink { .. });
    }
    Ok(silent)
}

/// True of a joining to a matter called by a petition that login may not see, by somebody who never had to do with that
/// one, where login sees another of the matter: it was joined to that other, and is an event for whoever sees both.
fn is_through_another(
    conn: &Connection,
    login: &str,
    event: &Event,
    matter: MatterId,
) -> Sql<bool> {
    let had = "SELECT 1 FROM event e WHERE e.petition = ?1 AND (e.operator = ?2
        OR json_extract(e.body, '$.step') = 'handler' AND json_extract(e.body, '$.login') = ?2)";
    let by = event.by.raw();
    if conn.prepare_cached(had)?.exists(params![matter.0, by])? {
        return Ok(false);
    }
    let another = format!(
        "SELECT 1 FROM petition p WHERE p.matter = ?2 AND p.id <> ?3 AND {}",
        petitions::ONE_SEEN
    );
    conn.prepare_cached(&another)?
        .exists(params![login, matter.0, event.petition.0])
}

/// True of a joining or a splitting by the petition office of or to a petition that withholds its people from login: who
/// did it knew them, and it lasts when the two are of one matter no more.
pub fn is_of_withheld(conn: &Connection, login: &str, event: &Event, to: PetitionId) -> Sql<bool> {
    if petitions::sees_all_units(conn, login)? {
        return Ok(false);
    }
    let elsewhere = "SELECT 1 FROM operator WHERE login = ?1 AND unit <> 1";
    if conn.prepare_cached(elsewhere)?.exists([event.by.raw()])? {
        return Ok(false);
    }
    let own = petitions::is_unveiled(conn, login, event.petition)?;
    Ok(!own || !petitions::is_unveiled(conn, login, to)?)
}

/// The numbers of those events of a petition, asked of the store.
pub fn silent_of(conn: &Connection, login: &str, petition: PetitionId) -> Sql<Vec<i64>> {
    let sql =
        "SELECT 1 FROM event WHERE petition = ?1 AND substr(body, 1, 14) = '{\"step\":\"link\"'";
    if !conn.prepare_cached(sql)?.exists([petition.0])? {
        return Ok(Vec::new());
    }
    silent(conn, login, petition, &events::of(conn, petition)?)
}

/// True of an entry of the trail that is about such an event.
pub fn is_silent(
    conn: &Connection,
    login: &str,
    petition: Option<PetitionId>,
    what: &str,
) -> Sql<bool> {
    let event = what
        .strip_suffix(" link")
        .or_else(|| what.strip_suffix(" unlink"));
    let event = event.and_then(|event| event.strip_prefix("event ")?.parse().ok());
    match (petition, event) {
        (Some(petition), Some(event)) => Ok(silent_of(conn, login, petition)?.contains(&event)),
        _ => Ok(false),
    }
}

/// A case as login is told of it: of no matter where it was joined to it by what is no event for them.
pub fn as_told(conn: &Connection, login: &str, case: &Case, log: &[Event]) -> Sql<Case> {
    let mut case = case.clone();
    let joined = |event: &&Event| matches!(event.what, Step::Link { .. });
    if let Some(last) = log.iter().rev().find(joined)
        && case.matter.is_some()
        && silent(conn, login, last.petition, log)?.contains(&last.seq)
    {
        case.matter = None;
    }
    Ok(case)
}

/// The matter of a petition that login may see, as login may call it: by that petition where its matter is called by one
/// that they may not see.
pub fn matter_of(conn: &Connection, login: &str, petition: PetitionId) -> Sql<MatterId> {
    let matter = really(conn, MatterId(petition.0))?;
    let hidden = is_hidden(conn, login, petition, matter)?;
    Ok(if hidden { MatterId(petition.0) } else { matter })
}

/// Writes into a step the matter that is meant by the number of any of its petitions.
pub fn mean(conn: &Connection, step: &mut Step) -> Sql<()> {
    if let Step::Link { matter, .. } = step {
        *matter = really(conn, *matter)?;
    }
    Ok(())
}

fn really(conn: &Connection, matter: MatterId) -> Sql<MatterId> {
    let sql = "SELECT coalesce(matter, id) FROM petition WHERE id = ?1";
    let found = conn
        .prepare_cached(sql)?
        .query_row([matter.0], |r| r.get(0).map(MatterId));
    Ok(found.optional()?.unwrap_or(matter))
}

/// A matter is that of another petition which the operator may see; of one that is hidden no more is
/// said than of one that is not there.
pub fn check_matter(
    conn: &Connection,
    login: &str,
    petition: PetitionId,
    step: &Step,
) -> Result<(), Sentence> {
    let Step::Link { matter, .. } = step else {
        return Ok(());
    };
    let sql = format!(
        "SELECT 1 FROM petition p WHERE (p.id = ?2 OR p.matter = ?2) AND p.id <> ?3 AND {}",
        petitions::ONE_SEEN
    );
    let known = conn
        .prepare_cached(&sql)
        .and_then(|mut s| s.exists(params![login, matter.0, petition.0]));
    let hidden = is_hidden(conn, login, petition, *matter);
    if known.unwrap_or(false) && !hidden.unwrap_or(true) {
        return Ok(());
    }
    let matter = matter.0;
    Err(say!(
        "没有别的件属于第{matter}号事项；请写那件的登记编号，例 \"matter\":\"999999-2026-LF-00042\"。",
        "No other petition belongs to matter {matter}; give that petition's number, e.g. \"matter\":\"999999-2026-LF-00042\"."
    ))
}

/// True of a matter that has its number from a petition which login may not see.
fn is_hidden(conn: &Connection, login: &str, own: PetitionId, matter: MatterId) -> Sql<bool> {
    let is_other = matter.0 != 0 && matter.0 != own.0;
    Ok(is_other && !petitions::is_seen(conn, login, PetitionId(matter.0))?)
}

/// The petitions of the matter of one that login may see, that one with them.
fn kin(conn: &Connection, login: &str, petition: PetitionId) -> Sql<Vec<Kin>> {
    let sql = format!(
        "SELECT p.id, p.number, p.code, {}, {},
           f.operator, f.seq,
           (SELECT max(e.seq) FROM event e WHERE e.petition = p.id AND substr(e.body, 1, 14) = '{{\"step\":\"link\"'
             AND e.operator NOT IN (SELECT w.login FROM operator w WHERE w.unit <> 1))
         FROM petition o JOIN petition p ON p.id = o.id OR p.id = o.matter OR p.matter = coalesce(o.matter, o.id)
         LEFT JOIN event f ON f.petition = p.id AND substr(f.body, 1, 18) = '{{\"step\":\"register\"'
           AND f.operator IN (SELECT w.login FROM operator w WHERE w.unit <> 1)
         WHERE o.id = ?2 AND {} ORDER BY p.id",
        petitions::UNVEILED,
        petitions::CALLED,
        petitions::ONE_SEEN
    );
    let mut statement = conn.prepare_cached(&sql)?;
    statement
        .query_map(params![login, petition.0], |r| {
            Ok(Kin {
                id: PetitionId(r.get(0)?),
                known_by: [r.get(1)?, r.get(2)?],
                unveiled: r.get(3)?,
                called: r.get(4)?,
                by: r.get(5)?,
                since: r.get(6)?,
                said: r.get(7)?,
            })
        })?
        .collect()
}
