//! The firewall of Art. 30(3): a report (检举控告) never reaches whom it accuses, neither by being
//! forwarded nor by being shown.

use super::Operator;
use super::bearer::{Bearer, Spell, borne};
use super::reading::{reading, readings_in, short};
use crate::domain::event::Accused;
use crate::domain::ids::UnitId;
use crate::domain::petition::Class;
use crate::domain::unit::{Unit, UnitKind, Units};
use crate::domain::unit_words;
use crate::words::{Place, Sentence, visible};

/// The firewall of Art. 30(3): why a report may not go to `to`. Asked before any forwarding.
/// `text` is what the report says: a unit named in it is kept from it like one that is accused, and called what it is.
#[must_use]
pub fn transfer_refused(
    accused: &[Accused],
    text: &str,
    to: UnitId,
    units: &Units,
) -> Option<Sentence> {
    let name = units.name(to);
    if accuses(accused, to, units) {
        return Some(say!(
            "检举控告件不得转给被反映的单位、其下属，或被反映的村所属的乡镇（第三十条第三款）：“{name}”在其中。",
            "A report must not reach the accused unit, one under it, or the town of an accused village (Art. 30(3)): \"{name}\" is one of them."
        ));
    }
    let said = &named_in(text, to, units)?.name;
    Some(say!(
        "检举控告件写到“{said}”，写到的单位和它的下属可能就是被反映方，不得转给它们（第三十条第三款）：“{name}”在其中。",
        "The report names \"{said}\" in its text: a unit that is named, and those under it, may be whom it accuses, so it must not reach them (Art. 30(3)): \"{name}\" is one of them."
    ))
}

/// Why a petition that is no report now may not go to somebody whom it is kept from as before: said as what it is. That
/// it was sorted as a report once, or whom it accused, is not for whoever is turned back to learn by it.
#[must_use]
pub fn kept_from(class: Class, whom: &str) -> Sentence {
    let (word, whom) = (class.word(), visible(whom, Place::Line));
    let (zh, en) = (word.zh, word.en);
    say!(
        "本件（{zh}）不得交给“{whom}”：案卷里记着不交给这个单位或人，也不交给其上级镇和下属。",
        "This petition ({en}) may not go to \"{whom}\": its file has it that it is kept from this unit or person, from a town above and from those under it."
    )
}

/// True of a unit that a report must not reach because its text names it or one above it, and that nobody accused.
#[must_use]
pub fn is_named_only(accused: &[Accused], text: &str, to: UnitId, units: &Units) -> bool {
    !accuses(accused, to, units) && named_in(text, to, units).is_some()
}

/// Whether a unit is accused, under one that is, or the town of an accused village.
fn accuses(accused: &[Accused], to: UnitId, units: &Units) -> bool {
    // A village that is named is one that is accused: its town is barred with it.
    let meant = |text: &str| {
        let text = reading(text);
        let mut all = units.0.iter().filter(|u| u.id != UnitId::OFFICE);
        all.any(|u| units.is_under(to, answerable(u.id, units)) && is_meant(u, &text))
    };
    accused.iter().any(|a| {
        // "东甲镇书记" is somebody of 东甲镇, whether or not the unit was filled in.
        let accused = [a.unit, units.find(a.name.raw())];
        let mut accused = accused.into_iter().flatten();
        accused.any(|u| units.is_under(to, answerable(u, units))) || meant(a.name.raw())
    })
}

/// The unit that a text names, of which another is a part.
fn named_in<'a>(text: &str, to: UnitId, units: &'a Units) -> Option<&'a Unit> {
    let text = reading(text);
    let mut all = units.0.iter().filter(|u| u.id != UnitId::OFFICE);
    all.find(|u| units.is_under(to, u.id) && is_named(u, &text))
}

/// True when a text, as it is read, names a unit.
fn is_named(unit: &Unit, text: &str) -> bool {
    unit.names()
        .any(|name| text.contains(&reading(short(name))))
}

/// True when what is said of whom a report accuses, as it is read, means a unit: by its name, or as people call it
/// (交通局局长). Of several that may be meant each is.
fn is_meant(unit: &Unit, said: &str) -> bool {
    unit.names().any(|name| bears(said, &called(name)))
}

/// True when a text, as it is read, has one of these words.
#[must_use]
pub fn bears(said: &str, words: &[String]) -> bool {
    words.iter().any(|word| said.contains(word.as_str()))
}

/// The words by which whoever accuses means a unit of this name, as they are read.
#[must_use]
pub fn called(name: &str) -> Vec<String> {
    let said = unit_words::meant(name).into_iter().map(reading);
    let own = Some(reading(short(name))).filter(|own| !own.is_empty());
    own.into_iter().chain(said).collect()
}

/// Why nothing of a report may be addressed to what these words name: somebody it accuses, or a unit
/// that it must not reach. `said` is what the report says, as for [`transfer_refused`].
#[must_use]
pub fn words_refused(
    accused: &[Accused],
    said: &str,
    words: &str,
    units: &Units,
) -> Option<Sentence> {
    let meant = readings_in(words, units);
    let text = reading(words);
    let hit = accused.iter().any(|a| {
        let names = readings_in(a.name.raw(), units);
        // A long name is one wherever it stands; a short one may be part of another's.
        names
            .iter()
            .any(|n| meant.contains(n) || (n.chars().count() > 3 && text.contains(n)))
    });
    if hit {
        let shown = visible(words, Place::Line);
        return Some(say!(
            "检举控告件不得交给被反映人（第三十条第三款）：“{shown}”与被反映人同名。",
            "A report must not reach the accused (Art. 30(3)): \"{shown}\" bears the accused's name."
        ));
    }
    let mut named = units.0.iter().filter(|u| is_meant(u, &text));
    named.find_map(|u| transfer_refused(accused, said, u.id, units))
}

/// Who answers for an accused unit: a village's accounts and seal lie with its town, so a report on the
/// village does not go there either; any other unit answers for itself.
fn answerable(accused: UnitId, units: &Units) -> UnitId {
    let kind = |id: UnitId| units.get(id).and_then(|u| UnitKind::parse(&u.kind));
    let above = units.get(accused).and_then(|u| u.under);
    above
        .filter(|town| {
            kind(accused) == Some(UnitKind::Village) && kind(*town) == Some(UnitKind::Town)
        })
        .unwrap_or(accused)
}

/// Why a report may not be shown to somebody who is to handle it: they work in the accused unit or
/// under it, or bear the accused's name, however it is written. A namesake is refused as well: the mask fails closed.
#[must_use]
pub fn reader_refused(
    accused: &[Accused],
    text: &str,
    reader: &Operator,
    (units, spell): (&Units, Spell),
) -> Option<Sentence> {
    let name = &reader.name;
    let bearer = Bearer::of(borne(name));
    let bears = |a: &Accused| {
        let mut names = readings_in(a.name.raw(), units).into_iter();
        names.any(|said| bearer.is_meant(&said, spell))
    };
    if accused.iter().any(bears) {
        return Some(say!(
            "检举控告件不得交给被反映人（第三十条第三款）：“{name}”与被反映人同名。",
            "A report must not reach the accused (Art. 30(3)): \"{name}\" bears the accused's name."
        ));
    }
    if reader.unit == UnitId::OFFICE {
        return None;
    }
    transfer_refused(accused, text, reader.unit, units)
}
