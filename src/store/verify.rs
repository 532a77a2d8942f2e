//! `verify`: `SQLite`'s own check, both chains, and every cache made again from the events and compared.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row};

use super::upgrading::{self, Upgrading};
use super::{
    Refusal, Sql, Store, audit, bindings, calendars, claims, duty, events, keeping, merges, remade,
    shape, shown, strays, torn, unread, witness,
};
use crate::domain::chain::{self, Hash};
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::office::Office;
use crate::domain::rights::Seat;
use crate::words::{Sentence, Trouble};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `integrity`, `schema`, `chain`, `audit`, `claims`, `office`, `cache`, `record` or `altered`.
    pub kind: &'static str,
    /// What and where.
    pub what: Sentence,
}

impl Finding {
    /// True of something that was found, and put on record, when it was no longer to be helped: what was
    /// saved since is as it was saved.
    #[must_use]
    pub fn is_past(&self) -> bool {
        self.kind == strays::ALTERED
    }
}

impl Store {
    /// Checks the whole store as it stood at one moment; changes nothing. An empty list means sound. `progress` gets events checked.
    ///
    /// # Errors
    /// A [`Trouble`] when the file cannot be read at all.
    pub fn verify(&mut self, mut progress: impl FnMut(i64)) -> Result<Vec<Finding>, Trouble> {
        self.look(|conn, office| whole(conn, office, &mut progress))
    }

    /// As [`Store::verify`], without `SQLite`'s own check of its pages: what somebody changed beside the
    /// program is found by both.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn altered(&self) -> Result<Vec<Finding>, Trouble> {
        self.look(|conn, office| follows(conn, office, (unread::Checks::default(), &mut |_| {})))
    }
}

/// Everything that is checked.
pub fn whole(
    conn: &Connection,
    office: &Office,
    progress: &mut impl FnMut(i64),
) -> Sql<Vec<Finding>> {
    // In a damaged file whatever still reads is checked: what somebody did to it may be the cause.
    let checks = match torn::integrity(conn)? {
        findings if findings.is_empty() => unread::Checks::default(),
        findings => unread::Checks::of_damaged(findings),
    };
    follows(conn, office, (checks, progress))
}

/// What does not follow from what was saved by the program.
fn follows(
    conn: &Connection,
    office: &Office,
    (mut checks, progress): (unread::Checks, &mut impl FnMut(i64)),
) -> Sql<Vec<Finding>> {
    // Of a row that does not read nothing can be derived: then what is kept beside the events is not compared.
    checks.go(|found| unread::lists(conn, found))?;
    checks.go(|_| calendars::calendar(conn).map(drop))?;
    checks.go(|_| duty::periods(conn).map(drop))?;
    checks.go(|found| rules(conn, found))?;
    let stands = checks.all_read();
    checks.go(|found| shape::findings(conn).map(|more| found.extend(more)))?;
    checks.go(|found| event_chain(conn, found, progress))?;
    checks.go(|found| audit_chain(conn, found))?;
    checks.go(|found| duty_chain(conn, found))?;
    checks.go(|found| claim_chain(conn, found))?;
    checks.go(|found| witness::findings(conn).map(|more| found.extend(more)))?;
    checks.go(|found| bindings::findings(conn, found))?;
    checks.go(|found| shown::findings(conn, found))?;
    if stands {
        checks.go(|found| remade::caches(conn, office, found))?;
    }
    checks.go(|found| records(conn, found))?;
    checks.go(|found| {
        let said = merges::differs(conn)?;
        found.extend(said.map(|what| Finding {
            kind: "record",
            what,
        }));
        Ok(())
    })?;
    checks.end(conn)
}

/// The office's own limits, which only an edit can have made unreadable.
fn rules(conn: &Connection, findings: &mut Vec<Finding>) -> Sql<()> {
    match calendars::rules(conn) {
        Ok(_) => Ok(()),
        Err(Refusal::Sql(error)) => Err(error),
        Err(Refusal::Trouble(trouble)) => {
            let Sentence { zh, en } = &trouble.what;
            findings.push(Finding {
                kind: "office",
                what: say!(
                    "本办期限读不出来：{zh}",
                    "The office's own rules do not read: {en}"
                ),
            });
            Ok(())
        }
    }
}

/// Follows a chain whose rows are number, petition, five texts, hash; gives the number where it
/// breaks, if it does. `link` makes the hash of a row from the one before.
fn broken_at(
    conn: &Connection,
    sql: &str,
    link: impl Fn(&Row<'_>, &Hash, i64, &[&str; 5]) -> Sql<Hash>,
    mut passed: impl FnMut(i64),
) -> Sql<Option<i64>> {
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    let (mut before, mut expected) = (chain::START, 1);
    while let Some(r) = rows.next()? {
        let seq: i64 = r.get(0)?;
        let text = |at: usize| -> Sql<&str> { Ok(r.get_ref(at)?.as_str()?) };
        let texts = [text(2)?, text(3)?, text(4)?, text(5)?, text(6)?];
        let hash = link(r, &before, seq, &texts)?;
        let stored: Hash = r.get(7)?;
        if seq != expected || hash != stored {
            return Ok(Some(seq));
        }
        (before, expected) = (stored, seq + 1);
        passed(seq);
    }
    Ok(None)
}

fn claim_chain(conn: &Connection, findings: &mut Vec<Finding>) -> Sql<()> {
    let broken = broken_at(
        conn,
        "SELECT seq, claim, at, operator, action, body, why, hash FROM claim_entry ORDER BY seq",
        |r, before, seq, texts| Ok(claims::hash_of(before, seq, r.get(1)?, texts)),
        |_| {},
    )?;
    findings.extend(broken.map(|seq| Finding {
        kind: "claims",
        what: say!(
            "申请登记的链在第{seq}号断开：内容被改或缺少记录。",
            "The chain of the register of requests breaks at entry {seq}: changed or missing."
        ),
    }));
    Ok(())
}

/// The people's records: restricted ones are put away, corrected ones show the right value.
fn records(conn: &Connection, findings: &mut Vec<Finding>) -> Sql<()> {
    for PersonId(id) in keeping::misplaced(conn)? {
        findings.push(Finding {
            kind: "record",
            what: say!(
                "信访人记录{id}的限制与事件不符。",
                "The restriction of the person's record {id} does not follow from the events."
            ),
        });
    }
    for (PersonId(id), seq) in keeping::forgotten(conn)? {
        findings.push(Finding {
            kind: "record",
            what: say!(
                "信访人记录{id}不再是第{seq}号事件更正后的内容。",
                "The person's record {id} does not show the correction of event {seq} any more."
            ),
        });
    }
    Ok(())
}

fn event_chain(
    conn: &Connection,
    findings: &mut Vec<Finding>,
    progress: &mut impl FnMut(i64),
) -> Sql<()> {
    let broken = broken_at(
        conn,
        "SELECT seq, petition, on_date, at, operator, why, body, hash FROM event ORDER BY seq",
        |r, before, seq, texts| Ok(events::hash_of(before, seq, PetitionId(r.get(1)?), texts)),
        |seq| {
            if seq % 10_000 == 0 {
                progress(seq);
            }
        },
    )?;
    findings.extend(broken.map(|seq| Finding {
        kind: "chain",
        what: say!(
            "事件链在第{seq}号断开：内容被改或缺少事件。",
            "The event chain breaks at event {seq}: changed or missing."
        ),
    }));
    Ok(())
}

fn audit_chain(conn: &Connection, findings: &mut Vec<Finding>) -> Sql<()> {
    let broken = broken_at(
        conn,
        "SELECT seq, petition, at, operator, action, what, why, hash, key, came, bound, role FROM audit ORDER BY seq",
        |r, before, seq, texts| {
            let seat = [r.get_ref(8)?.as_str()?, r.get_ref(9)?.as_str()?];
            let bound: Option<Hash> = r.get(10)?;
            let bound = bound.as_ref();
            let role = r.get_ref(11)?.as_str_or_null()?;
            Ok(audit::hash_of(
                before,
                seq,
                r.get(1)?,
                texts,
                &seat,
                bound,
                role,
            ))
        },
        |_| {},
    )?;
    findings.extend(broken.map(|seq| Finding {
        kind: "audit",
        what: say!(
            "审计链在第{seq}号断开：内容被改或缺少记录。",
            "The audit chain breaks at entry {seq}: changed or missing."
        ),
    }));
    Ok(())
}

/// The duty desk's chain; each event must also be one that the book can read, under its own kind.
fn duty_chain(conn: &Connection, findings: &mut Vec<Finding>) -> Sql<()> {
    let broken = broken_at(
        conn,
        "SELECT seq, 0, at, operator, kind, body, why, hash FROM duty_event ORDER BY seq",
        |_, before, seq, texts| Ok(duty::hash_of(before, seq, texts)),
        |_| {},
    )?;
    let broken = match broken {
        None => duty::unreadable(conn)?,
        broken => broken,
    };
    findings.extend(broken.map(|seq| Finding {
        kind: "chain",
        what: say!(
            "值班事件链在第{seq}号断开：内容被改、读不懂或缺少事件。",
            "The chain of duty events breaks at event {seq}: changed, unreadable or missing."
        ),
    }));
    Ok(())
}

/// Makes the caches again from the events: what a new cache holds of the petitions on file.
pub fn remake(tx: &Connection, path: &Path) -> Result<(), Trouble> {
    let sql = |e: rusqlite::Error| super::trouble(&e, path);
    let anybody: Option<String> = tx
        .query_row("SELECT login FROM operator LIMIT 1", [], |r| r.get(0))
        .optional()
        .map_err(sql)?;
    let Some(login) = anybody else { return Ok(()) };
    let office = super::office::load(tx, &login, path)?;
    // By nobody: what the new version adds is not the work of an operator.
    let hand = strays::Hand {
        by: "",
        seat: &Seat::default(),
        at: None,
    };
    strays::begin(tx, hand).map_err(sql)?;
    let passed = |done, all| upgrading::at(Upgrading::Events(done, all));
    remade::rebuild(tx, tx, &office, passed).map_err(sql)?;
    witness::begin(tx).map_err(sql)?;
    strays::upgraded(tx, hand).map_err(sql)
}
