//! The check of an intake: a draft becomes a registration, or a list of faults. The same check
//! guards form, JSON and import. Only the matter and sound dates are required (Art. 19); no name,
//! no telephone and no document are all allowed, and a wrong check digit only warns.

pub mod answer;
mod choice;
mod field;
pub mod known;
mod matter;
mod people;

use chrono::NaiveDate;

use super::category::Categories;
use super::draft::Draft;
use super::event::Registration;
use super::fault::Fault;
use super::ids::{PersonId, PetitionNo, QueryCode};
use super::person::Person;
use super::petition::Role;
use super::unit::Units;

/// Longest text of one field, in characters.
pub const LONGEST: usize = 20_000;
/// Most requests of one petition.
pub const MOST_REQUESTS: usize = 100;
/// Most people written down with one petition.
pub const MOST_PEOPLE: usize = 2_000;
/// Longest name.
pub use super::name::LONGEST as LONGEST_NAME;
/// Representatives of a joint visit (Art. 20(3)).
pub const REPRESENTATIVES: usize = 5;

/// What a draft is checked against.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The civil date at the office.
    pub today: NaiveDate,
    /// Its units.
    pub units: &'a Units,
    /// Its classification.
    pub categories: &'a Categories,
}

/// A person of a checked intake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Someone {
    /// What they are to the petition.
    pub role: Role,
    /// A known person who was adopted.
    pub known: Option<PersonId>,
    /// Known people who are somebody else.
    pub not: Vec<PersonId>,
    /// What was written down.
    pub person: Person,
}

/// Who is recognised without anybody having answered. Where the people it could be were shown and
/// somebody could answer, no answer is never taken for yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognise {
    /// Who has the same name and the same document ([`Person::is_by_document`]): families, neighbours
    /// and the village shop share telephones.
    ByDocument,
    /// Nobody.
    Nobody,
}

/// A checked intake, ready to be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// What will be registered; its `parties` are filled in by the store.
    pub registration: Registration,
    /// The people, in order.
    pub people: Vec<Someone>,
    /// A petition about the same matter, as somebody decided.
    pub same_matter: Option<PetitionNo>,
    /// Who is recognised without anybody having answered.
    pub recognise: Recognise,
    /// What somebody should look at.
    pub warnings: Vec<Fault>,
}

/// Checks a draft.
///
/// # Errors
/// Every fault that stops it, together with the warnings.
pub fn check(draft: &Draft, desk: Desk<'_>) -> Result<Intake, Vec<Fault>> {
    let mut checking = Checking {
        desk,
        faults: Vec::new(),
    };
    checking.few("requests", draft.requests.len(), MOST_REQUESTS);
    checking.few("people", draft.people.len(), MOST_PEOPLE);
    checking.few("accused", draft.accused.len(), MOST_PEOPLE);
    if checking.faults.iter().any(Fault::stops) {
        return Err(checking.faults);
    }
    let people = checking.people(&draft.people);
    let registration = checking.registration(draft, &people);
    checking.group(&people);
    if checking.faults.iter().any(Fault::stops) {
        return Err(checking.faults);
    }
    Ok(Intake {
        registration,
        people,
        same_matter: matter(&draft.same_matter),
        recognise: Recognise::ByDocument,
        warnings: checking.faults,
    })
}

/// The petition of the same matter, as it was named.
fn matter(named: &str) -> Option<PetitionNo> {
    let named = named.trim();
    (!named.is_empty()).then(|| PetitionNo(named.to_owned()))
}

struct Checking<'a> {
    desk: Desk<'a>,
    faults: Vec<Fault>,
}

impl Checking<'_> {
    /// The dates of the petition, of its receipt, and of registering in another ledger.
    fn dates(&mut self, draft: &Draft) -> (NaiveDate, NaiveDate, Option<NaiveDate>) {
        let today = self.desk.today;
        let registered_on = (!draft.registered_on.trim().is_empty())
            .then(|| self.date("registered_on", &draft.registered_on, today));
        // A ledger that gives one date gives that of registering; nothing is registered unreceived.
        let received_on = self.date(
            "received_on",
            &draft.received_on,
            registered_on.unwrap_or(today),
        );
        let petitioned_on = self.date("petitioned_on", &draft.petitioned_on, received_on);
        if let Some(registered_on) = registered_on.filter(|on| *on < received_on) {
            self.faults.push(Fault::refuse(
                "registered_on",
                "date_order",
                say!(
                    "登记日期{registered_on}在收到日期{received_on}之前。",
                    "The date of registering, {registered_on}, lies before the receipt, {received_on}."
                ),
                &received_on.to_string(),
            ));
        }
        if petitioned_on > received_on {
            self.faults.push(Fault::refuse(
                "petitioned_on",
                "date_order",
                say!("信访日期{petitioned_on}在收到日期{received_on}之后。", "The date of the petition, {petitioned_on}, lies after its receipt, {received_on}."),
                &received_on.to_string(),
            ));
        }
        (petitioned_on, received_on, registered_on)
    }

    fn registration(&mut self, draft: &Draft, people: &[Someone]) -> Registration {
        let (petitioned_on, received_on, registered_on) = self.dates(draft);
        let (summary, facts, requests) = self.matter(draft);
        let text = format!("{summary}\n{facts}\n{}", requests.join("\n"));
        let proposal = self
            .desk
            .categories
            .propose(&text, &draft.place, self.desk.units);
        let class = self.class(&draft.class, proposal.class);
        let category = self.category(&draft.category);
        Registration {
            number: PetitionNo(String::new()),
            code: QueryCode(String::new()),
            channel: self.channel(&draft.channel),
            petitioned_on,
            received_on,
            registered_on,
            class,
            route: self.route(&draft.route, class),
            category,
            place: self.text("place", &draft.place).into(),
            summary: summary.into(),
            facts: facts.into(),
            requests: requests.into_iter().map(Into::into).collect(),
            parties: Vec::new(),
            anonymous: people
                .iter()
                .all(|p| p.known.is_none() && p.person.is_nameless()),
            headcount: self.headcount(&draft.headcount, people.len()),
            accused: self.accused(draft, class),
            unit: self.unit("unit", &draft.unit),
            external_no: self.text("external_no", &draft.external_no).into(),
            withhold_name: draft.withhold_name,
            draft: draft.draft.trim().to_owned(),
            taken_at: None,
            batch: None,
        }
    }
}
