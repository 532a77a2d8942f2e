//! A second connection that reads the very moment of the store that a first one reads, for another thread.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::store::{Sql, schema};

/// Opens it. The first has begun a transaction and not read yet; it has when this returns. `None` when
/// somebody saved something between the two, or no second connection is to be had: then the first one
/// must do alone.
pub fn of(first: &Connection, store: &Path) -> Option<Connection> {
    begin(first, store, || ()).ok().flatten()
}

fn begin(first: &Connection, store: &Path, between: impl FnOnce()) -> Sql<Option<Connection>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let twin = Connection::open_with_flags(store, flags)?;
    schema::prepare(&twin)?;
    let before = version(&twin)?;
    version(first)?;
    between();
    schema::keep_moment(&twin)?;
    // It stays what it was as long as nobody else saves anything.
    Ok((version(&twin)? == before).then_some(twin))
}

/// The number of the moment that a connection reads, of use to that connection alone. Begins reading.
fn version(conn: &Connection) -> Sql<i64> {
    conn.query_row("PRAGMA data_version", [], |r| r.get(0))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{begin, schema};

    fn count(conn: &Connection) -> i64 {
        conn.query_row("SELECT count(*) FROM t", [], |r| r.get(0))
            .expect("a count")
    }

    /// Saved before both, between them, after both: only the same moment is taken.
    #[test]
    fn two_connections_read_one_moment_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = folder.path().join("s");
        let save = |sql: &str| {
            let other = Connection::open(&store).expect("a store");
            other.execute_batch(sql).expect("saved");
        };
        save("PRAGMA journal_mode=WAL; CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1);");
        let first = Connection::open(&store).expect("a store");
        schema::keep_moment(&first).expect("begun");
        let twin = begin(&first, &store, || ()).expect("read");
        let twin = twin.expect("nobody saved anything");
        save("INSERT INTO t VALUES (2);");
        assert_eq!((count(&first), count(&twin)), (1, 1));
        let first = Connection::open(&store).expect("a store");
        schema::keep_moment(&first).expect("begun");
        let between = || save("INSERT INTO t VALUES (3);");
        assert!(begin(&first, &store, between).expect("read").is_none());
        assert_eq!(count(&first), 2, "the first one's moment stays");
    }
}
