//! A form being filled in: fields and their values, where the focus stands, what is wrong.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::choice::{Choice, Popup, Proposal};
use super::field::{FieldKind, Part, pattern};
use super::slot::{Slot, slots};
use super::text::Cut;
use super::wrap::Measure;
use crate::domain::fault::Fault;
use crate::words::Outside;

/// What the screen tells the form about itself when it draws it; vertical movement needs it.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Columns of the focused field's text.
    pub columns: usize,
    /// Fields on one page.
    pub page: usize,
    /// How wide a sign is.
    pub measure: Measure,
}

/// An entry that was removed, until something else is changed.
#[derive(Clone, Debug)]
pub(super) struct Removed {
    /// The part it belongs to.
    pub(super) part: usize,
    /// Where its slots stood.
    pub(super) at: usize,
    /// Its slots.
    pub(super) gone: Vec<Slot>,
    /// Where an empty entry was put in its stead.
    pub(super) stead: Option<usize>,
}

/// A form being filled in.
#[derive(Clone, Debug)]
pub struct Form {
    pub(super) parts: Vec<Part>,
    pub(super) slots: Vec<Slot>,
    pub(super) focus: usize,
    pub(super) choices: BTreeMap<String, Vec<Choice>>,
    pub(super) popup: Option<Popup>,
    pub(super) faults: Vec<Fault>,
    pub(super) revision: u64,
    pub(super) saved: u64,
    pub(super) changed: Option<String>,
    pub(super) removed: Option<Removed>,
    pub(super) shape: Cell<Shape>,
}

impl Form {
    /// An empty form; groups have their least number of entries.
    #[must_use]
    pub fn new(parts: Vec<Part>) -> Self {
        let shape = Shape {
            columns: 40,
            page: 8,
            measure: |text| text.chars().count(),
        };
        let mut form = Self {
            parts,
            slots: Vec::new(),
            focus: 0,
            choices: BTreeMap::new(),
            popup: None,
            faults: Vec::new(),
            revision: 0,
            saved: 0,
            changed: None,
            removed: None,
            shape: Cell::new(shape),
        };
        form.lay_out();
        form
    }

    fn lay_out(&mut self) {
        let mut title = None;
        for (at, part) in self.parts.iter().enumerate() {
            match part {
                Part::Title(word) => title = Some((*word, None)),
                Part::One(field) => {
                    self.slots
                        .push(Slot::new(field.key.to_owned(), *field, None, title.take()));
                }
                Part::Many(group) => {
                    title = None;
                    for n in 0..group.least {
                        self.slots.extend(slots(at, group, n));
                    }
                }
            }
        }
    }

    /// The fields in order, hidden ones too.
    #[must_use]
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The field in focus; `None` only in a form without fields.
    #[must_use]
    pub fn focused(&self) -> Option<&Slot> {
        self.slots.get(self.focus)
    }

    /// The index of the field in focus among [`Form::slots`].
    #[must_use]
    pub const fn focus_index(&self) -> usize {
        self.focus
    }

    /// The key of the field in focus; empty in a form without fields.
    #[must_use]
    pub fn focus_key(&self) -> &str {
        self.focused().map_or("", |slot| &slot.key)
    }

    /// True when typed characters are taken: in every field but a flag.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.focused()
            .is_some_and(|slot| slot.field.kind != FieldKind::Flag)
    }

    /// The slot of a key.
    #[must_use]
    pub fn slot(&self, key: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.key == key)
    }

    /// The value of a key as typed; empty when there is no such field.
    #[must_use]
    pub fn value(&self, key: &str) -> &str {
        self.slot(key).map_or("", Slot::value)
    }

    /// Every key with its value, in the order of the form, without hidden fields.
    pub fn values(&self) -> impl Iterator<Item = (&str, &str)> {
        self.slots
            .iter()
            .filter(|slot| !slot.hidden)
            .map(|slot| (slot.key.as_str(), slot.value()))
    }

    /// True when nothing has been filled in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.iter().all(|slot| slot.value().is_empty())
    }

    /// Sets a value as one undoable step (adopting a person, taking a default).
    pub fn set(&mut self, key: &str, value: &str) -> Option<Cut> {
        let at = self.slots.iter().position(|slot| slot.key == key)?;
        let before = self.slots[at].text.as_str() == value;
        let cut = self.slots[at].text.set(value);
        if !before {
            self.touch(at);
        }
        cut
    }

    /// Notes that a field changed: its faults are stale, the draft is to be saved.
    pub(super) fn touch(&mut self, at: usize) {
        self.revision += 1;
        self.removed = None;
        if let Some(slot) = self.slots.get(at) {
            self.faults.retain(|f| f.field != slot.key);
            self.changed = Some(slot.key.clone());
        }
    }

    /// A number that grows with every change: save the draft when it differs from the last saved one.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// The field that changed last.
    #[must_use]
    pub fn changed_key(&self) -> Option<&str> {
        self.changed.as_deref()
    }

    /// True when something changed since [`Form::mark_saved`].
    #[must_use]
    pub const fn is_dirty(&self) -> bool {
        self.revision != self.saved
    }

    /// Notes that everything up to a revision is saved.
    pub fn mark_saved(&mut self, revision: u64) {
        self.saved = revision;
    }

    /// Sets a text that came from outside before: it goes into its field again as it came.
    pub fn put_back(&mut self, key: &str, value: &Outside) -> Option<Cut> {
        self.set(key, value.raw())
    }

    /// Gives a choice field its list; `key` without indexes: `people[].relation`. A list that is
    /// open stays open, with what was typed and on the same choice.
    pub fn set_choices(&mut self, key: &str, choices: Vec<Choice>) {
        let key = pattern(key);
        let is_here = pattern(self.focus_key()) == key;
        let before = self.choices.insert(key.clone(), choices);
        if let (true, Some(popup)) = (is_here, &mut self.popup) {
            let now = self.choices.get(&key).map_or(&[][..], Vec::as_slice);
            popup.renew(&before.unwrap_or_default(), now);
        }
    }

    /// The list of a choice field.
    #[must_use]
    pub fn choices(&self, key: &str) -> &[Choice] {
        self.choices.get(&pattern(key)).map_or(&[], Vec::as_slice)
    }

    /// The choice that is a field's value now.
    #[must_use]
    pub fn chosen(&self, key: &str) -> Option<&Choice> {
        let value = self.value(key);
        self.choices(key)
            .iter()
            .find(|c| c.id == value && !value.is_empty())
    }

    /// The list that is open, always under the field in focus.
    #[must_use]
    pub const fn popup(&self) -> Option<&Popup> {
        self.popup.as_ref()
    }

    /// Whether something is proposed on it.
    #[must_use]
    pub fn proposes(&self) -> bool {
        self.slots.iter().any(|slot| slot.proposal.is_some())
    }

    /// Proposes a value, or takes the proposal back. A value that stands already is not proposed.
    pub fn propose(&mut self, key: &str, proposal: Option<Proposal>) {
        if let Some(slot) = self.slots.iter_mut().find(|slot| slot.key == key) {
            slot.proposal = proposal.filter(|p| p.value != slot.text.as_str());
        }
    }

    /// Hides or shows fields by key or by key without indexes; values are kept.
    pub fn set_hidden(&mut self, key: &str, hidden: bool) {
        let all = key.contains("[]");
        for slot in &mut self.slots {
            if slot.key == key || (all && pattern(&slot.key) == key) {
                slot.hidden = hidden;
            }
        }
        self.leave_hidden();
    }

    /// Hides exactly the fields that a function names; values are kept.
    pub fn hide_where(&mut self, is_hidden: impl Fn(&Slot) -> bool) {
        for slot in &mut self.slots {
            slot.hidden = is_hidden(slot);
        }
        self.leave_hidden();
    }

    fn leave_hidden(&mut self) {
        if self.focused().is_some_and(|slot| slot.hidden) && !self.step(true) {
            self.step(false);
        }
    }

    /// Puts the focus on a key.
    pub fn focus(&mut self, key: &str) -> bool {
        let at = self
            .slots
            .iter()
            .position(|slot| slot.key == key && !slot.hidden);
        at.is_some_and(|at| {
            self.go_to(at);
            true
        })
    }

    /// Puts the focus on the next (or previous) field that is asked; false at the edge.
    pub fn step(&mut self, onward: bool) -> bool {
        let asked = |at: &usize| !self.slots[*at].hidden;
        let to = if onward {
            (self.focus + 1..self.slots.len()).find(asked)
        } else {
            (0..self.focus.min(self.slots.len())).rev().find(asked)
        };
        to.is_some_and(|at| {
            self.go_to(at);
            true
        })
    }

    pub(super) fn go_to(&mut self, at: usize) {
        self.popup = None;
        if let Some(slot) = self.slots.get_mut(self.focus) {
            slot.text.rest();
        }
        self.focus = at;
    }

    /// Shows faults beside their fields and goes to the first that stops the record, or the first.
    pub fn set_faults(&mut self, faults: Vec<Fault>) {
        self.faults = faults;
        let first = |stops: bool| {
            self.slots
                .iter()
                .position(|s| self.faults_of(&s.key).any(|f| !stops || f.stops()) && !s.hidden)
        };
        if let Some(at) = first(true).or_else(|| first(false)) {
            self.go_to(at);
        }
    }

    /// Every fault.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The faults of a field; those of a whole group stand at the first field of their entry.
    pub fn faults_of<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Fault> {
        let heads = move |f: &Fault| {
            self.slot(&f.field).is_none()
                && self
                    .slots
                    .iter()
                    .find(|s| under(&s.key, &f.field))
                    .is_some_and(|s| s.key == key)
        };
        self.faults
            .iter()
            .filter(move |f| f.field == key || heads(f))
    }

    /// Faults that belong to no field on the form; the room shows them above it.
    pub fn loose_faults(&self) -> impl Iterator<Item = &Fault> {
        self.faults.iter().filter(|f| {
            !self
                .slots
                .iter()
                .any(|s| s.key == f.field || under(&s.key, &f.field))
        })
    }

    /// Tells the form how it was drawn.
    pub fn set_shape(&self, shape: Shape) {
        self.shape.set(shape);
    }
}

/// True when a key lies in a group or an entry: `people[0].name` in `people[0]` and in `people`.
fn under(key: &str, whole: &str) -> bool {
    !whole.is_empty()
        && key
            .strip_prefix(whole)
            .is_some_and(|rest| rest.starts_with(['[', '.']))
}
