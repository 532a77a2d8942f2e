//! Petitions of others that may be about the matter which is being written down: by place, category and words,
//! within what the operator may see.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use super::{Failed, Finder};
use crate::domain::alike::{Known, Told};
use crate::domain::ids::PetitionId;
use crate::flow::view::{MatterCard, PersonCard, PetitionRow};
use crate::search::index::Words;
use crate::store::petitions::mentioned;
use crate::store::{Sql, petitions};

/// Petitions offered at most.
const OFFERED: usize = 3;
/// Petitions looked at of each way of looking, the newest: so much each key costs at most.
const LOOKED_AT: usize = 40;
/// Longest text that is compared, in characters.
const COMPARED: usize = 600;

/// A petition, and what was written of it.
type Written = (PetitionRow, String);

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
        for (id, (row, text)) in self.perhaps_alike(&told)? {
            let on_card = |c: &PersonCard| c.petitions.iter().any(|p| p.id == id);
            if cards.iter().any(on_card) {
                continue;
            }
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

    /// The newest petitions that have some of its words, and those that changed since the index was made; what the
    /// operator may not see counts for nothing.
    fn perhaps_alike(&self, told: &Told) -> Result<BTreeMap<PetitionId, Written>, Failed> {
        let categories = self.store.office.categories.all().iter();
        let words = categories.flat_map(|c| c.words.iter().map(String::as_str));
        let queries = told.queries(words);
        let mut all = BTreeMap::new();
        let (Some(index), false) = (&self.index, queries.is_empty()) else {
            return Ok(all);
        };
        for id in self.touched.keys().rev() {
            if all.len() >= LOOKED_AT {
                break;
            }
            let written = self.written(PetitionId(*id))?;
            all.extend(written.map(|written| (PetitionId(*id), written)));
        }
        for query in queries {
            let word = |text: &str| Words {
                text: text.to_owned(),
                ..Words::default()
            };
            let words: Vec<Words> = query.split_whitespace().map(word).collect();
            let (mut looked, mut failed) = (0, None);
            index.petitions(&words, self.within.as_ref(), |id| {
                match self.written(PetitionId(id)) {
                    Ok(Some(written)) => {
                        looked += 1;
                        all.insert(PetitionId(id), written);
                    }
                    Ok(None) => {}
                    Err(e) => failed = Some(e),
                }
                looked < LOOKED_AT && failed.is_none()
            })?;
            if let Some(failed) = failed {
                return Err(failed.into());
            }
        }
        Ok(all)
    }

    /// A petition that the operator may see, and what was written of it; no report, and none that is put away.
    fn written(&self, id: PetitionId) -> Sql<Option<Written>> {
        let sql = format!(
            "SELECT {}, {} AS told FROM petition p WHERE p.id = ?2 AND p.sealed = 0 AND p.class <> 'report' AND {}",
            petitions::COLUMNS,
            // What both say is told: nobody learns by a guess who stands there.
            petitions::WORDS,
            petitions::ONE_SEEN
        );
        let login = self.store.office.operator.login.as_str();
        self.store
            .conn
            .prepare_cached(&sql)?
            .query_row(params![login, id.0], |r| {
                Ok((petitions::read(r)?, r.get("told")?))
            })
            .optional()
            .and_then(|mut written: Option<Written>| {
                let row = written.as_mut().map(|(row, _)| row);
                mentioned::rows(&self.store.conn, login, row)?;
                Ok(written)
            })
    }
}
