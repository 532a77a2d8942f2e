//! What a report's readers are told of whom it accuses: who they are, and that it lies or lay with them.

use super::{happened, words as w};
use crate::domain::act;
use crate::domain::case::{self, Case};
use crate::domain::event::Accused;
use crate::domain::office::Office;
use crate::flow::view::File;
use crate::look::Role;
use crate::widgets::items::Item;
use crate::words::Lang;

/// Whom it accuses, or accused once and no more, each with the unit that was named.
pub fn names(case: &Case, office: &Office, once: bool) -> String {
    let all = case.registration.accused.iter();
    let accused: Vec<Accused> = all.filter(|a| case.is_once(a) == once).cloned().collect();
    happened::names(&accused, office)
}

/// Whom it accused once and no more, and that they stay kept from it.
pub fn once(case: &Case, office: &Office, lang: Lang) -> String {
    let names = names(case, office, true);
    if names.is_empty() {
        return names;
    }
    [&names, w::STAYS_KEPT.say(lang)].concat()
}

/// Where it lies or lay with them, and that its people may still be known by it.
pub fn reached(case: &Case, file: &File, office: &Office, lang: Lang) -> Vec<Item> {
    let mut told = act::reached(case, &office.units);
    told.extend(case::unsure(&file.events));
    let item = |t: &crate::words::Sentence| Item::new(vec![(Role::Danger, t.say(lang).to_owned())]);
    told.iter().map(item).collect()
}
