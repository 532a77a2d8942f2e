//! Rows that do not read: each is a finding that names its table and number, and whatever else is checked
//! is checked all the same.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::{Finding, Sql, calendars, duty, events, fault, merges, row};
use crate::domain::rights::Duty;
use crate::words::{Outside, Sentence};

/// So many rows of a table are named; the first says enough.
const MOST: usize = 20;

/// A table: what a row of it is called, all of them by number, and how one is read.
struct Kept {
    called: [&'static str; 2],
    sql: &'static str,
    read: fn(&Row<'_>) -> Sql<()>,
}

/// What is read at opening: few rows, read at every check.
const LISTS: [Kept; 3] = [
    Kept {
        called: ["操作员", "Operator"],
        sql: "SELECT login, login, name, duty, unit FROM operator ORDER BY login",
        read: |r| {
            let known = row::word(r, 3, Duty::parse).map(drop);
            known
                .and_then(|()| r.get::<_, i64>(4))
                .and_then(|_| texts_of(r, 1..4))
        },
    },
    Kept {
        called: ["单位", "Unit"],
        sql: "SELECT id, name, kind, under FROM unit ORDER BY id",
        read: |r| r.get::<_, Option<i64>>(3).and_then(|_| texts_of(r, 1..3)),
    },
    Kept {
        called: ["设置", "Setting"],
        sql: "SELECT key, key, value FROM setting ORDER BY key",
        read: texts,
    },
];

const TABLES: [Kept; 6] = [
    Kept {
        called: ["事件", "Event"],
        sql: "SELECT seq, petition, on_date, at, operator, why, body FROM event ORDER BY seq",
        read: |r| events::read(r).map(drop),
    },
    Kept {
        called: ["值班事件", "Duty event"],
        sql: "SELECT seq, at, operator, why, body, kind FROM duty_event ORDER BY seq",
        read: |r| duty::read(r).and_then(|_| texts(r)),
    },
    Kept {
        called: ["合并与区分", "What was said of two records, line"],
        sql: merges::LINES,
        read: |r| merges::line(r).map(drop),
    },
    Kept {
        called: ["历表版本", "Calendar version"],
        sql: "SELECT id, body, imported_at, imported_by, confirmed_at, confirmed_by, dropped_at, dropped_by, confirmed IS NOT NULL FROM calendar_version ORDER BY id",
        read: |r| calendars::read(r).map(drop),
    },
    Kept {
        called: ["申请登记", "The register of requests, entry"],
        sql: "SELECT seq, at, operator, action, body, why FROM claim_entry ORDER BY seq",
        read: texts,
    },
    Kept {
        called: ["审计记录", "The trail, entry"],
        sql: "SELECT seq, at, operator, action, what, why, key, came, role FROM audit ORDER BY seq",
        read: texts,
    },
];

/// Every text of a row.
fn texts(r: &Row<'_>) -> Sql<()> {
    texts_of(r, 1..r.as_ref().column_count())
}

fn texts_of(r: &Row<'_>, columns: std::ops::Range<usize>) -> Sql<()> {
    for at in columns {
        let value = r.get_ref(at)?;
        if !matches!(value, ValueRef::Null) {
            value.as_str()?;
        }
    }
    Ok(())
}

/// Checks one after the other: one that comes upon a row that does not read leaves the others theirs.
#[derive(Default)]
pub struct Checks {
    found: Vec<Finding>,
    unread: Option<Outside>,
    /// Of a file that is damaged: what cannot be read at all ends a check, and no other.
    damaged: bool,
    torn: bool,
}

impl Checks {
    /// Of a file of which `SQLite` itself found so much.
    pub fn of_damaged(found: Vec<Finding>) -> Self {
        Self {
            found,
            damaged: true,
            ..Self::default()
        }
    }

    /// Does a check.
    ///
    /// # Errors
    /// Those of the database, but for what only says that a row does not read.
    pub fn go(&mut self, check: impl FnOnce(&mut Vec<Finding>) -> Sql<()>) -> Sql<()> {
        match check(&mut self.found) {
            Err(error) if fault::is_unreadable(&error) => {
                self.unread.get_or_insert_with(|| error.to_string().into());
                Ok(())
            }
            Err(error) if self.damaged && fault::is_torn(&error) => {
                self.torn = true;
                Ok(())
            }
            done => done,
        }
    }

    /// True as long as everything read.
    pub fn all_read(&self) -> bool {
        self.unread.is_none() && !self.torn
    }

    /// What was found, with the rows that do not read.
    ///
    /// # Errors
    /// Those of the database.
    pub fn end(mut self, conn: &Connection) -> Sql<Vec<Finding>> {
        if let Some(detail) = self.unread.take() {
            self.named(conn, &detail)?;
        }
        if self.torn {
            self.found.push(Finding {
                kind: "integrity",
                what: say!(
                    "文件已损坏：读得出来的照样核对了，读不出来的没有。",
                    "The file is damaged: what can still be read of it was checked, the rest was not."
                ),
            });
        }
        Ok(self.found)
    }

    /// Names the rows that do not read.
    fn named(&mut self, conn: &Connection, detail: &Outside) -> Sql<()> {
        let before = self.found.len();
        for table in &TABLES {
            self.go(|found| rows(conn, table, found))?;
        }
        let what = if self.found.len() == before {
            let detail = detail.line();
            say!(
                "有内容读不出来（{detail}），与它有关的没有全部核对。",
                "Something does not read ({detail}); what hangs on it was not checked in full."
            )
        } else {
            say!(
                "与读不出来的内容有关的（如缓存）没有全部核对。",
                "What hangs on the rows that do not read, such as the caches, was not checked in full."
            )
        };
        self.found.push(Finding {
            kind: "record",
            what,
        });
        Ok(())
    }
}

fn unread([zh, en]: [&str; 2], key: ValueRef<'_>) -> Sentence {
    if let ValueRef::Integer(number) = key {
        return say!(
            "{zh}第{number}条读不出来：内容被改过。",
            "{en} {number} does not read: it was changed."
        );
    }
    let name = match key {
        ValueRef::Text(name) | ValueRef::Blob(name) => String::from_utf8_lossy(name).into_owned(),
        _ => String::new(),
    };
    let name = Outside::from(name).line();
    say!(
        "{zh}“{name}”这一条读不出来：内容被改过。",
        "{en} \"{name}\" does not read: it was changed."
    )
}

/// The rows of the roster, the units and the settings that do not read.
///
/// # Errors
/// Those of the database.
pub fn lists(conn: &Connection, found: &mut Vec<Finding>) -> Sql<()> {
    LISTS.iter().try_for_each(|table| rows(conn, table, found))
}

/// The rows that do not read, of a store of which nothing else is checked.
///
/// # Errors
/// Those of the database, but for what only says that a row does not read or that the file is torn.
pub fn named_rows(conn: &Connection) -> Sql<Vec<Finding>> {
    let mut checks = Checks::of_damaged(Vec::new());
    for table in LISTS.iter().chain(&TABLES) {
        checks.go(|found| rows(conn, table, found))?;
    }
    Ok(checks.found)
}

/// The rows of a table that do not read.
fn rows(conn: &Connection, table: &Kept, found: &mut Vec<Finding>) -> Sql<()> {
    let mut statement = conn.prepare(table.sql)?;
    let mut rows = statement.query([])?;
    let mut named = 0;
    while let Some(r) = rows.next()? {
        match (table.read)(r) {
            Err(error) if fault::is_unreadable(&error) => {}
            read => {
                read?;
                continue;
            }
        }
        found.push(Finding {
            kind: "record",
            what: unread(table.called, r.get_ref(0)?),
        });
        named += 1;
        if named == MOST {
            break;
        }
    }
    Ok(())
}
