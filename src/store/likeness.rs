//! Whom the rows of a ledger look like, on record and among themselves: nobody joins them unasked.

use chrono::NaiveDate;

use super::batch::BatchRow;
use crate::domain::ids::PersonId;
use crate::domain::person::Person;
use crate::flow::reason::together;
use crate::flow::view::PersonCard;
use crate::search::{MatchClass, PersonRow, among, is_likely};
use crate::words::Sentence;

/// Somebody of a row, and somebody of an earlier row who may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPair {
    /// The row's place among those that can be taken.
    pub row: usize,
    /// Which of its people, from 0.
    pub nth: usize,
    /// The earlier row's place.
    pub other: usize,
    /// Which of its people.
    pub other_nth: usize,
    /// Every reason why.
    pub why: Sentence,
}

/// Everybody in the rows who may be the same as somebody of an earlier row, in the order of the rows;
/// `progress` is told how many people were looked at.
#[must_use]
pub fn among_rows(rows: &[BatchRow], progress: impl FnMut(usize)) -> Vec<RowPair> {
    let (mut people, mut places) = (Vec::new(), Vec::new());
    for (row, taken) in rows.iter().enumerate() {
        for (nth, someone) in taken.intake.people.iter().enumerate() {
            let person = &someone.person;
            if person.is_nameless() && person.id_number.is_empty() && person.phones.is_empty() {
                continue;
            }
            places.push((row, nth));
            people.push(as_row(person));
        }
    }
    let pairs = among(&people, progress).into_iter().map(|pair| {
        let ((row, nth), (other, other_nth)) = (places[pair.later], places[pair.earlier]);
        RowPair {
            row,
            nth,
            other,
            other_nth,
            why: together(pair.why, &pair.besides),
        }
    });
    let person = |row: usize, nth: usize| &rows[row].intake.people[nth].person;
    let are_two = |pair: &RowPair| {
        let on = rows[pair.row].intake.registration.received_on;
        let other = person(pair.other, pair.other_nth);
        person(pair.row, pair.nth).is_other_by_document(other, on)
    };
    // Two who stand in one row were written down as two.
    let pairs = pairs.filter(|pair| pair.row != pair.other);
    pairs.filter(|pair| !are_two(pair)).collect()
}

/// Whether somebody on record is worth a question about somebody of a row: nothing is typed any more, the
/// row says all that it will say.
#[must_use]
pub fn is_worth_asking(person: &Person, card: &PersonCard, today: NaiveDate) -> bool {
    if person.is_other_by_document(&card.person, today) {
        return false;
    }
    let class = MatchClass::ALL.iter().find(|c| c.code() == card.class);
    // What agrees may stand on another record of theirs alone.
    let through = card.through.as_ref().map(|through| &through.person);
    let mut records = through.into_iter().chain([&card.person]).map(as_row);
    class.is_none_or(|class| records.any(|row| is_likely(&as_row(person), &row, *class)))
}

fn as_row(person: &Person) -> PersonRow {
    PersonRow {
        id: PersonId(0),
        name: person.name.raw().to_owned(),
        phones: person.phones.iter().map(|p| p.raw().to_owned()).collect(),
        id_number: person.id_number.raw().to_owned(),
        address: person.address.raw().to_owned(),
    }
}
