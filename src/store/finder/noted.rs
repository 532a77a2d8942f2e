//! What goes on record of a search: everybody it showed, by their own record or by a petition of theirs.

use rusqlite::Connection;

use super::Finder;
use crate::domain::ids::PersonId;
use crate::domain::intake::answer::Whom;
use crate::flow::view::{Found, PersonCard};
use crate::flow::waiting::{Beside, Pair};
use crate::flow::{Answer, Ask, Reply};
use crate::store::named::{Searched, Shown};
use crate::store::{Now, Sql, veil};
use crate::words::Trouble;

/// Stands for the form beside which people were shown.
const FORM: &str = "+";

/// Everybody whom an answer shows.
fn shown(conn: &Connection, login: &str, reply: &Reply) -> Sql<Shown> {
    let mut shown = Shown::to(login);
    match reply {
        Reply::Found(found) => {
            of_cards(conn, &found.people, &mut shown)?;
            for hit in &found.petitions {
                shown.petition(conn, hit.row.id)?;
            }
        }
        Reply::Matches(matches) => {
            of_cards(conn, &matches.cards, &mut shown)?;
            for card in &matches.matters {
                shown.petition(conn, card.row.id)?;
            }
        }
        Reply::Beside(Some(beside)) => {
            for pair in &beside.pairs {
                let Some(id) = on_record(pair) else { continue };
                shown.person(id);
                for matter in &pair.theirs.matters {
                    shown.petition_of(conn, &matter.number)?;
                }
            }
        }
        _ => {}
    }
    Ok(shown)
}

/// Those on the cards, by every record of theirs, and whoever stands with them in what is listed there.
fn of_cards(conn: &Connection, cards: &[PersonCard], shown: &mut Shown) -> Sql<()> {
    for card in cards {
        shown.person(card.id);
        card.also.iter().for_each(|(id, _)| shown.person(*id));
        card.through.iter().for_each(|t| shown.person(t.id));
        for row in &card.petitions {
            shown.petition(conn, row.id)?;
        }
    }
    Ok(())
}

const fn on_record(pair: &Pair) -> Option<PersonId> {
    match &pair.whom {
        Whom::Record(id, _) => Some(*id),
        Whom::Row(..) => None,
    }
}

impl Finder {
    /// As [`Finder::ask_at`]; of what a search found only what `keep` leaves is given, and on record.
    ///
    /// # Errors
    /// As [`Finder::ask_at`].
    pub fn ask_for(&mut self, ask: &Ask, now: Now, mut keep: impl FnMut(&mut Found)) -> Answer {
        self.store.may(ask.deed(), now)?;
        let today = self.store.local(now).date_naive();
        if !ask.is_search() {
            return self.store.ask_at(ask, now);
        }
        let (reply, shown) = self.whole(|finder| {
            finder.look_about()?;
            let store = &finder.store;
            // One state of the store for the whole answer; and its hundreds of questions take one lock.
            let reading = store.snapshot()?;
            let mut reply = finder.look(ask, today)?;
            if let Reply::Found(found) = &mut reply {
                keep(found);
            }
            let shown = shown(&store.conn, &store.office.operator.login, &reply)?;
            reading.finish()?;
            Ok((reply, shown))
        })?;
        self.on_record(ask, &reply, shown, now)?;
        veil::answer(&self.store.office, Ok(reply))
    }

    /// Puts on record whom a search showed, unless the entry before stands for it.
    fn on_record(
        &mut self,
        ask: &Ask,
        reply: &Reply,
        shown: Shown,
        now: Now,
    ) -> Result<(), Trouble> {
        let typed = match (ask, reply) {
            (Ask::Find { text, .. }, _) => text.clone(),
            (Ask::Matches { name, .. }, _) => format!("{FORM}{name}"),
            (Ask::Alike(id), _) => format!("~{}", id.0),
            (Ask::Beside(..), Reply::Beside(Some(beside))) => beside_typed(beside),
            _ => return Ok(()),
        };
        let before = &self.recorded;
        let stands = match ask {
            Ask::Beside(..) => before.is(&typed, &shown),
            _ => before.covers(&typed, &shown),
        };
        if stands {
            return Ok(());
        }
        // What is written in a form or waits in a row may never be saved: the trail has whom it showed, and
        // beside what.
        let noted = match ask {
            Ask::Matches { .. } => FORM,
            Ask::Beside(..) => typed.split(' ').next().unwrap_or_default(),
            _ => &typed,
        };
        self.store.record_shown(noted, &shown, now)?;
        self.recorded = Searched { typed, shown };
        Ok(())
    }
}

/// A row beside which people were shown: its place, and who stands in it.
fn beside_typed(beside: &Beside) -> String {
    let name = beside.pairs.first().map(|p| p.mine.person.name.raw());
    format!("={} {}", beside.place, name.unwrap_or_default())
}
