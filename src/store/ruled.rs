//! A request about own data is ruled on once, and who asks is identified once: nobody's word replaces another's.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Now, Refusal, Sql, row};
use crate::domain::claim::Entry;
use crate::domain::office::Office;
use crate::words::{Exit, Outside, Sentence, Trouble};

/// True when the very same entry by the same operator stands in a request, which is a retry; false when
/// none of the kind does.
///
/// # Errors
/// Refused when another entry of the kind stands, with who made it, when, and what it says.
pub fn stands(
    tx: &Connection,
    office: &Office,
    claim: i64,
    entry: &Entry,
) -> Result<bool, Refusal> {
    if !matches!(entry, Entry::Identify { .. } | Entry::Decide { .. }) {
        return Ok(false);
    }
    let Some(last) = last(tx, claim, entry.code())? else {
        return Ok(false);
    };
    if last.by.raw() == office.operator.login && last.entry == *entry {
        return Ok(true);
    }
    Err(refused(claim, &last).into())
}

/// An entry with who made it and when.
struct Made {
    by: Outside,
    name: Outside,
    at: Now,
    entry: Entry,
}

fn last(tx: &Connection, claim: i64, kind: &str) -> Sql<Option<Made>> {
    let sql = "SELECT c.operator, coalesce(o.name, c.operator), c.at, c.body
               FROM claim_entry c LEFT JOIN operator o ON o.login = c.operator
               WHERE c.claim = ?1 AND c.action = ?2 ORDER BY c.seq DESC LIMIT 1";
    let read = |r: &rusqlite::Row<'_>| {
        Ok(Made {
            by: r.get(0)?,
            name: r.get(1)?,
            at: row::instant(r, 2)?,
            entry: row::json(r, 3)?,
        })
    };
    tx.prepare_cached(sql)?
        .query_row(params![claim, kind], read)
        .optional()
}

fn refused(claim: i64, made: &Made) -> Trouble {
    let (by, at) = (made.name.line(), made.at.format("%Y-%m-%d %H:%M"));
    let why: Sentence = match &made.entry {
        Entry::Decide {
            ruling, approver, ..
        } => {
            let (word, approver) = (ruling.word(), approver.line());
            let (zh, en) = (word.zh, word.en);
            say!(
                "第{claim}号申请已有决定：{by}于{at}记下“{zh}”，决定的负责人{approver}。一件申请只作一次决定，没有改写它。",
                "Request {claim} is ruled on already: {by} entered \"{en}\" on {at}, decided by {approver}. A request is ruled on once; that was not overwritten."
            )
        }
        _ => say!(
            "第{claim}号申请的身份已经核验：{by}于{at}记下。只核验一次，没有改写它。",
            "Who makes request {claim} was identified already: {by} entered it on {at}. That is done once and was not overwritten."
        ),
    };
    let next = say!(
        "有出入的，请与记下的人核对；登记簿：zhuoluo privacy list。",
        "If it ought to be another, talk to whoever entered it; the register: zhuoluo privacy list."
    );
    Trouble::unchanged(Exit::Refused, why, next)
}
