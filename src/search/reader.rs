//! A typed name held against recorded names: the plan for its letters and characters, the slip
//! of a character, and the grade that comes of both.

use super::align::{self, Fit, Reach};
use super::alphabet::{Alphabet, CharNo};
use super::grade::{Grade, MatchClass, why};
use super::level::{Cover, Level, SKIP_FIRST, Tier};
use super::names::Packed;
use super::plan::Plan;
use super::spelling::{Spelling, Typed};
use super::steps::Gathered;
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

/// What is known of names that are alike but for their last character.
#[derive(Clone, Copy)]
pub(super) struct Stem {
    /// Whether their beginning is the whole typing.
    pub(super) whole: bool,
    /// The places from which a last character must lead to the end: without a slip, with one.
    open: [u64; 2],
    /// Whether some last character may make a name with a wrong character of it.
    pub(super) wrong: bool,
    /// The places at which their characters were typed.
    met: u64,
    /// The places of the typing that they may reach in any way.
    reached: u64,
    /// Characters of the whole names.
    len: usize,
}

impl NameReader {
    /// Reads a typed name; `None` when nothing was typed.
    #[cfg(test)]
    fn of(spelling: &Spelling, tier: Tier, alphabet: &Alphabet) -> Option<Self> {
        let letters = super::steps::of_letters(spelling, tier);
        Self::with(spelling, tier, alphabet, &letters)
    }

    /// The same when the steps of its letters are known.
    pub(super) fn with(
        spelling: &Spelling,
        tier: Tier,
        alphabet: &Alphabet,
        letters: &Gathered,
    ) -> Option<Self> {
        let plan = Plan::of(spelling, tier, alphabet, letters)?;
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

    /// The grade of a name that was found: characters typed side by side are no further from a long name that has many
    /// before them. 哈孜 is 阿不都热依木·哈孜 before it is 哈丽旦·尼牙孜.
    pub(super) fn in_a_row(&self, name: &[char], grade: Grade) -> Grade {
        let far = grade.class == MatchClass::Part && grade.cost > SKIP_FIRST;
        let stands = far && name.iter().collect::<String>().contains(&self.pattern);
        let cost = if stands { SKIP_FIRST } else { grade.cost };
        Grade { cost, ..grade }
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
        let wrong = self.wrong.as_ref().is_some_and(|w| w.may_fit(name));
        if !plain && !wrong {
            return None;
        }
        name.unpack(room);
        self.grade_as((plain, wrong), alphabet, room)
    }

    /// The same for a name that may fit as it stands, or with a wrong character, or both.
    pub(super) fn grade_as(
        &self,
        (plain, wrong): (bool, bool),
        alphabet: &Alphabet,
        room: &[CharNo],
    ) -> Option<Grade> {
        let wrong = self.wrong.as_ref().filter(|_| wrong);
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

    /// How far the first character of names leads.
    pub(super) fn begin(&self, first: CharNo) -> Reach {
        Reach::START.meet(&self.plan, first, true)
    }

    /// What is known of all names that begin with some characters, up to their last one; `None` when none of
    /// them fits. `begun` is how far the first one leads.
    pub(super) fn stem(&self, begun: Reach, chars: &[CharNo]) -> Option<Stem> {
        let more = chars.iter().skip(1);
        let reach = more.fold(begun, |reach, c| reach.meet(&self.plan, *c, false));
        let (whole, open) = (reach.is_whole(&self.plan), reach.open(&self.plan));
        let met = self.wrong.as_ref().map_or(0, |w| {
            let places = chars.iter().map(|c| w.places(*c));
            places.fold(0, |met, places| met | places)
        });
        let len = chars.len() + 1;
        let wrong = self.wrong.as_ref().is_some_and(|w| w.may_end(met, len));
        if !whole && !wrong && !self.plan.may_close(open) {
            return None;
        }
        let reached = if whole || wrong {
            align::reached(&self.plan, chars)
        } else {
            // Only who closes the typing is looked at.
            0
        };
        Some(Stem {
            whole,
            open,
            wrong,
            met,
            reached,
            len,
        })
    }

    /// Whether a last character changes nothing behind a stem: all names that end in such are alike.
    #[inline]
    pub(super) fn is_idle(&self, stem: &Stem, last: CharNo) -> bool {
        let wrong = self.wrong.as_ref();
        !self.plan.leads_on(last, stem.reached) && !wrong.is_some_and(|w| w.was_typed(last))
    }

    /// Whether a name that ends so may fit: as it stands, with a wrong character.
    #[inline]
    pub(super) fn may_end(&self, stem: &Stem, last: CharNo) -> (bool, bool) {
        let plain = stem.whole || self.plan.closes(last, stem.open);
        let wrong = stem.wrong
            && (self.wrong.as_ref()).is_some_and(|w| w.may(stem.met | w.places(last), stem.len));
        (plain, wrong)
    }

    /// Whether a character by itself may stand for the whole typing.
    #[inline]
    pub(super) fn closes(&self, number: CharNo) -> bool {
        self.plan.closes(number, [1, 1])
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
    // With one character taken for another the name that was typed is more likely whole.
    let more = match (fit.level, fit.cover) {
        (Level::Variant, Cover::Start) => GOES_ON,
        _ => 0,
    };
    Grade::new(class, fit.cost + more, reason)
}

/// What it costs a name with another character than was typed to go on: more than any look-alike of a whole one.
const GOES_ON: u32 = 60;

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNS: &str = "王伟尉迟张单晓丽明章威未李力a";
    const TYPED: [&str; 12] = [
        "zhangwei",
        "wei",
        "zw",
        "shanxl",
        "张wei",
        "张伟",
        "伟张",
        "zhagnwei",
        "yuchi",
        "张章明",
        "zhangxiaoli",
        "李",
    ];

    /// What a name is graded by its beginning and its last character is what it is graded as a whole,
    /// and names whose last character is idle are graded alike.
    #[test]
    fn a_stem_and_a_last_character_are_the_name() {
        let mut alphabet = Alphabet::default();
        let all: Vec<CharNo> = SIGNS.chars().map(|c| alphabet.take(c)).collect();
        let (mut room, mut fitting, mut left_out, mut idle) = (Vec::new(), 0, 0, 0);
        for (typed, tier) in TYPED.iter().flat_map(|t| {
            let tiers = [Tier::Exact, Tier::Relaxed, Tier::Slips];
            tiers.map(|tier| (*t, tier))
        }) {
            let word: Vec<char> = typed.chars().collect();
            let spelling = Spelling::of([word.as_slice()]);
            let Some(reader) = NameReader::of(&spelling, tier, &alphabet) else {
                panic!("{typed}")
            };
            let singles = all.iter().map(|a| vec![*a]);
            let pairs = all.iter().flat_map(|a| all.iter().map(|b| vec![*a, *b]));
            for begin in singles.chain(pairs) {
                let stem = reader.stem(reader.begin(begin[0]), &begin);
                let mut alike = None;
                for last in &all {
                    let chars = [begin.as_slice(), &[*last]].concat();
                    let whole = reader.grade(&alphabet, Packed::of(&chars), &mut room);
                    let by_stem = stem.and_then(|stem| {
                        let may = reader.may_end(&stem, *last);
                        let grade = || reader.grade_as(may, &alphabet, &chars);
                        (may != (false, false)).then(grade).flatten()
                    });
                    assert_eq!(by_stem, whole, "{typed} {tier:?} {chars:?}");
                    fitting += usize::from(whole.is_some());
                    let Some(stem) = stem else {
                        left_out += 1;
                        continue;
                    };
                    let shares = (stem.whole || stem.wrong) && begin.len() > 1;
                    if shares && reader.is_idle(&stem, *last) {
                        assert_eq!(*alike.get_or_insert(whole), whole, "{typed} {chars:?}");
                        idle += 1;
                    }
                }
            }
        }
        assert!(fitting > 1_000 && left_out > 1_000 && idle > 1_000);
    }
}
