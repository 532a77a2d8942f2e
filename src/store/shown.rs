//! Whom the trail says were shown, held against the table that answers who saw somebody.

use rusqlite::Connection;

use super::{Finding, Sql, audit};

/// Whom searches showed and registrations named, beside the trail, follows from the words of the trail.
pub fn findings(conn: &Connection, findings: &mut Vec<Finding>) -> Sql<()> {
    let mut statement = conn.prepare(
        "SELECT seq, what, action = 'register' FROM audit WHERE action IN ('search', 'give', 'merge', 'person')
            OR action = 'register' AND instr(what, '#') > 0 ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    let mut beside =
        conn.prepare("SELECT person FROM audit_person WHERE seq = ?1 ORDER BY person")?;
    let mut count: i64 = 0;
    while let Some(r) = rows.next()? {
        let seq: i64 = r.get(0)?;
        let what = r.get_ref(1)?.as_str()?;
        let of = if r.get(2)? {
            audit::named_in(what)
        } else {
            audit::shown_in(what)
        };
        let mut said: Vec<i64> = of.iter().map(|p| p.0).collect();
        said.sort_unstable();
        said.dedup();
        let kept: Vec<i64> = beside.query_map([seq], |r| r.get(0))?.collect::<Sql<_>>()?;
        count += i64::try_from(kept.len()).unwrap_or(i64::MAX);
        if said != kept {
            findings.push(Finding {
                kind: "cache",
                what: say!(
                    "缓存表audit_person与审计记录不符：第{seq}条。",
                    "The cache audit_person does not follow from the trail: entry {seq}."
                ),
            });
            return Ok(());
        }
    }
    let all: i64 = conn.query_row("SELECT count(*) FROM audit_person", [], |r| r.get(0))?;
    if all != count {
        findings.push(Finding {
            kind: "cache",
            what: say!(
                "缓存表audit_person多出记录。",
                "The cache audit_person holds more than the trail."
            ),
        });
    }
    Ok(())
}
