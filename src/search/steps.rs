//! How typed letters and characters lead on: by each syllable that they may be, each character, at what cost.

use super::alphabet::{Alphabet, CharNo};
use super::kin::{self, Kinship};
use super::level::{Level, Step, Tier};
use super::pinyin;
use super::slip;
use super::spelling::Spelling;
use super::syllable::{Syllable, SyllableId, Syllables};

/// Steps as they are gathered: syllable, from, step.
pub(super) type Gathered = Vec<(SyllableId, u8, Step)>;

/// The steps that a typed character allows.
pub(super) fn gather_sign(
    sign: char,
    place: u8,
    tier: Tier,
    alphabet: &Alphabet,
    gathered: &mut Gathered,
    direct: &mut Vec<(CharNo, u8, Level, u16)>,
) {
    if tier == Tier::Exact {
        direct.extend(alphabet.number(sign).map(|n| (n, place, Level::Exact, 0)));
        return;
    }
    for number in alphabet.kin(sign) {
        let other = alphabet.at(*number).glyph;
        let (level, cost) = match kin::kinship(sign, other) {
            _ if other == sign => (Level::Exact, 0),
            Some(Kinship::Form) => (Level::Variant, 10),
            Some(Kinship::Look) | None => (Level::Variant, 14),
        };
        direct.push((*number, place, level, cost));
    }
    let extras = if place == 0 {
        pinyin::surname_extras(sign)
    } else {
        Vec::new()
    };
    for (rank, syllable) in (0u16..).zip(pinyin::numbers(sign).into_iter().chain(extras)) {
        let step = |level, cost| Step {
            to: place + 1,
            level,
            cost,
        };
        gathered.push((
            syllable,
            place,
            step(Level::Homophone, 20 + 4 * rank.min(8)),
        ));
        for akin in &Syllables::get().at(syllable).akin {
            gathered.push((*akin, place, step(Level::Accent, 35 + 4 * rank.min(8))));
        }
    }
}

/// The steps that the letters from one place allow.
pub(super) fn gather_letters(spelling: &Spelling, place: u8, tier: Tier, gathered: &mut Gathered) {
    let letters: Vec<u8> = spelling.letters_from(usize::from(place)).take(8).collect();
    let run = spelling.letters_from(usize::from(place)).count();
    for (number, syllable) in Syllables::get().all() {
        let mut put = |taken: usize, level: Level, cost: u16| {
            let to = place + u8::try_from(taken).unwrap_or(0);
            gathered.push((number, place, Step { to, level, cost }));
        };
        exact_steps(syllable, &letters, (place, run), tier, &mut put);
        if tier >= Tier::Relaxed {
            for accent in &syllable.accents {
                let same = shared(accent.as_bytes(), &letters);
                // Beside a slip, an accent too is too much at once.
                let more = if tier == Tier::Slips { 200 } else { 0 };
                if same == accent.len() {
                    put(same, Level::Accent, 30 + more);
                } else if same >= 2 && same == run {
                    put(same, Level::Accent, 40 + more);
                }
            }
        }
        if tier == Tier::Slips {
            slip::steps(syllable.text.as_bytes(), &letters, &mut put);
            for also in &syllable.also {
                slip::steps(also.as_bytes(), &letters, &mut put);
            }
        }
    }
}

/// The steps of a syllable typed rightly, in full or in part, from a place with a run of letters left.
fn exact_steps(
    syllable: &Syllable,
    letters: &[u8],
    (place, run): (u8, usize),
    tier: Tier,
    put: &mut impl FnMut(usize, Level, u16),
) {
    let text = syllable.text.as_bytes();
    let same = shared(text, letters);
    for taken in 1..=same {
        let initial = taken == 1 || (taken == 2 && text.get(1) == Some(&b'h'));
        if taken == text.len() {
            put(taken, Level::Sound, 0);
        } else if initial && taken == 2 && place > 0 {
            // After the first, two letters such as `ch` are as likely two initials (xch: 薛成画).
            put(taken, Level::Letters, 12);
        } else if taken == run {
            put(taken, Level::Letters, if initial { 5 } else { 4 });
        } else if tier != Tier::Slips && initial {
            put(taken, Level::Letters, 6);
        } else if tier == Tier::Slips && !initial {
            // In the middle nobody stops within a syllable but by a slip.
            put(taken, Level::Slip, BROKEN);
        }
    }
    for also in &syllable.also {
        let same = shared(also.as_bytes(), letters);
        if same == also.len() {
            put(same, Level::Sound, 1);
        } else if same >= 2 && same == run && also.as_bytes()[1] != b'y' {
            // `ly` is two initials, not the beginning of lyu.
            put(same, Level::Letters, 5);
        }
    }
}

/// A syllable not typed to its end in the middle of a name: less than a slip of the fingers.
const BROKEN: u16 = 930;

/// How many letters two rows have in common at their start.
fn shared(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(x, y)| x == y).count()
}
