//! `import --wait`: a ledger is checked and put on the desk, to be answered there and then imported.

use std::path::Path;

use serde_json::{Value, json};

use super::import_rows::Ready;
use super::import_sheet::named;
use super::out::{remark, talk};
use super::progress::{Progress, index_bar};
use super::session::{Session, Whom};
use crate::exchange::Ledger;
use crate::store::finder::Finder;
use crate::store::waiting::Put;
use crate::words::{Trouble, Word};

const LOOKING: Word = Word::new("比对", "comparing");

/// Puts the rows that can be taken on the desk.
///
/// # Errors
/// The store's [`Trouble`].
pub fn put(
    whom: &Whom,
    session: &mut Session,
    ledger: &Ledger,
    ready: &Ready,
    (file, refused): (&Path, usize),
    answer: &mut Value,
) -> Result<(), Trouble> {
    let mut finder = Finder::ready(whom.open()?.store, index_bar(session.lang))?;
    let mut bar = Progress::new(LOOKING, ready.rows.len(), session.lang);
    let mut lines = Vec::with_capacity(ready.rows.len());
    let now = session.now();
    for (n, (row, draft)) in ready.rows.iter().zip(&ready.drafts).enumerate() {
        bar.at(n);
        let mut on_record = Vec::new();
        for (nth, someone) in row.intake.people.iter().enumerate() {
            if finder.is_like_somebody(&someone.person, now)? {
                on_record.push(nth);
            }
        }
        lines.push((ledger.rows[ready.places[n]].line, draft.clone(), on_record));
    }
    drop(bar);
    remark(finder.note(), session.lang);
    let put = Put {
        file: &named(file),
        digest: ledger.digest,
        refused,
        rows: &ready.rows,
        lines: &lines,
    };
    let id = session.store.put_waiting(&put, session.now())?;
    let waiting = session.store.waiting()?;
    let asked = waiting
        .iter()
        .find(|w| w.id == id)
        .map_or(0, |w| w.asked.len());
    let rows = ready.rows.len();
    let said = say!(
        "{rows}行已交到桌面，{asked}行像在册的人或本台账的另一行；还没有导入。在桌面“台账”的“导入”一页回答、确认。",
        "{rows} rows are on the desk, {asked} of them look like somebody on record or like another row; nothing is imported yet. Answer and confirm them on the page \"imports\" of the ledgers."
    );
    talk(said.say(session.lang));
    answer["waiting"] = json!(id);
    answer["asked"] = json!(asked);
    Ok(())
}
