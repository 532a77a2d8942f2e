//! Adding and removing entries of repeated groups: persons, numbered requests.

use super::field::{Group, Part};
use super::form::{Form, Removed};
use super::slot::{key, slots};

impl Form {
    /// The part and description of a group.
    fn group(&self, name: &str) -> Option<(usize, Group)> {
        self.parts
            .iter()
            .enumerate()
            .find_map(|(at, part)| match part {
                Part::Many(group) if group.key == name => Some((at, *group)),
                _ => None,
            })
    }

    /// How many entries a group has.
    #[must_use]
    pub fn count(&self, name: &str) -> usize {
        self.group(name).map_or(0, |(part, _)| self.count_of(part))
    }

    fn count_of(&self, part: usize) -> usize {
        self.slots
            .iter()
            .filter_map(|s| s.entry)
            .filter(|e| e.0 == part)
            .map(|e| e.1 + 1)
            .max()
            .unwrap_or(0)
    }

    /// The group and index of the entry in focus.
    #[must_use]
    pub fn entry(&self) -> Option<(&'static str, usize)> {
        let (part, n) = self.focused()?.entry?;
        match self.parts.get(part) {
            Some(Part::Many(group)) => Some((group.key, n)),
            _ => None,
        }
    }

    /// Adds an entry at the end of a group and goes to it. `None` when the group is full.
    pub fn add(&mut self, name: &str) -> Option<usize> {
        let n = self.grow(name)?;
        let first = self
            .group(name)
            .and_then(|(_, g)| g.fields.first().map(|f| key(g.key, n, f.key)))?;
        self.focus(&first);
        Some(n)
    }

    /// Adds an entry without moving the focus.
    pub(super) fn grow(&mut self, name: &str) -> Option<usize> {
        let (part, group) = self.group(name)?;
        let n = self.count_of(part);
        if n >= group.most || group.fields.is_empty() {
            return None;
        }
        let mut at = self
            .slots
            .iter()
            .position(|s| s.entry.is_some_and(|e| e.0 > part))
            .unwrap_or(self.slots.len());
        if let Some(last) = self
            .slots
            .iter()
            .rposition(|s| s.entry.is_some_and(|e| e.0 == part))
        {
            at = last + 1;
        } else if let Some(next) = self.first_after(part) {
            at = next;
        }
        let hidden: Vec<bool> = self
            .slots
            .iter()
            .filter(|s| s.entry == Some((part, 0)))
            .map(|s| s.hidden)
            .collect();
        let mut new = slots(part, &group, n);
        for (slot, hide) in new.iter_mut().zip(hidden) {
            slot.hidden = hide;
        }
        if self.focus >= at {
            self.focus += new.len();
        }
        self.slots.splice(at..at, new);
        self.revision += 1;
        self.removed = None;
        Some(n)
    }

    /// Where the parts after an empty group begin.
    fn first_after(&self, part: usize) -> Option<usize> {
        self.parts.get(part + 1..)?.iter().find_map(|p| match p {
            Part::One(field) => self
                .slots
                .iter()
                .position(|s| s.entry.is_none() && s.key == field.key),
            Part::Many(group) => self.slots.iter().position(|s| {
                s.entry.is_some_and(
                    |e| matches!(self.parts.get(e.0), Some(Part::Many(g)) if g.key == group.key),
                )
            }),
            Part::Title(_) => None,
        })
    }

    /// Removes an entry; the ones after it move up. A group at its least keeps the entry, emptied.
    /// [`Form::bring_back`] undoes it as long as nothing else is changed.
    pub fn remove(&mut self, name: &str, n: usize) -> bool {
        let Some((part, group)) = self.group(name) else {
            return false;
        };
        let Some(at) = self.slots.iter().position(|s| s.entry == Some((part, n))) else {
            return false;
        };
        self.popup = None;
        let each = group.fields.len();
        let gone: Vec<_> = self.slots.drain(at..at + each).collect();
        self.renumber(part, &group);
        let left = self.count_of(part);
        let stead = (left < group.least).then(|| {
            let end = self
                .slots
                .iter()
                .rposition(|s| s.entry.is_some_and(|e| e.0 == part))
                .map_or(at, |last| last + 1);
            self.slots.splice(end..end, slots(part, &group, left));
            end
        });
        self.move_faults(name, n);
        self.revision += 1;
        self.changed = Some(name.to_owned());
        self.removed = Some(Removed {
            part,
            at,
            gone,
            stead,
        });
        let focus = if self.focus >= at + each {
            self.focus - each
        } else {
            self.focus.min(at)
        };
        self.focus = focus.min(self.slots.len().saturating_sub(1));
        if self.focused().is_some_and(|s| s.hidden) && !self.step(true) {
            self.step(false);
        }
        true
    }

    /// Brings back the entry removed last, if nothing was changed since.
    pub fn bring_back(&mut self) -> bool {
        let Some(Removed {
            part,
            at,
            gone,
            stead,
        }) = self.removed.take()
        else {
            return false;
        };
        let Some(Part::Many(group)) = self.parts.get(part).copied() else {
            return false;
        };
        if let Some(from) = stead {
            self.slots
                .drain(from..(from + group.fields.len()).min(self.slots.len()));
        }
        let at = at.min(self.slots.len());
        self.slots.splice(at..at, gone);
        self.renumber(part, &group);
        self.popup = None;
        self.focus = at;
        self.revision += 1;
        self.changed = Some(group.key.to_owned());
        true
    }

    /// Drops the faults of entry `n` and moves those of later entries up with them.
    fn move_faults(&mut self, name: &str, n: usize) {
        self.faults.retain_mut(|fault| {
            let Some((index, rest)) = fault
                .field
                .strip_prefix(name)
                .and_then(|f| f.strip_prefix('['))
                .and_then(|f| f.split_once(']'))
            else {
                return true;
            };
            let Ok(at) = index.parse::<usize>() else {
                return true;
            };
            if at > n {
                fault.field = format!("{name}[{}]{rest}", at - 1);
            }
            at != n
        });
    }

    /// Gives the entries of a group the numbers of their order.
    fn renumber(&mut self, part: usize, group: &Group) {
        let each = group.fields.len().max(1);
        let mine = self
            .slots
            .iter_mut()
            .filter(|s| s.entry.is_some_and(|e| e.0 == part));
        for (i, slot) in mine.enumerate() {
            let n = i / each;
            slot.entry = Some((part, n));
            slot.key = key(group.key, n, slot.field.key);
            if let Some((_, number)) = &mut slot.title {
                *number = Some(n);
            }
        }
    }
}
