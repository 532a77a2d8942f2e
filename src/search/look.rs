//! How far a search goes: from what was typed as it stands to the loose, as long as little is found.

use super::gather::Search;
use super::grade::MatchClass;
use super::level::{How, Tier};
use super::numbers::SLIPPERY;
use super::query::Meaning;
use super::segment::Torn;

/// Hits below which slips are looked for. With more, the right one is among them or a further
/// sign will tell.
const FEW: usize = 20;

/// Goes from the exact to the loose as long as little is found. One or two digits narrow what the rest finds;
/// where nobody has them they are let go, before the rest is taken for a slip.
pub(super) fn look(
    search: &mut Search<'_>,
    meanings: &[Meaning],
    limit: usize,
) -> Result<(), Torn> {
    look_exactly(search, meanings)?;
    let without: Vec<Meaning> = meanings.iter().filter_map(Meaning::without_few).collect();
    if !without.is_empty() && search.count(MatchClass::Scattered) == 0 {
        look_exactly(search, &without)?;
        if search.count(MatchClass::Scattered) > 0 {
            return look_loosely(search, &without, limit);
        }
    }
    look_loosely(search, meanings, limit)?;
    if !without.is_empty() && search.count(MatchClass::Scattered) == 0 {
        look_loosely(search, &without, limit)?;
    }
    Ok(())
}

/// Everything as it was typed; words in another order or left out if nobody fits.
pub(super) fn look_exactly(search: &mut Search<'_>, meanings: &[Meaning]) -> Result<(), Torn> {
    for meaning in meanings {
        search.gather(meaning, Tier::Exact)?;
    }
    if search.count(MatchClass::NumberSlip) == 0 {
        // Given name first and family name last, as some people write it.
        for turned in meanings.iter().filter_map(Meaning::turned) {
            search.gather(&turned, Tier::Exact)?;
        }
    }
    if search.count(MatchClass::NumberSlip) == 0 {
        look_without_units(search, meanings)?;
    }
    if search.count(MatchClass::NumberSlip) == 0 {
        // A piece of an address with the words for town, village or group left out.
        // Cut in one place it names somewhere: what it could be if cut elsewhere adds nothing.
        for shortened in meanings.iter().flat_map(Meaning::shortened) {
            search.gather(&shortened, Tier::Exact)?;
            if search.count(MatchClass::NumberSlip) > 0 {
                break;
            }
        }
    }
    Ok(())
}

/// Whoever lives at a place that was read out of something else: as it stands there or but for its units, not cut into
/// pieces. Most that are read so are no place at all.
pub(super) fn look_at_places(search: &mut Search<'_>, meanings: &[Meaning]) -> Result<(), Torn> {
    let placed = |meaning: &&Meaning| !(meaning.places.is_empty() && meaning.bare.is_empty());
    let meanings: Vec<Meaning> = meanings.iter().filter(placed).cloned().collect();
    for meaning in &meanings {
        search.gather(meaning, Tier::Exact)?;
    }
    if search.count(MatchClass::NumberSlip) == 0 {
        look_without_units(search, &meanings)?;
    }
    Ok(())
}

/// 镇, 村 or 号 left out, or another word in its place: all of it side by side, then with parts between, before its
/// numbers are looked for anywhere.
fn look_without_units(search: &mut Search<'_>, meanings: &[Meaning]) -> Result<(), Torn> {
    let loosened: Vec<Meaning> = meanings.iter().filter_map(Meaning::loosened).collect();
    let apart: Vec<Meaning> = meanings.iter().flat_map(apart).collect();
    let opened: Vec<Meaning> = meanings.iter().flat_map(Meaning::opened).collect();
    let gapped = |all: &[Meaning]| all.iter().filter_map(Meaning::gapped).collect();
    let (second, last): (Vec<Meaning>, Vec<Meaning>) = (gapped(&loosened), gapped(&apart));
    for meanings in [loosened, second, apart, last, opened] {
        for meaning in &meanings {
            search.gather(meaning, Tier::Exact)?;
        }
        if search.count(MatchClass::NumberSlip) > 0 {
            break;
        }
    }
    Ok(())
}

/// Other forms, sounds and slips, as long as little is found. What was found as an address is not taken for a name
/// as well.
fn look_loosely(search: &mut Search<'_>, meanings: &[Meaning], limit: usize) -> Result<(), Torn> {
    let lives = search.count(MatchClass::NumberSlip) > 0;
    let meanings: Vec<Meaning> = meanings
        .iter()
        .filter(|meaning| !(lives && meaning.is_housed()))
        .cloned()
        .collect();
    let meanings = meanings.as_slice();
    if search.count(MatchClass::Address) < limit {
        for meaning in meanings.iter().filter(|m| !m.name.is_empty()) {
            search.gather(meaning, Tier::Relaxed)?;
        }
    } else if search.count(MatchClass::Sound) < limit.min(FEW) {
        for meaning in meanings {
            search.gather_spoken(meaning)?;
        }
    }
    if search.count(MatchClass::Accent) < limit.min(FEW) {
        for meaning in meanings
            .iter()
            .filter(|m| !m.name.is_empty() || !m.digits.is_empty())
        {
            search.gather(meaning, Tier::Slips)?;
        }
        for mended in meanings.iter().flat_map(Meaning::mended) {
            search.gather_mended(&mended)?;
        }
    }
    if search.count(MatchClass::Letters) == 0 {
        look_past_slips(search, meanings)?;
    }
    if search.count(MatchClass::NumberSlip) == 0 {
        // A name and a place without a space between them.
        let unglued: Vec<Meaning> = meanings.iter().flat_map(Meaning::unglued).collect();
        for meaning in &unglued {
            search.gather(meaning, Tier::Exact)?;
        }
        if search.count(MatchClass::NumberSlip) == 0 {
            look_without_units(search, &unglued)?;
        }
    }
    if search.count(MatchClass::NumberSlip) == 0 {
        // Nothing but scattered letters: then the slips are two in one syllable, or over its border.
        for meaning in meanings {
            search.gather_far(meaning)?;
        }
    }
    Ok(())
}

/// A meaning with the numbers of its house by themselves, held against addresses without units, and with a word of one
/// character for a place.
fn apart(meaning: &Meaning) -> impl Iterator<Item = Meaning> {
    let housed = meaning.housed();
    let housed = housed.and_then(|housed| housed.loosened());
    housed.into_iter().chain(meaning.spotted())
}

/// Any part of a name as it stands, beside a number or its end with a slip.
fn look_past_slips(search: &mut Search<'_>, meanings: &[Meaning]) -> Result<(), Torn> {
    let named = |m: &&Meaning| !m.name.is_empty() && !m.digits.is_empty();
    for meaning in meanings.iter().filter(named) {
        if meaning.digits.iter().any(|d| d.len() >= SLIPPERY) {
            search.gather_as(meaning, Tier::Exact, How::SLIPPED)?;
        }
        if let Some(tailed) = meaning.tailed() {
            search.gather(&tailed, Tier::Exact)?;
        }
    }
    Ok(())
}
