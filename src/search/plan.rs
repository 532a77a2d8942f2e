//! What a typed name can be: for each syllable and character, from which place of the typing to
//! which it leads, and at what cost. Made once per query, small, and then held against every name.

use super::alphabet::{Alphabet, CharNo};
use super::floor::{Floor, Spans};
use super::kin::{self, Kinship};
use super::level::{Level, Step, Tier};
use super::pinyin;
use super::slip;
use super::spelling::{Spelling, Typed};
use super::syllable::{Syllable, SyllableId, Syllables};

/// A typed name, ready to be held against names.
#[derive(Debug)]
pub(super) struct Plan {
    len: usize,
    tier: Tier,
    /// Whether the name must start with the first thing typed.
    anchored: bool,
    /// How many slips are forgiven.
    budget: u16,
    /// Places that some character of a fitting name must lead on from: the first, and those where
    /// a character was typed.
    needed: u64,
    /// For each character number, the places from which it may lead on: a sieve.
    from: Vec<u64>,
    /// Steps by syllable and place: `starts[syllable * len + place]..` into `steps`.
    starts: Vec<u32>,
    steps: Vec<Step>,
    /// Where the steps of a syllable and place may end, as bits: without a slip, with one.
    reach: Vec<[u64; 2]>,
    /// For each character that leads anywhere, where its row in `jumps` starts.
    row: Vec<u32>,
    /// Where a character may lead from each place, as bits: without a slip, with one.
    jumps: Vec<[u64; 2]>,
    /// Steps by character: number, place, level, cost; each leads one place on.
    direct: Vec<(CharNo, u8, Level, u16)>,
    floor: Floor,
}

/// Steps as they are gathered: syllable, from, step.
type Gathered = Vec<(SyllableId, u8, Step)>;

impl Plan {
    /// Makes the plan for a typed name; `None` when nothing was typed.
    pub(super) fn of(spelling: &Spelling, tier: Tier, alphabet: &Alphabet) -> Option<Self> {
        if spelling.len() == 0 {
            return None;
        }
        let mut gathered = Gathered::new();
        let mut direct = Vec::new();
        for (place, sign) in (0u8..).zip(spelling.signs()) {
            match *sign {
                Typed::Letter(letter) => {
                    gather_letters(spelling, place, tier, &mut gathered);
                    let number = alphabet.number(char::from(letter));
                    direct.extend(number.map(|n| (n, place, Level::Exact, 0)));
                }
                Typed::Sign(sign) => {
                    gather_sign(sign, place, tier, alphabet, &mut gathered, &mut direct);
                }
            }
        }
        let budget = match spelling.letters() {
            0..=3 => 0,
            4..=6 => 1,
            _ => 2,
        };
        let anchored = tier == Tier::Slips || (spelling.len() == 1 && spelling.letters() == 1);
        let mut spans = Spans::of(spelling.len(), tier);
        for (_, from, step) in &gathered {
            spans.note(
                usize::from(*from),
                usize::from(step.to),
                step.level,
                u32::from(step.cost),
            );
        }
        for (_, from, level, cost) in &direct {
            spans.note(
                usize::from(*from),
                usize::from(*from) + 1,
                *level,
                u32::from(*cost),
            );
        }
        let mut plan = Self {
            len: spelling.len(),
            tier,
            anchored,
            budget,
            needed: needed(spelling),
            from: Vec::new(),
            starts: Vec::new(),
            steps: Vec::new(),
            reach: Vec::new(),
            row: Vec::new(),
            jumps: Vec::new(),
            direct,
            floor: spans.floor(anchored),
        };
        plan.settle(&gathered);
        plan.sieve(alphabet);
        Some(plan)
    }

    /// Sorts the gathered steps by syllable and place.
    fn settle(&mut self, gathered: &Gathered) {
        let cells = Syllables::get().len() * self.len;
        let cell =
            |syllable: SyllableId, from: u8| usize::from(syllable) * self.len + usize::from(from);
        let mut starts = vec![0u32; cells + 1];
        let mut reach = vec![[0u64; 2]; cells];
        for (syllable, from, step) in gathered {
            starts[cell(*syllable, *from) + 1] += 1;
            reach[cell(*syllable, *from)][usize::from(step.level == Level::Slip)] |= 1 << step.to;
        }
        for i in 0..cells {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut steps = vec![
            Step {
                to: 0,
                level: Level::Slip,
                cost: 0
            };
            gathered.len()
        ];
        for (syllable, from, step) in gathered {
            let at = &mut next[cell(*syllable, *from)];
            steps[*at as usize] = *step;
            *at += 1;
        }
        self.starts = starts;
        self.steps = steps;
        self.reach = reach;
    }

    /// Notes for every character from which places it may lead on, and where to.
    fn sieve(&mut self, alphabet: &Alphabet) {
        let len = self.len;
        let mut room = vec![[0u64; 2]; len];
        let mut direct = self.direct.clone();
        direct.sort_unstable_by_key(|d| d.0);
        // Row 0 leads nowhere.
        self.jumps = vec![[0; 2]; len];
        self.from = Vec::with_capacity(alphabet.signs().len());
        self.row = Vec::with_capacity(alphabet.signs().len());
        for (number, sign) in (0..=CharNo::MAX).zip(alphabet.signs()) {
            room.fill([0; 2]);
            for syllable in sign.rough() {
                let cells = &self.reach[usize::from(*syllable) * len..][..len];
                for (all, cell) in room.iter_mut().zip(cells) {
                    all[0] |= cell[0];
                    all[1] |= cell[1];
                }
            }
            let first = direct.partition_point(|d| d.0 < number);
            for (_, place, ..) in direct[first..].iter().take_while(|d| d.0 == number) {
                room[usize::from(*place)][0] |= 1 << (place + 1);
            }
            let places = room.iter().enumerate();
            let from = places.fold(0u64, |all, (place, to)| {
                all | (u64::from(to[0] | to[1] != 0) << place)
            });
            let ends = room.iter().any(|to| (to[0] | to[1]) >> len & 1 == 1);
            self.from.push(from | if ends { ENDS } else { 0 });
            self.row.push(if from == 0 {
                0
            } else {
                u32::try_from(self.jumps.len()).unwrap_or(0)
            });
            if from != 0 {
                self.jumps.extend_from_slice(&room);
            }
        }
    }

    /// The number of typed signs.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The least that names of a length can cost.
    pub(super) fn floor(&self) -> &Floor {
        &self.floor
    }

    /// How far this plan goes.
    #[inline]
    pub(super) fn tier(&self) -> Tier {
        self.tier
    }

    /// Whether names must start with the first thing typed.
    #[inline]
    pub(super) fn anchored(&self) -> bool {
        self.anchored
    }

    /// How many slips are forgiven.
    pub(super) fn budget(&self) -> u16 {
        self.budget
    }

    /// The places that some character of a fitting name must lead on from.
    #[inline]
    pub(super) fn needed(&self) -> u64 {
        self.needed
    }

    /// The places from which a character may lead on.
    #[inline]
    pub(super) fn from(&self, number: CharNo) -> u64 {
        self.from.get(usize::from(number)).copied().unwrap_or(0)
    }

    /// Whether a character may lead on from one of these places.
    #[inline]
    pub(super) fn leads_on(&self, number: CharNo, places: u64) -> bool {
        self.from(number) & places & !ENDS != 0
    }

    /// Where a character may lead from each place, as bits: without a slip, with one.
    #[inline]
    pub(super) fn jumps(&self, number: CharNo) -> &[[u64; 2]] {
        let row = self.row.get(usize::from(number)).map_or(0, |r| *r as usize);
        &self.jumps[row..row + self.len]
    }

    /// The steps of a syllable from a place.
    pub(super) fn steps(&self, syllable: SyllableId, place: usize) -> &[Step] {
        let cell = usize::from(syllable) * self.len + place;
        match (self.starts.get(cell), self.starts.get(cell + 1)) {
            (Some(start), Some(end)) => self
                .steps
                .get(*start as usize..*end as usize)
                .unwrap_or(&[]),
            _ => &[],
        }
    }

    /// The steps of a character as itself or one of its kin: place, level, cost.
    pub(super) fn direct(&self, number: CharNo) -> impl Iterator<Item = (usize, Level, u16)> + '_ {
        self.direct
            .iter()
            .filter(move |d| d.0 == number)
            .map(|d| (usize::from(d.1), d.2, d.3))
    }
}

/// The first place and those of characters: no fitting name can do without any of them.
fn needed(spelling: &Spelling) -> u64 {
    let signs = spelling.signs().iter().enumerate();
    signs.fold(1 | ENDS, |all, (place, sign)| {
        all | (u64::from(matches!(sign, Typed::Sign(_))) << place)
    })
}

/// The steps that a typed character allows.
fn gather_sign(
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
fn gather_letters(spelling: &Spelling, place: u8, tier: Tier, gathered: &mut Gathered) {
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

/// Set beside the places of a character that may lead to the end of the typing.
const ENDS: u64 = 1 << 63;

/// A syllable not typed to its end in the middle of a name: less than a slip of the fingers.
const BROKEN: u16 = 930;

/// How many letters two rows have in common at their start.
fn shared(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(x, y)| x == y).count()
}
