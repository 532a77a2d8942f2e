//! SQLite: the only module that says rusqlite. Petitions are truth in events; tables are caches. The
//! screen and the commands call the same two functions: [`Store::ask`] and [`Store::perform`].

mod act;
mod adrift;
pub mod along;
mod answers;
mod archive;
pub mod audit;
pub mod batch;
mod became;
mod bindings;
mod brought;
mod bulk;
mod calendars;
mod called;
pub mod campaign_cases;
mod campaigns;
mod claims;
pub mod copy;
mod corrected;
pub mod door;
mod drafts;
mod duty;
mod duty_changes;
mod duty_laid;
mod duty_orders;
mod duty_said;
mod effort;
mod ends;
mod events;
mod exports;
mod eyes;
mod face;
mod fault;
mod files;
pub mod finder;
mod footing;
mod former;
mod giving;
mod handed;
mod imported;
mod index_file;
mod keeping;
mod ledger;
pub mod likeness;
pub mod merges;
mod named;
mod noticed;
mod office;
mod opening;
mod owed;
mod owing;
mod panel;
mod parted;
mod parting;
mod people;
mod petitions;
mod place;
mod projections;
mod queue;
mod reads;
mod recount;
mod refusal;
mod register;
mod registers;
mod remade;
mod reminders;
mod replaced;
pub mod rescue;
pub mod restoring;
mod retention;
pub mod reviving;
pub mod room;
mod roster;
mod row;
mod row_answers;
mod ruled;
mod schema;
mod seats;
mod settling;
mod shape;
mod shown;
mod signing;
mod splitting;
mod strays;
pub mod swapping;
pub mod templates;
mod torn;
pub mod trail;
mod turn;
mod twice;
mod unit_changes;
mod unread;
pub mod upgrading;
mod veil;
mod verify;
pub mod waiting;
mod waiting_rows;
mod was;
mod watching;
mod witness;
pub mod worker;
mod written;

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use bulk::{Bulk, BulkPetition};
pub use calendars::Version;
pub use exports::Taken;
pub use fault::trouble;
pub use office::NewOffice;
pub use owed::Filter;
pub use panel::Counts;
pub use recount::Moves;
pub use refusal::is_noted as refusal_is_noted;
pub use reminders::{BreachFilter, Reminder};
pub use schema::{prepare, unsettled};
pub use verify::Finding;

use footing::Footing;
use refusal::Refusal;
use turn::Turn;

use crate::domain::office::Office;
use crate::domain::rights::Deed;
use crate::flow::view::Spent;
use crate::flow::{Answer, Ask, Do, Reply};
use crate::words::Trouble;

/// What a store call needs to know of the moment: the instant, in the office's zone.
pub type Now = DateTime<FixedOffset>;

/// An open store with the operator who sits at it.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    office: Arc<Office>,
    /// The count of changes at which `office` was read.
    edition: i64,
    footing: Footing,
    queue: queue::Door,
    /// True once the disk or the file has failed.
    broken: Cell<bool>,
    /// Why whoever sits here may not come in any more, asked before each write.
    guard: fn() -> Option<Trouble>,
    /// The last search of the ledger that went on record.
    searched: RefCell<named::Searched>,
    /// The instant of the call that is being answered.
    clock: Cell<Option<Now>>,
    /// How the office's facts are read.
    load: office::Load,
    /// The drafts that the write under way finishes: they go in the same transaction.
    finishing: Cell<Vec<Spent>>,
}

/// A result of the store's own, before it becomes a [`Trouble`].
type Sql<T> = rusqlite::Result<T>;

impl Store {
    /// Makes a new store file and seats its first operator. Fails when the file exists.
    ///
    /// # Errors
    /// A [`Trouble`] in three sentences; nothing half-made stays behind.
    pub fn create(path: &Path, new: &NewOffice, now: Now) -> Result<Self, Trouble> {
        office::create(path, new, now)?;
        // It has been there for a moment only, and holds nothing of anybody's yet.
        Self::open(path, &new.login).inspect_err(|_| {
            for end in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(room::with_end(path, end));
            }
        })
    }

    /// The office's facts.
    #[must_use]
    pub fn office(&self) -> Arc<Office> {
        Arc::clone(&self.office)
    }

    /// Where the store's file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The instant in the office's zone, whatever zone the caller counts in: numbers, ledgers and
    /// due dates go by the office's civil day.
    fn local(&self, now: Now) -> Now {
        let now = now.with_timezone(&self.office.zone);
        self.clock.set(Some(now));
        now
    }

    /// Answers a question on a day; what has to be recorded of it bears the day's first instant.
    ///
    /// # Errors
    /// As [`Store::ask_at`].
    pub fn ask(&self, ask: &Ask, today: NaiveDate) -> Answer {
        self.ask_at(ask, self.first_instant(today))
    }

    fn look_up(&self, ask: &Ask, now: Now) -> Answer {
        self.may(ask.deed(), now)?;
        let (login, today) = (
            self.office.operator.login.as_str(),
            self.local(now).date_naive(),
        );
        let answer = match ask {
            Ask::Office => Ok(Reply::Office(self.office())),
            Ask::Operators => return seats::known(self),
            Ask::Panel { limit } => {
                return self
                    .look(|conn, office| panel::panel(conn, office, today, *limit))
                    .map(Reply::Panel);
            }
            Ask::Ledger(query) => return ledger::look(self, query, now).map(Reply::Ledger),
            Ask::Register(register) => {
                registers::gather(&self.conn, &self.office, *register, today, false)
                    .map(Reply::Register)
            }
            Ask::LastEvent(petition) => {
                corrected::last_seen(&self.conn, &self.office, *petition).map(Reply::LastEvent)
            }
            Ask::Said(of, shown) => merges::upto(&self.conn, login, (*of, shown)).map(Reply::Said),
            Ask::Duty { at } => return self.board_at(*at),
            Ask::HandoverLines { of, from, most } => return self.lines_of(*of, *from, *most),
            Ask::Waiting => return self.waiting().map(Reply::Waiting),
            Ask::Drafts => drafts::list(&self.conn, login, false).map(Reply::Drafts),
            Ask::Sheets => drafts::list(&self.conn, login, true).map(Reply::Drafts),
            Ask::Draft(id) => drafts::get(&self.conn, login, id).map(Reply::Draft),
            Ask::Sheet(base) => drafts::of_sheet(&self.conn, login, base).map(Reply::Sheet),
            // People are found through the index which the caller holds: see `worker` and `Finder`.
            Ask::Find { .. } | Ask::Matches { .. } | Ask::Alike(_) | Ask::Beside(..) => {
                return Err(refusal::unindexed());
            }
        };
        answer.map_err(|e| self.trouble(&e))
    }

    fn carry_out(&mut self, order: Do, now: Now) -> Answer {
        let (now, deed) = (self.local(now), order.deed());
        order.bounded().map_err(refusal::too_long)?;
        let about = order.about().map(str::to_owned);
        let answer = match order {
            Do::Register(intake) => {
                register::register(self, &intake, now).map(|r| Reply::Registered(Box::new(r)))
            }
            Do::Finish(draft, order) => return self.finish(draft, *order, now),
            // Each of these puts its own refusals on record.
            Do::Same(order) => return self.same(order, now),
            Do::Act(number, step) => act::act(self, &number, &step, now),
            Do::Open { number, aim, why } => {
                files::open(self, &number, files::For::Reading(aim, &why), now).map(Reply::File)
            }
            Do::Print { number, paper, why } => {
                files::open(self, &number, files::For::Paper(&paper, &why), now).map(Reply::File)
            }
            Do::Duty(order) => duty_orders::perform(self, order, now),
            Do::DutyAll { deeds, dry_run } => duty_orders::perform_all(self, deeds, dry_run, now),
            Do::Wait(order) => self.wait(order, now),
            Do::Bell(on) => self.keep_bell(on),
            Do::DutyCode => duty_orders::code(self, now),
            Do::OpenUrgent { id, why } => duty_orders::open_urgent(self, id, &why, now),
            Do::Claim(number, entry, begun) => {
                let done = self.enter_claim_since(number, &entry, begun, now);
                return done.map(|claim| Reply::Claim(Box::new(claim)));
            }
            Do::Remind(numbers) => reminders::by_hand(self, &numbers, now),
            Do::Change(change) => roster::change(self, &change, now),
            Do::Export(query) => ledger::export(self, &query, now).map(Reply::Ledger),
            Do::SaveDraft(draft) => self.save_draft(deed, draft),
            Do::DropDraft(id) => self.drop_draft(deed, id),
            Do::DropSheet(draft) => self.drop_sheet(deed, draft),
        };
        self.on_record_about(deed, about.as_deref(), now, answer)
    }

    /// The one place that begins a write transaction: `BEGIN IMMEDIATE`, so that it either has the
    /// lock from its first read or fails before it has done anything.
    fn begin_on<'a>(
        conn: &'a Connection,
        path: &Path,
        place: queue::Place,
    ) -> Result<Turn<'a>, Trouble> {
        let tx = Self::begin_any(conn).map_err(|e| trouble(&e, path))?;
        schema::still_ours(&tx, path)?;
        Ok(Turn::new(tx, place))
    }

    /// The right to write, whatever stands in the file.
    fn begin_any(conn: &Connection) -> Sql<Transaction<'_>> {
        Transaction::new_unchecked(conn, TransactionBehavior::Immediate)
    }

    fn begin(&self) -> Result<Turn<'_>, Trouble> {
        if self.broken.get() {
            return Err(fault::broken());
        }
        if let Some(cut) = self.cut() {
            return Err(cut);
        }
        let mut turn = Self::begin_on(&self.conn, &self.path, self.queue.wait(&self.path))?;
        self.footing.check(&turn, &self.path)?;
        let witnesses = strays::begin(&turn, self.hand(&self.office));
        turn.witnesses = witnesses.map_err(|e| self.trouble(&e))?;
        Ok(turn)
    }

    /// A write by somebody who may do this deed: checked in the transaction, against the roster as
    /// it is then.
    fn write<T>(
        &mut self,
        deed: Deed,
        work: impl FnOnce(&Transaction<'_>, &Office) -> Sql<T>,
    ) -> Result<T, Trouble> {
        self.write_or(deed, |tx, office| work(tx, office).map_err(Refusal::Sql))
    }

    /// As [`Store::write`], for work that may also be refused by a rule; a refusal rolls back.
    fn write_or<T>(
        &mut self,
        deed: Deed,
        work: impl FnOnce(&Transaction<'_>, &Office) -> Result<T, Refusal>,
    ) -> Result<T, Trouble> {
        if let Some(refusal) = (self.guard)() {
            return Err(refusal);
        }
        let tx = self.begin()?;
        if matches!(deed, Deed::Import | Deed::Undo) {
            tx.takes_longer();
        }
        // What is checked is checked against the office as it is now, and by who still works here.
        let edition = office::edition(&tx).map_err(|e| self.trouble(&e))?;
        let fresh = if edition == self.edition {
            Arc::clone(&self.office)
        } else {
            Arc::new(self.again(&tx)?)
        };
        if let Some(refusal) = refusal::by_right(&fresh, deed) {
            return Err(refusal);
        }
        let sql = |e: rusqlite::Error| self.trouble(&e);
        let witnesses = tx.witnesses;
        let lists = witness::touches_lists(deed);
        if lists {
            witness::look_at_lists(&tx).map_err(sql)?;
        }
        let done = work(&tx, &fresh).map_err(|r| match r {
            Refusal::Sql(e) => self.trouble(&e),
            Refusal::Trouble(t) => *t,
        })?;
        for draft in self.finishing.take() {
            drafts::spend(&tx, &fresh.operator.login, &draft).map_err(sql)?;
        }
        let moved = || office::edition(&tx).map(|now| now != edition).map_err(sql);
        if lists && (deed == Deed::Campaign || moved()?) {
            witness::lists(&tx).map_err(sql)?;
        }
        debug_assert!(lists || !moved()?, "not looked at before");
        strays::close(&tx, self.hand(&fresh), "write", witnesses).map_err(sql)?;
        tx.commit().map_err(sql)?;
        (self.office, self.edition) = (fresh, edition);
        Ok(done)
    }

    /// A read of many statements that sees one state of the store, whatever others write meanwhile.
    fn look<T>(&self, work: impl FnOnce(&Connection, &Office) -> Sql<T>) -> Result<T, Trouble> {
        // What a write reads sees what the write sees.
        if !self.conn.is_autocommit() {
            return work(&self.conn, &self.office).map_err(|e| self.trouble(&e));
        }
        let read = || {
            let snapshot = self.snapshot()?;
            let seen = work(&snapshot, &self.office)?;
            snapshot.rollback()?;
            Ok(seen)
        };
        read().map_err(|e| self.trouble(&e))
    }

    /// One state of the store for several reads, until it is finished or dropped.
    fn snapshot(&self) -> Sql<Transaction<'_>> {
        self.conn.unchecked_transaction()
    }

    /// After a fault of the disk or of the file nothing is acknowledged any more: this store can only
    /// be read from then on.
    fn trouble(&self, error: &rusqlite::Error) -> Trouble {
        if fault::breaks(error) {
            self.broken.set(true);
        }
        trouble(error, &self.path)
    }
}
