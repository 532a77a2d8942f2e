//! `import`: a ledger becomes petitions, every row accounted for; `--undo` gives the store back.

use std::path::Path;

use serde_json::{Value, json};

use super::args;
use super::args_import::ImportCommand;
use super::import_answers;
use super::import_matches;
use super::import_rows::{self, Ready};
use super::import_sheet;
use super::import_wait;
use super::import_waiting;
use super::input;
use super::list::List;
use super::out::{Done, may_put, put, talk};
use super::progress::Progress;
use super::session::{Session, Whom};
use crate::domain::intake::Desk;
use crate::exchange::{self, Encoding, Ledger, Mapping, Options, Outcome};
use crate::runtime::reader;
use crate::store::batch::{self, Imported};
use crate::store::{room, waiting};
use crate::words::{Exit, Lang, Trouble, Word};

const READING: Word = Word::new("核对", "checking");
const TAKING: Word = Word::new("导入", "importing");
const NO_REPORT: Word = Word::new(
    "导入照下面说的办完了，只是没有写成报告；用 --report 再导入同一个文件，就会写出每行的下落，不会重复登记。",
    "The import went as said below, only the report was not written; import the same file again with --report: it says what became of every row and registers nothing twice.",
);
/// Findings said on standard error; all of them are in the report.
const SAID: usize = 20;

pub fn run(whom: &Whom, args: &args::Import) -> Result<Done, Trouble> {
    if let Some(ImportCommand::Waiting(waiting)) = &args.command {
        return import_waiting::run(whom, waiting);
    }
    let mut session = whom.open()?;
    if args.list {
        return list(&session);
    }
    match (args.undo, &args.file) {
        (Some(batch), _) => undo(&mut session, batch),
        (None, Some(file)) => import(whom, &mut session, args, file),
        (None, None) => Ok(Done::default()),
    }
}

fn list(session: &Session) -> Result<Done, Trouble> {
    let lang = session.lang;
    let mut list = List::new(match lang {
        Lang::Zh => &["批次", "时间", "导入", "退回", "状态", "文件"],
        Lang::En => &["batch", "at", "taken", "refused", "state", "file"],
    });
    for (id, file, at, taken, refused, undone) in session.store.batches()? {
        let state = match (undone, lang) {
            (true, Lang::Zh) => "已撤销",
            (true, Lang::En) => "undone",
            (false, _) => "",
        };
        list.row([
            id.to_string(),
            at,
            taken.to_string(),
            refused.to_string(),
            state.to_owned(),
            file,
        ]);
    }
    for waiting in session.store.waiting()? {
        let (file, rows, open) = (waiting.file.line(), waiting.rows, waiting.open());
        let said = say!(
            "在桌面等待导入：“{file}”{rows}行，未答{open}。",
            "Waits on the desk: \"{file}\", {rows} rows, {open} open."
        );
        talk(said.say(lang));
    }
    Ok(Done::text(list.text()))
}

fn undo(session: &mut Session, batch: i64) -> Result<Done, Trouble> {
    let count = session.store.undo_import(batch, session.now())?;
    let said = say!(
        "已撤销批次{batch}：{count}件。",
        "Batch {batch} is undone: {count} petitions."
    );
    talk(said.say(session.lang));
    Ok(Done::default())
}

fn import(
    whom: &Whom,
    session: &mut Session,
    args: &args::Import,
    file: &Path,
) -> Result<Done, Trouble> {
    let lang = session.lang;
    let mut ledger = read(session, args, file)?;
    let office = session.office();
    let desk = Desk {
        today: session.today(),
        units: &office.units,
        categories: office.categories,
    };
    let mut bar = Progress::new(READING, ledger.rows.len(), lang);
    let mut ready = import_rows::prepare(&mut ledger, desk, |n| bar.at(n));
    drop(bar);
    let refused = ledger.rows.iter().filter(|r| !r.is_good()).count();
    import_sheet::tell(&ledger, &ready, lang);
    findings(&ledger, lang);
    // Before anything is stored: a failure leaves everything as it was.
    for path in args.report.iter().chain(&args.matches) {
        may_put(path, args.force)?;
    }
    alike(whom, args, &ledger, &mut ready, lang)?;
    // All or nothing, unless the good rows alone are asked for.
    let stopped = refused > 0 && !args.each && !args.dry_run;
    let dry = args.dry_run || args.wait || stopped;
    let done = store(session, &ledger, &ready, file, refused, dry)?;
    let outcomes = outcomes(session, &ledger, &ready, &done, dry)?;
    if let Some(path) = &args.report {
        let report = exchange::report(&ledger, &outcomes, lang);
        if let Err(trouble) = put(path, &report) {
            talk(trouble.what.say(lang));
            talk(NO_REPORT.say(lang));
        }
    }
    let count = Count::of(&ledger, &ready, &done, refused);
    count.say(dry, lang);
    too_late(done.late, lang);
    if ready.rows.is_empty() && refused > 0 {
        return Err(all_refused());
    }
    if stopped {
        return Err(some_refused(refused));
    }
    let mut answer = count.as_json(dry);
    import_sheet::add(&ledger, &ready, &mut answer);
    if args.wait {
        import_wait::put(whom, session, &ledger, &ready, (file, refused), &mut answer)?;
    }
    Ok(Done::json(&answer))
}

/// Answers about rows that were imported before do nothing any more: said, with what does.
fn too_late(late: usize, lang: Lang) {
    if late > 0 {
        let said = say!(
            "有{late}个回答说的是早已导入的行，没有用上；要改：zhuoluo person merge、person not-same，或办理里的“并入事项”。",
            "{late} answers are about rows that were imported before and did nothing; for those: `zhuoluo person merge`, `person not-same`, or the step \"link\"."
        );
        talk(said.say(lang));
    }
}

/// Takes the answers in, and writes whom and what the rows look like.
fn alike(
    whom: &Whom,
    args: &args::Import,
    ledger: &Ledger,
    ready: &mut Ready,
    lang: Lang,
) -> Result<(), Trouble> {
    if let Some(path) = &args.answers {
        let count = import_answers::read(whom, ready, path)?;
        let said = say!("{count}个回答。", "{count} answers.");
        talk(said.say(lang));
    }
    if let Some(path) = &args.matches {
        let count = import_matches::write(whom, ledger, ready, path)?;
        let said = say!(
            "{count}行像在册的人；没有回答的，按另一人登记（姓名和校验无误的证件号码都相同的除外）。填好最后一列，用 --answers 导入。",
            "{count} rows look like somebody on record; without an answer they are somebody else, but for the same name with the same sound document number. Fill in the last column and import with --answers."
        );
        talk(said.say(lang));
    }
    Ok(())
}

fn read(session: &Session, args: &args::Import, file: &Path) -> Result<Ledger, Trouble> {
    let bytes = input::bytes(file)?;
    let name = file.file_name().unwrap_or(file.as_os_str());
    let mapping = match &args.map {
        Some(path) => {
            let text = input::bytes(path)?;
            Some(Mapping::parse(&String::from_utf8_lossy(&text))?)
        }
        None => None,
    };
    let options = Options {
        sheet: args.sheet.clone(),
        mapping,
        encoding: args.encoding.as_deref().map(encoding),
        ..Options::new(session.today())
    };
    reader::read(bytes, &name.to_string_lossy(), &options)
}

fn encoding(name: &str) -> Encoding {
    match name.to_ascii_lowercase().as_str() {
        "gb18030" | "gbk" => Encoding::Gb18030,
        "utf-16le" => Encoding::Utf16Le,
        "utf-16be" => Encoding::Utf16Be,
        _ => Encoding::Utf8,
    }
}

fn store(
    session: &mut Session,
    ledger: &Ledger,
    ready: &Ready,
    file: &Path,
    refused: usize,
    dry: bool,
) -> Result<Imported, Trouble> {
    let name = import_sheet::named(file);
    let whole = batch::Ledger {
        file: &name,
        digest: ledger.digest,
        refused,
        rows: &ready.rows,
    };
    if !dry {
        let rows = u64::try_from(ready.rows.len()).unwrap_or(u64::MAX);
        room::for_work(session.store.path(), rows.saturating_mul(waiting::ROW))?;
    }
    let mut bar = Progress::new(TAKING, ready.rows.len(), session.lang);
    session
        .store
        .import(&whole, session.now(), dry, |n| bar.at(n))
}

/// What became of every row, for the report.
fn outcomes(
    session: &Session,
    ledger: &Ledger,
    ready: &Ready,
    done: &Imported,
    dry: bool,
) -> Result<Vec<Outcome>, Trouble> {
    let mut outcomes = vec![Outcome::Planned; ledger.rows.len()];
    let known: std::collections::HashSet<&str> =
        done.known_keys.iter().map(String::as_str).collect();
    for (place, row) in ready.places.iter().zip(&ready.rows) {
        let is_known = known.contains(row.key.as_str());
        if dry && !is_known {
            continue;
        }
        let number = session.store.number_of_row(&row.key)?.unwrap_or_default();
        outcomes[*place] = if is_known {
            Outcome::Already(number)
        } else {
            Outcome::Taken(number)
        };
    }
    Ok(outcomes)
}

/// The first findings, cell by cell.
fn findings(ledger: &Ledger, lang: Lang) {
    let remarks = || {
        let rows = ledger.rows.iter();
        rows.flat_map(|r| r.refusals.iter().chain(&r.warnings))
    };
    for remark in remarks().take(SAID) {
        talk(&remark.fault.say(lang));
    }
    let more = remarks().skip(SAID).count();
    if more > 0 {
        let said = say!(
            "……另有{more}条，用 --report 文件.csv 全部写出。",
            "… and {more} more; --report FILE.csv writes them all."
        );
        talk(said.say(lang));
    }
}

/// Every row of a ledger, by what became of it.
struct Count {
    batch: i64,
    rows: usize,
    taken: usize,
    warned: usize,
    known: usize,
    repeated: usize,
    refused: usize,
    skipped: usize,
}

impl Count {
    fn of(ledger: &Ledger, ready: &Ready, done: &Imported, refused: usize) -> Self {
        let rows = ledger.rows.iter();
        Self {
            batch: done.batch,
            rows: ledger.rows.len(),
            taken: done.taken,
            warned: ready
                .places
                .iter()
                .filter(|p| import_rows::is_warned(&ledger.rows[**p]))
                .count(),
            known: done.known,
            repeated: rows.filter(|r| r.is_good() && r.repeats.is_some()).count(),
            refused,
            skipped: ledger.skipped.len(),
        }
    }

    /// One line for scripts; a dry run and a run without new rows have no batch.
    fn as_json(&self, dry: bool) -> Value {
        let batch = (!dry && self.taken > 0).then_some(self.batch);
        json!({
            "batch": batch,
            "dry_run": dry,
            "rows": self.rows,
            "taken": self.taken,
            "warned": self.warned,
            "known": self.known,
            "repeated": self.repeated,
            "refused": self.refused,
            "skipped": self.skipped,
            "waiting": null,
            "asked": null,
        })
    }

    /// The same for a person.
    fn say(&self, dry: bool, lang: Lang) {
        let Self {
            batch,
            rows,
            taken,
            warned,
            known,
            repeated,
            refused,
            skipped,
        } = self;
        let said = if dry {
            say!(
                "共{rows}行：可导入{taken}（含提示{warned}），已有{known}，文件内重复{repeated}，退回{refused}；另有{skipped}处不是信访件。没有写入。",
                "{rows} rows: {taken} can be taken ({warned} with warnings), {known} there already, {repeated} repeated in the file, {refused} refused; {skipped} places are no petitions. Nothing was written."
            )
        } else {
            say!(
                "共{rows}行：已导入{taken}（含提示{warned}），已有{known}，文件内重复{repeated}，退回{refused}；另有{skipped}处不是信访件。",
                "{rows} rows: {taken} taken ({warned} with warnings), {known} there already, {repeated} repeated in the file, {refused} refused; {skipped} places are no petitions."
            )
        };
        talk(said.say(lang));
        if !dry && *taken > 0 {
            let said = say!(
                "批次{batch}；撤销：zhuoluo import --undo {batch}",
                "Batch {batch}; to undo it: zhuoluo import --undo {batch}"
            );
            talk(said.say(lang));
        }
    }
}

fn some_refused(refused: usize) -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        say!(
            "有{refused}行退回，整批没有写入。",
            "{refused} rows are refused; nothing of the batch was written."
        ),
        say!(
            "改好表格再导入；或加 --each，只导入其余的行。",
            "Put the ledger right and import it again; or take the other rows alone with --each."
        ),
    )
}

fn all_refused() -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        say!("没有一行可以导入。", "No row can be taken."),
        say!(
            "用 --report 文件.csv 写出每行的问题，改好后再来一次；列名不同时用 --map 对照。",
            "Write every finding with --report FILE.csv, correct them and try again; name other columns with --map."
        ),
    )
}
