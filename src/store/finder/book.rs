//! The index of one session: opened from the file beside the store, made anew when there is none that
//! fits, exchanged when a newer one lies there.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use rusqlite::Connection;

use super::make::{self, Progress};
use crate::search::Index;
use crate::search::index::{Image, Unfit};
use crate::store::index_file::{self, Mark};
use crate::store::{Sql, Store};
use crate::words::{Sentence, Trouble, reason};

/// People and petitions up to which the index is made at once: it takes less than a blink.
const AT_ONCE: i64 = 20_000;
/// Changes after which the index is made anew, so that the live part stays small.
const STALE: usize = 2_000;
/// Changes up to which reading them at each start is cheaper than making the index anew.
const FEW: usize = 500;
/// Changes beyond which it is not, however many people there are.
const MANY: usize = 5_000;
/// People and petitions up to which the index is made within some three seconds by one core.
const SOON: i64 = 300_000;

/// An index and how it came to be.
pub struct Made {
    pub index: Index,
    /// The file it reads from; `None` for one in memory.
    pub mark: Option<Mark>,
    /// What the operator should know: why it was not read from a file.
    pub note: Option<Sentence>,
}

/// The making of an index under way on another thread.
pub struct Making {
    progress: Arc<Progress>,
    done: Receiver<Option<Made>>,
}

/// How far the making has come.
pub enum State {
    Working,
    Done(Box<Made>),
    Failed,
}

impl Drop for Making {
    fn drop(&mut self) {
        self.progress.stop();
    }
}

/// Opens the index beside the store when it is this store's and whole.
pub fn open(conn: &Connection, store: &Path) -> Sql<Result<Made, Why>> {
    let Ok((bytes, mark)) = index_file::open(store) else {
        return Ok(Err(Why::Missing));
    };
    let index = match Index::open(Box::new(bytes)) {
        Ok(index) => index,
        Err(Unfit::Old) => return Ok(Err(Why::Old)),
        Err(Unfit::Damaged) => return Ok(Err(Why::Damaged)),
    };
    let stamp = index.stamp();
    let fits = make::stamp_at(conn, stamp.event)?.is_some_and(|ours| ours.store == stamp.store);
    Ok(if fits {
        Ok(Made {
            index,
            mark: Some(mark),
            note: None,
        })
    } else {
        Err(Why::Foreign)
    })
}

/// Why there is no index to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no file.
    Missing,
    /// Another version wrote it.
    Old,
    /// It is cut off or altered.
    Damaged,
    /// It was made from another history: a copy was put back.
    Foreign,
}

/// Whether the store is so small that the index is made while one waits.
pub fn is_small(conn: &Connection) -> Sql<bool> {
    Ok(make::size(conn)? <= AT_ONCE)
}

/// Whether so many changes call for a new index.
pub fn is_stale(unwritten: usize, people: usize) -> bool {
    unwritten > STALE.max(people / 500)
}

/// Whether so many changes are worth an answer's waiting: those who come after would each read them again.
pub fn is_far_behind(unwritten: usize, everything: usize) -> bool {
    unwritten > FEW && unwritten > (everything / 10).min(MANY)
}

/// Whether making the index takes no more than a few seconds.
pub fn is_soon_made(conn: &Connection) -> Sql<bool> {
    Ok(make::size(conn)? <= SOON)
}

/// Makes the index and puts it beside the store. When that fails (a full disk), it stays in memory.
///
/// # Errors
/// The store's [`Trouble`].
pub fn make(store: &Store, progress: &Progress) -> Result<Option<Made>, Trouble> {
    let Some(image) = make::image(store, make::Hands::Two, progress)? else {
        return Ok(None);
    };
    let written = index_file::write(&store.path, &image);
    if written.is_ok()
        && let Ok(made) = open(&store.conn, &store.path).map_err(|e| store.trouble(&e))?
    {
        return Ok(Some(made));
    }
    let note = written.err().map(|e| unwritten(&e));
    Ok(in_memory(image).map(|index| Made {
        index,
        mark: None,
        note,
    }))
}

fn in_memory(image: Image) -> Option<Index> {
    Index::open(Box::new(image.into_bytes())).ok()
}

/// Begins making the index on another thread, with a connection of its own; waits for another
/// session that is making it already.
pub fn begin(store: &Store) -> Making {
    let (send, done) = channel();
    let progress = Arc::new(Progress::default());
    let (path, login) = (
        store.path().to_owned(),
        store.office().operator.login.clone(),
    );
    let seen = Arc::clone(&progress);
    std::thread::spawn(move || {
        let _ = send.send(work(&path, &login, &seen));
    });
    Making { progress, done }
}

fn work(path: &Path, login: &str, progress: &Progress) -> Option<Made> {
    let store = Store::open(path, login).ok()?;
    let before = index_file::mark(path);
    // Without the lock (a folder that cannot be written) it is made all the same, for this session.
    let _turn = index_file::turn(path, true).ok();
    if index_file::mark(path) != before
        && let Ok(Ok(made)) = open(&store.conn, path)
    {
        return Some(made);
    }
    make(&store, progress).ok().flatten()
}

impl Making {
    /// Thousandths done.
    pub fn done(&self) -> u32 {
        self.progress.done()
    }

    /// What it has come to so far.
    pub fn take(&self) -> State {
        match self.done.try_recv() {
            Ok(Some(made)) => State::Done(Box::new(made)),
            Err(TryRecvError::Empty) => State::Working,
            Ok(None) | Err(TryRecvError::Disconnected) => State::Failed,
        }
    }
}

fn unwritten(error: &std::io::Error) -> Sentence {
    let (zh, en) = reason(error);
    say!(
        "查询索引没有存下（{zh}），本次放在内存里，查得到，下次打开要重建。",
        "The search index could not be kept ({en}); it is in memory for now and will be made anew next time."
    )
}
