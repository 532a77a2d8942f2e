//! Petitions of others that may be about the matter which is being written down: by place, category and words,
//! within what the operator may see.

use rusqlite::OptionalExtension;

use super::{Failed, Finder};
use crate::domain::alike::{Known, Told};
use crate::domain::ids::PetitionId;
use crate::domain::petition::Class;
use crate::flow::view::{MatterCard, PersonCard, PetitionRow};
use crate::store::Sql;

/// Petitions offered at most.
const OFFERED: usize = 3;
/// Petitions looked at of each way of looking, the newest.
const LOOKED_AT: usize = 40;
/// Longest text that is compared, in characters.
const COMPARED: usize = 600;

impl Finder {
    /// Petitions on none of the cards whose matter is like what is told. Of a report nothing is said.
    pub(super) fn like_matters(
        &self,
        told: &Told,
        cards: &[PersonCard],
    ) -> Result<Vec<MatterCard>, Failed> {
        let short = |text: &str| text.chars().take(COMPARED).collect();
        let told = Told {
            place: short(&told.place),
            text: short(&told.text),
            category: told.category.clone(),
        };
        let categories = self.store.office.categories.all().iter();
        let words = categories.flat_map(|c| c.words.iter().map(String::as_str));
        let mut seen: Vec<PetitionRow> = Vec::new();
        for query in told.queries(words) {
            let hits = self.petitions(&query, LOOKED_AT)?;
            for hit in hits {
                let on_card = |c: &PersonCard| c.petitions.iter().any(|p| p.id == hit.row.id);
                let known = seen.iter().any(|row| row.id == hit.row.id);
                if !known && hit.row.class != Class::Report && !cards.iter().any(on_card) {
                    seen.push(hit.row);
                }
            }
        }
        let mut alike = Vec::new();
        for row in seen {
            let Some(text) = self.written(row.id)? else {
                continue;
            };
            let known = Known {
                place: row.place.raw(),
                text: &short(&format!("{}\n{text}", row.summary.raw())),
                category: &row.category,
            };
            if let Some(common) = told.common(known) {
                alike.push((common.weight(), row, common.why()));
            }
        }
        alike.sort_by_key(|(weight, row, _)| std::cmp::Reverse((*weight, row.id)));
        alike.truncate(OFFERED);
        let cards = alike
            .into_iter()
            .map(|(_, row, why)| MatterCard { row, why });
        Ok(cards.collect())
    }

    /// What was written of a petition; nothing of one that is put away.
    fn written(&self, id: PetitionId) -> Sql<Option<String>> {
        self.store
            .conn
            .prepare_cached("SELECT words FROM petition WHERE id = ?1 AND sealed = 0")?
            .query_row([id.0], |r| r.get(0))
            .optional()
    }
}
