//! One petition as a log of events, without a store.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde_json::{Value, json};
use zhuoluo::domain::act::{self, Act};
use zhuoluo::domain::case::Case;
use zhuoluo::domain::draft::Draft;
use zhuoluo::domain::event::{Event, Step, StepKind};
use zhuoluo::domain::ids::{PetitionId, PetitionNo, QueryCode};
use zhuoluo::domain::intake::{self, Desk};
use zhuoluo::domain::obligation::{self, Kind, Obligation};
use zhuoluo::domain::office::Office;
use zhuoluo::domain::step::Ground;
use zhuoluo::words::Sentence;

use super::{day, morning};

/// The invented office, made once.
pub fn desk() -> &'static Office {
    static DESK: OnceLock<Office> = OnceLock::new();
    DESK.get_or_init(super::office::office)
}

/// The events of one petition, and the day it is.
#[derive(Clone)]
pub struct Log {
    /// The events, oldest first.
    pub events: Vec<Event>,
    /// The civil date.
    pub today: NaiveDate,
}

/// A draft of the window: one petitioner, one request on route 31(6), with `more` laid over it.
pub fn draft(more: &Value) -> Value {
    let mut draft = json!({
        "channel": "visit",
        "class": "request",
        "route": "petition",
        "requests": ["要求核实征地补偿款"],
        "people": [{"name": "张某", "address": "东甲镇戊村3组"}],
    });
    for (key, value) in more.as_object().into_iter().flatten() {
        draft[key] = value.clone();
    }
    draft
}

impl Log {
    /// A petition received and registered on a day.
    pub fn received(on: &str) -> Self {
        Self::with(on, &json!({}))
    }

    /// The same with other facts.
    pub fn with(on: &str, more: &Value) -> Self {
        let today = day(on);
        let desk = desk();
        let draft = Draft::from_json(&draft(more)).expect("a draft");
        let ground = Desk {
            today,
            units: &desk.units,
            categories: desk.categories,
        };
        let intake = intake::check(&draft, ground).expect("an intake");
        let mut registration = intake.registration;
        registration.number = PetitionNo::build("999999", 2026, "LF", 1);
        registration.code = QueryCode::from_entropy([7; 7]);
        let received = registration.received_on;
        let mut log = Self {
            events: Vec::new(),
            today,
        };
        log.push(received, Step::Register(Box::new(registration)));
        log
    }

    /// Adds an event without asking whether it is legal.
    pub fn push(&mut self, on: NaiveDate, what: Step) -> i64 {
        let seq = 10 * (i64::try_from(self.events.len()).expect("few") + 1);
        self.events.push(Event {
            seq,
            petition: PetitionId(1),
            on,
            at: morning(self.today),
            by: "wang".to_owned().into(),
            why: String::new().into(),
            what,
        });
        seq
    }

    /// Takes a step on a day, as a script would.
    pub fn try_step(&mut self, on: &str, kind: &str, body: Value) -> Result<i64, String> {
        self.today = self.today.max(day(on));
        let act = self.read(on, kind, body)?;
        self.check(&act).map_err(|s| s.zh)?;
        Ok(self.push(act.on, act.step))
    }

    /// Takes a step that must be legal; gives its event's number.
    pub fn seq(&mut self, on: &str, kind: &str, body: Value) -> i64 {
        self.try_step(on, kind, body)
            .unwrap_or_else(|why| panic!("{kind} on {on}: {why}"))
    }

    /// Takes a step that must be legal.
    pub fn step(&mut self, on: &str, kind: &str, body: Value) -> &mut Self {
        self.seq(on, kind, body);
        self
    }

    /// Reads a step.
    pub fn read(&self, on: &str, kind: &str, mut body: Value) -> Result<Act, String> {
        body["on"] = json!(on);
        let kind = StepKind::parse(kind).expect("a step");
        act::read(kind, &body, self.today, &desk().units).map_err(|f| format!("{f:?}"))
    }

    /// Checks a step.
    pub fn check(&self, act: &Act) -> Result<(), Sentence> {
        let case = self.case();
        act::check(act, &case, self.ground(), &desk().units)
    }

    /// What a step is judged by.
    pub fn ground(&self) -> Ground<'static> {
        let desk = desk();
        Ground {
            calendar: &desk.calendar,
            rules: &desk.rules,
            today: self.today,
            operator: &desk.operator,
        }
    }

    /// The fold.
    pub fn case(&self) -> Case {
        Case::of(&self.events).expect("a case")
    }

    /// Every obligation.
    pub fn obligations(&self) -> Vec<Obligation> {
        let desk = desk();
        obligation::derive(&self.case(), &desk.calendar, &desk.rules)
    }

    /// The obligations of one kind.
    pub fn of(&self, kind: Kind) -> Vec<Obligation> {
        let mut all = self.obligations();
        all.retain(|o| o.kind == kind);
        all
    }

    /// The only obligation of one kind.
    pub fn the(&self, kind: Kind) -> Obligation {
        let mut all = self.of(kind);
        assert_eq!(all.len(), 1, "{kind:?}: {all:#?}");
        all.remove(0)
    }

    /// The last obligation of one kind.
    pub fn last(&self, kind: Kind) -> Obligation {
        self.of(kind).pop().unwrap_or_else(|| panic!("no {kind:?}"))
    }

    /// What is still owed today, by kind.
    pub fn owed(&self) -> Vec<Kind> {
        let all = self.obligations();
        all.iter()
            .filter(|o| o.is_owed(self.today))
            .map(|o| o.kind)
            .collect()
    }
}
