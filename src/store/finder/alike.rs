//! Whom a record on file could be the same as, and who is known to be somebody else.

use chrono::NaiveDate;

use super::{Failed, Finder, MATCHES, cut};
use crate::domain::ids::PersonId;
use crate::domain::person::Person;
use crate::domain::{identity, name};
use crate::flow::view::PersonCard;
use crate::store::{Sql, merges, people};

impl Finder {
    /// Leaves out who is known to be somebody else than the person who is typed.
    pub(super) fn quiet(
        &self,
        cards: Vec<PersonCard>,
        adopted: Option<PersonId>,
        [name, id_number, phone]: &[String; 3],
    ) -> Sql<Vec<PersonCard>> {
        let typed = Person {
            name: name::canonical(name),
            id_number: identity::compact(id_number),
            phones: vec![identity::phone(phone)],
            ..Person::default()
        };
        merges::quiet(&self.store.conn, cards, adopted, &typed)
    }

    /// The people who may be the same as somebody on record, by every record of theirs that the
    /// operator may see: neither those who are read as one with them, nor those who are known to be
    /// somebody else.
    pub(super) fn alike_to(
        &self,
        id: PersonId,
        today: NaiveDate,
    ) -> Result<Vec<PersonCard>, Failed> {
        let (conn, login) = (&self.store.conn, &self.store.office.operator.login);
        let records = merges::seen(conn, login, id)?;
        if !records.contains(&id) {
            return Ok(Vec::new());
        }
        let mut cards: Vec<PersonCard> = Vec::new();
        for record in &records {
            let Some(person) = people::get(conn, *record)? else {
                continue;
            };
            let phone = person.phones.first().cloned().unwrap_or_default();
            let typed = [&person.name, &person.id_number, &phone].map(|t| cut(t));
            if typed.iter().all(String::is_empty) {
                continue;
            }
            // Themselves are among them, and there is room for as many besides.
            let most = MATCHES + records.len();
            for card in self.it_could_be(&typed, &cut(&person.address), most, today)? {
                let known = cards.iter().any(|c| c.id == card.id);
                let one = merges::are_one(conn, id, card.id)?;
                if !known && !one && !merges::are_two(conn, id, card.id)? {
                    cards.push(card);
                }
            }
        }
        cards.truncate(MATCHES);
        Ok(cards)
    }
}
