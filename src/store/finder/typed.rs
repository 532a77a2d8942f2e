//! What was typed, as words of a petition: as it stands, narrow, without the brackets around it, and as a number.

use super::words::{BY_CODE, BY_NUMBER, NARROW};
use super::{Failed, Finder};
use crate::domain::ids::{PetitionId, PetitionNo, hyphened};
use crate::domain::name;
use crate::domain::petition::Channel;
use crate::flow::view::{PetitionHit, PetitionRow};
use crate::search::index::Words;
use crate::store::petitions;
use crate::words::Outside;

/// Whether a word is no more than the beginning of a name in letters: one letter, or the two that every number of
/// a channel has (LF). Longer ones may be a word of a matter as well (`WiFi`, ETC).
fn is_sound(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphabetic())
        && (word.len() < 2
            || Channel::ALL
                .iter()
                .any(|c| c.mark().eq_ignore_ascii_case(word)))
}

/// A point that is no part of a number or a date.
fn is_bracket(c: char) -> bool {
    let c = name::narrow(c);
    name::is_pointed(c) && !matches!(c, '-' | '/' | '.' | ':' | '_' | '\u{2010}'..='\u{2015}')
}

impl Finder {
    pub(super) fn petitions(&self, text: &str, limit: usize) -> Result<Vec<PetitionHit>, Failed> {
        let mut hits = self.by_number(text)?;
        let words = self.words_of(text, |c| c);
        if words.is_empty() || words.iter().all(|w| is_sound(&w.text)) {
            return Ok(hits);
        }
        let plain: Vec<Words> = words
            .iter()
            .map(|w| Words {
                text: w.text.clone(),
                ..Words::default()
            })
            .collect();
        self.by_words(&plain, limit, &mut hits)?;
        // What the words say of unit and category comes after what they say of the matter.
        if words != plain && hits.len() < limit {
            self.by_words(&words, limit, &mut hits)?;
        }
        // A matter is found by the very signs typed, as a plain reading finds it. Names and numbers stand
        // narrow in the store, whatever the input method made of what was typed.
        let narrow = self.words_of(text, name::narrow);
        if narrow != words && hits.len() < limit {
            let mut more = Vec::new();
            self.by_words(&narrow, limit, &mut more)?;
            more.retain(|hit| NARROW.contains(&hit.class));
            more.retain(|hit| hits.iter().all(|h| h.row.id != hit.row.id));
            hits.extend(more);
        }
        // A number as it is read out, without the signs between its parts.
        if let Some(number) = hyphened(text)
            && hits.len() < limit
        {
            let mut more = Vec::new();
            self.by_words(&self.words_of(&number, |c| c), limit, &mut more)?;
            more.retain(|hit| hit.class == "number");
            more.retain(|hit| hits.iter().all(|h| h.row.id != hit.row.id));
            hits.extend(more);
        }
        // Brackets and quotation marks are around what is looked for.
        let bare = self.words_of(text, |c| if is_bracket(c) { ' ' } else { name::narrow(c) });
        if hits.is_empty() && !bare.is_empty() && bare != narrow {
            self.by_words(&bare, limit, &mut hits)?;
        }
        self.by_accused(&bare, limit, &mut hits)?;
        hits.truncate(limit);
        Ok(hits)
    }

    /// The petition whose number, query code or number in another system was typed.
    fn by_number(&self, text: &str) -> Result<Vec<PetitionHit>, Failed> {
        let (conn, login) = (&self.store.conn, self.store.office.operator.login.as_str());
        let here = PetitionNo::typed_in(text, &self.store.office.area).0;
        let typed = match petitions::seen(conn, login, text)? {
            None => petitions::seen(conn, login, &here)?,
            seen => seen,
        };
        let row = self.row(login, typed.unwrap_or(PetitionId(-1)))?;
        let hit = row.map(|row| PetitionHit {
            class: "number",
            why: if is_typed(&row, text, &here) {
                BY_NUMBER
            } else {
                BY_CODE
            },
            row,
            besides: Vec::new(),
            excerpt: Outside::default(),
            lit: Vec::new(),
        });
        Ok(hit.into_iter().collect())
    }

    /// The words typed, each sign put as `sign` says, with the units and categories of which each is a
    /// part of the name.
    fn words_of(&self, text: &str, sign: fn(char) -> char) -> Vec<Words> {
        let office = &self.store.office;
        let text: String = text.chars().map(sign).collect();
        text.split_whitespace()
            .map(|typed| {
                let text = typed.to_ascii_lowercase();
                let named = text.chars().count() >= 2 && !text.is_ascii();
                let mut word = Words {
                    text,
                    ..Words::default()
                };
                if named {
                    let units = office.units.0.iter();
                    word.units = units
                        .filter(|u| u.names().any(|name| name.contains(&word.text)))
                        .filter_map(|u| u16::try_from(u.id.0).ok())
                        .collect();
                    let categories = office.categories.all().iter();
                    word.categories = categories
                        .filter(|c| office.categories.label(&c.code).contains(&word.text))
                        .filter_map(|c| c.code.parse().ok())
                        .collect();
                }
                word
            })
            .collect()
    }
}

/// Whether what was typed is a number of a petition, its own or another system's, and not its query code.
fn is_typed(row: &PetitionRow, text: &str, here: &str) -> bool {
    let signs = |text: &str| -> String {
        let signs = text.chars().map(name::narrow);
        let signs = signs.filter(|c| c.is_alphanumeric());
        signs.map(|c| c.to_ascii_lowercase()).collect()
    };
    let number = signs(&row.number.0);
    number == signs(text) || number == signs(here) || signs(row.external_no.raw()) == signs(text)
}
