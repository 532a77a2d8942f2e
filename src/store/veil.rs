//! What of a petitioner is covered, and from whom.

use crate::domain::event::{Registration, Step};
use crate::domain::identity;
use crate::domain::ids::{PersonId, UnitId};
use crate::domain::office::Office;
use crate::domain::person::Person;
use crate::flow::view::File;

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
    }
    for event in &mut file.events {
        if let Step::Register(registration) = &mut event.what {
            forget(registration);
        }
    }
}

fn forget(registration: &mut Registration) {
    for party in &mut registration.parties {
        party.person = PersonId(0);
    }
}
