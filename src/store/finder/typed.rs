//! What was typed, as words of a petition: as it stands, narrow, without the brackets around it, and as a number.

use super::marks::Marks;
use super::words::{BY_CODE, BY_NUMBER, BY_OTHER};
use super::{Failed, Finder};
use crate::domain::ids::{PetitionId, PetitionNo, hyphened};
use crate::domain::name;
use crate::domain::petition::Channel;
use crate::flow::view::{PetitionHit, PetitionRow};
use crate::search::index::Words;
use crate::search::is_bracket;
use crate::store::petitions;
use crate::words::{Outside, Word};

/// Whether a word is no more than the beginning of a name in letters: one letter, or the two that every number of
/// a channel has (LF). Longer ones may be a word of a matter as well (`WiFi`, ETC).
fn is_sound(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphabetic())
        && (word.len() < 2
            || Channel::ALL
                .iter()
                .any(|c| c.mark().eq_ignore_ascii_case(word)))
}

impl Finder {
    /// Petitions that have what was typed; `nobody` says that no person was found by it.
    pub(super) fn petitions(
        &self,
        text: &str,
        limit: usize,
        nobody: bool,
    ) -> Result<Vec<PetitionHit>, Failed> {
        let mut hits = self.by_number(text)?;
        let words = words_of(text, |c| c);
        if words.is_empty() || words.iter().all(|w| is_sound(&w.text)) {
            return Ok(hits);
        }
        self.by_words(&words, limit, &mut hits)?;
        // Whatever the input method made of it; what the words say of unit and category comes after what they say of
        // the matter.
        let narrow = words_of(text, name::narrow);
        let marked: Vec<Words> = narrow
            .iter()
            .map(|word| self.marked(word, nobody))
            .collect();
        if marked != words && hits.len() < limit {
            self.by_words(&marked, limit, &mut hits)?;
        }
        // As it stands in texts that were written in wide signs.
        let wide = words_of(text, wide);
        if wide != words && hits.is_empty() {
            self.by_words(&wide, limit, &mut hits)?;
        }
        // A number as it is read out, without the signs between its parts.
        if let Some(number) = hyphened(text)
            && hits.len() < limit
        {
            let mut more = Vec::new();
            self.by_words(&words_of(&number, |c| c), limit, &mut more)?;
            more.retain(|hit| hit.class == "number");
            more.retain(|hit| hits.iter().all(|h| h.row.id != hit.row.id));
            hits.extend(more);
        }
        // Brackets and quotation marks are around what is looked for.
        let bare = words_of(text, |c| if is_bracket(c) { ' ' } else { name::narrow(c) });
        let bare = if bare == narrow {
            marked
        } else {
            let bare: Vec<Words> = bare.iter().map(|word| self.marked(word, nobody)).collect();
            if hits.is_empty() && !bare.is_empty() {
                self.by_words(&bare, limit, &mut hits)?;
            }
            bare
        };
        self.by_accused(&bare, limit, &mut hits)?;
        let nothing = nobody && hits.is_empty();
        self.by_half_code(text, nothing, &mut hits)?;
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
            why: by(&row, text, &here),
            row,
            besides: Vec::new(),
            excerpt: Outside::default(),
            lit: Vec::new(),
        });
        // The row shows its own number; another system's is told beside.
        let hit = hit.map(|mut hit| {
            if hit.why == BY_OTHER {
                hit.excerpt = hit.row.external_no.clone();
                hit.lit = (0..hit.excerpt.raw().chars().count()).collect();
            }
            hit
        });
        Ok(hit.into_iter().collect())
    }

    /// A word with the units and categories that it names.
    fn marked(&self, word: &Words, nobody: bool) -> Words {
        let [units, categories] = self.marks().named(&word.text, nobody);
        Words {
            text: word.text.clone(),
            units,
            categories,
        }
    }

    /// Makes ready, between two questions, what the next one would make: how units and categories sound.
    pub fn warm(&self) {
        self.marks().warm();
    }

    /// What units and categories are called.
    pub(super) fn marks(&self) -> &Marks {
        self.marks.get_or_init(|| Marks::of(&self.store.office))
    }
}

/// The words typed, each sign put as `sign` says.
fn words_of(text: &str, sign: fn(char) -> char) -> Vec<Words> {
    let text: String = text.chars().map(sign).collect();
    let words = text.split_whitespace().map(|word| Words {
        text: word.to_ascii_lowercase(),
        ..Words::default()
    });
    words.collect()
}

/// A letter or digit as wide as a character.
fn wide(c: char) -> char {
    let c = name::narrow(c);
    let wide = c.is_ascii_alphanumeric().then(|| u32::from(c) + 0xFEE0);
    wide.and_then(char::from_u32).unwrap_or(c)
}

/// Whether what was typed is the petition's own number, another system's, or its query code.
fn by(row: &PetitionRow, text: &str, here: &str) -> Word {
    let signs = |text: &str| -> String {
        let signs = text.chars().map(name::narrow);
        let signs = signs.filter(|c| c.is_alphanumeric());
        signs.map(|c| c.to_ascii_lowercase()).collect()
    };
    let number = signs(&row.number.0);
    if number == signs(text) || number == signs(here) {
        BY_NUMBER
    } else if signs(row.external_no.raw()) == signs(text) {
        BY_OTHER
    } else {
        BY_CODE
    }
}
