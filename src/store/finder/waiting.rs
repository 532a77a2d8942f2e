//! A row of a ledger that waits, beside everybody on record and in earlier rows whom it looks like.

use chrono::NaiveDate;

use super::{Failed, Finder, MATCHES, told};
use crate::domain::ids::{PersonId, PetitionNo};
use crate::domain::intake::answer::{Answered, Whom};
use crate::domain::person::Person;
use crate::domain::rights::Deed;
use crate::flow::view::PersonCard;
use crate::flow::waiting::{At, Beside, Half, Matter, Pair};
use crate::search::{Hit, MatchClass, read};
use crate::store::waiting_rows::{self as rows, Kept};
use crate::store::{Now, likeness, row_answers};
use crate::words::{Outside, Trouble, Word};

/// Why somebody is shown who was answered about before.
const ANSWERED: Word = Word::new("回答过", "answered before");

impl Finder {
    /// A row beside everybody it looks like, each of its people for themselves; nothing when it does not
    /// wait any more.
    pub(super) fn beside(
        &self,
        id: i64,
        place: usize,
        today: NaiveDate,
    ) -> Result<Option<Beside>, Failed> {
        let (conn, office) = (&self.store.conn, &self.store.office);
        let Some(kept) = rows::one(conn, office, id, place)? else {
            return Ok(None);
        };
        let said = row_answers::kept(conn, &office.operator.login, &kept.row.key)?;
        let earlier = rows::earlier(conn, office, (id, place))?;
        let mut pairs = Vec::new();
        for (nth, someone) in kept.row.intake.people.iter().enumerate() {
            let Some(mine) = rows::half(&kept, nth) else {
                continue;
            };
            let mut cards = self.who_could_be(&someone.person, today)?;
            cards.extend(self.answered_before(nth, &said, &cards, today)?);
            let cards = cards
                .into_iter()
                .map(|card| of_card(&kept, nth, &mine, card));
            let before = earlier.iter().filter(|e| e.nth == nth);
            let before = before.map(|e| Pair {
                theirs: e.half.clone(),
                whom: e.whom.clone(),
                why: e.why.clone(),
                ..blank(&kept, nth, &mine)
            });
            pairs.extend(cards.chain(before).map(|pair| Pair {
                said: said.iter().find(|s| is_of(s, &pair)).cloned(),
                ..pair
            }));
        }
        Ok(Some(Beside {
            waiting: id,
            place,
            pairs,
            note: self.note(),
        }))
    }

    /// Whether somebody who was written down looks like anybody on record whom the operator may find.
    /// Shows nobody.
    ///
    /// # Errors
    /// The store's [`Trouble`], or a refusal by a right.
    pub fn is_like_somebody(&mut self, person: &Person, now: Now) -> Result<bool, Trouble> {
        self.store.may(Deed::Import, now)?;
        let today = self.store.local(now).date_naive();
        let cards = self.whole(|finder| {
            finder.look_about()?;
            finder.who_could_be(person, today)
        })?;
        Ok(!cards.is_empty())
    }

    /// Whoever was answered about and does not come up any more: an answer can be seen and taken back as long
    /// as the row waits.
    fn answered_before(
        &self,
        nth: usize,
        said: &[Answered],
        shown: &[PersonCard],
        today: NaiveDate,
    ) -> Result<Vec<PersonCard>, Failed> {
        let known = |id: PersonId| shown.iter().any(|card| card.id == id);
        let records = said.iter().filter(|s| s.nth == nth);
        let records = records.filter_map(|s| match &s.whom {
            Whom::Record(id, _) if !known(*id) => Some(*id),
            _ => None,
        });
        let hits: Vec<Hit> = records
            .map(|person| Hit {
                person,
                class: MatchClass::Same,
                score: 0,
                why: ANSWERED,
                lit: Vec::new(),
                former: None,
                through: None,
            })
            .collect();
        let count = hits.len();
        Ok(self.cards(hits, count, today)?)
    }

    fn who_could_be(&self, person: &Person, today: NaiveDate) -> Result<Vec<PersonCard>, Failed> {
        let phone = person.phones.first().map(Outside::raw).unwrap_or_default();
        let typed = [person.name.raw(), person.id_number.raw(), phone].map(read);
        if typed.iter().all(String::is_empty) {
            return Ok(Vec::new());
        }
        let address = read(person.address.raw());
        let cards = self.it_could_be(&typed, &address, MATCHES, today)?;
        let mut cards = self.quiet(cards, None, &typed)?;
        told::of_fields(&typed, &address, &mut cards);
        cards.retain(|card| likeness::is_worth_asking(person, card, today));
        Ok(cards)
    }
}

fn is_of(said: &Answered, pair: &Pair) -> bool {
    said.nth == pair.nth && said.whom.is(&pair.whom)
}

/// Somebody of a row beside nobody yet.
fn blank(kept: &Kept, nth: usize, mine: &Half) -> Pair {
    Pair {
        nth,
        of: kept.row.intake.people.len(),
        mine: mine.clone(),
        theirs: mine.clone(),
        whom: Whom::Row(kept.row.key.clone(), nth),
        why: crate::words::Sentence::default(),
        said: None,
    }
}

fn of_card(kept: &Kept, nth: usize, mine: &Half, card: PersonCard) -> Pair {
    let why = card.reason();
    let matters = card.petitions.iter().map(|p| Matter {
        number: p.number.clone(),
        on: p.received_on,
        summary: p.summary.line().to_string().into(),
    });
    Pair {
        theirs: Half {
            at: At::Record(card.id.0),
            matters: matters.collect(),
            person: card.person,
        },
        whom: Whom::Record(card.id, PetitionNo(String::new())),
        why,
        ..blank(kept, nth, mine)
    }
}
