//! Another store in the place of the one that a desk has open: a restore swapped it in. A desk goes on with
//! it only where it is the same office's; what it shows of the old one is of the past.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::OptionalExtension;

use super::Store;
use crate::domain::chain::Hash;
use crate::domain::office::Office;
use crate::domain::rights::Seat;
use crate::words::{Exit, Trouble};

/// Where somebody sits: what it takes to open their store again, and by what it is known.
#[derive(Clone)]
pub struct Chair {
    path: PathBuf,
    seat: Seat,
    /// The office as it was at first.
    office: Arc<Office>,
    /// The first row of the trail: two copies of one store agree in it, two stores do not.
    first: Option<Hash>,
}

impl Chair {
    /// The place of an operator at the store that stands there, and the store.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn take(path: &Path, login: &str, seat: &Seat) -> Result<(Self, Store), Trouble> {
        let store = open(path, login, seat)?;
        let chair = Self {
            path: path.to_owned(),
            seat: seat.clone(),
            office: store.office(),
            first: first(&store),
        };
        Ok((chair, store))
    }

    /// Opens what stands there now, for whoever sits here.
    ///
    /// # Errors
    /// The store's [`Trouble`], or that it is another office's.
    pub fn open(&self) -> Result<Store, Trouble> {
        let store = open(&self.path, &self.office.operator.login, &self.seat)?;
        let (was, is) = (&self.office, store.office());
        let first = first(&store);
        // What cannot be read is not held against it: that may be why it was replaced.
        let same = self.first.is_none() || first.is_none() || self.first == first;
        if same && (&was.area, was.sandbox) == (&is.area, is.sandbox) {
            Ok(store)
        } else {
            Err(another())
        }
    }
}

fn open(path: &Path, login: &str, seat: &Seat) -> Result<Store, Trouble> {
    let mut store = Store::open(path, login)?;
    store.sit(seat);
    store.keep_little()?;
    Ok(store)
}

fn first(store: &Store) -> Option<Hash> {
    let sql = "SELECT hash FROM audit ORDER BY seq LIMIT 1";
    let read = store.conn.query_row(sql, [], |r| r.get(0)).optional();
    read.unwrap_or_default()
}

/// What is said where another store stands now.
fn another() -> Trouble {
    Trouble::unchanged(
        Exit::Damaged,
        say!(
            "这里现在是另一个库，不是本单位原来的那个。",
            "Another store stands here now, not this office's."
        ),
        say!("请退出后重新打开。", "Leave and open again."),
    )
}

/// What is answered to whoever still asks the store that was replaced.
pub fn gone() -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "这里打开的库已被换掉（恢复了备份，或文件被移走）。",
            "The store that was open here was replaced: a backup was restored, or the file was moved."
        ),
        say!(
            "请抄下没保存的，退出后重新打开。",
            "Copy what is not saved, leave and open again."
        ),
    )
}
