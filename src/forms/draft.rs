//! A form as it is kept in a draft, and back: the same words, the same field, the same place in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::field::Part;
use super::form::Form;
use super::text::Saved;

/// The version of the shape below.
const VERSION: u32 = 1;

/// A form put away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The version it was written by.
    #[serde(default)]
    pub version: u32,
    /// Every field's text and cursor by key, empty ones too: they tell how many entries there were.
    #[serde(default)]
    pub values: BTreeMap<String, Saved>,
    /// The key of the field in focus.
    #[serde(default)]
    pub focus: String,
}

impl Form {
    /// The form as a draft keeps it.
    #[must_use]
    pub fn keep(&self) -> Kept {
        let values = self
            .slots
            .iter()
            .map(|slot| (slot.key.clone(), slot.text.save()))
            .collect();
        Kept {
            version: VERSION,
            values,
            focus: self.focus_key().to_owned(),
        }
    }

    /// Takes a draft into an empty form. Returns the values for which the form has no field (an
    /// older or newer form wrote them): the room must show them, no word may be lost.
    pub fn restore(&mut self, kept: &Kept) -> Vec<(String, String)> {
        let groups: Vec<&'static str> = self
            .parts
            .iter()
            .filter_map(|p| {
                if let Part::Many(g) = p {
                    Some(g.key)
                } else {
                    None
                }
            })
            .collect();
        for group in groups {
            let wanted = kept
                .values
                .keys()
                .filter_map(|key| index_in(key, group))
                .max()
                .map_or(0, |n| n.saturating_add(1));
            while self.count(group) < wanted && self.grow(group).is_some() {}
        }
        let mut left = Vec::new();
        for (key, saved) in &kept.values {
            let slot = self.slots.iter_mut().find(|slot| slot.key == *key);
            match slot {
                Some(slot) => {
                    if slot.text.load(saved).is_some() {
                        left.push((key.clone(), saved.text.clone()));
                    }
                }
                None if saved.text.is_empty() => {}
                None => left.push((key.clone(), saved.text.clone())),
            }
        }
        self.focus(&kept.focus);
        self.mark_saved(self.revision());
        left
    }
}

/// The index of a key in a group: 3 of `people[3].name`.
fn index_in(key: &str, group: &str) -> Option<usize> {
    key.strip_prefix(group)?
        .strip_prefix('[')?
        .split_once(']')?
        .0
        .parse()
        .ok()
}
