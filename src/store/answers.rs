//! What somebody answered about the people and petitions that an intake looks like, as it is registered:
//! who is somebody else, and which petition is about the same matter.

use rusqlite::{Connection, OptionalExtension};

use super::merges::{self, note};
use super::{Now, Refusal, Sql, Store, audit, events, people, petitions, row};
use crate::domain::event::{Event, Step};
use crate::domain::ids::{MatterId, PersonId, PetitionId, PetitionNo};
use crate::domain::intake::Intake;
use crate::domain::intake::known::none_to_link;
use crate::domain::office::Office;
use crate::words::{Exit, Trouble};

/// Why a petition belongs to the matter of another from the day on which it was registered.
pub const LINKED: &str = "登记时认定与已登记的件是同一事项";
/// Why two records are one person from the day on which the second was taken down.
const ONE: &str = "登记时认定是同一人";
/// Why two records are two people.
const NOT_SAME: &str = "登记时认定不是同一人";

/// Links a petition that is being registered to the matter of another which the operator may see.
///
/// # Errors
/// Refused (3): there is no such petition, or it was voided; nothing is registered then.
pub fn link(
    conn: &Connection,
    office: &Office,
    head: &mut events::Head,
    (petition, to): (&Event, &PetitionNo),
    now: Now,
) -> Result<Event, Refusal> {
    let login = office.operator.login.as_str();
    let matter = match petitions::seen(conn, login, &to.0)? {
        Some(id) => matter_of(conn, login, id, petition.petition)?,
        None => None,
    };
    let Some(matter) = matter else {
        return Err(no_such_petition(to).into());
    };
    let new = events::New {
        petition: petition.petition,
        on: petition
            .on
            .max(now.with_timezone(&office.zone).date_naive()),
        at: now,
        by: &office.operator.login,
        why: "",
        what: Step::Link {
            matter,
            reasons: LINKED.into(),
        },
    };
    let event = events::append(conn, head, new)?;
    let entry = audit::Entry {
        at: now,
        action: "act",
        petition: Some(petition.petition),
        what: &format!("event {} link", head.seq),
        why: LINKED,
    };
    audit::add(conn, office, &entry)?;
    Ok(event)
}

impl Store {
    /// Whether there is a petition of this number with which a new one can share a matter.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn may_link(&self, to: &PetitionNo) -> Result<bool, Trouble> {
        self.look(|conn, office| {
            let login = office.operator.login.as_str();
            let Some(id) = petitions::seen(conn, login, &to.0)? else {
                return Ok(false);
            };
            Ok(matter_of(conn, login, id, PetitionId(-1))?.is_some())
        })
    }
}

/// The matter of a petition that login may see and that was not voided.
fn matter_of(
    conn: &Connection,
    login: &str,
    id: PetitionId,
    but: PetitionId,
) -> Sql<Option<MatterId>> {
    let sql = format!(
        "SELECT coalesce(p.matter, p.id) FROM petition p WHERE p.id = ?2 AND p.id <> ?3 AND {}",
        petitions::ONE_SEEN
    );
    conn.prepare_cached(&sql)?
        .query_row(rusqlite::params![login, id.0, but.0], |r| {
            r.get(0).map(MatterId)
        })
        .optional()
}

fn no_such_petition(number: &PetitionNo) -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        none_to_link(number),
        say!(
            "核对编号再登记，或收回“同一事项”的回答；例 999999-2026-LF-00042。",
            "Check the number, or take the answer \"same matter\" back; e.g. 999999-2026-LF-00042."
        ),
    )
}

/// Reads the record of somebody known and the one that was made beside it as one.
pub fn join(conn: &Connection, office: &Office, one: &[(PersonId, PersonId)], now: Now) -> Sql<()> {
    for both in one {
        merges::join(conn, office, *both, (now, ONE))?;
    }
    Ok(())
}

/// Remembers whom those who stand in an intake are not, as somebody answered.
pub fn keep_apart(
    conn: &Connection,
    office: &Office,
    intake: &Intake,
    settled: &[PersonId],
    now: Now,
) -> Sql<()> {
    let login = office.operator.login.as_str();
    for (person, someone) in settled.iter().zip(&intake.people) {
        for other in &someone.not {
            let is_new = merges::is_new(conn, login, *person, *other)?;
            if !is_new || !people::is_shown(conn, login, *other)? {
                continue;
            }
            let pair = (*person.min(other), *person.max(other));
            merges::remember(conn, login, pair, (&row::stamp(now), NOT_SAME))?;
            let what = format!("apart {} {}", pair.0.0, pair.1.0);
            note(conn, office, now, &what, NOT_SAME, [pair.0, pair.1])?;
        }
    }
    Ok(())
}
