//! `import --wait`: a ledger is checked and put on the desk, to be answered there and then imported.

use std::path::Path;

use serde_json::json;

use super::import_rows::Ready;
use super::import_sheet::named;
use super::out::{Done, talk};
use super::progress::Progress;
use super::session::{Session, Whom};
use crate::exchange::Ledger;
use crate::store::finder::Finder;
use crate::store::waiting::Put;
use crate::words::{Exit, Trouble, Word};

const LOOKING: Word = Word::new("比对", "comparing");

/// Puts the rows that can be taken on the desk.
///
/// # Errors
/// The store's [`Trouble`], or that there is no row to put there (2).
pub fn put(
    whom: &Whom,
    session: &mut Session,
    ledger: &Ledger,
    ready: &Ready,
    (file, refused): (&Path, usize),
) -> Result<Done, Trouble> {
    if ready.rows.is_empty() {
        return Err(Trouble::unchanged(
            Exit::Wrong,
            say!("没有一行可以导入。", "No row can be taken."),
            say!(
                "用 --report 文件.csv 写出每行的问题，改好后再来一次。",
                "Write every finding with --report FILE.csv, correct them and try again."
            ),
        ));
    }
    let mut finder = Finder::ready(whom.open()?.store, |_| {})?;
    finder.follow()?;
    let mut bar = Progress::new(LOOKING, ready.rows.len(), session.lang);
    let mut lines = Vec::with_capacity(ready.rows.len());
    for (n, (row, draft)) in ready.rows.iter().zip(&ready.drafts).enumerate() {
        bar.at(n);
        let mut on_record = false;
        for someone in &row.intake.people {
            on_record = on_record || finder.is_like_somebody(&someone.person, session.now)?;
        }
        lines.push((ledger.rows[ready.places[n]].line, draft.clone(), on_record));
    }
    drop(bar);
    let put = Put {
        file: &named(file),
        digest: ledger.digest,
        refused,
        rows: &ready.rows,
        lines: &lines,
    };
    let id = session.store.put_waiting(&put, session.now)?;
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
    Ok(Done::json(
        &json!({ "waiting": id, "rows": rows, "asked": asked, "refused": refused }),
    ))
}
