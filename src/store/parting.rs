//! A petition that is sorted as a report: its people get records of their own in it, as if it had been
//! registered as one, and what it alone brought to the records that other petitions read is taken back from
//! there (Art. 30(3): nothing of a report reaches the accused, who may handle another petition of its people).

use rusqlite::{Connection, params};

use super::{Now, Sql, brought, events, keeping, merges, people, row, witness};
use crate::domain::case;
use crate::domain::case::Case;
use crate::domain::event::keeping::CorrectRecord;
use crate::domain::event::{Apart, Event, Sort, Step};
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::name;
use crate::domain::office::Office;
use crate::domain::person::{Column, Person};
use crate::domain::petition::Class;
use crate::words::Outside;

/// Why two records are one person: one of them stands in a report alone.
const OWN: &str = "检举控告件内的记录另立";

/// Gives those of a petition's people who stand in others too records of their own in it, when a step makes it
/// a report; the step says which.
pub fn part(
    conn: &Connection,
    office: &Office,
    (petition, case, log): (PetitionId, &Case, &[Event]),
    step: &mut Step,
) -> Sql<()> {
    let Step::Sort(Sort {
        class: Class::Report,
        apart,
        ..
    }) = step
    else {
        return Ok(());
    };
    for party in &case.registration.parties {
        let was = party.person;
        if brought::others(conn, petition, was)?.is_empty() || apart.iter().any(|a| a.was == was) {
            continue;
        }
        let Some(known) = people::get(conn, was)? else {
            continue;
        };
        // Whoever reads the report reads all that is known now.
        let person = people::add(conn, &known)?;
        let unsure = brought::of(conn, petition, was)?.is_none();
        take_back(conn, office, (petition, log), (was, &known))?;
        brought::hand_over(conn, petition, (was, person))?;
        apart.push(Apart {
            was,
            person,
            unsure,
        });
    }
    Ok(())
}

/// After the step: the two records are read as one by whoever may know of both, and the one that stays behind
/// lies where its petitions demand.
pub fn parted(conn: &Connection, office: &Office, event: &Event, now: Now) -> Sql<()> {
    let Step::Sort(Sort { apart, .. }) = &event.what else {
        return Ok(());
    };
    for one in apart {
        merges::join(conn, office, (one.was, one.person), (now, OWN))?;
        if people::put_away(conn, one.was)? {
            keeping::rename_rows(conn, office, one.was)?;
        }
    }
    Ok(())
}

/// Takes back from a record what one of its petitions alone brought to it.
fn take_back(
    conn: &Connection,
    office: &Office,
    (petition, log): (PetitionId, &[Event]),
    (id, known): (PersonId, &Person),
) -> Sql<()> {
    let own = corrections(log, id);
    let Some(all) = Sides::of(conn, petition, id, &own)? else {
        return Ok(());
    };
    let left = all.left(known);
    if left == *known {
        return Ok(());
    }
    keeping::look_at_rows(conn, office, id)?;
    people::rewrite(conn, id, &left)?;
    for (other, given) in &all.others {
        rewrite_written(conn, *other, id, left.written_otherwise(given))?;
    }
    if left.name != known.name {
        keeping::rename_rows(conn, office, id)?;
    }
    Ok(())
}

/// The corrections of a record through one petition, oldest first.
fn corrections(log: &[Event], id: PersonId) -> Vec<CorrectRecord> {
    let mut log = log.to_vec();
    case::retell(&mut log);
    let of = |event: Event| match event.what {
        Step::CorrectRecord(c) if c.person == Some(id) => Some(*c),
        _ => None,
    };
    log.into_iter().filter_map(of).collect()
}

/// What was written of somebody on another petition, where the record says otherwise: the record has changed.
fn rewrite_written(
    conn: &Connection,
    petition: PetitionId,
    id: PersonId,
    written: Option<Person>,
) -> Sql<()> {
    let sql = "SELECT 1 FROM written WHERE person = ?1 AND petition = ?2";
    if !conn.prepare_cached(sql)?.exists([id.0, petition.0])? {
        return Ok(());
    }
    witness::look_at_person(conn, id)?;
    match written {
        Some(written) => conn
            .prepare_cached("UPDATE written SET body = ?3 WHERE person = ?1 AND petition = ?2")?
            .execute(params![id.0, petition.0, row::to_json(&written)?])?,
        None => conn
            .prepare_cached("DELETE FROM written WHERE person = ?1 AND petition = ?2")?
            .execute([id.0, petition.0])?,
    };
    witness::person(conn, id)
}

/// Who said what of a person: the petition that becomes a report, and the others.
struct Sides<'a> {
    /// The record before the petition; none where it made the record.
    before: Option<Person>,
    /// What was written down on it.
    given: Person,
    /// The corrections of the record through it.
    own: &'a [CorrectRecord],
    /// What was written down on the others, oldest first.
    others: Vec<(PetitionId, Person)>,
    /// The corrections of the record through the others.
    theirs: Vec<CorrectRecord>,
}

impl<'a> Sides<'a> {
    /// What is known of it; nothing of a petition from before that was kept, whose part cannot be told from
    /// theirs unless it corrected the record.
    fn of(
        conn: &Connection,
        petition: PetitionId,
        id: PersonId,
        own: &'a [CorrectRecord],
    ) -> Sql<Option<Self>> {
        let kept = brought::of(conn, petition, id)?;
        let known = kept.is_some();
        let (before, given) = match kept {
            Some(kept) => (kept.before, kept.given),
            None if own.is_empty() => return Ok(None),
            None => (people::get(conn, id)?, Person::default()),
        };
        let (mut others, mut theirs) = (Vec::new(), Vec::new());
        for other in brought::others(conn, petition, id)? {
            if let (true, Some(kept)) = (known, brought::of(conn, other, id)?) {
                others.push((other, kept.given));
            }
            theirs.extend(corrections(&events::of(conn, other)?, id));
        }
        Ok(Some(Self {
            before,
            given,
            own,
            others,
            theirs,
        }))
    }

    /// The record as it would stand without the petition.
    fn left(&self, known: &Person) -> Person {
        let mut person = known.clone();
        self.take_columns(&mut person);
        self.take_phones(&mut person);
        self.take_name(&mut person);
        // What the others wrote down and the record had otherwise: now it is what is known.
        for (_, given) in &self.others {
            person = person.with_unknown_of(given);
        }
        if person.id_number.is_empty() {
            person.id_kind = None;
        }
        person
    }

    /// The corrections through this petition of a column, taken back from the last.
    fn unsaid(&self, column: Column, mut value: Outside) -> Outside {
        for c in self.own.iter().rev().filter(|c| c.field == column) {
            if c.value == value {
                value.clone_from(&c.before);
            }
        }
        value
    }

    /// Whether another petition says so as well.
    fn is_theirs(&self, column: Column, value: &Outside) -> bool {
        let mut given = self.others.iter().map(|(_, given)| given.value(column));
        let mut said = self.theirs.iter().filter(|c| c.field == column);
        given.any(|g| g == *value) || said.any(|c| c.value == *value)
    }

    fn take_columns(&self, person: &mut Person) {
        for (column, value) in [
            (Column::IdNumber, &mut person.id_number),
            (Column::Address, &mut person.address),
            (Column::ContactBy, &mut person.contact_by),
            (Column::Language, &mut person.language),
            (Column::Help, &mut person.help),
        ] {
            *value = self.unsaid(column, value.clone());
            if self.is_theirs(column, value) {
                continue;
            }
            match &self.before {
                None => *value = Outside::default(),
                Some(before) if *value == self.given.value(column) => {
                    *value = before.value(column);
                }
                Some(_) => {}
            }
        }
    }

    fn take_phones(&self, person: &mut Person) {
        let before = self.before.iter().flat_map(|b| b.phones.clone());
        let given = self
            .others
            .iter()
            .flat_map(|(_, given)| given.phones.clone());
        let of_phones = |c: &&CorrectRecord| c.field == Column::Phones;
        let said = self.theirs.iter().filter(of_phones);
        let said = said.flat_map(|c| apart_from(&c.value));
        let mut keep: Vec<Outside> = before.chain(given).chain(said).collect();
        let own = self.own.iter().filter(of_phones);
        let mut ours: Vec<Outside> = own.clone().flat_map(|c| apart_from(&c.value)).collect();
        ours.extend(self.given.phones.iter().cloned());
        let stays = |phone: &Outside| {
            keep.contains(phone) || (self.before.is_some() && !ours.contains(phone))
        };
        person.phones.retain(stays);
        // What a correction through this petition took off the record stood there by others.
        let gone: Vec<Outside> = own.flat_map(|c| apart_from(&c.before)).collect();
        keep.retain(|phone| gone.contains(phone));
        for phone in keep {
            if !person.phones.contains(&phone) {
                person.phones.push(phone);
            }
        }
    }

    /// A name is taken back where it was corrected through this petition: whoever is written down in another
    /// keeps theirs.
    fn take_name(&self, person: &mut Person) {
        let mut entered = person.name_entered.clone();
        for c in self.own.iter().rev().filter(|c| c.field == Column::Name) {
            let same = name::canonical(c.value.raw()) == name::canonical(entered.raw());
            if same && !self.is_theirs(Column::Name, &c.value) {
                entered.clone_from(&c.before);
            }
        }
        if entered != person.name_entered {
            person.name = name::canonical(entered.raw()).into();
            person.name_entered = entered;
        }
    }
}

/// The numbers of a text in which several may stand.
fn apart_from(text: &Outside) -> impl Iterator<Item = Outside> + use<> {
    let parts: Vec<Outside> = text
        .raw()
        .split('、')
        .filter(|part| !part.is_empty())
        .map(Into::into)
        .collect();
    parts.into_iter()
}
