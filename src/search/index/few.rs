//! Finding people in a book by a name and one or two digits beside it: those who bear the name are tested, of
//! very many first those whose number ends so.

use super::bits::Bits;
use super::crowd::{Crowd, order};
use super::fits::Fits;
use super::people::Edge;
use super::tester::{Candidates, Tester};
use super::together::{Places, SCATTERED, WELCOME, test_in_order};
use crate::search::best::Best;
use crate::search::reader::NameReader;
use crate::search::segment::{Term, Torn};

impl Crowd<'_> {
    /// Who bears a name that begins as typed and fits the few digits; if nobody does, whoever has it in their
    /// name.
    pub(super) fn by_few(
        &self,
        reader: &NameReader,
        tester: &mut Tester<'_>,
        best: &mut Best,
    ) -> Result<(), Torn> {
        for leading in [true, false] {
            let names = self.all_names(reader, usize::MAX, leading)?;
            if self.bear_more(&names, SCATTERED)? {
                self.of_many(&names, tester, best)?;
            } else {
                self.by_bearers(names.iter(), tester, best)?;
            }
            if best.len() > 0 {
                break;
            }
        }
        Ok(())
    }

    /// Of more people than can be tested: those whose number ends in two digits typed, then, if they are few,
    /// the first so many, the names that fit best before others.
    fn of_many(&self, names: &Fits, tester: &mut Tester<'_>, best: &mut Best) -> Result<(), Torn> {
        if let Some(slots) = self.tails(tester)? {
            let places = Places::of(self.book.name_count(), names);
            let people = self.fitting(slots, names, &places, best.keep())?;
            test_in_order(people, (names, usize::MAX), tester, best)?;
            if best.len() >= WELCOME {
                return Ok(());
            }
        }
        let names = names.best(SCATTERED);
        let mut window = self.bearers_window();
        let mut people = Vec::new();
        for (name, grade) in names {
            let left = SCATTERED - people.len().min(SCATTERED);
            if left == 0 {
                break;
            }
            let bearers = self.bearers_here(&mut window, name, left)?;
            people.extend(bearers.into_iter().map(|slot| (slot, name, grade)));
        }
        people.sort_unstable_by_key(|p| p.0);
        tester.resize_for(people.len());
        for (slot, name, grade) in people {
            if let Some(terms) = tester.terms(slot, None)? {
                let whole = grade.and(terms);
                best.push((whole.class, whole.cost, order(0, name), slot), whole);
            }
        }
        Ok(())
    }

    /// Everyone whose telephone or document ends in two digits typed, ascending; `None` when no two were.
    fn tails(&self, tester: &Tester<'_>) -> Result<Option<Candidates<'static>>, Torn> {
        let two = tester.wanted.terms.iter().find_map(|term| match term {
            Term::Few(typed) => <[u8; 2]>::try_from(typed.as_slice()).ok(),
            _ => None,
        });
        let Some([a, b]) = two else {
            return Ok(None);
        };
        let mut slots = Bits::none(self.book.header.people);
        for edge in [Edge::PhoneEnd, Edge::IdentityEnd] {
            for before in b"0123456789" {
                for slot in self.end_lists(edge, [*before, a, b])?.into_iter().flatten() {
                    slots.add(slot);
                }
            }
        }
        let slots: Vec<u32> = slots.iter().collect();
        Ok(Some(Box::new(slots.into_iter())))
    }
}
