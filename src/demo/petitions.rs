//! Invented petitions: who, what, when; the steps that follow are in [`super::story`].

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, TimeDelta};

use super::matters::{Matter, Told};
use super::moment::instant;
use super::seed::Seed;
use super::story::Story;
use super::{Demo, Petition};
use crate::domain::event::{Accused, Party, Registration};
use crate::domain::ids::{PersonId, PetitionNo, QueryCode};
use crate::domain::intake::REPRESENTATIVES;
use crate::domain::petition::{Channel, Class, Role, Route};

/// The streams of petitions.
const KIND: u64 = 2;
/// The first and the last second of a working day: 8:30 and 17:30.
const HOURS: (i64, i64) = (8 * 3600 + 1800, 17 * 3600 + 1800);

impl Demo<'_> {
    /// Petition `index`, from zero. Called in order, because numbers run on.
    pub(super) fn petition(&mut self, index: u32) -> Petition {
        let mut seed = Seed::of(self.plan.seed, KIND, index);
        let at = self.registered_at(index);
        let registered_on = at.date_naive();
        let channel = self.channel(registered_on, &mut seed);
        let serial = self.serial(registered_on.year());
        let number = PetitionNo::build(
            &self.office.area,
            registered_on.year(),
            channel.mark(),
            serial,
        );
        let code = code(index, self.plan.seed.wrapping_mul(0x9E37_79B9), &mut seed);
        let (registration, rest) =
            self.registration(registered_on, channel, &mut seed, number, code);
        let today = self.plan.now.date_naive();
        let story = Story {
            registration: &registration,
            unit: rest.unit,
            town: rest.town,
            body: &rest.body,
            limit: &rest.limit,
            simple: rest.simple,
            calendar: &self.office.calendar,
            now: self.plan.now,
            age: (today - registered_on).num_days(),
        };
        let steps = story.tell(at, &mut seed);
        Petition {
            name: rest.name,
            registration,
            at,
            steps,
        }
    }

    /// Petitions are spread evenly over the past, so that numbers rise with time.
    fn registered_at(&self, index: u32) -> DateTime<FixedOffset> {
        let now = self.plan.now;
        let total = i64::from(self.plan.petitions.max(1));
        let span = (540 + total / 1000).min(1500);
        let seconds = span * 86_400 * (i64::from(index) + 1) / total;
        let (day, second) = (seconds / 86_400, seconds % 86_400);
        let first = now.date_naive() - TimeDelta::days(span);
        let within = HOURS.0 + second * (HOURS.1 - HOURS.0) / 86_400;
        instant(first + TimeDelta::days(day), within, now)
    }

    fn channel(&self, on: NaiveDate, seed: &mut Seed) -> Channel {
        let closed = self.office.calendar.is_off(on);
        match seed.below(100) {
            0..=44 if !closed => Channel::Visit,
            45..=59 if !closed => Channel::Letter,
            60..=79 => Channel::Phone,
            80..=82 if !closed => Channel::Fax,
            83..=84 if !closed => Channel::Other,
            _ => Channel::Web,
        }
    }

    fn serial(&mut self, year: i32) -> u32 {
        if self.serial.0 != year {
            self.serial = (year, 0);
        }
        self.serial.1 += 1;
        self.serial.1
    }

    fn registration(
        &self,
        on: NaiveDate,
        channel: Channel,
        seed: &mut Seed,
        number: PetitionNo,
        code: QueryCode,
    ) -> (Registration, Rest) {
        let chosen = self.matters.choose(seed);
        let first = seed.below(self.plan.people);
        let anonymous = chosen.is_some_and(|(_, m)| is_anonymous(m, channel, seed));
        let (parties, headcount) = self.parties(first, chosen.map(|(_, m)| m), anonymous, seed);
        let (name, who) = if anonymous || self.plan.people == 0 {
            (String::new(), "信访人".to_owned())
        } else {
            self.name_of(first)
        };
        let told = chosen.and_then(|chosen| self.matters.tell(chosen, &who, on.year(), seed));
        let days = match channel {
            Channel::Letter => u64::from(seed.between(1, 6)),
            _ => 0,
        };
        // A few letters lay a day before they were registered.
        let late = u64::from(channel == Channel::Letter && seed.mille(60));
        let before = |days| on.checked_sub_days(Days::new(days)).unwrap_or(on);
        let class = told.as_ref().map_or(Class::Request, |t| t.matter.class);
        let rest = Rest::of(told.as_ref(), name);
        let mut registration = Registration {
            number,
            code,
            channel,
            petitioned_on: before(days + late),
            received_on: before(late),
            registered_on: None,
            class,
            route: route(told.as_ref(), seed),
            category: String::new(),
            place: String::new().into(),
            summary: String::new().into(),
            facts: String::new().into(),
            requests: Vec::new(),
            parties,
            anonymous,
            headcount,
            accused: Vec::new(),
            unit: Some(rest.unit),
            external_no: String::new().into(),
            withhold_name: !anonymous && class == Class::Report && seed.mille(400),
            draft: String::new(),
            taken_at: None,
            batch: None,
        };
        if let Some(told) = told {
            write(told, &mut registration);
        }
        (registration, rest)
    }

    /// The people behind a petition: one, or a group with at most five representatives.
    fn parties(
        &self,
        first: u32,
        matter: Option<&Matter>,
        anonymous: bool,
        seed: &mut Seed,
    ) -> (Vec<Party>, u32) {
        if anonymous || self.plan.people == 0 {
            return (Vec::new(), 1);
        }
        let party = |index: u32, role| Party {
            person: PersonId(i64::from(index) + 1),
            role,
        };
        if !matter.is_some_and(|m| m.group) || !seed.mille(350) {
            return (vec![party(first, Role::Petitioner)], 1);
        }
        let size = seed.between(2, 17).min(self.plan.people);
        let speakers = seed.between(1, u32::try_from(REPRESENTATIVES).unwrap_or(5));
        let mut parties: Vec<Party> = Vec::new();
        for n in 0..size {
            // Neighbours on the list, so that nobody comes up twice.
            let index = (first + n) % self.plan.people;
            let role = if n < speakers {
                Role::Representative
            } else {
                Role::Joint
            };
            parties.push(party(index, role));
        }
        let headcount = size + if seed.mille(200) { seed.below(40) } else { 0 };
        (parties, headcount)
    }
}

/// Writes what was told into a registration.
fn write(told: Told<'_>, registration: &mut Registration) {
    registration.accused = accused(&told);
    registration.category.clone_from(&told.matter.category);
    registration.place = told.place.into();
    registration.summary = told.summary.into();
    registration.facts = told.facts.into();
    registration.requests = told.requests.into_iter().map(Into::into).collect();
}

/// What the story needs besides the registration.
struct Rest {
    unit: crate::domain::ids::UnitId,
    town: crate::domain::ids::UnitId,
    body: String,
    limit: String,
    simple: bool,
    name: String,
}

impl Rest {
    fn of(told: Option<&Told<'_>>, name: String) -> Self {
        let office = crate::domain::ids::UnitId::OFFICE;
        Self {
            unit: told.map_or(office, |t| t.unit),
            town: told.map_or(office, |t| t.town),
            body: told.map(|t| t.matter.body.clone()).unwrap_or_default(),
            limit: told.map(|t| t.matter.limit.clone()).unwrap_or_default(),
            simple: told.is_some_and(|t| t.matter.simple),
            name,
        }
    }
}

fn is_anonymous(matter: &Matter, channel: Channel, seed: &mut Seed) -> bool {
    let share = match (matter.class, channel) {
        (_, Channel::Visit) => 5,
        (Class::Report, _) => 350,
        _ => 40,
    };
    seed.mille(share)
}

/// Some routes are clear at the window, most are decided at acceptance.
fn route(told: Option<&Told<'_>>, seed: &mut Seed) -> Option<Route> {
    let told = told.filter(|t| t.matter.class == Class::Request)?;
    seed.mille(500).then_some(told.matter.route)
}

fn accused(told: &Told<'_>) -> Vec<Accused> {
    let unit = match told.matter.accused.as_str() {
        "village" => told.village,
        "town" => told.town,
        _ => return Vec::new(),
    };
    vec![Accused {
        name: told.accused_name.clone().into(),
        unit: Some(unit),
    }]
}

/// A code of its own for each petition: the low bits are its place in the list, shuffled.
fn code(index: u32, mask: u64, seed: &mut Seed) -> QueryCode {
    const PLACE: u64 = (1 << 23) - 1;
    let bits = (seed.bits() & !PLACE) | ((u64::from(index) ^ mask) & PLACE);
    let bytes = bits.to_be_bytes();
    let mut entropy = [0; 7];
    entropy.copy_from_slice(&bytes[1..]);
    QueryCode::from_entropy(entropy)
}
