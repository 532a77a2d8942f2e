//! Reading the audit trail: who did what, who read somebody's file and why, the ends of the chains,
//! and the chains held against anchors from outside.

mod anchored;
mod lines;
mod listed;
mod person;
mod typed;
mod unnamed;

pub use anchored::contradictions;
pub use typed::without_quoted;

use rusqlite::{Connection, Row, ToSql};

use super::petitions::mentioned;
use super::was::WAS;
use super::{Now, Refusal, Sql, Store, audit, files, giving, merges, named, petitions};
use crate::domain::anchor::Anchor;
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::office::Office;
use crate::domain::rights::{self, Deed, Duty};
use crate::words::{Outside, Trouble};

/// How an entry on somebody's sheet bears on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearing {
    /// It says so, or is about a petition of theirs.
    Sure,
    /// An export from before it was recorded whom one names: nobody can say whether they were in it.
    Unsure,
    /// It is about somebody else's petition, which named them to whoever registered it.
    Beside,
}

/// One entry of the trail as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number; to whoever may not read the whole trail, one of their own count.
    pub seq: i64,
    /// When, as stored.
    pub at: String,
    /// By whom: the login.
    pub operator: Outside,
    /// Their role and unit as they were then; none of an entry from before these were recorded, and of
    /// somebody who stood on no roster.
    pub role: Option<(Duty, String)>,
    /// False of an entry from before roles were recorded.
    pub role_recorded: bool,
    /// What kind of thing: `open`, `search`, `refuse` …
    pub action: String,
    /// The petition's number; empty for none, and for one that whoever looks may not see.
    pub number: String,
    /// True when it is about a petition that whoever looks may not see: then nothing of it is told.
    pub hidden: bool,
    /// The petition, where it is told.
    petition: Option<PetitionId>,
    /// What exactly.
    pub what: Outside,
    /// Why.
    pub why: Outside,
    /// The fingerprint of the key they came with.
    pub key: String,
    /// By which way they came.
    pub came: Outside,
    /// The hash of the entry, in hexadecimal.
    pub hash: String,
    /// How it bears on whom a sheet is of.
    pub bearing: Bearing,
}

/// Which entries are wanted.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// About this petition: number or query code.
    pub petition: Option<String>,
    /// By this operator.
    pub operator: Option<String>,
    /// Of this kind.
    pub action: Option<String>,
    /// From this day on, `YYYY-MM-DD`.
    pub from: Option<chrono::NaiveDate>,
    /// Until this day.
    pub to: Option<chrono::NaiveDate>,
    /// At most so many, the newest.
    pub limit: usize,
}

/// Most petitions of one person that are given out together.
const TOGETHER: i64 = 1000;

fn columns() -> String {
    let why = petitions::REASON;
    format!(
        "a.seq, a.at, a.operator, a.role, a.action, a.petition, p.number, a.what, {why}, a.key, a.came, a.hash"
    )
}

impl Store {
    /// Entries of the trail, newest last; the reading is an entry itself.
    ///
    /// # Errors
    /// A [`Trouble`]: refused by a right (3), no such petition (4), or the store's own.
    pub fn trail(&mut self, query: &Query, now: Now) -> Result<Vec<Entry>, Trouble> {
        let now = self.local(now);
        let asked = audit::asked(
            "trail",
            &[
                ("petition", query.petition.clone()),
                ("operator", query.operator.clone()),
                ("action", query.action.clone()),
                ("from", query.from.map(|day| day.to_string())),
                ("to", query.to.map(|day| day.to_string())),
            ],
        );
        let found = self.write_or(Deed::Audit, |tx, office| {
            let login = office.operator.login.as_str();
            let petition = match &query.petition {
                None => None,
                Some(number) => Some(seen(tx, login, number)?),
            };
            audit::add(tx, office, &audit::Entry::plain(now, "audit", &asked))?;
            Ok(listed::of(tx, office, query, petition)?)
        });
        self.on_record(Deed::Audit, now, found)
    }

    /// Who read somebody's file, and why: for the petitioner, by the number of any petition of theirs,
    /// or by the person's own number after a `#`. On record as given out.
    ///
    /// # Errors
    /// As [`Store::trail`].
    pub fn trail_of_person(&mut self, typed: &str, now: Now) -> Result<Vec<Entry>, Trouble> {
        let now = self.local(now);
        let found = self.write_or(Deed::Give, |tx, office| {
            let login = office.operator.login.as_str();
            let mut people = Vec::new();
            for person in people_meant(tx, login, typed)? {
                // Also by whatever other record of theirs.
                people.push(person);
                people.extend(merges::seen(tx, login, person)?);
            }
            people.sort_unstable();
            people.dedup();
            let entry = audit::Entry::plain(now, "give", "trail");
            audit::add_shown(tx, office, &entry, &people)?;
            let mut all = Vec::new();
            for id in people {
                all.extend(person::of(tx, login, id)?);
            }
            all.sort_by_key(|e: &Entry| e.seq);
            all.dedup_by_key(|e| e.seq);
            count_own(tx, office, &mut all)?;
            Ok(all)
        });
        self.on_record(Deed::Give, now, found)
    }

    /// The ends of both chains now.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn anchor(&self, now: Now) -> Result<Anchor, Trouble> {
        self.may(Deed::Whole, now)?;
        self.look(|conn, office| {
            super::copy::anchor_of(conn, &office.name, now.with_timezone(&office.zone))
        })
    }
}

fn seen(conn: &Connection, login: &str, number: &str) -> Result<PetitionId, Refusal> {
    petitions::seen(conn, login, number)?.ok_or_else(|| files::missing(number).into())
}

/// The people of a petition, or the one whose number was typed, as far as the operator may know them.
fn people_meant(conn: &Connection, login: &str, typed: &str) -> Result<Vec<PersonId>, Refusal> {
    let list = |sql: &str, bound: &[&dyn ToSql]| -> Sql<Vec<PersonId>> {
        let mut statement = conn.prepare(sql)?;
        statement
            .query_map(bound, |r| r.get(0).map(PersonId))?
            .collect()
    };
    let people = if let Some(id) = typed
        .trim()
        .strip_prefix('#')
        .and_then(|n| n.parse::<i64>().ok())
    {
        let sql = format!(
            "SELECT DISTINCT a.person FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = ?2 AND {} AND {}",
            petitions::ONE_SEEN,
            petitions::UNVEILED
        );
        list(&sql, &[&login, &id])?
    } else {
        let id = seen(conn, login, typed)?;
        if !petitions::is_unveiled(conn, login, id)? {
            return Err(giving::withheld().into());
        }
        list(
            "SELECT DISTINCT person FROM party WHERE petition = ?1 ORDER BY ord",
            &[&id.0],
        )?
    };
    if people.is_empty() {
        return Err(files::missing(typed).into());
    }
    Ok(people)
}

/// To whoever reads a part of the trail, its numbers and those of the events would tell by their gaps how much
/// there is besides, and beside what: they get a count of their own, and of an event what kind it is.
fn count_own(conn: &Connection, office: &Office, entries: &mut [Entry]) -> Sql<()> {
    let whole = rights::refused(&office.operator, Deed::Whole).is_none();
    if whole && petitions::sees_all(conn, &office.operator.login)? {
        return Ok(());
    }
    for (count, entry) in (1..).zip(entries) {
        entry.seq = count;
        let without = without_number(&entry.action, entry.what.raw());
        if let Some(without) = without {
            entry.what = without.into();
        }
    }
    Ok(())
}

/// The words of an entry without the number of the event that they name; `None` when they name none.
fn without_number(action: &str, what: &str) -> Option<String> {
    if let Some(rest) = what.strip_prefix("event ") {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        return Some(format!("event{rest}"));
    }
    let numbered = match action {
        "duty" | "claim" => what.rsplit_once(" #"),
        // What is owed since which event.
        "seen" => what.rsplit_once(':'),
        _ => None,
    };
    numbered.map(|(kind, _)| kind.to_owned())
}

/// True of entries whose words are what somebody wrote: the office's own settings and lists, with what stood there.
fn says_values(action: &str) -> bool {
    matches!(
        action,
        "setting" | "office" | "unit" | "template" | "campaign"
    )
}

/// Reasons without the petitions that login may not know of; one's own are as one wrote them, but for what stood there
/// before.
fn unnumber(conn: &Connection, login: &str, entries: &mut [Entry]) -> Sql<()> {
    for entry in entries {
        let own = entry.operator.raw() == login;
        let values = says_values(&entry.action).then_some(&mut entry.what);
        for text in values.into_iter().chain([&mut entry.why]) {
            let from = if own { text.raw().find(WAS) } else { Some(0) };
            let Some((head, rest)) = from.map(|at| text.raw().split_at(at)) else {
                continue;
            };
            if let Some(covered) = mentioned::covered(conn, login, rest)? {
                *text = format!("{head}{covered}").into();
            }
        }
    }
    Ok(())
}

fn read(r: &Row<'_>) -> Sql<Entry> {
    let kept: Option<String> = r.get(3)?;
    let role = kept.as_deref().and_then(|kept| {
        let (duty, unit) = kept.split_once(' ')?;
        Some((Duty::parse(duty)?, unit.to_owned()))
    });
    let hidden = !r.get::<_, bool>(12)?;
    let told = |at: usize| -> Sql<String> {
        let text: Option<String> = r.get(at)?;
        Ok(if hidden {
            String::new()
        } else {
            text.unwrap_or_default()
        })
    };
    let (action, mut what): (String, String) = (r.get(4)?, told(7)?);
    let mut bearing = Bearing::Sure;
    if action == "export" && !hidden {
        let bare = named::without_names(&what).map(str::to_owned);
        // Of one petition that is not for everybody: whose it is, the entry says.
        if bare.is_none() && r.get::<_, Option<i64>>(5)?.is_none() {
            bearing = Bearing::Unsure;
        }
        what = bare.unwrap_or(what);
    }
    Ok(Entry {
        seq: r.get(0)?,
        at: r.get(1)?,
        operator: r.get(2)?,
        role,
        role_recorded: kept.is_some(),
        action,
        number: told(6)?,
        hidden,
        petition: r.get::<_, Option<i64>>(5)?.map(PetitionId),
        what: what.into(),
        why: told(8)?.into(),
        key: r.get(9)?,
        came: r.get(10)?,
        hash: crate::domain::chain::hex(&r.get(11)?),
        bearing,
    })
}
