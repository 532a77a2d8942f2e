//! The pane of the people: who they are, what was written of them here, how their records were corrected.

use super::story::Teller;
use super::words as w;
use crate::domain::identity::{mask_document, mask_name, mask_phone};
use crate::domain::ids::PersonId;
use crate::domain::person::Person;
use crate::domain::petition::Role as Part;
use crate::domain::rights;
use crate::flow::corrected::Corrected;
use crate::flow::view::File;
use crate::look::Role;
use crate::widgets::items::Item;

impl Teller<'_> {
    /// The people of a case, and that their numbers are covered.
    pub(super) fn people(self, file: &File) -> Vec<Item> {
        let lang = self.lang;
        let registration = file.case.as_ref().map(|c| &c.registration);
        let withheld = registration.is_some_and(|r| r.withhold_name);
        let mut out: Vec<Item> = file
            .people
            .iter()
            .map(|(part, id, person)| self.standing((*part, *id, person), file, withheld))
            .collect();
        if out.is_empty() {
            out.push(Item::new(vec![(
                Role::Text,
                w::ANONYMOUS.say(lang).to_owned(),
            )]));
            return out;
        }
        let mut tail = Vec::new();
        if let Some(r) =
            registration.filter(|r| usize::try_from(r.headcount).unwrap_or(0) > file.people.len())
        {
            tail.push((
                Role::Text,
                format!("{}  ", w::headcount(r.headcount).say(lang)),
            ));
        }
        if withheld {
            tail.push((Role::Warn, format!("{}  ", w::WITHHELD.say(lang))));
        }
        let may = rights::may(self.office.operator.duty, rights::Deed::Full);
        if !may {
            tail.push((Role::Quiet, w::COVERED.say(lang).to_owned()));
        } else if file.people.iter().any(|(.., p)| opens(p, withheld)) {
            tail.push(if self.open {
                (Role::Warn, w::UNMASKED.say(lang).to_owned())
            } else {
                (Role::Quiet, w::MASKED.say(lang).to_owned())
            });
        }
        if !tail.is_empty() {
            out.push(Item::new(tail));
        }
        out
    }

    /// Somebody with what was written here otherwise, and how others corrected the record.
    fn standing(
        self,
        (part, id, person): (Part, PersonId, &Person),
        file: &File,
        withheld: bool,
    ) -> Item {
        let mut item = self.person(part, person, withheld);
        if let Some(written) = file.written_of(id) {
            item = self.written(item, written, withheld);
        }
        let of = |c: &&Corrected| c.what.person == Some(id) && (self.open || !withheld);
        for corrected in file.corrected.iter().filter(of) {
            let told = corrected.told();
            item = item.and(Role::Quiet, format!("\n{}", told.say(self.lang)));
        }
        item
    }

    /// What was written on the petition where the record says otherwise, below the record.
    fn written(self, item: Item, written: &Person, withheld: bool) -> Item {
        let of = self.person(Part::Petitioner, written, withheld);
        let said = of.bits.into_iter().skip(usize::from(written.is_nameless()));
        let mut item = item.and(Role::Quiet, format!("\n{} ", w::WRITTEN.say(self.lang)));
        for (role, text) in said {
            let role = if role == Role::Title {
                Role::Text
            } else {
                role
            };
            item = item.and(role, text.replace('\n', " "));
        }
        item
    }

    fn person(self, part: Part, person: &Person, withheld: bool) -> Item {
        let lang = self.lang;
        let covered = |text: &str, mask: fn(&str) -> String| {
            if self.open {
                text.to_owned()
            } else {
                mask(text)
            }
        };
        let name = if withheld {
            covered(&person.name.line(), mask_name)
        } else {
            person.called().line().into()
        };
        let name = if name.is_empty() {
            w::NO_NAME.say(lang).to_owned()
        } else {
            name
        };
        let mut item = Item {
            label: part.word().say(lang).to_owned(),
            bits: vec![(Role::Title, name)],
        };
        let phones = person
            .phones
            .iter()
            .map(|p| covered(&p.line(), mask_phone))
            .collect::<Vec<_>>()
            .join(" ");
        let facts = [
            (w::PHONE, phones),
            (
                w::DOCUMENT,
                covered(&person.id_number.line(), mask_document),
            ),
            (w::ADDRESS, person.address.lines().into()),
            (w::CONTACT_BY, person.contact_by.lines().into()),
            (w::LANGUAGE, person.language.lines().into()),
            (w::HELP, person.help.lines().into()),
        ];
        for (label, value) in facts.into_iter().filter(|(_, v)| !v.is_empty()) {
            item = item
                .and(Role::Quiet, format!("\n{} ", label.say(lang)))
                .and(Role::Text, value);
        }
        item
    }
}

/// Whether something of a person is covered that may be shown in full: not what the store keeps back.
fn opens(person: &Person, withheld: bool) -> bool {
    let name = person.name.line();
    let numbered = !person.phones.is_empty() || !person.id_number.line().is_empty();
    numbered || withheld && mask_name(&name) != *name
}
