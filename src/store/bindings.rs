//! The audit trail held against the chains beside it: each row is bound to their ends, and a row that names
//! an event or an entry is one by the same operator at the same instant.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::ends::{self, Bound, CHAINS};
use super::strays::{ALTERED, UPGRADE};
use super::{Finding, Sql, witness};
use crate::domain::chain::{self, Hash};
use crate::words::{Outside, Sentence};

/// So many findings of a kind are told; the first says enough.
const MOST: usize = 20;
/// Actions that only read: no chain grows by them.
const READING: [&str; 13] = [
    "open",
    "paper",
    "search",
    "export",
    "audit",
    "backup",
    "refuse",
    "enter",
    "leave",
    "person",
    "box",
    "unwritten",
    "seen",
];
/// Rows that are nobody's order: what they are bound to may be anybody's.
const NOBODYS: [&str; 3] = [ALTERED, "load", UPGRADE];
/// What the parts of a row about something changed are called.
const NAMES: [(&str, &str); 15] = [
    ("event", "事件"),
    ("duty", "值班事件"),
    ("claim", "申请登记"),
    ("witness", "见证记录"),
    ("audit", "审计记录"),
    ("person", "信访人记录"),
    ("petition", "信访件的缓存"),
    ("lists", "操作员、单位、设置或历表"),
    ("campaigns", "积案专项"),
    ("merge", "合并与区分的记录"),
    ("batch", "导入批次"),
    ("waiting", "等待导入的台账"),
    ("answers", "对导入各行的回答"),
    ("became", "断线重发的登记"),
    ("the last record of a chain", "链的末条"),
];

/// What of the chains does not go with the trail.
pub fn findings(conn: &Connection, found: &mut Vec<Finding>) -> Sql<()> {
    let first = rows(conn, found)?;
    named(conn, found)?;
    claims(conn, found)?;
    unnamed(conn, first, found)
}

const fn finding(kind: &'static str, what: Sentence) -> Finding {
    Finding { kind, what }
}

/// What was found changed, in both languages.
fn told(what: &str) -> Sentence {
    let parts: Vec<String> = what
        .split(", ")
        .map(|part| {
            let known = NAMES.iter().find(|(name, _)| part.starts_with(name));
            known.map_or_else(
                || part.to_owned(),
                |(name, zh)| format!("{zh}{}", part[name.len()..].trim()),
            )
        })
        .collect();
    let zh = parts.join("、");
    say!("{zh}", "{what}")
}

/// A row of the trail, as far as it is looked at.
struct Line {
    seq: i64,
    at: Outside,
    operator: Outside,
    action: Outside,
    what: Outside,
    bound: Option<Bound>,
}

fn line(r: &Row<'_>) -> Sql<Line> {
    Ok(Line {
        seq: r.get(0)?,
        at: r.get(1)?,
        operator: r.get(2)?,
        action: r.get(3)?,
        what: r.get(4)?,
        bound: ends::read(r, 5)?,
    })
}

/// Follows the rows; gives the first that is bound, with the number of events that there were.
fn rows(conn: &Connection, found: &mut Vec<Finding>) -> Sql<Option<(i64, i64)>> {
    let mut statement = conn.prepare(
        "SELECT seq, at, operator, action, what, events, duties, claims, witnesses, bound FROM audit ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    let (mut first, mut before): (Option<(i64, i64)>, Option<Bound>) = (None, None);
    let mut wrong = 0;
    while let Some(r) = rows.next()? {
        let line = line(r)?;
        if line.action.raw() == ALTERED {
            found.push(altered(&line));
        }
        let Some(bound) = line.bound else {
            if before.is_some() && wrong < MOST {
                wrong += 1;
                found.push(loose(line.seq));
            }
            continue;
        };
        if wrong < MOST
            && let Some(finding) = fits(conn, &line, before.as_ref(), &bound)?
        {
            wrong += 1;
            found.push(finding);
        }
        first = first.or(Some((line.seq, bound.sizes[0])));
        before = Some(bound);
    }
    if let Some(what) = ends::Tails::now(conn)?.strays(conn)?.filter(|_| wrong == 0) {
        let Sentence { zh, en } = told(&what);
        found.push(finding(
            "audit",
            say!(
                "没有对应的审计记录，或在最后一条审计记录之后被改过：{zh}。",
                "In no row of the audit trail, or changed since its last: {en}."
            ),
        ));
    }
    Ok(first)
}

fn altered(line: &Line) -> Finding {
    let (seq, at, Sentence { zh, en }) = (line.seq, line.at.line(), told(line.what.raw()));
    finding(
        ALTERED,
        say!(
            "审计记录第{seq}条（{at}）：当时发现在程序之外被改过：{zh}。此后的保存没有使它变为可信。",
            "Entry {seq} of the trail ({at}): found then to have been changed behind the program's back: {en}. What was saved since has not made it good."
        ),
    )
}

fn loose(seq: i64) -> Finding {
    finding(
        "audit",
        say!(
            "审计记录第{seq}条不是本程序写的：没有与其他各链相系。",
            "Entry {seq} of the trail was not written by the program: it is bound to no other chain."
        ),
    )
}

/// Whether a row is bound to what the chains hold, and may be.
fn fits(
    conn: &Connection,
    line: &Line,
    before: Option<&Bound>,
    bound: &Bound,
) -> Sql<Option<Finding>> {
    if before == Some(bound) {
        return Ok(None);
    }
    let seq = line.seq;
    let broken = || {
        finding(
            "audit",
            say!(
                "审计记录第{seq}条与事件、值班事件、申请登记或见证记录不符：被改、被删或被重写。",
                "Entry {seq} of the trail does not go with the events, the duty events, the register of requests or the witnesses: changed, removed or written anew."
            ),
        )
    };
    let mut hashes = [chain::START; 4];
    for (at, (table, _)) in CHAINS.iter().enumerate() {
        let size = bound.sizes[at];
        if before.is_some_and(|b| b.sizes[at] > size) {
            return Ok(Some(broken()));
        }
        if size > 0 {
            // Table names come from the list of chains.
            let sql = format!("SELECT hash FROM {table} WHERE seq = ?1");
            let hash: Option<Hash> = conn
                .prepare_cached(&sql)?
                .query_row([size], |r| r.get(0))
                .optional()?;
            let Some(hash) = hash else {
                return Ok(Some(broken()));
            };
            hashes[at] = hash;
        }
    }
    if ends::digest(&bound.sizes, &hashes) != bound.digest {
        return Ok(Some(broken()));
    }
    let Some(before) = before else {
        return Ok(None);
    };
    if NOBODYS.contains(&line.action.raw()) || may_add(conn, line, before, bound)? {
        return Ok(None);
    }
    Ok(Some(finding(
        "audit",
        say!(
            "审计记录第{seq}条不会带来这些事件或记录：不是本程序写的。",
            "Entry {seq} of the trail cannot have brought these events or entries: not written by the program."
        ),
    )))
}

/// Whether a row may have added what it is bound to beyond the row before: not by reading, and nothing of
/// somebody else's.
fn may_add(conn: &Connection, line: &Line, before: &Bound, bound: &Bound) -> Sql<bool> {
    let reads = READING.contains(&line.action.raw());
    for (at, (table, name)) in CHAINS.iter().enumerate() {
        let (from, to) = (before.sizes[at], bound.sizes[at]);
        if from == to {
            continue;
        }
        if *name == "witness" {
            if reads && witness::found_since(conn, from)?.is_empty() {
                return Ok(false);
            }
            continue;
        }
        let sql = format!(
            "SELECT 1 FROM {table} WHERE seq > ?1 AND seq <= ?2 AND operator <> ?3 LIMIT 1"
        );
        let others = conn
            .prepare_cached(&sql)?
            .exists(params![from, to, line.operator.raw()])?;
        if reads || others {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Rows that name an event of a petition or of the duty desk: it is there, the same operator's, of the same
/// instant.
fn named(conn: &Connection, found: &mut Vec<Finding>) -> Sql<()> {
    let mut statement = conn.prepare(
        "SELECT seq, at, operator, action, what, petition FROM audit WHERE action IN ('register', 'act', 'remind', 'duty') ORDER BY seq",
    )?;
    let mut event = conn.prepare(
        "SELECT 1 FROM event WHERE seq = ?1 AND at = ?2 AND operator = ?3 AND petition = ?4",
    )?;
    let mut duty = conn.prepare(
        "SELECT 1 FROM duty_event WHERE seq = ?1 AND at = ?2 AND operator = ?3 AND kind = ?4",
    )?;
    let mut rows = statement.query([])?;
    let mut wrong = 0;
    while let Some(r) = rows.next()? {
        let text = |at: usize| -> Sql<&str> { Ok(r.get_ref(at)?.as_str()?) };
        let (seq, at, by, what) = (r.get::<_, i64>(0)?, text(1)?, text(2)?, text(4)?);
        let there = if text(3)? == "duty" {
            match parted(what, " #") {
                Some((kind, n)) => duty.exists(params![n, at, by, kind])?,
                None => true,
            }
        } else {
            match event_named(what) {
                Some(n) => event.exists(params![n, at, by, r.get::<_, Option<i64>>(5)?])?,
                None => true,
            }
        };
        if !there && wrong < MOST {
            wrong += 1;
            found.push(unmatched(seq, what));
        }
    }
    Ok(())
}

fn unmatched(seq: i64, what: &str) -> Finding {
    finding(
        "audit",
        say!(
            "审计记录第{seq}条所记的“{what}”对不上：事件或登记被删、被改或被换。",
            "What entry {seq} of the trail records, \"{what}\", is not there: removed, changed or exchanged."
        ),
    )
}

/// `kind #12`.
fn parted<'a>(what: &'a str, by: &str) -> Option<(&'a str, i64)> {
    let (word, n) = what.split_once(by)?;
    Some((word, n.parse().ok()?))
}

/// `event 12 …`.
fn event_named(what: &str) -> Option<i64> {
    let n = what.strip_prefix("event ")?;
    n.split(' ').next()?.parse().ok()
}

/// Each entry of the register of requests has its row, in the same order, and each such row its entry.
fn claims(conn: &Connection, found: &mut Vec<Finding>) -> Sql<()> {
    let mut rows = conn
        .prepare("SELECT seq, at, operator, what FROM audit WHERE action = 'claim' ORDER BY seq")?;
    let mut entries = conn.prepare(
        "SELECT seq, at, operator, action || ' #' || claim FROM claim_entry ORDER BY seq",
    )?;
    let (mut rows, mut entries) = (rows.query([])?, entries.query([])?);
    loop {
        match (rows.next()?, entries.next()?) {
            (None, None) => return Ok(()),
            (Some(row), entry) => {
                let same = |entry: &Row<'_>| -> Sql<bool> {
                    Ok((1..4).all(|at| match (row.get_ref(at), entry.get_ref(at)) {
                        (Ok(one), Ok(other)) => one == other,
                        _ => false,
                    }))
                };
                if !entry.map(same).transpose()?.unwrap_or(false) {
                    let (seq, what): (i64, String) = (row.get(0)?, row.get(3)?);
                    found.push(unmatched(seq, &what));
                    return Ok(());
                }
            }
            (None, Some(entry)) => {
                let seq: i64 = entry.get(0)?;
                found.push(finding(
                    "claims",
                    say!(
                        "申请登记的第{seq}号没有审计记录。",
                        "Entry {seq} of the register of requests is in no row of the audit trail."
                    ),
                ));
                return Ok(());
            }
        }
    }
}

/// Events from before rows were bound: since the trail names any, each was written by somebody of whom the
/// trail has a row of that instant. Reminders had none then.
fn unnamed(conn: &Connection, first: Option<(i64, i64)>, found: &mut Vec<Finding>) -> Sql<()> {
    let (last_row, last_event) = first.unwrap_or((i64::MAX, i64::MAX));
    let mut statement =
        conn.prepare("SELECT at, operator, action, what FROM audit WHERE seq <= ?1 ORDER BY seq")?;
    let mut rows = statement.query([last_row])?;
    let (mut known, mut from) = (HashSet::new(), None);
    while let Some(r) = rows.next()? {
        let (at, by, action): (String, String, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
        if READING.contains(&action.as_str()) {
            continue;
        }
        if action == "load" {
            // Of a synthetic office, all at once.
            return Ok(());
        }
        from = from.or(event_named(r.get_ref(3)?.as_str()?));
        known.insert((at, by));
    }
    let Some(from) = from else { return Ok(()) };
    let mut statement = conn.prepare(
        "SELECT seq, at, operator FROM event WHERE seq > ?1 AND seq <= ?2 AND substr(body, 1, 16) <> '{\"step\":\"remind\"' ORDER BY seq",
    )?;
    let mut rows = statement.query([from, last_event])?;
    while let Some(r) = rows.next()? {
        if !known.contains(&(r.get(1)?, r.get(2)?)) {
            let seq: i64 = r.get(0)?;
            found.push(finding(
                "chain",
                say!(
                    "事件{seq}没有对应的审计记录。",
                    "Event {seq} is in no row of the audit trail."
                ),
            ));
            return Ok(());
        }
    }
    Ok(())
}
