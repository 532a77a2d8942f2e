//! Hits as cards: the store's own record of each person, what the operator may see, what is owed.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::Finder;
use super::{sight, told};
use crate::domain::ids::PersonId;
use crate::flow::view::{Former, PersonCard, PetitionRow, Through};
use crate::search::Hit;
use crate::store::{Sql, merges, owed, people, petitions, settling};
use crate::words::{Outside, Word};

/// Petitions shown on a person's card, newest first, beside those on which something is owed. Never a count.
const CARD: usize = 8;

/// A record and the name on it.
type Named = (PersonId, Outside);

/// Why somebody is shown who was found by another record of theirs.
const OTHER_RECORD: Word = Word::new("同一人的另一记录", "another record of the same person");

/// A person found, as the store has them.
enum Seen {
    /// Someone whose petitions the operator may see.
    Card(Box<PersonCard>),
    /// Someone known only from petitions that this operator may not see, by name.
    Hidden(String),
    /// Nobody any more.
    Gone,
}

impl Finder {
    /// The hits as cards. Somebody known only from petitions that this
    /// operator may not see leaves no trace, in the order of the others either.
    pub(super) fn cards(
        &self,
        hits: Vec<Hit>,
        limit: usize,
        today: NaiveDate,
    ) -> Sql<Vec<PersonCard>> {
        let mut cards = Vec::new();
        for alike in alike(self.faces(hits)?) {
            if cards.len() >= limit {
                break;
            }
            cards.extend(self.in_turn(alike, limit - cards.len(), today)?);
        }
        cards.truncate(limit);
        Ok(cards)
    }

    /// People who fit equally well: they came with one bearer of each name first, and so they stand
    /// again when some of them may not be seen.
    fn in_turn(&self, alike: Vec<Hit>, limit: usize, today: NaiveDate) -> Sql<Vec<PersonCard>> {
        let mut names: Vec<String> = Vec::new();
        let mut cards: Vec<PersonCard> = Vec::new();
        let mut turned = false;
        for hit in alike {
            if !turned && cards.len() >= limit {
                break;
            }
            let name = match self.see(hit, today)? {
                Seen::Card(card) => {
                    let name = card.person.name.raw().to_owned();
                    cards.push(*card);
                    name
                }
                Seen::Hidden(name) => {
                    turned = true;
                    name
                }
                Seen::Gone => continue,
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if !turned {
            return Ok(cards);
        }
        let mut turns = vec![0usize; names.len()];
        let mut placed: Vec<((usize, usize), PersonCard)> = Vec::with_capacity(cards.len());
        for card in cards {
            let name = names.iter().position(|n| card.person.name == *n);
            let name = name.unwrap_or_default();
            turns[name] += 1;
            placed.push(((turns[name], name), card));
        }
        placed.sort_by_key(|p| p.0);
        Ok(placed.into_iter().map(|p| p.1).collect())
    }

    /// Each hit under the record as which its own is read, where the operator may see that one; a
    /// person once.
    fn faces(&self, mut hits: Vec<Hit>) -> Sql<Vec<Hit>> {
        let (conn, login) = (&self.store.conn, &self.store.office.operator.login);
        if !merges::is_any(conn)? {
            return Ok(hits);
        }
        let mut known = HashSet::new();
        let mut faces = Vec::with_capacity(hits.len());
        for mut hit in hits.drain(..) {
            let face = merges::face(conn, login, hit.person)?;
            if face != hit.person {
                hit.through = Some(hit.person);
                (hit.person, hit.why) = (face, OTHER_RECORD);
            }
            if known.insert(hit.person) {
                faces.push(hit);
            }
        }
        Ok(faces)
    }

    /// The newest petitions that stand on a record or on one that is read as it, and every one on which
    /// something is owed; the others' names; and whether there are petitions beside these.
    ///
    /// `own` are the newest on the record itself, one beyond what is listed: it tells that there are more.
    fn together(
        &self,
        face: PersonId,
        own: Vec<PetitionRow>,
    ) -> Sql<(Vec<PetitionRow>, Vec<Named>, bool)> {
        let (conn, login) = (&self.store.conn, &self.store.office.operator.login);
        let mut also = Vec::new();
        for other in merges::members(conn, login, face)?.into_iter().skip(1) {
            if sight::is_shown(conn, login, other)? {
                also.push((other, people::name(conn, other)?.into()));
            }
        }
        let others = also.iter().map(|(id, _)| *id);
        let records: Vec<PersonId> = std::iter::once(face).chain(others).collect();
        let mut listed = if also.is_empty() {
            own
        } else {
            self.newest(&records, CARD + 1)?
        };
        if listed.len() <= CARD {
            return Ok((listed, also, false));
        }
        listed.truncate(CARD);
        for record in &records {
            listed.extend(petitions::owing_of_person(conn, login, *record)?);
        }
        in_order(&mut listed);
        let beyond = self.newest(&records, listed.len() + 1)?.len();
        let more = beyond > listed.len();
        Ok((listed, also, more))
    }

    /// The newest petitions on several records, so many of them at most.
    fn newest(&self, records: &[PersonId], most: usize) -> Sql<Vec<PetitionRow>> {
        let (conn, login) = (&self.store.conn, &self.store.office.operator.login);
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        let mut rows = Vec::new();
        for record in records {
            rows.extend(petitions::of_person(conn, login, *record, limit)?);
        }
        in_order(&mut rows);
        rows.truncate(most);
        Ok(rows)
    }

    /// What lights up in the name that is shown, and the record by which somebody was found where it is another.
    fn through(
        &self,
        found: Option<PersonId>,
        lit: Vec<usize>,
    ) -> Sql<(Vec<usize>, Option<Box<Through>>)> {
        let Some(id) = found else {
            return Ok((lit, None));
        };
        let (conn, login) = (&self.store.conn, &self.store.office.operator.login);
        if !sight::is_shown(conn, login, id)? {
            return Ok((Vec::new(), None));
        }
        let person = people::get(conn, id)?;
        let through = person.map(|person| Box::new(Through { id, person, lit }));
        Ok((Vec::new(), through))
    }

    /// Whether a record had a name before, or a petition that may be seen has it.
    fn is_called(&self, id: PersonId, name: &str) -> Sql<bool> {
        let (conn, login) = (&self.store.conn, &self.store.office.operator.login);
        let Some(row) = people::index_row_of(conn, id)? else {
            return Ok(false);
        };
        let names = sight::other_names(conn, login, &row)?;
        Ok(names.iter().any(|row| row.name == name))
    }

    fn see(&self, hit: Hit, today: NaiveDate) -> Sql<Seen> {
        let (conn, office) = (&self.store.conn, &self.store.office);
        let Some(person) = people::get(conn, hit.person)? else {
            return Ok(Seen::Gone);
        };
        let found = hit.through.unwrap_or(hit.person);
        if let Some((name, _)) = &hit.former
            && !self.is_called(found, name)?
        {
            return Ok(Seen::Gone);
        }
        // What stands on another record of the same person opens nothing of this one.
        let own = self.newest(&[hit.person], CARD + 1)?;
        if own.is_empty() {
            return Ok(Seen::Hidden(person.name.into_raw()));
        }
        let (petitions, also, more) = self.together(hit.person, own)?;
        let mut owed = Vec::new();
        for petition in &petitions {
            owed.extend(owed::on(conn, &office.units, petition, today)?);
        }
        crate::domain::alert::sort(&mut owed);
        let login = &self.store.office.operator.login;
        let apart = settling::is_apart(conn, login, hit.person)?;
        let (lit, through) = self.through(hit.through, hit.lit)?;
        let mut card = Box::new(PersonCard {
            id: hit.person,
            person,
            also,
            class: hit.class.code(),
            why: hit.why,
            besides: Vec::new(),
            lit,
            former: hit.former.map(|(name, lit)| Former {
                name: name.into(),
                lit,
            }),
            through,
            apart,
            petitions,
            more,
            owed,
        });
        let row = told::row_of(&card);
        self.say_written(&mut card, &row)?;
        Ok(Seen::Card(card))
    }
}

/// Newest first, each once.
fn in_order(rows: &mut Vec<PetitionRow>) {
    rows.sort_by_key(|row| std::cmp::Reverse(row.id));
    rows.dedup_by_key(|row| row.id);
}

/// Hits in runs of those that fit equally well.
fn alike(hits: Vec<Hit>) -> Vec<Vec<Hit>> {
    let mut runs: Vec<Vec<Hit>> = Vec::new();
    for hit in hits {
        match runs.last_mut() {
            Some(run) if run[0].class == hit.class && run[0].score == hit.score => run.push(hit),
            _ => runs.push(vec![hit]),
        }
    }
    runs
}
