//! A step being filled in: what was typed becomes one checked act, or faults beside the fields.

use serde_json::{Map, Value};

use super::{form, words as w};
use crate::domain::act::{self, Act};
use crate::domain::event::{Step, StepKind};
use crate::domain::fault::Fault;
use crate::domain::ids::PetitionId;
use crate::domain::name::narrow;
use crate::domain::step::Ground;
use crate::domain::{date, office::Office};
use crate::flow::view::File;
use crate::forms::{FieldKind, Form, Need};
use crate::rooms::drafting::Drafting;
use crate::rooms::{Cx, Order};
use crate::words::{Sentence, Trouble};

/// A step being filled in.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The petition it is for.
    pub petition: PetitionId,
    /// The step.
    pub kind: StepKind,
    /// What is asked and what was typed.
    pub form: Form,
    /// Why it was refused last; gone once something is changed.
    pub refused: Option<Refused>,
    /// Checked and waiting for the word "yes".
    pub asked: Option<Act>,
    /// Sent to the store; no answer yet.
    pub sent: bool,
    /// The row of the petition whose number was typed for a link.
    pub found: Option<(String, i64)>,
    /// The newest event when it was begun: whatever was saved since is shown before it is sent again.
    pub seen: Option<i64>,
    /// How it is kept while it is typed.
    pub drafting: Drafting,
}

/// Why a step was refused: by the check here, or by the store in its three sentences.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// One sentence.
    Here(Sentence),
    /// The store's answer with the steps that are open.
    Store(Box<Trouble>),
}

/// What came of reading the sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    /// A checked step.
    Ready(Act),
    /// Faults; they are shown on the sheet.
    Faulty,
    /// A number has to be looked up first.
    LookUp(String),
}

impl Sheet {
    /// An empty sheet for a step, with the question what was typed into it before.
    #[must_use]
    pub fn new(kind: StepKind, file: &File, cx: &Cx<'_>) -> (Self, Order) {
        let form = form::build(kind, file, cx.office, cx.today);
        let about = format!("case/{}/{}", file.id.0, kind.code());
        let title = w::draft(kind, &file.number.0);
        let (drafting, order) = Drafting::begin(&about, title, &form, cx);
        let new = Self {
            petition: file.id,
            kind,
            form,
            refused: None,
            asked: None,
            sent: false,
            found: None,
            seen: file.events.last().map(|e| e.seq),
            drafting,
        };
        (new, order)
    }

    /// Keeps what was typed, unless it is on its way to the store as a step.
    pub fn keep(&mut self, cx: &Cx<'_>, hurry: bool) -> Option<Order> {
        if self.sent {
            return None;
        }
        self.drafting.keep(&self.form, cx, hurry)
    }

    /// Makes its lists anew: the office or the file is another than when it was begun.
    pub fn refit(&mut self, file: &File, office: &Office) {
        for (key, list) in super::choices::lists(self.kind, file, office) {
            self.form.set_choices(key, list);
        }
        self.arrange(file);
    }

    /// Shows the fields that fit what stands on it.
    pub fn arrange(&mut self, file: &File) {
        form::arrange(&mut self.form, file.case.as_ref());
    }

    /// The same after an edit: whom a report accuses is asked at once when the class was chosen.
    pub fn arrange_edited(&mut self, file: &File) {
        let asked = |form: &Form| form.slot("accused").is_some_and(|slot| !slot.hidden);
        let before = asked(&self.form);
        self.arrange(file);
        if !before && asked(&self.form) && self.form.popup().is_none() {
            self.form.focus("accused");
        }
    }

    /// Reads and checks the sheet.
    pub fn read(&mut self, file: &File, ground: Ground<'_>, office: &Office) -> Read {
        self.refused = None;
        let faults = missing(&self.form);
        if !faults.is_empty() {
            self.form.set_faults(faults);
            return Read::Faulty;
        }
        if let Some(number) = self.number_to_look_up() {
            return Read::LookUp(number);
        }
        let body = self.body(ground.today);
        let asked = match act::read(self.kind, &body, ground.today, &office.units) {
            Ok(asked) => asked,
            Err(faults) => {
                let loose = faults.iter().find(|f| self.form.slot(&f.field).is_none());
                self.refused = loose.map(|f| Refused::Here(f.message.clone()));
                self.form.set_faults(faults);
                return Read::Faulty;
            }
        };
        let Some(case) = &file.case else {
            self.refused = Some(Refused::Here(w::VOID.into()));
            return Read::Faulty;
        };
        match act::check(&asked, case, ground, &office.units) {
            Ok(()) => Read::Ready(asked),
            Err(reason) => {
                self.refused = Some(Refused::Here(reason));
                Read::Faulty
            }
        }
    }

    /// The number typed for a link, when its row is not known yet.
    fn number_to_look_up(&self) -> Option<String> {
        if self.kind != StepKind::Link {
            return None;
        }
        let typed: String = self
            .form
            .value("matter")
            .trim()
            .chars()
            .map(narrow)
            .collect::<String>()
            .to_uppercase();
        let known = self
            .found
            .as_ref()
            .is_some_and(|(number, _)| *number == typed);
        (!known).then_some(typed)
    }

    /// Takes the row found for a number; `None` when there is none.
    pub fn take_number(&mut self, number: &str, row: Option<i64>) {
        match row {
            Some(row) => self.found = Some((number.to_owned(), row)),
            None => self.form.set_faults(vec![Fault::refuse(
                "matter",
                "unknown",
                w::no_such(number),
                "999999-2026-LF-00042",
            )]),
        }
    }

    /// What was typed as the JSON object that scripts would give.
    fn body(&self, today: chrono::NaiveDate) -> Value {
        let mut body = Map::new();
        let mut outcomes = Vec::new();
        for slot in self.form.slots().iter().filter(|s| !s.hidden) {
            let typed = slot.value().trim();
            let key = slot.key.as_str();
            if key.starts_with("outcomes[") {
                outcomes.push(Value::from(typed));
                continue;
            }
            if matches!(key, "accused" | "accused_unit") {
                continue;
            }
            let value = match (slot.field.kind, key) {
                (FieldKind::Flag, _) | (_, "agreed") => Value::Bool(typed == "yes"),
                (_, "matter") => self
                    .found
                    .as_ref()
                    .map_or(Value::Null, |(_, row)| Value::from(*row)),
                (_, "adopted") if !typed.is_empty() => Value::Bool(typed == "yes"),
                (_, "requests") => typed.split_whitespace().map(number).collect(),
                (_, "person") if typed.is_empty() => continue,
                (_, "days" | "of" | "person") => number(typed),
                (FieldKind::Date, _) => day(typed, today),
                _ => Value::from(typed),
            };
            let blank = value.as_str().is_some_and(str::is_empty);
            // A record's wrong word is taken off by a blank one.
            if !blank || matches!(key, "text" | "reasons" | "value") {
                body.insert(key.to_owned(), value);
            }
        }
        let accused = accused(&self.form);
        if !accused.is_empty() {
            body.insert("accused".to_owned(), Value::Array(accused));
        }
        if !outcomes.is_empty() {
            body.insert("outcomes".to_owned(), Value::Array(outcomes));
        }
        Value::Object(body)
    }

    /// True when an act voids something, so that it asks first.
    #[must_use]
    pub fn asks_first(asked: &Act) -> bool {
        form::asks_first(
            asked.step.kind(),
            matches!(asked.step, Step::Correct { void: true, .. }),
        )
    }
}

/// Whom a report accuses: each name that was typed, with the unit that was chosen; the unit alone where there
/// is no name.
fn accused(form: &Form) -> Vec<Value> {
    let shown = form.slot("accused").is_some_and(|slot| !slot.hidden);
    if !shown {
        return Vec::new();
    }
    let unit = form.value("accused_unit");
    let parts = form
        .value("accused")
        .split(['、', '，', ',', ';', '；', '\n']);
    let names = parts.map(str::trim).filter(|name| !name.is_empty());
    let one = |name: &str| serde_json::json!({ "name": name, "unit": unit });
    let all: Vec<Value> = names.map(one).collect();
    if all.is_empty() && !unit.is_empty() {
        return vec![one("")];
    }
    all
}

/// Digits as a number, anything else as it is: the reader names what is wrong.
fn number(typed: &str) -> Value {
    let plain: String = typed
        .chars()
        .map(narrow)
        .filter(|c| *c != '日' && *c != '天')
        .collect();
    plain
        .trim()
        .parse::<i64>()
        .map_or_else(|_| Value::from(typed), Value::from)
}

/// A date as it is written in full; `3月5日` lies in this year.
fn day(typed: &str, today: chrono::NaiveDate) -> Value {
    use chrono::Datelike;
    let read = date::parse(typed).or_else(|| date::parse_in_year(typed, today.year()));
    read.map_or_else(|| Value::from(typed), |d| Value::from(d.to_string()))
}

/// Needed fields that are empty, and dates and numbers that are none.
fn missing(form: &Form) -> Vec<Fault> {
    let mut faults = Vec::new();
    for slot in form.slots().iter().filter(|s| !s.hidden) {
        let typed = slot.value().trim();
        if typed.is_empty() {
            if slot.field.need == Need::Must {
                faults.push(Fault::refuse(
                    &slot.key,
                    "missing",
                    w::needed(slot.field.label),
                    "",
                ));
            }
        } else if slot.field.kind == FieldKind::Date
            && date::parse(typed).is_none()
            && date::parse_in_year(typed, 2000).is_none()
        {
            faults.push(Fault::refuse(
                &slot.key,
                "date",
                w::NOT_A_DATE.into(),
                "2026-03-05",
            ));
        } else if slot.key == "days" && !number(typed).is_number() {
            faults.push(Fault::refuse(
                &slot.key,
                "number",
                w::NOT_A_NUMBER.into(),
                "30",
            ));
        }
    }
    if form.slot("right_on").is_some()
        && form.value("right_on").is_empty()
        && form.value("void").is_empty()
        && accused(form).is_empty()
    {
        faults.push(Fault::refuse(
            "right_on",
            "missing",
            w::DATE_OR_VOID.into(),
            "2026-03-05",
        ));
    }
    faults
}
