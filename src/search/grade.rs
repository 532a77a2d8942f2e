//! How well a person fits what was typed: the class of match, the reason in words, the fine cost.

use super::bare::Fit;
use super::level::{Cover, Level, SLIP};
use super::piece::Stand;
use crate::words::Word;

/// The class of a match, best first. Rank goes by class before anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchClass {
    /// The whole name, or a whole number, is the same.
    Same,
    /// The name starts with these characters.
    Start,
    /// The characters stand in the name, perhaps with some left out between them.
    Part,
    /// The end of a telephone or identity number.
    NumberTail,
    /// Another part of a number.
    NumberPart,
    /// The whole name, syllable by syllable, in pinyin.
    Sound,
    /// The whole name, syllable by syllable in pinyin, one of them as another region speaks it: there is
    /// nothing more to type, so it stands before names that only begin so.
    Spoken,
    /// Initials, part of the pinyin, or characters and letters mixed.
    Letters,
    /// A piece of the address.
    Address,
    /// One or two digits typed beside other words, somewhere within a number.
    NumberInside,
    /// A traditional, variant or look-alike character.
    Variant,
    /// The characters in another order.
    Swapped,
    /// Other characters of the same sound.
    Homophone,
    /// The sound as another region speaks it.
    Accent,
    /// One or two slips in typing, or one wrong character.
    Slip,
    /// One slip in a number.
    NumberSlip,
    /// Letters somewhere in the name, with characters left out before or between.
    Scattered,
}

/// The most that a name costs of which one syllable was typed in letters as another region speaks it and
/// every other to its end: a syllable not typed to its end, and a character of such a sound, cost more.
const SPOKEN: u32 = 33;

impl MatchClass {
    /// All of them, best first.
    pub const ALL: &'static [Self] = &[
        Self::Same,
        Self::Start,
        Self::Part,
        Self::NumberTail,
        Self::NumberPart,
        Self::Sound,
        Self::Spoken,
        Self::Letters,
        Self::Address,
        Self::NumberInside,
        Self::Variant,
        Self::Swapped,
        Self::Homophone,
        Self::Accent,
        Self::Slip,
        Self::NumberSlip,
        Self::Scattered,
    ];

    /// The word by which scripts know it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Start => "start",
            Self::Part => "part",
            Self::NumberTail => "number_tail",
            Self::NumberPart => "number_part",
            Self::Sound => "sound",
            Self::Spoken => "spoken",
            Self::Letters => "letters",
            Self::Address => "address",
            Self::NumberInside => "number_inside",
            Self::Variant => "variant",
            Self::Homophone => "homophone",
            Self::Swapped => "swapped",
            Self::Accent => "accent",
            Self::Scattered => "scattered",
            Self::Slip => "slip",
            Self::NumberSlip => "number_slip",
        }
    }

    /// The class of a name that was met on a level over so much of it, at a cost.
    pub(super) fn of(level: Level, cover: Cover, cost: u32) -> Self {
        match (level, cover) {
            (Level::Exact, Cover::Whole) => Self::Same,
            (Level::Exact, Cover::Start) => Self::Start,
            (Level::Exact, Cover::Part) => Self::Part,
            (Level::Sound, Cover::Whole) => Self::Sound,
            (Level::Letters, Cover::Part) => Self::Scattered,
            (Level::Sound | Level::Letters, _) => Self::Letters,
            (Level::Variant, _) => Self::Variant,
            (Level::Homophone, _) => Self::Homophone,
            (Level::Accent, Cover::Whole) if cost <= SPOKEN => Self::Spoken,
            (Level::Accent, _) => Self::Accent,
            (Level::Slip, _) => Self::Slip,
        }
    }
}

/// Why somebody is shown who was called so before.
pub const FORMER_NAME: Word = *why::FORMER;

/// Why somebody is shown who lives there under the same family name.
pub const HOUSEHOLD: Word = *why::HOUSEHOLD;

/// The words for each reason.
pub(super) mod why {
    use super::{Grade, MatchClass, Word};

    pub(in crate::search) const SAME: &Word = &Word::new("姓名相同", "same name");
    pub(in crate::search) const START: &Word = &Word::new("姓名开头", "start of the name");
    pub(in crate::search) const PART: &Word = &Word::new("姓名含此字", "in the name");
    pub(in crate::search) const SOUND: &Word = &Word::new("拼音", "pinyin");
    pub(in crate::search) const SPELLED: &Word = &Word::new("部分拼音", "part of the pinyin");
    pub(in crate::search) const INITIALS: &Word = &Word::new("首字母", "initials");
    pub(in crate::search) const FORM: &Word =
        &Word::new("异体字/形近字", "variant or look-alike character");
    pub(in crate::search) const HOMOPHONE: &Word =
        &Word::new("音同字不同", "same sound, other character");
    pub(in crate::search) const ACCENT: &Word = &Word::new("口音相近", "regional sound");
    pub(in crate::search) const LETTER_SLIP: &Word =
        &Word::new("拼音差一两个字母", "pinyin with a slip");
    pub(in crate::search) const SWAPPED: &Word =
        &Word::new("字序不同", "characters in another order");
    pub(in crate::search) const CHARACTER_SLIP: &Word =
        &Word::new("差一字", "one character differs");
    pub(in crate::search) const PHONE_SAME: &Word = &Word::new("电话相同", "same telephone");
    pub(in crate::search) const PHONE_TAIL: &Word = &Word::new("电话尾号", "end of the telephone");
    pub(in crate::search) const PHONE_PART: &Word =
        &Word::new("电话号码含此数", "in the telephone");
    pub(in crate::search) const PHONE_SLIP: &Word =
        &Word::new("电话差一位", "telephone with a slip");
    pub(in crate::search) const ID_SAME: &Word = &Word::new("证件号码相同", "same identity number");
    pub(in crate::search) const ID_LAST_FOUR: &Word =
        &Word::new("证件后四位", "last four of the identity number");
    pub(in crate::search) const ID_TAIL: &Word =
        &Word::new("证件尾号", "end of the identity number");
    pub(in crate::search) const ID_BIRTH: &Word = &Word::new("出生日期", "date of birth");
    pub(in crate::search) const ID_PART: &Word =
        &Word::new("证件号码含此数", "in the identity number");
    pub(in crate::search) const ID_SLIP: &Word =
        &Word::new("证件号码差一位", "identity number with a slip");
    const NAME_PHONE: &Word = &Word::new("姓名、电话相同", "same name and telephone");
    const NAME_ID: &Word = &Word::new("姓名、证件号码相同", "same name and identity number");
    const PHONE_ID: &Word = &Word::new("电话、证件号码相同", "same telephone and identity number");
    const ALL_SAME: &Word = &Word::new(
        "姓名、电话、证件号码相同",
        "same name, telephone and identity number",
    );

    /// The reasons by what they say is the same: the name, the telephone, the identity number, one bit each.
    const WHOLE: [(u8, &Word); 7] = [
        (1, SAME),
        (2, PHONE_SAME),
        (3, NAME_PHONE),
        (4, ID_SAME),
        (5, NAME_ID),
        (6, PHONE_ID),
        (7, ALL_SAME),
    ];

    /// The reason that says two things are the same; `None` where one of them is not whole.
    pub(super) fn both(one: Grade, other: Grade) -> Option<&'static Word> {
        let what = |grade: Grade| {
            let is_whole = grade.class == MatchClass::Same;
            let said = WHOLE.iter().find(|w| is_whole && w.1 == grade.why);
            said.map(|w| w.0)
        };
        let both = what(one)? | what(other)?;
        WHOLE.iter().find(|w| w.0 == both).map(|w| w.1)
    }

    pub(in crate::search) const ADDRESS: &Word = &Word::new("地址", "address");
    pub(in crate::search) const SPELLED_ADDRESS: &Word =
        &Word::new("地址拼音", "address in pinyin");
    pub(in crate::search) const ADDRESS_NUMBER: &Word =
        &Word::new("地址含此数", "number in the address");
    pub(in crate::search) const RESPELLED: &Word = &Word::new(
        "地址中一字音近或形近",
        "one character of the address written otherwise",
    );
    pub(in crate::search) const FORMER: &Word = &Word::new("曾用名", "former name");
    pub(in crate::search) const HOUSEHOLD: &Word =
        &Word::new("同址同姓", "same address and family name");
}

/// How well one thing typed fits: class, then cost (less is better), and the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grade {
    pub(super) class: MatchClass,
    pub(super) cost: u32,
    /// Borrowed, so that long lists of grades stay small.
    pub(super) why: &'static Word,
}

impl Grade {
    /// Makes a grade.
    pub(super) const fn new(class: MatchClass, cost: u32, why: &'static Word) -> Self {
        Self { class, cost, why }
    }

    /// Both of two things typed fit: the weaker one gives class and reason, the costs add up.
    pub(super) fn and(self, other: Self) -> Self {
        let (weak, strong) = if other.class > self.class {
            (other, self)
        } else {
            (self, other)
        };
        let why = why::both(self, other).unwrap_or(weak.why);
        // Within the weaker class, the better the other one fits the better.
        let cost = weak
            .cost
            .saturating_add(strong.cost)
            .saturating_add(64 * strong.class as u32);
        Self { cost, why, ..weak }
    }

    /// The same for somebody of whom another thing typed agrees too: the reason says both where both are whole.
    pub(super) fn beside(self, other: Self) -> Self {
        let why = why::both(self, other).unwrap_or(self.why);
        Self { why, ..self }
    }

    /// The grade of a whole name in pinyin that was typed with one slip, which was mended before it was
    /// looked for; `None` of any other.
    pub(super) fn mended(self) -> Option<Self> {
        let slip = u32::from(SLIP) - 60;
        (self.class == MatchClass::Sound).then(|| Self {
            class: MatchClass::Slip,
            cost: slip + self.cost,
            why: why::LETTER_SLIP,
        })
    }

    /// The grade by a former name: behind those who are called so now.
    pub(super) fn former(self) -> Self {
        Self {
            cost: self.cost + 40,
            why: why::FORMER,
            ..self
        }
    }

    /// The grade of a piece of an address; a number that goes on stands behind one typed to its end.
    pub(super) const fn placed(stand: Stand) -> Self {
        Self::new(MatchClass::Address, stand as u32, why::ADDRESS)
    }

    /// The grade of a piece held against an address without units: behind those that stand there as typed, and the
    /// further behind the more stands between.
    pub(super) const fn placed_bare((stand, between): Fit) -> Self {
        let cost = 2 + stand as u32 + 2 * between;
        Self::new(MatchClass::Address, cost, why::ADDRESS)
    }

    /// What ranks it: class first, cost second.
    pub(super) fn key(self) -> (MatchClass, u32) {
        (self.class, self.cost)
    }
}
