//! The chains of a store, or of a copy, held against anchors and against a signed paper.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use crate::domain::anchor::{Chain, Head, Note, Printed, Public};
use crate::store::{Sql, Store, restoring, trouble};
use crate::words::{Sentence, Trouble};

impl Store {
    /// What does not agree with the anchors: cut off, or written anew since. With a public key, also
    /// which anchors it did not sign.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn disagreements(
        &self,
        notes: &[Note],
        key: Option<&Public>,
    ) -> Result<Vec<Sentence>, Trouble> {
        self.look(|conn, _| held(conn, notes, key, true))
    }
}

/// What of a copy contradicts the anchors: written anew since. What they hold from after the copy was made
/// it cannot have.
///
/// # Errors
/// A [`Trouble`] when it cannot be read.
pub fn contradictions(
    copy: &Path,
    notes: &[Note],
    key: Option<&Public>,
) -> Result<Vec<Sentence>, Trouble> {
    restoring::raw(copy)
        .and_then(|conn| held(&conn, notes, key, false))
        .map_err(|e| trouble(&e, copy))
}

/// The chains held against anchors; `whole` of a store that must have all of what they hold.
fn held(
    conn: &Connection,
    notes: &[Note],
    key: Option<&Public>,
    whole: bool,
) -> Sql<Vec<Sentence>> {
    let mut found = Vec::new();
    for note in notes {
        let (line, at) = (note.line, &note.anchor.at);
        if key.is_some_and(|k| !k.signed(note)) {
            found.push(say!(
                "锚点文件第{line}行（{at}）：签名不对。",
                "Line {line} of the anchors ({at}): the signature is wrong."
            ));
            continue;
        }
        for (chain, head) in note.anchor.heads() {
            let (table, zh, en) = (table(chain), chain.word().zh, chain.word().en);
            let size = head.size;
            match disagreement(conn, table, head)? {
                Some(Breach::Cut(last)) if whole => found.push(say!(
                    "{zh}被删：锚点（第{line}行，{at}）时有{size}条，现在只到第{last}条。",
                    "The {en} were cut off: {size} at the anchor (line {line}, {at}), now they end at {last}."
                )),
                Some(Breach::Anew) => found.push(say!(
                    "{zh}被重写：第{size}条与锚点（第{line}行，{at}）不符。",
                    "The {en} were written anew: number {size} is not the one of the anchor (line {line}, {at})."
                )),
                _ => {}
            }
        }
    }
    Ok(found)
}

impl Store {
    /// How the trail does not agree with a head typed from a paper; `None` when it does.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn disagrees_with_paper(&self, printed: &Printed) -> Result<Option<Sentence>, Trouble> {
        self.look(|conn, _| {
            let (size, of) = (printed.size, printed.of);
            let sql = format!("SELECT hash FROM {} WHERE seq = ?1", table(of));
            let there: Option<crate::domain::chain::Hash> =
                conn.query_row(&sql, [size], |r| r.get(0)).optional()?;
            let (zh, en) = (of.word().zh, of.word().en);
            Ok(match there {
                Some(hash) if crate::domain::chain::hex(&hash).starts_with(&printed.begins) => None,
                Some(_) => Some(say!(
                    "{zh}被重写：第{size}条与纸上的不符（也请核对有没有打错）。",
                    "The {en} were written anew: number {size} is not the one on the paper (check the typing as well)."
                )),
                None => Some(say!(
                    "{zh}被删：纸上有{size}条，现在没有这么多。",
                    "The {en} were cut off: the paper has {size}, now there are fewer."
                )),
            })
        })
    }
}

/// The table in which a chain stands.
const fn table(chain: Chain) -> &'static str {
    match chain {
        Chain::Audit => "audit",
        Chain::Events => "event",
        Chain::Duty => "duty_event",
        Chain::Witness => "witness",
        Chain::Claims => "claim_entry",
    }
}

/// How a chain does not agree with an anchor.
enum Breach {
    /// It ends before; with the number of its last record.
    Cut(i64),
    /// Another record stands there.
    Anew,
}

fn disagreement(conn: &Connection, table: &str, head: Head) -> Sql<Option<Breach>> {
    if head.size == 0 {
        return Ok(None);
    }
    // Table names come from the list above.
    let there: Option<crate::domain::chain::Hash> = conn
        .query_row(
            &format!("SELECT hash FROM {table} WHERE seq = ?1"),
            [head.size],
            |r| r.get(0),
        )
        .optional()?;
    match there {
        Some(hash) if hash == head.hash => Ok(None),
        Some(_) => Ok(Some(Breach::Anew)),
        None => {
            let last = format!("SELECT coalesce(max(seq), 0) FROM {table}");
            conn.query_row(&last, [], |r| r.get(0))
                .map(|last| Some(Breach::Cut(last)))
        }
    }
}

impl Store {
    /// What operators wrote into an office's store without its launcher, since the first of them came in by
    /// it: such rows bear neither a key nor a way. The row of a restore bore none in earlier versions.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn unseated(&self) -> Result<Option<Sentence>, Trouble> {
        let sql = "SELECT count(*), coalesce(min(seq), 0) FROM audit WHERE came = '' AND operator <> '' AND action <> 'restore'
             AND seq > (SELECT min(seq) FROM audit WHERE came IN ('ssh', 'sudo'))";
        let found = self.look(|conn, _| {
            conn.query_row(sql, [], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?)))
        })?;
        Ok((found.0 > 0).then(|| {
            let (many, first) = found;
            say!(
                "审计记录有{many}条不是从共用服务器的门进来写的（没有钥匙和来路），从第{first}条起。",
                "{many} audit entries, from number {first} on, were not written by anybody who came in by the shared server's door: they bear neither a key nor a way."
            )
        }))
    }
}
