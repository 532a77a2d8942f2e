//! Whom a record on file could be the same as, and who is known to be somebody else.

use chrono::NaiveDate;

use super::{Failed, Finder, MATCHES, told};
use crate::domain::ids::PersonId;
use crate::domain::person::Person;
use crate::domain::{identity, name};
use crate::flow::view::PersonCard;
use crate::search::{Hit, Index, MatchClass, read, same_place};
use crate::store::{Sql, former, merges, people};
use crate::words::Outside;

/// People of one household that are looked at.
const HOUSEHOLD: usize = 32;

impl Finder {
    /// The people it could be whose name, number, telephone and address were typed.
    pub(super) fn it_could_be(
        &self,
        typed: &[String; 3],
        address: &str,
        limit: usize,
        today: NaiveDate,
    ) -> Result<Vec<PersonCard>, Failed> {
        let [name, id_number, phone] = typed;
        self.enough(limit, today, |most| match &self.index {
            Some(index) => {
                let hits = index.matches(name, id_number, phone, most)?;
                self.with_household(index, hits, name, address)
            }
            None => Ok(self.plain_people(typed, most)?),
        })
    }

    /// Those of the same family name at the same address, before whoever fits by slips only.
    fn with_household(
        &self,
        index: &Index,
        mut hits: Vec<Hit>,
        name: &str,
        address: &str,
    ) -> Result<Vec<Hit>, Failed> {
        let mut at = hits.partition_point(|h| h.class <= MatchClass::Address);
        for hit in index.household(name, address, HOUSEHOLD)? {
            let known = hits.iter().any(|h| h.person == hit.person);
            let person = people::get(&self.store.conn, hit.person)?;
            if !known && person.is_some_and(|p| same_place(p.address.raw(), address)) {
                hits.insert(at, hit);
                at += 1;
            }
        }
        Ok(hits)
    }

    /// Leaves out who is known to be somebody else than the person who is typed.
    pub(super) fn quiet(
        &self,
        cards: Vec<PersonCard>,
        adopted: Option<PersonId>,
        [name, id_number, phone]: &[String; 3],
    ) -> Sql<Vec<PersonCard>> {
        let typed = Person {
            name: name::canonical(name).into(),
            id_number: identity::compact(id_number).into(),
            phones: vec![identity::phone(phone).into()],
            ..Person::default()
        };
        let login = &self.store.office.operator.login;
        merges::quiet((&self.store.conn, login), cards, adopted, &typed)
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
        let mut ours = Vec::with_capacity(records.len());
        for record in &records {
            ours.extend(people::get(conn, *record)?.map(|person| (*record, person)));
        }
        let mut cards: Vec<PersonCard> = Vec::new();
        for (_, person) in &ours {
            let phone = person.phones.first().map(Outside::raw).unwrap_or_default();
            let typed = [person.name.raw(), person.id_number.raw(), phone].map(read);
            if typed.iter().all(String::is_empty) {
                continue;
            }
            // Themselves are among them, and there is room for as many besides.
            let most = MATCHES + records.len();
            let address = read(person.address.raw());
            let mut found = self.it_could_be(&typed, &address, most, today)?;
            told::of_fields(&typed, &address, &mut found);
            for card in found {
                let known = cards.iter().any(|c| c.id == card.id);
                let one = merges::are_one(conn, login, id, card.id)?;
                if known || one || merges::are_two(conn, login, id, card.id)? {
                    continue;
                }
                if !self.is_other_by_document(&ours, &card, today)? {
                    cards.push(card);
                }
            }
        }
        cards.truncate(MATCHES);
        Ok(cards)
    }

    /// Whether somebody is surely somebody else by their document. Who shows another since a record was
    /// corrected is not.
    fn is_other_by_document(
        &self,
        ours: &[(PersonId, Person)],
        card: &PersonCard,
        today: NaiveDate,
    ) -> Sql<bool> {
        let theirs = &card.person.id_number;
        let other = |(_, p): &(PersonId, Person)| p.is_other_by_document(&card.person, today);
        if ours.iter().any(|(_, p)| p.id_number == *theirs) || !ours.iter().any(other) {
            return Ok(false);
        }
        let conn = &self.store.conn;
        let was = |record: PersonId, number: &str| -> Sql<bool> {
            let before = former::numbers(conn, record)?;
            Ok(before.iter().any(|n| identity::compact(n) == number))
        };
        for (record, person) in ours {
            if was(*record, theirs.raw())? || was(card.id, person.id_number.raw())? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
