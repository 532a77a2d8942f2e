//! Opening a store's file, and keeping up with what others change of the office.

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::{Connection, OpenFlags};

use super::footing::{self, Footing};
use super::{Now, Store, fault, office, queue, schema, shape, trouble, verify};
use crate::domain::office::Office;
use crate::words::Trouble;

impl Store {
    /// The version of a store that this program writes.
    #[must_use]
    pub fn version() -> i64 {
        schema::version()
    }

    /// Opens an existing store for an operator.
    ///
    /// # Errors
    /// A [`Trouble`]: missing (status 4), not ours, damaged or newer (status 5), unknown operator (3).
    pub fn open(path: &Path, login: &str) -> Result<Self, Trouble> {
        Self::open_with(path, login, office::load)
    }

    fn open_with(path: &Path, login: &str, load: office::Load) -> Result<Self, Trouble> {
        let standing = footing::standing(path);
        let conn = Self::connect(path)?;
        // The count first: a change in between is then read once more instead of never.
        let edition = office::edition(&conn).map_err(|e| trouble(&e, path))?;
        let office = Arc::new(load(&conn, login, path)?);
        let footing = Footing::of(&conn, path)?;
        if footing::standing(path) != standing {
            // A restore came in between: what was opened is of the past.
            return Self::open_with(path, login, load);
        }
        Ok(Self {
            path: path.to_owned(),
            office,
            edition,
            footing,
            conn,
            queue: queue::Door::default(),
            broken: Cell::new(false),
            searched: RefCell::default(),
            clock: Cell::new(None),
            finishing: Cell::default(),
            load,
            guard: || None,
        })
    }

    pub(super) fn connect(path: &Path) -> Result<Connection, Trouble> {
        fault::check_file(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut conn = Connection::open_with_flags(path, flags).map_err(|e| trouble(&e, path))?;
        schema::recognise(&conn, path)?;
        shape::check(&conn, path)?;
        schema::settle(&conn, path)?;
        schema::migrate(&mut conn, path, |tx| verify::remake(tx, path))?;
        Ok(conn)
    }

    /// Opens a store only to verify or to copy it: what of the office's facts does not read is left out, and is a
    /// finding then.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_to_verify(path: &Path, login: &str) -> Result<Self, Trouble> {
        Self::open_with(path, login, office::load_what_reads)
    }

    /// Reads the office's facts again for whoever sits here, as they were read at opening.
    pub(super) fn again(&self, conn: &Connection) -> Result<Office, Trouble> {
        let mut office = (self.load)(conn, &self.office.operator.login, &self.path)?;
        office.seat.clone_from(&self.office.seat);
        Ok(office)
    }

    /// Reads the office's facts again if they changed; true when they did.
    ///
    /// # Errors
    /// The store's [`Trouble`], or that the operator was taken off the roster (3).
    pub fn refresh(&mut self) -> Result<bool, Trouble> {
        let edition = office::edition(&self.conn).map_err(|e| self.trouble(&e))?;
        if edition == self.edition {
            return Ok(false);
        }
        let office = self.again(&self.conn)?;
        (self.office, self.edition) = (Arc::new(office), edition);
        Ok(true)
    }

    /// The first instant of a day at the office.
    pub(super) fn first_instant(&self, day: NaiveDate) -> Now {
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        let utc = midnight - chrono::TimeDelta::seconds(self.office.zone.local_minus_utc().into());
        utc.and_utc().with_timezone(&self.office.zone)
    }
}
