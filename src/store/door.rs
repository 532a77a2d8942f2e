//! Coming and going, on record: who sat down, with which key, how they left, and who was turned away.

use std::path::Path;
use std::sync::Arc;

use rusqlite::OptionalExtension;

use super::restoring::RECIPIENTS;
use super::{Now, Store, audit, office, petitions, queue, room, was};
use crate::domain::office::Office;
use crate::domain::rights::{Deed, Seat};
use crate::words::{Sentence, Trouble, Word};

/// What a setting that is changed by itself is called.
const SETTINGS: [(&str, Word); 2] = [
    (
        "lock_minutes",
        Word::new("几分钟没有人动就遮住", "minutes until a screen is covered"),
    ),
    (
        RECIPIENTS,
        Word::new("备份的收件人", "recipients of the backup"),
    ),
];

/// What is noted of somebody's words at the door is cut to so many characters.
const NOTED: usize = 200;

/// What the trail calls a file that was put on record and then not written.
const UNWRITTEN: &str = "unwritten";

impl Store {
    /// The only operator of the store, when there is just one.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn only_operator(path: &Path) -> Result<Option<String>, Trouble> {
        let conn = Self::connect(path)?;
        office::only_operator(&conn).map_err(|e| super::trouble(&e, path))
    }

    /// Keeps few pages of the file to itself: a desk has three connections, a hundred desks share one
    /// server, and the system keeps the pages for all of them.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn keep_little(&self) -> Result<(), Trouble> {
        // A negative size is one in KiB.
        self.conn
            .execute_batch("PRAGMA cache_size = -400")
            .map_err(|e| self.trouble(&e))
    }

    /// From now on asks before each write whether whoever sits here may still come in: a command may have
    /// waited long for its input. A desk, which keeps its drafts when it is sent away, does not need it.
    pub fn guard(&mut self, ask: fn() -> Option<Trouble>) {
        self.guard = ask;
    }

    /// Notes how the operator came in; every row that they cause bears it from now on.
    pub fn sit(&mut self, seat: &Seat) {
        if self.office.seat != *seat {
            self.office = Arc::new(Office {
                seat: seat.clone(),
                ..(*self.office).clone()
            });
        }
    }

    /// Keeps whether new alerts ring for whoever sits here.
    pub(super) fn keep_bell(&mut self, on: bool) -> crate::flow::Answer {
        self.write(Deed::Look, |tx, seated| {
            let key = office::bell_of(&seated.operator.login);
            office::put_setting(tx, &key, if on { "1" } else { "0" })
        })?;
        self.office = Arc::new(Office {
            bell: on,
            ..(*self.office).clone()
        });
        Ok(crate::flow::Reply::Office(self.office()))
    }

    /// Changes a setting of the office, on record; gives what stood there.
    ///
    /// # Errors
    /// A refusal, or the store's [`Trouble`].
    pub fn change_setting(
        &mut self,
        key: &str,
        value: &str,
        now: Now,
    ) -> Result<Option<Sentence>, Trouble> {
        let now = self.local(now);
        let word = SETTINGS.iter().find(|(of, _)| *of == key);
        let word = word.map_or(Word::new("设置", "setting"), |(_, word)| *word);
        self.write(Deed::Office, |tx, seated| {
            let sql = "SELECT value FROM setting WHERE key = ?1";
            let old: Option<String> = tx.query_row(sql, [key], |r| r.get(0)).optional()?;
            let change = (old.as_deref().unwrap_or_default(), value);
            let words = format!("{key}={}", change.0);
            let stood = was::told(tx, seated, word, change, ("setting", &words))?;
            office::put_setting(tx, key, value)?;
            office::note_change(tx)?;
            let mut what = format!("{key}={value}");
            was::noted(&mut what, change);
            audit::add(tx, seated, &audit::Entry::plain(now, "setting", &what))?;
            Ok(stood)
        })
    }

    /// Puts on record that a session at the screen began (`enter`) or ended (`leave`), and how.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn record_session(&self, action: &str, how: &str, now: Now) -> Result<(), Trouble> {
        let entry = audit::Entry::plain(self.local(now), action, how);
        let tx = self.begin()?;
        audit::add(&tx, &self.office, &entry)
            .and_then(|_| tx.commit())
            .map_err(|e| self.trouble(&e))
    }

    /// Puts on record that somebody was turned away before they could sit down.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn record_at_door(
        path: &Path,
        login: &str,
        seat: &Seat,
        what: &str,
        now: Now,
    ) -> Result<(), Trouble> {
        let conn = Self::connect(path)?;
        let what = crate::words::visible(what, crate::words::Place::Line);
        let what: String = what.chars().take(NOTED).collect();
        let tx = Self::begin_on(&conn, path, queue::wait(path))?;
        let hand = super::strays::Hand {
            by: login,
            seat,
            at: Some(now),
        };
        super::strays::begin(&tx, hand).map_err(|e| super::trouble(&e, path))?;
        audit::add_by(&tx, login, seat, &audit::Entry::plain(now, "refuse", &what))
            .and_then(|_| tx.commit())
            .map_err(|e| super::trouble(&e, path))?;
        super::refusal::noted();
        Ok(())
    }

    /// Puts on record that a file was not written after what it was to hold had been put on record: which, and of
    /// which petitions. Not its name: that may say what only its owner may know.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn record_unwritten(&self, what: &str, numbers: &[&str], now: Now) -> Result<(), Trouble> {
        let noted = self.note_unwritten(what, numbers, now);
        // What filled the disk fills it still: the trail would tell of a file that never was.
        if noted.is_err() && !self.broken.get() && room::give_way(&self.path) {
            return self.note_unwritten(what, numbers, now);
        }
        noted
    }

    fn note_unwritten(&self, what: &str, numbers: &[&str], now: Now) -> Result<(), Trouble> {
        let entry = audit::Entry::plain(self.local(now), UNWRITTEN, what);
        let login = &self.office.operator.login;
        let tx = self.begin()?;
        let work = || {
            let mut rows = 0;
            for number in numbers {
                let Some(petition) = petitions::seen(&tx, login, number)? else {
                    continue;
                };
                let petition = Some(petition);
                audit::add(&tx, &self.office, &audit::Entry { petition, ..entry })?;
                rows += 1;
            }
            if rows == 0 {
                audit::add(&tx, &self.office, &entry)?;
            }
            Ok(())
        };
        work()
            .and_then(|()| tx.commit())
            .map_err(|e| self.trouble(&e))
    }

    /// Puts on record that somebody used their in and out box: what they did, and with which bytes. Not the
    /// file's name: it may say what only its owner may know.
    ///
    /// # Errors
    /// The store's [`Trouble`]; then it must not be done.
    pub fn record_box(&self, what: &str, now: Now) -> Result<(), Trouble> {
        self.record_session("box", what, now)
    }
}

/// The version of `SQLite` that this program brings.
#[must_use]
pub fn engine() -> &'static str {
    rusqlite::version()
}
