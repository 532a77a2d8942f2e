//! The trail as a list: what its reader may see, each entry where it stands; of what they may not see how much there
//! was on a day, and by whom.

use rusqlite::Connection;

use super::super::{Sql, petitions, row, veil};
use super::typed::without_typed;
use super::unnamed::{Unnamed, unname};
use super::{Entry, Query, columns, count_own, read, unnumber};
use crate::domain::ids::{PetitionId, UnitId};
use crate::domain::office::Office;
use crate::domain::rights;
use crate::domain::unit::Unit;
use crate::words::Outside;

/// True of a row `a` of the trail that is for another unit than the petition office as well: done by whoever
/// worked in one of its units then (`?7`, by names), or about a petition that concerns it.
fn of_units() -> String {
    format!(
        "(?7 IS NULL OR a.petition IS NOT NULL AND {} OR CASE WHEN a.role IS NULL
            THEN a.operator IN (SELECT o.login FROM operator o WHERE o.unit IN ({}))
            ELSE substr(a.role, instr(a.role, ' ') + 1) IN (SELECT value FROM json_each(?7)) END)",
        petitions::SEEN_VOID,
        petitions::BELOW
    )
}

/// The names that the units of the operator have and had, as JSON; none for those of the petition office, who
/// read the whole trail.
fn names_below(office: &Office) -> Sql<Option<String>> {
    if office.operator.unit == UnitId::OFFICE {
        return Ok(None);
    }
    let units = office.units.0.iter();
    let below = units.filter(|u| rights::is_within(&office.operator, u.id, &office.units));
    let names: Vec<&str> = below.flat_map(Unit::names).collect();
    row::to_json(&names).map(Some)
}

/// The day of an entry.
fn day(entry: &Entry) -> &str {
    entry.at.get(..10).unwrap_or(&entry.at)
}

/// An entry about what its reader may not see: the day and the operator. What was done in the same breath as something
/// that is told (a search that showed somebody and a report, a report that is joined to somebody's record, a
/// copy that holds one) would otherwise say by its place and its instant whose report it is.
fn covered(mut entry: Entry) -> Entry {
    let day = day(&entry).to_owned();
    entry.at = day;
    for text in [
        &mut entry.action,
        &mut entry.number,
        &mut entry.key,
        &mut entry.hash,
    ] {
        text.clear();
    }
    for text in [&mut entry.what, &mut entry.why, &mut entry.came] {
        *text = Outside::default();
    }
    entry
}

/// Entries in order, and before those of each day the covered ones of that day, by operator.
fn together(entries: Vec<Entry>, hidden: Vec<Entry>) -> Vec<Entry> {
    let mut hidden: Vec<Entry> = hidden.into_iter().map(covered).collect();
    hidden.sort_by(|a, b| (&a.at, a.operator.raw()).cmp(&(&b.at, b.operator.raw())));
    let mut hidden = hidden.into_iter().peekable();
    let mut all = Vec::new();
    for entry in entries {
        while let Some(covered) = hidden.next_if(|h| h.at.as_str() <= day(&entry)) {
            all.push(covered);
        }
        all.push(entry);
    }
    all.extend(hidden);
    all
}

/// Entries that are asked for, newest first, and those that are not for whoever asks. So many of those that may be seen,
/// and of the days over which these go what may not.
fn gather(
    conn: &Connection,
    office: &Office,
    query: &Query,
    petition: Option<PetitionId>,
) -> Sql<(Vec<Entry>, Vec<Entry>)> {
    let login = office.operator.login.as_str();
    let columns = columns();
    let sql = format!(
        "SELECT {columns}, a.petition IS NULL OR {}, p.id IS NULL OR {} FROM audit a LEFT JOIN petition p ON p.id = a.petition
         WHERE (?2 IS NULL OR a.petition = ?2) AND (?3 IS NULL OR a.operator = ?3) AND (?4 IS NULL OR a.action = ?4)
           AND (?5 IS NULL OR substr(a.at, 1, 10) >= ?5) AND (?6 IS NULL OR substr(a.at, 1, 10) <= ?6) AND {} ORDER BY a.seq DESC",
        petitions::SEEN_VOID,
        petitions::UNVEILED,
        of_units()
    );
    let on = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string());
    let bound = rusqlite::params![
        login,
        petition.map(|p| p.0),
        query.operator,
        query.action,
        on(query.from),
        on(query.to),
        names_below(office)?
    ];
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query(bound)?;
    let mut unnamed = Unnamed::to(conn, login)?;
    // To whom nothing is covered the rest of a day has nothing to add.
    let whole = unnamed.sees_all && unnamed.of_office;
    let (mut entries, mut hidden) = (Vec::<Entry>::new(), Vec::new());
    while let Some(r) = rows.next()? {
        let mut entry = read(r)?;
        // That a copy for the person went out twice at once, of this and of what stands openly, says whose it is.
        let of_whom = entry.action != "give" || r.get(13)?;
        let enough = entries.len() >= query.limit;
        let is_past = |last: &Entry| whole || day(last) != day(&entry);
        if enough && entries.last().is_none_or(is_past) {
            break;
        }
        unname(conn, login, std::slice::from_mut(&mut entry), &mut unnamed)?;
        if entry.hidden || !of_whom {
            hidden.push(entry);
        } else if !enough {
            entries.push(entry);
        }
    }
    Ok((entries, hidden))
}

/// The newest entries of the trail that are asked for, newest last; where one kind of entry is asked for, or one
/// petition, nothing of what may not be seen: neither its kind nor about what it is is told.
pub(super) fn of(
    conn: &Connection,
    office: &Office,
    query: &Query,
    petition: Option<PetitionId>,
) -> Sql<Vec<Entry>> {
    let (mut entries, mut hidden) = gather(conn, office, query, petition)?;
    entries.reverse();
    unnumber(conn, &office.operator.login, &mut entries)?;
    if !veil::is_full(office) {
        for entry in &mut entries {
            if let Some(without) = without_typed(&entry.action, entry.what.raw()) {
                entry.what = without.into();
            }
        }
    }
    if office.operator.unit != UnitId::OFFICE || query.action.is_some() || petition.is_some() {
        // That its own people did something about what it may not see tells an accused unit that there is a report;
        // asked of one petition, that this one is joined to it.
        hidden.clear();
    }
    let mut all = together(entries, hidden);
    count_own(conn, office, &mut all)?;
    Ok(all)
}
