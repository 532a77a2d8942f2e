//! The petitions of an index as they come, newest first, then their parts of it.

use super::layout::Section;
use super::mark::Mark;
use super::pairs::PairsBuilder;
use super::stand::Stand;
use super::standing::StandingBuilder;
use crate::domain::ids::PetitionId;
use crate::search::hit::PetitionText;
use crate::search::normal;

/// The petitions of an index under construction.
#[derive(Debug, Default)]
pub struct MattersBuilder {
    petitions: Vec<u8>,
    matters: PairsBuilder,
    standing: StandingBuilder,
    room: Vec<u16>,
    chars: Vec<char>,
}

impl MattersBuilder {
    /// Adds the next petition; they come newest first.
    pub fn push(&mut self, row: &PetitionText<'_>) {
        let Ok(slot) = u32::try_from(self.petitions.len() / 8) else {
            return;
        };
        self.petitions.extend(row.id.to_le_bytes());
        for text in &row.texts {
            self.chars.clear();
            self.chars.extend(text.chars().map(normal::plain));
            self.room.clear();
            for c in &self.chars {
                let sign = self.matters.sign(*c);
                self.room.push(sign);
            }
            self.matters.push(slot, &self.room, true);
            for mark in Mark::fours(&self.chars) {
                self.matters.mark(slot, mark);
            }
        }
        let stand = Stand {
            petition: PetitionId(row.id),
            restricted: row.restricted,
        };
        for unit in &row.concerns {
            self.matters.mark(slot, Mark::Concern(*unit));
        }
        self.standing
            .push(row.shown, stand, &row.people, &row.concerns);
        self.matters.mark(slot, Mark::Unit(row.unit));
        if let Some(category) = row.category {
            self.matters.mark(slot, Mark::Category(category));
        }
    }

    /// Everything that petitions alone decide, ready to be written.
    #[must_use]
    pub fn finish(self) -> Matters {
        let count = u32::try_from(self.petitions.len() / 8).unwrap_or(u32::MAX);
        let [signs, pairs, lists] = self.matters.finish();
        Matters {
            count,
            standing: self.standing,
            parts: vec![
                (Section::Petitions, self.petitions),
                (Section::MatterSigns, signs),
                (Section::MatterPairs, pairs),
                (Section::MatterLists, lists),
            ],
        }
    }
}

/// The petitions of an index with their parts of it.
#[derive(Debug, Default)]
pub struct Matters {
    pub(super) count: u32,
    pub(super) standing: StandingBuilder,
    pub(super) parts: Vec<(Section, Vec<u8>)>,
}
