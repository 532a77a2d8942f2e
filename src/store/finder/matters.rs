//! Petitions of others that may be about the matter which is being written down: by place, category and words,
//! within what the operator may see.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, params};

use super::{Failed, Finder};
use crate::domain::alike::{Known, Told};
use crate::domain::ids::PetitionId;
use crate::flow::view::{MatterCard, PersonCard, PetitionRow};
use crate::search::index::Words;
use crate::store::{Sql, petitions};

/// Petitions offered at most.
const OFFERED: usize = 3;
/// Petitions looked at of each way of looking, the newest: so much each key costs at most.
const LOOKED_AT: usize = 40;
/// Longest text that is compared, in characters.
const COMPARED: usize = 600;

impl Finder {
    /// Petitions on none of the cards whose matter is like what is told; none before there is an index. Of a
    /// report nothing is said.
    pub(super) fn like_matters(
        &self,
        told: &Told,
        cards: &[PersonCard],
    ) -> Result<Vec<MatterCard>, Failed> {
        let short = |text: &str| text.chars().take(COMPARED).collect::<String>();
        let told = Told {
            place: short(told.place.raw()).into(),
            text: short(told.text.raw()).into(),
            category: told.category.clone(),
        };
        let mut alike = Vec::new();
        for id in self.perhaps_alike(&told)? {
            let on_card = |c: &PersonCard| c.petitions.iter().any(|p| p.id == id);
            if cards.iter().any(on_card) {
                continue;
            }
            let Some((row, text)) = self.written(id)? else {
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

    /// The newest petitions that have some of its words, and those that changed since the index was made.
    fn perhaps_alike(&self, told: &Told) -> Result<BTreeSet<PetitionId>, Failed> {
        let categories = self.store.office.categories.all().iter();
        let words = categories.flat_map(|c| c.words.iter().map(String::as_str));
        let queries = told.queries(words);
        let mut all = BTreeSet::new();
        let (Some(index), false) = (&self.index, queries.is_empty()) else {
            return Ok(all);
        };
        let fresh = self.touched.keys().rev().take(LOOKED_AT);
        all.extend(fresh.map(|id| PetitionId(*id)));
        for query in queries {
            let word = |text: &str| Words {
                text: text.to_owned(),
                ..Words::default()
            };
            let words: Vec<Words> = query.split_whitespace().map(word).collect();
            let mut looked = 0;
            index.petitions(&words, self.within.as_ref(), |id| {
                looked += 1;
                all.insert(PetitionId(id));
                looked < LOOKED_AT
            })?;
        }
        Ok(all)
    }

    /// A petition that the operator may see, and what was written of it; no report, and none that is put away.
    fn written(&self, id: PetitionId) -> Sql<Option<(PetitionRow, String)>> {
        let sql = format!(
            "SELECT {}, p.words FROM petition p WHERE p.id = ?2 AND p.sealed = 0 AND p.class <> 'report' AND {}",
            petitions::COLUMNS,
            petitions::ONE_SEEN
        );
        let login = self.store.office.operator.login.as_str();
        self.store
            .conn
            .prepare_cached(&sql)?
            .query_row(params![login, id.0], |r| {
                Ok((petitions::read(r)?, r.get("words")?))
            })
            .optional()
    }
}
