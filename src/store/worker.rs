//! The store's three threads: one writes, one reads and watches for other sessions, one searches.
//! Requests go in with a ticket, replies come out as events; the screen never waits for any of them.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use super::finder::Finder;
use super::replaced::{self, Chair};
use super::{Now, Store, room};
use crate::domain::rights::Seat;
use crate::flow::{Answer, Ask, Do, Event, Ticket};
use crate::words::{Exit, Sentence, Trouble};

/// How often the reader looks whether another session has changed the store.
const WATCH: Duration = Duration::from_millis(500);

/// Looks between two measurements of the disk, and between two tries of a store that did not open.
const MEASURED: u32 = 20;

/// Where events go; the runtime's queue.
pub type Outlet = Arc<dyn Fn(Event) + Send + Sync>;

enum Order {
    Read(Ticket, Now, Ask),
    Write(Ticket, Now, Box<Do>),
    /// Something was written here: look at once.
    Look,
    /// Take up the store that stands there now: the one that was open was replaced. How the session is noted.
    Stand(&'static str, Now),
    /// A file that the desk was to keep was not written.
    Unwritten(Now),
    /// The session at the screen ends: how it did.
    Leave(&'static str, Now),
    Stop,
}

/// The running threads.
pub struct Worker {
    write: Sender<Order>,
    read: Sender<Order>,
    search: Sender<Order>,
    stop_search: Arc<Mutex<Option<rusqlite::InterruptHandle>>>,
    threads: Vec<JoinHandle<()>>,
}

impl Worker {
    /// Starts the threads on the store at `path`, which the caller has opened once already.
    ///
    /// # Errors
    /// The store's [`Trouble`] when a second connection cannot be made.
    pub fn start(path: &Path, login: &str, seat: &Seat, outlet: &Outlet) -> Result<Self, Trouble> {
        let (write, orders) = channel();
        let (read, questions) = channel();
        let (search, queries) = channel();
        let stop_search = Arc::new(Mutex::new(None));
        let (chair, reader) = Chair::take(path, login, seat)?;
        let writer = chair.open()?;
        let mut threads = Vec::with_capacity(3);
        let (out, poke, here) = (Arc::clone(outlet), read.clone(), chair.clone());
        threads.push(std::thread::spawn(move || {
            write_loop(writer, &here, &orders, &out, &poke);
        }));
        let (out, here) = (Arc::clone(outlet), chair.clone());
        threads.push(std::thread::spawn(move || {
            read_loop(reader, here, &questions, &out);
        }));
        let (out, handle) = (Arc::clone(outlet), Arc::clone(&stop_search));
        threads.push(std::thread::spawn(move || {
            let mut stands = true;
            while stands {
                stands = match chair.open().and_then(Finder::new) {
                    Ok(finder) => {
                        if let Ok(mut slot) = handle.lock() {
                            *slot = Some(finder.interrupt_handle());
                        }
                        search_loop(finder, &queries, &out)
                    }
                    Err(trouble) => refuse_all(&trouble, &queries, &out),
                };
            }
        }));
        Ok(Self {
            write,
            read,
            search,
            stop_search,
            threads,
        })
    }

    /// Sends a question. Searches stop the search before them.
    pub fn ask(&self, ticket: Ticket, ask: Ask, now: Now) {
        if ask.is_search() {
            if let Ok(handle) = self.stop_search.lock()
                && let Some(handle) = handle.as_ref()
            {
                handle.interrupt();
            }
            let _ = self.search.send(Order::Read(ticket, now, ask));
        } else {
            let _ = self.read.send(Order::Read(ticket, now, ask));
        }
    }

    /// Sends a write.
    pub fn perform(&self, ticket: Ticket, order: Do, now: Now) {
        let _ = self.write.send(Order::Write(ticket, now, Box::new(order)));
    }

    /// What puts on record, from any thread, that a file which the desk was to keep was not written.
    pub fn unwritten(&self) -> impl Fn(Now) + Send + 'static {
        let write = self.write.clone();
        move |now| drop(write.send(Order::Unwritten(now)))
    }

    /// Takes up the store that stands there now, behind everything that was ordered: what was ordered of the
    /// one before is refused by it. Whoever sits here is noted in the new one as having come in.
    pub fn stand(&self, how: &'static str, now: Now) {
        for sender in [&self.write, &self.read, &self.search] {
            let _ = sender.send(Order::Stand(how, now));
        }
    }

    /// Puts on record that the session at the screen ends, behind everything that was ordered.
    pub fn leave(&self, how: &'static str, now: Now) {
        let _ = self.write.send(Order::Leave(how, now));
    }

    /// Lets everything that was ordered be written, then ends the threads.
    pub fn stop(self) {
        for sender in [&self.write, &self.read, &self.search] {
            let _ = sender.send(Order::Stop);
        }
        for thread in self.threads {
            let _ = thread.join();
        }
    }
}

fn write_loop(
    mut store: Store,
    chair: &Chair,
    orders: &Receiver<Order>,
    out: &Outlet,
    poke: &Sender<Order>,
) {
    while let Ok(order) = orders.recv() {
        match order {
            Order::Write(ticket, now, order) => {
                // A clock that was set back a little stands still at the last row, as in a command.
                let answer = store.perform(*order, store.not_before(now));
                let done = answer.is_ok();
                out(Event::Reply(ticket, answer));
                if done {
                    let _ = poke.send(Order::Look);
                }
            }
            Order::Unwritten(now) => {
                let _ = store.record_unwritten("desk", &[], store.not_before(now));
            }
            // The line is gone or the person is: there is nobody to tell.
            Order::Leave(how, now) => {
                let _ = store.record_session("leave", how, store.not_before(now));
            }
            Order::Stand(how, now) => {
                // One that does not open is told by the reader; the old one goes on refusing.
                if let Ok(new) = chair.open() {
                    store = new;
                    let _ = store.record_session("enter", how, store.not_before(now));
                }
            }
            Order::Stop => return,
            _ => {}
        }
    }
}

fn read_loop(store: Store, chair: Chair, questions: &Receiver<Order>, out: &Outlet) {
    let mut watch = Watch::new(store, chair);
    loop {
        match questions.recv_timeout(WATCH) {
            Ok(Order::Read(ticket, now, ask)) => out(Event::Reply(ticket, watch.answer(&ask, now))),
            Ok(Order::Look) | Err(RecvTimeoutError::Timeout) => {
                watch.look(out);
                watch.measure(out);
            }
            Ok(Order::Stand(..)) => watch = watch.stand(),
            Ok(Order::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            Ok(Order::Write(..) | Order::Leave(..) | Order::Unwritten(_)) => {}
        }
    }
}

/// What the reader has seen of the store so far.
struct Watch {
    store: Store,
    version: i64,
    newest: (i64, i64),
    /// The newest entry of the trail that says something of records of people.
    said: i64,
    /// Looks until the disk is measured again, and what was said of it last.
    measured: (u32, Option<Sentence>),
    /// Said once, and to every question, when the operator was taken off the roster.
    gone: Option<Trouble>,
    /// How to open what stands there, when it is not the same file any more.
    chair: Chair,
    /// What was said of a file that was replaced: whether it can be gone on with.
    replaced: Option<bool>,
    /// Looks until one that did not open is tried again.
    pause: u32,
}

impl Watch {
    fn new(store: Store, chair: Chair) -> Self {
        Self {
            // None yet: what changed since the store was opened is looked at first.
            version: 0,
            newest: newest(&store).unwrap_or_default(),
            said: store.newest_said(0).unwrap_or_default(),
            store,
            measured: (0, None),
            gone: None,
            chair,
            replaced: None,
            pause: 0,
        }
    }

    /// Says that the store was replaced, and whether what stands there now can be gone on with: asked again
    /// until it can. Nothing else is said until the desk takes it up.
    fn replaced(&mut self, out: &Outlet) {
        if self.replaced == Some(true) || (self.replaced.is_some() && self.pause > 0) {
            self.pause = self.pause.saturating_sub(1);
            return;
        }
        self.pause = MEASURED;
        let found = self.chair.open().map(|store| store.office());
        let before = self.replaced.replace(found.is_ok());
        if before != self.replaced {
            out(Event::Replaced(found));
        }
    }

    /// On the store that stands there now; on the old one still where that does not open.
    fn stand(mut self) -> Self {
        if let Ok(store) = self.chair.open() {
            return Self::new(store, self.chair);
        }
        self.replaced = None;
        self
    }

    /// Says when the disk gets full, and when there is room again.
    fn measure(&mut self, out: &Outlet) {
        if self.measured.0 > 0 {
            self.measured.0 -= 1;
            return;
        }
        let notice = room::left(self.store.path()).and_then(room::Room::notice);
        if notice != self.measured.1 {
            out(Event::Room(notice.clone()));
        }
        // What is low runs out while somebody looks at the figure: then each look measures.
        let looks = if notice.is_some() { 0 } else { MEASURED };
        self.measured = (looks, notice);
    }

    fn answer(&self, ask: &Ask, now: Now) -> Answer {
        if let Some(gone) = &self.gone {
            return Err(gone.clone());
        }
        if self.store.is_replaced() {
            return Err(replaced::gone());
        }
        self.store.ask_at(ask, self.store.not_before(now))
    }

    /// Drafts and audit rows change the file too, with every key that somebody types; only a new
    /// event, two people read as one or apart, or a change of the office's own facts, changes what
    /// anybody sees.
    fn look(&mut self, out: &Outlet) {
        // A file that was replaced does not change any more: asked before its version is.
        if self.store.is_replaced() {
            return self.replaced(out);
        }
        let version = self.store.data_version().unwrap_or(self.version);
        if version == self.version {
            return;
        }
        match self.store.refresh() {
            Ok(true) => out(Event::Office(self.store.office())),
            Ok(false) => {}
            Err(trouble) if trouble.exit == Exit::Refused => {
                if self.gone.is_none() {
                    out(Event::Dismissed(trouble.clone()));
                }
                self.gone = Some(trouble);
                self.version = version;
                return;
            }
            // Not to be read just now: looked at again the next time.
            Err(_) => return,
        }
        self.gone = None;
        self.version = version;
        let event = newest(&self.store).unwrap_or(self.newest);
        let said = self.store.newest_said(self.said).unwrap_or(self.said);
        if (event, said) != (self.newest, self.said) {
            (self.newest, self.said) = (event, said);
            out(Event::Changed);
        }
    }
}

/// The newest event of the petitions and of the duty desk.
fn newest(store: &Store) -> Result<(i64, i64), Trouble> {
    Ok((store.newest_event()?, store.newest_deed()?))
}

/// How often the search looks whether its index has been made.
const MAKING: Duration = Duration::from_millis(250);

/// The next query. While the index is being made, the search looks now and then whether it is
/// there, and then has everything asked anew; until then it says how far it is.
fn next_query(finder: &mut Finder, queries: &Receiver<Order>, out: &Outlet) -> Option<Order> {
    let mut said = None;
    while finder.is_making() {
        match queries.recv_timeout(MAKING) {
            Ok(order) => return Some(order),
            Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) => {
                // What fails here fails with the next query, and is said then.
                let _ = finder.follow();
                if !finder.is_making() {
                    out(Event::Changed);
                } else if let Some(note) = finder.how_far().filter(|n| said.as_ref() != Some(n)) {
                    out(Event::Index(note.clone()));
                    said = Some(note);
                }
            }
        }
    }
    queries.recv().ok()
}

/// Answers searches until the end, or until another store is to be taken up: then true.
fn search_loop(mut finder: Finder, queries: &Receiver<Order>, out: &Outlet) -> bool {
    while let Some(order) = next_query(&mut finder, queries, out) {
        // The last query wins: what has been overtaken is not looked for. What was asked of a store that was
        // replaced is overtaken too.
        let mut newest = order;
        while !matches!(newest, Order::Stand(..)) {
            let Ok(next) = queries.try_recv() else { break };
            newest = next;
        }
        match newest {
            Order::Read(ticket, ..) if finder.store().is_replaced() => {
                out(Event::Reply(ticket, Err(replaced::gone())));
            }
            Order::Read(ticket, now, ask) => {
                let now = finder.store().not_before(now);
                let answer = finder.follow().and_then(|()| finder.ask_at(&ask, now));
                let overtaken = answer.is_err() && finder.was_interrupted();
                if !overtaken {
                    out(Event::Reply(ticket, answer));
                }
                finder.warm();
            }
            Order::Stand(..) => return true,
            Order::Stop => return false,
            _ => {}
        }
    }
    false
}

/// Refuses searches until the end, or until another store is to be taken up: then true.
fn refuse_all(trouble: &Trouble, queries: &Receiver<Order>, out: &Outlet) -> bool {
    while let Ok(order) = queries.recv() {
        match order {
            Order::Read(ticket, ..) => out(Event::Reply(ticket, Err(trouble.clone()))),
            Order::Stand(..) => return true,
            Order::Stop => return false,
            _ => {}
        }
    }
    false
}
