//! The store's three threads: one writes, one reads and watches for other sessions, one searches.
//! Requests go in with a ticket, replies come out as events; the screen never waits for any of them.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use super::finder::Finder;
use super::replaced::{self, Chair};
pub use super::watching::Outlet;
use super::watching::Watch;
use super::{Now, Store};
use crate::domain::rights::Seat;
use crate::flow::{Ask, Do, Event, Ticket};
use crate::words::Trouble;

/// How often the reader looks whether another session has changed the store.
const WATCH: Duration = Duration::from_millis(500);

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
                        search_loop(finder, &chair, &queries, &out)
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
                if let Some(new) = store.set_afloat(|| chair.open()) {
                    store = new;
                }
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
            Ok(Order::Read(ticket, now, ask)) => {
                watch.set_afloat();
                out(Event::Reply(ticket, watch.answer(&ask, now)));
            }
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
fn search_loop(mut finder: Finder, chair: &Chair, queries: &Receiver<Order>, out: &Outlet) -> bool {
    while let Some(order) = next_query(&mut finder, queries, out) {
        let anew = || chair.open().and_then(Finder::new);
        if let Some(new) = finder.store().set_afloat(anew) {
            finder = new;
        }
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
                if let Some(astray) = finder.store().astray() {
                    out(Event::Reply(ticket, Err(astray)));
                    continue;
                }
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
