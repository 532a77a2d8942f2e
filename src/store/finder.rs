//! Finding people and petitions: the index of people beside the store's own text, each hit checked
//! against the store and against what the operator may see.

use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::{InterruptHandle, ToSql};

use super::{Now, Sql, Store, events, people, petitions, trouble};
use crate::domain::event::Step;
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::office::Office;
use crate::flow::view::{Found, PersonCard, PetitionHit};
use crate::flow::{Answer, Ask, Reply};
use crate::search::{Hit, Index};
use crate::words::{Trouble, Word};

/// Petitions shown on a person's card, newest first. Never a count.
const CARD: i64 = 8;
/// People shown beside the intake form.
const MATCHES: usize = 6;
/// Longest query that is looked at, in characters.
const LONGEST: usize = 64;

/// The search of one session.
pub struct Finder {
    store: Store,
    index: Index,
    seen: i64,
    newest: PersonId,
    interrupted: bool,
    /// The last search that went on record: what was typed, and whom it showed.
    recorded: (String, Vec<PersonId>),
}

impl Finder {
    /// Builds the index from the store.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn new(store: Store) -> Result<Self, Trouble> {
        let built = || -> Sql<(i64, Vec<crate::search::PersonRow>)> {
            let seen = events::head(&store.conn)?.seq;
            let mut rows = Vec::new();
            people::index_rows(&store.conn, PersonId(0), |row| rows.push(row))?;
            Ok((seen, rows))
        };
        let (seen, rows) = built().map_err(|e| store.trouble(&e))?;
        let newest = rows.last().map_or(PersonId(0), |r| r.id);
        Ok(Self {
            index: Index::build(rows),
            store,
            seen,
            newest,
            interrupted: false,
            recorded: (String::new(), Vec::new()),
        })
    }

    /// Stops the query that is running, from another thread: a newer one has been typed.
    #[must_use]
    pub fn interrupt_handle(&self) -> InterruptHandle {
        self.store.conn.get_interrupt_handle()
    }

    /// Takes in what any session has saved since: new people, filled-in records, undone imports,
    /// units and their names.
    ///
    /// # Errors
    /// The store's [`Trouble`], or that the operator was taken off the roster.
    pub fn follow(&mut self) -> Result<(), Trouble> {
        self.store.refresh()?;
        self.follow_events()
            .map_err(|e| trouble(&e, &self.store.path))
    }

    fn follow_events(&mut self) -> Sql<()> {
        let conn = &self.store.conn;
        let head = events::head(conn)?.seq;
        if head == self.seen {
            return Ok(());
        }
        let (index, newest) = (&mut self.index, &mut self.newest);
        people::index_rows(conn, *newest, |row| {
            *newest = row.id;
            index.put(row);
        })?;
        let mut statement = conn.prepare_cached("SELECT seq, petition, on_date, at, operator, why, body FROM event WHERE seq > ?1 AND seq <= ?2 ORDER BY seq")?;
        let fresh: Vec<_> = statement
            .query_map([self.seen, head], events::read)?
            .collect::<Sql<_>>()?;
        for event in fresh {
            let touched = match &event.what {
                Step::Register(r) => r.parties.iter().map(|p| p.person).collect(),
                Step::Correct { .. } => parties_of(conn, event.petition)?,
                _ => Vec::new(),
            };
            for person in touched {
                match people::index_row_of(conn, person)? {
                    Some(row) => self.index.put(row),
                    None => self.index.remove(person),
                }
            }
        }
        self.seen = head;
        Ok(())
    }

    /// Answers on a day; see [`Finder::ask_at`] and [`Store::ask`].
    ///
    /// # Errors
    /// As [`Finder::ask_at`].
    pub fn ask(&mut self, ask: &Ask, today: NaiveDate) -> Answer {
        self.ask_at(ask, self.store.first_instant(today))
    }

    /// Answers [`Ask::Find`] and [`Ask::Matches`]; any other question goes to the store. A search
    /// that shows somebody is on record before it is answered; no record, no answer.
    ///
    /// # Errors
    /// The store's [`Trouble`], or a refusal by a right.
    pub fn ask_at(&mut self, ask: &Ask, now: Now) -> Answer {
        self.store.may(ask.deed(), now)?;
        let today = self.store.local(now).date_naive();
        let result = match ask {
            Ask::Find { text, limit } => self.find(text, *limit, today).map(Reply::Found),
            Ask::Matches {
                name,
                id_number,
                phone,
            } => {
                let hits = self.index.matches(name, id_number, phone, MATCHES * 2);
                self.cards(hits, MATCHES, today).map(Reply::Matches)
            }
            other => return self.store.ask_at(other, now),
        };

        self.interrupted = matches!(&result, Err(e) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted));
        let reply = result.map_err(|e| self.store.trouble(&e))?;
        self.on_record(ask, &reply, now)?;
        Ok(reply)
    }

    /// Puts on record whom a search showed. Typing on narrows a search: as long as nobody new comes
    /// up, the entry before stands for it.
    fn on_record(&mut self, ask: &Ask, reply: &Reply, now: Now) -> Result<(), Trouble> {
        let (typed, cards) = match (ask, reply) {
            (Ask::Find { text, .. }, Reply::Found(found)) => (text.clone(), &found.people),
            (Ask::Matches { name, .. }, Reply::Matches(cards)) => (format!("+{name}"), cards),
            _ => return Ok(()),
        };
        let shown: Vec<PersonId> = cards.iter().map(|c| c.id).collect();
        let (before, known) = &self.recorded;
        let narrower = !before.is_empty() && typed.starts_with(before.as_str());
        if shown.is_empty() || (narrower && shown.iter().all(|id| known.contains(id))) {
            return Ok(());
        }
        self.store.record_shown(&typed, &shown, now)?;
        self.recorded = (typed, shown);
        Ok(())
    }

    /// True when the last answer failed only because a newer query stopped it.
    #[must_use]
    pub fn was_interrupted(&self) -> bool {
        self.interrupted
    }

    /// The office's facts.
    #[must_use]
    pub fn office(&self) -> Arc<Office> {
        self.store.office()
    }

    fn find(&self, text: &str, limit: usize, today: NaiveDate) -> Sql<Found> {
        let capped: String = text.chars().take(LONGEST).collect();
        if capped.trim().is_empty() {
            return Ok(Found {
                text: text.to_owned(),
                ..Found::default()
            });
        }
        let people = self.cards(self.index.find(&capped, limit * 2), limit, today)?;
        Ok(Found {
            text: text.to_owned(),
            people,
            petitions: self.petitions(&capped, limit)?,
        })
    }

    /// The hits as cards. Somebody known only from petitions that this operator may not see leaves no trace.
    fn cards(&self, hits: Vec<Hit>, limit: usize, today: NaiveDate) -> Sql<Vec<PersonCard>> {
        let (conn, office) = (&self.store.conn, &self.store.office);
        let mut cards = Vec::new();
        for hit in hits {
            if cards.len() == limit {
                break;
            }
            let Some(person) = people::get(conn, hit.person)? else {
                continue;
            };
            let petitions = petitions::of_person(conn, &office.operator.login, hit.person, CARD)?;
            if petitions.is_empty() {
                continue;
            }
            let mut owed = Vec::new();
            for petition in &petitions {
                owed.extend(petitions::owed_on(conn, &office.units, petition, today)?);
            }
            crate::domain::alert::sort(&mut owed);
            cards.push(PersonCard {
                id: hit.person,
                person,
                why: hit.why,
                lit: hit.lit,
                petitions,
                owed,
            });
        }
        Ok(cards)
    }

    fn petitions(&self, text: &str, limit: usize) -> Sql<Vec<PetitionHit>> {
        let (conn, login) = (&self.store.conn, self.store.office.operator.login.as_str());
        let mut hits = Vec::new();
        if let Some(id) = petitions::resolve(conn, text)? {
            let sql = format!(
                "SELECT {} FROM petition p WHERE p.id = ?2 AND {}",
                petitions::COLUMNS,
                petitions::SEEN
            );
            let row = conn
                .prepare_cached(&sql)?
                .query_map(rusqlite::params![login, id.0], petitions::read)?
                .next()
                .transpose()?;
            hits.extend(row.map(|row| PetitionHit {
                row,
                why: Word::new("编号相符", "number"),
            }));
        }
        let terms: Vec<String> = text
            .split_whitespace()
            .map(|t| t.chars().map(crate::domain::name::narrow).collect())
            .collect();
        // Letters alone are sounds: they find people, not words of a matter.
        if terms
            .iter()
            .any(|t| t.chars().all(|c| c.is_ascii_alphabetic()))
        {
            return Ok(hits);
        }
        for row in self.by_words(login, &terms, limit)? {
            if !hits.iter().any(|h| h.row.id == row.id) {
                let why = if terms.iter().all(|t| row.number.0.contains(t.as_str())) {
                    Word::new("编号相符", "number")
                } else {
                    Word::new("内容相符", "words of the matter")
                };
                hits.push(PetitionHit { row, why });
            }
        }
        hits.truncate(limit);
        Ok(hits)
    }

    fn by_words(
        &self,
        login: &str,
        terms: &[String],
        limit: usize,
    ) -> Sql<Vec<crate::flow::view::PetitionRow>> {
        use std::fmt::Write;
        let mut sql = format!(
            "SELECT {} FROM petition p WHERE {}",
            petitions::COLUMNS,
            petitions::SEEN
        );
        for n in 2..terms.len() + 2 {
            // `n` numbers our own parameters; what was typed is only ever bound.
            let _ = write!(
                sql,
                " AND (instr(p.summary, ?{n}) OR instr(p.words, ?{n}) OR instr(p.place, ?{n}) OR instr(p.name, ?{n}) OR instr(p.number, ?{n}) OR instr(p.external_no, ?{n}))"
            );
        }
        let _ = write!(sql, " ORDER BY p.id DESC LIMIT {limit}");
        let mut bound: Vec<&dyn ToSql> = vec![&login];
        bound.extend(terms.iter().map(|t| t as &dyn ToSql));
        let mut statement = self.store.conn.prepare(&sql)?;
        statement.query_map(&*bound, petitions::read)?.collect()
    }
}

fn parties_of(conn: &rusqlite::Connection, petition: PetitionId) -> Sql<Vec<PersonId>> {
    let mut statement = conn.prepare_cached("SELECT person FROM party WHERE petition = ?1")?;
    statement
        .query_map([petition.0], |r| r.get(0).map(PersonId))?
        .collect()
}
