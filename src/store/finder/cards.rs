//! Hits as cards: the store's own record of each person, what the operator may see, what is owed.

use chrono::NaiveDate;

use super::Finder;
use crate::flow::view::PersonCard;
use crate::search::Hit;
use crate::store::{Sql, people, petitions};

/// Petitions shown on a person's card, newest first. Never a count.
const CARD: i64 = 8;

impl Finder {
    /// The hits as cards. Somebody known only from petitions that this operator may not see leaves no trace.
    pub(super) fn cards(
        &self,
        hits: Vec<Hit>,
        limit: usize,
        today: NaiveDate,
    ) -> Sql<Vec<PersonCard>> {
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
                class: hit.class.code(),
                why: hit.why,
                lit: hit.lit,
                petitions,
                owed,
            });
        }
        Ok(cards)
    }
}
