//! What the rooms show: facts gathered by the store, already limited to what this operator may see.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::corrected::{self, Corrected};
use crate::domain::alert::Owed;
use crate::domain::case::Case;
use crate::domain::event::Event;
use crate::domain::ids::{MatterId, PersonId, PetitionId, PetitionNo, QueryCode, UnitId};
use crate::domain::obligation::{Kind, Obligation};
use crate::domain::person::Person;
use crate::domain::petition::{Channel, Class, Role};
use crate::domain::status::Status;
use crate::words::{Outside, Sentence, Word};

/// The live alert panel: obligations that are near or past due, soonest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// The soonest, as many as were asked for.
    pub owed: Vec<Owed>,
    /// All that are overdue.
    pub overdue: usize,
    /// All whose mark has come and that are not overdue.
    pub due: usize,
    /// All that are near.
    pub near: usize,
    /// Petitions registered today.
    pub registered_today: usize,
    /// Petitions that somebody still works on.
    pub open: usize,
    /// True when more is owed than what was asked for.
    pub cut: bool,
    /// Who is on duty now and until when.
    pub on_duty: Sentence,
    /// When the next check-in is; empty when there is none.
    pub check_in: Sentence,
    /// Those that came by another session's work or by the hour and were not looked at yet, by key.
    pub fresh: BTreeSet<String>,
}

impl Panel {
    /// True for what came while nobody looked.
    #[must_use]
    pub fn is_fresh(&self, owed: &Owed) -> bool {
        !self.fresh.is_empty() && self.fresh.contains(&owed.key())
    }
}

/// One petition in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PetitionRow {
    /// Its row.
    pub id: PetitionId,
    /// Its number.
    pub number: PetitionNo,
    /// Received.
    pub received_on: NaiveDate,
    /// Registered.
    pub registered_on: NaiveDate,
    /// Channel.
    pub channel: Channel,
    /// Class.
    pub class: Class,
    /// Category code.
    pub category: String,
    /// Place.
    pub place: Outside,
    /// One line.
    pub summary: Outside,
    /// First petitioner; empty for none or withheld.
    pub name: Outside,
    /// People behind it.
    pub headcount: u32,
    /// Who holds it.
    pub holder: UnitId,
    /// Where it stands.
    pub status: Status,
    /// What is owed next: kind and effective day.
    pub next: Option<(Kind, NaiveDate)>,
    /// Number in another system.
    pub external_no: Outside,
}

/// A known person with what the office still owes: shown beside the intake form and in Find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonCard {
    /// Who.
    pub id: PersonId,
    /// The record.
    pub person: Person,
    /// Other records of the same person with their names, as far as this operator may see them.
    pub also: Vec<(PersonId, Outside)>,
    /// The class of match, as scripts read it.
    pub class: &'static str,
    /// Why this person came up, in words.
    pub why: Word,
    /// Why as well: what else was typed, and how it was met.
    pub besides: Vec<Word>,
    /// Characters of the name to light up.
    pub lit: Vec<usize>,
    /// The name before a correction by which they were found.
    pub former: Option<Former>,
    /// The record by which they were found, where another one is shown for it.
    pub through: Option<Box<Through>>,
    /// True when the record stands in a report: what was said there is for its readers alone, and no form
    /// takes it over.
    pub apart: bool,
    /// Petitions of this person that the operator may see, newest first: the newest eight, and all on which
    /// something is owed. Never a count.
    pub petitions: Vec<PetitionRow>,
    /// True when there are others of theirs that the operator may see: their file has them.
    pub more: bool,
    /// What the office owes on them, soonest first.
    pub owed: Vec<Owed>,
}

impl PersonCard {
    /// The other names under which the person was taken down (另记).
    pub fn other_names(&self) -> impl Iterator<Item = &Outside> {
        let names = self.also.iter().map(|(_, name)| name);
        names.filter(|name| !name.is_empty() && self.person.name != **name)
    }
}

/// Another record of the same person, by which they were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Through {
    /// Which.
    pub id: PersonId,
    /// The record.
    pub person: Person,
    /// Characters of its name to light up.
    pub lit: Vec<usize>,
}

/// A name that stood on a record before it was corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// The name.
    pub name: Outside,
    /// Characters of it to light up.
    pub lit: Vec<usize>,
}

/// A petition of others whose matter is like the one that is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatterCard {
    /// The petition.
    pub row: PetitionRow,
    /// Why it came up, in words.
    pub why: Sentence,
}

/// The people it could be, for the intake form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// Their cards, best first.
    pub cards: Vec<PersonCard>,
    /// Petitions on none of these cards that may be about the same matter, likeliest first.
    pub matters: Vec<MatterCard>,
    /// What the operator should know of the search: that its index is being made.
    pub note: Option<Sentence>,
}

/// A petition found by words or number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PetitionHit {
    /// The petition.
    pub row: PetitionRow,
    /// The class of match, as scripts read it.
    pub class: &'static str,
    /// Why, in words.
    pub why: Word,
    /// Why as well: where the other words typed were met.
    pub besides: Vec<Word>,
    /// The words around what matched; empty when the line in the list has it.
    pub excerpt: Outside,
    /// Characters of the excerpt, or of the summary, to light up.
    pub lit: Vec<usize>,
}

/// What a search found, people and petitions, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The query these answer.
    pub text: String,
    /// People.
    pub people: Vec<PersonCard>,
    /// Petitions.
    pub petitions: Vec<PetitionHit>,
    /// True when more people fit than were asked for, of those whom the operator may find.
    pub more_people: bool,
    /// The same of petitions.
    pub more_petitions: bool,
    /// What the operator should know of the search: that its index is being made.
    pub note: Option<Sentence>,
    /// True when there is no index yet: records were read as they are written, and who was not found may
    /// still come up.
    pub as_written: bool,
}

/// How the ledger is sorted. There is no order by person or by how often somebody came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LedgerSort {
    /// Newest number first.
    #[default]
    Newest,
    /// Oldest number first.
    Oldest,
    /// What is due soonest first; nothing owed last.
    Due,
    /// By the unit that holds it.
    Holder,
    /// By category.
    Category,
    /// By status.
    Status,
}

/// A question to the ledger of petitions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerQuery {
    /// Words in number, summary or place; empty for all.
    pub text: String,
    /// Only this status.
    pub status: Option<Status>,
    /// Only this class.
    pub class: Option<Class>,
    /// Only this channel.
    pub channel: Option<Channel>,
    /// Only this category or group (prefix of the code).
    pub category: String,
    /// Only held by this unit.
    pub holder: Option<UnitId>,
    /// Only with something overdue.
    pub overdue: bool,
    /// Received from.
    pub from: Option<NaiveDate>,
    /// Received until.
    pub to: Option<NaiveDate>,
    /// Order.
    pub sort: LedgerSort,
    /// Only these, when any are named: the rows that were marked.
    pub only: BTreeSet<PetitionNo>,
    /// Rows to skip.
    pub offset: usize,
    /// Rows wanted.
    pub limit: usize,
}

/// A page of the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerPage {
    /// The question.
    pub query: LedgerQuery,
    /// The rows.
    pub rows: Vec<PetitionRow>,
    /// All rows that fit the question.
    pub total: usize,
}

/// The whole file of a petition; getting one is on record.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Its row.
    pub id: PetitionId,
    /// Its number.
    pub number: PetitionNo,
    /// Its query code.
    pub code: QueryCode,
    /// What the events say; `None` when the registration was voided.
    pub case: Option<Case>,
    /// Where it stands.
    pub status: Status,
    /// The events, oldest first.
    pub events: Vec<Event>,
    /// The people, in the order of the registration.
    pub people: Vec<(Role, PersonId, Person)>,
    /// What was written on it of those who were on record already, where the record says otherwise (本件所写).
    pub written: Vec<(PersonId, Person)>,
    /// Corrections of their records that were saved on other petitions which the operator may see, oldest first.
    pub corrected: Vec<Corrected>,
    /// Every obligation, in the order in which they arose.
    pub obligations: Vec<Obligation>,
    /// Its matter's other petitions.
    pub kin: Vec<PetitionRow>,
    /// The matter.
    pub matter: Option<MatterId>,
}

/// A kept draft. `body` is the form's own JSON: values, focus and cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedDraft {
    /// Its id.
    pub id: String,
    /// What it is called in the list: the person's name or the first words.
    pub title: Outside,
    /// The form as kept.
    pub body: String,
    /// When it was kept.
    pub at: DateTime<FixedOffset>,
    /// The body that the store holds as far as this session knows; empty when it holds none. Another body
    /// there is another session's, and is not written over.
    pub before: String,
}

impl File {
    /// The number of the newest event that it shows.
    #[must_use]
    pub fn newest(&self) -> i64 {
        let own = self.events.last().map_or(0, |e| e.seq);
        own.max(corrected::newest(&self.corrected))
    }

    /// What was written on it of one of its people, where the record says otherwise.
    #[must_use]
    pub fn written_of(&self, id: PersonId) -> Option<&Person> {
        let mut written = self.written.iter();
        written.find(|(of, _)| *of == id).map(|(_, person)| person)
    }
}

impl SavedDraft {
    /// The head of the ids of sheets other than intakes: a step, an entry of the duty desk.
    pub const SHEET: &'static str = "sheet/";

    /// True when this id is that of a sheet other than an intake.
    #[must_use]
    pub fn is_sheet(id: &str) -> bool {
        id.starts_with(Self::SHEET)
    }

    /// Stands between the id of a sheet and the number of what a further seat writes on it.
    const BESIDE: &'static str = "/~";

    /// The id of the sheet, without the number of the seat.
    #[must_use]
    pub fn base(id: &str) -> &str {
        let found = id.rsplit_once(Self::BESIDE);
        let numbered = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
        found
            .filter(|(_, n)| Self::is_sheet(id) && numbered(n))
            .map_or(id, |(base, _)| base)
    }

    /// The id of what a further seat writes on a sheet.
    #[must_use]
    pub fn beside(base: &str, n: usize) -> String {
        format!("{}{n}", Self::others(base))
    }

    /// How the ids begin of what further seats write on a sheet.
    #[must_use]
    pub fn others(base: &str) -> String {
        format!("{base}{}", Self::BESIDE)
    }
}

/// A draft of a sheet that goes, as this session knows it: what another seat has written there since
/// stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    /// Its id.
    pub id: String,
    /// The body that this session kept; empty when it kept none.
    pub body: String,
}

/// A draft in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: Outside,
    /// When it was kept.
    pub at: DateTime<FixedOffset>,
}
