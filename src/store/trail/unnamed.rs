//! Whom an entry names: nothing of records of people that its reader may not know of.

use std::collections::HashMap;

use rusqlite::Connection;

use super::super::{Sql, audit, merges, parted, petitions};
use super::typed::without_unsaved;
use super::{Entry, TOGETHER};
use crate::domain::ids::PersonId;
use crate::words::Outside;

/// Entries whose words name records of people: what was said of two, who was looked at, what was
/// typed to find somebody, and whose trail was given out.
pub(super) const NAMING: [&str; 4] = ["merge", "person", "search", "give"];

/// Whose records login may not know of, as the entries of one reading are gone through.
pub(super) struct Unnamed {
    /// Who was asked about before.
    asked: HashMap<PersonId, bool>,
    pub(super) sees_all: bool,
    pub(super) of_office: bool,
}

impl Unnamed {
    pub(super) fn to(conn: &Connection, login: &str) -> Sql<Self> {
        Ok(Self {
            asked: HashMap::new(),
            sees_all: petitions::sees_all(conn, login)?,
            of_office: petitions::sees_all_units(conn, login)?,
        })
    }

    /// What was said of two records both of which login may know, where either is read as one with another that they
    /// may not: nothing of that other. `known` are those of the entry whom they may know.
    fn said(&self, what: &str, known: &str) -> Option<String> {
        let words = what.split(' ').skip_while(|word| word.starts_with('#'));
        let words: Vec<&str> = words.collect();
        let ids = words.iter().filter_map(|word| word.parse().ok());
        let all = ids
            .map(PersonId)
            .all(|id| self.asked.get(&id) == Some(&true));
        let told = all && known.starts_with('#') && what.ends_with(|c: char| c.is_ascii_digit());
        told.then(|| known.replace("file", &words.join(" ")))
    }
}

/// Of records that login may not know of nothing is told, nor what was typed to find them; that one of them is
/// read as one with another is nothing of that other's either. Outside the petition office no entry has the number of
/// a record: it would say of two who was withheld in one of them. Nor is it told why something was given to somebody
/// together with what login may not see.
pub(super) fn unname(
    conn: &Connection,
    login: &str,
    entries: &mut [Entry],
    to: &mut Unnamed,
) -> Sql<()> {
    for entry in entries {
        entry.hidden |= parted::is_silent(conn, login, entry.petition, entry.what.raw())?;
        if entry.action == "give" && !entry.why.is_empty() && given_beside(conn, login, entry)? {
            entry.why = Outside::default();
        }
        if entry.action == "register" && !(to.sees_all && to.of_office) {
            // All alike: one without somebody in it would tell of them, and so would its hash.
            entry.what = audit::event_alone(entry.what.raw()).to_owned().into();
            entry.hash.clear();
        }
        if !NAMING.contains(&entry.action.as_str()) {
            continue;
        }
        let (known, unnamed) = merges::named(conn, login, entry.what.raw(), &mut to.asked)?;
        let nobody = !known.starts_with('#');
        if unnamed && entry.action == "merge" {
            let said = to.said(entry.what.raw(), &known);
            entry.hidden = said.is_none();
            entry.what = said.unwrap_or_default().into();
            if entry.hidden {
                entry.why = Outside::default();
            }
        } else if unnamed || !to.sees_all && entry.action == "search" {
            // All searches alike: one that is covered alone would tell beside whom somebody stood.
            let known = if entry.action == "give" {
                known.replace("file", "trail")
            } else {
                known
            };
            (entry.what, entry.why) = (known.into(), Outside::default());
            entry.hidden |= unnamed && nobody;
        }
        if entry.action == "search"
            && let Some(without) = without_unsaved(entry.what.raw())
        {
            entry.what = without.into();
        }
        if !to.of_office {
            let number = |word: &str| word.starts_with('#');
            let words = entry.what.raw().split(' ').skip_while(|word| number(word));
            entry.what = words.collect::<Vec<_>>().join(" ").into();
        }
    }
    Ok(())
}

/// Whether together with what an entry says to have been given a petition was that login may not see, or not as
/// somebody's. The entries of one giving follow each other.
fn given_beside(conn: &Connection, login: &str, entry: &Entry) -> Sql<bool> {
    let sql = format!(
        "SELECT 1 FROM audit a JOIN petition p ON p.id = a.petition
         WHERE a.action = 'give' AND a.at = ?2 AND a.operator = ?3 AND a.seq BETWEEN ?4 AND ?5 AND NOT ({} AND {})",
        petitions::ONE_SEEN_VOID,
        petitions::UNVEILED
    );
    let (from, to) = (entry.seq - TOGETHER, entry.seq + TOGETHER);
    conn.prepare_cached(&sql)?
        .exists((login, &entry.at, entry.operator.raw(), from, to))
}
