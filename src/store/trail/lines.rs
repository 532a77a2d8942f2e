//! The trail as JSON Lines, to be checked away from the store: what its reader may not see is covered
//! there as well, and its hash stands for it.

use std::collections::HashMap;

use super::super::petitions::mentioned;
use super::super::{Now, Sql, Store, audit, merges, named, parted, petitions, veil};
use super::says_values;
use super::typed::{without_typed, without_unsaved};
use super::unnamed::NAMING;
use crate::domain::chain;
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::office::Office;
use crate::domain::rights::Deed;
use crate::words::Trouble;

impl Store {
    /// The whole trail as JSON Lines, with what is needed to follow its chain without the store: the
    /// row of a petition instead of its number. Of an entry about what the operator may not see only the
    /// hash is given, which the next entry is bound to. On record.
    ///
    /// # Errors
    /// As [`Store::trail`].
    pub fn export_trail(&mut self, now: Now) -> Result<String, Trouble> {
        let now = self.local(now);
        let lines = self.write(Deed::Whole, |tx, office| {
            audit::add(tx, office, &audit::Entry::plain(now, "audit", "export"))?;
            gather(tx, office)
        });
        self.on_record(Deed::Whole, now, lines)
    }
}

fn gather(conn: &rusqlite::Connection, office: &Office) -> Sql<String> {
    let (login, full) = (office.operator.login.as_str(), veil::is_full(office));
    let sql = format!(
        "SELECT a.seq, a.petition, a.at, a.operator, a.action, a.what, a.why, a.hash, a.key, a.came, a.petition IS NULL OR {}, a.bound, a.role, {} IS NOT a.why
         FROM audit a LEFT JOIN petition p ON p.id = a.petition ORDER BY a.seq",
        petitions::SEEN_VOID,
        petitions::REASON
    );
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([login])?;
    let mut lines = String::new();
    // Who does not know of everybody is told of nobody: what is covered one by one would tell beside whom.
    let knows_all = petitions::sees_all(conn, login)?;
    let (mut asked, mut known) = (HashMap::new(), None);
    while let Some(r) = rows.next()? {
        let text = |at: usize| r.get::<_, String>(at);
        let (action, what) = (text(4)?, text(5)?);
        let of = r.get::<_, Option<i64>>(1)?.map(PetitionId);
        let names = NAMING.contains(&action.as_str())
            || action == "export" && named::without_names(&what).is_some();
        let hidden = !r.get::<_, bool>(10)?
            || names && !knows_all
            || !full && (without_typed(&action, &what).is_some() || r.get(13)?)
            || action == "search" && without_unsaved(&what).is_some()
            || NAMING.contains(&action.as_str())
                && merges::named(conn, login, &what, &mut asked)?.1
            || action == "register" && !knows_all
            || action == "export" && names_others(conn, login, &what, &mut known)?
            || parted::is_silent(conn, login, of, &what)?
            || says_values(&action) && mentioned::covered(conn, login, &what)?.is_some()
            || mentioned::covered(conn, login, r.get_ref(6)?.as_str()?)?.is_some();
        let hash = chain::hex(&r.get(7)?);
        let line = if hidden && !knows_all {
            // By whom and when would say beside what.
            serde_json::json!({ "seq": r.get::<_, i64>(0)?, "hash": hash, "hidden": true })
        } else {
            let mut line = serde_json::json!({
                "seq": r.get::<_, i64>(0)?, "at": text(2)?, "operator": text(3)?, "action": action,
                "key": text(8)?, "came": text(9)?, "hash": hash,
            });
            if let Some(bound) = r.get::<_, Option<chain::Hash>>(11)? {
                line["bound"] = chain::hex(&bound).into();
            }
            if let Some(role) = r.get::<_, Option<String>>(12)? {
                line["role"] = role.into();
            }
            if hidden {
                line["hidden"] = true.into();
            } else {
                line["petition"] = of.map(|of| of.0).into();
                line["what"] = what.into();
                line["why"] = text(6)?.into();
            }
            line
        };
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    Ok(lines)
}

/// Whether an export names somebody whom login may not know. `known` keeps whom they may, once asked.
fn names_others(
    conn: &rusqlite::Connection,
    login: &str,
    what: &str,
    known: &mut Option<Vec<PersonId>>,
) -> Sql<bool> {
    if named::without_names(what).is_none() {
        return Ok(false);
    }
    let known = match known {
        Some(known) => known,
        None => known.insert(named::known(conn, login)?),
    };
    Ok(!named::names_only(what, known))
}
