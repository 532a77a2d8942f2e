//! What was typed of a name, as a row of characters and letters with the cuts between its words.

/// One sign of a typed name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// A letter of pinyin (or of a name in letters), small.
    Letter(u8),
    /// Any other character, which stands for itself.
    Sign(char),
}

/// Signs of a typed name; the rest is not looked at. One bit for each, and one for the end.
pub(super) const LONGEST: usize = 62;

/// A typed name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spelling {
    signs: Vec<Typed>,
    /// The end of the word that each sign stands in: no syllable reaches over it.
    ends: Vec<usize>,
}

impl Spelling {
    /// Reads a name typed in one or several words.
    pub(super) fn of<'a>(words: impl IntoIterator<Item = &'a [char]>) -> Self {
        let mut signs = Vec::new();
        let mut ends = Vec::new();
        for word in words {
            let room = LONGEST - signs.len();
            signs.extend(word.iter().take(room).map(|c| match u8::try_from(*c) {
                Ok(byte) if byte.is_ascii_lowercase() => Typed::Letter(byte),
                _ => Typed::Sign(*c),
            }));
            ends.resize(signs.len(), signs.len());
        }
        // A run of letters ends where a character begins.
        for place in (0..signs.len()).rev() {
            if let Some(Typed::Sign(_)) = signs.get(place + 1) {
                ends[place] = place + 1;
            } else if ends[place] > place + 1 {
                ends[place] = ends[place + 1];
            }
        }
        Self { signs, ends }
    }

    /// How many signs there are.
    pub(super) fn len(&self) -> usize {
        self.signs.len()
    }

    /// The signs in order.
    pub(super) fn signs(&self) -> &[Typed] {
        &self.signs
    }

    /// The letters from a place to the end of their word; none where a character stands.
    pub(super) fn letters_from(&self, place: usize) -> impl Iterator<Item = u8> + Clone + '_ {
        let end = self.ends.get(place).copied().unwrap_or(place);
        self.signs
            .get(place..end)
            .unwrap_or(&[])
            .iter()
            .map_while(|sign| match sign {
                Typed::Letter(letter) => Some(*letter),
                Typed::Sign(_) => None,
            })
    }

    /// How many letters there are.
    pub(super) fn letters(&self) -> usize {
        self.signs
            .iter()
            .filter(|s| matches!(s, Typed::Letter(_)))
            .count()
    }
}
