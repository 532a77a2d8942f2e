//! A typed name held against recorded names: the plan for its letters and characters, the slip
//! of a character, and the grade that comes of both.

use super::align::{self, Fit};
use super::alphabet::{Alphabet, CharNo};
use super::grade::{Grade, MatchClass, why};
use super::level::{Cover, Level, SKIP_FIRST, Tier};
use super::names::Packed;
use super::plan::Plan;
use super::spelling::{Spelling, Typed};
use super::syllable::Syllables;
use super::wrong::WrongCharacter;

/// A typed name, ready for one tier of the search.
#[derive(Debug)]
pub(super) struct NameReader {
    plan: Plan,
    wrong: Option<WrongCharacter>,
    /// The typing in small letters and characters, for the fuzzy matcher.
    pub(super) pattern: String,
    letters: usize,
    signs: Vec<char>,
}

impl NameReader {
    /// Reads a typed name; `None` when nothing was typed.
    pub(super) fn of(spelling: &Spelling, tier: Tier, alphabet: &Alphabet) -> Option<Self> {
        let plan = Plan::of(spelling, tier, alphabet)?;
        let wrong = match tier {
            Tier::Exact => None,
            Tier::Relaxed => WrongCharacter::of(spelling, alphabet, true),
            Tier::Slips => WrongCharacter::of(spelling, alphabet, false),
        };
        let sign = |typed: &Typed| match typed {
            Typed::Letter(letter) => char::from(*letter),
            Typed::Sign(sign) => *sign,
        };
        let signs = spelling
            .signs()
            .iter()
            .filter(|s| matches!(s, Typed::Sign(_)))
            .map(sign)
            .collect();
        let pattern = spelling.signs().iter().map(sign).collect();
        Some(Self {
            plan,
            wrong,
            pattern,
            letters: spelling.letters(),
            signs,
        })
    }

    /// How well a name fits, if it does. `room` is working space.
    #[inline]
    pub(super) fn grade(
        &self,
        alphabet: &Alphabet,
        name: Packed<'_>,
        room: &mut Vec<CharNo>,
    ) -> Option<Grade> {
        let plain = align::may_fit(&self.plan, name);
        let wrong = self.wrong.as_ref().filter(|w| w.may_fit(name));
        if !plain && wrong.is_none() {
            return None;
        }
        name.unpack(room);
        let fit = if plain {
            align::fit(&self.plan, alphabet, room)
        } else {
            None
        };
        if let Some(fit) = fit {
            let plain = grade_of(fit);
            // Characters in another order are nearer than another region's sound.
            let other = wrong.and_then(|w| w.grade(alphabet, room));
            return Some(other.filter(|o| o.key() < plain.key()).unwrap_or(plain));
        }
        wrong?.grade(alphabet, room)
    }

    /// Whether a name that begins with this character may fit by it.
    pub(super) fn leads(&self, first: CharNo) -> bool {
        self.plan.from(first) & 1 == 1 || self.wrong.as_ref().is_some_and(|w| w.was_typed(first))
    }

    /// The places of the typing that the characters of a name may reach together.
    pub(super) fn reached(&self, name: Packed<'_>) -> u64 {
        align::reached(&self.plan, name)
    }

    /// Whether a character may make a difference behind others that reach these places.
    #[inline]
    pub(super) fn leads_on(&self, number: CharNo, reached: u64) -> bool {
        self.plan.leads_on(number, reached)
            || self.wrong.as_ref().is_some_and(|w| w.was_typed(number))
    }

    /// Whether a character by itself may stand for the whole typing.
    pub(super) fn closes(&self, number: CharNo) -> bool {
        let goal = 1u64 << self.plan.len();
        self.plan
            .jumps(number)
            .first()
            .is_some_and(|to| (to[0] | to[1]) & goal != 0)
    }

    /// The best class and cost of any name of `len` characters that does not fit by its first
    /// `skipped`; `None` when no such name fits.
    pub(super) fn floor(&self, len: usize, skipped: usize) -> Option<(MatchClass, u32)> {
        let plain = self.plan.floor().of(len, skipped);
        let wrong = self
            .wrong
            .as_ref()
            .filter(|_| skipped < 2)
            .and_then(|w| w.floor(len));
        plain.into_iter().chain(wrong).min()
    }

    /// The places of a name's characters that light up, and the reason in sharper words than the
    /// class gives.
    pub(super) fn explain(
        &self,
        alphabet: &Alphabet,
        chars: &[CharNo],
        grade: Grade,
    ) -> (Vec<usize>, Grade) {
        let trace = align::trace(&self.plan, alphabet, chars);
        if trace.is_empty() {
            let lit = self
                .wrong
                .as_ref()
                .map(|w| w.lit(alphabet, chars))
                .unwrap_or_default();
            return (lit, grade);
        }
        let initials =
            trace.iter().all(|(_, level)| *level == Level::Letters) && trace.len() == self.letters;
        let sharper = initials && grade.why == why::SPELLED;
        let grade = if sharper {
            Grade {
                why: why::INITIALS,
                ..grade
            }
        } else {
            grade
        };
        (trace.into_iter().map(|(place, _)| place).collect(), grade)
    }

    /// The text that the fuzzy matcher compares with the typing: typed characters as they are,
    /// all others as syllables with a capital.
    pub(super) fn text_of(&self, alphabet: &Alphabet, chars: &[CharNo]) -> String {
        let mut text = String::new();
        for (place, number) in chars.iter().enumerate() {
            let sign = alphabet.at(*number);
            let surname = if place == 0 {
                sign.surname.first()
            } else {
                None
            };
            match surname.or(sign.readings().first()) {
                Some(syllable) if self.letters > 0 && !self.signs.contains(&sign.glyph) => {
                    let mut letters = Syllables::get().at(*syllable).text.chars();
                    text.extend(letters.next().map(|c| c.to_ascii_uppercase()));
                    text.extend(letters);
                }
                _ => text.push(sign.glyph),
            }
        }
        text
    }
}

/// Level and cover as a class with its reason.
fn grade_of(fit: Fit) -> Grade {
    let reason = match (fit.level, fit.cover) {
        (Level::Exact, Cover::Whole) => why::SAME,
        (Level::Exact, Cover::Start) => why::START,
        (Level::Exact, Cover::Part) => why::PART,
        (Level::Sound, Cover::Whole) => why::SOUND,
        (Level::Sound | Level::Letters, _) => why::SPELLED,
        (Level::Variant, _) => why::FORM,
        (Level::Homophone, _) => why::HOMOPHONE,
        (Level::Accent, _) => why::ACCENT,
        (Level::Slip, _) => why::LETTER_SLIP,
    };
    // A syllable deep in a long name (a firm's) is no better than scattered letters.
    let deep = fit.cover == Cover::Part && fit.cost > 2 * SKIP_FIRST;
    let class = match MatchClass::of(fit.level, fit.cover, fit.cost) {
        MatchClass::Letters if deep => MatchClass::Scattered,
        class => class,
    };
    Grade::new(class, fit.cost, reason)
}
