//! What a sorting as a report changes for good: whom the petition accuses, and with which records its people
//! stand in it.

use super::Case;
use crate::domain::event::{Accused, Apart, Event, Step};
use crate::domain::ids::PersonId;
use crate::domain::petition::Class;
use crate::domain::rights;
use crate::words::{Outside, Sentence};

impl Case {
    /// Adds those whom a sorting or a correction names to those on record: whoever was accused once is kept from
    /// the report for good.
    pub(super) fn accuse(&mut self, accused: &[Accused]) {
        let known = &mut self.registration.accused;
        for one in accused {
            self.once.retain(|once| once != one);
            self.doubted.retain(|(doubted, _)| doubted != one);
            if !known.contains(one) {
                known.push(one.clone());
            }
        }
    }

    /// True of a report of which nobody has said whom it accuses, nor that it is not known: nothing can be kept from
    /// them yet.
    #[must_use]
    pub fn is_unsaid(&self) -> bool {
        self.class == Class::Report
            && self.registration.accused.is_empty()
            && self.accused_unknown.is_none()
    }

    /// Those on record whom a correction means: by name, and by unit where it says one.
    pub fn recorded<'a>(&'a self, said: &'a Accused) -> impl Iterator<Item = &'a Accused> {
        let name = rights::reading(said.name.raw());
        let of = move |a: &&Accused| {
            rights::reading(a.name.raw()) == name && (said.unit.is_none() || said.unit == a.unit)
        };
        self.registration.accused.iter().filter(of)
    }

    /// Who was said by two persons to have been named by mistake is accused no more; one alone frees nobody.
    pub(super) fn clear(&mut self, step: &Step, by: &Outside) {
        let Step::Correct {
            accused: Some(said),
            accused_mistaken: true,
            ..
        } = step
        else {
            return;
        };
        let meant = said.iter().flat_map(|one| self.recorded(one));
        for one in meant.cloned().collect::<Vec<_>>() {
            if self.is_doubted(&one, by) {
                self.registration.accused.retain(|a| *a != one);
                self.once.retain(|once| *once != one);
                self.doubted.retain(|(doubted, _)| *doubted != one);
            } else if !self.doubted.iter().any(|(doubted, _)| *doubted == one) {
                self.doubted.push((one, by.clone()));
            }
        }
    }

    /// True of somebody on record whom it accuses no more: it is no report, or the step that named them was voided.
    /// They stay kept from it.
    #[must_use]
    pub fn is_once(&self, accused: &Accused) -> bool {
        self.class != Class::Report || self.once.contains(accused)
    }

    /// Keeps those on record whom a step named that was voided.
    fn accused_once(&mut self, accused: &[Accused]) {
        let known = &self.registration.accused;
        let new: Vec<Accused> = accused
            .iter()
            .filter(|a| !known.contains(a))
            .cloned()
            .collect();
        self.accuse(accused);
        self.once.extend(new);
    }

    /// Requests that another petition carries from now on; whom that one accuses is kept from this one as well.
    pub(super) fn split_off(&mut self, requests: &[usize], into: &Outside, accused: &[Accused]) {
        self.accuse(accused);
        for request in requests.iter().filter_map(|n| n.checked_sub(1)) {
            if self.split.iter().all(|(known, _)| *known != request) {
                self.split.push((request, into.clone()));
            }
        }
    }

    /// True of somebody on record as accused of whom another than this login said that it was a mistake.
    #[must_use]
    pub fn is_doubted(&self, accused: &Accused, login: &Outside) -> bool {
        let mut doubted = self.doubted.iter();
        doubted.any(|(one, by)| one == accused && by != login)
    }

    /// Its people stand in it with records of their own.
    pub(super) fn set_apart(&mut self, apart: &[Apart]) {
        let parties = self.registration.parties.iter_mut();
        for person in parties.map(|p| &mut p.person).chain(&mut self.left) {
            stand(person, apart);
        }
    }

    /// What of a step lasts though it was voided: a record that was made stays the one of this petition, and whoever
    /// was accused stays kept from what accused them. One person voids; to free somebody takes two.
    pub(super) fn keep_of_void(&mut self, step: &Step) {
        match step {
            Step::Sort(sorted) => {
                self.accused_once(&sorted.accused);
                self.set_apart(&sorted.apart);
            }
            Step::Correct {
                accused: Some(accused),
                accused_mistaken: false,
                ..
            }
            | Step::Split { accused, .. } => self.accused_once(accused),
            _ => {}
        }
    }
}

/// Puts the record of today in place of the one that an event named.
fn stand(person: &mut PersonId, apart: &[Apart]) {
    if let Some(now) = apart.iter().find(|a| a.was == *person) {
        *person = now.person;
    }
}

/// For every record with which somebody stood in a petition before, the one with which they stand in it now.
#[must_use]
pub fn apart(events: &[Event]) -> Vec<Apart> {
    let mut all: Vec<Apart> = Vec::new();
    for event in events {
        if let Step::Sort(sorted) = &event.what {
            for one in &mut all {
                stand(&mut one.person, &sorted.apart);
            }
            all.extend(&sorted.apart);
        }
    }
    all
}

/// What whoever reads a report is told where its people may still be known by it to others; nothing where that
/// was taken back.
#[must_use]
pub fn unsure(events: &[Event]) -> Option<Sentence> {
    let sorted = |event: &Event| match &event.what {
        Step::Sort(sorted) => sorted.apart.iter().any(|a| a.unsure),
        _ => false,
    };
    events.iter().any(sorted).then(|| {
        say!(
            "本件由旧版本登记，不能区分信访人记录中哪些内容只由本件带来，其他件的经办人可能仍能看到：请核对他们的电话、住址，必要时在其他件中“更正个人信息”。",
            "It was registered by an earlier version, so nobody can tell what it alone brought to the records of its people, and whoever handles another petition of theirs may still read it: look at telephones and address there, and take \"correct_record\" in that petition where needed."
        )
    })
}

/// The events as they are told: everybody under the record with which they stand in the petition now.
pub fn retell(events: &mut [Event]) {
    let apart = apart(events);
    if apart.is_empty() {
        return;
    }
    for event in events {
        match &mut event.what {
            Step::Register(registration) => {
                let parties = registration.parties.iter_mut();
                parties.for_each(|p| stand(&mut p.person, &apart));
            }
            Step::CorrectRecord(c) => {
                c.person.iter_mut().for_each(|p| stand(p, &apart));
            }
            Step::Withdraw {
                person: Some(person),
                ..
            } => stand(person, &apart),
            _ => {}
        }
    }
}
