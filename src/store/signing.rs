//! Signing: a version of the calendar is imported by one and confirmed by another, in force from then
//! on; the office's own rules are set. Neither moves a date before the dates that move were shown.

use rusqlite::{OptionalExtension, Transaction, params};

use super::calendars::{COLUMNS, Version, own_rules, read, version};
use super::recount::{self, Moves, Recount};
use super::{Now, Refusal, Sql, Store, audit, office, row, was};
use crate::domain::calendar::Table;
use crate::domain::instead::instead;
use crate::domain::office::Office;
use crate::domain::rights::Deed;
use crate::domain::rules::Rules;
use crate::words::{Exit, Sentence, Trouble, Word};

const IN_FORCE: Word = Word::new("现行的一版", "the version in force");
const RULES: Word = Word::new("本办期限", "the office's own rules");

fn missing(id: i64) -> Trouble {
    Trouble::unchanged(
        Exit::Missing,
        say!("没有第{id}版日历。", "There is no calendar version {id}."),
        say!(
            "各版见 zhuoluo calendar versions。",
            "`zhuoluo calendar versions` lists them."
        ),
    )
}

fn refused(why: Sentence, next: Sentence) -> Refusal {
    Trouble::unchanged(Exit::Refused, why, next).into()
}

/// Still waiting for its second person.
fn waiting(version: &Version) -> Result<(), Refusal> {
    let id = version.id;
    let why = match (&version.confirmed, &version.dropped) {
        (None, None) => return Ok(()),
        (Some((when, who)), _) => say!(
            "第{id}版已由{who}于{when}确认。",
            "Version {id} was confirmed by {who} at {when}."
        ),
        (None, Some((when, who))) => say!(
            "第{id}版已由{who}于{when}放弃。",
            "Version {id} was dropped by {who} at {when}."
        ),
    };
    let next = say!(
        "要改，重新导入一版。",
        "To change it, import another version."
    );
    Err(refused(why, next))
}

impl Store {
    /// Every version, oldest first.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn calendar_versions(&self) -> Result<Vec<Version>, Trouble> {
        self.look(|conn, _| {
            let mut statement = conn.prepare(&format!(
                "SELECT {COLUMNS} FROM calendar_version v ORDER BY id"
            ))?;
            statement.query_map([], read)?.collect()
        })
    }

    /// One version.
    ///
    /// # Errors
    /// Missing (4), or the store's [`Trouble`].
    pub fn calendar_version(&self, id: i64) -> Result<Version, Trouble> {
        self.look(|conn, _| version(conn, id))?
            .ok_or_else(|| missing(id))
    }

    /// Every due date that would move if a table counted; changes nothing.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn moved_by_table(&self, table: &Table) -> Result<Moves, Trouble> {
        let after = self.with_table(table);
        self.look(|conn, before| recount::moves(conn, before, &after))
    }

    fn with_table(&self, table: &Table) -> Office {
        let mut after = (*self.office).clone();
        after.calendar.take(table.clone());
        after
    }

    /// Keeps a table as a version that waits for a second person; moves nothing.
    ///
    /// # Errors
    /// Refused (3) to all but administrators; a table that breaks a rule (2).
    pub fn import_calendar(&mut self, table: &Table, now: Now) -> Result<i64, Trouble> {
        let now = self.local(now);
        let done = self.write_or(Deed::Calendar, |tx, office| {
            table
                .check(office.calendar.statutory())
                .map_err(|why| {
                    let next = say!("请改正后再导入。", "Correct it and import it again.");
                    Trouble::unchanged(Exit::Wrong, why, next)
                })?;
            let (at, by, body) = (row::stamp(now), &office.operator.login, table.to_csv());
            tx.execute(
                "INSERT INTO calendar_version (year, local, body, imported_at, imported_by) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![table.year, table.local, body, at, by],
            )?;
            let id = tx.last_insert_rowid();
            note(tx, office, now, &format!("import {id} {}", title(table)))?;
            Ok(id)
        });
        self.on_record(Deed::Calendar, now, done)
    }

    /// Confirms a version, by another person than who imported it; counts anew what moves.
    ///
    /// # Errors
    /// Missing (4); refused (3): no right, the same person, confirmed or dropped already.
    pub fn confirm_calendar(&mut self, id: i64, now: Now) -> Result<Moves, Trouble> {
        let now = self.local(now);
        let wanted = self.calendar_version(id)?;
        let after = self.with_table(&wanted.table);
        let what = format!("confirm {id} {}", title(&wanted.table));
        let recount = Recount {
            after: &after,
            deed: Deed::Calendar,
            action: "calendar",
            what: &what,
        };
        recount::make(self, &recount, now, |tx, office| {
            let version = version(tx, id)?.ok_or_else(|| missing(id))?;
            waiting(&version)?;
            if version.imported.1 == office.operator.login {
                return Err(refused(
                    say!(
                        "第{id}版是你导入的，要由第二个人核对确认。",
                        "You imported version {id}; a second person checks and confirms it."
                    ),
                    say!(
                        "请另一位管理员、督查或领导：zhuoluo calendar diff {id}，再 zhuoluo calendar confirm {id}。",
                        "Ask another administrator, supervisor or head: zhuoluo calendar diff {id}, then zhuoluo calendar confirm {id}."
                    ),
                ));
            }
            let stood = in_force(tx, office, &version)?;
            let sql = "UPDATE calendar_version SET confirmed = (SELECT coalesce(max(confirmed), 0) + 1 FROM calendar_version),
                confirmed_at = ?2, confirmed_by = ?3 WHERE id = ?1";
            tx.execute(sql, params![id, row::stamp(now), office.operator.login])?;
            Ok(stood)
        })
    }

    /// Drops a version that waits; it stays on record.
    ///
    /// # Errors
    /// As [`Store::confirm_calendar`].
    pub fn drop_calendar(&mut self, id: i64, now: Now) -> Result<(), Trouble> {
        let now = self.local(now);
        let done = self.write_or(Deed::Calendar, |tx, office| {
            let version = version(tx, id)?.ok_or_else(|| missing(id))?;
            waiting(&version)?;
            let sql = "UPDATE calendar_version SET dropped_at = ?2, dropped_by = ?3 WHERE id = ?1";
            tx.execute(sql, params![id, row::stamp(now), office.operator.login])?;
            note(tx, office, now, &format!("drop {id}"))
        });
        self.on_record(Deed::Calendar, now, done)
    }

    /// The text of the office's own rules; empty when it has none.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn own_rules(&self) -> Result<String, Trouble> {
        self.look(|conn, _| own_rules(conn))
    }

    /// Every due date that would move under the office's own rules as given; changes nothing.
    ///
    /// # Errors
    /// Rules that break the law's (3, with the article); the store's [`Trouble`].
    pub fn moved_by_rules(&self, own: &str) -> Result<Moves, Trouble> {
        let after = self.with_rules(own)?;
        self.look(|conn, before| recount::moves(conn, before, &after))
    }

    fn with_rules(&self, own: &str) -> Result<Office, Trouble> {
        let mut after = (*self.office).clone();
        after.rules = Rules::with(own).map_err(|why| {
            let next = say!(
                "期限表见 zhuoluo rules show。",
                "`zhuoluo rules show` lists the limits."
            );
            Trouble::unchanged(Exit::Refused, why, next)
        })?;
        Ok(after)
    }

    /// Makes the given rules the office's own and counts anew what moves; for administrators.
    ///
    /// # Errors
    /// As [`Store::moved_by_rules`]; refused (3) to others.
    pub fn set_rules(&mut self, own: &str, now: Now) -> Result<Moves, Trouble> {
        let now = self.local(now);
        let after = self.with_rules(own)?;
        let what = in_words(own);
        let recount = Recount {
            after: &after,
            deed: Deed::Office,
            action: "rules",
            what: &what,
        };
        recount::make(self, &recount, now, |tx, office| {
            let old = in_words(&own_rules(tx)?);
            let change = (old.as_str(), what.as_str());
            let stood = was::told(tx, office, RULES, change, ("rules", &old))?;
            office::put_setting(tx, "rules", own)?;
            Ok(stood)
        })
    }
}

/// A table as the trail has it.
fn in_words(own: &str) -> String {
    own.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The version of a year that another is to take the place of.
fn in_force(tx: &Transaction<'_>, office: &Office, new: &Version) -> Sql<Option<Sentence>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM calendar_version v WHERE year = ?1 AND local = ?2 AND confirmed IS NOT NULL
             ORDER BY confirmed DESC LIMIT 1"
    );
    let found = tx.query_row(&sql, params![new.table.year, new.table.local], read);
    let Some(old) = found.optional()? else {
        return Ok(None);
    };
    let (was_id, id) = (old.id, new.id);
    let names = super::duty::names(tx)?;
    let by = old.confirmed.as_ref().map(|(at, login)| {
        let name = names.get(login).unwrap_or(login);
        was::whose(office, (login, name), at)
    });
    let stood = say!("第{was_id}版", "version {was_id}");
    let now = say!("第{id}版", "version {id}");
    Ok(Some(instead(IN_FORCE, &stood, by.as_ref(), Some(&now))))
}

fn title(table: &Table) -> String {
    let (year, n) = (table.year, &table.notice);
    let kind = if table.local { " local" } else { "" };
    format!("{year}{kind} {} {} {}", n.title, n.number, n.date)
}

fn note(tx: &Transaction<'_>, office: &Office, now: Now, what: &str) -> Result<(), Refusal> {
    office::note_change(tx)?;
    audit::add(tx, office, &audit::Entry::plain(now, "calendar", what))?;
    Ok(())
}
