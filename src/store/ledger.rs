//! The ledger of petitions: one question, filtered and sorted by the matter, never by the person.

use chrono::NaiveDate;
use rusqlite::{Connection, ToSql};

use super::petitions::mentioned;
use super::{Now, Sql, Store, audit, named, petitions};
use crate::domain::mention;
use crate::domain::petition::{Channel, Class};
use crate::domain::rights::Deed;
use crate::domain::status::Status;
use crate::flow::view::{LedgerPage, LedgerQuery, LedgerSort, PetitionRow};
use crate::words::Trouble;

/// Reads rows to take them out of the desk; the audit row, with everybody who stands in them, is in the same
/// transaction.
pub fn export(store: &mut Store, query: &LedgerQuery, now: Now) -> Result<LedgerPage, Trouble> {
    store.write(Deed::Export, |tx, office| {
        let login = &office.operator.login;
        let today = now.with_timezone(&office.zone).date_naive();
        let page = page(tx, login, query, today)?;
        let mut shown = named::Shown::to(&office.operator.login);
        for row in &page.rows {
            shown.petition(tx, row.id)?;
        }
        let what = asked(query);
        let entry = audit::Entry::plain(now, "export", &what);
        named::note(tx, office, &entry, shown)?;
        Ok(page)
    })
}

/// A page for the screen. One that was looked for by words is a search: whose petitions it shows is on
/// record before it is answered.
pub fn look(store: &Store, query: &LedgerQuery, now: Now) -> Result<LedgerPage, Trouble> {
    let today = store.local(now).date_naive();
    let (page, shown) = store.look(|conn, office| {
        let page = page(conn, &office.operator.login, query, today)?;
        let mut shown = named::Shown::to(&office.operator.login);
        if !query.text.trim().is_empty() {
            for row in &page.rows {
                shown.petition(conn, row.id)?;
            }
        }
        Ok((page, shown))
    })?;
    let typed = asked(query);
    if !store.searched.borrow().covers(&typed, &shown) {
        store.record_shown(&typed, &shown, now)?;
        store.searched.replace(named::Searched { typed, shown });
    }
    Ok(page)
}

/// Which rows were taken, as the audit trail says it.
fn asked(query: &LedgerQuery) -> String {
    let code = |code: Option<&str>| code.map(str::to_owned);
    audit::asked(
        "petitions",
        &[
            ("text", Some(query.text.trim().to_owned())),
            ("status", code(query.status.map(Status::code))),
            ("class", code(query.class.map(Class::code))),
            ("channel", code(query.channel.map(Channel::code))),
            ("category", Some(query.category.clone())),
            ("holder", query.holder.map(|unit| unit.0.to_string())),
            ("overdue", query.overdue.then(|| "yes".to_owned())),
            ("from", query.from.map(|day| day.to_string())),
            ("to", query.to.map(|day| day.to_string())),
            (
                "marked",
                Some(query.only.len())
                    .filter(|n| *n > 0)
                    .map(|n| n.to_string()),
            ),
        ],
    )
}

/// Gathers a page.
pub fn page(
    conn: &Connection,
    login: &str,
    query: &LedgerQuery,
    today: NaiveDate,
) -> Sql<LedgerPage> {
    // By a number in a text it is found where the number may be known; by a piece of one nowhere.
    let typed = query.text.trim();
    let named = mention::all(typed).is_empty() || mentioned::covered(conn, login, typed)?.is_some();
    let (condition, bound) = condition(login, query, today, named);
    let mut bound: Vec<(&str, &dyn ToSql)> = bound
        .iter()
        .map(|(name, value)| (*name, value.as_ref()))
        .collect();
    let total = match &*bound {
        // Nothing but who asks.
        [_] if petitions::sees_all_units(conn, login)? => count_all(conn, login)?,
        _ => conn
            .prepare_cached(&format!(
                "SELECT count(*) FROM petition p WHERE {condition}"
            ))?
            .query_row(&*bound, |r| r.get(0))?,
    };
    let columns = petitions::COLUMNS.replace("?1", ":login");
    let order = order(query.sort);
    let sql = format!(
        "SELECT {columns} FROM petition p WHERE {condition} ORDER BY {order} LIMIT :limit OFFSET :offset"
    );
    let span = [query.limit, query.offset].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    bound.push((":limit", &span[0]));
    bound.push((":offset", &span[1]));
    // Kept prepared: what may be read of each row makes the statement long.
    let mut rows: Vec<PetitionRow> = conn
        .prepare_cached(&sql)?
        .query_map(&*bound, petitions::read)?
        .collect::<Sql<_>>()?;
    mentioned::rows(conn, login, &mut rows)?;
    if !query.only.is_empty() {
        rows.retain(|row| query.only.contains(&row.number));
    }
    Ok(LedgerPage {
        query: query.clone(),
        rows,
        total: usize::try_from(total).unwrap_or(0),
    })
}

/// How many petitions an operator of the petition office sees: all, less the voided, less those that
/// are kept from this one. The same as counting what [`petitions::SEEN`] lets through, without asking
/// it of every row.
fn count_all(conn: &Connection, login: &str) -> Sql<i64> {
    let kept_from = petitions::UNHIDDEN;
    conn.prepare_cached(&format!(
        "SELECT (SELECT count(*) FROM petition) - (SELECT count(*) FROM petition WHERE status = 'void')
           - (SELECT count(*) FROM petition p WHERE p.restricted > 0 AND p.status <> 'void' AND NOT ({kept_from}))"
    ))?
    .query_row([login], |r| r.get(0))
}

const fn order(sort: LedgerSort) -> &'static str {
    match sort {
        LedgerSort::Newest => "p.id DESC",
        LedgerSort::Oldest => "p.id",
        LedgerSort::Due => "p.next_on IS NULL, p.next_on, p.id",
        LedgerSort::Holder => "p.holder, p.id DESC",
        LedgerSort::Category => "p.category, p.id DESC",
        LedgerSort::Status => "p.status, p.id DESC",
    }
}

type Bound = Vec<(&'static str, Box<dyn ToSql>)>;

/// What rows are asked for; `apart` without the petitions that their texts name.
fn condition(login: &str, query: &LedgerQuery, today: NaiveDate, apart: bool) -> (String, Bound) {
    let mut sql = petitions::SEEN.replace("?1", ":login");
    let mut bound: Bound = vec![(":login", Box::new(login.to_owned()))];
    let mut and = |clause: &str, name: &'static str, value: Box<dyn ToSql>| {
        sql.push_str(" AND ");
        sql.push_str(clause);
        bound.push((name, value));
    };
    if !query.text.trim().is_empty() {
        let (withheld, open) = (petitions::WITHHELD, petitions::OPEN);
        let (told_all, own) = (petitions::TOLD_ALL, petitions::OWN);
        let raw = "instr(p.summary, :text) OR instr(p.words, :text) OR instr(p.place, :text)";
        let words = "p.summary || char(10) || p.words || char(10) || p.place";
        let apart = if apart {
            format!(" AND (instr(unnumbered({words}), :text) OR {own})")
        } else {
            String::new()
        };
        // Where its people are withheld it is not found by their names either.
        let clause = format!(
            "(instr(p.number, :text) OR instr(p.external_no, :text) OR CASE WHEN {told_all} THEN {raw}
               ELSE instr(covered({words}, {withheld}, {open}), :text) OR ({raw}) AND {own} END{apart})"
        );
        let clause = clause.replace("?1", ":login");
        and(&clause, ":text", Box::new(query.text.trim().to_owned()));
    }
    if let Some(status) = query.status {
        and("p.status = :status", ":status", Box::new(status.code()));
    }
    if let Some(class) = query.class {
        and("p.class = :class", ":class", Box::new(class.code()));
    }
    if let Some(channel) = query.channel {
        and("p.channel = :channel", ":channel", Box::new(channel.code()));
    }
    if !query.category.is_empty() {
        and(
            "substr(p.category, 1, length(:category)) = :category",
            ":category",
            Box::new(query.category.clone()),
        );
    }
    if let Some(holder) = query.holder {
        and("p.holder = :holder", ":holder", Box::new(holder.0));
    }
    if let Some(from) = query.from {
        and(
            "p.received_on >= :from",
            ":from",
            Box::new(from.to_string()),
        );
    }
    if let Some(to) = query.to {
        and("p.received_on <= :to", ":to", Box::new(to.to_string()));
    }
    if query.overdue {
        and("p.next_on < :today", ":today", Box::new(today.to_string()));
    }
    (sql, bound)
}
