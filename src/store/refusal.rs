//! Why a write did not happen: the database, or a rule.

use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;

use super::{Now, Sql, Store, audit, petitions};
use crate::domain::ids::{PetitionId, UnitId};
use crate::domain::office::Office;
use crate::domain::rights::{self, Deed, Operator};
use crate::words::{Exit, Sentence, Trouble, short};

/// Why a write did not happen.
pub enum Refusal {
    /// The database.
    Sql(rusqlite::Error),
    /// A rule, a right, or something that is not there.
    Trouble(Box<Trouble>),
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<Trouble> for Refusal {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(Box::new(trouble))
    }
}

impl From<Refusal> for Trouble {
    /// Only for refusals that are already in words; SQL failures pass through the store's own path.
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Trouble(trouble) => *trouble,
            Refusal::Sql(error) => super::trouble(&error, std::path::Path::new("")),
        }
    }
}

/// People are found through an index that the caller holds.
pub fn unindexed() -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "查询索引还没有准备好。",
            "The search index is not ready yet."
        ),
        say!("请稍候再试。", "Try again in a moment."),
    )
}

/// A text that is longer than its field takes.
pub fn too_long(why: Sentence) -> Trouble {
    let next = say!(
        "请写短些再来；原文可作附件存档。",
        "Write it shorter and try again; the whole may be filed as an attachment."
    );
    Trouble::unchanged(Exit::Wrong, why, next)
}

/// The table of rights, as an answer.
pub fn by_right(office: &Office, deed: Deed) -> Option<Trouble> {
    by_role(&office.operator, deed)
}

/// The same of somebody on the roster of an office that cannot be read as a whole.
pub fn by_role(operator: &Operator, deed: Deed) -> Option<Trouble> {
    rights::refused(operator, deed).map(by_table)
}

/// The table of rights for something done for a unit.
pub fn for_unit(office: &Office, deed: Deed, unit: UnitId) -> Option<Trouble> {
    rights::refused_for(&office.operator, deed, unit, &office.units).map(by_table)
}

/// What the table of rights refused, with whom to ask.
pub fn by_table(why: Sentence) -> Trouble {
    let next = say!(
        "请有权的人来做；角色由管理员分配，例：zhuoluo operator list。",
        "Ask somebody who may; the administrator gives the roles, e.g. zhuoluo operator list."
    );
    Trouble::unchanged(Exit::Refused, why, next)
}

/// Whether this process has put a refusal on record.
static NOTED: AtomicBool = AtomicBool::new(false);

/// Whether a refusal was put on record since the program began: a command is refused once.
#[must_use]
pub fn is_noted() -> bool {
    NOTED.load(Ordering::Relaxed)
}

/// A refusal is on record.
pub(super) fn noted() {
    NOTED.store(true, Ordering::Relaxed);
}

impl Store {
    /// As [`Store::on_record`], for what stands in no row of the table of rights: `doing` is what the trail
    /// calls it.
    ///
    /// # Errors
    /// What was answered; the store's [`Trouble`] when it could not be put on record.
    pub fn refused<T>(
        &self,
        doing: &str,
        now: Now,
        answer: Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        self.on_record_as(doing, None, now, answer)
    }

    /// As [`Store::on_record`], for what is said of records of people: why it was refused is not put on record. It names
    /// them by their numbers, which of a report's tells whose it is to whoever reads the trail and not the report.
    pub(super) fn on_record_untold<T>(
        &self,
        deed: Deed,
        now: Now,
        answer: Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let Err(trouble) = &answer else { return answer };
        let what = say!("同一人的记录。", "Records of one person.");
        let untold = Trouble::unchanged(trouble.exit, what, trouble.next.clone());
        match self.on_record_as::<()>(deed.code(), None, now, Err(untold.clone())) {
            Err(unwritten) if unwritten != untold => Err(unwritten),
            _ => answer,
        }
    }

    /// Why whoever sits here may not do it; the refusal is on record.
    ///
    /// # Errors
    /// The refusal (3), or the store's [`Trouble`].
    pub fn may(&self, deed: Deed, now: Now) -> Result<(), Trouble> {
        match by_right(&self.office, deed) {
            None => Ok(()),
            Some(trouble) => self.on_record(deed, now, Err(trouble)),
        }
    }

    /// Puts a refusal on record before it is answered; what was not found looks the same as what may
    /// not be seen, so both are.
    pub(super) fn on_record<T>(
        &self,
        deed: Deed,
        now: Now,
        answer: Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        self.on_record_about(deed, None, now, answer)
    }

    /// The same of something asked of the petition `number`.
    ///
    /// Why a step was refused can tell of what is confidential (whom a report accuses), so a refusal to
    /// somebody who sees the petition stands under it in the trail, and is as hidden there as it is.
    pub(super) fn on_record_about<T>(
        &self,
        deed: Deed,
        number: Option<&str>,
        now: Now,
        answer: Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        self.on_record_as(deed.code(), number, now, answer)
    }

    fn on_record_as<T>(
        &self,
        doing: &str,
        number: Option<&str>,
        now: Now,
        answer: Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let Err(trouble) = &answer else { return answer };
        if !matches!(trouble.exit, Exit::Refused | Exit::Missing | Exit::Altered) {
            return answer;
        }
        let (said, now) = (&trouble.what.zh, self.local(now));
        let what = format!("{doing}: {}", short(said));
        let recorded = self.begin().and_then(|tx| {
            meant(&tx, &self.office.operator.login, number, said)
                .and_then(|petition| {
                    let entry = audit::Entry {
                        petition,
                        ..audit::Entry::plain(now, "refuse", &what)
                    };
                    audit::add(&tx, &self.office, &entry)
                })
                .and_then(|_| tx.commit())
                .map_err(|e| self.trouble(&e))
        });
        if recorded.is_ok() {
            noted();
        }
        recorded.and(answer)
    }
}

/// The petition that was asked for, or when none was, the first that a sentence names, if login may see it.
fn meant(
    conn: &Connection,
    login: &str,
    number: Option<&str>,
    said: &str,
) -> Sql<Option<PetitionId>> {
    if let Some(number) = number {
        return petitions::seen(conn, login, number);
    }
    let is_sign = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    let named = said
        .split(|c| !is_sign(c))
        .filter(|word| word.matches('-').count() == 3);
    for number in named {
        if let Some(id) = petitions::seen(conn, login, number)? {
            return Ok(Some(id));
        }
    }
    Ok(None)
}
