//! Finding people in a book by several things typed at once: by names when few fit, else by the rarest
//! of the others with the rest tested on those.

use super::bits::{Bits, Ranked};
use super::crowd::{Crowd, order};
use super::fits::Fits;
use super::layout::Section;
use super::pages::{Window, number};
use super::sweep::{Basket, Sweep};
use super::tester::{Candidates, Named, PLENTY, Tester};
use crate::search::best::Best;
use crate::search::grade::{Grade, MatchClass};
use crate::search::names::NameNo;
use crate::search::reader::NameReader;
use crate::search::segment::{Term, Torn, Wanted};

/// People who bear a name, so many of whom lie too far from each other to be read one by one when very
/// many are left by what else was typed.
pub(super) const SCATTERED: usize = 1_500;

/// People found with whom one need not look among those who fit less well.
pub(super) const WELCOME: usize = 64;

/// People of one town, say, who are looked at if many of them fit: the first so many.
const THRONG: usize = 300_000;

/// With more names or people than this, it is not worth going by names.
const NAMES: usize = 3000;
const BEARERS: usize = 6000;

/// People beside a name from which on it is sooner to look through all names than to test so many.
const CROWDED: usize = 8_000;

/// People of whom the names are read; with more, one further sign is needed to tell them apart.
const MANY: usize = 100_000;

/// People tested for one or two digits, which are looked up by a piece of an address: nearly everybody has one
/// digit, and of a whole town the first so many do.
const TRIED: usize = 20_000;

/// The same of those whose last number goes on, where it was looked for as a whole one before.
const GOING_ON: usize = 6_000;

/// People found among those, with whom one need not test further.
const ENOUGH: usize = 512;

/// Entries of a list that are read in the time of one person's address.
const READS: usize = 100;

/// Somebody whose name fits, in the order in which they are tested: how well, name, slot; and the place
/// of the name among those that fit.
pub(super) type Fitting = ((MatchClass, u32), NameNo, u32, u32);

/// Where each of some names stands among them: a bit for every name there is, and a place for each of these.
pub(super) struct Places {
    fitting: Ranked,
    places: Vec<u32>,
}

impl Places {
    pub(super) fn of(count: u32, names: &Fits) -> Self {
        let mut fitting = Bits::none(count);
        fitting.add_all(names.names());
        let fitting = Ranked::of(fitting);
        let mut places = vec![0; names.len()];
        for (place, name) in (0u32..).zip(names.names()) {
            if let Some(rank) = fitting.rank(*name) {
                places[rank] = place;
            }
        }
        Self { fitting, places }
    }

    #[inline]
    fn get(&self, name: NameNo) -> Option<u32> {
        self.fitting
            .rank(name)
            .and_then(|rank| self.places.get(rank))
            .copied()
    }
}

impl Crowd<'_> {
    /// Several things typed: by names when few fit, else by the rarest of the others.
    pub(super) fn by_people(&self, wanted: &Wanted<'_>) -> Result<Best, Torn> {
        let mut best = Best::of(wanted.keep);
        let mut tester = Tester::of(self, wanted)?;
        if let (Some(reader), None) = (wanted.reader, tester.rarest) {
            self.by_few(reader, &mut tester, &mut best)?;
            return Ok(best);
        }
        let many = tester.estimate > CROWDED;
        if let Some(reader) = wanted.reader
            && let Some(names) = self.few_names(reader, tester.estimate)?
        {
            if many && self.bear_more(&names, SCATTERED)? {
                self.by_fitting(&names, &mut tester, &mut best)?;
            } else {
                self.by_bearers(names.iter(), &mut tester, &mut best)?;
            }
            if best.len() > 0 {
                return Ok(best);
            }
            // None of those whose name begins so: perhaps it is a given name.
            if many {
                let names = self.all_names(reader, usize::MAX, false)?;
                self.by_fitting(&names, &mut tester, &mut best)?;
                return Ok(best);
            }
        }
        let Some(first) = tester.rarest else {
            return Ok(best);
        };
        let Some(reader) = wanted.reader else {
            self.by_terms(first, &mut tester, &mut best)?;
            return Ok(best);
        };
        let slots = tester.candidates(first)?;
        // Those whose name begins as typed, then, if there are none, all others.
        let (leading, others) = self.by_first(reader, slots)?;
        tester.jump_about();
        tester.by_name(leading, (reader, first), &mut best)?;
        if best.len() == 0 {
            tester.by_name(others, (reader, first), &mut best)?;
        }
        Ok(best)
    }

    /// By everything but names: those who may fit the rarest thing typed, tested for all others.
    fn by_terms(&self, first: usize, tester: &mut Tester<'_>, best: &mut Best) -> Result<(), Torn> {
        let wanted = tester.wanted;
        let loose = |term: &Term| matches!(term, Term::Few(_) | Term::Bare(_));
        let (most, plenty) = if wanted.terms.iter().any(loose) {
            (TRIED, ENOUGH.max(wanted.keep))
        } else {
            (usize::MAX, PLENTY)
        };
        let mut found = 0;
        // A number of a house is whole before it is one that goes on, as it may while somebody types.
        let ended = tester.ended(first)?;
        let is_ended = ended.is_some();
        let people = self.book.header.people;
        let mut met = Bits::none(if is_ended { people } else { 0 });
        for slot in ended.into_iter().flatten().take(TRIED) {
            met.add(slot);
            if let Some(grade) = tester.terms(slot, Some(first))? {
                best.push((grade.class, grade.cost, 0, slot), grade);
                found += 1;
            }
            if found >= plenty {
                return Ok(());
            }
        }
        let (most, plenty) = if is_ended {
            (GOING_ON, wanted.keep)
        } else {
            (most, plenty)
        };
        if found >= plenty {
            return Ok(());
        }
        for slot in tester.candidates(first)?.take(most) {
            if met.has(slot) {
                continue;
            }
            let Some(grade) = tester.terms(slot, Some(first))? else {
                continue;
            };
            best.push((grade.class, grade.cost, 0, slot), grade);
            found += 1;
            if found >= plenty {
                break;
            }
        }
        Ok(())
    }

    /// Whether more people bear some names than so many: counted no further.
    pub(super) fn bear_more(&self, names: &Fits, most: usize) -> Result<bool, Torn> {
        // Somebody bears each.
        if names.len() > most {
            return Ok(true);
        }
        let mut people = 0;
        for name in names.names() {
            people += self.book.bearer_count(*name)?;
            if people > most {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Of very many whom another thing typed leaves, those who bear one of some names: the names that
    /// fit best first, no more than are wanted.
    fn by_fitting(
        &self,
        names: &Fits,
        tester: &mut Tester<'_>,
        best: &mut Best,
    ) -> Result<(), Torn> {
        let Some(first) = tester.rarest.filter(|_| !names.is_empty()) else {
            return Ok(());
        };
        let places = Places::of(self.book.name_count(), names);
        for slots in tester.stages(first)? {
            let people = self.fitting(slots, names, &places, best.keep())?;
            tester.jump_about();
            test_in_order(people, (names, first), tester, best)?;
            if best.len() >= WELCOME {
                break;
            }
        }
        Ok(())
    }

    /// Of some people those who bear a name that fits; of a throng, the first so many.
    pub(super) fn fitting(
        &self,
        slots: Candidates<'_>,
        names: &Fits,
        places: &Places,
        enough: usize,
    ) -> Result<Vec<Fitting>, Torn> {
        let part = self.book.header.part(Section::NameOf);
        let most = slots.size_hint().1.unwrap_or(0);
        let mut name_of = Window::for_reads(&self.book.pages, part, most);
        let mut people: Vec<Fitting> = Vec::new();
        let mut looked_at = 0;
        for slot in slots {
            if !self.is_here(slot) {
                continue;
            }
            looked_at += 1;
            if looked_at > THRONG && people.len() >= enough {
                break;
            }
            let name = number(name_of.get(u64::from(slot) * 4, 4)?);
            if let Some(place) = places.get(name) {
                let grade = names.grade(place as usize).ok_or(Torn)?;
                people.push((grade.key(), name, slot, place));
            }
        }
        Ok(people)
    }

    /// Tests everyone who bears one of some names: those only whom a list of an address has, when
    /// that is sooner read than people one by one.
    pub(super) fn by_bearers(
        &self,
        names: impl Iterator<Item = (NameNo, Grade)>,
        tester: &mut Tester<'_>,
        best: &mut Best,
    ) -> Result<(), Torn> {
        let mut people = Vec::new();
        for (name, grade) in names {
            let bearers = self.book.bearers(name, usize::MAX)?;
            people.extend(bearers.into_iter().map(|slot| (slot, name, grade)));
        }
        people.sort_unstable_by_key(|p| p.0);
        tester.resize_for(people.len());
        let mut listed = match tester.place_list()? {
            Some(list) if list.size_hint().1.unwrap_or(0) < people.len() * READS => {
                Some(list.peekable())
            }
            _ => None,
        };
        for (slot, name, grade) in people {
            if let Some(list) = &mut listed {
                while list.next_if(|there| *there < slot).is_some() {}
                if list.peek() != Some(&slot) {
                    continue;
                }
            }
            if let Some(terms) = tester.terms(slot, None)? {
                let whole = grade.and(terms);
                best.push((whole.class, whole.cost, order(0, name), slot), whole);
            }
        }
        Ok(())
    }

    /// People with the numbers of their names, those whose names begin as typed apart. Of very many
    /// the first so many that begin so.
    fn by_first(
        &self,
        reader: &NameReader,
        slots: impl Iterator<Item = u32>,
    ) -> Result<(Vec<Named>, Vec<Named>), Torn> {
        let part = self.book.header.part(Section::NameOf);
        let most = slots.size_hint().1.unwrap_or(0);
        let mut names = Window::for_reads(&self.book.pages, part, most);
        let (mut leading, mut others) = (Vec::new(), Vec::new());
        for slot in slots {
            if !self.is_here(slot) {
                continue;
            }
            let name = number(names.get(u64::from(slot) * 4, 4)?);
            let group = self.book.groups.partition_point(|g| g.start <= name);
            let first = group
                .checked_sub(1)
                .and_then(|g| self.book.groups.get(g))
                .map_or(0, |g| g.first);
            if reader.leads(first) {
                leading.push((name, slot));
            } else if others.len() < MANY {
                others.push((name, slot));
            }
            if leading.len() >= MANY {
                break;
            }
        }
        Ok((leading, others))
    }

    /// Names that fit, one more than wanted at most or a few more.
    pub(super) fn all_names(
        &self,
        reader: &NameReader,
        most: usize,
        leading: bool,
    ) -> Result<Fits, Torn> {
        let basket = Basket::All(Fits::default(), most);
        match Sweep::of((self.book, self.absent), reader, basket, leading).run()? {
            Basket::All(names, _) => Ok(names),
            Basket::Best(_) => Ok(Fits::default()),
        }
    }

    /// The names that fit: all of them where very many people are left by what else was typed, else only
    /// when they and their people are few.
    fn few_names(&self, reader: &NameReader, others: usize) -> Result<Option<Fits>, Torn> {
        if others < 64 {
            return Ok(None);
        }
        let most = if others > CROWDED {
            usize::MAX
        } else {
            NAMES.min(others)
        };
        let mut names = self.all_names(reader, most, true)?;
        if names.is_empty() {
            // Nobody begins so: perhaps it is a given name.
            names = self.all_names(reader, most, false)?;
        }
        if others > CROWDED {
            return Ok(Some(names));
        }
        if names.len() > most {
            return Ok(None);
        }
        let many = self.bear_more(&names, BEARERS.min(others.saturating_mul(4)))?;
        Ok((!many).then_some(names))
    }
}

/// Tests people for everything else that was typed: in order, but no more of them sorted than are
/// needed.
pub(super) fn test_in_order(
    mut people: Vec<Fitting>,
    (names, sure): (&Fits, usize),
    tester: &mut Tester<'_>,
    best: &mut Best,
) -> Result<(), Torn> {
    let enough = tester.wanted.keep;
    let mut rest = people.as_mut_slice();
    let (mut found, mut asked) = (0, 0);
    while !rest.is_empty() && found < enough && asked < PLENTY {
        let many = rest.len().min(enough);
        if many < rest.len() {
            rest.select_nth_unstable(many);
        }
        let (now, later) = rest.split_at_mut(many);
        now.sort_unstable();
        for (_, name, slot, place) in now {
            asked += 1;
            if let Some(terms) = tester.terms(*slot, Some(sure))? {
                let fit = names.grade(*place as usize).ok_or(Torn)?;
                let whole = fit.and(terms);
                let rank = (whole.class, whole.cost, order(0, *name), *slot);
                best.push(rank, whole);
                found += 1;
            }
        }
        rest = later;
    }
    Ok(())
}
