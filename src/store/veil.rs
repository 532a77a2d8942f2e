//! What of a petitioner is covered, and from whom: all of them from whoever withheld their name from a
//! unit, and the names and numbers of all from a role whose work does not need them.
//!
//! Every answer of the store passes here. An answer that is added does not compile until it is said
//! what of it names anybody.

use super::{Now, Store};
use crate::domain::alert::Owed;
use crate::domain::claim::Claim;
use crate::domain::event::keeping::CorrectRecord;
use crate::domain::event::{Event, Registration, Step};
use crate::domain::identity::{self, mask_document, mask_name, mask_phone};
use crate::domain::ids::{PersonId, UnitId};
use crate::domain::office::Office;
use crate::domain::person::{Column, Person};
use crate::domain::rights::{self, Deed};
use crate::flow::register::RegisterRows;
use crate::flow::same::{PersonFile, Preview, Side};
use crate::flow::view::{File, PersonCard, PetitionHit, PetitionRow};
use crate::flow::waiting::{Beside, Waiting};
use crate::flow::{Answer, Ask, Do, Reply};
use crate::words::Outside;

impl Store {
    /// Answers a question. Shows no person's file; for that there is [`Do::Open`].
    ///
    /// # Errors
    /// A [`Trouble`](crate::words::Trouble) in three sentences; a refusal by a right is on record.
    pub fn ask_at(&self, ask: &Ask, now: Now) -> Answer {
        answer(&self.office, self.look_up(ask, now))
    }

    /// Carries out a write, or an opening that goes on record.
    ///
    /// # Errors
    /// A [`Trouble`](crate::words::Trouble): refused by a rule or a right (status 3), not found (4), or
    /// the store's own. A refusal is on record as well.
    pub fn perform(&mut self, order: Do, now: Now) -> Answer {
        let done = self.carry_out(order, now);
        answer(&self.office, done)
    }
}

/// True of a role that sees names and numbers in full.
pub fn is_full(office: &Office) -> bool {
    rights::may(office.operator.duty, Deed::Full)
}

/// An answer as this role may see it.
pub fn answer(office: &Office, mut answer: Answer) -> Answer {
    if let Ok(reply) = &mut answer
        && !is_full(office)
    {
        cover(reply);
    }
    answer
}

fn cover(reply: &mut Reply) {
    match reply {
        Reply::Panel(panel) => panel.owed.iter_mut().for_each(owed),
        Reply::Found(found) => {
            found.people.iter_mut().for_each(card);
            found.petitions.iter_mut().for_each(hit);
        }
        Reply::Matches(matches) => {
            matches.cards.iter_mut().for_each(card);
            matches.matters.iter_mut().for_each(|m| row(&mut m.row));
        }
        Reply::Waiting(all) => all.iter_mut().for_each(waiting),
        Reply::Beside(Some(of)) => beside(of),
        Reply::Ledger(page) => page.rows.iter_mut().for_each(row),
        Reply::Register(RegisterRows::Claims(rows)) => {
            for (claim, _) in rows {
                name(&mut claim.applicant);
            }
        }
        Reply::Claim(claim) => name(&mut claim.applicant),
        Reply::Registered(registered) => whole(&mut registered.file),
        Reply::Acted(file, _) | Reply::ActedBefore(file) | Reply::File(file) => whole(file),
        Reply::Person(file) => person_file(file),
        Reply::Preview(of) => preview(of),
        // Nobody's name or number stands in these: facts of the office, counts, the operator's own
        // drafts, matters, and what only whoever was called to help may open.
        Reply::Office(_)
        | Reply::Changed(..)
        | Reply::Operators(_)
        | Reply::Beside(None)
        | Reply::Waited(_)
        | Reply::Register(
            RegisterRows::Supervisions(_)
            | RegisterRows::Campaigns(_)
            | RegisterRows::Disputes(_)
            | RegisterRows::SelfCheck(..),
        )
        | Reply::Reminded(..)
        | Reply::LastEvent(_)
        | Reply::Said(_)
        | Reply::Board(_)
        | Reply::HandoverLines(_)
        | Reply::DutyDone(_)
        | Reply::Code(_)
        | Reply::Urgent(_)
        | Reply::Drafts(_)
        | Reply::Draft(_)
        | Reply::Sheet(_)
        | Reply::DraftKept(_)
        | Reply::DraftTaken(_)
        | Reply::Kept(_) => {}
    }
}

/// A name, of which its first character is left.
pub fn name(text: &mut Outside) {
    *text = mask_name(text.raw()).into();
}

/// A text of which nothing is kept, not even how long it is.
fn gone(text: &mut Outside) {
    if !text.is_empty() {
        *text = identity::COVERED.into();
    }
}

/// A record of somebody: what tells them from others is covered.
pub fn person(person: &mut Person) {
    name(&mut person.name_entered);
    name(&mut person.name);
    person.id_number = mask_document(person.id_number.raw()).into();
    for phone in &mut person.phones {
        *phone = mask_phone(phone.raw()).into();
    }
    gone(&mut person.address);
    gone(&mut person.contact_by);
}

/// A petition in a list.
pub fn row(row: &mut PetitionRow) {
    name(&mut row.name);
}

/// A petition found; of whoever it was found by, nothing lights up that is covered.
fn hit(hit: &mut PetitionHit) {
    row(&mut hit.row);
    if matches!(hit.class, "name" | "people") {
        name(&mut hit.excerpt);
        hit.lit.retain(|at| *at == 0);
    }
}

/// Something owed, with whose petition it is.
pub fn owed(owed: &mut Owed) {
    name(&mut owed.name);
}

fn card(card: &mut PersonCard) {
    person(&mut card.person);
    card.also.iter_mut().for_each(|(_, also)| name(also));
    if let Some(through) = &mut card.through {
        person(&mut through.person);
    }
    if let Some(former) = &mut card.former {
        name(&mut former.name);
    }
    card.petitions.iter_mut().for_each(row);
    card.owed.iter_mut().for_each(owed);
}

/// A ledger that waits.
pub fn waiting(of: &mut Waiting) {
    let names = of.asked.iter_mut().flat_map(|r| &mut r.names);
    names.for_each(name);
}

fn beside(of: &mut Beside) {
    for pair in &mut of.pairs {
        person(&mut pair.mine.person);
        person(&mut pair.theirs.person);
    }
}

fn side(of: &mut Side) {
    person(&mut of.person);
    of.also.iter_mut().for_each(|(_, also)| person(also));
    of.petitions.iter_mut().for_each(row);
}

/// A person's file.
pub fn person_file(of: &mut PersonFile) {
    side(&mut of.side);
    of.owed.iter_mut().for_each(owed);
    for said in &mut of.said {
        name(&mut said.kept.1);
        name(&mut said.other.1);
    }
    of.corrected.iter_mut().for_each(|c| corrected(&mut c.what));
}

/// What reading two records as one would do.
pub fn preview(of: &mut Preview) {
    side(&mut of.kept);
    side(&mut of.other);
}

/// A whole file: its people, and what corrections say of them.
fn whole(file: &mut File) {
    file.people.iter_mut().for_each(|(.., p)| person(p));
    file.kin.iter_mut().for_each(row);
    file.corrected
        .iter_mut()
        .for_each(|c| corrected(&mut c.what));
    for event in &mut file.events {
        if let Step::CorrectRecord(c) = &mut event.what {
            corrected(c);
            gone(&mut c.reasons);
            gone(&mut event.why);
        }
    }
}

fn corrected(c: &mut CorrectRecord) {
    for text in [&mut c.value, &mut c.before] {
        match c.field {
            Column::Name => name(text),
            Column::IdNumber => *text = mask_document(text.raw()).into(),
            // Several may stand in one text, parted in any way.
            Column::Phones | Column::Address | Column::ContactBy => gone(text),
            Column::Language | Column::Help => {}
        }
    }
}

/// True of a file that withholds the names of its people from this operator: the petitioner asked for
/// it, and the operator is neither of the petition office nor the one who took it down.
pub fn is_withheld(office: &Office, file: &File) -> bool {
    let Some(first) = file.events.first() else {
        return false;
    };
    let Step::Register(registration) = &first.what else {
        return false;
    };
    registration.withhold_name
        && office.operator.unit != UnitId::OFFICE
        && first.by.raw() != office.operator.login
}

/// Covers in a file what this operator may not know. The numbers of the records go as well: by them
/// somebody could be found again in another petition.
pub fn file(office: &Office, file: &mut File) {
    if !is_withheld(office, file) {
        return;
    }
    file.written.clear();
    for (_, id, person) in &mut file.people {
        *id = PersonId(0);
        *person = Person {
            name_entered: identity::COVERED.into(),
            name: identity::COVERED.into(),
            kind: person.kind,
            language: person.language.clone(),
            help: person.help.clone(),
            ..Person::default()
        };
    }
    if let Some(case) = &mut file.case {
        forget(&mut case.registration);
        case.left.clear();
    }
    file.events.iter_mut().for_each(unsay);
}

/// Covers in an event what it says of a person.
fn unsay(event: &mut Event) {
    match &mut event.what {
        Step::Register(registration) => forget(registration),
        Step::CorrectRecord(c) => {
            c.person = c.person.map(|_| PersonId(0));
            if !matches!(c.field, Column::Language | Column::Help) {
                gone(&mut c.value);
                gone(&mut c.before);
            }
            gone(&mut c.reasons);
            gone(&mut event.why);
        }
        Step::Sort(sorted) => sorted.apart.clear(),
        // Still one of several, not all of them.
        Step::Withdraw {
            person: Some(person),
            ..
        } => *person = PersonId(0),
        _ => {}
    }
}

/// A request of somebody about their own data, all that was written of them and by them gone.
pub fn request(claim: &mut Claim) {
    for text in [
        &mut claim.applicant,
        &mut claim.text,
        &mut claim.identified,
        &mut claim.reasons,
    ] {
        gone(text);
    }
}

fn forget(registration: &mut Registration) {
    for party in &mut registration.parties {
        party.person = PersonId(0);
    }
}
