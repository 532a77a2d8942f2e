//! What goes on record of a search: everybody it showed, by their own record or by a petition of theirs.

use rusqlite::Connection;

use super::Finder;
use crate::domain::ids::PersonId;
use crate::domain::intake::answer::Whom;
use crate::flow::view::{Found, PersonCard};
use crate::flow::waiting::{Beside, Pair};
use crate::flow::{Answer, Ask, Reply};
use crate::store::named::{self, Searched};
use crate::store::{Now, Sql};
use crate::words::Trouble;

/// Everybody whom an answer shows, each once, in the order in which they come up.
fn shown(conn: &Connection, reply: &Reply) -> Sql<Vec<PersonId>> {
    let mut ids = Vec::new();
    match reply {
        Reply::Found(found) => {
            of_cards(conn, &found.people, &mut ids)?;
            for hit in &found.petitions {
                named::add_parties(conn, hit.row.id, &mut ids)?;
            }
        }
        Reply::Matches(matches) => of_cards(conn, &matches.cards, &mut ids)?,
        Reply::Beside(Some(beside)) => {
            for pair in &beside.pairs {
                let Some(id) = on_record(pair) else { continue };
                ids.push(id);
                for matter in &pair.theirs.matters {
                    named::add_parties_of(conn, &matter.number, &mut ids)?;
                }
            }
        }
        _ => {}
    }
    Ok(named::each_once(ids))
}

/// Those on the cards, by every record of theirs, and whoever stands with them in what is listed there.
fn of_cards(conn: &Connection, cards: &[PersonCard], ids: &mut Vec<PersonId>) -> Sql<()> {
    for card in cards {
        ids.push(card.id);
        ids.extend(card.also.iter().map(|(id, _)| *id));
        for row in &card.petitions {
            named::add_parties(conn, row.id, ids)?;
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
            let mut reply = finder.answer(ask, today)?;
            if let Reply::Found(found) = &mut reply {
                keep(found);
            }
            let shown = shown(&finder.store.conn, &reply)?;
            Ok((reply, shown))
        })?;
        self.on_record(ask, &reply, shown, now)?;
        Ok(reply)
    }

    /// Puts on record whom a search showed, unless the entry before stands for it.
    fn on_record(
        &mut self,
        ask: &Ask,
        reply: &Reply,
        shown: Vec<PersonId>,
        now: Now,
    ) -> Result<(), Trouble> {
        let typed = match (ask, reply) {
            (Ask::Find { text, .. }, _) => text.clone(),
            (Ask::Matches { name, .. }, _) => format!("+{name}"),
            (Ask::Alike(id), _) => format!("~{}", id.0),
            (Ask::Beside(..), Reply::Beside(Some(beside))) => beside_typed(beside),
            _ => return Ok(()),
        };
        let before = &self.recorded;
        let stands = match ask {
            Ask::Beside(..) => typed == before.typed && shown == before.shown,
            _ => before.covers(&typed, &shown),
        };
        if shown.is_empty() || stands {
            return Ok(());
        }
        self.store.record_shown(&typed, &shown, now)?;
        self.recorded = Searched { typed, shown };
        Ok(())
    }
}

/// A row beside which people were shown: its place, and who stands in it.
fn beside_typed(beside: &Beside) -> String {
    let name = beside.pairs.first().map(|p| p.mine.person.name.raw());
    format!("={} {}", beside.place, name.unwrap_or_default())
}
