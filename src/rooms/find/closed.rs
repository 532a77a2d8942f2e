//! Why an action of the room is closed now: whom and what is chosen.

use super::{Find, Kind, words as w};
use crate::domain::ids::PersonId;
use crate::flow::view::PersonCard;
use crate::keys::Action;
use crate::words::Sentence;

impl Find {
    /// The person in sight, when people are being chosen.
    pub(super) fn person(&self) -> Option<&PersonCard> {
        self.found
            .people
            .get(self.people.chosen()?)
            .filter(|_| self.kind == Kind::People)
    }

    /// Whose file is meant: theirs whose petitions are listed, or the person in sight.
    pub(super) fn whose(&self) -> Option<PersonId> {
        let listed = self.chosen.as_ref().map(|chosen| &chosen.card);
        listed.or_else(|| self.person()).map(|card| card.id)
    }

    /// Why an action is closed; `None` when it can be run.
    pub(super) fn closed(&self, action: Action) -> Option<Sentence> {
        match action {
            Action::PersonFile if self.whose().is_none() => Some(w::NO_PERSON.into()),
            Action::Open if self.person().is_none() && self.petition().is_none() => {
                Some(w::NOTHING_CHOSEN.into())
            }
            _ => None,
        }
    }
}
